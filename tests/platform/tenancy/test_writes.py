"""What a person of one organisation can change of another's rows: nothing, by whatever way."""

import pytest
from django import forms
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F

from kechuang.platform.orgs.models import Organisation
from kechuang.platform.tenancy.scope import ForeignWrite, ScopeMissing, unrestricted
from tests.platform.tenancy.shelf.models import Agreement, Folder, Label, Note, NoteLabel


@pytest.fixture
def bob(world):
    """Bob at work; afterwards, not a row of Alice's has changed."""
    before = snapshot(world)
    with world.b.scope():
        yield world
    assert snapshot(world) == before


def snapshot(world):
    with unrestricted("comparison"):
        return [
            list(model.objects.filter(organisation=world.a.org).order_by("pk").values())
            for model in (Note, Folder, Label, NoteLabel)
        ]


@pytest.fixture
def refused():
    """A refusal, and the transaction goes on."""

    def check(kind=ForeignWrite, match=None):
        stack = transaction.atomic()

        class Refusal:
            def __enter__(self):
                self.raises = pytest.raises(kind, match=match)
                self.raises.__enter__()
                stack.__enter__()

            def __exit__(self, *error):
                stack.__exit__(*error)
                return self.raises.__exit__(*error)

        return Refusal()

    return check


class TestInsert:
    def test_create_and_save(self, bob, refused):
        with refused(match=r"shelf\.Note\.organisation"):
            Note.objects.create(organisation=bob.a.org, text="x")
        with refused():
            Note(organisation=bob.a.org, text="x").save()
        with refused(match="is None"):
            Note(text="x").save()
        assert Note.objects.create(organisation=bob.b.org, text="own").pk

    def test_through_a_reverse_manager(self, bob, refused):
        with refused():
            bob.a.org.notes.create(text="x")
        with refused():
            bob.a.folder.notes.create(organisation=bob.b.org, text="x")
        with refused(ForeignWrite):
            bob.a.folder.notes.add(bob.b.notes[0], bulk=False)
        with refused(ForeignWrite):
            bob.a.folder.notes.add(bob.b.notes[0])

    def test_bulk_create(self, bob, refused):
        with refused():
            Note.objects.bulk_create(
                [Note(organisation=bob.b.org, text="x"), Note(organisation=bob.a.org, text="y")]
            )
        rows = [Note(organisation=bob.b.org, folder=bob.b.folder, text=str(n)) for n in range(3)]
        assert len(Note.objects.bulk_create(rows)) == 3

    def test_an_upsert_over_a_foreign_row(self, bob, refused):
        row = Note(pk=bob.a.notes[0].pk, organisation=bob.b.org, text="taken")
        with refused(match="unique fields"):
            Note.objects.bulk_create(
                [row], update_conflicts=True, unique_fields=["id"], update_fields=["text"]
            )
        label = Label(organisation=bob.b.org, name="label bob")
        Label.objects.bulk_create(
            [label], update_conflicts=True, unique_fields=["organisation", "name"], update_fields=["name"]
        )
        assert Label.objects.count() == 1

    def test_get_or_create_and_update_or_create(self, bob, refused):
        with refused():
            Note.objects.get_or_create(text="alice1", organisation=bob.a.org)
        with refused():
            Note.objects.update_or_create(text="alice1", defaults={"organisation": bob.a.org})
        note, created = Note.objects.get_or_create(text="alice1", organisation=bob.b.org)
        assert created
        assert note.pk not in {row.pk for row in bob.a.notes}

    @pytest.mark.parametrize("name", ["folder", "folder_id", "parent", "parent_id"])
    def test_a_reference_to_a_foreign_row(self, bob, refused, name):
        target = bob.a.folder if name.startswith("folder") else bob.a.notes[0]
        with refused(match="does not see"):
            Note.objects.create(
                organisation=bob.b.org, text="x", **{name: target.pk if name.endswith("_id") else target}
            )

    def test_a_reference_that_only_claims_to_be_own(self, bob, refused):
        target = Folder(pk=bob.a.folder.pk, organisation=bob.b.org)
        with refused(match="does not see"):
            Note.objects.create(organisation=bob.b.org, folder=target, text="x")


