from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DEFAULT_DB_ALIAS, connections

from kechuang.platform.tenancy.row_security import sync_row_security, verify_row_security


class Command(BaseCommand):
    help = "Put PostgreSQL's row-level security in place from the tenancy declarations (migrate does so too)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS)
        parser.add_argument("--check", action="store_true", help="change nothing; fail when a table is open")

    def handle(self, *_: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if connection.vendor != "postgresql":
            self.stdout.write(f"{connection.display_name} has no row-level security; nothing to do")
            return
        if not options["check"]:
            for name in sync_row_security(options["database"]):
                self.stdout.write(name)
        verify_row_security(connection)
