"""Everything beside questions: lounge, news, local talk, decoys, hidden questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from matcher.sources.demo import _phrases
from matcher.sources.demo._calendar import FIRST_DAY, LAST_DAY, TOKYO, at_tokyo, tokyo_day
from matcher.sources.demo._channels import (
    AMBASSADORS,
    EVENTS,
    INTRODUCTION,
    LOUNGE,
    NEWS,
    PHOTO,
    Room,
)
from matcher.sources.demo._ledger import Bot, Post
from matcher.sources.demo._people import Person
from matcher.sources.demo._scenarios import Scenario
from matcher.sources.demo._stage import Stage, fits_after

# Words of the lounge that fit some months only.
_MONTHS: dict[str, tuple[int, ...]] = {
    "桜": (3, 4), "セミ": (6, 7, 8), "真っ白": (12, 1, 2), "大雪": (12, 1, 2), "花粉": (2, 3, 4),
    "冷房": (6, 7, 8, 9), "台風": (7, 8, 9, 10), "紅葉": (10, 11), "冬の": (11, 12, 1, 2),
    "暖房": (10, 11), "予算要求": (9, 10, 11), "送別会": (3,), "内示": (3,), "宿題": (2, 3),
    "仕事納め": (12,), "みかん": (11, 12, 1), "夕立": (6, 7, 8), "甲子園": (7, 8),
    "出納整理": (5, 6), "お祭り": (7, 8, 9, 10), "運動会": (5, 9, 10), "新人さん": (4, 5, 6),
    "新年度": (4,), "年末年始": (12,), "連休": (4, 5, 7, 8, 9),
}  # fmt: skip


@cache
def in_season(text: str, month: int) -> bool:
    """Whether a text does not speak of another season."""
    return all(month in months for word, months in _MONTHS.items() if word in text)


@dataclass(slots=True)
class Life:
    """Writes what people write when they neither ask nor answer."""

    stage: Stage

    def write(
        self, scenarios: Sequence[Scenario], ambassadors: Sequence[str], scale: float
    ) -> None:
        """Write all but the lounge's chat.

        Args:
            scenarios: For the questions hidden in the lounge.
            ambassadors: Ids of those who write in their channel.
            scale: 1.0 for 1,500 members.
        """
        self._news()
        self._local(round(800 * scale))
        self._decoys(round(620 * scale))
        self._moved()
        self._hidden(scenarios, round(70 * scale))
        stage = self.stage
        people = [person for person in stage.people if person.member_id in set(ambassadors)]
        self._chat(AMBASSADORS, round(190 * scale), _phrases.AMBASSADOR_TALK,
                   _phrases.AMBASSADOR_REPLIES, people)  # fmt: skip
        self._chat(EVENTS, round(150 * scale), _phrases.EVENT_TALK, _phrases.EVENT_REPLIES)
        self._chat(PHOTO, round(560 * scale), _phrases.PHOTO, _phrases.PHOTO_REPLIES)
        for name, texts in _phrases.CLOSED_TALK.items():
            self._chat(name, round(90 * scale), texts, _phrases.CLOSED_REPLIES)

    def fill_lounge(self, wanted: int) -> None:
        """Write chat until the whole community has a number of messages."""
        stage = self.stage
        room = stage.rooms[LOUNGE]
        while len(stage.ledger.posts) < wanted:
            at = stage.calendar.moment()
            person = stage.someone("talking", at)
            if person is None:
                continue
            month = at.astimezone(TOKYO).month
            texts = [text for text in stage.talk["lounge"] if in_season(text, month)]
            parts = [stage.wording.pick("lounge", texts)]
            if stage.random.random() < 0.5:
                hour = at.astimezone(TOKYO).hour
                leads = [text for text, first, end in _phrases.LOUNGE_LEADS if first <= hour < end]
                parts.insert(0, stage.random.choice(leads))
            if stage.random.random() < 0.35:
                parts.append(stage.random.choice(_phrases.LOUNGE_CLOSERS))
            root = self._post(room, person, at, "".join(parts))
            for _ in range(stage.random.choices((0, 1, 2, 3), (48, 30, 15, 7))[0]):
                if root is None or len(stage.ledger.posts) >= wanted:
                    break
                threaded = root if stage.random.random() < 0.5 else None
                self._reply(room, root, threaded, stage.talk["lounge_replies"], 25)

    def _post(
        self, room: Room, person: Person | Bot, at: datetime, text: str, term: str = ""
    ) -> Post | None:
        stage = self.stage
        if isinstance(person, Person):
            text = stage.wording.fill(
                text,
                person,
                at,
                organization=person.organization_name,
                term=term or stage.term(),
                n=str(stage.random.randrange(12, 180)),
            )
        post = stage.ledger.write(room, person, at, text)
        if post is not None and stage.random.random() < 0.35:
            stage.ledger.react(post, stage.random.choice(("+1", "joy", "heart", "eyes")), 5)
        return post

    def _reply(
        self, room: Room, after: Post, root: Post | None, texts: Sequence[str], median: float
    ) -> None:
        """A reply, in the thread of ``root`` or simply as the channel's next message."""
        stage = self.stage
        at = stage.calendar.later(after.posted_at, median)
        person = stage.someone("talking", at)
        if person is None or person is after.author:
            return
        fitting = [text for text in texts if fits_after(text, after.text)]
        drawn = stage.wording.pick(f"reply in {room.channel.name}", fitting)
        text = stage.wording.fill(drawn, person, at)
        stage.ledger.write(room, person, at, text, root)

    def _chat(
        self,
        name: str,
        count: int,
        texts: Sequence[str],
        replies: Sequence[str],
        people: Sequence[Person] = (),
    ) -> None:
        stage = self.stage
        room = stage.rooms[name]
        last = tokyo_day(room.closed_at) - timedelta(days=1) if room.closed_at else LAST_DAY
        for _ in range(count):
            at = stage.calendar.moment(last=last)
            person = stage.random.choice(people) if people else stage.someone("talking", at)
            if person is None or not person.there_at(at):
                continue
            month = at.astimezone(TOKYO).month
            fitting = [text for text in texts if in_season(text, month)]
            root = self._post(room, person, at, stage.wording.pick(name, fitting))
            if root is None:
                continue
            for _ in range(stage.random.choices((0, 1, 2), (50, 35, 15))[0]):
                self._reply(room, root, root, replies, 240)

    def _news(self) -> None:
        """Two announcements a month by organizers, and a bot's count each Monday."""
        stage = self.stage
        room = stage.rooms[NEWS]
        staff = [person for person in stage.people if person.agency and not person.left_at]
        staff.sort(key=lambda person: person.joined_at)
        month = FIRST_DAY
        while month < LAST_DAY:
            texts = [text for text in stage.talk["announcements"] if in_season(text, month.month)]
            for day in (9, 20):
                at = at_tokyo(month.replace(day=day), 10, stage.random.randrange(60))
                root = self._post(room, staff[0], at, stage.wording.pick("news", texts))
                for _ in range(stage.random.randrange(4)):
                    if root is not None:
                        self._reply(room, root, root, stage.talk["short_replies"], 400)
            month = (month + timedelta(days=32)).replace(day=1)
        monday = date(2024, 1, 15)
        joined = sorted(tokyo_day(person.joined_at) for person in stage.people)
        while monday <= LAST_DAY:
            new = sum(monday - timedelta(days=7) <= day < monday for day in joined)
            text = _phrases.NEWS_BOT.format(
                n=new, introduction=stage.rooms[INTRODUCTION].channel_id
            )
            if new:
                stage.ledger.write(room, stage.bots[1], at_tokyo(monday, 9), text)
            monday += timedelta(days=7)

    def _local(self, count: int) -> None:
        """What people of one prefecture tell each other."""
        stage = self.stage
        names = sorted({person.prefecture for person in stage.people} & set(stage.rooms))
        members = [sum(person.prefecture == name for person in stage.people) for name in names]
        for name in stage.random.choices(names, members, k=count):
            at = stage.calendar.moment()
            person = stage.local(name, at)
            if person is None:
                continue
            text = stage.wording.pick(f"local {name}", tuple(_phrases.LOCAL_TALK))
            root = self._post(stage.rooms[name], person, at, text)
            replies = stage.random.sample(
                _phrases.LOCAL_TALK[text], stage.random.choices((0, 1, 2), (35, 40, 25))[0]
            )
            for number, reply in enumerate(replies):
                reply_at = stage.calendar.later(at, 120 + 200 * number)
                other = stage.local(name, reply_at)
                if root is None or other is None or other is person:
                    continue
                filled = stage.wording.fill(reply, other, reply_at)
                stage.ledger.write(root.room, other, reply_at, filled, root)

    def _decoys(self, count: int) -> None:
        """Posts that are full of a topic's words and say nothing about it."""
        stage = self.stage
        topics = [
            topic for topic in stage.reference.topics.values() if topic.channel in stage.rooms
        ]
        for topic in stage.random.choices(topics, k=count):
            at = stage.calendar.moment()
            person = stage.someone("talking", at)
            terms = [term for term in topic.terms if len(term) > 2]
            room = stage.rooms[topic.channel if stage.random.random() < 0.7 else LOUNGE]
            if person is None or not terms:
                continue
            text = stage.wording.pick("decoys", stage.talk["offtopic_decoys"])
            root = self._post(room, person, at, text, stage.random.choice(terms))
            if root is not None and stage.random.random() < 0.35:
                self._reply(room, root, root, stage.talk["short_replies"], 300)

    def _moved(self) -> None:
        """Some who were moved to other work say so."""
        stage = self.stage
        for person in stage.people:
            if person.moved_at is None or stage.random.random() < 0.5:
                continue
            april = person.moved_at.astimezone(TOKYO).month == 4
            texts = [
                text
                for text in stage.talk["moved_notes"]
                if "{section}" in text
                and "出向" not in text
                and (april or not ("4月" in text or "昨年度" in text))
            ]
            if texts:
                at = stage.calendar.later(person.moved_at, 3000)
                self._post(stage.rooms[LOUNGE], person, at, stage.wording.pick("moved", texts))

    def _hidden(self, scenarios: Sequence[Scenario], count: int) -> None:
        """Real problems told in passing in the lounge; few of them get a reply."""
        stage = self.stage
        room = stage.rooms[LOUNGE]
        askable = [scenario for scenario in scenarios if scenario.kind != "survey"]
        for number in range(count):
            at = stage.calendar.moment()
            person = stage.someone("talking", at)
            if person is None or person.government is None:
                continue
            if number < len(stage.talk.hidden):
                topic, text = stage.talk.hidden[number].topic, stage.talk.hidden[number].text
            else:
                scenario = stage.random.choice(askable)
                topic = scenario.topic
                body = stage.wording.body(stage.random.choice(scenario.plain_questions), person, at)
                month = at.astimezone(TOKYO).month
                leads = [lead for lead in _phrases.HIDDEN_LEADS if in_season(lead, month)]
                lead = stage.random.choice(leads)
                text = lead + body + stage.random.choice(_phrases.HIDDEN_CLOSERS)
            root = self._post(room, person, at, text)
            if root is None:
                continue
            stage.planted.hidden_questions[root.message_id] = topic
            if stage.random.random() < 0.45:
                self._reply(
                    room, root, None, ("わかります…", "うちも同じです。", "お疲れさまです。"), 30
                )
