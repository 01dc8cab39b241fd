"""What is known of a thread, a member, a channel or a topic, read from a snapshot."""

import numpy as np
import pandas as pd

from matcher.domain import (
    ChannelKind,
    ChannelView,
    CommunityStatus,
    MemberView,
    Message,
    MessageView,
    PastPost,
    PersonSuggestion,
    Reason,
    ThreadSuggestion,
    ThreadView,
    TopicOfMember,
    TopicSummary,
    TopicView,
    day_in_japan,
)
from matcher.graph import RELATED, fading, node
from matcher.language import UNKNOWN_MEMBER, render_markup
from matcher.recommend import (
    Standing,
    askable,
    describe_person,
    describe_thread,
    evidence_of,
    load_of,
)
from matcher.snapshot import (
    DAY,
    FROM_PROFILE,
    RECENT_DAYS,
    Snapshot,
    channel_permalink,
    moment,
    organization_facts,
)

SHOWN = 5
SHOWN_EVIDENCE = 12
YEAR_DAYS = 365


def ready_status(
    snapshot: Snapshot, *, demo: bool, revision: int, damaged: str = ""
) -> CommunityStatus:
    """State of a community that has a snapshot; stale when the store's revision is another."""
    members = snapshot.facts.members[snapshot.facts.members["is_member"]]
    return CommunityStatus(
        state="ready",
        demo=demo,
        members=len(members),
        organizations=int(members.loc[members["organization"] != "", "organization"].nunique()),
        channels=len(snapshot.facts.channels),
        conversations=len(snapshot.conversations),
        messages=len(snapshot.facts.posts),
        span=snapshot.span,
        built_at=snapshot.header.built_at,
        stale=bool(damaged) or revision != snapshot.header.revision,
        damaged=damaged,
    )


def threads_of_conversation(snapshot: Snapshot, conversation: int) -> list[str]:
    """Ids of the threads that make up a conversation, in order of their first posts."""
    rows = np.flatnonzero(snapshot.conversation == conversation)
    return list(dict.fromkeys(snapshot.facts.posts["thread_id"].iloc[rows]))


def thread_view(
    snapshot: Snapshot,
    conversation: int,
    messages: list[Message],
    similar: tuple[ThreadSuggestion, ...],
) -> ThreadView:
    """A conversation with the texts of its messages, as a reader sees them."""
    described = describe_thread(snapshot, conversation)
    members = snapshot.facts.members
    names = dict(zip(members["member_id"], members["name"], strict=True))
    channels = snapshot.facts.channels
    channel_names = dict(zip(channels["channel_id"], channels["name"], strict=True))
    is_member = dict(zip(members["member_id"], members["is_member"], strict=True))
    asker = int(snapshot.conversations["asker"].iloc[conversation])
    ordered = sorted(messages, key=lambda message: (message.posted_at, message.message_id))
    return ThreadView(
        thread_id=described.thread_id,
        channel_id=described.channel_id,
        channel_name=described.channel_name,
        permalink=described.permalink,
        title=described.title,
        asker=members["member_id"].iloc[asker] if asker >= 0 else None,
        resolved=described.resolved,
        archived=described.archived,
        messages=tuple(
            MessageView(
                message_id=message.message_id,
                member_id=message.account_id if is_member.get(message.account_id) else None,
                author=names.get(message.account_id or "", UNKNOWN_MEMBER),
                posted_at=message.posted_at,
                text=render_markup(message.text, names, channel_names),
                reactions=message.reactions,
            )
            for message in ordered
        ),
        similar=similar,
    )


def member_view(snapshot: Snapshot, standing: Standing, number: int) -> MemberView:
    """What is known of a member, what they said of themselves winning over what was read."""
    row = snapshot.facts.members.iloc[number]
    profile = standing.profile(row["member_id"])
    posts = snapshot.facts.posts
    own = posts["author"].to_numpy() == number
    at = posts["at"].to_numpy()[own]
    said = organization_facts(profile.organization_code or row["organization"])
    channels = snapshot.facts.channels["name"].iloc[
        posts["channel"][own].value_counts().index[:SHOWN]
    ]
    recent = list(dict.fromkeys(snapshot.conversation[own][::-1].tolist()))[:SHOWN]
    return MemberView(
        member_id=row["member_id"],
        name=row["name"],
        organization=said.organization_name,
        organization_code=said.organization,
        organization_source=FROM_PROFILE[profile.organization_source]
        if profile.organization_code
        else row["organization_source"],
        prefecture=said.prefecture_name,
        department=profile.department or row["department"],
        active=bool(row["active"]) and row["member_id"] not in standing.left,
        hidden=profile.hidden,
        posts=int(own.sum()),
        first_post_at=moment(at[0]) if len(at) else None,
        last_post_at=moment(at[-1]) if len(at) else None,
        solo_it=profile.solo_it or bool(row["solo_it"]),
        solo_it_source="プロフィール" if profile.solo_it else row["solo_source"],
        interests=profile.interests or snapshot.fields[number],
        roles=tuple(role for role in standing.roles if role.member_id == row["member_id"]),
        past=_past(standing, row, said.organization_name),
        load=load_of(snapshot, standing, number),
        topics=_topics_of_member(snapshot, number),
        channels=tuple(channels),
        recent_threads=tuple(describe_thread(snapshot, conversation) for conversation in recent),
    )


