"""Which organisations a person may act for."""

from __future__ import annotations

from datetime import date

from kechuang.platform.orgs.models import Membership
from kechuang.platform.tenancy.scope import Scope, no_scope, organisation_scope, unrestricted


def list_memberships(user: int, on: date) -> list[Membership]:
    """The memberships of a person in all organisations, with these; for the person's own choice of one."""
    with unrestricted("a person's own memberships", actor=user):
        return list(Membership.objects.active(on).filter(user=user).select_related("organisation"))


def get_scope(user: int, organisation: int, on: date) -> Scope | None:
    """The scope of a person in an organisation, or None without an active membership."""
    with no_scope(), organisation_scope(organisation, actor=user):
        belongs = Membership.objects.active(on).filter(user=user).exists()
    return Scope(organisation, actor=user) if belongs else None