class TestUpdate:
    def test_save_of_a_foreign_row(self, bob, refused):
        note = bob.a.notes[0]
        note.text = "taken"
        with refused():
            note.save()
        with refused(DatabaseError):
            note.save(update_fields=["text"])
        note.organisation = bob.b.org
        note.folder = None
        with refused(IntegrityError):
            note.save()

    def test_giving_a_row_away(self, bob, refused):
        note = bob.b.notes[0]
        note.organisation = bob.a.org
        with refused():
            note.save()
        with refused():
            Note.objects.update(organisation=bob.a.org)
        with refused():
            Note.objects.update(organisation=F("topic_id"))

    def test_update_touches_own_rows_only(self, bob):
        assert Note.objects.update(text="x") == 2
        assert Note.objects.filter(pk=bob.a.notes[0].pk).update(text="x") == 0
        assert Note._base_manager.update(size=F("size") + 1) == 2

    def test_update_through_a_join(self, bob):
        assert Note.objects.filter(topic__name="alloys").update(text="x") == 2
        assert Note.objects.filter(folder__name="folder alice").update(text="x") == 0
        assert Note.objects.filter(labels__name__startswith="label").update(text="y") == 2
        assert bob.topic.notes.update(text="z") == 2

    def test_update_to_a_foreign_reference(self, bob, refused):
        with refused(match="does not see"):
            Note.objects.update(folder=bob.a.folder)
        with refused(match="does not see"):
            Note.objects.update(folder_id=bob.a.folder.pk)
        with refused(match="expression"):
            Note.objects.update(folder=F("topic_id"))
        note = Note.objects.first()
        note.folder_id = bob.a.folder.pk
        with refused(match="does not see"):
            note.save()

    def test_bulk_update(self, bob, refused):
        mine, foreign = bob.b.notes[0], bob.a.notes[0]
        mine.text = foreign.text = "x"
        with refused(match="not every row"):
            Note.objects.bulk_update([mine, foreign], ["text"])
        mine.folder = bob.a.folder
        with refused(match="does not see"):
            Note.objects.bulk_update([mine], ["folder"])
        mine.organisation = bob.a.org
        with refused(match="organisation"):
            Note.objects.bulk_update([mine], ["organisation"])
        mine.refresh_from_db()
        mine.text, mine.folder = "changed", None
        assert Note.objects.bulk_update([mine], ["text", "folder"]) == 1


class TestDelete:
    def test_of_a_foreign_row(self, bob, refused):
        key = bob.a.notes[0].pk
        with refused(match="does not belong"):
            bob.a.notes[0].delete()
        assert bob.a.notes[0].pk == key
        with refused(match="does not belong"):
            bob.a.folder.delete()

    def test_of_a_queryset(self, bob):
        assert Note.objects.filter(text__startswith="alice").delete()[0] == 0
        assert Note.objects.filter(folder__name="folder alice")._raw_delete("default") == 0
        assert Note.objects.filter(topic__name="alloys").delete()[1]["shelf.Note"] == 2

    def test_of_own_rows(self, bob):
        assert bob.b.notes[0].delete() == (2, {"shelf.NoteLabel": 1, "shelf.Note": 1})
        assert bob.b.folder.delete()[1]["shelf.Folder"] == 1

    def test_a_cascade_stops_at_foreign_rows(self, bob):
        # the rows it can't see hold the organisation back
        with pytest.raises(IntegrityError), transaction.atomic():  # noqa: PT012 PostgreSQL checks later
            Organisation.objects.get(pk=bob.a.org.pk).delete()
            transaction.get_connection().check_constraints()


