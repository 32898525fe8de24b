"""A table: one line a row, one column a definition, with the code of each column under its heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kechuang.engines.facts.dictionary import Definition, FactType
from kechuang.engines.facts.sheet import Row
from kechuang.formats.excel.cells import UNKNOWN_WORDS, put_text, put_value
from kechuang.formats.excel.choices import ChoiceLists
from kechuang.formats.excel.notes import definition_note
from kechuang.formats.excel.styles import Styles, prepare_sheet, set_widths
from kechuang.formats.excel.words import NONE_QUESTION, both, sheet_title
from kechuang.formats.values.units import unit_label

TITLE_ROW, NOTE_ROW, NONE_ROW, HEADER_ROW, CODE_ROW, FIRST_ROW = 1, 2, 3, 4, 5, 6
_BLANK_ROWS = 30
_DROP_DOWN_ROWS = 2000


@dataclass(frozen=True, slots=True)
class TableSpec:
    """``key`` stands before the codes, as in ``ip.kind``; ``asks_none`` lets people say that there are no rows."""

    key: str
    zh: str
    en: str
    columns: Mapping[str, Definition]
    note_zh: str = ""
    note_en: str = ""
    asks_none: bool = False


def add_table(
    workbook: Any, spec: TableSpec, rows: Sequence[Row] | None, lists: ChoiceLists, styles: Styles
) -> Any:
    """A new sheet; ``rows`` None is unknown, an empty sequence is known to be none."""
    sheet = workbook.create_sheet(sheet_title((spec.zh, spec.en), lists.language))
    prepare_sheet(sheet)
    _write_head(sheet, spec, lists, styles, known_none=rows is not None and not rows)
    definitions = list(spec.columns.values())
    labels = [lists.labels(definition) for definition in definitions]
    for row_number in range(FIRST_ROW, FIRST_ROW + len(rows or ()) + _BLANK_ROWS):
        for column, definition in enumerate(definitions, 1):
            styles.as_input(sheet.cell(row_number, column), definition)
    for place, row in enumerate(rows or ()):
        _write_row(sheet, FIRST_ROW + place, spec, row, labels, lists.language)
    _offer_choices(sheet, definitions, lists)
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 2)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    set_widths(sheet, [_width(definition) for definition in definitions])
    return sheet


def _write_head(sheet: Any, spec: TableSpec, lists: ChoiceLists, styles: Styles, *, known_none: bool) -> None:
    language = lists.language
    title = sheet.cell(TITLE_ROW, 1)
    put_text(title, both((spec.zh, spec.en), language, "  "))
    styles.as_title(title)
    note = sheet.cell(NOTE_ROW, 1)
    put_text(note, spec.note_zh if language == "zh" else spec.note_en)
    styles.as_note(note)
    sheet.row_dimensions[TITLE_ROW].height = 28
    sheet.row_dimensions[HEADER_ROW].height = 58
    if spec.asks_none:
        _write_none(sheet, lists, styles, known_none=known_none)
    for column, (code, definition) in enumerate(spec.columns.items(), 1):
        head = sheet.cell(HEADER_ROW, column)
        text = both((definition.zh, definition.en), language, "\n")
        unit = f"\n({unit_label(definition.unit, language)})" if definition.unit else ""
        put_text(head, text + unit)
        styles.as_header(head)
        head.comment = definition_note(definition, language)
        cell = sheet.cell(CODE_ROW, column)
        put_text(cell, f"{spec.key}.{code}")
        styles.as_code(cell)


def _write_none(sheet: Any, lists: ChoiceLists, styles: Styles, *, known_none: bool) -> None:
    question = sheet.cell(NONE_ROW, 1)
    put_text(question, both(NONE_QUESTION, lists.language, "\n"))
    styles.as_label(question, strong=True)
    answer = sheet.cell(NONE_ROW, 2)
    styles.as_input(answer)
    lists.offer_boolean(sheet, answer.coordinate)
    sheet.row_dimensions[NONE_ROW].height = 30
    if known_none:
        put_text(answer, lists.labels(_YES_NO)["true"])


_YES_NO = Definition("none", *NONE_QUESTION, FactType.BOOLEAN)


def _write_row(
    sheet: Any, number: int, spec: TableSpec, row: Row, labels: Sequence[dict[str, str]], language: str
) -> None:
    for column, name in enumerate(spec.columns, 1):
        value = row.get(name)
        if value is not None:
            put_value(sheet.cell(number, column), value, labels[column - 1])
    if all(row.get(name) is None for name in spec.columns):
        put_text(sheet.cell(number, 1), UNKNOWN_WORDS[language])


def _offer_choices(sheet: Any, definitions: Sequence[Definition], lists: ChoiceLists) -> None:
    from openpyxl.utils import get_column_letter

    for column, definition in enumerate(definitions, 1):
        letter = get_column_letter(column)
        lists.offer(sheet, f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + _DROP_DOWN_ROWS}", definition)


def _width(definition: Definition) -> float:
    match definition.type:
        case FactType.CHOICE:
            return 26
        case FactType.TEXT:
            return 24
        case FactType.DATE:
            return 14
        case _:
            return 16
