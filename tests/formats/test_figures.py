"""Numbers as people read them."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.rules.results import Figure, MarginKind
from kechuang.formats.figures import (
    amount,
    figure_text,
    grouped,
    margin_text,
    plain_text,
    range_text,
    sign_text,
)
from tests.support.results import number


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("6120", "6,120"),
        ("0.125", "0.13"),
        ("-0.125", "-0.13"),
        ("1234567.5", "1,234,567.5"),
        ("-0.001", "0"),
        ("10", "10"),
    ],
)
def test_numbers_are_grouped_and_rounded_half_away_from_zero(value, shown):
    assert grouped(Fraction(value)) == shown


def test_ratios_are_percentages_and_money_has_its_unit():
    assert amount(Fraction("0.948"), "ratio") == "94.8%"
    assert amount(Fraction(6120), "万元") == "6,120 万元"
    assert amount(Fraction(6120), "万元", "en") == "6,120 ×10k CNY"


def test_a_value_is_never_rounded_onto_the_threshold_it_misses():
    assert amount(Fraction("0.0299996"), "ratio", against=Fraction("0.03")) == "2.99996%"
    assert amount(Fraction("4999.999"), "万元", against=Fraction(5000)) == "4,999.999 万元"
    assert amount(Fraction(5000), "万元", against=Fraction(5000)) == "5,000 万元"


@given(st.fractions(min_value=-10, max_value=10), st.fractions(min_value=-10, max_value=10))
def test_different_values_look_different_down_to_a_trillionth(value, need):
    shown = amount(value, "", against=need)
    assert (shown == amount(need, "")) <= (abs(value - need) <= Fraction(1, 100))


def test_a_compound_rate_takes_its_root_for_showing():
    assert figure_text(number(str(Fraction(6120, 4860)), root=2), "ratio") == "12.22%"


def test_ranges_and_bounds():
    assert figure_text(Figure(Fraction(51), Fraction(86)), "分") == "51–86 分"
    assert figure_text(Figure(Fraction("0.05"), Fraction("0.1")), "ratio") == "5%–10%"
    assert figure_text(Figure(Fraction(3), None), "项") == "≥ 3 项"
    assert figure_text(Figure(None, Fraction(5)), "项") == "≤ 5 项"
    assert figure_text(Figure()) == ""
    assert figure_text(Figure(Fraction(0), None), "项") == ""
    assert range_text(Fraction(7), Fraction(8)) == "7–8"
    assert range_text(Fraction(20), Fraction(20)) == "20"


def test_plain_values():
    assert [plain_text(True), plain_text(False), plain_text(True, "en")] == ["是", "否", "yes"]
    assert plain_text(date(2026, 5, 8)) == "2026-05-08"
    assert plain_text(Decimal("1234.5")) == "1,234.5"


@pytest.mark.parametrize(
    ("margin", "kind", "unit", "shown"),
    [
        ("0.224", MarginKind.RELATIVE, "万元", "+22.4%"),
        ("-0.028", MarginKind.RELATIVE, "万元", "-2.8%"),
        ("0.048", MarginKind.ABSOLUTE, "ratio", "+4.8 个百分点"),
        ("6", MarginKind.ABSOLUTE, "年", "+6 年"),
        ("0", MarginKind.ABSOLUTE, "项", "0 项"),
        ("0.00004", MarginKind.RELATIVE, "万元", "+0.004%"),
    ],
)
def test_margins_carry_their_sign(margin, kind, unit, shown):
    assert margin_text(Fraction(margin), kind, unit) == shown


def test_no_margin_is_nothing():
    assert margin_text(None, None) == ""


def test_signs():
    assert [sign_text(each) for each in (">=", "<=", ">", "in")] == ["≥", "≤", ">", "in"]
