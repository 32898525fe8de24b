from django.db import models

from kechuang.platform.tenancy.declaration import GLOBAL, ORG, SHARED
from kechuang.platform.tenancy.models import ScopedModel


class Topic(models.Model):
    tenancy = GLOBAL

    name = models.CharField(max_length=50)


class Folder(ScopedModel):
    tenancy = ORG("organisation")

    organisation = models.ForeignKey("orgs.Organisation", on_delete=models.CASCADE, related_name="folders")
    name = models.CharField(max_length=50)


class Label(ScopedModel):
    tenancy = ORG()

    organisation = models.ForeignKey("orgs.Organisation", on_delete=models.CASCADE)
    name = models.CharField(max_length=50)

    class Meta:
        constraints = (models.UniqueConstraint(name="label_once", fields=["organisation", "name"]),)


class Note(ScopedModel):
    tenancy = ORG("organisation")

    organisation = models.ForeignKey("orgs.Organisation", on_delete=models.CASCADE, related_name="notes")
    folder = models.ForeignKey(Folder, null=True, blank=True, on_delete=models.CASCADE, related_name="notes")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replies"
    )
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.SET_NULL, related_name="notes")
    labels = models.ManyToManyField(Label, through="NoteLabel", related_name="notes")
    text = models.CharField(max_length=100)
    size = models.IntegerField(default=1)


class NoteLabel(ScopedModel):
    tenancy = ORG("organisation")

    organisation = models.ForeignKey("orgs.Organisation", on_delete=models.CASCADE)
    note = models.ForeignKey(Note, on_delete=models.CASCADE)
    label = models.ForeignKey(Label, on_delete=models.CASCADE)


class Agreement(ScopedModel):
    tenancy = SHARED("owner_org", "partner_org")

    owner_org = models.ForeignKey("orgs.Organisation", on_delete=models.CASCADE, related_name="given")
    partner_org = models.ForeignKey(
        "orgs.Organisation", null=True, blank=True, on_delete=models.CASCADE, related_name="received"
    )
    subject = models.CharField(max_length=50)
