"""Why a result stands as it does, to the letter."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from kechuang.engines.rules.check import check
from kechuang.engines.rules.expression.outcomes import Note, Remark, RowVerdict
from kechuang.engines.rules.model import Bilingual, Case, ClauseKind
from kechuang.engines.rules.results import Figure, MarginKind, Status, UsedFact
from kechuang.formats.dictionary import load_dictionary
from kechuang.formats.facts import read_facts
from kechuang.formats.packs import load_library
from kechuang.formats.wording import (
    item_reason,
    parts_of,
    reason,
    source_text,
    standard_reason,
    titles_of,
    value_text,
)
from tests.support.project import ROOT
from tests.support.results import make_clause, make_item, make_result, number, revenue_clause

DICTIONARY = load_dictionary()


def said(clause, language="zh", **more):
    return reason(clause, language, DICTIONARY, **more)


def test_met_says_value_need_and_room():
    assert said(revenue_clause("6120")) == "上年度营业收入 6,120 万元，要求 ≥ 5,000 万元，余量 +22.4%"
    assert said(revenue_clause("6120"), "en") == (
        "Revenue last year: 6,120 ×10k CNY, needs ≥ 5,000 ×10k CNY, room +22.4%"
    )


def test_unmet_says_the_gap_in_the_unit_and_in_percent():
    clause = revenue_clause("4860", Status.UNMET)
    assert said(clause) == "上年度营业收入 4,860 万元，要求 ≥ 5,000 万元，差 140 万元（-2.8%）"


def test_over_a_ceiling_says_so():
    clause = revenue_clause("6000", Status.UNMET, operator="<=", margin=Fraction(-1, 5))
    assert said(clause) == "上年度营业收入 6,000 万元，要求 ≤ 5,000 万元，超出 1,000 万元（-20%）"


def test_the_edge_has_no_room():
    assert said(revenue_clause("5000")) == "上年度营业收入 5,000 万元，要求 ≥ 5,000 万元，正好达到，没有余量"


def test_ratios_are_percentages_and_margins_points():
    clause = make_clause(
        title=Bilingual("主营业务收入占比"),
        value=number("0.948"),
        operator=">=",
        need=number("0.9"),
        unit="ratio",
        margin=Fraction("0.048"),
        margin_kind=MarginKind.ABSOLUTE,
    )
    assert said(clause) == "主营业务收入占比 94.8%，要求 ≥ 90%，余量 +4.8 个百分点"


def test_years_are_told_apart():
    years = {2024: number("0.11"), 2025: number("0.105")}
    clause = revenue_clause("0.105", unit="ratio", by_year=years, need="0.03")
    assert "2025 年 10.5%，2024 年 11%" in said(clause)


def test_unknown_names_the_missing_facts_with_their_years():
    clause = make_clause(
        status=Status.UNKNOWN,
        operator=">=",
        need=number(5000),
        unit="万元",
        missing=("revenue:2025", "staff:2024"),
    )
    assert said(clause) == "上年度营业收入，要求 ≥ 5,000 万元；缺少：2025 年营业收入、2024 年职工总数"


def test_bounds_are_shown_where_something_is_known():
    clause = make_clause(
        status=Status.UNKNOWN,
        value=Figure(Fraction(3), Fraction(5)),
        operator=">=",
        need=number(4),
        unit="项",
    )
    assert "现有数据下为 3–5 项" in said(clause)


def test_rows_that_do_not_count_are_named_in_the_words_of_the_form():
    rows = (RowVerdict("ip", 0, True), RowVerdict("ip", 2, False, 'acquired == "self"'))
    clause = make_clause(
        title=Bilingual("Ⅰ类知识产权"), value=number(4), operator=">=", need=number(4), unit="项", rows=rows
    )
    assert said(clause).endswith("知识产权第 3 项不计：要求 获得方式 = “自主研发”")


def test_rows_with_the_same_ground_stand_together():
    rows = tuple(RowVerdict("ip", row, False, 'class == "I"') for row in (5, 6, 7))
    clause = make_clause(status=Status.UNMET, value=number(1), operator=">=", need=number(4), rows=rows)
    assert "知识产权第 6、7、8 项不计：要求 类别 = “Ⅰ类”" in said(clause)


def test_missing_cells_of_one_column_are_one_name():
    clause = make_clause(status=Status.UNKNOWN, missing=("ip[0].benefit", "ip[1].benefit"))
    assert "知识产权第 1、2 项的" in said(clause)


def test_presumptions_are_disclosed():
    clause = make_clause(
        value=Figure(plain=False), operator="==", need=Figure(plain=False), presumed=("abnormal_list=false",)
    )
    assert said(clause).startswith("上年度营业收入：是；以“")
    assert said(clause).endswith("：否”为前提")


def test_a_statement_that_fails_says_what_is_needed():
    clause = make_clause(
        status=Status.UNMET, value=Figure(plain=True), operator="==", need=Figure(plain=False)
    )
    assert said(clause) == "上年度营业收入：否，要求 是"


def test_a_zero_divisor_is_a_reason():
    clause = make_clause(status=Status.UNKNOWN, remarks=(Remark(Note.ZERO_DIVISOR, "revenue"),))
    assert said(clause) == "上年度营业收入；“营业收入”为零，无法相除"


def test_an_exemption_names_itself():
    clause = revenue_clause("10", exempted_by="4-award")
    assert said(clause, titles={"4-award": "国家级科技奖励"}) == "上年度营业收入：按“国家级科技奖励”豁免"


def test_people_judge():
    judge = make_clause(kind=ClauseKind.JUDGE, status=Status.MANUAL_REVIEW, judged=("2-revenue",))
    assert said(judge) == "上年度营业收入：需人工或专家判断"
    graded = make_clause(status=Status.MANUAL_REVIEW, judged=("ip_advancement",))
    assert "需人工或专家判断：" + DICTIONARY.label("ip_advancement") in said(graded)


def test_a_clause_that_does_not_apply_says_so():
    assert "不适用" in said(make_clause(status=Status.NOT_APPLICABLE))


def test_met_clauses_may_still_need_a_look_at_the_evidence():
    assert said(revenue_clause("6120", confirm=True)).endswith("；须人工确认佐证材料")


def test_groups_count_their_parts():
    group = make_clause("2", kind=ClauseKind.ANY, title=Bilingual("市场占有率"))
    parts = (make_clause("a", parent="2"), make_clause("b", Status.UNMET, parent="2"))
    result = make_result(group, *parts)
    assert said(group, parts=parts_of(result)["2"]) == "市场占有率：1 项符合，共 2 项，任一项即可"
    assert titles_of(result, "zh")["2"] == "市场占有率"


def test_items_say_points_band_and_ground():
    item = make_item(measure=number("0.2735"), unit="ratio", band=">= 25%")
    assert item_reason(item, "zh", DICTIONARY) == "净资产增长率：27.35%；得 7–8 分，满分 10 分；≥ 25%"


def test_bands_in_names_of_the_pack_are_left_out():
    assert item_reason(make_item(band="class_one >= 1"), "zh", DICTIONARY) == "得 7–8 分，满分 10 分"


def test_grades_are_shown_by_their_label():
    item = make_item(band="A", facts=(UsedFact("ip_advancement", "A"),))
    assert item_reason(item, "zh", DICTIONARY).split("；")[1].startswith("高")


def test_sources_say_who_and_when():
    fact = UsedFact("revenue:2025", Decimal(6120), "万元", "审计报告", date(2026, 3, 31), True)
    assert source_text(fact, "zh", DICTIONARY) == "2025 年营业收入 6,120 万元（审计报告，2026-03-31，官方）"
    assert "未注明来源" in source_text(UsedFact("revenue:2025", Decimal(1)), "zh", DICTIONARY)


def test_a_standard_without_a_version_says_so():
    nothing = make_result(status=Status.NOT_APPLICABLE, version="")
    assert "没有适用于本情形的有效版本" in standard_reason(nothing, "zh")
    assert standard_reason(make_result(), "zh") == ""


def test_a_chosen_word_is_shown_by_its_label():
    firm = read_facts(ROOT / "examples" / "hengchi-2024.json", DICTIONARY)
    checked = check(
        load_library(DICTIONARY), firm, date(2024, 4, 15), Case.APPLICATION, DICTIONARY, ["cn.high-tech"]
    )
    field = next(clause for clause in checked.results[0].clauses if clause.id == "11-3")
    assert value_text(field, "zh", DICTIONARY) == "先进制造与自动化"
    assert value_text(field, "en", DICTIONARY) == "advanced manufacturing and automation"
