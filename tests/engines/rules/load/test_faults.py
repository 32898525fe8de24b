"""What a pack may not say: each fault with its file, line, value and what is wrong."""

from __future__ import annotations

import pytest

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.rules.load import PackFault, PackFaults, load_standard
from kechuang.formats.yaml_lines import load_yaml

VERSION = "version: {citation: 测试, effective: 2026-01-01, mark: unverified}"
TWIN = "  - {id: a, citation: 一, require: own_brand}\n"
CLAUSE = "clauses: [{id: '1', citation: 一, require: staff <= 500}]"


def faults(dictionary: Dictionary, body: str, version: str = VERSION) -> list[PackFault]:
    """``body`` begins on line 4."""
    text = f"standard: test.standard\ntitle: {{zh: 测试, en: Test}}\n{version}\n{body}"
    with pytest.raises(PackFaults) as caught:
        load_standard(load_yaml(text, "pack.yaml"), dictionary)
    return list(caught.value.faults)


def require(expression: str) -> str:
    return f"clauses:\n  - id: '1'\n    citation: 一\n    require: '{expression}'\n"


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("revenu >= 5000", "did you mean “revenue”"),
        ("nothing_like_it >= 5000", "unknown fact"),
        ("revenue >= staff", "units differ: 万元 ~ 人"),
        ("revenue >= 5%", "units differ: 万元 ~ ratio"),
        ("own_brand >= 5", "kinds differ"),
        ("revenue", "expected 条件"),
        ("staff < 0", "can never be met"),
        ("staff < 0 and own_brand", "can never be met"),
        ("share_domestic > 1", "can never be met"),
        ("count(ip) < 0", "can never be met"),
        ("own_brand[y-1]", "is not a yearly fact"),
        ("exists(patents)", "no record list"),
        ('exists(ip where clas == "I")', "did you mean “class”"),
        ('exists(ip where class == "III")', "is not a choice of class: I, II"),
        ("points(total) >= 60", "no score item"),
        ("revenue >=", "expression ends too early"),
        ("revenue >= 5 5", "column 14"),
        ('__import__("os")', "cannot be read near column 1"),
        ("compound_growth(revenue, 2) + 1 >= 2", "can only be compared"),
    ],
)
def test_expressions(dictionary: Dictionary, expression: str, words: str) -> None:
    found = faults(dictionary, require(expression))
    assert words in found[0].problem
    assert {(fault.file, fault.line) for fault in found} == {("pack.yaml", 7)}


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("clauses:\n  - {id: '1', require: own_brand}", 5, "missing citation"),
        ("clauses:\n  - {id: '1', citation: 一, reqire: own_brand}", 5, "unknown key"),
        ("clauses:\n  - {id: '1', citation: 一}", 5, "exactly one of"),
        ("clauses:\n  - {id: '1', citation: 一, require: own_brand, any: []}", 5, "exactly one of"),
        ("clauses:\n  - {id: '1', citation: 一, all: []}", 5, "at least one part"),
        ("clauses: []", 4, "at least one clause"),
        (f"clauses:\n{2 * TWIN}", 4, "duplicate clause id"),
        ("clauses:\n  - {id: a, citation: 一, ref: nowhere}", 5, "no shared clause"),
        ("clauses:\n  - {id: a, citation: 一, at_least: {count: 3, of: [{require: own_brand}]}}", 5, "whole number"),
        ("clauses:\n  - {id: a, citation: 一, mark: sure, require: own_brand}", 5, "expected one of: verified-text"),
        ("clauses:\n  - {id: a, citation: 一, presume: {own_brand: 3}, require: own_brand}", 5, "only true or false"),
        ("clauses:\n  - {id: a, citation: 一, applies: {cases: [renewal]}, require: own_brand}", 5, "application, review"),
        ("clauses:\n  - {id: a, citation: 一, applies: {from: 2026-13x}, require: own_brand}", 5, "not a date"),
    ],
)  # fmt: skip
def test_clauses(dictionary: Dictionary, body: str, line: int, words: str) -> None:
    found = faults(dictionary, body)
    assert any(words in fault.problem and fault.line == line for fault in found), found


