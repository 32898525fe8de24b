"""The page of every name is the dictionary's, and current."""

from kechuang.formats.dictionary import load_dictionary
from kechuang.formats.dictionary_docs import render_dictionary_docs
from tests.support.project import ROOT

DICTIONARY = load_dictionary()
PAGE = render_dictionary_docs(DICTIONARY)


def test_the_committed_page_is_current():
    written = (ROOT / "docs" / "facts.md").read_text(encoding="utf-8")
    assert written == PAGE, "run: python -m kechuang.formats.dictionary_docs docs/facts.md"


def test_it_has_every_name():
    names = [*DICTIONARY.attributes, *DICTIONARY.facts, *DICTIONARY.derived]
    names += [column for record in DICTIONARY.records.values() for column in record.columns]
    assert [name for name in names if f"| `{name}` |" not in PAGE] == []


def test_every_table_row_is_whole():
    rows = [line for line in PAGE.splitlines() if line.startswith("|")]
    assert {row.replace("\\|", "").count("|") for row in rows} == {4, 6}
