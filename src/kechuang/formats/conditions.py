"""A condition of the rule language in words, for readers who know the form but not the language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from kechuang.engines.facts.dictionary import Definition, Dictionary
from kechuang.formats.figures import sign_text
from kechuang.formats.labels import choice_label, column_label

_TOKEN = re.compile(
    r'day\("(?P<day>[\d-]+)"\)|"(?P<text>[^"]*)"|(?P<name>[A-Za-z_]\w*)|(?P<sign>>=|<=|==|!=|>|<)'
    r"|(?P<number>\d+(?:\.\d+)?%?)|(?P<space>\s+)|(?P<other>.)"
)
_WORDS: Mapping[str, Mapping[str, str]] = {
    "and": {"zh": "且", "en": "and"},
    "or": {"zh": "或", "en": "or"},
    "not": {"zh": "非", "en": "not"},
    "in": {"zh": "属于", "en": "in"},
    "true": {"zh": "是", "en": "yes"},
    "false": {"zh": "否", "en": "no"},
    "as_of": {"zh": "核对日", "en": "the date of the check"},
    "year_end": {"zh": "上年末", "en": "the end of last year"},
    "y": {"zh": "上年度", "en": "last year"},
    "in_force": {"zh": "在有效期内", "en": "in force"},
    "within": {"zh": "在近年内", "en": "within years"},
    "full_years": {"zh": "满年数", "en": "full years"},
    "days_since": {"zh": "距今天数", "en": "days since"},
    "year_of": {"zh": "所属年度", "en": "year of"},
    "years_after": {"zh": "满若干年之日", "en": "years after"},
    "count": {"zh": "项数", "en": "count"},
    "where": {"zh": "：", "en": "where"},
    "mean": {"zh": "年均", "en": "mean"},
    "sum": {"zh": "合计", "en": "sum"},
    "each": {"zh": "每年", "en": "each year"},
    "some": {"zh": "任一年", "en": "some year"},
    "min": {"zh": "较小者", "en": "min"},
    "max": {"zh": "较大者", "en": "max"},
    "points": {"zh": "得分", "en": "points"},
    "total": {"zh": "总分", "en": "total"},
    "compound_growth": {"zh": "复合增长率", "en": "compound growth"},
    "mean_growth": {"zh": "年均增长率", "en": "mean growth"},
}
_WITHIN = re.compile(r"within\((?P<what>\w+), (?P<years>[\d.]+)\)")
_IN_FORCE = re.compile(r"in_force\(\w+, \w+\)")


def condition_text(condition: str, language: str, dictionary: Dictionary, record: str = "") -> str:
    """``acquired == "self"`` in the words of the form; inside a record its columns, else facts."""
    prepared = _IN_FORCE.sub("in_force", condition)
    if found := _WITHIN.fullmatch(prepared):
        what = _name(found["what"], language, dictionary, record)[0]
        return (
            f"{what}在近 {found['years']} 年内"
            if language == "zh"
            else f"{what} within {found['years']} years"
        )
    words: list[str] = []
    about: Definition | None = None
    for token in _TOKEN.finditer(prepared):
        if token["name"]:
            word, definition = _name(token["name"], language, dictionary, record)
            about = definition or about
            words.append(word)
        elif token["text"] is not None:
            word = choice_label(about, token["text"], language)
            words.append(f"“{word}”")
        elif token["sign"]:
            words.append(sign_text(token["sign"]))
        elif token["space"]:
            words.append(" ")
        else:
            words.append(token["day"] or token["number"] or token["other"])
    return "".join(words).strip()


def _name(name: str, language: str, dictionary: Dictionary, record: str) -> tuple[str, Definition | None]:
    definition: Definition | None = None
    if record and record in dictionary.records:
        definition = dictionary.records[record].columns.get(name)
        if definition is not None:
            return column_label(record, name, language, dictionary), definition
    if name in _WORDS:
        return _WORDS[name][language], None
    definition = dictionary.facts.get(name) or dictionary.attributes.get(name)
    return dictionary.label(name, language), definition


def short_of(value: Fraction, need: Fraction) -> Fraction:
    """How far a value is from its need, without sign."""
    return abs(need - value)
