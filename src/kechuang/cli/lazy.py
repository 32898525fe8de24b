"""A click group that imports a subcommand only when it is called."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click


class LazyGroup(click.Group):
    """``commands_by_path`` maps a name to ``module:object`` and the line that ``--help`` shows."""

    def __init__(
        self, *args: Any, commands_by_path: Mapping[str, tuple[str, str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.commands_by_path = dict(commands_by_path or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.commands_by_path, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands_by_path:
            return super().get_command(ctx, cmd_name)
        module, _, name = self.commands_by_path[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        # listing the commands must not import them
        rows = [(name, about) for name, (_, about) in self.commands_by_path.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        use_utf8()
        return super().main(*args, **kwargs)


def use_utf8() -> None:
    """Print UTF-8 whatever the locale says; what a terminal can't show is still right in a file."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="replace")
