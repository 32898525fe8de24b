"""A page, an asynchronous page and an API that list what their reader sees."""

from django.http import HttpRequest, JsonResponse
from django.urls import path
from ninja import NinjaAPI

from kechuang.platform.orgs.entry import OrganisationAuth, choose_organisation
from kechuang.platform.tenancy.scope import current_scope
from tests.platform.tenancy.shelf.models import Note

api = NinjaAPI(urls_namespace="probe", docs_url=None, openapi_url=None)


@api.get("/notes", auth=OrganisationAuth())
def notes(request: HttpRequest) -> list[str]:
    return sorted(note.text for note in Note.objects.all())


@api.post("/notes", auth=OrganisationAuth())
def add_note(request: HttpRequest) -> int:
    scope = current_scope()
    return Note.objects.create(organisation_id=scope.organisation, text="from the API").organisation_id


def page(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"notes": sorted(note.text for note in Note.objects.all())})


def whose(request: HttpRequest) -> JsonResponse:
    scope = current_scope()
    return JsonResponse({"organisation": scope and scope.organisation})


async def page_async(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"notes": sorted([note.text async for note in Note.objects.all()])})


def choose(request: HttpRequest, number: int) -> JsonResponse:
    choose_organisation(request, number)
    return page(request)


urlpatterns = [
    path("page", page),
    path("whose", whose),
    path("page-async", page_async),
    path("choose/<int:number>", choose),
    path("api/", api.urls),
]
