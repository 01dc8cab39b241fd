"""The channel starter list: where a newcomer goes first, in steps, and who is in the same boat."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from matcher.domain import ChannelKind, ChannelSuggestion, Evidence, Reason, StarterList, Step
from matcher.graph import is_worth_browsing
from matcher.recommend import _wording as wording
from matcher.recommend._asker import Asker, neighbours_of
from matcher.recommend._channels import (
    describe_channel,
    fallback_channel,
    fallback_reason,
)
from matcher.recommend._joining import Joining, linked_reason, score_joining
from matcher.recommend._peers import score_peers, suggest_peers, writers_alike
from matcher.recommend._standing import Standing
from matcher.recommend._threads import evidence_of
from matcher.recommend._topic_channels import topic_channels, topic_reason
from matcher.snapshot import DAY, Snapshot

BROWSED = 2
FIELDS = 3
LEAST_RELEVANCE = 0.1
"""A channel is of one's field when it holds this share of what is said on one's topics."""

SHOWN_EVIDENCE = 2
ABOUT_TOPIC, STANDARD, ALIKE, LINKED = 0.55, 0.20, 0.25, 0.25
"""What each feature can add to a channel of one's field at most; chosen by hand."""


def starter_list(
    snapshot: Snapshot,
    standing: Standing,
    asker: Asker,
    *,
    member: str | None = None,
    unknown: Sequence[str] = (),
) -> StarterList:
    """Channels in steps for someone new, never empty where the community has an open channel.

    Args:
        snapshot: The community.
        standing: What members allow.
        asker: What is known of the newcomer.
        member: Member id, None before joining.
        unknown: Interests that name no topic; the notice says so.
    """
    scored = score_peers(snapshot, standing, asker)
    alike = writers_alike(snapshot, scored)
    fallback = fallback_channel(snapshot)
    steps = [
        (Step.INTRODUCE, _of_kind(snapshot, ChannelKind.INTRODUCTION)[:1], _introduce_reasons),
        (Step.BROWSE, _browse(snapshot, fallback), _activity_reasons),
        (Step.PRACTICE, _of_kind(snapshot, ChannelKind.PRACTICE)[:1], _practice_reasons),
    ]
    joined = _joined(snapshot, asker)
    channels = [
        _suggestion(snapshot, number, step, reasons(snapshot, number), joined)
        for step, numbers, reasons in steps
        for number in numbers
    ]
    channels += [
        _suggestion(snapshot, number, Step.FIELD, reasons, joined, score=score)
        for number, score, reasons in _fields(snapshot, asker, alike, joined)
    ]
    channels += [
        _suggestion(snapshot, number, Step.PREFECTURE, reasons, joined)
        for number, reasons in _prefectures(snapshot, asker)
    ]
    channels += [
        _suggestion(snapshot, number, Step.LOUNGE, _activity_reasons(snapshot, number), joined)
        for number in _of_kind(snapshot, ChannelKind.LOUNGE)[:1]
    ]
    if fallback is not None:
        reasons = (fallback_reason(snapshot, fallback),)
        channels.append(_suggestion(snapshot, fallback, Step.HELP, reasons, joined))
    return StarterList(
        member=member,
        organization=asker.organization_name,
        channels=tuple(channels),
        peers=suggest_peers(snapshot, standing, asker, scored),
        notice=_notice(asker, unknown),
    )


def _suggestion(
    snapshot: Snapshot,
    number: int,
    step: Step,
    reasons: tuple[Reason, ...],
    joined: frozenset[int],
    *,
    score: float = 0.0,
) -> ChannelSuggestion:
    described = describe_channel(snapshot, number, score=score, reasons=reasons)
    return replace(described, step=step, joined=number in joined)


def _notice(asker: Asker, unknown: Sequence[str]) -> str:
    told = []
    if unknown:
        words = "」「".join(unknown)
        told.append(
            f"関心「{words}」に合うテーマは見つかりませんでした。別の言葉で試してください。"
        )
    if not asker.organization:
        told.append("団体がわからないため、都道府県のチャンネルは出していません。")
    return "".join(told)


