"""The report as a Word document that an office can go on editing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from kechuang.engines.rules.results import Status
from kechuang.formats.report import docx_parts as parts
from kechuang.formats.report.view import ClauseView, FirmView, ScoreView, StandardView
from kechuang.formats.report.words import words

_SUMMARY = (52, 24, 52, 24, 24)
_CLAUSES = (76, 34, 24, 22, 20)
_SCORE = (50, 28, 20, 16, 62)
_FACTS = (44, 132)
_SIGN = (88, 88)


def report_docx(firms: Sequence[FirmView], language: str = "zh") -> bytes:
    """The file; each part has the rules it rests on at the foot of its pages."""
    document = docx.Document()
    parts.set_styles(document)
    written = _Writer(document, words(language), language)
    for place, firm in enumerate(firms):
        written.firm(firm, first=place == 0)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


class _Writer:
    def __init__(self, document: Document, fixed: Mapping[str, str], language: str) -> None:
        self.document = document
        self.w = fixed
        self.comma = "、" if language == "zh" else ", "

    def firm(self, firm: FirmView, *, first: bool) -> None:
        section = self.document.sections[0] if first else self.document.add_section(WD_SECTION.NEW_PAGE)
        parts.set_page(section)
        parts.set_footer(section, firm.rule_lines, self.w["page"])
        self._cover(firm)
        for standard in firm.standards:
            if standard.version:
                section = self.document.add_section(WD_SECTION.NEW_PAGE)
                parts.set_page(section)
                parts.set_footer(section, [standard.rule_line], self.w["page"])
                self._standard(standard)

    def _cover(self, firm: FirmView) -> None:
        kind = self.document.add_paragraph()
        parts.small(kind, f"{self.w['product']} · {self.w['title']}", 11)
        self.document.add_paragraph(firm.name, style="Title")
        self._pairs(
            [
                (self.w["uscc"], firm.uscc),
                (self.w["region"], firm.region),
                (self.w["industry"], firm.industry),
                (self.w["as_of"], firm.as_of),
                (self.w["case"], firm.case),
            ]
        )
        self.document.add_heading(self.w["summary"], 2)
        heads = [self.w[name] for name in ("standard", "result", "version", "counts", "score")]
        table = parts.add_table(self.document, heads, _SUMMARY)
        for standard in firm.standards:
            cells = parts.add_row(
                table,
                [
                    standard.title,
                    "",
                    f"{standard.version}\n{standard.citation}".strip() or standard.reason,
                    "",
                    "",
                ],
                _SUMMARY,
            )
            _coloured(cells[1].paragraphs[0], standard.status, standard.status_text)
            counts = [standard.count(each) for each in (Status.UNMET, Status.UNKNOWN, Status.MANUAL_REVIEW)]
            parts.small(
                cells[3].paragraphs[0],
                " / ".join(map(str, counts)) if standard.clauses else "—",
                9,
                parts.INK,
            )
            points = f"{standard.score.points} / {standard.score.maximum}" if standard.score else "—"
            parts.small(cells[4].paragraphs[0], points, 9, parts.INK)
        self.document.add_heading(self.w["marks"], 2)
        self._bullets(f"{name}{self.w['separator']}{meaning}" for name, meaning in firm.marks)
        if firm.advice:
            self.document.add_heading(self.w["advice"], 2)
            self._bullets(firm.advice)
        self.document.add_heading(self.w["sign"], 2)
        self._hint(self.w["sign_note"])
        sign = self.document.add_table(rows=0, cols=2)
        for pair in (("prepared", "finance"), ("director", "date")):
            cells = parts.add_row(sign, [self.w[name] + self.w["separator"] for name in pair], _SIGN, 10)
            for cell in cells:
                cell.paragraphs[0].paragraph_format.space_before = Pt(18)

    def _standard(self, standard: StandardView) -> None:
        heading = self.document.add_heading(standard.title + "　", 1)
        _coloured(heading, standard.status, standard.status_text)
        self._pairs(
            [
                (self.w["rule"], f"{standard.id} {standard.version}"),
                (self.w["version"], standard.citation),
                (self.w["mark"], standard.mark),
                (self.w["digest"], standard.digest),
            ]
        )
        if standard.transition and standard.transition != standard.citation:
            self._hint(self.w["transition"] + self.w["separator"] + standard.transition)
        if standard.reason:
            self._hint(standard.reason)
        if standard.clauses:
            self.document.add_heading(self.w["clauses"], 2)
            self._clauses(standard.clauses)
        if standard.score:
            self._score(standard.score)
        self._open(standard)
        self._ways(standard)
        told = [notice for notice in standard.notices if notice.triggered is not False]
        if told:
            self.document.add_heading(self.w["notices"], 2)
            self._bullets(
                f"{notice.text}（{notice.citation}；{self.w['triggered' if notice.triggered else 'not_known']}）"
                for notice in told
            )
        if standard.presumed:
            self.document.add_heading(self.w["presumed"], 2)
            self._hint(self.w["presumed_note"])
            self._bullets(standard.presumed)
        if standard.note:
            self._hint(standard.note)
        if standard.addresses:
            self._hint(self.w["official_text"] + self.w["separator"] + " ".join(standard.addresses))

    def _clauses(self, clauses: Iterable[ClauseView]) -> None:
        heads = [self.w[name] for name in ("clause", "own", "need", "margin", "result")]
        table = parts.add_table(self.document, heads, _CLAUSES)
        for clause in clauses:
            shown = (
                [clause.value or "—", clause.need or "—", clause.margin] if clause.is_leaf else ["", "", ""]
            )
            cells = parts.add_row(table, ["", *shown, ""], _CLAUSES)
            title = cells[0].paragraphs[0]
            parts.small(title, "　" * clause.depth + clause.title, 9.5, parts.INK).bold = True
            parts.small(title, f"　{clause.citation}" + (f" · {clause.mark}" if clause.mark else ""))
            if clause.text:
                parts.small(cells[0].add_paragraph(), clause.text, 8.5, parts.INK)
            for note in (*clause.opens, *clause.notes) if clause.is_leaf else (clause.reason,):
                parts.small(cells[0].add_paragraph(), note, 8, parts.BLUE)
            if clause.sources:
                parts.small(cells[0].add_paragraph(), "；".join(clause.sources))
            _coloured(cells[4].paragraphs[0], clause.status, clause.status_text)
            if not clause.deciding:
                parts.small(cells[4].add_paragraph(), self.w[clause.aside])
            if not clause.is_leaf:
                for cell in cells:
                    parts.shade(cell, parts.PALE_FILL)

    def _score(self, score: ScoreView) -> None:
        self.document.add_heading(
            f"{self.w['score']}{self.w['separator']}{score.points} / {score.maximum}　"
            f"{self.w['passing']} {score.passing}",
            2,
        )
        heads = [self.w[name] for name in ("item", "own", "points", "max", "grounds")]
        table = parts.add_table(self.document, heads, _SCORE)
        for item in score.items:
            texts = [item.title, item.value or "—", item.points, item.maximum, item.reason]
            cells = parts.add_row(table, texts, _SCORE)
            if item.group:
                parts.small(cells[0].add_paragraph(), item.group)
        for group in score.groups:
            for cell in parts.add_row(table, [group.title, "", group.points, group.maximum, ""], _SCORE):
                parts.shade(cell, parts.PALE_FILL)

    def _open(self, standard: StandardView) -> None:
        self.document.add_heading(self.w["open"], 2)
        for name, keys in (("missing", standard.missing), ("judged", standard.judged)):
            if keys:
                paragraph = self.document.add_paragraph()
                paragraph.add_run(self.w[name] + self.w["separator"]).bold = True
                paragraph.add_run(self.comma.join(keys))
        if not standard.missing and not standard.judged:
            self._hint(self.w["nothing_open"])

    def _ways(self, standard: StandardView) -> None:
        if not standard.ways and not standard.blocked:
            return
        self.document.add_heading(self.w["ways"], 2)
        for place, way in enumerate(standard.ways, 1):
            paragraph = self.document.add_paragraph()
            paragraph.add_run(f"{self.w['way']} {place}").bold = True
            paragraph.add_run(
                f" · {self.w['cost']} {way.cost} {self.w['cost_unit']} · {self.w['after']} {way.status_text}"
                + (f" · {self.w['earliest']} {way.earliest}" if way.earliest else "")
            )
            self._bullets(way.changes)
        for line in standard.blocked:
            self.document.add_paragraph(line)
        if standard.ways:
            self._hint(self.w["ways_note"])

    def _pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        table = self.document.add_table(rows=0, cols=2)
        for name, value in pairs:
            cells = parts.add_row(table, ["", value or "—"], _FACTS, 10)
            parts.small(cells[0].paragraphs[0], name, 9)

    def _bullets(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.document.add_paragraph(text, style="List Bullet")

    def _hint(self, text: str) -> None:
        parts.small(self.document.add_paragraph(), text, 8.5)


def _coloured(paragraph: Paragraph, status: Status, text: str) -> None:
    run = paragraph.add_run(text)
    run.bold = True
    run.font.color.rgb = parts.STATUS_COLOURS[status]
