"""What to suggest, and why: pure functions of a snapshot, what members allow, and a request."""

from matcher.recommend._ask import ask, similar_threads, similar_to_conversation
from matcher.recommend._asker import NOBODY, Asker, member_as_asker, newcomer
from matcher.recommend._people import describe_person
from matcher.recommend._query import topics_named
from matcher.recommend._standing import Standing, askable, load_of
from matcher.recommend._starter import starter_list
from matcher.recommend._threads import describe_thread, evidence_of

__all__ = [
    "NOBODY",
    "Asker",
    "Standing",
    "ask",
    "askable",
    "describe_person",
    "describe_thread",
    "evidence_of",
    "load_of",
    "member_as_asker",
    "newcomer",
    "similar_threads",
    "similar_to_conversation",
    "starter_list",
    "topics_named",
]
