"""What an import guarantees, on every kind of database."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert
from store_records import (
    START,
    Batches,
    account,
    channel,
    community,
    content,
    heading,
    membership,
    message,
)

from matcher.domain import (
    AccountKind,
    Batch,
    CommunityStateError,
    InputError,
    LeftOut,
    Progress,
    Reaction,
    Skipped,
    SourceNotes,
)
from matcher.store import Store, open_store
from matcher.store._schema import account_sha256, forgotten

EDITED = message(1, text="令和8年3月末に延びました", edited=True, reactions=(Reaction("eyes", 2),))


class TestImport:
    """Every database must pass these."""

    def test_report_counts_what_the_source_holds(self, store: Store) -> None:
        """The report tells records of the source, members without bots, and the span."""
        notes = SourceNotes(
            unknown_authors=1,
            left_out=[LeftOut("DM", "公開チャンネルだけを読みます", 2)],
            skipped=[Skipped("a.json", "3件目", "x", "tsがありません")],
        )
        source = Batches(
            [
                Batch(accounts=(account(1), account(2), account(3, kind=AccountKind.BOT))),
                Batch(channels=(channel(1), channel(2))),
                Batch(messages=(message(1), message(2, thread_id="C1:1"), message(3))),
            ],
            notes,
        )
        report = store.import_source(source)
        assert (report.channels, report.members) == (2, 2)
        assert (report.messages, report.threads, report.new_messages) == (3, 2, 3)
        assert report.span == (START + timedelta(minutes=1), START + timedelta(minutes=3))
        assert report.unknown_authors == 1
        assert report.left_out == tuple(notes.left_out)
        assert report.skipped == tuple(notes.skipped)

    def test_no_messages_have_no_span(self, store: Store) -> None:
        """A source without messages has no span."""
        report = store.import_source(community())
        assert (report.messages, report.threads, report.span) == (0, 0, None)

    def test_again_changes_nothing(self, store: Store) -> None:
        """The same source again: nothing new, the same content, the same revision."""
        source = community(
            message(1),
            message(2),
            memberships=(membership(joined_at=START),),
            headings=(heading(1),),
        )
        store.import_source(source)
        before = (content(store), store.revision())
        report = store.import_source(source)
        assert (report.messages, report.new_messages) == (2, 0)
        assert (content(store), store.revision()) == before

    def test_overlap_in_either_order(self, new_url: Callable[[], str]) -> None:
        """A day, and the same day with one more: three messages in every order."""
        first = community(message(1), message(2))
        second = community(message(1), message(2), message(3))
        for order, new in (((first, second), [2, 1]), ((second, first), [3, 0])):
            with open_store(new_url()) as store:
                assert [store.import_source(source).new_messages for source in order] == new
                assert store.counts().messages == 3

    def test_edit_is_no_new_message(self, store: Store) -> None:
        """An edit changes text, mark and reactions, and the revision, but adds nothing."""
        store.import_source(community(message(1)))
        before = store.revision()
        assert store.import_source(community(EDITED)).new_messages == 0
        assert store.thread_messages("C1:1") == [EDITED]
        assert store.revision() == before + 1

    def test_edit_survives_an_older_export(self, store: Store) -> None:
        """What an export from before the edit says of the message is out of date."""
        store.import_source(community(EDITED))
        store.import_source(community(message(1)))
        assert store.thread_messages("C1:1") == [EDITED]

    def test_rename_and_deactivate(self, store: Store) -> None:
        """The later import knows names, titles and whether a channel or an account is in use."""
        store.import_source(community())
        left = account(1, name="青葉@見本町", title="見本町 総務課", active=False)
        archived = channel(1, name="旧・何でも相談", archived=True)
        store.import_source(community(accounts=(left,), channels=(archived,)))
        assert store.account("U1") == left
        assert store.account("U2") == account(2)
        (row,) = store.read_channels().to_dict("records")
        assert (row["name"], row["archived"]) == ("旧・何でも相談", True)

    def test_an_older_source_only_adds(self, new_url: Callable[[], str]) -> None:
        """The older of two sources wakes nobody up and takes nothing back, in either order."""
        older = community(
            message(1, reactions=(Reaction("eyes", 1),)),
            message(2, text="一度目の直し", edited=True),
            message(3),
            accounts=(account(1, email="aoba@example.jp"), account(2, name="旧姓")),
            channels=(channel(1, name="旧名", purpose="旧い目的"),),
            headings=(heading(1),),
        )
        newer = community(
            message(1, reactions=(Reaction("eyes", 3),)),
            message(2, text="二度目の直し", edited=True),
            message(4, account_id="U2"),
            accounts=(account(1, active=False), account(2, name="新姓")),
            channels=(channel(1, name="新名", archived=True),),
            headings=(heading(1, resolved=True),),
        )
        with open_store(new_url()) as straight, open_store(new_url()) as turned:
            for source in (older, newer):
                straight.import_source(source)
            for source in (newer, older, older):
                turned.import_source(source)
            assert content(turned) == content(straight)
            kept = turned.account("U1")
            assert kept == account(1, active=False, email="aoba@example.jp")

    def test_an_older_source_describes_who_was_unknown(self, store: Store) -> None:
        """What nobody described is described by whoever can, and an unseen edit counts."""
        placeholder = account(1, name="不明な参加者", kind=AccountKind.UNKNOWN)
        store.import_source(community(message(1), message(2), accounts=(placeholder,)))
        store.import_source(community(EDITED))
        assert store.account("U1") == account(1)
        assert store.thread_messages("C1:1") == [EDITED]

    def test_an_export_of_an_earlier_period_may_be_newer(self, store: Store) -> None:
        """What an account became after the last stored post was not known when that came."""
        store.import_source(community(message(9)))
        source = community(message(1), accounts=(account(1, active=False),))
        source.notes.as_of = START + timedelta(days=1)
        store.import_source(source)
        assert store.account("U1") == account(1, active=False)

    def test_unknown_never_overwrites(self, store: Store) -> None:
        """A source that cannot describe an account changes nothing; one that can, does."""
        placeholder = account(1, name="不明な参加者", kind=AccountKind.UNKNOWN)
        store.import_source(community(accounts=(placeholder,)))
        assert store.account("U1") == placeholder
        store.import_source(community(accounts=(account(1, email="aoba@example.jp"),)))
        store.import_source(community(accounts=(placeholder,)))
        assert store.account("U1") == account(1, email="aoba@example.jp")

    def test_known_details_stay(self, store: Store) -> None:
        """A source without addresses, joining dates or authors does not erase known ones."""
        store.import_source(
            community(
                message(1),
                accounts=(account(1, email="aoba@example.jp", first_seen_at=START),),
                channels=(channel(1, created_at=START),),
                memberships=(membership(joined_at=START),),
            )
        )
        before = content(store)
        poorer = community(
            message(1, account_id=None), accounts=(account(1),), memberships=(membership(),)
        )
        store.import_source(poorer)
        assert content(store) == before

    def test_joining_is_filled_in(self, store: Store) -> None:
        """A moment of joining that becomes known later is added."""
        store.import_source(community(memberships=(membership(),)))
        assert store.read_memberships()["joined_at"].isna().all()
        store.import_source(community(memberships=(membership(joined_at=START),)))
        assert store.read_memberships()["joined_at"].tolist() == [START]

    def test_failure_leaves_everything(self, store: Store) -> None:
        """A source that fails in the middle leaves content and revision; the next one works."""
        store.import_source(community(message(1)))
        before = (content(store), store.revision(), store.setting("slack_team_id"))
        failing = community(message(2), accounts=(account(1, name="別名"), account(3)))
        failing.failure = InputError("途中で切れています。", remedy="取り直してください。")
        failing.notes.team_id = "T1"
        with pytest.raises(InputError, match="途中で切れています"):
            store.import_source(failing)
        assert (content(store), store.revision(), store.setting("slack_team_id")) == before
        failing.failure = None
        assert store.import_source(failing).new_messages == 1

    @pytest.mark.parametrize(
        ("bad", "value"),
        [
            (Batch(messages=(message(2, account_id="U9"),)), "U9"),
            (Batch(messages=(message(2, channel_id="C9"),)), "C9"),
            (Batch(memberships=(membership(account_id="U9"),)), "U9"),
            (Batch(headings=(heading(channel_id="C9"),)), "C9"),
        ],
    )
    def test_undescribed_names_are_refused(self, store: Store, bad: Batch, value: str) -> None:
        """A record that names what nobody describes stops the import, with the name."""
        store.import_source(community(message(1)))
        before = (content(store), store.revision())
        with pytest.raises(InputError) as caught:
            store.import_source(Batches([Batch(accounts=(account(3),)), bad]))
        assert caught.value.value == value
        assert caught.value.remedy
        assert (content(store), store.revision()) == before

    def test_names_of_an_earlier_import_suffice(self, store: Store) -> None:
        """A source may name accounts and channels that the store already has."""
        store.import_source(community())
        assert store.import_source(Batches([Batch(messages=(message(1),))])).new_messages == 1

    def test_forgotten_do_not_come_back(self, store: Store, url: str) -> None:
        """Account, memberships and messages of a forgotten member are left out, others stay."""
        source = community(
            message(1),
            message(2, account_id="U2", thread_id="C1:1"),
            memberships=(membership(), membership(account_id="U2")),
        )
        engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
        with engine.begin() as connection:
            connection.execute(insert(forgotten), {"account_sha256": account_sha256("U1")})
        engine.dispose()
        report = store.import_source(source)
        assert (report.messages, report.new_messages) == (2, 1)
        assert [(one.what, one.count) for one in report.left_out] == [
            ("記録を消した参加者の投稿", 1)
        ]
        assert store.account("U1") is None
        assert [one.account_id for one in store.thread_messages("C1:1")] == ["U2"]
        assert store.read_memberships()["account_id"].tolist() == ["U2"]

    def test_who_is_forgotten_meanwhile_stops_the_import(self, store: Store) -> None:
        """What was gathered before could bring back their name: nothing of it is stored."""
        store.import_source(community(message(1), message(2, account_id="U2")))

        class Meanwhile(Batches):
            def batches(self, progress: Progress) -> Iterator[Batch]:
                yield from super().batches(progress)
                store.forget("U2")

        with pytest.raises(CommunityStateError) as caught:
            store.import_source(Meanwhile(community(message(3, text="青葉 2 さんへ")).parts))
        assert caught.value.remedy
        assert store.counts().messages == 1

    def test_forgotten_need_no_description(self, store: Store, url: str) -> None:
        """That a forgotten account is only named is no reason to refuse the import."""
        engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
        with engine.begin() as connection:
            connection.execute(insert(forgotten), {"account_sha256": account_sha256("U9")})
        engine.dispose()
        assert store.import_source(community(message(1, account_id="U9"))).new_messages == 0

    def test_workspace_is_kept(self, store: Store) -> None:
        """The workspace's id, which permalinks need, is kept where the source names it."""
        source = community()
        source.notes.team_id = "T0MIHON"
        store.import_source(source)
        store.import_source(community())
        assert store.setting("slack_team_id") == "T0MIHON"

    def test_naive_moments_are_refused(self, store: Store) -> None:
        """A moment without time zone is a mistake of the source, and nothing is stored."""
        naive = datetime(2024, 4, 1, 9)  # noqa: DTZ001 - the mistake itself
        with pytest.raises(TypeError):
            store.import_source(community(message(1, posted_at=naive)))
        assert store.is_empty()

    def test_progress_ends_complete(self, store: Store) -> None:
        """The last thing that is reported is that all messages are recorded."""
        calls: list[tuple[str, int, int | None]] = []
        store.import_source(community(message(1), message(2)), lambda *call: calls.append(call))
        assert calls[-1][1:] == (2, 2)

    def test_half_surrogates_are_shown(self, store: Store) -> None:
        """Two halves of a character in the wrong form become it; a lonely half U+FFFD."""
        broken = message(1, text="\ud83d\ude00と\ud83d", reactions=(Reaction("\udc00", 1),))
        store.import_source(community(broken))
        (stored,) = store.thread_messages("C1:1")
        assert stored.text == "😀と\ufffd"
        assert stored.reactions == (Reaction("\ufffd", 1),)

    @settings(
        max_examples=30,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        text=st.text(),
        name=st.text(min_size=1),
        at=st.datetimes(
            min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
            max_value=datetime(2100, 1, 1),  # noqa: DTZ001
            timezones=st.sampled_from([UTC]),
        ),
        count=st.integers(1, 10_000),
    )
    def test_any_text_comes_back(
        self, store: Store, text: str, name: str, at: datetime, count: int
    ) -> None:
        """What goes in comes out, for any text and moment; only NUL cannot be stored."""
        sent = message(1, text=text, posted_at=at, reactions=(Reaction("eyes", count),))
        source = community(sent, accounts=(account(1, name=name),))
        source.notes.as_of = datetime.max.replace(tzinfo=UTC)  # newer than what came before it
        store.import_source(source)
        assert store.thread_messages("C1:1") == [replace(sent, text=text.replace("\0", "\ufffd"))]
        stored = store.account("U1")
        assert stored is not None
        assert stored.name == name.replace("\0", "\ufffd")

    @settings(
        max_examples=15,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(data=st.data())
    def test_split_and_order_do_not_matter(
        self, new_url: Callable[[], str], data: st.DataObject
    ) -> None:
        """The same records in any order, split and repetition give the same content."""
        parts = [
            *(Batch(accounts=(account(n),)) for n in (1, 2)),
            Batch(accounts=(account(2, name="不明", kind=AccountKind.UNKNOWN),)),
            Batch(channels=(channel(1),)),
            Batch(memberships=(membership(), membership(account_id="U2", joined_at=START))),
            Batch(memberships=(membership(joined_at=START + timedelta(days=1)),)),
            Batch(headings=(heading(1), heading(2, resolved=True))),
            Batch(messages=(message(1), message(2, thread_id="C1:1", account_id="U2"))),
            Batch(messages=(message(3, account_id=None),)),
            Batch(messages=(EDITED,)),
        ]
        again = data.draw(st.lists(st.sampled_from(parts), max_size=5))
        shuffled = data.draw(st.permutations([*parts, *again]))
        cut = data.draw(st.integers(0, len(shuffled)))
        described = Batch(accounts=(account(1), account(2)), channels=(channel(1),))
        with open_store(new_url()) as straight, open_store(new_url()) as mixed:
            straight.import_source(Batches(parts))
            mixed.import_source(Batches([described, *shuffled[:cut]]))
            mixed.import_source(Batches(shuffled[cut:]))
            assert content(mixed) == content(straight)
