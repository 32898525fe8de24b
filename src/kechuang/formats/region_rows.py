"""Fact sheets to the flat rows of a region and back: one row a firm, one a year, one a record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kechuang.engines.facts.dictionary import ColumnDefinition, Definition, Dictionary, FactType
from kechuang.engines.facts.sheet import Enterprise, FactSheet, Observation, Row, Value
from kechuang.formats.values.read import EARLIEST_YEAR, LATEST_YEAR

ENTERPRISES = "enterprises"
YEARLY = "yearly"
USCC = "uscc"
YEAR = "year"
KNOWN_SUFFIX = "_list_known"
ATTRIBUTES = (USCC, "name", "region", "industry")

FlatRow = dict[str, Value]


@dataclass
class RegionRows:
    """``records`` holds a list, perhaps without rows, for every record list that is known for any firm."""

    enterprises: list[FlatRow] = field(default_factory=list)
    yearly: list[FlatRow] = field(default_factory=list)
    records: dict[str, list[FlatRow]] = field(default_factory=dict)


def uscc_column(dictionary: Dictionary) -> ColumnDefinition:
    about = dictionary.attributes[USCC]
    return ColumnDefinition(
        USCC, about.zh, about.en, FactType.TEXT, "", about.definition_zh, about.definition_en, required=True
    )


def year_column() -> ColumnDefinition:
    return ColumnDefinition(
        YEAR,
        "会计年度",
        "Fiscal year",
        FactType.INTEGER,
        definition_zh="四位会计年度。",
        definition_en="Fiscal year in four digits.",
        minimum=Decimal(EARLIEST_YEAR),
        maximum=Decimal(LATEST_YEAR),
        required=True,
    )


def known_name(record: str) -> str:
    """The column of ``enterprises`` that says whether a firm's list is known, even when it is empty."""
    return record + KNOWN_SUFFIX


def enterprise_columns(dictionary: Dictionary, listed: Iterable[str] = ()) -> dict[str, Definition]:
    columns: dict[str, Definition] = {USCC: uscc_column(dictionary)}
    columns |= {name: dictionary.attributes[name] for name in ATTRIBUTES if name != USCC}
    columns |= {fact.name: fact for fact in dictionary.current()}
    columns |= {known_name(record): _known_column(dictionary, record) for record in listed}
    return columns


def yearly_columns(dictionary: Dictionary) -> dict[str, Definition]:
    columns: dict[str, Definition] = {USCC: uscc_column(dictionary), YEAR: year_column()}
    return columns | {fact.name: fact for fact in dictionary.yearly()}


def record_columns(dictionary: Dictionary, record: str) -> dict[str, Definition]:
    columns: dict[str, Definition] = {USCC: uscc_column(dictionary)}
    return columns | dict(dictionary.records[record].columns)


def flatten(sheets: Iterable[FactSheet], *, flag_all: bool = False) -> RegionRows:
    """Flat rows with the value that counts of each fact; sources do not fit into a region's columns.

    A ``…_list_known`` column appears for a record list that is known for some firms and unknown for others;
    with ``flag_all`` for every list that is known for any.
    """
    listed_sheets = list(sheets)
    known = {name for sheet in listed_sheets for name in sheet.records}
    partly = {name for name in known if flag_all or any(name not in sheet.records for sheet in listed_sheets)}
    rows = RegionRows(records={name: [] for name in sorted(known)})
    for sheet in listed_sheets:
        uscc = sheet.enterprise.uscc
        rows.enterprises.append(_enterprise_row(sheet, partly))
        for year in sorted({year for years in sheet.yearly.values() for year in years}):
            values = {name: sheet.value(name, year) for name in sheet.yearly}
            stated = {name: value for name, value in values.items() if value is not None}
            rows.yearly.append({USCC: uscc, YEAR: Decimal(year), **stated})
        for name, listed in sheet.records.items():
            rows.records[name] += [
                {USCC: uscc, **{key: value for key, value in row.items() if value is not None}}
                for row in listed
            ]
    return rows


def gather(rows: RegionRows, known_by_file: Iterable[str] = ()) -> list[FactSheet]:
    """The fact sheets of flat rows, in the order of the enterprises.

    A firm's list is known where its ``…_list_known`` column says so, where it has rows, and, for the lists of
    ``known_by_file``, wherever that column is absent.
    """
    years: defaultdict[Value, list[FlatRow]] = defaultdict(list)
    for row in rows.yearly:
        years[row[USCC]].append(row)
    records: defaultdict[Value, dict[str, list[Row]]] = defaultdict(dict)
    for name, flat in rows.records.items():
        for row in flat:
            kept = {key: value for key, value in row.items() if key != USCC}
            records[row[USCC]].setdefault(name, []).append(kept)
    by_file = set(known_by_file)
    return [_gathered(row, years[row[USCC]], records[row[USCC]], by_file) for row in rows.enterprises]


def _gathered(
    row: FlatRow, years: list[FlatRow], records: Mapping[str, list[Row]], by_file: set[str]
) -> FactSheet:
    yearly: dict[str, dict[int, tuple[Observation, ...]]] = {}
    for flat in years:
        for name, value in flat.items():
            if name not in {USCC, YEAR}:
                yearly.setdefault(name, {})[int(str(flat[YEAR]))] = (Observation(value),)
    known = {
        name.removesuffix(KNOWN_SUFFIX) for name, value in row.items() if _is_flag(name) and value is True
    }
    unflagged = {name for name in by_file if known_name(name) not in row}
    lists = {name: tuple(records.get(name, ())) for name in sorted({*records, *known, *unflagged})}
    now = {
        name: (Observation(value),)
        for name, value in row.items()
        if name not in ATTRIBUTES and not _is_flag(name)
    }
    about = [str(row.get(name, "")) for name in ATTRIBUTES]
    return FactSheet(Enterprise(*about), yearly, now, lists)


def _is_flag(name: str) -> bool:
    return name.endswith(KNOWN_SUFFIX)


def _enterprise_row(sheet: FactSheet, partly: set[str]) -> FlatRow:
    row: FlatRow = {
        name: getattr(sheet.enterprise, name) for name in ATTRIBUTES if getattr(sheet.enterprise, name)
    }
    for name in sheet.now:
        value = sheet.value(name)
        if value is not None:
            row[name] = value
    row |= {known_name(record): record in sheet.records for record in sorted(partly)}
    return row


def _known_column(dictionary: Dictionary, record: str) -> ColumnDefinition:
    about = dictionary.records[record]
    return ColumnDefinition(
        known_name(record),
        f"{about.zh}清单已知",
        f"{about.en}: list known",
        FactType.BOOLEAN,
        definition_zh=f"“{about.zh}”清单已填全，没有行即确认没有。",
        definition_en=f"The list of {about.en} is complete; without rows there are none.",
    )
