"""`manage check` fails for a model without a sound declaration, and for a database engine without the walls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import models

from kechuang.platform.tenancy.declaration import (
    GLOBAL,
    ORGANISATION_MODEL,
    SHARED,
    Tenancy,
    declared,
    is_scoped,
)
from kechuang.platform.tenancy.models import ScopedManager, ScopedModel

ENGINES = "kechuang.platform.tenancy.backends."


def check_declarations(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    configs = apps.get_app_configs() if app_configs is None else app_configs
    ours = tuple(settings.TENANCY_PACKAGES)
    return [
        fault
        for config in configs
        if config.name.startswith(ours)
        for model in config.get_models(include_auto_created=True)
        for fault in check_model(model)
    ]


def check_engines(**_: Any) -> list[CheckMessage]:
    return [
        Error(f"the engine of database {alias!r} knows no scope: use {ENGINES}…", id="tenancy.E008")
        for alias, database in settings.DATABASES.items()
        if not str(database["ENGINE"]).startswith(ENGINES)
    ]


def check_model(model: type[models.Model]) -> list[CheckMessage]:
    if model._meta.auto_created:
        return _check_automatic(model)
    tenancy = declared(model)
    if tenancy is None:
        return [
            Error(
                "no tenancy is declared",
                hint="tenancy = GLOBAL, ORG(…) or SHARED(…)",
                obj=model,
                id="tenancy.E001",
            )
        ]
    faults = list(_check_references(model, tenancy))
    return faults if tenancy == GLOBAL else [*faults, *_check_base(model), *_check_columns(model, tenancy)]


def _check_automatic(model: type[models.Model]) -> list[CheckMessage]:
    ends = [field.related_model for field in model._meta.concrete_fields if field.is_relation]
    if not any(isinstance(end, type) and is_scoped(end) for end in ends):
        return []
    return [
        Error(
            "a many-to-many relation of scoped rows needs a through model with its own declaration",
            obj=model,
            id="tenancy.E005",
        )
    ]


def _check_base(model: type[models.Model]) -> Iterable[CheckMessage]:
    if not issubclass(model, ScopedModel):
        yield Error("a scoped model derives from ScopedModel", obj=model, id="tenancy.E002")
    elif not all(isinstance(manager, ScopedManager) for manager in model._meta.managers):
        yield Error("every manager of a scoped model is a ScopedManager", obj=model, id="tenancy.E003")
    if any(is_scoped(parent) for parent in model._meta.parents) and not model._meta.proxy:
        yield Error(
            "a scoped model has no concrete parent: its row needs its own columns",
            obj=model,
            id="tenancy.E004",
        )


def _check_columns(model: type[models.Model], tenancy: Tenancy) -> Iterable[CheckMessage]:
    fields = {field.name: field for field in model._meta.local_concrete_fields}
    for position, name in enumerate(tenancy.fields):
        field = fields.get(name)
        if not isinstance(field, models.ForeignKey) or field.remote_field.model is not apps.get_model(
            ORGANISATION_MODEL
        ):
            yield Error(f"{name} is no foreign key to {ORGANISATION_MODEL}", obj=model, id="tenancy.E006")
        elif position == 0 and field.null:
            yield Error(f"{name} owns the row, so it can't be null", obj=model, id="tenancy.E006")
        elif not _is_indexed(model, field):
            yield Error(f"{name} has no index that starts with it", obj=model, id="tenancy.E006")


def _is_indexed(model: type[models.Model], field: Any) -> bool:
    uniques = [
        c.fields
        for c in model._meta.constraints
        if isinstance(c, models.UniqueConstraint) and not c.condition
    ]
    indexes = [index.fields for index in model._meta.indexes if not index.condition]
    return (
        field.db_index
        or field.unique
        or any(names and names[0] == field.name for names in [*uniques, *indexes])
    )


def _check_references(model: type[models.Model], tenancy: Tenancy) -> Iterable[CheckMessage]:
    """A row refers only to rows that everybody who sees it sees as well."""
    for field in model._meta.concrete_fields:
        target = field.related_model
        if not (field.is_relation and isinstance(target, type) and is_scoped(target)):
            continue
        if tenancy == GLOBAL or (isinstance(tenancy, SHARED) and not isinstance(declared(target), SHARED)):
            message = (
                f"{field.name} refers to {target._meta.label}, which not everybody sees who sees this row"
            )
            yield Error(message, obj=model, id="tenancy.E007")
