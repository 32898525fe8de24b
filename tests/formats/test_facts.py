"""Facts from a file, whichever it is; text files; whole files."""

import subprocess
import sys

import pytest

from kechuang.engines.facts.sheet import Enterprise, FactSheet
from kechuang.formats.atomic import replacing, write_text
from kechuang.formats.facts import read_facts
from kechuang.formats.facts_excel import write_facts_excel
from kechuang.formats.faults import InputFaults
from kechuang.formats.text_file import read_text_file
from tests.support.small_dictionary import SMALL

USCC = "91210100MA0P00000X"
TEXT = f'{{"enterprise": {{"uscc": "{USCC}"}}}}'


def test_json_and_excel_by_their_suffix(tmp_path):
    (tmp_path / "f.JSON").write_text(TEXT, encoding="utf-8")
    write_facts_excel(tmp_path / "f.xlsx", FactSheet(Enterprise(USCC)), SMALL)
    assert (
        read_facts(tmp_path / "f.JSON")
        == read_facts(tmp_path / "f.xlsx", SMALL)
        == FactSheet(Enterprise(USCC))
    )


def test_a_byte_order_mark_is_no_fault(tmp_path):
    (tmp_path / "f.json").write_text(TEXT, encoding="utf-8-sig")
    assert read_facts(tmp_path / "f.json").enterprise.uscc == USCC


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("f.json", TEXT.encode("utf-16"), "is not UTF-8"),
        ("f.json", '{"enterprise": {"name": "甲"}}'.encode("gbk"), "is not UTF-8"),
        ("f.json", b"", "f.json:1:1: this is not valid JSON"),
        ("f.xls", b"", "unknown file format"),
        ("f.csv", b"", "unknown file format"),
    ],
)
def test_what_cannot_be_read_is_said_with_the_file(tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputFaults) as raised:
        read_facts(tmp_path / name)
    assert words in raised.value.text("en")
    assert name in raised.value.text("en")


@pytest.mark.parametrize("name", ["f.json", "f.xlsx"])
def test_a_missing_file(tmp_path, name):
    with pytest.raises(InputFaults, match="没有这个文件"):
        read_facts(tmp_path / name)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(InputFaults, match="无法读取"):
        read_text_file(tmp_path)


def test_a_failed_write_leaves_what_was_there(tmp_path):
    path = tmp_path / "a.txt"
    write_text(path, "before")
    with pytest.raises(UnicodeEncodeError), replacing(path) as beside:
        beside.write_text("half \ud800", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_written_file_has_the_usual_rights(tmp_path):
    write_text(tmp_path / "a.txt", "x")
    (tmp_path / "b.txt").write_text("x", encoding="utf-8")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "b.txt").stat().st_mode


def test_reading_json_imports_nothing_heavy(tmp_path):
    (tmp_path / "f.json").write_text(TEXT, encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from kechuang.formats.facts import read_facts;"
        f"read_facts(Path({str(tmp_path / 'f.json')!r}));"
        "print([name for name in ('openpyxl', 'polars', 'lark', 'jsonschema') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
