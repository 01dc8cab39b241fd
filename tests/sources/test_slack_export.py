"""The kinds behind the fault cases, on exports made on the spot."""

import json
import os
import stat
import struct
import sys
import unicodedata
import warnings
import zipfile
import zlib
from copy import copy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher.domain import AccountKind, InputError, no_progress
from matcher.sources import ReadingLimits, SlackExport
from matcher.sources import _batches as batches_module
from matcher.sources import _slack_export as export_module

HELP = {"id": "C0SODAN01", "name": "何でも相談", "members": ["U0AOBA001"]}
DAY = "何でも相談/2025-04-10.json"
TS = "1744243200.000001"
CP932 = "何でも相談".encode("cp932")


def post(**fields):
    """A message as Slack writes it."""
    return {"type": "message", "user": "U0AOBA001", "text": "質問です", "ts": TS} | fields


@pytest.fixture
def read(write_export, gather, tmp_path):
    """Write an export with one day file and read it."""

    def reading(*messages, **more):
        return gather(SlackExport(write_export(tmp_path / "export", {DAY: list(messages)}, **more)))

    return reading


def refused(path: Path, limits: ReadingLimits | None = None) -> InputError:
    """The error with which reading ends; it always has a remedy."""
    with pytest.raises(InputError) as raised:
        list(SlackExport(path, limits).batches(no_progress))
    assert raised.value.remedy
    return raised.value


