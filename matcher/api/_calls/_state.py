"""The database of a community and the snapshot built from it: what all calls rest on."""

import threading
from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from platformdirs import user_data_path

from matcher.api import _views as views
from matcher.api._filling import holds_demo
from matcher.api._outreach import LOAD
from matcher.domain import (
    TOKYO,
    CommunityStateError,
    CommunityStatus,
    Progress,
    day_in_japan,
    has_left,
    no_progress,
)
from matcher.recommend import (
    Standing,
    with_learned_weights,
)
from matcher.snapshot import (
    KEPT,
    Snapshot,
    UnfinishedSnapshot,
    build_snapshot,
    current_snapshot_id,
    empty_store,
    microseconds,
    moment,
    open_newest_whole,
)
from matcher.store import Reading, Store


class CommunityState:
    """A community's database and its latest snapshot.

    Args:
        url: Address of the database.
        store: The opened store.
    """

    def __init__(self, url: str, store: Store) -> None:
        self.url = url
        self._store = store
        self._lock = threading.Lock()
        self._opened: Snapshot | None = None
        self._opened_for = ""
        self._damaged = ""
        self._known_standing: tuple[tuple[object, ...], Standing] | None = None

    def close(self) -> None:
        """Give back the database's connections."""
        self._store.close()

    def build(self, *, progress: Progress = no_progress) -> CommunityStatus:
        """Build a snapshot of what is stored, and make it the current one.

        Raises:
            CommunityStateError: Nothing was imported yet.
        """
        self._build(progress)
        return self.status()

    def _build(self, progress: Progress, *, kept: int = KEPT) -> None:
        """Build, learn, publish; memory never holds what was built beside what was opened."""
        with UnfinishedSnapshot(
            build_snapshot(self._store, progress, now=datetime.now(UTC)), self.snapshots
        ) as written:
            learned = with_learned_weights(written.open(), progress)
            written.publish(learned.people, kept=kept)

    @property
    def snapshots(self) -> Path:
        """Folder of the snapshots: beside a SQLite file, else in the user's data folder."""
        if self.url.startswith("sqlite:///"):
            file = Path(self.url.removeprefix("sqlite:///").partition("?")[0])
            return file.with_name(f"{file.name}.snapshots")
        name = sha256(self.url.encode()).hexdigest()[:16]
        return user_data_path("michishirube", appauthor=False) / "snapshots" / name

    @property
    def snapshot_id(self) -> str:
        """Name of the current snapshot, empty when there is none: the key for caches."""
        return current_snapshot_id(self.snapshots) or ""

    def status(self) -> CommunityStatus:
        """State of the community."""
        demo = holds_demo(self._store)
        if self._store.is_empty():
            return CommunityStatus("empty", demo)
        opened = self._open_newest(self.snapshot_id)
        if opened is None:
            return CommunityStatus("unbuilt", demo)
        snapshot, damaged = opened
        return views.ready_status(
            snapshot, demo=demo, revision=self._store.revision(), damaged=damaged
        )

    def snapshot(self, as_of: datetime | None = None) -> Snapshot:
        """The current snapshot, as of a moment; read-only, shared by all who ask.

        Where it is damaged, it is the newest one that is whole; :meth:`status` tells of it.

        Raises:
            CommunityStateError: Nothing was imported, or nothing was built yet.
        """
        opened = self._open_newest(self.snapshot_id)
        if opened is None:
            if self._store.is_empty():
                raise empty_store()
            raise CommunityStateError(
                "まだ準備ができていません。", remedy="matcher build を実行してください。"
            )
        snapshot, _damaged = opened
        return snapshot if as_of is None else snapshot.before(microseconds(as_of))

    def _open_newest(self, snapshot_id: str) -> tuple[Snapshot, str] | None:
        """The newest whole snapshot, and the current one's name if that is damaged."""
        with self._lock:
            if snapshot_id and self._opened_for != snapshot_id:
                opened = open_newest_whole(self.snapshots)
                if opened is None:
                    return None
                self._opened, self._damaged = opened
                self._opened_for = snapshot_id
            return (self._opened, self._damaged) if snapshot_id and self._opened else None

    def _standing(self, snapshot: Snapshot) -> Standing:
        """What members allow now; read again only when something was changed."""
        today = day_in_japan(moment(snapshot.as_of))
        # Who left since the end of the data has left all the same, but not in earlier moments.
        day = max(today, today_in_japan()) if snapshot is self._opened else today
        with self._store.reading() as reading:
            claims = reading.claims(datetime.now(UTC) - LOAD)
            state = (reading.revision(), today, day, claims)
            with self._lock:
                known = self._known_standing
            if known is None or known[0] != state:
                known = state, _read_standing(reading, claims, today, day)
        with self._lock:
            self._known_standing = known
        return known[1]

    def _built(self) -> tuple[Snapshot, Standing] | None:
        if not self.snapshot_id:
            return None
        snapshot = self.snapshot()
        return snapshot, self._standing(snapshot)


def _read_standing(reading: Reading, claims: Mapping[str, int], today: date, day: date) -> Standing:
    tenures = reading.tenures()
    return Standing(
        profiles={profile.member_id: profile for profile in reading.profiles()},
        roles=tuple(reading.roles()),
        today=today,
        claims=claims,
        tenures=tenures,
        left=frozenset(member for member, told in tenures.items() if has_left(told, day)),
    )


def today_in_japan() -> date:
    """The day in Japan."""
    return datetime.now(TOKYO).date()
