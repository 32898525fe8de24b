"""Figures that are linear in the lever amounts, and quotients of two such figures.

Variables are numbered from 0 and never negative. The constant part is an interval, so that what is missing stays
missing: ``low`` and ``high`` are ``Fraction`` or ``None`` for unbounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from kechuang.engines.rules.expression import interval
from kechuang.engines.rules.expression.interval import End


class NotLinearError(Exception):
    """The figure is not linear in the levers; its present value is used instead."""


@dataclass(frozen=True, slots=True)
class Affine:
    """``[low, high] + Σ terms[i] · variable i``. It exists only where every lever of ``set_by`` is used: these
    levers state facts that are missing today."""

    low: End
    high: End
    terms: Mapping[int, Fraction] = field(default_factory=dict)
    set_by: frozenset[int] = frozenset()

    @property
    def exact(self) -> Fraction | None:
        return self.low if not self.terms and self.low == self.high else None

    def plus(self, other: Affine) -> Affine:
        low, high = interval.add((self.low, self.high), (other.low, other.high))
        terms = dict(self.terms)
        for index, factor in other.terms.items():
            terms[index] = terms.get(index, Fraction(0)) + factor
        kept = {index: factor for index, factor in terms.items() if factor}
        return Affine(low, high, kept, self.set_by | other.set_by)

    def times(self, factor: Fraction) -> Affine:
        low, high = interval.multiply((self.low, self.high), (factor, factor))
        terms = {index: each * factor for index, each in self.terms.items() if factor}
        return Affine(low, high, terms, self.set_by)

    def minus(self, other: Affine) -> Affine:
        return self.plus(other.times(Fraction(-1)))


def constant(value: Fraction) -> Affine:
    return Affine(value, value)


ONE = constant(Fraction(1))


@dataclass(frozen=True, slots=True)
class Quotient:
    """``over / under``; with ``root`` n > 1 it is ``(1 + figure) ** n``, as in ``Number``."""

    over: Affine
    under: Affine = ONE
    root: int = 1

    @property
    def exact(self) -> Fraction | None:
        over, under = self.over.exact, self.under.exact
        return None if over is None or not under else over / under


def add(left: Quotient, right: Quotient) -> Quotient:
    """The sum.

    Raises:
        NotLinearError: for two divisors that both depend on levers.
    """
    left, right = _plain(left), _plain(right)
    if left.under == right.under:
        return Quotient(left.over.plus(right.over), left.under)
    for one, other in ((left, right), (right, left)):
        share = one.exact
        if share is not None:
            return Quotient(other.over.plus(other.under.times(share)), other.under)
    raise NotLinearError


def multiply(left: Quotient, right: Quotient) -> Quotient:
    """The product; one side must be a known constant.

    Raises:
        NotLinearError: otherwise.
    """
    left, right = _plain(left), _plain(right)
    for one, other in ((left, right), (right, left)):
        factor = one.exact
        if factor is not None:
            return Quotient(other.over.times(factor), other.under)
    raise NotLinearError


def divide(left: Quotient, right: Quotient) -> Quotient:
    """The quotient; at most one of all the divisors may depend on levers.

    Raises:
        NotLinearError: otherwise, and for a divisor of zero.
    """
    left, right = _plain(left), _plain(right)
    divisor = right.exact
    if divisor is not None:
        if divisor == 0:
            raise NotLinearError
        return Quotient(left.over.times(1 / divisor), left.under)
    if left.under != ONE or right.under != ONE:
        raise NotLinearError
    return Quotient(left.over, right.over)


def _plain(figure: Quotient) -> Quotient:
    """Without a constant divisor; a compound rate cannot be calculated with."""
    if figure.root != 1:
        raise NotLinearError
    under = figure.under.exact
    if under is None or under == 1:
        return figure
    if under == 0:
        raise NotLinearError
    return replace(figure, over=figure.over.times(1 / under), under=ONE)


def is_never_less(left: Quotient, right: Quotient) -> tuple[Affine, ...]:
    """Figures that must not be negative for ``left >= right`` to be certain; all but the first must be positive.

    Raises:
        NotLinearError: where the comparison is not linear.
    """
    left, right = _levelled(left, right)
    if left.under == ONE and right.under == ONE:
        return (left.over.minus(right.over),)
    if right.under == ONE and not right.over.terms:
        return _against(left, right.over.high, Fraction(1))
    if left.under == ONE and not left.over.terms:
        return _against(right, left.over.low, Fraction(-1))
    raise NotLinearError


def _against(figure: Quotient, limit: End, sign: Fraction) -> tuple[Affine, ...]:
    if limit is None:
        return (Affine(None, None),)
    return figure.over.minus(figure.under.times(limit)).times(sign), figure.under


def _levelled(left: Quotient, right: Quotient) -> tuple[Quotient, Quotient]:
    """Both sides free of constant divisors and of roots, in the same order as before."""
    if left.root != right.root:
        root = max(left.root, right.root)
        left, right = (side if side.root == root else _powered(side, root) for side in (left, right))
    return _plain(replace(left, root=1)), _plain(replace(right, root=1))


def _powered(rate: Quotient, root: int) -> Quotient:
    exact = rate.exact
    if exact is None or exact < -1:
        raise NotLinearError
    return Quotient(constant((1 + exact) ** root), root=root)
