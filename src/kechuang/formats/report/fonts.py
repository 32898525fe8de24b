"""Whether this machine can set Chinese type in PDF, said in words when it can't."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from typing import Any

from kechuang.formats.faults import InputFaults, make_fault

_PANGO = {
    "zh": "缺少 Pango 系统库，无法生成 PDF；请安装 libpango-1.0-0、libpangoft2-1.0-0、libharfbuzz-subset0，"
    "或改用 --format html / docx",
    "en": "the Pango libraries are missing, so no PDF can be made; install libpango-1.0-0, libpangoft2-1.0-0 and "
    "libharfbuzz-subset0, or use --format html / docx",
}
_FONT = {
    "zh": "没有安装中文字体，PDF 中的汉字将无法显示；请安装 fonts-noto-cjk，或改用 --format html / docx",
    "en": "no Chinese font is installed, so the PDF would show boxes; install fonts-noto-cjk, "
    "or use --format html / docx",
}
FORMAT = "--format pdf"


def load_weasyprint(language: str = "zh") -> Any:
    """The PDF library.

    Raises:
        InputFaults: where the system libraries that it needs are missing, or no font has Chinese glyphs.
    """
    try:
        import weasyprint
    except OSError:
        raise _fault(_PANGO, language) from None
    if not has_chinese_font():
        raise _fault(_FONT, language)
    return weasyprint


@cache
def has_chinese_font() -> bool:
    """Whether fontconfig knows a font for simplified Chinese; without its tools, nobody can say and we try."""
    if shutil.which("fc-list") is None:
        return True
    listed = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


def _fault(texts: Mapping[str, str], language: str) -> InputFaults:
    return InputFaults([make_fault(FORMAT, None, texts[language])])
