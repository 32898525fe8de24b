"""kechuang template: empty workbooks to fill in, and the schema of the fact file for programs that write it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kechuang.cli.faults import check_out, option_fault, reports_faults, write_out
from kechuang.cli.options import lang_option, today
from kechuang.formats.faults import InputFaults

_SUFFIXES = {"facts": ".xlsx", "ledger": ".xlsx", "region": ".xlsx", "schema": ".json"}


@click.command()
@click.argument("kind", type=click.Choice(list(_SUFFIXES)))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="要生成的文件：.xlsx，schema 为 .json · the file to write",
)
@click.option(
    "--year",
    type=click.IntRange(1990, 2100),
    help="上年度，默认去年 · the last fiscal year, by default last year",
)
@click.option("--force", is_flag=True, help="覆盖已有文件 · replace a file that is there")
@lang_option
@reports_faults
def template(kind: str, out: Path, year: int | None, force: bool, lang: str) -> None:
    """生成空白数据模板或 JSON Schema · a workbook for facts, an R&D ledger or a region, or the JSON Schema of facts."""
    _check(kind, out, force, lang)
    _write(kind, out, today() if year is None else date(year + 1, 1, 1), lang)
    click.echo(str(out), err=True)


def _check(kind: str, out: Path, force: bool, language: str) -> None:
    """A template must not take the place of a workbook that somebody has filled in."""
    check_out(out, language)
    suffix = _SUFFIXES[kind]
    if out.suffix.lower() != suffix:
        raise InputFaults([option_fault("--out", out, "not_suffix", language, suffix=suffix)])
    if out.exists() and out.stat().st_size and not force:
        raise InputFaults([option_fault("--out", out, "exists", language)])


def _write(kind: str, out: Path, day: date, language: str) -> None:
    from kechuang.formats.dictionary import load_dictionary

    if kind == "facts":
        from kechuang.formats.facts_excel.write import write_facts_template

        write_facts_template(out, load_dictionary(), day.year - 1, language)
    elif kind == "ledger":
        from kechuang.formats.tables.ledger import write_ledger_template

        write_ledger_template(out, language)
    elif kind == "schema":
        import json

        from kechuang.formats.json_schema import facts_schema

        write_out(
            out, (json.dumps(facts_schema(load_dictionary()), ensure_ascii=False, indent=2) + "\n").encode()
        )
    else:
        from kechuang.formats.tables.region import write_region_template

        write_region_template(out, load_dictionary(), language)
