"""A syntax tree back to text, as explanations quote it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from kechuang.engines.rules.expression import nodes as n


def render(node: n.Node) -> str:  # noqa: C901 - one case for each kind of node
    """The expression as a pack would write it."""
    match node:
        case n.Literal(value, percent):
            return render_scalar(value, percent)
        case n.AsOf():
            return "as_of"
        case n.YearEnd():
            return "year_end"
        case n.Year(offset):
            return f"y{offset:+d}" if offset else "y"
        case n.Name(name, offset):
            return name if offset is None else f"{name}[{render(n.Year(offset))}]"
        case n.YearlyFact(name, offset):
            return f"{name}[{render(n.Year(offset))}]" if offset else name
        case n.CurrentFact(name) | n.Attribute(name) | n.Column(_, name):
            return name
        case n.Points(name):
            return f"points({name})"
        case n.Arithmetic(operator, left, right) | n.Compare(operator, left, right):
            if isinstance(left, n.Count) and left.existence:
                return render(left)
            return f"{_operand(left)} {operator} {_operand(right)}"
        case n.Negative(operand):
            return f"-{_operand(operand)}"
        case n.Not(operand):
            return f"not {_enclosed(operand)}"
        case n.Member(operand, choices):
            return f"{_operand(operand)} in [{', '.join(render_scalar(choice) for choice in choices)}]"
        case n.AllOf(parts):
            return " and ".join(map(_enclosed, parts))
        case n.AnyOf(parts):
            return " or ".join(map(_enclosed, parts))
        case n.If(condition, then, otherwise):
            return f"if({render(condition)}, {render(then)}, {render(otherwise)})"
        case n.Count(record, where, distinct, existence):
            counted = record if distinct is None else f"distinct {distinct} of {record}"
            function = "exists" if existence else "count"
            return (
                f"{function}({counted})" if where is None else f"{function}({counted} where {render(where)})"
            )
        case n.Window(kind, body, years, operating) | n.Growth(kind, body, years, operating):
            return f"{kind}({render(body)}, {years}{', operating' if operating else ''})"
        case n.Call(function, arguments):
            return f"{function}({', '.join(map(render, arguments))})"


def render_scalar(value: n.Scalar, percent: bool = False) -> str:
    """A constant as a pack would write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        return f"{exact_text(value * 100)}%" if percent else exact_text(value)
    if isinstance(value, date):
        return f'day("{value.isoformat()}")'
    return f'"{value}"'


_PLACES = 12


def exact_text(value: Fraction) -> str:
    """The shortest exact decimal; a fraction without one is rounded to twelve places."""
    if value.denominator == 1:
        return str(value.numerator)
    scaled = value * 10**_PLACES
    digits = round(scaled)
    return f"{Decimal(digits).scaleb(-_PLACES):f}".rstrip("0").rstrip(".")


def _operand(node: n.Node) -> str:
    """As part of a calculation or comparison, which bind tighter than ``not`` and ``in``."""
    return f"({render(node)})" if isinstance(node, n.Not | n.Member) else _enclosed(node)


def _enclosed(node: n.Node) -> str:
    text = render(node)
    return f"({text})" if isinstance(node, n.Arithmetic | n.AllOf | n.AnyOf | n.Compare) else text
