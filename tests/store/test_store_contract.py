"""What the store guarantees for settings, profiles, roles and reading, on every database."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pandas as pd
import pytest
from store_records import START, account, channel, community, heading, membership, message

from matcher.domain import (
    CommunityStateError,
    InputError,
    OrganizationSource,
    Profile,
    Reaction,
    Role,
    RoleKind,
    Tenure,
    UnknownNameError,
)
from matcher.store import Store, StoreCounts

PROFILE = Profile(
    "U1",
    organization_code="383562",
    department="総務課",
    interests=("standardization", "gov-cloud"),
    solo_it=True,
    hidden=True,
    hidden_topics=("rpa",),
    weekly_limit=2,
    away_until=date(2025, 5, 7),
    organization_source=OrganizationSource.ROSTER,
)
AMBASSADOR = Role("U1", RoleKind.AMBASSADOR, date(2024, 4, 1), date(2026, 3, 31))


class TestStore:
    """Every database must pass these."""

    def test_new_store_is_empty(self, store: Store) -> None:
        """Nothing imported: empty, and reading gives nothing rather than failing."""
        assert store.is_empty()
        assert store.revision() == 0
        assert store.counts() == StoreCounts(0, 0, 0)
        assert (store.profiles(), store.roles(), list(store.iter_messages())) == ([], [], [])
        assert store.thread_messages("C1:1") == []
        assert store.account("U1") is None
        store.set_setting("demo_seed", "7")
        assert store.is_empty()

    def test_organizations_that_were_named(self, store: Store) -> None:
        """Those of profiles, those of tenures, and those that a roster named of nobody here."""
        store.import_source(community(message(1)))
        assert store.organizations() == frozenset()
        store.save_profiles([PROFILE], tenures=[Tenure("U1", "382019", "税務課", None)])
        before = store.revision()
        store.keep_organizations(["389013 広域連合", "388025 組合"])
        assert store.revision() > before
        known = {"383562", "382019", "389013 広域連合", "388025 組合"}
        assert store.organizations() == known
        before = store.revision()
        store.keep_organizations(["388025 組合"])
        assert (store.organizations(), store.revision()) == (known, before)

    def test_counts(self, store: Store) -> None:
        """Accounts, channels and messages are counted."""
        store.import_source(community(message(1), message(2), message(3)))
        assert store.counts() == StoreCounts(accounts=2, channels=1, messages=3)
        assert not store.is_empty()

    def test_channels_alone_are_not_empty(self, store: Store) -> None:
        """A community in which nobody wrote yet is not empty."""
        store.import_source(community(accounts=()))
        assert not store.is_empty()

    def test_settings(self, store: Store) -> None:
        """A setting is None, then its last value; only another value counts as a change."""
        assert store.setting("workspace_url") is None
        for value, revision in (("https://a.example", 1), ("https://b.example", 2)):
            store.set_setting("workspace_url", value)
            store.set_setting("workspace_url", value)
            assert (store.setting("workspace_url"), store.revision()) == (value, revision)

    def test_profile(self, store: Store) -> None:
        """A profile says nothing until it is saved, then all that was saved."""
        store.import_source(community())
        assert store.profile("U1") == Profile("U1")
        before = store.revision()
        store.save_profile(PROFILE)
        store.save_profile(PROFILE)
        assert store.profile("U1") == PROFILE
        assert store.profiles() == [PROFILE]
        assert store.revision() == before + 1
        store.save_profile(Profile("U1"))
        assert store.profile("U1") == Profile("U1")

    def test_many_profiles_are_one_change(self, store: Store) -> None:
        """Profiles saved together count as one change, those that do not differ as none."""
        store.import_source(community())
        before = store.revision()
        other = Profile("U2", department="税務課")
        assert store.save_profiles([other, PROFILE]) == 2
        assert store.profiles() == [PROFILE, other]
        assert store.revision() == before + 1
        assert store.save_profiles([PROFILE, Profile("U2", department="福祉課")]) == 1
        assert store.save_profiles([PROFILE]) == store.save_profiles([]) == 0
        assert store.revision() == before + 2

    def test_many_profiles_or_none(self, store: Store) -> None:
        """One of an unknown member: nothing is saved, and the error holds the id."""
        store.import_source(community())
        before = store.revision()
        with pytest.raises(UnknownNameError) as caught:
            store.save_profiles([PROFILE, Profile("U9")])
        assert caught.value.value == "U9"
        assert (store.profiles(), store.revision()) == ([], before)

    def test_profiles_made_from_an_older_state_are_refused(self, store: Store) -> None:
        """An opt-out that came after the look is not undone by what was made before it."""
        store.import_source(community())
        seen = store.revision()
        store.save_profile(PROFILE)
        with pytest.raises(CommunityStateError, match="ほかの変更"):
            store.save_profiles([Profile("U1"), Profile("U2", department="税務課")], since=seen)
        assert store.profiles() == [PROFILE]
        assert store.save_profiles([Profile("U1")], since=seen + 1) == 1

    def test_accounts(self, store: Store) -> None:
        """All accounts come back as they were given, by id."""
        given = (account(2, email="b@example.lg.jp"), account(1, active=False, first_seen_at=START))
        store.import_source(community(accounts=given))
        assert store.accounts() == [given[1], given[0]]

    def test_import_keeps_profiles_and_roles(self, store: Store) -> None:
        """What people said of themselves outlives every import."""
        store.import_source(community())
        store.save_profile(PROFILE)
        store.save_role(AMBASSADOR)
        store.import_source(community(message(1), accounts=(account(1, title="別の課"),)))
        assert (store.profiles(), store.roles()) == ([PROFILE], [AMBASSADOR])

    def test_roles(self, store: Store) -> None:
        """A role is kept, extended by saving it again, and ended on a day that still counts."""
        store.import_source(community())
        before = store.revision()
        store.save_role(AMBASSADOR)
        endless = Role("U1", RoleKind.AMBASSADOR, date(2024, 4, 1))
        store.save_role(endless)
        store.save_role(Role("U1", RoleKind.ORGANIZER, date(2020, 1, 1), date(2020, 12, 31)))
        assert endless in store.roles()
        store.end_role("U1", RoleKind.AMBASSADOR, date(2025, 6, 30))
        ambassador, organizer = store.roles()
        assert ambassador.ends_on == date(2025, 6, 30)
        assert organizer.ends_on == date(2020, 12, 31)
        assert store.revision() == before + 4

    def test_a_role_that_is_not_held_cannot_end(self, store: Store) -> None:
        """Ending what is over, or not begun, is refused and changes nothing."""
        store.import_source(community())
        store.save_role(AMBASSADOR)
        before = store.revision()
        for day in (date(2024, 3, 31), date(2026, 4, 1)):
            with pytest.raises(InputError, match=f"{day.year}年{day.month}月{day.day}日"):
                store.end_role("U1", RoleKind.AMBASSADOR, day)
        assert (store.roles(), store.revision()) == ([AMBASSADOR], before)

    def test_a_role_does_not_end_before_it_starts(self, store: Store) -> None:
        """A term that runs backwards is refused."""
        store.import_source(community())
        with pytest.raises(InputError, match="始まりより前"):
            store.save_role(Role("U1", RoleKind.AMBASSADOR, date(2025, 4, 1), date(2025, 3, 31)))

    def test_unknown_members_are_named(self, store: Store) -> None:
        """Profile and roles of an account that does not exist: the error holds the id."""
        store.import_source(community())
        for call in (
            lambda: store.profile("U9"),
            lambda: store.save_profile(Profile("U9")),
            lambda: store.save_role(Role("U9", RoleKind.AMBASSADOR, date(2025, 4, 1))),
            lambda: store.end_role("U9", RoleKind.AMBASSADOR, date(2025, 4, 1)),
        ):
            with pytest.raises(UnknownNameError) as caught:
                call()
            assert caught.value.value == "U9"

    def test_thread_in_order(self, store: Store) -> None:
        """A thread's messages come in the order of posting, whole and in UTC."""
        tokyo = timezone(timedelta(hours=9))
        at = datetime(2024, 4, 2, 8, 30, 0, 123457, tzinfo=tokyo)
        root = message(2, posted_at=at, reactions=(Reaction("eyes", 3), Reaction("+1", 1)))
        reply = message(1, posted_at=at + timedelta(microseconds=1), thread_id="C1:2")
        store.import_source(community(reply, root, message(3)))
        assert store.thread_messages("C1:2") == [root, reply]
        assert store.thread_messages("C1:2")[0].posted_at.tzinfo is UTC

    def test_messages_come_in_order_and_chunks(self, store: Store) -> None:
        """Messages come by moment, then by id in code-point order, at most ``chunk`` at once."""
        ids = ["C1:a", "C1:B", "C1:あ", "C1:_", "C1:9"]
        together = [message(1, message_id=name, posted_at=START) for name in ids]
        store.import_source(community(message(5), *together, message(4)))
        frames = list(store.iter_messages(chunk=3))
        assert [len(frame) for frame in frames] == [3, 3, 1]
        read = [name for frame in frames for name in frame["message_id"]]
        assert read == [*sorted(ids), "C1:4", "C1:5"]

    def test_message_columns(self, store: Store) -> None:
        """The columns that a build reads, with their types."""
        sent = message(1, account_id=None, reactions=(Reaction("eyes", 3),))
        store.import_source(community(sent))
        (frame,) = store.iter_messages()
        assert list(frame.columns) == [
            "message_id",
            "channel_id",
            "thread_id",
            "account_id",
            "posted_at",
            "text",
            "reactions",
            "edited",
        ]
        assert str(frame["posted_at"].dtype) == "datetime64[us, UTC]"
        assert frame["posted_at"].tolist() == [sent.posted_at]
        assert frame["account_id"].isna().all()
        assert json.loads(frame["reactions"].iloc[0]) == [{"name": "eyes", "count": 3}]

    def test_frames_have_types_without_rows(self, store: Store) -> None:
        """An empty frame has the same columns and types as one with rows."""
        empty = [store.read_accounts(), store.read_channels()]
        empty += [store.read_memberships(), store.read_headings()]
        store.import_source(
            community(
                accounts=(account(1, first_seen_at=START),),
                channels=(channel(1, created_at=START),),
                memberships=(membership(),),
                headings=(heading(1),),
            )
        )
        full = [store.read_accounts(), store.read_channels()]
        full += [store.read_memberships(), store.read_headings()]
        for before, after in zip(empty, full, strict=True):
            assert (len(before), len(after)) == (0, 1)
            pd.testing.assert_series_equal(before.dtypes, after.dtypes)
        assert full[0]["first_seen_at"].tolist() == [START]
        assert full[2]["joined_at"].isna().all()
