"""kechuang packs: rule packs, checked."""

from __future__ import annotations

from pathlib import Path

import click

from kechuang.cli.faults import reports_faults
from kechuang.cli.options import lang_option
from kechuang.formats.faults import raise_faults

_COUNTS = {
    "zh": "{standards} 个标准，{versions} 个版本，{clauses} 条：全部有效",
    "en": "{standards} standards, {versions} versions, {clauses} clauses: all valid",
}


@click.group()
def packs() -> None:
    """规则包 · rule packs."""


@packs.command()
@click.argument("directories", nargs=-1, type=click.Path(path_type=Path), metavar="[DIR]…")
@lang_option
@reports_faults
def validate(directories: tuple[Path, ...], lang: str) -> None:
    """校验内置与所给目录的规则包，逐行列出错误 · every fault of our packs and those in DIR, with file and line."""
    from kechuang.formats.dictionary import load_dictionary
    from kechuang.formats.packs import validate_packs

    faults, counts = validate_packs(load_dictionary(), directories)
    raise_faults(faults)
    click.echo(
        _COUNTS[lang].format(standards=counts.standards, versions=counts.versions, clauses=counts.clauses)
    )
