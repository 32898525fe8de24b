"""The definition of a name as a cell comment."""

from __future__ import annotations

from typing import Any

from kechuang.engines.facts.dictionary import Definition
from kechuang.formats.values.show import plain
from kechuang.formats.values.units import unit_label

_AUTHOR = "科创 Kechuang"
_CHARACTERS_A_LINE = 26
_LINE_HEIGHT = 17


def definition_note(definition: Definition, language: str) -> Any:
    """A comment with definition, unit, bounds and citation; None when there is nothing to say."""
    from openpyxl.comments import Comment

    lines = note_lines(definition, language)
    if not lines:
        return None
    note = Comment("\n".join(lines), _AUTHOR)
    note.width = 380
    # a Chinese character is as wide as two others
    width = _CHARACTERS_A_LINE * 2
    wrapped = sum(1 + sum(2 if ord(each) > 0x2E80 else 1 for each in line) // width for line in lines)
    note.height = 24 + _LINE_HEIGHT * wrapped
    return note


def note_lines(definition: Definition, language: str) -> list[str]:
    texts = [definition.definition_zh, definition.definition_en]
    lines = [each for each in (texts if language == "zh" else reversed(texts)) if each]
    if definition.unit:
        word = "单位：" if language == "zh" else "Unit: "
        lines.append(word + unit_label(definition.unit, language))
    bounds = _bounds(definition)
    if bounds:
        lines.append(("范围：" if language == "zh" else "Range: ") + bounds)
    if definition.citation:
        lines.append(("依据：" if language == "zh" else "Source: ") + definition.citation)
    return lines


def _bounds(definition: Definition) -> str:
    low, high = definition.minimum, definition.maximum
    if low is not None and high is not None:
        return f"{plain(low)} – {plain(high)}"
    if low is not None:
        return f"≥ {plain(low)}"
    return "" if high is None else f"≤ {plain(high)}"
