"""Kinds of channels."""

from enum import StrEnum


class ChannelKind(StrEnum):
    """What a channel is for."""

    INTRODUCTION = "introduction"
    PRACTICE = "practice"
    HELP = "help"
    LOUNGE = "lounge"
    PREFECTURE = "prefecture"
    TOPIC = "topic"
    ANNOUNCEMENT = "announcement"


class Step(StrEnum):
    """The steps of a channel starter list, in the order in which a newcomer takes them."""

    INTRODUCE = "introduce"
    BROWSE = "browse"
    PRACTICE = "practice"
    FIELD = "field"
    PREFECTURE = "prefecture"
    LOUNGE = "lounge"
    HELP = "help"