def packed(folder: Path, file: Path, *, prefix: str = "", form: str = "NFC") -> Path:
    """A zip of a folder."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                inside = prefix + path.relative_to(folder).as_posix()
                archive.writestr(unicodedata.normalize(form, inside), path.read_bytes())
    return file


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(
    texts=st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), max_size=5
    ),
    escaped=st.booleans(),
)
def test_any_text_comes_out_unchanged(texts, escaped, write_export, gather, tmp_path):
    """Emoji, full-width signs, ㈱, 髙, 𠮷, blanks and line breaks stay as written."""
    texts = [*texts, "㈱髙﨑𠮷 👩‍👩‍👧\r\n\t　行末 "]
    posts = [post(text=text, ts=f"{1744243200 + n}.000001") for n, text in enumerate(texts)]
    content = json.dumps(posts, ensure_ascii=escaped)
    found = gather(SlackExport(write_export(tmp_path, {DAY: content})))
    assert found.texts == texts


def test_what_no_database_accepts_is_replaced(read):
    """Half a surrogate pair and NUL become U+FFFD instead of failing in the store."""
    assert read(post(text="a\ud83db\0c")).texts == ["a\ufffdb\ufffdc"]


def test_a_number_as_ts_keeps_its_digits(write_export, gather, tmp_path):
    """A ts written as a JSON number gives the same id as the text."""
    content = '[{"user": "U0AOBA001", "text": "a", "ts": 1744243200.000100}]'
    found = gather(SlackExport(write_export(tmp_path, {DAY: content})))
    assert found.messages[0].message_id == "C0SODAN01:1744243200.000100"


def test_broadcasts_belong_to_their_thread(read):
    """thread_broadcast and me_message are posts; the copy in `root` is not read as another one."""
    reply = post(ts="1744243300.000001", thread_ts=TS, subtype="thread_broadcast", root=post())
    found = read(post(), reply, post(ts="1744243400.000001", subtype="me_message"))
    assert [message.thread_id for message in found.messages] == [
        f"C0SODAN01:{TS}",
        f"C0SODAN01:{TS}",
        "C0SODAN01:1744243400.000001",
    ]


def test_files_and_comments_on_files_are_posts(read):
    """Old and new file posts count; an old file comment is by whoever commented, or nobody."""
    found = read(
        post(subtype="file_share", file={"id": "F1"}, upload=True),
        post(files=[{"id": "F2", "mode": "hosted"}], ts="1744243201.000001"),
        {"subtype": "file_comment", "text": "b", "ts": "2.0", "comment": {"user": "U0AOBA001"}},
        {"subtype": "file_comment", "text": "c", "ts": "3.0"},
    )
    assert [message.account_id for message in found.messages] == [
        "U0AOBA001",
        "U0AOBA001",
        "U0AOBA001",
        None,
    ]


@pytest.mark.parametrize(
    "subtype",
    [
        "channel_topic",
        "channel_purpose",
        "channel_name",
        "channel_archive",
        "channel_unarchive",
        "pinned_item",
        "reminder_add",
        "bot_add",
        "tombstone",
        "huddle_thread",
        "sh_room_created",
        "channel_convert_to_private",
    ],
)
def test_notices_are_no_posts(read, subtype):
    """What only tells of the channel is left out and counted."""
    found = read(post(subtype=subtype))
    assert found.messages == []
    assert sum(found.left_out.values()) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"subtype": "huddle_ended", "text": "ハドルが終わりました"},
        {"subtype": "sh_room_ended", "text": "x"},
        {"user": "USLACKBOT", "text": "A huddle started", "room": {"id": "R1"}},
        {"text": "", "room": {"id": "R1"}},
        {"text": None, "subtype": None, "room": {"id": "R1"}},
    ],
)
def test_huddles_are_no_posts_however_they_are_told(read, fields):
    """S26: with words, without a subtype, or by a subtype that came later."""
    found = read(post(**fields), post(ts="1744243300.000001", thread_ts=TS, text="議事メモ"))
    assert found.texts == ["議事メモ"]
    assert found.left_out == {"ハドルや通話の記録": 1}


def test_unknown_subtypes_with_words_are_posts(read):
    """A subtype that Slack may add later is not lost."""
    assert read(post(subtype="something_new")).texts == ["質問です"]


def test_joins_tell_since_when(read):
    """A join gives the date of a listed member; a leave afterwards ends an unlisted one."""
    unknown = HELP | {"members": None}
    join = post(subtype="channel_join")
    found = read(join)
    assert [m.joined_at for m in found.memberships] == [found_moment(TS)]
    assert [m.joined_at for m in read(join, channels=[unknown]).memberships] == [found_moment(TS)]
    archived = HELP | {"members": [], "is_archived": True}
    assert [m.joined_at for m in read(join, channels=[archived]).memberships] == [found_moment(TS)]
    leave = post(subtype="channel_leave", ts="1744243300.000001")
    assert read(join, leave, channels=[unknown]).memberships == []
    assert read(post(subtype="channel_join", user="U9"), channels=[unknown]).memberships == []


def found_moment(ts: str):
    """The instant of a ts."""
    return export_module.SlackTimestamp.parse(ts).moment


def test_archived_channels_have_unknown_members(read):
    """An archived channel's empty list is unknown membership; times of creation may be text."""
    archived = {
        "id": "C1",
        "name": "旧",
        "members": [],
        "is_archived": True,
        "created": "1433558319",
    }
    found = read(channels=[archived])
    assert found.memberships == []
    assert found.channels["C1"].archived
    assert found.channels["C1"].created_at == found_moment("1433558319")


def test_purpose_and_topic_stand_one_per_line(read):
    """Channel.purpose holds both; null objects are nothing."""
    channels = [
        {"id": "C1", "name": "a", "purpose": {"value": "目的"}, "topic": {"value": "話題"}},
        {"id": "C2", "name": "b", "purpose": None, "topic": None},
    ]
    found = read(channels=channels)
    assert [channel.purpose for channel in found.channels.values()] == ["目的\n話題", ""]


