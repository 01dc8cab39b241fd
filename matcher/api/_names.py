"""What a person calls a member, a channel, a topic or an organization, found or offered."""

from collections.abc import Iterable
from difflib import get_close_matches

from matcher.domain import InputError, MemberName, Profile, UnknownNameError
from matcher.language import load_taxonomy, normalise
from matcher.places import folded, load_directory
from matcher.recommend import topics_named
from matcher.snapshot import Snapshot
from matcher.store import Store

NEAREST = 3
"""How many existing names are offered for one that does not exist."""


def members_named(snapshot: Snapshot, text: str, *, limit: int) -> tuple[MemberName, ...]:
    """Members whose name or organization holds a text (高橋 finds 髙橋), by name."""
    members = snapshot.facts.members
    wanted = folded(text)
    shown = members[members["is_member"] & members["active"]]
    hits = [
        MemberName(member_id, name, organization)
        for member_id, name, organization in zip(
            shown["member_id"], shown["name"], shown["organization_name"], strict=True
        )
        if wanted in folded(name) or wanted in folded(organization) or wanted == member_id
    ]
    return tuple(sorted(hits, key=lambda hit: (hit.name, hit.member_id))[:limit])


def member_number(snapshot: Snapshot, store: Store, name: str) -> int:
    """Row of a member, by id or e-mail address.

    Raises:
        UnknownNameError: No such member.
    """
    members = snapshot.facts.members
    number = snapshot.member_number.get(_account_id(store, name))
    if number is not None and members["is_member"].iloc[number]:
        return number
    shown = members[members["is_member"]]
    nearest = get_close_matches(name, shown["member_id"], NEAREST, 0.5) or [
        f"{hit.name} ({hit.member_id})" for hit in members_named(snapshot, name, limit=NEAREST)
    ]
    raise UnknownNameError("その参加者はいません。", value=name, nearest=nearest)


def account_named(store: Store, name: str) -> str:
    """Id of an account, by id or e-mail address, whether or not a snapshot shows it.

    Raises:
        UnknownNameError: No such account.
    """
    account_id = _account_id(store, name)
    if store.account(account_id) is None:
        ids = store.read_accounts()["account_id"]
        nearest = get_close_matches(name, ids, NEAREST, 0.5)
        raise UnknownNameError("その参加者はいません。", value=name, nearest=nearest)
    return account_id


def _account_id(store: Store, name: str) -> str:
    """Id of an account, by id or e-mail address; the name itself when nothing fits.

    Raises:
        InputError: Several accounts bear the address.
    """
    if "@" not in name:
        return name
    accounts = store.read_accounts()
    hits = accounts.loc[accounts["email"].str.lower() == name.strip().lower(), "account_id"]
    if len(hits) > 1:
        raise InputError(
            f"このメールアドレスの参加者が{len(hits)}人います: {'、'.join(hits)}",
            remedy="メールアドレスの代わりに、どれかのIDを指定してください。",
            value=name,
        )
    return next(iter(hits), name)


def conversation_number(snapshot: Snapshot, thread_id: str) -> int:
    """Row of a conversation, by the id of one of its threads.

    Raises:
        UnknownNameError: No such thread.
    """
    number = snapshot.conversation_number.get(thread_id)
    if number is None:
        nearest = get_close_matches(thread_id, snapshot.conversation_number, NEAREST)
        raise UnknownNameError("そのスレッドはありません。", value=thread_id, nearest=nearest)
    return number


def channel_number(snapshot: Snapshot, name: str) -> int:
    """Row of a channel, by its id or its name, with or without #.

    Raises:
        UnknownNameError: No such channel.
    """
    channels = snapshot.facts.channels
    number = snapshot.channel_number.get(name)
    if number is not None:
        return number
    names: list[str] = channels["name"].tolist()
    bare = name.removeprefix("#")
    if bare not in names:
        nearest = get_close_matches(bare, [*names, *channels["channel_id"]], NEAREST, 0.3)
        raise UnknownNameError("そのチャンネルはありません。", value=name, nearest=nearest)
    return names.index(bare)


def topic_number(snapshot: Snapshot, name: str) -> int:
    """Row of a topic, by its id or its name.

    Raises:
        UnknownNameError: No such topic.
    """
    topics = snapshot.facts.topics
    by_name = {normalise(one): row for row, one in enumerate(topics["name"])}
    number = snapshot.topic_number.get(name, by_name.get(normalise(name)))
    if number is not None:
        return number
    named = topics_named(snapshot, [name])
    nearest = (
        get_close_matches(name, topics["topic_id"], NEAREST)
        or topics["topic_id"].iloc[list(named)[:NEAREST]].tolist()
    )
    raise UnknownNameError("そのテーマはありません。", value=name, nearest=nearest)


def organization_code(text: str, known: Iterable[str] = ()) -> str:
    """What is kept of an organization as written; empty for an empty text.

    Args:
        text: A name, a code, or what is kept.
        known: What is kept of the organizations that were named before, joint bodies among them.

    Raises:
        UnknownNameError: No such organization.
        InputError: It can mean several.
    """
    if not text.strip():
        return ""
    directory = load_directory().with_joint_bodies(known)
    if directory.has(text.strip()):
        return text.strip()
    read = directory.resolve(text)
    if read.status == "ambiguous":
        offered = "、".join(f"{one.prefecture}{one.name}" for one in read.candidates)
        raise InputError(
            "団体が一つに決まりません。",
            remedy=f"都道府県から書いてください: {offered}",
            value=text,
        )
    if not read.code:
        nearest = [one.full_name for one in directory.find(text, NEAREST)]
        raise UnknownNameError("その団体は見つかりません。", value=text, nearest=nearest)
    return directory.joint_body_id(read.code, read.name)


def require_names(profile: Profile) -> None:
    """Refuse a profile that names what does not exist.

    Raises:
        UnknownNameError: No such organization or topic.
    """
    if profile.organization_code:
        load_directory().organization(profile.organization_code)
    known = [topic.topic_id for topic in load_taxonomy()]
    for topic_id in (*profile.interests, *profile.hidden_topics):
        if topic_id not in known:
            nearest = get_close_matches(topic_id, known, NEAREST)
            raise UnknownNameError("そのテーマはありません。", value=topic_id, nearest=nearest)
