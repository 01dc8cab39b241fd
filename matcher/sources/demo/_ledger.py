"""Collects what is written; keeps ids unique and the order of things possible."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from matcher.domain import Message, Reaction
from matcher.sources.demo._calendar import LAST_MOMENT
from matcher.sources.demo._channels import Room
from matcher.sources.demo._people import Person

PERMALINK = "https://demo.example/archives"


@dataclass(slots=True)
class Bot:
    """An automatic account."""

    member_id: str
    name: str


@dataclass(slots=True)
class Post:
    """A message while reactions may still be given to it."""

    message_id: str
    room: Room
    thread_id: str
    author: Person | Bot
    posted_at: datetime
    text: str
    edited: bool = False
    reactions: Counter[str] = field(default_factory=Counter)

    @property
    def link(self) -> str:
        """Slack's markup of its address."""
        ts = self.message_id.partition(":")[2].replace(".", "")
        return f"<{PERMALINK}/{self.room.channel_id}/p{ts}>"


@dataclass(slots=True)
class Ledger:
    """Everything that was written so far."""

    random: Random
    posts: list[Post] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    def write(
        self, room: Room, author: Person | Bot, at: datetime, text: str, root: Post | None = None
    ) -> Post | None:
        """Keep a post; None when it lies outside the span, the channel's or the author's days."""
        if root is not None and at <= root.posted_at:
            at = root.posted_at + timedelta(seconds=self.random.randrange(20, 90))
        at = at.replace(microsecond=self.random.randrange(1_000_000))
        if at > LAST_MOMENT or not room.open_at(at):
            return None
        if isinstance(author, Person) and not author.there_at(at):
            return None
        message_id = self._message_id(room, at)
        while message_id in self._taken:
            at += timedelta(microseconds=1)
            message_id = self._message_id(room, at)
        self._taken.add(message_id)
        post = Post(
            message_id=message_id,
            room=room,
            thread_id=root.thread_id if root else message_id,
            author=author,
            posted_at=at,
            text=text,
            edited=self.random.random() < 0.03,
        )
        self.posts.append(post)
        return post

    @staticmethod
    def _message_id(room: Room, at: datetime) -> str:
        return f"{room.channel_id}:{int(at.timestamp())}.{at.microsecond:06d}"

    def react(self, post: Post, name: str, up_to: int, at_least: int = 1) -> None:
        """Add some reactions of one kind."""
        post.reactions[name] += self.random.randint(at_least, max(at_least, up_to))

    def messages(self) -> list[Message]:
        """All posts as records, by time."""
        return [
            Message(
                message_id=post.message_id,
                channel_id=post.room.channel_id,
                thread_id=post.thread_id,
                account_id=post.author.member_id,
                posted_at=post.posted_at,
                text=post.text,
                reactions=tuple(
                    Reaction(name, count) for name, count in post.reactions.most_common()
                ),
                edited=post.edited,
            )
            for post in sorted(self.posts, key=lambda post: (post.posted_at, post.message_id))
        ]
