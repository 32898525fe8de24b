"""Fractions to the decimals that facts are stated in, without a rounding context in between."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from kechuang.engines.facts.sheet import Value


def to_decimal(value: Fraction) -> Decimal:
    """The same number as a ``Decimal`` of any length.

    Raises:
        ValueError: for a fraction that no finite decimal states, such as a third.
    """
    places, rest = 0, value.denominator
    while rest > 1:
        shared = 10 if rest % 10 == 0 else 5 if rest % 5 == 0 else 2
        if rest % shared:
            raise ValueError(f"没有有限小数 / no finite decimal: {value}")
        rest //= shared
        places += 1
    digits = abs(value.numerator) * 10**places // value.denominator
    return Decimal((int(value < 0), tuple(map(int, str(digits))), -places))


def to_text(value: Value) -> str:
    """As results print it: exact decimal without an exponent, ``true``/``false``, ISO date, or the word itself."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal | int):
        text = f"{to_decimal(Fraction(value)):f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value.isoformat() if isinstance(value, date) else value
