"""The JSON Schema of a file of facts."""

import pytest
from jsonschema import Draft202012Validator

from kechuang.formats.dictionary import load_dictionary
from kechuang.formats.json_schema import facts_schema

DICTIONARY = load_dictionary()
SCHEMA = facts_schema(DICTIONARY)
VALIDATOR = Draft202012Validator(SCHEMA)
WHO = {"uscc": "91210100MA0P00000X"}


def test_it_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


def test_it_names_everything_with_unit_and_citation():
    facts = SCHEMA["properties"]["facts"]["properties"]
    assert set(facts) == set(DICTIONARY.facts)
    assert facts["revenue"]["x-unit"] == "万元"
    assert facts["staff"]["x-citation"].startswith("国科发火〔2016〕195号")
    assert set(SCHEMA["properties"]["records"]["properties"]) == set(DICTIONARY.records)


@pytest.mark.parametrize(
    "data",
    [
        {"enterprise": WHO},
        {"enterprise": WHO, "facts": {"revenue": None, "own_brand": None}},
        {"enterprise": WHO, "facts": {"revenue": {"2025": [1, {"value": "2", "source": "x", "unit": "元"}]}}},
        {
            "enterprise": WHO,
            "records": {"ip": [], "award": None, "title": [{"kind": "champion", "to": None}]},
        },
    ],
)
def test_what_fits(data):
    assert VALIDATOR.is_valid(data)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"enterprise": {}},
        {"enterprise": {"uscc": "1"}},
        {"enterprise": WHO, "fact": {}},
        {"enterprise": WHO, "facts": {"revenu": {}}},
        {"enterprise": WHO, "facts": {"revenue": 1}},
        {"enterprise": WHO, "facts": {"revenue": {"25": 1}}},
        {"enterprise": WHO, "facts": {"revenue": {"2025": -1}}},
        {"enterprise": WHO, "facts": {"share_domestic": 11}},
        {"enterprise": WHO, "facts": {"own_brand": {"value": True, "unit": "元"}}},
        {"enterprise": WHO, "records": {"ip": [{"kind": "trademark"}]}},
        {"enterprise": WHO, "records": {"project": [{"name": "x"}]}},
    ],
)
def test_what_does_not(data):
    assert not VALIDATOR.is_valid(data)
