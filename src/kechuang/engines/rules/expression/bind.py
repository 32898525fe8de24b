"""Names to what they mean: facts, derived figures, definitions of the pack, columns of a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import partial

from kechuang.engines.facts.dictionary import Dictionary, Period
from kechuang.engines.rules.expression import nodes as n
from kechuang.engines.rules.expression.parse import ExpressionError, parse_expression


@dataclass(frozen=True, slots=True)
class Scope:
    """What names may mean: the dictionary, and the ``definitions`` of the pack (name → unbound tree)."""

    dictionary: Dictionary
    definitions: Mapping[str, n.Node] = field(default_factory=dict)
    score_names: frozenset[str] = frozenset()


def bind_expression(text: str, scope: Scope) -> n.Node:
    """Parse and bind one expression.

    Raises:
        ExpressionError: for text that cannot be read or a name that nothing defines.
    """
    return bind(parse_expression(text), scope)


def bind(  # noqa: C901 - one case for each kind of node
    node: n.Node, scope: Scope, record: str | None = None, shift: int = 0
) -> n.Node:
    """Resolve every name below ``node``; ``shift`` moves its years, ``record`` opens the columns of a record."""
    inner = partial(bind, scope=scope, record=record, shift=shift)
    match node:
        case n.Name(name, offset):
            return _resolve(name, offset, scope, record, shift)
        case n.Year(offset):
            return n.Year(offset + shift)
        case n.Points(name) if name not in scope.score_names:
            raise ExpressionError(
                f"没有这个得分项 / no score item or class “{name}”{_hint(name, scope.score_names)}"
            )
        case n.Arithmetic(operator, left, right):
            return n.Arithmetic(operator, inner(left), inner(right))
        case n.Compare(operator, left, right):
            return n.Compare(operator, inner(left), inner(right))
        case n.Negative(operand):
            return n.Negative(inner(operand))
        case n.Not(operand):
            return n.Not(inner(operand))
        case n.Member(operand, choices):
            return n.Member(inner(operand), choices)
        case n.AllOf(parts):
            return n.AllOf(tuple(map(inner, parts)))
        case n.AnyOf(parts):
            return n.AnyOf(tuple(map(inner, parts)))
        case n.If(condition, then, otherwise):
            return n.If(inner(condition), inner(then), inner(otherwise))
        case n.Window(kind, body, years, operating):
            return n.Window(kind, inner(body), years, operating)
        case n.Growth(kind, body, years, operating):
            return n.Growth(kind, inner(body), years, operating)
        case n.Call(function, arguments):
            return n.Call(function, tuple(map(inner, arguments)))
        case n.Count():
            return _bind_count(node, scope, shift)
        case _:
            return node


def _bind_count(node: n.Count, scope: Scope, shift: int) -> n.Node:
    record, distinct = node.record, node.distinct
    definition = scope.dictionary.records.get(record)
    if definition is None:
        raise ExpressionError(
            f"没有这个清单 / no record list “{record}”{_hint(record, scope.dictionary.records)}"
        )
    if distinct is not None and distinct not in definition.columns:
        raise ExpressionError(
            f"{record} 没有列 / has no column “{distinct}”{_hint(distinct, definition.columns)}"
        )
    where = None if node.where is None else bind(node.where, scope, record, shift)
    return replace(node, where=where)


def _resolve(name: str, offset: int | None, scope: Scope, record: str | None, shift: int) -> n.Node:
    dictionary = scope.dictionary
    if record is not None and name in dictionary.records[record].columns:
        return n.Column(record, name)
    if name in scope.definitions:
        return bind(scope.definitions[name], scope, record, shift + (offset or 0))
    if name in dictionary.derived:
        tree = parse_expression(dictionary.derived[name].expression)
        return bind(tree, scope, None, shift + (offset or 0))
    if name in dictionary.facts:
        if dictionary.facts[name].period is Period.YEAR:
            return n.YearlyFact(name, shift + (offset or 0))
        if offset is not None:
            raise ExpressionError(f"“{name}” 不分年度 / is not a yearly fact; 去掉 / drop [y]")
        return n.CurrentFact(name)
    if name in dictionary.attributes:
        return n.Attribute(name)
    known = [*dictionary.facts, *dictionary.derived, *scope.definitions]
    if record is not None:
        known.extend(dictionary.records[record].columns)
    raise ExpressionError(f"词典中没有 / unknown fact “{name}”{_hint(name, known)}")


def _hint(name: str, known: object) -> str:
    close = get_close_matches(name, list(known), 1)  # type: ignore[call-overload]
    return f"；是不是 / did you mean “{close[0]}”?" if close else ""
