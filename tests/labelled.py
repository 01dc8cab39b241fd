"""Openings and conversations of real communities with labels, and their texts.

The project keeps ids and labels only; the texts are read from the communities beside the checkout.
"""

import hashlib
from datetime import datetime
from pathlib import Path

import pandas as pd
from stories import Story, build

from matcher.domain import Message
from matcher.snapshot import Snapshot

LABELS = Path(__file__).parent / "language" / "labels"
LONGEST_OPENING, LONGEST_POST, MOST_POSTS = 700, 400, 15
"""What the labellers saw: the beginning of each text, the first posts of each conversation."""


def labels(name: str) -> pd.DataFrame:
    """A labelled set: ``dataset``, the id, ``first`` and ``second`` pass, ``half``."""
    table = pd.read_csv(LABELS / f"{name}.csv", dtype=str)
    return table.assign(half=table.iloc[:, 1].map(half_of))


def half_of(one: str) -> str:
    """The rules were mended on one half of the ids and are reported on the other."""
    return "report" if hashlib.sha256(one.encode()).digest()[0] % 2 else "mend"


def agreement(table: pd.DataFrame) -> tuple[float, float]:
    """Share of equal labels, and Cohen's kappa (1960): (agreed - chance) / (1 - chance)."""
    agreed = float((table["first"] == table["second"]).mean())
    shares = [table[one].value_counts(normalize=True) for one in ("first", "second")]
    chance = float((shares[0] * shares[1]).sum())
    return agreed, (agreed - chance) / (1 - chance)


def opening_texts(communities: Path, table: pd.DataFrame) -> "pd.Series[str]":
    """What the labellers saw of each opening, in the table's order."""
    found = pd.concat(
        _rows(communities / dataset, "message_id", part["message_id"])
        for dataset, part in table.groupby("dataset")
    )
    seen = found.set_index("message_id")["text"].str[:LONGEST_OPENING]
    return seen.loc[table["message_id"]].reset_index(drop=True)


def labelled_snapshot(communities: Path, table: pd.DataFrame) -> Snapshot:
    """What the labellers saw of the conversations, as a built community."""
    story = Story()
    for dataset, part in table.groupby("dataset"):
        channel = story.channel(str(dataset))
        posts = _rows(communities / str(dataset), "thread_id", part["thread_id"])
        for post in posts.groupby("thread_id").head(MOST_POSTS).itertuples():
            story.messages.append(
                Message(
                    message_id=str(post.message_id),
                    channel_id=channel,
                    thread_id=str(post.thread_id),
                    account_id=story.member(str(post.member_id)),
                    posted_at=datetime.fromisoformat(str(post.posted_at)),
                    text=str(post.text)[:LONGEST_POST],
                )
            )
    return build(story)


def measured(found: "pd.Series[bool]", true: "pd.Series[bool]") -> tuple[float, float]:
    """Precision and recall; 1 where nothing was found or nothing was to be found."""
    hits = float((found & true).sum())
    return hits / found.sum() if found.any() else 1.0, hits / true.sum() if true.any() else 1.0


def _rows(folder: Path, key: str, wanted: "pd.Series[str]") -> pd.DataFrame:
    """What people wrote in words, in order of time."""
    rows = pd.read_parquet(folder / "messages.parquet", filters=[(key, "in", set(wanted))])
    members = pd.read_csv(folder / "members.csv")
    written = rows["text"].fillna("").ne("") & ~rows["member_id"].isin(
        members.loc[members["is_bot"].astype(bool), "member_id"]
    )
    if "subtype" in rows:
        written &= rows["subtype"].fillna("").eq("")
    return rows[written].sort_values("posted_at", kind="stable")
