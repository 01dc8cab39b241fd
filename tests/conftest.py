"""Fixtures shared by all tests."""

from __future__ import annotations

import signal
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from planted_demo import PlantedDemo

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


# How long an example takes says something of the machine's other work, not of the product.
settings.register_profile(
    "patient", settings.get_profile(settings.get_current_profile_name()), deadline=None
)
settings.load_profile("patient")


def pytest_configure() -> None:
    """Let programs that tests start be interrupted, even where the tests run in the background."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


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


@pytest.fixture(scope="session")
def planted_demo(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], PlantedDemo]:
    """Gives a demo community of full size by its seed, built once for all tests."""
    from planted_demo import PlantedDemo  # noqa: PLC0415 (as above)

    from matcher import open_community  # noqa: PLC0415
    from matcher.sources import DemoCommunity  # noqa: PLC0415

    @cache
    def planted(seed: int) -> PlantedDemo:
        community = open_community(f"sqlite:///{tmp_path_factory.mktemp('planted') / 'demo.db'}")
        community.load_demo(members=1500, seed=seed)
        community.build()
        return PlantedDemo(seed, community, DemoCommunity(1500, seed).truth())

    return planted


@pytest.fixture(scope="session", params=[31337, 90210])
def unseen_demo(
    request: pytest.FixtureRequest, planted_demo: Callable[[int], PlantedDemo]
) -> PlantedDemo:
    """A planted demo community of a seed that nothing was tuned on; one after the other."""
    seed: int = request.param
    return planted_demo(seed)
