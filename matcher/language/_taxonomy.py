"""The taxonomy: topics of municipal work and the words people use for them."""

import csv
from dataclasses import dataclass
from functools import cache

from matcher.domain import data_folder

COMMUNITY_GROUP = "コミュニティ"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the taxonomy.

    Attributes:
        topic_id: Stable id: gc-network.
        name: ガバクラ接続回線.
        group: Heading it stands under: 標準化・ガバクラ.
        synonyms: Words that mean it; short ones (α, CS) count as whole words only.
        channel: Name of the standard channel where it is talked about.
    """

    topic_id: str
    name: str
    group: str
    synonyms: tuple[str, ...]
    channel: str

    @property
    def is_knowledge(self) -> bool:
        """Whether one can know something of it; topics of the community's own life are not."""
        return self.group != COMMUNITY_GROUP


@cache
def load_taxonomy() -> tuple[Topic, ...]:
    """Topics of ``data/topics.csv`` in the order of the file."""
    with (data_folder() / "topics.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Topic(
                topic_id=row["id"],
                name=row["name"],
                group=row["group"],
                synonyms=tuple(word for word in row["synonyms"].split(";") if word),
                channel=row["channel"],
            )
            for row in csv.DictReader(file)
        )
