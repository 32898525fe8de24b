"""The score of a pack: classes, indicators, bands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from kechuang.engines.rules.expression import nodes as n
from kechuang.engines.rules.expression.render import exact_text
from kechuang.engines.rules.load.clauses import BOUNDS
from kechuang.engines.rules.load.expressions import Expressions
from kechuang.engines.rules.load.faults import Path
from kechuang.engines.rules.load.reader import Reader
from kechuang.engines.rules.model import Band, Bilingual, Score, ScoreGroup, ScoreItem

_ITEM_KEYS = (
    "id", "title", "text", "citation", "max", "group", "measure", "bands", "grade", "grades", "points",
    "best_of", "judged",
    "presume",
)  # fmt: skip

_PAIR = 2


def score_names(value: Any) -> frozenset[str]:
    """Names that ``points(…)`` may use: items, classes and ``total``; read before anything is bound."""
    if value is None:
        return frozenset()
    items = value.get("items") if isinstance(value, Mapping) else value
    groups = value.get("groups") if isinstance(value, Mapping) else None
    named = [entry.get("id") for entry in (*_listed(items), *_listed(groups)) if isinstance(entry, Mapping)]
    return frozenset({"total", *(str(name) for name in named if name)})


def score_titles(value: Any) -> dict[str, Bilingual]:
    """How the parts of a score are called where a clause refers to them."""
    items = value.get("items") if isinstance(value, Mapping) else value
    groups = value.get("groups") if isinstance(value, Mapping) else None
    titles = {"total": Bilingual("综合得分", "Total score")}
    for entry in (*_listed(items), *_listed(groups)):
        title = entry.get("title") if isinstance(entry, Mapping) else None
        if isinstance(title, Mapping):
            titles[str(entry.get("id"))] = Bilingual(str(title.get("zh", "")), str(title.get("en", "")))
        elif isinstance(title, str):
            titles[str(entry.get("id"))] = Bilingual(title)
    return titles


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


class ScoreReader:
    def __init__(self, reader: Reader, expressions: Expressions, citation: str) -> None:
        self.reader = reader
        self.expressions = expressions
        self.citation = citation

    def score(self, value: Any) -> Score | None:
        if value is None:
            return None
        path: Path = ("score",)
        block = {"items": value} if isinstance(value, list) else value
        parts = self.reader.mapping(block, path, ("max", "pass", "groups", "items", "citation"), ("items",))
        self.citation = self.reader.text(parts.get("citation"), path) or self.citation
        item_path: Path = path if isinstance(value, list) else (*path, "items")
        items = self.items(parts.get("items"), item_path)
        groups = tuple(
            self._group(item, (*path, "groups", index))
            for index, item in enumerate(self.reader.sequence(parts.get("groups"), (*path, "groups")))
        )
        self._refuse_strays(items, groups, item_path)
        if "max" in parts:
            maximum = self.reader.number(parts["max"], (*path, "max")) or Fraction(0)
        else:
            maximum = sum((item.maximum for item in items), Fraction(0))
        return Score(items, groups, maximum, self.reader.text(parts.get("pass"), (*path, "pass")))

    def items(self, value: Any, path: Path) -> tuple[ScoreItem, ...]:
        """The indicators of a list."""
        return tuple(
            self._item(item, (*path, index)) for index, item in enumerate(self.reader.sequence(value, path))
        )

    def _refuse_strays(
        self, items: tuple[ScoreItem, ...], groups: tuple[ScoreGroup, ...], path: Path
    ) -> None:
        known = {group.id for group in groups}
        names = [*(item.id for item in items), *known]
        for name in {name for name in names if names.count(name) > 1 or name == "total"}:
            self.reader.fault(path, "得分项编号重复 / duplicate name of score item or class", name)
        for index, item in enumerate(items):
            if item.group and item.group not in known:
                self.reader.fault((*path, index, "group"), "没有这个类别 / no such class", item.group)

    def _group(self, value: Any, path: Path) -> ScoreGroup:
        parts = self.reader.mapping(value, path, ("id", "title", "max"), ("id", "max"))
        return ScoreGroup(
            self.reader.text(parts.get("id"), path),
            self.reader.bilingual(parts.get("title"), path),
            self.reader.number(parts.get("max"), (*path, "max")) or Fraction(0),
        )

    def _item(self, value: Any, path: Path) -> ScoreItem:
        parts = self.reader.mapping(value, path, _ITEM_KEYS, ("id",))
        ways = [key for key in ("bands", "grades", "points", "best_of") if key in parts]
        if len(ways) != 1:
            self.reader.fault(
                path, "须恰有一个 / exactly one of: bands, grades, points, best_of", ", ".join(ways)
            )
        measure = parts.get("measure")
        item = ScoreItem(
            id=self.reader.text(parts.get("id"), path),
            title=self.reader.bilingual(parts.get("title"), (*path, "title")),
            text=self.reader.bilingual(parts.get("text"), (*path, "text")),
            citation=self.reader.text(parts.get("citation"), (*path, "citation")) or self.citation,
            maximum=Fraction(0),
            group=self.reader.text(parts.get("group"), (*path, "group")),
            measure=None if measure is None else self.expressions.any(measure, (*path, "measure")),
            judged=self.reader.flag(parts.get("judged"), (*path, "judged")),
            presumed=self.expressions.presumed(parts.get("presume"), (*path, "presume")),
            line=self.reader.document.line(path),
        )
        if not item.title.zh:
            item = replace(
                item, title=self.expressions.title(measure) if measure else Bilingual(item.id, item.id)
            )
        item = self._pointed(item, ways[0] if ways else "", parts, path)
        if "max" in parts:
            maximum = self.reader.number(parts["max"], (*path, "max")) or Fraction(0)
            if any(band.high > maximum for band in item.bands):
                self.reader.fault((*path, "max"), "分档超过满分 / a band exceeds the maximum", maximum)
            return replace(item, maximum=maximum)
        if item.points is not None:
            self.reader.fault(path, "points 须写明 max / needs a max")
        return replace(item, maximum=max((band.high for band in _all_bands(item)), default=Fraction(0)))

    def _pointed(self, item: ScoreItem, way: str, parts: Mapping[str, Any], path: Path) -> ScoreItem:
        match way:
            case "points":
                return replace(item, points=self.expressions.number(parts["points"], (*path, "points")))
            case "best_of":
                options = self.reader.sequence(parts["best_of"], (*path, "best_of"))
                inner = tuple(
                    self._item(option, (*path, "best_of", index)) for index, option in enumerate(options)
                )
                return replace(item, alternatives=inner)
            case "grades":
                return replace(item, bands=self._grades(parts, path), judged=True)
            case "bands":
                return replace(item, bands=self._bands(parts, path))
            case _:
                return item

    def _grades(self, parts: Mapping[str, Any], path: Path) -> tuple[Band, ...]:
        fact = self.reader.text(parts.get("grade"), (*path, "grade"))
        grades = parts["grades"]
        if not isinstance(grades, Mapping) or not fact:
            self.reader.fault((*path, "grades"), "grades 须与 grade 一同给出 / needs a grade fact", grades)
            return ()
        found = []
        for name, points in grades.items():
            place = (*path, "grades", name)
            condition = self.expressions.condition(f'{fact} == "{name}"', place)
            found.append(self._band(condition, points, place, name))
        return tuple(found)

    def _bands(self, parts: Mapping[str, Any], path: Path) -> tuple[Band, ...]:
        bands: list[Band] = []
        limits: list[tuple[str, Fraction]] = []
        for index, value in enumerate(self.reader.sequence(parts["bands"], (*path, "bands"))):
            place = (*path, "bands", index)
            paired = isinstance(value, list) and len(value) == _PAIR
            band = {"at_least": value[0], "points": value[1]} if paired else value
            entry = self.reader.mapping(band, place, (*BOUNDS, "when", "otherwise", "points"))
            if "otherwise" in entry:
                bands.append(self._band(n.Literal(True), entry["otherwise"], place, "otherwise"))
                continue
            keys = [key for key in (*BOUNDS, "when") if key in entry]
            if not keys or "points" not in entry:
                self.reader.fault(
                    place, f"须有 points 及 / needs points and one of: {', '.join(BOUNDS)}, when"
                )
                continue
            bands.append(self._bounded(keys, entry, parts.get("measure"), place, limits))
        return tuple(bands)

    def _bounded(
        self,
        keys: list[str],
        entry: Mapping[str, Any],
        measure: Any,
        path: Path,
        limits: list[tuple[str, Fraction]],
    ) -> Band:
        texts = []
        for key in keys:
            if key == "when":
                texts.append(f"({entry[key]})")
                continue
            limit = self.reader.number(entry[key], (*path, key))
            if measure is None:
                self.reader.fault(path, "分档需要 measure / a band with a limit needs a measure")
            if limit is not None:
                percent = isinstance(entry[key], str) and entry[key].strip().endswith("%")
                shown = entry[key].strip() if percent else exact_text(limit)
                texts.append(f"({measure}) {BOUNDS[key]} {shown}")
                if len(keys) == 1:
                    self._refuse_overlap(key, limit, path, limits)
        condition = self.expressions.condition(" and ".join(texts) or "false", path)
        self.expressions.reachable(condition, path, "分档")
        shown_text = " ".join(f"{BOUNDS.get(key, '')} {entry[key]}".strip() for key in keys)
        return self._band(condition, entry["points"], path, shown_text)

    def _refuse_overlap(
        self, key: str, limit: Fraction, path: Path, limits: list[tuple[str, Fraction]]
    ) -> None:
        """Bands are tried in order, so limits must move one way or a later band is never reached."""
        falling = key in {"at_least", "more_than"}
        for earlier_key, earlier in limits:
            same_way = (earlier_key in {"at_least", "more_than"}) == falling
            beyond = limit > earlier if falling else limit < earlier
            repeated = limit == earlier and not (
                earlier_key in {"more_than", "less_than"} and key != earlier_key
            )
            if same_way and (beyond or repeated):
                self.reader.fault(
                    path, "分档重叠，前面的分档已包含它 / bands overlap: an earlier band holds it", limit
                )
                break
        limits.append((key, limit))

    def _band(self, condition: n.Node, points: Any, path: Path, text: str) -> Band:
        ends = points if isinstance(points, list) and len(points) == _PAIR else [points, points]
        low, high = (self.reader.number(end, path) or Fraction(0) for end in ends)
        if low > high:
            self.reader.fault(path, "分值区间上下颠倒 / the range of points is upside down", points)
        return Band(condition, low, high, text)


def _all_bands(item: ScoreItem) -> tuple[Band, ...]:
    return (*item.bands, *(band for option in item.alternatives for band in _all_bands(option)))
