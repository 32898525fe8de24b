"""Cells to raw values and back, without a float or a formula slipping through."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Context, Decimal
from typing import Any

from kechuang.engines.facts.sheet import Value
from kechuang.formats.values.problem import ValueProblem
from kechuang.formats.values.show import plain

# a spreadsheet keeps fifteen digits; what a double adds behind them nobody typed
SPREADSHEET_DIGITS = 15
_AS_SHOWN = Context(prec=SPREADSHEET_DIGITS)

UNKNOWN_WORDS = {"zh": "未知", "en": "unknown"}
_UNKNOWN = frozenset({*UNKNOWN_WORDS.values(), "不详", "n/a"})


class Unknown:
    """A cell that says that nobody knows: it makes a row exist without stating a value."""


UNKNOWN = Unknown()


def read_cell(values: Any, formulas: Any | None) -> object:
    """What a cell holds: None, text, int, ``Decimal``, bool, date or ``UNKNOWN``.

    Raises:
        ValueProblem: for a formula that was never calculated, and for a formula's error.
    """
    value = values.value
    if value is None:
        if formulas is not None and formulas.data_type == "f":
            raise ValueProblem("formula_without_value", "expect_saved_formula")
        return None
    if values.data_type == "e":
        raise ValueProblem("formula_error", "expect_plain_cell")
    if isinstance(value, float):
        return _AS_SHOWN.create_decimal(repr(value))
    if isinstance(value, str):
        text = value.strip()
        return UNKNOWN if text.casefold() in _UNKNOWN else text or None
    if isinstance(value, (bool, int, date, datetime)):
        return value
    raise ValueProblem("not_a_plain_value", "expect_plain_cell")


def shown(values: Any) -> str:
    """The value as a fault quotes it."""
    return "" if values.value is None else str(values.value)


def put_text(cell: Any, text: str) -> None:
    """Text that stays text, whatever it begins with: a spreadsheet would run “=…” as a formula."""
    cell.value = text
    cell.data_type = "s"
    if text[:1] in "=+-@":
        cell.quotePrefix = True


def put_value(cell: Any, value: Value, labels: dict[str, str]) -> None:
    """A value as people expect it in a cell; ``labels`` are the choices as the drop-downs name them."""
    if isinstance(value, bool):
        put_text(cell, labels["true" if value else "false"])
    elif isinstance(value, Decimal):
        if len(value.as_tuple().digits) <= SPREADSHEET_DIGITS:
            cell.value = value
        else:
            put_text(cell, plain(value))
    elif isinstance(value, date):
        cell.value = value
    else:
        put_text(cell, labels.get(value, value))
