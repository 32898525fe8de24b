import logging

import pytest

from kechuang.platform.tenancy.scope import (
    ForeignWrite,
    Scope,
    ScopeMissing,
    current_scope,
    enter,
    no_scope,
    organisation_scope,
    require_scope,
    unrestricted,
)


def test_there_is_none_at_first():
    assert current_scope() is None
    with pytest.raises(ScopeMissing, match=r"x\.Y belongs to an organisation"):
        require_scope("x.Y")


def test_it_ends_with_its_block_even_after_an_error():
    def fail():
        with organisation_scope(7, actor=3):
            assert current_scope() == Scope(7, actor=3)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert current_scope() is None


def test_another_organisation_inside_is_refused():
    with organisation_scope(7, actor=3), organisation_scope(7):
        assert current_scope() == Scope(7, actor=3)
        with pytest.raises(ForeignWrite, match="organisation 7, not of 8"), organisation_scope(8):
            pass
    with unrestricted("each in turn", actor=3), organisation_scope(8):
        assert current_scope() == Scope(8, actor=3)


def test_what_a_hook_enters_ends_with_the_block_around_it():
    with organisation_scope(7):
        with no_scope():
            assert current_scope() is None
            enter(Scope(8))
            assert current_scope() == Scope(8)
        assert current_scope() == Scope(7)


@pytest.mark.parametrize("fields", [(None,), (None, 1, " "), (7, 1, "both")])
def test_a_scope_is_an_organisation_or_a_reason(fields):
    with pytest.raises(ValueError, match="either an organisation or a reason"):
        Scope(*fields)


def test_unrestricted_is_logged_with_actor_and_reason(caplog):
    logger = logging.getLogger("kechuang")
    logger.propagate, before = True, logger.propagate
    try:
        with organisation_scope(7, actor=3), unrestricted("yearly report"):
            assert current_scope() == Scope(None, actor=3, reason="yearly report")
        with unrestricted("nightly"):
            pass
    finally:
        logger.propagate = before
    assert [(r.levelname, r.getMessage()) for r in caplog.records] == [
        ("WARNING", "unrestricted: yearly report (actor 3, organisation 7)"),
        ("WARNING", "unrestricted: nightly (actor system, organisation None)"),
    ]
    assert (caplog.records[0].actor, caplog.records[0].reason) == (3, "yearly report")


def test_unrestricted_needs_a_reason():
    with pytest.raises(ValueError, match="reason"), unrestricted(""):
        pass
