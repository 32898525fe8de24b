"""Properties of the evaluator that hold for any facts and any rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from kechuang.engines.facts.dictionary import Definition, FactType
from kechuang.engines.facts.sheet import Enterprise, FactSheet, Observation
from kechuang.engines.rules.check import check_standard
from kechuang.engines.rules.expression import interval
from kechuang.engines.rules.expression import nodes as n
from kechuang.engines.rules.expression.bind import Scope, bind_expression
from kechuang.engines.rules.expression.evaluate import ESTABLISHED, Evaluator
from kechuang.engines.rules.expression.interval import Interval
from kechuang.engines.rules.expression.parse import parse_expression
from kechuang.engines.rules.expression.render import render
from kechuang.engines.rules.model import Case
from kechuang.engines.rules.results import Status
from kechuang.formats.dictionary import load_dictionary
from kechuang.formats.packs import load_library
from tests.support.sheets import make_sheet
from tests.support.standards import make_standard

AS_OF = date(2026, 5, 8)
YEARS = (2022, 2023, 2024, 2025)
AMOUNTS = ("revenue", "assets", "liabilities", "net_assets", "net_profit", "eval_score_platform", "staff")
PLAIN = settings(deadline=None, suppress_health_check=list(HealthCheck))


# not fixtures: a failing example prints its arguments, and nobody can read a whole dictionary
DICTIONARY = load_dictionary()
LIBRARY = load_library(DICTIONARY)


# conditions as text: every construct of the language over a few facts

_limits = st.sampled_from(["0", "1", "5", "50", "100"])
_ratios = st.sampled_from(["0%", "5%", "50%", "120%"])
_counts = st.sampled_from(
    [
        "count(ip)",
        'count(ip where class == "I" and product_related)',
        "count(ip where in_force(grant_date, expiry) or owner_rank <= 2)",
        "count(ip where not within(transfer_date, 1))",
        "count(distinct name of ip where not product_related)",
    ]
)


def _figures() -> st.SearchStrategy[str]:
    amount = st.builds("{}{}".format, st.sampled_from(AMOUNTS[:5]), st.sampled_from(["", "[y-1]", "[y-2]"]))
    operating = st.sampled_from(["", ", operating"])
    windows = st.builds(
        "{}({}, {}{})".format,
        st.sampled_from(["sum", "mean", "most", "least"]),
        st.sampled_from(AMOUNTS[:5]),
        st.integers(1, 3),
        operating,
    )
    return st.recursive(
        amount | windows | _limits.map("{}".format),
        lambda inner: (
            st.builds("({} {} {})".format, inner, st.sampled_from(["+", "-"]), inner)
            | st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), inner, inner)
            | st.builds("(2 * {})".format, inner)
            | st.builds("if({} >= 5, {}, {})".format, inner, inner, inner)
            | st.builds("floor({})".format, inner)
        ),
        max_leaves=4,
    )


def _conditions() -> st.SearchStrategy[str]:
    operators = st.sampled_from([">=", ">", "<=", "<", "==", "!="])
    facts = st.sampled_from(AMOUNTS[:5])
    ratio = st.builds("{} / {}".format, facts, facts)
    growth = st.builds(
        "{}({}, {}{})".format,
        st.sampled_from(["compound_growth", "mean_growth"]),
        facts,
        st.integers(1, 3),
        st.sampled_from(["", ", operating"]),
    )
    leaves = (
        st.builds("{} {} {}".format, _figures(), operators, _figures())
        | st.builds("{} {} {}".format, ratio | growth, operators, _ratios)
        | st.builds("{} {} {}".format, _counts, operators, st.integers(0, 3))
        | st.builds(
            "{}({} / staff >= 5, {})".format, st.sampled_from(["each", "some"]), facts, st.integers(1, 3)
        )
        | st.sampled_from(
            [
                "own_brand",
                'rd_institution_level in ["national", "province"]',
                "full_years(established_date, year_end) >= 3",
                "days_since(segment_start_date) >= 365",
                "years_after(segment_start_date, 3) <= as_of",
                "year_of(segment_start_date) >= y-2",
                "eval_score_platform <= 100",
            ]
        )
    )
    return st.recursive(
        leaves,
        lambda inner: (
            st.builds("({} and {})".format, inner, inner)
            | st.builds("({} or {})".format, inner, inner)
            | st.builds("(not {})".format, inner.map("({})".format))
            | st.builds("if({}, {}, {})".format, inner, inner, inner)
        ),
        max_leaves=4,
    )


_amounts = st.integers(-3, 12).map(lambda value: value * 10) | st.decimals(-100, 300, places=2)
_days = st.dates(date(2019, 1, 1), date(2027, 12, 31))
_rows = st.fixed_dictionaries(
    {},
    optional={
        "class": st.sampled_from(["I", "II"]),
        "product_related": st.booleans(),
        "owner_rank": st.integers(1, 4),
        "grant_date": _days,
        "transfer_date": _days,
        "name": st.sampled_from(["甲", "乙"]),
    },
)


@st.composite
def _nested_sheets(draw: st.DrawFn) -> tuple[FactSheet, FactSheet]:
    """A sheet and one with some of its facts taken away."""
    established = draw(_days.filter(lambda day: day.year <= 2025))
    full: dict[str, dict[int, Any]] = {}
    some: dict[str, dict[int, Any]] = {}
    for name in AMOUNTS:
        for year in YEARS:
            # what a firm earned before it was founded is no fact
            if year >= established.year:
                value = draw(_amounts)
                value = abs(value) if name in {"revenue", "assets", "liabilities", "staff"} else value
                value = min(max(value, 0), 100) if name == "eval_score_platform" else value
                full.setdefault(name, {})[year] = value
                if draw(st.booleans()):
                    some.setdefault(name, {})[year] = value
    now: dict[str, Any] = {
        ESTABLISHED: established,
        "segment_start_date": draw(_days),
        "own_brand": draw(st.booleans()),
        "rd_institution_level": draw(st.sampled_from(["national", "city", "none"])),
    }
    kept = {name: value for name, value in now.items() if draw(st.booleans())}
    rows = draw(st.lists(_rows, max_size=3))
    fewer = [{name: cell for name, cell in row.items() if draw(st.booleans())} for row in rows]
    records = {"ip": fewer} if draw(st.booleans()) else {}
    return make_sheet(some, records, **kept), make_sheet(full, {"ip": rows}, **now)


@settings(PLAIN, max_examples=400)
@given(text=_conditions(), sheets=_nested_sheets())
def test_adding_a_fact_never_turns_what_was_certain(text: str, sheets: tuple[FactSheet, FactSheet]) -> None:
    node = bind_expression(text, Scope(DICTIONARY))
    before, after = (Evaluator(sheet, AS_OF, DICTIONARY).truth(node) for sheet in sheets)
    if before.value is not None:
        assert after.value is not (not before.value), text


# a rule set in which more of some facts and less of others is never worse

MONOTONE = """\
clauses:
  - {id: a, citation: 一, require: 'sum(rd_expense_tax, 2) >= 300'}
  - {id: b, citation: 一, require: 'each(net_profit >= 5, 2)', unless: {id: b-x, require: equity_raised >= 100}}
  - id: c
    citation: 一
    any: [{id: c-1, require: debt_ratio <= 60%}, {id: c-2, require: 'compound_growth(assets, 2) >= 5%'}]
  - id: d
    citation: 一
    at_least:
      count: 2
      of: [{id: d-1, require: own_brand}, {id: d-2, require: tech_staff >= 9}, {id: d-3, judge: 专家认定}]
  - {id: e, citation: 一, require: market_position_strong}
  - {id: f, citation: 一, score: {at_least: 40}}