def test_references_that_run_in_a_circle(dictionary: Dictionary) -> None:
    body = "shared:\n  - {id: a, ref: b}\n  - {id: b, ref: a}\nclauses:\n  - {id: '1', citation: 一, ref: a}"
    assert any("references run in a circle" in fault.problem for fault in faults(dictionary, body))


def test_definitions_that_run_in_a_circle(dictionary: Dictionary) -> None:
    found = faults(dictionary, f"define:\n  a: b + 1\n  b: a + 1\n{CLAUSE}")
    assert {fault.line for fault in found if "definitions run in a circle" in fault.problem} == {5, 6}


@pytest.mark.parametrize(
    ("version", "words"),
    [
        ("version: {citation: 测试, effective: 今天, mark: unverified}", "not a date"),
        ("version: {citation: 测试, mark: unverified}", "missing “effective”"),
        ("version: {effective: 2026-01-01, mark: unverified}", "missing “citation”"),
        ("version: {citation: 测试, effective: 2026-01-01, mark: unverified, expires: 2025-12-31}", "ends before it begins"),
        ("version: {citation: 测试, effective: 2026-01-01, mark: unverified, until: 2027-01-01}", "unknown key"),
    ],
)  # fmt: skip
def test_versions(dictionary: Dictionary, version: str, words: str) -> None:
    found = faults(dictionary, CLAUSE, version)
    assert {(words in fault.problem, fault.line) for fault in found} == {(True, 3)}


def score(item: str) -> str:
    return f"{CLAUSE}\nscore:\n  items:\n    - {item}\n"


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("{id: a, measure: staff, bands: [[10, 5], [20, 8]]}", "bands overlap"),
        ("{id: a, measure: staff, bands: [[10, 5], [10, 3]]}", "bands overlap"),
        ("{id: a, measure: debt_ratio, bands: [{at_most: 50%, points: 5}, {at_most: 40%, points: 8}]}", "bands overlap"),
        ("{id: a, measure: staff, bands: [{less_than: 0, points: 5}]}", "can never be met"),
        ("{id: a, bands: [[10, 5]]}", "needs a measure"),
        ("{id: a, measure: staff, bands: [{points: 5}]}", "needs points"),
        ("{id: a, measure: staff, bands: [[10, [5, 3]]]}", "upside down"),
        ("{id: a, measure: staff, max: 4, bands: [[10, 5]]}", "exceeds the maximum"),
        ("{id: a, points: staff}", "needs a max"),
        ("{id: a, measure: staff}", "exactly one of"),
        ("{id: a, group: none, measure: staff, bands: [[10, 5]]}", "no such class"),
        ("{id: total, measure: staff, bands: [[10, 5]]}", "duplicate name"),
        ("{id: a, measure: debt_ratio, bands: [[10, 5]], colour: red}", "unknown key"),
    ],
)  # fmt: skip
def test_scores(dictionary: Dictionary, item: str, words: str) -> None:
    assert any(words in fault.problem for fault in faults(dictionary, score(item)))


def test_bands_that_touch_do_not_overlap(dictionary: Dictionary) -> None:
    text = f"standard: t\ntitle: {{zh: 测试}}\n{VERSION}\n" + score(
        "{id: a, measure: debt_ratio, bands: [{at_most: 50%, points: 5}, {less_than: 70%, points: 1}]}"
    )
    assert load_standard(load_yaml(text, "pack.yaml"), dictionary).score is not None


def test_all_faults_are_named_at_once_in_the_order_of_their_lines(dictionary: Dictionary) -> None:
    body = """clauses:
  - {id: '1', citation: 一, require: revenu >= 1}
  - {id: '2', require: own_brand}
  - {id: '3', citation: 三, require: revenue >= staff}
"""
    found = faults(dictionary, body)
    assert [fault.line for fault in found] == [5, 6, 7]
    assert str(found[0]).startswith("pack.yaml:5: ")
