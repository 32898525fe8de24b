"""Every example of docs/rules.md is loaded and run; faulty ones must give the faults printed below them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest

from kechuang.engines.rules.expression import parse
from kechuang.engines.rules.library import Library, build_library
from kechuang.engines.rules.model import Block, Standard
from kechuang.formats.dictionary import load_dictionary
from kechuang.formats.faults import InputFaults
from kechuang.formats.golden import run_golden
from kechuang.formats.pack_files import PackFile
from kechuang.formats.packs import read_pack_file
from tests.support.project import ROOT

DOCUMENT = ROOT / "docs" / "rules.md"
TEXT = DOCUMENT.read_text("utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEAD = """standard: demo.fragment
title: {zh: 示例标准, en: Example}
version: {citation: 示例〔2026〕1号, effective: 2026-01-01, mark: unverified}
"""
CASES_HEAD = {
    "standard": "standard: demo.fragment",
    "version": "version: 2026-01-01",
    "as_of": "as_of: 2026-05-08",
    "base": 'base: {enterprise: {uscc: 91210100MA0P00000Q, name: 示例企业（虚构）, region: "210100"}}',
}


@dataclass
class Example:
    """Packs, and the cases that follow them; ``line`` is where the cases stand."""

    line: int
    packs: list[str]
    cases: str
    faulty: bool = False
    printed: list[str] = field(default_factory=list)


def examples() -> list[Example]:
    found: list[Example] = []
    packs: list[str] = []
    fresh = True
    for match in FENCE.finditer(TEXT):
        language, text = match.groups()
        line = TEXT.count("\n", 0, match.start()) + 1
        if language == "text":
            found.append(Example(line, packs, "", faulty=True, printed=text.splitlines()))
            fresh = True
        elif re.search(r"^cases:", text, re.MULTILINE):
            found.append(Example(line, packs, text))
            fresh = True
        elif fresh:
            packs, fresh = [text], False
        else:
            packs.append(text)
    assert fresh, "rules without cases at the end of the page"
    return found


def library(packs: list[str]) -> Library:
    read = [read_pack_file(PackFile("example.yaml", _whole(text)), load_dictionary()) for text in packs]
    standards = [pack for pack in read if isinstance(pack, Standard)]
    return build_library(standards, [pack for pack in read if isinstance(pack, Block)])


def _whole(text: str) -> str:
    return text if re.search(r"^(standard|block):", text, re.MULTILINE) else HEAD + text


def _with_head(cases: str, packs: list[str]) -> str:
    """Cases of the last pack above them, unless they say otherwise."""
    named = re.search(r"^standard: .*$", packs[-1], re.MULTILINE)
    head = CASES_HEAD | ({"standard": named.group()} if named else {})
    missing = [line for key, line in head.items() if not re.search(rf"^{key}:", cases, re.MULTILINE)]
    return "\n".join([*missing, cases])


EXAMPLES = examples()
KEYWORDS = frozenset(
    {
        *("count", "distinct", "where", "exists", "if", "day", "as_of", "year_end", "in", "and", "or", "not"),
        *("operating", "all", "any", "at_least", "unless", "applies", "judge", "ref", "shared", "presume"),
        *("score", "confirm", "note", "define", "bands", "best_of", "points", "grades", "groups", "judged"),
        *("more_than", "at_most", "less_than", "when", "otherwise", "with", "in_force", "expires", "cases"),
        *("region", "notices", "levers", "also", "row", "validity_years", "sources", "mark", "from", "to"),
    }
)


@pytest.mark.parametrize(
    "example", [each for each in EXAMPLES if not each.faulty], ids=lambda each: f"line-{each.line}"
)
def test_an_example_comes_out_as_it_says(example: Example) -> None:
    cases = PackFile(f"docs/rules.md+{example.line}", _with_head(example.cases, example.packs))
    assert [str(fault) for fault in run_golden([cases], library(example.packs), load_dictionary())] == []


@pytest.mark.parametrize(
    "example", [each for each in EXAMPLES if each.faulty], ids=lambda each: f"line-{each.line}"
)
def test_a_faulty_example_gives_the_printed_faults(example: Example) -> None:
    with pytest.raises(InputFaults) as caught:
        library(example.packs)
    assert [str(fault) for fault in caught.value.faults] == example.printed


def test_every_construct_of_the_language_has_an_example() -> None:
    shown = "\n".join(
        [*(pack for each in EXAMPLES for pack in each.packs), *(each.cases for each in EXAMPLES)]
    )
    grammar = (ROOT / "src/kechuang/engines/rules/expression/grammar.lark").read_text("utf-8")
    assert parse.parse_expression("true")
    functions = {
        name
        for terminal in ("WINDOW", "GROWTH", "FUNCTION")
        for match in re.findall(rf"^{terminal}[.\d]*: /\(([^)]*)\)", grammar, re.MULTILINE)
        for name in match.split("|")
    }
    words = functions | KEYWORDS
    assert len(functions) > 14
    assert {word for word in words if not re.search(rf"(?<![\w]){word}(?![\w])", shown)} == set()
