"""Scores as intervals: a range where facts are missing, where experts choose within a band, or where nobody graded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from kechuang.engines.rules.expression.evaluate import Evaluator
from kechuang.engines.rules.expression.outcomes import NOTHING, Number, Why, because
from kechuang.engines.rules.figures import figure, used_facts
from kechuang.engines.rules.model import Score, ScoreItem
from kechuang.engines.rules.results import GroupResult, ItemResult, ScoreResult

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Scored:
    """The score as shown, and its parts as numbers for ``points(…)``."""

    result: ScoreResult
    points: Mapping[str, Number]


def evaluate_score(score: Score, evaluator: Evaluator) -> Scored:
    """Every item, class and the total, each capped at its maximum."""
    results: list[ItemResult] = []
    points: dict[str, Number] = {}
    for item in score.items:
        result, number = _item(item, evaluator)
        results.append(result)
        points[item.id] = number
    groups = []
    for group in score.groups:
        members = [points[item.id] for item in score.items if item.group == group.id]
        points[group.id] = _sum(members, group.maximum)
        low, high = points[group.id].low or ZERO, points[group.id].high or ZERO
        groups.append(GroupResult(group.id, group.title, low, high, group.maximum))
    loose = [points[item.id] for item in score.items if not item.group]
    total = _sum([*loose, *(points[group.id] for group in score.groups)], score.maximum)
    points["total"] = total
    shown = ScoreResult(
        total.low or ZERO, total.high or ZERO, score.maximum, score.passing, tuple(results), tuple(groups)
    )
    return Scored(shown, points)


def _sum(parts: list[Number], maximum: Fraction) -> Number:
    low = min(sum((part.low or ZERO for part in parts), ZERO), maximum)
    high = min(sum((part.high or ZERO for part in parts), ZERO), maximum)
    # what is settled no longer keeps the sum open
    settled = {"missing": (), "judged": (), "remarks": ()}
    grounds = [part.why if part.low != part.high else replace(part.why, **settled) for part in parts]
    return Number(low, high, because(grounds))


def _item(item: ScoreItem, evaluator: Evaluator) -> tuple[ItemResult, Number]:
    if item.presumed:
        evaluator = evaluator.presuming(item.presumed)
    if item.alternatives:
        return _best(item, evaluator)
    number, band = _points(item, evaluator)
    if number.low == number.high:
        number = replace(number, why=replace(number.why, missing=(), judged=()))
    return _shown(item, evaluator, number, band), number


def _best(item: ScoreItem, evaluator: Evaluator) -> tuple[ItemResult, Number]:
    """The best alternative; one that can no longer beat another is left out of what is missing."""
    options = [_item(option, evaluator) for option in item.alternatives]
    low = max(number.low or ZERO for _, number in options)
    high = max(number.high or ZERO for _, number in options)
    chosen = next(result for result, number in options if (number.low or ZERO) == low)
    open_options = [number.why for _, number in options if (number.high or ZERO) > low]
    settled = next(number.why for result, number in options if result is chosen)
    why = because(open_options) if low != high else replace(settled, missing=(), judged=())
    number = Number(low, high, why)
    result = _shown(item, evaluator, number, chosen.band)
    return (
        replace(
            result,
            measure=chosen.measure,
            unit=chosen.unit,
            chosen=chosen.id,
            alternatives=tuple(option for option, _ in options),
        ),
        number,
    )


def _points(item: ScoreItem, evaluator: Evaluator) -> tuple[Number, str]:
    if item.points is not None:
        found = evaluator.number(item.points)
        low = ZERO if found.low is None else min(max(found.low, ZERO), item.maximum)
        high = item.maximum if found.high is None else min(max(found.high, ZERO), item.maximum)
        return Number(low, high, found.why), ""
    low, high, grounds, texts = _possible_bands(item, evaluator)
    why = because(grounds)
    if len(texts) == 1 and low != high:
        why = replace(why, judged=(item.id,))
    elif item.judged and low != high and not why.missing:
        why = replace(why, judged=tuple(dict.fromkeys((*why.judged, item.id))))
    return Number(low, high, why), texts[0] if len(texts) == 1 else ""


def _possible_bands(item: ScoreItem, evaluator: Evaluator) -> tuple[Fraction, Fraction, list[Why], list[str]]:
    lows: list[Fraction] = []
    highs: list[Fraction] = []
    grounds: list[Why] = []
    texts: list[str] = []
    for band in item.bands:
        holds = evaluator.truth(band.condition)
        if holds.why is not NOTHING:
            grounds.append(holds.why)
        if holds.value is False:
            continue
        lows.append(band.low)
        highs.append(band.high)
        texts.append(band.text)
        if holds.value is True:
            break
    else:
        lows.append(ZERO)
        highs.append(ZERO)
        texts.append("")
    return min(lows), max(highs), grounds, texts


def _shown(item: ScoreItem, evaluator: Evaluator, number: Number, band: str) -> ItemResult:
    shown, unit = figure(item.measure, evaluator) if item.measure is not None else figure(None, evaluator)
    why = number.why
    return ItemResult(
        id=item.id,
        group=item.group,
        title=item.title,
        text=item.text,
        citation=item.citation,
        low=number.low or ZERO,
        high=number.high or ZERO,
        maximum=item.maximum,
        measure=shown,
        unit=unit,
        band=band,
        facts=used_facts(why.facts, evaluator),
        missing=why.missing,
        judged=why.judged,
        presumed=why.presumed,
        remarks=why.remarks,
        rows=why.rows,
    )
