"""Every test that asks for `database` runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import ConnectionHandler, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from kechuang.site import environment
from tests.platform import postgresql
from tests.platform.world import World, make_world


@pytest.fixture(scope="session")
def postgresql_socket() -> Iterator[Path]:
    with postgresql.server() as socket:
        postgresql.create_database(socket)
        yield socket


@pytest.fixture(scope="session")
def postgresql_connection(postgresql_socket, django_db_blocker) -> Iterator[BaseDatabaseWrapper]:
    """A migrated database, reached as the application role."""
    url = f"postgresql://{postgresql.APPLICATION}@/{postgresql.DATABASE}?host={postgresql_socket}"
    wrapper = ConnectionHandler({"default": environment.postgresql(url)})["default"]
    with django_db_blocker.unblock(), as_default(wrapper):
        call_command("migrate", verbosity=0)
    yield wrapper
    with django_db_blocker.unblock():
        wrapper.close()


class as_default:  # noqa: N801 reads as a function
    """Put a connection in the place of the default one."""

    def __init__(self, wrapper: BaseDatabaseWrapper) -> None:
        self.wrapper = wrapper

    def __enter__(self) -> None:
        self.before = connections["default"]
        connections["default"] = self.wrapper

    def __exit__(self, *_: object) -> None:
        connections["default"] = self.before


@pytest.fixture
def postgres(postgresql_connection, django_db_blocker) -> Iterator[BaseDatabaseWrapper]:
    """PostgreSQL as the default database; what a test writes is rolled back."""
    with django_db_blocker.unblock(), as_default(postgresql_connection), transaction.atomic():
        yield postgresql_connection
        transaction.set_rollback(True)


@pytest.fixture(
    params=[
        pytest.param("sqlite", marks=pytest.mark.django_db),
        pytest.param("postgresql", marks=[pytest.mark.postgresql, pytest.mark.xdist_group("postgresql")]),
    ]
)
def database(request) -> str:
    if request.param == "postgresql":
        request.getfixturevalue("postgres")
    assert connections["default"].vendor == request.param
    return request.param


@pytest.fixture
def world(database) -> World:
    return make_world()
