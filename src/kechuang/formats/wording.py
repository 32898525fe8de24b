"""Why a clause, a score item or a standard stands as it does, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.rules.expression.outcomes import Remark, RowVerdict
from kechuang.engines.rules.model import ClauseKind
from kechuang.engines.rules.results import (
    ClauseResult,
    ItemResult,
    MarginKind,
    StandardResult,
    Status,
    UsedFact,
)
from kechuang.formats.conditions import condition_text, short_of
from kechuang.formats.figures import (
    amount,
    figure_text,
    margin_text,
    need_value,
    plain_text,
    range_text,
    sign_text,
)
from kechuang.formats.labels import (
    cell_of,
    choice_label,
    column_label,
    definition_of,
    fact_label,
    presumption_label,
    value_label,
)
from kechuang.formats.words import NOTE_WORDS, joined, phrase, sentence, sentences

Titles = Mapping[str, str]
NO_TITLES: Titles = {}
_UNDER = {"<=", "<"}
_OVER = {">=", ">"}
_RULES = {ClauseKind.ANY: "any_rule", ClauseKind.ALL: "all_rule", ClauseKind.NOT: "not_rule"}


def reason(
    clause: ClauseResult,
    language: str,
    dictionary: Dictionary,
    parts: Iterable[ClauseResult] = (),
    titles: Titles = NO_TITLES,
) -> str:
    """Why a clause stands as it does; ``parts`` are the clauses directly below a group, ``titles`` what ids of
    clauses and items are called."""
    if clause.status is Status.NOT_APPLICABLE:
        return phrase("not_applicable", language, title=clause.title.text(language))
    said = [_verdict(clause, language, dictionary, tuple(parts), titles)]
    if clause.is_leaf:
        said.extend(grounds(clause, language, dictionary, titles))
    if clause.confirm and clause.status is Status.MET:
        said.append(phrase("confirm", language))
    return sentences(said, language)


def item_reason(item: ItemResult, language: str, dictionary: Dictionary, titles: Titles = NO_TITLES) -> str:
    """Why a score item has its points."""
    said = [
        phrase(
            "points",
            language,
            points=range_text(item.low, item.high),
            maximum=range_text(item.maximum, item.maximum),
        )
    ]
    measure = figure_text(item.measure, item.unit, language)
    if measure:
        said.insert(0, phrase("stated", language, title=item.title.text(language), value=measure))
    said.append(band_text(item, language, dictionary))
    if item.chosen:
        names = [each.title.text(language) for each in item.alternatives if each.id == item.chosen]
        said.append(phrase("chosen", language, name=names[0] if names else item.chosen))
    said.extend(grounds(item, language, dictionary, titles))
    return sentences(said, language)


def band_text(item: ItemResult, language: str, dictionary: Dictionary) -> str:
    """The band that gave the points, where it can be said in words: a threshold, a grade, or what the pack says."""
    sign, _, threshold = item.band.partition(" ")
    if sign_text(sign) != sign:
        return f"{sign_text(sign)} {threshold}"
    for fact in item.facts:
        label = choice_label(definition_of(fact.key, dictionary), item.band, language)
        if label != item.band:
            return label
    # names of the pack's own definitions say nothing to a reader
    return "" if item.band.isascii() else item.band


def standard_reason(result: StandardResult, language: str) -> str:
    """What the pack or the engine says about a whole standard."""
    stated = result.reason.text(language)
    if stated or result.version:
        return stated
    return phrase("no_version", language)


def grounds(
    result: ClauseResult | ItemResult, language: str, dictionary: Dictionary, titles: Titles = NO_TITLES
) -> list[str]:
    """What is missing, judged, impossible to calculate, not counted or presumed."""
    return [
        *open_grounds(result, language, dictionary, titles),
        *settled_grounds(result, language, dictionary),
        *(presumption_label(each, language, dictionary) for each in result.presumed),
    ]


def open_grounds(
    result: ClauseResult | ItemResult, language: str, dictionary: Dictionary, titles: Titles = NO_TITLES
) -> list[str]:
    """What is missing, and what people judge."""
    said: list[str] = []
    if result.missing:
        said.append(phrase("missing", language, names=names_of(result.missing, language, dictionary)))
    # a clause or an item that is itself for people to judge has said so
    judged = [key for key in result.judged if key != result.id]
    if judged:
        said.append(phrase("judge", language, names=names_of(judged, language, dictionary, titles)))
    return said


def settled_grounds(result: ClauseResult | ItemResult, language: str, dictionary: Dictionary) -> list[str]:
    """What cannot be calculated, and rows that do not count."""
    said = [remark_text(remark, language, dictionary) for remark in result.remarks]
    if _rows_matter(result):
        rows = [row for row in result.rows if row.verdict is False or not result.missing]
        said.extend(row_texts(rows, language, dictionary))
    return said


def _rows_matter(result: ClauseResult | ItemResult) -> bool:
    """Rows are worth a word where more of them would help: not for a statement or a ban that holds, and not for a
    score, whose items say it."""
    if isinstance(result, ItemResult):
        return True
    if result.condition.startswith("points("):
        return False
    return result.status is not Status.MET or result.operator in _OVER


def titles_of(result: StandardResult, language: str) -> Titles:
    """What the clauses and score items of a standard are called, by id."""
    items = result.score.items if result.score is not None else ()
    titles = {clause.id: clause.title.text(language) for clause in result.clauses}
    titles.update(
        (each.id, each.title.text(language)) for item in items for each in (item, *item.alternatives)
    )
    return titles


def parts_of(result: StandardResult) -> Mapping[str, tuple[ClauseResult, ...]]:
    """The clauses directly below each group."""
    found: dict[str, tuple[ClauseResult, ...]] = {}
    for clause in result.clauses:
        if clause.parent:
            found[clause.parent] = (*found.get(clause.parent, ()), clause)
    return found


def names_of(keys: Iterable[str], language: str, dictionary: Dictionary, titles: Titles = NO_TITLES) -> str:
    """Fact keys, or ids of clauses and items, in words, in a row."""
    return joined(name_list(keys, language, dictionary, titles), language)


def name_list(
    keys: Iterable[str], language: str, dictionary: Dictionary, titles: Titles = NO_TITLES
) -> list[str]:
    """Fact keys, or ids of clauses and items, in words; one column of several rows is one name."""
    names: list[str] = []
    rows: dict[tuple[str, str], list[str]] = {}
    for key in keys:
        if cell := cell_of(key):
            record, row, column = cell
            rows.setdefault((record, column), []).append(str(row + 1))
        else:
            names.append(titles.get(key) or fact_label(key, language, dictionary))
    names.extend(
        phrase(
            "row_name",
            language,
            record=dictionary.label(record, language),
            row=joined(numbers, language),
            column=column_label(record, column, language, dictionary),
        )
        for (record, column), numbers in rows.items()
    )
    return names


def remark_text(remark: Remark, language: str, dictionary: Dictionary) -> str:
    """Why a figure does not exist although nothing is missing."""
    subject = condition_text(remark.subject, language, dictionary)
    return NOTE_WORDS[remark.note][language].format(subject=subject)


def row_texts(rows: Iterable[RowVerdict], language: str, dictionary: Dictionary) -> list[str]:
    """Rows that do not count or are undecided, those with the same ground together."""
    grouped: dict[tuple[str, bool | None, str], list[str]] = {}
    for row in rows:
        if row.verdict is not True:
            grouped.setdefault((row.record, row.verdict, row.condition), []).append(str(row.row + 1))
    return [
        phrase(
            "row_open" if verdict is None else "excluded",
            language,
            record=dictionary.label(record, language),
            rows=joined(numbers, language),
            condition=condition_text(condition, language, dictionary, record),
        )
        for (record, verdict, condition), numbers in grouped.items()
    ]


def source_text(fact: UsedFact, language: str, dictionary: Dictionary) -> str:
    """A figure that a result rests on, with who stated it and when."""
    shown = value_label(fact.key, fact.value, language, dictionary, fact.unit)
    stated = [fact.source or phrase("no_source", language)]
    if fact.observed_at is not None:
        stated.append(fact.observed_at.isoformat())
    if fact.official:
        stated.append(phrase("official", language))
    left, right = ("（", "）") if language == "zh" else (" (", ")")
    return f"{fact_label(fact.key, language, dictionary)} {shown}{left}{sentence(stated, language)}{right}"


def value_text(clause: ClauseResult, language: str, dictionary: Dictionary) -> str:
    """A clause's own value as shown, year by year where it is judged so; nothing where no fact is known."""
    need = need_value(clause.need)
    if isinstance(clause.need.plain, bool):
        # the title is the statement: "not on the list" holds when "on the list" is false
        holds = None if clause.value.plain is None else clause.value.plain == clause.need.plain
        return "" if holds is None else plain_text(holds, language)
    if clause.facts and all(fact.value is None for fact in clause.facts) and not clause.value.is_known:
        return ""
    if isinstance(clause.value.plain, str) and clause.facts:
        return value_label(clause.facts[0].key, clause.value.plain, language, dictionary)
    if clause.by_year:
        shown = {
            year: figure_text(each, clause.unit, language, need) for year, each in clause.by_year.items()
        }
        return sentence(
            [
                phrase("year", language, year=year, value=shown[year] or "—")
                for year in sorted(shown, reverse=True)
            ],
            language,
        )
    return figure_text(clause.value, clause.unit, language, need)


