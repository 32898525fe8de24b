"""Firms of a region as a workbook."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kechuang.engines.facts.sheet import Enterprise, FactSheet, Observation
from kechuang.formats.dictionary import load_dictionary
from kechuang.formats.facts_parquet import region_columns
from kechuang.formats.faults import InputFaults
from kechuang.formats.tables.region import read_region_workbook, write_region_template, write_region_workbook
from tests.support.fact_sheets import fact_sheets
from tests.support.small_dictionary import SMALL

FIRST, SECOND = "91210100MA0P00000X", "91210100MA0P00001X"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("region")


@settings(max_examples=15)
@given(st.lists(fact_sheets(SMALL, sourced=False), max_size=3, unique_by=lambda sheet: sheet.enterprise.uscc))
def test_written_and_read_is_the_same(folder, sheets):
    write_region_workbook(folder / "r.xlsx", sheets, SMALL)
    assert read_region_workbook(folder / "r.xlsx", SMALL) == sheets


def test_the_template_has_the_columns_of_a_region_directory(folder):
    dictionary = load_dictionary()
    write_region_template(folder / "t.xlsx", dictionary)
    book = load_workbook(folder / "t.xlsx")
    codes = [cell.value for sheet in book.worksheets[:-1] for cell in sheet[5] if cell.value]
    assert codes == [
        f"{file}.{name}" for file, columns in region_columns(dictionary).items() for name in columns
    ]


def test_the_empty_template_is_an_empty_region(folder):
    write_region_template(folder / "e.xlsx", SMALL, "en")
    assert read_region_workbook(folder / "e.xlsx", SMALL) == []


class Region:
    def __init__(self, path: Path) -> None:
        self.path = path
        sheet = FactSheet(
            Enterprise(FIRST),
            {"staff": {2025: (Observation(Decimal(62)),)}},
            records={"ip": ({"benefit": True},)},
        )
        write_region_workbook(path, [sheet], SMALL)
        self.book = load_workbook(path)

    def put(self, code: str, row: int, value: object) -> None:
        for sheet in self.book.worksheets:
            for cell in sheet[5]:
                if cell.value == code:
                    sheet.cell(row, cell.column).value = value

    def faults(self) -> list[str]:
        self.book.save(self.path)
        with pytest.raises(InputFaults) as raised:
            read_region_workbook(self.path, SMALL)
        return [fault.text("en").removeprefix(f"{self.path}: ") for fault in raised.value.faults]


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return Region(tmp_path / "r.xlsx")


class TestFaults:
    def test_a_firm_twice(self, region):
        region.put("enterprises.uscc", 7, FIRST)
        assert region.faults() == [f"企业 Enterprises!A7: this firm stands twice; found “{FIRST}”"]

    def test_a_year_twice(self, region):
        region.put("yearly.uscc", 7, FIRST)
        region.put("yearly.year", 7, 2025)
        assert region.faults() == ["年度数据 Yearly!B7: this firm has this year twice; found “2025”"]

    def test_a_row_of_nobody(self, region):
        region.put("ip.uscc", 6, SECOND)
        assert "the sheet of enterprises has no such firm" in region.faults()[0]

    def test_a_row_without_firm_or_year(self, region):
        region.put("yearly.staff", 8, 12)
        assert [fault.partition(":")[0] for fault in region.faults()] == [
            "年度数据 Yearly!A8",
            "年度数据 Yearly!B8",
        ]

    def test_a_bad_value_names_its_cell(self, region):
        region.put("yearly.staff", 6, "many")
        assert region.faults()[0].startswith("年度数据 Yearly!C6: this is not a number; found “many”")

    def test_a_bad_code(self, region):
        region.put("enterprises.uscc", 7, "x")
        assert region.faults()[0].startswith("企业 Enterprises!A7: this is no unified social credit code")

    def test_a_missing_sheet(self, region):
        region.book.remove(region.book["年度数据 Yearly"])
        assert "a sheet is missing" in region.faults()[0]
