from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.facts.sheet import FactSheet
from kechuang.engines.rules.check import check_standard
from kechuang.engines.rules.model import Case
from kechuang.engines.rules.results import ClauseResult, MarginKind, StandardResult, Status
from tests.support.sheets import make_sheet
from tests.support.standards import HEAD, make_standard

AS_OF = date(2026, 5, 8)


def run(
    body: str, sheet: FactSheet, dictionary: Dictionary, case: Case = Case.APPLICATION, head: str = HEAD
) -> StandardResult:
    return check_standard(make_standard(body, dictionary, head), sheet, AS_OF, case, dictionary)


def clause(result: StandardResult, clause_id: str) -> ClauseResult:
    return next(found for found in result.clauses if found.id == clause_id)


REVENUE = "clauses: [{id: '1', citation: 第一条, require: revenue >= 5000}]"


def test_a_met_clause_says_value_need_and_relative_margin(dictionary: Dictionary) -> None:
    found = clause(run(REVENUE, make_sheet({"revenue": {2025: 6120}}), dictionary), "1")
    assert (found.status, found.value.text(), found.need_text()) == (Status.MET, "6120", ">= 5000")
    assert (found.margin, found.margin_kind, found.unit) == (Fraction(28, 125), MarginKind.RELATIVE, "万元")
    assert [fact.key for fact in found.facts] == ["revenue:2025"]


def test_a_ratio_has_its_margin_in_points(dictionary: Dictionary) -> None:
    body = "clauses: [{id: '1', citation: 第一条, require: debt_ratio <= 75%}]"
    sheet = make_sheet({"liabilities": {2025: 497}, "assets": {2025: 1000}})
    found = clause(run(body, sheet, dictionary), "1")
    assert (found.margin, found.margin_kind) == (Fraction(253, 1000), MarginKind.ABSOLUTE)


def test_a_standard_is_unmet_whatever_is_missing_when_one_clause_is(dictionary: Dictionary) -> None:
    body = "clauses: [{id: '1', citation: 一, require: revenue >= 5000}, {id: '2', citation: 二, require: staff <= 500}]"
    result = run(body, make_sheet({"revenue": {2025: 4999}}), dictionary)
    assert (result.status, result.missing) == (Status.UNMET, ())
    assert clause(result, "2").missing == ("staff:2025",)


def test_unknown_names_all_that_is_missing(dictionary: Dictionary) -> None:
    body = "clauses: [{id: '1', citation: 一, require: revenue >= 5000 and staff <= 500 and own_brand}]"
    result = run(body, make_sheet(), dictionary)
    assert (result.status, result.missing) == (Status.UNKNOWN, ("revenue:2025", "staff:2025", "own_brand"))
    assert [found.id for found in result.clauses] == ["1", "1.1", "1.2", "1.3"]


def test_what_only_people_judge_is_manual_review_until_declared(dictionary: Dictionary) -> None:
    body = "clauses: [{id: '1', citation: 一, confirm: true, require: market_position_strong}]"
    assert run(body, make_sheet(), dictionary).status is Status.MANUAL_REVIEW
    assert run(body, make_sheet(market_position_strong=True), dictionary).status is Status.MET
    assert run(body, make_sheet(market_position_strong=False), dictionary).status is Status.UNMET


@pytest.mark.parametrize(
    ("revenue", "equity", "status", "exempted"),
    [
        (1500, None, Status.MET, ""),
        (1499, 2000, Status.MET, "1-equity"),
        (1499, 1999, Status.UNMET, ""),
        (1499, None, Status.UNKNOWN, ""),
    ],
)
def test_an_exemption_saves_a_clause(
    dictionary: Dictionary, revenue: int, equity: int | None, status: Status, exempted: str
) -> None:
    body = """clauses:
  - id: '1'
    citation: 一
    require: revenue >= 1500
    unless: {id: 1-equity, require: 'sum(equity_raised, 2) >= 2000'}
"""
    yearly: dict[str, Any] = {"revenue": {2025: revenue}}
    if equity is not None:
        yearly["equity_raised"] = {2024: 0, 2025: equity}
    result = run(body, make_sheet(yearly), dictionary)
    assert result.status is status
    assert clause(result, "1").exempted_by == exempted


AT_LEAST_TWO = """clauses:
  - id: '1'
    citation: 一
    at_least: {count: 2, of: [{require: own_brand}, {require: it_core_business}, {require: six_base_product}]}
"""


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"own_brand": True, "six_base_product": True}, Status.MET),
        ({"own_brand": True}, Status.UNKNOWN),
        ({"own_brand": False, "six_base_product": False}, Status.UNMET),
        ({"own_brand": False, "six_base_product": True}, Status.UNKNOWN),
    ],
)
def test_at_least_k(dictionary: Dictionary, facts: dict[str, bool], status: Status) -> None:
    assert run(AT_LEAST_TWO, make_sheet(**facts), dictionary).status is status


def test_not_turns_a_clause_round_and_leaves_unknown(dictionary: Dictionary) -> None:
    body = "clauses: [{id: '1', citation: 一, not: {require: own_brand}}]"
    assert run(body, make_sheet(own_brand=True), dictionary).status is Status.UNMET
    assert run(body, make_sheet(own_brand=False), dictionary).status is Status.MET
    assert run(body, make_sheet(), dictionary).status is Status.UNKNOWN


def test_a_clause_of_the_other_case_does_not_apply(dictionary: Dictionary) -> None:
    body = """clauses:
  - {id: '1', citation: 一, require: own_brand}
  - {id: '2', citation: 二, applies: {cases: [application]}, require: revenue >= 5000}
"""
    result = run(body, make_sheet(own_brand=True), dictionary, Case.REVIEW)
    assert (result.status, clause(result, "2").status) == (Status.MET, Status.NOT_APPLICABLE)


