"""One row of a table: known columns, computed ones filled, contradictions refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kechuang.engines.facts.dictionary import ColumnDefinition, Definition
from kechuang.engines.facts.sheet import Row, Value
from kechuang.formats.faults import Fault, make_fault
from kechuang.formats.values.problem import ValueProblem
from kechuang.formats.values.read import read_value

Cell = tuple[object, str]  # what stands there, and the unit stated beside it


def read_row(
    columns: Mapping[str, Definition],
    cells: Mapping[str, Cell],
    place: Callable[[str], str],
    faults: list[Fault],
) -> Row:
    """The values of a row; a column that is absent from it is unknown."""
    row: dict[str, Value | None] = {}
    for name, column in columns.items():
        if name not in cells:
            continue
        raw, unit = cells[name]
        try:
            row[name] = read_value(column, raw, unit)
        except ValueProblem as problem:
            faults.append(problem.fault(place(name), raw))
    for name, column in columns.items():
        if not isinstance(column, ColumnDefinition):
            continue
        if column.required and name not in cells:
            names = {"column": column.zh, "column_en": column.en}
            faults.append(make_fault(place(name), "", "cell_missing", "expect_cell", **names))
        if column.computed:
            _compute(columns, column, row, place, faults)
    return {name: row[name] for name in columns if name in row}


def _compute(
    columns: Mapping[str, Definition],
    column: ColumnDefinition,
    row: dict[str, Value | None],
    place: Callable[[str], str],
    faults: list[Fault],
) -> None:
    origin, _, key = column.computed.partition(".")
    code = row.get(origin)
    if code is None:
        return
    implied = columns[origin].choices[str(code)][key]
    stated = row.setdefault(column.name, implied)
    if stated != implied:
        label = columns[origin].choices[str(code)]
        faults.append(
            make_fault(
                place(column.name),
                stated,
                "contradicts",
                "expect_implied",
                implied=implied,
                origin=label["zh"],
                origin_en=label["en"],
            )
        )
