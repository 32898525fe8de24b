import pytest
from django_tasks import TaskResultStatus, task

from kechuang.platform.tenancy.jobs import enqueue, in_scope
from kechuang.platform.tenancy.scope import ScopeMissing, current_scope, no_scope, unrestricted
from tests.platform.tenancy.shelf.models import Note


@task()
@in_scope
def count_notes(minimum: int, *, label: str = "") -> list[object]:
    scope = current_scope()
    return [Note.objects.filter(size__gte=minimum).count(), label, scope.actor, scope.reason]


def test_a_job_runs_in_the_scope_that_enqueued_it(world):
    with world.a.scope():
        result = enqueue(count_notes, 2, label="x")
    assert result.return_value == [2, "x", world.a.user.pk, ""]
    with world.b.scope():
        assert enqueue(count_notes, 2).return_value == [2, "", world.b.user.pk, ""]
    with unrestricted("the whole region", actor=9):
        assert enqueue(count_notes, 2).return_value == [4, "", 9, "the whole region"]
    assert current_scope() is None


def test_the_worker_has_no_scope_of_its_own(world):
    with world.a.scope():
        result = enqueue(count_notes, 1)
    sent = result.kwargs
    with world.b.scope():
        assert count_notes.func(1, **sent)[0] == 3
        assert current_scope().organisation == world.b.org.pk


def test_no_scope_no_job(world):
    with pytest.raises(ScopeMissing), no_scope():
        enqueue(count_notes, 1)
    with world.a.scope():
        result = count_notes.enqueue(1)
    assert result.status == TaskResultStatus.FAILED
    assert result.errors[0].exception_class is ScopeMissing
