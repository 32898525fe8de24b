"""The organisation on whose behalf the running code reads and writes. Threads and requests start without one."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

logger = logging.getLogger("kechuang.tenancy")


class ScopeMissing(RuntimeError):
    """A scoped table was touched outside every scope."""


class ForeignWrite(PermissionError):
    """A write into, or a reference to, a row of a foreign organisation."""


@dataclass(frozen=True, slots=True)
class Scope:
    organisation: int | None
    """None only when unrestricted."""
    actor: int | None = None
    """The user's id; None is the system itself."""
    reason: str = ""
    """Why the scope is unrestricted."""

    def __post_init__(self) -> None:
        if (self.organisation is None) != bool(self.reason.strip()):
            raise ValueError("a scope has either an organisation or a reason to do without one")

    @property
    def is_unrestricted(self) -> bool:
        return self.organisation is None


_current: ContextVar[Scope | None] = ContextVar("kechuang_scope", default=None)


def current_scope() -> Scope | None:
    return _current.get()


def require_scope(what: str) -> Scope:
    scope = _current.get()
    if scope is None:
        raise ScopeMissing(f"{what} belongs to an organisation, and no scope is entered")
    return scope


def enter(scope: Scope) -> None:
    """Set the scope until the enclosing `no_scope()` ends; for the hooks of requests and jobs only."""
    _current.set(scope)


@contextmanager
def _held(scope: Scope | None) -> Iterator[None]:
    token = _current.set(scope)
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def no_scope() -> Iterator[None]:
    """Nothing that was entered before holds inside, nothing entered inside holds after."""
    with _held(None):
        yield


@contextmanager
def organisation_scope(organisation: int, actor: int | None = None) -> Iterator[None]:
    """Act for one organisation; inside another organisation's scope this is refused."""
    outer = _current.get()
    if outer and outer.organisation not in {None, organisation}:
        raise ForeignWrite(f"in the scope of organisation {outer.organisation}, not of {organisation}")
    with _held(Scope(organisation, actor if actor is not None or outer is None else outer.actor)):
        yield


@contextmanager
def unrestricted(reason: str, actor: int | None = None) -> Iterator[None]:
    """Act for no organisation in particular. Each use is logged with actor and reason."""
    outer = _current.get()
    scope = Scope(None, actor if actor is not None or outer is None else outer.actor, reason)
    logger.warning(
        "unrestricted: %s (actor %s, organisation %s)",
        reason,
        "system" if scope.actor is None else scope.actor,
        outer.organisation if outer else None,
        extra={"actor": scope.actor, "reason": reason},
    )
    with _held(scope):
        yield
