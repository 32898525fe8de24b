"""The workbook of facts, empty or filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.facts.sheet import Enterprise, FactSheet, Observation
from kechuang.formats.excel.choices import ChoiceLists
from kechuang.formats.excel.form_sheet import VALUE, FormLine, FormSpec, add_form
from kechuang.formats.excel.new_workbook import new_workbook, save_workbook
from kechuang.formats.excel.styles import Styles
from kechuang.formats.excel.table_sheet import TableSpec, add_table
from kechuang.formats.excel.words import both
from kechuang.formats.facts_excel.instructions import add_instructions
from kechuang.formats.facts_excel.layout import (
    ENTERPRISE,
    SHEETS_PROPERTY,
    VERSION_PROPERTY,
    enterprise_form,
    record_tables,
    theme_forms,
)


def write_facts_template(path: Path, dictionary: Dictionary, last_year: int, language: str = "zh") -> None:
    """An empty workbook for the fiscal years up to ``last_year``; ``language`` is ``zh`` or ``en``."""
    _write(path, FactSheet(Enterprise("")), dictionary, last_year, language)


def write_facts_excel(
    path: Path,
    sheet: FactSheet,
    dictionary: Dictionary,
    last_year: int | None = None,
    language: str = "zh",
) -> None:
    """A workbook that reads back to an equal fact sheet.

    ``last_year`` adds the usual columns to fill in; without it there are those of the stated years only.
    """
    _write(path, sheet, dictionary, last_year, language)


def _write(
    path: Path, sheet: FactSheet, dictionary: Dictionary, last_year: int | None, language: str
) -> None:
    from openpyxl.packaging.custom import StringProperty

    workbook = new_workbook(both(("企业事实填报表", "Facts of an enterprise"), language))
    styles, lists = Styles(), ChoiceLists(workbook, language)
    contents: list[tuple[str, str, str]] = []

    def note(made: Any, spec: FormSpec | TableSpec, content: str) -> None:
        contents.append((made.title, both((spec.zh, spec.en), language), content))

    form = enterprise_form(dictionary)
    note(add_form(workbook, form, _about(sheet.enterprise), lists, styles), form, _listed(form, language))
    forms = theme_forms(dictionary, sheet, last_year)
    for form in forms.values():
        lines = {code: _lines(sheet, code, dictionary) for code in form.entries}
        note(add_form(workbook, form, lines, lists, styles), form, _listed(form, language))
    tables = record_tables(dictionary)
    for name, table in tables.items():
        made = add_table(workbook, table, sheet.records.get(name), lists, styles)
        record = dictionary.records[name]
        note(made, table, record.definition_zh if language == "zh" else record.definition_en)
    add_instructions(workbook, contents, language, dictionary.version, styles)
    workbook.active = 0
    keys = ",".join((ENTERPRISE, *forms, *tables))
    workbook.custom_doc_props.append(StringProperty(name=SHEETS_PROPERTY, value=keys))
    workbook.custom_doc_props.append(StringProperty(name=VERSION_PROPERTY, value=dictionary.version))
    save_workbook(workbook, path)


def _about(enterprise: Enterprise) -> Mapping[str, Sequence[FormLine]]:
    stated = {
        "uscc": enterprise.uscc,
        "name": enterprise.name,
        "region": enterprise.region,
        "industry": enterprise.industry,
    }
    return {name: (FormLine({VALUE: text}),) for name, text in stated.items() if text}


def _lines(sheet: FactSheet, name: str, dictionary: Dictionary) -> list[FormLine]:
    """As few lines as keep, under each year, the observations in the order they were stated."""
    by_key: dict[int, tuple[Observation, ...]] = dict(sheet.yearly.get(name, {}))
    if name in sheet.now:
        by_key = {VALUE: sheet.now[name]}
    lines: list[tuple[FormLine, dict[int, Any]]] = []
    for key, observations in by_key.items():
        start = 0
        for seen in observations:
            start = _place(lines, start, key, seen, dictionary) + 1
    return [FormLine(values, line.source, line.observed_at, line.official) for line, values in lines]


def _place(
    lines: list[tuple[FormLine, dict[int, Any]]],
    start: int,
    key: int,
    seen: Observation,
    dictionary: Dictionary,
) -> int:
    """Put an observation on the first line from ``start`` with its source, or on a new one."""
    official = None if seen.official == dictionary.is_official(seen.source) else seen.official
    head = FormLine({}, seen.source, seen.observed_at, official)
    for place in range(start, len(lines)):
        if lines[place][0] == head:
            lines[place][1][key] = seen.value
            return place
    lines.append((head, {key: seen.value}))
    return len(lines) - 1


def _listed(form: FormSpec, language: str) -> str:
    names = [getattr(entry, language) for entry in form.entries.values()]
    joint, more = ("、", "等") if language == "zh" else (", ", " …")
    return joint.join(names[:4]) + (more if len(names) > 4 else "")