@pytest.mark.parametrize(
    ("user", "kind", "name"),
    [
        ({"id": "U1", "name": "login"}, "member", "名前未設定の参加者"),
        ({"id": "U1", "profile": None, "real_name": " "}, "member", "名前未設定の参加者"),
        ({"id": "U1", "profile": {"real_name": "例 示"}}, "member", "例 示"),
        ({"id": "U1", "is_bot": True, "real_name": "掲示"}, "bot", "掲示"),
        ({"id": "U1", "is_stranger": True, "real_name": "外"}, "external", "外"),
        ({"id": "U1", "team_id": "T9", "real_name": "外"}, "external", "外"),
        (
            {"id": "U1", "team_id": "T9", "enterprise_user": {"id": "W"}, "real_name": "企"},
            "member",
            "企",
        ),
        ({"id": "uslackbot", "name": "slackbot"}, "bot", "ボット"),
        ({"id": "U1", "name": "SlackBot", "real_name": "Slackbot"}, "bot", "Slackbot"),
        (
            {"id": "U1", "profile": {"display_name": "", "display_name_normalized": "例@町"}},
            "member",
            "例@町",
        ),
        (
            {"id": "U1", "profile": {"display_name": "\u200b", "real_name_normalized": "例 示"}},
            "member",
            "例 示",
        ),
    ],
)
def test_accounts_of_users_json(read, user, kind, name):
    """Kind and shown name; never the login handle."""
    own = [{"id": f"U{n}", "team_id": "T1", "real_name": "自"} for n in (5, 6)]
    found = read(users=[*own, user])
    account = found.accounts["USLACKBOT" if user["id"] == "uslackbot" else "U1"]
    assert (account.kind, account.name) == (kind, name)
    assert found.notes.team_id == "T1"


def test_who_left_is_inactive(read):
    """A deactivated account stays a member that is not active."""
    account = read(users=[{"id": "U1", "deleted": True, "real_name": "例"}]).accounts["U1"]
    assert not account.active


def test_bots_by_user_id_are_no_unknown_authors(read):
    """An app that users.json lacks, Slackbot and a nameless bot are bots."""
    found = read(
        post(user="U9", bot_id="B9", bot_profile={"name": "予定表"}),
        post(user="U8", bot_profile={"name": "掲示"}, ts="4.0"),
        post(user="uslackbot", subtype="slackbot_response"),
        {"subtype": "bot_message", "text": "x", "ts": "5.0"},
    )
    assert found.of_kind("bot") == {"U8", "U9", "USLACKBOT", "bot:ボット"}
    assert found.accounts["U9"].name == "予定表"
    assert found.notes.unknown_authors == 0


def test_a_name_that_comes_later_replaces_the_placeholder(read):
    """A later profile names an unknown author; one of the own workspace stays unknown."""
    profile = {"display_name": "元職員", "team": "T0KASOU01"}
    found = read(post(user="U9"), post(user="U9", ts="6.0", user_profile=profile))
    assert found.accounts["U9"].name == "元職員"
    assert found.accounts["U9"].kind is AccountKind.UNKNOWN
    assert found.notes.unknown_authors == 1


def test_reactions_count_people(read):
    """Most frequent first; a cut list of users does not lower the count."""
    reactions = [
        {"name": "a", "users": ["U1"]},
        {"name": "b", "users": ["U1", "U2"], "count": 7},
        {"name": "c", "users": None, "count": 3},
        {"name": "d", "users": []},
        "x",
    ]
    found = read(post(reactions=reactions, edited={"ts": "1"}))
    assert [(r.name, r.count) for r in found.messages[0].reactions] == [
        ("b", 7),
        ("c", 3),
        ("a", 1),
    ]
    assert found.messages[0].edited


def test_entries_that_are_no_posts_are_skipped(read):
    """A day file may hold anything; what is no object is reported with its place."""
    found = read("文字", post())
    assert len(found.messages) == 1
    assert [(item.place, item.value) for item in found.notes.skipped] == [("1件目", "文字")]


def test_folders_match_by_id_name_and_unicode_form(write_export, gather, tmp_path):
    """A folder may bear the id, or the name in the decomposed form that macOS writes."""
    channels = [{"id": "C1", "name": "ガバクラ"}, {"id": "C2", "name": "防災"}]
    decomposed = unicodedata.normalize("NFD", "ガバクラ")
    days = {f"{decomposed}/2025-04-10.json": [post()], "C2/2025-04-10.json": [post()]}
    folder = write_export(tmp_path / "a", days, channels=channels)
    for source in (folder, packed(folder, tmp_path / "a.zip", form="NFD")):
        found = gather(SlackExport(source))
        assert [message.channel_id for message in found.messages] == ["C1", "C2"]


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("utf-8", "cp437"),
        ("utf-8", "cp932"),
        ("utf-8", "cp1252"),
        ("utf-8", "mac_roman"),
        ("cp932", "cp437"),
        ("cp932", "latin-1"),
    ],
)
@pytest.mark.parametrize("unreadable", ["\ufffd", "_", "・", "?", ""])
def test_mojibake_leads_to_its_channel(write_export, gather, tmp_path, written, taken, unreadable):
    """S10: a folder unpacked under a misread name, even where some of it was lost."""
    names = ["電子申請・デジタル窓口", "ガバメントクラウド", "防災"]
    channels = [{"id": f"C{n}", "name": name} for n, name in enumerate(names)]
    days = {}
    for name in names[:2]:
        folder = name.encode(written).decode(taken, "replace").replace("\ufffd", unreadable)
        days[f"{folder}/2025-04-10.json"] = [post(text=name)]
    found = gather(SlackExport(write_export(tmp_path, days, channels=channels)))
    assert {one.channel_id: one.text for one in found.messages} == {"C0": names[0], "C1": names[1]}
    assert found.notes.skipped == []


