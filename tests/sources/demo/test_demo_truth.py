"""The planted truth agrees with what was written, and stays out of it."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

from demo_delivery import Delivered

from matcher.domain import AccountKind
from matcher.sources.demo import Expertise

_END = datetime(2024, 10, 31, 15, tzinfo=UTC)
_LINK = re.compile(r"<https://demo\.example/archives/([A-Z0-9]+)/p(\d+)>")
_ALONE = re.compile(
    r"一人|ひとり|1人|1名|私だけ|自分だけ|1人\(私\)|全部私|ほかにいません|係長も係員も自分|片手間"
)


def _by_topic(demo: Delivered) -> dict[str, list[Expertise]]:
    experts: dict[str, list[Expertise]] = {}
    for item in demo.truth.expertise:
        experts.setdefault(item.topic_id, []).append(item)
    return experts


def test_answers_come_from_experts(demo: Delivered) -> None:
    """Nearly every answer was written by someone who knows the topic at that time."""
    experts = _by_topic(demo)
    messages = {message.message_id: message for message in demo.messages}
    known = 0
    for message_id, topic_id in demo.truth.planted.answers.items():
        message = messages[message_id]
        assert demo.truth.planted.question_topics[message.thread_id] == topic_id
        assert message.account_id != demo.threads[message.thread_id][0].account_id
        known += any(
            item.member_id == message.account_id and item.starts_at <= message.posted_at
            for item in experts[topic_id]
        )
    assert known > 0.9 * len(demo.truth.planted.answers)


def test_experts_answered(default: Delivered) -> None:
    """Ambassadors, coming ambassadors, departed and transferred experts really answered."""
    messages = {message.message_id: message for message in default.messages}
    answers = Counter(
        messages[message_id].account_id for message_id in default.truth.planted.answers
    )
    cast = default.truth.cast
    for group in (cast.ambassadors, cast.coming, cast.departed, cast.transferred):
        assert all(answers[member_id] >= 5 for member_id in group)
    assert not any(answers[member_id] for member_id in cast.chatty)
    posts = Counter(message.account_id for message in default.messages)
    busiest = {member_id for member_id, _ in posts.most_common(10)}
    assert set(cast.chatty) <= busiest


def test_knowledge_ends(demo: Delivered) -> None:
    """Departed accounts are deactivated, transferred ones say so; both stop answering."""
    cast = demo.truth.cast
    assert not any(demo.accounts[member_id].active for member_id in cast.departed)
    assert all("異動" in demo.accounts[member_id].title for member_id in cast.transferred)
    ends = {
        (item.member_id, item.topic_id): item.ends_at
        for item in demo.truth.expertise
        if item.member_id in (*cast.departed, *cast.transferred)
    }
    assert ends
    assert all(ends.values())


def test_single_holders(demo: Delivered) -> None:
    """Of some topics all answers come from one member, who is still there."""
    messages = {message.message_id: message for message in demo.messages}
    experts = _by_topic(demo)
    assert len(demo.truth.single_holders) >= 2
    for topic_id, member_id in demo.truth.single_holders.items():
        assert [item.member_id for item in experts[topic_id]] == [member_id]
        assert demo.accounts[member_id].active
        writers = {
            messages[message_id].account_id
            for message_id, topic in demo.truth.planted.answers.items()
            if topic == topic_id
        }
        assert writers <= {member_id}


def test_gaps(default: Delivered) -> None:
    """A region asked about a topic in the last weeks and hardly anybody answered."""
    planted = default.truth.planted
    assert len(default.truth.gaps) >= 4
    for topic_id, region in default.truth.gaps:
        asked = [
            thread_id
            for thread_id, topic in planted.question_topics.items()
            if topic == topic_id
            and default.truth.members[default.threads[thread_id][0].account_id or ""].region
            == region
            and _END - default.threads[thread_id][0].posted_at < timedelta(days=85)
        ]
        answered = [
            thread_id
            for thread_id in asked
            if any(message.message_id in planted.answers for message in default.threads[thread_id])
        ]
        assert len(asked) >= 4
        assert len(answered) <= len(asked) / 2


def test_no_scenario_twice_by_one_asker(demo: Delivered) -> None:
    """Nobody asks the same thing twice, but to move it to the right channel."""
    moved = {second for _, second in demo.truth.planted.near_copies}
    pairs = Counter(
        (demo.threads[thread_id][0].account_id, scenario)
        for thread_id, scenario in demo.truth.planted.question_scenarios.items()
        if thread_id not in moved
    )
    assert set(pairs.values()) == {1}


def test_wrong_channels_and_copies(demo: Delivered) -> None:
    """A near copy is the same text by the same member, later, in the channel where it belongs."""
    planted = demo.truth.planted
    assert planted.near_copies
    for first_id, second_id in planted.near_copies:
        first, second = demo.threads[first_id][0], demo.threads[second_id][0]
        assert (first.account_id, first.text) == (second.account_id, second.text)
        assert first.posted_at < second.posted_at
        assert planted.wrong_channels[first_id] == second.channel_id
    for thread_id, channel_id in planted.wrong_channels.items():
        assert demo.threads[thread_id][0].channel_id != channel_id


def test_guides_link_to_answered_threads(demo: Delivered) -> None:
    """Each guide's link names an earlier thread of the same scenario, with an answer before."""
    planted = demo.truth.planted
    assert planted.guides
    for thread_id, earlier_id in planted.guides.items():
        links = {
            f"{channel}:{ts[:10]}.{ts[10:]}": message
            for message in demo.threads[thread_id]
            for channel, ts in _LINK.findall(message.text)
        }
        guide = links[earlier_id]
        assert planted.question_scenarios[thread_id] == planted.question_scenarios[earlier_id]
        assert any(
            message.message_id in planted.answers and message.posted_at < guide.posted_at
            for message in demo.threads[earlier_id]
        )


