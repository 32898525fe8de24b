"""Who a file of facts is about: code, name, region and industry, checked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache

from kechuang.engines.facts.sheet import Enterprise
from kechuang.engines.facts.uscc import is_structured
from kechuang.formats.faults import Fault, make_fault
from kechuang.formats.pack_files import read_pack
from kechuang.formats.values.problem import ValueProblem
from kechuang.formats.values.read import read_text
from kechuang.formats.yaml_lines import load_yaml

_INDUSTRY = re.compile(r"[A-T](?:[0-9]{2,4})?|[0-9]{2,4}")
_REGION = re.compile(r"[0-9]{6}")


@cache
def load_provinces() -> Mapping[str, Mapping[str, str]]:
    """Chinese and English name by the first two digits of a division code."""
    file = read_pack("tables/provinces.yaml")
    found: Mapping[str, Mapping[str, str]] = load_yaml(file.text, file.label).data["provinces"]
    return found


def read_enterprise(
    cells: Mapping[str, object], place: Callable[[str], str], faults: list[Fault]
) -> Enterprise:
    """The enterprise of ``cells``; faults are collected, and wrong parts read as empty."""
    if cells.get("uscc") is None:
        faults.append(make_fault(place("uscc"), "", "uscc_missing", "expect_uscc"))
    readers = {"uscc": _read_uscc, "name": read_text, "region": _read_region, "industry": _read_industry}
    read: dict[str, str] = {}
    for name, reader in readers.items():
        raw = cells.get(name)
        if raw is None:
            continue
        try:
            read[name] = reader(raw)
        except ValueProblem as problem:
            faults.append(problem.fault(place(name), raw))
    return Enterprise(
        read.get("uscc", ""), read.get("name", ""), read.get("region", ""), read.get("industry", "")
    )


def _code(raw: object) -> str:
    return unicodedata.normalize("NFKC", read_text(raw)).replace(" ", "").upper()


def _read_uscc(raw: object) -> str:
    code = _code(raw)
    if not is_structured(code):
        raise ValueProblem("bad_uscc", "expect_uscc")
    return code


def _read_region(raw: object) -> str:
    code = _code(raw)
    if not _REGION.fullmatch(code) or code[:2] not in load_provinces():
        raise ValueProblem("bad_region", "expect_region")
    return code


def _read_industry(raw: object) -> str:
    code = _code(raw)
    if not _INDUSTRY.fullmatch(code):
        raise ValueProblem("bad_industry", "expect_industry")
    return code
