"""The base of every model that belongs to an organisation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self, TypeVar, cast

from django.db import models, transaction

from kechuang.platform.tenancy.declaration import SHARED, Tenancy, declared
from kechuang.platform.tenancy.scope import ForeignWrite, current_scope, require_scope

M = TypeVar("M", bound=models.Model)
PREFETCH = "_prefetch_related_val_"
"""Django's own prefetch of many-to-many rows selects columns under such names."""


class ScopedQuerySet(models.QuerySet[M]):
    """Raises where the compilers alone would silently touch no row, and refuses what they never see."""

    def update(self, **values: Any) -> int:
        tenancy = declared(self.model)
        scope = require_scope(self.model._meta.label)
        if isinstance(tenancy, SHARED) and not scope.is_unrestricted:
            owner = self.model._meta.get_field(tenancy.owner)
            if {owner.name, getattr(owner, "attname", owner.name)} & values.keys():
                raise ForeignWrite(f"{self.model._meta.label}: nobody changes the owner of a shared row")
        return super().update(**values)

    def bulk_update(self, objs: Iterable[M], fields: Iterable[str], batch_size: int | None = None) -> int:
        rows, names = tuple(objs), tuple(fields)
        tenancy = declared(self.model)
        if isinstance(tenancy, SHARED) and set(tenancy.fields) & set(names):
            raise ForeignWrite(
                f"{self.model._meta.label}: the organisations of shared rows change one by one"
            )
        with transaction.atomic(using=self.db):
            changed = super().bulk_update(rows, names, batch_size=batch_size)
            if changed != len({row.pk for row in rows}):
                raise ForeignWrite(f"{self.model._meta.label}: not every row belongs to this organisation")
        return changed

    def raw(
        self,
        raw_query: Any,
        params: Any = (),
        translations: dict[str, str] | None = None,
        using: str | None = None,
    ) -> models.query.RawQuerySet[Any]:
        scope = current_scope()
        if scope is None or not scope.is_unrestricted:
            raise ForeignWrite(f"{self.model._meta.label}: raw SQL needs unrestricted(reason)")
        return super().raw(raw_query, params=params, translations=translations, using=using)

    def extra(self, *args: Any, **options: Any) -> Self:
        selected = options.get("select") or {}
        if args or options.keys() - {"select"} or not all(name.startswith(PREFETCH) for name in selected):
            raise ForeignWrite(f"{self.model._meta.label}: extra() carries SQL that the scope can't narrow")
        return cast("Self", super().extra(**options))


class ScopedManager(models.Manager[M]):
    def get_queryset(self) -> ScopedQuerySet[M]:
        return ScopedQuerySet(self.model, using=self._db, hints=getattr(self, "_hints", None))

    def raw(
        self,
        raw_query: Any,
        params: Any = (),
        translations: dict[str, str] | None = None,
        using: str | None = None,
    ) -> models.query.RawQuerySet[Any]:
        return self.get_queryset().raw(raw_query, params, translations, using)

    def bulk_update(self, objs: Iterable[M], fields: Iterable[str], batch_size: int | None = None) -> int:
        return self.get_queryset().bulk_update(objs, fields, batch_size)


class ScopedModel(models.Model):
    """A subclass declares `tenancy = ORG(…)` or `SHARED(…)`; `manage check` fails without."""

    tenancy: ClassVar[Tenancy]

    objects = ScopedManager()

    class Meta:
        abstract = True

    def delete(self, using: Any = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        """Delete the row, or raise when this organisation does not own it."""
        key = self.pk
        with transaction.atomic(using=using):
            deleted = super().delete(using=using, keep_parents=keep_parents)
            if not deleted[1].get(self._meta.label):
                self.pk = key
                raise ForeignWrite(f"{self._meta.label} {key} does not belong to this organisation")
        return deleted
