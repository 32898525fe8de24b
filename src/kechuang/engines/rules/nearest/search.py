"""The cheapest distinct sets of levers, each verified by running the rule again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from kechuang.engines.rules.check import check_standard
from kechuang.engines.rules.model import Bilingual, Lever
from kechuang.engines.rules.nearest.affine import Affine
from kechuang.engines.rules.nearest.clauses import Clauses, Question
from kechuang.engines.rules.nearest.conditions import Workshop
from kechuang.engines.rules.nearest.exact import to_text
from kechuang.engines.rules.nearest.levers import WHOLE_OF, Handle, fact_year, prepare
from kechuang.engines.rules.nearest.moves import Move, applied, moves_of
from kechuang.engines.rules.nearest.program import Program
from kechuang.engines.rules.nearest.results import Change, Way
from kechuang.engines.rules.nearest.trees import used_names
from kechuang.engines.rules.results import StandardResult, Status

_TRIES = 8


def checked(question: Question, moves: Iterable[Move] = ()) -> StandardResult:
    """The standard for the firm after the moves."""
    sheet = applied(question.sheet, moves)
    return check_standard(question.standard, sheet, question.as_of, question.case, question.dictionary)


def status_with(question: Question, moves: Iterable[Move]) -> Status:
    return checked(question, moves).status


def lever_ways(question: Question, levers: Sequence[Lever], goal: Status, wanted: int) -> tuple[Way, ...]:
    """Up to ``wanted`` ways to ``goal``, cheapest first, with different levers each."""
    names = used_names(question.standard)
    handles = prepare(levers, question.sheet, question.as_of, question.dictionary, names)
    if not handles or wanted < 1:
        return ()
    shop = open_shop(question, handles, lenient=goal is Status.MANUAL_REVIEW)
    if not shop.program.demand(Clauses(question, shop).whole().met):
        return ()
    found: list[Way] = []
    for _ in range(_TRIES):
        values = shop.program.cheapest([handle.cost for handle in handles])
        steps = {index: value for index, value in enumerate(values or ()) if value}
        if not steps:
            break
        kept = _without_superfluous(question, handles, steps, goal)
        if kept is not None:
            found.append(_way(question, handles, kept, goal, names))
            if len(found) == wanted:
                break
        shop.program.forbid_all([shop.used[index] for index in (kept or steps)])
    return tuple(sorted(found, key=lambda way: way.cost))


def open_shop(question: Question, handles: Sequence[Handle], *, lenient: bool) -> Workshop:
    """A program with a variable for each lever, kept within what the facts can be."""
    program = Program()
    for handle in handles:
        program.variable(handle.most)
    used = [program.used(handle.index, handle.least) for handle in handles]
    figures = {
        name: figure
        for name in sorted({name for handle in handles for name in handle.moves})
        if (figure := _figure(question, handles, name)) is not None
    }
    for name, figure in figures.items():
        definition = question.dictionary.facts[name]
        if definition.minimum is not None:
            program.require(figure.minus(_exactly(definition.minimum)))
        if definition.maximum is not None:
            program.require(_exactly(definition.maximum).minus(figure))
        whole = WHOLE_OF.get(name)
        limit = figures.get(whole) or _figure(question, handles, whole) if whole else None
        if limit is not None and (room := limit.minus(figure)).low is not None and room.low >= 0:
            program.require(room)
    _bound_missing(question, handles, program)
    return Workshop(program, handles, used, lenient)


def _bound_missing(question: Question, handles: Sequence[Handle], program: Program) -> None:
    for handle in handles:
        definition = question.dictionary.facts.get(handle.sets)
        if definition is None:
            continue
        own = Affine(Fraction(0), Fraction(0), {handle.index: handle.lever.step})
        whole = _figure(question, handles, WHOLE_OF.get(handle.sets, ""))
        for limit in (None if definition.maximum is None else _exactly(definition.maximum), whole):
            if limit is not None:
                program.require(limit.minus(own))


def _figure(question: Question, handles: Sequence[Handle], name: str) -> Affine | None:
    if name not in question.dictionary.facts:
        return None
    value = question.sheet.value(name, fact_year(name, question.dictionary, question.as_of.year - 1))
    if not isinstance(value, Decimal | int):
        return None
    terms = {handle.index: handle.moves[name] for handle in handles if name in handle.moves}
    return Affine(Fraction(value), Fraction(value), terms)


def _exactly(value: Decimal) -> Affine:
    return Affine(Fraction(value), Fraction(value))


def _without_superfluous(
    question: Question, handles: Sequence[Handle], steps: Mapping[int, int], goal: Status
) -> dict[int, int] | None:
    """The steps that are needed, dearest dropped first; ``None`` when the way does not verify."""
    kept = dict(steps)
    if status_with(question, moves_of(question, handles, kept)) is not goal:
        return None
    for index in sorted(steps, key=lambda index: -handles[index].cost * steps[index]):
        fewer = {other: count for other, count in kept.items() if other != index}
        if fewer and status_with(question, moves_of(question, handles, fewer)) is goal:
            kept = fewer
    return kept


def _way(
    question: Question,
    handles: Sequence[Handle],
    steps: Mapping[int, int],
    goal: Status,
    names: frozenset[str],
) -> Way:
    moves = moves_of(question, handles, steps)
    listed = _listed(question, handles, moves, goal, names)
    changes: list[Change] = []
    cost = Fraction(0)
    told: set[str] = set()
    for index, count in steps.items():
        own = [move for move in listed if move.levers[0] == index]
        side = [
            move for move in moves if index in move.levers and move not in listed and move.key not in told
        ]
        told.update(move.key for move in side)
        price = handles[index].cost * count
        cost += price
        lever = handles[index].lever
        for position, move in enumerate(own):
            change = _change(question, move)
            if position == 0:
                also = tuple(_change(question, other) for other in side)
                change = replace(change, title=_title(lever, change), cost=price, also=also)
            changes.append(change)
    return Way(tuple(changes), cost, goal)


def _listed(
    question: Question,
    handles: Sequence[Handle],
    moves: tuple[Move, ...],
    goal: Status,
    names: frozenset[str],
) -> tuple[Move, ...]:
    """The moves that make the firm pass: those without which it fails, and one at least for each lever."""
    deciding = [move for move in moves if move.name in names]
    listed = [
        move
        for move in deciding
        if status_with(question, [other for other in moves if other is not move]) is not goal
    ]
    for index in dict.fromkeys(index for move in moves for index in move.levers):
        if not any(move.levers[0] == index for move in listed):
            own = [move for move in deciding if move.levers[0] == index] or [
                move for move in moves if index in move.levers
            ]
            first = [move for move in own if move.name == handles[index].lever.target]
            listed.append((first or own)[0])
    for move in deciding:
        if status_with(question, listed) is goal:
            break
        if move not in listed:
            listed.append(move)
    return tuple(move for move in moves if move in listed)


def _title(lever: Lever, change: Change) -> Bilingual:
    return lever.title if lever.title.zh else change.title


def _change(question: Question, move: Move) -> Change:
    dictionary = question.dictionary
    title = Bilingual(dictionary.label(move.name, "zh"), dictionary.label(move.name, "en"))
    row = {name: value for name, value in move.rows[0].items() if value is not None} if move.rows else {}
    before = None if move.before is None else to_text(move.before)
    return Change(move.key, before, to_text(move.after), title, Fraction(0), row)
