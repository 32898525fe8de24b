"""The glossary is broad, and says each word once."""

import re

from tests.support.project import ROOT

ROW = re.compile(r"^\| (?P<zh>[^|]+) \| (?P<en>[^|]+) \| (?P<code>[^|]+) \|$", re.MULTILINE)
PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = [row for row in ROW.finditer(PAGE) if row["zh"] != "中文"]


def test_it_is_broad():
    assert len(ROWS) >= 80


def test_each_word_stands_once():
    words = [row["zh"] for row in ROWS]
    assert [word for word in words if words.count(word) > 1] == []


def test_each_word_has_its_name_in_code_or_says_that_it_has_none():
    assert [row["zh"] for row in ROWS if not re.fullmatch(r"–|`[^`]+`(, `[^`]+`)*", row["code"])] == []
    assert [row["zh"] for row in ROWS if not re.search(r"[a-zA-Z]", row["en"])] == []
