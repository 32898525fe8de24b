from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.rules.load import PackFaults
from kechuang.engines.rules.nearest import load_levers
from kechuang.engines.rules.results import Status
from kechuang.formats.pack_files import read_pack
from kechuang.formats.yaml_lines import load_yaml
from tests.engines.rules.nearest.ways import (
    ALL,
    CONVERT,
    EQUITY,
    FILE,
    HIRE,
    MIX,
    REPAY,
    SPEND,
    find,
    lever,
    shape,
    status_after,
    verifies,
)
from tests.support.sheets import make_sheet
from tests.support.standards import make_standard


def clauses(*conditions: str) -> str:
    entries = [
        f"  - {{id: '{index}', citation: 一, require: '{text}'}}" for index, text in enumerate(conditions, 1)
    ]
    return "\n".join(["clauses:", *entries]) + "\n"


def test_one_more_technician_as_in_the_contract(dictionary: Dictionary) -> None:
    standard = make_standard(clauses("tech_staff >= 9"), dictionary)
    sheet = make_sheet({"tech_staff": {2025: 8}, "staff": {2025: 60}})
    (way,) = find(standard, sheet, dictionary, *ALL).ways
    assert shape(way) == [("tech_staff:2025", "8", "9")]
    assert (way.cost, way.status_after, way.earliest) == (30, Status.MET, None)
    assert [(also.fact, also.after) for also in way.changes[0].also] == [("staff:2025", "61")]


def test_a_ratio_counts_that_a_hired_technician_is_one_more_employee(dictionary: Dictionary) -> None:
    standard = make_standard(clauses("tech_staff / staff >= 15%"), dictionary)
    sheet = make_sheet({"tech_staff": {2025: 8}, "staff": {2025: 60}})
    (way,) = find(standard, sheet, dictionary, HIRE).ways
    # 9/61 is 14.75%, 10/62 is 16.1%
    assert shape(way) == [("tech_staff:2025", "8", "10")]
    assert verifies(standard, sheet, dictionary, way)


def test_rows_are_added_to_a_record_only_where_the_rule_takes_them(dictionary: Dictionary) -> None:
    rule = 'count(ip where class == "I" and acquired == "self" and in_force(grant_date, expiry) and applied) >= 4'
    standard = make_standard(clauses(rule), dictionary)
    patent = {"kind": "invention", "class": "I", "grant_date": date(2023, 5, 1), "applied": True}
    rows = [
        {**patent, "acquired": "self"},
        {**patent, "acquired": "self"},
        {**patent, "acquired": "transfer"},
    ]
    sheet = make_sheet(records={"ip": rows})
    (way,) = find(standard, sheet, dictionary, FILE).ways
    assert shape(way) == [("ip", "3", "5")]
    assert way.cost == 80
    assert way.changes[0].row["grant_date"] == date(2026, 5, 8)
    assert verifies(standard, sheet, dictionary, way)
    bought = lever(
        "ip", 10, row={"class": "I", "acquired": "transfer", "grant_date": "as_of", "applied": True}
    )
    found = find(standard, sheet, dictionary, bought)
    assert found.ways == ()
    assert len(found.blocked) == 1


def test_results_converted_are_told_apart(dictionary: Dictionary) -> None:
    rule = (
        "count(distinct outcome of transformation where year_of(date) >= y-2 and year_of(date) <= y) / 3 >= 2"
    )
    standard = make_standard(clauses(rule), dictionary)
    rows = [{"date": date(2024, 3, 1), "outcome": f"成果{index}"} for index in range(4)]
    sheet = make_sheet(records={"transformation": rows})
    (way,) = find(standard, sheet, dictionary, CONVERT).ways
    assert shape(way) == [("transformation", "4", "6")]
    assert verifies(standard, sheet, dictionary, way)


def test_the_sum_of_two_years_and_the_share_of_each(dictionary: Dictionary) -> None:
    standard = make_standard(
        clauses("sum(rd_expense_accounting, 2) >= 1200", "each(rd_expense_accounting / revenue >= 3%, 2)"),
        dictionary,
    )
    sheet = make_sheet(
        {"rd_expense_accounting": {2024: "598.5", 2025: 300}, "revenue": {2024: 5380, 2025: 6120}}
    )
    (way,) = find(standard, sheet, dictionary, *ALL).ways
    assert shape(way) == [("rd_expense_accounting:2025", "300", "602")]
    assert verifies(standard, sheet, dictionary, way)


