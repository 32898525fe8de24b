import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

User = get_user_model()


def test_sign_in_is_by_address_whatever_its_case(database):
    user = User.objects.create_user("  Li.Wei@Example.COM ", "correct horse")
    assert user.email == "li.wei@example.com"
    assert authenticate(username="LI.WEI@example.com", password="correct horse") == user
    assert authenticate(username="li.wei@example.com", password="wrong") is None
    User.objects.update(is_active=False)
    assert authenticate(username="li.wei@example.com", password="correct horse") is None


def test_an_address_has_one_account(database):
    User.objects.create_user("a@example.com")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("A@example.com")


@pytest.mark.parametrize("email", ["A@example.com", ""])
def test_the_database_keeps_addresses_in_lower_case(database, email):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email=email)])


def test_a_form_cleans_the_address(database):
    user = User(email="B@Example.com", password="x")
    user.full_clean()
    assert user.email == "b@example.com"
    with pytest.raises(ValidationError):
        User(email="no address", password="x").full_clean()


def test_an_operator_and_a_name(database):
    operator = User.objects.create_superuser("root@example.com", "x")
    assert operator.is_operator
    assert str(operator) == "root@example.com"
    assert str(User(email="c@example.com", name="李伟")) == "李伟"
    assert not User.objects.create_user("d@example.com").has_usable_password()
