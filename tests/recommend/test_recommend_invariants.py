"""What holds for every suggestion in every community, whatever people did."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from math import fsum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_communities import BOT, FEW, GUEST, LEFT, MEMBERS, QUESTIONS, stories
from stories import Story, build, standing_of, store_of

from matcher.domain import (
    Answer,
    ChannelSuggestion,
    Evidence,
    PersonSuggestion,
    Profile,
    Step,
    ThreadSuggestion,
    to_json,
)
from matcher.recommend import (
    NOBODY,
    Asker,
    Standing,
    ask,
    member_as_asker,
    newcomer,
    similar_threads,
    starter_list,
)
from matcher.snapshot import DAY, RECENT_DAYS, Snapshot, thread_permalink

Suggestion = ThreadSuggestion | PersonSuggestion | ChannelSuggestion


def asker_of(snapshot: Snapshot, standing: Standing, name: str | None) -> Asker:
    """A member by name, or nobody known."""
    if name is None:
        return NOBODY
    return member_as_asker(snapshot, snapshot.member_number[name], standing.profile(name))


def assert_explained(suggestions: Iterable[Suggestion]) -> None:
    """The score is the sum of what the reasons add, and there is at least one."""
    for suggestion in suggestions:
        assert suggestion.reasons
        total = fsum(reason.weight for reason in suggestion.reasons)
        assert suggestion.score == pytest.approx(total, abs=1e-6)
        assert all(reason.text and reason.weight >= 0 for reason in suggestion.reasons)


def assert_proved(snapshot: Snapshot, suggestions: Iterable[Suggestion]) -> None:
    """Every evidence is a known conversation under its own address."""
    evidence: list[Evidence] = [
        one for given in suggestions for reason in given.reasons for one in reason.evidence
    ]
    for one in evidence:
        number = snapshot.conversation_number[one.thread_id]
        channel = snapshot.conversations["channel"].iloc[number]
        channel_id = snapshot.facts.channels["channel_id"].iloc[channel]
        assert one.permalink == thread_permalink(snapshot.header.address, channel_id, one.thread_id)


def asked_in_the_last_week(story: Story, snapshot: Snapshot, name: str) -> int:
    """In how many threads of the last week others mentioned someone, counted from the texts."""
    since = snapshot.as_of - 7 * DAY
    at = dict(zip(snapshot.facts.posts["message_id"], snapshot.facts.posts["at"], strict=True))
    conversation = dict(
        zip(snapshot.facts.posts["message_id"], snapshot.conversation.tolist(), strict=True)
    )
    return len(
        {
            conversation[one.message_id]
            for one in story.messages
            if f"<@{name}>" in one.text and one.account_id != name and at[one.message_id] >= since
        }
    )


def forbidden(story: Story, snapshot: Snapshot, standing: Standing) -> set[str]:
    """Who must not be asked on the cloud's network, by the rules as written."""
    names = {BOT, GUEST, LEFT}
    for name in MEMBERS:
        profile = standing.profile(name)
        last = snapshot.last_post_at[snapshot.member_number[name]]
        if (
            profile.hidden
            or (profile.away_until is not None and profile.away_until > standing.today)
            or asked_in_the_last_week(story, snapshot, name) >= profile.weekly_limit
            or last < snapshot.as_of - RECENT_DAYS * DAY
        ):
            names.add(name)
    return names


def assert_house_rules(answer: Answer) -> None:
    """The last channel is the fallback, surveys are marked, thin evidence names nobody."""
    assert "fallback_help" in [reason.code for reason in answer.channels[-1].reasons]
    assert answer.survey == ("皆さん" in answer.question)
    if answer.thin:
        assert not answer.people
        assert answer.notice


