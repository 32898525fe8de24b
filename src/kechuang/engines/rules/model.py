"""A standard as data: versions in force by date, case and region; clauses; score; levers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from kechuang.engines.facts.sheet import Value
from kechuang.engines.rules.expression.nodes import Node


class Mark(StrEnum):
    """How sure we are of a text: read whole, read in secondary sources that agree, or not seen in a source."""

    TEXT = "verified-text"
    SECOND = "verified-2nd"
    UNVERIFIED = "unverified"


class Case(StrEnum):
    """What the check is for: a first application, or the review of a title that is held (复核)."""

    APPLICATION = "application"
    REVIEW = "review"


class ClauseKind(StrEnum):
    """How a clause is decided: a condition, all/any/at least k of its parts, not its part, or by people."""

    CONDITION = "condition"
    ALL = "all"
    ANY = "any"
    AT_LEAST = "at_least"
    NOT = "not"
    JUDGE = "judge"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in Chinese and English; the Chinese is the official wording or its faithful abridgement."""

    zh: str
    en: str = ""

    def text(self, language: str = "zh") -> str:
        return (self.en or self.zh) if language == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text can be read."""

    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Applicability:
    """When a clause applies at all. ``region`` is the beginning of a division code; ``when`` a condition on facts."""

    cases: frozenset[Case] = frozenset(Case)
    start: date | None = None
    end: date | None = None
    region: str = ""
    when: Node | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and its parts. ``unless`` is an exemption that meets the clause whatever its condition says."""

    id: str
    title: Bilingual
    text: Bilingual
    citation: str
    mark: Mark
    kind: ClauseKind
    condition: Node | None = None
    parts: tuple[Clause, ...] = ()
    needed: int = 0
    unless: Clause | None = None
    applies: Applicability = Applicability()
    presumed: Mapping[str, Value] = field(default_factory=dict)
    confirm: bool = False
    note: Bilingual = Bilingual("")
    line: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """Points when the condition holds; different ends where experts choose within the band."""

    condition: Node
    low: Fraction
    high: Fraction
    text: str = ""


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """One indicator: the first band whose condition holds, or a points expression, or the best of alternatives."""

    id: str
    title: Bilingual
    text: Bilingual
    citation: str
    maximum: Fraction
    group: str = ""
    measure: Node | None = None
    bands: tuple[Band, ...] = ()
    points: Node | None = None
    alternatives: tuple[ScoreItem, ...] = ()
    judged: bool = False
    presumed: Mapping[str, Value] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class ScoreGroup:
    """A class of indicators; its sum is capped at ``maximum``."""

    id: str
    title: Bilingual
    maximum: Fraction


@dataclass(frozen=True, slots=True)
class Score:
    items: tuple[ScoreItem, ...]
    groups: tuple[ScoreGroup, ...]
    maximum: Fraction
    passing: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Indicators that a province sets in place of one item of a national score (地方特色化指标)."""

    standard: str
    version: str
    item: str
    region: str
    citation: str
    mark: Mark
    items: tuple[ScoreItem, ...]
    digest: str = ""
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth showing that fails nobody: a check trigger, a warning. Shown when the condition holds."""

    id: str
    text: Bilingual
    citation: str
    mark: Mark
    condition: Node
    line: int = 0


@dataclass(frozen=True, slots=True)
class Lever:
    """A fact that a firm can change, in which direction, how far, in what steps and at what cost a step.

    ``target`` is a yearly fact (of the last fiscal year), a current fact, or a record to which rows are added.
    Costs are in 万元 a unit; they only rank ways and are the user's to change.
    """

    target: str
    title: Bilingual
    direction: str
    step: Fraction
    cost: Fraction
    minimum: Fraction | None = None
    maximum: Fraction | None = None
    also: Mapping[str, Fraction] = field(default_factory=dict)
    row: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InForce:
    """The dates on which a version decides a kind of case; ``end`` is the last day, ``None`` until replaced."""

    case: Case
    start: date
    end: date | None
    citation: str = ""
    mark: Mark = Mark.TEXT


@dataclass(frozen=True, slots=True)
class Standard:
    """One version of one standard.

    ``region`` is the beginning of the division codes it applies to (empty: the whole country). ``digest`` is the
    SHA-256 of the pack's text, so that a result can be replayed against exactly these words.
    """

    id: str
    title: Bilingual
    version: str
    citation: str
    mark: Mark
    effective: date
    in_force: tuple[InForce, ...]
    clauses: tuple[Clause, ...]
    score: Score | None = None
    region: str = ""
    notices: tuple[Notice, ...] = ()
    levers: tuple[Lever, ...] = ()
    sources: tuple[Source, ...] = ()
    validity_years: int | None = None
    note: Bilingual = Bilingual("")
    digest: str = ""
    path: str = ""

    def decides(self, case: Case, day: date) -> InForce | None:
        """The period in which this version decides such a case on that day."""
        for period in self.in_force:
            if period.case is case and period.start <= day and (period.end is None or day <= period.end):
                return period
        return None
