from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.facts.sheet import FactSheet
from kechuang.engines.rules.expression.bind import Scope, bind_expression
from kechuang.engines.rules.expression.evaluate import Evaluator
from kechuang.engines.rules.expression.outcomes import Note, Number, Truth
from tests.support.sheets import make_sheet

AS_OF = date(2026, 5, 8)


def evaluator(sheet: FactSheet, dictionary: Dictionary) -> Evaluator:
    return Evaluator(sheet, AS_OF, dictionary)


def truth(text: str, sheet: FactSheet, dictionary: Dictionary) -> Truth:
    return evaluator(sheet, dictionary).truth(bind_expression(text, Scope(dictionary)))


def number(text: str, sheet: FactSheet, dictionary: Dictionary) -> Number:
    return evaluator(sheet, dictionary).number(bind_expression(text, Scope(dictionary)))


@pytest.mark.parametrize(
    ("tech", "expected"),
    [("30", True), ("29.999999999999999999999999999", False), ("30.0000000000000000001", True)],
)
def test_a_ratio_is_compared_without_rounding(dictionary: Dictionary, tech: str, expected: bool) -> None:
    sheet = make_sheet({"tech_staff": {2025: tech}, "staff": {2025: 100}})
    assert truth("tech_staff / staff >= 30%", sheet, dictionary).value is expected


def test_one_third_is_not_a_decimal_approximation(dictionary: Dictionary) -> None:
    sheet = make_sheet({"tech_staff": {2025: 1}, "staff": {2025: 3}})
    assert number("tech_staff / staff", sheet, dictionary).exact == Fraction(1, 3)


@pytest.mark.parametrize(("last", "expected"), [("11025", True), ("11024.99", False)])
def test_compound_growth_is_exact_at_its_edge(dictionary: Dictionary, last: str, expected: bool) -> None:
    sheet = make_sheet({"revenue": {2023: 10000, 2025: last}})
    assert truth("compound_growth(revenue, 2) >= 5%", sheet, dictionary).value is expected


def test_compound_and_mean_growth_differ(dictionary: Dictionary) -> None:
    sheet = make_sheet({"main_revenue": {2023: 4000, 2024: 4200, 2025: 4600}})
    assert number("mean_growth(main_revenue, 2)", sheet, dictionary).exact == Fraction(61, 840)
    assert truth("compound_growth(main_revenue, 2) >= 7.238%", sheet, dictionary).value is True
    assert truth("compound_growth(main_revenue, 2) >= 7.239%", sheet, dictionary).value is False


def test_over_one_year_compound_and_mean_growth_are_the_same(dictionary: Dictionary) -> None:
    sheet = make_sheet({"main_revenue": {2024: 1000, 2025: 1150}})
    for kind in ("compound_growth", "mean_growth"):
        assert truth(f"{kind}(main_revenue, 1) >= 15%", sheet, dictionary).value is True
        assert truth(f"{kind}(main_revenue, 1) > 15%", sheet, dictionary).value is False


def test_growth_from_a_loss_is_unknown_with_its_reason(dictionary: Dictionary) -> None:
    sheet = make_sheet({"net_assets": {2023: -100, 2025: 200}})
    outcome = truth("compound_growth(net_assets, 2) >= 5%", sheet, dictionary)
    assert outcome.value is None
    assert [remark.note for remark in outcome.why.remarks] == [Note.NEGATIVE_BASE]


def test_a_zero_divisor_is_unknown_with_its_reason(dictionary: Dictionary) -> None:
    sheet = make_sheet({"rd_expense_accounting": {2025: 5}, "revenue": {2025: 0}})
    outcome = truth("rd_expense_accounting / revenue >= 3%", sheet, dictionary)
    assert outcome.value is None
    assert [(remark.note, remark.subject) for remark in outcome.why.remarks] == [
        (Note.ZERO_DIVISOR, "revenue")
    ]
    assert outcome.why.missing == ()


def test_a_missing_fact_is_named_with_its_year(dictionary: Dictionary) -> None:
    outcome = truth("revenue[y-1] >= 5000", make_sheet({"revenue": {2025: 6000}}), dictionary)
    assert outcome.value is None
    assert outcome.why.missing == ("revenue:2024",)


def test_no_value_of_what_is_missing_could_save_it(dictionary: Dictionary) -> None:
    sheet = make_sheet({"rd_expense_accounting": {2025: 0}})
    assert truth("rd_expense_accounting / revenue >= 3%", sheet, dictionary).value is False


def test_what_is_known_already_suffices(dictionary: Dictionary) -> None:
    sheet = make_sheet({"rd_expense_accounting": {2025: 1300}})
    assert truth("sum(rd_expense_accounting, 2) >= 1200", sheet, dictionary).value is True


