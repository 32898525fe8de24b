"""A region directory: exact both ways, and faults with file, column and row."""

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kechuang.engines.facts.dictionary import Period
from kechuang.engines.facts.sheet import Enterprise, FactSheet, Observation
from kechuang.formats.dictionary import load_dictionary
from kechuang.formats.facts_parquet import column_type, read_region, region_columns, write_region
from kechuang.formats.faults import InputFaults
from tests.support.fact_sheets import fact_sheets
from tests.support.small_dictionary import SMALL

DICTIONARY = load_dictionary()
FIRST, SECOND = "91210100MA0P00000X", "91210100MA0P00001X"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("region")


@settings(max_examples=25)
@given(st.lists(fact_sheets(SMALL, sourced=False), max_size=3, unique_by=lambda sheet: sheet.enterprise.uscc))
def test_written_and_read_is_the_same(folder, sheets):
    write_region(folder, sheets, SMALL)
    assert read_region(folder, SMALL) == sheets


def two_firms() -> list[FactSheet]:
    rows = ({"kind": "invention", "class": "I", "benefit": True}, {})
    yearly = {"revenue": {2024: (Observation(Decimal(5380)),), 2025: (Observation(Decimal("0.0000001")),)}}
    return [
        FactSheet(
            Enterprise(FIRST, "甲", "210100", "3484"),
            yearly,
            {"own_brand": (Observation(False),)},
            {"ip": rows},
        ),
        FactSheet(Enterprise(SECOND), records={"award": ()}),
    ]


def test_the_files_are_those_of_the_contract(folder):
    write_region(folder, two_firms(), DICTIONARY)
    assert sorted(path.name for path in folder.iterdir()) == [
        "award.parquet",
        "enterprises.parquet",
        "ip.parquet",
        "yearly.parquet",
    ]
    firms = pl.read_parquet(folder / "enterprises.parquet")
    now = [fact.name for fact in DICTIONARY.facts.values() if fact.period is Period.NOW]
    assert firms.columns[:4] == ["uscc", "name", "region", "industry"]
    assert set(now) <= set(firms.columns)
    assert firms["ip_list_known"].to_list() == [True, False]
    yearly = pl.read_parquet(folder / "yearly.parquet")
    assert yearly.columns[:2] == ["uscc", "year"]
    assert yearly["revenue"].to_list() == [Decimal(5380), Decimal("0.0000001")]
    assert yearly.schema["revenue"] == pl.Decimal(38, 7)
    assert yearly.schema["year"] == pl.Int64
    assert pl.read_parquet(folder / "ip.parquet")["uscc"].to_list() == [FIRST, FIRST]


def test_no_column_is_a_float():
    for columns in region_columns(DICTIONARY).values():
        assert not [name for name, each in columns.items() if column_type(each).is_float()]


def test_known_none_unknown_and_a_row_of_unknowns_survive(folder):
    write_region(folder, two_firms(), DICTIONARY)
    first, second = read_region(folder, DICTIONARY)
    assert first.records == {"ip": ({"kind": "invention", "class": "I", "benefit": True}, {})}
    assert second.records == {"award": ()}


def test_without_a_flag_a_file_speaks_for_every_firm(folder):
    write_region(folder, two_firms(), DICTIONARY)
    firms = pl.read_parquet(folder / "enterprises.parquet").drop("ip_list_known", "award_list_known")
    firms.write_parquet(folder / "enterprises.parquet")
    first, second = read_region(folder, DICTIONARY)
    assert (len(first.records["ip"]), first.records["award"]) == (2, ())
    assert (second.records["ip"], second.records["award"]) == ((), ())


def test_one_firm_of_many(folder):
    write_region(folder, two_firms(), DICTIONARY)
    assert read_region(folder, DICTIONARY, [FIRST]) == two_firms()[:1]


def test_the_value_that_counts_is_written(folder):
    seen = (Observation(Decimal(1)), Observation(Decimal(2), "审计报告", official=True))
    write_region(folder, [FactSheet(Enterprise(FIRST), {"staff": {2025: seen}})], DICTIONARY)
    assert read_region(folder, DICTIONARY)[0].value("staff", 2025) == 2


def test_an_old_list_does_not_stay(folder):
    write_region(folder, two_firms(), DICTIONARY)
    write_region(folder, [FactSheet(Enterprise(FIRST))], DICTIONARY)
    assert not (folder / "ip.parquet").exists()


def faults(folder: Path) -> list[str]:
    with pytest.raises(InputFaults) as raised:
        read_region(folder, DICTIONARY)
    return [fault.where.removeprefix(f"{folder}/") for fault in raised.value.faults]


class TestFaults:
    def test_no_region(self, tmp_path):
        with pytest.raises(InputFaults, match="不是区域数据目录"):
            read_region(tmp_path, DICTIONARY)

    def test_a_file_that_is_no_parquet(self, tmp_path):
        (tmp_path / "enterprises.parquet").write_bytes(b"x")
        assert faults(tmp_path) == ["enterprises.parquet"]

    @pytest.mark.parametrize(
        ("columns", "where"),
        [
            ({"uscc": [FIRST], "own_brant": [True]}, "enterprises.parquet: own_brant"),
            ({"uscc": [FIRST, "1"]}, "enterprises.parquet: uscc[2]"),
            ({"uscc": [FIRST, FIRST]}, "enterprises.parquet: uscc[2]"),
            ({"uscc": [FIRST], "share_domestic": ["11"]}, "enterprises.parquet: share_domestic[1]"),
            ({"uscc": [FIRST], "own_brand": [3]}, "enterprises.parquet: own_brand[1]"),
            ({"name": ["x"]}, "enterprises.parquet"),
        ],
    )
    def test_of_columns_and_values(self, tmp_path, columns, where):
        pl.DataFrame(columns).write_parquet(tmp_path / "enterprises.parquet")
        assert faults(tmp_path) == [where]

    def test_floats_of_others_are_read_as_they_print(self, tmp_path):
        pl.DataFrame({"uscc": [FIRST], "share_domestic": [0.113]}).write_parquet(
            tmp_path / "enterprises.parquet"
        )
        assert read_region(tmp_path, DICTIONARY)[0].value("share_domestic") == Decimal("0.113")

    def test_a_folder_that_cannot_be(self, tmp_path):
        (tmp_path / "file").write_text("x")
        with pytest.raises(InputFaults, match="无法写入"):
            write_region(tmp_path / "file" / "region", [], DICTIONARY)
