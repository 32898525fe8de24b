"""Which of several observations counts."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.facts.sheet import Enterprise, FactSheet, Observation, fact_key, preferred

OLD, NEW = date(2025, 1, 1), date(2026, 1, 1)


def test_the_official_one_outweighs_the_latest():
    official = Observation(Decimal(1), "审计报告", OLD, official=True)
    assert preferred((Observation(Decimal(2), "自报", NEW), official)) is official


def test_among_equals_the_latest_and_then_the_first():
    first, later, undated = (
        Observation(Decimal(1), "", OLD),
        Observation(Decimal(2), "", NEW),
        Observation(Decimal(3)),
    )
    assert preferred((undated, first, later)) is later
    assert preferred((undated, Observation(Decimal(4)))) is undated


def test_no_observation_is_unknown():
    sheet = FactSheet(Enterprise("x"))
    assert preferred(()) is None
    assert (sheet.value("staff", 2025), sheet.value("own_brand")) == (None, None)


def test_disagreement_is_about_values_not_sources():
    same = (Observation(Decimal("1.0"), "甲"), Observation(Decimal(1), "乙"))
    other = (Observation(Decimal(1)), Observation(Decimal(2)))
    sheet = FactSheet(
        Enterprise("x"),
        {"staff": {2024: same, 2025: other}},
        {"own_brand": (Observation(True), Observation(False))},
    )
    assert sheet.disagreements() == (("staff", 2025), ("own_brand", None))


def test_keys():
    assert (fact_key("revenue", 2025), fact_key("own_brand")) == ("revenue:2025", "own_brand")


observations = st.builds(
    Observation, st.integers(0, 3).map(Decimal), st.just(""), st.one_of(st.none(), st.dates()), st.booleans()
)


@given(st.lists(observations, min_size=1))
def test_no_other_observation_is_more_official_or_later(seen):
    chosen = preferred(tuple(seen))
    assert chosen in seen
    assert chosen.official == any(each.official for each in seen)
    peers = [each.observed_at or date.min for each in seen if each.official == chosen.official]
    assert (chosen.observed_at or date.min) == max(peers)
