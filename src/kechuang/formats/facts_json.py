"""Facts of one enterprise as JSON text."""

from __future__ import annotations

import json

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.facts.sheet import FactSheet
from kechuang.formats.facts_data import facts_from_data, facts_to_data
from kechuang.formats.json_text import load_json


def parse_facts_json(text: str, dictionary: Dictionary, label: str) -> FactSheet:
    """The fact sheet of a JSON text.

    Raises:
        InputFaults: every fault, with line and column or path.
    """
    data, faults = load_json(text, label)
    return facts_from_data(data, dictionary, label, faults)


def format_facts_json(sheet: FactSheet, dictionary: Dictionary) -> str:
    """JSON that reads back to an equal fact sheet."""
    return json.dumps(facts_to_data(sheet, dictionary), ensure_ascii=False, indent=2) + "\n"
