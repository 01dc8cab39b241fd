"""What is known of threads, members, channels, topics and places, as Japanese text for people."""

from matcher.cli._text import (
    heading,
    joined,
    person_text,
    sections,
    thread_text,
    threads_text,
    where,
)
from matcher.domain import (
    ChannelView,
    MemberView,
    MessageView,
    PlaceResolution,
    Role,
    RoleKind,
    ThreadView,
    TopicOfMember,
    TopicView,
    day_text,
    minute_text,
)

ROLES = {
    RoleKind.AMBASSADOR: "アンバサダー",
    RoleKind.ORGANIZER: "運営",
    RoleKind.ADMINISTRATOR: "管理者",
}


def thread_view_text(thread: ThreadView) -> str:
    """A conversation with all its messages."""
    state = [
        f"#{thread.channel_name}",
        f"投稿{len(thread.messages):,}件",
        "解決済み" if thread.resolved else "",
        "いまは書き込めないチャンネル" if thread.archived else "",
    ]
    head = [thread.title, joined(state), where(thread.permalink, thread.thread_id)]
    similar = [heading("似た会話"), threads_text(thread.similar)] if thread.similar else []
    return sections(
        "\n".join(head), *(_message_text(message) for message in thread.messages), *similar
    )


def _message_text(message: MessageView) -> str:
    reactions = " ".join(f":{one.name}: {one.count}" for one in message.reactions)
    text = message.text.replace("\n", "\n  ")
    lines = [f"{message.author} ・ {minute_text(message.posted_at)}", f"  {text}"]
    return "\n".join([*lines, f"  {reactions}"] if reactions else lines)


def member_text(member: MemberView) -> str:
    """What is known of a member and where it comes from."""
    source = f"(出どころ: {member.organization_source})" if member.organization_source else ""
    lines = [f"{member.name}({member.member_id})"]
    if member.organization:
        lines.append(f"{joined([member.organization, member.department])}{source}")
    lines.extend(_role_text(role) for role in member.roles)
    if not member.active:
        lines.append("いまは参加していません。おすすめには出ません。")
    if member.hidden:
        lines.append("おすすめに出ないことを選んでいます。")
    if member.solo_it:
        lines.append(f"一人で情報システムを担当しています(出どころ: {member.solo_it_source})")
    lines.append(f"今週の依頼{member.load.asked_this_week}件 / 上限{member.load.weekly_limit}件")
    lines.append(f"投稿{member.posts:,}件{_period(member)}")
    if member.channels:
        names = "、".join(f"#{name}" for name in member.channels)
        lines.append(f"書き込んでいるチャンネル: {names}")
    topics = [_topic_of_member(topic) for topic in member.topics]
    recent = [thread_text(thread) for thread in member.recent_threads]
    return sections(
        "\n".join(lines),
        *([heading("回答している話題"), "\n".join(topics)] if topics else []),
        *([heading("最近の会話"), *recent] if recent else []),
    )


def _period(member: MemberView) -> str:
    if member.first_post_at is None or member.last_post_at is None:
        return ""
    return f"({day_text(member.first_post_at)}〜{day_text(member.last_post_at)})"


def _role_text(role: Role) -> str:
    end = day_text(role.ends_on) if role.ends_on else ""
    return f"{ROLES[role.kind]}({day_text(role.starts_on)}〜{end})"


def _topic_of_member(topic: TopicOfMember) -> str:
    line = f"・{topic.name}: 質問に{topic.answers}件回答(最近は{day_text(topic.last_at)})"
    if not topic.evidence:
        return line
    first = topic.evidence[0]
    return f"{line}\n  根拠{len(topic.evidence)}件 {where(first.permalink, first.thread_id)}"


def channel_view_text(channel: ChannelView) -> str:
    """What is known of a channel."""
    facts = [
        f"投稿{channel.messages:,}件",
        f"参加{channel.members:,}人" if channel.members is not None else "",
        f"最後の投稿{day_text(channel.last_post)}" if channel.last_post else "",
        "いまは書き込めないチャンネル" if channel.archived else "",
    ]
    lines = [f"#{channel.name}({channel.channel_id})", joined(facts)]
    if channel.purpose:
        lines.append(channel.purpose)
    return "\n".join([*lines, where(channel.permalink, "")]).rstrip()


def topic_text(topic: TopicView) -> str:
    """A topic's page: waiting questions, threads, people, who is on it where."""
    head = [
        f"{topic.name}({topic.topic_id})",
        joined([topic.group, f"質問{topic.questions:,}件"]),
        f"同じ意味の言葉: {'、'.join(topic.synonyms)}",
    ]
    waiting = [thread_text(thread) for thread in topic.waiting]
    threads = [thread_text(thread) for thread in topic.threads]
    people = [person_text(person) for person in topic.people]
    channels = "\n".join(f"#{one.name} ・ 投稿{one.messages:,}件" for one in topic.channels)
    places = "、".join(f"{name} {count}団体" for name, count in topic.prefectures)
    related = "、".join(f"{one.name}({one.topic_id})" for one in topic.related)
    return sections(
        "\n".join(head),
        heading("答えを待つ質問"),
        *(waiting or ["いま待っている質問はありません。"]),
        heading("よく読まれる会話"),
        *(threads or ["まだ会話がありません。"]),
        heading("回答している人"),
        *(people or ["いま声をかけられる人はいません。チャンネルへ書いてください。"]),
        *([heading("話されているチャンネル"), channels] if channels else []),
        *([heading("動いている団体"), places] if places else []),
        *([heading("関連するテーマ"), related] if related else []),
    )


def place_text(place: PlaceResolution) -> str:
    """What a written place means, or all that it can mean."""
    if place.status == "resolved":
        within = place.name.startswith(place.prefecture)
        name = place.name if within else place.prefecture + place.name
        code = "" if place.code == place.name else place.code
        return "\n".join([joined([name, place.kind, code]), place.reason]).rstrip()
    lines = [place.reason]
    lines += [f"・{one.prefecture}{one.name} ・ {one.code}" for one in place.candidates]
    return "\n".join(lines)