score:
  items:
    - {id: people, title: 人, measure: tech_staff / staff, bands: [[30%, 20], [20%, [12, 15]], [10%, 4]]}
    - id: rd
      title: 研发
      best_of:
        - {id: r-1, measure: rd_expense_tax / sales, bands: [[6%, 50], [3%, 20]]}
        - {id: r-2, measure: rd_expense_tax / total_cost_expense, bands: [[30%, 50], [10%, [10, 30]]]}
    - id: rights
      title: 权利
      bands: [{when: 'count(ip where class == "I") >= 1', points: 30}, {when: exists(ip), points: 6}]
"""
UP = ("rd_expense_tax", "net_profit", "equity_raised", "tech_staff")
DOWN = ("liabilities", "staff", "sales", "total_cost_expense")
RANK = {Status.UNMET: 0, Status.UNKNOWN: 1, Status.MANUAL_REVIEW: 1, Status.MET: 2}


@settings(PLAIN, max_examples=300)
@given(data=st.data())
def test_improving_a_fact_never_lowers_status_or_score(data: st.DataObject) -> None:
    standard = make_standard(MONOTONE, DICTIONARY)
    worse: dict[str, dict[int, Any]] = {}
    better: dict[str, dict[int, Any]] = {}
    for name in (*UP, *DOWN, "assets"):
        for year in (2023, 2024, 2025):
            value = data.draw(st.none() | st.integers(1, 400), label=f"{name}:{year}")
            if value is not None:
                gain = data.draw(st.integers(0, 200))
                worse.setdefault(name, {})[year] = value
                moved = value + gain if name in UP else max(1, value - gain) if name in DOWN else value
                better.setdefault(name, {})[year] = moved
    truths = {
        name: data.draw(st.sampled_from([None, False, True]))
        for name in ("own_brand", "market_position_strong")
    }
    known = {name: value for name, value in truths.items() if value is not None}
    raised = {
        name: True if value is False and data.draw(st.booleans()) else value for name, value in known.items()
    }
    rows = data.draw(st.lists(st.fixed_dictionaries({"class": st.sampled_from(["I", "II"])}), max_size=2))
    more = [*rows, *([{"class": "I"}] if data.draw(st.booleans()) else [])]
    first = check_standard(
        standard, make_sheet(worse, {"ip": rows}, **known), AS_OF, Case.APPLICATION, DICTIONARY
    )
    second = check_standard(
        standard, make_sheet(better, {"ip": more}, **raised), AS_OF, Case.APPLICATION, DICTIONARY
    )
    assert RANK[second.status] >= RANK[first.status]
    assert first.score is not None
    assert second.score is not None
    assert second.score.low >= first.score.low
    assert second.score.high >= first.score.high


# any typed input

_numbers = (
    st.decimals(allow_nan=False, allow_infinity=False) | st.integers(-(10**40), 10**40) | st.just(Decimal(0))
)


def _typed(definition: Definition) -> st.SearchStrategy[Any]:
    match definition.type:
        case FactType.BOOLEAN:
            return st.booleans()
        case FactType.DATE:
            return st.dates() | st.dates(date(2015, 1, 1), date(2030, 1, 1))
        case FactType.CHOICE:
            return st.sampled_from(sorted(definition.choices))
        case FactType.TEXT:
            return st.text(max_size=5)
        case _:
            return _numbers.map(Decimal)


@st.composite
def _any_sheet(draw: st.DrawFn) -> FactSheet:
    yearly: dict[str, dict[int, tuple[Observation, ...]]] = {}
    for fact in DICTIONARY.yearly():
        if draw(st.booleans()):
            value = draw(_typed(fact))
            years = draw(st.lists(st.sampled_from(YEARS), unique=True))
            yearly[fact.name] = {year: (Observation(value),) for year in years}
    now = {
        fact.name: (Observation(draw(_typed(fact))),) for fact in DICTIONARY.current() if draw(st.booleans())
    }
    records = {
        record.name: tuple(
            {
                name: draw(_typed(column)) if draw(st.booleans()) else None
                for name, column in record.columns.items()
            }
            for _ in range(draw(st.integers(0, 2)))
        )
        for record in DICTIONARY.records.values()
        if draw(st.booleans())
    }
    region = draw(st.sampled_from(["", "210100", "330000"]))
    return FactSheet(Enterprise("91210100MA0P00000X", region=region), yearly, now, records)


@pytest.mark.slow
@settings(PLAIN, max_examples=60)
@given(data=st.data())
def test_no_typed_input_raises(data: st.DataObject) -> None:
    sheet = data.draw(_any_sheet())
    day = data.draw(st.dates(date(1950, 1, 1), date(2200, 12, 31)) | st.just(AS_OF))
    for standard in LIBRARY.standards:
        for case in Case:
            result = check_standard(standard, sheet, day, case, DICTIONARY)
            if result.status is Status.UNKNOWN:
                remarks = [remark for clause in result.clauses for remark in clause.remarks]
                assert result.missing or remarks or result.judged


@settings(PLAIN, max_examples=200)
@given(text=_conditions(), value=st.dates(), number=_numbers)
@example("years_after(segment_start_date, 3) <= as_of", date.max, 0)
@example("years_after(segment_start_date, 3) <= as_of", date.min, 0)
def test_no_extreme_value_raises(text: str, value: date, number: Any) -> None:
    yearly = {name: dict.fromkeys(YEARS, Decimal(number)) for name in AMOUNTS}
    rows = [{"grant_date": value, "expiry": value, "transfer_date": value, "class": "I"}]
    sheet = make_sheet(yearly, {"ip": rows}, established_date=value, segment_start_date=value)
    assert Evaluator(sheet, AS_OF, DICTIONARY).truth(bind_expression(text, Scope(DICTIONARY))).value in {
        True,
        False,
        None,
    }


# intervals

_fractions = st.fractions(-20, 20, max_denominator=12)


@st.composite
def _interval_with_point(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    point = draw(_fractions)
    reach = st.none() | st.fractions(0, 9, max_denominator=6)
    below, above = draw(reach), draw(reach)
    return (None if below is None else point - below, None if above is None else point + above), point


def _holds(span: Interval, point: Fraction) -> bool:
    low, high = span
    return (low is None or low <= point) and (high is None or point <= high)


OPERATIONS: dict[str, tuple[Callable[..., Interval], Callable[..., Fraction]]] = {
    "add": (interval.add, lambda x, y: x + y),
    "multiply": (interval.multiply, lambda x, y: x * y),
    "divide": (interval.divide, lambda x, y: x / y),
    "minimum": (interval.minimum, min),
    "maximum": (interval.maximum, max),
    "hull": (interval.hull, lambda x, _: x),
}


@settings(PLAIN, max_examples=500)
@given(left=_interval_with_point(), right=_interval_with_point(), name=st.sampled_from(sorted(OPERATIONS)))
def test_intervals_hold_what_points_come_to(
    left: tuple[Interval, Fraction], right: tuple[Interval, Fraction], name: str
) -> None:
    on_intervals, on_points = OPERATIONS[name]
    if name == "divide":
        assume(right[1] != 0)
    assert _holds(on_intervals(left[0], right[0]), on_points(left[1], right[1]))
    assert _holds(interval.negate(left[0]), -left[1])


# text and tree

_names = st.sampled_from(["revenue", "staff", "own_brand"])
_literals = (
    st.integers(0, 10**30).map(lambda value: n.Literal(Fraction(value)))
    | st.decimals(0, 10**6, places=4).map(lambda value: n.Literal(Fraction(value)))
    | st.decimals(0, 10**3, places=2).map(lambda value: n.Literal(Fraction(value) / 100, percent=True))
    | st.booleans().map(n.Literal)
    | st.dates().map(n.Literal)
    | st.text("甲aB,()' ", max_size=4).map(n.Literal)
)
_atoms: st.SearchStrategy[n.Node] = (
    _literals
    | st.builds(n.Name, _names)
    | st.builds(n.Name, _names, st.integers(-5, 5))
    | st.builds(n.Points, _names)
    | st.builds(n.Growth, st.sampled_from(["compound_growth", "mean_growth"]), st.builds(n.Name, _names),
                st.integers(1, 9), st.booleans())
    | st.sampled_from([n.AsOf(), n.YearEnd()])
)  # fmt: skip


def _larger(inner: st.SearchStrategy[n.Node]) -> st.SearchStrategy[n.Node]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return (
        st.builds(n.Arithmetic, st.sampled_from(["+", "-", "*", "/"]), inner, inner)
        | st.builds(n.Compare, st.sampled_from([">=", "<=", "==", "!=", ">", "<"]), inner, inner)
        | st.builds(n.Negative, inner)
        | st.builds(n.Not, inner)
        | st.builds(n.Member, inner, st.lists(_literals.map(lambda literal: literal.value), min_size=1, max_size=3)
                    .map(tuple))
        | st.builds(n.AllOf, several)
        | st.builds(n.AnyOf, several)
        | st.builds(n.If, inner, inner, inner)
        | st.builds(n.Count, st.just("ip"), st.none() | inner, st.none() | st.just("name"))
        | st.builds(n.Window, st.sampled_from(["sum", "mean", "each", "some", "most", "least"]), inner,
                    st.integers(1, 9), st.booleans())
        | st.builds(lambda x, y: n.Call("min", (x, y)), inner, inner)
        | st.builds(lambda x: n.Call("year_of", (x,)), inner)
    )  # fmt: skip


@settings(PLAIN, max_examples=500)
@given(tree=st.recursive(_atoms, _larger, max_leaves=8))
def test_what_is_rendered_reads_back_as_the_same_tree(tree: n.Node) -> None:
    assert parse_expression(render(tree)) == tree


# band edges

_tiny = st.integers(1, 60).map(lambda places: Decimal(1).scaleb(-places))


@settings(PLAIN, max_examples=60)
@given(tiny=_tiny, scale=st.integers(0, 25))
def test_band_edges_are_exact_however_long_the_decimal(tiny: Decimal, scale: int) -> None:
    body = """\
