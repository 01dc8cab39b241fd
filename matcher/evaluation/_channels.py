"""Task channels: where a newcomer will write, from where they wrote on their first day."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from matcher.domain import Progress
from matcher.evaluation._channel_rivals import Rivals
from matcher.evaluation._metrics import ndcg_at, ranks, recall_at
from matcher.evaluation._nights import TestPeriod
from matcher.evaluation._report import OURS, Sheet
from matcher.recommend import score_joining
from matcher.snapshot import DAY, Snapshot

WITHIN_DAYS = 90
REGULARIZED_FIRST_DAYS, REGULARIZED_LISTS = 30.0, 10.0
"""Of the factorisation that ours is compared with: the best on other newcomers and lists."""

COMMON = 1 / 3
"""Channels that more than this share of the people are in are those "everyone is in"."""

LISTED = 3
HIDDEN = 1 / 3
"""Of who is listed in at least LISTED channels, this share of the lists is hidden and asked for."""

Channels = npt.NDArray[np.bool_]


def first_days(period: TestPeriod, progress: Progress) -> list[Sheet]:
    """Ask for the further channels of everyone who began in the test period.

    In goes where they wrote in the first 24 hours, and the snapshot of the night before these
    ended; asked for are the other channels that they wrote in within 90 days. Newcomers whose 90
    days the data does not hold, and those who wrote nowhere else, are not asked.
    """
    sheets = [Sheet("channels", "first_day", "recall_at_5")]
    sheets.append(Sheet("channels", "first_day_without_common", "recall_at_5"))
    posts = period.whole.facts.posts
    by_night: dict[int, list[int]] = {}
    began = _first_posts(period.whole)
    last = int(posts["at"].iloc[-1])
    chosen = (began >= period.cut) & (began + WITHIN_DAYS * DAY <= last)
    chosen &= period.whole.facts.members["is_member"].to_numpy(dtype=bool)
    for one in np.flatnonzero(chosen).tolist():
        by_night.setdefault(period.night_before(int(began[one]) + DAY), []).append(one)
    done = 0
    for night, newcomers in sorted(by_night.items()):
        snapshot = period.at(night)
        rivals = Rivals(snapshot, regularization=REGULARIZED_FIRST_DAYS)
        for member in newcomers:
            own, gold = _written(period.whole, member, int(began[member]))
            _note(sheets, snapshot, rivals, own, gold)
        done += len(newcomers)
        progress("はじめての人のチャンネルを当てています", done, int(chosen.sum()))
    return sheets


def hidden_lists(whole: Snapshot, *, seed: int = 0) -> list[Sheet]:
    """Hide a part of everyone's membership list and ask for it; no time is involved.

    Only channels that the member wrote nothing in are hidden: their posts would tell.
    """
    sheets = [Sheet("channels", "hidden_memberships", "recall_at_5")]
    sheets.append(Sheet("channels", "hidden_memberships_without_common", "recall_at_5"))
    listed = whole.facts.memberships
    posts = whole.facts.posts
    wrote = frozenset(zip(posts["author"].tolist(), posts["channel"].tolist(), strict=True))
    random = np.random.default_rng(seed)
    hidden: dict[int, list[int]] = {}
    lists: dict[int, list[int]] = {}
    for person, channel in zip(listed["member"].tolist(), listed["channel"].tolist(), strict=True):
        lists.setdefault(person, []).append(channel)
    for person, channels in lists.items():
        silent = [one for one in channels if (person, one) not in wrote]
        if len(channels) >= LISTED and silent:
            count = min(max(1, int(len(channels) * HIDDEN)), len(silent))
            hidden[person] = random.choice(silent, count, replace=False).tolist()
    gone = frozenset((member, one) for member, channels in hidden.items() for one in channels)
    pairs = zip(listed["member"].tolist(), listed["channel"].tolist(), strict=True)
    kept = np.array([pair not in gone for pair in pairs], dtype=bool)
    visible = replace(whole, facts=replace(whole.facts, memberships=listed[kept]))
    rivals = Rivals(visible, regularization=REGULARIZED_LISTS)
    for member, channels in hidden.items():
        own = visible.presence[member].toarray().ravel() > 0
        gold = np.zeros(len(own), dtype=bool)
        gold[channels] = True
        _note(sheets, visible, rivals, own, gold & ~own)
    return sheets


def _note(
    sheets: Iterable[Sheet], snapshot: Snapshot, rivals: Rivals, own: Channels, gold: Channels
) -> None:
    """Rank the channels with every method, with and without those that everyone is in."""
    there = snapshot.presence
    people = np.asarray(there.sum(axis=0)).ravel()
    common = people > COMMON * max(int((there.sum(axis=1) > 0).sum()), 1)
    numbers = np.flatnonzero(own)
    methods = {
        OURS: score_joining(snapshot, numbers.tolist()).scores,
        **dict(rivals.scores(numbers)),
    }
    for sheet, left_out in zip(sheets, (own, own | common), strict=True):
        right = gold & ~left_out
        if not right.any():
            continue
        for name, scores in methods.items():
            places = ranks(np.where(left_out, -np.inf, scores), right)
            count = int(right.sum())
            sheet.note(
                name,
                {
                    "recall_at_5": recall_at(places, 5, count),
                    "ndcg_at_10": ndcg_at(places, 10, count),
                },
            )


def _first_posts(whole: Snapshot) -> npt.NDArray[np.int64]:
    posts = whole.facts.posts
    author = posts["author"].to_numpy()
    first = np.full(len(whole.facts.members), np.iinfo(np.int64).max // 2)
    np.minimum.at(first, author[author >= 0], posts["at"].to_numpy()[author >= 0])
    return first


def _written(whole: Snapshot, member: int, began: int) -> tuple[Channels, Channels]:
    """Where a newcomer wrote on the first day, and where else within 90 days."""
    posts = whole.facts.posts
    mine = posts[posts["author"] == member]
    day_one = (mine["at"] < began + DAY).to_numpy(dtype=bool)
    later = ~day_one & (mine["at"] < began + WITHIN_DAYS * DAY).to_numpy(dtype=bool)
    own = np.zeros(len(whole.facts.channels), dtype=bool)
    gold = own.copy()
    own[mine["channel"].to_numpy()[day_one]] = True
    gold[mine["channel"].to_numpy()[later]] = True
    return own, gold & ~own