def _joined(snapshot: Snapshot, asker: Asker) -> frozenset[int]:
    """Channels that a member is in, by the membership list; where none is kept, by writing there.

    Who wrote in a channel and is not on its list has left it.
    """
    if asker.number is None:
        return frozenset()
    listed = snapshot.facts.memberships
    written = snapshot.facts.posts["channel"].to_numpy()[snapshot.posts_by_author.of(asker.number)]
    own = listed.loc[listed["member"] == asker.number, "channel"]
    return frozenset(own) | (frozenset(written.tolist()) - frozenset(listed["channel"]))


def _of_kind(snapshot: Snapshot, kind: ChannelKind) -> list[int]:
    """Open channels of a kind, busiest these days first."""
    busy = _recent_posts(snapshot)
    return sorted(snapshot.channels_of_kind(kind), key=lambda number: -busy[number])


def _recent_posts(snapshot: Snapshot) -> npt.NDArray[np.int64]:
    channel = snapshot.facts.posts["channel"].to_numpy()[_lately(snapshot)]
    return np.bincount(channel, minlength=len(snapshot.facts.channels))


def _lately(snapshot: Snapshot) -> slice:
    """Rows of the posts of the last 30 days."""
    at = snapshot.facts.posts["at"].to_numpy()
    return slice(int(np.searchsorted(at, snapshot.as_of - 30 * DAY)), len(at))


def _browse(snapshot: Snapshot, fallback: int | None) -> list[int]:
    """Where one gets a feel for the place, whatever one's work; else the busiest channels."""
    names = snapshot.facts.channels["name"]
    busy = _recent_posts(snapshot)
    kinds = (ChannelKind.ANNOUNCEMENT, ChannelKind.TOPIC)
    numbers = [n for kind in kinds for n in snapshot.channels_of_kind(kind) if n != fallback]
    lively = sorted(numbers, key=lambda number: -busy[number])
    for_all = [number for number in lively if is_worth_browsing(names.iloc[number])]
    return (for_all or lively)[:BROWSED]


def _introduce_reasons(snapshot: Snapshot, number: int) -> tuple[Reason, ...]:
    here = snapshot.conversations_by_channel.of(number)
    opened, answers = (
        snapshot.conversations[column].to_numpy()[here] for column in ("opened_at", "answers")
    )
    recent = (opened >= snapshot.as_of - 30 * DAY) & (answers > 0)
    replies = int(answers[recent].sum())
    if not replies:
        return (Reason("step_introduce", "はじめての人が自己紹介をする場所です。"),)
    proof = evidence_of(snapshot, here[recent][::-1][:SHOWN_EVIDENCE])
    text = f"自己紹介には、この30日で{replies}件の返信がありました。"
    return (Reason("step_introduce", text, proof),)


def _practice_reasons(snapshot: Snapshot, number: int) -> tuple[Reason, ...]:
    return (Reason("step_practice", wording.PRACTICE, _latest(snapshot, number)),)


def _activity_reasons(snapshot: Snapshot, number: int) -> tuple[Reason, ...]:
    recent = snapshot.facts.posts.iloc[_lately(snapshot)]
    authors = recent["author"].to_numpy()[recent["channel"] == number]
    people = len(np.unique(authors[authors >= 0]))
    text = (
        f"この30日に{people}人が{len(authors)}件書き込みました。雰囲気がわかります。"
        if len(authors)
        else "いまは静かな場所です。"
    )
    return (Reason("activity", text, _latest(snapshot, number)),)


def _latest(snapshot: Snapshot, number: int) -> tuple[Evidence, ...]:
    here = snapshot.conversations_by_channel.of(number)
    answered = here[snapshot.conversations["answers"].to_numpy()[here] > 0]
    return evidence_of(snapshot, answered[::-1][:SHOWN_EVIDENCE])