clauses: [{id: a, citation: 一, score: {more_than: 0}}]
score: [{id: rd, title: 研发, measure: rd_expense_tax / sales, bands: [[6%, 50], [5%, 40], {more_than: 4%, points: 30}]}]
"""
    standard = make_standard(body, DICTIONARY)
    sales = Decimal(100).scaleb(scale)
    for edge, at, below in ((6, 50, 40), (5, 40, 30), (4, 0, 0)):
        exact = Fraction(Decimal(edge).scaleb(scale))
        for offset, points in ((0, at), (-1, below), (1, 30 if edge == 4 else at)):
            spent = _decimal(exact + offset * Fraction(tiny))
            sheet = make_sheet({"rd_expense_tax": {2025: spent}, "sales": {2025: sales}})
            score = check_standard(standard, sheet, AS_OF, Case.APPLICATION, DICTIONARY).score
            assert score is not None
            assert (score.low, score.high) == (points, points)


def _decimal(value: Fraction) -> Decimal:
    places = 60
    return Decimal((0, tuple(map(int, str(value * 10**places).split("/")[0])), -places))


def test_a_sheet_of_the_same_facts_gives_the_same_result() -> None:
    sheet = make_sheet({"staff": {2025: 62}})
    again = replace(sheet, yearly=dict(sheet.yearly))
    for standard in LIBRARY.standards:
        first, second = (
            check_standard(standard, each, AS_OF, Case.APPLICATION, DICTIONARY) for each in (sheet, again)
        )
        assert first == second
