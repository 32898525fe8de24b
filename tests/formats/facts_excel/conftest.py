"""A template made once, and a way to find its cells by code."""

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook

from kechuang.formats.facts_excel import read_facts_excel, write_facts_template
from kechuang.formats.faults import InputFaults
from tests.support.small_dictionary import SMALL

USCC = "91210100MA0P00000X"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "T.xlsx"
    write_facts_template(path, SMALL, 2025)
    return path


class Filled:
    """The template being filled in as a person would."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book: Workbook = load_workbook(path)
        self.put("uscc", "当前值", USCC)

    def cell(self, code: str, head: object) -> Cell:
        """The cell of a fact under a heading: a year, 当前值, 来源, 单位, …"""
        for sheet in self.book.worksheets:
            for row in sheet.iter_rows(min_row=5):
                if row[-1].value == code or any(cell.value == code for cell in row[4:]):
                    heads = {str(cell.value).split("\n")[0]: cell.column for cell in sheet[4]}
                    return sheet.cell(row[0].row, heads[str(head)])
        raise KeyError(code)

    def row_cell(self, code: str, row: int = 6) -> Cell:
        """The cell of a record's column, such as ``ip.kind``."""
        for sheet in self.book.worksheets:
            for cell in sheet[5]:
                if cell.value == code:
                    return sheet.cell(row, cell.column)
        raise KeyError(code)

    def put(self, code: str, head: object, value: object) -> Cell:
        cell = self.cell(code, head)
        cell.value = value
        return cell

    def read(self):
        self.book.save(self.path)
        return read_facts_excel(self.path, SMALL)

    def faults(self) -> list[str]:
        """The faults in English, without the file's name."""
        with pytest.raises(InputFaults) as raised:
            self.read()
        return [fault.text("en").removeprefix(f"{self.path}: ") for fault in raised.value.faults]


@pytest.fixture
def filled(template: Path, tmp_path: Path) -> Filled:
    copy = tmp_path / "F.xlsx"
    shutil.copy(template, copy)
    return Filled(copy)
