"""ARCHITECTURE.md gives every mechanism one place, and the contracts know every room it names."""

import re
import tomllib

from tests.support.project import ROOT

PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
AREA = re.compile(r"^\| A(\d\d) [^|]+\| (?P<places>[^|]+) \|$", re.MULTILINE)
PLACE = re.compile(r"(?P<numbers>M[^`]+) `(?P<room>\w+)`")
RANGE = re.compile(r"M(\d{3})(?:–M(\d{3}))?")


def places() -> list[tuple[int, str]]:
    found = []
    for area in AREA.finditer(PAGE):
        for place in PLACE.finditer(area["places"]):
            for first, last in RANGE.findall(place["numbers"]):
                found += [(number, place["room"]) for number in range(int(first), int(last or first) + 1)]
    return found


def rooms_of_the_contracts() -> set[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = [
        layer
        for contract in settings["tool"]["importlinter"]["contracts"]
        for layer in contract.get("layers", [])
    ]
    return set(re.findall(r"kechuang\.apps\.(\w+)", " ".join(layers)))


def test_every_mechanism_has_one_place():
    assert sorted(number for number, _ in places()) == list(range(1, 108))


def test_every_room_is_in_the_contracts():
    assert {room for _, room in places()} - {"platform"} == rooms_of_the_contracts()