def need_shown(clause: ClauseResult, language: str) -> str:
    """``≥ 5,000 万元``; a statement needs only its yes or no."""
    if isinstance(clause.need.plain, bool):
        return plain_text(True, language)
    if clause.operator == "in":
        return phrase("listed", language)
    shown = figure_text(clause.need, clause.unit, language)
    return f"{sign_text(clause.operator)} {shown}".strip() if shown else ""


def margin_shown(clause: ClauseResult, language: str) -> str:
    """The room or the shortage, signed."""
    return margin_text(clause.margin, clause.margin_kind, clause.unit, language)


def not_before_text(day: date, language: str) -> str:
    """Where only time helps."""
    return phrase("not_before", language, day=day.isoformat())


def _verdict(
    clause: ClauseResult,
    language: str,
    dictionary: Dictionary,
    parts: tuple[ClauseResult, ...],
    titles: Titles,
) -> str:
    title = clause.title.text(language)
    if clause.exempted_by:
        return phrase(
            "exempted", language, title=title, by=titles.get(clause.exempted_by, clause.exempted_by)
        )
    if not clause.is_leaf:
        return _group(clause, language, parts)
    if clause.kind is ClauseKind.JUDGE:
        return phrase("judge_plain", language, title=title)
    if isinstance(clause.need.plain, bool):
        return _stated(clause, title, language, dictionary)
    if clause.need.is_known:
        return _compared(clause, title, language, dictionary)
    return _stated(clause, title, language, dictionary)


