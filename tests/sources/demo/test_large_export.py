"""Exports of any size, to measure with."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from matcher.domain import InputError, no_progress
from matcher.sources import LargeExport, SlackExport

MEGABYTE = 1024**2

MEASURE = """
import resource, sys
from pathlib import Path
from matcher.api import open_community
told = []
community = open_community(sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
report = community.import_slack(
    Path(sys.argv[2]), progress=lambda what, done, total: told.append((what, done, total))
)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(report.messages, report.new_messages, (after - before) * 1024, len(told))
"""


def test_it_holds_what_was_asked_for(tmp_path: Path) -> None:
    """Members, posts, threads over days, member lists; the reader finds nothing wrong."""
    file = tmp_path / "export.zip"
    LargeExport(members=50, messages=3_000).write(file)
    source = SlackExport(file)
    batches = list(source.batches(no_progress))
    messages = [one for batch in batches for one in batch.messages]
    assert len(messages) == len({one.message_id for one in messages}) == 3_000
    assert sum(len(batch.accounts) for batch in batches) == 50
    roots = {one.message_id for one in messages}
    replies = [one for one in messages if one.thread_id != one.message_id]
    assert 0.3 < len(replies) / len(messages) < 0.7
    assert all(one.thread_id in roots for one in replies)
    assert any(batch.memberships for batch in batches)
    assert (source.notes.skipped, source.notes.unknown_authors) == ([], 0)


def test_the_same_arguments_write_the_same_file(tmp_path: Path) -> None:
    """To the byte; another seed writes another one."""
    for name, seed in (("one", 1), ("two", 1), ("three", 2)):
        LargeExport(members=20, messages=400, seed=seed).write(tmp_path / name)
    one, two, three = ((tmp_path / name).read_bytes() for name in ("one", "two", "three"))
    assert one == two
    assert one != three


def test_channels_differ_in_size(tmp_path: Path) -> None:
    """The largest one holds many times the posts of the smallest."""
    file = tmp_path / "export.zip"
    LargeExport(members=50, messages=6_000).write(file)
    counts: dict[str, int] = {}
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if "/" in name:
                folder = name.partition("/")[0]
                counts[folder] = counts.get(folder, 0) + len(json.loads(archive.read(name)))
    assert max(counts.values()) > 8 * min(counts.values())


@pytest.mark.parametrize(("members", "messages"), [(3, 100), (100, 0)])
def test_too_small_is_refused(members: int, messages: int) -> None:
    """With what the smallest is."""
    with pytest.raises(InputError, match="小さすぎ"):
        LargeExport(members, messages)


def test_importing_does_not_hold_the_export(tmp_path: Path) -> None:
    """60,000 posts (110 MB of JSON) take the memory of a few batches, and progress is told."""
    file = tmp_path / "export.zip"
    LargeExport(members=900, messages=60_000).write(file)
    with zipfile.ZipFile(file) as archive:
        unpacked = sum(info.file_size for info in archive.infolist())
    url = f"sqlite:///{tmp_path / 'community.db'}"
    ran = subprocess.run(
        [sys.executable, "-c", MEASURE, url, str(file)], capture_output=True, text=True, check=True
    )
    messages, new, grown, told = map(int, ran.stdout.split())
    assert (messages, new) == (60_000, 60_000)
    assert unpacked > 80 * MEGABYTE
    assert grown < 160 * MEGABYTE
    assert told > 1_000
