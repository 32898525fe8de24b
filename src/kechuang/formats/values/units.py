"""Units that people write behind numbers, and what power of ten they are."""

from __future__ import annotations

from collections.abc import Mapping

SCALES: Mapping[str, int] = {
    "": 0,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
}

# what money is called beside 元; each is one yuan
_YUAN = ("元", "元人民币", "人民币元", "人民币", "圆", "yuan", "cny", "rmb")

MONEY_POWERS: Mapping[str, int] = {
    scale + yuan: power
    for scale, power in SCALES.items()
    for yuan in _YUAN
    if scale == "" or yuan[0] in "元圆"
} | {"10k yuan": 4, "10,000 yuan": 4, "10k cny": 4, "million yuan": 6, "million cny": 6}

RATIO_POWERS: Mapping[str, int] = {"": 0, "%": -2, "百分比": -2, "percent": -2, "‰": -3}

# English words for the units of the dictionary, for labels and for reading them back
UNIT_WORDS: Mapping[str, str] = {
    "万元": "10k yuan",
    "元": "yuan",
    "人": "people",
    "件": "items",
    "项": "items",
    "分": "points",
    "级": "level",
    "名": "place",
    "年": "years",
    "小时": "hours",
}


def unit_label(unit: str, language: str = "zh") -> str:
    return UNIT_WORDS.get(unit, unit) if language == "en" else unit
