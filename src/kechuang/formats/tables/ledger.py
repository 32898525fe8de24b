"""A year's R&D ledger as a workbook, read to the shape that the tax command takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from kechuang.engines.facts.dictionary import ColumnDefinition, Definition, FactType
from kechuang.engines.facts.sheet import Row, Value
from kechuang.formats.dictionary_entries import read_columns
from kechuang.formats.excel.choices import LISTS_TITLE, ChoiceLists
from kechuang.formats.excel.form_sheet import VALUE, FormLine, FormSpec, add_form
from kechuang.formats.excel.new_workbook import new_workbook, save_workbook
from kechuang.formats.excel.open import OpenedWorkbook, open_workbook
from kechuang.formats.excel.read_form import ReadLine, read_form
from kechuang.formats.excel.read_table import ReadTable, read_table
from kechuang.formats.excel.styles import Styles
from kechuang.formats.excel.table_sheet import TableSpec, add_table
from kechuang.formats.faults import Fault, make_fault, raise_faults
from kechuang.formats.pack_files import read_pack
from kechuang.formats.rows import read_row
from kechuang.formats.values.problem import ValueProblem
from kechuang.formats.values.read import read_value
from kechuang.formats.values.show import to_json
from kechuang.formats.yaml_fields import Fields
from kechuang.formats.yaml_lines import load_yaml

PROJECTS = "projects"
USUAL_UNIT = "万元"
_OF_PROJECT = ("id", "capitalised")  # what is no cost

Columns = Mapping[str, ColumnDefinition]


@cache
def ledger_columns() -> tuple[Columns, Columns]:
    """The entries of a ledger, and the columns of its projects."""
    file = read_pack("tables/ledger.yaml")
    faults: list[Fault] = []
    fields = Fields(load_yaml(file.text, file.label), faults)
    read = read_columns(fields.inner("entries")), read_columns(fields.inner(PROJECTS))
    raise_faults(faults)
    return read


def write_ledger_template(path: Path, language: str = "zh") -> None:
    """An empty ledger."""
    write_ledger(path, {}, language)


def write_ledger(path: Path, ledger: Mapping[str, Any], language: str = "zh") -> None:
    """A ledger, shaped as ``read_ledger_workbook`` gives it."""
    entries, columns = ledger_columns()
    workbook = new_workbook("研发费用台账 R&D ledger")
    styles, lists = Styles(), ChoiceLists(workbook, language)
    unit = str(ledger.get("unit", USUAL_UNIT))
    lines = {
        name: (FormLine({VALUE: read_value(_in_unit(entry, unit), ledger[name])}),)
        for name, entry in entries.items()
        if ledger.get(name) is not None
    }
    lines.setdefault("unit", (FormLine({VALUE: USUAL_UNIT}),))
    add_form(workbook, _form(), lines, lists, styles)
    rows = [_project_row(project, columns, unit) for project in ledger.get(PROJECTS, ())]
    add_table(workbook, _table(), rows or None, lists, styles)
    save_workbook(workbook, path)


def read_ledger_workbook(path: Path) -> dict[str, Any]:
    """The ledger of a workbook: exact amounts as text, absent ones left out.

    Raises:
        InputFaults: every fault, with sheet and cell.
    """
    book = open_workbook(path)
    faults: list[Fault] = []
    lines, table = _sheets(book, faults)
    raise_faults(faults)
    stated = _entries(lines, faults)
    unit = str(stated.get("unit", USUAL_UNIT))
    entries, _ = ledger_columns()
    ledger: dict[str, Any] = {name: _plain(entries[name], value) for name, value in stated.items()}
    ledger[PROJECTS] = _projects(table, unit, faults)
    raise_faults(faults)
    return ledger


def _sheets(book: OpenedWorkbook, faults: list[Fault]) -> tuple[list[ReadLine], ReadTable]:
    lines: list[ReadLine] = []
    table = ReadTable(PROJECTS, [], known_none=False)
    found = set()
    for title in book.values.sheetnames:
        if title == LISTS_TITLE:
            continue
        form = read_form(book, title, faults)
        if form is not None:
            lines += form
            found.add("entries")
            continue
        read = read_table(book, title, {PROJECTS: _table()}, faults)
        if read is not None:
            table = read
            found.add(PROJECTS)
    for key, spec in (("entries", _form()), (PROJECTS, _table())):
        if key not in found:
            name = f"{spec.zh} {spec.en}"
            faults.append(make_fault(book.label, name, "sheet_missing", "expect_ledger_template"))
    return lines, table


def _entries(lines: list[ReadLine], faults: list[Fault]) -> dict[str, Value]:
    entries, _ = ledger_columns()
    by_code = {line.code: line for line in lines}
    faults += [
        make_fault(line.where, line.code, "unknown_key", "expect_one_of", choices=", ".join(entries))
        for line in lines
        if line.code not in entries
    ]
    stated: dict[str, Value] = {}
    for name, entry in entries.items():
        line = by_code.get(name)
        if line is None or VALUE not in line.cells:
            if entry.required:
                where = name if line is None else line.first
                names = {"column": entry.zh, "column_en": entry.en}
                faults.append(make_fault(where, "", "cell_missing", "expect_cell", **names))
            continue
        cell = line.cells[VALUE]
        try:
            stated[name] = read_value(
                _in_unit(entry, str(stated.get("unit", USUAL_UNIT))), cell.raw, line.unit
            )
        except ValueProblem as problem:
            faults.append(problem.fault(cell.where, cell.raw))
    return stated


def _projects(table: ReadTable, unit: str, faults: list[Fault]) -> list[dict[str, Any]]:
    _, columns = ledger_columns()
    known = {name: _in_unit(column, unit) for name, column in columns.items()}
    projects = []
    seen: set[object] = set()
    for row in table.rows:
        values = read_row(known, row.cells, row.place, faults)
        if values.get("id") in seen:
            faults.append(make_fault(row.place("id"), values["id"], "project_twice"))
        seen.add(values.get("id"))
        projects.append(_project(values, columns))
    return projects


def _project(values: Row, columns: Columns) -> dict[str, Any]:
    plain = {name: _plain(columns[name], value) for name, value in values.items() if value is not None}
    project: dict[str, Any] = {name: plain.pop(name) for name in _OF_PROJECT if name in plain}
    return project | {"costs": plain}


def _project_row(project: Mapping[str, Any], columns: Columns, unit: str) -> Row:
    flat = {name: project.get(name) for name in _OF_PROJECT} | dict(project.get("costs", {}))
    return {
        name: read_value(_in_unit(columns[name], unit), value)
        for name, value in flat.items()
        if value is not None
    }


def _plain(definition: Definition, value: Value) -> str | bool | int:
    """Whole years and people are numbers; amounts are exact text."""
    counted = definition.type in {FactType.INTEGER, FactType.NUMBER}
    if counted and isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return to_json(value)


def _in_unit(definition: Definition, unit: str) -> Definition:
    return replace(definition, unit=unit) if definition.type is FactType.MONEY else definition


def _form() -> FormSpec:
    entries, _ = ledger_columns()
    return FormSpec(
        "台账信息",
        "Ledger",
        entries,
        "金额单位对整本台账有效；不知道的留空。",
        "The unit holds for the whole ledger; leave empty what is not known.",
        with_sources=False,
    )


def _table() -> TableSpec:
    _, columns = ledger_columns()
    return TableSpec(
        PROJECTS,
        "项目",
        "Projects",
        columns,
        "每行一个研发项目，按财税〔2015〕119号六类费用填写实际发生额，单位见“台账信息”。",
        "One row a project with the actual amounts of the six categories, in the unit of the ledger.",
    )
