"""One view, three files: the same numbers, the rule at the foot of every page."""

import io
import re
from base64 import b64encode
from datetime import date
from fractions import Fraction
from hashlib import sha256

import docx
import pypdf
import pytest

from kechuang.engines.rules.model import Bilingual, ClauseKind
from kechuang.engines.rules.nearest.results import Change, NearestResult, Way
from kechuang.engines.rules.results import GroupResult, ScoreResult, Status
from kechuang.formats.dictionary import load_dictionary
from kechuang.formats.faults import InputFaults
from kechuang.formats.report import fonts
from kechuang.formats.report.docx import report_docx
from kechuang.formats.report.html import report_html
from kechuang.formats.report.pdf import report_pdf
from kechuang.formats.report.view import firm_view
from tests.support.results import make_check, make_clause, make_item, make_result, revenue_clause

DICTIONARY = load_dictionary()
SHORT_DIGEST = "0123456789ab"


def checked():
    group = GroupResult("g", Bilingual("成长性"), Fraction(7), Fraction(8), Fraction(20))
    score = ScoreResult(Fraction(51), Fraction(86), Fraction(100), "> 70", (make_item(),), (group,))
    clauses = [revenue_clause("6120")]
    clauses += [make_clause(f"c{n}", Status.UNKNOWN, missing=(f"revenue:{2000 + n}",)) for n in range(24)]
    return make_check(
        make_result(
            *clauses,
            status=Status.UNKNOWN,
            score=score,
            missing=("revenue:2025",),
            presumed=("abnormal_list=false",),
        ),
        name="甲<乙>有限公司",
    )


def ways():
    hired = Change("staff:2025", "62", "63", Bilingual(""), Fraction(0))
    change = Change("tech_staff:2025", "8", "9", Bilingual("增加科技人员"), Fraction(15), also=(hired,))
    filed = Change("ip", "4", "5", Bilingual(""), Fraction(0), {"acquired": "self", "applied": True})
    wait = Change("as_of", None, "2026-09-01", Bilingual(""), Fraction(0))
    way = Way((change, filed, wait), Fraction(15), Status.MET, date(2026, 9, 1))
    return {"test.standard": NearestResult((way,), (), date(2027, 1, 1))}


def views():
    return [firm_view(checked(), DICTIONARY, "zh", ways())]


def test_the_view_says_what_the_result_says():
    (standard,) = views()[0].standards
    assert standard.clauses[0].value == "6,120 万元"
    assert standard.clauses[0].bar == 22
    assert standard.count(Status.UNKNOWN) == 24
    assert standard.score is not None
    assert (standard.score.points, standard.score.passing) == ("51–86", "> 70")
    hired, filed, wait = standard.ways[0].changes
    assert hired.startswith("增加科技人员（2025 年")
    assert "：8 人 → 9 人）；随之：2025 年职工总数：62 人 → 63 人" in hired
    assert filed.startswith("知识产权：4 项 → 5 项；每项须为：获得方式 自主研发、")
    assert wait == "等到 2026-09-01"
    assert standard.blocked == ("2027-01-01 之前无法达到",)
    assert standard.rule_line == f"测试标准 2026-04-01 · 测试〔2026〕1号 · {SHORT_DIGEST}"


def test_thin_first_and_what_does_not_decide_last():
    group = make_clause("5", kind=ClauseKind.ANY)
    aside = make_clause("5-rank", Status.UNMET, parent="5")
    result = make_result(group, aside, revenue_clause("9000"), revenue_clause("5001", title=Bilingual("薄")))
    thin = firm_view(make_check(result), DICTIONARY).standards[0].thin
    assert [clause.aside for clause in thin] == ["", "", "not_deciding"]
    assert thin[-1].id == "5-rank"


