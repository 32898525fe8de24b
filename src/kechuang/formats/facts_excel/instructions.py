"""The first sheet: how to fill in the workbook, and a way to every other sheet."""

from __future__ import annotations

from typing import Any

from kechuang.formats.excel.cells import put_text
from kechuang.formats.excel.styles import Styles, prepare_sheet, set_widths
from kechuang.formats.excel.words import both, sheet_title

_TITLE = ("科创 · 企业事实填报表", "Kechuang · Facts of an enterprise")
_WORDS = ("填写说明", "Instructions")
_GUIDE = (
    (
        "只填淡黄色单元格。鼠标停在名称上可见定义与依据。",
        "Fill in the pale yellow cells only. Hover over a name for its definition and citation.",
    ),
    (
        "空白表示“不知道”，不是零，也不是“否”。为零请填 0，没有请选“否”。",
        "Empty means “not known”, neither zero nor “no”. Write 0 for zero and choose “no” for no.",
    ),
    (
        "金额默认单位为万元；可改单位列，也可直接写“53,800,000元”“1.2亿”。比例写 11.3% 或 0.113。",
        (
            "Amounts are in 10k yuan (万元); change the unit column or write “53,800,000元” or “1.2亿”. "
            "Ratios are 11.3% or 0.113."
        ),
    ),
    (
        "研发费用有会计、加计扣除、高企三种口径，是三个不同的指标，请分别填写。",
        "R&D expense has three calibres – accounting, tax, high-tech. They are three figures; fill in each.",
    ),
    (
        "每个数字可写来源和观测日期。多个来源不一致时，复制整行各填一行：官方来源优先，其次取日期最新的。",
        (
            "Each figure may name its source and date. When sources differ, copy the line and state each: "
            "the official one is used, else the latest."
        ),
    ),
    (
        "清单类工作表每行一条；确认没有时，在表头上方选“是”。知识产权的类别可不填，由种类得出。",
        (
            "Record sheets have one row an item; when there are none, say so above the header. "
            "The class of intellectual property follows from its kind."
        ),
    ),
    (
        "公式按计算结果读取，填完请保存一次。代码列用于识别，请勿修改；可以增加年度列。",
        (
            "Formulas are read by their result, so save once when done. Leave the code column alone; "
            "year columns may be added."
        ),
    ),
)


def add_instructions(
    workbook: Any, sheets: list[tuple[str, str, str]], language: str, version: str, styles: Styles
) -> Any:
    """``sheets`` is (title of the sheet, its label, what it holds) for the table of contents."""
    sheet = workbook.create_sheet(sheet_title(_WORDS, language), 0)
    prepare_sheet(sheet, "1F4E5F")
    put_text(sheet.cell(1, 1), both(_TITLE, language, "   "))
    styles.as_title(sheet.cell(1, 1))
    sheet.row_dimensions[1].height = 34
    put_text(sheet.cell(2, 1), f"{both(('事实词典', 'dictionary'), language)} {version}")
    styles.as_note(sheet.cell(2, 1))
    row = _write_guide(sheet, 4, language, styles)
    _write_contents(sheet, row + 1, sheets, language, styles)
    set_widths(sheet, [6, 44, 78])
    return sheet


def _write_guide(sheet: Any, row: int, language: str, styles: Styles) -> int:
    put_text(sheet.cell(row, 1), both(_WORDS, language))
    sheet.cell(row, 1).font = styles.heading
    for number, (zh, en) in enumerate(_GUIDE, 1):
        row += 1
        first, second = (zh, en) if language == "zh" else (en, zh)
        sheet.cell(row, 1, number).font = styles.muted
        sheet.cell(row, 1).alignment = styles.centre
        put_text(sheet.cell(row, 2), f"{first}\n{second}")
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
        sheet.cell(row, 2).font, sheet.cell(row, 2).alignment = styles.body, styles.left
        sheet.row_dimensions[row].height = 36
    return row + 1


def _write_contents(
    sheet: Any, row: int, sheets: list[tuple[str, str, str]], language: str, styles: Styles
) -> None:
    put_text(sheet.cell(row, 1), both(("工作表", "Sheets"), language))
    sheet.cell(row, 1).font = styles.heading
    for number, (title, label, content) in enumerate(sheets, 1):
        row += 1
        sheet.cell(row, 1, number).font = styles.muted
        sheet.cell(row, 1).alignment = styles.centre
        link = sheet.cell(row, 2)
        put_text(link, label)
        link.hyperlink = f"#'{title}'!A1"
        link.font, link.alignment, link.border = styles.link, styles.plain_left, styles.line
        text = sheet.cell(row, 3)
        put_text(text, content)
        text.font, text.alignment, text.border = styles.muted, styles.left, styles.line
        sheet.row_dimensions[row].height = 20
