"""What is odd is said beside the results, and used all the same."""

from decimal import Decimal

from kechuang.engines.facts.sheet import Enterprise, FactSheet, Observation
from kechuang.formats.advice import list_advice
from kechuang.formats.dictionary import load_dictionary

SOUND = Enterprise("91350100M000100Y43")


def texts(sheet: FactSheet) -> list[str]:
    return [advice.text("en") for advice in list_advice(sheet, load_dictionary())]


def stated(*values: object) -> tuple[Observation, ...]:
    return tuple(Observation(value if isinstance(value, bool) else Decimal(value)) for value in values)


def test_nothing_odd():
    yearly = {"assets": {2025: stated(10)}, "liabilities": {2025: stated(4)}, "net_assets": {2025: stated(6)}}
    yearly |= {"staff": {2025: stated(60)}, "tech_staff": {2025: stated(60)}}
    assert texts(FactSheet(SOUND, yearly)) == []


def test_a_wrong_check_character():
    assert texts(FactSheet(Enterprise("91210100MA0P00000X"))) == [
        (
            "enterprise.uscc: the check character of this code does not fit; it is used all the same; "
            "found “91210100MA0P00000X”; the check character would be “Q”"
        )
    ]


def test_sources_that_disagree():
    seen = (Observation(False, "自报"), Observation(True, "政府网站 x.gov.cn", official=True))
    assert texts(FactSheet(SOUND, {}, {"own_brand": seen})) == [
        "own_brand: sources disagree; found “false (自报) / true (政府网站 x.gov.cn)”; yes is used (政府网站 x.gov.cn)"
    ]


def test_a_part_above_its_whole():
    yearly = {"staff": {2025: stated(60)}, "tech_staff": {2024: stated(99), 2025: stated(61)}}
    assert texts(FactSheet(SOUND, yearly)) == [
        "tech_staff:2025: “Technical staff (115号, 6 months)” is above “Staff”; found “61 > 60”"
    ]


def test_a_balance_that_does_not_balance():
    yearly = {"assets": {2025: stated(10)}, "liabilities": {2025: stated(4)}, "net_assets": {2025: stated(7)}}
    assert texts(FactSheet(SOUND, yearly)) == [
        "net_assets:2025: net assets differ from assets less liabilities; found “7”; assets less liabilities is 6"
    ]
