from __future__ import annotations

import pytest

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.rules.expression import nodes as n
from kechuang.engines.rules.expression.bind import Scope, bind_expression
from kechuang.engines.rules.expression.parse import ExpressionError, parse_expression
from kechuang.engines.rules.expression.units import kind_of


def test_a_derived_figure_is_its_formula_moved_to_the_year_asked_for(dictionary: Dictionary) -> None:
    tree = bind_expression("debt_ratio[y-1]", Scope(dictionary))
    assert tree == n.Arithmetic("/", n.YearlyFact("liabilities", -1), n.YearlyFact("assets", -1))


def test_a_definition_of_the_pack_is_written_out(dictionary: Dictionary) -> None:
    scope = Scope(dictionary, {"rights": parse_expression("count(ip where benefit)")})
    assert bind_expression("rights", scope) == n.Count("ip", n.Column("ip", "benefit"))


def test_columns_are_known_only_inside_their_record(dictionary: Dictionary) -> None:
    with pytest.raises(ExpressionError, match="owner_rank"):
        bind_expression("owner_rank <= 3", Scope(dictionary))


def test_a_misspelt_name_is_refused_with_the_nearest_one(dictionary: Dictionary) -> None:
    with pytest.raises(ExpressionError, match=r"revenu.*“revenue”"):
        bind_expression("revenu >= 1", Scope(dictionary))


@pytest.mark.parametrize(
    "text",
    [
        "revenue >= staff",
        "revenue + staff > 1",
        "revenue >= 90%",
        "own_brand >= 1",
        "established_date >= 3",
        "compound_growth(revenue, 2) + 1 > 0",
        'digital_level == "low"',
        'count(ip where kind == "patent") > 0',
        "revenue and own_brand",
    ],
)
def test_what_does_not_fit_together_is_refused(dictionary: Dictionary, text: str) -> None:
    with pytest.raises(ExpressionError):
        kind_of(bind_expression(text, Scope(dictionary)), dictionary)


def test_a_current_fact_has_no_years(dictionary: Dictionary) -> None:
    with pytest.raises(ExpressionError, match="own_brand"):
        bind_expression("own_brand[y-1]", Scope(dictionary))
