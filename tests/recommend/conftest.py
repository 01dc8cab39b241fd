"""A built community of the recommend cases."""

from pathlib import Path

import pytest

from matcher.api import Community, open_community


@pytest.fixture(scope="session")
def case_community(cases: Path, tmp_path_factory: pytest.TempPathFactory) -> Community:
    """The community of the cases R01–R09, imported and built."""
    folder = tmp_path_factory.mktemp("recommend")
    community = open_community(f"sqlite:///{folder / 'cases.db'}")
    community.import_slack(cases / "recommend" / "community")
    community.build()
    return community
