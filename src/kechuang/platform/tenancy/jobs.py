"""Background jobs run in the scope that enqueued them, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django_tasks.base import Task, TaskResult

from kechuang.platform.tenancy.scope import (
    Scope,
    ScopeMissing,
    enter,
    no_scope,
    require_scope,
    unrestricted,
)

T = TypeVar("T")
KEYWORD = "tenancy_scope"


def enqueue(task: Task[Any, T], *args: Any, **kwargs: Any) -> TaskResult[T]:
    """Queue a job together with the present scope."""
    scope = require_scope(task.name)
    carried = {"organisation": scope.organisation, "actor": scope.actor, "reason": scope.reason}
    return task.enqueue(*args, **kwargs, **{KEYWORD: carried})


def in_scope(function: Callable[..., T]) -> Callable[..., T]:
    """Below `@task()`: run the job in the scope that `enqueue` sent along."""

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> T:
        carried = kwargs.pop(KEYWORD, None)
        if carried is None:
            raise ScopeMissing(
                f"{function.__qualname__} was enqueued without a scope: use tenancy.jobs.enqueue"
            )
        scope = Scope(**carried)
        with no_scope():
            if scope.is_unrestricted:
                with unrestricted(scope.reason, actor=scope.actor):
                    return function(*args, **kwargs)
            enter(scope)
            return function(*args, **kwargs)

    return run
