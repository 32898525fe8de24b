"""The JSON object of the contract."""

from datetime import date
from fractions import Fraction

from kechuang.engines.rules.model import Bilingual
from kechuang.engines.rules.nearest.results import Change, NearestResult, Way
from kechuang.engines.rules.results import Figure, GroupResult, ScoreResult, Status, UsedFact
from kechuang.formats.check_json import check_to_json
from kechuang.formats.dictionary import load_dictionary
from tests.support.results import make_check, make_clause, make_item, make_result, number, revenue_clause

DICTIONARY = load_dictionary()


def only(*clauses, **fields):
    return check_to_json(make_check(make_result(*clauses, **fields)), DICTIONARY)["results"][0]


def test_the_object_of_the_contract():
    found = check_to_json(make_check(), DICTIONARY)
    assert found == {
        "as_of": "2026-05-08",
        "case": "application",
        "enterprise": {
            "uscc": "91210100MA0P00000X",
            "name": "测试企业",
            "region": "210100",
            "industry": "3484",
        },
        "results": [],
        "advice": [],
    }


def test_a_clause_carries_exact_strings():
    clause = only(revenue_clause("6120", facts=(UsedFact("revenue:2025", None),)))["clauses"][0]
    assert {
        key: clause[key] for key in ("id", "status", "value", "need", "margin", "unit", "facts", "missing")
    } == {
        "id": "2-revenue",
        "status": "met",
        "value": "6120",
        "need": ">= 5000",
        "margin": "0.224",
        "unit": "万元",
        "facts": ["revenue:2025"],
        "missing": [],
    }
    assert clause["margin_kind"] == "relative"
    assert clause["mark"] == "verified-2nd"
    assert clause["parent"] is None
    assert clause["sources"][0]["value"] is None
    assert clause["reason"].startswith("上年度营业收入 6,120 万元")


def test_a_compound_rate_is_shown_with_its_root_taken():
    clause = only(make_clause(value=number("1.44", root=2)))["clauses"][0]
    assert clause["value"] == "0.2"


def test_a_range_is_null_with_its_ends():
    clause = only(make_clause(value=Figure(Fraction(3), Fraction(11, 2))))["clauses"][0]
    assert (clause["value"], clause["value_low"], clause["value_high"]) == (None, "3", "5.5")
    half = only(make_clause(value=Figure(Fraction(3), None)))["clauses"][0]
    assert half["value_low"] == "3"
    assert "value_high" not in half


def test_the_score_is_an_interval():
    group = GroupResult("g", Bilingual("成长性"), Fraction(7), Fraction(8), Fraction(20))
    score = ScoreResult(
        Fraction(31), Fraction(66), Fraction(100), "> 70", (make_item(missing=("revenue:2025",)),), (group,)
    )
    found = only(score=score)["score"]
    assert (found["low"], found["high"], found["max"], found["pass"]) == ("31", "66", "100", "> 70")
    assert found["items"][0]["id"] == "growth"
    assert found["items"][0]["max"] == "10"
    assert found["items"][0]["missing"] == ["revenue:2025"]
    assert "缺少：2025 年营业收入" in found["items"][0]["reason"]
    assert found["groups"][0]["high"] == "8"


def test_a_standard_that_is_not_in_force_has_no_version():
    found = only(status=Status.NOT_APPLICABLE, version="", mark=None, digest="", reason=Bilingual("没有版本"))
    assert (found["version"], found["mark"], found["score"], found["reason"]) == (
        None,
        None,
        None,
        "没有版本",
    )
    assert "nearest" not in found


def test_ways_to_pass_are_there_when_asked_for():
    hired = Change("staff:2025", "62", "63", Bilingual(""), Fraction(0))
    change = Change("tech_staff:2025", "8", "9", Bilingual("科技人员"), Fraction(15), also=(hired,))
    filed = Change("ip", "4", "5", Bilingual(""), Fraction(0), {"acquired": "self", "applied": True})
    way = Way((change, filed), Fraction(15), Status.MET, date(2026, 9, 1))
    found = NearestResult((way,), (Bilingual("没有办法", "no way"),))
    checked = make_check(make_result())
    result = check_to_json(checked, DICTIONARY, {"test.standard": found})["results"][0]
    first = result["nearest"][0]
    assert first["changes"][0]["fact"] == "tech_staff:2025"
    assert (first["changes"][0]["from"], first["changes"][0]["to"]) == ("8", "9")
    assert (first["cost"], first["status_after"], first["earliest"]) == ("15", "met", "2026-09-01")
    assert first["changes"][0]["also"][0]["fact"] == "staff:2025"
    assert first["changes"][1]["row"] == {"acquired": "self", "applied": "true"}
    assert result["blocked"] == [{"zh": "没有办法", "en": "no way"}]
    assert result["not_before"] is None
    assert check_to_json(checked, DICTIONARY, {})["results"][0]["nearest"] == []
