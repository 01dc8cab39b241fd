"""雑談に埋もれた困り事: worries among small talk, with the channel where they could be asked."""

from dataclasses import replace

import numpy as np

from matcher.domain import ChannelSuggestion, Handling, HiddenTask, Reason, TaskKind, task_id_of
from matcher.outreach._drafts import Addressed, way_out
from matcher.outreach._hidden import HiddenQuestion
from matcher.outreach._perspective import Candidate, Perspective
from matcher.outreach._worries import quoted
from matcher.recommend import (
    describe_thread,
    evidence_of,
    member_as_asker,
    place_features,
)
from matcher.snapshot import DAY, message_permalink, moment

MATTER, PLACE, RECENT = 0.3, 0.3, 0.4
"""What speaks for a post, at most: being on a matter, from near by, written not long ago."""

RECENT_HALF_LIFE_DAYS = 10.0
JUST_NOW_DAYS = 1


def hidden_candidates(view: Perspective) -> list[Candidate[HiddenQuestion]]:
    """Posts of members who may be named, best first."""
    posts = view.snapshot.facts.posts
    author = posts["author"].to_numpy()
    found = [
        one
        for one in view.findings.hidden
        if view.nameable[author[one.post]] and author[one.post] != view.number
    ]
    rows = np.array([one.post for one in found], dtype=np.int64)
    age = (view.snapshot.as_of - posts["at"].to_numpy()[rows]) / DAY
    near = place_features(view.snapshot, view.asker)[author[rows]]
    matter = np.minimum([one.score for one in found], 1.0)
    scores = MATTER * matter + PLACE * near + RECENT * 0.5 ** (age / RECENT_HALF_LIFE_DAYS)
    return [
        Candidate(
            task_id_of(TaskKind.HIDDEN, posts["message_id"].iloc[found[i].post]),
            quoted(found[i].quote),
            found[i],
        )
        for i in np.argsort(-scores, kind="stable").tolist()
    ]


def describe_hidden(
    view: Perspective, candidate: Candidate[HiddenQuestion], handling: Handling | None
) -> HiddenTask:
    """A worry as a task: where it could be asked, and a text."""
    snapshot, hidden = view.snapshot, candidate.about
    post = snapshot.facts.posts.iloc[hidden.post]
    member = snapshot.facts.members.iloc[post["author"]]
    here = snapshot.facts.channels.iloc[post["channel"]]
    written_at = moment(int(post["at"]))
    conversation = int(snapshot.conversation[hidden.post])
    channel = _channel(view, hidden)
    text = f"#{here['name']} の中に質問が含まれています: 「{candidate.title}」"
    found = Reason("hidden_question", text, evidence_of(snapshot, [conversation]), MATTER)
    return HiddenTask(
        task_id=candidate.task_id,
        thread=describe_thread(snapshot, conversation),
        message_id=post["message_id"],
        permalink=message_permalink(
            snapshot.header.address, here["channel_id"], post["thread_id"], post["message_id"]
        ),
        posted_at=written_at,
        member_id=member["member_id"],
        name=member["name"],
        organization=member["organization_name"],
        prefecture=member["prefecture_name"],
        quote=candidate.title,
        channel=channel,
        reasons=(found, *_why_there(channel)),
        message=way_out(
            Addressed(member["name"], member["organization_name"], member["prefecture_name"]),
            channel.name,
            written_at,
            fresh=snapshot.as_of - int(post["at"]) < JUST_NOW_DAYS * DAY,
        ),
        handling=handling,
    )


def _why_there(channel: ChannelSuggestion) -> list[Reason]:
    """The first reason for the channel, which says ここ, named as that of the channel."""
    return [
        replace(reason, text=f"#{channel.name}: {reason.text}") for reason in channel.reasons[:1]
    ]


def _channel(view: Perspective, hidden: HiddenQuestion) -> ChannelSuggestion:
    """Where it could be asked."""
    snapshot = view.snapshot
    author = int(snapshot.facts.posts["author"].iloc[hidden.post])
    member_id = snapshot.facts.members["member_id"].iloc[author]
    asker = member_as_asker(snapshot, author, view.standing.profile(member_id))
    return view.findings.knowledge.channel_for(hidden, asker)
