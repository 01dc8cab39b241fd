"""How a new snapshot takes the place of the old one: written beside it, finished, swapped.

A folder of snapshots holds one folder per snapshot and the file ``current``, which names the one
to open. ``current`` is replaced in one step; a reader keeps what it opened, and a build that dies
leaves nothing that is ever read.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Self

from matcher.domain import CommunityStateError
from matcher.snapshot._files import (
    CURRENT,
    header_of,
    load_files,
    readable,
    write_files,
    write_header,
)
from matcher.snapshot._snapshot import Header, Snapshot

KEPT = 2
"""How many snapshots stay: the current one and the one before, which readers may still hold."""

_UNFINISHED = ".unfinished-"


class UnfinishedSnapshot:
    """A snapshot that is written but not the current one; it is gone unless it is published.

    Nothing of what was built is held on to: it can be let go before its files are opened.

    Args:
        snapshot: What was built.
        folder: The folder of snapshots.

    Raises:
        CommunityStateError: The disk is full or cannot be written to; the current one stays.
    """

    def __init__(self, snapshot: Snapshot, folder: Path) -> None:
        self._folder = folder
        self._header = snapshot.header
        with _disk_errors_told(folder):
            folder.mkdir(parents=True, exist_ok=True)
            self._place = Path(mkdtemp(prefix=f"{_UNFINISHED}{os.getpid()}-", dir=folder))
            try:
                write_files(snapshot, self._place)
                self._place.chmod(0o755)
            except BaseException:
                self._discard()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._discard()

    def open(self) -> Snapshot:
        """What was written; the large arrays are mapped, not copied."""
        return load_files(self._place, header_of(self._place))

    def publish(self, people: Mapping[str, float], *, kept: int = KEPT) -> None:
        """Make it the current one.

        Of two builds at once the one that saw more of the store stays, whichever ends last: what
        was erased meanwhile does not come back.

        Args:
            people: The learned weights of people, see :class:`matcher.snapshot.Snapshot`.
            kept: How many snapshots stay, this one included; older ones are removed.

        Raises:
            CommunityStateError: The disk is full or cannot be written to; the current one stays.
        """
        with _disk_errors_told(self._folder):
            write_header(self._place, header_of(self._place) | {"people": dict(people)})
            self._place.rename(self._folder / self._header.snapshot_id)
            _point_to(self._folder, self._header.snapshot_id)
        if newer := _seen_more(self._folder, self._header):
            _point_to(self._folder, newer)
            shutil.rmtree(self._folder / self._header.snapshot_id, ignore_errors=True)
        _remove_old(self._folder, kept)

    def _discard(self) -> None:
        shutil.rmtree(self._place, ignore_errors=True)


def save_snapshot(snapshot: Snapshot, folder: Path, *, kept: int = KEPT) -> None:
    """Write a snapshot into a folder of snapshots and make it the current one.

    Args:
        snapshot: A whole snapshot.
        folder: The folder of snapshots.
        kept: How many snapshots stay, this one included; older ones are removed.

    Raises:
        CommunityStateError: The disk is full or cannot be written to; the current one stays.
    """
    with UnfinishedSnapshot(snapshot, folder) as written:
        written.publish(snapshot.people, kept=kept)


@contextmanager
def _disk_errors_told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CommunityStateError(
            "準備したデータを書き込めませんでした。前に準備したものは、そのまま使えます。",
            remedy="ディスクの空きと書き込みの権限を確かめて、もう一度実行してください。",
            file=str(folder),
        ) from error


def _point_to(folder: Path, snapshot_id: str) -> None:
    pointer = folder / f".{CURRENT}-{os.getpid()}"
    pointer.write_text(snapshot_id, encoding="utf-8")
    pointer.replace(folder / CURRENT)


def _seen_more(folder: Path, header: Header) -> str:
    """A snapshot that was begun later than another one, on a later state of the store."""
    for snapshot_id in readable(folder):
        other = header_of(folder / snapshot_id)["header"]
        begun = datetime.fromisoformat(other["built_at"])
        if other["revision"] > header.revision and begun > header.built_at:
            return snapshot_id
    return ""


def _remove_old(folder: Path, kept: int) -> None:
    built = sorted(
        (place for place in folder.iterdir() if (place / "header.json").is_file()),
        key=lambda place: (place / "header.json").stat().st_mtime,
    )
    remains = [place for place in folder.glob(f"{_UNFINISHED}*") if not _is_being_written(place)]
    for place in (*built[:-kept], *remains):
        shutil.rmtree(place, ignore_errors=True)


def _is_being_written(place: Path) -> bool:
    """Whether the process that began an unfinished snapshot still runs on this machine."""
    number = place.name.removeprefix(_UNFINISHED).partition("-")[0]
    if not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
