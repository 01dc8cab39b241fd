"""What a message does: ask, thank, survey, tell of oneself. Rules in Japanese and English.

The rules read the surface, after :func:`normalise`; they are deliberately plain, so that a reader
can see from the text why it was taken for a question.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from matcher.language._normalise import normalise

_ASKS = re.compile(
    r"[?]"
    r"|(?:でしょう|ます|です|ません|ない|たい|[っしいき]た|いる|ある|どう|可能|必要|の)か(?:[ねなぁ]*)(?:[。、.!\s」)]|$)"
    r"|教えて|ご教示|ご教授|お聞かせ|聞きたい|伺いたい|お尋ね|お知恵|知恵を|知りたい|助けて|相談(?:です|させて|したい)"
    r"|困って(?:い|お|ま|る)|悩んで(?:い|お|ま|る)|悩み(?:中|どころ)|迷って(?:い|お|ま|る)"
    r"|わから(?:ず|ない|なく)|分から(?:ず|ない|なく)|うまくい[かっ](?:ず|ない|なく|てい?ない)"
    r"|(?:方|団体|自治体|ところ)は?(?:い|おられ|いらっしゃい)(?:ます|ません)か|どなたか|募集(?:します|しています|中)"
    r"|情報(?:を)?(?:お持ち|求む)|事例(?:を)?(?:探して|求む)|\bhow (?:do|can|to|would|should)\b"
    r"|\b(?:is|are) there (?:a|an|any|some)\b|\b(?:does|can|could|has) (?:any|some)(?:one|body)\b"
    r"|\bany (?:idea|ideas|suggestions|thoughts|advice|help)\b|\bi(?:'m| am) (?:stuck|struggling|trying to|wondering)\b"
)
_THANKS = re.compile(
    r"ありがとう|有難う|有り難う|感謝|助かり(?:ました|ます)|助かった|thx|\bthanks?\b|thank you|cheers"
)
_SOLVED = re.compile(
    r"解決(?:しました|できました|です|済)|できました|直りました|うまくいきました|うまく行きました|動きました"
    r"|通りました|つながりました|無事に|that (?:works|worked|did it|solves|solved)|\bsolved\b|works now|it works\b"
)
_OPEN_STILL = re.compile(
    r"解決(?:して|でき)(?:い)?ま?せん|まだ(?:解決|動|できて)|できませんでした|not solved|still (?:fails|not|doesn)"
)
_SOLVED_SIGNS = frozenset(
    {
        "white_check_mark",
        "heavy_check_mark",
        "ballot_box_with_check",
        "解決",
        "解決済み",
        "kaiketsu",
    }
)
_SOLVED_SIGN_PARTS = ("解決", "resolved", "solved", "済")
_SURVEYS = re.compile(
    r"アンケート|調査にご協力|(?:皆さん|皆さま|皆様|みなさん|各団体|各自治体|全国)(?:の(?:団体|自治体|ところ|役所|市町村))?"
    r"(?:の(?:状況|現状|実績|単価|スペック|仕様|周期|サイクル)|では(?:いくら|何年|何台|どのくらい|どれくらい))"
    r"|次の(?:形|項目|様式)で(?:返信|回答|ご回答|お答え)|団体名[::].*\n.*[::]"
)
_ALONE_IN_IT = re.compile(
    r"(?:一人|ひとり|1人|ワンオペ)(?:の)?(?:情シス|情報(?:システム)?(?:担当|係|部門)|電算(?:担当)?)"
    r"|(?:情シス|情報(?:システム|政策|化)?(?:の)?(?:担当|係|部門)(?:者)?|電算(?:の)?(?:担当)?|it(?:の)?担当|システム(?:の)?担当)(?:者|職員)?"
    r"(?:は|が|も)?(?:、)?(?:実質|実質的に|ほぼ|役場で|町で|村で|庁内で|庁内に)?(?:私|自分|わたし|ぼく|僕|一人|ひとり|1人)(?:だけ|のみ|しか|一人|ひとり|1人|で|です|きり|、)"
    r"|(?:一人|ひとり|1人|私だけ|自分だけ|ワンオペ)で(?:、)?(?:[^。\n]{0,16})(?:情シス|情報システム|情報担当|システム担当|電算|ネットワーク|サーバー?|パソコン|it)"
)
_OF_OTHERS = re.compile(
    r"(?:一人|ひとり|1人)情シス(?:の)?(?:方|皆さん|自治体|団体|町|村|さん|職員)"
)
_MOVED = re.compile(
    r"(?:(?P<year>\d{4})年|(?:令和|r)(?P<era>\d{1,2}|元)[年.])(?P<month>\d{1,2})月?(?:(?P<day>\d{1,2})日)?(?:に|から|付け?で|、)?"
    r"[^。\n]{0,24}?(?:異動|転出|着任|配属)"
)


def is_question(text: str) -> bool:
    """Whether a message asks something of its readers."""
    return bool(_ASKS.search(normalise(text)))


def is_survey(text: str) -> bool:
    """Whether a question asks many local governments for their state (アンケート)."""
    return bool(_SURVEYS.search(normalise(text)))


def gives_thanks(text: str) -> bool:
    """Whether a message thanks somebody."""
    return bool(_THANKS.search(normalise(text)))


def says_solved(text: str) -> bool:
    """Whether the asker says that the matter is settled."""
    normal = normalise(text)
    return bool(_SOLVED.search(normal)) and not _OPEN_STILL.search(normal)


def shows_solved(reactions: Iterable[str]) -> bool:
    """Whether one of the emoji names under a question marks it as settled."""
    return any(
        name in _SOLVED_SIGNS or any(part in name for part in _SOLVED_SIGN_PARTS)
        for name in reactions
    )


def says_alone_in_it(text: str) -> bool:
    """Whether a member says of themselves that they alone are in charge of IT.

    Only for what members write of themselves (profile, self-introduction).
    """
    normal = _OF_OTHERS.sub("", normalise(text))
    return bool(_ALONE_IN_IT.search(normal))


@dataclass(frozen=True, slots=True)
class Move:
    """That a member changed posts (異動), and when where the text says so."""

    on: date | None


def read_move(title: str) -> Move | None:
    """Read a change of posts from a profile's title: 「税務課（2025年4月に情報課から異動）」.

    Returns:
        None when the title tells of no move; ``on`` is None when it gives no date, and the first
        of the month when it gives no day.
    """
    normal = normalise(title)
    if not re.search(r"異動|転出", normal):
        return None
    found = _MOVED.search(normal)
    if found is None:
        return Move(on=None)
    era = found["era"]
    year = int(found["year"]) if found["year"] else 2018 + (1 if era == "元" else int(era))
    try:
        return Move(on=date(year, int(found["month"]), int(found["day"] or 1)))
    except ValueError:
        return Move(on=None)
