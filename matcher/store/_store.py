"""The store: the one object that the rest of the product reads from and writes to."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

import pandas as pd
from platformdirs import user_data_path
from sqlalchemy import Connection, or_, select, update

from matcher.domain import (
    Account,
    CommunityStateError,
    ImportReport,
    InputError,
    Message,
    Profile,
    Progress,
    Role,
    RoleKind,
    Source,
    Tenure,
    day_text,
    no_progress,
)
from matcher.store import (
    _counters,
    _forget,
    _import,
    _sync,
    _tenures,
)
from matcher.store import _schema as schema
from matcher.store._accounts import require_account
from matcher.store._engine import Database
from matcher.store._kept_rounds import KeptRounds
from matcher.store._kept_stars import KeptStars
from matcher.store._kept_tasks import KeptTasks
from matcher.store._merge import replace
from matcher.store._migrate import upgrade
from matcher.store._reading import ORGANIZATIONS_NAMED, Reading, StoreCounts
from matcher.store._sync import Syncing
from matcher.store._upsert import upsert
from matcher.store._values import profile_values, role_values, to_profile

DATABASE_VARIABLE = "MATCHER_DATABASE"


def default_url() -> str:
    """The database that is used when none is named.

    The environment variable ``MATCHER_DATABASE``, else a SQLite file in the user's data folder.
    """
    file = user_data_path("michishirube", appauthor=False) / "community.db"
    return os.environ.get(DATABASE_VARIABLE) or f"sqlite:///{file}"


def is_there(url: str) -> bool:
    """Whether there may be a database at an address; none is made to find out."""
    if not url.startswith("sqlite:///"):
        return True
    return Path(url.removeprefix("sqlite:///").partition("?")[0]).is_file()


def open_store(url: str) -> "Store":
    """Open a database, made and migrated to this version's schema where necessary.

    Args:
        url: ``sqlite:///FILE`` or ``postgresql://…``; missing folders of a file are made.

    Raises:
        ConfigurationError: The address is wrong, the place cannot be written to, or the server
            cannot be reached.
        InputError: The file is no database, or another program's.
        CommunityStateError: A newer version of the product made it, or someone holds it locked.
    """
    database = Database(url)
    try:
        upgrade(database)
    except BaseException:
        database.close()
        raise
    return Store(database)


class Store:
    """The record of truth.

    Atomicity: every method that writes does all or nothing; after an exception, of the source or
    of the database, the store is as it was. What a method wrote is on disk when it returns
    (SQLite: survives a crash of the program; a power cut may lose the last moments, never the
    consistency).

    Concurrency: one store may be used by many threads, and many processes may open the same
    database. A reader sees one committed state, waits for nobody and makes nobody wait. Writers
    take turns. An import gathers its data beside the real tables and takes its turn only to merge
    them; a writer that gets no turn within 30 seconds gives up.

    Times: moments come and go timezone-aware (in UTC when read), exact to the microsecond; a naive
    one raises ``TypeError``.

    Texts come back as they went in, except for what no database holds: NUL and half surrogate
    pairs become U+FFFD.

    Errors: ``CommunityStateError`` when a writer gets no turn or the disk is full,
    ``ConfigurationError`` when the database cannot be reached or written to, ``InputError`` when
    the file is damaged, and what the methods name. Each comes in Japanese with its remedy.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.rounds = KeptRounds(database)
        """The mentoring rounds."""
        self.tasks = KeptTasks(database)
        """What was said of ambassadors' tasks."""
        self.stars = KeptStars(database)
        """The channels that members starred."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back the database's connections."""
        self._database.close()

    # -- writing --------------------------------------------------------------------------------

    def import_source(self, source: Source, progress: Progress = no_progress) -> ImportReport:
        """Take in what a source delivers.

        What is stored stays and is merged with what comes, in the order of time and not of coming
        in: later names, titles, texts, reactions and deactivations win, and a source that ends
        before the last stored post adds only what was not known. An account that the source cannot
        describe changes nothing of a known one; the earliest known moment of joining stays; where
        the source names all members of a channel, who is not among them has left it; a text from
        before an edit does not undo the edit. Forgotten accounts, their memberships and their
        messages are left out, and what others wrote of them is erased as :meth:`forget` erases it.
        The workspace's id, where the source names it, becomes the setting ``slack_team_id``.

        The same source again changes nothing and reports 0 new messages. ``revision`` grows by
        one if anything changed.

        Raises:
            InputError: Raised by the source, or a record names a channel or an account that
                neither the source nor the store describes.
        """
        return _import.import_source(self._database, source, progress)

    @contextmanager
    def syncing(self) -> Iterator[Syncing]:
        """Read from Slack as the only one; whoever comes second is told so at once.

        An import of a Slack export may use it as well, to be alone. Others may read and write
        meanwhile: imports and kept steps take turns, and a member may be erased, which ends the
        synchronization at its next step. The end of the process frees the place, even a kill.

        Raises:
            CommunityStateError: Someone else is reading from Slack into this database.
        """
        with _sync.syncing(self._database) as found:
            yield found

    def set_setting(self, key: str, value: str) -> None:
        """Keep a value under a key; ``revision`` grows if it is another value."""
        with self._database.writing() as connection:
            if _import.set_setting(self._database.dialect, connection, key, value):
                self._advance(connection)

    def save_profile(self, profile: Profile) -> None:
        """Keep a profile in place of the former one; ``revision`` grows if it differs.

        Raises:
            UnknownNameError: There is no such account.
        """
        self.save_profiles([profile])

    def save_profiles(
        self,
        profiles: Sequence[Profile],
        *,
        tenures: Sequence[Tenure] = (),
        since: int | None = None,
    ) -> int:
        """Keep profiles and tenures in place of the former ones, all or none.

        ``revision`` grows by one if any of them differs.

        Args:
            profiles: At most one of a member.
            tenures: For each member named in them, all that is known, in its order.
            since: The revision that they were made from; None saves over whatever came after.

        Returns:
            How many profiles are new or differ.

        Raises:
            UnknownNameError: There is no such account.
            CommunityStateError: Something was stored after ``since``.
        """
        if not profiles and not tenures:
            return 0
        statement = upsert(self._database.dialect, schema.profiles, replace)
        # In one order, so that two who save many do not block each other for ever.
        rows = [profile_values(one) for one in sorted(profiles, key=lambda one: one.member_id)]
        with self._database.writing() as connection:
            if tenures:
                # Rows are taken out and put in anew: two at once would both put them in.
                _counters.advance(self._database.dialect, connection, "imports")
            named = {one.member_id for one in profiles} | {one.member_id for one in tenures}
            for member_id in sorted(named):
                require_account(connection, member_id)
            saved: int = connection.execute(statement, rows).rowcount if rows else 0
            moved = _tenures.save_tenures(connection, tenures)
            # Looked at only now: who changed one of these profiles meanwhile was waited for.
            if since is not None and Reading(connection).revision() != since:
                raise CommunityStateError(
                    "確かめている間に、ほかの変更が保存されました。何も保存していません。",
                    remedy="もう一度読み直して、内容を確かめてください。",
                )
            if saved or moved:
                self._advance(connection)
        return saved

    def keep_organizations(self, identifiers: Collection[str]) -> None:
        """Remember organizations that a roster named; see :meth:`Reading.organizations`.

        ``revision`` grows if one of them is new.
        """
        with self.reading() as reading:
            known = (reading.setting(ORGANIZATIONS_NAMED) or "").splitlines()
        if not set(identifiers) <= set(known):
            self.set_setting(ORGANIZATIONS_NAMED, "\n".join(sorted({*known, *identifiers})))

    def save_role(self, role: Role) -> None:
        """Keep a role; one of the same member, kind and start gets the new end.

        Raises:
            UnknownNameError: There is no such account.
            InputError: It ends before it starts.
        """
        if role.ends_on is not None and role.ends_on < role.starts_on:
            raise InputError(
                "任期の終わりが始まりより前です。",
                remedy="終わりの日を確かめてください。",
                value=role.ends_on.isoformat(),
            )
        statement = upsert(self._database.dialect, schema.roles, replace)
        with self._database.writing() as connection:
            require_account(connection, role.member_id)
            if connection.execute(statement, role_values(role)).rowcount:
                self._advance(connection)

    def end_role(self, member_id: str, kind: RoleKind, on: date) -> None:
        """Let a role end; ``on`` is the last day on which it is held.

        Raises:
            UnknownNameError: There is no such account.
            InputError: The member does not hold that role on that day.
        """
        roles = schema.roles.c
        statement = (
            update(schema.roles)
            .where(roles.member_id == member_id, roles.kind == kind.value)
            .where(roles.starts_on <= on, or_(roles.ends_on.is_(None), roles.ends_on >= on))
            .values(ends_on=on)
        )
        with self._database.writing() as connection:
            require_account(connection, member_id)
            if not connection.execute(statement).rowcount:
                raise InputError(
                    f"{day_text(on)}には、その役割に就いていません。",
                    remedy="参加者、役割、日付を確かめてください。",
                    value=member_id,
                )
            self._advance(connection)

    def forget(self, account_id: str) -> int:
        """Erase a member for good, and keep later imports from bringing them back.

        Gone are the account with its profile, tenures, roles, memberships and stars, what it said
        of tasks and others of tasks about it, its part in mentoring rounds, all that it wrote, and
        its id, names and e-mail address in what others wrote; a mention of it becomes one of
        nobody. A round that was not published loses its solution, which rested on the member.
        Gone is also how far the channels were read in which the member wrote or was, because that
        is told by moments of posts: the next synchronization reads those channels from the
        beginning, which changes nothing of what is stored, and a running one ends.
        What stays is a SHA-256 of the id (a tombstone). Copies elsewhere (exports, backups) are
        not touched. On SQLite the file is rewritten, so that nothing lingers in free pages.

        Returns:
            How many messages were erased.

        Raises:
            UnknownNameError: There is no such account.
        """
        with self._database.reading() as connection:
            require_account(connection, account_id)
        return _forget.forget(self._database, account_id)

    # -- reading --------------------------------------------------------------------------------

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Read several things in one state of the store, unmoved by writers in between."""
        with self._database.reading() as connection:
            yield Reading(connection)

    def profile(self, member_id: str) -> Profile:
        """The member's profile; one that says nothing when none was saved.

        Raises:
            UnknownNameError: There is no such account.
        """
        query = select(schema.profiles).where(schema.profiles.c.member_id == member_id)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
            if row is not None:
                return to_profile(row)
            require_account(connection, member_id)
        return Profile(member_id)

    def revision(self) -> int:
        """See :meth:`Reading.revision`."""
        with self.reading() as reading:
            return reading.revision()

    def counts(self) -> StoreCounts:
        """See :meth:`Reading.counts`."""
        with self.reading() as reading:
            return reading.counts()

    def is_empty(self) -> bool:
        """See :meth:`Reading.is_empty`."""
        with self.reading() as reading:
            return reading.is_empty()

    def setting(self, key: str) -> str | None:
        """See :meth:`Reading.setting`."""
        with self.reading() as reading:
            return reading.setting(key)

    def sync_entries(self) -> dict[str, str]:
        """See :meth:`Reading.sync_entries`."""
        with self.reading() as reading:
            return reading.sync_entries()

    def account(self, account_id: str) -> Account | None:
        """See :meth:`Reading.account`."""
        with self.reading() as reading:
            return reading.account(account_id)

    def accounts(self) -> list[Account]:
        """See :meth:`Reading.accounts`."""
        with self.reading() as reading:
            return reading.accounts()

    def profiles(self) -> list[Profile]:
        """See :meth:`Reading.profiles`."""
        with self.reading() as reading:
            return reading.profiles()

    def organizations(self) -> frozenset[str]:
        """See :meth:`Reading.organizations`."""
        with self.reading() as reading:
            return reading.organizations()

    def roles(self) -> list[Role]:
        """See :meth:`Reading.roles`."""
        with self.reading() as reading:
            return reading.roles()

    def tenures(self) -> Mapping[str, tuple[Tenure, ...]]:
        """See :meth:`Reading.tenures`."""
        with self.reading() as reading:
            return reading.tenures()

    def thread_messages(self, thread_id: str) -> list[Message]:
        """See :meth:`Reading.thread_messages`."""
        with self.reading() as reading:
            return reading.thread_messages(thread_id)

    def read_accounts(self) -> pd.DataFrame:
        """See :meth:`Reading.read_accounts`."""
        with self.reading() as reading:
            return reading.read_accounts()

    def read_channels(self) -> pd.DataFrame:
        """See :meth:`Reading.read_channels`."""
        with self.reading() as reading:
            return reading.read_channels()

    def read_memberships(self) -> pd.DataFrame:
        """See :meth:`Reading.read_memberships`."""
        with self.reading() as reading:
            return reading.read_memberships()

    def read_headings(self) -> pd.DataFrame:
        """See :meth:`Reading.read_headings`."""
        with self.reading() as reading:
            return reading.read_headings()

    def iter_messages(self, chunk: int = 50_000) -> Iterator[pd.DataFrame]:
        """See :meth:`Reading.iter_messages`; the reading ends with the iteration."""
        with self.reading() as reading:
            yield from reading.iter_messages(chunk)

    def _advance(self, connection: Connection) -> None:
        _counters.advance(self._database.dialect, connection, "revision")
