"""kechuang check: the example firm, what is refused, and what a pipe gets."""

import json
import os
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from kechuang.cli.main import main
from tests.support.project import BIN, ROOT

EXAMPLE = ROOT / "examples" / "hengchi-2026.json"
DAY = ("--as-of", "2026-05-08")
GIANT = ("--standard", "cn.little-giant")


def run(*arguments):
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def checked(*arguments):
    done = run(EXAMPLE, *DAY, "--format", "json", *arguments)
    assert done.exit_code == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_the_example_meets_the_little_giant_standard_to_the_number():
    (result,) = checked(*GIANT)["results"]
    assert (result["status"], result["version"]) == ("met", "2026-04-01")
    clauses = {clause["id"]: clause for clause in result["clauses"]}
    revenue = clauses["2-revenue"]
    assert (revenue["value"], revenue["need"], revenue["margin"]) == ("6120", ">= 5000", "0.224")
    assert revenue["reason"] == "上年度营业收入 6,120 万元，要求 ≥ 5,000 万元，余量 +22.4%"
    assert (clauses["4"]["value"], clauses["4"]["margin"]) == ("4", "0")
    assert "知识产权第 2 项不计" in clauses["4"]["reason"]
    assert clauses["3-total"]["value"] == "1244"


def test_a_review_is_decided_by_the_older_text():
    (result,) = checked(*GIANT, "--case", "review")["results"]
    assert result["version"] == "2022-08-01"


def test_the_table_lists_the_thin_margins_first():
    table = run(EXAMPLE, *DAY, *GIANT).stdout
    places = [
        table.index(text) for text in ("Ⅰ类知识产权", "近2年研发费用合计", "上年度营业收入", "不影响结论")
    ]
    assert all(first < second for first, second in pairwise(places))
    assert "+3.7%" in table
    assert "6,120 万元" in table
    assert "\x1b" not in table


