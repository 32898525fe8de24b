"""Facts as JSON: what is understood, what is refused with its path, and that nothing is lost."""

import json
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kechuang.engines.facts.sheet import Observation
from kechuang.formats.dictionary import load_dictionary
from kechuang.formats.facts_json import format_facts_json, parse_facts_json
from kechuang.formats.faults import InputFaults
from kechuang.formats.json_schema import facts_schema
from tests.support.fact_sheets import fact_sheets

DICTIONARY = load_dictionary()
USCC = "91210100MA0P00000X"
EXPECTED_DATE = "expected a date as YYYY-MM-DD, such as 2026-05-08"
CONTRACT = """
{"enterprise": {"uscc": "91210100MA0P00000X", "name": "…", "region": "210100", "industry": "3484"},
 "facts": {"staff": {"2025": 62}, "revenue": {"2023": "4860", "2024": "5380", "2025": "6120"},
           "resident_enterprise": true, "established_date": "2015-03-01",
           "eval_score_platform": {"2026": {"value": "63", "source": "zjtx.miit.gov.cn screenshot",
                                            "observed_at": "2026-04-20"}}},
 "records": {"ip": [{"kind": "invention", "class": "I", "acquired": "self", "grant_date": "2023-05-01", "owner_rank": 1,
                     "product_related": true, "applied": true, "benefit": true}]}}
"""


def parse(facts=None, records=None, **top):
    data = {"enterprise": {"uscc": USCC}, "facts": facts or {}, "records": records or {}} | top
    return parse_facts_json(json.dumps(data), DICTIONARY, "f.json")


def faults_of(text: str) -> list[str]:
    with pytest.raises(InputFaults) as raised:
        parse_facts_json(text, DICTIONARY, "f.json")
    return [fault.where for fault in raised.value.faults]


def refused(**top) -> list[str]:
    return faults_of(json.dumps({"enterprise": {"uscc": USCC}} | top))


class TestTheContract:
    def test_its_example_reads(self):
        sheet = parse_facts_json(CONTRACT, DICTIONARY, "f.json")
        assert sheet.enterprise.industry == "3484"
        assert sheet.value("revenue", 2025) == Decimal(6120)
        assert sheet.value("staff", 2025) == Decimal(62)
        assert sheet.value("resident_enterprise") is True
        assert sheet.value("established_date") == date(2015, 3, 1)
        assert sheet.used("eval_score_platform", 2026) == Observation(
            Decimal(63), "zjtx.miit.gov.cn screenshot", date(2026, 4, 20), official=True
        )
        assert sheet.records["ip"][0]["owner_rank"] == Decimal(1)

    def test_its_example_fits_the_schema(self):
        assert list(Draft202012Validator(facts_schema(DICTIONARY)).iter_errors(json.loads(CONTRACT))) == []

    @pytest.mark.parametrize("absent", [{}, {"revenue": None}, {"revenue": {}}, {"revenue": {"2025": None}}])
    def test_absent_and_null_are_unknown(self, absent):
        assert parse(absent).value("revenue", 2025) is None

    def test_zero_and_false_are_known(self):
        sheet = parse({"revenue": {"2025": 0}, "own_brand": False})
        assert (sheet.value("revenue", 2025), sheet.value("own_brand")) == (Decimal(0), False)

    def test_an_absent_list_is_unknown_and_an_empty_one_known(self):
        assert parse(records={"ip": None}).records == {}
        assert parse(records={"ip": []}).records == {"ip": ()}

    def test_yuan_become_ten_thousand_yuan(self):
        assert (
            parse({"revenue": {"2025": {"value": "53800000", "unit": "元"}}}).value("revenue", 2025) == 5380
        )

    def test_fractions_of_json_stay_exact(self):
        text = f'{{"enterprise": {{"uscc": "{USCC}"}}, "facts": {{"share_domestic": 0.1130000000000000001}}}}'
        sheet = parse_facts_json(text, DICTIONARY, "f.json")
        assert sheet.value("share_domestic") == Decimal("0.1130000000000000001")


