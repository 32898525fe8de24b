"""What a check says: every clause with text, value, need, margin, grounds; every score item with its points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction

from kechuang.engines.facts.sheet import Enterprise, Value
from kechuang.engines.rules.expression.interval import End
from kechuang.engines.rules.expression.outcomes import Remark, RowVerdict
from kechuang.engines.rules.expression.render import exact_text
from kechuang.engines.rules.model import Bilingual, Case, ClauseKind, Mark


class Status(StrEnum):
    """Three values, and two for what the facts cannot decide."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    MANUAL_REVIEW = "manual_review"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value as shown: a number between two ends (with ``root`` as in ``Number``), or a word, date or truth."""

    low: End = None
    high: End = None
    root: int = 1
    plain: Value | None = None

    @property
    def exact(self) -> bool:
        return self.plain is None and self.low is not None and self.low == self.high

    @property
    def is_known(self) -> bool:
        return self.plain is not None or self.exact

    def text(self) -> str | None:
        """Exact decimal text, ``true``/``false``, an ISO date or a word; ``None`` when not known."""
        if self.plain is not None:
            if isinstance(self.plain, bool):
                return "true" if self.plain else "false"
            return self.plain.isoformat() if isinstance(self.plain, date) else str(self.plain)
        if self.low is None or self.low != self.high:
            return None
        return exact_text(rooted(self.low, self.root))


def rooted(value: Fraction, root: int) -> Fraction:
    """``value ** (1/root) − 1`` to thirty digits, for showing; comparisons never take the root."""
    if root == 1:
        return value
    if value < 0:
        return value
    with localcontext() as context:
        context.prec = 30
        quotient = Decimal(value.numerator) / Decimal(value.denominator)
        return Fraction(quotient.sqrt() if root == 2 else quotient ** (Decimal(1) / Decimal(root))) - 1


@dataclass(frozen=True, slots=True)
class UsedFact:
    """A fact that a result rests on, with where it came from."""

    key: str
    value: Value | None
    unit: str = ""
    source: str = ""
    observed_at: date | None = None
    official: bool = False


class MarginKind(StrEnum):
    """Relative to the need (money, people), or in the value's own unit (ratios, years, points, items)."""

    RELATIVE = "relative"
    ABSOLUTE = "absolute"


@dataclass(frozen=True, slots=True)
class ClauseResult:
    """One clause.

    ``margin`` is positive when there is room, negative when short. ``depth`` counts from 0; ``parent`` is empty at
    the top. ``thinness`` is the room as a share of the need, for sorting. ``settled`` clauses no longer matter:
    what they stand in is met without them, or does not apply.
    """

    id: str
    parent: str
    depth: int
    kind: ClauseKind
    title: Bilingual
    text: Bilingual
    citation: str
    mark: Mark
    status: Status
    value: Figure
    operator: str = ""
    need: Figure = Figure()
    unit: str = ""
    margin: Fraction | None = None
    margin_kind: MarginKind | None = None
    thinness: Fraction | None = None
    condition: str = ""
    facts: tuple[UsedFact, ...] = ()
    missing: tuple[str, ...] = ()
    judged: tuple[str, ...] = ()
    presumed: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    rows: tuple[RowVerdict, ...] = ()
    exempted_by: str = ""
    confirm: bool = False
    note: Bilingual = Bilingual("")
    by_year: Mapping[int, Figure] | None = None
    settled: bool = False

    @property
    def is_leaf(self) -> bool:
        return self.kind in {ClauseKind.CONDITION, ClauseKind.JUDGE}

    def need_text(self) -> str:
        """``>= 5000``, as the contract writes it."""
        need = self.need.text()
        return f"{self.operator} {need}".strip() if need is not None else ""


@dataclass(frozen=True, slots=True)
class ItemResult:
    """Points of one indicator: a range where facts are missing or experts judge. ``chosen`` names the
    alternative that gave the points."""

    id: str
    group: str
    title: Bilingual
    text: Bilingual
    citation: str
    low: Fraction
    high: Fraction
    maximum: Fraction
    measure: Figure = Figure()
    unit: str = ""
    band: str = ""
    chosen: str = ""
    alternatives: tuple[ItemResult, ...] = ()
    facts: tuple[UsedFact, ...] = ()
    missing: tuple[str, ...] = ()
    judged: tuple[str, ...] = ()
    presumed: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    rows: tuple[RowVerdict, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupResult:
    id: str
    title: Bilingual
    low: Fraction
    high: Fraction
    maximum: Fraction


@dataclass(frozen=True, slots=True)
class ScoreResult:
    low: Fraction
    high: Fraction
    maximum: Fraction
    passing: str
    items: tuple[ItemResult, ...]
    groups: tuple[GroupResult, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeResult:
    """``triggered`` is ``None`` when the facts do not say."""

    id: str
    text: Bilingual
    citation: str
    mark: Mark
    triggered: bool | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StandardResult:
    """One standard for one firm on one date. ``version`` is empty when none is in force then for that case;
    ``reason`` says so. ``transition`` is the citation that made this version decide the case."""

    standard: str
    title: Bilingual
    status: Status
    version: str = ""
    citation: str = ""
    mark: Mark | None = None
    transition: str = ""
    digest: str = ""
    clauses: tuple[ClauseResult, ...] = ()
    score: ScoreResult | None = None
    notices: tuple[NoticeResult, ...] = ()
    missing: tuple[str, ...] = ()
    judged: tuple[str, ...] = ()
    presumed: tuple[str, ...] = ()
    reason: Bilingual = Bilingual("")
    note: Bilingual = Bilingual("")
    addresses: tuple[str, ...] = ()

    def leaves(self) -> tuple[ClauseResult, ...]:
        return tuple(clause for clause in self.clauses if clause.is_leaf)

    def thin_first(self) -> tuple[ClauseResult, ...]:
        """All leaves: unmet first, then open, then met with the thinnest room first; settled ones last."""
        return tuple(sorted(self.leaves(), key=_urgency))


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One firm against standards."""

    as_of: date
    case: Case
    enterprise: Enterprise
    results: tuple[StandardResult, ...]


_ORDER = {
    Status.UNMET: 0,
    Status.UNKNOWN: 1,
    Status.MANUAL_REVIEW: 2,
    Status.MET: 3,
    Status.NOT_APPLICABLE: 4,
}


def _urgency(clause: ClauseResult) -> tuple[bool, int, bool, Fraction]:
    return (clause.settled, _ORDER[clause.status], clause.thinness is None, clause.thinness or Fraction(0))
