"""Numbers as people read them: thousands separators, percentages, points of a percentage, ranges.

What is shown is rounded; what is compared never is. A value is shown with as many places as it takes to look
different from the threshold that it misses.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from kechuang.engines.rules.results import Figure, MarginKind, rooted

RATIO_UNITS = frozenset({"ratio", "%", "比例"})
_MOST_PLACES = 12
_PLACES = 2
_MARGIN_PLACES = 1

_UNITS_EN = {
    "万元": "×10k CNY",
    "元": "CNY",
    "人": "people",
    "年": "years",
    "year": "years",
    "项": "items",
    "分": "points",
    "天": "days",
    "月": "months",
    "名": "",
    "位": "",
    "级": "level",
}
_UNITS_ZH = {"year": "年"}
_SIGNS = {">=": "≥", "<=": "≤", "==": "=", "!=": "≠", ">": ">", "<": "<"}


def is_ratio(unit: str) -> bool:
    """Whether a figure of this unit is shown as a percentage."""
    return unit in RATIO_UNITS


def unit_text(unit: str, language: str = "zh") -> str:
    """The unit after a number; nothing for ratios, which carry a percent sign."""
    if is_ratio(unit):
        return ""
    return _UNITS_EN.get(unit, unit) if language == "en" else _UNITS_ZH.get(unit, unit)


def sign_text(operator: str) -> str:
    """The comparison as printed: ``>=`` is ≥."""
    return _SIGNS.get(operator, operator)


def grouped(value: Fraction, places: int = _PLACES) -> str:
    """Rounded half away from zero to ``places``, with thousands separators and no trailing zeros."""
    scaled = abs(value) * 10**places
    digits = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    text = f"{Decimal(digits).scaleb(-places):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 and text != "0" else text


def amount(value: Fraction, unit: str = "", language: str = "zh", against: Fraction | None = None) -> str:
    """A value with its unit; ``against`` is the threshold that it must not be rounded onto."""
    shown, other = (
        (value * 100, None if against is None else against * 100) if is_ratio(unit) else (value, against)
    )
    places = _PLACES
    while (
        places < _MOST_PLACES
        and other is not None
        and shown != other
        and grouped(shown, places) == grouped(other, places)
    ):
        places += 1
    number = grouped(shown, places)
    return f"{number}%" if is_ratio(unit) else f"{number} {unit_text(unit, language)}".rstrip()


def figure_text(figure: Figure, unit: str = "", language: str = "zh", against: Fraction | None = None) -> str:
    """A figure as shown; a range where only bounds are known, nothing where nothing is."""
    if figure.plain is not None:
        return plain_text(figure.plain, language)
    low = None if figure.low is None else rooted(figure.low, figure.root)
    high = None if figure.high is None else rooted(figure.high, figure.root)
    if low is not None and low == high:
        return amount(low, unit, language, against)
    if low is not None and high is not None:
        return f"{_bare(low, unit)}–{amount(high, unit, language)}"
    if low is not None and low > 0:
        return f"≥ {amount(low, unit, language)}"
    return "" if high is None else f"≤ {amount(high, unit, language)}"


def plain_text(value: Decimal | bool | date | str, language: str = "zh") -> str:
    """A truth, date or word as shown."""
    if isinstance(value, bool):
        return {"zh": ("否", "是"), "en": ("no", "yes")}[language][value]
    if isinstance(value, Decimal):
        return grouped(Fraction(value), 4)
    return value.isoformat() if isinstance(value, date) else value


def need_value(figure: Figure) -> Fraction | None:
    """The threshold as a number, where it is one."""
    if figure.plain is not None or figure.low is None or figure.low != figure.high:
        return None
    return rooted(figure.low, figure.root)


def margin_text(
    margin: Fraction | None, kind: MarginKind | None, unit: str = "", language: str = "zh"
) -> str:
    """``+22.4%``, ``+4.8 个百分点``, ``+6 年``: signed, so that nobody needs the colour."""
    if margin is None:
        return ""
    if kind is MarginKind.RELATIVE:
        return f"{_signed(margin * 100)}%"
    if is_ratio(unit):
        return f"{_signed(margin * 100)} {'个百分点' if language == 'zh' else 'pt'}"
    return f"{_signed(margin)} {unit_text(unit, language)}".rstrip()


def range_text(low: Fraction, high: Fraction) -> str:
    """Points: one number, or from–to."""
    return grouped(low) if low == high else f"{grouped(low)}–{grouped(high)}"


def _bare(value: Fraction, unit: str) -> str:
    return f"{grouped(value * 100)}%" if is_ratio(unit) else grouped(value)


def _signed(value: Fraction) -> str:
    places = _MARGIN_PLACES
    while places < _MOST_PLACES and value and grouped(value, places) == "0":
        places += 1
    text = grouped(value, places)
    return f"+{text}" if value > 0 else text
