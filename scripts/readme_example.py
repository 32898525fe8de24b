"""Run the worked example of the READMEs and put its output into them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = {"README.md": "en", "README.zh-CN.md": "zh"}
COMMAND = "kechuang check examples/hengchi-2026.json --standard cn.little-giant --as-of 2026-05-08"
BLOCK = re.compile(rf"(?<=\$ {re.escape(COMMAND)})(?P<options>[^\n]*)\n(?P<output>.*?)(?=```)", re.DOTALL)
WIDTH = "100"


def run_example(language: str) -> str:
    """What the command prints, without trailing blanks."""
    command = [sys.executable, "-m", "kechuang", *COMMAND.split()[1:], "--lang", language]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"COLUMNS": WIDTH}, capture_output=True, check=True
    )
    lines = [line.rstrip() for line in done.stdout.decode("utf-8").splitlines()]
    return re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip() + "\n"


def main() -> None:
    for page, language in PAGES.items():
        path = ROOT / page
        output = run_example(language)
        text = BLOCK.sub(
            lambda found, output=output: f"{found['options']}\n{output}", path.read_text("utf-8")
        )
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
