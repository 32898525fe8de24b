"""A text file in UTF-8, with or without a byte order mark."""

from __future__ import annotations

from pathlib import Path

from kechuang.formats.faults import InputFaults, make_fault

_LARGEST = 50_000_000


def read_text_file(path: Path) -> str:
    """The text of a file.

    Raises:
        InputFaults: when it is missing, cannot be read, is too large, or is not UTF-8.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise InputFaults(
                [make_fault(str(path), "", "file_too_large", "expect_smaller", largest=_LARGEST)]
            )
        raw = path.read_bytes()
    except FileNotFoundError:
        raise InputFaults([make_fault(str(path), "", "no_such_file")]) from None
    except OSError as error:
        raise InputFaults([make_fault(str(path), "", "cannot_read", detail=error.strerror)]) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        fault = make_fault(str(path), "", "not_utf8", "expect_utf8", position=error.start + 1)
        raise InputFaults([fault]) from None
