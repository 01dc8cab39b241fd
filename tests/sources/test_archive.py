"""Archive folders: lists in CSV, messages in Parquet or JSON lines."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from matcher.domain import AccountKind, InputError, Reaction, ThreadHeading, no_progress
from matcher.sources import Archive, SlackExport
from matcher.sources import _archive_messages as messages_module

LISTS = {
    "channels.csv": "channel_id,name,purpose,topic,is_archived\n"
    "c1,#税,目的,話題,False\nc2,旧,,,True\n",
    "members.csv": "member_id,display_name,first_message_at,is_bot,is_deleted\n"
    "m1,例示,2018-02-26T16:07:11Z,False,False\nm2,,,true,\nm3,去,,False,True\n",
}
FIRST = {
    "message_id": "1",
    "channel_id": "c1",
    "thread_id": "t1",
    "member_id": "m1",
    "posted_at": "2025-04-10T00:00:00.5Z",
    "text": "@m3 質問です",
}


@pytest.fixture
def write_archive(tmp_path):
    """Write an archive; rows go into Parquet unless lines are asked for."""

    def written(*rows, lines: bool = False, **files: str) -> Path:
        for name, content in (LISTS | files).items():
            (tmp_path / name).write_text(content, encoding="utf-8")
        if lines:
            content = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
            with gzip.open(tmp_path / "messages.jsonl.gz", "wt", encoding="utf-8") as file:
                file.write(content)
        else:
            pq.write_table(pa.Table.from_pylist(list(rows)), tmp_path / "messages.parquet")
        return tmp_path

    return written


def refused(folder: Path) -> InputError:
    """The error with which reading ends; it always has a remedy."""
    with pytest.raises(InputError) as raised:
        list(Archive(folder).batches(no_progress))
    assert raised.value.remedy
    return raised.value


@pytest.mark.parametrize("lines", [False, True])
def test_both_tables_give_the_same_records(write_archive, gather, lines):
    """Every column reaches its field, whichever form the table has; others are passed over."""
    reactions = [{"name": "a", "member_ids": ["m1"]}, {"name": "b", "member_ids": ["m1", "m3"]}]
    row = FIRST | {"reactions": reactions, "edited": True, "subtype": "", "quotes": ["m3"]}
    found = gather(Archive(write_archive(row, lines=lines)))
    (message,) = found.messages
    assert (message.message_id, message.thread_id, message.account_id) == ("1", "t1", "m1")
    assert message.posted_at == datetime(2025, 4, 10, 0, 0, 0, 500_000, tzinfo=UTC)
    assert message.text == "@m3 質問です"
    assert message.reactions == (Reaction("b", 2), Reaction("a", 1))
    assert message.edited


def test_lists_become_channels_and_accounts(write_archive, gather):
    """Names without #, purpose and topic on two lines, bots, who left, and the first moment."""
    found = gather(Archive(write_archive(FIRST)))
    assert (found.channels["c1"].name, found.channels["c1"].purpose) == ("税", "目的\n話題")
    assert found.channels["c2"].archived
    assert found.accounts["m1"].first_seen_at == datetime(2018, 2, 26, 16, 7, 11, tzinfo=UTC)
    assert found.accounts["m2"].kind is AccountKind.BOT
    assert found.accounts["m2"].name == "ボット"
    assert not found.accounts["m3"].active


def test_threads_and_memberships_are_read_where_there_are_any(write_archive, gather):
    """Headings carry title and state; memberships the join's date; unknown ids are reported."""
    join = FIRST | {"message_id": "2", "subtype": "channel_join"}
    found = gather(
        Archive(
            write_archive(
                FIRST | {"subtype": ""},
                join,
                **{
                    "threads.csv": 'thread_id,channel_id,title,resolved\nt1,c1,"題,名",True\n',
                    "memberships.csv": "channel_id,member_id\nc1,m1\nc1,m3\nc1,m9\n",
                },
            )
        )
    )
    assert found.headings == [ThreadHeading("t1", "c1", "題,名", resolved=True)]
    joined = {item.account_id: item.joined_at is not None for item in found.memberships}
    assert joined == {"m1": True, "m3": False}
    assert [(item.file, item.place) for item in found.notes.skipped] == [
        ("memberships.csv", "4行目")
    ]
    assert len(found.messages) == 1
    assert found.left_out == {"チャンネルへの参加の記録": 1}


