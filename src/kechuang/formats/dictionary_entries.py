"""The entries of the dictionary files: one reader a section."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TypedDict

from kechuang.engines.facts.dictionary import (
    ColumnDefinition,
    DerivedDefinition,
    FactDefinition,
    FactType,
    OfficialSource,
    Period,
    RecordDefinition,
    Theme,
)
from kechuang.formats.yaml_fields import Fields

MARKS = ("verified-text", "verified-2nd", "unverified", "defined-here")

_TYPES = tuple(each.value for each in FactType)
_PERIODS = tuple(each.value for each in Period)
_DEFINITION_KEYS = (
    "zh",
    "en",
    "type",
    "unit",
    "definition",
    "citation",
    "mark",
    "choices",
    "minimum",
    "maximum",
)
_FACT_KEYS = (*_DEFINITION_KEYS, "period", "judged", "running_year", "part_of")
_COLUMN_KEYS = (*_DEFINITION_KEYS, "required", "presumed", "computed")
_RECORD_KEYS = ("zh", "en", "definition", "columns")
_DERIVED_KEYS = ("zh", "en", "unit", "expression", "definition", "citation", "mark")
_SOURCE_KEYS = ("zh", "en", "words", "unless")


class _Common(TypedDict):
    name: str
    zh: str
    en: str
    type: FactType
    unit: str
    definition_zh: str
    definition_en: str
    citation: str
    choices: Mapping[str, Mapping[str, str]]
    minimum: Decimal | None
    maximum: Decimal | None
    mark: str


def read_themes(part: Fields) -> dict[str, Theme]:
    found = {}
    for name, entry in part.inners("themes"):
        entry.refuse_others(("zh", "en"))
        found[name] = Theme(name, entry.text("zh"), entry.text("en"))
    return found


def read_attributes(part: Fields) -> dict[str, FactDefinition]:
    found = {}
    for name, entry in part.inners("attributes"):
        entry.refuse_others(_FACT_KEYS)
        found[name] = FactDefinition(**_common(name, entry))
    return found


def read_facts(part: Fields) -> dict[str, FactDefinition]:
    theme = part.text("theme", "")
    usual = part.choice("period", _PERIODS, Period.NOW.value)
    found = {}
    for name, entry in part.inners("facts"):
        entry.refuse_others(_FACT_KEYS)
        _need_definition(entry, citation=True)
        found[name] = FactDefinition(
            **_common(name, entry),
            period=Period(entry.choice("period", _PERIODS, usual)),
            theme=theme,
            judged=entry.flag("judged"),
            running_year=entry.flag("running_year"),
            part_of=entry.text("part_of", ""),
        )
    return found


def read_records(part: Fields) -> dict[str, RecordDefinition]:
    theme = part.text("theme", "")
    found = {}
    for name, entry in part.inners("records"):
        entry.refuse_others(_RECORD_KEYS)
        _need_definition(entry, citation=False)
        zh, en = entry.both("definition")
        columns = read_columns(entry)
        found[name] = RecordDefinition(
            name, entry.text("zh"), entry.text("en"), theme, columns, definition_zh=zh, definition_en=en
        )
    return found


def read_columns(record: Fields) -> dict[str, ColumnDefinition]:
    """The columns of a record, or of any other table of named columns."""
    found = {}
    for name, entry in record.inners("columns"):
        entry.refuse_others(_COLUMN_KEYS)
        _need_definition(entry, citation=False)
        presumed = entry.raw("presumed")
        if presumed is not None and not isinstance(presumed, (bool, str)):
            entry.fault("presumed", "yaml_not_flag", "expect_flag", presumed)
            presumed = None
        found[name] = ColumnDefinition(
            **_common(name, entry),
            required=entry.flag("required"),
            presumed=presumed,
            computed=entry.text("computed", ""),
        )
    _check_computed(record, found)
    return found


def read_derived(part: Fields) -> dict[str, DerivedDefinition]:
    found = {}
    for name, entry in part.inners("derived"):
        entry.refuse_others(_DERIVED_KEYS)
        _need_definition(entry, citation=True)
        zh, en = entry.both("definition")
        found[name] = DerivedDefinition(
            name,
            entry.text("zh"),
            entry.text("en"),
            entry.text("unit", ""),
            entry.text("expression"),
            definition_zh=zh,
            definition_en=en,
            citation=entry.text("citation", ""),
            mark=_mark(entry),
        )
    return found


def read_sources(part: Fields) -> dict[str, OfficialSource]:
    found = {}
    for name, entry in part.inners("sources"):
        entry.refuse_others(_SOURCE_KEYS)
        if "words" not in entry:
            entry.fault("", "yaml_missing_key", "expect_texts", name="words")
        found[name] = OfficialSource(
            name, entry.text("zh"), entry.text("en"), entry.texts("words"), entry.texts("unless")
        )
    return found


def _common(name: str, entry: Fields) -> _Common:
    zh, en = entry.both("definition")
    kind = FactType(entry.choice("type", _TYPES))
    choices = _choices(entry)
    if kind is not FactType.TEXT and (kind is FactType.CHOICE) != bool(choices):
        entry.fault("choices" if choices else "", "choices_do_not_fit_type", "", kind.value)
    minimum, maximum = entry.number("minimum"), entry.number("maximum")
    if minimum is not None and maximum is not None and minimum > maximum:
        entry.fault("minimum", "bounds_crossed", "", minimum)
    return {
        "name": name,
        "zh": entry.text("zh"),
        "en": entry.text("en"),
        "type": kind,
        "unit": entry.text("unit", ""),
        "definition_zh": zh,
        "definition_en": en,
        "citation": entry.text("citation", ""),
        "choices": choices,
        "minimum": minimum,
        "maximum": maximum,
        "mark": _mark(entry),
    }


def _choices(entry: Fields) -> dict[str, dict[str, str]]:
    found = {}
    for code, labels in entry.inners("choices"):
        labels.text("zh")
        labels.text("en")
        found[code] = {key: labels.text(key) for key in labels.keys()}  # noqa: SIM118 — this is no dict
    return found


def _mark(entry: Fields) -> str:
    return entry.choice("mark", MARKS) if "mark" in entry else ""


def _need_definition(entry: Fields, *, citation: bool) -> None:
    for key in ("definition", "citation", "mark") if citation else ("definition",):
        if key not in entry:
            entry.fault("", "yaml_missing_key", "expect_text", name=key)


def _check_computed(record: Fields, columns: Mapping[str, ColumnDefinition]) -> None:
    """``computed: kind.class`` takes the value from the ``class`` of the choice in column ``kind``."""
    for name, column in columns.items():
        if not column.computed:
            continue
        origin, _, key = column.computed.partition(".")
        known = columns.get(origin)
        if known is None or not known.choices or any(key not in each for each in known.choices.values()):
            record.inner("columns").inner(name).fault("computed", "bad_computed", "", column.computed)
