"""Opening somebody's workbook: whatever it really is, the answer is a workbook or a fault."""

from __future__ import annotations

import re
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kechuang.formats.faults import InputFaults, make_fault

_LARGEST_UNPACKED = 300_000_000
_MOST_ROWS = 200_000
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_OLE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class OpenedWorkbook:
    """``values`` with the results of formulas; ``formulas`` only when there are any."""

    label: str
    values: Any
    formulas: Any | None

    def formula_sheet(self, title: str) -> Any | None:
        return None if self.formulas is None else self.formulas[title]

    def place(self, title: str, coordinate: str = "") -> str:
        """How faults name a cell: ``FACTS.xlsx: 人员 People!E5``."""
        return f"{self.label}: {title}!{coordinate}" if coordinate else f"{self.label}: {title}"


def open_workbook(path: Path) -> OpenedWorkbook:
    """The workbook in a file.

    Raises:
        InputFaults: when the file is missing, empty, encrypted, an old ``.xls``, damaged or no workbook.
    """
    has_formulas = _inspect(path)
    values = _load(path, data_only=True)
    for sheet in values.worksheets:
        if sheet.max_row > _MOST_ROWS:
            raise _fault(path, "sheet_too_long", limit=_MOST_ROWS)
    formulas = _load(path, data_only=False) if has_formulas else None
    return OpenedWorkbook(str(path), values, formulas)


def _inspect(path: Path) -> bool:
    """Whether there is any formula; faults for what is no workbook at all."""
    try:
        with path.open("rb") as stream:
            start = stream.read(8)
    except OSError as error:
        problem = "no_such_file" if isinstance(error, FileNotFoundError) else "cannot_read"
        raise _fault(path, problem, detail=error.strerror) from None
    if not start:
        raise _fault(path, "file_empty")
    if start.startswith(_OLE):
        raise _fault(path, "workbook_encrypted")
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_UNPACKED:
                raise _fault(path, "workbook_too_large")
            sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
            if not sheets:
                raise _fault(path, "not_a_workbook")
            return any(_FORMULA.search(archive.read(name)) for name in sheets)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        raise _fault(path, "not_a_workbook") from None


def _load(path: Path, *, data_only: bool) -> Any:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    damage = (
        InvalidFileException,
        zipfile.BadZipFile,
        SyntaxError,  # the parse errors of ElementTree
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
    )
    try:
        with warnings.catch_warnings():
            # extensions that other programs write and we do not need
            warnings.simplefilter("ignore")
            return load_workbook(path, data_only=data_only)
    except damage:
        raise _fault(path, "workbook_damaged") from None


def _fault(path: Path, problem: str, **parameters: object) -> InputFaults:
    return InputFaults([make_fault(str(path), "", problem, "expect_workbook", **parameters)])