def test_one_false_part_decides_a_conjunction_and_one_true_part_a_disjunction(dictionary: Dictionary) -> None:
    sheet = make_sheet({"staff": {2025: 501}})
    assert truth("staff <= 500 and sales <= 20000", sheet, dictionary).value is False
    assert truth("staff > 500 or sales <= 20000", sheet, dictionary).value is True
    assert truth("staff > 500 and sales <= 20000", sheet, dictionary).why.missing == ("sales:2025",)


def test_each_year_counts(dictionary: Dictionary) -> None:
    sheet = make_sheet({"rd_expense_accounting": {2024: 99, 2025: 400}})
    assert truth("each(rd_expense_accounting >= 100, 2)", sheet, dictionary).value is False
    assert truth("some(rd_expense_accounting >= 100, 2)", sheet, dictionary).value is True


def test_operating_leaves_out_the_years_before_the_firm(dictionary: Dictionary) -> None:
    sheet = make_sheet({"sales": {2024: 100, 2025: 300}}, established_date=date(2024, 3, 1))
    assert number("sum(sales, 3, operating)", sheet, dictionary).exact == 400
    assert number("mean_growth(sales, 2, operating)", sheet, dictionary).exact == 2
    assert number("sum(sales, 3)", sheet, dictionary).why.missing == ("sales:2023",)


def test_a_firm_in_its_first_year_has_no_growth(dictionary: Dictionary) -> None:
    sheet = make_sheet({"sales": {2025: 300}}, established_date=date(2025, 3, 1))
    growth = number("mean_growth(sales, 2, operating)", sheet, dictionary)
    assert growth.exact == 0
    assert [remark.note for remark in growth.why.remarks] == [Note.NO_OPERATING_YEAR]


def test_an_absent_list_is_unknown_and_an_empty_one_is_none(dictionary: Dictionary) -> None:
    assert truth("exists(ip)", make_sheet(), dictionary).why.missing == ("ip",)
    assert truth("exists(ip)", make_sheet(records={"ip": []}), dictionary).value is False


def test_a_row_that_may_count_keeps_the_count_open_and_names_its_cell(dictionary: Dictionary) -> None:
    sheet = make_sheet(
        records={"ip": [{"kind": "invention", "class": "I"}, {"kind": "software", "class": "II"}]}
    )
    count = number('count(ip where class == "I" and benefit)', sheet, dictionary)
    assert (count.low, count.high) == (0, 1)
    assert count.why.missing == ("ip[0].benefit",)
    assert [row.condition for row in count.why.rows if row.verdict is False] == ['class == "I"']


def test_an_absent_expiry_is_presumed_in_force_and_said_so(dictionary: Dictionary) -> None:
    sheet = make_sheet(records={"ip": [{"kind": "invention", "class": "I", "grant_date": date(2023, 5, 1)}]})
    outcome = truth("exists(ip where in_force(grant_date, expiry))", sheet, dictionary)
    assert outcome.value is True
    assert outcome.why.presumed == ("ip.expiry=in_force",)


def test_a_title_without_expiry_is_not_presumed(dictionary: Dictionary) -> None:
    sheet = make_sheet(records={"title": [{"kind": "srdi_sme", "from": date(2023, 5, 1), "to": None}]})
    outcome = truth("exists(title where in_force(from, to))", sheet, dictionary)
    assert outcome.value is None
    assert outcome.why.missing == ("title[0].to",)


@pytest.mark.parametrize(("to", "expected"), [(date(2026, 5, 8), True), (date(2026, 5, 7), False)])
def test_a_title_holds_to_its_last_day(dictionary: Dictionary, to: date, expected: bool) -> None:
    sheet = make_sheet(records={"title": [{"kind": "srdi_sme", "from": date(2023, 5, 1), "to": to}]})
    assert truth("exists(title where in_force(from, to))", sheet, dictionary).value is expected


def test_distinct_counts_each_value_once(dictionary: Dictionary) -> None:
    rows = [{"outcome": "A"}, {"outcome": "A"}, {"outcome": "B"}]
    assert (
        number(
            "count(distinct outcome of transformation)",
            make_sheet(records={"transformation": rows}),
            dictionary,
        ).exact
        == 2
    )
    unnamed = number(
        "count(distinct outcome of transformation)",
        make_sheet(records={"transformation": [*rows, {}]}),
        dictionary,
    )
    assert (unnamed.low, unnamed.high) == (2, 3)
    assert unnamed.why.missing == ("transformation.outcome",)


@pytest.mark.parametrize(
    ("start", "years"), [(date(2023, 5, 8), 3), (date(2023, 5, 9), 2), (date(2024, 2, 29), 2)]
)
def test_the_anniversary_completes_a_year(dictionary: Dictionary, start: date, years: int) -> None:
    sheet = make_sheet(segment_start_date=start)
    assert number("full_years(segment_start_date, as_of)", sheet, dictionary).exact == years


def test_judged_facts_are_left_to_people_not_called_missing(dictionary: Dictionary) -> None:
    why = truth("market_position_strong", make_sheet(), dictionary).why
    assert (why.missing, why.judged) == ((), ("market_position_strong",))
