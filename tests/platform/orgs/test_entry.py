"""Pages and API enter the scope of the person who asks, and leave none behind."""

from datetime import date

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from django.test import AsyncClient, Client
from django.test.utils import CaptureQueriesContext

from kechuang.platform.orgs.models import Membership
from kechuang.platform.tenancy.scope import ScopeMissing, current_scope, unrestricted

BOBS = ["bob16", "bob8"]


@pytest.fixture(autouse=True)
def probe_urls(settings):
    settings.ROOT_URLCONF = "tests.platform.orgs.urls"


@pytest.fixture
def bob(world):
    client = Client()
    client.force_login(world.b.user)
    return client


@pytest.fixture
def charlie(world):
    client = Client()
    client.force_login(world.charlie)
    return client


def join(world, user, organisation):
    with unrestricted("set up"):
        Membership.objects.create(organisation=organisation, user=user, starts=date(2026, 1, 1))


class TestPages:
    def test_a_member_sees_the_own_organisation(self, bob):
        assert bob.get("/page").json() == {"notes": BOBS}
        assert current_scope() is None

    def test_the_choice_is_remembered_and_costs_one_query(self, bob):
        bob.get("/page")
        with CaptureQueriesContext(connection) as queries:
            assert bob.get("/page").json() == {"notes": BOBS}
        assert len(queries) == 4  # of the membership, beside session, account and the page's own

    def test_strangers_get_no_scope(self, world, charlie):
        for client in (Client(), charlie):
            with pytest.raises(ScopeMissing):
                client.get("/page")
            assert current_scope() is None

    def test_a_second_organisation_is_chosen(self, world, bob):
        join(world, world.b.user, world.a.org)
        assert bob.get(f"/choose/{world.a.org.pk}").json() == {"notes": ["alice1", "alice2", "alice4"]}
        assert bob.get("/page").json() == {"notes": ["alice1", "alice2", "alice4"]}

    def test_a_foreign_organisation_does_not_exist(self, world, bob):
        assert bob.get(f"/choose/{world.a.org.pk}").status_code == 404
        assert bob.get(f"/choose/{10**12}").status_code == 404
        assert bob.get("/page").json() == {"notes": BOBS}

    def test_a_membership_that_ended_counts_no_more(self, world, bob):
        assert bob.get("/page").status_code == 200
        with unrestricted("dismissal"):
            Membership.objects.filter(user=world.b.user).update(
                starts=date(2020, 1, 1), ends=date(2020, 2, 1)
            )
        assert bob.get("/whose").json() == {"organisation": None}
        assert "organisation" not in bob.session

    def test_asynchronous_pages(self, world):
        async def read():
            client = AsyncClient()
            await client.aforce_login(world.b.user)
            return (await client.get("/page-async")).json()

        assert async_to_sync(read)() == {"notes": BOBS}
        assert current_scope() is None


class TestApi:
    def test_the_organisation_of_the_session(self, bob):
        assert bob.get("/api/notes").json() == BOBS

    def test_the_organisation_of_the_header(self, world, bob):
        assert bob.get("/api/notes").json() == BOBS
        join(world, world.b.user, world.a.org)
        headers = {"X-Organisation": str(world.a.org.pk)}
        assert bob.get("/api/notes", headers=headers).json() == ["alice1", "alice2", "alice4"]
        assert bob.post("/api/notes", headers=headers).json() == world.a.org.pk
        assert bob.get("/api/notes").json() == BOBS
        assert current_scope() is None

    @pytest.mark.parametrize("header", ["{a}", "0", "x", "", "-1", "²", "9" * 30])
    def test_a_foreign_organisation_does_not_exist(self, world, bob, header):
        named = header.format(a=world.a.org.pk)
        assert bob.get("/api/notes", headers={"X-Organisation": named}).status_code == 404

    def test_strangers(self, world, charlie):
        assert Client().get("/api/notes").status_code == 401
        assert charlie.get("/api/notes").status_code == 403
        headers = {"X-Organisation": str(world.a.org.pk)}
        assert charlie.get("/api/notes", headers=headers).status_code == 404
        assert Client().get("/api/notes", headers=headers).status_code == 401
