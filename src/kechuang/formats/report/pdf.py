"""The report as PDF, set from the same page as the HTML."""

from __future__ import annotations

from collections.abc import Sequence

from kechuang.formats.report.fonts import load_weasyprint
from kechuang.formats.report.html import report_html
from kechuang.formats.report.view import FirmView


def report_pdf(firms: Sequence[FirmView], language: str = "zh") -> bytes:
    """The pages; rule version, citation and digest stand at the foot of each.

    Raises:
        InputFaults: where this machine lacks Pango or a Chinese font.
    """
    weasyprint = load_weasyprint(language)
    made: bytes = weasyprint.HTML(string=report_html(firms, language), url_fetcher=_no_outside).write_pdf()
    return made


def _no_outside(address: str) -> dict[str, object]:
    raise ValueError(f"a report loads nothing from outside: {address}")
