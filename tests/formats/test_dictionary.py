"""The dictionary: every name of the contract, complete in both languages, loaded fast; faults with file and line."""

import re
import time

import pytest

from kechuang.engines.facts.dictionary import FactType, Period
from kechuang.engines.rules.expression.bind import Scope, bind_expression
from kechuang.engines.rules.expression.units import kind_of
from kechuang.formats.dictionary import build_dictionary, load_dictionary
from kechuang.formats.faults import InputFaults
from kechuang.formats.pack_files import PackFile, list_packs
from kechuang.formats.region_rows import KNOWN_SUFFIX

DICTIONARY = load_dictionary()

YEARLY = [
    *(
        "staff",
        "tech_staff",
        "tech_staff_hnte",
        "rd_staff",
        "revenue",
        "sales",
        "main_revenue",
        "total_income",
    ),
    *("hightech_income", "total_cost_expense", "net_profit", "assets", "liabilities", "net_assets"),
    *("rd_expense_accounting", "rd_expense_tax", "rd_expense_hnte", "rd_domestic_hnte", "equity_raised"),
    "eval_score_platform",
]
NOW = [
    *("resident_enterprise", "prohibited_products", "serious_incident_last_two_years", "abnormal_list"),
    *("serious_dishonest_list", "research_dishonest", "established_date", "segment_start_date"),
    *("strategic_emerging_product", "key_field_product", "six_base_product", "own_brand", "it_core_business"),
    *("share_domestic", "share_international", "rank_domestic", "market_position_strong", "digital_level"),
    *("rd_institution_level", "ip_advancement", "ip_core_support"),
    *("org_rules", "org_institution", "org_transformation", "org_talent"),
]
COLUMNS = {
    "ip": """kind class acquired grant_date transfer_date expiry owner_rank product_related applied benefit high_value
    disputed project""",
    "title": "kind from to no",
    "award": "level date unit_rank kind",
    "standard": "level role rank date",
    "rd_institution": "level recognised joint_with",
    "quality": "kind",
    "transformation": "date outcome product mode",
    "contest": "name rank date",
}
CHOICES = {
    ("ip", "kind"): """invention utility_model design software plant_variety ic_layout new_drug tcm_protection
    crop_variety""",
    ("ip", "class"): "I II",
    ("ip", "acquired"): "self transfer gift merger",
    ("title", "kind"): """high_tech tech_sme innovative_sme srdi_sme little_giant champion ip_demo
    tech_innovation_demo""",
    ("award", "level"): "national province",
    ("standard", "level"): "international national industry",
    ("standard", "role"): "lead join",
    ("rd_institution", "level"): "national ministry province city enterprise",
    ("quality", "kind"): """quality_award_province management_system product_certification own_brand
    standard_setting""",
    ("contest", "name"): "maker_china",
}


class TestTheContract:
    @pytest.mark.parametrize("name", YEARLY)
    def test_yearly_facts(self, name):
        assert DICTIONARY.facts[name].period is Period.YEAR

    @pytest.mark.parametrize("name", NOW)
    def test_facts_of_now(self, name):
        assert DICTIONARY.facts[name].period is Period.NOW

    @pytest.mark.parametrize("record", COLUMNS)
    def test_records(self, record):
        assert set(COLUMNS[record].split()) <= set(DICTIONARY.records[record].columns)

    @pytest.mark.parametrize(("record", "column"), CHOICES)
    def test_choices(self, record, column):
        assert set(CHOICES[record, column].split()) <= set(DICTIONARY.records[record].columns[column].choices)

    def test_grades_and_levels(self):
        facts = DICTIONARY.facts
        assert (
            list(facts["ip_advancement"].choices) == list(facts["ip_core_support"].choices) == list("ABCDE")
        )
        assert list(facts["rd_institution_level"].choices) == [
            "national",
            "province",
            "city",
            "below_city",
            "none",
        ]
        assert (facts["digital_level"].minimum, facts["digital_level"].maximum) == (1, 4)
        maxima = {name: facts[name].maximum for name in NOW if name.startswith("org_")}
        assert maxima == {"org_rules": 6, "org_institution": 6, "org_transformation": 4, "org_talent": 4}

    def test_nothing_of_the_contract_is_required_in_a_row(self):
        required = [
            (r, c) for r in COLUMNS for c, each in DICTIONARY.records[r].columns.items() if each.required
        ]
        assert required == []


ALL = [
    *DICTIONARY.attributes.values(),
    *DICTIONARY.facts.values(),
    *DICTIONARY.derived.values(),
    *(column for record in DICTIONARY.records.values() for column in record.columns.values()),
]


@pytest.mark.parametrize("entry", ALL, ids=lambda entry: entry.name)
def test_every_name_is_complete_in_both_languages(entry):
    chinese = re.compile("[\u4e00-\u9fff]")
    assert chinese.search(entry.zh)
    assert chinese.search(entry.definition_zh)
    assert re.search("[A-Za-z]", entry.en)
    assert re.search("[A-Za-z]", entry.definition_en)
    assert not chinese.search(re.sub(r"\d+号|万元|财税〔2015〕119号", "", entry.definition_en))


