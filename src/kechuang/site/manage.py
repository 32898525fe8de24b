"""`kechuang manage …`: the management commands of the installation."""

import os
from collections.abc import Sequence


def run_manage(argv: Sequence[str]) -> None:
    """Run one management command; `argv` starts with its name."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kechuang.site.settings")
    execute_from_command_line(["kechuang manage", *argv])
