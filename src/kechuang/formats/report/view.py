"""Results as the strings that every report shows, so that table, HTML, PDF and Word say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.rules.model import ClauseKind, Mark
from kechuang.engines.rules.results import CheckResult, ClauseResult, ItemResult, StandardResult, Status
from kechuang.formats.faults import Fault
from kechuang.formats.figures import figure_text, range_text, sign_text
from kechuang.formats.labels import presumption_label
from kechuang.formats.report.ways import WayView, way_views
from kechuang.formats.wording import (
    Titles,
    band_text,
    margin_shown,
    name_list,
    need_shown,
    not_before_text,
    open_grounds,
    parts_of,
    reason,
    settled_grounds,
    source_text,
    standard_reason,
    titles_of,
    value_text,
)
from kechuang.formats.words import CASE_WORDS, MARK_MEANINGS, MARK_WORDS, STATUS_WORDS, phrase, sentences

if TYPE_CHECKING:
    from kechuang.engines.rules.nearest import NearestResult

_DIGEST_SHOWN = 12
_BAR = 100
_CHOICES = {ClauseKind.ANY, ClauseKind.AT_LEAST}


@dataclass(frozen=True, slots=True)
class ClauseView:
    """One clause. ``bar`` is the room in percent of the need, up to a hundred, negative when short. ``aside`` says why
    a leaf does not decide: ``not_deciding`` where its group stands all the same, ``alternative`` where another part of
    its group may still do."""

    id: str
    depth: int
    is_leaf: bool
    aside: str
    title: str
    text: str
    citation: str
    status: Status
    status_text: str
    value: str
    need: str
    margin: str
    bar: int | None
    reason: str
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    mark: str
    opens: tuple[str, ...] = ()

    @property
    def deciding(self) -> bool:
        return not self.aside


@dataclass(frozen=True, slots=True)
class ItemView:
    group: str
    title: str
    value: str
    points: str
    maximum: str
    certain: bool
    reason: str


@dataclass(frozen=True, slots=True)
class ScoreView:
    points: str
    maximum: str
    passing: str
    low: int
    high: int
    items: tuple[ItemView, ...]
    groups: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class NoticeView:
    text: str
    citation: str
    triggered: bool | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandardView:
    id: str
    title: str
    subtitle: str
    status: Status
    status_text: str
    version: str
    citation: str
    mark: str
    digest: str
    rule_line: str
    reason: str
    note: str
    transition: str
    clauses: tuple[ClauseView, ...]
    score: ScoreView | None
    missing: tuple[str, ...]
    judged: tuple[str, ...]
    presumed: tuple[str, ...]
    notices: tuple[NoticeView, ...]
    ways: tuple[WayView, ...]
    blocked: tuple[str, ...]
    addresses: tuple[str, ...]
    thin: tuple[ClauseView, ...]

    def count(self, status: Status) -> int:
        """How many deciding clauses stand so."""
        return sum(clause.status is status for clause in self.clauses if clause.is_leaf and clause.deciding)


@dataclass(frozen=True, slots=True)
class FirmView:
    name: str
    uscc: str
    region: str
    industry: str
    as_of: str
    case: str
    standards: tuple[StandardView, ...]
    marks: tuple[tuple[str, str], ...]
    advice: tuple[str, ...] = ()

    @property
    def rule_lines(self) -> tuple[str, ...]:
        return tuple(standard.rule_line for standard in self.standards if standard.version)


def firm_view(
    check: CheckResult,
    dictionary: Dictionary,
    language: str = "zh",
    nearest: Mapping[str, NearestResult] | None = None,
    advice: Sequence[Fault] = (),
) -> FirmView:
    """One firm's check as shown; ``advice`` is what is odd about its facts."""
    firm = check.enterprise
    used = {result.mark for result in check.results} | {
        clause.mark for result in check.results for clause in result.clauses
    }
    return FirmView(
        name=firm.name or firm.uscc,
        uscc=firm.uscc,
        region=firm.region,
        industry=firm.industry,
        as_of=check.as_of.isoformat(),
        case=CASE_WORDS[check.case][language],
        standards=tuple(
            _standard(result, dictionary, language, (nearest or {}).get(result.standard))
            for result in check.results
        ),
        marks=tuple(
            (MARK_WORDS[mark][language], MARK_MEANINGS[mark][language]) for mark in Mark if mark in used
        ),
        advice=tuple(each.text(language) for each in advice),
    )


def _standard(
    result: StandardResult, dictionary: Dictionary, language: str, nearest: NearestResult | None
) -> StandardView:
    clauses = _clauses(result, dictionary, language)
    by_id = {clause.id: clause for clause in clauses}
    thin = [by_id[clause.id] for clause in result.thin_first()]
    titles = titles_of(result, language)
    blocked = () if nearest is None else tuple(each.text(language) for each in nearest.blocked)
    if nearest is not None and nearest.not_before is not None:
        blocked = (*blocked, not_before_text(nearest.not_before, language))
    return StandardView(
        id=result.standard,
        title=result.title.text(language),
        subtitle=result.title.en if language == "zh" else result.title.zh,
        status=result.status,
        status_text=STATUS_WORDS[result.status][language],
        version=result.version,
        citation=result.citation,
        mark="" if result.mark is None else MARK_WORDS[result.mark][language],
        digest=result.digest[:_DIGEST_SHOWN],
        rule_line=_rule_line(result),
        reason=standard_reason(result, language),
        note=result.note.text(language),
        transition=result.transition,
        clauses=clauses,
        score=_score(result, dictionary, language, titles),
        missing=tuple(name_list(result.missing, language, dictionary, titles)),
        judged=tuple(name_list(result.judged, language, dictionary, titles)),
        presumed=tuple(presumption_label(each, language, dictionary) for each in result.presumed),
        notices=tuple(
            NoticeView(
                notice.text.text(language),
                notice.citation,
                notice.triggered,
                tuple(name_list(notice.missing, language, dictionary)),
            )
            for notice in result.notices
        ),
        ways=() if nearest is None else way_views(nearest.ways, dictionary, language),
        blocked=blocked,
        addresses=result.addresses,
        thin=tuple(sorted(thin, key=lambda clause: not clause.deciding)),
    )


