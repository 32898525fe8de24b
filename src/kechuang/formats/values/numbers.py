"""Numbers as people write them, exactly: full-width digits, separators, 万, 亿, 元, percent signs."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from kechuang.engines.facts.dictionary import Definition, FactType
from kechuang.formats.values.problem import ValueProblem
from kechuang.formats.values.units import MONEY_POWERS, RATIO_POWERS, SCALES, UNIT_WORDS

# 38 digits are what a decimal column of a region file holds
INTEGER_DIGITS = 16
FRACTION_DIGITS = 22

_NUMBER = re.compile(
    r"""
    (?P<sign>[-+]?)\s*
    (?P<digits>[0-9]{1,3}(?:[, '][0-9]{3})+|[0-9]+|(?=\.[0-9]))
    (?P<fraction>\.[0-9]*)?
    (?P<exponent>e[-+]?[0-9]{1,3})?
    \s*(?P<suffix>[^0-9.,\s'].*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CURRENCY = re.compile(r"(?:¥|RMB|CNY|人民币)\s*(?=[-+.0-9])", re.IGNORECASE)


def canonical(value: Decimal) -> Decimal:
    """The same number without trailing zeros or an exponent, so that equal numbers are written alike.

    Raises:
        ValueProblem: for what is no finite number, or longer than can be stored.
    """
    if not value.is_finite():
        raise ValueProblem("not_a_number", "expect_number")
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    text = "".join(map(str, digits)).lstrip("0")
    if not text:
        return Decimal(0)
    stripped = text.rstrip("0")
    exponent += len(text) - len(stripped)
    if len(stripped) + exponent > INTEGER_DIGITS or -exponent > FRACTION_DIGITS:
        raise ValueProblem(
            "number_too_long", "expect_shorter", whole=INTEGER_DIGITS, fraction=FRACTION_DIGITS
        )
    whole = stripped + "0" * max(exponent, 0)
    return Decimal((sign, tuple(map(int, whole)), min(exponent, 0)))


def read_number(definition: Definition, raw: str | int | Decimal, unit: str = "") -> Decimal:
    """The number in the unit of its definition; ``unit`` is the unit stated beside it, if any.

    Raises:
        ValueProblem: for what is no number, a unit that does not fit, a fraction where whole numbers are
            counted, or a value no true figure can have.
    """
    if isinstance(raw, str):
        number, suffix = _split(raw, definition)
    else:
        number, suffix = Decimal(raw), ""
    power = _power(definition, suffix, _folded(unit))
    value = canonical(_shifted(number, power))
    if definition.type is FactType.INTEGER and value != value.to_integral_value():
        raise ValueProblem("not_whole", "expect_whole")
    _check_bounds(definition, value)
    return value


def _shifted(number: Decimal, power: int) -> Decimal:
    if not number.is_finite():
        raise ValueProblem("not_a_number", "expect_number")
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    return Decimal((sign, digits, exponent + power))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("−", "-").strip().casefold()


def _split(raw: str, definition: Definition) -> tuple[Decimal, str]:
    text = _CURRENCY.sub("", _folded(raw), count=1)
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise ValueProblem("not_a_number", expected_number(definition), unit=definition.unit)
    digits = re.sub("[, ']", "", found["digits"]) or "0"
    fraction = found["fraction"] or ""
    fraction = "" if fraction == "." else fraction
    number = Decimal(f"{found['sign']}{digits}{fraction}{found['exponent'] or ''}")
    return number, (found["suffix"] or "").strip()


def _power(definition: Definition, suffix: str, unit: str) -> int:
    """The power of ten from what is written to the definition's unit."""
    if definition.type is FactType.MONEY:
        return _money_power(definition, suffix, unit)
    if definition.type is FactType.RATIO:
        for text in (suffix, unit):
            if text not in RATIO_POWERS and text != "1":
                raise ValueProblem("unit_mismatch", "expect_ratio", unit=text)
        if suffix and unit and suffix != unit:
            raise ValueProblem("unit_twice", "expect_one_unit", first=suffix, second=unit)
        return RATIO_POWERS.get(suffix or unit, 0)
    own = (_folded(definition.unit), _folded(UNIT_WORDS.get(definition.unit, "")), "")
    if unit in own:
        for word in own:
            scale = suffix.removesuffix(word).strip()
            if scale in SCALES:
                return SCALES[scale]
    raise ValueProblem("unit_mismatch", expected_number(definition), unit=definition.unit)


def _money_power(definition: Definition, suffix: str, unit: str) -> int:
    target = MONEY_POWERS[_folded(definition.unit)]
    for text in (suffix, unit):
        if text and text not in MONEY_POWERS and (text not in SCALES or text is unit):
            raise ValueProblem("unit_mismatch", "expect_money", unit=definition.unit)
    if not suffix:
        return (MONEY_POWERS[unit] if unit else target) - target
    if not unit:
        return (MONEY_POWERS[suffix] if suffix in MONEY_POWERS else SCALES[suffix]) - target
    if suffix in MONEY_POWERS:
        if MONEY_POWERS[suffix] != MONEY_POWERS[unit]:
            raise ValueProblem("unit_twice", "expect_one_unit", first=suffix, second=unit)
        return MONEY_POWERS[suffix] - target
    # 5380万 beside 元 is 53,800,000 yuan; beside 万元 it could be read in two ways
    if MONEY_POWERS[unit] != 0:
        raise ValueProblem("unit_twice", "expect_one_unit", first=suffix, second=unit)
    return SCALES[suffix] - target


def _check_bounds(definition: Definition, value: Decimal) -> None:
    low, high = definition.minimum, definition.maximum
    if low is not None and value < low:
        problem = "negative" if low == 0 else "below_minimum"
    elif high is not None and value > high:
        problem = "above_maximum"
    else:
        return
    expected = "expect_share" if definition.type is FactType.RATIO and high == 1 else _bounds_text(low, high)
    raise ValueProblem(problem, expected, low=low, high=high, unit=definition.unit)


def _bounds_text(low: Decimal | None, high: Decimal | None) -> str:
    if low is None:
        return "expect_at_most"
    return "expect_at_least" if high is None else "expect_between"


def expected_number(definition: Definition) -> str:
    """The key of what is expected where a number of this kind belongs."""
    match definition.type:
        case FactType.MONEY:
            return "expect_money"
        case FactType.RATIO:
            return "expect_ratio"
        case FactType.INTEGER:
            return "expect_whole"
        case _:
            return "expect_number_in" if definition.unit else "expect_number"