def _past(standing: Standing, row: "pd.Series[str]", organization: str) -> tuple[PastPost, ...]:
    """Where a member worked before: what rosters said, else what the title says."""
    tenures = standing.tenures.get(row["member_id"], ())
    ended = tenures if row["member_id"] in standing.left else tenures[:-1]
    if ended:
        return tuple(
            PastPost(
                organization_facts(one.organization_code).organization_name,
                one.department,
                one.from_,
                one.to,
            )
            for one in ended
        )
    moved_at = int(row["moved_at"])
    if not moved_at:
        return ()
    day = day_in_japan(moment(moved_at)) if moved_at > 0 else None
    return (PastPost(organization, row["moved_from"], None, day),)


def channel_view(snapshot: Snapshot, number: int) -> ChannelView:
    """What is known of a channel."""
    row = snapshot.facts.channels.iloc[number]
    posts = snapshot.facts.posts
    at = posts["at"].to_numpy()[posts["channel"].to_numpy() == number]
    members = snapshot.facts.memberships
    listed = int((members["channel"] == number).sum())
    return ChannelView(
        channel_id=row["channel_id"],
        name=row["name"],
        kind=ChannelKind(row["kind"]),
        purpose=row["purpose"],
        permalink=channel_permalink(snapshot.header.address, row["channel_id"]),
        messages=len(at),
        members=listed or None,
        last_post=moment(at[-1]) if len(at) else None,
        archived=bool(row["archived"]),
    )


def topic_summaries(snapshot: Snapshot) -> tuple[TopicSummary, ...]:
    """All topics that one can know something of, in the order of the taxonomy."""
    topics = snapshot.facts.topics
    asked = snapshot.conversations["asks"].to_numpy(dtype=bool)
    about = snapshot.shares > 0
    questions = np.asarray(about[asked].sum(axis=0)).ravel()
    waiting = np.asarray(about[_waiting(snapshot)].sum(axis=0)).ravel()
    return tuple(
        _summary(topics.iloc[number], int(questions[number]), int(waiting[number]))
        for number in np.flatnonzero(topics["is_knowledge"])
    )


def topic_view(snapshot: Snapshot, standing: Standing, number: int) -> TopicView:
    """A topic's page."""
    topic = snapshot.facts.topics.iloc[number]
    table = snapshot.conversations
    share = snapshot.shares[:, number].toarray().ravel()
    on_topic = np.flatnonzero(share > 0)
    asked = on_topic[table["asks"].to_numpy(dtype=bool)[on_topic]]
    waiting = asked[_waiting(snapshot)[asked]][::-1]
    answered = asked[table["answers"].to_numpy()[asked] > 0]
    worth = (
        share[answered]
        * np.log1p(table["answers"].to_numpy()[answered])
        * fading(table["opened_at"].to_numpy(dtype=np.int64)[answered], snapshot.as_of, YEAR_DAYS)
    )
    summaries = {summary.topic_id: summary for summary in topic_summaries(snapshot)}
    channels = np.bincount(
        table["channel"].to_numpy()[asked], minlength=len(snapshot.facts.channels)
    )
    busiest = [int(n) for n in np.argsort(-channels, kind="stable")[:3] if channels[n]]
    return TopicView(
        topic_id=topic["topic_id"],
        name=topic["name"],
        group=topic["group"],
        synonyms=tuple(topic["synonyms"].split(";")),
        questions=len(asked),
        channels=tuple(channel_view(snapshot, channel) for channel in busiest),
        waiting=tuple(describe_thread(snapshot, int(n)) for n in waiting[:SHOWN]),
        threads=tuple(
            describe_thread(snapshot, int(answered[rank]))
            for rank in np.argsort(-worth, kind="stable")[:SHOWN]
        ),
        people=_people_on_topic(snapshot, standing, number),
        prefectures=_prefectures_on_topic(snapshot, on_topic),
        related=_related(snapshot, topic["topic_id"], summaries),
    )


