"""Story section 6: the fictional firm at T0 (2024-04) and T1 (2026-05-08), clause by clause; assertions 20, 21, 23, 24."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kechuang.engines.rules.check import check
from kechuang.engines.rules.library import Library
from kechuang.engines.rules.model import Case
from kechuang.engines.rules.results import ClauseResult, MarginKind, StandardResult, Status, rooted
from kechuang.formats.dictionary import load_dictionary
from kechuang.formats.facts_data import facts_from_data
from kechuang.formats.packs import load_library
from tests.support.project import ROOT

T0 = date(2024, 4, 15)
T1 = date(2026, 5, 8)


@cache
def library() -> Library:
    return load_library(load_dictionary())


def firm(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((Path(__file__).parent / f"{name}.json").read_text("utf-8"))
    return data


def run(data: dict[str, Any], standard: str, as_of: date, case: Case = Case.APPLICATION) -> StandardResult:
    dictionary = load_dictionary()
    sheet = facts_from_data(data, dictionary, "story")
    return check(library(), sheet, as_of, case, dictionary, [standard]).results[0]


def clause(result: StandardResult, clause_id: str) -> ClauseResult:
    return next(found for found in result.clauses if found.id == clause_id)


def percent(found: ClauseResult, digits: int = 1) -> str:
    assert found.value.low is not None
    return f"{float(rooted(found.value.low, found.value.root)) * 100:.{digits}f}%"


class TestLittleGiantAtT0:
    def test_it_fails_on_share_and_innovation_only(self) -> None:
        result = run(firm("hengchi_t0"), "cn.little-giant", T0)
        assert (result.status, result.version) == (Status.UNMET, "2022-08-01")
        failed = {found.id for found in result.clauses if found.depth == 0 and found.status is Status.UNMET}
        assert failed == {"distinctive", "innovative"}

    def test_the_share_is_seven_percent_of_ten(self) -> None:
        found = clause(run(firm("hengchi_t0"), "cn.little-giant", T0), "distinctive-share")
        assert (found.status, found.value.text(), found.margin) == (Status.UNMET, "0.07", Fraction(-3, 100))

    def test_revenue_below_5000_asks_for_equity_that_it_has_not(self) -> None:
        result = run(firm("hengchi_t0"), "cn.little-giant", T0)
        assert clause(result, "new-medium-revenue").value.text() == "4860"
        assert clause(result, "new-medium-revenue").status is Status.UNMET
        equity = clause(result, "new-small-equity")
        assert (equity.status, equity.value.text(), equity.need_text()) == (Status.UNMET, "0", ">= 8000")


class TestLittleGiantAtT1:
    def test_all_seven_groups_are_met(self) -> None:
        result = run(firm("hengchi_t1"), "cn.little-giant", T1)
        assert (result.status, result.version) == (Status.MET, "2026-04-01")
        assert {
            found.id for found in result.clauses if found.depth == 0 and found.status is Status.MET
        } == set("01234567")

    @pytest.mark.parametrize(
        ("clause_id", "value", "need", "margin"),
        [
            ("1-years", "9", ">= 3", "6"),
            ("2-revenue", "6120", ">= 5000", "0.224"),
            ("2-main", "0.948", ">= 0.9", "0.048"),
            ("3-total", "1244", ">= 1200", "11/300"),  # +3.7%
            ("4", "4", ">= 4", "0"),
            ("5-domestic", "0.113", ">= 0.1", "0.013"),
            ("7-score", "63", ">= 60", "3"),
        ],
    )
    def test_value_need_and_margin(self, clause_id: str, value: str, need: str, margin: str) -> None:
        found = clause(run(firm("hengchi_t1"), "cn.little-giant", T1), clause_id)
        assert (found.status, found.value.text(), found.need_text()) == (Status.MET, value, need)
        assert found.margin == Fraction(margin)

    def test_growth_and_debt_as_the_story_rounds_them(self) -> None:
        result = run(firm("hengchi_t1"), "cn.little-giant", T1)
        growth, debt = clause(result, "2-growth"), clause(result, "2-debt")
        assert percent(growth, 2) == "12.22%"
        assert growth.margin is not None
        assert round(float(growth.margin) * 100, 1) == 7.2
        assert percent(debt) == "49.7%"
        assert debt.margin is not None
        assert round(float(debt.margin) * 100, 1) == 25.3
        assert growth.margin_kind is debt.margin_kind is MarginKind.ABSOLUTE

    def test_each_year_of_rd_is_shown(self) -> None:
        found = clause(run(firm("hengchi_t1"), "cn.little-giant", T1), "3-share")
        assert found.by_year is not None
        shown = {year: f"{float(figure.low or 0) * 100:.1f}" for year, figure in found.by_year.items()}
        assert shown == {2024: "11.1", 2025: "10.6"}

    def test_the_product_field_is_met_but_asks_for_a_manual_confirmation(self) -> None:
        found = clause(run(firm("hengchi_t1"), "cn.little-giant", T1), "6")
        assert (found.status, found.confirm) == (Status.MET, True)

    def test_assertion_21_thin_margins_come_first(self) -> None:
        result = run(firm("hengchi_t1"), "cn.little-giant", T1)
        assert [found.id for found in result.thin_first()][:2] == ["4", "3-total"]

    def test_assertion_23_the_transferred_patent_is_excluded_with_the_reason(self) -> None:
        data = firm("hengchi_t1")
        found = clause(run(data, "cn.little-giant", T1), "4")
        inventions = [index for index, row in enumerate(data["records"]["ip"]) if row["kind"] == "invention"]
        assert len(inventions) == 5
        excluded = [row for row in found.rows if row.row in inventions and row.verdict is not True]
        assert [(data["records"]["ip"][row.row]["acquired"], row.verdict) for row in excluded] == [
            ("transfer", False)
        ]
        assert excluded[0].condition == 'acquired == "self"'


class TestVersions:
    @pytest.mark.parametrize(
        ("day", "case", "version"),
        [
            (date(2026, 5, 8), Case.APPLICATION, "2026-04-01"),
            (date(2026, 5, 8), Case.REVIEW, "2022-08-01"),
            (date(2026, 3, 31), Case.APPLICATION, "2022-08-01"),
            (date(2026, 4, 1), Case.APPLICATION, "2026-04-01"),
            (date(2027, 1, 1), Case.REVIEW, "2026-04-01"),
        ],
    )
    def test_assertion_20_case_and_date_choose_the_text(self, day: date, case: Case, version: str) -> None:
        assert run(firm("hengchi_t1"), "cn.little-giant", day, case).version == version

    def test_the_review_says_which_notice_keeps_the_old_text(self) -> None:
        result = run(firm("hengchi_t1"), "cn.little-giant", T1, Case.REVIEW)
        assert "117号" in result.transition


class TestHighTech:
    """Assertion 24."""

    def test_t0_cannot_pass(self) -> None:
        result = run(firm("hengchi_t0"), "cn.high-tech", T0)
        assert _score(result) == (31, 66)
        assert clause(result, "11-7").status is Status.UNMET
        assert _items(result) == {
            "ip_advancement": (5, 6),
            "ip_core_support": (5, 6),
            "ip_number": (7, 8),
            "ip_acquired": (1, 6),
            "ip_standard": (0, 0),
            "conversion": (7, 12),
            "org_rules": (0, 6),
            "org_institution": (0, 6),
            "org_transformation": (0, 4),
            "org_talent": (0, 4),
            "net_asset_growth": (3, 4),
            "sales_growth": (3, 4),
        }
        assert _measures(result) == ("11.23", "13.72")

    def test_t1_straddles_the_pass_line(self) -> None:
        result = run(firm("hengchi_t1"), "cn.high-tech", T1)
        assert _score(result) == (51, 86)
        assert result.status is Status.MANUAL_REVIEW
        items = _items(result)
        assert (items["conversion"], items["net_asset_growth"], items["sales_growth"]) == (
            (19, 24),
            (7, 8),
            (3, 4),
        )
        assert result.score is not None
        assert {(group.id, group.low, group.high) for group in result.score.groups} >= {("ip", 22, 30)}
        assert _measures(result) == ("27.35", "12.23")
        ratio = clause(result, "11-5-ratio")
        assert (percent(ratio, 2), ratio.need_text()) == ("9.88%", ">= 0.04")

    def test_two_more_proofs_of_conversion_lift_the_interval(self) -> None:
        data = firm("hengchi_t1")
        data["records"]["transformation"] += [
            {"date": "2025-11-03", "outcome": "柔轮寿命预测服务"},
            {"date": "2025-12-20", "outcome": "传动误差补偿软件"},
        ]
        assert _score(run(data, "cn.high-tech", T1)) == (57, 92)

    def test_without_the_equity_deal_net_assets_grow_by_a_fifth(self) -> None:
        data = deepcopy(firm("hengchi_t1"))
        data["facts"]["net_assets"]["2025"] = "2744"
        result = run(data, "cn.high-tech", T1)
        assert _items(result)["net_asset_growth"] == (5, 6)
        assert _measures(result)[0] == "20.02"


@pytest.mark.parametrize(
    ("story", "example"), [("hengchi_t0", "hengchi-2024"), ("hengchi_t1", "hengchi-2026")]
)
def test_the_examples_are_the_story_and_say_that_it_is_fictional(story: str, example: str) -> None:
    assert json.loads((ROOT / "examples" / f"{example}.json").read_text("utf-8")) == firm(story)
    assert "虚构" in firm(story)["enterprise"]["name"]


def _score(result: StandardResult) -> tuple[Fraction, Fraction]:
    assert result.score is not None
    return result.score.low, result.score.high


def _items(result: StandardResult) -> dict[str, tuple[Fraction, Fraction]]:
    assert result.score is not None
    return {item.id: (item.low, item.high) for item in result.score.items}


def _measures(result: StandardResult) -> tuple[str, ...]:
    assert result.score is not None
    figures = {item.id: item.measure.low or Fraction(0) for item in result.score.items}
    return tuple(f"{float(figures[name]) * 100:.2f}" for name in ("net_asset_growth", "sales_growth"))
