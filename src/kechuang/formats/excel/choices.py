"""Drop-downs: every list stands once on a hidden sheet, and validations point to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kechuang.engines.facts.dictionary import Definition, FactType

LISTS_TITLE = "_choices"
_BOOLEANS = {"zh": {"true": "是", "false": "否"}, "en": {"true": "yes", "false": "no"}}
_MONEY_UNITS = ("万元", "元", "亿元")


class ChoiceLists:
    """The hidden sheet of a workbook being written."""

    def __init__(self, workbook: Any, language: str) -> None:
        self.language = language
        self._workbook = workbook
        self._ranges: dict[tuple[str, ...], str] = {}
        self._validations: dict[tuple[str, str], Any] = {}

    def labels(self, definition: Definition) -> dict[str, str]:
        """What drop-downs call each choice; ``true`` and ``false`` for a boolean."""
        if definition.type is FactType.BOOLEAN:
            return _BOOLEANS[self.language]
        first, second = ("zh", "en") if self.language == "zh" else ("en", "zh")
        return {code: f"{each[first]} {each[second]}" for code, each in definition.choices.items()}

    def offer(self, sheet: Any, cells: str, definition: Definition) -> None:
        """A drop-down on ``cells`` where the definition has choices."""
        if definition.type is FactType.BOOLEAN or definition.choices:
            only = definition.type is not FactType.TEXT
            self._offer(sheet, cells, tuple(self.labels(definition).values()), only=only)

    def offer_money_units(self, sheet: Any, cells: str) -> None:
        self._offer(sheet, cells, _MONEY_UNITS)

    def offer_boolean(self, sheet: Any, cells: str) -> None:
        self._offer(sheet, cells, tuple(_BOOLEANS[self.language].values()))

    def _offer(self, sheet: Any, cells: str, entries: tuple[str, ...], *, only: bool = True) -> None:
        key = (sheet.title, self._range(entries))
        if key not in self._validations:
            self._validations[key] = self._validation(key[1], only=only)
            sheet.add_data_validation(self._validations[key])
        self._validations[key].add(cells)

    def _validation(self, source: str, *, only: bool) -> Any:
        from openpyxl.worksheet.datavalidation import DataValidation

        made = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=only)
        made.errorTitle = "科创 Kechuang"
        made.error = "请从下拉列表中选择 / Please choose from the list"
        return made

    def _range(self, entries: Iterable[str]) -> str:
        listed = tuple(entries)
        if listed not in self._ranges:
            from openpyxl.utils import get_column_letter

            column = len(self._ranges) + 1
            sheet = self._sheet()
            for row, entry in enumerate(listed, 1):
                sheet.cell(row, column, entry)
            letter = get_column_letter(column)
            self._ranges[listed] = f"'{LISTS_TITLE}'!${letter}$1:${letter}${len(listed)}"
        return self._ranges[listed]

    def _sheet(self) -> Any:
        if LISTS_TITLE not in self._workbook.sheetnames:
            self._workbook.create_sheet(LISTS_TITLE).sheet_state = "hidden"
        return self._workbook[LISTS_TITLE]


def put_lists_last(workbook: Any) -> None:
    """The hidden sheet behind the ones that people see, whenever it was made."""
    if LISTS_TITLE in workbook.sheetnames:
        workbook.move_sheet(LISTS_TITLE, len(workbook.sheetnames))