def _summary(topic: "pd.Series[str]", questions: int, waiting: int) -> TopicSummary:
    return TopicSummary(topic["topic_id"], topic["name"], topic["group"], questions, waiting)


def _waiting(snapshot: Snapshot) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Questions of members that nobody answered, not older than these days."""
    table = snapshot.conversations
    waiting = table["asks"] & (table["answers"] == 0) & (table["asker"] >= 0) & ~table["archived"]
    recent = table["opened_at"] >= snapshot.as_of - RECENT_DAYS * DAY
    return (waiting & recent).to_numpy(dtype=bool)


def _topics_of_member(snapshot: Snapshot, number: int) -> tuple[TopicOfMember, ...]:
    events = snapshot.expertise[snapshot.expertise["member"] == number]
    topics = snapshot.facts.topics
    found = []
    for topic in events["topic"].unique().tolist():
        mine = events[events["topic"] == topic]
        conversations = mine.sort_values("at", ascending=False)["conversation"].drop_duplicates()
        found.append(
            (
                float(mine["weight"].sum()),
                TopicOfMember(
                    topic_id=topics["topic_id"].iloc[topic],
                    name=topics["name"].iloc[topic],
                    answers=len(conversations),
                    last_at=moment(int(mine["at"].max())),
                    evidence=evidence_of(snapshot, conversations[:SHOWN_EVIDENCE]),
                ),
            )
        )
    return tuple(topic for _, topic in sorted(found, key=lambda pair: -pair[0])[: SHOWN * 2])


def _people_on_topic(
    snapshot: Snapshot, standing: Standing, number: int
) -> tuple[PersonSuggestion, ...]:
    events = snapshot.expertise[snapshot.expertise["topic"] == number]
    topic_id = snapshot.facts.topics["topic_id"].iloc[number]
    allowed = askable(snapshot, standing, topics=[topic_id])
    weight = np.bincount(
        events["member"], weights=events["weight"], minlength=len(snapshot.facts.members)
    )
    weight = np.where(allowed, weight, 0.0)
    best = [int(n) for n in np.argsort(-weight, kind="stable")[:SHOWN] if weight[n] > 0]
    name = snapshot.facts.topics["name"].iloc[number]
    people = []
    for member in best:
        mine = events[events["member"] == member].sort_values("at", ascending=False)
        conversations = mine["conversation"].drop_duplicates()
        latest = moment(int(mine["at"].max()))
        text = (
            f"「{name}」の話題で{len(conversations)}件回答しています"
            f"(最近は{latest.year}年{latest.month}月)。"
        )
        proof = evidence_of(snapshot, conversations[:SHOWN_EVIDENCE])
        reason = Reason("expertise", text, proof, float(weight[member]))
        people.append(
            describe_person(
                snapshot, standing, member, score=float(weight[member]), reasons=(reason,)
            )
        )
    return tuple(people)


def _prefectures_on_topic(
    snapshot: Snapshot, conversations: "np.ndarray[tuple[int], np.dtype[np.int64]]"
) -> tuple[tuple[str, int], ...]:
    posts = snapshot.facts.posts
    recent = posts["at"].to_numpy() >= snapshot.as_of - YEAR_DAYS * DAY
    chosen = np.isin(snapshot.conversation, conversations) & recent
    authors = np.unique(posts["author"].to_numpy()[chosen])
    members = snapshot.facts.members.iloc[authors[authors >= 0]]
    placed = members[members["prefecture"] != ""].drop_duplicates("organization")
    counts = placed["prefecture_name"].value_counts(sort=True)
    return tuple((str(name), int(count)) for name, count in counts.items())


def _related(
    snapshot: Snapshot, topic_id: str, summaries: dict[str, TopicSummary]
) -> tuple[TopicSummary, ...]:
    edges = [
        (data["weight"], other.removeprefix("topic:"))
        for other, data in snapshot.graph[node("topic", topic_id)].items()
        if data["kind"] == RELATED
    ]
    near = [other for _, other in sorted(edges, key=lambda edge: (-edge[0], edge[1]))]
    return tuple(summaries[other] for other in near if other in summaries)[:SHOWN]
