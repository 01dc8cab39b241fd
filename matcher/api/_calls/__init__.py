"""The calls of a community by what they are for, each over the same state."""

from matcher.api._calls._desk import Desk
from matcher.api._calls._exploring import Exploring
from matcher.api._calls._membership import Membership
from matcher.api._calls._mentoring import Mentoring
from matcher.api._calls._organizing import Organizing
from matcher.api._calls._showing import Showing
from matcher.api._calls._suggesting import Suggesting
from matcher.api._calls._taking_in import TakingIn

__all__ = [
    "Desk",
    "Exploring",
    "Membership",
    "Mentoring",
    "Organizing",
    "Showing",
    "Suggesting",
    "TakingIn",
]
