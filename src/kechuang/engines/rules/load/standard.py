"""One pack file to one version of a standard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.rules.expression import nodes as n
from kechuang.engines.rules.expression.bind import Scope
from kechuang.engines.rules.expression.render import render
from kechuang.engines.rules.load.clauses import ClauseReader, flatten
from kechuang.engines.rules.load.definitions import read_definitions
from kechuang.engines.rules.load.expressions import Expressions
from kechuang.engines.rules.load.faults import Document, PackFaults
from kechuang.engines.rules.load.reader import Reader
from kechuang.engines.rules.load.score import ScoreReader, score_names, score_titles
from kechuang.engines.rules.model import Case, Clause, InForce, Lever, Mark, Notice, Score, Source, Standard

_KEYS = (
    "standard", "title", "region", "version", "define", "shared", "clauses", "score", "notices", "levers", "note",
)  # fmt: skip
_VERSION_KEYS = (
    "id", "citation", "effective", "expires", "mark", "cases", "in_force", "sources", "validity_years", "note",
)  # fmt: skip


def load_standard(document: Document, dictionary: Dictionary, digest: str = "") -> Standard:
    """Build a standard from a parsed pack.

    Args:
        digest: SHA-256 of the pack's text.

    Raises:
        PackFaults: with every fault and its line.
    """
    reader = Reader(document)
    parts = reader.mapping(document.data, (), _KEYS, ("standard", "title", "version", "clauses"))
    version = reader.mapping(parts.get("version") or {}, ("version",), _VERSION_KEYS, _NEEDED)
    mark = reader.choice(version.get("mark", Mark.UNVERIFIED), ("version", "mark"), Mark) or Mark.UNVERIFIED
    effective = reader.day(version.get("effective"), ("version", "effective")) or date.min
    citation = reader.text(version.get("citation"), ("version", "citation"))
    scope = Scope(dictionary, read_definitions(reader, parts.get("define")), score_names(parts.get("score")))
    expressions = Expressions(reader, scope, effective if effective > date.min else date(2000, 1, 1))
    for name in scope.definitions:
        expressions.any(name, ("define", name))
    titles = score_titles(parts.get("score"))
    clause_reader = ClauseReader(reader, expressions, mark, parts.get("shared"), titles)
    clauses = clause_reader.clauses(parts.get("clauses"), ("clauses",))
    score = ScoreReader(reader, expressions, citation).score(parts.get("score"))
    standard = Standard(
        id=reader.text(parts.get("standard"), ("standard",)),
        title=reader.bilingual(parts.get("title"), ("title",)),
        version=reader.text(version.get("id"), ("version", "id")) or effective.isoformat(),
        citation=citation,
        mark=mark,
        effective=effective,
        in_force=_in_force(reader, version, effective, mark),
        clauses=clauses,
        score=_with_pass(score, clauses),
        region=reader.text(parts.get("region"), ("region",)),
        notices=_notices(reader, expressions, parts.get("notices"), mark),
        levers=read_levers(reader, dictionary, parts.get("levers")),
        sources=_sources(reader, version.get("sources")),
        validity_years=_years(reader, version.get("validity_years")),
        note=reader.bilingual(version.get("note") or parts.get("note"), ("version", "note")),
        digest=digest,
        path=document.label,
    )
    if not standard.clauses and parts.get("clauses") is not None:
        reader.fault(("clauses",), "至少一条 / at least one clause is needed")
    if reader.faults:
        raise PackFaults(sorted(reader.faults, key=lambda fault: fault.line))
    return standard


_NEEDED = ("citation", "effective", "mark")


def _in_force(reader: Reader, version: Mapping[str, Any], effective: date, mark: Mark) -> tuple[InForce, ...]:
    path = ("version", "in_force")
    periods = reader.sequence(version.get("in_force"), path)
    expires = reader.day(version.get("expires"), ("version", "expires"))
    if not periods:
        cases = reader.sequence(version.get("cases"), ("version", "cases")) or list(Case)
        read = [reader.choice(case, ("version", "cases", index), Case) for index, case in enumerate(cases)]
        found = [InForce(case, effective, expires, mark=mark) for case in read if case]
    else:
        found = []
        for index, value in enumerate(periods):
            place = (*path, index)
            block = reader.mapping(value, place, ("case", "from", "to", "citation", "mark"), ("case",))
            case = reader.choice(block.get("case"), (*place, "case"), Case)
            own = reader.choice(block["mark"], (*place, "mark"), Mark) if "mark" in block else mark
            start = reader.day(block.get("from"), (*place, "from")) or effective
            end = reader.day(block.get("to"), (*place, "to")) or expires
            if case:
                found.append(
                    InForce(case, start, end, reader.text(block.get("citation"), place), own or mark)
                )
    wrong = [period.end for period in found if period.end is not None and period.end < period.start]
    for end in dict.fromkeys(wrong):
        reader.fault(path if periods else ("version", "expires"), "终止早于生效 / ends before it begins", end)
    return tuple(found)


def _with_pass(score: Score | None, clauses: tuple[Clause, ...]) -> Score | None:
    """The pass mark as the clauses state it, unless the score says it itself."""
    if score is None or score.passing:
        return score
    for clause in flatten(clauses):
        match clause.condition:
            case n.Compare(operator, n.Points("total"), limit):
                return Score(score.items, score.groups, score.maximum, f"{operator} {render(limit)}")
    return score


def _notices(reader: Reader, expressions: Expressions, value: Any, mark: Mark) -> tuple[Notice, ...]:
    found = []
    for index, item in enumerate(reader.sequence(value, ("notices",))):
        path = ("notices", index)
        keys = ("id", "text", "citation", "when", "mark")
        block = reader.mapping(item, path, keys, ("text", "citation", "when"))
        own = reader.choice(block["mark"], (*path, "mark"), Mark) if "mark" in block else mark
        found.append(
            Notice(
                reader.text(block.get("id"), path) or str(index + 1),
                reader.bilingual(block.get("text"), (*path, "text")),
                reader.text(block.get("citation"), path),
                own or mark,
                expressions.condition(block.get("when", "false"), (*path, "when")),
                reader.document.line(path),
            )
        )
    return tuple(found)


def read_levers(reader: Reader, dictionary: Dictionary, value: Any) -> tuple[Lever, ...]:
    found = []
    for index, item in enumerate(reader.sequence(value, ("levers",))):
        path = ("levers", index)
        keys = ("fact", "record", "title", "direction", "step", "cost", "min", "max", "also", "row")
        block = reader.mapping(item, path, keys, ("cost",))
        target = reader.text(block.get("fact") or block.get("record"), path)
        known = dictionary.records if "record" in block else dictionary.facts
        if target not in known:
            reader.fault(path, "词典中没有 / unknown fact or record", target)
            continue
        bounds = {
            key: reader.number(block[key], (*path, key)) if key in block else None
            for key in ("min", "max", "step", "cost")
        }
        found.append(
            Lever(
                target,
                reader.bilingual(block.get("title"), (*path, "title")),
                reader.text(block.get("direction"), path) or "up",
                bounds["step"] or Fraction(1),
                bounds["cost"] or Fraction(0),
                bounds["min"],
                bounds["max"],
                {
                    name: reader.number(share, (*path, "also")) or Fraction(0)
                    for name, share in (block.get("also") or {}).items()
                },
                dict(block.get("row") or {}),
            )
        )
    return tuple(found)


def _sources(reader: Reader, value: Any) -> tuple[Source, ...]:
    found = []
    for index, item in enumerate(reader.sequence(value, ("version", "sources"))):
        path = ("version", "sources", index)
        block = (
            {"address": item} if isinstance(item, str) else reader.mapping(item, path, ("address", "note"))
        )
        found.append(Source(reader.text(block.get("address"), path), reader.text(block.get("note"), path)))
    return tuple(found)


def _years(reader: Reader, value: Any) -> int | None:
    if value is None:
        return None
    number = reader.number(value, ("version", "validity_years"))
    return None if number is None else int(number)
