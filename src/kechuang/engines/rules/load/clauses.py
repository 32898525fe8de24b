"""The clause tree of a pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from kechuang.engines.facts.sheet import Value
from kechuang.engines.rules.expression import nodes as n
from kechuang.engines.rules.expression.render import exact_text
from kechuang.engines.rules.load.expressions import Expressions
from kechuang.engines.rules.load.faults import Path
from kechuang.engines.rules.load.reader import Reader
from kechuang.engines.rules.model import Applicability, Bilingual, Case, Clause, ClauseKind, Mark

_WAYS = ("require", "all", "any", "at_least", "not", "judge", "ref", "score")
_KEYS = (
    "id", "title", "text", "citation", "mark", "unless", "applies", "presume", "confirm", "note", *_WAYS,
)  # fmt: skip
BOUNDS: Mapping[str, n.Ordering] = {"at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<"}


@dataclass(frozen=True, slots=True)
class _Inherited:
    """What a part takes from the clause it stands in."""

    id: str
    citation: str
    mark: Mark
    presumed: Mapping[str, Value]


class ClauseReader:
    """Reads clauses; ``shared`` are clauses that others refer to by ``ref``."""

    def __init__(
        self,
        reader: Reader,
        expressions: Expressions,
        mark: Mark,
        shared: Any,
        score_titles: Mapping[str, Bilingual],
    ) -> None:
        self.reader = reader
        self.expressions = expressions
        self.top = _Inherited("", "", mark, {})
        self._shared = {
            str(item.get("id")): (item, ("shared", index))
            for index, item in enumerate(reader.sequence(shared, ("shared",)))
            if isinstance(item, Mapping)
        }
        self._score_titles = score_titles
        self._open: list[str] = []

    def clauses(self, value: Any, path: Path) -> tuple[Clause, ...]:
        found = tuple(
            self._clause(item, (*path, index), self.top, str(index + 1))
            for index, item in enumerate(self.reader.sequence(value, path))
        )
        self._refuse_duplicates(found, path)
        return found

    def _refuse_duplicates(self, clauses: tuple[Clause, ...], path: Path) -> None:
        seen: set[str] = set()
        for clause in flatten(clauses):
            if clause.id in seen:
                self.reader.fault(path, "条款编号重复 / duplicate clause id", clause.id)
            seen.add(clause.id)

    def _clause(self, value: Any, path: Path, above: _Inherited, position: str) -> Clause:
        parts = self.reader.mapping(value, path, _KEYS)
        ways = [key for key in _WAYS if key in parts]
        if len(ways) != 1:
            self.reader.fault(path, f"须恰有一个 / exactly one of: {', '.join(_WAYS)}", ", ".join(ways))
            return self._faulty(path)
        own_id = self.reader.text(parts.get("id"), (*path, "id"))
        clause_id = own_id or (f"{above.id}.{position}" if above.id else position)
        citation = self.reader.text(parts.get("citation"), (*path, "citation")) or above.citation
        if not citation:
            self.reader.fault(path, "缺少引文 / missing citation", clause_id)
        mark = above.mark
        if "mark" in parts:
            mark = self.reader.choice(parts["mark"], (*path, "mark"), Mark) or mark
        presumed = {**above.presumed, **self.expressions.presumed(parts.get("presume"), (*path, "presume"))}
        inherited = _Inherited(clause_id, citation, mark, presumed)
        clause = self._decided(ways[0], parts[ways[0]], (*path, ways[0]), inherited)
        if ways[0] == "ref" and set(parts) == {"ref"}:
            return clause
        text = self.reader.bilingual(parts.get("text"), (*path, "text"))
        title = self.reader.bilingual(parts.get("title"), (*path, "title"))
        return replace(
            clause,
            id=clause_id,
            citation=citation,
            mark=mark,
            text=text if text.zh else clause.text,
            title=title if title.zh else (clause.title if clause.title.zh else text),
            unless=self._unless(parts.get("unless"), (*path, "unless"), inherited),
            applies=self._applies(parts.get("applies"), (*path, "applies")),
            presumed=presumed,
            confirm=self.reader.flag(parts.get("confirm"), (*path, "confirm")),
            note=self.reader.bilingual(parts.get("note"), (*path, "note")),
            line=self.reader.document.line(path),
        )

    def _decided(self, way: str, value: Any, path: Path, above: _Inherited) -> Clause:
        match way:
            case "require":
                return self._required(value, path, above)
            case "all" | "any":
                kind = ClauseKind.ALL if way == "all" else ClauseKind.ANY
                return replace(
                    self._faulty(path), kind=kind, condition=None, parts=self._parts(value, path, above)
                )
            case "at_least":
                block = self.reader.mapping(value, path, ("count", "of"), ("count", "of"))
                needed = self.reader.number(block.get("count"), (*path, "count")) or Fraction(0)
                inner = self._parts(block.get("of"), (*path, "of"), above)
                if not 1 <= needed <= len(inner) or needed.denominator != 1:
                    self.reader.fault(path, f"count 须为 1..{len(inner)} 的整数 / a whole number", needed)
                return replace(
                    self._faulty(path),
                    kind=ClauseKind.AT_LEAST,
                    condition=None,
                    parts=inner,
                    needed=int(needed),
                )
            case "not":
                inner_clause = self._clause(value, path, above, "1")
                return replace(self._faulty(path), kind=ClauseKind.NOT, condition=None, parts=(inner_clause,))
            case "ref":
                return self._reference(value, path, above)
            case "score":
                return self._scored(value, path, above)
            case _:
                note = self.reader.bilingual(value, path)
                return replace(self._faulty(path), kind=ClauseKind.JUDGE, condition=None, text=note)

    def _parts(self, value: Any, path: Path, above: _Inherited) -> tuple[Clause, ...]:
        items = self.reader.sequence(value, path)
        if not items:
            self.reader.fault(path, "至少一项 / at least one part is needed")
        return tuple(
            self._clause(item, (*path, index), above, str(index + 1)) for index, item in enumerate(items)
        )

    def _required(self, value: Any, path: Path, above: _Inherited) -> Clause:
        node = self.expressions.condition(value, path)
        titled = replace(self._condition(node, path), title=self.expressions.title(value))
        if not isinstance(node, n.AllOf | n.AnyOf):
            return titled
        kind = ClauseKind.ALL if isinstance(node, n.AllOf) else ClauseKind.ANY
        parts = tuple(
            replace(
                self._condition(part, path),
                id=f"{above.id}.{position}",
                citation=above.citation,
                mark=above.mark,
                presumed=above.presumed,
                title=self.expressions.label(part),
            )
            for position, part in enumerate(node.parts, 1)
        )
        return replace(titled, kind=kind, condition=None, parts=parts, title=Bilingual(""))

    def _condition(self, node: n.Node, path: Path) -> Clause:
        self.expressions.reachable(node, path, "条件")
        return replace(self._faulty(path), condition=node)

    def _reference(self, value: Any, path: Path, above: _Inherited) -> Clause:
        name = self.reader.text(value, path)
        if name in self._open:
            self.reader.fault(path, "引用成环 / references run in a circle", name)
            return self._faulty(path)
        if name not in self._shared:
            self.reader.fault(
                path, f"没有共用条款 / no shared clause; 可用 / known: {', '.join(self._shared)}", name
            )
            return self._faulty(path)
        item, place = self._shared[name]
        self._open.append(name)
        found = self._clause(item, place, above, name)
        self._open.pop()
        return found

    def _scored(self, value: Any, path: Path, above: _Inherited) -> Clause:
        block = self.reader.mapping(value, path, (*BOUNDS, "with"))
        conditions = self._bounds("total", {key: block[key] for key in block if key != "with"}, path)
        for name, bounds in self.reader.mapping(
            block.get("with") or {}, path, block.get("with") or {}
        ).items():
            place = (*path, "with", name)
            conditions.extend(self._bounds(name, self.reader.mapping(bounds, place, BOUNDS), place))
        if not conditions:
            self.reader.fault(path, f"须有 / needs one of: {', '.join(BOUNDS)}")
            return self._faulty(path)
        leaves = tuple(
            replace(
                self._faulty(path),
                id=f"{above.id}.{name}",
                citation=above.citation,
                mark=above.mark,
                title=self._score_titles.get(name, Bilingual(name, name)),
                condition=node,
            )
            for name, node in conditions
        )
        if len(leaves) == 1:
            return leaves[0]
        return replace(self._faulty(path), kind=ClauseKind.ALL, condition=None, parts=leaves)

    def _bounds(self, name: str, bounds: Mapping[str, Any], path: Path) -> list[tuple[str, n.Node]]:
        found = []
        for key, bound in bounds.items():
            limit = self.reader.number(bound, (*path, key))
            if limit is not None:
                text = f"points({name}) {BOUNDS[key]} {exact_text(limit)}"
                found.append((name, self.expressions.condition(text, (*path, key))))
        return found

    def _unless(self, value: Any, path: Path, above: _Inherited) -> Clause | None:
        return None if value is None else self._clause(value, path, above, "unless")

    def _applies(self, value: Any, path: Path) -> Applicability:
        if value is None:
            return Applicability()
        block = self.reader.mapping(value, path, ("cases", "from", "to", "region", "when"))
        cases = [
            self.reader.choice(item, (*path, "cases", index), Case)
            for index, item in enumerate(self.reader.sequence(block.get("cases"), (*path, "cases")))
        ]
        when = block.get("when")
        return Applicability(
            cases=frozenset(case for case in cases if case) or frozenset(Case),
            start=self.reader.day(block.get("from"), (*path, "from")),
            end=self.reader.day(block.get("to"), (*path, "to")),
            region=self.reader.text(block.get("region"), (*path, "region")),
            when=None if when is None else self.expressions.condition(when, (*path, "when")),
        )

    def _faulty(self, path: Path) -> Clause:
        """A blank clause to fill; as it stands it never holds."""
        empty = Bilingual("")
        line = self.reader.document.line(path)
        return Clause("", empty, empty, "", self.top.mark, ClauseKind.CONDITION, n.Literal(False), line=line)


def flatten(clauses: tuple[Clause, ...]) -> list[Clause]:
    """All clauses, each followed by its parts and its exemption."""
    found: list[Clause] = []
    for clause in clauses:
        inner = clause.parts if clause.unless is None else (*clause.parts, clause.unless)
        found.extend((clause, *flatten(inner)))
    return found
