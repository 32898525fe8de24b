"""Pieces of a Word document that python-docx leaves to us: fonts for Chinese, fields, shading, footers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from kechuang.engines.rules.results import Status

LATIN_FONT = "Calibri"
CHINESE_FONT = "Microsoft YaHei"
INK = RGBColor(0x1B, 0x27, 0x33)
BLUE = RGBColor(0x0D, 0x3F, 0x55)
GREY = RGBColor(0x5D, 0x6B, 0x78)
WHITE = RGBColor(0xFF, 0xFF, 0xFF)
BLUE_FILL = "0D3F55"
PALE_FILL = "F2F6F8"
_AFTER_BORDERS = {qn(f"w:{name}") for name in ("shd", "tblLayout", "tblCellMar", "tblLook")}
STATUS_COLOURS = {
    Status.MET: RGBColor(0x14, 0x66, 0x3D),
    Status.UNMET: RGBColor(0xA1, 0x23, 0x1B),
    Status.UNKNOWN: RGBColor(0x83, 0x56, 0x00),
    Status.MANUAL_REVIEW: RGBColor(0x4C, 0x3D, 0x8F),
    Status.NOT_APPLICABLE: GREY,
}


def set_styles(document: Document) -> None:
    """Fonts and sizes of body and headings; Chinese gets its own font, else Word picks one a reader may lack."""
    sizes: dict[str, tuple[float, RGBColor]] = {
        "Normal": (10, INK),
        "Title": (24, BLUE),
        "Heading 1": (17, BLUE),
        "Heading 2": (12.5, BLUE),
        "List Bullet": (10, INK),
    }
    for name, (size, colour) in sizes.items():
        style: Any = document.styles[name]
        style.font.name = LATIN_FONT
        style.font.size = Pt(size)
        style.font.color.rgb = colour
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), CHINESE_FONT)
        fonts.set(qn("w:hAnsi"), LATIN_FONT)
        style.paragraph_format.space_after = Pt(3)


def set_page(section: Section) -> None:
    """A4 with room for the footer."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(17)
    section.top_margin, section.bottom_margin = Mm(16), Mm(20)


def set_footer(section: Section, lines: Sequence[str], page_words: str) -> None:
    """The rules on the left and the page number on the right, on every page of the section."""
    footer = section.footer
    footer.is_linked_to_previous = False
    paragraphs = list(footer.paragraphs)
    for extra in paragraphs[1:]:
        extra._element.getparent().remove(extra._element)
    for index, line in enumerate(lines or ("",)):
        paragraph = paragraphs[0] if index == 0 else footer.add_paragraph()
        paragraph.paragraph_format.tab_stops.clear_all()
        paragraph.paragraph_format.space_after = Pt(0)
        small(paragraph, line)
        if index == 0:
            right = section.page_width or Mm(210)
            margins = (section.left_margin or Mm(17)) + (section.right_margin or Mm(17))
            paragraph.paragraph_format.tab_stops.add_tab_stop(right - margins, WD_TAB_ALIGNMENT.RIGHT)
            small(paragraph, "\t")
            before, rest = page_words.split("{page}")
            middle, after = rest.split("{pages}")
            small(paragraph, before)
            field(paragraph, "PAGE")
            small(paragraph, middle)
            field(paragraph, "NUMPAGES")
            small(paragraph, after)


def small(paragraph: Paragraph, text: str, size: float = 7.5, colour: RGBColor = GREY) -> Run:
    """A run of fine print."""
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.color.rgb = colour
    return run


def field(paragraph: Paragraph, instruction: str) -> None:
    """A field that Word fills, such as the page number."""
    run = small(paragraph, "")
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("text", "1"), ("end", "")):
        if kind == "text":
            run.add_text(text)
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.set(qn("xml:space"), "preserve")
            element.text = text
        run._element.append(element)


def shade(cell: _Cell, fill: str) -> None:
    """The background of a cell."""
    element = OxmlElement("w:shd")
    element.set(qn("w:val"), "clear")
    element.set(qn("w:color"), "auto")
    element.set(qn("w:fill"), fill)
    cell._element.get_or_add_tcPr().append(element)


def add_table(document: Document, heads: Sequence[str], widths: Sequence[float]) -> Table:
    """A table with a dark head row that repeats on every page; widths in millimetres."""
    table: Table = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    table.autofit = False
    _pale_borders(table)
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        shade(cell, BLUE_FILL)
        run = small(cell.paragraphs[0], head, 9, WHITE)
        run.bold = True
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._element.get_or_add_trPr().append(repeat)
    set_widths(table, widths)
    return table


def set_widths(table: Table, widths: Sequence[float]) -> None:
    """Column widths in millimetres; Word reads them from the cells, others from the grid."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for cell, width in zip(table.rows[-1].cells, widths, strict=True):
        cell.width = Mm(width)


def add_row(table: Table, texts: Sequence[str], widths: Sequence[float], size: float = 9) -> list[_Cell]:
    """A row that is not torn over two pages."""
    row = table.add_row()  # type: ignore[no-untyped-call]
    row._element.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text in zip(row.cells, texts, strict=True):
        cell.paragraphs[0].paragraph_format.space_after = Pt(1)
        small(cell.paragraphs[0], text, size, INK)
    set_widths(table, widths)
    return list(row.cells)


def _pale_borders(table: Table) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:val"), "single" if side in {"top", "bottom", "insideH"} else "nil")
        edge.set(qn("w:sz"), "4")
        edge.set(qn("w:color"), "CFD8DD")
        borders.append(edge)
    # Word refuses a file whose elements stand in another order than the schema's
    properties = table._element.tblPr
    later = next((each for each in properties if each.tag in _AFTER_BORDERS), None)
    if later is None:
        properties.append(borders)
    else:
        later.addprevious(borders)
