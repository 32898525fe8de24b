"""The dictionary of facts, loaded from its YAML files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TypeVar

from kechuang.engines.facts.dictionary import Dictionary, FactDefinition, Theme
from kechuang.formats.dictionary_entries import (
    read_attributes,
    read_derived,
    read_facts,
    read_records,
    read_sources,
    read_themes,
)
from kechuang.formats.faults import Fault, make_fault, raise_faults
from kechuang.formats.pack_files import PackFile, list_packs
from kechuang.formats.yaml_fields import Fields
from kechuang.formats.yaml_lines import load_yaml

Each = TypeVar("Each")

_SECTIONS = ("version", "themes", "attributes", "theme", "period", "facts", "records", "derived", "sources")


@cache
def load_dictionary() -> Dictionary:
    """Our own dictionary; read once."""
    return build_dictionary(list_packs("dictionary"))


def build_dictionary(files: Iterable[PackFile]) -> Dictionary:
    """The dictionary that some files make together.

    Raises:
        InputFaults: every fault of every file, with its line.
    """
    faults: list[Fault] = []
    parts = [Fields(load_yaml(file.text, file.label), faults) for file in files]
    for part in parts:
        part.refuse_others(_SECTIONS)
    seen: set[str] = set()
    themes = _join(parts, "themes", read_themes, seen)
    attributes = _join(parts, "attributes", read_attributes, seen)
    facts = _join(parts, "facts", read_facts, seen)
    records = _join(parts, "records", read_records, seen)
    derived = _join(parts, "derived", read_derived, seen)
    sources = _join(parts, "sources", read_sources, set())
    _check_themes(parts, themes, facts)
    _check_parts(parts, facts)
    raise_faults(faults)
    order = {name: place for place, name in enumerate(themes)}
    return Dictionary(
        version=next((part.text("version") for part in parts if "version" in part), ""),
        themes=themes,
        attributes=attributes,
        facts=dict(sorted(facts.items(), key=lambda item: order[item[1].theme])),
        records=dict(sorted(records.items(), key=lambda item: order[item[1].theme])),
        derived=derived,
        official_sources=tuple(sources.values()),
    )


def _join(
    parts: Iterable[Fields], section: str, read: Callable[[Fields], Mapping[str, Each]], seen: set[str]
) -> dict[str, Each]:
    """One section of all files; a name stands for one thing only, whatever file or section it is in."""
    joined: dict[str, Each] = {}
    for part in parts:
        for name, each in read(part).items():
            if name in seen:
                where = part.document.where((section, name))
                part.faults.append(make_fault(where, name, "name_twice"))
            seen.add(name)
            joined[name] = each
    return joined


def _check_themes(
    parts: Iterable[Fields], themes: Mapping[str, Theme], facts: Mapping[str, FactDefinition]
) -> None:
    """A theme is known, and a sheet of years or of values of now, never both."""
    periods = {fact.theme: fact.period for fact in facts.values()}
    for part in parts:
        theme = part.raw("theme")
        if theme is None:
            if "facts" in part or "records" in part:
                part.fault("", "yaml_missing_key", "expect_text", name="theme")
        elif theme not in themes:
            part.fault("theme", "unknown_theme", "expect_one_of", theme, choices=", ".join(themes))
        for name in part.inner("facts").keys():  # noqa: SIM118 — this is no dict
            if name in facts and facts[name].theme == theme and facts[name].period is not periods[theme]:
                part.fault("facts", "theme_mixes_periods", "", name)


def _check_parts(parts: Iterable[Fields], facts: Mapping[str, FactDefinition]) -> None:
    """A part belongs to a fact of the same unit and period."""
    for part in parts:
        for name, entry in part.inners("facts"):
            fact = facts.get(name)
            if fact is None or not fact.part_of:
                continue
            whole = facts.get(fact.part_of)
            if whole is None:
                entry.fault("part_of", "unknown_fact", "", fact.part_of)
            elif (whole.unit, whole.period) != (fact.unit, fact.period):
                entry.fault("part_of", "part_differs", "", fact.part_of)
