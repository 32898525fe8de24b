"""Applying ways by what they say alone, as a reader of the result would."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kechuang.engines.facts.dictionary import Dictionary, FactType
from kechuang.engines.facts.sheet import FactSheet, Observation, Value
from kechuang.engines.rules.check import check_standard
from kechuang.engines.rules.model import Bilingual, Case, Lever, Standard
from kechuang.engines.rules.nearest import Change, NearestResult, Way, nearest
from kechuang.engines.rules.results import Status

AS_OF = date(2026, 5, 8)

HIRE_ALSO = {"staff": 1, "tech_staff_hnte": 1, "rd_staff": 1}
SPEND_ALSO = {"rd_expense_tax": 1, "rd_expense_hnte": 1, "rd_domestic_hnte": 1}
PATENT = {
    "kind": "invention",
    "class": "I",
    "acquired": "self",
    "grant_date": "as_of",
    "owner_rank": 1,
    "product_related": True,
    "applied": True,
    "benefit": True,
}


def lever(
    target: str, cost: object, direction: str = "up", also: dict[str, int] | None = None, **more: Any
) -> Lever:
    """A lever with steps of one unless told otherwise."""
    step = Fraction(more.pop("step", 1))
    limits = {key: Fraction(more.pop(key)) for key in ("minimum", "maximum") if key in more}
    shares = {name: Fraction(share) for name, share in (also or {}).items()}
    title = Bilingual(target, target)
    return Lever(target, title, direction, step, Fraction(str(cost)), also=shares, **limits, **more)


HIRE = lever("tech_staff", 30, also=HIRE_ALSO)
SPEND = lever("rd_expense_accounting", 1, also=SPEND_ALSO)
FILE = lever("ip", 40, row=PATENT)
MIX = lever("main_revenue", "0.3")
REPAY = lever("liabilities", "0.05", "down", {"assets": -1})
EQUITY = lever("equity_raised", "0.2", also={"assets": 1, "net_assets": 1})
CONVERT = lever("transformation", 15, row={"date": "last_year_end", "outcome": "新成果"})
ALL = (HIRE, SPEND, FILE, MIX, REPAY, EQUITY, CONVERT)


def find(
    standard: Standard, sheet: FactSheet, dictionary: Dictionary, *levers: Lever, as_of: date = AS_OF
) -> NearestResult:
    return nearest(standard, sheet, as_of, Case.APPLICATION, dictionary, levers)


def status_after(
    standard: Standard,
    sheet: FactSheet,
    dictionary: Dictionary,
    changes: Iterable[Change],
    as_of: date = AS_OF,
) -> Status:
    """The status after the changes, and after what comes with them."""
    result = sheet
    for change in changes:
        for each in (change, *change.also):
            result = _applied(result, each, dictionary)
    return check_standard(standard, result, as_of, Case.APPLICATION, dictionary).status


def listed_only(changes: Iterable[Change]) -> list[Change]:
    return [replace(change, also=()) for change in changes]


def verifies(standard: Standard, sheet: FactSheet, dictionary: Dictionary, way: Way) -> bool:
    """With the side effects and without them."""
    return all(
        status_after(standard, sheet, dictionary, changes) is way.status_after
        for changes in (way.changes, listed_only(way.changes))
    )


def shape(way: Way) -> list[tuple[str, str | None, str]]:
    return [(change.fact, change.before, change.after) for change in way.changes]


def _applied(sheet: FactSheet, change: Change, dictionary: Dictionary) -> FactSheet:
    name, _, year = change.fact.partition(":")
    if name in dictionary.records:
        rows = sheet.records.get(name, ())
        added = [
            {column: _own(value, position) for column, value in change.row.items()}
            for position in range(int(change.after) - int(change.before or 0))
        ]
        return replace(sheet, records={**sheet.records, name: (*rows, *added)})
    value = _read(change.after, dictionary.facts[name].type)
    if not year:
        return replace(sheet, now={**sheet.now, name: (Observation(value),)})
    years = {**sheet.yearly.get(name, {}), int(year): (Observation(value),)}
    return replace(sheet, yearly={**sheet.yearly, name: years})


def _read(text: str, kind: FactType) -> Value:
    return text == "true" if kind is FactType.BOOLEAN else Decimal(text)


def _own(value: Value, position: int) -> Value:
    # one result converted twice counts once, so a reader tells the rows apart
    return f"{value} {position}" if isinstance(value, str) and "+" in value else value
