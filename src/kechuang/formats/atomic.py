"""Files appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kechuang.formats.faults import InputFaults, make_fault


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file beside ``path`` to write into; it takes the place of ``path`` when the block ends well.

    Raises:
        InputFaults: when nothing can be written there.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=path.suffix)
    except OSError as error:
        raise InputFaults([make_fault(str(path), "", "cannot_write", detail=error.strerror)]) from None
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        _take_usual_rights(beside)
        beside.replace(path)
    except OSError as error:
        raise InputFaults([make_fault(str(path), "", "cannot_write", detail=error.strerror)]) from None
    finally:
        beside.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a text file whole."""
    with replacing(path) as beside:
        beside.write_text(text, encoding="utf-8")


def _take_usual_rights(path: Path) -> None:
    """A temporary file is private; the finished one gets what the user's umask gives any file."""
    mask = os.umask(0)
    os.umask(mask)
    path.chmod(0o666 & ~mask)
