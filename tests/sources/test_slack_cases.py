"""The real fault cases of Slack exports, as far as reading them goes."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from matcher.domain import AccountKind, InputError
from matcher.sources import SlackExport

TOKYO = ZoneInfo("Asia/Tokyo")
MEMBERS = {"U0AOBA001", "U0MIHON02", "U0SHIKE03", "U0REIJI04"}


@pytest.fixture
def read(cases, gather):
    """Read one case file or folder."""
    return lambda name: gather(SlackExport(cases / "slack" / name))


def test_s01_authors_from_elsewhere_are_kept_but_are_no_members(read):
    """S01: both posts stay; one author is external by name, the other a neutral placeholder."""
    found = read("missing-users")
    assert len(found.messages) == 5
    assert found.accounts["U0GAIBU99"].kind is AccountKind.EXTERNAL
    assert found.accounts["U0GAIBU99"].name == "外部@ベンダー"
    assert found.accounts["U0NAZO0098"].kind is AccountKind.UNKNOWN
    assert found.accounts["U0NAZO0098"].name == "不明な参加者"
    assert found.of_kind("member") == MEMBERS
    assert found.notes.unknown_authors == 2


def test_s02_a_reaction_by_nobody_known_counts(read):
    """S02: the reaction counts as 2 and no account is made up for the missing user."""
    found = read("missing-users")
    reactions = [message.reactions for message in found.messages if message.reactions]
    assert [(item.name, item.count) for item in reactions[0]] == [("+1", 2)]
    assert "U0KIETA97" not in found.accounts


def test_s03_direct_messages_are_left_out_with_a_sentence(read):
    """S03: the public channel is read; the direct and the group conversation are told once."""
    found = read("private-members-missing")
    assert len(found.messages) == 2
    assert set(found.channels) == {"C0SODAN01"}
    assert "U0KIETA97" not in found.accounts
    assert found.left_out == {"DMと非公開チャンネル": 2}
    assert found.notes.left_out[0].why.endswith("読み込みません。")


def test_s04_bots_are_accounts_of_their_own_kind(read):
    """S04: a bot with only a username and one with a bot_id are bots, never members."""
    found = read("bots-and-slackbot")
    assert len(found.messages) == 5
    assert found.accounts["bot:お知らせ"].kind is AccountKind.BOT
    assert found.accounts["B0NOTICE1"].kind is AccountKind.BOT
    assert found.accounts["B0NOTICE1"].name == "backup"
    assert found.of_kind("member") == MEMBERS
    assert found.notes.unknown_authors == 0


def test_s05_slackbot_is_a_bot(read):
    """S05: Slackbot is a bot although users.json says is_bot false."""
    assert read("bots-and-slackbot").accounts["USLACKBOT"].kind is AccountKind.BOT


def test_s06_org_users_serves_as_the_member_list(read):
    """S06: an Enterprise Grid export names its member list org_users.json."""
    found = read("org-users")
    assert found.of_kind("member") == MEMBERS
    assert len(found.messages) == 2


def test_s07_missing_text_and_missing_author(read):
    """S07: a post without words is a post; a post without user has no author and is counted."""
    found = read("fields-missing")
    assert len(found.messages) == 4
    by_id = {message.message_id: message for message in found.messages}
    assert by_id["C0SODAN01:1744254000.000001"].text == ""
    assert by_id["C0SODAN01:1744254060.000001"].account_id is None
    assert found.notes.unknown_authors == 1


def test_s08_replies_without_their_root_share_a_thread(read):
    """S08: both replies have the absent root's id as thread; no message claims to be the root."""
    found = read("orphan-replies")
    orphans = [m for m in found.messages if m.thread_id == "C0SODAN01:1740787200.000001"]
    assert [message.account_id for message in orphans] == ["U0MIHON02", "U0SHIKE03"]
    assert all(message.message_id != message.thread_id for message in orphans)


