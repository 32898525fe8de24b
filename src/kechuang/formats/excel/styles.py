"""One look for every workbook: quiet labels, pale cells to fill in, dark headers."""

from __future__ import annotations

from copy import copy
from typing import Any

from kechuang.engines.facts.dictionary import Definition, FactType

DARK = "1F4E5F"
ACCENT = "2A7F8E"
PALE = "EEF4F6"
INPUT = "FFFDF0"
LINE = "D5DEE2"
MUTED = "8A979D"
INK = "1E2A30"
FONT = "Microsoft YaHei"

NUMBER_FORMATS = {
    FactType.MONEY: "#,##0.00",
    FactType.INTEGER: "0",
    FactType.NUMBER: "General",
    FactType.RATIO: "0.00%",
    FactType.DATE: "yyyy-mm-dd",
    FactType.TEXT: "@",
    FactType.CHOICE: "@",
    FactType.BOOLEAN: "@",
}


class Styles:
    """The styles of one workbook."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        self._inputs: dict[FactType, Any] = {}
        thin = Side(style="thin", color=LINE)
        self.line = Border(bottom=thin)
        self.box = Border(left=thin, right=thin, top=thin, bottom=thin)
        self.header_fill = _fill(PatternFill, DARK)
        self.label_fill = _fill(PatternFill, PALE)
        self.input_fill = _fill(PatternFill, INPUT)
        self.title = Font(name=FONT, size=16, bold=True, color=DARK)
        self.heading = Font(name=FONT, size=11, bold=True, color=ACCENT)
        self.header = Font(name=FONT, size=10, bold=True, color="FFFFFF")
        self.body = Font(name=FONT, size=10, color=INK)
        self.strong = Font(name=FONT, size=10, bold=True, color=INK)
        self.muted = Font(name=FONT, size=9, color=MUTED)
        self.code = Font(name="Consolas", size=8, color=MUTED)
        self.link = Font(name=FONT, size=10, color=ACCENT, underline="single")
        self.left = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
        self.centre = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self.right = Alignment(horizontal="right", vertical="center")
        self.plain_left = Alignment(horizontal="left", vertical="center")

    def as_title(self, cell: Any) -> None:
        cell.font, cell.alignment = self.title, self.plain_left

    def as_note(self, cell: Any) -> None:
        cell.font, cell.alignment = self.muted, self.plain_left

    def as_header(self, cell: Any) -> None:
        cell.font, cell.fill, cell.alignment, cell.border = (
            self.header,
            self.header_fill,
            self.centre,
            self.box,
        )

    def as_label(self, cell: Any, *, strong: bool = False) -> None:
        cell.font = self.strong if strong else self.muted
        cell.fill, cell.alignment, cell.border = self.label_fill, self.left, self.line

    def as_code(self, cell: Any) -> None:
        cell.font, cell.alignment = self.code, self.plain_left

    def as_input(self, cell: Any, definition: Definition | None = None) -> None:
        kind = FactType.TEXT if definition is None else definition.type
        if kind not in self._inputs:
            cell.font, cell.fill, cell.border = self.body, self.input_fill, self.box
            cell.number_format = NUMBER_FORMATS[kind]
            cell.alignment = self.right if kind.is_numeric else self.left
            # openpyxl looks every style up again at each assignment, which is most of the time of a large workbook
            self._inputs[kind] = copy(cell._style)
        cell._style = copy(self._inputs[kind])


def _fill(pattern: Any, colour: str) -> Any:
    return pattern(fill_type="solid", start_color=colour, end_color=colour)


def prepare_sheet(sheet: Any, colour: str = ACCENT) -> None:
    """No grid, a coloured tab, and one page wide in print."""
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = colour
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def set_widths(sheet: Any, widths: list[float]) -> None:
    from openpyxl.utils import get_column_letter

    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
