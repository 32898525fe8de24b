from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kechuang.platform.accounts.models import User
from kechuang.platform.orgs.models import Duty, Kind, Membership, Organisation, Role
from kechuang.platform.orgs.selectors import get_scope, list_memberships
from kechuang.platform.tenancy.scope import Scope, organisation_scope

CODE = "91210100MA0000000X"


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


@pytest.fixture
def org(database):
    return Organisation.objects.create(name="恒驰", kind=Kind.ENTERPRISE, uscc=CODE, region="210100")


@pytest.fixture
def user(database):
    return User.objects.create_user("a@example.com")


@pytest.mark.parametrize(
    "fields",
    [
        {"uscc": CODE},
        {"uscc": ""},
        {"uscc": "91210100MA000000"},
        {"uscc": "91210100MA000000OX"},
        {"kind": "club"},
        {"kind": ""},
        {"name": ""},
        {"region": "2101"},
        {"region": "21010x"},
        {"region": "21010\n"},
    ],
)
def test_the_database_refuses_a_wrong_organisation(org, fields):
    refused(lambda: Organisation.objects.create(**{"name": "x", "kind": Kind.BANK, **fields}))


def test_organisations_without_a_code(org):
    for name in ("one", "two"):
        made = Organisation(name=name, kind=Kind.BUREAU, uscc=" ")
        made.full_clean()
        made.save()
    assert Organisation.objects.filter(uscc=None).count() == 2
    assert str(org) == "恒驰"


@pytest.mark.parametrize(
    "fields",
    [
        {"role": "king"},
        {"duty": "watch"},
        {"starts": date(2026, 2, 2), "ends": date(2026, 2, 1)},
        {"starts": date(2026, 1, 1)},
        {"starts": date(2026, 3, 1)},
    ],
)
def test_the_database_refuses_a_wrong_membership(org, user, fields):
    with organisation_scope(org.pk):
        Membership.objects.create(organisation=org, user=user, starts=date(2026, 1, 1))
        refused(lambda: Membership.objects.create(organisation=org, user=user, **fields))


def test_a_person_may_have_several_duties_in_turn_and_at_once(org, user):
    with organisation_scope(org.pk):
        for duty, starts, ends in (
            (Duty.DO, date(2025, 1, 1), date(2025, 12, 31)),
            (Duty.DO, date(2026, 1, 1), None),
            (Duty.MANAGE, date(2026, 6, 1), None),
        ):
            Membership.objects.create(
                organisation=org, user=user, role=Role.MEMBER, duty=duty, starts=starts, ends=ends
            )
        counts = {
            day: Membership.objects.active(day).count()
            for day in (date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 7, 1))
        }
    assert list(counts.values()) == [0, 1, 1, 2]


def test_the_scope_of_a_person(org, user):
    other = Organisation.objects.create(name="银行", kind=Kind.BANK)
    with organisation_scope(org.pk):
        made = Membership.objects.create(
            organisation=org, user=user, starts=date(2026, 1, 1), ends=date(2026, 6, 30)
        )
    assert str(made) == "a@example.com · 恒驰"
    assert get_scope(user.pk, org.pk, date(2026, 6, 30)) == Scope(org.pk, actor=user.pk)
    assert get_scope(user.pk, org.pk, date(2026, 7, 1)) is None
    assert get_scope(user.pk, other.pk, date(2026, 6, 30)) is None
    assert get_scope(user.pk, 10**12, date(2026, 6, 30)) is None
    assert [m.organisation.name for m in list_memberships(user.pk, date(2026, 3, 1))] == ["恒驰"]
    assert list_memberships(user.pk, date(2027, 1, 1)) == []
