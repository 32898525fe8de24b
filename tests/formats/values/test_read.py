"""Dates, yes and no, choices, texts and years."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.facts.dictionary import Definition, FactType
from kechuang.formats.values.problem import ValueProblem
from kechuang.formats.values.read import (
    read_boolean,
    read_choice,
    read_date,
    read_text,
    read_value,
    read_year,
)

MIDNIGHT = datetime(2015, 3, 1)  # noqa: DTZ001 — cells have no zone
LEVY = Definition(
    "tax_levy",
    "征收方式",
    "Collection",
    FactType.CHOICE,
    choices={
        "audit": {"zh": "查账征收", "en": "audited books", "also": "查账, books"},
        "deemed": {"zh": "核定征收", "en": "deemed profit"},
    },
)


@pytest.mark.parametrize(
    "raw",
    [
        "2015-03-01",
        "2015/3/1",
        "2015.3.1",
        "2015年3月1日",
        "２０１５－０３－０１",
        "20150301",
        20150301,
        "2015-03-01T00:00:00",
        date(2015, 3, 1),
        MIDNIGHT,
    ],
)
def test_dates(raw):
    assert read_date(raw) == date(2015, 3, 1)


@pytest.mark.parametrize(
    "raw",
    [
        "2015-02-29",
        "2015-13-01",
        "2015-03",
        "03/01/2015",
        "1899-12-31",
        "2101-01-01",
        "2015-03-01 12:30",
        42064,
        True,
        None,
        1.5,
        MIDNIGHT.replace(hour=12),
        "0000-01-01",
        "昨天",
        "",
    ],
)
def test_what_is_no_date(raw):
    with pytest.raises(ValueProblem):
        read_date(raw)


@pytest.mark.parametrize("raw", [True, "true", "TRUE", "是", "yes", "Y", "有", "√", " 是 "])
def test_yes(raw):
    assert read_boolean(raw) is True


@pytest.mark.parametrize("raw", [False, "false", "否", "No", "n", "无", "×"])
def test_no(raw):
    assert read_boolean(raw) is False


@pytest.mark.parametrize("raw", [1, 0, "1", "", "maybe", None, Decimal(1)])
def test_neither(raw):
    with pytest.raises(ValueProblem):
        read_boolean(raw)


@pytest.mark.parametrize(
    "raw", ["audit", "AUDIT", "查账征收", "查账", "books", "audited books", "查账征收 audited books"]
)
def test_choices_by_code_label_or_another_name(raw):
    assert read_choice(LEVY, raw) == "audit"


@pytest.mark.parametrize("raw", ["", "其他", True, None, Decimal("1.5")])
def test_what_is_no_choice(raw):
    with pytest.raises(ValueProblem, match="unknown_choice"):
        read_choice(LEVY, raw)


def test_texts_are_trimmed_and_keep_their_lines():
    assert read_text("  甲\r\n乙 ") == "甲\n乙"
    assert read_text(3484) == "3484"


@pytest.mark.parametrize("raw", ["", "  ", "a\x00b", "\ud800", "x" * 6000, True, None, Decimal("1.5")])
def test_what_is_no_text(raw):
    with pytest.raises(ValueProblem):
        read_text(raw)


def test_suggested_words_become_codes_and_others_stay():
    mode = replace(LEVY, type=FactType.TEXT)
    assert [read_value(mode, raw) for raw in ("查账", "audit", "另议")] == ["audit", "audit", "另议"]


@pytest.mark.parametrize("raw", [2025, "2025", "２０２５", "2025年", "2025年度"])
def test_years(raw):
    assert read_year(raw) == 2025


@pytest.mark.parametrize("raw", [1948, 2101, "25", "FY2025", True, None, "2025.0"])
def test_what_is_no_year(raw):
    with pytest.raises(ValueProblem):
        read_year(raw)


@given(
    st.sampled_from(list(FactType)),
    st.one_of(
        st.text(),
        st.integers(),
        st.decimals(),
        st.booleans(),
        st.dates(),
        st.datetimes(),
        st.none(),
        st.floats(),
    ),
    st.sampled_from(["", "元", "%", "x"]),
)
def test_whatever_stands_there_is_a_value_or_a_problem(kind, raw, unit):
    choices = LEVY.choices if kind is FactType.CHOICE else {}
    definition = Definition("x", "某", "x", kind, "万元" if kind is FactType.MONEY else "", choices=choices)
    with suppress(ValueProblem):
        assert isinstance(read_value(definition, raw, unit), (Decimal, bool, date, str))
