"""A mapping of a YAML document, read key by key; every fault is collected with its file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from kechuang.formats.faults import Fault, make_fault
from kechuang.formats.yaml_lines import Document, Path


class Fields:
    """The mapping at ``path``; an absent or wrong part is a fault and reads as its default."""

    def __init__(self, document: Document, faults: list[Fault], path: Path = ()) -> None:
        self.document = document
        self.faults = faults
        self.path = path
        self._data = document.data
        for step in path:
            self._data = self._data[step]
        if not isinstance(self._data, dict):
            self.fault("", "yaml_not_mapping", "expect_mapping")
            self._data = {}

    @classmethod
    def _of(cls, document: Document, faults: list[Fault], path: Path, data: Any) -> Fields:
        made = cls.__new__(cls)
        made.document, made.faults, made.path = document, faults, path
        made._data = data
        return made

    def __contains__(self, key: str) -> bool:
        return self._data.get(key) is not None

    def keys(self) -> tuple[str, ...]:
        return tuple(self._data)

    def raw(self, key: str) -> Any:
        """The value as it stands, or None."""
        return self._data.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without ``default`` it is required."""
        found = self._data.get(key)
        if isinstance(found, str):
            return found
        if found is None:
            if default is None:
                self.fault(key, "yaml_missing_key", "expect_text", name=key)
            return default or ""
        self.fault(key, "yaml_not_text", "expect_quoted_text", found)
        return default or ""

    def flag(self, key: str, default: bool = False) -> bool:
        found = self._data.get(key)
        if found is None or isinstance(found, bool):
            return default if found is None else found
        self.fault(key, "yaml_not_flag", "expect_flag", found)
        return default

    def number(self, key: str) -> Decimal | None:
        found = self._data.get(key)
        if found is None or isinstance(found, Decimal):
            return found
        if isinstance(found, int) and not isinstance(found, bool):
            return Decimal(found)
        self.fault(key, "not_a_number", "expect_number", found)
        return None

    def choice(self, key: str, options: Iterable[str], default: str | None = None) -> str:
        """One of ``options``; without ``default`` it is required."""
        found = self.text(key, default)
        known = tuple(options)
        if found and found not in known:
            self.fault(key, "unknown_choice", "expect_one_of", found, choices=", ".join(known))
            return default or known[0]
        return found or known[0]

    def texts(self, key: str) -> tuple[str, ...]:
        found = self._data.get(key)
        if found is None:
            return ()
        if isinstance(found, list) and all(isinstance(each, str) for each in found):
            return tuple(found)
        self.fault(key, "yaml_not_texts", "expect_texts", found)
        return ()

    def both(self, key: str) -> tuple[str, str]:
        """The Chinese and English text of ``{zh: …, en: …}``; empty when absent."""
        if key not in self:
            return "", ""
        inner = self.inner(key)
        inner.refuse_others(("zh", "en"))
        return inner.text("zh"), inner.text("en")

    def inner(self, key: str) -> Fields:
        """The mapping below ``key``; a fault and empty when it is none."""
        found = self._data.get(key)
        path = (*self.path, key)
        if isinstance(found, dict):
            return Fields._of(self.document, self.faults, path, found)
        if found is not None:
            self.fault(key, "yaml_not_mapping", "expect_mapping", found)
        return Fields._of(self.document, self.faults, path, {})

    def inners(self, key: str) -> Iterator[tuple[str, Fields]]:
        """Each mapping of the mapping below ``key``."""
        inner = self.inner(key)
        for name in inner.keys():  # noqa: SIM118 — this is no dict
            yield name, inner.inner(name)

    def refuse_others(self, known: Iterable[str]) -> None:
        """A fault for every key that is not known, with the nearest one that is."""
        names = known if isinstance(known, (tuple, frozenset)) else tuple(known)
        for key in self._data:
            if key not in names:
                close = get_close_matches(key, list(names), 1)
                expected = "expect_near" if close else "expect_one_of"
                hints = {"near": "".join(close), "choices": ", ".join(sorted(names))}
                self.fault(key, "yaml_unknown_key", expected, key, **hints)

    def fault(self, key: str, problem: str, expected: str = "", value: object = "", **more: object) -> None:
        path = (*self.path, key) if key else self.path
        self.faults.append(make_fault(self.document.where(path), value, problem, expected, **more))
