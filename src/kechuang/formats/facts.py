"""Facts of one enterprise from a file, whichever format it is."""

from __future__ import annotations

from pathlib import Path

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.facts.sheet import FactSheet
from kechuang.formats.dictionary import load_dictionary
from kechuang.formats.facts_json import parse_facts_json
from kechuang.formats.faults import InputFaults, make_fault
from kechuang.formats.text_file import read_text_file

EXCEL_SUFFIXES = frozenset({".xlsx", ".xlsm"})


def read_facts(path: Path, dictionary: Dictionary | None = None) -> FactSheet:
    """The fact sheet in a ``.json`` or ``.xlsx`` file.

    Raises:
        InputFaults: every fault of the file.
    """
    known = load_dictionary() if dictionary is None else dictionary
    suffix = path.suffix.lower()
    if suffix in EXCEL_SUFFIXES:
        from kechuang.formats.facts_excel import read_facts_excel

        return read_facts_excel(path, known)
    if suffix == ".json":
        return parse_facts_json(read_text_file(path), known, str(path))
    raise InputFaults([make_fault(str(path), suffix, "unknown_format", "expect_facts_file")])