def test_authors_that_are_not_listed(write_archive, gather):
    """An unlisted author is unknown, an unlisted bot a bot, and nobody is nobody."""
    rows = [
        FIRST | {"member_id": "m9", "subtype": ""},
        FIRST | {"member_id": "b9", "subtype": "bot_message"},
        FIRST | {"member_id": None, "subtype": ""},
    ]
    found = gather(Archive(write_archive(*rows)))
    assert found.accounts["m9"].kind is AccountKind.UNKNOWN
    assert found.accounts["m9"].name == "不明な参加者"
    assert found.accounts["b9"].kind is AccountKind.BOT
    assert [message.account_id for message in found.messages] == ["m9", "b9", None]
    assert found.notes.unknown_authors == 2


def test_timestamps_of_parquet_are_read_as_they_are(write_archive, gather):
    """A timestamp column with its zone serves as well as text."""
    moment = datetime(2025, 4, 10, tzinfo=UTC)
    found = gather(Archive(write_archive(FIRST | {"posted_at": moment})))
    assert found.messages[0].posted_at == moment


@pytest.mark.parametrize("lines", [False, True])
def test_large_tables_come_in_bounded_batches(monkeypatch, write_archive, lines):
    """No batch passes its size, and progress ends at the number of rows."""
    monkeypatch.setattr(messages_module, "BATCH_SIZE", 10)
    rows = [FIRST | {"message_id": str(number), "member_id": f"x{number}"} for number in range(25)]
    calls: list[tuple[str, int, int | None]] = []
    source = Archive(write_archive(*rows, lines=lines))
    batches = [
        batch for batch in source.batches(lambda *call: calls.append(call)) if batch.messages
    ]
    assert [len(batch.messages) for batch in batches] == [10, 10, 5]
    assert [len(batch.accounts) for batch in batches] == [10, 10, 5]
    assert calls[-1] == ("投稿を読み込んでいます", 25, None if lines else 25)


@pytest.mark.parametrize("lines", [False, True])
@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"posted_at": "きのう"}, "2行目の「posted_at」列"),
        ({"posted_at": "2025-04-10T09:00:00"}, "2行目の「posted_at」列"),
        ({"posted_at": None}, "2行目の「posted_at」列"),
        ({"message_id": ""}, "2行目の「message_id」列"),
        ({"thread_id": None}, "2行目の「thread_id」列"),
        ({"channel_id": "c9"}, "2行目の「channel_id」列"),
    ],
)
def test_values_that_cannot_be_read_are_named(write_archive, change, place, lines):
    """The error names the table, the row and the column."""
    error = refused(write_archive(FIRST, FIRST | change, lines=lines))
    assert error.file == ("messages.jsonl.gz" if lines else "messages.parquet")
    assert error.place == place


@pytest.mark.parametrize("change", [{"text": 5}, {"reactions": "x"}, {"reactions": [{"name": 1}]}])
def test_lines_of_wrong_types_are_named(write_archive, change):
    """JSON lines may hold anything in any column."""
    assert refused(write_archive(FIRST, FIRST | change, lines=True)).place.startswith("2行目")


@pytest.mark.parametrize(
    ("file", "content", "place"),
    [
        ("channels.csv", "channel_id,name\nc1,税\n", "1行目"),
        ("channels.csv", "", "1行目"),
        ("channels.csv", "channel_id,name,purpose\n,税,\n", "2行目の「channel_id」列"),
        ("channels.csv", "channel_id,name,purpose\nc1,税\n", "2行目"),
        ("channels.csv", 'channel_id,name,purpose\nc1,"税', "2行目"),
        (
            "members.csv",
            "member_id,display_name,first_message_at,is_bot\nm1,例,,たぶん\n",
            "2行目の「is_bot」列",
        ),
        (
            "members.csv",
            "member_id,display_name,first_message_at,is_bot\nm1,例,きのう,False\n",
            "2行目の「first_message_at」列",
        ),
        (
            "threads.csv",
            "thread_id,channel_id,title,resolved\nt1,c9,題,\n",
            "2行目の「channel_id」列",
        ),
    ],
)
def test_lists_that_cannot_be_read_are_named(write_archive, file, content, place):
    """The error names the list, its row and its column."""
    error = refused(write_archive(FIRST, **{file: content}))
    assert (error.file, error.place) == (file, place)