def test_names_that_unzip_spelled_out(write_export, gather, tmp_path):
    """Unzip writes #U4f55 for what the system cannot write."""
    folder = "".join(f"#U{ord(char):04x}" for char in "何でも相談")
    found = gather(SlackExport(write_export(tmp_path, {f"{folder}/2025-04-10.json": [post()]})))
    assert len(found.messages) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
def test_names_that_are_no_utf8_on_disk(write_export, gather, tmp_path):
    """Folders that were unpacked as the bytes of cp932."""
    folder = write_export(tmp_path / "a", {DAY: [post()]})
    os.rename(os.fsencode(folder / "何でも相談"), os.fsencode(folder) + b"/" + CP932)  # noqa: PTH104
    found = gather(SlackExport(folder))
    assert len(found.messages) == 1
    assert found.notes.skipped == []


def test_the_name_that_stands_beside_a_lost_one(write_export, gather, tmp_path):
    """7-Zip and Info-ZIP keep the UTF-8 name in an extra field; it counts while it fits."""
    day = write_export(tmp_path / "a", {DAY: [post()]}) / DAY
    for number, (lost, texts) in enumerate(((b"??", ["質問です"]), (b"!!", []))):
        extra = struct.pack("<BL", 1, zlib.crc32(b"??/2025-04-10.json")) + DAY.encode()
        info = zipfile.ZipInfo(f"{lost.decode()}/2025-04-10.json")
        info.extra = struct.pack("<HHxxxx", 0x5455, 4) + struct.pack("<HH", 0x7075, len(extra))
        info.extra += extra
        file = tmp_path / f"{number}.zip"
        with zipfile.ZipFile(file, "w") as archive:
            for name in ("users.json", "channels.json"):
                archive.write(tmp_path / "a" / name, name)
            archive.writestr(info, day.read_bytes())
        assert gather(SlackExport(file)).texts == texts


def test_the_same_path_twice_is_read_twice(write_export, gather, tmp_path):
    """Neither an entry that a zip holds twice nor a twin in decomposed form is lost."""
    folder = write_export(tmp_path / "a", {DAY: [post(text="一")]})
    twin = json.dumps([post(text="二", ts="1744243300.000001")])
    for number, name in enumerate((DAY, unicodedata.normalize("NFD", DAY))):
        file = packed(folder, tmp_path / f"{number}.zip")
        with zipfile.ZipFile(file, "a") as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            archive.writestr(name, twin.encode("utf-8-sig"))
        assert gather(SlackExport(file)).texts == ["一", "二"]
    if (folder / unicodedata.normalize("NFD", DAY)).exists():
        return  # this disk takes both names for one
    write_export(folder, {unicodedata.normalize("NFD", DAY): twin})
    assert sorted(gather(SlackExport(folder)).texts) == ["一", "二"]


def test_a_channel_listed_twice_is_one(read):
    """Two documents in channels.json, or an entry twice: its posts still find it."""
    channels = json.dumps([HELP])
    found = read(post(), more={"channels.json": channels + channels})
    assert found.texts == ["質問です"]
    assert list(found.channels) == ["C0SODAN01"]


