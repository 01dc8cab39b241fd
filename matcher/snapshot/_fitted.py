"""What a build learns from the whole community and what then stays frozen until the next one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matcher.snapshot._index import Fit
from matcher.snapshot._latent import LatentSpace


@dataclass(frozen=True)
class Fitted:
    """The fitted parts of a snapshot.

    Attributes:
        lexical: Document frequencies and mean lengths.
        space: The space of latent semantics.
        people: Weight of each named feature of people, learned from who answered; empty where the
            past is too short to learn from, then the shipped ones hold.
    """

    lexical: Fit
    space: LatentSpace
    people: Mapping[str, float] = field(default_factory=dict)
