"""``Snapshot.before``: nothing looks into the future."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from random_communities import FEW, QUESTIONS, stories
from scipy import sparse
from snapshot_parts import assert_same_conclusions, assert_same_facts
from stories import START, Story, build, standing_of

from matcher.domain import Membership, to_json
from matcher.recommend import NOBODY, ask
from matcher.snapshot import DAY, Snapshot, conclude, microseconds


def until(story: Story, as_of: int) -> Story:
    """The story as it had been told by a moment."""
    told = [one for one in story.messages if microseconds(one.posted_at) < as_of]
    joined = [
        one for one in story.memberships if one.joined_at and microseconds(one.joined_at) < as_of
    ]
    return replace(story, messages=told, memberships=joined)


def with_vocabulary_of(past: Snapshot, whole: Snapshot) -> Snapshot:
    """The same community, counted in the columns of another one's vocabulary."""
    terms = past.facts.terms
    known = past.facts.vocabulary.tolist()
    assert whole.facts.vocabulary.tolist()[: len(known)] == known
    wider = (terms.shape[0], len(whole.facts.vocabulary))
    facts = replace(
        past.facts,
        terms=sparse.csr_matrix((terms.data, terms.indices, terms.indptr), shape=wider),
        vocabulary=whole.facts.vocabulary,
        topics=whole.facts.topics,
        threads=whole.facts.threads,
    )
    return replace(past, facts=facts)


def answers_of(story: Story, snapshot: Snapshot) -> list[object]:
    """What is answered to every question, with all scores."""
    standing = standing_of(story, snapshot)
    return [to_json(ask(snapshot, standing, question, NOBODY)) for question in QUESTIONS]


@FEW
@given(stories(), st.data())
def test_what_comes_later_changes_nothing_before(story: Story, data: st.DataObject) -> None:
    """Looked at from any moment, a community is as if nothing later had ever been written.

    Whatever was posted at or after the moment: facts, conversations, shares, index, graph and all
    answers with their scores are those of a store without it, for the same fitted parts.
    """
    moments = [microseconds(one.posted_at) for one in story.messages]
    ends = sorted({*moments[1:], *(moment + 1 for moment in moments)})
    as_of = data.draw(st.sampled_from(ends))
    whole = build(story)
    past = with_vocabulary_of(build(until(story, as_of)), whole)
    expected = conclude(past.facts, whole.header, as_of=as_of, fitted=whole.fitted)
    seen = conclude(whole.facts.before(as_of), whole.header, as_of=as_of, fitted=whole.fitted)
    assert_same_facts(seen.facts, expected.facts)
    assert_same_conclusions(seen, expected)
    assert answers_of(story, seen) == answers_of(story, expected)
    if as_of < whole.as_of:
        assert_same_conclusions(whole.before(as_of), expected)


@FEW
@given(stories(), st.data())
def test_fitting_anew_gives_the_snapshot_of_that_day(story: Story, data: st.DataObject) -> None:
    """Fitted on what lay before, the answers are exactly those of a build on that day.

    The vocabulary of later days is there, but its words count as unseen ones.
    """
    moments = [microseconds(one.posted_at) + 1 for one in story.messages]
    as_of = data.draw(st.sampled_from(moments))
    then = build(until(story, as_of))
    then = conclude(then.facts, then.header, as_of=as_of)
    seen = conclude(build(story).facts.before(as_of), then.header, as_of=as_of)
    assert answers_of(story, seen) == answers_of(story, then)


def test_before_the_end_is_the_snapshot_itself() -> None:
    """A moment after the last post is no other snapshot."""
    story = Story()
    story.post(story.member("A"), story.channel("何でも相談"), QUESTIONS[0])
    snapshot = build(story)
    assert snapshot.before(snapshot.as_of) is snapshot
    assert snapshot.before(snapshot.as_of + DAY) is snapshot
    assert len(snapshot.before(snapshot.as_of - 1).facts.posts) == 0


def test_who_joins_later_is_not_in_the_channel_yet() -> None:
    """Memberships are those of the moment, where the day of joining is known."""
    story = Story()
    channel = story.channel("何でも相談")
    story.post(story.member("A"), channel, QUESTIONS[0], day=1)
    story.post(story.member("B"), channel, QUESTIONS[1], day=9)
    story.memberships.append(Membership(channel, "A", START))
    story.memberships.append(Membership(channel, "B", story.messages[1].posted_at))
    snapshot = build(story)
    past = snapshot.before(microseconds(story.messages[1].posted_at))
    assert snapshot.facts.memberships["member"].tolist() == [0, 1]
    assert past.facts.memberships["member"].tolist() == [0]


def test_a_later_introduction_is_not_known_before() -> None:
    """Where someone works is not known before they introduced themselves."""
    story = Story()
    help_channel, introductions = story.channel("何でも相談"), story.channel("自己紹介")
    member = story.member("A")
    story.post(member, help_channel, QUESTIONS[0], day=1)
    story.post(member, introductions, "愛媛県上島町の総務課です。一人情シスです", day=9)
    story.post(member, help_channel, QUESTIONS[1], day=10)
    past = build(story).before(microseconds(story.messages[1].posted_at))
    row = past.facts.members.iloc[0]
    assert (row["organization"], bool(row["solo_it"]), row["introduction"]) == ("", False, "")


def test_a_later_move_does_not_take_expertise_away_before() -> None:
    """Before the day of the move (異動) what was answered still counts."""
    story = Story()
    channel = story.channel("標準化_ガバメントクラウド")
    story.member("A", title="税務課(2024年6月1日に情報課から異動)")
    story.member("B")
    story.question("B", channel, QUESTIONS[0], ("A", "接続回線は専用線にしました"), day=1)
    story.post("B", channel, QUESTIONS[1], day=90)
    past = build(story).before(microseconds(START) + 9 * DAY)
    assert past.answers["amount"].tolist()[0] > 0


@FEW
@given(stories(), st.integers(0, 12))
def test_the_latest_posts_alone(story: Story, count: int) -> None:
    """Only the last posts are left, with the mentions and links in them; all are the whole."""
    facts = build(story).facts
    latest = facts.latest(count)
    kept = facts.posts.tail(count)
    assert latest.posts["message_id"].tolist() == kept["message_id"].tolist()
    assert (latest.terms != facts.terms[len(facts.posts) - len(kept) :]).nnz == 0
    for name in ("mentions", "links"):
        told = [facts.posts["message_id"][row] for row in getattr(facts, name)["post"]]
        left = [latest.posts["message_id"][row] for row in getattr(latest, name)["post"]]
        assert left == [one for one in told if one in set(kept["message_id"])]
    assert_same_facts(facts.latest(len(facts.posts)), facts)
