from __future__ import annotations

from fractions import Fraction

import pytest

from kechuang.engines.rules.nearest.affine import Affine
from kechuang.engines.rules.nearest.exact import to_decimal, to_text
from kechuang.engines.rules.nearest.program import Program


def test_decimals_of_any_length_are_exact() -> None:
    value = Fraction(10**60 + 1, 10**50)
    assert Fraction(to_decimal(value)) == value
    assert to_text(to_decimal(-value)) == f"-10000000000.{'0' * 49}1"
    assert to_text(to_decimal(Fraction(-3, 8))) == "-0.375"
    assert to_text(to_decimal(Fraction(1200))) == "1200"
    with pytest.raises(ValueError, match="1/3"):
        to_decimal(Fraction(1, 3))


def test_factors_beyond_64_bits_are_rounded_to_the_safe_side() -> None:
    program = Program()
    index = program.variable(10**6)
    huge = Fraction(10**30 + 1, 3)
    # huge · x ≥ 10 · huge holds from 10 on; rounding may ask for one more, never for one less
    enough = program.not_negative(Affine(-10 * huge, -10 * huge, {index: huge}))
    assert program.demand(enough)
    values = program.cheapest([Fraction(1)])
    assert values is not None
    assert values[0] in {10, 11}


def test_what_costs_nothing_is_not_changed_without_need() -> None:
    program = Program()
    free, paid = program.variable(100), program.variable(100)
    both = Affine(Fraction(-5), Fraction(-5), {free: Fraction(1), paid: Fraction(1)})
    assert program.demand(program.not_negative(both))
    assert program.cheapest([Fraction(0), Fraction(1)]) == (5, 0)
