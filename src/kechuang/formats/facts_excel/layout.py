"""Which sheets the workbook of facts has, from the dictionary."""

from __future__ import annotations

from collections.abc import Mapping

from kechuang.engines.facts.dictionary import (
    Definition,
    Dictionary,
    FactDefinition,
    Period,
    RecordDefinition,
    Theme,
)
from kechuang.engines.facts.sheet import FactSheet
from kechuang.formats.excel.form_sheet import FormSpec
from kechuang.formats.excel.table_sheet import TableSpec

ENTERPRISE = "enterprise"
SHEETS_PROPERTY = "kechuang-sheets"
VERSION_PROPERTY = "kechuang-dictionary"
YEARS_BACK = 4  # growth over three years needs four


def enterprise_form(dictionary: Dictionary) -> FormSpec:
    return FormSpec(
        "企业",
        "Enterprise",
        dictionary.attributes,
        "统一社会信用代码必填。",
        "The unified social credit code is required.",
        with_sources=False,
    )


def theme_forms(dictionary: Dictionary, sheet: FactSheet, last_year: int | None) -> dict[str, FormSpec]:
    """A form for each theme that has facts; a yearly one has a column for each usual or stated year."""
    forms = {}
    for name, theme in dictionary.themes.items():
        facts = dictionary.facts_of(name)
        if facts:
            forms[name] = _form(theme, facts, sheet, last_year)
    return forms


def record_tables(dictionary: Dictionary) -> dict[str, TableSpec]:
    return {name: record_table(record) for name, record in dictionary.records.items()}


def record_table(record: RecordDefinition) -> TableSpec:
    columns: Mapping[str, Definition] = record.columns
    return TableSpec(
        record.name,
        record.zh,
        record.en,
        columns,
        f"{record.definition_zh}填表前请看各列批注；不知道的留空。",
        f"{record.definition_en} Read the notes on the columns; leave empty what is not known.",
        asks_none=True,
    )


def _form(
    theme: Theme, facts: tuple[FactDefinition, ...], sheet: FactSheet, last_year: int | None
) -> FormSpec:
    yearly = facts[0].period is Period.YEAR
    note_zh, note_en = _NOTE_YEARLY if yearly else _NOTE_NOW
    entries = {fact.name: fact for fact in facts}
    years = _years(facts, sheet, last_year) if yearly else None
    return FormSpec(theme.zh, theme.en, entries, note_zh, note_en, years)


def _years(facts: tuple[FactDefinition, ...], sheet: FactSheet, last_year: int | None) -> tuple[int, ...]:
    years = {year for fact in facts for year in sheet.yearly.get(fact.name, {})}
    if last_year is not None:
        running = any(fact.running_year for fact in facts)
        years |= set(range(last_year - YEARS_BACK + 1, last_year + 1 + running))
    return tuple(sorted(years))


_NOTE_YEARLY = (
    "按会计年度填写；不知道的留空，空白不是零。同一指标有多个来源时，复制整行另填一行。",
    "By fiscal year; leave empty what is not known, empty is not zero. Copy the line for a further source.",
)
_NOTE_NOW = (
    "填写当前值；不知道的留空，空白不是“否”。同一指标有多个来源时，复制整行另填一行。",
    "Values of now; leave empty what is not known, empty is not “no”. Copy the line for a further source.",
)
