"""The demo community of a seed that nobody tuned anything on, with its planted truth."""

import pytest
from built_demo import Demo

from matcher.api import open_community
from matcher.sources import DemoCommunity

MEMBERS, SEED = 1500, 4711


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo community, filled and built once."""
    folder = tmp_path_factory.mktemp("acceptance")
    community = open_community(f"sqlite:///{folder / 'demo.db'}")
    community.load_demo(members=MEMBERS, seed=SEED)
    community.build()
    source = DemoCommunity(MEMBERS, SEED)
    openings = {
        message.thread_id: message.text
        for batch in source.batches(lambda what, done, total: None)
        for message in batch.messages
        if message.message_id == message.thread_id
    }
    return Demo(community, source.truth(), openings)
