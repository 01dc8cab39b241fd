"""What a message does: thank, survey, tell of oneself. Rules in Japanese and English.

The rules read the surface, after :func:`normalise`; they are deliberately plain, so that a reader
can see from the text why it was taken for what it is.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from matcher.language._normalise import normalise
from matcher.language._own_words import own_words

_THANKS = re.compile(
    r"ありがとう|有難う|有り難う|感謝|助かり(?:ました|ます)|助かった"
    r"|\bthx\b|\bthanks?\b|thank you|cheers"
)
_SOLVED = re.compile(
    r"解決(?:しました|できました|です|済)|できました|直りました|うまく(?:いき|行き)ました|動きました"
    r"|通りました|つながりました|無事に|自己解決|(?:復旧|回復|復帰)(?:しました|できました|[!。]|$)"
    r"|that (?:works|worked|did it|does it|solves|solved)|\bsolved\b|works now|(?:it|this) works\b"
    r"|\b(?:fixes|fixed) (?:it|this|that|the)\b|\b(?:this|that|which) (?:is|was) it\b"
    r"|\b(?:is|was|it's|that's) (?:perfect|exactly what i)|\bworks? (?:perfectly|like a charm)"
)
_OPEN_STILL = re.compile(
    r"解決(?:して|でき)(?:い)?ま?せん|まだ(?:解決|動|できて)|できませんでした"
    r"|(?:状況|詳細|経緯)を(?:書き|お伝えし|補足し)ます|^補足です"
    r"|not solved|still (?:fails|not|doesn)"
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
_ALL_GOVERNMENTS = (
    r"(?:皆さん|皆さま|皆様|みなさん|各団体|各自治体|全国|(?:他|ほか|よそ)の(?:自治体|団体|市町村))"
)
_FIGURES = r"(?:周期|サイクル|スペック|単価|台数|実績|現状|仕様|年数|人数|予算額|金額)"
_CALLS_FOR_ANSWERS = (
    r"アンケート(?:です|[】〕\]::]|(?:への?|に)?(?:ご)?(?:協力|回答)|"
    r"を?(?:お願い|実施(?:し|させ|いた)|(?:取|と)ら(?:せ|れ)|させて|いたし|行い|行って))"
)
_SURVEYS = re.compile(
    rf"{_CALLS_FOR_ANSWERS}|"
    r"調査にご協力|(?:皆さん|皆さま|皆様|みなさん|各団体|各自治体|全国)(?:の(?:団体|自治体|ところ|役所|市町村))?"
    r"(?:の(?:状況|現状|実績|単価|スペック|仕様|周期|サイクル)|では(?:いくら|何年|何台|どのくらい|どれくらい))"
    rf"|{_ALL_GOVERNMENTS}[^。\n]{{0,30}}{_FIGURES}[^。\n]{{0,20}}(?:教えて|知りたい|聞かせて|お聞き|伺い)"
    rf"|{_FIGURES}[^。\n]{{0,30}}{_ALL_GOVERNMENTS}(?:では|は|で)"
    r"|次の(?:形|項目|様式)で(?:返信|回答|ご回答|お答え)|団体名[::].*\n.*[::]"
)
_IT_WORK = (
    r"(?:情シス|情報(?:システム|政策|化|系)?|システム|電算|it|dx|ネットワーク|サーバー?|パソコン)"
)
_ALONE = r"(?:一人|ひとり|1人|1名|独り|ワンオペ)"
_I_ALONE = (
    rf"(?:私|自分|わたし|ぼく|僕)(?:だけ|のみ|しか|{_ALONE}|の{_ALONE}|が全部|が全て|がすべて)"
)
_ALONE_IN_IT = re.compile(
    # 一人情シス, 1人で情報システムを担当
    rf"{_ALONE}(?:の)?(?:情シス|情報(?:システム)?(?:担当|係|部門)|電算(?:担当)?)"
    rf"|(?:{_ALONE}|私だけ|自分だけ)で[^。\n]{{0,16}}{_IT_WORK}"
    # 情報担当は私だけ, IT関係を見ているのは私1人, 情報担当: 1人(私)
    rf"|{_IT_WORK}[^。\n]{{0,16}}(?:は|が|も)[^。\n]{{0,16}}{_I_ALONE}"
    rf"|{_IT_WORK}[^。\n]{{0,6}}[:はを]\s*{_ALONE}(?:\(|です|だけ|で(?:担|や|見|回)|$|\n)"
    # 情報の仕事をする人はほかにいません, 私が情報を全部持っています
    rf"|{_IT_WORK}[^。\n]{{0,12}}(?:人|者|職員|担当)(?:は|が)(?:ほかに|他に|私(?:の)?(?:ほか|他)に)い(?:ません|ない)"
    rf"|(?:私|自分)が[^。\n]{{0,12}}{_IT_WORK}[^。\n]{{0,8}}(?:全部|全て|すべて)"
    rf"|{_IT_WORK}[^。\n]{{0,24}}(?:全部|全て|すべて)(?:私|自分)"
)
_NOT_ONESELF_NOW = re.compile(
    # others, the past, or a subject of interest
    rf"{_ALONE}情シス(?:の)?(?:方|皆さん|自治体|団体|町|村|さん|職員)"
    r"|以前|前は|かつて|昔|(?:でした|だった)(?:が|けど|けれど|。|$)|去年まで|昨年まで|年前まで"
    r"|のこと(?:を|が|も)?(?:知|学|聞|勉強)|勉強|に(?:興味|関心)が|について(?:知|学|聞|勉強)"
)
_WHEN = (
    r"(?:(?P<year>\d{4})|(?:令和?|[rR])(?P<era>\d{1,2}|元))[年./・-]"
    r"(?P<month>\d{1,2})(?:[月./・-](?P<day>\d{1,2}))?"
)
_MOVED = (
    re.compile(_WHEN + r"[^。\n]{0,24}?(?:異動|転出|着任|配属)"),
    re.compile(r"(?:異動|転出)[^。\n\d]{0,6}?" + _WHEN),
)
_MOVED_FROM = (
    re.compile(r"(?P<left>[^\s()、。月日にで]{2,20})(?:から|より)(?:の)?(?:異動|転出)"),
    # 元デジタル推進課、R6.4異動
    re.compile(
        r"(?<!\w)(?:元(?![気町])|前(?![橋期])|旧)(?:所属)?:? ?"
        r"(?P<left>\w{1,20}(?:課|室|係|部|局|班|担当|センター))(?!\w)"
    ),
)


def is_survey(text: str) -> bool:
    """Whether a question asks many local governments for their state (アンケート)."""
    return bool(_SURVEYS.search(normalise(text)))


def gives_thanks(text: str) -> bool:
    """Whether a message thanks somebody."""
    return bool(_THANKS.search(own_words(text)))


def says_solved(text: str) -> bool:
    """Whether the asker says that the matter is settled."""
    return bool(_SOLVED.search(own_words(text))) and not leaves_open(text)


def leaves_open(text: str) -> bool:
    """Whether the asker says that it is not settled, or tells more of it, thanks or no thanks."""
    return bool(_OPEN_STILL.search(own_words(text)))


def shows_solved(reactions: Iterable[str]) -> bool:
    """Whether one of the emoji names under a question marks it as settled."""
    return any(
        name in _SOLVED_SIGNS or any(part in name for part in _SOLVED_SIGN_PARTS)
        for name in reactions
    )


def says_alone_in_it(text: str) -> bool:
    """Whether a member says of themselves that they alone are in charge of IT now.

    Only for what members write of themselves (profile, self-introduction). Read sentence by
    sentence: what is said of others, of the past or as a subject of interest does not count.
    """
    sentences = re.split(r"[。!?]|\n\n", normalise(text))
    return any(
        _ALONE_IN_IT.search(sentence) and not _NOT_ONESELF_NOW.search(sentence)
        for sentence in sentences
    )


@dataclass(frozen=True, slots=True)
class Move:
    """That a member changed posts (異動), and when and from where as far as the text says so."""

    on: date | None
    left: str = ""


def read_move(title: str) -> Move | None:
    """Read a change of posts from a profile's title: 「税務課（2025年4月に情報課から異動）」.

    Returns:
        None when the title tells of no move; ``on`` is None when it gives no date, and the first
        of the month when it gives no day; ``left`` is empty when it does not say from where.
    """
    written = unicodedata.normalize("NFKC", title)  # 情報課 and ICT推進課 are shown as written
    if not re.search(r"異動|転出", written):
        return None
    origin = _first(_MOVED_FROM, written)
    left = origin["left"] if origin else ""
    found = _first(_MOVED, written)
    if found is None:
        return Move(None, left)
    era = found["era"]
    year = int(found["year"]) if found["year"] else 2018 + (1 if era == "元" else int(era))
    try:
        return Move(date(year, int(found["month"]), int(found["day"] or 1)), left)
    except ValueError:
        return Move(None, left)


def _first(patterns: Iterable[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next(filter(None, (pattern.search(text) for pattern in patterns)), None)
