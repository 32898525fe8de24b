"""import-linter finds a violation: each is written into a copy of the source."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.project import BIN, ROOT


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__", "static")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def write(copy: Path, name: str, text: str) -> None:
    file = copy / "src" / "kechuang" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    for package in file.parents:
        if package.name == "src":
            break
        (package / "__init__.py").touch()
    with file.open("a", encoding="utf-8") as stream:
        stream.write(f"\n{text}\n")


def lint(copy: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(copy / "src"), "COLUMNS": "300"}
    return subprocess.run(
        [BIN / "lint-imports", "--no-cache"],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_source_keeps_every_contract(copy):
    linted = lint(copy)
    assert linted.returncode == 0, linted.stdout + linted.stderr
    assert " 0 broken" in linted.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("engines/rules/broken.py", "import kechuang.formats", "Imports run one way"),
        ("engines/money/broken.py", "from kechuang import cli", "Imports run one way"),
        ("platform/broken.py", "import kechuang.apps.people", "Imports run one way"),
        ("engines/facts/broken.py", "import django", "Engines know no framework"),
        ("engines/facts/broken.py", "import pathlib", "Engines know no framework"),
        ("formats/broken.py", "from django.db import models", "Formats know no web framework"),
        (
            "apps/enterprises/broken.py",
            "import kechuang.apps.people.x",
            "Rooms stand on each other",
        ),
        (
            "apps/financing/broken.py",
            "import kechuang.apps.clusters.x",
            "Region rooms are apart",
        ),
        ("apps/loop/broken.py", "import kechuang.apps.services.x", "Region rooms are apart"),
    ],
)
def test_a_violation_is_found(copy, file, line, contract):
    for room in ("people", "clusters", "services"):
        write(copy, f"apps/{room}/x.py", "")
    write(copy, file, line)
    linted = lint(copy)
    assert linted.returncode == 1, linted.stdout + linted.stderr
    broken = [line for line in linted.stdout.splitlines() if line.endswith("BROKEN")]
    assert len(broken) == 1
    assert broken[0].startswith(contract)
