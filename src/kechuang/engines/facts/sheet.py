"""One enterprise's facts: values with source and date, several sources kept side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Value = Decimal | bool | date | str
Row = Mapping[str, Value | None]


@dataclass(frozen=True, slots=True)
class Observation:
    """A value somebody stated: who, when, and whether the source is the official one.

    Numbers are ``Decimal`` in the dictionary's unit (money in 万元, ratios as fractions of one).
    """

    value: Value
    source: str = ""
    observed_at: date | None = None
    official: bool = False


@dataclass(frozen=True, slots=True)
class Enterprise:
    """Who the facts are about. ``region`` is a six-digit division code, ``uscc`` the 统一社会信用代码."""

    uscc: str
    name: str = ""
    region: str = ""
    industry: str = ""


@dataclass(frozen=True, slots=True)
class FactSheet:
    """Facts of one enterprise. A name or year that is absent is unknown, never zero; a record list that is
    absent is unknown, an empty list is known to be empty."""

    enterprise: Enterprise
    yearly: Mapping[str, Mapping[int, tuple[Observation, ...]]] = field(default_factory=dict)
    now: Mapping[str, tuple[Observation, ...]] = field(default_factory=dict)
    records: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    def observations(self, name: str, year: int | None = None) -> tuple[Observation, ...]:
        if year is None:
            return self.now.get(name, ())
        return self.yearly.get(name, {}).get(year, ())

    def used(self, name: str, year: int | None = None) -> Observation | None:
        """The observation that counts: the official one, else the latest, else the first stated."""
        return preferred(self.observations(name, year))

    def value(self, name: str, year: int | None = None) -> Value | None:
        observation = self.used(name, year)
        return None if observation is None else observation.value

    def disagreements(self) -> tuple[tuple[str, int | None], ...]:
        """Facts whose sources state different values, as (name, year or None)."""
        found: list[tuple[str, int | None]] = []
        for name, years in self.yearly.items():
            found.extend((name, year) for year, seen in years.items() if _differ(seen))
        found.extend((name, None) for name, seen in self.now.items() if _differ(seen))
        return tuple(found)


def preferred(observations: tuple[Observation, ...]) -> Observation | None:
    """The official observation if there is one, else the latest dated, else the first."""
    if not observations:
        return None
    return max(
        enumerate(observations),
        key=lambda item: (item[1].official, item[1].observed_at or date.min, -item[0]),
    )[1]


def _differ(observations: tuple[Observation, ...]) -> bool:
    return len({observation.value for observation in observations}) > 1


def fact_key(name: str, year: int | None = None) -> str:
    """How a fact is named in results: ``revenue:2025`` or ``own_brand``."""
    return name if year is None else f"{name}:{year}"
