from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kechuang.engines.facts.uscc import ALPHABET
from kechuang.platform.tenancy.declaration import GLOBAL, ORG
from kechuang.platform.tenancy.models import ScopedManager, ScopedModel, ScopedQuerySet

# what `is_structured` demands, in the words of a database
USCC_PATTERN = f"^[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}\\Z"


class Kind(models.TextChoices):
    ENTERPRISE = "enterprise", _("Enterprise")
    UNIVERSITY = "university", _("University or institute")
    BUREAU = "bureau", _("Government bureau")
    BANK = "bank", _("Bank")
    AGENCY = "agency", _("Service agency")


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Administrator")
    MEMBER = "member", _("Member")
    AUDITOR = "auditor", _("Auditor")


class Duty(models.TextChoices):
    """Who decides, who manages and who does: the separation that every case rests on."""

    DECIDE = "decide", _("Decides")
    MANAGE = "manage", _("Manages")
    DO = "do", _("Does")


class Organisation(models.Model):
    """Everybody may know that an organisation exists; all that it has is its own."""

    tenancy = GLOBAL

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    uscc = models.CharField(
        _("unified social credit code"), max_length=18, unique=True, null=True, blank=True
    )
    region = models.CharField(_("region, six digits of GB/T 2260"), max_length=6, blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("name", "id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind", "region"], name="organisation_kind_region")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="organisation_named", condition=~Q(name="")),
            models.CheckConstraint(name="organisation_kind", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="organisation_uscc", condition=Q(uscc__isnull=True) | Q(uscc__regex=USCC_PATTERN)
            ),
            models.CheckConstraint(
                name="organisation_region", condition=Q(region="") | Q(region__regex=r"^[0-9]{6}\Z")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        # an empty code would be a value, and only one organisation could have it
        self.uscc = (self.uscc or "").strip().upper() or None


class MembershipQuerySet(ScopedQuerySet["Membership"]):
    def active(self, on: date) -> MembershipQuerySet:
        return self.filter(Q(ends__isnull=True) | Q(ends__gte=on), starts__lte=on)


class MembershipManager(ScopedManager["Membership"]):
    def get_queryset(self) -> MembershipQuerySet:
        return MembershipQuerySet(self.model, using=self._db, hints=getattr(self, "_hints", None))

    def active(self, on: date) -> MembershipQuerySet:
        """The memberships that hold on a day, first and last day included."""
        return self.get_queryset().active(on)


class Membership(ScopedModel):
    tenancy = ORG("organisation")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("organisation")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("person"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    duty = models.CharField(_("duty"), max_length=10, choices=Duty, default=Duty.DO)
    starts = models.DateField(_("first day"), default=timezone.localdate)
    ends = models.DateField(_("last day"), null=True, blank=True)

    objects: ClassVar[MembershipManager] = MembershipManager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("starts", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="membership_role", condition=Q(role__in=Role.values)),
            models.CheckConstraint(name="membership_duty", condition=Q(duty__in=Duty.values)),
            models.CheckConstraint(
                name="membership_days", condition=Q(ends__isnull=True) | Q(ends__gte=F("starts"))
            ),
            models.UniqueConstraint(
                name="membership_once", fields=["organisation", "user", "role", "duty", "starts"]
            ),
            models.UniqueConstraint(
                name="membership_open_once",
                fields=["organisation", "user", "role", "duty"],
                condition=Q(ends__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"
