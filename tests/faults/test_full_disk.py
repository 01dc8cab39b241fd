"""A disk that is full: clear words, and everything as before."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from matcher.api import Community, open_community
from matcher.domain import CommunityStateError
from matcher.sources import LargeExport

POSTS = 3_000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes, where this process may make one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.fixture
def community(small_disk: Path, tmp_path: Path) -> Iterator[Community]:
    """A built community of 300 posts on the small disk."""
    half = tmp_path / "half.zip"
    LargeExport(members=20, messages=300, seed=2).write(half)
    opened = open_community(f"sqlite:///{small_disk / 'community.db'}")
    opened.import_slack(half)
    opened.build()
    yield opened
    opened.close()


def fill(place: Path) -> Path:
    """Take what is left of a disk."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as stream:
        try:
            while True:
                stream.write(b"\0" * 65_536)
        except OSError:
            pass
    return filler


def test_an_import_that_does_not_fit(community: Community, small_disk: Path) -> None:
    """Nothing of it is stored; with room again it goes through."""
    export = small_disk.parent / "export.zip"
    LargeExport(members=300, messages=20_000).write(export)
    before = community.status()
    with pytest.raises(CommunityStateError, match="空きがない") as told:
        community.import_slack(export)
    assert "空きを作って" in told.value.remedy
    assert community.status() == before
    small = small_disk.parent / "half.zip"
    assert community.import_slack(small).new_messages == 0


def test_a_build_that_does_not_fit(community: Community, small_disk: Path) -> None:
    """The snapshot before stays the current one and is whole; no half one is left behind."""
    before = community.snapshot_id
    filler = fill(small_disk)
    with pytest.raises(CommunityStateError, match="書き込めませんでした") as told:
        community.build()
    assert "空き" in told.value.remedy
    assert community.snapshot_id == before
    again = Community(community.url, community._store).status()
    assert (again.state, again.damaged, again.messages) == ("ready", "", 300)
    filler.unlink()
    assert community.build().messages == 300
    hidden = [place.name for place in community.snapshots.iterdir() if place.name[0] == "."]
    assert hidden == []
