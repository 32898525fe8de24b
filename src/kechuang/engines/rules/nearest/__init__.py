"""The nearest ways to pass a standard: the cheapest sets of changes, each verified by running the rule again.

Costs only rank ways; they come from the caller or the pack and are nobody's facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.facts.sheet import FactSheet
from kechuang.engines.rules.model import Bilingual, Case, Lever, Standard
from kechuang.engines.rules.nearest.blocked import blocked_reasons
from kechuang.engines.rules.nearest.clauses import Question
from kechuang.engines.rules.nearest.levers import load_levers
from kechuang.engines.rules.nearest.results import AS_OF, Change, NearestResult, Way
from kechuang.engines.rules.nearest.search import checked, lever_ways
from kechuang.engines.rules.nearest.waiting import candidate_days, later
from kechuang.engines.rules.results import StandardResult, Status

__all__ = ["AS_OF", "Change", "NearestResult", "Way", "load_levers", "nearest"]

MOST_WAYS = 3


def nearest(
    standard: Standard,
    sheet: FactSheet,
    as_of: date,
    case: Case,
    dictionary: Dictionary,
    levers: Sequence[Lever] = (),
) -> NearestResult:
    """Find up to three ways for a firm to pass.

    Args:
        levers: what the firm can change; those of the standard when empty. Without either, only waiting is tried.

    Raises:
        ValueError: for a lever that cannot be one (no step, negative cost, a direction that does not fit its fact).
    """
    question = Question(standard, sheet, as_of, case, dictionary)
    usable = tuple(levers) or standard.levers
    today = checked(question)
    now = today.status
    if now is Status.MET:
        return NearestResult()
    if now is Status.NOT_APPLICABLE:
        return NearestResult(blocked=blocked_reasons(question, usable))
    goals = (Status.MET,) if now is Status.MANUAL_REVIEW else (Status.MET, Status.MANUAL_REVIEW)
    ways = _by_levers(question, usable, goals)
    waits = _by_waiting(question, usable, goals, today, alone=bool(ways))
    if ways or waits:
        not_before = None if ways else waits[0].earliest
        return NearestResult((*ways, *waits)[:MOST_WAYS], not_before=not_before)
    return NearestResult(blocked=blocked_reasons(question, usable))


def _by_levers(question: Question, levers: Sequence[Lever], goals: tuple[Status, ...]) -> tuple[Way, ...]:
    for goal in goals:
        ways = lever_ways(question, levers, goal, MOST_WAYS)
        if ways:
            return ways
    return ()


def _by_waiting(
    question: Question,
    levers: Sequence[Lever],
    goals: tuple[Status, ...],
    today: StandardResult,
    *,
    alone: bool,
) -> tuple[Way, ...]:
    """The first day on which time alone suffices; else, unless ``alone``, the first on which levers then do."""
    met_today = _met(today)
    better: list[Question] = []
    for day in candidate_days(question):
        then = later(question, day)
        found = checked(then)
        if found.status in goals:
            return (Way((_waited(question.as_of, day),), Fraction(0), found.status, day),)
        if not _met(found) <= met_today:
            better.append(then)
    for then in () if alone else better:
        ways = _by_levers(then, levers, goals)
        if ways:
            wait = _waited(question.as_of, then.as_of)
            return tuple(replace(way, changes=(wait, *way.changes), earliest=then.as_of) for way in ways)
    return ()


def _met(result: StandardResult) -> frozenset[str]:
    return frozenset(clause.id for clause in result.clauses if clause.status is Status.MET)


def _waited(start: date, day: date) -> Change:
    title = Bilingual(f"等到 {day}（假定各项数据不变）", f"Wait until {day} (figures assumed unchanged)")
    return Change(AS_OF, start.isoformat(), day.isoformat(), title, Fraction(0))
