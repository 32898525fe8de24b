"""The locks name no address, pin every package by hash, and hold what pyproject.toml asks for."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.support.project import ROOT

LOCKS = {"runtime": (), "dev": ("dev",), "spark": ("spark",)}
PINNED = re.compile(r"^(?P<name>[a-z0-9-]+)(\[[^]]+\])?==(?P<version>[^ ;]+)( ; (?P<marker>.+))?$")
HASH = re.compile(r"^--hash=sha256:[0-9a-f]{64}$")


def text(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")


def entries(lock: str) -> list[list[str]]:
    """Every requirement of a lock: the pin, then its hashes."""
    lines = (line for line in text(lock).splitlines() if not line.lstrip().startswith("#"))
    joined = "\n".join(lines).replace("\\\n", " ")
    return [re.split(r"\s+(?=--hash)", line.strip()) for line in joined.splitlines() if line.strip()]


def pins(lock: str) -> dict[str, set[Version]]:
    found: dict[str, set[Version]] = {}
    for pin, *_ in entries(lock):
        match = PINNED.match(pin.strip())
        assert match, pin
        found.setdefault(canonicalize_name(match["name"]), set()).add(Version(match["version"]))
    return found


def asked(lock: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for extra in LOCKS[lock] for line in project["optional-dependencies"][extra]]
    return [Requirement(line) for line in project["dependencies"] + extras]


@pytest.mark.parametrize("lock", LOCKS)
class TestLock:
    def test_names_no_address_and_no_path(self, lock):
        assert not re.search(r"://|--[a-z-]*(index|links)|(?<![\w.])/\w", text(lock))

    def test_pins_every_package_by_hash(self, lock):
        for pin, *hashes in entries(lock):
            assert PINNED.match(pin.strip()), pin
            assert hashes, pin
            assert all(map(HASH.match, hashes)), pin

    def test_holds_what_the_project_asks_for(self, lock):
        pinned = pins(lock)
        for requirement in asked(lock):
            versions = pinned.get(canonicalize_name(requirement.name))
            assert versions, f"{requirement.name} is not in {lock}.lock: make lock"
            assert all(map(requirement.specifier.contains, versions)), f"{requirement}: make lock"

    def test_agrees_with_the_development_lock(self, lock):
        development = pins("dev")
        here = pins(lock)
        assert {name: here[name] for name in here.keys() & development.keys()} == {
            name: development[name] for name in here.keys() & development.keys()
        }


def test_every_dependency_gives_its_reason():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    start, end = lines.index("dependencies = ["), lines.index("[project.scripts]")
    listed = [line for line in lines[start:end] if line.startswith('    "')]
    assert len(listed) == len({*asked("runtime"), *asked("dev"), *asked("spark")})
    assert [line for line in listed if not re.search(r'", # \w.{8,}', line)] == []