SCORED = """\
clauses:
  - {id: '1', citation: 一, title: {zh: 得分, en: Score}, score: {at_least: 60}}
score:
  items:
    - id: staff_ratio
      title: {zh: 人员, en: Staff}
      measure: tech_staff / staff
      bands: [[30%, 20], [25%, 16], [20%, 12], [15%, 8], [10%, 4]]
    - id: rd
      title: {zh: 研发, en: R&D}
      best_of:
        - {id: rd_sales, measure: rd_expense_tax / sales, bands: [[6%, 50], [5%, 40], [4%, 30], [3%, 20], [2%, 10]]}
        - {id: rd_cost, measure: rd_expense_tax / total_cost_expense, bands: [[30%, 50], [25%, 40]]}
    - id: results
      title: {zh: 成果, en: Results}
      bands:
        - {when: 'count(ip where class == "I") >= 1', points: 30}
        - {when: 'count(ip where class == "II") >= 4', points: 24}
"""


def scored_sheet(**more: object) -> object:
    return make_sheet(
        {
            "tech_staff": {2025: 9},
            "staff": {2025: 60},
            "rd_expense_tax": {2025: 200},
            "rd_expense_accounting": {2025: 210},
            "sales": {2025: 4900},
            "total_cost_expense": {2025: 4000},
        },
        {"ip": []},
    )


def test_bands_are_climbed_where_that_is_cheapest(dictionary: Dictionary) -> None:
    standard = make_standard(SCORED, dictionary)
    sheet = scored_sheet()
    # 8 + 30 + 0 = 38 today; a patent gives 30, R&D at 5% another 10
    found = find(standard, sheet, dictionary, HIRE, SPEND, FILE)
    assert shape(found.ways[0]) == [("ip", "0", "1")]
    assert found.ways[0].cost == 40
    assert len(found.ways) > 1
    assert [way.cost for way in found.ways] == sorted(way.cost for way in found.ways)
    assert all(verifies(standard, sheet, dictionary, way) for way in found.ways)


def test_the_calibre_that_the_rule_reads_is_listed(dictionary: Dictionary) -> None:
    standard = make_standard(clauses("rd_expense_tax / sales >= 6%"), dictionary)
    (way,) = find(standard, scored_sheet(), dictionary, SPEND).ways
    assert shape(way) == [("rd_expense_tax:2025", "200", "294")]
    assert (way.cost, way.changes[0].title.zh) == (94, "rd_expense_accounting")


def test_an_exemption_is_a_way_of_its_own(dictionary: Dictionary) -> None:
    body = """\
clauses:
  - id: '1'
    citation: 一
    require: main_revenue >= 1500
    unless: {id: 1-equity, require: 'sum(equity_raised, 2) >= 2000'}
"""
    standard = make_standard(body, dictionary)
    sheet = make_sheet(
        {"main_revenue": {2025: 1000}, "revenue": {2025: 1600}, "equity_raised": {2024: 0, 2025: 500}}
    )
    first, second = find(standard, sheet, dictionary, MIX, EQUITY).ways
    assert shape(first) == [("main_revenue:2025", "1000", "1500")]
    assert shape(second) == [("equity_raised:2025", "500", "2000")]
    assert (first.cost, second.cost) == (150, 300)


def test_a_part_never_outgrows_its_whole(dictionary: Dictionary) -> None:
    standard = make_standard(clauses("main_revenue >= 1700"), dictionary)
    sheet = make_sheet({"main_revenue": {2025: 1000}, "revenue": {2025: 1600}})
    found = find(standard, sheet, dictionary, MIX)
    assert found.ways == ()
    assert [reason.zh for reason in found.blocked] == ["“主营业务收入”没有可用的措施能够达到"]
    assert all(reason.en for reason in found.blocked)


def test_debt_is_paid_out_of_assets(dictionary: Dictionary) -> None:
    standard = make_standard(clauses("debt_ratio <= 75%"), dictionary)
    sheet = make_sheet({"liabilities": {2025: 800}, "assets": {2025: 1000}})
    (way,) = find(standard, sheet, dictionary, REPAY).ways
    # (800 − x) ÷ (1000 − x) ≤ 75% from x = 200 on
    assert shape(way) == [("liabilities:2025", "800", "600")]
    assert verifies(standard, sheet, dictionary, way)


