"""The second wall: raw SQL as the application's own role sees and changes nothing foreign."""

import psycopg
import pytest
from django.core.management import call_command
from django.db import ConnectionHandler, ProgrammingError, connection, transaction

from kechuang.platform.tenancy.backends.postgresql.base import DatabaseWrapper
from kechuang.platform.tenancy.declaration import scoped_tables
from kechuang.platform.tenancy.row_security import (
    RowSecurityMissing,
    sync_row_security,
    verify_row_security,
)
from kechuang.platform.tenancy.scope import unrestricted
from kechuang.site import environment
from tests.platform import postgresql
from tests.platform.tenancy.shelf.models import Note

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.xdist_group("postgresql"),
    pytest.mark.parametrize("database", ["postgresql"], indirect=True),
]


def rows(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def changed(sql, *params):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


def count(table="shelf_note"):
    return rows(f"SELECT count(*) FROM {table}")[0][0]


@pytest.fixture
def bob(world):
    with world.b.scope():
        yield world


class TestRawReads:
    def test_without_a_scope_every_scoped_table_is_empty(self, world):
        assert {name: count(name) for name in scoped_tables()} == dict.fromkeys(scoped_tables(), 0)
        assert count("shelf_topic") == 1

    def test_in_a_scope(self, bob):
        assert rows("SELECT text FROM shelf_note ORDER BY text") == [("bob16",), ("bob8",)]
        assert rows("SELECT text FROM shelf_note WHERE id = %s", bob.a.notes[0].pk) == []

    def test_joins_and_aggregates(self, bob):
        joined = """
            SELECT o.name, count(n.id), coalesce(sum(n.size), 0) FROM orgs_organisation o
            LEFT JOIN shelf_note n ON n.organisation_id = o.id GROUP BY o.name ORDER BY o.name
        """
        assert rows(joined) == [
            ("Organisation alice", 0, 0),
            ("Organisation bob", 2, 24),
            ("Organisation charlie", 0, 0),
        ]
        assert rows("SELECT max(size) FROM shelf_note WHERE text LIKE 'alice%%'") == [(None,)]
        assert rows("SELECT EXISTS (SELECT 1 FROM shelf_folder WHERE name = 'folder alice')") == [(False,)]

    def test_shared_rows(self, bob):
        assert rows("SELECT subject FROM shelf_agreement") == [("loan",)]

    def test_unrestricted(self, world):
        with unrestricted("count"):
            assert count() == 5

    def test_an_index_of_the_organisation_serves_the_orm(self, bob):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        assert "Index Cond" in Note.objects.filter(organisation=bob.b.org).explain()


class TestRawWrites:
    def test_updates_and_deletes_find_nothing_foreign(self, bob):
        assert changed("UPDATE shelf_note SET text = 'x' WHERE text LIKE 'alice%%'") == 0
        assert changed("DELETE FROM shelf_notelabel WHERE organisation_id = %s", bob.a.org.pk) == 0
        assert changed("UPDATE shelf_note SET text = 'x'") == 2

    @pytest.mark.parametrize(
        "sql",
        [
            "INSERT INTO shelf_folder (organisation_id, name) VALUES ({a}, 'x')",
            "UPDATE shelf_folder SET organisation_id = {a}",
            "UPDATE shelf_note SET folder_id = {folder}",
            "UPDATE shelf_note SET parent_id = {note}",
            "INSERT INTO shelf_note (organisation_id, text, size, folder_id) VALUES ({b}, 'x', 1, {folder})",
            "INSERT INTO shelf_notelabel (organisation_id, note_id, label_id) VALUES ({b}, {note}, {label})",
            "INSERT INTO shelf_agreement (owner_org_id, partner_org_id, subject) VALUES ({a}, {b}, 'x')",
            (
                "INSERT INTO shelf_label (id, organisation_id, name) VALUES ({label}, {b}, 'x') "
                "ON CONFLICT (id) DO UPDATE SET name = 'x'"
            ),
        ],
    )
    def test_rows_and_references_of_others_are_refused(self, bob, sql):
        keys = {
            "a": bob.a.org.pk,
            "b": bob.b.org.pk,
            "folder": bob.a.folder.pk,
            "note": bob.a.notes[0].pk,
            "label": bob.a.label.pk,
        }
        with pytest.raises(ProgrammingError, match="row-level security policy"):
            changed(sql.format(**keys))

    def test_own_references_pass(self, bob):
        assert changed("UPDATE shelf_note SET parent_id = %s", bob.b.notes[0].pk) == 2
        sql = "INSERT INTO shelf_note (organisation_id, text, size, folder_id) VALUES (%s, 'x', 1, %s)"
        assert changed(sql, bob.b.org.pk, bob.b.folder.pk) == 1

    def test_the_partner_of_a_shared_row(self, bob):
        assert changed("UPDATE shelf_agreement SET subject = 'x'") == 1
        assert changed("DELETE FROM shelf_agreement") == 0
        for sql in (
            f"UPDATE shelf_agreement SET owner_org_id = {bob.b.org.pk}",
            f"UPDATE shelf_agreement SET partner_org_id = {bob.third.pk}",
            "UPDATE shelf_agreement SET partner_org_id = NULL",
        ):
            with pytest.raises(ProgrammingError):
                changed(sql)

    def test_the_owner_of_a_shared_row(self, world):
        with world.a.scope():
            assert changed(f"UPDATE shelf_agreement SET partner_org_id = {world.third.pk}") == 2
            with pytest.raises(ProgrammingError, match="nobody changes the owner"):
                changed(f"UPDATE shelf_agreement SET owner_org_id = {world.third.pk}")
            assert changed("DELETE FROM shelf_agreement") == 2

    def test_without_a_scope_nothing_is_written(self, world):
        with pytest.raises(ProgrammingError, match="row-level security policy"):
            changed(f"INSERT INTO shelf_folder (organisation_id, name) VALUES ({world.a.org.pk}, 'x')")
        assert changed("DELETE FROM shelf_note") == 0


class TestTheSessionFollowsTheScope:
    def test_on_one_connection(self, world):
        process = rows("SELECT pg_backend_pid()")
        seen = []
        for side in (world.a, world.b, world.a):
            with side.scope():
                seen.append(count())
            seen.append(count())
        assert seen == [3, 0, 2, 0, 3, 0]
        assert rows("SELECT pg_backend_pid()") == process

    def test_after_a_rollback(self, bob):
        with unrestricted("other scope"):
            rows("SELECT 1")
        sid = transaction.savepoint()
        assert count() == 2
        transaction.savepoint_rollback(sid)
        assert count() == 2
        with unrestricted("inside"):
            sid = transaction.savepoint()
            transaction.savepoint_rollback(sid)
            assert count() == 5
        assert count() == 2

    def test_with_a_cursor_that_outlives_the_scope(self, world):
        with world.a.scope():
            cursor = connection.cursor()
            cursor.execute("SELECT count(*) FROM shelf_note")
            assert cursor.fetchone() == (3,)
        cursor.execute("SELECT count(*) FROM shelf_note")
        assert cursor.fetchone() == (0,)

    def test_with_a_new_connection(self, postgresql_connection, world):
        other = postgresql_connection.copy()
        try:
            with world.b.scope(), other.cursor() as cursor:
                cursor.execute("SELECT current_setting('kechuang.organisation')")
                assert cursor.fetchone() == (str(world.b.org.pk),)
        finally:
            other.close()


class TestStartUp:
    def wrapper(self, socket, user):
        url = f"postgresql://{user}@/{postgresql.DATABASE}?host={socket}"
        return ConnectionHandler({"default": environment.postgresql(url)})["default"]

    def test_a_sound_database_passes(self, world):
        verify_row_security(connection)
        call_command("sync_row_security", check=True)

    @pytest.mark.parametrize(
        ("attributes", "named"),
        [
            ("LOGIN SUPERUSER", "risky"),
            ("LOGIN BYPASSRLS", "risky"),
            (f"LOGIN IN ROLE {postgresql.ADMINISTRATOR}", postgresql.ADMINISTRATOR),
        ],
    )
    def test_a_role_that_bypasses_is_refused(self, postgresql_socket, world, attributes, named):
        with postgresql.connect(postgresql_socket, postgresql.ADMINISTRATOR) as administrator:
            administrator.execute(f"CREATE ROLE risky {attributes}")
            wrapper = self.wrapper(postgresql_socket, "risky")
            try:
                with pytest.raises(RowSecurityMissing, match=f"may become .*{named}"):
                    wrapper.ensure_connection()
            finally:
                wrapper.close()
                administrator.execute("DROP ROLE risky")

    @pytest.mark.parametrize("opened", ["NO FORCE ROW LEVEL SECURITY", "DISABLE ROW LEVEL SECURITY"])
    def test_an_open_table_is_refused(self, world, monkeypatch, opened):
        monkeypatch.setattr(DatabaseWrapper, "verified", set())
        connection.check_constraints()  # a table with checks to come can't be altered
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE shelf_note {opened}")
        with pytest.raises(RowSecurityMissing, match="shelf_note"):
            verify_row_security(connection)
        with world.b.scope(), pytest.raises(RowSecurityMissing, match="shelf_note"):
            Note.objects.count()
        assert "shelf_note" in sync_row_security()
        with world.b.scope():
            assert Note.objects.count() == 2

    def test_a_role_that_owns_nothing(self, bob):
        with connection.cursor() as cursor:
            cursor.execute(f"GRANT SELECT ON shelf_note TO {postgresql.READER}")
            cursor.execute(f"SET LOCAL ROLE {postgresql.READER}")
        assert count() == 2
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE shelf_note CASCADE")
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")

    def test_a_client_that_says_nothing_of_a_scope(self, postgresql_socket, world):
        with postgresql.connect(postgresql_socket, postgresql.APPLICATION) as client:
            assert client.execute("SELECT count(*) FROM shelf_note").fetchone() == (0,)
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                client.execute("INSERT INTO shelf_folder (organisation_id, name) VALUES (1, 'x')")
