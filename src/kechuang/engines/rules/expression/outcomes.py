"""What an expression comes to, and why: facts used, facts missing, what only people judge, what was presumed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from kechuang.engines.rules.expression.interval import End, Interval


class Note(StrEnum):
    """Why a figure does not exist although nothing is missing."""

    ZERO_DIVISOR = "zero_divisor"
    NEGATIVE_BASE = "negative_base"
    NO_OPERATING_YEAR = "no_operating_year"


@dataclass(frozen=True, slots=True)
class Remark:
    """A note about an expression; ``subject`` is the expression's text."""

    note: Note
    subject: str


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """Whether a row of a record counts: ``verdict`` true, false or ``None`` (unknown); the first failed condition."""

    record: str
    row: int
    verdict: bool | None
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """The grounds of an outcome. Names are fact keys such as ``revenue:2025`` or ``ip[0].benefit``."""

    facts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    judged: tuple[str, ...] = ()
    presumed: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    rows: tuple[RowVerdict, ...] = ()

    @property
    def is_open_for_people_only(self) -> bool:
        return bool(self.judged) and not self.missing and not self.remarks


NOTHING = Why()


def because(reasons: Iterable[Why]) -> Why:
    """All grounds together, each once, in order of appearance."""
    grounds = [reason for reason in reasons if reason is not NOTHING]
    if not grounds:
        return NOTHING
    if len(grounds) == 1:
        return grounds[0]
    return Why(
        *(
            tuple(dict.fromkeys(item for reason in grounds for item in getattr(reason, name)))
            for name in ("facts", "missing", "judged", "presumed", "remarks", "rows")
        )
    )


@dataclass(frozen=True, slots=True)
class Number:
    """A figure between ``low`` and ``high`` (``None``: unbounded).

    With ``root`` n > 1 the ends are of ``(1 + figure) ** n``: a compound rate, kept exact by not taking the root.
    """

    low: End
    high: End
    why: Why = NOTHING
    root: int = 1

    @property
    def interval(self) -> Interval:
        return self.low, self.high

    @property
    def exact(self) -> Fraction | None:
        return self.low if self.low == self.high else None


@dataclass(frozen=True, slots=True)
class Truth:
    """True, false, or ``None`` for not known."""

    value: bool | None
    why: Why = NOTHING


@dataclass(frozen=True, slots=True)
class Moment:
    value: date | None
    why: Why = NOTHING


@dataclass(frozen=True, slots=True)
class Word:
    value: str | None
    why: Why = NOTHING


Outcome = Number | Truth | Moment | Word


def all_true(parts: Iterable[Truth]) -> Truth:
    """Conjunction: one false part decides, whatever is missing elsewhere."""
    found = list(parts)
    for value in (False, None):
        deciding = [part.why for part in found if part.value is value]
        if deciding:
            return Truth(value, because(deciding))
    return Truth(True, because(part.why for part in found))


def any_true(parts: Iterable[Truth]) -> Truth:
    """Disjunction: one true part decides."""
    found = list(parts)
    for value in (True, None):
        deciding = [part.why for part in found if part.value is value]
        if deciding:
            return Truth(value, because(deciding))
    return Truth(False, because(part.why for part in found))
