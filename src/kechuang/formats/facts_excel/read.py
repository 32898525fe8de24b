"""The workbook of facts read back; every fault at once, with sheet and cell."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from kechuang.engines.facts.dictionary import Dictionary, FactDefinition, Period
from kechuang.engines.facts.sheet import Enterprise, FactSheet, Observation, Row
from kechuang.formats.enterprise import read_enterprise
from kechuang.formats.excel.choices import LISTS_TITLE
from kechuang.formats.excel.form_sheet import VALUE
from kechuang.formats.excel.open import OpenedWorkbook, open_workbook
from kechuang.formats.excel.read_form import FormCell, ReadLine, read_form
from kechuang.formats.excel.read_table import ReadTable, read_table
from kechuang.formats.facts_excel.layout import ENTERPRISE, SHEETS_PROPERTY, record_tables
from kechuang.formats.faults import Fault, make_fault, raise_faults
from kechuang.formats.rows import read_row
from kechuang.formats.values.problem import ValueProblem
from kechuang.formats.values.read import read_value
from kechuang.formats.values.units import unit_label


def read_facts_excel(path: Path, dictionary: Dictionary) -> FactSheet:
    """The fact sheet of a workbook made by the template.

    Raises:
        InputFaults: every fault, each with sheet, cell, value and what was expected.
    """
    return _Reader(open_workbook(path), dictionary).read()


class _Reader:
    def __init__(self, book: OpenedWorkbook, dictionary: Dictionary) -> None:
        self.book = book
        self.dictionary = dictionary
        self.faults: list[Fault] = []
        self.found: set[str] = set()
        self.about: dict[str, FormCell] = {}
        self.places: dict[str, str] = {}
        self.yearly: dict[str, dict[int, tuple[Observation, ...]]] = {}
        self.now: dict[str, tuple[Observation, ...]] = {}
        self.records: dict[str, tuple[Row, ...]] = {}

    def read(self) -> FactSheet:
        tables = record_tables(self.dictionary)
        for title in self.book.values.sheetnames:
            if title == LISTS_TITLE or not hasattr(self.book.values[title], "iter_rows"):
                continue
            lines = read_form(self.book, title, self.faults)
            if lines is not None:
                for line in lines:
                    self._take_line(line)
                continue
            table = read_table(self.book, title, tables, self.faults)
            if table is not None:
                self._take_table(table, title)
        enterprise = self._enterprise()
        raise_faults(self.faults)
        return FactSheet(enterprise, self.yearly, self.now, self.records)

    def _enterprise(self) -> Enterprise:
        if not self.found:
            self.faults.append(make_fault(self.book.label, "", "not_our_template", "expect_template"))
            return Enterprise("")
        self._miss_sheets()
        if ENTERPRISE not in self.found:
            return Enterprise("")
        cells = {name: cell.raw for name, cell in self.about.items()}

        def place(name: str) -> str:
            return self.places.get(name, f"{self.book.label}: {ENTERPRISE}.{name}")

        return read_enterprise(cells, place, self.faults)

    def _miss_sheets(self) -> None:
        """A sheet that the template had and the workbook has not: its facts would vanish unnoticed."""
        properties = {each.name: each.value for each in self.book.values.custom_doc_props.props}
        made = [key for key in str(properties.get(SHEETS_PROPERTY) or ENTERPRISE).split(",") if key]
        for key in made:
            known = key == ENTERPRISE or key in self.dictionary.themes or key in self.dictionary.records
            if known and key not in self.found:
                self.faults.append(
                    make_fault(self.book.label, self._sheet_name(key), "sheet_missing", "expect_sheet")
                )

    def _sheet_name(self, key: str) -> str:
        theme = self.dictionary.themes.get(key)
        if theme is not None:
            return f"{theme.zh} {theme.en}"
        return "企业 Enterprise" if key == ENTERPRISE else self.dictionary.label(key)

    def _take_line(self, line: ReadLine) -> None:
        if line.code in self.dictionary.attributes:
            self.found.add(ENTERPRISE)
            self.places[line.code] = line.first
            if VALUE in line.cells:
                self.about[line.code] = line.cells[VALUE]
            return
        fact = self.dictionary.facts.get(line.code)
        if fact is None:
            close = get_close_matches(line.code, list(self.dictionary.facts), 1)
            expected = "expect_near" if close else "expect_dictionary_name"
            self.faults.append(
                make_fault(line.where, line.code, "unknown_fact", expected, near="".join(close))
            )
            return
        self.found.add(fact.theme)
        unit = "" if line.unit in {fact.unit, unit_label(fact.unit, "en")} else line.unit
        for key, cell in line.cells.items():
            self._take_value(fact, key, cell, unit, line)

    def _take_value(self, fact: FactDefinition, key: int, cell: FormCell, unit: str, line: ReadLine) -> None:
        if (key == VALUE) != (fact.period is Period.NOW):
            expected = "expect_value_column" if fact.period is Period.NOW else "expect_year_column"
            self.faults.append(make_fault(cell.where, cell.raw, "wrong_column", expected))
            return
        try:
            value = read_value(fact, cell.raw, unit)
        except ValueProblem as problem:
            self.faults.append(problem.fault(cell.where, cell.raw))
            return
        official = self.dictionary.is_official(line.source) if line.official is None else line.official
        seen = Observation(value, line.source, line.observed_at, official)
        if key == VALUE:
            self.now[fact.name] = (*self.now.get(fact.name, ()), seen)
        else:
            years = self.yearly.setdefault(fact.name, {})
            years[key] = (*years.get(key, ()), seen)

    def _take_table(self, table: ReadTable, title: str) -> None:
        if table.key in self.found:
            where = self.book.place(title)
            self.faults.append(make_fault(where, self.dictionary.label(table.key), "record_twice"))
        self.found.add(table.key)
        columns = self.dictionary.records[table.key].columns
        rows = tuple(read_row(columns, row.cells, row.place, self.faults) for row in table.rows)
        if rows or table.known_none:
            self.records[table.key] = rows
