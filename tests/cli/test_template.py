"""kechuang template: workbooks that open, and filled ones that are left alone."""

import json

import jsonschema
import openpyxl
import pytest
from click.testing import CliRunner

from kechuang.cli.main import main
from tests.support.project import ROOT

EXAMPLE = ROOT / "examples" / "hengchi-2026.json"


def run(*arguments):
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.mark.parametrize("kind", ["facts", "ledger", "region"])
def test_a_template_is_a_workbook(kind, tmp_path):
    out = tmp_path / f"{kind}.xlsx"
    done = run("template", kind, "--out", out)
    assert (done.exit_code, done.stdout) == (0, ""), done.output
    assert openpyxl.load_workbook(out).sheetnames


def test_the_facts_template_has_the_years_before_the_check(tmp_path):
    out = tmp_path / "facts.xlsx"
    assert run("template", "facts", "--out", out, "--year", "2025").exit_code == 0
    cells = {
        str(cell.value) for sheet in openpyxl.load_workbook(out) for row in sheet.iter_rows() for cell in row
    }
    assert any("2025" in text for text in cells)
    assert any("营业收入" in text for text in cells)


def test_an_empty_template_is_no_facts_yet_but_no_crash(tmp_path):
    out = tmp_path / "facts.xlsx"
    run("template", "facts", "--out", out)
    done = run("check", out)
    assert done.exit_code == 2
    assert "facts.xlsx" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_there_is_kept(tmp_path):
    out = tmp_path / "facts.xlsx"
    out.write_bytes(b"filled in")
    done = run("template", "facts", "--out", out)
    assert done.exit_code == 2
    assert str(out) in done.stderr
    assert out.read_bytes() == b"filled in"
    assert run("template", "facts", "--out", out, "--force").exit_code == 0
    assert out.read_bytes() != b"filled in"


@pytest.mark.parametrize("name", ["facts.txt", "none/facts.xlsx"])
def test_other_outputs_are_refused(name, tmp_path):
    done = run("template", "facts", "--out", tmp_path / name)
    assert done.exit_code == 2
    assert name in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_example_is_there_to_copy():
    assert EXAMPLE.is_file()


def test_the_schema_accepts_the_example_and_refuses_a_misspelt_fact(tmp_path):
    out = tmp_path / "facts.schema.json"
    assert run("template", "schema", "--out", out).exit_code == 0
    schema = json.loads(out.read_text(encoding="utf-8"))
    example = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    jsonschema.validate(example, schema)
    example["facts"]["revenu"] = {"2025": "1"}
    with pytest.raises(jsonschema.ValidationError, match="revenu"):
        jsonschema.validate(example, schema)


def test_an_empty_file_is_no_work_to_lose(tmp_path):
    out = tmp_path / "facts.xlsx"
    out.touch()
    assert run("template", "facts", "--out", out).exit_code == 0
    assert out.stat().st_size > 0
