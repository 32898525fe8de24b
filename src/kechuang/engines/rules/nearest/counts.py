"""How many rows a query counts when levers add rows to the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from kechuang.engines.facts.dictionary import ColumnDefinition, FactType
from kechuang.engines.facts.sheet import FactSheet, Row, Value
from kechuang.engines.rules.expression import nodes as n
from kechuang.engines.rules.expression.evaluate import Evaluator
from kechuang.engines.rules.nearest.affine import Affine
from kechuang.engines.rules.nearest.levers import Handle


def counted(node: n.Count, evaluator: Evaluator, handles: Sequence[Handle]) -> Affine:
    """The count today and one more for every added row that the query certainly takes."""
    found = evaluator.number(node)
    terms: dict[int, Fraction] = {}
    columns = evaluator.dictionary.records[node.record].columns
    for handle in handles:
        if handle.record != node.record:
            continue
        sheet = with_rows(evaluator.sheet, node.record, added_rows(handle.row, 1, columns))
        judge = Evaluator(sheet, evaluator.as_of, evaluator.dictionary, evaluator.points, evaluator.presumed)
        verdict = judge.number(node).why.rows[-1].verdict
        named = node.distinct is None or handle.row.get(node.distinct) is not None
        if verdict and named:
            terms[handle.index] = Fraction(1)
    # a row that may or may not count lifts only the upper end, which no rule that wants more relies on
    lifted = any(handle.record == node.record and handle.index not in terms for handle in handles)
    return Affine(found.low, None if lifted else found.high, terms)


def added_rows(row: Row, number: int, columns: Mapping[str, ColumnDefinition]) -> tuple[Row, ...]:
    """``number`` rows from a template, their texts told apart by a running number."""
    return tuple(
        {name: _told_apart(value, columns.get(name), position) for name, value in row.items()}
        for position in range(1, number + 1)
    )


def with_rows(sheet: FactSheet, record: str, rows: tuple[Row, ...]) -> FactSheet:
    return replace(sheet, records={**sheet.records, record: (*sheet.records.get(record, ()), *rows)})


def _told_apart(value: Value | None, column: ColumnDefinition | None, position: int) -> Value | None:
    is_text = column is not None and column.type is FactType.TEXT
    return f"{value} +{position}" if is_text and isinstance(value, str) else value
