"""The cheapest ways to pass, for every standard that a firm does not meet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.facts.sheet import FactSheet
from kechuang.engines.rules.library import Library
from kechuang.engines.rules.model import Lever, Standard
from kechuang.engines.rules.results import CheckResult, Status
from kechuang.formats.faults import InputFaults, make_fault

if TYPE_CHECKING:
    from kechuang.engines.rules.nearest import NearestResult


@dataclass(frozen=True, slots=True)
class Levers:
    """What a firm can change: what the user says, else what the standard says, else what we bring."""

    user: tuple[Lever, ...]
    default: tuple[Lever, ...]

    def of(self, standard: Standard) -> tuple[Lever, ...]:
        return self.user or standard.levers or self.default


def load_all_levers(path: Path | None, dictionary: Dictionary) -> Levers:
    """The user's file, where there is one, and ours.

    Raises:
        InputFaults: with the line of every fault.
    """
    from kechuang.formats.levers import default_levers, user_levers

    return Levers(() if path is None else user_levers(path, dictionary), default_levers(dictionary))


_SETTLED = {Status.MET, Status.NOT_APPLICABLE}


def ways_to_pass(
    library: Library, sheet: FactSheet, check: CheckResult, dictionary: Dictionary, levers: Levers
) -> dict[str, NearestResult]:
    """By standard id; nothing for what is met or does not apply."""
    from kechuang.engines.rules.nearest import nearest

    found: dict[str, NearestResult] = {}
    for result in check.results:
        selected = library.select(result.standard, check.case, check.as_of)
        if selected is not None and result.status not in _SETTLED:
            usable = levers.of(selected[0])
            try:
                found[result.standard] = nearest(
                    selected[0], sheet, check.as_of, check.case, dictionary, usable
                )
            except ValueError as error:
                # a lever without a step or a direction, which only the search can tell
                raise InputFaults([make_fault("levers", None, str(error))]) from None
    return found
