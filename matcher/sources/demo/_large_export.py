"""A Slack export of any size with the demo's talk, written day by day: to measure with."""

import json
import zipfile
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, Final

from matcher.domain import InputError, Progress, no_progress
from matcher.sources.demo._calendar import TOKYO
from matcher.sources.demo._people import Person, draw_ids, draw_people, write_profiles
from matcher.sources.demo._reference import Reference, load_reference
from matcher.sources.demo._scenarios import Scenario, load_scenarios
from matcher.sources.demo._slots import fill

CHANNELS: Final = 150
YEARS: Final = 3
FIRST_DAY: Final = date(2022, 4, 1)

_TEAM = "T0LARGE000"
_REPLIES = 0.62
"""Share of the posts that stand in a thread below another one."""
_OPEN_THREADS = 12
_NAMES_AT_MOST = 60_000
_SYLLABLES = "アイカキクケコサシスセタチテトナニノハヒフマミメモヤユラリルレロワ"

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LargeExport:
    """What is to be written; the same arguments write the same export.

    Channels differ in size as in real communities (the largest holds about a twentieth of all
    posts), a few people write most, and rare names keep coming, so that the vocabulary grows with
    the number of posts. Posts bear what Slack's own exports bear beside the text (blocks, profile
    of the author), which makes up most of the size. No conversation makes sense.

    Attributes:
        members: How many people are listed.
        messages: How many posts there are.
        seed: Where chance starts.
    """

    members: int = 15_000
    messages: int = 1_000_000
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuse what is too small.

        Raises:
            InputError: There are fewer than ten members, or no posts.
        """
        if self.members < 10 or self.messages < 1:
            raise InputError(
                "大きさが小さすぎます。",
                remedy="参加者は10人以上、投稿は1件以上にしてください。",
                value=f"{self.members:,}人 {self.messages:,}件",
            )

    def write(self, file: Path, progress: Progress = no_progress) -> None:
        """Write the zip; memory is bounded by the members and one day of one channel."""
        reference = load_reference()
        people = draw_people(self._chance("people"), reference, self.members)
        write_profiles(self._chance("profiles"), people)
        names = _channel_names(reference)
        ids = draw_ids(self._chance("channels"), "C", len(names), set())
        scenarios = load_scenarios(
            reference.folder / "demo" / "scenarios", reference.topics, reference.words
        )
        done = 0
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            _write(archive, "users.json", [_user(person) for person in people])
            listed: list[Raw] = []
            for name, channel_id, count in zip(
                names, ids, _shares(self.messages, len(names)), strict=True
            ):
                channel = _Channel(self._chance(channel_id), people, scenarios, count)
                listed.append(channel.entry(channel_id, name))
                for day, posts in channel.days():
                    _write(archive, f"{name}/{day.isoformat()}.json", posts)
                    done += len(posts)
                    progress("書き出しを作っています", done, self.messages)
            _write(archive, "channels.json", listed)

    def _chance(self, part: str) -> Random:
        return Random(f"{self.seed}/{self.members}/{self.messages}/{part}")  # noqa: S311 (no secret)


def _write(archive: zipfile.ZipFile, name: str, items: Sequence[Raw]) -> None:
    # One date for all entries, so that the same export is the same file.
    info = zipfile.ZipInfo(name, (2025, 4, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, json.dumps(items))


def _channel_names(reference: Reference) -> list[str]:
    """The demo's channels, those of all prefectures, then one per topic."""
    standard = [channel.name for channel in reference.channels if channel.kind != "prefecture"]
    topics = [topic.topic_id for topic in reference.topics.values()]
    return list(dict.fromkeys([*standard, *reference.regions, *topics]))[:CHANNELS]


