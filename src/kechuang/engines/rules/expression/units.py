"""Kinds and units of a bound tree, so that a pack that compares 万元 with people is refused at load."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal as Choice

from kechuang.engines.facts.dictionary import Definition, Dictionary, FactType
from kechuang.engines.rules.expression import nodes as n
from kechuang.engines.rules.expression.parse import ExpressionError

RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Kind:
    """``unit`` is ``None`` for a plain number, which meets any unit."""

    sort: Choice["number", "boolean", "date", "text"]
    unit: str | None = None


BOOLEAN = Kind("boolean")
NUMBER = Kind("number")


def kind_of(node: n.Node, dictionary: Dictionary) -> Kind:  # noqa: C901 - one case for each kind of node
    """The kind of a bound tree.

    Raises:
        ExpressionError: where parts do not fit together.
    """
    match node:
        case n.Literal(value, percent):
            return _literal(value, percent)
        case n.AsOf() | n.YearEnd():
            return Kind("date")
        case n.Year():
            return Kind("number", "year")
        case n.YearlyFact(name, _) | n.CurrentFact(name):
            return _defined(dictionary.facts[name])
        case n.Attribute(name):
            return _defined(dictionary.attributes[name])
        case n.Column(record, name):
            return _defined(dictionary.records[record].columns[name])
        case n.Points():
            return Kind("number", "分")
        case n.Count(_, where, _, _):
            if where is not None:
                _need_boolean(where, dictionary)
            return Kind("number", "项")
        case n.Negative(operand):
            return _need_number(operand, dictionary)
        case n.Arithmetic():
            return _arithmetic(node, dictionary)
        case n.Compare():
            return _compare(node, dictionary)
        case n.Member(operand, choices):
            return _member(operand, choices, dictionary)
        case n.AllOf(parts) | n.AnyOf(parts):
            for part in parts:
                _need_boolean(part, dictionary)
            return BOOLEAN
        case n.Not(operand):
            return _need_boolean(operand, dictionary)
        case n.If(condition, then, otherwise):
            _need_boolean(condition, dictionary)
            return _same(kind_of(then, dictionary), kind_of(otherwise, dictionary))
        case n.Window(kind, body, _, _):
            if kind in {"each", "some"}:
                return _need_boolean(body, dictionary)
            return _need_number(body, dictionary)
        case n.Growth(_, body, _, _):
            _need_number(body, dictionary)
            return Kind("number", RATIO)
        case n.Call():
            return _call(node, dictionary)
        case n.Name(name, _):
            raise ExpressionError(f"未解析的名称 / unbound name “{name}”")


def _literal(value: n.Scalar, percent: bool) -> Kind:
    if isinstance(value, bool):
        return BOOLEAN
    if isinstance(value, str):
        return Kind("text")
    if isinstance(value, Fraction):
        return Kind("number", RATIO) if percent else NUMBER
    return Kind("date")


def _defined(definition: Definition) -> Kind:
    if definition.type is FactType.BOOLEAN:
        return BOOLEAN
    if definition.type is FactType.DATE:
        return Kind("date")
    if definition.type is FactType.RATIO:
        return Kind("number", RATIO)
    if definition.type.is_numeric:
        return Kind("number", definition.unit or None)
    return Kind("text")


def _need_boolean(node: n.Node, dictionary: Dictionary) -> Kind:
    if kind_of(node, dictionary).sort != "boolean":
        raise ExpressionError("此处应为条件（真/假） / a condition is expected here")
    return BOOLEAN


def _need_number(node: n.Node, dictionary: Dictionary) -> Kind:
    kind = kind_of(node, dictionary)
    if kind.sort != "number":
        raise ExpressionError(f"此处应为数字 / a number is expected here, not {kind.sort}")
    if isinstance(node, n.Growth) and node.kind == "compound_growth":
        raise ExpressionError("复合增长率只能用于比较 / compound growth can only be compared")
    return kind


def _arithmetic(node: n.Arithmetic, dictionary: Dictionary) -> Kind:
    left, right = _need_number(node.left, dictionary), _need_number(node.right, dictionary)
    if node.operator in {"+", "-"}:
        return _same(left, right)
    if node.operator == "/":
        if right.unit is None:
            return left
        return Kind("number", RATIO) if left.unit == right.unit else NUMBER
    if left.unit in {None, RATIO}:
        return right
    return left if right.unit in {None, RATIO} else NUMBER


def _compare(node: n.Compare, dictionary: Dictionary) -> Kind:
    _same(kind_of(node.left, dictionary), kind_of(node.right, dictionary))
    for side, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(other, n.Literal):
            _check_choice(side, (other.value,), dictionary)
    return BOOLEAN


def _member(operand: n.Node, choices: tuple[n.Scalar, ...], dictionary: Dictionary) -> Kind:
    kind = kind_of(operand, dictionary)
    for choice in choices:
        _same(kind, _literal(choice, percent=False))
    _check_choice(operand, choices, dictionary)
    return BOOLEAN


def _check_choice(node: n.Node, values: tuple[n.Scalar, ...], dictionary: Dictionary) -> None:
    match node:
        case n.YearlyFact(name, _) | n.CurrentFact(name):
            choices = dictionary.facts[name].choices
        case n.Column(record, name):
            choices = dictionary.records[record].columns[name].choices
        case _:
            return
    for value in values:
        if choices and value not in choices:
            raise ExpressionError(f"“{value}” 不是可选值 / is not a choice of {name}: {', '.join(choices)}")


def _call(node: n.Call, dictionary: Dictionary) -> Kind:
    kinds = [kind_of(argument, dictionary) for argument in node.arguments]
    match node.function:
        case "min" | "max":
            result = kinds[0]
            for kind in kinds[1:]:
                result = _same(result, kind)
            return result
        case "floor":
            return _need_number(node.arguments[0], dictionary)
        case "full_years":
            _need_dates(kinds)
            return Kind("number", "年")
        case "days_since":
            _need_dates(kinds)
            return Kind("number", "天")
        case "year_of":
            _need_dates(kinds)
            return Kind("number", "year")
        case "in_force":
            _need_dates(kinds)
            return BOOLEAN
        case "within":
            _need_dates(kinds[:1])
            return BOOLEAN
        case "years_after":
            _need_dates(kinds[:1])
            return Kind("date")


def _need_dates(kinds: list[Kind]) -> None:
    if any(kind.sort != "date" for kind in kinds):
        raise ExpressionError("此处应为日期 / a date is expected here")


def _same(left: Kind, right: Kind) -> Kind:
    if left.sort != right.sort:
        raise ExpressionError(f"类型不符 / kinds differ: {left.sort} ~ {right.sort}")
    if left.unit is None:
        return right
    if right.unit is None or left.unit == right.unit:
        return left
    raise ExpressionError(f"单位不符 / units differ: {left.unit} ~ {right.unit}")