def test_a_clause_for_a_class_of_firms_is_open_while_the_class_is(dictionary: Dictionary) -> None:
    body = "clauses: [{id: '1', citation: 一, applies: {when: staff > 100}, require: own_brand}]"
    assert run(body, make_sheet({"staff": {2025: 60}}), dictionary).status is Status.NOT_APPLICABLE
    open_result = run(body, make_sheet(own_brand=False), dictionary)
    assert (open_result.status, open_result.missing) == (Status.UNKNOWN, ("staff:2025",))
    assert run(body, make_sheet(own_brand=True), dictionary).status is Status.MET


def test_a_presumption_is_used_only_while_nobody_stated_the_fact_and_is_disclosed(
    dictionary: Dictionary,
) -> None:
    body = "clauses: [{id: '1', citation: 一, presume: {abnormal_list: false}, require: not abnormal_list}]"
    presumed = run(body, make_sheet(), dictionary)
    assert (presumed.status, presumed.presumed) == (Status.MET, ("abnormal_list=false",))
    stated = run(body, make_sheet(abnormal_list=True), dictionary)
    assert (stated.status, stated.presumed) == (Status.UNMET, ())


def test_a_regional_standard_asks_for_the_region_first(dictionary: Dictionary) -> None:
    body = 'region: "21"\n' + REVENUE
    sheet = {"revenue": {2025: 6120}}
    assert run(body, make_sheet(sheet), dictionary).status is Status.MET
    assert run(body, make_sheet(sheet, region="330100"), dictionary).status is Status.NOT_APPLICABLE
    nowhere = run(body, make_sheet(sheet, region=""), dictionary)
    assert (nowhere.status, nowhere.missing) == (Status.UNKNOWN, ("enterprise.region",))


SCORED = """clauses: [{id: '1', citation: 一, score: {at_least: 60, with: {people: {more_than: 0}}}}]
score:
  - {id: people, measure: tech_staff / staff, bands: [[30%, 40], [10%, 20]]}
  - id: rd
    best_of:
      - {id: by_sales, measure: rd_expense_tax / sales, bands: [[6%, 50], [3%, 20]]}
      - {id: by_cost, measure: rd_expense_tax / total_cost_expense, bands: [[30%, 50], [15%, 20]]}
"""


def test_a_score_is_a_range_while_facts_are_missing(dictionary: Dictionary) -> None:
    sheet = make_sheet({"tech_staff": {2025: 10}, "staff": {2025: 100}})
    result = run(SCORED, sheet, dictionary)
    assert result.score is not None
    assert (result.score.low, result.score.high, result.score.passing) == (20, 70, ">= 60")
    assert (result.status, result.missing) == (
        Status.UNKNOWN,
        ("rd_expense_tax:2025", "sales:2025", "total_cost_expense:2025"),
    )


def test_the_better_alternative_counts_and_the_other_is_not_asked_for(dictionary: Dictionary) -> None:
    yearly = {
        "tech_staff": {2025: 10},
        "staff": {2025: 100},
        "rd_expense_tax": {2025: 60},
        "sales": {2025: 1000},
    }
    result = run(SCORED, make_sheet(yearly), dictionary)
    assert result.score is not None
    assert (result.status, result.score.low, result.score.high) == (Status.MET, 70, 70)
    assert (result.score.items[1].chosen, result.score.items[1].missing) == ("by_sales", ())


def test_points_of_one_item_can_fail_a_good_total(dictionary: Dictionary) -> None:
    yearly = {
        "tech_staff": {2025: "9.99"},
        "staff": {2025: 100},
        "rd_expense_tax": {2025: 60},
        "sales": {2025: 1000},
    }
    result = run(SCORED, make_sheet(yearly), dictionary)
    assert (result.status, clause(result, "1.people").status) == (Status.UNMET, Status.UNMET)


def test_a_range_that_experts_decide_is_manual_review_not_unknown(dictionary: Dictionary) -> None:
    body = """clauses: [{id: '1', citation: 一, score: {more_than: 7}}]
score: [{id: grade, grade: ip_advancement, grades: {A: [7, 8], B: [5, 6]}}]
"""
    assert run(body, make_sheet(ip_advancement="A"), dictionary).status is Status.MANUAL_REVIEW
    assert run(body, make_sheet(ip_advancement="B"), dictionary).status is Status.UNMET
    ungraded = run(body, make_sheet(), dictionary)
    assert (ungraded.status, ungraded.missing) == (Status.MANUAL_REVIEW, ())


def test_a_notice_fails_nobody(dictionary: Dictionary) -> None:
    body = REVENUE + "\nnotices: [{id: few, text: 人少, citation: 通知, when: staff <= 5}]"
    result = run(body, make_sheet({"revenue": {2025: 6120}, "staff": {2025: 5}}), dictionary)
    assert (result.status, [notice.triggered for notice in result.notices]) == (Status.MET, [True])


def test_thin_margins_come_first_and_what_no_longer_matters_last(dictionary: Dictionary) -> None:
    body = """clauses:
  - {id: wide, citation: 一, require: revenue >= 1000}
  - {id: thin, citation: 二, require: staff >= 60}
  - {id: either, citation: 三, any: [{id: yes, require: own_brand}, {id: open, require: it_core_business}]}
"""
    result = run(body, make_sheet({"revenue": {2025: 6120}, "staff": {2025: 60}}, own_brand=True), dictionary)
    assert [found.id for found in result.thin_first()] == ["thin", "wide", "yes", "open"]
