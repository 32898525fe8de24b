"""Options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class IsoDate(click.ParamType[date]):
    """A date as YYYY-MM-DD and nothing else."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            # Python reads 20260508 and week dates too
            return date.fromisoformat(value if _DATE.fullmatch(value) else "")
        except ValueError:
            self.fail(f"“{value}”：应为 YYYY-MM-DD · expected YYYY-MM-DD, such as 2026-05-08", param, ctx)


def today() -> date:
    """The date here; only the command line looks at a clock."""
    return datetime.now().astimezone().date()


def lang_option(command: F) -> F:
    return click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        default="zh",
        show_default=True,
        envvar="KECHUANG_LANG",
        help="输出语言 · language of the output",
    )(command)


def as_of_option(command: F) -> F:
    return click.option(
        "--as-of",
        type=IsoDate(),
        default=today,
        show_default="today",
        metavar="DATE",
        help="按该日有效的规则 · by the rules of that date",
    )(command)


def packs_option(command: F) -> F:
    return click.option(
        "--packs",
        "packs",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="另加的规则包目录，可多次 · further packs, repeatable",
    )(command)


def out_option(command: F) -> F:
    return click.option(
        "--out",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="写入文件 · write to a file",
    )(command)
