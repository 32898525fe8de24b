"""The unified social credit code (统一社会信用代码, GB 32100-2015)."""

from __future__ import annotations

import re

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
_STRUCTURE = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")


def is_structured(code: str) -> bool:
    """Whether length, alphabet and the six digits of the registering division are right."""
    return _STRUCTURE.fullmatch(code) is not None


def check_character(code: str) -> str:
    """The eighteenth character that GB 32100 demands after the first seventeen."""
    weight, total = 1, 0
    for character in code[: LENGTH - 1]:
        total += ALPHABET.index(character) * weight
        weight = weight * 3 % 31
    return ALPHABET[(31 - total % 31) % 31]


def has_right_check(code: str) -> bool:
    """Whether the check character fits; fictional enterprises may carry a code where it does not."""
    return is_structured(code) and code[-1] == check_character(code)
