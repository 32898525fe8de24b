"""Fact sheets for tests, written as briefly as a test reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kechuang.engines.facts.sheet import Enterprise, FactSheet, Observation, Row, Value


def make_sheet(
    yearly: Mapping[str, Mapping[int, Any]] | None = None,
    records: Mapping[str, list[dict[str, Any]]] | None = None,
    region: str = "210100",
    **now: Any,
) -> FactSheet:
    """A sheet from plain values; numbers become ``Decimal``, a value left out stays unknown."""
    return FactSheet(
        Enterprise("91210100MA0P00000X", "测试企业", region, "3484"),
        {
            name: {year: _stated(value) for year, value in years.items()}
            for name, years in (yearly or {}).items()
        },
        {name: _stated(value) for name, value in now.items()},
        {name: tuple(map(_row, rows)) for name, rows in (records or {}).items()},
    )


def _stated(value: Any) -> tuple[Observation, ...]:
    return (Observation(_value(value)),)


def _row(cells: dict[str, Any]) -> Row:
    return {name: None if cell is None else _value(cell) for name, cell in cells.items()}


def _value(value: Any) -> Value:
    if isinstance(value, bool | date | Decimal):
        return value
    if isinstance(value, int):
        return Decimal(value)
    text = str(value)
    try:
        return Decimal(text)
    except ArithmeticError:
        return text
