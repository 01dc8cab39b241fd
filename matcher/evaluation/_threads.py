"""Task threads: the earlier thread that a reply points to, found from the question alone."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np

from matcher.domain import InputError
from matcher.evaluation._metrics import ranks, recall_at, reciprocal_rank
from matcher.evaluation._nights import TestPeriod
from matcher.evaluation._plain_bm25 import PlainBm25
from matcher.evaluation._report import OURS, Sheet
from matcher.recommend import Query, Similar, score_threads
from matcher.snapshot import Snapshot


def links_of_archive(folder: Path) -> list[tuple[str, str, str]]:
    """Thread, author and linked thread of each link in ``thread_links.csv``; empty without it.

    Raises:
        InputError: A column is missing.
    """
    file = folder / "thread_links.csv"
    if not file.is_file():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        needed = {"thread_id", "member_id", "target_thread_id"}
        if missing := needed - set(rows.fieldnames or ()):
            raise InputError(
                f"列がありません: {'、'.join(sorted(missing))}",
                remedy="thread_id、member_id、target_thread_id の列をつけてください。",
                file=file.name,
            )
        return [(row["thread_id"], row["member_id"], row["target_thread_id"]) for row in rows]


def links_of_posts(whole: Snapshot) -> list[tuple[str, str, str]]:
    """Thread, author and linked thread of each link in the posts themselves."""
    posts, members = whole.facts.posts, whole.facts.members["member_id"]
    return [
        (
            posts["thread_id"].iloc[post],
            members.iloc[posts["author"].iloc[post]] if posts["author"].iloc[post] >= 0 else "",
            target,
        )
        for post, target in zip(
            whole.facts.links["post"], whole.facts.links["thread_id"], strict=True
        )
    ]


class Threads:
    """Asks the questions that were led to an earlier thread.

    Args:
        period: The test period.
        links: Thread, author and linked thread of each link.
    """

    def __init__(self, period: TestPeriod, links: list[tuple[str, str, str]]) -> None:
        self._period = period
        self.sheets = (Sheet("threads", "question_only", "mrr"),)
        self._plain: tuple[Snapshot, PlainBm25] | None = None
        whole = period.whole
        asker = whole.conversations["asker"].to_numpy()
        self._gold: defaultdict[int, set[int]] = defaultdict(set)
        for thread, author, target in links:
            question = whole.conversation_number.get(thread)
            linked = whole.conversation_number.get(target)
            if question is None or linked is None or question == linked:
                continue
            if whole.member_number.get(author) != asker[question]:
                self._gold[question].add(linked)

    def questions(self) -> frozenset[int]:
        """Conversations in which someone pointed to another one."""
        return frozenset(self._gold)

    def ask(self, snapshot: Snapshot, question: int, query: Query, similar: Similar) -> None:
        """Rank all conversations of the night before, with every method."""
        count = len(snapshot.conversations)
        known = snapshot.conversation_number
        thread_ids = self._period.whole.thread_ids
        gold = np.zeros(count, dtype=bool)
        for linked in self._gold.get(question, ()):
            number = known.get(thread_ids[linked])
            if number is not None:
                gold[number] = True
        if not gold.any():
            return
        lexical = np.full(count, -np.inf)
        lexical[similar.conversations] = similar.strength
        ours = np.full(count, -np.inf)
        numbers, scores = score_threads(snapshot, query, similar)
        ours[numbers] = scores
        plain = self._plain_of(snapshot).scores(query.terms)
        plain = np.where((plain > 0) & snapshot.on_matters, plain, -np.inf)
        for name, ranked in ((OURS, ours), ("bm25f", lexical), ("bm25", plain)):
            places = ranks(ranked, gold)
            right = int(gold.sum())
            self.sheets[0].note(
                name,
                {
                    "mrr": reciprocal_rank(places),
                    "recall_at_5": recall_at(places, 5, right),
                    "recall_at_100": recall_at(places, 100, right),
                },
            )

    def _plain_of(self, snapshot: Snapshot) -> PlainBm25:
        """The baseline of a night, made once for all questions of the day after."""
        if self._plain is None or self._plain[0] is not snapshot:
            self._plain = (snapshot, PlainBm25(snapshot))
        return self._plain[1]