def _stated(clause: ClauseResult, title: str, language: str, dictionary: Dictionary) -> str:
    """A statement that is true or false, without a threshold."""
    shown = value_text(clause, language, dictionary)
    if not shown:
        return title
    said = [phrase("stated", language, title=title, value=shown)]
    if clause.status is Status.UNMET and clause.need.is_known:
        said.append(phrase("need", language, need=need_shown(clause, language)))
    return sentence(said, language)


def _compared(clause: ClauseResult, title: str, language: str, dictionary: Dictionary) -> str:
    shown = value_text(clause, language, dictionary)
    need = phrase("need", language, need=need_shown(clause, language))
    if not shown:
        return sentence([title, need], language)
    said = [phrase("value", language, title=title, value=shown), need]
    if clause.by_year is None and not clause.value.is_known:
        said[0] = sentence([title, phrase("between", language, value=shown)], language)
    if clause.margin is not None:
        said.append(_room(clause, language))
    return sentence(said, language)


def _room(clause: ClauseResult, language: str) -> str:
    margin = clause.margin or Fraction(0)
    if margin == 0:
        return phrase("edge", language) if clause.status is Status.MET else ""
    if margin > 0:
        return phrase("room", language, margin=margin_shown(clause, language))
    return phrase("over" if clause.operator in _UNDER else "gap", language, gap=_gap(clause, language))


def _gap(clause: ClauseResult, language: str) -> str:
    value, need = need_value(clause.value), need_value(clause.need)
    if clause.margin_kind is MarginKind.RELATIVE and value is not None and need is not None:
        shown = amount(short_of(value, need), clause.unit, language)
        return shown + phrase("relative", language, margin=margin_shown(clause, language))
    return margin_shown(clause, language).lstrip("-")


def _group(clause: ClauseResult, language: str, parts: tuple[ClauseResult, ...]) -> str:
    title = clause.title.text(language)
    counted = [part for part in parts if part.status is not Status.NOT_APPLICABLE]
    if not counted:
        return title
    if clause.kind is ClauseKind.AT_LEAST:
        rule = (
            phrase("at_least_rule", language, need=figure_text(clause.need) or "?")
            if clause.need.is_known
            else ""
        )
    else:
        rule = phrase(_RULES[clause.kind], language)
    met = sum(part.status is Status.MET for part in counted)
    stated = phrase("parts", language, met=met, total=len(counted), rule=rule)
    return phrase("stated", language, title=title, value=stated)
