from tests.platform.conftest import database, postgres, postgresql_connection, postgresql_socket

__all__ = ["database", "postgres", "postgresql_connection", "postgresql_socket"]
