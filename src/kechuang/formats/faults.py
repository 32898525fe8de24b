"""What is wrong with an input: every fault at once, each naming place, value and what was expected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kechuang.formats.fault_texts import FAULT_TEXTS, VALUE_WAS


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: ``where`` (file:line, JSON path or sheet!cell), the ``value`` there, problem and expectation.

    ``problem`` and ``expected`` are keys of the catalogue, filled with ``parameters``; a text that is no key
    stands for itself in every language.
    """

    where: str
    value: str
    problem: str
    expected: str = ""
    parameters: tuple[tuple[str, str], ...] = ()

    def text(self, language: str = "zh") -> str:
        """One line in Chinese (``zh``) or English (``en``)."""
        parts = [self.where, self._filled(self.problem, language)]
        if self.value:
            parts.append(VALUE_WAS[language].format(value=_one_line(self.value)))
        if self.expected:
            parts.append(self._filled(self.expected, language))
        colon, semicolon = ("：", "；") if language == "zh" else (": ", "; ")
        head, *rest = (part for part in parts if part)
        return head + colon + semicolon.join(rest) if rest else head

    def _filled(self, key: str, language: str) -> str:
        template = FAULT_TEXTS.get(key)
        if template is None:
            return key
        return template[language].format(**{name: _one_line(value) for name, value in self.parameters})

    def at(self, where: str) -> Fault:
        """The same fault elsewhere, for readers that learn the place last."""
        return Fault(where, self.value, self.problem, self.expected, self.parameters)

    def __str__(self) -> str:
        return self.text()


class InputFaults(Exception):
    """An input that cannot be used, with all its faults."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def text(self, language: str = "zh") -> str:
        """One line a fault."""
        return "\n".join(fault.text(language) for fault in self.faults)

    def __str__(self) -> str:
        return self.text()


def make_fault(where: str, value: object, problem: str, expected: str = "", **parameters: object) -> Fault:
    """A fault with its parameters by name."""
    shown = str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
    return Fault(
        where, shown, problem, expected, tuple((name, str(each)) for name, each in parameters.items())
    )


def raise_faults(faults: Iterable[Fault]) -> None:
    """Raise when there is at least one fault.

    Raises:
        InputFaults: with all of them, in order.
    """
    found = tuple(faults)
    if found:
        raise InputFaults(found)


_LONGEST = 120


def _one_line(value: str) -> str:
    flat = " ".join(value.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
