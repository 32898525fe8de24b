"""The fixed words of workbooks, Chinese and English; readers accept either, alone or together."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

HEADINGS: Mapping[str, tuple[str, str]] = {
    "label": ("指标", "Indicator"),
    "unit": ("单位", "Unit"),
    "value": ("当前值", "Value"),
    "source": ("来源", "Source"),
    "observed_at": ("观测日期", "Observed on"),
    "official": ("官方来源", "Official"),
    "code": ("代码", "Code"),
}
NONE_QUESTION = ("本清单确认没有记录？", "Known to have none?")


def both(words: tuple[str, str], language: str, joint: str = " ") -> str:
    """Both words, the reader's own language first."""
    first, second = words if language == "zh" else reversed(words)
    return first if first == second else f"{first}{joint}{second}"


def folded(text: object) -> str:
    return " ".join(unicodedata.normalize("NFKC", str(text)).split()).casefold()


def is_heading(text: object, words: tuple[str, str]) -> bool:
    zh, en = words
    return folded(text) in {folded(each) for each in (zh, en, f"{zh} {en}", f"{en} {zh}")}


def sheet_title(words: tuple[str, str], language: str) -> str:
    """A sheet's title, in both languages where the 31 characters of a tab allow it."""
    title = both(words, language)
    if len(title) > 31:
        title = words[0] if language == "zh" else words[1]
    return "".join(" " if character in r"[]:*?/\'" else character for character in title)[:31]
