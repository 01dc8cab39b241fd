"""The main job on a real Japanese Slack export, from the zip to the answer."""

import re
from pathlib import Path

import pytest

from matcher.api import Community, open_community

ON_JAPANESE_INPUT = re.compile(r"日本語入力|\bIME?\b|skk|imd|im_control|変換", re.IGNORECASE)


@pytest.fixture(scope="module")
def vimjp(communities: Path, tmp_path_factory: pytest.TempPathFactory) -> Community:
    """The month of the vim-jp community, imported and built."""
    community = open_community(f"sqlite:///{tmp_path_factory.mktemp('vimjp') / 'vimjp.db'}")
    report = community.import_slack(communities / "vimjp-slack" / "slack-export.zip")
    assert report.new_messages == report.messages > 12_000
    community.build()
    return community


@pytest.mark.real_data
def test_importing_again_changes_nothing(vimjp: Community, communities: Path) -> None:
    """The same export a second time: 0 new messages, and the snapshot stays up to date."""
    report = vimjp.import_slack(communities / "vimjp-slack" / "slack-export.zip")
    assert report.new_messages == 0
    assert not vimjp.status().stale


@pytest.mark.real_data
def test_a_question_is_answered_from_unthreaded_talk(vimjp: Community) -> None:
    """Threads on the subject with permalinks, a place to post, and people who answered such."""
    answer = vimjp.ask("vimで日本語入力を切り替える設定はどうしていますか")
    assert answer.threads
    for thread in answer.threads[:3]:
        shown = vimjp.show_thread(thread.thread_id)
        assert ON_JAPANESE_INPUT.search(" ".join(message.text for message in shown.messages))
        assert thread.permalink.startswith("https://app.slack.com/client/T")
    assert answer.channels[-1].name == "question"
    assert answer.people
    for person in answer.people:
        assert any(reason.evidence for reason in person.reasons)
    assert not {person.member_id for person in answer.people} - {
        member.member_id for member in vimjp.find_members("", limit=2_000)
    }
