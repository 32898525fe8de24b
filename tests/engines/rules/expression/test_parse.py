from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from kechuang.engines.rules.expression import nodes as n
from kechuang.engines.rules.expression.parse import ExpressionError, parse_expression
from kechuang.engines.rules.expression.render import render

ROUND_TRIPS = [
    "staff <= 500 and sales <= 20000",
    "tech_staff / staff >= 30%",
    "sum(rd_expense_accounting, 2) >= 1200",
    "each(rd_expense_accounting / revenue >= 3%, 2)",
    "compound_growth(revenue, 2) >= 5%",
    "mean_growth(net_assets, 2, operating)",
    "not own_brand or revenue[y-1] > 0",
    "if(revenue <= 5000, 5%, 4%)",
    'count(ip where class == "I" and in_force(grant_date, expiry)) >= 4',
    "count(distinct outcome of transformation where year_of(date) >= y-2)",
    'exists(award where level == "national" and within(date, 5))',
    "points(total) > 70",
    'digital_level in [1, 2] or rd_institution_level in ["national", "province"]',
    "floor(full_years(segment_start_date, year_end) / 2)",
    'years_after(established_date, 20) >= day("2026-05-08")',
    "days_since(established_date) >= 365",
    "min(5, max(1, 2)) == 2",
    "-(revenue + 1) < 0",
]


@pytest.mark.parametrize("text", ROUND_TRIPS)
def test_a_rendered_tree_parses_to_itself(text: str) -> None:
    tree = parse_expression(text)
    assert parse_expression(render(tree)) == tree


def test_numbers_are_exact_and_a_percent_is_a_ratio() -> None:
    assert parse_expression("0.1") == n.Literal(Fraction(1, 10))
    assert parse_expression("12.5%") == n.Literal(Fraction(1, 8), percent=True)


def test_years_are_offsets_from_the_last_fiscal_year() -> None:
    assert parse_expression("revenue[y-2]") == n.Name("revenue", -2)
    assert parse_expression("eval_score_platform[y+1]") == n.Name("eval_score_platform", 1)
    assert parse_expression("revenue") == n.Name("revenue", None)


def test_and_binds_tighter_than_or_and_not_tightest() -> None:
    tree = parse_expression("a or not b and c")
    assert tree == n.AnyOf((n.Name("a"), n.AllOf((n.Not(n.Name("b")), n.Name("c")))))


def test_a_day_is_a_date() -> None:
    assert parse_expression('day("2026-05-08")') == n.Literal(date(2026, 5, 8))


@pytest.mark.parametrize(
    ("text", "column"), [("staff <=", 9), ("staff ! 3", 7), ("a b", 3), ("", 1), ("count(ip where)", 15)]
)
def test_what_cannot_be_read_is_refused_with_its_column(text: str, column: int) -> None:
    with pytest.raises(ExpressionError) as refusal:
        parse_expression(text)
    assert refusal.value.column == column


@pytest.mark.parametrize(
    "text", ["min(1)", "sum(revenue, 0)", 'day("2026-02-30")', "__import__('os')", "a.b"]
)
def test_what_the_language_does_not_have_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse_expression(text)
