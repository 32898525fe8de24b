"""Where the settings come from, and that a wrong environment is named instead of guessed."""

import stat
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured

from kechuang.site import environment


class TestDatabase:
    def test_sqlite_in_the_data_folder(self, tmp_path):
        made = environment.database({}, tmp_path)
        assert made["ENGINE"] == "kechuang.platform.tenancy.backends.sqlite3"
        assert made["NAME"] == tmp_path / "kechuang.sqlite3"

    def test_postgresql_from_the_address(self, tmp_path):
        url = "postgresql://app:p%40ss%2F@db.example.com:5433/ke%20chuang?sslmode=require&connect_timeout=5"
        made = environment.database({"KECHUANG_DATABASE_URL": url}, tmp_path)
        assert made["ENGINE"] == "kechuang.platform.tenancy.backends.postgresql"
        names = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
        assert [made[name] for name in names] == ["ke chuang", "app", "p@ss/", "db.example.com", "5433"]
        assert made["OPTIONS"] == {"sslmode": "require", "connect_timeout": "5"}

    def test_postgresql_through_a_socket(self):
        made = environment.postgresql("postgres://app@/kechuang?host=/run/postgresql")
        assert (made["HOST"], made["PORT"], made["PASSWORD"]) == ("/run/postgresql", "", "")

    @pytest.mark.parametrize(
        "url",
        [
            "mysql://app:secret@host/name",
            "postgresql://app:secret@host",
            "postgresql://app:secret@host/",
            "postgresql://app:secret@host/a/b",
            "postgresql://app:secret@host:port/name",
            "postgresql://app:secret@[host/name",
            "secret",
        ],
    )
    def test_a_wrong_address_is_refused_without_its_password(self, url):
        with pytest.raises(ImproperlyConfigured, match="KECHUANG_DATABASE_URL") as caught:
            environment.postgresql(url)
        assert "secret" not in str(caught.value)


class TestSecretKey:
    def test_is_made_once_for_its_owner_only(self, tmp_path):
        folder = environment.data_folder({"KECHUANG_DATA": str(tmp_path / "new" / "data")})
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        key = environment.secret_key(folder)
        assert len(key) >= 64
        assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600
        assert environment.secret_key(folder) == key
        assert [path.name for path in folder.iterdir()] == ["secret_key"]

    def test_two_that_start_together_share_it(self, tmp_path):
        keys = []
        start = threading.Barrier(8)

        def read():
            start.wait()
            keys.append(environment.secret_key(tmp_path))

        threads = [threading.Thread(target=read) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(keys) == 8
        assert len(set(keys)) == 1

    def test_that_others_may_read_is_refused(self, tmp_path):
        environment.secret_key(tmp_path)
        (tmp_path / "secret_key").chmod(0o640)
        with pytest.raises(ImproperlyConfigured, match="chmod 600"):
            environment.secret_key(tmp_path)

    def test_that_is_short_is_refused(self, tmp_path):
        (tmp_path / "secret_key").write_text("short", encoding="ascii")
        (tmp_path / "secret_key").chmod(0o600)
        with pytest.raises(ImproperlyConfigured, match="5 characters"):
            environment.secret_key(tmp_path)


def test_hosts():
    assert environment.hosts({}) == ["localhost", "127.0.0.1", "[::1]"]
    assert environment.hosts({"KECHUANG_HOSTS": "a.example.com, b.example.com,"}) == [
        "a.example.com",
        "b.example.com",
    ]


def test_flags():
    assert environment.flag({}, "X", default=True)
    assert environment.flag({"X": "1"}, "X", default=False)
    assert not environment.flag({"X": "0"}, "X", default=True)
    with pytest.raises(ImproperlyConfigured, match="X is 'yes'"):
        environment.flag({"X": "yes"}, "X", default=True)
