"""Where requests enter their scope: one middleware for all of them, one hook for the API."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, sync_to_async
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.decorators import sync_and_async_middleware
from ninja.errors import HttpError
from ninja.security import SessionAuth

from kechuang.platform.orgs.selectors import get_scope, list_memberships
from kechuang.platform.tenancy.scope import current_scope, enter, no_scope

SESSION_KEY = "organisation"
HEADER = "X-Organisation"


@sync_and_async_middleware
def organisation_middleware(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Every request starts without a scope, enters that of its session, and leaves nothing to the next."""
    if iscoroutinefunction(get_response):

        async def answer_async(request: HttpRequest) -> HttpResponseBase:
            with no_scope():
                await sync_to_async(enter_session_scope)(request)
                response: Awaitable[HttpResponseBase] = get_response(request)
                return await response

        return answer_async

    def answer(request: HttpRequest) -> HttpResponseBase:
        with no_scope():
            enter_session_scope(request)
            response: HttpResponseBase = get_response(request)
            return response

    return answer


def enter_session_scope(request: HttpRequest) -> None:
    """The organisation chosen last, or the person's first; a membership that has ended is forgotten."""
    user = request.user.pk
    if not request.user.is_authenticated or user is None:
        return
    today = timezone.localdate()
    chosen = request.session.get(SESSION_KEY)
    scope = None if chosen is None else get_scope(user, chosen, today)
    if scope is None:
        first = next(iter(list_memberships(user, today)), None)
        if first is None:
            request.session.pop(SESSION_KEY, None)
            return
        request.session[SESSION_KEY] = first.organisation_id
        scope = get_scope(user, first.organisation_id, today)
    if scope is not None:
        enter(scope)


def choose_organisation(request: HttpRequest, organisation: int) -> None:
    """Act for another of one's organisations from now on; any other does not exist."""
    user = request.user.pk
    scope = None if user is None else get_scope(user, organisation, timezone.localdate())
    if scope is None:
        raise Http404("no such organisation")
    request.session[SESSION_KEY] = organisation
    enter(scope)


class OrganisationAuth(SessionAuth):
    """`auth=OrganisationAuth()`: the signed-in person, in the organisation of the header or else of the session."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any | None:  # noqa: ARG002 the base class's signature
        if not request.user.is_authenticated:
            return None
        named = request.headers.get(HEADER)
        if named is not None:
            number = int(named) if named.isascii() and named.isdigit() and len(named) < 19 else None
            scope = None if number is None else get_scope(request.user.pk, number, timezone.localdate())
            if scope is None:
                raise HttpError(404, "no such organisation")
            enter(scope)
        elif current_scope() is None:
            raise HttpError(403, "this account belongs to no organisation")
        return request.user
