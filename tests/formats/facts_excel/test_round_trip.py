"""Template, fill, read, write, read: nothing changes on the way."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from kechuang.engines.facts.sheet import Enterprise, FactSheet, Observation
from kechuang.formats.dictionary import load_dictionary
from kechuang.formats.facts_excel import read_facts_excel, write_facts_excel
from kechuang.formats.facts_json import format_facts_json, parse_facts_json
from tests.support.fact_sheets import fact_sheets
from tests.support.small_dictionary import SMALL

DICTIONARY = load_dictionary()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("round_trip")


@settings(max_examples=25)
@given(fact_sheets(SMALL))
def test_write_read_write_read_is_identical(folder, sheet):
    first, second = folder / "first.xlsx", folder / "second.xlsx"
    write_facts_excel(first, sheet, SMALL, last_year=2025)
    read = read_facts_excel(first, SMALL)
    assert read == sheet
    write_facts_excel(second, read, SMALL, language="en")
    again = read_facts_excel(second, SMALL)
    assert again == sheet
    assert parse_facts_json(format_facts_json(again, SMALL), SMALL, "f.json") == sheet


@settings(max_examples=3)
@given(fact_sheets())
def test_and_with_every_name_of_the_dictionary(folder, sheet):
    write_facts_excel(folder / "all.xlsx", sheet, DICTIONARY)
    assert read_facts_excel(folder / "all.xlsx", DICTIONARY) == sheet


def test_several_sources_keep_their_order_and_the_used_one(folder):
    seen = (
        Observation(Decimal(6100), "自报", date(2026, 5, 1)),
        Observation(Decimal(6120), "审计报告", None, official=True),
        Observation(Decimal("6099.123456"), "自报", date(2026, 5, 1)),
    )
    yearly = {"revenue": {2024: seen[1:2], 2025: seen}}
    sheet = FactSheet(
        Enterprise("91210100MA0P00000X"), yearly, {"own_brand": (Observation(True), Observation(False, "x"))}
    )
    write_facts_excel(folder / "s.xlsx", sheet, SMALL)
    read = read_facts_excel(folder / "s.xlsx", SMALL)
    assert read == sheet
    assert read.value("revenue", 2025) == Decimal(6120)


@pytest.mark.parametrize(
    "number",
    [
        "0.1",
        "0.113",
        "1234567890.12345",
        "9999999999999999.9999999999999999999999",
        "0.0000000000000000000001",
    ],
)
def test_no_digit_is_lost(folder, number):
    sheet = FactSheet(
        Enterprise("91210100MA0P00000X"), {"net_profit": {2025: (Observation(Decimal(number)),)}}
    )
    write_facts_excel(folder / "d.xlsx", sheet, SMALL)
    assert str(read_facts_excel(folder / "d.xlsx", SMALL).value("net_profit", 2025)) in {
        number,
        str(Decimal(number)),
    }


def test_unknown_and_none_differ(folder):
    none, unknown = (
        FactSheet(Enterprise("91210100MA0P00000X"), records={"ip": ()}),
        FactSheet(Enterprise("91210100MA0P00000X")),
    )
    for sheet in (none, unknown):
        write_facts_excel(folder / "n.xlsx", sheet, SMALL)
        assert read_facts_excel(folder / "n.xlsx", SMALL).records == sheet.records


def test_a_row_of_which_nothing_is_known_stays_a_row(folder):
    sheet = FactSheet(Enterprise("91210100MA0P00000X"), records={"ip": ({}, {"benefit": True})})
    write_facts_excel(folder / "r.xlsx", sheet, SMALL)
    assert read_facts_excel(folder / "r.xlsx", SMALL).records == {"ip": ({}, {"benefit": True})}