def test_growth_is_compared_without_a_root(dictionary: Dictionary) -> None:
    standard = make_standard(
        clauses("compound_growth(revenue, 2) >= 5%", "mean_growth(sales, 2) > 15%"), dictionary
    )
    sheet = make_sheet(
        {"revenue": {2023: 1000, 2024: 1000, 2025: 1102}, "sales": {2023: 100, 2024: 110, 2025: 120}}
    )
    grow = (lever("revenue", 1, step="0.5"), lever("sales", 1))
    (way,) = find(standard, sheet, dictionary, *grow).ways
    assert shape(way) == [("revenue:2025", "1102", "1102.5"), ("sales:2025", "120", "133")]
    assert verifies(standard, sheet, dictionary, way)


def test_truths_can_be_changed_and_presumptions_stay(dictionary: Dictionary) -> None:
    body = """\
clauses:
  - {id: '1', citation: 一, require: own_brand}
  - {id: '2', citation: 二, presume: {abnormal_list: false}, require: not abnormal_list}
"""
    standard = make_standard(body, dictionary)
    register = lever("own_brand", 5, "true")
    clear = lever("abnormal_list", 1, "false")
    (way,) = find(standard, make_sheet(own_brand=False), dictionary, register, clear).ways
    assert shape(way) == [("own_brand", "false", "true")]
    (both,) = find(standard, make_sheet(abnormal_list=True), dictionary, register, clear).ways
    assert shape(both) == [("own_brand", None, "true"), ("abnormal_list", "true", "false")]


def test_a_missing_fact_of_a_lever_may_be_set_and_others_stay_missing(dictionary: Dictionary) -> None:
    standard = make_standard(clauses("sum(equity_raised, 2) >= 2000"), dictionary)
    (way,) = find(standard, make_sheet({"equity_raised": {2024: 0}}), dictionary, EQUITY).ways
    assert shape(way) == [("equity_raised:2025", None, "2000")]
    ratio = make_standard(clauses("tech_staff / staff >= 10%"), dictionary)
    found = find(ratio, make_sheet({"tech_staff": {2025: 5}}), dictionary, HIRE)
    assert found.ways == ()
    assert ["staff:2025" in reason.en for reason in found.blocked] == [True]


def test_bounds_and_steps_of_a_lever_hold(dictionary: Dictionary) -> None:
    standard = make_standard(clauses("equity_raised >= 2000"), dictionary)
    sheet = make_sheet({"equity_raised": {2025: 0}})
    rounds = lever("equity_raised", "0.2", step=300)
    (way,) = find(standard, sheet, dictionary, rounds).ways
    assert (shape(way), way.cost) == ([("equity_raised:2025", "0", "2100")], 420)
    assert find(standard, sheet, dictionary, lever("equity_raised", 1, maximum=1999)).ways == ()
    (way,) = find(standard, sheet, dictionary, lever("equity_raised", 1, minimum=5000)).ways
    assert shape(way) == [("equity_raised:2025", "0", "5000")]


def test_nothing_is_proposed_to_a_firm_that_passes(dictionary: Dictionary) -> None:
    standard = make_standard(clauses("tech_staff >= 9"), dictionary)
    found = find(standard, make_sheet({"tech_staff": {2025: 9}}), dictionary, *ALL)
    assert (found.ways, found.blocked, found.not_before) == ((), (), None)


def test_what_people_judge_is_left_to_them(dictionary: Dictionary) -> None:
    standard = make_standard(clauses("market_position_strong", "tech_staff >= 9"), dictionary)
    sheet = make_sheet({"tech_staff": {2025: 8}})
    (way,) = find(standard, sheet, dictionary, HIRE).ways
    assert (shape(way), way.status_after) == ([("tech_staff:2025", "8", "9")], Status.MANUAL_REVIEW)
    settled = make_sheet({"tech_staff": {2025: 9}})
    found = find(standard, settled, dictionary, HIRE)
    assert found.ways == ()
    assert "由人评定" in found.blocked[0].zh


def test_blocked_names_what_no_lever_reaches(dictionary: Dictionary) -> None:
    standard = make_standard(
        clauses("tech_staff >= 9", "share_domestic >= 10%", "rank_domestic <= 3"), dictionary
    )
    found = find(standard, make_sheet({"tech_staff": {2025: 8}}, share_domestic="0.07"), dictionary, HIRE)
    assert found.ways == ()
    assert [reason.en for reason in found.blocked] == [
        f"No lever reaches “{dictionary.label('share_domestic', 'en')}”",
        (
            f"“{dictionary.label('rank_domestic', 'en')}”: fill in first: "
            f"{dictionary.label('rank_domestic', 'en')} (rank_domestic)"
        ),
    ]


