"""One firm against standards: every clause decided, with its grounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.facts.sheet import FactSheet
from kechuang.engines.rules.expression.evaluate import Evaluator
from kechuang.engines.rules.expression.nodes import Node
from kechuang.engines.rules.expression.outcomes import Truth, Why, because
from kechuang.engines.rules.expression.render import render
from kechuang.engines.rules.figures import measure, used_facts
from kechuang.engines.rules.library import Library
from kechuang.engines.rules.model import Bilingual, Case, Clause, ClauseKind, InForce, Standard
from kechuang.engines.rules.results import (
    CheckResult,
    ClauseResult,
    Figure,
    NoticeResult,
    StandardResult,
    Status,
)
from kechuang.engines.rules.scoring import Scored, evaluate_score


def check(
    library: Library,
    sheet: FactSheet,
    as_of: date,
    case: Case,
    dictionary: Dictionary,
    only: Sequence[str] = (),
) -> CheckResult:
    """Check one firm against every standard (or ``only`` these) in the version that decides on ``as_of``.

    Raises:
        KeyError: for an id in ``only`` that the library does not have.
    """
    results = []
    for standard_id in only or library.ids():
        if standard_id not in library.ids():
            raise KeyError(standard_id)
        found = library.select(standard_id, case, as_of)
        if found is None:
            results.append(_none_in_force(library, standard_id, case, as_of))
        else:
            standard = library.in_region(found[0], sheet.enterprise.region)
            results.append(check_standard(standard, sheet, as_of, case, dictionary, found[1]))
    return CheckResult(as_of, case, sheet.enterprise, tuple(results))


def check_standard(
    standard: Standard,
    sheet: FactSheet,
    as_of: date,
    case: Case,
    dictionary: Dictionary,
    period: InForce | None = None,
) -> StandardResult:
    """Check one firm against one version of one standard, whether or not it is in force then."""
    result = StandardResult(
        standard=standard.id,
        title=standard.title,
        status=Status.NOT_APPLICABLE,
        version=standard.version,
        citation=standard.citation,
        mark=standard.mark,
        transition=period.citation if period else "",
        digest=standard.digest,
        note=standard.note,
        addresses=tuple(source.address for source in standard.sources),
    )
    region = sheet.enterprise.region
    if standard.region and not region:
        return replace(result, status=Status.UNKNOWN, missing=("enterprise.region",), reason=_NO_REGION)
    if not region.startswith(standard.region):
        return replace(result, reason=_OTHER_REGION)
    return _Check(standard, sheet, as_of, case, dictionary).run(result)


@dataclass(frozen=True, slots=True)
class _Decision:
    """A clause's status with what keeps it open."""

    status: Status
    why: Why = Why()


class _Check:
    """One run: evaluates the score once, then the clauses top down, collecting a flat list."""

    def __init__(
        self, standard: Standard, sheet: FactSheet, as_of: date, case: Case, dictionary: Dictionary
    ) -> None:
        self.standard = standard
        self.sheet = sheet
        self.as_of = as_of
        self.case = case
        self.dictionary = dictionary
        self.scored: Scored | None = None
        if standard.score is not None:
            self.scored = evaluate_score(standard.score, Evaluator(sheet, as_of, dictionary))
        points = self.scored.points if self.scored else {}
        self.plain = Evaluator(sheet, as_of, dictionary, points)
        self.found: list[ClauseResult] = []

    def run(self, result: StandardResult) -> StandardResult:
        decisions = [self._clause(clause, "", 0) for clause in self.standard.clauses]
        decision = _all(decisions)
        score = self.scored.result if self.scored else None
        presumed = [name for clause in self.found for name in clause.presumed]
        presumed.extend(name for item in (score.items if score else ()) for name in item.presumed)
        return replace(
            result,
            status=decision.status,
            clauses=_settled(self.found),
            score=score,
            notices=tuple(self._notices()),
            missing=decision.why.missing if decision.status is Status.UNKNOWN else (),
            judged=decision.why.judged,
            presumed=tuple(dict.fromkeys(presumed)),
        )

    def _clause(self, clause: Clause, parent: str, depth: int) -> _Decision:
        place = len(self.found)
        evaluator = self.plain.presuming(clause.presumed) if clause.presumed else self.plain
        result = ClauseResult(
            id=clause.id,
            parent=parent,
            depth=depth,
            kind=clause.kind,
            title=clause.title,
            text=clause.text,
            citation=clause.citation,
            mark=clause.mark,
            status=Status.NOT_APPLICABLE,
            value=Figure(),
            confirm=clause.confirm,
            note=clause.note,
        )
        self.found.append(result)
        applies = self._applies(clause)
        if applies.value is False:
            return _Decision(Status.NOT_APPLICABLE)
        if clause.kind is ClauseKind.CONDITION and clause.condition is not None:
            result, decision = self._condition(clause.condition, result, evaluator)
        else:
            decision = self._composed(clause, depth)
        if clause.unless is not None:
            result, decision = self._exempted(clause.unless, result, decision, depth)
        if applies.value is None and decision.status is not Status.MET:
            status = Status.MANUAL_REVIEW if applies.why.is_open_for_people_only else Status.UNKNOWN
            decision = _Decision(status, because((applies.why, decision.why)))
        open_still = decision.status in {Status.UNKNOWN, Status.MANUAL_REVIEW}
        self.found[place] = replace(
            result,
            status=decision.status,
            missing=decision.why.missing if decision.status is Status.UNKNOWN else (),
            judged=decision.why.judged if open_still else (),
            remarks=result.remarks or decision.why.remarks,
        )
        return decision

    def _applies(self, clause: Clause) -> Truth:
        limits = clause.applies
        if self.case not in limits.cases:
            return Truth(False)
        if limits.start is not None and self.as_of < limits.start:
            return Truth(False)
        if limits.end is not None and self.as_of > limits.end:
            return Truth(False)
        region = self.sheet.enterprise.region
        if limits.region and not region:
            return Truth(None, Why(missing=("enterprise.region",)))
        if not region.startswith(limits.region):
            return Truth(False)
        return Truth(True) if limits.when is None else self.plain.truth(limits.when)

    def _condition(
        self, condition: Node, result: ClauseResult, evaluator: Evaluator
    ) -> tuple[ClauseResult, _Decision]:
        truth = evaluator.truth(condition)
        measured = measure(condition, evaluator)
        decision = _Decision(_status(truth), truth.why)
        shown = replace(
            result,
            value=measured.value,
            operator=measured.operator,
            need=measured.need,
            unit=measured.unit,
            margin=measured.margin,
            margin_kind=measured.kind,
            thinness=measured.thinness,
            condition=render(condition),
            facts=used_facts(truth.why.facts, evaluator),
            presumed=truth.why.presumed,
            remarks=truth.why.remarks,
            rows=truth.why.rows,
            by_year=dict(measured.by_year) or None,
        )
        return shown, decision

    def _composed(self, clause: Clause, depth: int) -> _Decision:
        if clause.kind is ClauseKind.JUDGE:
            return _Decision(Status.MANUAL_REVIEW, Why(judged=(clause.id,)))
        parts = [self._clause(part, clause.id, depth + 1) for part in clause.parts]
        match clause.kind:
            case ClauseKind.ANY:
                return _at_least(parts, 1)
            case ClauseKind.AT_LEAST:
                return _at_least(parts, clause.needed)
            case ClauseKind.NOT:
                return replace(parts[0], status=_OPPOSITE.get(parts[0].status, parts[0].status))
            case _:
                return _all(parts)

    def _exempted(
        self, unless: Clause, result: ClauseResult, decision: _Decision, depth: int
    ) -> tuple[ClauseResult, _Decision]:
        exemption = self._clause(unless, result.id, depth + 1)
        if decision.status is Status.MET:
            return result, decision
        if exemption.status is Status.MET:
            return replace(result, exempted_by=unless.id), exemption
        return result, _at_least([decision, exemption], 1)

    def _notices(self) -> list[NoticeResult]:
        found = []
        for notice in self.standard.notices:
            truth = self.plain.truth(notice.condition)
            found.append(
                NoticeResult(
                    notice.id, notice.text, notice.citation, notice.mark, truth.value, truth.why.missing
                )
            )
        return found