def _shares(total: int, parts: int) -> list[int]:
    """Whole numbers that fall off as Zipf's law has it and sum up to ``total``."""
    weights = [1.0 / (rank + 8) for rank in range(parts)]
    ends = [round(total * upto / sum(weights)) for upto in accumulate(weights)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _user(person: Person) -> Raw:
    return {
        "id": person.member_id,
        "team_id": _TEAM,
        "name": person.member_id.lower(),
        "deleted": person.left_at is not None,
        "real_name": person.name.full,
        "profile": {
            "title": person.title,
            "real_name": person.name.full,
            "display_name": person.display,
            "email": person.email,
        },
        "is_bot": False,
    }


@dataclass(frozen=True, slots=True)
class _Thread:
    ts: str
    scenario: Scenario
    asker: Person


class _Channel:
    """The posts of one channel, made in the order of time."""

    def __init__(
        self, random: Random, people: Sequence[Person], scenarios: Sequence[Scenario], count: int
    ) -> None:
        self._random = random
        self._count = count
        size = min(len(people), 20 + count // 7)
        self._crowd = random.sample(people, size)
        self._scenarios = random.sample(scenarios, 12)
        self._open: deque[_Thread] = deque(maxlen=_OPEN_THREADS)

    def entry(self, channel_id: str, name: str) -> Raw:
        """The channel in ``channels.json``."""
        return {
            "id": channel_id,
            "name": name,
            "created": int(datetime.combine(FIRST_DAY, time(), TOKYO).timestamp()),
            "is_archived": False,
            "members": [person.member_id for person in self._crowd if person.left_at is None],
            "topic": {"value": ""},
            "purpose": {"value": f"{name}の情報交換"},
        }

    def days(self) -> Iterator[tuple[date, list[Raw]]]:
        """Days with posts."""
        days = [FIRST_DAY + timedelta(days=n) for n in range(365 * YEARS)]
        workdays = [day for day in days if day.weekday() < 5]
        made = 0
        for number, day in enumerate(workdays, start=1):
            wanted = self._count * number // len(workdays) - made
            made += wanted
            if wanted:
                yield day, self._day(day, wanted)

    def _day(self, day: date, count: int) -> list[Raw]:
        opening = datetime.combine(day, time(8, 30), TOKYO).astimezone(UTC)
        begins = int(opening.timestamp())
        seconds = sorted(self._random.sample(range(begins, begins + 10 * 3600), count))
        return [self._post(f"{second}.{self._random.randrange(10**6):06d}") for second in seconds]

    def _post(self, ts: str) -> Raw:
        random = self._random
        author = self._someone()
        thread = None
        if self._open and random.random() < _REPLIES:
            thread = self._open[-1 - int(len(self._open) * random.random() ** 3)]
            scenario = thread.scenario
            if scenario.thanks and random.random() < 0.15:
                author, text = thread.asker, random.choice(scenario.thanks)
            else:
                text = random.choice(scenario.answers)
        else:
            scenario = random.choice(self._scenarios)
            text = random.choice(scenario.questions)
            if random.random() < 0.5:
                text += random.choice(scenario.details)
            self._open.append(_Thread(ts, scenario, author))
        text = self._filled(text, author, ts)
        return _post(author, ts, text, thread.ts if thread else "", self._reactions())

    def _someone(self) -> Person:
        return self._crowd[int(len(self._crowd) * self._random.random() ** 3)]

    def _filled(self, text: str, author: Person, ts: str) -> str:
        at = datetime.fromtimestamp(int(ts.partition(".")[0]), UTC)
        filled = fill(self._random, text, author, at)
        if self._random.random() < 0.3:
            filled += f"(うちは{self._rare_name()}を使っています)"
        return filled

    def _rare_name(self) -> str:
        rank = min(int(self._random.paretovariate(0.5)), _NAMES_AT_MOST)
        letters = []
        while rank:
            rank, number = divmod(rank, len(_SYLLABLES))
            letters.append(_SYLLABLES[number])
        return f"{''.join(letters)}ネット"

    def _reactions(self) -> list[Raw]:
        if self._random.random() > 0.2:
            return []
        users = [self._someone().member_id for _ in range(self._random.randint(1, 4))]
        return [{"name": "pray", "users": users, "count": len(users)}]


def _post(author: Person, ts: str, text: str, thread_ts: str, reactions: list[Raw]) -> Raw:
    words = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    post: Raw = {
        "user": author.member_id,
        "type": "message",
        "ts": ts,
        "client_msg_id": f"{ts.replace('.', '')}-{author.member_id}",
        "text": text,
        "team": _TEAM,
        "user_team": _TEAM,
        "source_team": _TEAM,
        "user_profile": {
            "first_name": author.name.full,
            "real_name": author.name.full,
            "display_name": author.display,
            "team": _TEAM,
            "name": author.member_id.lower(),
            "is_restricted": False,
            "is_ultra_restricted": False,
        },
        "blocks": [{"type": "rich_text", "block_id": ts[-5:], "elements": [words]}],
    }
    if thread_ts:
        post["thread_ts"] = thread_ts
    if reactions:
        post["reactions"] = reactions
    return post
