"""What a test may need of the machine, and what happens when the machine lacks it."""

import ctypes.util
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

REQUIRE_ALL = "KECHUANG_REQUIRE_ALL"


def chromium_path() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def postgresql_bin() -> Path | None:
    """The folder that holds initdb and pg_ctl; Debian keeps it off the PATH."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in versions), key=lambda path: int(path.parent.name), default=None)


def _java_runs() -> bool:
    java = shutil.which("java")
    return (
        java is not None
        and subprocess.run([java, "-version"], capture_output=True, check=False).returncode == 0
    )


def _spark_runs() -> bool:
    return _java_runs() and all(map(importlib.util.find_spec, ("pyspark", "ibis")))


def _pango_loads() -> bool:
    return all(map(ctypes.util.find_library, ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")))


def _chinese_font() -> bool:
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


COMPONENTS: dict[str, tuple[Callable[[], object], str]] = {
    "chromium": (chromium_path, "no Chromium on the PATH"),
    "postgresql": (postgresql_bin, "no PostgreSQL server programs"),
    "java": (_java_runs, "no Java that runs"),
    "spark": (_spark_runs, "no Java that runs, or the spark extra is not installed: make spark"),
    "pango": (_pango_loads, "no Pango libraries (libpango, libpangoft2, libharfbuzz-subset)"),
    "cjk_font": (_chinese_font, "no font with Chinese glyphs"),
}


@cache
def lacks(component: str) -> str | None:
    """The reason why a component can't be used here, or None."""
    present, reason = COMPONENTS[component]
    return None if present() else reason


def needs(component: str) -> None:
    """Skip the running test when the machine lacks the component; fail it where everything is required."""
    reason = lacks(component)
    if reason is None:
        return
    if os.environ.get(REQUIRE_ALL) == "1":
        pytest.fail(f"{component}: {reason} ({REQUIRE_ALL}=1)", pytrace=False)
    pytest.skip(f"{component}: {reason}")
