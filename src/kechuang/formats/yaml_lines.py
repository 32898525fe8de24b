"""YAML as plain exact data that remembers on which line each part stands.

Only what packs need: no tags, no merge keys, no floats, and none of the words that YAML 1.1 turns into
booleans (``no``, ``on``, ``yes``), because ``no`` is a column of ours. Keys stay text.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kechuang.formats.faults import Fault, InputFaults, make_fault

Path = tuple[str | int, ...]
Data = dict[str, Any] | list[Any] | str | int | Decimal | bool | date | None


@dataclass(frozen=True, slots=True)
class Document:
    """``data`` holds dict, list, str, int, ``Decimal``, bool, date and None."""

    label: str
    data: Any
    _root: Any

    def line(self, path: Path = ()) -> int:
        """The line, from 1, of the key or item at ``path``; of its nearest ancestor when there is none."""
        node, line = self._root, 1
        for step in path:
            found = _step(node, step)
            if found is None:
                break
            node, line = found
        return line

    def where(self, path: Path = ()) -> str:
        """``label:line`` of a path, as faults name it."""
        return f"{self.label}:{self.line(path)}"


def load_yaml(text: str, label: str) -> Document:
    """Read one YAML document; ``label`` names it in faults.

    Raises:
        InputFaults: for text that is no YAML, every duplicate key, tag and merge key, with file and line.
    """
    root = _compose(text, label)
    builder = _Builder(label)
    data = None if root is None else builder.build(root)
    if builder.faults:
        raise InputFaults(builder.faults)
    return Document(label, data, root)


def _compose(text: str, label: str) -> Any:
    import yaml

    if _too_deep(text):
        raise InputFaults([make_fault(f"{label}:1", "", "yaml_too_deep", limit=_DEEPEST)])
    try:
        return yaml.compose(text, Loader=_loader())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = 1 if mark is None else mark.line + 1
        column = 1 if mark is None else mark.column + 1
        problem = " ".join(filter(None, (error.context, error.problem)))
        raise InputFaults([make_fault(f"{label}:{line}:{column}", "", "not_yaml", detail=problem)]) from None
    except yaml.YAMLError as error:
        raise InputFaults([make_fault(f"{label}:1", "", "not_yaml", detail=error)]) from None


def _loader() -> Any:
    """The parser in C where PyYAML has it; tags are resolved here, so the base loader is enough."""
    import yaml

    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


_DEEPEST = 200


_NESTED_LINES = re.compile(rf"^(?: *(?:[-?] +){{{_DEEPEST},}}| {{{_DEEPEST * 2},}}[-\w])", re.MULTILINE)


def _too_deep(text: str) -> bool:
    """Whether the nesting could overflow the parser's stack, which no exception would report."""
    if _NESTED_LINES.search(text):
        return True
    depth = deepest = 0
    for character in text if text.count("[") + text.count("{") > _DEEPEST else "":
        depth += (character in "[{") - (character in "]}")
        deepest = max(deepest, depth)
    return deepest > _DEEPEST


class _Builder:
    def __init__(self, label: str) -> None:
        self.label = label
        self.faults: list[Fault] = []
        self._done: dict[int, Data] = {}
        self._open: set[int] = set()

    def build(self, node: Any) -> Data:
        # an alias is the same node again: built once, so that repeated aliases cost nothing
        identity = id(node)
        if identity in self._done:
            return self._done[identity]
        if identity in self._open:
            self._fault(node, "", "yaml_recursive")
            return None
        self._open.add(identity)
        built = self._build_fresh(node)
        self._open.discard(identity)
        self._done[identity] = built
        return built

    def _build_fresh(self, node: Any) -> Data:
        if node.tag not in _KNOWN_TAGS:
            self._fault(node, node.tag, "yaml_tag")
            return None
        if node.id == "mapping":
            return self._mapping(node)
        if node.id == "sequence":
            return [self.build(item) for item in node.value]
        return self._scalar(node)

    def _mapping(self, node: Any) -> Data:
        built: dict[str, Any] = {}
        lines: dict[Hashable, int] = {}
        for key, value in node.value:
            if key.id != "scalar":
                self._fault(key, "", "yaml_key_not_text")
                continue
            if key.value == "<<" and not key.style:
                self._fault(key, "<<", "yaml_merge")
                continue
            if key.value in built:
                self._fault(key, key.value, "yaml_duplicate_key", line=lines[key.value])
                continue
            lines[key.value] = key.start_mark.line + 1
            built[key.value] = self.build(value)
        return built

    def _scalar(self, node: Any) -> Data:
        text: str = node.value
        if node.style in _QUOTED:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if not text[0].isascii() or text[0].isalpha():
            return text
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
        if _DATE.fullmatch(text):
            # an impossible date stays text: who needs a date there says so, beside the other faults
            with suppress(ValueError):
                return date.fromisoformat(text)
        return text

    def _fault(self, node: Any, value: str, problem: str, expected: str = "", **parameters: object) -> None:
        where = f"{self.label}:{node.start_mark.line + 1}"
        self.faults.append(make_fault(where, value, problem, expected, **parameters))


_QUOTED = {"'", '"', "|", ">"}
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KNOWN_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map", "", "!", None}


def _step(node: Any, step: str | int) -> tuple[Any, int] | None:
    """The child node and its line, or None where the path ends."""
    if node is None:
        return None
    if node.id == "mapping":
        for key, value in node.value:
            if key.value == str(step):
                return value, key.start_mark.line + 1
    elif node.id == "sequence" and isinstance(step, int) and 0 <= step < len(node.value):
        item = node.value[step]
        return item, item.start_mark.line + 1
    return None