def test_canvases_that_are_listed_or_renamed_are_no_channels(read):
    """S12: whatever stands in place of the colon, and where the list of channels names them."""
    folders = ("FC:F0ABC:会議", "FC_F0ABD_会議", "FC%3AF0ABE", "FC\uf03aF0ABF", "FC-F0ABG-会議")
    found = read(
        post(),
        channels=[HELP, {"id": "C0CANVAS1", "name": "FC:F0ABC:会議"}],
        more={f"{folder}/2025-04-10.json": [post(text="コメント")] for folder in folders},
    )
    assert found.texts == ["質問です"]
    assert list(found.channels) == ["C0SODAN01"]
    assert found.left_out == {"キャンバス": 5}
    assert found.notes.skipped == []


@pytest.mark.parametrize("content", ["", "[{", "null", '{"a": 1}', b"\xff\xfe"])
def test_damaged_lists_of_private_talk_are_no_reason_to_stop(read, content):
    """S03: what is never read may be damaged; that is told, and nothing private comes in."""
    found = read(
        post(),
        more={
            "dms.json": content,
            "mpims.json": content,
            "D0ABCDEF12/2025-04-10.json": [post(text="秘密")],
            "mpdm-a--b-1/2025-04-10.json": "[broken",
        },
    )
    assert found.texts == ["質問です"]
    assert found.left_out == {"DMと非公開チャンネル": 2}
    told = [(item.file, bool(item.place)) for item in found.notes.skipped]
    assert told == ([("dms.json", True), ("mpims.json", True)] if content else [])


def test_values_are_told_as_they_stand_in_the_file(read):
    """S25: what could not be read is quoted as JSON, short and without a word of Python."""
    found = read(post(ts=None), post(ts={"a": None}), post(ts=True), None, [1], post(ts="あ" * 99))
    assert [item.value for item in found.notes.skipped] == [
        "",
        '{"a": null}',
        "true",
        "",
        "[1]",
        "あ" * 40,
    ]


def test_the_source_tells_when_an_account_was_changed_last(read):
    """The latest change; an export without these times has none."""
    user = {"id": "U1", "real_name": "例", "updated": 1744243200}
    changed = read(users=[user, user | {"id": "U2", "updated": 1}, {"id": "U3"}]).notes.as_of
    assert changed == found_moment("1744243200")
    assert read(users=[{"id": "U3", "updated": "きのう"}]).notes.as_of is None


def test_folders_without_channel_are_reported(read):
    """Posts of an unlisted folder, or of a name that two channels bear, are not lost silently."""
    found = read(more={"知らない/2025-04-10.json": [post()]})
    assert [(item.file, item.value) for item in found.notes.skipped] == [("知らない", "1日分")]
    twins = [{"id": "C1", "name": "何でも相談"}, {"id": "C2", "name": "何でも相談"}]
    assert [item.file for item in read(post(), channels=twins).notes.skipped] == [
        "何でも相談",
        "知らない",
    ]


def test_private_conversations_are_never_read(read):
    """Private channels and direct messages stay unread, listed or not, however they are marked."""
    secret = [post(text="秘密")]
    found = read(
        post(),
        channels=[
            {"id": "C0SODAN01", "name": "何でも相談"},
            {"id": "C0HIMITSU", "name": "秘密2", "is_private": True},
        ],
        more={
            "groups.json": [{"id": "G0HIMITSU", "name": "秘密"}],
            "dms.json": [],
            "秘密/2025-04-10.json": secret,
            "秘密2/2025-04-10.json": secret,
            "D0ABCDEF12/2025-04-10.json": secret,
            "mpdm-a--b-1/2025-04-10.json": secret,
        },
    )
    assert found.texts == ["質問です"]
    assert list(found.channels) == ["C0SODAN01"]
    assert found.left_out == {"DMと非公開チャンネル": 4}


