"""The directory, shared by the tests of this room."""

import pytest

from matcher.places import Directory, load_directory


@pytest.fixture(scope="session")
def directory() -> Directory:
    """The directory as every part of the product loads it."""
    return load_directory()