def test_lists_in_another_encoding_are_refused(write_archive):
    """A list in cp932 is not taken for UTF-8."""
    folder = write_archive(FIRST)
    (folder / "channels.csv").write_bytes("channel_id,name,purpose\nc1,税,\n".encode("cp932"))
    assert "UTF-8" in refused(folder).what


def test_missing_and_damaged_files_are_named(write_archive, tmp_path):
    """Every file that is needed is asked for by name; damage is told, not raised as it comes."""
    assert "フォルダー" in refused(tmp_path / "nowhere").what
    folder = write_archive(FIRST)
    (folder / "messages.parquet").write_bytes(b"PAR1")
    assert refused(folder).file == "messages.parquet"
    (folder / "messages.parquet").unlink()
    assert "messages.jsonl.gz" in refused(folder).what
    write_archive(FIRST, lines=True)
    packed = (folder / "messages.jsonl.gz").read_bytes()
    for damaged in (packed[:-12], b"no gzip", gzip.compress(b"[]\n"), gzip.compress(b"{")):
        (folder / "messages.jsonl.gz").write_bytes(damaged)
        assert refused(folder).file == "messages.jsonl.gz"
    (folder / "messages.jsonl.gz").write_bytes(gzip.compress(b'{"message_id": "1"}'))
    assert "posted_at" in refused(folder).what
    (folder / "members.csv").unlink()
    assert "members.csv" in refused(folder).what


def test_a_parquet_without_a_column_is_refused(write_archive):
    """A missing column is named before anything is read."""
    row = {name: value for name, value in FIRST.items() if name != "thread_id"}
    assert "thread_id" in refused(write_archive(row)).what


def test_an_endless_line_is_refused(monkeypatch, write_archive):
    """One line cannot fill the memory."""
    monkeypatch.setattr(messages_module, "_MAX_LINE_BYTES", 1_000)
    assert (
        refused(write_archive(FIRST, FIRST | {"text": "あ" * 1_000}, lines=True)).place == "2行目"
    )


@pytest.mark.real_data
def test_three_years_of_a_large_community_are_read(communities):
    """lean-zulip: counts of its README."""
    source = Archive(communities / "lean-zulip")
    messages = headings = 0
    accounts: dict[str, AccountKind] = {}
    largest = 0
    for batch in source.batches(no_progress):
        messages += len(batch.messages)
        headings += len(batch.headings)
        largest = max(largest, len(batch.messages))
        accounts |= {account.account_id: account.kind for account in batch.accounts}
    assert (messages, headings, len(accounts)) == (464_360, 31_925, 4_024)
    assert sum(kind is AccountKind.BOT for kind in accounts.values()) == 11
    assert largest <= 4_000
    assert source.notes.unknown_authors == 0


@pytest.mark.real_data
def test_an_archive_made_from_a_slack_export_equals_it(communities, gather):
    """vimjp-slack: subtypes and memberships are treated as in the export itself."""
    archive = gather(Archive(communities / "vimjp-slack"))
    export = gather(SlackExport(communities / "vimjp-slack" / "slack-export.zip"))
    assert {message.message_id for message in archive.messages} == {
        message.message_id for message in export.messages
    }
    assert {(m.message_id, m.thread_id, m.text, m.reactions) for m in archive.messages} == {
        (m.message_id, m.thread_id, m.text, m.reactions) for m in export.messages
    }
    assert {(m.channel_id, m.account_id) for m in archive.memberships} == {
        (m.channel_id, m.account_id) for m in export.memberships
    }
    assert archive.of_kind("bot") == export.of_kind("bot")
