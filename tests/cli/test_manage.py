from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(("arguments", "status"), [(["check"], 0), (["no_such_command"], 1)])
def test_management_commands_pass_through(tmp_path: Path, arguments: list[str], status: int) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(
        [sys.executable, "-m", "kechuang", "manage", *arguments],
        check=False,
        capture_output=True,
        text=True,
        env=environment | {"KECHUANG_DATA": str(tmp_path)},
    )
    assert done.returncode == status
    assert "Traceback" not in done.stderr
