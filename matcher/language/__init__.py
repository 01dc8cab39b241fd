"""Texts: markup, terms, topics, and what a message does."""

from matcher.language._analyzer import TOPIC_PREFIX, Analysis, Analyzer, is_plain
from matcher.language._asking import is_question
from matcher.language._divisions import fields_of_work
from matcher.language._markup import (
    UNKNOWN_MEMBER,
    linked_threads,
    links,
    mentioned_members,
    render_markup,
    words_of_markup,
)
from matcher.language._normalise import normalise
from matcher.language._own_words import own_words
from matcher.language._speech import (
    Move,
    gives_thanks,
    is_survey,
    leaves_open,
    read_move,
    says_alone_in_it,
    says_solved,
    shows_solved,
)
from matcher.language._taxonomy import Topic, load_taxonomy

__all__ = [
    "TOPIC_PREFIX",
    "UNKNOWN_MEMBER",
    "Analysis",
    "Analyzer",
    "Move",
    "Topic",
    "fields_of_work",
    "gives_thanks",
    "is_plain",
    "is_question",
    "is_survey",
    "leaves_open",
    "linked_threads",
    "links",
    "load_taxonomy",
    "mentioned_members",
    "normalise",
    "own_words",
    "read_move",
    "render_markup",
    "says_alone_in_it",
    "says_solved",
    "shows_solved",
    "words_of_markup",
]
