"""The fixed words of results in Chinese and English: statuses, marks, cases, sentence patterns."""

from __future__ import annotations

from collections.abc import Mapping

from kechuang.engines.rules.expression.outcomes import Note
from kechuang.engines.rules.model import Case, Mark
from kechuang.engines.rules.results import Status

Words = Mapping[str, str]

STATUS_WORDS: Mapping[Status, Words] = {
    Status.MET: {"zh": "符合", "en": "met"},
    Status.UNMET: {"zh": "不符合", "en": "unmet"},
    Status.UNKNOWN: {"zh": "待补充", "en": "unknown"},
    Status.MANUAL_REVIEW: {"zh": "需人工判断", "en": "manual review"},
    Status.NOT_APPLICABLE: {"zh": "不适用", "en": "not applicable"},
}

MARK_WORDS: Mapping[Mark, Words] = {
    Mark.TEXT: {"zh": "已核对原文", "en": "read in the official text"},
    Mark.SECOND: {"zh": "据二手来源", "en": "from agreeing secondary sources"},
    Mark.UNVERIFIED: {"zh": "未核实", "en": "not verified"},
}

MARK_MEANINGS: Mapping[Mark, Words] = {
    Mark.TEXT: {"zh": "条文已在官方原文中通读核对", "en": "the text was read whole in an official source"},
    Mark.SECOND: {
        "zh": "未取得官方原文，据相互一致的二手来源录入，使用前请对照原文",
        "en": "taken from secondary sources that agree; compare with the official text before relying on it",
    },
    Mark.UNVERIFIED: {
        "zh": "未在任何来源中见到原文，仅供参考",
        "en": "not seen in any source; for orientation only",
    },
}

CASE_WORDS: Mapping[Case, Words] = {
    Case.APPLICATION: {"zh": "首次申报", "en": "application"},
    Case.REVIEW: {"zh": "复核", "en": "review of a held title"},
}

NOTE_WORDS: Mapping[Note, Words] = {
    Note.ZERO_DIVISOR: {
        "zh": "“{subject}”为零，无法相除",
        "en": "“{subject}” is zero, so there is no quotient",
    },
    Note.NEGATIVE_BASE: {
        "zh": "“{subject}”的基期或比值为负，增长率没有意义",
        "en": "“{subject}” has a negative base, so growth has no meaning",
    },
    Note.NO_OPERATING_YEAR: {
        "zh": "“{subject}”没有可计算的经营年度",
        "en": "“{subject}” has no operating year to look at",
    },
}

PATTERNS: Mapping[str, Words] = {
    "value": {"zh": "{title} {value}", "en": "{title}: {value}"},
    "stated": {"zh": "{title}：{value}", "en": "{title}: {value}"},
    "listed": {"zh": "所列之一", "en": "one of those listed"},
    "need": {"zh": "要求 {need}", "en": "needs {need}"},
    "room": {"zh": "余量 {margin}", "en": "room {margin}"},
    "edge": {"zh": "正好达到，没有余量", "en": "just reached, no room"},
    "gap": {"zh": "差 {gap}", "en": "short by {gap}"},
    "over": {"zh": "超出 {gap}", "en": "over by {gap}"},
    "relative": {"zh": "（{margin}）", "en": " ({margin})"},
    "between": {"zh": "现有数据下为 {value}", "en": "between {value} on what is known"},
    "year": {"zh": "{year} 年 {value}", "en": "{year} {value}"},
    "missing": {"zh": "缺少：{names}", "en": "missing: {names}"},
    "judge": {"zh": "需人工或专家判断：{names}", "en": "for people or experts to judge: {names}"},
    "judge_plain": {"zh": "{title}：需人工或专家判断", "en": "{title}: for people or experts to judge"},
    "confirm": {"zh": "须人工确认佐证材料", "en": "evidence to be confirmed by a person"},
    "exempted": {"zh": "{title}：按“{by}”豁免", "en": "{title}: exempted by “{by}”"},
    "not_applicable": {
        "zh": "{title}：不适用于本企业或本情形",
        "en": "{title}: does not apply to this firm or case",
    },
    "excluded": {
        "zh": "{record}第 {rows} 项不计：要求 {condition}",
        "en": "{record} no. {rows} not counted: needs {condition}",
    },
    "row_open": {
        "zh": "{record}第 {rows} 项待定：{condition}",
        "en": "{record} no. {rows} undecided: {condition}",
    },
    "presumed": {"zh": "以“{name}：{value}”为前提", "en": "presuming “{name}: {value}”"},
    "parts": {"zh": "{met} 项符合，共 {total} 项{rule}", "en": "{met} of {total} parts met{rule}"},
    "any_rule": {"zh": "，任一项即可", "en": "; one is enough"},
    "all_rule": {"zh": "，须全部符合", "en": "; all are needed"},
    "not_rule": {"zh": "，须不成立", "en": "; must not hold"},
    "at_least_rule": {"zh": "，至少须 {need} 项", "en": "; at least {need} are needed"},
    "points": {"zh": "得 {points} 分，满分 {maximum} 分", "en": "{points} of {maximum} points"},
    "chosen": {"zh": "按“{name}”计分", "en": "scored by “{name}”"},
    "row_says": {"zh": "每项须为：{cells}", "en": "each with {cells}"},
    "also": {"zh": "随之：{steps}", "en": "along with {steps}"},
    "wait": {"zh": "等到 {day}", "en": "wait until {day}"},
    "from_to": {"zh": "{name}：{before} → {after}", "en": "{name}: {before} → {after}"},
    "to": {"zh": "{name}：{after}", "en": "{name}: {after}"},
    "no_version": {
        "zh": "该日没有适用于本情形的有效版本",
        "en": "no version is in force for this case on that date",
    },
    "row_name": {"zh": "{record}第 {row} 项的{column}", "en": "{column} of {record} no. {row}"},
    "column_name": {"zh": "{record}的{column}", "en": "{record}: {column}"},
    "in_force": {"zh": "未注明到期，视为有效", "en": "no expiry stated, taken as in force"},
    "years_name": {"zh": "{year} 年{name}", "en": "{name} {year}"},
    "no_source": {"zh": "未注明来源", "en": "no source stated"},
    "official": {"zh": "官方", "en": "official"},
    "not_before": {"zh": "{day} 之前无法达到", "en": "cannot be reached before {day}"},
}


def phrase(pattern: str, language: str, **parts: object) -> str:
    """A sentence pattern, filled."""
    return PATTERNS[pattern][language].format(**parts)


def joined(parts: list[str], language: str) -> str:
    """Names in a row."""
    return ("、" if language == "zh" else ", ").join(parts)


def sentence(parts: list[str], language: str) -> str:
    """Clauses of one sentence."""
    return ("，" if language == "zh" else ", ").join(part for part in parts if part)


def sentences(parts: list[str], language: str) -> str:
    """Several statements one after another."""
    return ("；" if language == "zh" else "; ").join(part for part in parts if part)
