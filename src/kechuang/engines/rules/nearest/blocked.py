"""Why nothing helps: clauses that no lever reaches, facts to fill in first, points that only people decide."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kechuang.engines.rules.check import check_standard
from kechuang.engines.rules.model import Bilingual, Clause, ClauseKind, Lever
from kechuang.engines.rules.nearest.clauses import Clauses, Question
from kechuang.engines.rules.nearest.levers import Handle, prepare
from kechuang.engines.rules.nearest.search import open_shop
from kechuang.engines.rules.nearest.trees import used_names
from kechuang.engines.rules.results import ClauseResult, StandardResult, Status

_OPEN = {Status.UNMET, Status.UNKNOWN, Status.MANUAL_REVIEW}


def blocked_reasons(question: Question, levers: Sequence[Lever]) -> tuple[Bilingual, ...]:
    """One reason for each clause that stands in the way, outermost parts named."""
    found = check_standard(
        question.standard, question.sheet, question.as_of, question.case, question.dictionary
    )
    if not found.clauses:
        return (found.reason,) if found.reason.zh else ()
    names = used_names(question.standard)
    handles = prepare(levers, question.sheet, question.as_of, question.dictionary, names)
    results = {result.id: result for result in found.clauses}
    stuck = [
        result
        for clause in question.standard.clauses
        for result in _stuck(question, handles, clause, results)
    ]
    if not stuck:
        return (_together(question, found),)
    return tuple(dict.fromkeys(_reason(question, result) for result in stuck))


def _stuck(
    question: Question, handles: Sequence[Handle], clause: Clause, results: dict[str, ClauseResult]
) -> list[ClauseResult]:
    result = results[clause.id]
    if result.status not in _OPEN or _can_be_met(question, handles, clause):
        return []
    if clause.kind is ClauseKind.ALL and clause.unless is None:
        inner = [deeper for part in clause.parts for deeper in _stuck(question, handles, part, results)]
        if inner:
            return inner
    return [result]


def _can_be_met(question: Question, handles: Sequence[Handle], clause: Clause) -> bool:
    if not handles:
        return False
    shop = open_shop(question, handles, lenient=False)
    return shop.program.demand(Clauses(question, shop).decide(clause).met) and shop.program.is_feasible()


def _reason(question: Question, result: ClauseResult) -> Bilingual:
    zh, en = result.title.text("zh"), result.title.text("en")
    if result.status is Status.MANUAL_REVIEW:
        return Bilingual(f"“{zh}”由人评定，数据无法决定", f"“{en}” is decided by people, not by facts")
    if result.status is Status.UNKNOWN and result.missing:
        return Bilingual(
            f"“{zh}”请先补充：{'、'.join(_labels(question, result.missing, 'zh'))}",
            f"“{en}”: fill in first: {', '.join(_labels(question, result.missing, 'en'))}",
        )
    return Bilingual(f"“{zh}”没有可用的措施能够达到", f"No lever reaches “{en}”")


def _labels(question: Question, keys: Sequence[str], language: str) -> list[str]:
    return [f"{question.dictionary.label(_name(key), language)} ({key})" for key in keys]


def _name(key: str) -> str:
    return re.split(r"[\[:.]", key, maxsplit=1)[0]


def _together(question: Question, found: StandardResult) -> Bilingual:
    tops = {clause.id for clause in question.standard.clauses}
    open_clauses = [result for result in found.clauses if result.id in tops and result.status in _OPEN]
    return Bilingual(
        f"各项可分别达到，但不能同时达到：{'、'.join(result.title.text('zh') for result in open_clauses)}",
        f"Each can be reached, but not together: {', '.join(result.title.text('en') for result in open_clauses)}",
    )
