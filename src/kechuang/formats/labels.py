"""What facts, columns and values are called, from keys such as ``revenue:2025`` or ``ip[0].benefit``."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from kechuang.engines.facts.dictionary import Definition, Dictionary, FactType
from kechuang.engines.facts.sheet import Value
from kechuang.formats.figures import amount, plain_text
from kechuang.formats.words import phrase

_YEARLY = re.compile(r"(?P<name>\w+):(?P<year>\d{4})")
_CELL = re.compile(r"(?P<record>\w+)\[(?P<row>\d+)\]\.(?P<column>\w+)")
_COLUMN = re.compile(r"(?P<record>\w+)\.(?P<column>\w+)")
_IN_FORCE = "in_force"


def fact_label(key: str, language: str, dictionary: Dictionary) -> str:
    """A fact key in words: ``revenue:2025`` is 2025 年营业收入; rows count from one."""
    if found := _YEARLY.fullmatch(key):
        name = dictionary.label(found["name"], language)
        return phrase("years_name", language, year=found["year"], name=name)
    if found := _CELL.fullmatch(key):
        return phrase(
            "row_name",
            language,
            record=dictionary.label(found["record"], language),
            row=int(found["row"]) + 1,
            column=column_label(found["record"], found["column"], language, dictionary),
        )
    if found := _COLUMN.fullmatch(key):
        if found["record"] == "enterprise":
            return dictionary.label(found["column"], language)
        return phrase(
            "column_name",
            language,
            record=dictionary.label(found["record"], language),
            column=column_label(found["record"], found["column"], language, dictionary),
        )
    return dictionary.label(key, language)


def cell_of(key: str) -> tuple[str, int, str] | None:
    """Record, row and column of a key that names a cell."""
    found = _CELL.fullmatch(key)
    return None if found is None else (found["record"], int(found["row"]), found["column"])


def column_label(record: str, column: str, language: str, dictionary: Dictionary) -> str:
    """The header of a record's column."""
    definition = _column(record, column, dictionary)
    return column if definition is None else _named(definition, language)


def definition_of(key: str, dictionary: Dictionary) -> Definition | None:
    """What the dictionary says about the value behind a key."""
    if found := _YEARLY.fullmatch(key):
        return dictionary.facts.get(found["name"])
    if found := (_CELL.fullmatch(key) or _COLUMN.fullmatch(key)):
        if found["record"] == "enterprise":
            return dictionary.attributes.get(found["column"])
        return _column(found["record"], found["column"], dictionary)
    return dictionary.facts.get(key)


def choice_label(definition: Definition | None, word: str, language: str) -> str:
    """A choice in words; the word itself where it is none."""
    names = definition.choices.get(word) if definition is not None else None
    return (names.get(language) or names.get("zh") or word) if names else word


def value_label(key: str, value: Value | None, language: str, dictionary: Dictionary, unit: str = "") -> str:
    """A fact's value as shown, with its unit or as the label of a choice."""
    if value is None:
        return "—"
    definition = definition_of(key, dictionary)
    if isinstance(value, bool):
        return plain_text(value, language)
    if isinstance(value, Decimal):
        is_ratio = definition is not None and definition.type is FactType.RATIO
        known = unit or (definition.unit if definition is not None else "")
        return amount(Fraction(value), "ratio" if is_ratio else known, language)
    return (
        choice_label(definition, value, language) if isinstance(value, str) else plain_text(value, language)
    )


def stated_label(key: str, text: str, language: str, dictionary: Dictionary) -> str:
    """A value that a result carries as text (``62``, ``true``, ``national``) as shown."""
    if text == _IN_FORCE:
        return phrase("in_force", language)
    if text in {"true", "false"}:
        return plain_text(text == "true", language)
    unit = "项" if key in dictionary.records else ""
    try:
        return value_label(key, Decimal(text), language, dictionary, unit)
    except InvalidOperation:
        return choice_label(definition_of(key, dictionary), text, language)


def presumption_label(presumed: str, language: str, dictionary: Dictionary) -> str:
    """``abnormal_list=false`` as a disclosed premise."""
    key, _, value = presumed.partition("=")
    return phrase(
        "presumed",
        language,
        name=fact_label(key, language, dictionary),
        value=stated_label(key, value, language, dictionary),
    )


def _column(record: str, column: str, dictionary: Dictionary) -> Definition | None:
    definition = dictionary.records.get(record)
    return None if definition is None else definition.columns.get(column)


def _named(definition: Definition, language: str) -> str:
    return (definition.en or definition.zh) if language == "en" else definition.zh
