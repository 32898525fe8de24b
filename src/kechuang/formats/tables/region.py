"""A region as a workbook: a sheet of firms, one of years, one a record list."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.facts.sheet import FactSheet
from kechuang.formats.enterprise import read_enterprise
from kechuang.formats.excel.choices import LISTS_TITLE, ChoiceLists
from kechuang.formats.excel.new_workbook import new_workbook, save_workbook
from kechuang.formats.excel.open import open_workbook
from kechuang.formats.excel.read_table import ReadTable, read_table
from kechuang.formats.excel.styles import Styles
from kechuang.formats.excel.table_sheet import TableSpec, add_table
from kechuang.formats.faults import Fault, make_fault, raise_faults
from kechuang.formats.region_rows import (
    ATTRIBUTES,
    ENTERPRISES,
    USCC,
    YEAR,
    YEARLY,
    FlatRow,
    RegionRows,
    enterprise_columns,
    flatten,
    gather,
    record_columns,
    yearly_columns,
)
from kechuang.formats.rows import read_row


def write_region_template(path: Path, dictionary: Dictionary, language: str = "zh") -> None:
    """An empty workbook with the columns of a region directory."""
    write_region_workbook(path, (), dictionary, language)


def write_region_workbook(
    path: Path, sheets: Iterable[FactSheet], dictionary: Dictionary, language: str = "zh"
) -> None:
    """The firms of a region, with the value that counts of each fact."""
    rows = flatten(sheets, flag_all=True)
    tables = {ENTERPRISES: rows.enterprises, YEARLY: rows.yearly, **rows.records}
    workbook = new_workbook("区域企业 Firms of a region")
    styles, lists = Styles(), ChoiceLists(workbook, language)
    for name, spec in region_tables(dictionary).items():
        add_table(workbook, spec, tables.get(name, []), lists, styles)
    save_workbook(workbook, path)


def read_region_workbook(path: Path, dictionary: Dictionary) -> list[FactSheet]:
    """The fact sheets of a region workbook.

    Raises:
        InputFaults: every fault, with sheet and cell.
    """
    book = open_workbook(path)
    faults: list[Fault] = []
    specs = region_tables(dictionary)
    found: dict[str, ReadTable] = {}
    for title in book.values.sheetnames:
        table = None if title == LISTS_TITLE else read_table(book, title, specs, faults)
        if table is None:
            continue
        if table.key in found:
            faults.append(make_fault(book.place(title), table.key, "record_twice"))
        found[table.key] = table
    faults += [
        make_fault(book.label, specs[key].zh, "sheet_missing", "expect_sheet")
        for key in (ENTERPRISES, YEARLY)
        if key not in found
    ]
    flat = {key: _flat(table, specs[key], faults) for key, table in found.items()}
    raise_faults(faults)
    _check_firms(found[ENTERPRISES], flat[ENTERPRISES], faults)
    _check_owners(found, flat, faults)
    raise_faults(faults)
    records = {key: each for key, each in flat.items() if key in dictionary.records}
    return gather(RegionRows(flat[ENTERPRISES], flat[YEARLY], records))


def region_tables(dictionary: Dictionary) -> dict[str, TableSpec]:
    """The tables of a region workbook by key."""
    tables = {
        ENTERPRISES: TableSpec(
            ENTERPRISES,
            "企业",
            "Enterprises",
            enterprise_columns(dictionary, dictionary.records),
            "每行一家企业；不知道的留空，空白不是“否”。",
            "One row a firm; leave empty what is not known, empty is not “no”.",
        ),
        YEARLY: TableSpec(
            YEARLY,
            "年度数据",
            "Yearly",
            yearly_columns(dictionary),
            "每行一家企业的一个会计年度；不知道的留空，空白不是零。",
            "One row a firm and fiscal year; leave empty what is not known, empty is not zero.",
        ),
    }
    for name, record in dictionary.records.items():
        columns = record_columns(dictionary, name)
        tables[name] = TableSpec(
            name, record.zh, record.en, columns, record.definition_zh, record.definition_en
        )
    return tables


def _flat(table: ReadTable, spec: TableSpec, faults: list[Fault]) -> list[FlatRow]:
    flat: list[FlatRow] = []
    for row in table.rows:
        values = read_row(spec.columns, row.cells, row.place, faults)
        flat.append({name: value for name, value in values.items() if value is not None})
    return flat


def _check_firms(table: ReadTable, flat: list[FlatRow], faults: list[Fault]) -> None:
    """Codes, regions and industries as everywhere, and no firm twice."""
    seen: set[str] = set()
    for row, values in zip(table.rows, flat, strict=True):
        if USCC not in values:
            continue
        firm = read_enterprise({name: values.get(name) for name in ATTRIBUTES}, row.place, faults)
        if firm.uscc in seen:
            faults.append(make_fault(row.place(USCC), firm.uscc, "firm_twice"))
        seen.add(firm.uscc)
        values |= {name: text for name in ATTRIBUTES if (text := getattr(firm, name))}


def _check_owners(found: dict[str, ReadTable], flat: dict[str, list[FlatRow]], faults: list[Fault]) -> None:
    """Every row belongs to a firm of the first sheet, and a firm has a year once."""
    firms = {values.get(USCC) for values in flat[ENTERPRISES]}
    years: set[tuple[object, object]] = set()
    for key, table in found.items():
        for row, values in zip(table.rows, flat[key], strict=True):
            owner = values.get(USCC)
            if owner is not None and owner not in firms:
                faults.append(make_fault(row.place(USCC), owner, "firm_unknown", "expect_firm"))
            if key == YEARLY and YEAR in values:
                if (owner, values[YEAR]) in years:
                    faults.append(make_fault(row.place(YEAR), values[YEAR], "year_of_firm_twice"))
                years.add((owner, values[YEAR]))