def _rule_line(result: StandardResult) -> str:
    if not result.version:
        return ""
    return f"{result.title.zh} {result.version} · {result.citation} · {result.digest[:_DIGEST_SHOWN]}"


def _clauses(result: StandardResult, dictionary: Dictionary, language: str) -> tuple[ClauseView, ...]:
    titles = titles_of(result, language)
    parts = parts_of(result)
    parents = {clause.id: clause for clause in result.clauses}
    return tuple(
        ClauseView(
            id=clause.id,
            depth=clause.depth,
            is_leaf=clause.is_leaf,
            aside=_aside(clause, parents),
            title=clause.title.text(language),
            text=clause.text.text(language),
            citation=clause.citation,
            status=clause.status,
            status_text=STATUS_WORDS[clause.status][language],
            value=value_text(clause, language, dictionary),
            need=need_shown(clause, language),
            margin=margin_shown(clause, language),
            bar=_bar(clause),
            reason=_said(
                clause, reason(clause, language, dictionary, parts.get(clause.id, ()), titles), language
            ),
            notes=_notes(clause, dictionary, language),
            opens=tuple(open_grounds(clause, language, dictionary, titles)) if clause.is_leaf else (),
            sources=tuple(
                source_text(fact, language, dictionary) for fact in clause.facts if fact.value is not None
            ),
            mark=MARK_WORDS[clause.mark][language] if clause.mark is not Mark.TEXT else "",
        )
        for clause in result.clauses
    )


def _said(clause: ClauseResult, why: str, language: str) -> str:
    """Without the title, which stands beside it."""
    return why.removeprefix(phrase("stated", language, title=clause.title.text(language), value=""))


def _notes(clause: ClauseResult, dictionary: Dictionary, language: str) -> tuple[str, ...]:
    """Grounds beyond the numbers, then what the pack adds; presumptions stand together at the end."""
    said = settled_grounds(clause, language, dictionary) if clause.is_leaf else []
    if clause.confirm and clause.status is Status.MET:
        said.append(phrase("confirm", language))
    note = clause.note.text(language)
    return (*said, note) if note else tuple(said)


def _aside(clause: ClauseResult, parents: Mapping[str, ClauseResult]) -> str:
    if clause.status is Status.MET:
        return ""
    if clause.exempted_by:
        return "not_deciding"
    aside = ""
    above = parents.get(clause.parent)
    while above is not None:
        if above.status in {Status.MET, Status.NOT_APPLICABLE}:
            return "not_deciding"
        if above.kind in _CHOICES and above.status is not clause.status:
            aside = "alternative"
        above = parents.get(above.parent)
    return aside


def _bar(clause: ClauseResult) -> int | None:
    if clause.thinness is None:
        return None
    return max(-_BAR, min(_BAR, round(clause.thinness * _BAR)))


def _score(result: StandardResult, dictionary: Dictionary, language: str, titles: Titles) -> ScoreView | None:
    score = result.score
    if score is None:
        return None
    names = {group.id: group.title.text(language) for group in score.groups}
    return ScoreView(
        points=range_text(score.low, score.high),
        maximum=range_text(score.maximum, score.maximum),
        passing=_passing(score.passing),
        low=_share(score.low, score.maximum),
        high=_share(score.high, score.maximum),
        items=tuple(_item(item, names, dictionary, language, titles) for item in score.items),
        groups=tuple(
            ItemView(
                "",
                group.title.text(language),
                "",
                range_text(group.low, group.high),
                range_text(group.maximum, group.maximum),
                group.low == group.high,
                "",
            )
            for group in score.groups
        ),
    )


def _item(
    item: ItemResult, groups: Mapping[str, str], dictionary: Dictionary, language: str, titles: Titles
) -> ItemView:
    said = [band_text(item, language, dictionary), titles.get(item.chosen, item.chosen)]
    said.extend(open_grounds(item, language, dictionary, titles))
    said.extend(settled_grounds(item, language, dictionary))
    return ItemView(
        group=groups.get(item.group, ""),
        title=item.title.text(language),
        value=figure_text(item.measure, item.unit, language),
        points=range_text(item.low, item.high),
        maximum=range_text(item.maximum, item.maximum),
        certain=item.low == item.high,
        reason=sentences(said, language),
    )


def _passing(passing: str) -> str:
    sign, _, points = passing.partition(" ")
    return f"{sign_text(sign)} {points}".strip()


def _share(points: Fraction, maximum: Fraction) -> int:
    return round(points / maximum * _BAR) if maximum else 0