@FEW
@given(stories(), st.sampled_from(QUESTIONS), st.sampled_from((*MEMBERS, None)))
def test_ask_explains_and_spares(story: Story, question: str, name: str | None) -> None:
    """Scores are sums of reasons, evidence is real, and nobody is named who must not be."""
    snapshot = build(story)
    standing = standing_of(story, snapshot)
    answer = ask(snapshot, standing, question, asker_of(snapshot, standing, name), as_=name)
    assert_explained([*answer.threads, *answer.people])
    assert all(channel.reasons for channel in answer.channels[-1:])
    assert_proved(snapshot, [*answer.threads, *answer.people, *answer.channels])
    named = {person.member_id for person in answer.people}
    assert not named & forbidden(story, snapshot, standing)
    assert name not in named
    topics = {"gc-network"} if "接続回線" in question else set()
    assert not [one for one in named if topics & set(standing.profile(one).hidden_topics)]
    assert "C6" not in [channel.channel_id for channel in answer.channels]
    assert_house_rules(answer)


@FEW
@given(stories(), st.sampled_from((*MEMBERS, LEFT)))
def test_starter_never_fails_and_never_names_oneself(story: Story, name: str) -> None:
    """Every member gets steps with reasons, an open fallback and peers other than themselves."""
    snapshot = build(story)
    standing = standing_of(story, snapshot)
    starter = starter_list(snapshot, standing, asker_of(snapshot, standing, name), member=name)
    assert_explained([*starter.peers, *starter.channels])
    assert_proved(snapshot, [*starter.peers, *starter.channels])
    assert starter.channels[-1].step is Step.HELP
    assert "C6" not in [channel.channel_id for channel in starter.channels]
    peers = {person.member_id for person in starter.peers}
    hidden = {profile.member_id for profile in story.profiles if profile.hidden}
    assert not peers & {name, BOT, GUEST, LEFT, *hidden}
    steps = [list(Step).index(channel.step) for channel in starter.channels if channel.step]
    assert steps == sorted(steps)


@FEW
@given(stories(), st.sampled_from(QUESTIONS))
def test_similar_threads_are_explained(story: Story, text: str) -> None:
    """Similar threads carry reasons that sum to their score, best first, each once."""
    snapshot = build(story)
    threads = similar_threads(snapshot, text).threads
    assert_explained(threads)
    scores = [thread.score for thread in threads]
    assert scores == sorted(scores, reverse=True)
    assert len({thread.thread_id for thread in threads}) == len(threads)


def test_a_channel_of_remarks_is_explained() -> None:
    """A channel where such things are said, but never asked, is offered with its reasons."""
    story = Story()
    story.channel("何でも相談")
    talk = story.channel("庁内の部屋")
    for name in ("A", "B"):
        story.member(name)
    story.question("A", talk, "検針票の封緘機を共同で買いました", ("B", "検針票の封緘機は便利"))
    snapshot = build(story)
    answer = ask(snapshot, standing_of(story, snapshot), "検針票の封緘機はどうですか", NOBODY)
    assert [channel.name for channel in answer.channels] == ["庁内の部屋", "何でも相談"]
    assert_explained(answer.channels[:-1])


@pytest.mark.parametrize("channel", ["general", "何でも相談", "自己紹介", "愛媛県", "雑談"])
def test_one_channel_is_enough(channel: str) -> None:
    """With a single channel of any kind there is a starter list, and it ends there."""
    story = Story()
    story.post(story.member("A"), story.channel(channel), QUESTIONS[0])
    snapshot = build(story)
    standing = standing_of(story, snapshot)
    for asker in (NOBODY, newcomer("383562", {0: 1.0}, solo_it=True)):
        starter = starter_list(snapshot, standing, asker)
        assert starter.channels[-1].name == channel
        assert starter.channels[-1].step is Step.HELP
        answer = ask(snapshot, standing, QUESTIONS[0], asker)
        assert answer.channels[-1].name == channel


