"""The READMEs show what the command prints."""

import re
import sys

import pytest

from tests.support.project import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
from readme_example import BLOCK, PAGES, run_example

sys.path.pop(0)


@pytest.mark.parametrize("page", PAGES)
def test_the_output_is_real(page):
    """When it is not: ``python scripts/readme_example.py``."""
    found = BLOCK.search((ROOT / page).read_text(encoding="utf-8"))
    assert found
    # a pack's digest changes with every word of it
    digest = re.compile(r"\b[0-9a-f]{12}\b")
    assert digest.sub("", found["output"]) == digest.sub("", run_example(PAGES[page]))
