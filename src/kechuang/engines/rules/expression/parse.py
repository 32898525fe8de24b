"""Text to syntax tree, by the grammar beside this file."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, cast

from lark import Lark, Token, Transformer, UnexpectedInput, v_args
from lark.exceptions import VisitError

from kechuang.engines.rules.expression import nodes as n


class ExpressionError(ValueError):
    """The text is not an expression; ``column`` counts from 1."""

    def __init__(self, message: str, column: int = 1) -> None:
        super().__init__(message)
        self.column = column


def parse_expression(text: str) -> n.Node:
    """Parse one expression.

    Raises:
        ExpressionError: with the column and what was expected there.
    """
    try:
        return cast("n.Node", _parser().parse(text))
    except UnexpectedInput as error:
        token = getattr(error, "token", None)
        ended = token is not None and token.type == "$END"
        column = len(text) + 1 if ended else getattr(error, "column", 1) or 1
        raise ExpressionError(f"{_near(text, column)}", column if column > 0 else len(text) + 1) from None
    except VisitError as error:
        raise ExpressionError(str(error.orig_exc)) from None


def _near(text: str, column: int) -> str:
    if column < 1 or column > len(text):
        return f"表达式不完整 / expression ends too early: “{text}”"
    return f"第 {column} 列附近无法理解 / cannot be read near column {column}: “{text[column - 1 : column + 19]}”"


@cache
def _parser() -> Lark:
    return Lark.open(
        "grammar.lark", rel_to=__file__, parser="lalr", transformer=_TreeBuilder(), maybe_placeholders=True
    )


def _offset(token: Token | None) -> int:
    return 0 if token is None else int(token.replace(" ", ""))


@v_args(inline=True)
class _TreeBuilder(Transformer[Token, Any]):
    def number(self, token: Token) -> n.Node:
        return n.Literal(Fraction(token))

    def percent(self, token: Token) -> n.Node:
        return n.Literal(Fraction(token[:-1]) / 100, percent=True)

    def text(self, token: Token) -> n.Node:
        return n.Literal(token[1:-1])

    def true(self) -> n.Node:
        return n.Literal(True)

    def false(self) -> n.Node:
        return n.Literal(False)

    def day(self, token: Token) -> n.Node:
        try:
            return n.Literal(date.fromisoformat(token[1:-1]))
        except ValueError:
            raise ExpressionError(f"日期无效 / not a date: {token}") from None

    def as_of(self) -> n.Node:
        return n.AsOf()

    def year_end(self) -> n.Node:
        return n.YearEnd()

    def year(self, offset: Token | None) -> n.Node:
        return n.Year(_offset(offset))

    def name(self, token: Token) -> n.Node:
        return n.Name(str(token))

    def dated_name(self, token: Token, offset: Token | None) -> n.Node:
        return n.Name(str(token), _offset(offset))

    def choose(self, condition: n.Node, then: n.Node, otherwise: n.Node) -> n.Node:
        return n.If(condition, then, otherwise)

    def points(self, name: Token) -> n.Node:
        return n.Points(str(name))

    def count(self, distinct: Token | None, record: Token, where: n.Node | None) -> n.Node:
        return n.Count(str(record), where, None if distinct is None else str(distinct))

    def exists(self, record: Token, where: n.Node | None) -> n.Node:
        return n.Compare(">=", n.Count(str(record), where, existence=True), n.Literal(Fraction(1)))

    def window(self, kind: Token, body: n.Node, years: Token, operating: Token | None) -> n.Node:
        return n.Window(cast("Any", str(kind)), body, _positive(years), operating is not None)

    def growth(self, kind: Token, fact: Token, years: Token, operating: Token | None) -> n.Node:
        return n.Growth(cast("Any", str(kind)), n.Name(str(fact)), _positive(years), operating is not None)

    def call(self, function: Token, *arguments: n.Node) -> n.Node:
        low, high = _ARITY[str(function)]
        if not low <= len(arguments) <= high:
            raise ExpressionError(
                f"{function}: {low}..{high} 个参数 / arguments, 实为 / got {len(arguments)}"
            )
        return n.Call(cast("Any", str(function)), arguments)

    def compare(self, left: n.Node, operator: Token, right: n.Node) -> n.Node:
        return n.Compare(cast("n.Ordering", str(operator)), left, right)

    def membership(self, operand: n.Node, *choices: n.Literal) -> n.Node:
        return n.Member(operand, tuple(choice.value for choice in choices))

    def negation(self, operand: n.Node) -> n.Node:
        return n.Not(operand)

    def negative(self, operand: n.Node) -> n.Node:
        return n.Negative(operand)

    def conjunction(self, *parts: n.Node) -> n.Node:
        return parts[0] if len(parts) == 1 else n.AllOf(parts)

    def disjunction(self, *parts: n.Node) -> n.Node:
        return parts[0] if len(parts) == 1 else n.AnyOf(parts)

    def add(self, left: n.Node, right: n.Node) -> n.Node:
        return n.Arithmetic("+", left, right)

    def subtract(self, left: n.Node, right: n.Node) -> n.Node:
        return n.Arithmetic("-", left, right)

    def multiply(self, left: n.Node, right: n.Node) -> n.Node:
        return n.Arithmetic("*", left, right)

    def divide(self, left: n.Node, right: n.Node) -> n.Node:
        return n.Arithmetic("/", left, right)


_ARITY: dict[str, tuple[int, int]] = {
    "min": (2, 9),
    "max": (2, 9),
    "floor": (1, 1),
    "full_years": (2, 2),
    "days_since": (1, 1),
    "within": (2, 2),
    "in_force": (2, 2),
    "year_of": (1, 1),
    "years_after": (2, 2),
}


def _positive(token: Token) -> int:
    if int(token) < 1:
        raise ExpressionError("窗口至少一年 / a window has at least one year")
    return int(token)
