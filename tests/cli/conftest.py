import pytest


@pytest.fixture(autouse=True)
def piped_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parallel runners state the width of their own terminal; a pipe's default is what these tests look at."""
    monkeypatch.delenv("COLUMNS", raising=False)