class TestManyToMany:
    def test_add_a_foreign_row(self, bob, refused):
        own = {"organisation": bob.b.org}
        with refused(match="does not see"):
            bob.b.notes[0].labels.add(bob.a.label, through_defaults=own)
        with refused(match="does not see"):
            bob.a.notes[0].labels.add(bob.b.label, through_defaults=own)
        with refused():
            bob.b.notes[0].labels.add(
                Label.objects.create(organisation=bob.b.org, name="new"),
                through_defaults={"organisation": bob.a.org},
            )

    def test_clear_and_set(self, bob):
        bob.a.notes[0].labels.clear()
        bob.a.label.notes.set([])
        bob.b.notes[0].labels.clear()
        assert NoteLabel.objects.count() == 1


class TestShared:
    def test_only_the_owner_creates(self, bob, refused):
        with refused(match="owner_org"):
            Agreement.objects.create(owner_org=bob.a.org, partner_org=bob.b.org, subject="x")
        assert Agreement.objects.create(owner_org=bob.b.org, partner_org=bob.a.org, subject="x").pk

    def test_both_sides_change_it(self, bob):
        agreement = Agreement.objects.get(subject="loan")
        agreement.subject = "credit"
        agreement.save()
        assert Agreement.objects.update(subject="credit line") == 1

    def test_the_partner_takes_nothing(self, bob, refused):
        agreement = Agreement.objects.get(subject="loan")
        agreement.owner_org = bob.b.org
        with refused((ForeignWrite, IntegrityError)):
            agreement.save()
        with refused(match="owner"):
            Agreement.objects.update(owner_org=bob.b.org)
        with refused(match="one by one"):
            Agreement.objects.bulk_update([agreement], ["owner_org"])
        assert Agreement.objects.update(partner_org=bob.third) == 0
        assert Agreement.objects.update(partner_org=None) == 0
        agreement.refresh_from_db()
        agreement.partner_org = None
        with refused((ForeignWrite, IntegrityError)):
            agreement.save()

    def test_only_the_owner_deletes(self, bob, refused):
        with refused(match="does not belong"):
            Agreement.objects.get(subject="loan").delete()
        assert Agreement.objects.all().delete()[0] == 0

    def test_the_owner_names_another_partner(self, world):
        with world.a.scope():
            assert Agreement.objects.filter(subject="loan").update(partner_org=world.third) == 1
            agreement = Agreement.objects.get(subject="loan")
            agreement.partner_org = None
            agreement.save()
            with pytest.raises(ForeignWrite):
                Agreement.objects.update(owner_org=world.b.org)
            agreement.delete()
            assert Agreement.objects.count() == 1


class NoteForm(forms.ModelForm):
    labels = forms.ModelMultipleChoiceField(queryset=Label.objects.all(), required=False)

    class Meta:
        model = Note
        fields = ("text", "folder", "parent")


class TestForms:
    def test_choices_are_own_rows(self, bob):
        form = NoteForm()
        assert [label for key, label in form.fields["folder"].choices if key] == [str(bob.b.folder)]
        assert len(form.fields["labels"].choices) == 1
        assert len(form.fields["parent"].choices) == 3

    def test_a_foreign_choice_is_no_choice(self, bob):
        data = {"text": "x", "folder": bob.a.folder.pk, "labels": [bob.a.label.pk]}
        form = NoteForm(data, instance=Note(organisation=bob.b.org))
        assert sorted(form.errors) == ["folder", "labels"]

    def test_an_own_choice_is_saved(self, bob):
        form = NoteForm({"text": "x", "folder": bob.b.folder.pk}, instance=Note(organisation=bob.b.org))
        assert form.is_valid()
        assert form.save(commit=False).folder == bob.b.folder


def test_without_a_scope_nothing_is_written(world):
    note = world.a.notes[0]
    for write in (
        note.save,
        note.delete,
        lambda: Note.objects.update(text="x"),
        lambda: Note.objects.all().delete(),
        lambda: Note.objects.create(organisation=world.a.org, text="x"),
        lambda: Note.objects.bulk_create([Note(organisation=world.a.org, text="x")]),
        lambda: Note.objects.bulk_update([note], ["text"]),
        lambda: note.labels.add(world.a.label),
    ):
        with pytest.raises(ScopeMissing), transaction.atomic():
            write()
