"""Snapshots on disk: what is saved is loaded, a build that dies leaves nothing behind."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from random_communities import FEW, QUESTIONS, stories
from snapshot_parts import assert_same_facts, assert_same_snapshot
from stories import BUILT_AT, Story, build, store_of

from matcher.domain import CommunityStateError, no_progress
from matcher.snapshot import (
    Snapshot,
    UnfinishedSnapshot,
    build_snapshot,
    current_snapshot_id,
    load_snapshot,
    save_snapshot,
)
from matcher.snapshot import _files as files


def named(snapshot: Snapshot, name: str) -> Snapshot:
    """The same snapshot under another name."""
    return replace(snapshot, header=replace(snapshot.header, snapshot_id=name))


def built(folder: Path) -> list[str]:
    """What lies in a folder of snapshots."""
    return sorted(place.name for place in folder.iterdir())


@pytest.fixture(scope="module")
def small() -> Snapshot:
    """A question and an answer."""
    story = Story()
    channel = story.channel("標準化_ガバメントクラウド")
    story.member("A", title="愛媛県上島町")
    story.member("B")
    story.question("B", channel, QUESTIONS[0], ("A", "<@B> さん、接続回線は専用線にしました"))
    return build(story)


@FEW
@given(stories())
def test_what_is_saved_is_loaded(tmp_path: Path, story: Story) -> None:
    """Every table, matrix, fitted part, header and the graph come back equal."""
    snapshot = build(story)
    save_snapshot(snapshot, tmp_path)
    loaded = load_snapshot(tmp_path, snapshot.header.snapshot_id)
    assert current_snapshot_id(tmp_path) == snapshot.header.snapshot_id
    assert loaded.header == snapshot.header
    assert_same_snapshot(loaded, snapshot)


def test_an_empty_community_is_saved_and_loaded(tmp_path: Path) -> None:
    """Channels without a message are a community, too."""
    story = Story()
    story.channel("何でも相談")
    snapshot = build(story)
    save_snapshot(snapshot, tmp_path)
    assert_same_facts(load_snapshot(tmp_path, snapshot.header.snapshot_id).facts, snapshot.facts)


def test_nothing_imported_cannot_be_built(tmp_path: Path) -> None:
    """An empty store is told to be filled first."""
    with store_of(Story(), tmp_path) as store, pytest.raises(CommunityStateError) as told:
        build_snapshot(store, no_progress, now=BUILT_AT)
    assert "matcher import" in told.value.remedy


def test_there_is_no_snapshot_before_the_first(tmp_path: Path) -> None:
    """A missing folder, an empty one and a pointer to nothing all mean: build first."""
    assert current_snapshot_id(tmp_path / "missing") is None
    assert current_snapshot_id(tmp_path) is None
    (tmp_path / "current").write_text("gone", encoding="utf-8")
    assert current_snapshot_id(tmp_path) is None


def test_another_layout_is_built_anew(small: Snapshot, tmp_path: Path) -> None:
    """A snapshot of another format is never guessed at."""
    save_snapshot(named(small, "old"), tmp_path)
    header = tmp_path / "old" / "header.json"
    document = json.loads(header.read_text(encoding="utf-8"))
    header.write_text(json.dumps(document | {"format": files.FORMAT - 1}), encoding="utf-8")
    assert current_snapshot_id(tmp_path) is None


@pytest.mark.parametrize("step", ["_write_table", "_save_matrix", "_tables_of"])
def test_a_build_that_fails_midway_leaves_the_current_one(
    small: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Wherever writing fails, readers keep the snapshot they have and no half one stays."""
    save_snapshot(named(small, "first"), tmp_path)

    def full(*args: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(files, step, full)
    with pytest.raises(CommunityStateError, match="書き込めませんでした") as told:
        save_snapshot(named(small, "second"), tmp_path)
    assert "空き" in told.value.remedy
    assert current_snapshot_id(tmp_path) == "first"
    assert built(tmp_path) == ["current", "first"]
    assert_same_snapshot(load_snapshot(tmp_path, "first"), small)


def test_a_build_that_dies_before_the_swap_is_never_read(
    small: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A finished folder that ``current`` does not name yet is not opened."""
    save_snapshot(named(small, "first"), tmp_path)

    def dies(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", dies)
    with pytest.raises(KeyboardInterrupt):
        save_snapshot(named(small, "second"), tmp_path)
    monkeypatch.undo()
    assert current_snapshot_id(tmp_path) == "first"


def test_weights_learned_from_what_was_written_are_published(
    small: Snapshot, tmp_path: Path
) -> None:
    """What is opened to learn from is what was built; the weights come to it at the end."""
    with UnfinishedSnapshot(named(small, "first"), tmp_path) as written:
        assert_same_snapshot(written.open(), small)
        assert current_snapshot_id(tmp_path) is None
        written.publish({"similar": 0.25})
    assert load_snapshot(tmp_path, "first").people == {"similar": 0.25}


def test_what_is_not_published_leaves_nothing(small: Snapshot, tmp_path: Path) -> None:
    """Learning that fails takes what was written with it; the current one stays."""
    save_snapshot(named(small, "first"), tmp_path)
    with pytest.raises(ZeroDivisionError), UnfinishedSnapshot(named(small, "second"), tmp_path):
        raise ZeroDivisionError
    assert built(tmp_path) == ["current", "first"]


def test_old_snapshots_are_removed(small: Snapshot, tmp_path: Path) -> None:
    """The current one and the one before stay; a reader of either keeps what it opened."""
    for name in ("one", "two", "three"):
        save_snapshot(named(small, name), tmp_path)
    opened = load_snapshot(tmp_path, "two")
    save_snapshot(named(small, "four"), tmp_path)
    assert built(tmp_path) == ["current", "four", "three"]
    assert current_snapshot_id(tmp_path) == "four"
    assert_same_snapshot(opened, small)


def test_the_remains_of_a_killed_build_are_removed(small: Snapshot, tmp_path: Path) -> None:
    """A build that was killed cannot tidy up; the next one does, as it may hold erased texts."""
    remains = tmp_path / ".unfinished-killed"
    remains.mkdir()
    (remains / "posts.arrow").write_bytes(b"half")
    save_snapshot(named(small, "next"), tmp_path)
    assert built(tmp_path) == ["current", "next"]


def test_of_two_builds_the_one_that_saw_more_stays(small: Snapshot, tmp_path: Path) -> None:
    """A build that began before somebody was erased, and ends after the next one, is thrown away.

    A database that was put back from a backup is no such case: its builds begin later.
    """
    revision, begun = small.header.revision, small.header.built_at

    def made(name: str, revision: int, minutes: int) -> Snapshot:
        at = begun + timedelta(minutes=minutes)
        header = replace(small.header, snapshot_id=name, revision=revision, built_at=at)
        return replace(small, header=header)

    save_snapshot(made("later", revision + 1, 5), tmp_path)
    save_snapshot(made("earlier", revision, 0), tmp_path)
    assert built(tmp_path) == ["current", "later"]
    assert current_snapshot_id(tmp_path) == "later"
    save_snapshot(made("put back", revision - 1, 9), tmp_path)
    assert current_snapshot_id(tmp_path) == "put back"
