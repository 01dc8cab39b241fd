"""The channels of the demo: standard ones, one per large prefecture, some archived."""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from matcher.domain import Channel
from matcher.sources.demo._calendar import at_tokyo
from matcher.sources.demo._people import Person, draw_ids
from matcher.sources.demo._reference import Reference

INTRODUCTION = "自己紹介"
HELP = "何でも相談"
LOUNGE = "雑談"
PRACTICE = "書き込み練習"
PHOTO = "今日の一枚"
NEWS = "運営からのお知らせ"
AMBASSADORS = "アンバサダー"
EVENTS = "イベント_勉強会"

_ALWAYS = "愛媛県"
_PURPOSES = {
    INTRODUCTION: "参加したら、まずここで一言どうぞ。所属と担当、聞きたいことを書いてください。",
    HELP: "どこに書けばよいか迷ったらここへ。誰かが案内します。",
    LOUNGE: "仕事の合間のひと休み。話題は自由です。",
    PRACTICE: "投稿、返信、スタンプの練習用。失敗しても大丈夫です。",
    PHOTO: "まちの風景やお昼ごはんの写真を1枚どうぞ。",
    NEWS: "運営からの連絡です。返信で質問できます。",
    AMBASSADORS: "アンバサダーの相談と活動報告。どなたでも読めます。",
}
_ARCHIVED = (
    ("ガバメントクラウド先行事業_2022", "先行事業に応募した団体の情報交換", date(2023, 9, 29)),
    ("マイナポイント申込支援", "マイナポイント第2弾の窓口の情報交換", date(2023, 12, 28)),
)
CLOSED_BY_TOPIC = {
    "gc-overall": "ガバメントクラウド先行事業_2022",
    "gc-csp": "ガバメントクラウド先行事業_2022",
    "mn-card": "マイナポイント申込支援",
}
_YOUNG = {"生成AI": date(2023, 6, 12), "デジタル田園都市国家構想": date(2023, 5, 22)}


@dataclass(frozen=True, slots=True)
class Room:
    """A channel with its days.

    Attributes:
        channel: As it is delivered.
        closed_at: When it was archived, None while it is open.
    """

    channel: Channel
    closed_at: datetime | None = None

    @property
    def channel_id(self) -> str:
        """The channel's id."""
        return self.channel.channel_id

    def open_at(self, moment: datetime) -> bool:
        """Whether people can post."""
        begun = self.channel.created_at is None or self.channel.created_at <= moment
        return begun and (self.closed_at is None or moment < self.closed_at)


def draw_rooms(random: Random, reference: Reference, people: list[Person]) -> dict[str, Room]:
    """All channels by name: 60 for 1,500 members, with fewer or more prefectures otherwise."""
    standard = [item.name for item in reference.channels if item.kind != "prefecture"]
    prefectures = _large_prefectures(people, round(27 * (len(people) / 1500) ** 0.4))
    names = [*standard, *prefectures, *(name for name, _, _ in _ARCHIVED)]
    ids = draw_ids(random, "C", len(names), set())
    closing = {name: (purpose, day) for name, purpose, day in _ARCHIVED}
    rooms: dict[str, Room] = {}
    for name, channel_id in zip(names, ids, strict=True):
        founded = date(2021, random.randrange(4, 13), 1)
        created_on = _YOUNG.get(name, founded)
        purpose, closed_on = closing.get(name, (_purpose(name, prefectures), None))
        rooms[name] = Room(
            Channel(
                channel_id=channel_id,
                name=name,
                purpose=purpose,
                created_at=at_tokyo(created_on, 10),
                archived=closed_on is not None,
            ),
            at_tokyo(closed_on, 17) if closed_on else None,
        )
    return rooms


def _purpose(name: str, prefectures: list[str]) -> str:
    if name in prefectures:
        return f"{name}内の団体の情報交換。近隣の方の書き込みも歓迎です。"
    return _PURPOSES.get(name, f"{name.replace('_', '・')}の情報交換。質問も事例もどうぞ。")


def _large_prefectures(people: list[Person], wanted: int) -> list[str]:
    counts: dict[str, int] = {}
    for person in people:
        if person.prefecture:
            counts[person.prefecture] = counts.get(person.prefecture, 0) + 1
    ranked = sorted(counts, key=lambda name: (name != _ALWAYS, -counts[name], name))
    return ranked[: max(4, wanted)]
