from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kechuang.engines.rules.check import check
from kechuang.engines.rules.model import Case
from kechuang.engines.rules.results import ScoreResult
from kechuang.formats.dictionary import load_dictionary
from kechuang.formats.faults import InputFaults
from kechuang.formats.packs import load_library, validate_packs
from tests.support.sheets import make_sheet

OWN_VERSIONS = 8

LOCAL = """\
standard: local.bonus
title: {zh: 园区奖励, en: Park bonus}
version: {citation: 园区〔2026〕1号, effective: 2026-01-01, mark: unverified}
clauses:
  - {id: "1", citation: 第一条, require: revenue >= 5000}
"""

BLOCK = """\
block: {standard: cn.srdi-sme, version: 2022-08-01, item: provincial, region: "33", citation: 省定, mark: unverified}
items:
  - {id: rd_staff_many, measure: rd_staff / staff, bands: [[30%, 10]]}
  - {id: branded, bands: [{when: own_brand, points: 5}]}
"""


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_our_own_packs_have_no_fault() -> None:
    faults, counts = validate_packs(load_dictionary())
    assert faults == []
    assert (counts.standards, counts.versions) == (6, OWN_VERSIONS)


def test_a_user_pack_is_checked_beside_ours(tmp_path: Path) -> None:
    library = load_library(load_dictionary(), [write(tmp_path, local=LOCAL)])
    assert "local.bonus" in library.ids()
    assert "cn.tech-sme" in library.ids()


def test_every_fault_of_a_pack_has_its_line(tmp_path: Path) -> None:
    text = LOCAL.replace("revenue >= 5000", "revenu >= 5000").replace(
        "effective: 2026-01-01", "effective: 2026-13-01"
    )
    faults, _ = validate_packs(load_dictionary(), [write(tmp_path, local=text)])
    assert [fault.where.removeprefix(str(tmp_path)) for fault in faults] == [
        "/local.yaml:3",
        "/local.yaml:5",
    ]
    text = text.replace("2026-13-01", "2026-01-01").replace("citation: 第一条, ", "")
    faults, _ = validate_packs(load_dictionary(), [write(tmp_path, local=text)])
    assert [fault.where.removeprefix(str(tmp_path)) for fault in faults] == ["/local.yaml:5"] * 2


def test_a_pack_that_overlaps_ours_is_refused(tmp_path: Path) -> None:
    text = LOCAL.replace("local.bonus", "cn.tech-sme")
    with pytest.raises(InputFaults, match="重叠"):
        load_library(load_dictionary(), [write(tmp_path, local=text)])


def test_a_missing_folder_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(InputFaults, match="nowhere"):
        load_library(load_dictionary(), [tmp_path / "nowhere"])


def score_in(region: str, folder: Path) -> ScoreResult:
    dictionary = load_dictionary()
    library = load_library(dictionary, [folder])
    sheet = make_sheet({"rd_staff": {2024: 30}, "staff": {2024: 100}}, region=region, own_brand=True)
    result = check(library, sheet, date(2025, 5, 8), Case.APPLICATION, dictionary, ["cn.srdi-sme"]).results[0]
    assert result.score is not None
    return result.score


def test_a_province_sets_its_own_indicators_for_its_own_firms(tmp_path: Path) -> None:
    folder = write(tmp_path, block=BLOCK)
    inside, outside = score_in("330100", folder), score_in("210100", folder)
    assert {item.id for item in inside.items} - {item.id for item in outside.items} == {
        "rd_staff_many",
        "branded",
    }
    assert next(group.low for group in inside.groups if group.id == "distinctive") == 15
    assert next((group.low, group.high) for group in outside.groups if group.id == "distinctive") == (0, 15)


def test_a_block_may_not_exceed_the_item_it_fills(tmp_path: Path) -> None:
    faults, _ = validate_packs(
        load_dictionary(), [write(tmp_path, block=BLOCK.replace("[[30%, 10]]", "[[30%, 11]]"))]
    )
    assert len(faults) == 1
    assert "16" in str(faults[0])
