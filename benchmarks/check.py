"""One firm against every standard, with explanations: median in process, and a cold `kechuang check`.

Limits: 50 ms in process, 1.5 s cold, on two cores. Prints the figures and their ratio to the limits, and exits 1
where a limit is missed. The firm is the fictional one of examples/.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from kechuang.engines.rules.check import check
from kechuang.engines.rules.model import Case
from kechuang.formats.dictionary import load_dictionary
from kechuang.formats.facts import read_facts
from kechuang.formats.packs import load_library

FIRM = Path(__file__).parent.parent / "examples" / "hengchi-2026.json"
IN_PROCESS_LIMIT = 0.050
COLD_LIMIT = 1.5
AS_OF = date(2026, 5, 8)


def in_process(runs: int = 51) -> float:
    """Median seconds of one check of one firm against all standards."""
    dictionary = load_dictionary()
    library = load_library(dictionary)
    sheet = read_facts(FIRM, dictionary)
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        check(library, sheet, AS_OF, Case.APPLICATION, dictionary)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def cold(runs: int = 7) -> float:
    """Median seconds of the whole command in a new process."""
    command = [
        str(Path(sys.executable).with_name("kechuang")),
        "check",
        str(FIRM),
        "--as-of",
        AS_OF.isoformat(),
    ]
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([*command, "--format", "json"], check=True, capture_output=True)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def main() -> int:
    missed = 0
    for name, seconds, limit in (
        ("one firm, all standards", in_process(), IN_PROCESS_LIMIT),
        ("cold kechuang check", cold(), COLD_LIMIT),
    ):
        missed += seconds > limit
        print(
            f"{name}: median {seconds * 1000:.1f} ms, limit {limit * 1000:.0f} ms, ratio {seconds / limit:.2f}"
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
