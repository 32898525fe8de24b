"""kechuang standards and kechuang packs."""

import json

from click.testing import CliRunner

from kechuang import __version__
from kechuang.cli.main import main


def run(*arguments):
    return CliRunner().invoke(main, list(map(str, arguments)))


def listed(*arguments):
    done = run("standards", "--format", "json", *arguments)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)["standards"]


def versions(day, case):
    return {row["standard"]: row["version"] for row in listed("--as-of", day, "--case", case)}


def test_what_is_in_force_depends_on_date_and_case():
    assert versions("2026-05-08", "application")["cn.little-giant"] == "2026-04-01"
    assert versions("2026-05-08", "review")["cn.little-giant"] == "2022-08-01"
    assert versions("2026-03-31", "application")["cn.little-giant"] == "2022-08-01"


def test_every_row_can_be_traced():
    for row in listed("--as-of", "2026-05-08"):
        assert len(row["digest"]) == 64
        assert row["citation"]
        assert row["mark"] in {"verified-text", "verified-2nd", "unverified"}
        assert row["title"]["zh"]
        assert row["sources"]
        assert row["in_force"]


def test_the_table_names_version_and_citation():
    table = run("standards", "--as-of", "2026-05-08").stdout
    for text in ("cn.tech-sme", "2017-05-03", "国科发政〔2017〕115号"):
        assert text in table


def test_our_packs_are_valid():
    done = run("packs", "validate")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "6 个标准" in done.stdout


def test_a_faulty_pack_is_named_with_file_and_line(tmp_path):
    (tmp_path / "broken.yaml").write_text("standard: my.own\nclauses: [\n", encoding="utf-8")
    done = run("packs", "validate", tmp_path)
    assert done.exit_code == 2
    assert "broken.yaml:" in done.stderr
    assert done.stdout == ""


def test_help_and_version():
    assert run("--version").stdout.strip().endswith(__version__)
    helped = run("--help").stdout
    for name in ("check", "standards", "packs", "template"):
        assert name in helped
    assert run("check").exit_code == 2
    assert run("nothing").exit_code == 2
