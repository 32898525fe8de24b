"""Golden cases: for a version of a standard, facts and the outcome that its text gives, in YAML a lawyer can read.

A file beside a pack (``2026-04-01.cases.yaml``) names the standard and version, states a firm that passes (``base``)
and cases that change it. ``null`` takes a fact or a record list away: it is then unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path as FilePath
from typing import Any

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.rules.check import check
from kechuang.engines.rules.expression.render import exact_text
from kechuang.engines.rules.library import Library
from kechuang.engines.rules.model import Case
from kechuang.engines.rules.results import ItemResult, StandardResult, Status
from kechuang.formats.facts_data import facts_from_data
from kechuang.formats.faults import Fault, InputFaults, make_fault
from kechuang.formats.pack_files import PackFile, list_folder_packs, list_packs
from kechuang.formats.yaml_lines import Document, Path, load_yaml

CASES_SUFFIX = ".cases.yaml"

_FILE_KEYS = frozenset({"standard", "version", "as_of", "case", "rows", "base", "variants", "cases"})
_CASE_KEYS = frozenset({"name", "from", "as_of", "case", "enterprise", "facts", "records", "expect"})
_FIRM_KEYS = ("enterprise", "facts", "records")
_EXPECT_KEYS = frozenset(
    {
        "status", "score", "items", "clauses", "missing", "judged", "presumed", "exempted", "chosen", "notices",
        "remarks",
    }
)  # fmt: skip

Points = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class GoldenCase:
    """One case: the firm's facts in the shape of the facts JSON, and what is expected of the check."""

    where: str
    name: str
    standard: str
    version: str
    as_of: date
    case: Case
    firm: Mapping[str, Any]
    expected: Mapping[str, Any]


def own_cases() -> tuple[PackFile, ...]:
    """The case files beside our own standards."""
    return list_packs("standards", CASES_SUFFIX)


def user_cases(directories: Iterable[FilePath]) -> tuple[PackFile, ...]:
    """The case files in the user's directories.

    Raises:
        InputFaults: for a directory that is not there or a file that is not UTF-8.
    """
    return tuple(file for folder in directories for file in list_folder_packs(folder, CASES_SUFFIX))


def run_golden(files: Iterable[PackFile], library: Library, dictionary: Dictionary) -> list[Fault]:
    """Every difference between what the case files expect and what the rules say, and every fault of the files."""
    faults: list[Fault] = []
    for file in files:
        try:
            cases = read_cases(file)
        except InputFaults as error:
            faults.extend(error.faults)
            continue
        for case in cases:
            faults.extend(run_case(case, library, dictionary))
    return faults


def run_case(case: GoldenCase, library: Library, dictionary: Dictionary) -> list[Fault]:
    """The differences of one case; none when the rules say what it expects."""
    try:
        result = case_result(case, library, dictionary)
    except InputFaults as error:
        return list(error.faults)
    return [
        make_fault(case.where, "", f"{case.name}：{what}：应为 / expected {expected}，实为 / got {found}")
        for what, expected, found in _differences(case.expected, result)
    ]


def case_result(case: GoldenCase, library: Library, dictionary: Dictionary) -> StandardResult:
    """What the rules say of a case.

    Raises:
        InputFaults: for facts that cannot be read, and where another version decides such a case on that day.
    """
    selected = library.select(case.standard, case.case, case.as_of)
    if selected is None or selected[0].version != case.version:
        found = selected[0].version if selected else "—"
        problem = f"{case.name}：{case.as_of} 适用的版本 / version in force then：{found}"
        raise InputFaults([make_fault(case.where, case.version, problem)])
    sheet = facts_from_data(case.firm, dictionary, case.where)
    return check(library, sheet, case.as_of, case.case, dictionary, [case.standard]).results[0]


def read_cases(file: PackFile) -> tuple[GoldenCase, ...]:
    """The cases of one file.

    Raises:
        InputFaults: with the line of every fault.
    """
    return _Reader(load_yaml(file.text, file.label)).read()


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.faults: list[Fault] = []

    def read(self) -> tuple[GoldenCase, ...]:
        top = self._mapping(self.document.data, (), _FILE_KEYS)
        base = _firm(self._mapping(top.get("base") or {}, ("base",), frozenset(_FIRM_KEYS)))
        variants = self._mapping(top.get("variants") or {}, ("variants",), None)
        firms = {
            name: _merged(base, self._mapping(change, ("variants", name), frozenset(_FIRM_KEYS)))
            for name, change in variants.items()
        }
        stated = top.get("cases")
        if not isinstance(stated, list) or not stated:
            self._fault(("cases",), "至少一个算例 / at least one case is needed")
            stated = []
        found = [self._case(item, ("cases", index), top, base, firms) for index, item in enumerate(stated)]
        names = [case.name for case in found]
        for index, name in enumerate(names):
            if name in names[:index]:
                self._fault(("cases", index), "算例重名 / duplicate case name", name)
        if self.faults:
            raise InputFaults(self.faults)
        return tuple(found)

    def _case(
        self,
        value: Any,
        path: Path,
        top: Mapping[str, Any],
        base: Mapping[str, Any],
        firms: Mapping[str, Mapping[str, Any]],
    ) -> GoldenCase:
        parts = self._mapping(value, path, _CASE_KEYS)
        expected = self._mapping(parts.get("expect"), (*path, "expect"), _EXPECT_KEYS)
        if "status" not in expected or expected["status"] not in list(Status):
            self._fault((*path, "expect"), f"status 应为 / expected one of: {', '.join(Status)}")
        start = parts.get("from")
        if start is not None and start not in firms:
            self._fault((*path, "from"), f"没有这个 variant / known: {', '.join(firms)}", start)
        as_of = parts.get("as_of", top.get("as_of"))
        if not isinstance(as_of, date):
            self._fault(path, "缺少日期 / as_of must be a date", as_of)
            as_of = date.min
        kind = parts.get("case", top.get("case", "application"))
        if kind not in list(Case):
            self._fault(path, f"case 应为 / expected one of: {', '.join(Case)}", kind)
            kind = Case.APPLICATION
        if not parts.get("name"):
            self._fault(path, "缺少 name / a case needs a name")
        return GoldenCase(
            where=self.document.where(path),
            name=str(parts.get("name", "")),
            standard=str(top.get("standard", "")),
            version=str(top.get("version", "")),
            as_of=as_of,
            case=Case(kind),
            firm=_plain(_merged(firms.get(str(start), base), parts)),
            expected=expected,
        )

    def _mapping(self, value: Any, path: Path, known: frozenset[str] | None) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            self._fault(path, "应为键值对 / a mapping is expected", value)
            return {}
        for key in value:
            if known is not None and key not in known:
                self._fault((*path, key), f"没有这个键 / unknown key; known: {', '.join(sorted(known))}", key)
        return value

    def _fault(self, path: Path, problem: str, value: object = "") -> None:
        self.faults.append(make_fault(self.document.where(path), value, problem))