@pytest.mark.parametrize("width", [80, 120])
def test_the_table_keeps_to_the_width(width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    from rich.cells import cell_len

    lines = run(EXAMPLE, *DAY).stdout.splitlines()
    assert max(map(cell_len, lines)) <= width
    assert not [line for line in lines if "…" in line and "…" not in EXAMPLE.read_text(encoding="utf-8")]


def test_english():
    table = run(EXAMPLE, *DAY, *GIANT, "--lang", "en").stdout
    assert "Little Giant" in table
    assert "met" in table


def test_several_firms_are_a_line_each_in_the_order_given(tmp_path):
    for name in ("b", "a"):
        data = json.loads(EXAMPLE.read_text(encoding="utf-8"))
        data["enterprise"]["name"] = name
        (tmp_path / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")
    (tmp_path / "~$a.xlsx").write_bytes(b"an open workbook's lock")
    done = run(EXAMPLE, tmp_path, *DAY, *GIANT, "--format", "json")
    assert done.exit_code == 0, done.stderr
    names = [json.loads(line)["enterprise"]["name"] for line in done.stdout.splitlines()]
    assert names[1:] == ["a", "b"]
    both = run(EXAMPLE, tmp_path, *DAY, *GIANT, "--format", "html").stdout
    assert both.count('<article class="firm">') == 3


def test_only_the_standards_asked_for_in_their_order():
    found = checked("--standard", "cn.tech-sme", *GIANT, "--standard", "cn.tech-sme")
    assert [result["standard"] for result in found["results"]] == ["cn.tech-sme", "cn.little-giant"]


def test_a_verdict_is_no_error(tmp_path):
    path = tmp_path / "empty.json"
    path.write_text(
        '{"enterprise": {"uscc": "91210100MA0P00000X"}, "facts": {}, "records": {}}', encoding="utf-8"
    )
    done = run(path, *DAY, *GIANT, "--format", "json")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["results"][0]["missing"]


def refused(*arguments, said):
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    for text in said:
        assert str(text) in done.stderr
    return done.stderr


def test_every_fault_of_every_file_is_named(tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_text(
        '{"enterprise": {"uscc": "91210100MA0P00000X"}, "facts": {"revenue": {"2025": "many"}, "no_such": 1}}',
        encoding="utf-8",
    )
    absent, note = tmp_path / "absent.json", tmp_path / "note.txt"
    note.write_text("x", encoding="utf-8")
    words = refused(
        absent, bad, note, EXAMPLE, said=[absent, bad, note, "many", "revenue", "no_such", ".xlsx"]
    )
    assert len(words.splitlines()) == 4


def test_an_empty_directory_is_refused(tmp_path):
    refused(tmp_path, said=[tmp_path])


def test_an_unknown_standard_lists_the_known_ones():
    refused(EXAMPLE, "--standard", "cn.nothing", said=["cn.nothing", "cn.tech-sme", "cn.liaoning.gazelle"])


@pytest.mark.parametrize("day", ["2026-5-8", "20260508", "2026-02-30", "today"])
def test_a_bad_date_is_refused(day):
    refused(EXAMPLE, "--as-of", day, said=[day, "YYYY-MM-DD"])


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_files_are_not_poured_into_the_terminal(form):
    refused(EXAMPLE, "--format", form, said=["--out"])


def test_an_output_in_no_directory_is_refused(tmp_path):
    out = tmp_path / "none" / "report.html"
    refused(EXAMPLE, "--format", "html", "--out", out, said=[out])
    assert list(tmp_path.iterdir()) == []


def test_a_directory_is_no_output(tmp_path):
    refused(EXAMPLE, "--format", "html", "--out", tmp_path, said=[tmp_path])


def test_nothing_is_written_when_the_input_is_wrong(tmp_path):
    out = tmp_path / "report.json"
    out.write_text("before", encoding="utf-8")
    refused(tmp_path / "absent.json", "--format", "json", "--out", out, said=["absent.json"])
    assert out.read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize("form", ["table", "json", "html", "docx"])
def test_output_files_are_written_whole(form, tmp_path):
    out = tmp_path / f"report.{form}"
    done = run(EXAMPLE, *DAY, *GIANT, "--format", form, "--out", out)
    assert (done.exit_code, done.stdout) == (0, ""), done.stderr
    assert out.stat().st_size > 1000
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.pango
@pytest.mark.cjk_font
def test_pdf(tmp_path):
    out = tmp_path / "report.pdf"
    assert run(EXAMPLE, *DAY, *GIANT, "--format", "pdf", "--out", out).exit_code == 0
    assert out.read_bytes().startswith(b"%PDF")


def cold(*arguments, **environment):
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "LC_", "LANG"))}
    return subprocess.run(
        [BIN / "kechuang", *arguments], env=kept | environment, capture_output=True, check=False, timeout=60
    )


