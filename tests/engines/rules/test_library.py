"""Which version decides which case on which day; overlaps and gaps are refused."""

from __future__ import annotations

from datetime import date

import pytest

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.rules.library import Library, build_library
from kechuang.engines.rules.load import PackFaults, load_standard
from kechuang.engines.rules.model import Case, Standard
from kechuang.formats.packs import load_library
from kechuang.formats.yaml_lines import load_yaml


@pytest.fixture(scope="module")
def library(dictionary: Dictionary) -> Library:
    return load_library(dictionary)


def pack(dictionary: Dictionary, label: str, version: str) -> Standard:
    text = f"""
standard: test.standard
title: {{zh: 测试, en: Test}}
version: {{citation: 测试, mark: unverified, {version}}}
clauses: [{{id: '1', citation: 一, require: staff <= 500}}]
"""
    return load_standard(load_yaml(text, label), dictionary)


class TestSelection:
    @pytest.mark.parametrize(
        ("day", "case", "version"),
        [
            ("2026-05-08", Case.APPLICATION, "2026-04-01"),
            ("2026-05-08", Case.REVIEW, "2022-08-01"),
            ("2026-03-31", Case.APPLICATION, "2022-08-01"),
            ("2026-04-01", Case.APPLICATION, "2026-04-01"),
            ("2026-12-31", Case.REVIEW, "2022-08-01"),
            ("2027-01-01", Case.REVIEW, "2026-04-01"),
        ],
    )
    def test_little_giant_by_case_and_day(self, library: Library, day: str, case: Case, version: str) -> None:
        found = library.select("cn.little-giant", case, date.fromisoformat(day))
        assert found is not None
        assert found[0].version == version

    @pytest.mark.parametrize("case", list(Case))
    def test_srdi_sme_changes_for_both_cases_on_one_day(self, library: Library, case: Case) -> None:
        before, after = (
            library.select("cn.srdi-sme", case, day) for day in (date(2026, 3, 31), date(2026, 4, 1))
        )
        assert before is not None
        assert after is not None
        assert (before[0].version, after[0].version) == ("2022-08-01", "2026-04-01")

    def test_the_period_says_why_an_old_text_still_decides(self, library: Library) -> None:
        found = library.select("cn.little-giant", Case.REVIEW, date(2026, 5, 8))
        assert found is not None
        assert "117号" in found[1].citation

    def test_nothing_decides_before_the_first_version(self, library: Library) -> None:
        assert library.select("cn.little-giant", Case.APPLICATION, date(2022, 7, 31)) is None

    @pytest.mark.parametrize(
        "day", [date(2022, 8, 1), date(2026, 4, 1), date(2026, 12, 31), date(2030, 1, 1)]
    )
    def test_exactly_one_version_decides_each_case_of_every_standard(
        self, library: Library, day: date
    ) -> None:
        for standard_id in library.ids():
            for case in Case:
                deciding = [each for each in library.versions(standard_id) if each.decides(case, day)]
                assert len(deciding) == 1


class TestRefusals:
    def test_an_overlap_names_both_files(self, dictionary: Dictionary) -> None:
        old = pack(dictionary, "old.yaml", "effective: 2020-01-01, expires: 2024-01-01")
        new = pack(dictionary, "new.yaml", "effective: 2024-01-01")
        with pytest.raises(PackFaults) as caught:
            build_library([old, new])
        assert all("old.yaml → new.yaml" in str(fault) for fault in caught.value.faults)
        assert all("overlap" in fault.problem for fault in caught.value.faults)
        assert len(caught.value.faults) == len(Case)

    def test_a_version_without_end_overlaps_its_successor(self, dictionary: Dictionary) -> None:
        old = pack(dictionary, "old.yaml", "effective: 2020-01-01")
        new = pack(dictionary, "new.yaml", "effective: 2024-01-01")
        with pytest.raises(PackFaults, match="overlap"):
            build_library([new, old])

    def test_a_gap_of_one_day_names_both_files_and_the_case(self, dictionary: Dictionary) -> None:
        old = pack(dictionary, "old.yaml", "effective: 2020-01-01, expires: 2023-12-30, cases: [review]")
        new = pack(dictionary, "new.yaml", "effective: 2024-01-01, cases: [review]")
        with pytest.raises(PackFaults) as caught:
            build_library([old, new])
        (fault,) = caught.value.faults
        assert "gap" in fault.problem
        assert "old.yaml → new.yaml" in str(fault)
        assert "review" in str(fault)

    def test_versions_for_different_cases_may_share_days(self, dictionary: Dictionary) -> None:
        one = pack(dictionary, "one.yaml", "effective: 2020-01-01, cases: [application]")
        other = pack(dictionary, "other.yaml", "effective: 2021-01-01, cases: [review]")
        assert len(build_library([one, other]).standards) == 2
