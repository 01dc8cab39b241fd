"""What to suggest, and why: pure functions of a snapshot, what members allow, and a request."""

from matcher.recommend._ask import ask, similar_threads, similar_to_conversation
from matcher.recommend._asker import NOBODY, Asker, member_as_asker, newcomer
from matcher.recommend._channels import score_channels
from matcher.recommend._people import channel_likelihood, describe_person, score_people
from matcher.recommend._query import Query, Similar, find_similar, query_of_terms, topics_named
from matcher.recommend._standing import Standing, askable, load_of
from matcher.recommend._starter import starter_list
from matcher.recommend._threads import describe_thread, evidence_of, score_threads

__all__ = [
    "NOBODY",
    "Asker",
    "Query",
    "Similar",
    "Standing",
    "ask",
    "askable",
    "channel_likelihood",
    "describe_person",
    "describe_thread",
    "evidence_of",
    "find_similar",
    "load_of",
    "member_as_asker",
    "newcomer",
    "query_of_terms",
    "score_channels",
    "score_people",
    "score_threads",
    "similar_threads",
    "similar_to_conversation",
    "starter_list",
    "topics_named",
]
