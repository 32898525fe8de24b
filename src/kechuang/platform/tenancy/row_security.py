"""The second wall: row-level security of PostgreSQL, generated from the same declaration."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from kechuang.platform.tenancy.declaration import SHARED, Table, scoped_tables

ORGANISATION = "kechuang.organisation"
UNRESTRICTED = "kechuang.unrestricted"
FREE = f"current_setting('{UNRESTRICTED}', true) = 'on'"
MINE = f"NULLIF(current_setting('{ORGANISATION}', true), '')::bigint"

KEEP_OWNER = f"""
CREATE OR REPLACE FUNCTION kechuang_keep_owner() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was jsonb := to_jsonb(OLD);
  becomes jsonb := to_jsonb(NEW);
  mine text := current_setting('{ORGANISATION}', true);
BEGIN
  IF {FREE} THEN RETURN NEW; END IF;
  IF was->>TG_ARGV[0] IS DISTINCT FROM becomes->>TG_ARGV[0]
     OR (was->>TG_ARGV[0] IS DISTINCT FROM mine AND was->>TG_ARGV[1] IS DISTINCT FROM becomes->>TG_ARGV[1])
  THEN
    RAISE EXCEPTION 'nobody changes the owner of a shared row, and only the owner its partner'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$
"""

BYPASSING = """
SELECT rolname FROM pg_roles
WHERE (rolsuper OR rolbypassrls) AND pg_has_role(session_user, oid, 'MEMBER') ORDER BY rolname
"""


class RowSecurityMissing(ImproperlyConfigured):
    """The second wall does not stand, so nothing is served."""


def statements(table: Table) -> list[str]:
    """What makes PostgreSQL hold one table; safe to run again."""
    meta = table.model._meta
    name = _quoted(meta.db_table)
    columns = [f"{name}.{_quoted(key.column)}" for key in table.keys]
    seen = " OR ".join(f"{column} = {MINE}" for column in columns)
    owned = f"{columns[0]} = {MINE}"
    targets = "".join(f" AND {_visible(name, reference)}" for reference in table.references)
    policies = {
        "select": f"USING ({FREE} OR {seen})",
        "insert": f"WITH CHECK ({FREE} OR (({owned}){targets}))",
        "update": f"USING ({FREE} OR {seen}) WITH CHECK ({FREE} OR (({seen}){targets}))",
        "delete": f"USING ({FREE} OR {owned})",
    }
    made = [f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY", f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY"]
    for verb, rule in policies.items():
        made += [
            f"DROP POLICY IF EXISTS kechuang_{verb} ON {name}",
            f"CREATE POLICY kechuang_{verb} ON {name} FOR {verb.upper()} {rule}",
        ]
    made.append(f"DROP TRIGGER IF EXISTS kechuang_keep_owner ON {name}")
    if isinstance(table.tenancy, SHARED):
        owner, partner = (key.column for key in table.keys)
        made.append(
            f"CREATE TRIGGER kechuang_keep_owner BEFORE UPDATE ON {name} "
            f"FOR EACH ROW EXECUTE FUNCTION kechuang_keep_owner('{owner}', '{partner}')"
        )
    return made


def sync_row_security(using: str = "default") -> list[str]:
    """Put the policies of every scoped table that exists in place; returns their names. Only PostgreSQL has them."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return []
    with transaction.atomic(using=using), connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        tables = [table for name, table in sorted(scoped_tables().items()) if name in existing]
        cursor.execute(KEEP_OWNER)
        for table in tables:
            for statement in statements(table):
                cursor.execute(statement)
    return [table.model._meta.db_table for table in tables]


def check_role(cursor: Any) -> None:
    """Refuse a database role that row-level security does not hold."""
    cursor.execute(BYPASSING)
    roles = [row[0] for row in cursor.fetchall()]
    if roles:
        raise RowSecurityMissing(
            f"the database role is or may become {', '.join(roles)}, which bypasses row-level security; "
            "use a role with NOSUPERUSER NOBYPASSRLS"
        )


def check_tables(cursor: Any) -> None:
    """Refuse a database in which a scoped table is open, also to its owner."""
    cursor.execute(
        "SELECT relname FROM pg_class WHERE oid IN "
        "(SELECT to_regclass(quote_ident(name)) FROM unnest(%s::text[]) AS name) "
        "AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY relname",
        [sorted(scoped_tables())],
    )
    tables = [row[0] for row in cursor.fetchall()]
    if tables:
        raise RowSecurityMissing(
            f"no forced row-level security on {', '.join(tables)}; run `kechuang manage sync_row_security`"
        )


def verify_row_security(connection: BaseDatabaseWrapper) -> None:
    """The start-up check; nothing to do outside PostgreSQL."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        check_role(cursor)
        check_tables(cursor)


def _visible(name: str, reference: Any) -> str:
    column = f"{name}.{_quoted(reference.column)}"
    target = _quoted(reference.related_model._meta.db_table)
    key = _quoted(reference.target_field.column)
    return f"({column} IS NULL OR EXISTS (SELECT 1 FROM {target} AS target WHERE target.{key} = {column}))"  # noqa: S608 names of our own tables


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
