"""Days from which time alone may change a result, and the facts as they would be then.

The year turns on 1 January: the last fiscal year is then a newer one, whose figures nobody knows. They are taken to
equal those of the year before, and every way that waits says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from kechuang.engines.facts.sheet import FactSheet, Observation
from kechuang.engines.rules.expression import nodes as n
from kechuang.engines.rules.expression.dates import years_after
from kechuang.engines.rules.model import Clause
from kechuang.engines.rules.nearest.clauses import Question
from kechuang.engines.rules.nearest.trees import deciding_trees

HORIZON_YEARS = 10
_MOST_DAYS = 240
_DAY = timedelta(days=1)


def candidate_days(question: Question) -> tuple[date, ...]:
    """Days after the check, in order, on which something that depends on time alone may change."""
    start, end = question.as_of, years_after(question.as_of, HORIZON_YEARS)
    days = {date(start.year + ahead, 1, 1) for ahead in range(1, HORIZON_YEARS + 1)}
    for tree in deciding_trees(question.standard):
        for node in n.walk(tree):
            days.update(_turning_points(node, question.sheet))
    for clause in question.standard.clauses:
        days.update(_of_applicability(clause))
    decides = question.standard.decides(question.case, start) is not None
    kept = [
        day
        for day in sorted(days)
        if start < day <= end and (not decides or question.standard.decides(question.case, day) is not None)
    ]
    return tuple(kept[:_MOST_DAYS])


def later(question: Question, day: date) -> Question:
    """The same question on a later day, with the figures of the last fiscal year carried forward."""
    yearly = {name: _carried(years, question.as_of, day) for name, years in question.sheet.yearly.items()}
    return replace(question, as_of=day, sheet=replace(question.sheet, yearly=yearly))


def _carried(
    years: Mapping[int, tuple[Observation, ...]], as_of: date, day: date
) -> Mapping[int, tuple[Observation, ...]]:
    carried = dict(years)
    # figures of the year of the check itself, such as this year's score, go forward with it
    last = day.year if years.get(as_of.year) else day.year - 1
    for year in range(as_of.year, last + 1):
        if not carried.get(year) and carried.get(year - 1):
            carried[year] = carried[year - 1]
    return carried


def _turning_points(node: n.Node, sheet: FactSheet) -> Iterator[date]:
    match node:
        case n.Literal(value) if isinstance(value, date):
            yield from (value, value + _DAY)
        case n.Call("full_years" | "within" | "years_after", arguments):
            for value in _dates(arguments, sheet):
                yield from _anniversaries(value)
        case n.Call("in_force", arguments):
            for value in _dates(arguments, sheet):
                yield from (value, value + _DAY)
        case n.Compare(_, left, right):
            yield from _after_days(left, right, sheet)
            yield from _after_days(right, left, sheet)


def _after_days(side: n.Node, other: n.Node, sheet: FactSheet) -> Iterator[date]:
    match side, other:
        case n.Call("days_since", arguments), n.Literal(limit) if isinstance(limit, Fraction):
            for value in _dates(arguments, sheet):
                for days in (int(limit), int(limit) + 1):
                    try:
                        yield value + timedelta(days=days)
                    except OverflowError:
                        return


def _dates(arguments: Iterable[n.Node], sheet: FactSheet) -> set[date]:
    found: set[date] = set()
    for argument in arguments:
        for node in n.walk(argument):
            match node:
                case n.Literal(value) if isinstance(value, date):
                    found.add(value)
                case n.CurrentFact(name):
                    found.update(value for value in (sheet.value(name),) if isinstance(value, date))
                case n.Column(record, name):
                    cells = (row.get(name) for row in sheet.records.get(record, ()))
                    found.update(cell for cell in cells if isinstance(cell, date))
    return found


def _anniversaries(value: date) -> Iterator[date]:
    for years in range(100):
        if value.year + years >= date.max.year:
            return
        day = years_after(value, years)
        yield from (day, day + _DAY)


def _of_applicability(clause: Clause) -> Iterator[date]:
    if clause.applies.start is not None:
        yield clause.applies.start
    if clause.applies.end is not None:
        yield clause.applies.end + _DAY
    for inner in clause.parts if clause.unless is None else (*clause.parts, clause.unless):
        yield from _of_applicability(inner)