class TestSources:
    def test_all_are_kept_and_the_official_one_is_used(self):
        sheet = parse(
            {
                "revenue": {
                    "2025": [
                        {"value": 6100, "source": "自报", "observed_at": "2026-05-01"},
                        {"value": 6120, "source": "2025 年度审计报告"},
                    ]
                }
            }
        )
        assert [seen.value for seen in sheet.observations("revenue", 2025)] == [6100, 6120]
        assert sheet.value("revenue", 2025) == 6120
        assert sheet.disagreements() == (("revenue", 2025),)

    def test_unaudited_is_not_audited(self):
        assert (
            not parse({"revenue": {"2025": {"value": 1, "source": "未经审计报表"}}})
            .used("revenue", 2025)
            .official
        )

    def test_what_is_said_of_a_source_outweighs_its_name(self):
        sheet = parse({"own_brand": {"value": True, "source": "审计报告", "official": False}})
        assert not sheet.used("own_brand").official


class TestLeniency:
    @pytest.mark.parametrize(
        ("name", "raw", "value"),
        [
            ("own_brand", "是", True),
            ("own_brand", "no", False),
            ("tax_levy", "查账征收", "audit"),
            ("ip_advancement", "b", "B"),
            ("established_date", "2015年3月1日", date(2015, 3, 1)),
            ("share_domestic", "１１．３％", Decimal("0.113")),
            ("single_vc_max", "1.2亿元", Decimal(12000)),
        ],
    )
    def test_it_is_understood(self, name, raw, value):
        assert parse({name: raw}).value(name) == value

    def test_the_class_of_ip_follows_from_its_kind(self):
        rows = parse(records={"ip": [{"kind": "software"}, {"kind": "发明专利"}]}).records["ip"]
        assert [row["class"] for row in rows] == ["II", "I"]

    def test_codes_are_put_in_capitals(self):
        text = '{"enterprise": {"uscc": "９1210100ma0p00000x", "industry": 3484}}'
        enterprise = parse_facts_json(text, DICTIONARY, "f.json").enterprise
        assert (enterprise.uscc, enterprise.industry) == (USCC, "3484")