def _firm(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value.get(key) or {} for key in _FIRM_KEYS}


def _merged(firm: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """``firm`` with ``change`` laid over it: years of a fact one by one, record lists as wholes."""
    merged = {key: dict(firm[key]) for key in _FIRM_KEYS}
    for key in _FIRM_KEYS:
        for name, value in (change.get(key) or {}).items():
            before = merged[key].get(name)
            if key == "facts" and isinstance(value, dict) and isinstance(before, dict):
                merged[key][name] = {**before, **value}
            else:
                merged[key][name] = value
    return merged


def _plain(value: Any) -> Any:
    """YAML data as JSON data: exact numbers and dates as text; what is ``null`` in a mapping is left out."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


def _differences(expected: Mapping[str, Any], result: StandardResult) -> Iterator[tuple[str, str, str]]:
    if result.status.value != expected["status"]:
        yield "status", str(expected["status"]), f"{result.status.value}{_grounds(result)}"
    if "score" in expected:
        found = None if result.score is None else (result.score.low, result.score.high)
        yield from _points("score", expected["score"], found)
    items = _items(result)
    for name, points in (expected.get("items") or {}).items():
        yield from _points(name, points, items.get(name))
    clauses = {clause.id: clause for clause in result.clauses}
    for name, status in (expected.get("clauses") or {}).items():
        yield from _same(name, status, clauses[name].status.value if name in clauses else None)
    for name, exemption in (expected.get("exempted") or {}).items():
        yield from _same(
            f"{name} exempted", exemption, clauses[name].exempted_by if name in clauses else None
        )
    for key, found_names in (
        ("missing", result.missing),
        ("judged", result.judged),
        ("presumed", result.presumed),
    ):
        if key in expected:
            yield from _same(key, sorted(map(str, expected[key])), sorted(found_names))
    scored = {item.id: item for item in _flat(result.score.items if result.score else ())}
    for name, choice in (expected.get("chosen") or {}).items():
        yield from _same(f"{name} chosen", choice, scored[name].chosen if name in scored else None)
    notices = {notice.id: notice.triggered for notice in result.notices}
    for name, triggered in (expected.get("notices") or {}).items():
        yield from _same(name, triggered, notices.get(name, "—"))
    for name, notes in (expected.get("remarks") or {}).items():
        source = clauses.get(name) or scored.get(name)
        found_notes = sorted({remark.note.value for remark in source.remarks}) if source else None
        yield from _same(f"{name} remarks", sorted(map(str, notes)), found_notes)


def _grounds(result: StandardResult) -> str:
    """What keeps a result from passing, so that a difference explains itself."""
    open_clauses = [
        f"{clause.id} {clause.status.value}"
        for clause in result.clauses
        if clause.depth == 0 and clause.status not in {Status.MET, Status.NOT_APPLICABLE}
    ]
    grounds = [*open_clauses, *result.missing]
    return f" ({', '.join(grounds)})" if grounds else ""


def _items(result: StandardResult) -> dict[str, Points]:
    """Points of items, of their alternatives and of classes, by name."""
    if result.score is None:
        return {}
    found = {item.id: (item.low, item.high) for item in _flat(result.score.items)}
    return found | {group.id: (group.low, group.high) for group in result.score.groups}


def _flat(items: Sequence[ItemResult]) -> Iterator[ItemResult]:
    for item in items:
        yield item
        yield from _flat(item.alternatives)


def _points(what: str, expected: Any, found: Points | None) -> Iterator[tuple[str, str, str]]:
    if isinstance(expected, dict):
        low, high = expected.get("low"), expected.get("high")
    else:
        low, high = expected if isinstance(expected, list) and len(expected) == 2 else (expected, expected)
    wanted = tuple(Fraction(str(end)) for end in (low, high))
    if found != wanted:
        yield what, _range(wanted), "—" if found is None else _range(found)


def _range(ends: Sequence[Fraction]) -> str:
    low, high = (exact_text(end) for end in ends)
    return low if low == high else f"{low}–{high}"


def _same(what: str, expected: Any, found: Any) -> Iterator[tuple[str, str, str]]:
    if expected != found:
        yield what, str(expected), "—" if found is None else str(found)
