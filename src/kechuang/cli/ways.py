"""The cheapest ways to pass, for every standard that a firm does not meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.facts.sheet import FactSheet
from kechuang.engines.rules.library import Library
from kechuang.engines.rules.results import CheckResult, Status

if TYPE_CHECKING:
    from kechuang.engines.rules.nearest import NearestResult

_SETTLED = {Status.MET, Status.NOT_APPLICABLE}


def ways_to_pass(
    library: Library, sheet: FactSheet, check: CheckResult, dictionary: Dictionary
) -> dict[str, NearestResult]:
    """By standard id; nothing for what is met or does not apply."""
    from kechuang.engines.rules.nearest import nearest

    found: dict[str, NearestResult] = {}
    for result in check.results:
        selected = library.select(result.standard, check.case, check.as_of)
        if selected is not None and result.status not in _SETTLED:
            found[result.standard] = nearest(selected[0], sheet, check.as_of, check.case, dictionary)
    return found
