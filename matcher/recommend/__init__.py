"""What to suggest, and why: pure functions of a snapshot, what members allow, and a request."""

from matcher.recommend._ask import ask, similar_threads, similar_to_conversation
from matcher.recommend._asker import (
    NOBODY,
    Asker,
    member_as_asker,
    newcomer,
    place_features,
    place_likeness,
    size_likeness,
)
from matcher.recommend._channel_words import asks_usually
from matcher.recommend._channels import channel_likelihood, score_channels, suggest_channels
from matcher.recommend._joining import Joining, score_joining
from matcher.recommend._learning import repliers, seen_before, with_learned_weights
from matcher.recommend._peers import ALONE, ISLAND, ISLAND_SHARE, KIND, LEAST_SIZE, SIZE
from matcher.recommend._people import describe_person, in_turn, score_people, suggest_people
from matcher.recommend._person_features import votes
from matcher.recommend._query import (
    Query,
    Similar,
    find_similar,
    query_of_opening,
    query_of_terms,
    topics_named,
)
from matcher.recommend._standing import Standing, askable, away, hiding, load_of, present
from matcher.recommend._starter import starter_list
from matcher.recommend._threads import (
    describe_thread,
    evidence_of,
    score_threads,
    suggest_threads,
)
from matcher.recommend._wording import people_count, size_band

__all__ = [
    "ALONE",
    "ISLAND",
    "ISLAND_SHARE",
    "KIND",
    "LEAST_SIZE",
    "NOBODY",
    "SIZE",
    "Asker",
    "Joining",
    "Query",
    "Similar",
    "Standing",
    "ask",
    "askable",
    "asks_usually",
    "away",
    "channel_likelihood",
    "describe_person",
    "describe_thread",
    "evidence_of",
    "find_similar",
    "hiding",
    "in_turn",
    "load_of",
    "member_as_asker",
    "newcomer",
    "people_count",
    "place_features",
    "place_likeness",
    "present",
    "query_of_opening",
    "query_of_terms",
    "repliers",
    "score_channels",
    "score_joining",
    "score_people",
    "score_threads",
    "seen_before",
    "similar_threads",
    "similar_to_conversation",
    "size_band",
    "size_likeness",
    "starter_list",
    "suggest_channels",
    "suggest_people",
    "suggest_threads",
    "topics_named",
    "votes",
    "with_learned_weights",
]
