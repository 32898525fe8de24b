"""What the search for ways to pass says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from kechuang.engines.facts.sheet import Value
from kechuang.engines.rules.model import Bilingual
from kechuang.engines.rules.results import Status

AS_OF = "as_of"


@dataclass(frozen=True, slots=True)
class Change:
    """One fact to change.

    ``fact`` is a fact key (``tech_staff:2025``), a record to which rows are added (``ip``), or ``as_of``.
    ``before`` and ``after`` are exact decimals, ``true``/``false``, ISO dates, or row counts; ``before`` is
    ``None`` where the fact is not known today. ``row`` is what an added row must say.
    ``also`` are changes that come with this one and are not what makes the firm pass: a person hired is one more
    employee, money spent is one more cost. The way was verified with them and without them.
    """

    fact: str
    before: str | None
    after: str
    title: Bilingual
    cost: Fraction
    row: Mapping[str, Value] = field(default_factory=dict)
    also: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """Changes that together make the firm pass. ``cost`` is in 万元 and ranks ways, no more.

    ``earliest`` is the day on which the way works when it includes waiting, else ``None``.
    """

    changes: tuple[Change, ...]
    cost: Fraction
    status_after: Status
    earliest: date | None = None


@dataclass(frozen=True, slots=True)
class NearestResult:
    """At most three ways: those open today by cost, then waiting. ``blocked`` says why there is none.

    ``not_before`` is the first day on which the standard can be reached, when it cannot be reached today.
    """

    ways: tuple[Way, ...] = ()
    blocked: tuple[Bilingual, ...] = ()
    not_before: date | None = None
