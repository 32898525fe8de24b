"""A check in the terminal: what fails or is tight first, then what is open, then how to pass."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from kechuang.engines.rules.results import Status
from kechuang.formats.report.view import ClauseView, FirmView, ScoreView, StandardView
from kechuang.formats.report.words import words

_COLOURS = {
    Status.MET: "green",
    Status.UNMET: "red",
    Status.UNKNOWN: "yellow",
    Status.MANUAL_REVIEW: "magenta",
    Status.NOT_APPLICABLE: "bright_black",
}
_SIGNS = {
    Status.MET: "✓",
    Status.UNMET: "✗",
    Status.UNKNOWN: "?",
    Status.MANUAL_REVIEW: "◇",
    Status.NOT_APPLICABLE: "–",
}
_BAR_CELLS = 5
_THIN = 5
_INDENT = (0, 0, 0, 2)


def print_firm(console: Console, firm: FirmView, language: str) -> None:
    """One firm's check."""
    w = words(language)
    console.print(Text(firm.name, "bold"), Text(firm.uscc if firm.uscc != firm.name else "", "bright_black"))
    console.print(Text(f"{w['as_of']} {firm.as_of} · {w['case']} {firm.case}", "bright_black"))
    if len(firm.standards) > 1:
        console.print()
        console.print(_summary(firm, w))
    for standard in firm.standards:
        console.print()
        _print_standard(console, standard, w)
    if firm.advice:
        console.print()
        console.print(Text(f"  {w['advice']}", "bold"))
        for text in firm.advice:
            console.print(Text(f"  · {text}", "yellow"))
    console.print()


def _summary(firm: FirmView, w: dict[str, str]) -> Table:
    table = _table(w["standard"], w["result"], w["score"], w["version"])
    for s in firm.standards:
        score = f"{s.score.points} / {s.score.maximum}" if s.score else ""
        version = f"{s.version} {s.citation}" if s.version else s.reason or w["none_in_force"]
        table.add_row(Text(s.title), _badge(s.status, s.status_text), score, Text(version, "bright_black"))
    return table


def _print_standard(console: Console, s: StandardView, w: dict[str, str]) -> None:
    console.print(Rule(Text.assemble((s.title, "bold"), "  ", _badge(s.status, s.status_text)), align="left"))
    facts = [s.id, s.version, s.citation, s.mark, s.digest]
    console.print(Padding(Text(" · ".join(filter(None, facts)), "bright_black"), _INDENT))
    if s.transition and s.transition != s.citation:
        console.print(
            Padding(Text(f"{w['transition']}{w['separator']}{s.transition}", "bright_black"), _INDENT)
        )
    if s.reason:
        console.print(Padding(Text(s.reason), _INDENT))
    if s.thin:
        console.print(_clauses(s.thin, w))
        notes = [line for clause in s.clauses for line in _notes(clause, w["separator"])]
        _print_list(console, "", notes)
    if s.score:
        _print_score(console, s.score, w)
    _print_list(console, w["missing"], s.missing, "yellow")
    _print_list(console, w["judged"], s.judged, "magenta")
    told = [n for n in s.notices if n.triggered is not False]
    _print_list(
        console,
        w["notices"],
        [f"{n.text}（{w['triggered'] if n.triggered else w['not_known']}）" for n in told],
        "cyan",
    )
    _print_list(console, w["presumed"], s.presumed, "bright_black")
    _print_ways(console, s, w)


def _clauses(clauses: Iterable[ClauseView], w: dict[str, str]) -> Table:
    table = _table(
        w["result"], w["clause"].split("与")[0].split(" and ")[0], w["own"], w["need"], w["margin"]
    )
    table.columns[0].no_wrap = True
    table.columns[1].ratio = 1
    table.columns[4].no_wrap = True
    for clause in clauses:
        style = "" if clause.deciding else "dim"
        status = _badge(clause.status, clause.status_text)
        if not clause.deciding:
            status = Text(f"{_SIGNS[clause.status]} {w[clause.aside]}", "bright_black")
        table.add_row(
            status,
            Text(clause.title, style),
            Text(clause.value or "—", style),
            Text(clause.need or "—", style),
            Text.assemble(_bar(clause), clause.margin, style=style),
        )
    return table


def _bar(clause: ClauseView) -> Text:
    """Filled by the room as a share of the need."""
    if clause.bar is None:
        return Text("")
    filled = min(_BAR_CELLS, -(-abs(clause.bar) * _BAR_CELLS // 100))
    colour = "red" if clause.bar < 0 else "yellow" if clause.bar < _THIN else "green"
    return Text.assemble(("█" * filled, colour), ("░" * (_BAR_CELLS - filled), "bright_black"), " ")


def _notes(clause: ClauseView, separator: str) -> list[str]:
    if not clause.deciding or clause.status is Status.NOT_APPLICABLE:
        return []
    return [f"{clause.title}{separator}{note}" for note in clause.notes]


def _print_score(console: Console, score: ScoreView, w: dict[str, str]) -> None:
    head = f"{w['score']} {score.points} / {score.maximum} · {w['passing']} {score.passing}"
    console.print(Padding(Text(head, "bold"), _INDENT))
    table = _table(w["item"], w["own"], w["points"], w["grounds"])
    table.columns[3].ratio = 1
    for item in score.items:
        points = Text(f"{item.points} / {item.maximum}", "" if item.certain else "yellow")
        table.add_row(Text(item.title), Text(item.value or "—"), points, Text(item.reason, "bright_black"))
    for group in score.groups:
        points = Text(f"{group.points} / {group.maximum}", "bold")
        table.add_row(Text(group.title, "bold"), "", points, "")
    console.print(table)


def _print_ways(console: Console, s: StandardView, w: dict[str, str]) -> None:
    if not s.ways and not s.blocked:
        return
    lines: list[Text] = [Text(w["ways"], "bold cyan")]
    for place, way in enumerate(s.ways, 1):
        head = f"{place}. {w['cost']} {way.cost} {w['cost_unit']} · {w['after']} {way.status_text}"
        lines.append(Text(head + (f" · {w['earliest']} {way.earliest}" if way.earliest else "")))
        lines.extend(Text(f"   · {change}") for change in way.changes)
    lines.extend(Text(line, "red") for line in s.blocked)
    console.print(Padding(Group(*lines), _INDENT))


def _print_list(console: Console, title: str, lines: Iterable[str], colour: str = "bright_black") -> None:
    found = list(dict.fromkeys(lines))
    if not found:
        return
    shown = [Text(title, f"bold {colour}")] if title else []
    shown.extend(Text(f"· {line}", "" if title else colour) for line in found)
    console.print(Padding(Group(*shown), _INDENT))


def _badge(status: Status, text: str) -> Text:
    return Text(f"{_SIGNS[status]} {text}", f"bold {_COLOURS[status]}")


def _table(*heads: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bright_black", expand=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    return table
