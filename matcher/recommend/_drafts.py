"""Texts to paste into a channel. The house rules bind them: public, situation first, no greeting.

Nothing is sent. What is not known of the asker is left out, never guessed.
"""

import re
from collections.abc import Sequence

from matcher.domain import PersonSuggestion, ThreadSuggestion
from matcher.recommend._asker import Asker
from matcher.recommend._wording import people_count

MENTIONED = 3
LONGEST_QUESTION = 200

_SURVEY_ITEMS = (
    (re.compile(r"スペック|仕様|機種|型番"), "仕様"),
    (re.compile(r"更新|周期|サイクル|何年"), "更新の周期"),
    (re.compile(r"予算|費用|単価|金額|いくら|経費|見積"), "費用(予算科目)"),
    (re.compile(r"台数|何台|人数|何人|件数"), "台数・人数"),
    (re.compile(r"時期|いつ|スケジュール|予定"), "時期"),
    (re.compile(r"体制|担当|人員"), "担当の体制"),
    (re.compile(r"方式|方法|やり方|どのように"), "方法"),
)
_USUAL_ITEMS = ("いまの状況", "決め手・理由")


_GREETING = re.compile(
    r"(?:いつも|平素(?:より|から)?)?[^。、!?!?\n]{0,12}"
    r"(?:お世話になって(?:おり|い)ます|お世話になります|お疲れ(?:さま|様)です|突然のご連絡[^。]*)[。、!!]?\s*"
)
"""Business greetings; the community's house rules leave them out."""


def draft_question(
    question: str,
    asker: Asker,
    threads: Sequence[ThreadSuggestion],
    people: Sequence[PersonSuggestion],
) -> str:
    """A question to post: own situation, the question, what was read, whom it is for.

    Args:
        question: As it was typed.
        asker: Who asks.
        threads: Conversations that the asker was shown.
        people: Whom to mention; the first :data:`MENTIONED` are.
    """
    lines = [line for line in (_situation(asker), _tidy(question)) if line]
    if threads:
        lines.append(f"次のスレッドは読みました: {threads[0].title}")
    lines.append(_request(people))
    return "\n".join(lines)


def draft_survey(question: str, topic: str, asker: Asker) -> str:
    """A survey of many local governments, with the form to answer in.

    Args:
        question: As it was typed; it decides the items of the form.
        topic: Name of its topic, may be empty.
        asker: Who asks.
    """
    items = [item for pattern, item in _SURVEY_ITEMS if pattern.search(question)][:3]
    form = [f"{item}:" for item in ("団体名", *(items or _USUAL_ITEMS))]
    about = f"「{topic}」について、" if topic else ""
    return "\n".join(
        [
            *filter(None, [_situation(asker)]),
            f"{about}皆さんの団体の状況を教えてください。{_tidy(question)}",
            "次の形で返信いただけると、表にまとめやすくなります。",
            *form,
            "いただいた回答は、表にしてこのスレッドに載せます。",
        ]
    )


def _situation(asker: Asker) -> str:
    parts = []
    if asker.organization_kind and asker.population:
        parts.append(f"人口{people_count(asker.population)}の{_kind_word(asker)}で")
    elif asker.organization_name:
        parts.append(f"{asker.organization_name}で")
    if asker.solo_it:
        parts.append("一人で情報システムを担当しています。")
    elif asker.department:
        parts.append(f"{asker.department}の仕事をしています。")
    elif parts:
        parts.append("働いています。")
    return "".join(parts)


def _kind_word(asker: Asker) -> str:
    words = {"政令指定都市": "市", "中核市": "市", "特別区": "区", "都道府県": "都道府県"}
    return words.get(asker.organization_kind, asker.organization_kind)


def _tidy(question: str) -> str:
    flat = _GREETING.sub("", re.sub(r"\s*\n\s*", " ", question.strip())).strip()
    if not flat:
        return ""
    if len(flat) > LONGEST_QUESTION:
        flat = flat[: LONGEST_QUESTION - 1] + "…"
    return flat if flat.endswith(("。", "?", "?", "!", "!", "…")) else flat + "。"


def _request(people: Sequence[PersonSuggestion]) -> str:
    if not people:
        return "経験のある方がいらっしゃいましたら、教えてください。"
    named = " ".join(f"@{person.name} さん" for person in people[:MENTIONED])
    return f"{named}、近い経験をお持ちでしたら教えてください。"
