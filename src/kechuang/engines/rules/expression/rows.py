"""Rows of a record under a query."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from kechuang.engines.facts.dictionary import ColumnDefinition
from kechuang.engines.facts.sheet import Row as Cells
from kechuang.engines.facts.sheet import Value
from kechuang.engines.rules.expression import nodes as n
from kechuang.engines.rules.expression.outcomes import NOTHING, Outcome, Truth, Why
from kechuang.engines.rules.expression.values import missing, plain, stated


class Row:
    """A row of a record under a query."""

    def __init__(
        self, record: str, index: int, cells: Cells, columns: Mapping[str, ColumnDefinition]
    ) -> None:
        self.record = record
        self.index = index
        self.cells = cells
        self.columns = columns

    def cell(self, name: str) -> Outcome:
        value = self.cells.get(name)
        if value is not None:
            return stated(value, NOTHING)
        column = self.columns[name]
        if isinstance(column.presumed, bool):
            return Truth(column.presumed, Why(presumed=(f"{self.record}.{name}={plain(column.presumed)}",)))
        return missing(column, f"{self.record}[{self.index}].{name}")


def conjuncts(where: n.Node | None) -> tuple[n.Node, ...]:
    """The conditions that must all hold, nested conjunctions opened."""
    if where is None:
        return ()
    if isinstance(where, n.AllOf):
        return tuple(inner for part in where.parts for inner in conjuncts(part))
    return (where,)


def tally(
    sure: list[Value | None], maybe: list[Value | None], *, distinct: bool
) -> tuple[Fraction, Fraction]:
    """How many rows count: at least the sure ones, at most the possible ones; distinct values once."""
    if not distinct:
        return Fraction(len(sure)), Fraction(len(sure) + len(maybe))
    named = {value for value in sure if value is not None}
    possible = named | {value for value in maybe if value is not None}
    unnamed = sum(value is None for value in (*sure, *maybe))
    low = max(len(named), 1 if sure else 0)
    return Fraction(low), Fraction(len(possible) + unnamed)
