"""The fixed words of reports."""

from __future__ import annotations

from collections.abc import Mapping

REPORT_WORDS: Mapping[str, Mapping[str, str]] = {
    "title": {"zh": "企业资质标准核对报告", "en": "Standing against standards"},
    "product": {"zh": "科创 Kechuang", "en": "Kechuang 科创"},
    "uscc": {"zh": "统一社会信用代码", "en": "Unified social credit code"},
    "region": {"zh": "行政区划代码", "en": "Division code"},
    "industry": {"zh": "行业代码", "en": "Industry code"},
    "as_of": {"zh": "核对日期", "en": "As of"},
    "case": {"zh": "情形", "en": "Case"},
    "summary": {"zh": "总览", "en": "Summary"},
    "standard": {"zh": "标准", "en": "Standard"},
    "result": {"zh": "结论", "en": "Result"},
    "version": {"zh": "版本与依据", "en": "Version and citation"},
    "counts": {"zh": "不符合 / 待补充 / 需人工", "en": "unmet / unknown / people"},
    "score": {"zh": "评分", "en": "Score"},
    "clauses": {"zh": "逐条核对", "en": "Clause by clause"},
    "clause": {"zh": "条款与原文", "en": "Clause and official text"},
    "own": {"zh": "本企业", "en": "Own value"},
    "need": {"zh": "要求", "en": "Needed"},
    "margin": {"zh": "余量", "en": "Room"},
    "item": {"zh": "评分项", "en": "Item"},
    "points": {"zh": "得分", "en": "Points"},
    "max": {"zh": "满分", "en": "Max"},
    "grounds": {"zh": "依据", "en": "Grounds"},
    "passing": {"zh": "合格线", "en": "To pass"},
    "open": {"zh": "待补充与待判断", "en": "Open points"},
    "missing": {"zh": "尚缺数据", "en": "Missing facts"},
    "judged": {"zh": "需人工或专家判断", "en": "For people or experts to judge"},
    "notices": {"zh": "提示", "en": "Notices"},
    "triggered": {"zh": "已触发", "en": "triggered"},
    "not_known": {"zh": "数据不足，无法判断", "en": "not known"},
    "ways": {"zh": "达标路径", "en": "Ways to pass"},
    "way": {"zh": "路径", "en": "Way"},
    "cost": {"zh": "估计代价", "en": "Estimated cost"},
    "cost_unit": {"zh": "万元", "en": "×10k CNY"},
    "after": {"zh": "之后", "en": "then"},
    "earliest": {"zh": "最早", "en": "earliest"},
    "ways_note": {
        "zh": "代价仅用于比较各路径，可在规则包中调整；每条路径均已用同一规则重新核对。",
        "en": "Costs only rank the ways; the pack holds them. Each way was checked again with the same rule.",
    },
    "presumed": {"zh": "前提", "en": "Presumptions"},
    "presumed_note": {
        "zh": "下列事项未提供数据，按所示取值；与事实不符时结论随之改变。",
        "en": "These were not stated and are taken as shown; if they are otherwise, the result changes.",
    },
    "sources": {"zh": "数据来源", "en": "Sources of the figures"},
    "official_text": {"zh": "原文网址", "en": "Official text"},
    "transition": {"zh": "适用该版本的依据", "en": "Why this version decides"},
    "advice": {"zh": "数据提示", "en": "Notes on the data"},
    "marks": {"zh": "核实标记说明", "en": "What the marks mean"},
    "digest": {"zh": "规则摘要", "en": "Rule digest"},
    "rule": {"zh": "规则", "en": "Rule"},
    "mark": {"zh": "核实标记", "en": "Mark"},
    "sign": {"zh": "确认", "en": "Confirmation"},
    "sign_note": {
        "zh": "以上数据由本企业提供，结论由所列版本的规则自动得出；认定结果以主管部门为准。",
        "en": "The enterprise stated the figures, the rules listed gave the results; the authority decides.",
    },
    "prepared": {"zh": "填报人", "en": "Prepared by"},
    "finance": {"zh": "财务负责人", "en": "Head of finance"},
    "director": {"zh": "企业负责人（签字盖章）", "en": "Director (signature and seal)"},
    "date": {"zh": "日期", "en": "Date"},
    "page": {"zh": "第 {page} 页，共 {pages} 页", "en": "page {page} of {pages}"},
    "nothing_open": {"zh": "没有待补充或待判断的事项。", "en": "Nothing is open."},
    "not_deciding": {"zh": "不影响结论", "en": "does not decide"},
    "alternative": {"zh": "可由他项满足", "en": "others may do"},
    "none_in_force": {"zh": "无有效版本", "en": "none in force"},
    "separator": {"zh": "：", "en": ": "},
}


def words(language: str) -> dict[str, str]:
    """Every fixed word in one language."""
    return {key: texts[language] for key, texts in REPORT_WORDS.items()}
