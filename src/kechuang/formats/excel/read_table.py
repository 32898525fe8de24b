"""Tables read back by the codes under their headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from kechuang.formats.excel.cells import UNKNOWN, read_cell, shown
from kechuang.formats.excel.open import OpenedWorkbook
from kechuang.formats.excel.table_sheet import TableSpec
from kechuang.formats.excel.words import NONE_QUESTION, is_heading
from kechuang.formats.faults import Fault, make_fault
from kechuang.formats.rows import Cell
from kechuang.formats.values.problem import ValueProblem
from kechuang.formats.values.read import read_boolean

_ROWS_BEFORE_CODES = 30
_CODE = re.compile(r"([a-z_]+)\.([a-z_]+)")


@dataclass(frozen=True, slots=True)
class TableRow:
    """``columns`` says where each cell stands, also the empty ones."""

    cells: dict[str, Cell]
    columns: dict[str, str]

    def place(self, name: str) -> str:
        return self.columns.get(name) or next(iter(self.columns.values()))


@dataclass(frozen=True, slots=True)
class ReadTable:
    """``known_none`` when somebody said that there are no rows."""

    key: str
    rows: list[TableRow]
    known_none: bool


def read_table(
    book: OpenedWorkbook, title: str, specs: dict[str, TableSpec], faults: list[Fault]
) -> ReadTable | None:
    """The rows of a sheet; None when the sheet is none of the tables."""
    sheet = book.values[title]
    found = _code_row(sheet, specs)
    if found is None:
        return None
    row, key = found
    return _TableReader(book, title, sheet, specs[key], row, faults).read()


def _code_row(sheet: Any, specs: dict[str, TableSpec]) -> tuple[int, str] | None:
    for row in sheet.iter_rows(max_row=min(sheet.max_row, _ROWS_BEFORE_CODES)):
        for cell in row:
            code = _CODE.fullmatch(cell.value.strip()) if isinstance(cell.value, str) else None
            if code is not None and code[1] in specs:
                return int(cell.row), code[1]
    return None


class _TableReader:
    def __init__(
        self, book: OpenedWorkbook, title: str, sheet: Any, spec: TableSpec, codes: int, faults: list[Fault]
    ) -> None:
        self.book, self.title, self.sheet, self.spec, self.faults = book, title, sheet, spec, faults
        self.formulas = book.formula_sheet(title)
        self.codes = codes

    def read(self) -> ReadTable:
        columns, strange = self._columns()
        rows = []
        for number in range(self.codes + 1, self.sheet.max_row + 1):
            row = self._row(number, columns)
            if row is not None:
                rows.append(row)
            for column in strange:
                if self.sheet.cell(number, column).value is not None:
                    where = self._place(number, column)
                    self.faults.append(make_fault(where, "", "column_without_code", "expect_column_code"))
        known_none = self._known_none()
        if known_none and rows:
            where = next(iter(rows[0].columns.values()))
            self.faults.append(make_fault(where, "", "rows_beside_none", "expect_no_rows"))
        return ReadTable(self.spec.key, rows, known_none)

    def _columns(self) -> tuple[dict[str, int], list[int]]:
        columns: dict[str, int] = {}
        strange: list[int] = []
        for cell in self.sheet[self.codes]:
            text = cell.value.strip() if isinstance(cell.value, str) else ""
            code = _CODE.fullmatch(text)
            name = code[2] if code is not None and code[1] == self.spec.key else None
            if name is None:
                strange.append(cell.column)
            elif name not in self.spec.columns:
                close = get_close_matches(name, list(self.spec.columns), 1)
                expected = "expect_near" if close else "expect_dictionary_name"
                self._fault(cell, text, "unknown_column", expected, near=f"{self.spec.key}.{''.join(close)}")
            elif name in columns:
                self._fault(cell, text, "json_duplicate_key", "expect_one_key")
            else:
                columns[name] = cell.column
        return columns, strange

    def _fault(self, cell: Any, value: str, problem: str, expected: str, **more: object) -> None:
        where = self.book.place(self.title, cell.coordinate)
        self.faults.append(make_fault(where, value, problem, expected, **more))

    def _row(self, number: int, columns: dict[str, int]) -> TableRow | None:
        raws = {name: self._read(number, column) for name, column in columns.items()}
        if all(raw is None for raw in raws.values()):
            return None
        cells: dict[str, Cell] = {
            name: (raw, "") for name, raw in raws.items() if raw is not None and raw is not UNKNOWN
        }
        return TableRow(cells, {name: self._place(number, column) for name, column in columns.items()})

    def _known_none(self) -> bool:
        for row in self.sheet.iter_rows(max_row=self.codes):
            for cell in row:
                if not (isinstance(cell.value, str) and is_heading(cell.value, NONE_QUESTION)):
                    continue
                raw = self._read(cell.row, cell.column + 1)
                try:
                    return raw is not None and raw is not UNKNOWN and read_boolean(raw)
                except ValueProblem as problem:
                    self.faults.append(problem.fault(self._place(cell.row, cell.column + 1), raw))
        return False

    def _read(self, row: int, column: int) -> object:
        cell = self.sheet.cell(row, column)
        formula = None if self.formulas is None else self.formulas.cell(row, column)
        try:
            return read_cell(cell, formula)
        except ValueProblem as problem:
            self.faults.append(problem.fault(self._place(row, column), shown(cell)))
            return None

    def _place(self, row: int, column: int) -> str:
        return self.book.place(self.title, self.sheet.cell(row, column).coordinate)
