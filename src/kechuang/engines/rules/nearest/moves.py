"""What using levers does to a sheet of facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from kechuang.engines.facts.sheet import FactSheet, Observation, Row, Value, fact_key
from kechuang.engines.rules.nearest.clauses import Question
from kechuang.engines.rules.nearest.counts import added_rows, with_rows
from kechuang.engines.rules.nearest.exact import to_decimal
from kechuang.engines.rules.nearest.levers import Handle, fact_year

SOURCE = "nearest"


@dataclass(frozen=True, slots=True)
class Move:
    """One fact that changes, and the levers that change it. For a record, ``before`` and ``after`` count rows."""

    name: str
    year: int | None
    before: Value | None
    after: Value
    levers: tuple[int, ...]
    rows: tuple[Row, ...] = ()

    @property
    def key(self) -> str:
        return fact_key(self.name, self.year)


def moves_of(question: Question, handles: Sequence[Handle], steps: Mapping[int, int]) -> tuple[Move, ...]:
    """The changes of all levers together; ``steps`` counts each lever's steps by its index."""
    numbers: dict[str, Fraction] = {}
    levers: dict[str, list[int]] = {}
    found: list[Move] = []
    for index, count in steps.items():
        handle = handles[index]
        if handle.record:
            found.append(_rows(question, handle, count))
        elif handle.truth is not None:
            target = handle.lever.target
            year = fact_year(target, question.dictionary, question.as_of.year - 1)
            found.append(Move(target, year, question.sheet.value(target, year), handle.truth, (index,)))
        changes = dict(handle.moves)
        if handle.sets:
            changes[handle.sets] = handle.lever.step
        for name, change in changes.items():
            numbers[name] = numbers.get(name, Fraction(0)) + change * count
            levers.setdefault(name, []).append(index)
    found.extend(_number(question, name, change, tuple(levers[name])) for name, change in numbers.items())
    return tuple(move for move in found if move.before != move.after or move.rows)


def applied(sheet: FactSheet, moves: Iterable[Move]) -> FactSheet:
    """The sheet with the moved facts stated once, by us, in place of what was observed."""
    yearly = dict(sheet.yearly)
    now = dict(sheet.now)
    result = sheet
    for move in moves:
        if move.rows:
            result = with_rows(result, move.name, move.rows)
            continue
        stated = (Observation(move.after, SOURCE),)
        if move.year is None:
            now[move.name] = stated
        else:
            yearly[move.name] = {**yearly.get(move.name, {}), move.year: stated}
    return replace(result, yearly=yearly, now=now)


def _number(question: Question, name: str, change: Fraction, levers: tuple[int, ...]) -> Move:
    year = fact_year(name, question.dictionary, question.as_of.year - 1)
    before = question.sheet.value(name, year)
    start = Fraction(before) if isinstance(before, Decimal | int) else Fraction(0)
    return Move(name, year, before, to_decimal(start + change), levers)


def _rows(question: Question, handle: Handle, count: int) -> Move:
    rows = question.sheet.records.get(handle.record)
    before = None if rows is None else Decimal(len(rows))
    added = added_rows(handle.row, count, question.dictionary.records[handle.record].columns)
    after = Decimal(len(rows or ()) + count)
    return Move(handle.record, None, before, after, (handle.index,), added)
