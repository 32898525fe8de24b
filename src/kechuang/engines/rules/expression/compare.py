"""Comparisons that are decided only when every possible value agrees."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from kechuang.engines.rules.expression.interval import Interval
from kechuang.engines.rules.expression.nodes import Node, Ordering
from kechuang.engines.rules.expression.outcomes import (
    Moment,
    Note,
    Number,
    Outcome,
    Remark,
    Truth,
    Why,
    Word,
    because,
)
from kechuang.engines.rules.expression.render import render


def compare(operator: Ordering, left: Outcome, right: Outcome, subject: Node) -> Truth:
    """Compare two outcomes; ``subject`` is the comparison itself, for remarks."""
    why = because((left.why, right.why))
    if isinstance(left, Number) and isinstance(right, Number):
        return _numbers(operator, left, right, why, subject)
    first, second = _scalar(left), _scalar(right)
    if first is None or second is None:
        return Truth(None, why)
    if operator == "==":
        return Truth(first == second, why)
    if operator == "!=":
        return Truth(first != second, why)
    return Truth(_ordered(operator, first, second), why)


def _scalar(side: Outcome) -> object:
    if isinstance(side, Truth | Moment | Word):
        return side.value
    raise TypeError("a number was compared with something else")


def _ordered(operator: Ordering, first: object, second: object) -> bool:
    match operator:
        case ">=":
            return bool(first >= second)  # type: ignore[operator]
        case "<=":
            return bool(first <= second)  # type: ignore[operator]
        case ">":
            return bool(first > second)  # type: ignore[operator]
        case _:
            return bool(first < second)  # type: ignore[operator]


def _numbers(operator: Ordering, left: Number, right: Number, why: Why, subject: Node) -> Truth:
    first, second = left.interval, right.interval
    if left.root != right.root:
        root = max(left.root, right.root)
        if any(side.root == root and side.exact is not None and side.exact < 0 for side in (left, right)):
            return Truth(
                None, replace(why, remarks=(*why.remarks, Remark(Note.NEGATIVE_BASE, render(subject))))
            )
        first = first if left.root == root else _powered(first, root)
        second = second if right.root == root else _powered(second, root)
    return Truth(_decided(operator, first, second), why)


def _powered(rate: Interval, root: int) -> Interval:
    """``(1 + rate) ** root``; a rate below −100% stands for the lowest there is."""
    low, high = rate
    return _power(low, root), _power(high, root)


def _power(end: Fraction | None, root: int) -> Fraction | None:
    return None if end is None else max(Fraction(0), 1 + end) ** root


def _decided(operator: Ordering, left: Interval, right: Interval) -> bool | None:
    match operator:
        case ">=":
            return _at_least(left, right)
        case "<=":
            return _at_least(right, left)
        case ">":
            return _opposite(_at_least(right, left))
        case "<":
            return _opposite(_at_least(left, right))
        case "==":
            return _equal(left, right)
        case "!=":
            return _opposite(_equal(left, right))


def _at_least(left: Interval, right: Interval) -> bool | None:
    if left[0] is not None and right[1] is not None and left[0] >= right[1]:
        return True
    if left[1] is not None and right[0] is not None and left[1] < right[0]:
        return False
    return None


def _equal(left: Interval, right: Interval) -> bool | None:
    if None not in (*left, *right) and left[0] == left[1] == right[0] == right[1]:
        return True
    apart = _at_least(left, right) is False or _at_least(right, left) is False
    return False if apart else None


def _opposite(value: bool | None) -> bool | None:
    return None if value is None else not value
