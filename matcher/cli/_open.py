"""Open the community. The library behind it takes seconds to load: only commands that ask it do."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.api import Community


def opened(url: str | None) -> "Community":
    """The community of a database (raises as ``matcher.open_community``)."""
    from matcher.api import open_community  # noqa: PLC0415 (help must answer at once)

    return open_community(url)