class TestRefusals:
    @pytest.mark.parametrize(
        ("facts", "path"),
        [
            ({"revenu": {"2025": 1}}, "facts.revenu"),
            ({"revenue": 6120}, "facts.revenue"),
            ({"revenue": {"25": 1}}, "facts.revenue.25"),
            ({"revenue": {"1948": 1}}, "facts.revenue.1948"),
            ({"revenue": {"2101": 1}}, "facts.revenue.2101"),
            ({"revenue": {"2025": -1}}, "facts.revenue.2025"),
            ({"revenue": {"2025": "很多"}}, "facts.revenue.2025"),
            ({"revenue": {"2025": True}}, "facts.revenue.2025"),
            ({"revenue": {"2025": {"value": 1, "unit": "人"}}}, "facts.revenue.2025.value"),
            ({"revenue": {"2025": [1, "x"]}}, "facts.revenue.2025[1]"),
            ({"share_domestic": "11.3"}, "facts.share_domestic"),
            ({"rank_domestic": 1.5}, "facts.rank_domestic"),
            ({"rank_domestic": 0}, "facts.rank_domestic"),
            ({"own_brand": "maybe"}, "facts.own_brand"),
            ({"own_brand": 1}, "facts.own_brand"),
            ({"own_brand": {"2025": True}}, "facts.own_brand.2025"),
            ({"established_date": "2015-02-30"}, "facts.established_date"),
            (
                {"established_date": {"value": "2015-02-28", "observed_at": "昨天"}},
                "facts.established_date.observed_at",
            ),
            ({"tax_levy": "unknown levy"}, "facts.tax_levy"),
            ({"own_brand": {"value": True, "unit": "元"}}, "facts.own_brand.value"),
            ({"own_brand": {"value": True, "origin": "x"}}, "facts.own_brand.origin"),
        ],
    )
    def test_of_facts(self, facts, path):
        assert f"f.json: {path}" in refused(facts=facts)

    @pytest.mark.parametrize(
        ("records", "path"),
        [
            ({"patents": []}, "records.patents"),
            ({"ip": {}}, "records.ip"),
            ({"ip": ["x"]}, "records.ip[0]"),
            ({"ip": [{"kind": "invention", "colour": 1}]}, "records.ip[0].colour"),
            ({"ip": [{}, {"kind": "trademark"}]}, "records.ip[1].kind"),
            ({"ip": [{"kind": "software", "class": "I"}]}, "records.ip[0].class"),
            ({"ip": [{"grant_date": "soon"}]}, "records.ip[0].grant_date"),
            ({"project": [{"name": "x"}]}, "records.project[0].id"),
        ],
    )
    def test_of_records(self, records, path):
        assert refused(records=records) == [f"f.json: {path}"]

    @pytest.mark.parametrize(
        ("enterprise", "path"),
        [
            ({"name": "x"}, "enterprise.uscc"),
            ({"uscc": "91210100MA0P00000"}, "enterprise.uscc"),
            ({"uscc": "91210100MA0P0000IX"}, "enterprise.uscc"),
            ({"uscc": "9121O100MA0P00000X"}, "enterprise.uscc"),
            ({"uscc": USCC, "region": "21010"}, "enterprise.region"),
            ({"uscc": USCC, "region": "990100"}, "enterprise.region"),
            ({"uscc": USCC, "industry": "3"}, "enterprise.industry"),
            ({"uscc": USCC, "phone": "1"}, "enterprise.phone"),
        ],
    )
    def test_of_the_enterprise(self, enterprise, path):
        assert refused(enterprise=enterprise) == [f"f.json: {path}"]

    def test_a_wrong_check_character_is_no_fault(self):
        assert parse().enterprise.uscc == USCC

    @pytest.mark.parametrize(
        "text", ["[]", "null", "3", '"x"', "{}", '{"facts": {}}', '{"enterprise": null}']
    )
    def test_of_what_is_no_object_with_an_enterprise(self, text):
        assert len(faults_of(text)) == 1

    def test_of_another_key_at_the_top(self):
        assert refused(fact={}) == ["f.json: fact"]

    def test_of_bad_syntax_with_line_and_column(self):
        assert faults_of('{"enterprise":\n  {"uscc": }}') == ["f.json:2:12"]

    def test_of_what_is_too_deep(self):
        assert faults_of("[" * 100_000) == ["f.json"]

    @pytest.mark.parametrize(
        "number", ["NaN", "Infinity", "-Infinity", "1e400000000000000000000", "9" * 5000]
    )
    def test_of_impossible_numbers(self, number):
        text = f'{{"enterprise": {{"uscc": "{USCC}"}}, "facts": {{"revenue": {{"2025": {number}}}}}}}'
        assert faults_of(text) == ["f.json: facts.revenue.2025"]

    def test_of_duplicate_keys_beside_every_other_fault(self):
        text = f'{{"enterprise": {{"uscc": "{USCC}"}}, "facts": {{"own_brand": 1, "own_brand": "x", "staf": {{}}}}}}'
        assert faults_of(text) == ["f.json: facts.own_brand", "f.json: facts.own_brand", "f.json: facts.staf"]

    def test_all_at_once_in_both_languages(self):
        with pytest.raises(InputFaults) as raised:
            parse({"revenu": {"2025": 1}, "established_date": "x"})
        assert str(raised.value).splitlines() == [
            "f.json: facts.revenu：词典中没有这个事实；实为“revenu”；是不是“revenue”",
            "f.json: facts.established_date：日期无效；实为“x”；应为 YYYY-MM-DD 形式的日期，如 2026-05-08",
        ]
        assert raised.value.text("en").splitlines() == [
            "f.json: facts.revenu: the dictionary has no such fact; found “revenu”; did you mean “revenue”?",
            "f.json: facts.established_date: this is not a date; found “x”; " + EXPECTED_DATE,
        ]


@given(fact_sheets())
def test_written_and_read_is_the_same(sheet):
    text = format_facts_json(sheet, DICTIONARY)
    assert parse_facts_json(text, DICTIONARY, "f.json") == sheet


VALIDATOR = Draft202012Validator(facts_schema(DICTIONARY))


@given(fact_sheets())
def test_what_is_written_fits_the_schema(sheet):
    assert list(VALIDATOR.iter_errors(json.loads(format_facts_json(sheet, DICTIONARY)))) == []


anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["value", "unit", "source", "2025", "kind", "observed_at"]), inner, max_size=3
        ),
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(
        st.sampled_from(["revenue", "own_brand", "share_domestic", "established_date", "x"]), anything
    ),
    st.dictionaries(st.sampled_from(["ip", "award", "x"]), anything),
)
def test_whatever_is_typed_is_a_sheet_or_faults(facts, records):
    text = json.dumps({"enterprise": {"uscc": USCC}, "facts": facts, "records": records})
    with suppress(InputFaults):
        parse_facts_json(text, DICTIONARY, "f.json")
