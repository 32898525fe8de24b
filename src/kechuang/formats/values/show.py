"""Exact values to text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kechuang.engines.facts.dictionary import Definition
from kechuang.engines.facts.sheet import Value


def plain(value: Decimal) -> str:
    """The number in full, without exponent."""
    return format(value, "f")


def to_json(value: Value) -> str | bool:
    """As JSON holds it: numbers and dates are text, so that they stay exact."""
    if isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def label_of(definition: Definition, value: Value, language: str = "zh") -> str:
    """As people read it: yes and no, and choices by their label."""
    if isinstance(value, bool):
        return {"zh": "是" if value else "否", "en": "yes" if value else "no"}[language]
    if value in definition.choices:
        return definition.choices[str(value)][language]
    shown = to_json(value)
    assert isinstance(shown, str)
    return shown