def test_only_days_are_day_files(read):
    """Other files are counted, not read."""
    more = {
        "何でも相談/canvas_in_the_conversation.json": "{}",
        "何でも相談/メモ.json": "{",
        "a.png": b"x",
    }
    found = read(post(), more=more)
    assert len(found.messages) == 1
    assert found.left_out == {
        "キャンバスの一覧や本文のファイル": 1,
        "添付ファイルや設定などのファイル": 2,
    }


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"", "先頭"),
        (b" \n", "先頭"),
        (b'{"messages": []}', "1行目の1文字目"),
        (b'[\n{"ts": "1.0"}', "2行目の14文字目"),
        (b'[{"ts": "1.0"} {}]', "1行目の16文字目"),
        (b'[{"ts": "1.0"},]', "1行目の16文字目"),
        (b'[{"text": "\xff"}]', "12バイト目"),
        (b"[" * 100_000, "1行目の2文字目"),
        (b"[" + b"9" * 5_000 + b"]", "1行目の2文字目"),
    ],
)
def test_damaged_days_are_named(write_export, tmp_path, content, place):
    """The error names the file and the position, for every way in which a file can be damaged."""
    error = refused(write_export(tmp_path, {DAY: content}))
    assert (error.file, error.place) == (DAY, place)


def test_an_empty_day_is_a_day_without_posts(read, write_export, gather, tmp_path):
    """`[]` is no damage; a byte order mark neither."""
    assert read().messages == []
    found = gather(SlackExport(write_export(tmp_path, {DAY: b"\xef\xbb\xbf[]"})))
    assert found.messages == []


def test_a_missing_member_list_names_both_files(write_export, tmp_path):
    """S06: without users.json and org_users.json the error names both and how to export."""
    folder = write_export(tmp_path)
    (folder / "users.json").unlink()
    error = refused(folder)
    assert "users.json" in error.what
    assert "org_users.json" in error.what
    assert "エクスポート" in error.remedy


def test_what_is_no_export_is_refused(tmp_path):
    """An empty folder, a text file, a broken zip, a zip of pictures and nothing at all."""
    empty = tmp_path / "empty"
    empty.mkdir()
    text = tmp_path / "メモ.txt"
    text.write_text("こんにちは", encoding="utf-8")
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04" + b"\0" * 40)
    pictures = tmp_path / "pictures.zip"
    with zipfile.ZipFile(pictures, "w") as archive:
        archive.writestr("a.png", b"x")
    for path in (empty, text, broken, pictures, tmp_path / "nowhere"):
        assert refused(path).what


@pytest.mark.parametrize("name", ["C0SODAN01.json", "C0SODAN01-1744243200.000001.json"])
def test_a_dump_beside_the_lists_is_no_empty_export(write_export, tmp_path, name):
    """S20: a conversation in one file is refused even where channels.json and users.json stand."""
    dump = {"channel_id": "C0SODAN01", "messages": [post()]}
    assert "slackdump" in refused(write_export(tmp_path, more={name: dump})).what


def test_any_number_of_enclosing_folders(write_export, gather, tmp_path):
    """S11: zipped with its whole path; a list of channels without members is no export."""
    write_export(tmp_path / "Users" / "a" / "Downloads" / "共創" / "書き出し", {DAY: [post()]})
    (tmp_path / "channels.json").write_text("[]", encoding="utf-8")
    found = gather(SlackExport(tmp_path))
    assert len(found.messages) == 1
    file = packed(tmp_path / "Users", tmp_path / "a.zip", prefix="home/")
    assert len(gather(SlackExport(file)).messages) == 1


def test_a_folder_may_hold_one_export_not_two(write_export, gather, tmp_path):
    """The enclosing folder works; with two exports in it the person must choose."""
    write_export(tmp_path / "四月", {DAY: [post()]})
    assert len(gather(SlackExport(tmp_path)).messages) == 1
    write_export(tmp_path / "五月", {DAY: [post()]})
    assert "2つ以上" in refused(tmp_path).what


