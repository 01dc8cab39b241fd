"""Self-introductions, who answers them, and newcomers' first steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from matcher.sources.demo import _phrases
from matcher.sources.demo._calendar import FIRST_MOMENT, LAST_MOMENT, at_tokyo
from matcher.sources.demo._channels import HELP, INTRODUCTION, PRACTICE
from matcher.sources.demo._ledger import Post
from matcher.sources.demo._people import Person
from matcher.sources.demo._stage import Stage, fits_after

_FOR_ALL = 12
# The order in which talk.toml lists two introductions for each field, after the general ones.
_FIELDS = (
    ("標準化・ガバクラ", "ネットワーク・三層分離"),
    ("福祉・介護",),
    ("税",),
    ("防災",),
    ("子育て",),
    ("住民基本台帳", "窓口DX"),
    ("広報",),
    ("教育・GIGA",),
    ("財務会計",),
)
_OFFICES = {
    "都道府県": "県庁",
    "政令指定都市": "政令市",
    "中核市": "中核市",
    "特別区": "区役所",
    "市": "市役所",
    "町": "町役場",
    "村": "村役場",
}
_BOT_SINCE = at_tokyo(date(2024, 1, 15), 9)


@dataclass(slots=True)
class Introductions:
    """Writes 自己紹介 and 書き込み練習."""

    stage: Stage

    def write(self) -> None:
        """Let everyone who joins within the span take their first steps."""
        for person in self.stage.people:
            if person.joined_at < FIRST_MOMENT:
                continue
            if self.stage.random.random() < 0.28:
                self._practise(person)
            if person.introduces:
                self._introduce(person)

    def _introduce(self, person: Person) -> None:
        stage = self.stage
        at = stage.calendar.later(person.joined_at, 600, 1.4)
        text = self._text(person)
        root = stage.ledger.write(stage.rooms[INTRODUCTION], person, at, text)
        if root is None:
            if person.solo_said == "introduction":
                person.solo_said = ""
            return
        if root.posted_at >= _BOT_SINCE:
            greeting = _phrases.WELCOME_BOT.format(
                member_id=person.member_id,
                practice=stage.rooms[PRACTICE].channel_id,
                help=stage.rooms[HELP].channel_id,
            )
            seconds = timedelta(seconds=stage.random.randrange(3, 40))
            stage.ledger.write(root.room, stage.bots[0], at + seconds, greeting, root)
        if stage.random.random() < 0.7:
            stage.ledger.react(root, stage.random.choice(("wave", "tada", "raised_hands")), 12)
        recent = LAST_MOMENT - root.posted_at < timedelta(days=90)
        shares = (45, 30, 15, 7, 3) if recent else (24, 32, 25, 13, 6)
        replies = [
            self._reply(person, root) for _ in range(stage.random.choices(range(5), shares)[0])
        ]
        if not any(replies):
            if recent:
                stage.planted.silent_introductions.add(person.member_id)
        elif stage.random.random() < 0.4:
            last = max(post.posted_at for post in replies if post)
            thanks = stage.random.choice(
                (
                    "ありがとうございます!",
                    "よろしくお願いします。",
                    "心強いです。",
                    "うれしいです。のぞいてみます。",
                )
            )
            stage.ledger.write(root.room, person, stage.calendar.later(last, 120), thanks, root)

    def _reply(self, person: Person, root: Post) -> Post | None:
        stage = self.stage
        at = stage.calendar.later(root.posted_at, 300)
        near = stage.local(person.prefecture, at) if stage.random.random() < 0.4 else None
        other = near or stage.someone("welcoming", at)
        if other is None or other is person:
            return None
        same = self._same(person, other)
        texts = [
            text
            for text in (*stage.talk["introduction_replies"], *_phrases.WELCOMES)
            if ("{same}" in text) == bool(same) and fits_after(text, root.text)
        ]
        text = stage.wording.pick("welcome", texts).replace("{same}", same)
        return stage.ledger.write(root.room, other, at, text, root)

    @staticmethod
    def _same(person: Person, other: Person) -> str:
        """What two members have in common and may both say openly, empty if nothing."""
        if person.government is None or other.government is None:
            return ""
        own, theirs = person.government, other.government
        shared = (
            ("一人情シス", person.solo_said == "introduction" and bool(other.solo_said)),
            ("離島", own.island == theirs.island == "全域"),
            (own.prefecture, own.prefecture == theirs.prefecture),
            (
                person.field.groups[0].partition("・")[0],
                person.field.groups[0] == other.field.groups[0],
            ),
            (_OFFICES[own.kind], own.kind == theirs.kind),
        )
        return next((word for word, holds in shared if holds), "")

    def _text(self, person: Person) -> str:
        stage = self.stage
        template = self._template(person)
        parts = [template]
        government = person.government
        small = government is not None and government.kind in ("町", "村")
        if person.solo_said == "introduction" and template not in stage.talk["solo_introductions"]:
            parts.append(stage.random.choice(_phrases.SOLO_SAYINGS))
        elif small and person.field.it and not person.solo and stage.random.random() < 0.4:
            parts.append(stage.random.choice(_phrases.SOLO_DECOYS))
            stage.planted.solo_decoys.add(person.member_id)
        glue = "\n" if "\n" in template else ""
        return stage.wording.fill(
            glue.join(parts),
            person,
            person.joined_at,
            organization=person.organization_name,
            years=str(stage.random.choices(range(1, 16), range(15, 0, -1))[0]),
            interest=stage.term(stage.random.choice(person.field.groups)),
        )

    def _template(self, person: Person) -> str:
        stage, chance = self.stage, self.stage.random.random()
        government = person.government
        if person.solo_said == "introduction" and chance < 0.75:
            return self._pick("solo", stage.talk["solo_introductions"])
        if government is not None and government.island == "全域" and chance < 0.6:
            return self._pick("island", stage.talk["island_introductions"])
        hides = person.short_name not in person.display and not person.title
        if chance < (0.5 if hides else 0.04):
            return self._pick("no place", _phrases.NO_PLACE_INTRODUCTIONS)
        texts = stage.talk["introductions"]
        if government is None or chance < 0.62 or government.kind in ("町", "村", "都道府県"):
            return self._pick("introduction", texts[:_FOR_ALL])
        for number, groups in enumerate(_FIELDS):
            if person.field.groups[0] in groups:
                start = _FOR_ALL + 2 * number
                return self._pick(f"introduction {number}", texts[start : start + 2])
        return self._pick("introduction", texts[:_FOR_ALL])

    def _pick(self, group: str, texts: Sequence[str]) -> str:
        return self.stage.wording.pick(group, texts)

    def _practise(self, person: Person) -> None:
        stage = self.stage
        at = stage.calendar.later(person.joined_at, 1500, 1.3)
        text = stage.wording.pick("practice", stage.talk["practice"])
        root = stage.ledger.write(stage.rooms[PRACTICE], person, at, text)
        if root is None:
            return
        stage.ledger.react(root, stage.random.choice(("+1", "ok_hand", "tada")), 4)
        for _ in range(stage.random.choices((0, 1, 2), (35, 45, 20))[0]):
            reply_at = stage.calendar.later(root.posted_at, 200)
            other = stage.someone("welcoming", reply_at)
            if other is not None and other is not person:
                reply = stage.wording.pick("practice replies", stage.talk["practice_replies"])
                stage.ledger.write(root.room, other, reply_at, reply, root)
