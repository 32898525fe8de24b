"""A PostgreSQL server of the tests' own, and the application role that owns its database without bypassing anything."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.support.components import postgresql_bin

DATABASE = "kechuang"
APPLICATION = "kechuang_app"
READER = "kechuang_reader"
"""A role that owns nothing."""
ADMINISTRATOR = "administrator"


def _unprivileged() -> dict[str, object]:
    """PostgreSQL refuses to run as root, so its programs run as another user there."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    account = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@contextmanager
def server() -> Iterator[Path]:
    """Start one, yield the folder of its socket, stop it."""
    programs = postgresql_bin()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="kc-pg-"))
    owner = _unprivileged()
    if owner:
        os.chown(folder, owner["user"], owner["group"])
    data = folder / "data"

    def run(program: str, *arguments: str) -> None:
        command = [programs / program, "--pgdata", data, *arguments]
        with (folder / "output").open("ab") as output:
            done = subprocess.run(command, stdout=output, stderr=output, check=False, cwd=folder, **owner)
        assert done.returncode == 0, (folder / "output").read_text(encoding="utf-8")

    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    try:
        run("initdb", "--username", ADMINISTRATOR, "--auth", "trust", "--encoding", "UTF8", "--no-sync")
        run("pg_ctl", "start", "--wait", "--log", str(folder / "log"), "--options", options)
        try:
            yield folder
        finally:
            run("pg_ctl", "stop", "--wait", "--mode", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def connect(socket: Path, user: str, database: str = DATABASE) -> psycopg.Connection:
    return psycopg.connect(host=str(socket), user=user, dbname=database, autocommit=True)


def create_database(socket: Path) -> None:
    with connect(socket, ADMINISTRATOR, "postgres") as connection:
        connection.execute(f"CREATE ROLE {APPLICATION} LOGIN NOSUPERUSER NOBYPASSRLS")
        connection.execute(f"CREATE ROLE {READER}")
        connection.execute(f"GRANT {READER} TO {APPLICATION}")
        connection.execute(f"CREATE DATABASE {DATABASE} OWNER {APPLICATION}")