def test_a_terminal_without_utf8_gets_utf8():
    done = cold(
        "check",
        EXAMPLE,
        *DAY,
        *GIANT,
        LC_ALL="C",
        PYTHONCOERCECLOCALE="0",
        PYTHONUTF8="0",
        PYTHONIOENCODING="ascii",
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "专精特新" in done.stdout.decode("utf-8")


def test_a_reader_that_leaves_is_no_error():
    shell = f"'{BIN / 'kechuang'}' check '{EXAMPLE}' --as-of 2026-05-08 --format html | head -c 10"
    done = subprocess.run(["/bin/sh", "-c", shell], capture_output=True, check=False, timeout=60)
    assert done.stderr == b""


def test_the_version_imports_nothing_heavy():
    code = (
        "import sys\nfrom kechuang.cli.main import main\n"
        "try:\n    main(['--version'])\nexcept SystemExit: pass\n"
        "print(sorted({'rich', 'yaml', 'lark', 'ortools', 'openpyxl', 'django', 'polars', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run([BIN / "python", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_packs_of_the_user_stand_beside_ours(tmp_path):
    source = next((ROOT / "src" / "kechuang" / "packs" / "standards").rglob("tech-sme/*-05-03.yaml"))
    pack = source.read_text(encoding="utf-8").replace("standard: cn.tech-sme", "standard: my.tech-sme")
    (tmp_path / "mine.yaml").write_text(pack, encoding="utf-8")
    found = checked("--packs", tmp_path, "--standard", "my.tech-sme")
    assert found["results"][0]["standard"] == "my.tech-sme"
    (tmp_path / "mine.yaml").write_text(pack.replace("staff <= 500", "stuff <= 500"), encoding="utf-8")
    refused(EXAMPLE, "--packs", tmp_path, said=["mine.yaml:", "stuff"])


def test_ways_to_pass(tmp_path):
    data = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    data["facts"]["rd_expense_accounting"]["2025"] = "500"
    path = Path(shutil.copy(EXAMPLE, tmp_path / "short.json"))
    path.write_text(json.dumps(data), encoding="utf-8")
    done = run(path, *DAY, *GIANT, "--nearest", "--format", "json")
    assert done.exit_code == 0, done.stderr
    (result,) = json.loads(done.stdout)["results"]
    assert result["status"] == "unmet"
    assert result["nearest"]
    assert all(way["changes"] for way in result["nearest"])
    assert "达标路径" in run(path, *DAY, *GIANT, "--nearest").stdout


def test_the_user_may_bring_other_levers(tmp_path):
    facts = tmp_path / "short.json"
    facts.write_text(EXAMPLE.read_text(encoding="utf-8").replace('"646"', '"500"'), encoding="utf-8")
    levers = tmp_path / "mine.yaml"
    levers.write_text(
        "levers:\n  - {fact: rd_expense_accounting, title: {zh: 研发, en: R&D}, direction: up, step: 1, cost: 7}\n",
        encoding="utf-8",
    )
    done = run(facts, *DAY, *GIANT, "--nearest", "--levers", levers, "--format", "json")
    assert done.exit_code == 0, done.stderr
    way = json.loads(done.stdout)["results"][0]["nearest"][0]
    # two years' R&D of 598 + 500 is 102 short of 1,200, at 7 a unit
    assert (way["changes"][0]["to"], way["cost"]) == ("602", "714")
    levers.write_text("levers:\n  - {fact: no_such, direction: up, step: 1, cost: 7}\n", encoding="utf-8")
    refused(facts, "--nearest", "--levers", levers, said=["mine.yaml:2", "no_such"])
    levers.write_text(
        "levers:\n  - {fact: rd_expense_accounting, title: {zh: 研发}, direction: up, step: 1, cost: -7}\n",
        encoding="utf-8",
    )
    refused(facts, *DAY, *GIANT, "--nearest", "--levers", levers, said=["rd_expense_accounting"])
    refused(facts, "--nearest", "--levers", tmp_path / "absent.yaml", said=["absent.yaml"])


def test_sources_that_disagree_are_shown_and_the_official_one_used(tmp_path):
    firm = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    firm["facts"]["share_domestic"] = [
        {"value": "9%", "source": "销售部估计", "observed_at": "2026-05-01"},
        {"value": "11.3%", "source": "行业协会证明", "observed_at": "2026-03-01", "official": True},
    ]
    path = tmp_path / "firm.json"
    path.write_text(json.dumps(firm, ensure_ascii=False), encoding="utf-8")
    found = json.loads(run(path, *DAY, *GIANT, "--format", "json").stdout)
    assert found["results"][0]["status"] == "met"
    (advice,) = [each["text"] for each in found["advice"] if each["fact"] == "share_domestic"]
    assert "销售部估计" in advice
    assert "行业协会证明" in advice
    assert "销售部估计" in run(path, *DAY, *GIANT).stdout
