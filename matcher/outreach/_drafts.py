"""Texts for an ambassador to paste and make their own.

The house rules bind them: written in the channel, no business greeting, no denial first, what is
known of the person named, an offer or a request at the end. What is not known is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from matcher.domain import LocalGovernment, PersonSuggestion, Reason, ThreadSuggestion, day_text
from matcher.outreach._calling import called
from matcher.outreach._likeness import shared_topic
from matcher.outreach._newcomers import Situation
from matcher.recommend import people_count
from matcher.snapshot import Snapshot

_SAME = {
    "solo_it": "私も一人で情報システムを担当しています。",
    "island": "私も離島の団体で働いています。",
    "partly_island": "私も離島に関わる団体で働いています。",
    "same_prefecture": "私も{prefecture}の団体で働いています。",
    "neighbour": "私はとなりの{own_prefecture}の団体で働いています。",
    "same_field": "私も「{topic}」に関わっています。",
    "same_size": "私も人口{size}の団体で働いています。",
}
_WELCOME = {
    Situation.NO_REPLY: (
        "{name}さん、ようこそ。",
        "気になることがあれば、書いてみてください。",
    ),
    Situation.NOT_INTRODUCED: (
        "@{name} さん、ようこそ。",
        "自己紹介は一言でも大丈夫です。気が向いたら書いてみてください。",
    ),
    Situation.SILENT: (
        "{name}さん、その後いかがですか。",
        "読むだけの時期があっても大丈夫です。気になることがあれば、書いてみてください。",
    ),
}
_FROM = "{organization}からの参加、うれしいです。"
_TALKED_ABOUT = "{topic}の話は #{channel} でよく出ています。"
_ASKED_IN = "{topic}の話は #{channel} で聞けます。"

_GUIDE = "{address}近い話が #{channel} にあります: {where}"
_GUIDED = "{place}違う点があれば、続けて教えてください。"
_CALL = "{names}、{about}近い経験をお持ちでしたら教えてください。"
_ASK_BACK = (
    "{address}同じことで困っている団体が、ほかにもありそうです。"
    "団体の規模や、試したことも書いてもらえませんか。"
)

_HIDDEN = "{address}{when}、同じことで困っている人がいそうです。#{channel} でも聞いてみませんか。"

_INVITE = "国と自治体の職員が、仕事の困り事を相談し合う場に参加しています。"
_THERE = "{prefecture}からは{who}が参加中です。"
_HOW = "lg.jpのメールアドレスがあれば登録できます。まずのぞいてみませんか。"


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whom a text is for; nobody when they do not want to be named.

    Attributes:
        name: The name that readers see, empty for nobody.
        organization: Where they work, empty when unknown.
        prefecture: Its prefecture, may be empty.
    """

    name: str = ""
    organization: str = ""
    prefecture: str = ""

    @property
    def called(self) -> str:
        """How they are spoken to, empty for nobody."""
        return f"{called(self.name, self.organization, self.prefecture)}さん" if self.name else ""

    @property
    def place(self) -> str:
        """Where they work, as people of the community say it."""
        return self.organization.removeprefix(self.prefecture) or self.organization


@dataclass(frozen=True, slots=True)
class Talked:
    """Where a topic is at home.

    Attributes:
        topic, channel: Names.
        often: Whether it is talked about there these days.
    """

    topic: str
    channel: str
    often: bool


def greeting(
    situation: Situation,
    name: str,
    organization: str,
    prefecture: str,
    *,
    common: str = "",
    talked: Talked | None = None,
) -> str:
    """A word to a newcomer.

    Args:
        situation: Why a word may help.
        name: The name that readers see.
        organization: Where they work, empty when unknown.
        prefecture: Its prefecture, may be empty.
        common: A sentence on what the ambassador shares with them, may be empty.
        talked: A topic that they named, with its channel.
    """
    opening, offer = _WELCOME[situation]
    mentioned = situation is Situation.NOT_INTRODUCED
    address = name if mentioned else called(name, organization, prefecture)
    lines = [opening.format(name=address)]
    if organization and situation is not Situation.SILENT:
        lines[0] += _FROM.format(organization=organization)
    if common:
        lines.append(common)
    if talked is not None and not mentioned:
        quoted = f"「{talked.topic}」"
        sentence = _TALKED_ABOUT if talked.often else _ASKED_IN
        topic = "このテーマ" if quoted in common else quoted
        lines.append(sentence.format(topic=topic, channel=talked.channel))
    return "\n".join([*lines, offer])


def guide(
    asker: Addressed,
    answers: Sequence[ThreadSuggestion],
    people: Sequence[PersonSuggestion],
    *,
    common: str,
) -> str:
    """A reply to a question that waits.

    Args:
        asker: Who asked.
        answers: Conversations that may answer it.
        people: Whom to mention when there are none.
        common: A sentence on what the ambassador shares with the asker, may be empty.
    """
    address = f"{asker.called}、" if asker.name else ""
    if answers:
        best = answers[0]
        where = best.permalink if best.permalink.startswith("http") else f"「{best.title}」"
        place = f"{asker.place}と" if asker.place else ""
        return "\n".join(
            [
                _GUIDE.format(address=address, channel=best.channel_name, where=where),
                _GUIDED.format(place=place),
            ]
        )
    lines = [common] if common else []
    if people:
        names = " ".join(f"@{person.name} さん" for person in people)
        place = f"{asker.place}の" if asker.place else ""
        about = f"{place}{asker.called}の件で、" if asker.name else ""
        return "\n".join([*lines, _CALL.format(names=names, about=about)])
    return "\n".join([*lines, _ASK_BACK.format(address=address)])


def way_out(writer: Addressed, channel: str, written_at: datetime, *, fresh: bool) -> str:
    """A reply to a worry among small talk.

    Args:
        writer: Who wrote it.
        channel: Where it could be asked.
        written_at: When it was written.
        fresh: Whether that was just now.
    """
    when = "いまの話" if fresh else f"{day_text(written_at).partition('年')[2]}の話"
    return _HIDDEN.format(address=f"{writer.called}、", when=when, channel=channel)


def invitation(
    who: str, organization: str, wanted: LocalGovernment, *, neighbour: str, present: int
) -> str:
    """A text for inviting a local government, by mail or in a talk.

    Args:
        who: How the ambassador is called.
        organization: Where the ambassador works, empty when unknown.
        wanted: Who is invited.
        neighbour: A municipality of the same prefecture that takes part, without the prefecture;
            may be empty.
        present: How many of the prefecture take part.
    """
    lines = [(f"{organization}の{who}です。" if organization else f"{who}です。") + _INVITE]
    if present:
        alone = neighbour if present == 1 else f"{neighbour}を含む{present}団体"
        there = alone if neighbour else f"{present}団体"
        lines.append(_THERE.format(prefecture=wanted.prefecture, who=there))
    return "\n".join([*lines, _HOW])


def in_common(snapshot: Snapshot, helper: int, member: int, reasons: Sequence[Reason]) -> str:
    """The ambassador's sentence on what they share with someone; empty when it is nothing.

    Args:
        snapshot: The community.
        helper: Account number of the ambassador.
        member: Account number of the other.
        reasons: What they have in common, the strongest first.
    """
    if not reasons:
        return ""
    own, other = (snapshot.facts.members.iloc[one] for one in (helper, member))
    return _SAME[reasons[0].code].format(
        prefecture=other["prefecture_name"],
        own_prefecture=own["prefecture_name"],
        topic=shared_topic(snapshot, helper, member),
        size=people_count(int(own["population"])),
    )