def test_only_archived_channels_give_an_empty_list() -> None:
    """Where nothing is open nothing is offered, and nothing fails."""
    story = Story()
    story.post(story.member("A"), story.channel("何でも相談", archived=True), QUESTIONS[0])
    snapshot = build(story)
    standing = standing_of(story, snapshot)
    assert starter_list(snapshot, standing, NOBODY).channels == ()
    answer = ask(snapshot, standing, QUESTIONS[0], NOBODY)
    assert answer.channels == ()
    assert answer.draft


def test_channels_without_messages_are_enough() -> None:
    """Before anyone wrote, a newcomer still gets the steps."""
    story = Story()
    for name in ("自己紹介", "何でも相談"):
        story.channel(name)
    snapshot = build(story)
    starter = starter_list(snapshot, standing_of(story, snapshot), NOBODY)
    names = [channel.name for channel in starter.channels]
    assert list(dict.fromkeys(names)) == ["自己紹介", "何でも相談"]


PROGRAM = """
import json, sys
from pathlib import Path
from random_communities import QUESTIONS
from matcher.api import open_community
from matcher.domain import to_json
community = open_community(sys.argv[1])
said = [to_json(community.ask(question, as_="A0")) for question in QUESTIONS]
said.append(to_json(community.starter("A1")))
said.append(to_json(community.starter(organization="愛媛県上島町", interests=["ガバクラ", "税"])))
print(json.dumps(said, ensure_ascii=False))
"""


def crowded() -> Story:
    """Twelve members who all do much the same, so that there are many ties."""
    story = Story()
    places = [story.channel(name) for name in ("何でも相談", "愛媛県", "雑談", "防災", "税")]
    names = [story.member(f"A{n}", title="愛媛県上島町" if n % 2 else "") for n in range(12)]
    for number, name in enumerate(names * 2):
        other = names[(number + 1) % 12]
        question = QUESTIONS[number % len(QUESTIONS)]
        answer = (other, "接続回線の費用は運用経費です")
        story.question(name, places[number % 5], question, answer)
    return story


def test_the_order_of_sets_makes_no_difference(tmp_path: Path) -> None:
    """Two processes with different hash seeds build and answer exactly alike, ties included."""
    said = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        store_of(crowded(), folder).close()
        url = f"sqlite:///{folder / 'story.db'}"
        program = PROGRAM.replace("said = [", "community.build()\nsaid = [", 1)
        run = subprocess.run(
            [sys.executable, "-c", program, url],
            check=True,
            capture_output=True,
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            },
        )
        said.append(json.loads(run.stdout))
    assert said[0] == said[1]
    assert said[0][0]["threads"]


def test_suggestions_are_plain_json() -> None:
    """What is said can be written as JSON as it is, ``as`` and all."""
    snapshot = build(crowded())
    answer = ask(snapshot, standing_of(crowded(), snapshot), QUESTIONS[0], NOBODY)
    document = json.loads(json.dumps(to_json(answer), ensure_ascii=False))
    assert document["as"] is None
    assert document["people"][0]["reasons"][0]["weight"] > 0


def test_hiding_acts_at_once() -> None:
    """Who hides is gone from the next answer of the same snapshot: people, peers, draft."""
    snapshot = build(crowded())
    open_to_all = standing_of(crowded(), snapshot)
    first = ask(snapshot, open_to_all, QUESTIONS[0], NOBODY).people[0]
    hiding = Profile(first.member_id, hidden=True)
    standing = Standing({first.member_id: hiding}, (), open_to_all.today)
    answer = ask(snapshot, standing, QUESTIONS[0], NOBODY)
    assert first.member_id not in [person.member_id for person in answer.people]
    assert first.name not in answer.draft
    asker = newcomer("383562", {}, solo_it=False)
    assert starter_list(snapshot, open_to_all, asker).peers
    everybody = {name: Profile(name, hidden=True) for name in crowded().accounts}
    assert starter_list(snapshot, Standing(everybody, (), standing.today), asker).peers == ()
