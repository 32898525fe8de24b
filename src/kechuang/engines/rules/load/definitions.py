"""Definitions of a pack: names for expressions that several clauses use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kechuang.engines.rules.expression import nodes as n
from kechuang.engines.rules.expression.parse import ExpressionError, parse_expression
from kechuang.engines.rules.load.reader import Reader


def read_definitions(reader: Reader, value: Any) -> dict[str, n.Node]:
    """The trees of ``define``, unbound; circular ones are refused."""
    found: dict[str, n.Node] = {}
    if value is None:
        return found
    for name, text in (
        value if isinstance(value, Mapping) else reader.mapping(value, ("define",), ())
    ).items():
        try:
            found[name] = parse_expression(str(text))
        except ExpressionError as error:
            reader.fault(("define", name), str(error), text)
    circular = [name for name in found if _reaches(name, name, found, set())]
    for name in circular:
        reader.fault(("define", name), "定义成环 / definitions run in a circle", name)
    return {name: tree for name, tree in found.items() if name not in circular}


def _reaches(start: str, goal: str, trees: Mapping[str, n.Node], seen: set[str]) -> bool:
    for node in n.walk(trees[start]):
        if isinstance(node, n.Name) and node.name in trees and node.name not in seen:
            if node.name == goal:
                return True
            seen.add(node.name)
            if _reaches(node.name, goal, trees, seen):
                return True
    return False
