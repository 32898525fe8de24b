"""Every golden case of every pack; at least eight a version; every band and every leaf clause decided by some case."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from kechuang.engines.rules.library import Library
from kechuang.engines.rules.load.clauses import flatten
from kechuang.engines.rules.model import ClauseKind, ScoreItem, Standard
from kechuang.engines.rules.results import ItemResult, StandardResult, Status
from kechuang.formats.dictionary import load_dictionary
from kechuang.formats.golden import GoldenCase, case_result, own_cases, read_cases, run_case, run_golden
from kechuang.formats.pack_files import PackFile
from kechuang.formats.packs import load_library

CASES = [case for file in own_cases() for case in read_cases(file)]


@cache
def library() -> Library:
    return load_library(load_dictionary())


@cache
def results(standard: str, version: str) -> tuple[StandardResult, ...]:
    chosen = [case for case in CASES if (case.standard, case.version) == (standard, version)]
    return tuple(case_result(case, library(), load_dictionary()) for case in chosen)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where.removeprefix("packs/standards/"))
def test_case_comes_out_as_the_text_says(case: GoldenCase) -> None:
    assert [str(fault) for fault in run_case(case, library(), load_dictionary())] == []


@pytest.mark.parametrize("standard", library().standards, ids=lambda each: f"{each.id}/{each.version}")
class TestCoverage:
    def test_every_version_has_at_least_eight_cases(self, standard: Standard) -> None:
        assert len(results(standard.id, standard.version)) >= 8

    def test_every_band_is_hit(self, standard: Standard) -> None:
        hit = {
            (item.id, item.band)
            for result in results(standard.id, standard.version)
            if result.score
            for item in _flat(result.score.items)
            if item.band
        }
        bands = {
            (item.id, band.text) for item in _leaves(standard) for band in item.bands if not item.alternatives
        }
        assert bands - hit == set()

    def test_every_deciding_clause_is_met_in_one_case_and_not_in_another(self, standard: Standard) -> None:
        """Except what the region of the firm, or an experts' judgement, decides."""
        seen: dict[str, set[Status]] = {}
        for result in results(standard.id, standard.version):
            for clause in result.clauses:
                seen.setdefault(clause.id, set()).add(clause.status)
        top = [clause for clause in flatten(standard.clauses) if clause.kind is not ClauseKind.JUDGE]
        never_met = [clause.id for clause in top if Status.MET not in seen.get(clause.id, set())]
        never_failed = [
            clause.id
            for clause in standard.clauses
            if not {Status.UNMET, Status.MANUAL_REVIEW} & seen.get(clause.id, set())
        ]
        assert (never_met, never_failed) == ([], [])


def test_a_difference_names_line_case_expected_and_found() -> None:
    file = next(file for file in own_cases() if "tech-sme" in file.label)
    wrong = file.text.replace(
        "score: 90, items: {staff_ratio: 20, rd: 40", "score: 91, items: {staff_ratio: 19, rd: 40"
    )
    line = next(number for number, text in enumerate(wrong.splitlines(), 1) if "恰为30%得20分" in text)
    found = [
        str(fault) for fault in run_golden([PackFile("x.cases.yaml", wrong)], library(), load_dictionary())
    ]
    assert len(found) == 2
    assert all(text.startswith(f"x.cases.yaml:{line}") and "恰为30%得20分" in text for text in found)
    assert "91" in found[0]
    assert "90" in found[0]


def test_faults_of_a_case_file_are_named_with_their_lines() -> None:
    text = """standard: cn.tech-sme
version: 2017-05-03
as_of: 2026-05-08
base: {enterprise: {uscc: 91210100MA0P00000Q}}
cases:
  - name: 甲
    from: 没有
    expect: {status: passed}
  - name: 甲
    wrong: 1
    expect: {status: met}
"""
    found = [
        str(fault) for fault in run_golden([PackFile("x.cases.yaml", text)], library(), load_dictionary())
    ]
    assert {text.split("：")[0] for text in found} == {
        "x.cases.yaml:7",
        "x.cases.yaml:8",
        "x.cases.yaml:9",
        "x.cases.yaml:10",
    }


def test_a_case_on_a_day_when_another_version_decides_is_a_fault() -> None:
    file = next(file for file in own_cases() if "little-giant/2026" in file.label)
    wrong = file.text.replace("as_of: 2026-05-08\ncase", "as_of: 2026-03-31\ncase")
    found = run_golden([PackFile("x.cases.yaml", wrong)], library(), load_dictionary())
    assert "2022-08-01" in str(found[0])


def _leaves(standard: Standard) -> Iterator[ScoreItem]:
    for item in standard.score.items if standard.score else ():
        yield from item.alternatives or (item,)


def _flat(items: tuple[ItemResult, ...]) -> Iterator[ItemResult]:
    for item in items:
        yield item
        yield from _flat(item.alternatives)
