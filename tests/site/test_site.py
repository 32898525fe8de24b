"""The installation as a process of its own: commands, server, health."""

import os
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client

from kechuang.site.manage import run_manage
from tests.platform import postgresql

MANAGE = "import sys; from kechuang.site.manage import run_manage; run_manage(sys.argv[1:])"


def python(code, *arguments, folder, **environment):
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("KECHUANG", "DJANGO"))}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *arguments],
        env={**kept, "KECHUANG_DATA": str(folder), **environment},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


class TestSettings:
    def test_a_fresh_installation(self, tmp_path):
        for arguments in (
            ("check", "--deploy", "--fail-level", "WARNING"),
            ("makemigrations", "--check", "--dry-run"),
            ("migrate", "--verbosity", "0"),
            ("sync_row_security",),
        ):
            done = python(MANAGE, *arguments, folder=tmp_path)
            assert done.returncode == 0, done.stdout + done.stderr
        assert {path.name for path in tmp_path.iterdir()} >= {"kechuang.sqlite3", "secret_key"}
        served = python("import kechuang.site.wsgi", folder=tmp_path)
        assert served.returncode == 0, served.stderr

    @pytest.mark.parametrize(
        ("environment", "expected"),
        [
            ({}, "False True True True zh-hans"),
            ({"KECHUANG_DEBUG": "1"}, "True False False False zh-hans"),
            ({"KECHUANG_HTTPS": "0"}, "False False False False zh-hans"),
        ],
    )
    def test_security(self, tmp_path, environment, expected):
        code = (
            "from kechuang.site import settings as s; print(s.DEBUG, s.SESSION_COOKIE_SECURE, "
            "s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.LANGUAGE_CODE)"
        )
        assert python(code, folder=tmp_path, **environment).stdout.strip() == expected

    def test_a_proxy_is_trusted_only_when_named(self, tmp_path):
        code = "from kechuang.site import settings as s; print(hasattr(s, 'SECURE_PROXY_SSL_HEADER'))"
        assert python(code, folder=tmp_path).stdout.strip() == "False"
        assert python(code, folder=tmp_path, KECHUANG_BEHIND_PROXY="1").stdout.strip() == "True"


@pytest.mark.postgresql
@pytest.mark.xdist_group("postgresql")
@pytest.mark.parametrize(
    ("user", "code", "message"),
    [(postgresql.APPLICATION, 0, ""), (postgresql.ADMINISTRATOR, 1, "bypasses row-level security")],
)
def test_the_server_refuses_a_role_that_bypasses(
    tmp_path, postgresql_socket, postgresql_connection, user, code, message
):
    url = f"postgresql://{user}@/{postgresql.DATABASE}?host={postgresql_socket}"
    done = python("import kechuang.site.wsgi", folder=tmp_path, KECHUANG_DATABASE_URL=url)
    assert done.returncode == code, done.stderr
    assert message in done.stderr


class TestManage:
    def test_runs_a_command(self, capsys, monkeypatch):
        monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "tests.platform.settings")
        run_manage(["check"])
        assert "no issues" in capsys.readouterr().out

    @pytest.mark.django_db
    def test_the_migrations_are_complete(self):
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)


class TestHealth:
    def test_says_that_the_database_answers(self, database):
        answer = Client().get("/healthz")
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Frame-Options"] == "DENY"

    def test_says_that_it_does_not(self, database, monkeypatch):
        def fail():
            raise OperationalError("gone")

        with monkeypatch.context() as patch:
            patch.setattr(connection, "ensure_connection", fail)
            answer = Client().get("/healthz")
        assert (answer.status_code, answer.json()) == (503, {"status": "database"})

    def test_needs_no_redirect_to_https(self, database, settings):
        settings.SECURE_SSL_REDIRECT = True
        assert Client().get("/healthz").status_code == 200
        assert Client().get("/other").status_code == 301
        assert Client().post("/healthz").status_code == 405
