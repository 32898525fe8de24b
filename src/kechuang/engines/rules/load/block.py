"""A province's indicators: a pack that fills one item of a national score for one region."""

from __future__ import annotations

from datetime import date

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.rules.expression.bind import Scope
from kechuang.engines.rules.load.definitions import read_definitions
from kechuang.engines.rules.load.expressions import Expressions
from kechuang.engines.rules.load.faults import Document, PackFaults
from kechuang.engines.rules.load.reader import Reader
from kechuang.engines.rules.load.score import ScoreReader
from kechuang.engines.rules.model import Block, Mark

_KEYS = ("block", "define", "items")
_BLOCK_KEYS = ("standard", "version", "item", "region", "citation", "mark", "note")
_NEEDED = ("standard", "version", "item", "region", "citation", "mark")


def load_block(document: Document, dictionary: Dictionary, digest: str = "") -> Block:
    """Build a regional block from a parsed pack.

    Raises:
        PackFaults: with every fault and its line.
    """
    reader = Reader(document)
    parts = reader.mapping(document.data, (), _KEYS, ("block", "items"))
    head = reader.mapping(parts.get("block") or {}, ("block",), _BLOCK_KEYS, _NEEDED)
    version = head.get("version")
    expressions = Expressions(
        reader, Scope(dictionary, read_definitions(reader, parts.get("define"))), date(2000, 1, 1)
    )
    citation = reader.text(head.get("citation"), ("block", "citation"))
    items = ScoreReader(reader, expressions, citation).items(parts.get("items"), ("items",))
    block = Block(
        standard=reader.text(head.get("standard"), ("block", "standard")),
        version=version.isoformat()
        if isinstance(version, date)
        else reader.text(version, ("block", "version")),
        item=reader.text(head.get("item"), ("block", "item")),
        region=reader.text(head.get("region"), ("block", "region")),
        citation=citation,
        mark=reader.choice(head.get("mark", Mark.UNVERIFIED), ("block", "mark"), Mark) or Mark.UNVERIFIED,
        items=items,
        digest=digest,
        path=document.label,
        line=document.line(("block",)),
    )
    if reader.faults:
        raise PackFaults(sorted(reader.faults, key=lambda fault: fault.line))
    return block