def test_zips_equal_folders(write_export, gather, tmp_path):
    """A zip with an enclosing folder and macOS litter gives what the folder gives."""
    folder = write_export(tmp_path / "a", {DAY: [post()]})
    file = packed(folder, tmp_path / "a.zip", prefix="書き出し/")
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("__MACOSX/書き出し/._users.json", b"\0")
        archive.writestr("書き出し/何でも相談/.DS_Store", b"\0")
        archive.writestr("書き出し/何でも相談/._2025-04-10.json", b"\0")
        for litter in (".localized", "Icon\r", ".Spotlight-V100/a", "Thumbs.db"):
            archive.writestr(f"書き出し/{litter}", b"\0")
    zipped, plain = gather(SlackExport(file)), gather(SlackExport(folder))
    assert (zipped.messages, zipped.accounts) == (plain.messages, plain.accounts)
    assert zipped.notes == plain.notes


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
@pytest.mark.parametrize("name", ["何でも相談", "防災"])
def test_names_without_the_flag_are_recovered(write_export, gather, tmp_path, encoding, name):
    """Unflagged names may be UTF-8 (Slack) or cp932 (Windows); some bytes read as either."""
    day = f"{name}/2025-04-10.json"
    folder = write_export(tmp_path / "a", {day: [post()]}, channels=[HELP | {"name": name}])
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for path in folder.rglob("*.json"):
            # ASCII in place of the real bytes keeps zipfile from setting the flag.
            inside = masked(path.relative_to(folder).as_posix(), encoding)
            archive.writestr(inside, path.read_bytes())
    raw = file.read_bytes()
    file.write_bytes(raw.replace(masked(day, encoding).encode(), day.encode(encoding)))
    found = gather(SlackExport(file))
    assert len(found.messages) == 1
    assert found.notes.skipped == []


def masked(name: str, encoding: str) -> str:
    """ASCII of the same length in bytes."""
    return "".join(char if char.isascii() else "x" * len(char.encode(encoding)) for char in name)


def test_a_folder_unpacked_with_mojibake_is_recovered(write_export, gather, tmp_path):
    """A folder whose UTF-8 name was unpacked as cp437 still finds its channel."""
    mojibake = "防災".encode().decode("cp437")
    channels = [{"id": "C1", "name": "防災"}]
    folder = write_export(tmp_path, {f"{mojibake}/2025-04-10.json": [post()]}, channels=channels)
    assert [message.channel_id for message in gather(SlackExport(folder)).messages] == ["C1"]


def test_bombs_and_limits(write_export, tmp_path):
    """Number, size and ratio are bounded by named settings, before anything is unpacked."""
    folder = write_export(tmp_path / "a", {DAY: [post()] * 200})
    file = packed(folder, tmp_path / "a.zip")
    for limits in (
        ReadingLimits(max_files=2),
        ReadingLimits(max_file_bytes=1_000),
        ReadingLimits(max_total_bytes=1_000),
        ReadingLimits(max_ratio=5, ratio_from_bytes=100),
    ):
        assert "上限" in refused(file, limits).what or "異常に" in refused(file, limits).what
    assert "上限" in refused(folder, ReadingLimits(max_file_bytes=1_000)).what
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("channels.json", b" " * 30_000_000)
    assert "異常に" in refused(bomb).what


def test_entries_that_share_their_bytes_are_refused(tmp_path):
    """A zip whose entries overlap unpacks to more than its ratio shows."""
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("channels.json", "[" + " " * 10_000 + "]")
        again = copy(archive.filelist[0])
        again.filename = "users.json"
        archive.filelist.append(again)
    assert "異常に" in refused(file).what


@pytest.mark.parametrize(
    "name", ["../users.json", "/etc/users.json", "a/../../b.json", "C:\\a.json", "..\\a.json"]
)
def test_paths_that_leave_the_folder_are_refused(tmp_path, name):
    """A zip that points outside is refused as a whole."""
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("channels.json", "[]")
        archive.writestr(name, "[]")
    assert "外を指す" in refused(file).what


def test_links_that_leave_the_folder_are_refused(write_export, tmp_path):
    """Neither a link in a folder nor one in a zip leads to other files of the machine."""
    secret = tmp_path / "secret.json"
    secret.write_text("[]", encoding="utf-8")
    folder = write_export(tmp_path / "a", {DAY: []})
    (folder / "何でも相談" / "2025-04-11.json").symlink_to(secret)
    assert "外を指す" in refused(folder).what
    file = tmp_path / "a.zip"
    info = zipfile.ZipInfo("users.json")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert "外を指す" in refused(file).what


def test_encrypted_and_damaged_entries(write_export, tmp_path):
    """A password and a broken checksum are told apart."""
    file = packed(write_export(tmp_path / "a", {DAY: [post()]}), tmp_path / "a.zip")
    whole = file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        start = archive.getinfo(DAY).header_offset + 30 + len(DAY.encode())
    file.write_bytes(whole[:start] + b"\xff\xff\xff\xff" + whole[start + 4 :])
    error = refused(file)
    assert error.place == DAY
    marked = bytearray(whole)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        marked[whole.index(signature) + offset] |= 1
    file.write_bytes(bytes(marked))
    assert "パスワード" in refused(file).what