@pytest.mark.parametrize("fact", DICTIONARY.facts.values(), ids=lambda fact: fact.name)
def test_every_fact_has_its_citation_and_mark(fact):
    assert fact.citation
    assert fact.mark
    assert (fact.type is FactType.MONEY) == (fact.unit == "万元")


@pytest.mark.parametrize("entry", DICTIONARY.derived.values(), ids=lambda entry: entry.name)
def test_every_derived_figure_is_a_number_over_known_facts(entry):
    kind = kind_of(bind_expression(entry.expression, Scope(DICTIONARY)), DICTIONARY)
    assert (kind.sort, kind.unit) == ("number", entry.unit)


def test_what_can_be_negative_has_no_floor():
    free = {
        fact.name
        for fact in DICTIONARY.facts.values()
        if fact.type is FactType.MONEY and fact.minimum is None
    }
    assert free == {
        "net_profit",
        "total_profit",
        "operating_profit",
        "taxable_income",
        "net_assets",
        "invest_income",
        "finance_expense",
    }


def test_presumptions():
    columns = DICTIONARY.records["ip"].columns
    presumed = {name: column.presumed for name, column in columns.items() if column.presumed is not None}
    assert presumed == {"disputed": False, "expiry": "in_force", "used_in_hnte": False}


def test_the_class_of_every_kind():
    kinds = DICTIONARY.records["ip"].columns["kind"].choices
    second = {code for code, each in kinds.items() if each["class"] == "II"}
    assert second == {"utility_model", "design", "software"}


def test_names_leave_room_for_the_columns_of_a_region():
    assert [name for name in DICTIONARY.facts if name.endswith(KNOWN_SUFFIX) or name == "year"] == []


@pytest.mark.parametrize(
    ("source", "official"),
    [
        ("2025 年度审计报告", True),
        ("2025年报（未经审计）", False),
        ("企业所得税年度纳税申报表 A107012", True),
        ("zjtx.miit.gov.cn screenshot", True),
        ("CNIPA 专利登记簿副本", True),
        ("国家企业信用信息公示系统", True),
        ("https://www.shenyang.gov.cn/x", True),
        ("企业自报", False),
        ("unaudited statement", False),
        ("", False),
    ],
)
def test_which_sources_are_official(source, official):
    assert DICTIONARY.is_official(source) is official


def test_it_loads_within_sixty_milliseconds():
    files = list_packs("dictionary")
    seconds = []
    for _ in range(5):
        start = time.process_time()
        build_dictionary(files)
        seconds.append(time.process_time() - start)
    assert min(seconds) < 0.06


HEAD = "version: v\nthemes:\n  people: {zh: 人员, en: People}\n"
FACT = """theme: people
period: year
facts:
  staff:
    zh: 职工
    en: Staff
    type: number
    unit: 人
    minimum: 0
    definition: {zh: 定义, en: definition}
    citation: 115号
    mark: verified-text
"""


def faults(*parts: str) -> list[str]:
    files = [PackFile("head.yaml", HEAD), *(PackFile("p.yaml", part) for part in parts)]
    with pytest.raises(InputFaults) as raised:
        build_dictionary(files)
    return [fault.where for fault in raised.value.faults]


class TestFaults:
    def test_a_small_dictionary_is_sound(self):
        made = build_dictionary([PackFile("head.yaml", HEAD), PackFile("p.yaml", FACT)])
        assert list(made.facts) == ["staff"]

    @pytest.mark.parametrize(
        ("old", "new", "line"),
        [
            ("type: number", "type: figure", 7),
            ("    en: Staff\n", "", 4),
            ("mark: verified-text", "mark: sure", 12),
            ("    citation: 115号\n", "", 4),
            ("minimum: 0", "minimum: few", 9),
            ("minimum: 0", "minimum: 3\n    maximum: 2", 9),
            ("unit: 人", "unti: 人", 8),
            ("unit: 人", "choices: {a: {zh: 甲, en: a}}", 8),
            ("type: number", "type: choice", 4),
            ("definition: {zh: 定义, en: definition}", "definition: {zh: 定义}", 10),
            ("theme: people", "theme: persons", 1),
            ("    unit: 人", "    part_of: revenue", 8),
            ("period: year", "period: month", 2),
            ("zh: 职工", "zh: 12", 5),
            ("facts:", "fakts:", 3),
        ],
    )
    def test_each_has_its_line(self, old, new, line):
        assert f"p.yaml:{line}" in faults(FACT.replace(old, new))

    def test_a_name_stands_for_one_thing(self):
        assert faults(FACT, FACT) == ["p.yaml:4"]

    def test_a_theme_is_of_years_or_of_now(self):
        second = FACT.replace("staff:", "other:").replace("period: year", "period: now")
        assert faults(FACT, second)

    def test_a_computed_column_needs_its_origin(self):
        record = """theme: people
records:
  ip:
    zh: 知识产权
    en: IP
    definition: {zh: 定义, en: definition}
    columns:
      class: {zh: 类, en: class, type: text, computed: kind.class, definition: {zh: 定义, en: definition}}
"""
        assert faults(FACT, record) == ["p.yaml:8"]
