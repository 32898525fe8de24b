"""Forms read back: which line speaks of which fact, and what stands under which year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kechuang.formats.excel.cells import UNKNOWN, read_cell, shown
from kechuang.formats.excel.form_sheet import VALUE
from kechuang.formats.excel.open import OpenedWorkbook
from kechuang.formats.excel.words import HEADINGS, folded, is_heading
from kechuang.formats.faults import Fault, make_fault
from kechuang.formats.values.problem import ValueProblem
from kechuang.formats.values.read import read_boolean, read_date, read_text, read_year

_ROWS_BEFORE_HEADER = 30


@dataclass(frozen=True, slots=True)
class FormCell:
    raw: object
    where: str


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line of a form: ``cells`` by year, or under ``VALUE``; ``first`` is where the first value belongs."""

    code: str
    where: str
    first: str
    unit: str = ""
    cells: dict[int, FormCell] = field(default_factory=dict)
    source: str = ""
    observed_at: date | None = None
    official: bool | None = None


def read_form(book: OpenedWorkbook, title: str, faults: list[Fault]) -> list[ReadLine] | None:
    """The lines of a sheet; None when the sheet is no form."""
    sheet = book.values[title]
    header = _header_row(sheet)
    if header is None:
        return None
    return list(_FormReader(book, title, sheet, header, faults).lines())


def _header_row(sheet: Any) -> int | None:
    for row in sheet.iter_rows(max_row=min(sheet.max_row, _ROWS_BEFORE_HEADER)):
        words = [cell.value for cell in row if cell.value is not None]
        heads = sum(
            any(is_heading(word, HEADINGS[head]) for word in words) for head in ("code", "label", "unit")
        )
        if heads == 3:
            return int(row[0].row)
    return None


class _FormReader:
    def __init__(
        self, book: OpenedWorkbook, title: str, sheet: Any, header: int, faults: list[Fault]
    ) -> None:
        self.book, self.title, self.sheet, self.faults = book, title, sheet, faults
        self.formulas = book.formula_sheet(title)
        self.header = header
        self.heads: dict[str, int] = {}
        self.values: dict[int, int] = {}  # column → year, or VALUE
        self.strange: dict[int, str] = {}
        self._read_header()

    def lines(self) -> Iterator[ReadLine]:
        for row in range(self.header + 1, self.sheet.max_row + 1):
            code = self._read(row, self.heads["code"])
            if isinstance(code, str):
                yield self._line(row, code)
            elif any(self.sheet.cell(row, column).value is not None for column in self.values):
                where = self._place(row, self.heads["code"])
                self.faults.append(make_fault(where, "", "line_without_code", "expect_code"))

    def _read_header(self) -> None:
        for cell in self.sheet[self.header]:
            head = next((name for name, words in HEADINGS.items() if is_heading(cell.value, words)), None)
            if head == "value":
                self.values[cell.column] = VALUE
            elif head is not None:
                self.heads.setdefault(head, cell.column)
            elif cell.value is not None:
                self._read_year(cell)

    def _read_year(self, cell: Any) -> None:
        try:
            year = read_year(cell.value)
        except ValueProblem:
            self.strange[cell.column] = folded(cell.value)
            return
        if year in self.values.values():
            where = self.book.place(self.title, cell.coordinate)
            self.faults.append(make_fault(where, year, "year_twice", "expect_one_key"))
        self.values[cell.column] = year

    def _line(self, row: int, code: str) -> ReadLine:
        cells = {}
        for column, key in self.values.items():
            raw = self._read(row, column)
            if raw is not None and raw is not UNKNOWN:
                cells[key] = FormCell(raw, self._place(row, column))
        for column, head in self.strange.items():
            if self.sheet.cell(row, column).value is not None:
                self.faults.append(
                    make_fault(self._place(row, column), head, "strange_column", "expect_year_column")
                )
        return ReadLine(
            code,
            self._place(row, self.heads["code"]),
            self._place(row, min(self.values, default=self.heads["code"])),
            self._part(row, "unit", read_text) or "",
            cells,
            self._part(row, "source", read_text) or "",
            self._part(row, "observed_at", read_date),
            self._part(row, "official", read_boolean),
        )

    def _part(self, row: int, head: str, read: Any) -> Any:
        if head not in self.heads:
            return None
        raw = self._read(row, self.heads[head])
        if raw is None or raw is UNKNOWN:
            return None
        try:
            return read(raw)
        except ValueProblem as problem:
            self.faults.append(problem.fault(self._place(row, self.heads[head]), raw))
            return None

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
