"""YAML with lines: exact scalars, where each part stands, and what is refused."""

from datetime import date
from decimal import Decimal

import pytest

from kechuang.formats.faults import InputFaults
from kechuang.formats.yaml_lines import load_yaml

TEXT = """\
standard: cn.tech-sme
effective: 2017-05-03
bands:
  - [0.30, 20]
  - low: -1.50
    high: ~
text: >-
  职工总数
  不超过500人
"210100": 沈阳
no: on
"""


def where(text: str) -> list[str]:
    with pytest.raises(InputFaults) as raised:
        load_yaml(text, "p.yaml")
    return [fault.where for fault in raised.value.faults]


def test_scalars_are_exact_and_keys_stay_text():
    assert load_yaml(TEXT, "p.yaml").data == {
        "standard": "cn.tech-sme",
        "effective": date(2017, 5, 3),
        "bands": [[Decimal("0.30"), 20], {"low": Decimal("-1.50"), "high": None}],
        "text": "职工总数 不超过500人",
        "210100": "沈阳",
        "no": "on",
    }


def test_a_decimal_keeps_its_places():
    assert str(load_yaml("x: 0.30", "p").data["x"]) == "0.30"


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "off", "1e3", "0o17", "0123", "1_000", "1:30", ".5", "inf", "True"]
)
def test_words_that_other_readers_change_stay_text(word):
    assert load_yaml(f"x: {word}", "p").data["x"] == word


def test_quoted_is_text():
    data = load_yaml("{a: '12', b: \"2017-05-03\", c: 'true', d: ''}", "p").data
    assert data == {"a": "12", "b": "2017-05-03", "c": "true", "d": ""}


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("standard",), 1),
        (("bands",), 3),
        (("bands", 0), 4),
        (("bands", 0, 1), 4),
        (("bands", 1, "high"), 6),
        (("text",), 7),
        (("210100",), 10),
        (("bands", 7), 3),
        (("nothing", "below"), 1),
    ],
)
def test_the_line_of_a_path(path, line):
    document = load_yaml(TEXT, "p.yaml")
    assert document.line(path) == line
    assert document.where(path) == f"p.yaml:{line}"


def test_every_duplicate_key_is_a_fault_with_its_line():
    assert where("a: 1\na: 2\nb:\n  c: 1\n  c: 2\n") == ["p.yaml:2", "p.yaml:5"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: [1", "p.yaml:2:1"),
        ("a: 1\n\tb: 2", "p.yaml:2:1"),
        ("a: 1\n---\nb: 2", "p.yaml:2:1"),
        ("a: *nothing", "p.yaml:1:4"),
        ("a: &x [*x]", "p.yaml:1"),
        ("a: !!python/object:os.system x", "p.yaml:1"),
        ("a: !str x", "p.yaml:1"),
        ("a: {<<: {b: 1}}", "p.yaml:1"),
        ("? [1]\n: 2", "p.yaml:1"),
        ("a: \x00", "p.yaml:1"),
        ("[" * 100_000, "p.yaml:1"),
        ("- " * 100_000, "p.yaml:1"),
        ("\n".join(" " * depth + "a:" for depth in range(1000)), "p.yaml:1"),
    ],
)
def test_what_is_refused(text, place):
    assert where(text) == [place]


def test_an_alias_is_the_same_data_and_repeating_it_costs_nothing():
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    data = load_yaml("\n".join(lines), "p").data
    assert data["a39"][0] is data["a38"]


def test_an_impossible_date_stays_text_for_its_reader_to_refuse():
    assert load_yaml("a: 2026-02-30", "p").data == {"a": "2026-02-30"}


def test_nothing_is_none():
    assert load_yaml("", "p").data is None