def _settled(clauses: list[ClauseResult]) -> tuple[ClauseResult, ...]:
    """Mark what no longer matters: not met, inside something that is met or does not apply."""
    by_id = {clause.id: clause for clause in clauses}
    idle: set[str] = set()
    marked = []
    for clause in clauses:
        above = by_id.get(clause.parent)
        closed = above is not None and above.status in {Status.MET, Status.NOT_APPLICABLE}
        if clause.parent in idle or (closed and clause.status is not Status.MET):
            idle.add(clause.id)
        marked.append(replace(clause, settled=clause.id in idle))
    return tuple(marked)


def _status(truth: Truth) -> Status:
    if truth.value is None:
        return Status.MANUAL_REVIEW if truth.why.is_open_for_people_only else Status.UNKNOWN
    return Status.MET if truth.value else Status.UNMET


def _all(parts: list[_Decision]) -> _Decision:
    """Conjunction; parts that do not apply drop out."""
    counted = [part for part in parts if part.status is not Status.NOT_APPLICABLE]
    if not counted:
        return _Decision(Status.NOT_APPLICABLE)
    for status in (Status.UNMET, Status.UNKNOWN, Status.MANUAL_REVIEW):
        deciding = [part.why for part in counted if part.status is status]
        if deciding:
            return _Decision(status, because(deciding))
    return _Decision(Status.MET)


def _at_least(parts: list[_Decision], needed: int) -> _Decision:
    """``needed`` parts met. People can settle it only where no missing fact could."""
    counted = [part for part in parts if part.status is not Status.NOT_APPLICABLE]
    if not counted:
        return _Decision(Status.NOT_APPLICABLE)
    met = sum(part.status is Status.MET for part in counted)
    if met >= needed:
        return _Decision(Status.MET)
    unknown = [part.why for part in counted if part.status is Status.UNKNOWN]
    judged = [part.why for part in counted if part.status is Status.MANUAL_REVIEW]
    if met + len(unknown) + len(judged) < needed:
        return _Decision(Status.UNMET)
    if unknown:
        return _Decision(Status.UNKNOWN, because((*unknown, *judged)))
    return _Decision(Status.MANUAL_REVIEW, because(judged))


def _none_in_force(library: Library, standard_id: str, case: Case, as_of: date) -> StandardResult:
    title = library.versions(standard_id)[0].title
    reason = Bilingual(
        f"{as_of} 没有对该事项（{_CASES[case].zh}）生效的版本",
        f"No version is in force for this case ({_CASES[case].en}) on {as_of}",
    )
    return StandardResult(standard_id, title, Status.NOT_APPLICABLE, reason=reason)


_OPPOSITE = {Status.MET: Status.UNMET, Status.UNMET: Status.MET}
_CASES = {
    Case.APPLICATION: Bilingual("申请认定", "application"),
    Case.REVIEW: Bilingual("复核", "review"),
}
_NO_REGION = Bilingual("地方标准：未填企业所在地区", "A regional standard: the firm's region is not stated")
_OTHER_REGION = Bilingual("地方标准：企业不在该地区", "A regional standard: the firm is elsewhere")
