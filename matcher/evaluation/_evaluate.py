"""Evaluate the product's own functions on a community's past."""

from collections.abc import Sequence

from matcher.domain import Progress
from matcher.evaluation._channels import first_days, hidden_lists
from matcher.evaluation._newcomers import who_falls_silent
from matcher.evaluation._nights import TEST_SHARE, TestPeriod, cut_in_time, nights, rolling
from matcher.evaluation._people import People
from matcher.evaluation._place import Place
from matcher.evaluation._report import Evaluation, Sheet, Split, Task
from matcher.evaluation._threads import Threads, links_of_posts
from matcher.recommend import find_similar, query_of_opening
from matcher.snapshot import Snapshot, moment

TASKS: tuple[Task, ...] = ("people", "threads", "place", "channels", "newcomers")


def evaluate(
    whole: Snapshot,
    *,
    dataset: str,
    tasks: Sequence[Task] = TASKS,
    links: list[tuple[str, str, str]] | None = None,
    progress: Progress,
) -> tuple[Evaluation, ...]:
    """Ask the questions of the last fifth of a community, each of the night before it.

    Everything is fitted before the cut; index and evidence are those of the night before each
    question, and for people once more, on a part of the questions, of the moment of asking. All
    candidates are ranked. Tasks without questions give no result.

    Args:
        whole: The community with its whole past.
        dataset: Its name in the report.
        tasks: What to evaluate.
        links: Thread, author and linked thread of links that the posts do not hold.
        progress: Told after each night.

    Raises:
        CommunityStateError: There are too few questions to say anything.
    """
    period = cut_in_time(whole, progress)
    opened = whole.conversations["opened_at"]
    split = Split(
        cut=moment(period.cut),
        last=moment(int(opened.iloc[int(period.questions[-1])])),
        test_share=TEST_SHARE,
    )
    sheets = _questions(whole, period, tasks, links or links_of_posts(whole), progress)
    if "people" in tasks:
        sheets += _up_to_the_moment(whole, period, progress)
    if "channels" in tasks:
        sheets += first_days(period, progress)
        sheets += hidden_lists(whole)
    found = [sheet.result(dataset, split) for sheet in sheets if sheet.queries]
    if "newcomers" in tasks and (silence := who_falls_silent(period, dataset, split)):
        found.append(silence)
    return tuple(found)


def _questions(
    whole: Snapshot,
    period: TestPeriod,
    tasks: Sequence[Task],
    links: list[tuple[str, str, str]],
    progress: Progress,
) -> list[Sheet]:
    """Ask the questions of the test period, each of the night before it."""
    sampled = frozenset(period.questions.tolist())
    threads = Threads(period, links) if "threads" in tasks else None
    linked = threads.questions() if threads else frozenset()
    running: list[tuple[People | Place | Threads, frozenset[int]]] = []
    people = People(period) if "people" in tasks else None
    if people:
        running.append((people, sampled))
    if "place" in tasks:
        running.append((Place(period), sampled))
    if threads:
        running.append((threads, linked))
    if not running:
        return []
    for snapshot, questions in nights(period, linked, progress):
        for question in questions:
            query = query_of_opening(whole, snapshot, question)
            similar = find_similar(snapshot, query)
            for task, asked in running:
                if question in asked:
                    task.ask(snapshot, question, query, similar)
    if people:
        people.conclude()
    return [sheet for task, _ in running for sheet in task.sheets]


def _up_to_the_moment(whole: Snapshot, period: TestPeriod, progress: Progress) -> list[Sheet]:
    """People once more, on an index that holds all that was posted before the question."""
    people = People(period, "rolling")
    for snapshot, question in rolling(period, progress):
        query = query_of_opening(whole, snapshot, question)
        people.ask(snapshot, question, query, find_similar(snapshot, query))
    return list(people.sheets)
