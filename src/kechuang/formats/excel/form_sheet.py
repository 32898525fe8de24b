"""A form: one line a fact, its values across (by year, or one), then source, date and whether it is official."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kechuang.engines.facts.dictionary import Definition, FactType
from kechuang.engines.facts.sheet import Value
from kechuang.formats.excel.cells import put_text, put_value
from kechuang.formats.excel.choices import ChoiceLists
from kechuang.formats.excel.notes import definition_note
from kechuang.formats.excel.styles import Styles, prepare_sheet, set_widths
from kechuang.formats.excel.words import HEADINGS, both, sheet_title
from kechuang.formats.values.units import unit_label

TITLE_ROW, NOTE_ROW, HEADER_ROW, FIRST_ROW = 1, 2, 4, 5
VALUE = 0  # the key of the value of now, where others are years
_LABELS = 3  # two labels and the unit stand before the values
_LABEL_WIDTH = 38.0


@dataclass(frozen=True, slots=True)
class FormLine:
    """What one source says of one fact."""

    values: Mapping[int, Value] = field(default_factory=dict)
    source: str = ""
    observed_at: date | None = None
    official: bool | None = None


@dataclass(frozen=True, slots=True)
class FormSpec:
    """``years`` None makes a form of values of now."""

    zh: str
    en: str
    entries: Mapping[str, Definition]
    note_zh: str = ""
    note_en: str = ""
    years: tuple[int, ...] | None = None
    with_sources: bool = True

    @property
    def keys(self) -> tuple[int, ...]:
        return (VALUE,) if self.years is None else self.years


def add_form(
    workbook: Any,
    spec: FormSpec,
    lines: Mapping[str, Sequence[FormLine]],
    lists: ChoiceLists,
    styles: Styles,
) -> Any:
    """A new sheet with a line for each entry, and one more for each further source."""
    sheet = workbook.create_sheet(sheet_title((spec.zh, spec.en), lists.language))
    prepare_sheet(sheet)
    _write_head(sheet, spec, lists.language, styles)
    row = FIRST_ROW
    for code, definition in spec.entries.items():
        for line in lines.get(code) or (FormLine(),):
            _write_line(sheet, row, code, definition, line, spec, lists, styles)
            row += 1
    _offer_choices(sheet, spec, lines, lists)
    sheet.freeze_panes = sheet.cell(FIRST_ROW, _LABELS + 1)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    set_widths(sheet, _widths(spec))
    return sheet


def _write_head(sheet: Any, spec: FormSpec, language: str, styles: Styles) -> None:
    title = sheet.cell(TITLE_ROW, 1)
    put_text(title, both((spec.zh, spec.en), language, "  "))
    styles.as_title(title)
    note = sheet.cell(NOTE_ROW, 1)
    put_text(note, spec.note_zh if language == "zh" else spec.note_en)
    styles.as_note(note)
    sheet.row_dimensions[TITLE_ROW].height = 28
    sheet.row_dimensions[NOTE_ROW].height = 18
    sheet.row_dimensions[HEADER_ROW].height = 32
    first, second = ("指标", "Indicator") if language == "zh" else ("Indicator", "指标")
    heads: list[str | int] = [first, second, both(HEADINGS["unit"], language, "\n")]
    heads += (both(HEADINGS["value"], language, "\n"),) if spec.years is None else spec.years
    if spec.with_sources:
        heads += [both(HEADINGS[each], language, "\n") for each in ("source", "observed_at", "official")]
    heads.append(both(HEADINGS["code"], language, "\n"))
    for column, head in enumerate(heads, 1):
        cell = sheet.cell(HEADER_ROW, column, head)
        styles.as_header(cell)


def _write_line(
    sheet: Any,
    row: int,
    code: str,
    definition: Definition,
    line: FormLine,
    spec: FormSpec,
    lists: ChoiceLists,
    styles: Styles,
) -> None:
    own, other = ("zh", "en") if lists.language == "zh" else ("en", "zh")
    label = sheet.cell(row, 1)
    put_text(label, getattr(definition, own))
    styles.as_label(label, strong=True)
    label.comment = definition_note(definition, lists.language)
    wraps = _wraps(definition.zh) or _wraps(definition.en)
    sheet.row_dimensions[row].height = 34 if wraps else 22
    second = sheet.cell(row, 2)
    put_text(second, getattr(definition, other))
    styles.as_label(second)
    unit = sheet.cell(row, _LABELS)
    put_text(unit, unit_label(definition.unit, lists.language))
    styles.as_label(unit)
    unit.alignment = styles.centre
    labels = lists.labels(definition)
    for column, key in enumerate(spec.keys, _LABELS + 1):
        cell = sheet.cell(row, column)
        styles.as_input(cell, definition)
        if key in line.values:
            put_value(cell, line.values[key], labels)
    column = _LABELS + len(spec.keys) + 1
    if spec.with_sources:
        _write_source(sheet, row, column, line, lists, styles)
        column += 3
    last = sheet.cell(row, column)
    put_text(last, code)
    styles.as_code(last)


def _write_source(
    sheet: Any, row: int, column: int, line: FormLine, lists: ChoiceLists, styles: Styles
) -> None:
    source, observed, official = (sheet.cell(row, column + place) for place in range(3))
    for cell in (source, observed, official):
        styles.as_input(cell)
    observed.number_format = "yyyy-mm-dd"
    if line.source:
        put_text(source, line.source)
    if line.observed_at is not None:
        observed.value = line.observed_at
    if line.official is not None:
        put_text(official, lists.labels(_OFFICIAL)["true" if line.official else "false"])


_OFFICIAL = Definition("official", "官方来源", "Official", FactType.BOOLEAN)


def _offer_choices(
    sheet: Any, spec: FormSpec, lines: Mapping[str, Sequence[FormLine]], lists: ChoiceLists
) -> None:
    from openpyxl.utils import get_column_letter

    first = get_column_letter(_LABELS + 1)
    last = get_column_letter(_LABELS + len(spec.keys))
    row = FIRST_ROW
    for code, definition in spec.entries.items():
        for _ in lines.get(code) or (FormLine(),):
            lists.offer(sheet, f"{first}{row}:{last}{row}", definition)
            if definition.type is FactType.MONEY:
                lists.offer_money_units(sheet, f"C{row}")
            row += 1
    if spec.with_sources and row > FIRST_ROW:
        column = get_column_letter(_LABELS + len(spec.keys) + 3)
        lists.offer_boolean(sheet, f"{column}{FIRST_ROW}:{column}{row - 1}")


def _wraps(label: str) -> bool:
    """Whether a label needs a second line; a Chinese character is as wide as two others."""
    return sum(2 if ord(each) > 0x2E80 else 1 for each in label) > _LABEL_WIDTH


def _widths(spec: FormSpec) -> list[float]:
    value = 30.0 if spec.years is None else 14.0
    sources = [30.0, 13.0, 10.0] if spec.with_sources else []
    return [_LABEL_WIDTH, _LABEL_WIDTH, 9.0, *([value] * len(spec.keys)), *sources, 32.0]
