"""What a person of one organisation can see of another's rows: nothing, by whatever way."""

import threading

import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Subquery, Sum
from django.test.utils import CaptureQueriesContext

from kechuang.platform.orgs.models import Membership, Organisation
from kechuang.platform.tenancy.scope import (
    ForeignWrite,
    ScopeMissing,
    organisation_scope,
    unrestricted,
)
from tests.platform.tenancy.shelf.models import Agreement, Folder, Label, Note, NoteLabel, Topic

User = get_user_model()


@pytest.fixture
def bob(world):
    with world.b.scope():
        yield world


def texts(notes) -> list[str]:
    return sorted(note.text for note in notes)


BOBS = ["bob16", "bob8"]


def test_a_list_holds_own_rows_in_one_query(bob):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert texts(Note.objects.all()) == BOBS
    assert len(queries) == 1


def test_charlie_without_a_scope_reads_nothing_at_all(world):
    for read in (
        lambda: list(Note.objects.all()),
        Note.objects.count,
        lambda: Note.objects.filter(text="bob8").exists(),
        lambda: list(world.topic.notes.all()),
        lambda: list(Topic.objects.filter(notes__text="bob8")),
        lambda: list(Membership.objects.all()),
        world.a.notes[0].refresh_from_db,
    ):
        with pytest.raises(ScopeMissing):
            read()


def test_an_organisation_without_rows_sees_none(world):
    with organisation_scope(world.third.pk, actor=world.charlie.pk):
        assert not Note.objects.exists()
        assert [agreement.subject for agreement in Agreement.objects.all()] == ["audit"]


class TestOneTable:
    def test_get(self, bob):
        with pytest.raises(Note.DoesNotExist):
            Note.objects.get(pk=bob.a.notes[0].pk)

    def test_count_exists_aggregate(self, bob):
        assert Note.objects.count() == 2
        assert not Note.objects.filter(text="alice1").exists()
        assert Note.objects.aggregate(Sum("size"))["size__sum"] == 24
        assert Note.objects.filter(text="bob8").contains(bob.b.notes[0])
        assert not Note.objects.contains(bob.a.notes[0])

    def test_in_bulk(self, bob):
        keys = [note.pk for note in [*bob.a.notes, *bob.b.notes]]
        assert sorted(Note.objects.in_bulk(keys)) == sorted(note.pk for note in bob.b.notes)

    def test_values_and_annotate(self, bob):
        assert sorted(Note.objects.values_list("text", flat=True)) == BOBS
        grouped = Note.objects.values("topic").annotate(n=Count("id"), total=Sum("size"))
        assert list(grouped) == [{"topic": bob.topic.pk, "n": 2, "total": 24}]

    def test_sliced_ordered_and_distinct(self, bob):
        assert [note.text for note in Note.objects.order_by("-size")[:5]] == ["bob16", "bob8"]
        assert Note.objects.values("topic").distinct().count() == 1

    def test_iterator(self, bob):
        assert texts(Note.objects.iterator(chunk_size=1)) == BOBS

    def test_union_and_difference(self, bob):
        small, large = Note.objects.filter(size__lt=10), Note.objects.filter(size__gte=10)
        assert texts(small.union(large)) == BOBS
        assert texts(Note.objects.all().difference(large)) == ["bob8"]

    def test_negation(self, bob):
        assert texts(Note.objects.exclude(text="nothing")) == BOBS
        assert texts(Note.objects.exclude(labels__name="label alice")) == BOBS

    def test_locking(self, bob):
        assert texts(Note.objects.select_for_update()) == BOBS

    def test_every_manager(self, bob):
        assert texts(Note._base_manager.all()) == BOBS
        assert texts(Note._default_manager.all()) == BOBS

    def test_refresh(self, bob):
        with pytest.raises(Note.DoesNotExist):
            bob.a.notes[0].refresh_from_db()

    def test_raw_and_extra_are_refused(self, bob):
        with pytest.raises(ForeignWrite, match="raw SQL"):
            Note.objects.raw("SELECT * FROM shelf_note")
        with pytest.raises(ForeignWrite, match="extra"):
            Note.objects.extra(where=["1 = 1"])
        with pytest.raises(ForeignWrite, match="extra table"):
            list(Topic.objects.extra(tables=["shelf_note"]))


