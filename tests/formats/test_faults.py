"""Faults: one line each, in both languages, from one catalogue."""

from string import Formatter

import pytest

from kechuang.formats.fault_texts import FAULT_TEXTS
from kechuang.formats.faults import Fault, InputFaults, make_fault, raise_faults


def fields(template: str) -> set[str]:
    return {name.removesuffix("_en") for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("key", FAULT_TEXTS)
def test_every_text_is_complete_in_both_languages(key):
    texts = FAULT_TEXTS[key]
    assert set(texts) == {"zh", "en"}
    assert fields(texts["zh"]) == fields(texts["en"])


def test_place_value_and_expectation_stand_in_one_line():
    fault = make_fault("a.json: x", "b\nc", "unknown_key", "expect_near", near="d")
    assert fault.text("zh") == "a.json: x：没有这个键；实为“b c”；是不是“d”"
    assert fault.text("en") == "a.json: x: unknown key; found “b c”; did you mean “d”?"
    assert str(fault) == fault.text("zh")


def test_a_text_that_is_no_key_stands_for_itself():
    assert Fault("p.yaml:3", "", "条款缺少依据").text("en") == "p.yaml:3: 条款缺少依据"


def test_a_long_value_is_cut():
    assert len(make_fault("x", "长" * 1000, "unknown_key").text()) < 200


def test_braces_in_values_do_no_harm():
    assert "{x}" in make_fault("w", "{x}", "expect_near", near="{y}").text("en")


def test_all_faults_are_raised_together():
    with pytest.raises(InputFaults) as raised:
        raise_faults([make_fault("a", "", "unknown_key"), make_fault("b", "", "unknown_key")])
    assert str(raised.value).splitlines() == ["a：没有这个键", "b：没有这个键"]
    assert raised.value.text("en").splitlines() == ["a: unknown key", "b: unknown key"]


def test_no_fault_raises_nothing():
    raise_faults([])


def test_a_fault_moves():
    assert make_fault("a", "", "unknown_key").at("b").where == "b"