def test_demands_that_exclude_each_other_are_said_to(dictionary: Dictionary) -> None:
    standard = make_standard(clauses("tech_staff >= 9", "staff <= 60"), dictionary)
    sheet = make_sheet({"tech_staff": {2025: 8}, "staff": {2025: 60}})
    found = find(standard, sheet, dictionary, HIRE)
    assert found.ways == ()
    assert "不能同时达到" in found.blocked[0].zh


def test_ways_use_different_levers(dictionary: Dictionary) -> None:
    body = """\
clauses:
  - id: '1'
    citation: 一
    any:
      - {id: a, title: 甲, require: tech_staff >= 9}
      - {id: b, title: 乙, require: main_revenue >= 1500}
      - {id: c, title: 丙, require: equity_raised >= 100}
      - {id: d, title: 丁, require: liabilities <= 100}
"""
    standard = make_standard(body, dictionary)
    sheet = make_sheet(
        {
            "tech_staff": {2025: 8},
            "main_revenue": {2025: 1000},
            "equity_raised": {2025: 0},
            "liabilities": {2025: 120},
        }
    )
    found = find(standard, sheet, dictionary, *ALL)
    assert [shape(way)[0][0] for way in found.ways] == [
        "liabilities:2025",
        "equity_raised:2025",
        "tech_staff:2025",
    ]
    assert [way.cost for way in found.ways] == [1, 20, 30]


def test_time_alone_brings_three_years(dictionary: Dictionary) -> None:
    standard = make_standard(clauses("full_years(segment_start_date, as_of) >= 3"), dictionary)
    found = find(standard, make_sheet(segment_start_date=date(2024, 7, 1)), dictionary, *ALL)
    (way,) = found.ways
    assert shape(way) == [("as_of", "2026-05-08", "2027-07-01")]
    assert (found.not_before, way.earliest, way.cost) == (date(2027, 7, 1), date(2027, 7, 1), 0)
    assert "不变" in way.changes[0].title.zh
    assert "unchanged" in way.changes[0].title.en


def test_the_year_has_to_turn_and_figures_go_with_it(dictionary: Dictionary) -> None:
    standard = make_standard(
        clauses("full_years(segment_start_date, year_end) >= 3", "sum(revenue, 2) >= 200"), dictionary
    )
    sheet = make_sheet({"revenue": {2024: 50, 2025: 100}}, segment_start_date=date(2023, 12, 31))
    found = find(standard, sheet, dictionary)
    assert found.not_before == date(2027, 1, 1)


def test_days_are_counted_to_the_day(dictionary: Dictionary) -> None:
    standard = make_standard(clauses("days_since(established_date) >= 365"), dictionary)
    assert find(standard, make_sheet(established_date=date(2025, 8, 1)), dictionary).not_before == date(
        2026, 8, 1
    )


def test_a_bar_ends_the_day_after_it_runs_out(dictionary: Dictionary) -> None:
    standard = make_standard(
        clauses('count(title where kind == "champion" and in_force(from, to)) == 0'), dictionary
    )
    title = {"kind": "champion", "from": date(2024, 1, 1), "to": date(2026, 12, 31)}
    assert find(standard, make_sheet(records={"title": [title]}), dictionary).not_before == date(2027, 1, 1)


def test_waiting_and_levers_go_together(dictionary: Dictionary) -> None:
    standard = make_standard(clauses("days_since(established_date) >= 365", "tech_staff >= 9"), dictionary)
    sheet = make_sheet({"tech_staff": {2025: 8}}, established_date=date(2026, 3, 1))
    found = find(standard, sheet, dictionary, HIRE)
    (way,) = found.ways
    assert shape(way) == [("as_of", "2026-05-08", "2027-03-01"), ("tech_staff:2026", "8", "9")]
    assert (found.not_before, way.earliest) == (date(2027, 3, 1), date(2027, 3, 1))


def test_a_version_that_ends_is_not_waited_for(dictionary: Dictionary) -> None:
    head = """\
standard: test.standard
title: {zh: 测试标准, en: Test standard}
version: {citation: 测试, effective: 2020-01-01, expires: 2026-12-31, mark: unverified}
"""
    standard = make_standard(clauses("full_years(segment_start_date, as_of) >= 3"), dictionary, head)
    found = find(standard, make_sheet(segment_start_date=date(2024, 7, 1)), dictionary)
    assert (found.ways, found.not_before) == ((), None)
    assert found.blocked


