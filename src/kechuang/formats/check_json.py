"""A check as the JSON object of the contract: exact numbers as strings, nothing rounded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.rules.expression.outcomes import RowVerdict
from kechuang.engines.rules.expression.render import exact_text
from kechuang.engines.rules.model import Bilingual
from kechuang.engines.rules.results import (
    CheckResult,
    ClauseResult,
    Figure,
    ItemResult,
    NoticeResult,
    ScoreResult,
    StandardResult,
    UsedFact,
    rooted,
)
from kechuang.formats.faults import Fault
from kechuang.formats.wording import Titles, item_reason, parts_of, reason, standard_reason, titles_of

if TYPE_CHECKING:
    from kechuang.engines.rules.nearest import Change, NearestResult, Way

Json = dict[str, Any]


def check_to_json(
    check: CheckResult,
    dictionary: Dictionary,
    nearest: Mapping[str, NearestResult] | None = None,
    language: str = "zh",
    advice: Sequence[Fault] = (),
) -> Json:
    """One firm's results; ``nearest`` by standard id where ways to pass were asked for, ``advice`` what is odd about
    its facts."""
    firm = check.enterprise
    return {
        "as_of": check.as_of.isoformat(),
        "case": check.case.value,
        "enterprise": {
            "uscc": firm.uscc,
            "name": firm.name,
            "region": firm.region,
            "industry": firm.industry,
        },
        "results": [
            _standard(result, dictionary, language) | _ways(result.standard, nearest)
            for result in check.results
        ],
        "advice": [{"fact": each.where, "text": each.text(language)} for each in advice],
    }


def _official_texts(result: StandardResult) -> dict[str, Bilingual]:
    """The words each clause stands under: its own, or those of the clause it is part of."""
    texts: dict[str, Bilingual] = {}
    for clause in result.clauses:
        texts[clause.id] = clause.text if clause.text.zh else texts.get(clause.parent, clause.text)
    return texts


def _standard(result: StandardResult, dictionary: Dictionary, language: str) -> Json:
    titles = titles_of(result, language)
    parts = parts_of(result)
    texts = _official_texts(result)
    return {
        "standard": result.standard,
        "title": _both(result.title),
        "version": result.version or None,
        "citation": result.citation,
        "mark": None if result.mark is None else result.mark.value,
        "transition": result.transition,
        "digest": result.digest,
        "status": result.status.value,
        "score": None if result.score is None else _score(result.score, dictionary, language, titles),
        "clauses": [
            _clause(clause, texts[clause.id].text(language))
            | {"reason": reason(clause, language, dictionary, parts.get(clause.id, ()), titles)}
            for clause in result.clauses
        ],
        "notices": [_notice(notice) for notice in result.notices],
        "missing": list(result.missing),
        "judged": list(result.judged),
        "presumed": list(result.presumed),
        "reason": standard_reason(result, language),
        "note": result.note.text(language),
        "sources": list(result.addresses),
    }


def _clause(clause: ClauseResult, text: str) -> Json:
    found: Json = {
        "id": clause.id,
        "parent": clause.parent or None,
        "kind": clause.kind.value,
        "citation": clause.citation,
        "text": text,
        "title": _both(clause.title),
        "status": clause.status.value,
        **_figure("value", clause.value),
        "need": clause.need_text(),
        "margin": _exact(clause.margin),
        "margin_kind": None if clause.margin_kind is None else clause.margin_kind.value,
        "unit": clause.unit,
        "facts": [fact.key for fact in clause.facts],
        "missing": list(clause.missing),
        "judged": list(clause.judged),
        "presumed": list(clause.presumed),
        "mark": clause.mark.value,
        "sources": [_source(fact) for fact in clause.facts],
        "rows": [_row(row) for row in clause.rows],
        "exempted_by": clause.exempted_by or None,
        "confirm": clause.confirm,
        "condition": clause.condition,
    }
    if clause.by_year is not None:
        found["by_year"] = {str(year): figure.text() for year, figure in sorted(clause.by_year.items())}
    return found


def _score(score: ScoreResult, dictionary: Dictionary, language: str, titles: Titles) -> Json:
    return {
        "low": exact_text(score.low),
        "high": exact_text(score.high),
        "max": exact_text(score.maximum),
        "pass": score.passing,
        "items": [_item(item, dictionary, language, titles) for item in score.items],
        "groups": [
            {
                "id": group.id,
                "title": _both(group.title),
                "low": exact_text(group.low),
                "high": exact_text(group.high),
                "max": exact_text(group.maximum),
            }
            for group in score.groups
        ],
    }


def _item(item: ItemResult, dictionary: Dictionary, language: str, titles: Titles) -> Json:
    return {
        "id": item.id,
        "title": _both(item.title),
        "citation": item.citation,
        "low": exact_text(item.low),
        "high": exact_text(item.high),
        "max": exact_text(item.maximum),
        "reason": item_reason(item, language, dictionary, titles),
        "group": item.group,
        **_figure("value", item.measure),
        "unit": item.unit,
        "facts": [fact.key for fact in item.facts],
        "missing": list(item.missing),
        "judged": list(item.judged),
        "presumed": list(item.presumed),
        "rows": [_row(row) for row in item.rows],
        "chosen": item.chosen or None,
        "alternatives": [_item(each, dictionary, language, titles) for each in item.alternatives],
    }


def _notice(notice: NoticeResult) -> Json:
    return {
        "id": notice.id,
        "text": _both(notice.text),
        "citation": notice.citation,
        "mark": notice.mark.value,
        "triggered": notice.triggered,
        "missing": list(notice.missing),
    }


def _ways(standard: str, nearest: Mapping[str, NearestResult] | None) -> Json:
    if nearest is None:
        return {}
    found = nearest.get(standard)
    if found is None:
        return {"nearest": []}
    return {
        "nearest": [_way(way) for way in found.ways],
        "blocked": [_both(each) for each in found.blocked],
        "not_before": None if found.not_before is None else found.not_before.isoformat(),
    }


def _way(way: Way) -> Json:
    return {
        "changes": [_change(change) for change in way.changes],
        "cost": exact_text(way.cost),
        "status_after": way.status_after.value,
        "earliest": None if way.earliest is None else way.earliest.isoformat(),
    }


def _change(change: Change) -> Json:
    """``row`` is what an added row must say, ``also`` what changes along with it."""
    return {
        "fact": change.fact,
        "from": change.before,
        "to": change.after,
        "title": _both(change.title),
        "cost": exact_text(change.cost),
        "row": {name: Figure(plain=value).text() for name, value in change.row.items()},
        "also": [_change(each) for each in change.also],
    }


def _source(fact: UsedFact) -> Json:
    return {
        "fact": fact.key,
        "value": Figure(plain=fact.value).text(),
        "unit": fact.unit,
        "source": fact.source,
        "observed_at": None if fact.observed_at is None else fact.observed_at.isoformat(),
        "official": fact.official,
    }


def _row(row: RowVerdict) -> Json:
    return {"record": row.record, "row": row.row, "counts": row.verdict, "condition": row.condition}


def _figure(name: str, figure: Figure) -> Json:
    """The value; its ends where only they are known."""
    found: Json = {name: figure.text()}
    if found[name] is None and figure.plain is None:
        for end, value in (("low", figure.low), ("high", figure.high)):
            if value is not None:
                found[f"{name}_{end}"] = exact_text(rooted(value, figure.root))
    return found


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else exact_text(value)


def _both(text: Bilingual) -> Json:
    return {"zh": text.zh, "en": text.en}