def test_repeated_questions(demo: Delivered) -> None:
    """Questions left without an answer although an earlier thread has one."""
    planted = demo.truth.planted
    assert planted.repeated
    for thread_id, earlier_id in planted.repeated.items():
        assert not any(message.message_id in planted.answers for message in demo.threads[thread_id])
        assert any(message.message_id in planted.answers for message in demo.threads[earlier_id])


def test_hidden_questions(default: Delivered) -> None:
    """They stand in the lounge, by themselves."""
    lounge = next(item.channel_id for item in default.channels.values() if item.name == "雑談")
    hidden = default.truth.planted.hidden_questions
    assert len(hidden) >= 40
    assert all(message_id.startswith(lounge) for message_id in hidden)
    assert all(message_id in default.threads for message_id in hidden)


def test_surveys(default: Delivered) -> None:
    """Replies in form name the organization in the first line and fill every column."""
    planted = default.truth.planted
    assert len(planted.survey_items) >= 30
    for thread_id, items in planted.survey_items.items():
        root, *replies = default.threads[thread_id]
        assert "団体名:" in root.text
        assert all(f"{item}:" in root.text for item in items)
        formed = [reply for reply in replies if reply.text.startswith("団体名:")]
        assert len(formed) == len(planted.survey_answers[thread_id])
        assert all(f"\n{item}:" in reply.text for reply in formed for item in items)


def test_alone_in_it_is_said(demo: Delivered) -> None:
    """Whoever counts as alone in IT says so in the self-introduction or the profile."""
    introduction = next(c.channel_id for c in demo.channels.values() if c.name == "自己紹介")
    said = {
        root.account_id: root.text
        for root, *_ in demo.threads.values()
        if root.channel_id == introduction
    }
    truth = demo.truth
    assert len(truth.solo_it) >= 5
    for member_id in truth.solo_it:
        profile = demo.profiles.get(member_id)
        in_profile = profile is not None and profile.solo_it
        assert in_profile or _ALONE.search(said[member_id])
    silent = truth.solo_it_unsaid | truth.planted.solo_decoys
    assert truth.planted.solo_decoys
    assert not silent & truth.solo_it
    for member_id in silent:
        profile = demo.profiles.get(member_id)
        assert profile is None or not profile.solo_it


def test_newcomers(default: Delivered) -> None:
    """Some newcomers wrote nothing; some introduced themselves and nobody replied."""
    wrote = {message.account_id for message in default.messages}
    assert default.truth.silent_newcomers
    assert not default.truth.silent_newcomers & wrote
    introduction = next(c.channel_id for c in default.channels.values() if c.name == "自己紹介")
    roots = {
        thread[0].account_id: thread
        for thread in default.threads.values()
        if thread[0].channel_id == introduction
    }
    assert len(default.truth.planted.silent_introductions) >= 10
    for member_id in default.truth.planted.silent_introductions:
        repliers = {default.accounts[m.account_id or ""].kind for m in roots[member_id][1:]}
        assert repliers <= {AccountKind.BOT}


def test_ambassadors(default: Delivered) -> None:
    """18, in most regions but not in all; the first has a reasonable field; neighbours miss."""
    cast, truth = default.truth.cast, default.truth
    regions = Counter(truth.members[member_id].region for member_id in cast.ambassadors)
    assert len(cast.ambassadors) == 18
    assert regions["四国"] == 0
    assert regions["北海道"] == 1
    assert len(regions) == 7
    assert truth.members[min(cast.ambassadors)].fields[0] == "標準化・ガバクラ"
    present = {member.organization_code for member in truth.members.values()}
    assert all(truth.missing[member_id] for member_id in cast.ambassadors)
    assert not present & {code for codes in truth.missing.values() for code in codes}


def test_truth_is_out_of_reach(demo: Delivered) -> None:
    """No batch, profile or role holds anything of the truth's types."""
    shown = {type(item).__module__.partition(".demo")[0] for item in demo.profiles.values()}
    assert shown == {"matcher.domain._records"}
    assert not hasattr(demo.source.notes, "truth")
