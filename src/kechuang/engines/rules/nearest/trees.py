"""Every expression that decides a standard, and the names in them."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.engines.rules.expression import nodes as n
from kechuang.engines.rules.model import Clause, ScoreItem, Standard


def deciding_trees(standard: Standard) -> list[n.Node]:
    """Conditions, applicability, exemptions and points; not what is only shown."""
    found = [tree for clause in standard.clauses for tree in _of_clause(clause)]
    if standard.score is not None:
        found.extend(tree for item in standard.score.items for tree in _of_item(item))
    return found


def used_names(standard: Standard) -> frozenset[str]:
    """Facts and records that decide."""
    return frozenset(
        node.record if isinstance(node, n.Count) else node.name
        for tree in deciding_trees(standard)
        for node in n.walk(tree)
        if isinstance(node, n.YearlyFact | n.CurrentFact | n.Count)
    )


def _of_clause(clause: Clause) -> Iterator[n.Node]:
    if clause.condition is not None:
        yield clause.condition
    if clause.applies.when is not None:
        yield clause.applies.when
    for inner in clause.parts if clause.unless is None else (*clause.parts, clause.unless):
        yield from _of_clause(inner)


def _of_item(item: ScoreItem) -> Iterator[n.Node]:
    yield from (band.condition for band in item.bands)
    if item.points is not None:
        yield item.points
    for option in item.alternatives:
        yield from _of_item(option)