def _fields(
    snapshot: Snapshot,
    asker: Asker,
    alike: list[tuple[int, frozenset[str]]],
    joined: frozenset[int],
) -> list[tuple[int, float, tuple[Reason, ...]]]:
    """Channels of one's field: about one's topics, and where people in the same boat write."""
    channels = snapshot.facts.channels
    found = topic_channels(snapshot, asker.topics)
    about, standard = found.about.sum(axis=0), found.standard.sum(axis=0)
    writing = Counter(channel for _, written in alike for channel in written)
    people = max(len(alike), 1)
    share = np.array([writing[channel_id] / people for channel_id in channels["channel_id"]])
    joining = score_joining(snapshot, joined)
    linked = np.clip(joining.links.sum(axis=0), 0.0, 1.0)
    relevant = (about + standard) >= LEAST_RELEVANCE if asker.topics else (share + linked) > 0
    is_topic = np.zeros(len(channels), dtype=bool)
    is_topic[snapshot.channels_of_kind(ChannelKind.TOPIC)] = True
    topical = ABOUT_TOPIC * about + STANDARD * standard
    score = topical + ALIKE * share + LINKED * linked
    score = np.where(is_topic & relevant, score, 0.0)
    ranked = [int(n) for n in np.argsort(-score, kind="stable") if score[n] > 0]
    new = [number for number in ranked if number not in joined][:FIELDS]
    best = [number for number in ranked if number in new or number in ranked[:FIELDS]]
    return [
        (
            number,
            float(score[number]),
            (
                *filter(None, [topic_reason(snapshot, found, number, float(topical[number]))]),
                *_alike_reasons(snapshot, alike, number, ALIKE * float(share[number])),
                *_linked_reasons(snapshot, joining, number, LINKED * float(linked[number])),
            ),
        )
        for number in best
    ]


def _alike_reasons(
    snapshot: Snapshot, alike: list[tuple[int, frozenset[str]]], number: int, weight: float
) -> tuple[Reason, ...]:
    channel_id = snapshot.facts.channels["channel_id"].iloc[number]
    writers = [person for person, written in alike if channel_id in written]
    if not writers:
        return ()
    posts = np.concatenate([snapshot.posts_by_author.of(writer) for writer in writers])
    theirs = np.sort(posts[snapshot.facts.posts["channel"].to_numpy()[posts] == number])
    latest = dict.fromkeys(snapshot.conversation[theirs[::-1][:20]].tolist())
    proof = evidence_of(snapshot, list(latest)[:SHOWN_EVIDENCE])
    text = f"あなたと似た立場の{len(alike)}人のうち{len(writers)}人が書き込んでいます。"
    return (Reason("channel_like_yours", text, proof, weight),)


def _linked_reasons(
    snapshot: Snapshot, joining: Joining, number: int, weight: float
) -> tuple[Reason, ...]:
    return (linked_reason(snapshot, joining, number, weight),) if weight else ()


def _prefectures(snapshot: Snapshot, asker: Asker) -> list[tuple[int, tuple[Reason, ...]]]:
    """One's prefecture's channel; where there is none, the busiest of a neighbouring one."""
    if not asker.prefecture:
        return []
    prefecture_of = snapshot.facts.channels["prefecture"]
    open_channels = _of_kind(snapshot, ChannelKind.PREFECTURE)
    own = [number for number in open_channels if prefecture_of.iloc[number] == asker.prefecture]
    if own:
        return [(own[0], _prefecture_reasons(snapshot, own[0], "your_prefecture"))]
    near = neighbours_of(asker.prefecture)
    beside = [number for number in open_channels if prefecture_of.iloc[number] in near]
    return [(n, _prefecture_reasons(snapshot, n, "nearby_prefecture")) for n in beside[:1]]


def _prefecture_reasons(snapshot: Snapshot, number: int, code: str) -> tuple[Reason, ...]:
    members = snapshot.facts.members
    prefecture = snapshot.facts.channels["prefecture"].iloc[number]
    there = members[
        (members["prefecture"] == prefecture) & members["is_member"] & members["active"]
    ]
    organizations = there["organization"].nunique()
    name = snapshot.facts.channels["name"].iloc[number]
    if not organizations:
        text = f"{name}の話をする場所です。"
    elif code == "your_prefecture":
        text = f"{name}の{organizations}団体が参加しています。"
    else:
        text = f"となりの{name}で{organizations}団体が参加しています。"
    return (Reason(code, text, _latest(snapshot, number)),)
