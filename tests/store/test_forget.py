"""Forgetting a member leaves no trace, on every database."""

from pathlib import Path

import pytest
from store_records import START, Batches, account, channel, community, heading, message

from matcher.domain import Profile, Role, RoleKind, UnknownNameError
from matcher.store import Store, open_store

GONE = account(
    2,
    name="忘川みちる@例町",
    real_name="忘川 みちる",
    email="wasure@example.lg.jp",
    title="例町 税務課",
)
MENTION = "<@U2> さん、ありがとう。忘川みちる@例町 の話は助かった。wasure@example.lg.jp まで。U2"


def _community() -> Batches:
    return community(
        message(1, text=MENTION),
        message(2, account_id="U2", text="私が書いた秘密の言葉"),
        message(3, account_id="U2", thread_id="C1:1", text="私の返信"),
        message(4, text="関係のない投稿"),
        accounts=(account(1), GONE),
    )


def _everything(store: Store) -> str:
    frames = [
        store.read_accounts(),
        store.read_channels(),
        store.read_memberships(),
        store.read_headings(),
        *store.iter_messages(),
    ]
    return (
        "\n".join(frame.to_csv() for frame in frames) + repr(store.profiles()) + repr(store.roles())
    )


class TestForget:
    """Every database must pass these."""

    def test_nothing_of_the_member_stays(self, store: Store) -> None:
        """Id, names, address, posts, profile and role are gone; others' posts stay."""
        store.import_source(_community())
        store.save_profile(Profile("U2", department="税務課の忘川"))
        store.save_role(Role("U2", RoleKind.AMBASSADOR, START.date()))
        assert store.forget("U2") == 2
        kept = _everything(store)
        for trace in ("U2", "忘川", "wasure", "秘密の言葉", "私の返信"):
            assert trace not in kept, trace
        assert "関係のない投稿" in kept
        assert "<@forgotten>" in kept

    def test_a_later_import_does_not_bring_them_back(self, store: Store) -> None:
        """The tombstone holds: neither their posts nor mentions of them return."""
        store.import_source(_community())
        store.forget("U2")
        before = store.counts()
        report = store.import_source(_community())
        assert store.counts() == before
        assert report.new_messages == 0
        later = message(9, text="<@U2|旧名> さんはどこへ")
        store.import_source(community(later, accounts=(account(1), GONE)))
        assert "<@U2" not in _everything(store)

    def test_no_later_word_brings_them_back(self, store: Store) -> None:
        """Later posts, edits, purposes and titles that name them are erased as forgetting does."""
        store.import_source(_community())
        store.forget("U2")
        later = community(
            message(1, text=MENTION, edited=True),
            message(
                9, text="忘川 みちるさんと忘川　みちるさん、<mailto:Wasure@example.lg.jp|宛先>"
            ),
            message(10, text="<https://x.slack.com/team/U2|この人> と <@U2|旧名>"),
            accounts=(account(1, title="忘川みちるの後任"), GONE),
            channels=(channel(1, purpose="世話役: <@U2> (忘川みちる)"),),
            headings=(heading(1, title="忘川みちる@例町 への質問"),),
        )
        for _ in range(2):
            store.import_source(later)
            kept = _everything(store)
            for trace in ("U2", "忘川", "みちる", "asure"):
                assert trace not in kept, trace

    def test_a_name_is_found_however_it_is_written(self, store: Store) -> None:
        """Without its blank, with a wide one, and without the place behind the @."""
        member = account(2, name="忘川みちる@例町", real_name="忘川 みちる")
        texts = ("忘川みちるさん", "忘川　みちる 様", "忘川 みちる氏", "例町の忘川 みちる")
        store.import_source(
            community(
                *(message(number, text=text) for number, text in enumerate(texts, start=1)),
                accounts=(account(1), member),
            )
        )
        store.forget("U2")
        kept = [store.thread_messages(f"C1:{number}")[0].text for number in (1, 2, 3, 4)]
        assert kept == [
            "<@forgotten>さん",
            "<@forgotten> 様",
            "<@forgotten>氏",
            "例町の<@forgotten>",
        ]

    def test_others_are_not_touched(self, store: Store) -> None:
        """Posts that do not speak of the member stay to the letter, unedited."""
        store.import_source(_community())
        store.forget("U2")
        [kept] = store.thread_messages("C1:4")
        assert kept == message(4, text="関係のない投稿")

    def test_an_unknown_member_is_an_error(self, store: Store) -> None:
        """Nothing to forget: the error names the id, nothing changes."""
        store.import_source(_community())
        revision = store.revision()
        with pytest.raises(UnknownNameError, match="U9"):
            store.forget("U9")
        assert store.revision() == revision

    def test_a_short_name_is_erased_only_where_it_is_a_name(self, store: Store) -> None:
        """A name like a common word stays where it is that word."""
        short = account(2, name="森", real_name="")
        texts = "森さん、@森 です。森の手入れをします。"
        store.import_source(community(message(1, text=texts), accounts=(account(1), short)))
        store.forget("U2")
        [kept] = store.thread_messages("C1:1")
        assert kept.text == "<@forgotten>さん、@<@forgotten> です。森の手入れをします。"


def test_the_file_holds_no_trace(tmp_path: Path) -> None:
    """On SQLite not even free pages or the write-ahead log hold the words."""
    file = tmp_path / "community.db"
    with open_store(f"sqlite:///{file}") as store:
        store.import_source(_community())
        assert any("秘密の言葉".encode() in part.read_bytes() for part in tmp_path.iterdir())
        store.forget("U2")
        for part in tmp_path.iterdir():
            content = part.read_bytes()
            for trace in ("秘密の言葉", "忘川", "wasure"):
                assert trace.encode() not in content, (part.name, trace)
