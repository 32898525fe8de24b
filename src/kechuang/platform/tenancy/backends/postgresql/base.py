from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations as BaseOperations

from kechuang.platform.tenancy.row_security import ORGANISATION, UNRESTRICTED, check_role, check_tables
from kechuang.platform.tenancy.scope import current_scope

ANNOUNCE = f"SELECT set_config('{ORGANISATION}', %s, false), set_config('{UNRESTRICTED}', %s, false)"


class DatabaseOperations(BaseOperations):
    compiler_module = "kechuang.platform.tenancy.backends.postgresql.compiler"


class DatabaseWrapper(base.DatabaseWrapper):
    """Tells the server the scope before a statement whenever it differs from what the session was told last."""

    ops_class = DatabaseOperations
    verified: ClassVar[set[str]] = set()
    """Databases of this process whose tables were found closed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.announced: tuple[str, str] | None = None
        self.execute_wrappers.append(self._announce_first)

    def init_connection_state(self) -> None:
        super().init_connection_state()
        self.announced = None
        with self.connection.cursor() as cursor:
            check_role(cursor)

    def create_cursor(self, name: str | None = None) -> Any:
        self.announce()
        return super().create_cursor(name)

    def announce(self) -> None:
        scope = current_scope()
        organisation = "" if scope is None or scope.organisation is None else str(scope.organisation)
        wanted = (organisation, "on" if scope and scope.is_unrestricted else "")
        if self.announced == wanted:
            return
        self.validate_no_broken_transaction()
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            database = str(self.settings_dict["NAME"])
            if organisation and database not in self.verified:
                check_tables(cursor)
                self.verified.add(database)
            cursor.execute(ANNOUNCE, wanted)
        self.announced = wanted

    def _announce_first(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        self.announce()
        return execute(sql, params, many, context)

    def _rollback(self) -> Any:
        # the server takes back what it was told inside the transaction
        self.announced = None
        return super()._rollback()  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]
        self.announced = None
