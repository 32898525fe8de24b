"""The dictionary of fact names: one definition each; templates, readers, schemas and rules come from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class FactType(StrEnum):
    """What kind of value a fact holds."""

    NUMBER = "number"
    INTEGER = "integer"
    MONEY = "money"
    RATIO = "ratio"
    BOOLEAN = "boolean"
    DATE = "date"
    CHOICE = "choice"
    TEXT = "text"

    @property
    def is_numeric(self) -> bool:
        return self in {FactType.NUMBER, FactType.INTEGER, FactType.MONEY, FactType.RATIO}


class Period(StrEnum):
    """Whether a fact is keyed by fiscal year or holds now."""

    YEAR = "year"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Definition:
    """A named value with its bilingual label, type, unit and citation.

    ``minimum``/``maximum`` bound what any true value can be (``None`` is unbounded); rules use them to decide
    what a missing value could at most be.
    """

    name: str
    zh: str
    en: str
    type: FactType
    unit: str = ""
    definition_zh: str = ""
    definition_en: str = ""
    citation: str = ""
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class FactDefinition(Definition):
    """A fact of the enterprise: yearly (keyed by fiscal year) or of now.

    ``judged`` is what only people decide, ``running_year`` what is stated for the year still running, ``part_of``
    the fact that no true value of this one exceeds.
    """

    period: Period = Period.NOW
    theme: str = ""
    judged: bool = False
    running_year: bool = False
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class ColumnDefinition(Definition):
    """A column of a record. ``presumed`` is what an absent value is taken for, as every result says.

    ``computed`` names the column and the key of its choices that decide this one, as in ``kind.class``.
    """

    required: bool = False
    presumed: bool | str | None = None
    computed: str = ""


@dataclass(frozen=True, slots=True)
class RecordDefinition:
    """A list an enterprise keeps: intellectual property, titles, awards, …"""

    name: str
    zh: str
    en: str
    theme: str
    columns: Mapping[str, ColumnDefinition]
    definition_zh: str = ""
    definition_en: str = ""


@dataclass(frozen=True, slots=True)
class DerivedDefinition:
    """A figure with one formula over facts, in the rule language's expression syntax."""

    name: str
    zh: str
    en: str
    unit: str
    expression: str
    definition_zh: str = ""
    definition_en: str = ""
    citation: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """A sheet of the workbook and a section of the profile."""

    name: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class OfficialSource:
    """A source that counts as official when its text holds one of ``words`` and none of ``unless``."""

    name: str
    zh: str
    en: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()

    def matches(self, source: str) -> bool:
        text = source.casefold()
        return any(word.casefold() in text for word in self.words) and not any(
            word.casefold() in text for word in self.unless
        )


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Every name Kechuang knows, by name and in the order of the dictionary files."""

    version: str
    themes: Mapping[str, Theme]
    attributes: Mapping[str, FactDefinition]
    facts: Mapping[str, FactDefinition]
    records: Mapping[str, RecordDefinition]
    derived: Mapping[str, DerivedDefinition]
    official_sources: tuple[OfficialSource, ...] = ()

    def yearly(self) -> tuple[FactDefinition, ...]:
        return tuple(fact for fact in self.facts.values() if fact.period is Period.YEAR)

    def current(self) -> tuple[FactDefinition, ...]:
        return tuple(fact for fact in self.facts.values() if fact.period is Period.NOW)

    def is_official(self, source: str) -> bool:
        """Whether a source counts as official by its own words."""
        return bool(source) and any(known.matches(source) for known in self.official_sources)

    def facts_of(self, theme: str) -> tuple[FactDefinition, ...]:
        return tuple(fact for fact in self.facts.values() if fact.theme == theme)

    def label(self, name: str, language: str = "zh") -> str:
        """The label of a fact, derived figure, record or attribute; the name itself when unknown."""
        for group in (self.facts, self.derived, self.records, self.attributes):
            if name in group:
                return str(getattr(group[name], language))
        return name
