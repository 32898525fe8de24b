"""kechuang standards: what is in force, with citation, version and mark."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kechuang.cli.faults import reports_faults
from kechuang.cli.options import as_of_option, lang_option, packs_option

if TYPE_CHECKING:
    from kechuang.engines.rules.library import Library
    from kechuang.engines.rules.model import InForce, Standard


@click.command()
@as_of_option
@click.option(
    "--case",
    type=click.Choice(["application", "review"]),
    help="只看该情形，默认两种 · only this case, both by default",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@packs_option
@lang_option
@reports_faults
def standards(as_of: date, case: str | None, form: str, packs: tuple[Path, ...], lang: str) -> None:
    """某日有效的标准 · the standards in force on a date, by case."""
    from kechuang.formats.dictionary import load_dictionary
    from kechuang.formats.packs import load_library

    library = load_library(load_dictionary(), packs)
    rows = [
        _row(standard, period)
        for standard, period in _in_force(library, as_of)
        if case is None or period.case.value == case
    ]
    if form == "json":
        import json

        click.echo(json.dumps({"as_of": as_of.isoformat(), "standards": rows}, ensure_ascii=False, indent=2))
        return
    _print(rows, lang)


def _in_force(library: Library, as_of: date) -> list[tuple[Standard, InForce]]:
    from kechuang.engines.rules.model import Case

    found = (library.select(each, case, as_of) for each in library.ids() for case in Case)
    return [pair for pair in found if pair is not None]


def _row(standard: Standard, period: InForce) -> dict[str, Any]:
    return {
        "standard": standard.id,
        "title": {"zh": standard.title.zh, "en": standard.title.en},
        "case": period.case.value,
        "version": standard.version,
        "citation": standard.citation,
        "mark": standard.mark.value,
        "effective": standard.effective.isoformat(),
        "region": standard.region,
        "decided_by": {"citation": period.citation, "mark": period.mark.value},
        "in_force": [
            {
                "case": each.case.value,
                "from": each.start.isoformat(),
                "to": None if each.end is None else each.end.isoformat(),
                "citation": each.citation,
            }
            for each in standard.in_force
        ],
        "sources": [source.address for source in standard.sources],
        "digest": standard.digest,
    }


def _print(rows: list[dict[str, Any]], language: str) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from kechuang.cli.terminal import to_terminal
    from kechuang.engines.rules.model import Case, Mark
    from kechuang.formats.words import CASE_WORDS, MARK_WORDS

    heads = {
        "zh": ("标准", "情形", "版本与依据", "适用期间", "核实与摘要"),
        "en": ("standard", "case", "version and citation", "in force", "mark and digest"),
    }
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bright_black")
    for head in heads[language]:
        table.add_column(head, overflow="fold")
    table.columns[0].min_width = max((len(row["standard"]) for row in rows), default=0)
    for row in rows:
        period = next(each for each in row["in_force"] if each["case"] == row["case"])
        name = row["title"]["en"] or row["title"]["zh"] if language == "en" else row["title"]["zh"]
        table.add_row(
            Text.assemble((name, "bold"), "\n", (row["standard"], "bright_black")),
            CASE_WORDS[Case(row["case"])][language],
            Text.assemble(row["version"], "\n", (row["citation"], "bright_black")),
            f"{period['from']} →\n{period['to'] or '…'}",
            Text.assemble(
                MARK_WORDS[Mark(row["mark"])][language], "\n", (row["digest"][:12], "bright_black")
            ),
        )
    to_terminal().print(table)
