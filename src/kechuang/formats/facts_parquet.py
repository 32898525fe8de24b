"""A region as a directory of Parquet files, exact: ``enterprises``, ``yearly`` and one file a record list."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kechuang.engines.facts.dictionary import Definition, Dictionary, FactType
from kechuang.engines.facts.sheet import FactSheet, Value
from kechuang.formats.enterprise import read_enterprise
from kechuang.formats.faults import Fault, InputFaults, make_fault, raise_faults
from kechuang.formats.region_rows import (
    ATTRIBUTES,
    ENTERPRISES,
    KNOWN_SUFFIX,
    USCC,
    YEARLY,
    FlatRow,
    RegionRows,
    enterprise_columns,
    flatten,
    gather,
    record_columns,
    yearly_columns,
)
from kechuang.formats.values.problem import ValueProblem
from kechuang.formats.values.read import read_value

if TYPE_CHECKING:
    import polars as pl

PRECISION = 38
# 元 to the cent are six places of 万元; more only where the data has more
SCALES = {FactType.MONEY: 6, FactType.NUMBER: 6, FactType.RATIO: 12}


def region_columns(dictionary: Dictionary) -> dict[str, dict[str, Definition]]:
    """The columns of every file of a region directory, by file name without its suffix."""
    files = {
        ENTERPRISES: enterprise_columns(dictionary, dictionary.records),
        YEARLY: yearly_columns(dictionary),
    }
    return files | {name: record_columns(dictionary, name) for name in dictionary.records}


def column_type(definition: Definition, scale: int | None = None) -> pl.DataType:
    """The Polars type of a column; fractions are decimals, never floats."""
    import polars as pl

    match definition.type:
        case FactType.INTEGER:
            return pl.Int64()
        case FactType.BOOLEAN:
            return pl.Boolean()
        case FactType.DATE:
            return pl.Date()
        case FactType.TEXT | FactType.CHOICE:
            return pl.String()
        case kind:
            return pl.Decimal(PRECISION, SCALES[kind] if scale is None else scale)


def write_region(folder: Path, sheets: Iterable[FactSheet], dictionary: Dictionary) -> None:
    """Write the region directory; each file appears whole.

    Raises:
        InputFaults: when nothing can be written there.
    """
    rows = flatten(sheets)
    known = region_columns(dictionary)
    tables = {ENTERPRISES: rows.enterprises, YEARLY: rows.yearly, **rows.records}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    except OSError as error:
        raise InputFaults([make_fault(str(folder), "", "cannot_write", detail=error.strerror)]) from None
    try:
        for name, flat in tables.items():
            columns = _written_columns(name, known[name], flat)
            _frame(flat, columns).write_parquet(beside / f"{name}.parquet")
        for name in known:
            made = beside / f"{name}.parquet"
            if made.exists():
                made.replace(folder / made.name)
            else:
                (folder / made.name).unlink(missing_ok=True)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def read_region(folder: Path, dictionary: Dictionary, usccs: Iterable[str] | None = None) -> list[FactSheet]:
    """The fact sheets of a region directory, or of some of its firms, in the order of ``enterprises``.

    Raises:
        InputFaults: for a missing file, an unknown column or a value that cannot be, with file, row and column.
    """
    import polars as pl

    if not (folder / f"{ENTERPRISES}.parquet").is_file():
        raise InputFaults([make_fault(str(folder), "", "not_a_region", "expect_region_folder")])
    wanted = None if usccs is None else pl.Series("wanted", list(usccs), dtype=pl.String)
    faults: list[Fault] = []
    rows = RegionRows()
    flags: set[str] = set()
    for name, columns in region_columns(dictionary).items():
        path = folder / f"{name}.parquet"
        if not path.is_file():
            continue
        frame = _read_frame(path, columns, wanted, faults)
        flat = _flat(frame, columns, path, faults)
        if name == ENTERPRISES:
            rows.enterprises = flat
            flags = {each for each in frame.columns if each.endswith(KNOWN_SUFFIX)}
            _check_enterprises(flat, path, faults)
        elif name == YEARLY:
            rows.yearly = flat
        else:
            rows.records[name] = flat
    raise_faults(faults)
    whole = [name for name in rows.records if name + KNOWN_SUFFIX not in flags]
    return gather(rows, whole)


def _written_columns(
    name: str, columns: Mapping[str, Definition], flat: list[FlatRow]
) -> dict[str, Definition]:
    used = {key for row in flat for key in row}
    return {
        key: definition
        for key, definition in columns.items()
        if name != ENTERPRISES or not key.endswith(KNOWN_SUFFIX) or key in used
    }


def _frame(flat: list[FlatRow], columns: Mapping[str, Definition]) -> pl.DataFrame:
    import polars as pl

    series = []
    for name, definition in columns.items():
        values: list[Any] = [row.get(name) for row in flat]
        scale = None
        if definition.type is FactType.INTEGER:
            values = [None if value is None else int(value) for value in values]
        elif definition.type in SCALES:
            scale = max([SCALES[definition.type], *(_places(value) for value in values)])
        series.append(pl.Series(name, values, dtype=column_type(definition, scale)))
    return pl.DataFrame(series)


def _places(value: Value | None) -> int:
    if not isinstance(value, Decimal):
        return 0
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _read_frame(
    path: Path, columns: Mapping[str, Definition], wanted: pl.Series | None, faults: list[Fault]
) -> pl.DataFrame:
    import polars as pl

    try:
        lazy = pl.scan_parquet(path)
        names = lazy.collect_schema().names()
        if USCC not in names:
            faults.append(make_fault(str(path), USCC, "column_missing"))
            return pl.DataFrame()
        faults += [
            make_fault(f"{path}: {name}", name, "unknown_column", "expect_dictionary_name")
            for name in names
            if name not in columns
        ]
        known = lazy.select([name for name in names if name in columns])
        if wanted is not None:
            known = known.filter(pl.col(USCC).is_in(wanted.implode()))
        return known.collect()
    except (pl.exceptions.PolarsError, OSError) as error:
        faults.append(make_fault(str(path), "", "not_parquet", "", detail=str(error).splitlines()[0]))
        return pl.DataFrame()


def _flat(
    frame: pl.DataFrame, columns: Mapping[str, Definition], path: Path, faults: list[Fault]
) -> list[FlatRow]:
    flat: list[FlatRow] = []
    for number, row in enumerate(frame.iter_rows(named=True), 1):
        kept: FlatRow = {}
        for name, raw in row.items():
            if raw is None:
                continue
            exact = Decimal(repr(raw)) if isinstance(raw, float) else raw
            try:
                kept[name] = read_value(columns[name], exact)
            except ValueProblem as problem:
                faults.append(problem.fault(f"{path}: {name}[{number}]", raw))
        flat.append(kept)
    return flat


def _check_enterprises(flat: list[FlatRow], path: Path, faults: list[Fault]) -> None:
    seen: set[Value] = set()
    for number, row in enumerate(flat, 1):
        cells = {name: row.get(name) for name in ATTRIBUTES}
        read_enterprise(cells, lambda name, at=number: f"{path}: {name}[{at}]", faults)  # type: ignore[misc]
        if row.get(USCC) in seen:
            faults.append(make_fault(f"{path}: {USCC}[{number}]", row[USCC], "firm_twice"))
        seen.add(row.get(USCC, ""))