def test_s09_threads_are_joined_by_thread_ts(read):
    """S09: the reply is in the root's thread although `replies` names no user."""
    found = read("orphan-replies")
    thread = [m for m in found.messages if m.thread_id == "C0SODAN01:1744257600.000001"]
    assert [message.account_id for message in thread] == ["U0AOBA001", "U0MIHON02"]


def test_s10_names_without_the_utf8_flag(read):
    """S10: the folder is matched to 電子申請・デジタル窓口 and nothing is skipped."""
    found = read("zip-name-not-flagged.zip")
    assert [channel.name for channel in found.channels.values()] == ["電子申請・デジタル窓口"]
    assert len(found.messages) == 2
    assert found.notes.skipped == []


def test_s11_zips_made_on_a_mac(read):
    """S11: enclosing folder, __MACOSX, ._ files and .DS_Store leave no trace and no word."""
    found = read("zip-made-on-mac.zip")
    assert len(found.messages) == 2
    assert len(found.accounts) == 4
    assert found.notes.skipped == []
    assert found.notes.left_out == []


def test_s12_canvases_are_no_channels(read):
    """S12: one channel and its two posts; the canvas comment is no post."""
    found = read("canvases")
    assert list(found.channels) == ["C0SODAN01"]
    assert len(found.messages) == 2
    assert "キャンバスのコメント" not in found.texts
    assert found.left_out["キャンバス"] == 1
    assert found.left_out["連携アプリの記録"] == 1


def test_s13_the_same_post_has_the_same_id_in_both_exports(read):
    """S13: the ids of the overlap are equal, so that storing by id keeps 3 messages."""
    first, second = read("overlap-first"), read("overlap-second")
    ids = [message.message_id for message in (*first.messages, *second.messages)]
    assert (len(ids), len(set(ids))) == (5, 3)


def test_s14_a_broken_day_is_named_with_its_position(read):
    """S14: the error names the day file, the position and what to do."""
    with pytest.raises(InputError) as raised:
        read("broken-day")
    assert raised.value.file == "何でも相談/2025-04-11.json"
    assert raised.value.place == "1行目の46文字目"
    assert "書き出し" in raised.value.remedy


def test_s15_both_documents_of_a_file_are_read(read):
    """S15: two arrays in one day file give both posts."""
    assert {"一", "二"} <= set(read("two-documents-in-one-day").texts)


def test_s16_channels_without_folder_and_unknown_members(read):
    """S16: all channels exist; where members are null there is no membership row."""
    found = read("empty-channel-and-null-members")
    assert set(found.channels) == {"C0SODAN01", "C0KARA0001", "C0NULL0001"}
    assert len(found.messages) == 3
    members = {(item.channel_id, item.account_id) for item in found.memberships}
    assert ("C0KARA0001", "U0AOBA001") in members
    assert all(channel_id != "C0NULL0001" for channel_id, _ in members)


def test_s17_names_are_never_handles(read):
    """S17: display name, else real name; a null e-mail stays empty."""
    accounts = read("null-and-empty-profile").accounts
    assert accounts["U0AOBA001"].name == "青葉 みのり"
    assert accounts["U0MIHON02"].name == "見本@見本町"
    assert accounts["U0MIHON02"].email == ""
    assert accounts["U0AOBA001"].title == ""


def test_s18_markup_is_kept_as_written(read):
    """S18: the source keeps mrkdwn; making it readable is the language room's work."""
    found = read("markup")
    assert "<!subteam^S0GROUP01|@dx-ambassador>" in found.texts[0]
    assert "&amp;" in found.texts[0]
    assert "U0NAZO0098" not in found.accounts


def test_s19_the_time_is_the_timestamp_not_the_file_name(read):
    """S19: a post in 2025-03-31.json is of 00:30 on 1 April in Tokyo."""
    post = read("japan-time").messages[0]
    shown = post.posted_at.astimezone(TOKYO)
    assert shown.replace(microsecond=0) == datetime(2025, 4, 1, 0, 30, tzinfo=TOKYO)


def test_s20_a_slackdump_dump_is_refused(read):
    """S20: the error says that it is no export and which one to make."""
    with pytest.raises(InputError) as raised:
        read("slackdump-not-export")
    assert "Slackの書き出しではありません" in raised.value.what
    assert "slackdump export" in raised.value.remedy


