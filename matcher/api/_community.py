"""One object for everything that can be done with a community; the app and the CLI call it."""

from matcher.api._calls import (
    Desk,
    Exploring,
    Membership,
    Mentoring,
    Organizing,
    Showing,
    Suggesting,
    TakingIn,
)
from matcher.store import default_url, open_store


def open_community(url: str | None = None) -> "Community":
    """Open a community's database, made where necessary.

    Args:
        url: ``sqlite:///FILE`` or ``postgresql://…``; by default ``MATCHER_DATABASE``, else a file
            in the user's data folder.

    Raises:
        MatcherError: As :func:`matcher.store.open_store` raises it.
    """
    url = url or default_url()
    return Community(url, open_store(url))


class Community(TakingIn, Suggesting, Showing, Desk, Membership, Mentoring, Organizing, Exploring):
    """A community's database and its latest snapshot.

    May be shared by threads. Questions are answered from the snapshot; opt-outs, limits and
    roles are read from the store at the moment of asking. Each base holds the calls of one
    purpose and rests on nothing but :class:`matcher.api._calls._state.CommunityState`.

    Args:
        url: Address of the database.
        store: The opened store.
    """
