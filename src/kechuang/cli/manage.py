"""kechuang manage: the platform's administration commands, as Django names them."""

from __future__ import annotations

import click


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """平台管理命令 · administration commands of the platform (migrate, check, sync_row_security, …)."""
    from kechuang.site.manage import run_manage

    run_manage(arguments)