def test_s23_the_span_is_that_of_the_posts(write_export, gather, tmp_path: Path):
    """S23: ninety days of posts span ninety days, whatever the channel's or accounts' age."""
    posts = [
        {"user": "U0AOBA001", "text": "あ", "ts": f"{1744243200 + day * 86400}.000001"}
        for day in (0, 90)
    ]
    found = gather(SlackExport(write_export(tmp_path, {"何でも相談/2025-04-10.json": posts})))
    moments = [message.posted_at for message in found.messages]
    assert max(moments) - min(moments) == timedelta(days=90)
    assert found.accounts["U0AOBA001"].first_seen_at is None


def test_s24_enterprise_ids_are_members(read):
    """S24: W0DAIKI01 is a member and the author of the answer."""
    found = read("w-ids")
    assert found.accounts["W0DAIKI01"].kind is AccountKind.MEMBER
    assert found.accounts["W0DAIKI01"].name == "大企@大企市"
    assert found.messages[-1].account_id == "W0DAIKI01"


def test_s25_posts_without_time_are_skipped_one_by_one(read):
    """S25: two posts are read; two are reported with file, place and value."""
    found = read("no-ts")
    assert len(found.messages) == 2
    assert [item.place for item in found.notes.skipped] == ["3件目", "4件目"]
    assert found.notes.skipped[1].value == "きのう"
    assert found.notes.skipped[1].file == "何でも相談/2025-04-10.json"


def test_s26_huddles_are_no_posts(read):
    """S26: two posts; two huddle records left out; Slackbot does not become an account."""
    found = read("huddle")
    assert len(found.messages) == 2
    assert found.left_out == {"ハドルや通話の記録": 2}
    assert "USLACKBOT" not in found.accounts


@pytest.mark.real_data
def test_a_real_japanese_export_is_read_whole(communities, gather):
    """The vim-jp export: counts of its README, everything read or accounted for."""
    found = gather(SlackExport(communities / "vimjp-slack" / "slack-export.zip"))
    assert len(found.channels) == 46
    # 1,137 accounts, and three bots that only write.
    assert len(found.accounts) == 1_140
    assert len(found.of_kind("bot")) == 14
    assert sum(not account.active for account in found.accounts.values()) == 24
    assert len(found.memberships) == 6_855
    assert len({membership.account_id for membership in found.memberships}) == 1_110
    left_out = found.left_out
    assert left_out["チャンネルへの参加の記録"] == 395
    assert left_out["チャンネルからの退出の記録"] == 25
    assert left_out["チャンネルの名前や説明などの変更の記録"] == 7
    assert len(found.messages) == 12_835 - 395 - 25 - 7
    assert len({message.message_id for message in found.messages}) == len(found.messages)
    assert sum(message.edited for message in found.messages) == 679
    assert found.notes.skipped == []
    assert found.notes.team_id == "T03C4RC8V"


@pytest.mark.real_data
def test_an_export_of_2016_is_read_whole(communities, gather):
    """The Houston export in the old layout: created as text, file_share, file_comment."""
    found = gather(SlackExport(communities / "houston-slack" / "slack-export.zip"))
    assert len(found.channels) == 16
    assert all(channel.created_at for channel in found.channels.values())
    assert len(found.accounts) == 71
    assert len(found.messages) + sum(found.left_out.values()) == 1_382 + 1  # integration_logs.json
    assert all(message.account_id for message in found.messages)


@pytest.mark.real_data
def test_progress_counts_day_files(communities):
    """Progress ends at the number of day files, which is known from the first call."""
    calls: list[tuple[str, int, int | None]] = []
    source = SlackExport(communities / "vimjp-slack" / "slack-export.zip")
    for _ in source.batches(lambda *call: calls.append(call)):
        pass
    assert calls[0] == ("投稿を読み込んでいます", 0, 447)
    assert calls[-1] == ("投稿を読み込んでいます", 447, 447)
