"""On the demo community, whose truth is known: what was settled is found, what waits waits."""

from typing import Any

import numpy as np

from matcher.outreach.digest._moves import Span, settled, waiting
from matcher.snapshot import DAY


def test_what_was_planted_is_told(unseen_demo: Any, capsys: Any) -> None:
    """Of a month: planted solutions are told, solved and answered threads never wait."""
    snapshot = unseen_demo.community.snapshot()
    planted = unseen_demo.truth.planted
    table = snapshot.conversations
    span = Span(snapshot.as_of - 30 * DAY, snapshot.as_of)
    everything = np.ones(len(table), dtype=bool)
    told = {snapshot.thread_ids[number] for number in settled(snapshot, span, everything)}
    moved = {
        snapshot.thread_ids[number]
        for number in np.flatnonzero(table["last_at"].to_numpy() >= span.start)
    }
    solved = planted.solved & moved
    open_ = {snapshot.thread_ids[n] for n in np.flatnonzero(waiting(snapshot, span.end))}
    asked = open_ & planted.question_topics.keys()
    recall = len(told & solved) / len(solved)
    with capsys.disabled():
        print(  # noqa: T201 (what was measured)
            f"\ndigest, seed {unseen_demo.seed}: settled {len(told)}, of {len(solved)} planted "
            f"solutions {recall:.2f} found; waiting {len(open_)}, {len(asked)} planted questions"
        )
    assert len(solved) > 20
    assert recall >= 0.9
    assert len(asked) / len(open_) >= 0.6
    assert not open_ & planted.solved
    for thread_id in open_:
        number = snapshot.conversation_number[thread_id]
        assert table["answers"].iloc[number] == 0
