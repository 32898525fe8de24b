"""The report as one self-contained HTML page: no scripts, no outside files, no inline styles."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from kechuang.engines.rules.results import Status
from kechuang.formats.report.view import FirmView
from kechuang.formats.report.words import words

if TYPE_CHECKING:
    from jinja2 import Template


def report_html(firms: Sequence[FirmView], language: str = "zh") -> str:
    """One page with a part for each firm."""
    style = _read("report.css")
    page = words(language)["page"].split("{page}")
    before, (middle, after) = page[0], page[1].split("{pages}")
    numbers = f'"{before}" counter(page) "{middle}" counter(pages) "{after}"'
    style = style.replace('"PAGE_NUMBERS"', numbers)
    # the page allows exactly this style sheet, so it can be served under a strict policy
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return _template().render(
        firms=firms, w=words(language), language=language, style=style, style_digest=digest, Status=Status
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["style"] = Markup
    return environment.from_string(_read("report.html.j2"))


def _read(name: str) -> str:
    return (files("kechuang.formats.report") / "templates" / name).read_text(encoding="utf-8")
