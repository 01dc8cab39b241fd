"""Fixtures shared by all tests."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def _shared_folder(name: str) -> Path:
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"{folder} is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def cases() -> Path:
    """Real fault cases, kept beside the checkout."""
    return _shared_folder("cases")


@pytest.fixture(scope="session")
def communities() -> Path:
    """Real communities, kept beside the checkout."""
    return _shared_folder("")
