"""Where tables go: a terminal with its colours and width, or a pipe with neither."""

from __future__ import annotations

import io
import os
import sys

from rich.console import Console

_PIPE_WIDTH = 120
_NARROWEST = 60


def to_terminal() -> Console:
    """Standard output. Piped, it is as wide as COLUMNS says or 120, so that nothing is cut."""
    if sys.stdout.isatty():
        return Console(highlight=False)
    return Console(
        file=sys.stdout,
        width=_columns(),
        highlight=False,
        force_terminal=False,
        color_system=None,
        no_color=True,
    )


def text_file() -> Console:
    """A console whose text goes into a file, without colours."""
    return Console(file=io.StringIO(), width=_columns(), record=True, highlight=False, color_system=None)


def _columns() -> int:
    stated = os.environ.get("COLUMNS", "")
    return max(int(stated), _NARROWEST) if stated.isdecimal() else _PIPE_WIDTH
