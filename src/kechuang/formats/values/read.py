"""One value of a definition, from JSON, a cell or a form field."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

from kechuang.engines.facts.dictionary import Definition, FactType
from kechuang.engines.facts.sheet import Value
from kechuang.formats.values.numbers import expected_number, read_number
from kechuang.formats.values.problem import ValueProblem

EARLIEST_YEAR = 1949
LATEST_YEAR = 2100
_EARLIEST_DATE_YEAR = 1900
_LONGEST_TEXT = 5000

_YES = frozenset({"true", "yes", "y", "t", "是", "有", "√", "✓", "对"})
_NO = frozenset({"false", "no", "n", "f", "否", "无", "×", "✗", "没有", "不是"})
_DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[t ]+00:00(?::00(?:\.0+)?)?)?"
)
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def read_value(definition: Definition, raw: object, unit: str = "") -> Value:
    """The exact value; ``raw`` is text, a whole number, a ``Decimal``, a boolean or a date, never None.

    Raises:
        ValueProblem: saying what was expected.
    """
    if unit and not definition.type.is_numeric:
        raise ValueProblem("unit_not_allowed", "expect_no_unit", unit=unit)
    if definition.type.is_numeric:
        if isinstance(raw, bool) or not isinstance(raw, (str, int, Decimal)):
            raise ValueProblem("not_a_number", expected_number(definition), unit=definition.unit)
        return read_number(definition, raw, unit)
    match definition.type:
        case FactType.BOOLEAN:
            return read_boolean(raw)
        case FactType.DATE:
            return read_date(raw)
        case FactType.CHOICE:
            return read_choice(definition, raw)
        case _:
            return read_suggested(definition, raw)


def read_boolean(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str):
        word = _folded(raw)
        if word in _YES or word in _NO:
            return word in _YES
    raise ValueProblem("not_a_boolean", "expect_boolean")


def read_date(raw: object) -> date:
    if isinstance(raw, datetime):
        if (raw.hour, raw.minute, raw.second, raw.microsecond) != (0, 0, 0, 0):
            raise ValueProblem("bad_date", "expect_date")
        return _dated(raw.year, raw.month, raw.day)
    if isinstance(raw, date):
        return _dated(raw.year, raw.month, raw.day)
    text = _folded(str(raw)) if isinstance(raw, (str, int)) and not isinstance(raw, bool) else ""
    found = _DATE.fullmatch(text) or _COMPACT_DATE.fullmatch(text)
    if found is None:
        raise ValueProblem("bad_date", "expect_date")
    return _dated(*map(int, found.groups()))


def _dated(year: int, month: int, day: int) -> date:
    if not _EARLIEST_DATE_YEAR <= year <= LATEST_YEAR:
        years = {"low": _EARLIEST_DATE_YEAR, "high": LATEST_YEAR}
        raise ValueProblem("date_out_of_range", "expect_date_between", **years)
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueProblem("bad_date", "expect_date") from None


def read_choice(definition: Definition, raw: object) -> str:
    """The code, from the code itself, a Chinese or English label, or another name of it."""
    if isinstance(raw, str) or (isinstance(raw, int) and not isinstance(raw, bool)):
        text = str(raw).strip()
        if text in definition.choices:
            return text
        words = _choice_words(definition)
        if _folded(text) in words:
            return words[_folded(text)]
    shown = ", ".join(f"{code} {labels['zh']}" for code, labels in definition.choices.items())
    raise ValueProblem("unknown_choice", "expect_one_of", choices=shown)


def read_suggested(definition: Definition, raw: object) -> str:
    """Text; where it is one of the suggested choices, its code."""
    text = read_text(raw)
    if not definition.choices or text in definition.choices:
        return text
    return _choice_words(definition).get(_folded(text), text)


def _choice_words(definition: Definition) -> dict[str, str]:
    words: dict[str, str] = {}
    for code, labels in definition.choices.items():
        names = [code, labels["zh"], labels["en"], *labels.get("also", "").split(",")]
        names += [f"{labels['zh']} {labels['en']}", f"{labels['en']} {labels['zh']}"]
        for name in filter(None, map(_folded, names)):
            words.setdefault(name, code)
    return words


def read_text(raw: object) -> str:
    """Text without blanks around it; whole numbers are taken as typed."""
    if isinstance(raw, bool) or not isinstance(raw, (str, int)):
        raise ValueProblem("yaml_not_text", "expect_text")
    text = str(raw).replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise ValueProblem("empty_text", "expect_text_or_null")
    if len(text) > _LONGEST_TEXT:
        raise ValueProblem("text_too_long", "expect_text_within", longest=_LONGEST_TEXT)
    if _CONTROL.search(text):
        raise ValueProblem("control_character", "expect_text")
    return text


def read_year(raw: object) -> int:
    """A fiscal year, from 2025, “2025” or 2025年度."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        year = raw
    else:
        found = re.fullmatch(r"(\d{4})(?:年度?)?", _folded(str(raw)))
        if found is None:
            raise ValueProblem("bad_year", "expect_year", low=EARLIEST_YEAR, high=LATEST_YEAR)
        year = int(found[1])
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValueProblem("bad_year", "expect_year", low=EARLIEST_YEAR, high=LATEST_YEAR)
    return year


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
