"""A damaged snapshot is noticed, and the newest whole one is opened in its place."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from snapshot_parts import assert_same_snapshot
from stories import Story, build, community_of

from matcher.api import Community
from matcher.snapshot import (
    DamagedSnapshotError,
    Snapshot,
    current_snapshot_id,
    load_snapshot,
    open_newest_whole,
    save_snapshot,
)

QUESTION = "ガバメントクラウドの接続回線はどう選びましたか"
OLD, NEW = "20240401T000000Z-a", "20240402T000000Z-b"


def story() -> Story:
    """A question and an answer."""
    told = Story()
    channel = told.channel("標準化_ガバメントクラウド")
    told.member("A")
    told.question(told.member("B"), channel, QUESTION, ("A", "専用線にしました"))
    return told


@pytest.fixture(scope="module")
def small() -> Snapshot:
    """The story, built."""
    return build(story())


@pytest.fixture
def folder(small: Snapshot, tmp_path: Path) -> Path:
    """Two snapshots, the second one is the current."""
    for name in (OLD, NEW):
        save_snapshot(replace(small, header=replace(small.header, snapshot_id=name)), tmp_path)
    return tmp_path


def flip(file: Path) -> None:
    """Change one bit in the middle."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a bit": lambda place: flip(place / "posts.arrow"),
    "a bit of a matrix": lambda place: flip(place / "index-data.npy"),
    "an end": lambda place: os.truncate(place / "posts.arrow", 100),
    "a file": lambda place: (place / "terms-indptr.npy").unlink(),
    "the header": lambda place: (place / "header.json").write_bytes(b'{"format": 4, "hea'),
    "no json": lambda place: (place / "header.json").write_bytes(b"\xff\xfe\x00"),
    "another json": lambda place: (place / "header.json").write_bytes(b"[1]"),
    "all": shutil.rmtree,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_the_one_before_is_opened(
    small: Snapshot, folder: Path, damage: Callable[[Path], object]
) -> None:
    """Whatever is wrong with the current one."""
    damage(folder / NEW)
    opened = open_newest_whole(folder)
    assert opened is not None
    assert opened[0].header.snapshot_id == OLD
    assert_same_snapshot(opened[0], small)


def test_a_damaged_one_is_told(folder: Path) -> None:
    """By name, where its header still says which it was."""
    flip(folder / NEW / "edges.arrow")
    opened = open_newest_whole(folder)
    assert opened is not None
    assert opened[1] == NEW
    with pytest.raises(DamagedSnapshotError):
        load_snapshot(folder, NEW)


@pytest.mark.parametrize("pointer", [b"", b"\xff\xfe", b"gone", b"../elsewhere", b"."])
def test_a_damaged_pointer_means_the_newest(folder: Path, pointer: bytes) -> None:
    """``current`` is empty, garbage, or names nothing of the folder."""
    (folder / "current").write_bytes(pointer)
    assert current_snapshot_id(folder) == NEW
    opened = open_newest_whole(folder)
    assert opened is not None
    assert (opened[0].header.snapshot_id, opened[1]) == (NEW, "")


def test_without_a_whole_one_there_is_none(folder: Path) -> None:
    """Then a build is asked for, as before the first one."""
    for name in (OLD, NEW):
        flip(folder / name / "posts.arrow")
    assert open_newest_whole(folder) is None


@pytest.fixture
def community(tmp_path: Path) -> Community:
    """The story, built twice."""
    opened = community_of(story(), tmp_path)
    opened.build()
    return Community(opened.url, opened._store)


def test_the_community_goes_on(community: Community) -> None:
    """It answers from the one before, says so, and a build mends it."""
    newest = community.snapshot_id
    flip(community.snapshots / newest / "conversations.arrow")
    assert community.ask(QUESTION).threads
    status = community.status()
    assert (status.state, status.damaged, status.stale) == ("ready", newest, True)
    assert status.built_at is not None
    assert community.snapshot() is community.snapshot()
    mended = community.build()
    assert (mended.damaged, mended.stale) == ("", False)
    assert mended.built_at is not None
    assert mended.built_at - status.built_at > timedelta(0)


def test_a_community_without_a_whole_one_asks_for_a_build(community: Community) -> None:
    """No traceback: the state before the first build."""
    for place in community.snapshots.glob("2*"):
        flip(place / "posts.arrow")
    assert community.status().state == "unbuilt"
    assert community.build().state == "ready"
