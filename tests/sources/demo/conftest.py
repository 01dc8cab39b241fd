"""The demo community, made once per seed for all tests."""

import pytest
from demo_delivery import Delivered, deliver


@pytest.fixture(scope="session")
def default() -> Delivered:
    """The community as the product ships it."""
    return deliver(1500, 20241101)


@pytest.fixture(scope="session", params=[(1500, 20241101), (1500, 7), (400, 31)])
def demo(request: pytest.FixtureRequest, default: Delivered) -> Delivered:
    """The default community, one of another seed, and a smaller one of yet another."""
    members, seed = request.param
    return default if (members, seed) == (1500, 20241101) else deliver(members, seed)
