"""What every workbook of tables shares: a new one, and saving it whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kechuang.formats.atomic import replacing
from kechuang.formats.excel.choices import put_lists_last


def new_workbook(title: str) -> Any:
    """An empty workbook without sheets."""
    from openpyxl import Workbook

    workbook: Any = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = "科创 Kechuang"
    workbook.properties.title = title
    return workbook


def save_workbook(workbook: Any, path: Path) -> None:
    """Save with the hidden lists behind every other sheet."""
    put_lists_last(workbook)
    with replacing(path) as beside:
        workbook.save(beside)
