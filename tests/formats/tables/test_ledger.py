"""The yearly R&D ledger as a workbook."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kechuang.formats.faults import InputFaults
from kechuang.formats.tables.ledger import (
    ledger_columns,
    read_ledger_workbook,
    write_ledger,
    write_ledger_template,
)
from kechuang.formats.values.numbers import canonical
from kechuang.formats.values.show import plain

STORY = {
    "year": 2024,
    "unit": "万元",
    "tax_levy": "audit",
    "scheme": "general",
    "other_cap": "merged",
    "special_income": "6",
    "sold_material": "0",
    "profit_before": "620",
    "staff": 60,
    "assets": "4978",
    "projects": [
        {
            "id": "RD2401",
            "capitalised": False,
            "costs": {
                "labour": "46.2",
                "direct": "38.5",
                "depreciation": "9.6",
                "amortisation": "1.8",
                "design": "7.4",
                "other": "14",
                "entrust_domestic": "54",
                "entrust_overseas": "0",
            },
        },
        {"id": "RD2402", "capitalised": True, "costs": {"labour": "88"}},
    ],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ledger")


def test_the_ledger_of_the_contract(folder):
    write_ledger(folder / "l.xlsx", STORY)
    assert read_ledger_workbook(folder / "l.xlsx") == STORY


def test_it_takes_amounts_as_the_contract_writes_them(folder):
    write_ledger(folder / "l.xlsx", STORY | {"special_income": "6.0"}, "en")
    assert read_ledger_workbook(folder / "l.xlsx") == STORY


amounts = st.decimals(-(10**9), 10**9, places=6, allow_nan=False).map(lambda amount: plain(canonical(amount)))
positive = st.decimals(0, 10**9, places=6, allow_nan=False).map(lambda amount: plain(canonical(amount)))
costs = {
    name: positive if column.minimum is not None else amounts for name, column in ledger_columns()[1].items()
}
projects = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.text("ABCDR0123456789-", min_size=1, max_size=8),
            "costs": st.fixed_dictionaries(
                {}, optional={n: c for n, c in costs.items() if n not in {"id", "capitalised"}}
            ),
        },
        optional={"capitalised": st.booleans()},
    ),
    max_size=3,
    unique_by=lambda project: project["id"],
)
ledgers = st.fixed_dictionaries(
    {"year": st.integers(1949, 2100), "unit": st.sampled_from(["元", "万元"]), "projects": projects},
    optional={
        "tax_levy": st.sampled_from(["audit", "deemed"]),
        "scheme": st.sampled_from(["general", "manufacturing", "tech_sme", "ic_machine_tool"]),
        "other_cap": st.sampled_from(["merged", "per_project"]),
        "special_income": positive,
        "sold_material": positive,
        "profit_before": amounts,
        "staff": st.integers(0, 10**6),
        "assets": positive,
    },
)


@settings(max_examples=20)
@given(ledgers)
def test_written_and_read_is_the_same(folder, ledger):
    write_ledger(folder / "p.xlsx", ledger)
    assert read_ledger_workbook(folder / "p.xlsx") == ledger


def faults(path: Path) -> list[str]:
    with pytest.raises(InputFaults) as raised:
        read_ledger_workbook(path)
    return [fault.text("en").removeprefix(f"{path}: ") for fault in raised.value.faults]


class TestAFilledTemplate:
    @pytest.fixture
    def path(self, tmp_path):
        write_ledger_template(tmp_path / "t.xlsx")
        return tmp_path / "t.xlsx"

    def fill(self, path: Path, form: dict[str, object], table: dict[str, object]) -> None:
        book = load_workbook(path)
        for sheet, cells in zip(book.worksheets, (form, table), strict=False):
            for place, value in cells.items():
                sheet[place] = value
        book.save(path)

    def test_an_empty_one_lacks_its_year(self, path):
        assert faults(path) == ["台账信息 Ledger!D5: a required column is missing; fill in “Year”"]

    def test_amounts_are_in_the_unit_of_the_ledger(self, path):
        self.fill(path, {"D5": 2024, "D6": "元", "D10": "6万元"}, {"A6": "RD1", "C6": "46.2万", "D6": 1234.5})
        assert read_ledger_workbook(path) == {
            "year": 2024,
            "unit": "元",
            "special_income": "60000",
            "projects": [{"id": "RD1", "costs": {"labour": "462000", "direct": "1234.5"}}],
        }

    def test_every_fault_names_its_cell(self, path):
        self.fill(path, {"D5": "last", "D7": "maybe"}, {"B6": "是", "A7": "RD1", "A8": "RD1", "I7": -1})
        assert [fault.partition(":")[0] for fault in faults(path)] == [
            "台账信息 Ledger!D5",
            "台账信息 Ledger!D7",
            "项目 Projects!A6",
            "项目 Projects!I7",
            "项目 Projects!A8",
        ]

    def test_a_missing_sheet(self, path):
        book = load_workbook(path)
        book.remove(book.worksheets[1])
        book.save(path)
        assert faults(path)[0].startswith("a sheet is missing; found “项目 Projects”")


def test_sums_stay_exact(folder):
    ledger = STORY | {"projects": [{"id": str(n), "costs": {"labour": "0.1"}} for n in range(10)]}
    write_ledger(folder / "s.xlsx", ledger)
    read = read_ledger_workbook(folder / "s.xlsx")
    assert sum(Decimal(project["costs"]["labour"]) for project in read["projects"]) == 1