def test_what_is_not_linear_keeps_its_present_value(dictionary: Dictionary) -> None:
    standard = make_standard(
        clauses("main_revenue / revenue >= liabilities / assets", "tech_staff >= 9"), dictionary
    )
    figures = {"main_revenue": 900, "revenue": 1000, "liabilities": 500, "assets": 1000, "tech_staff": 8}
    sheet = make_sheet({name: {2025: value} for name, value in figures.items()})
    (way,) = find(standard, sheet, dictionary, *ALL, lever("revenue", 1)).ways
    assert shape(way) == [("tech_staff:2025", "8", "9")]


def test_choices_best_and_least_are_followed(dictionary: Dictionary) -> None:
    standard = make_standard(
        clauses(
            "tech_staff >= if(staff <= 61, 12, 10)",
            "max(equity_raised, revenue) >= 100",
            "least(rd_expense_accounting, 2) >= 50",
            "staff == 62",
        ),
        dictionary,
    )
    sheet = make_sheet(
        {
            "tech_staff": {2025: 8},
            "staff": {2025: 60},
            "equity_raised": {2025: 0},
            "revenue": {2025: 10},
            "rd_expense_accounting": {2024: 50, 2025: 30},
        }
    )
    (way,) = find(standard, sheet, dictionary, *ALL).ways
    assert way.cost == 60 + 20 + 20
    assert verifies(standard, sheet, dictionary, way)
    assert {fact: after for fact, _, after in shape(way)} == {
        "tech_staff:2025": "10",
        "staff:2025": "62",
        "rd_expense_accounting:2025": "50",
        "equity_raised:2025": "100",
    }


def test_huge_decimals_stay_exact(dictionary: Dictionary) -> None:
    tiny = Decimal("0.0000000000000000000000000000000000000001")
    standard = make_standard(clauses("equity_raised >= 2000"), dictionary)
    sheet = make_sheet({"equity_raised": {2025: Decimal(1999) + 0}})
    exact = make_sheet({"equity_raised": {2025: Decimal(f"1998.{'9' * 40}")}})
    assert shape(find(standard, sheet, dictionary, EQUITY).ways[0]) == [
        ("equity_raised:2025", "1999", "2000")
    ]
    (way,) = find(standard, exact, dictionary, EQUITY).ways
    assert shape(way) == [("equity_raised:2025", f"1998.{'9' * 40}", f"2000.{'9' * 40}")]
    assert Fraction(way.changes[0].after) + Fraction(tiny) == 2001


def test_senseless_levers_are_refused(dictionary: Dictionary) -> None:
    standard = make_standard(clauses("tech_staff >= 9"), dictionary)
    sheet = make_sheet({"tech_staff": {2025: 8}})
    for bad in (
        lever("tech_staff", 1, step=0),
        lever("tech_staff", -1),
        lever("tech_staff", 1, "true"),
        lever("no_such_fact", 1),
        lever("tech_staff", 1, step=Fraction(1, 3)),
        lever("tech_staff", 1, also={"own_brand": 1}),
    ):
        with pytest.raises(ValueError, match="/"):
            find(standard, sheet, dictionary, bad)


def test_the_default_levers_load_and_work(dictionary: Dictionary) -> None:
    file = read_pack("levers/default.yaml")
    levers = load_levers(load_yaml(file.text, file.label), dictionary)
    assert {each.target for each in levers} >= {"tech_staff", "rd_expense_accounting", "ip", "liabilities"}
    assert all(each.title.zh and each.title.en for each in levers)
    standard = make_standard(SCORED, dictionary)
    sheet = scored_sheet()
    ways = find(standard, sheet, dictionary, *levers).ways
    assert ways
    assert all(verifies(standard, sheet, dictionary, way) for way in ways)
    with pytest.raises(PackFaults, match="no_such"):
        load_levers(load_yaml("levers: [{fact: no_such, cost: 1}]", "mine.yaml"), dictionary)


def test_a_dropped_change_is_missed(dictionary: Dictionary) -> None:
    standard = make_standard(
        clauses("tech_staff / staff >= 20%", "debt_ratio <= 60%", "rd_expense_accounting >= 400"), dictionary
    )
    figures = {"tech_staff": 9, "staff": 60, "liabilities": 700, "assets": 1000, "rd_expense_accounting": 300}
    sheet = make_sheet({name: {2025: value} for name, value in figures.items()})
    ways = find(standard, sheet, dictionary, *ALL).ways
    assert [len(way.changes) for way in ways] == [3, 3]
    for way in ways:
        for change in way.changes:
            rest = [other for other in way.changes if other is not change]
            assert status_after(standard, sheet, dictionary, rest) is Status.UNMET
