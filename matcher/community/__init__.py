"""The community as it is: who knows what, where, and what is missing."""

from matcher.community._analysis import Analysis, Scope
from matcher.community._candidates import CandidateRequest
from matcher.community._counted import Counted
from matcher.community._discovered import discovered_topics
from matcher.community._groups import group_names
from matcher.community._layout import NAMED_UP_TO
from matcher.community._map import KINDS, NOWHERE, MapRequest, community_map, place_on_map
from matcher.community._month import month_figures, months_with_posts
from matcher.community._newcomers import newcomers_by_month
from matcher.community._questions import count_questions, month_name
from matcher.community._surroundings import Surroundings
from matcher.community._survey_organizations import Writers
from matcher.community._surveys import opens_survey, read_survey, survey_conversations
from matcher.community._walk import find_nodes, walk, why_linked

__all__ = [
    "KINDS",
    "NAMED_UP_TO",
    "NOWHERE",
    "Analysis",
    "CandidateRequest",
    "Counted",
    "MapRequest",
    "Scope",
    "Surroundings",
    "Writers",
    "community_map",
    "count_questions",
    "discovered_topics",
    "find_nodes",
    "group_names",
    "month_figures",
    "month_name",
    "months_with_posts",
    "newcomers_by_month",
    "opens_survey",
    "place_on_map",
    "read_survey",
    "survey_conversations",
    "walk",
    "why_linked",
]
