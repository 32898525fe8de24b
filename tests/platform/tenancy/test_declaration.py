"""A model without a sound declaration does not pass `manage check`."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import models
from django.test.utils import isolate_apps

import kechuang
from kechuang.platform.orgs.models import Membership, Organisation
from kechuang.platform.tenancy.checks import check_declarations, check_engines, check_model
from kechuang.platform.tenancy.declaration import GLOBAL, ORG, SHARED, declared, is_scoped, scoped_tables
from kechuang.platform.tenancy.models import ScopedModel
from tests.platform.tenancy.shelf.models import Folder, Label

SHELF = "tests.platform.tenancy.shelf"


def organisation(**options):
    return models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+", **options)


def faults(model):
    return [fault.id for fault in check_model(model)]


def test_every_model_of_ours_is_declared():
    ours = [
        model
        for config in apps.get_app_configs()
        if config.name.startswith(("kechuang.", "tests."))
        for model in config.get_models()
    ]
    assert len(ours) >= 9
    assert [model._meta.label for model in ours if declared(model) is None] == []
    assert check_declarations() == []
    assert check_engines() == []


def test_the_tables_of_the_walls():
    assert {table for table in scoped_tables() if not table.startswith("shelf_")} == {"orgs_membership"}
    assert is_scoped(Membership)
    assert not is_scoped(Organisation)
    assert [key.column for key in scoped_tables()["shelf_agreement"].keys] == [
        "owner_org_id",
        "partner_org_id",
    ]
    assert [f.name for f in scoped_tables()["shelf_note"].references] == ["folder", "parent"]


@pytest.fixture
def isolated():
    with isolate_apps(SHELF):
        yield


@pytest.mark.usefixtures("isolated")
class TestFaults:
    def test_no_declaration(self):
        class Bare(models.Model):
            class Meta:
                app_label = "shelf"

        class Misspelt(ScopedModel):
            tenancy = "ORG"
            organisation = organisation()

            class Meta:
                app_label = "shelf"

        assert faults(Bare) == ["tenancy.E001"]
        assert faults(Misspelt) == ["tenancy.E001"]

    def test_the_command_fails(self, monkeypatch):
        class Bare(models.Model):
            class Meta:
                app_label = "shelf"

        config = apps.get_app_config("shelf")
        monkeypatch.setattr(config, "get_models", lambda **_: [Bare])
        with pytest.raises(SystemCheckError, match="no tenancy is declared"):
            call_command("check", "shelf")

    def test_a_foreign_base_or_manager(self):
        class Loose(models.Model):
            tenancy = ORG()
            organisation = organisation()

            class Meta:
                app_label = "shelf"

        class OtherManager(ScopedModel):
            tenancy = ORG()
            organisation = organisation()
            objects = models.Manager()

            class Meta:
                app_label = "shelf"

        assert faults(Loose) == ["tenancy.E002"]
        assert faults(OtherManager) == ["tenancy.E003"]

    def test_a_concrete_parent(self):
        class Parent(ScopedModel):
            tenancy = ORG()
            organisation = organisation()

            class Meta:
                app_label = "shelf"

        class Child(Parent):
            class Meta:
                app_label = "shelf"

        assert faults(Parent) == []
        assert "tenancy.E004" in faults(Child)

    def test_an_automatic_through_table(self):
        class Tagged(ScopedModel):
            tenancy = ORG()
            organisation = organisation()
            labels = models.ManyToManyField(Label, related_name="+")

            class Meta:
                app_label = "shelf"

        assert faults(Tagged) == []
        assert faults(Tagged.labels.through) == ["tenancy.E005"]

    def test_columns(self):
        class NoKey(ScopedModel):
            tenancy = ORG()
            organisation = models.IntegerField()

            class Meta:
                app_label = "shelf"

        class NoIndex(ScopedModel):
            tenancy = SHARED("giver", "taker")
            giver = organisation(null=True)
            taker = organisation(db_index=False, null=True)

            class Meta:
                app_label = "shelf"

        class Indexed(ScopedModel):
            tenancy = SHARED("giver", "taker")
            giver = organisation(db_index=False)
            taker = organisation()

            class Meta:
                app_label = "shelf"
                indexes = (models.Index(fields=["giver", "taker"], name="indexed"),)

        assert faults(NoKey) == ["tenancy.E006"]
        assert [fault.msg for fault in check_model(NoIndex)] == [
            "giver owns the row, so it can't be null",
            "taker has no index that starts with it",
        ]
        assert faults(Indexed) == []

    def test_references_that_not_everybody_sees(self):
        class Everybody(models.Model):
            tenancy = GLOBAL
            folder = models.ForeignKey(Folder, on_delete=models.CASCADE, related_name="+")

            class Meta:
                app_label = "shelf"

        class Two(ScopedModel):
            tenancy = SHARED("giver", "taker")
            giver = organisation()
            taker = organisation()
            folder = models.ForeignKey(Folder, on_delete=models.CASCADE, related_name="+")

            class Meta:
                app_label = "shelf"

        assert faults(Everybody) == ["tenancy.E007"]
        assert faults(Two) == ["tenancy.E007"]


def test_an_engine_without_the_walls(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    assert [fault.id for fault in check_engines()] == ["tenancy.E008"]


FORBIDDEN = {"raw", "extra", "cursor", "_raw_delete", "RawSQL", "execute_sql"}
"""What carries SQL past the first wall; on SQLite there is no second."""


def test_no_code_of_ours_goes_round_the_orm():
    source = Path(kechuang.__file__).parent
    found = []
    for folder in ("platform", "apps", "site"):
        for path in sorted((source / folder).rglob("*.py")):
            if path.is_relative_to(source / "platform" / "tenancy"):
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                name = getattr(
                    getattr(node, "func", None), "attr", getattr(getattr(node, "func", None), "id", "")
                )
                if name in FORBIDDEN:
                    found.append(f"{path.relative_to(source)}:{node.lineno} {name}")
    assert found == []
