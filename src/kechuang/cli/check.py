"""kechuang check: firms against the standards of a date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kechuang.cli.faults import check_out, option_fault, reports_faults, write_out
from kechuang.cli.options import as_of_option, lang_option, out_option, packs_option
from kechuang.formats.faults import Fault, InputFaults, raise_faults

if TYPE_CHECKING:
    from kechuang.cli.ways import Levers
    from kechuang.engines.facts.dictionary import Dictionary
    from kechuang.engines.facts.sheet import FactSheet
    from kechuang.engines.rules.library import Library
    from kechuang.engines.rules.model import Case
    from kechuang.engines.rules.nearest import NearestResult
    from kechuang.engines.rules.results import CheckResult

_TEXT_FORMATS = ("table", "json", "html")


@dataclass(frozen=True, slots=True)
class _Checked:
    result: CheckResult
    nearest: Mapping[str, NearestResult] | None
    advice: Sequence[Fault]


@click.command()
@click.argument("facts", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FACTS…")
@click.option(
    "--standard", "standards", multiple=True, metavar="ID", help="只核对该标准，可多次 · only these"
)
@as_of_option
@click.option(
    "--case",
    type=click.Choice(["application", "review"]),
    default="application",
    show_default=True,
    help="首次申报或复核 · first application or review",
)
@click.option("--nearest", is_flag=True, help="附代价最小的达标路径 · add the cheapest ways to pass")
@click.option(
    "--levers",
    "levers_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="可用的措施与代价（YAML），配合 --nearest · what can be changed at what cost",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "html", "docx", "pdf"]),
    default="table",
    show_default=True,
)
@out_option
@packs_option
@lang_option
@reports_faults
def check(  # noqa: PLR0913, PLR0917 - one parameter an option
    facts: tuple[Path, ...],
    standards: tuple[str, ...],
    as_of: date,
    case: str,
    nearest: bool,
    levers_file: Path | None,
    form: str,
    out: Path | None,
    packs: tuple[Path, ...],
    lang: str,
) -> None:
    """逐条核对企业数据 · check facts of firms (.json, .xlsx or a directory) clause by clause."""
    check_out(out, lang)
    if out is None and form not in _TEXT_FORMATS:
        raise InputFaults([option_fault(f"--format {form}", None, "needs_out", lang)])
    from kechuang.cli.inputs import read_sheets
    from kechuang.engines.rules.model import Case
    from kechuang.formats.dictionary import load_dictionary
    from kechuang.formats.packs import load_library

    dictionary = load_dictionary()
    library = load_library(dictionary, packs)
    _check_ids(library, standards, lang)
    if form == "pdf":
        from kechuang.formats.report.fonts import load_weasyprint

        load_weasyprint(lang)
    levers = _levers(levers_file, dictionary) if nearest else None
    sheets = read_sheets(facts, dictionary, lang)
    done = [_check(library, sheet, as_of, Case(case), dictionary, standards, levers) for sheet in sheets]
    if form == "table":
        _show_table(done, dictionary, lang, out)
        return
    one_file = len(facts) == 1 and facts[0].is_file()
    content = (
        _json(done, dictionary, lang, one_file) if form == "json" else _report(done, dictionary, lang, form)
    )
    if out is None:
        click.echo(content.decode(), nl=False)
        return
    write_out(out, content)


def _check_ids(library: Library, ids: Sequence[str], language: str) -> None:
    known = library.ids()
    raise_faults(
        option_fault("--standard", each, "no_standard", language, "known", names=", ".join(known))
        for each in ids
        if each not in known
    )


def _check(
    library: Library,
    sheet: FactSheet,
    as_of: date,
    case: Case,
    dictionary: Dictionary,
    only: Sequence[str],
    levers: Levers | None,
) -> _Checked:
    from kechuang.engines.rules.check import check as check_firm
    from kechuang.formats.advice import list_advice

    result = check_firm(library, sheet, as_of, case, dictionary, tuple(dict.fromkeys(only)))
    advice = list_advice(sheet, dictionary)
    if levers is None:
        return _Checked(result, None, advice)
    from kechuang.cli.ways import ways_to_pass

    return _Checked(result, ways_to_pass(library, sheet, result, dictionary, levers), advice)


def _levers(path: Path | None, dictionary: Dictionary) -> Levers:
    from kechuang.cli.ways import load_all_levers

    return load_all_levers(path, dictionary)


def _json(done: Sequence[_Checked], dictionary: Dictionary, language: str, one_file: bool) -> bytes:
    """An object a firm; indented for one file, a line each for several files or a directory."""
    import json

    from kechuang.formats.check_json import check_to_json

    found = [check_to_json(each.result, dictionary, each.nearest, language, each.advice) for each in done]
    indent = 2 if one_file else None
    return "".join(json.dumps(each, ensure_ascii=False, indent=indent) + "\n" for each in found).encode()


def _report(done: Sequence[_Checked], dictionary: Dictionary, language: str, form: str) -> bytes:
    from kechuang.formats.report.view import firm_view

    firms = [firm_view(each.result, dictionary, language, each.nearest, each.advice) for each in done]
    if form == "docx":
        from kechuang.formats.report.docx import report_docx

        return report_docx(firms, language)
    if form == "pdf":
        from kechuang.formats.report.pdf import report_pdf

        return report_pdf(firms, language)
    from kechuang.formats.report.html import report_html

    return report_html(firms, language).encode()


def _show_table(done: Sequence[_Checked], dictionary: Dictionary, language: str, out: Path | None) -> None:
    from kechuang.cli.check_table import print_firm
    from kechuang.cli.terminal import text_file, to_terminal
    from kechuang.formats.report.view import firm_view

    firms = [firm_view(each.result, dictionary, language, each.nearest, each.advice) for each in done]
    if out is None:
        console = to_terminal()
        for firm in firms:
            print_firm(console, firm, language)
        return
    console = text_file()
    for firm in firms:
        print_firm(console, firm, language)
    write_out(out, console.export_text().encode())
