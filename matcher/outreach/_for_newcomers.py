"""新しい仲間: newcomers, spread over the ambassadors who fit them best."""

import numpy as np

from matcher.domain import (
    ChannelKind,
    Evidence,
    Handling,
    NewcomerTask,
    Reason,
    RoleKind,
    TaskKind,
    day_text,
    task_id_of,
)
from matcher.outreach._drafts import Talked, greeting, in_common
from matcher.outreach._likeness import fit, likeness, likeness_reasons
from matcher.outreach._newcomers import NewcomerInNeed, Situation
from matcher.outreach._perspective import Candidate, Perspective
from matcher.outreach._spread import spread
from matcher.recommend import evidence_of, load_of, present
from matcher.snapshot import (
    DAY,
    RECENT_DAYS,
    Snapshot,
    channel_permalink,
    message_permalink,
    moment,
)

FIT = 0.5
"""How much fitting an ambassador counts beside how much a word is likely to help (at most 1)."""

OFTEN = 5
"""From so many conversations in 90 days on, a topic is talked about often in a channel."""

AFTER_ALL_OTHERS = 10.0
"""More than any score: who should take nothing on gets what the others leave."""


def newcomer_candidates(view: Perspective) -> list[Candidate[NewcomerInNeed]]:
    """Newcomers for the ambassador, best first: own claims, and those that are offered to them.

    Newcomers whom others have claimed keep their place in the order; they are not offered.
    """
    members = view.snapshot.facts.members
    member_ids, names = members["member_id"].tolist(), members["name"].tolist()
    candidates = [
        Candidate(
            task_id_of(TaskKind.NEWCOMER, member_ids[one.number]),
            names[one.number],
            one,
        )
        for one in view.findings.newcomers
        if view.nameable[one.number] and one.number != view.number and not view.away[one.number]
    ]
    if not candidates:
        return []
    helpers = _helpers(view)
    able = np.array([_can_take_on(view, helper) for helper in helpers])
    numbers = np.array([one.about.number for one in candidates])
    values = likeness(view.snapshot, view.standing, np.array(helpers), numbers)
    scores = np.array([one.about.need for one in candidates]) + FIT * fit(values)
    allowed = np.array(
        [
            [view.handled.is_open(one.task_id, member_ids[helper]) for one in candidates]
            for helper in helpers
        ]
    )
    row = helpers.index(view.number)
    offered = spread(scores - AFTER_ALL_OTHERS * ~able[:, np.newaxis], allowed)[row]
    order = np.argsort(-scores[row], kind="stable").tolist()
    claimed = view.handled.claimed
    return [candidates[i] for i in order if offered[i] or candidates[i].task_id in claimed]


def describe_newcomer(
    view: Perspective, candidate: Candidate[NewcomerInNeed], handling: Handling | None
) -> NewcomerTask:
    """A newcomer as a task, with reasons and a text."""
    snapshot, newcomer = view.snapshot, candidate.about
    member = snapshot.facts.members.iloc[newcomer.number]
    values = likeness(
        snapshot, view.standing, np.array([view.number]), np.array([newcomer.number])
    )[0, 0]
    common = likeness_reasons(snapshot, view.number, newcomer.number, values.tolist())
    channel_name, permalink = _place(view, newcomer)
    return NewcomerTask(
        task_id=candidate.task_id,
        member_id=member["member_id"],
        name=member["name"],
        organization=member["organization_name"],
        prefecture=member["prefecture_name"],
        joined_at=moment(newcomer.joined_at),
        days=_days(view, newcomer.joined_at),
        channel_name=channel_name,
        permalink=permalink,
        reasons=(_reason(view, newcomer), *common),
        message=greeting(
            newcomer.situation,
            member["name"],
            member["organization_name"],
            member["prefecture_name"],
            common=in_common(snapshot, view.number, newcomer.number, common),
            talked=_talked(view, newcomer.number),
        ),
        handling=handling,
    )


def _helpers(view: Perspective) -> list[int]:
    """Account numbers of all who have a desk and are there, so that all see the same division."""
    standing, numbers = view.standing, view.snapshot.member_number
    there = present(view.snapshot, standing)
    with_desk = {
        numbers[role.member_id]
        for role in standing.roles
        if role.kind in (RoleKind.AMBASSADOR, RoleKind.ORGANIZER)
        and role.held_on(standing.today)
        and role.member_id in numbers
    }
    return sorted({*(number for number in with_desk if there[number]), view.number})


def _can_take_on(view: Perspective, helper: int) -> bool:
    """Whether an ambassador is there and below the weekly limit; organizers step in after them."""
    member_id = view.snapshot.facts.members["member_id"].iloc[helper]
    load = load_of(view.snapshot, view.standing, helper)
    return (
        member_id in view.standing.ambassadors
        and not view.away[helper]
        and load.asked_this_week < load.weekly_limit
    )


def _days(view: Perspective, since: int) -> int:
    return (view.snapshot.as_of - since) // DAY


def _reason(view: Perspective, newcomer: NewcomerInNeed) -> Reason:
    since = day_text(moment(newcomer.since))
    texts = {
        Situation.NO_REPLY: f"自己紹介にまだ返信がありません({since})。",
        Situation.NOT_INTRODUCED: (
            f"参加から{_days(view, newcomer.joined_at)}日、自己紹介がまだです。"
        ),
        Situation.SILENT: f"{since}から書き込みがありません。",
    }
    proof: tuple[Evidence, ...] = ()
    if newcomer.post is not None:
        proof = evidence_of(view.snapshot, view.snapshot.conversation[[newcomer.post]])
    return Reason(newcomer.situation.value, texts[newcomer.situation], proof, newcomer.need)


def _place(view: Perspective, newcomer: NewcomerInNeed) -> tuple[str, str]:
    """Name of the channel to write in, and the address there."""
    snapshot = view.snapshot
    channels, address = snapshot.facts.channels, snapshot.header.address
    if newcomer.post is None:
        number = snapshot.channels_of_kind(ChannelKind.INTRODUCTION)[0]
        channel_id = channels["channel_id"].iloc[number]
        return channels["name"].iloc[number], channel_permalink(address, channel_id)
    post = snapshot.facts.posts.iloc[newcomer.post]
    channel = channels.iloc[post["channel"]]
    link = message_permalink(address, channel["channel_id"], post["thread_id"], post["message_id"])
    return channel["name"], link


def _talked(view: Perspective, number: int) -> Talked | None:
    """A topic that a newcomer names as theirs, with its channel: rather one talked about now."""
    snapshot = view.snapshot
    topics, channels = snapshot.facts.topics, snapshot.facts.channels
    open_ = channels.loc[~channels["archived"], "name"]
    number_of = dict(zip(open_, open_.index.tolist(), strict=True))
    found = []
    for topic_id in snapshot.fields[number]:
        topic = snapshot.topic_number[topic_id]
        row = topics.iloc[topic]
        if row["is_knowledge"] and row["channel"] in number_of:
            often = _recently(snapshot, topic, number_of[row["channel"]]) >= OFTEN
            found.append(Talked(row["name"], row["channel"], often))
    return max(found, key=lambda one: one.often, default=None)


def _recently(snapshot: Snapshot, topic: int, channel: int) -> int:
    """How many conversations on a topic began in a channel in the last 90 days."""
    table = snapshot.conversations
    recent = (table["channel"] == channel) & (
        table["opened_at"] >= snapshot.as_of - RECENT_DAYS * DAY
    )
    on_topic = snapshot.shares[:, [topic]].toarray().ravel() > 0
    return int((recent.to_numpy(dtype=bool) & on_topic & snapshot.on_matters).sum())