@pytest.mark.parametrize(
    ("method", "word"), [(zipfile.ZIP_LZMA, "壊れ"), (zipfile.ZIP_BZIP2, "壊れ"), (9, "方式")]
)
def test_other_methods_of_packing(write_export, tmp_path, method, word):
    """Damage is told whatever the method; for one that is unknown (Deflate64) the folder helps."""
    folder = write_export(tmp_path / "a", {DAY: [post()]})
    file = tmp_path / "a.zip"
    known = zipfile.ZIP_DEFLATED if method == 9 else method
    with zipfile.ZipFile(file, "w", known) as archive:
        for path in sorted(folder.rglob("*.json")):
            archive.write(path, path.relative_to(folder).as_posix())
        info = archive.getinfo(DAY)
    raw = bytearray(file.read_bytes())
    if method == 9:
        entry = raw.rindex(DAY.encode()) - 46
        raw[info.header_offset + 8] = raw[entry + 10] = method
    else:
        start = info.header_offset + 30 + len(DAY.encode())
        raw[start + 8 : start + 40] = b"\xff" * 32
    file.write_bytes(bytes(raw))
    error = refused(file)
    assert word in error.what
    assert error.place == DAY


def test_zips_of_a_later_version_are_refused_in_words(write_export, tmp_path):
    """A version that cannot be read is no unforeseen failure."""
    file = packed(write_export(tmp_path / "a", {DAY: [post()]}), tmp_path / "a.zip")
    raw = bytearray(file.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 6] = 99
    file.write_bytes(bytes(raw))
    assert refused(file).file == "a.zip"


def test_links_in_a_circle_are_nobodys_file(write_export, gather, tmp_path):
    """A link that leads to itself stops nothing but a day file that it stands for."""
    folder = write_export(tmp_path / "a", {DAY: [post()]})
    (folder / "メモ").symlink_to("メモ")
    assert len(gather(SlackExport(folder)).messages) == 1
    (folder / "何でも相談" / "2025-04-11.json").symlink_to("2025-04-11.json")
    assert refused(folder).file == "何でも相談/2025-04-11.json"


def test_posts_come_in_bounded_batches(monkeypatch, write_export, gather, tmp_path):
    """No batch holds more than its size, and authors come no later than their posts."""
    monkeypatch.setattr(export_module, "BATCH_SIZE", 10)
    days = {
        f"何でも相談/2025-04-{day:02d}.json": [
            post(user=f"U{day}", ts=f"{1744243200 + day}.{number:06d}") for number in range(7)
        ]
        for day in range(1, 6)
    }
    source = SlackExport(write_export(tmp_path, days))
    sizes = [len(batch.messages) for batch in source.batches(no_progress) if batch.messages]
    assert sizes == [10, 10, 10, 5]
    found = gather(source)
    assert found.notes.unknown_authors == 5
    assert batches_module.BATCH_SIZE == 4_000


def test_reading_twice_gives_the_same(write_export, gather, tmp_path):
    """A source can be read again; notes do not add up."""
    source = SlackExport(write_export(tmp_path, {DAY: [post(), post(user="U9", ts="7.0")]}))
    first, second = gather(source), gather(source)
    assert first.messages == second.messages
    assert second.notes.unknown_authors == 1


def test_complete_member_lists_are_told(write_export, tmp_path):
    """Channels whose list names someone; an empty or missing list says nothing of who left."""
    channels = [
        HELP,
        {"id": "C0KARA001", "name": "空", "members": []},
        {"id": "C0NASHI01", "name": "なし"},
        {"id": "C0DARE001", "name": "知らない人だけ", "members": ["U9"]},
    ]
    file = write_export(tmp_path / "export", {DAY: [post()]}, channels=channels)
    batches = list(SlackExport(file).batches(no_progress))
    assert [one for batch in batches for one in batch.listed] == ["C0SODAN01"]
