"""Exact interval arithmetic: what a figure can be when some of its facts are missing.

Ends are ``Fraction``; ``None`` is unbounded on that side.
"""

from __future__ import annotations

from fractions import Fraction

End = Fraction | None
Interval = tuple[End, End]

ANYTHING: Interval = (None, None)


def add(left: Interval, right: Interval) -> Interval:
    return _plus(left[0], right[0]), _plus(left[1], right[1])


def negate(operand: Interval) -> Interval:
    low, high = operand
    return (None if high is None else -high), (None if low is None else -low)


def multiply(left: Interval, right: Interval) -> Interval:
    products = [_times(a, sa, b, sb) for a, sa in _ends(left) for b, sb in _ends(right)]
    low = None if (None, -1) in products else min(value for value, _ in products if value is not None)
    high = None if (None, 1) in products else max(value for value, _ in products if value is not None)
    return low, high


def divide(left: Interval, right: Interval) -> Interval:
    """The quotient. A divisor that may be zero without being zero is taken for not zero: zero would leave the
    quotient undefined, never in favour."""
    if left[0] == left[1] == 0:
        return left
    low, high = right
    if low is not None and low >= 0:
        return multiply(left, (Fraction(0) if high is None else 1 / high, None if low == 0 else 1 / low))
    if high is not None and high <= 0:
        return multiply(left, (None if high == 0 else 1 / high, Fraction(0) if low is None else 1 / low))
    return ANYTHING


def hull(left: Interval, right: Interval) -> Interval:
    """The smallest interval that holds both."""
    return least(left[0], right[0]), greatest(left[1], right[1])


def least(left: End, right: End) -> End:
    """The lower of two lower ends."""
    return None if left is None or right is None else min(left, right)


def greatest(left: End, right: End) -> End:
    """The higher of two upper ends."""
    return None if left is None or right is None else max(left, right)


def minimum(left: Interval, right: Interval) -> Interval:
    """Of ``min(x, y)``."""
    highs = [end for end in (left[1], right[1]) if end is not None]
    return least(left[0], right[0]), min(highs, default=None)


def maximum(left: Interval, right: Interval) -> Interval:
    """Of ``max(x, y)``."""
    lows = [end for end in (left[0], right[0]) if end is not None]
    return max(lows, default=None), greatest(left[1], right[1])


def _plus(left: End, right: End) -> End:
    return None if left is None or right is None else left + right


def _ends(operand: Interval) -> tuple[tuple[End, int], tuple[End, int]]:
    return (operand[0], -1), (operand[1], 1)


def _times(left: End, left_side: int, right: End, right_side: int) -> tuple[End, int]:
    if left == 0 or right == 0:
        return Fraction(0), 0
    if left is None or right is None:
        return None, _sign(left, left_side) * _sign(right, right_side)
    return left * right, 0


def _sign(end: End, side: int) -> int:
    if end is None:
        return side
    return 1 if end > 0 else -1