def test_a_failed_part_whose_group_is_open_may_be_made_up_for():
    group = make_clause("5", Status.UNKNOWN, kind=ClauseKind.ANY)
    result = make_result(
        group, make_clause("5-a", Status.UNMET, parent="5"), make_clause("5-b", Status.UNKNOWN, parent="5")
    )
    clauses = {each.id: each for each in firm_view(make_check(result), DICTIONARY).standards[0].clauses}
    assert clauses["5-a"].aside == "alternative"
    assert clauses["5-b"].deciding


def test_html_stands_alone():
    page = report_html(views())
    assert "<script" not in page
    assert not re.search(r"\s(style|on\w+)=", page)
    assert not re.search(r"(src|href)=", page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    allowed = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"sha256-{allowed}" in page
    assert "甲&lt;乙&gt;有限公司" in page
    for shown in (
        "6,120 万元",
        "≥ 5,000 万元",
        "+22.4%",
        "51–86",
        "测试〔2026〕1号",
        SHORT_DIGEST,
        "签字盖章",
    ):
        assert shown in page


def test_html_in_english():
    page = report_html([firm_view(checked(), DICTIONARY, "en", ways())], "en")
    assert '<html lang="en">' in page
    assert "Revenue last year" in page
    assert "Standing against standards" in page


def test_docx_holds_the_numbers_and_the_rule_on_every_page():
    document = docx.Document(io.BytesIO(report_docx(views())))
    cells = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    body = cells + "\n".join(paragraph.text for paragraph in document.paragraphs)
    for shown in ("甲<乙>有限公司", "6,120 万元", "+22.4%", "51–86", "2025 年营业收入", "8 人 → 9 人"):
        assert shown in body
    assert len(document.sections) == 2
    for section in document.sections:
        assert not section.footer.is_linked_to_previous
        footer = "".join(paragraph.text for paragraph in section.footer.paragraphs)
        for shown in ("2026-04-01", "测试〔2026〕1号", SHORT_DIGEST):
            assert shown in footer
        assert "NUMPAGES" in section.footer._element.xml
    assert 'w:eastAsia="Microsoft YaHei"' in document.styles["Normal"].element.xml


def test_docx_tables_keep_the_order_of_the_schema():
    order = ["tblStyle", "tblW", "tblBorders", "tblLayout", "tblLook"]
    for table in docx.Document(io.BytesIO(report_docx(views()))).tables:
        names = [each.tag.split("}")[1] for each in table._element.tblPr]
        assert names == [name for name in order if name in names]


def test_docx_of_several_firms_has_a_part_for_each():
    document = docx.Document(io.BytesIO(report_docx([*views(), *views()])))
    assert [each.text for each in document.paragraphs if each.style.name == "Title"] == ["甲<乙>有限公司"] * 2


@pytest.mark.pango
@pytest.mark.cjk_font
def test_pdf_holds_the_numbers_and_the_rule_on_every_page():
    pages = pypdf.PdfReader(io.BytesIO(report_pdf([*views(), *views()]))).pages
    texts = [page.extract_text() for page in pages]
    assert len(texts) >= 6
    for place, text in enumerate(texts, 1):
        flat = re.sub(r"\s", "", text)
        for shown in ("2026-04-01", "测试〔2026〕1号", SHORT_DIGEST, f"第{place}页，共{len(texts)}页"):
            assert shown in flat, place
    everything = re.sub(r"\s", "", "".join(texts))
    for shown in ("6,120万元", "+22.4%", "51–86", "甲<乙>有限公司"):
        assert shown in everything


def test_pdf_without_a_chinese_font_is_refused_in_words(monkeypatch):
    pytest.importorskip("weasyprint", exc_type=OSError)
    monkeypatch.setattr(fonts, "has_chinese_font", lambda: False)
    with pytest.raises(InputFaults, match="fonts-noto-cjk"):
        report_pdf(views())


def test_pdf_without_pango_is_refused_in_words(monkeypatch):
    import builtins

    real = builtins.__import__

    def broken(name, *rest, **more):
        if name == "weasyprint":
            raise OSError("cannot load library")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", broken)
    with pytest.raises(InputFaults, match=r"libpango-1\.0-0"):
        report_pdf(views())
