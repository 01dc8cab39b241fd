"""Who knows what, where: conversations, evidence and the expertise graph."""

from matcher.graph._channel_kinds import (
    channel_kind,
    is_for_everybody,
    is_worth_browsing,
    prefecture_of_channel,
)
from matcher.graph._conversations import conversations_of
from matcher.graph._evidence import (
    HALF_LIFE_DAYS,
    MICROSECONDS_PER_DAY,
    Conversations,
    fading,
    read_conversations,
    topic_shares,
)
from matcher.graph._expertise import (
    ABOUT,
    EXPERTISE,
    LIES_IN,
    NEIGHBOUR,
    RELATED,
    WORKS_FOR,
    WRITES_IN,
    Places,
    expertise_events,
    expertise_graph,
    node,
    related_topics,
    summed_edges,
)
from matcher.graph._working_time import is_workday, working_time

__all__ = [
    "ABOUT",
    "EXPERTISE",
    "HALF_LIFE_DAYS",
    "LIES_IN",
    "MICROSECONDS_PER_DAY",
    "NEIGHBOUR",
    "RELATED",
    "WORKS_FOR",
    "WRITES_IN",
    "Conversations",
    "Places",
    "channel_kind",
    "conversations_of",
    "expertise_events",
    "expertise_graph",
    "fading",
    "is_for_everybody",
    "is_workday",
    "is_worth_browsing",
    "node",
    "prefecture_of_channel",
    "read_conversations",
    "related_topics",
    "summed_edges",
    "topic_shares",
    "working_time",
]
