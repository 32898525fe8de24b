from __future__ import annotations

import pytest

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.formats.dictionary import load_dictionary


@pytest.fixture(scope="session")
def dictionary() -> Dictionary:
    return load_dictionary()
