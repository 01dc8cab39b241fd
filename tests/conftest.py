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


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a database with a small demo community, built once for all tests."""
    from matcher import open_community  # noqa: PLC0415 (heavy; not for tests that need no data)

    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'community.sqlite'}"
    community = open_community(url)
    community.load_demo(members=150, seed=7)
    community.build()
    return url
