"""Facts between plain data, shaped as in JSON, and a fact sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from kechuang.engines.facts.dictionary import Dictionary, FactDefinition, Period, RecordDefinition
from kechuang.engines.facts.sheet import Enterprise, FactSheet, Observation, Row
from kechuang.formats.enterprise import read_enterprise
from kechuang.formats.faults import Fault, make_fault, raise_faults
from kechuang.formats.json_text import Path, at
from kechuang.formats.rows import Cell, read_row
from kechuang.formats.values.problem import ValueProblem
from kechuang.formats.values.read import read_boolean, read_date, read_text, read_value, read_year
from kechuang.formats.values.show import to_json

OBSERVATION_KEYS = ("value", "unit", "source", "observed_at", "official")
TOP_KEYS = ("enterprise", "facts", "records")


def facts_from_data(data: Any, dictionary: Dictionary, label: str, faults: Iterable[Fault] = ()) -> FactSheet:
    """The fact sheet of plain data; ``label`` names the data in faults, ``faults`` are known already.

    Raises:
        InputFaults: every fault, each with its path.
    """
    return _Reader(dictionary, label, list(faults)).read(data)


def facts_to_data(sheet: FactSheet, dictionary: Dictionary) -> dict[str, Any]:
    """Plain data in the shape that ``facts_from_data`` reads; numbers are exact text."""
    enterprise = {
        name: getattr(sheet.enterprise, name)
        for name in ("uscc", "name", "region", "industry")
        if getattr(sheet.enterprise, name)
    }
    facts: dict[str, Any] = {}
    for name, years in sheet.yearly.items():
        facts[name] = {str(year): _written(seen, dictionary) for year, seen in sorted(years.items()) if seen}
    facts |= {name: _written(seen, dictionary) for name, seen in sheet.now.items() if seen}
    records = {
        name: [{column: to_json(value) for column, value in row.items() if value is not None} for row in rows]
        for name, rows in sheet.records.items()
    }
    return {"enterprise": enterprise, "facts": facts, "records": records}


def _written(seen: tuple[Observation, ...], dictionary: Dictionary) -> Any:
    written = [_observation(each, dictionary) for each in seen]
    return written[0] if len(written) == 1 else written


def _observation(seen: Observation, dictionary: Dictionary) -> Any:
    stated: dict[str, Any] = {"value": to_json(seen.value)}
    if seen.source:
        stated["source"] = seen.source
    if seen.observed_at is not None:
        stated["observed_at"] = seen.observed_at.isoformat()
    if seen.official != dictionary.is_official(seen.source):
        stated["official"] = seen.official
    return stated if len(stated) > 1 else stated["value"]


@dataclass
class _Reader:
    dictionary: Dictionary
    label: str
    faults: list[Fault] = field(default_factory=list)

    def read(self, data: Any) -> FactSheet:
        top = self._object(data, ())
        self._refuse_others(top, TOP_KEYS, ())
        who = self._read_enterprise(top) if isinstance(data, dict) else Enterprise("")
        yearly: dict[str, Mapping[int, tuple[Observation, ...]]] = {}
        now: dict[str, tuple[Observation, ...]] = {}
        for name, value in self._object(top.get("facts"), ("facts",)).items():
            self._read_fact(name, value, yearly, now)
        records: dict[str, tuple[Row, ...]] = {}
        for name, value in self._object(top.get("records"), ("records",)).items():
            self._read_record(name, value, records)
        raise_faults(self.faults)
        return FactSheet(who, yearly, now, records)

    def _read_enterprise(self, top: Mapping[str, Any]) -> Enterprise:
        path = ("enterprise",)
        if not isinstance(top.get("enterprise"), dict):
            self._fault(path, _shown(top.get("enterprise")), "json_missing", "expect_enterprise")
            return Enterprise("")
        cells = top["enterprise"]
        self._refuse_others(cells, tuple(self.dictionary.attributes), path)
        return read_enterprise(cells, lambda name: at(self.label, (*path, name)), self.faults)

    def _read_fact(
        self,
        name: str,
        value: Any,
        yearly: dict[str, Mapping[int, tuple[Observation, ...]]],
        now: dict[str, tuple[Observation, ...]],
    ) -> None:
        path: Path = ("facts", name)
        fact = self.dictionary.facts.get(name)
        if fact is None:
            self._unknown(path, name, self.dictionary.facts, "unknown_fact")
        elif value is None:
            return
        elif fact.period is Period.NOW:
            seen = tuple(self._observations(fact, value, path))
            if seen:
                now[name] = seen
        elif not isinstance(value, dict):
            self._fault(path, value, "not_by_year", "expect_years")
        else:
            years = self._years(fact, value, path)
            if years:
                yearly[name] = years

    def _years(self, fact: FactDefinition, value: Any, path: Path) -> dict[int, tuple[Observation, ...]]:
        years: dict[int, tuple[Observation, ...]] = {}
        for key, stated in value.items():
            place = (*path, key)
            try:
                year = read_year(key)
            except ValueProblem as problem:
                self.faults.append(problem.fault(at(self.label, place), key))
                continue
            if year in years:
                self._fault(place, key, "json_duplicate_key", "expect_one_key")
            seen = () if stated is None else tuple(self._observations(fact, stated, place))
            if seen:
                years[year] = seen
        return years

    def _observations(self, fact: FactDefinition, stated: Any, path: Path) -> Iterator[Observation]:
        if not isinstance(stated, list):
            seen = self._observation(fact, stated, path)
            if seen is not None:
                yield seen
            return
        for place, each in enumerate(stated):
            seen = None if each is None else self._observation(fact, each, (*path, place))
            if seen is not None:
                yield seen

    def _observation(self, fact: FactDefinition, stated: Any, path: Path) -> Observation | None:
        if not isinstance(stated, dict):
            return self._value(fact, stated, "", path, {})
        self._refuse_others(stated, OBSERVATION_KEYS, path)
        unit = self._part(stated, "unit", read_text, path, "")
        if "value" not in stated:
            self._fault(path, "", "json_missing", "expect_value")
        if stated.get("value") is None:
            return None
        return self._value(fact, stated["value"], str(unit), (*path, "value"), stated)

    def _value(
        self, fact: FactDefinition, raw: Any, unit: str, path: Path, about: Mapping[str, Any]
    ) -> Observation | None:
        parent = path[:-1] if about else path
        source = str(self._part(about, "source", read_text, parent, ""))
        official = self._part(about, "official", read_boolean, parent, None)
        observed_at = self._part(about, "observed_at", read_date, parent, None)
        try:
            value = read_value(fact, raw, unit)
        except ValueProblem as problem:
            self.faults.append(problem.fault(at(self.label, path), _shown(raw)))
            return None
        if official is None:
            official = self.dictionary.is_official(source)
        return Observation(value, source, observed_at, bool(official))

    def _part(self, about: Mapping[str, Any], key: str, read: Any, path: Path, absent: Any) -> Any:
        raw = about.get(key)
        if raw is None or raw == "":
            return absent
        try:
            return read(raw)
        except ValueProblem as problem:
            self.faults.append(problem.fault(at(self.label, (*path, key)), _shown(raw)))
            return absent

    def _read_record(self, name: str, value: Any, records: dict[str, tuple[Row, ...]]) -> None:
        path: Path = ("records", name)
        record = self.dictionary.records.get(name)
        if record is None:
            self._unknown(path, name, self.dictionary.records, "unknown_record")
        elif value is None:
            return
        elif not isinstance(value, list):
            self._fault(path, _shown(value), "not_a_list", "expect_rows")
        else:
            records[name] = tuple(self._row(record, row, (*path, place)) for place, row in enumerate(value))

    def _row(self, record: RecordDefinition, row: Any, path: Path) -> Row:
        if not isinstance(row, dict):
            self._fault(path, _shown(row), "not_an_object", "expect_row_object")
            return {}
        cells: dict[str, Cell] = {}
        for name, raw in row.items():
            if name not in record.columns:
                self._unknown((*path, name), name, record.columns, "unknown_column")
            elif isinstance(raw, dict):
                self._refuse_others(raw, ("value", "unit"), (*path, name))
                if raw.get("value") is not None:
                    unit = self._part(raw, "unit", read_text, (*path, name), "")
                    cells[name] = (raw["value"], str(unit))
            elif raw is not None:
                cells[name] = (raw, "")
        return read_row(record.columns, cells, lambda column: at(self.label, (*path, column)), self.faults)

    def _object(self, data: Any, path: Path) -> Mapping[str, Any]:
        if isinstance(data, dict):
            return data
        if data is not None or not path:
            self._fault(path, _shown(data), "not_an_object", "expect_object")
        return {}

    def _refuse_others(self, data: Mapping[str, Any], known: tuple[str, ...], path: Path) -> None:
        for key in data:
            if key not in known:
                self._unknown((*path, key), key, known, "unknown_key")

    def _unknown(self, path: Path, name: str, known: Any, problem: str) -> None:
        close = get_close_matches(name, list(known), 1)
        short = len(known) <= 10
        expected = "expect_near" if close else "expect_one_of" if short else "expect_dictionary_name"
        self._fault(path, name, problem, expected, near="".join(close), choices=", ".join(known))

    def _fault(self, path: Path, value: Any, problem: str, expected: str = "", **more: object) -> None:
        self.faults.append(make_fault(at(self.label, path), value, problem, expected, **more))


def _shown(raw: Any) -> str:
    """A value as the fault quotes it; JSON's own words for what Python calls otherwise."""
    if raw is None or isinstance(raw, bool):
        return {None: "null", True: "true", False: "false"}[raw]
    if isinstance(raw, dict):
        return "{…}"
    return "[…]" if isinstance(raw, list) else str(raw)
