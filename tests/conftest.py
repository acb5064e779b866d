"""Fixtures shared by all tests."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def shared_data():
    """Return a function from a file name to its path; skips where the licensed data are absent."""

    def locate(name: str) -> Path:
        path = ROOT.parent / "shared" / "data" / name
        if not path.exists():
            pytest.skip(f"needs {name}, which is not ours to distribute, in ../shared/data")
        return path

    return locate
