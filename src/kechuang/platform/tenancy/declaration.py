"""How a model says whose its rows are: `tenancy = GLOBAL`, `ORG("organisation")` or `SHARED("owner_org", "partner_org")`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import models

ORGANISATION_MODEL = "orgs.Organisation"


@dataclass(frozen=True)
class Tenancy:
    """Rows of everybody: no organisation owns them."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The foreign keys whose organisations see a row; the first owns it."""
        return ()


@dataclass(frozen=True)
class ORG(Tenancy):
    """Rows of one organisation."""

    organisation: str = "organisation"

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.organisation,)


@dataclass(frozen=True)
class SHARED(Tenancy):
    """Rows that the owner creates, assigns and deletes, and that owner and partner both read and change."""

    owner: str
    partner: str

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.owner, self.partner)


GLOBAL = Tenancy()


def declared(model: type[models.Model]) -> Tenancy | None:
    tenancy = getattr(model, "tenancy", None)
    return tenancy if isinstance(tenancy, Tenancy) else None


def is_scoped(model: type[models.Model]) -> bool:
    tenancy = declared(model)
    return tenancy is not None and bool(tenancy.fields)


@dataclass(frozen=True)
class Table:
    """What the walls need to know of a scoped table."""

    model: type[models.Model]
    tenancy: Tenancy

    @property
    def keys(self) -> tuple[models.ForeignKey[models.Model], ...]:
        """The organisation columns, the owner's first."""
        return tuple(_foreign_key(self.model, name) for name in self.tenancy.fields)

    @property
    def references(self) -> tuple[models.ForeignKey[models.Model], ...]:
        """The foreign keys to scoped rows."""
        fields = self.model._meta.concrete_fields
        return tuple(f for f in fields if isinstance(f, models.ForeignKey) and is_scoped(f.related_model))


def _foreign_key(model: type[models.Model], name: str) -> models.ForeignKey[models.Model]:
    field = model._meta.get_field(name)
    if not isinstance(field, models.ForeignKey):
        raise TypeError(f"{model._meta.label}.{name} is no foreign key")
    return field


@cache
def scoped_tables() -> dict[str, Table]:
    """Every scoped table by its name in the database, so that historical models of migrations are held too."""
    apps.check_models_ready()
    return {
        model._meta.db_table: Table(model, tenancy)
        for model in apps.get_models()
        if (tenancy := declared(model)) and tenancy.fields and not model._meta.proxy
    }
