"""Fact keys and conditions in words."""

from decimal import Decimal

import pytest

from kechuang.formats.conditions import condition_text
from kechuang.formats.dictionary import load_dictionary
from kechuang.formats.labels import fact_label, presumption_label, stated_label, value_label

DICTIONARY = load_dictionary()


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        ("revenue:2025", "2025 年营业收入", None),
        ("ip", "知识产权", None),
        ("ip[2].acquired", "知识产权第 3 项的获得方式", None),
        ("ip.acquired", "知识产权的获得方式", None),
        ("nobody_knows", "nobody_knows", "nobody_knows"),
    ],
)
def test_keys(key, zh, en):
    assert fact_label(key, "zh", DICTIONARY) == zh
    assert fact_label(key, "en", DICTIONARY).isascii()
    if en:
        assert fact_label(key, "en", DICTIONARY) == en


def test_values_carry_unit_percent_or_choice():
    assert value_label("revenue:2025", Decimal(6120), "zh", DICTIONARY) == "6,120 万元"
    assert value_label("share_domestic", Decimal("0.113"), "zh", DICTIONARY) == "11.3%"
    assert value_label("own_brand", False, "zh", DICTIONARY) == "否"
    assert value_label("ip[0].acquired", "transfer", "en", DICTIONARY) != "transfer:"
    assert value_label("own_brand", None, "zh", DICTIONARY) == "—"


def test_values_that_results_carry_as_text():
    assert stated_label("tech_staff:2025", "9", "zh", DICTIONARY) == "9 人"
    assert stated_label("ip", "6", "zh", DICTIONARY) == "6 项"
    assert stated_label("own_brand", "true", "zh", DICTIONARY) == "是"


def test_presumptions_name_fact_and_value():
    label = DICTIONARY.label("abnormal_list")
    assert presumption_label("abnormal_list=false", "zh", DICTIONARY) == f"以“{label}：否”为前提"
    assert "视为有效" in presumption_label("ip.expiry=in_force", "zh", DICTIONARY)


@pytest.mark.parametrize(
    ("condition", "zh"),
    [
        ('acquired == "self"', "获得方式 = “自主研发”"),
        ('class == "I"', "类别 = “Ⅰ类”"),
        ("in_force(grant_date, expiry)", "在有效期内"),
        ("owner_rank <= 3", "权利人排名 ≤ 3"),
    ],
)
def test_conditions_of_a_record(condition, zh):
    assert condition_text(condition, "zh", DICTIONARY, "ip") == zh


def test_conditions_on_facts_and_dates():
    assert condition_text("revenue >= 5000", "zh", DICTIONARY) == "营业收入 ≥ 5000"
    assert "2023-01-01" in condition_text('grant_date >= day("2023-01-01")', "zh", DICTIONARY, "ip")
    assert condition_text("within(date, 3)", "zh", DICTIONARY, "award").endswith("在近 3 年内")
    assert condition_text("within(date, 3)", "en", DICTIONARY, "award").endswith("within 3 years")
