"""The first wall: every statement that the ORM compiles is narrowed to the scope, whatever manager or model it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Case, ForeignKey, Model, Value
from django.db.models.constants import OnConflict
from django.db.models.functions import Cast
from django.db.models.lookups import Exact, IsNull
from django.db.models.sql import compiler
from django.db.models.sql.datastructures import Join
from django.db.models.sql.where import AND, OR, WhereNode

from kechuang.platform.tenancy.declaration import ORG, Table, scoped_tables
from kechuang.platform.tenancy.scope import ForeignWrite, Scope, require_scope

CHUNK = 500


def _held(name: str) -> tuple[Table, Scope] | None:
    """The table and the scope that narrows it; None where nothing does."""
    table = scoped_tables().get(name)
    if table is None:
        return None
    scope = require_scope(table.model._meta.label)
    return None if scope.is_unrestricted else (table, scope)


def restriction(name: str, alias: str, *, owner_only: bool = False) -> WhereNode | None:
    """The condition on a table in a statement: an organisation column equals the scope's organisation."""
    held = _held(name)
    if held is None:
        return None
    table, scope = held
    keys = table.keys[:1] if owner_only else table.keys
    matches: list[Any] = [Exact(key.get_col(alias), scope.organisation) for key in keys]
    return WhereNode(matches, connector=OR)


class ScopedSelect(compiler.SQLCompiler):
    where: WhereNode | None

    def compile(self, node: Any) -> Any:
        sql, params = super().compile(node)
        if isinstance(node, Join):
            condition = restriction(node.table_name, str(node.table_alias))
            if condition is not None:
                extra, extra_params = super().compile(condition)  # type: ignore[arg-type]
                return f"{sql} AND {extra}", [*params, *extra_params]
        return sql, params

    def pre_sql_setup(self, with_col_aliases: bool = False) -> Any:
        prepared = super().pre_sql_setup(with_col_aliases=with_col_aliases)
        for name in self.query.extra_tables:
            if _held(name):
                raise ForeignWrite(f"{name} is named as an extra table, which the scope can't narrow")
        conditions: list[Any] = [
            condition
            for alias, node in self.query.alias_map.items()
            if self.query.alias_refcount[alias]
            and not isinstance(node, Join)
            and (condition := restriction(node.table_name, alias)) is not None
        ]
        if conditions:
            if self.where is not None:  # all of it may have gone to HAVING
                conditions.insert(0, self.where)
            self.where = WhereNode(conditions, connector=AND)
        return prepared


class ScopedInsert(compiler.SQLInsertCompiler):
    query: Any

    def execute_sql(self, returning_fields: Any = None) -> Any:  # type: ignore[override]
        held = _held(self.query.get_meta().db_table)
        if held:
            self._check(*held)
        return super().execute_sql(returning_fields)

    def _check(self, table: Table, scope: Scope) -> None:
        owner, objects = table.keys[0], self.query.objs
        _refuse_foreign(table, owner, scope, [getattr(row, owner.attname) for row in objects])
        by_owner = any(field.attname == owner.attname for field in self.query.unique_fields)
        if self.query.on_conflict == OnConflict.UPDATE and not by_owner:
            raise ForeignWrite(
                f"{table.model._meta.label}: an upsert needs {owner.name} among its unique fields"
            )
        for reference in table.references:
            check_targets(reference, [getattr(row, reference.attname) for row in objects], self.using)


class ScopedUpdate(compiler.SQLUpdateCompiler):
    query: Any

    def execute_sql(self, result_type: Any) -> Any:  # type: ignore[override]
        held = _held(self.query.get_meta().db_table)
        if held:
            self._check(*held)
        return super().execute_sql(result_type)

    def _check(self, table: Table, scope: Scope) -> None:
        references = {field.attname: field for field in table.references}
        for field, _, value in self.query.values:
            if isinstance(table.tenancy, ORG) and field.attname == table.keys[0].attname:
                _refuse_foreign(table, table.keys[0], scope, _literals(field, value))
            elif field.attname in references:
                check_targets(references[field.attname], _literals(field, value), self.using)

    def pre_sql_setup(self, with_col_aliases: bool = False) -> Any:  # noqa: ARG002 the base class's signature
        prepared = super().pre_sql_setup()
        alias = self.query.base_table
        condition = restriction(alias, alias)
        if condition is not None:
            conditions = [condition, *self._unchanged_owner(alias)]
            self.query.where = WhereNode([self.query.where, *conditions], connector=AND)
        return prepared

    def _unchanged_owner(self, alias: str) -> list[WhereNode]:
        """On shared rows nobody changes the owner, and only the owner the partner; a save that leaves both is let pass."""
        held = _held(alias)
        if held is None or isinstance(held[0].tenancy, ORG):
            return []
        table, scope = held
        owner, partner = table.keys
        conditions = []
        for field, _, value in self.query.values:
            if field.attname not in {owner.attname, partner.attname}:
                continue
            column = field.get_col(alias)
            (literal,) = _literals(field, value)[:1] or [None]
            same = IsNull(column, True) if literal is None else Exact(column, literal)
            alternatives: list[Any] = [same]
            if field.attname == partner.attname:
                alternatives.append(Exact(owner.get_col(alias), scope.organisation))
            conditions.append(WhereNode(alternatives, connector=OR))
        return conditions


class ScopedDelete(compiler.SQLDeleteCompiler):
    def _as_sql(self, query: Any) -> Any:
        condition = restriction(query.base_table, query.base_table, owner_only=True)
        if condition is not None:
            query = query.clone()
            query.where = WhereNode([query.where, condition], connector=AND)
        return super()._as_sql(query)  # type: ignore[misc]


def check_targets(reference: ForeignKey[Model], values: Iterable[Any], using: str | None) -> None:
    """Refuse a foreign key to a row that the scope does not see."""
    target = reference.target_field
    wanted = sorted({target.to_python(value) for value in values if value is not None})
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        rows = reference.related_model._base_manager.using(using).filter(**{f"{target.name}__in": chunk})
        if rows.count() != len(chunk):
            raise ForeignWrite(f"{reference} refers to a row that this organisation does not see")


def _refuse_foreign(table: Table, key: ForeignKey[Model], scope: Scope, values: Iterable[Any]) -> None:
    for value in values:
        if value is None or key.target_field.to_python(value) != scope.organisation:
            raise ForeignWrite(
                f"{table.model._meta.label}.{key.name} is {value}, not the organisation {scope.organisation} of the scope"
            )


def _literals(field: Any, value: Any) -> list[Any]:
    """The values a column is set to; an expression whose values can't be known beforehand is refused."""
    if isinstance(value, Model):
        return [getattr(value, field.target_field.attname)]
    if not hasattr(value, "resolve_expression"):
        return [value]
    return [literal for literal in _leaves(field, value) if literal is not None]


def _leaves(field: Any, expression: Any) -> Sequence[Any]:
    if isinstance(expression, Value):
        return [expression.value]
    if isinstance(expression, Cast):
        return _leaves(field, expression.get_source_expressions()[0])
    if isinstance(expression, Case):
        results = [*(case.result for case in expression.cases), expression.default]
        return [leaf for result in results for leaf in _leaves(field, result)]
    raise ForeignWrite(f"{field} can't be set from an expression: {expression!r}")
