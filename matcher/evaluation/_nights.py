"""The test period: each question is asked of the snapshot of the night before, or of its moment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.domain import TOKYO, CommunityStateError, Progress
from matcher.recommend import with_learned_weights
from matcher.snapshot import Snapshot, conclude, microseconds, moment

TEST_SHARE = 0.2
SAMPLE = 1_500
ROLLING_SAMPLE = 300
"""Of these, for the index up to the minute: every question needs a snapshot of its own."""
FEWEST = 20
"""With fewer questions in the test period nothing can be said."""


@dataclass(frozen=True)
class TestPeriod:
    """What lies after the cut.

    Attributes:
        whole: The snapshot of everything; only for looking up what happened, never for scoring.
        past: Concluded, and fitted, from what lies before the cut.
        cut: The moment (microseconds).
        questions: Numbers, in ``whole``, of the sampled conversations, in order of time.
    """

    whole: Snapshot
    past: Snapshot
    cut: int
    questions: npt.NDArray[np.int64]

    def night_before(self, at: int) -> int:
        """The midnight (Tokyo) before a moment, at the first day the cut."""
        midnight = moment(at).astimezone(TOKYO).replace(hour=0, minute=0, second=0, microsecond=0)
        return max(microseconds(midnight), self.cut)

    def at(self, instant: int) -> Snapshot:
        """The snapshot of a moment, with the parts that are fitted frozen at the cut."""
        if instant == self.cut:
            return self.past
        facts, fitted = self.whole.facts.before(instant), self.past.fitted
        return conclude(facts, self.whole.header, as_of=instant, fitted=fitted)


def cut_in_time(whole: Snapshot, progress: Progress, *, seed: int = 0) -> TestPeriod:
    """Cut the community in time and draw the questions.

    Questions are the conversations that members open at or after the cut; at most
    :data:`SAMPLE` of them, drawn evenly with a seed.

    Args:
        whole: The community with its whole past.
        progress: Told while weights are learned from what lies before the cut.
        seed: Which questions are drawn.

    Raises:
        CommunityStateError: There are too few to say anything.
    """
    table = whole.conversations
    by_member = np.flatnonzero(table["asker"].to_numpy() >= 0)
    opened = table["opened_at"].to_numpy(dtype=np.int64)[by_member]
    cut = int(np.sort(opened)[int(len(opened) * (1 - TEST_SHARE))]) if len(opened) else 0
    later = by_member[opened >= cut]
    if len(later) < FEWEST:
        raise CommunityStateError(
            f"評価には質問が足りません(試験期間の会話が{len(later)}件)。",
            remedy=f"試験期間に{FEWEST}件以上の会話があるコミュニティで実行してください。",
        )
    if len(later) > SAMPLE:
        later = np.sort(np.random.default_rng(seed).choice(later, SAMPLE, replace=False))
    past = conclude(whole.facts.before(cut), whole.header, as_of=cut)
    return TestPeriod(whole, with_learned_weights(past, progress), cut, later.astype(np.int64))


def nights(
    period: TestPeriod, also: Iterable[int], progress: Progress
) -> Iterator[tuple[Snapshot, list[int]]]:
    """Each night's snapshot with the questions of the day after, fitted parts frozen at the cut.

    Nothing of the day is in the snapshot: it holds what was posted before the day began (Tokyo),
    and at the first day what was posted before the cut.

    Args:
        period: The test period.
        also: Further conversations that are asked, if they lie in the test period.
        progress: Told after each night.
    """
    opened = period.whole.conversations["opened_at"].to_numpy(dtype=np.int64)
    by_night: dict[int, list[int]] = {}
    further = [number for number in also if opened[number] >= period.cut]
    asked = sorted({*period.questions.tolist(), *further})
    for number in asked:
        by_night.setdefault(period.night_before(int(opened[number])), []).append(number)
    done = 0
    for night, numbers in by_night.items():
        yield period.at(night), numbers
        done += len(numbers)
        progress("質問に答えさせています", done, len(asked))


def rolling(period: TestPeriod, progress: Progress) -> Iterator[tuple[Snapshot, int]]:
    """A part of the questions, each with the snapshot of the very moment it was asked.

    Args:
        period: The test period.
        progress: Told after each question.
    """
    opened = period.whole.conversations["opened_at"].to_numpy(dtype=np.int64)
    drawn = np.linspace(0, len(period.questions) - 1, min(ROLLING_SAMPLE, len(period.questions)))
    asked = period.questions[drawn.astype(np.int64)].tolist()
    for done, number in enumerate(asked, 1):
        yield period.at(int(opened[number])), number
        progress("質問した瞬間の索引で測っています", done, len(asked))
