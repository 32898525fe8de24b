from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.rules.results import Status
from tests.engines.rules.nearest.ways import ALL, AS_OF, find, status_after, verifies
from tests.support.sheets import make_sheet
from tests.support.standards import make_standard

CLAUSES = (
    "tech_staff / staff >= 20%",
    "tech_staff >= 12 or rd_staff >= 14",
    "sum(rd_expense_accounting, 2) >= 1200",
    "each(rd_expense_accounting / revenue >= 6%, 2)",
    "rd_expense_tax / sales >= 5% or rd_expense_hnte >= 700",
    "debt_ratio <= 55%",
    "main_revenue / revenue > 90%",
    "net_assets >= 1500 or equity_raised >= 800",
    'count(ip where class == "I" and applied) >= 2',
    "count(distinct outcome of transformation) >= 3",
    "staff <= 70",
    "not (assets > 5000)",
    "mean_growth(net_assets, 1) >= 10%",
    "if(staff <= 62, tech_staff, rd_staff) >= 11",
    "own_brand",
    "points(people) >= 8",
)
SCORE = """\
score:
  items:
    - {id: people, title: 人员, measure: tech_staff / staff, bands: [[30%, 20], [20%, 12], [15%, 8], [10%, 4]]}
    - {id: rd, title: 研发, measure: rd_expense_tax / sales, bands: [[6%, 50], [5%, 40], [3%, [10, 20]]]}
"""
RANGES = {
    "tech_staff": (0, 20),
    "staff": (20, 80),
    "rd_staff": (0, 20),
    "rd_expense_accounting": (0, 900),
    "rd_expense_tax": (0, 900),
    "rd_expense_hnte": (0, 900),
    "revenue": (0, 9000),
    "sales": (0, 9000),
    "main_revenue": (0, 9000),
    "assets": (0, 6000),
    "liabilities": (0, 6000),
    "net_assets": (-500, 3000),
    "equity_raised": (0, 900),
}


@st.composite
def firms(draw: st.DrawFn) -> Any:
    yearly = {
        name: {
            year: value
            for year in (2024, 2025)
            if (value := draw(st.none() | st.integers(low, high) | st.integers(low, high))) is not None
        }
        for name, (low, high) in RANGES.items()
    }
    rows = st.fixed_dictionaries({"class": st.sampled_from(["I", "II"]), "applied": st.booleans()})
    outcomes = st.fixed_dictionaries({"outcome": st.sampled_from(["甲", "乙", "丙"])})
    records = {"ip": draw(st.lists(rows, max_size=3)), "transformation": draw(st.lists(outcomes, max_size=4))}
    return make_sheet(yearly, records, own_brand=draw(st.booleans() | st.just(True)))


@pytest.mark.slow
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(sheet=firms(), chosen=st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=5, unique=True))
def test_every_way_verifies_and_nothing_in_it_is_superfluous(
    dictionary: Dictionary, sheet: Any, chosen: list[str]
) -> None:
    entries = "\n".join(
        f"  - {{id: '{index}', citation: 一, require: '{text}'}}" for index, text in enumerate(chosen)
    )
    standard = make_standard(f"clauses:\n{entries}\n{SCORE}", dictionary)
    found = find(standard, sheet, dictionary, *ALL)
    today = [way for way in found.ways if way.earliest is None]
    assert len(found.ways) <= 3
    assert [way.cost for way in today] == sorted(way.cost for way in today)
    assert len({tuple(sorted(change.fact for change in way.changes)) for way in found.ways}) == len(
        found.ways
    )
    for way in today:
        assert way.cost == sum(change.cost for change in way.changes)
        assert verifies(standard, sheet, dictionary, way)
        for change in way.changes:
            rest = [other for other in way.changes if other is not change]
            assert status_after(standard, sheet, dictionary, rest) is not way.status_after
    if not found.ways:
        met = status_after(standard, sheet, dictionary, ()) is Status.MET
        assert bool(found.blocked) is not met
    for way in found.ways:
        assert way.earliest is None or way.earliest > AS_OF