class TestTraversal:
    def test_a_foreign_key_forward(self, bob):
        with unrestricted("a row that refers across"):
            Note.objects.filter(pk=bob.b.notes[0].pk).update(folder=bob.a.folder)
        note = Note.objects.get(pk=bob.b.notes[0].pk)
        with pytest.raises(Folder.DoesNotExist):
            _ = note.folder
        assert Note.objects.select_related("folder").get(pk=note.pk).folder is None
        assert list(Note.objects.filter(folder__name="folder alice")) == []
        names = Note.objects.order_by("size").values_list("folder__name", flat=True)
        assert list(names) == [None, "folder bob"]
        assert Note.objects.filter(pk=note.pk).aggregate(n=Count("folder__notes"))["n"] == 0
        assert [n.text for n in Note.objects.order_by("folder__name")].count("bob8") == 1

    def test_a_reverse_manager(self, bob):
        assert list(bob.a.org.notes.all()) == []
        assert list(bob.a.folder.notes.all()) == []
        assert bob.topic.notes.count() == 2
        assert list(bob.a.user.memberships.all()) == []

    def test_many_to_many(self, bob):
        assert list(bob.a.notes[0].labels.all()) == []
        assert list(bob.a.label.notes.all()) == []
        assert [label.name for label in bob.b.notes[0].labels.all()] == ["label bob"]

    def test_prefetch(self, bob):
        topic = Topic.objects.prefetch_related("notes__labels").get()
        assert texts(topic.notes.all()) == BOBS
        folders = Prefetch("notes", Note.objects.filter(size__gt=0), to_attr="found")
        assert texts(Topic.objects.prefetch_related(folders).get().found) == BOBS
        organisations = Organisation.objects.prefetch_related("notes").order_by("pk")
        assert [texts(org.notes.all()) for org in organisations] == [[], BOBS, []]

    def test_a_prefetch_takes_one_query_each(self, bob):
        with CaptureQueriesContext(connection) as queries:
            found = list(Note.objects.select_related("folder", "organisation").prefetch_related("labels"))
            assert [note.folder.name for note in found] == ["folder bob", "folder bob"]
            assert [[label.name for label in note.labels.all()] for note in found] == [["label bob"]] * 2
        assert len(queries) == 2

    def test_from_a_global_table(self, bob):
        assert not Topic.objects.filter(notes__text="alice1").exists()
        assert Topic.objects.annotate(n=Count("notes"), total=Sum("notes__size")).get().total == 24
        assert sorted(Topic.objects.values_list("notes__text", flat=True)) == BOBS
        assert not User.objects.filter(memberships__organisation=bob.a.org).exists()
        assert Organisation.objects.annotate(n=Count("notes")).get(pk=bob.a.org.pk).n == 0
        assert not Organisation.objects.filter(folders__notes__labels__name="label alice").exists()

    def test_a_count_over_an_outer_join_keeps_the_rows(self, bob):
        counts = Organisation.objects.order_by("pk").annotate(n=Count("notes")).values_list("n", flat=True)
        assert list(counts) == [0, 2, 0]

    def test_subqueries(self, bob):
        of_topic = Note.objects.filter(topic=OuterRef("pk"))
        topic = Topic.objects.annotate(
            has=Exists(of_topic.filter(text="alice1")),
            smallest=Subquery(of_topic.order_by("size").values("text")[:1]),
        ).get()
        assert (topic.has, topic.smallest) == (False, "bob8")
        assert not Folder.objects.filter(notes__in=Note.objects.filter(text="alice1")).exists()
        assert not Topic.objects.filter(pk__in=Note.objects.filter(text="alice1").values("topic")).exists()

    def test_an_expression_through_a_join(self, bob):
        assert sorted(Topic.objects.annotate(t=F("notes__text")).values_list("t", flat=True)) == BOBS
        assert sorted(Label.objects.values_list("notes__text", flat=True)) == BOBS

    def test_grouping_by_a_related_row(self, bob):
        folders = Folder.objects.annotate(n=Count("notes")).filter(n__gt=0)
        assert [(folder.name, folder.n) for folder in folders] == [("folder bob", 2)]


class TestShared:
    def test_both_sides_read(self, world):
        with world.a.scope():
            assert Agreement.objects.count() == 2
        with world.b.scope():
            assert [agreement.subject for agreement in Agreement.objects.all()] == ["loan"]
            assert [agreement.subject for agreement in world.a.org.given.all()] == ["loan"]
            assert Organisation.objects.annotate(n=Count("given")).get(pk=world.a.org.pk).n == 1


class TestTheScopeCountsWhenTheQueryRuns:
    def test_a_queryset_built_without_a_scope(self, world):
        notes = Note.objects.filter(size__gt=0)
        with world.a.scope():
            assert notes.count() == 3
        with world.b.scope():
            assert notes.count() == 2
        with pytest.raises(ScopeMissing, match=r"shelf\.Note"):
            notes.count()

    def test_unrestricted_sees_all(self, world):
        with unrestricted("a report of the whole region"):
            assert Note.objects.count() == 5
            assert NoteLabel.objects.filter(label__name="label alice").count() == 3
            assert Note.objects.raw("SELECT * FROM shelf_note WHERE size = 4")[0].text == "alice4"

    def test_async_code(self, world):
        async def read():
            with world.b.scope():
                return sorted([note.text async for note in Note.objects.all()]), await Note.objects.acount()

        assert async_to_sync(read)() == (BOBS, 2)

    def test_a_thread_starts_without_one(self, world):
        caught = []

        def read():
            try:
                str(Note.objects.all().query)
            except ScopeMissing as missing:
                caught.append(missing)

        with world.b.scope():
            thread = threading.Thread(target=read)
            thread.start()
            thread.join()
        assert len(caught) == 1
