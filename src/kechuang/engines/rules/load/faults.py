"""Faults of a pack, and the document that knows its lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

Path = tuple[str | int, ...]


class Document(Protocol):
    """A parsed file: plain data, and the line of any path in it."""

    @property
    def label(self) -> str: ...

    @property
    def data(self) -> Any: ...

    def line(self, path: Path = ()) -> int: ...


@dataclass(frozen=True, slots=True)
class PackFault:
    """One fault: file, line, the value found and what is wrong with it."""

    file: str
    line: int
    value: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.problem}" + (f"（{self.value}）" if self.value else "")


class PackFaults(Exception):
    """A pack that cannot be used, with all its faults."""

    def __init__(self, faults: Iterable[PackFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))
