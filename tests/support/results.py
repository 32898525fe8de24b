"""Results as a check would give them, from the few fields that a test is about."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from kechuang.engines.facts.sheet import Enterprise
from kechuang.engines.rules.model import Bilingual, Case, ClauseKind, Mark
from kechuang.engines.rules.results import (
    CheckResult,
    ClauseResult,
    Figure,
    ItemResult,
    MarginKind,
    StandardResult,
    Status,
)


def number(value: str | int, root: int = 1) -> Figure:
    return Figure(Fraction(value), Fraction(value), root)


def make_clause(identity: str = "2-revenue", status: Status = Status.MET, **fields: Any) -> ClauseResult:
    """A leaf named 上年度营业收入 unless told otherwise."""
    given: dict[str, Any] = {
        "parent": "",
        "depth": 0,
        "kind": ClauseKind.CONDITION,
        "title": Bilingual("上年度营业收入", "Revenue last year"),
        "text": Bilingual("上年度营业收入5000万元以上", "At least 50 million yuan"),
        "citation": "附件2 第二条",
        "mark": Mark.SECOND,
        "value": Figure(),
    }
    return ClauseResult(id=identity, status=status, **given | fields)


def revenue_clause(
    value: str, status: Status = Status.MET, need: str = "5000", **fields: Any
) -> ClauseResult:
    """``revenue >= 5000`` with the margin that the engine gives."""
    share = (Fraction(value) - Fraction(need)) / Fraction(need)
    given: dict[str, Any] = {
        "value": number(value),
        "operator": ">=",
        "need": number(need),
        "unit": "万元",
        "margin": share,
        "margin_kind": MarginKind.RELATIVE,
        "thinness": share,
    }
    return make_clause(status=status, **given | fields)


def make_item(identity: str = "growth", low: str = "7", high: str = "8", **fields: Any) -> ItemResult:
    given: dict[str, Any] = {
        "group": "",
        "title": Bilingual("净资产增长率", "Growth of net assets"),
        "text": Bilingual(""),
        "citation": "195号",
        "maximum": Fraction(10),
    }
    return ItemResult(id=identity, low=Fraction(low), high=Fraction(high), **given | fields)


def make_result(*clauses: ClauseResult, status: Status = Status.MET, **fields: Any) -> StandardResult:
    given: dict[str, Any] = {
        "title": Bilingual("测试标准", "Test standard"),
        "version": "2026-04-01",
        "citation": "测试〔2026〕1号",
        "mark": Mark.SECOND,
        "digest": "0123456789abcdef" * 4,
    }
    return StandardResult(standard="test.standard", status=status, clauses=clauses, **given | fields)


def make_check(*results: StandardResult, name: str = "测试企业") -> CheckResult:
    firm = Enterprise("91210100MA0P00000X", name, "210100", "3484")
    return CheckResult(date(2026, 5, 8), Case.APPLICATION, firm, results)
