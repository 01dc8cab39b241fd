"""Where a member works, from what they wrote of themselves. Never a guess: doubt stays open."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from matcher.domain import PlaceResolution
from matcher.places._index import PlaceIndex
from matcher.places._normalise import normalised
from matcher.places._reading import named_prefectures
from matcher.places._resolve import resolve

TITLE = "肩書き"
DISPLAY_NAME = "表示名"
INTRODUCTION = "自己紹介"

_PARTS = re.compile(r"[ @()\[\]【】「」〔〕<>_|/・,、:;→\n]+")
_SENTENCE = re.compile(r"[。!?\n]+")
# A place may begin behind a sign, kana or one of these words, never inside a word of kanji.
_BEFORE_PLACE = re.compile(r"(?:^|[^\w々〆]|[ぁ-ん]|現在|所属|勤務先|当方|私|僕)$")
_PLACE_END = re.compile(r"[都道府県市区町村省庁]")
_LABEL = re.compile(
    r"(?:所属|自治体|団体|勤務先|職場|市区?町村|都道府県)(?:名|先|団体|自治体)?"
    r"[\]】》)]? ?(?:[::は]|$| )$"
)
_ELSEWHERE = re.compile(
    r"出身|生まれ|育ち|住ん|住ま|在住|以前|前職|前任|かつて|昔|元々|もともと|隣|となり|近く|友人|知人"
    r"|家族|実家|旅行|観光|さんの|皆さん|事例|取組|取り組み|でした|[いり]ました|だった|ていた|ころ|頃|時代"
)
_OFFICE = r"^(?:役場|市役所|区役所|役所|[都道府県]?庁|本庁)?"
_DIVISION = r"[^、がはをも]{0,20}?"
_NAME = r"(?:[^ぁ-ん、]{1,12}|[ぁ-ん]{2,8} ?[^、がはをも]{0,8})"
_WORKS_THERE = (
    # 上島町の架空です、上島町 企画課の架空と申します
    re.compile(
        rf"{_OFFICE}[^、がはをもで]{{0,20}}?の ?{_NAME}"
        r"(?:です|と申します|といいます|と言います|だ$)"
    ),
    # 愛媛県上島町で情報システムを担当しています、上島町役場にて働く
    re.compile(
        rf"{_OFFICE}{_DIVISION}(?:で|にて)、?[^がはも、]{{0,30}}?"
        r"(?:(?:担当|働|勤務|勤め|従事|配属|やって)(?!し?ました)|仕事(?:を|し))"
    ),
    # 上島町に勤務、上島町に入庁、上島町から参加
    re.compile(
        rf"{_OFFICE}{_DIVISION}(?:に|へ)"
        r"(?:所属|勤務|勤め|入庁|入職|奉職|採用|着任|配属|おり|在籍)"
    ),
    re.compile(rf"{_OFFICE}(?:から|より)(?:の?参加)"),
    # 上島町職員です、上島町です
    re.compile(
        rf"{_OFFICE} ?(?:[^、がはをもでに ]{{0,14}}(?:課|部|局|係|室|班|担当|職員|センター))?"
        r"(?:です|と申します|職員)"
    ),
)
_NOT_A_NAME = re.compile(
    r"の ?(?:方|件|話|中|南|北|東|西|一部|特産|名物|人口|職員さん|みなさん|ほう|よう|こと|もの"
    r"|企業|会社|業者|学校)"
)


@dataclass(frozen=True, slots=True)
class ProfileOrganization:
    """Where a member works and where that was read.

    Attributes:
        resolution: ``resolved``, or why it stays open.
        source: 肩書き, 表示名 or 自己紹介; empty when nothing was found anywhere.
    """

    resolution: PlaceResolution
    source: str


def organization_in_profile(
    index: PlaceIndex, title: str, display_name: str, introduction: str
) -> ProfileOrganization:
    """Read title, display name and self-introduction. See ``Directory.organization_in_profile``."""
    readings = (
        (TITLE, title, list(_in_parts(index, title))),
        (DISPLAY_NAME, display_name, list(_in_parts(index, display_name, name_first=True))),
        (INTRODUCTION, introduction, list(_in_sentences(index, introduction))),
    )
    named = frozenset[str]().union(*(named_prefectures(index, text) for _, text, _ in readings))
    opened: ProfileOrganization | None = None
    for source, text, found in readings:
        if not found:
            continue
        one = _agreed(index, text, found, named)
        if opened is None:
            if one.status == "resolved":
                return ProfileOrganization(one, source)
            opened = ProfileOrganization(one, source)
        elif one.status == "resolved" and _is_candidate(one, opened.resolution):
            return ProfileOrganization(one, source)
    if opened is not None:
        return opened
    nothing = PlaceResolution(
        title or display_name, "unknown", "", "", "", "", "所属する団体が書かれていません。"
    )
    return ProfileOrganization(nothing, "")


def _is_candidate(one: PlaceResolution, opened: PlaceResolution) -> bool:
    return one.code in {candidate.code for candidate in opened.candidates}


def _agreed(
    index: PlaceIndex, text: str, found: list[PlaceResolution], named: frozenset[str]
) -> PlaceResolution:
    """One answer from all places that a text names: they agree, or it stays open."""
    narrowed = [_narrowed(index, one, named) for one in found]
    candidates = {candidate.code: candidate for one in narrowed for candidate in one.candidates}
    by_code = {one.code: one for one in narrowed if one.status == "resolved"}
    inside = {
        one.prefecture for one in by_code.values() if one.prefecture and one.kind != "都道府県"
    }
    by_code = {
        code: one
        for code, one in by_code.items()
        if one.kind != "都道府県" or one.prefecture not in inside
    }
    if len(by_code) == 1 and not set(candidates) - set(by_code):
        return next(iter(by_code.values()))
    if len(by_code) <= 1 and candidates:
        return next(one for one in narrowed if one.candidates)
    names = "、".join(one.prefecture + one.name for one in by_code.values())
    return PlaceResolution(
        text, "unknown", "", "", "", "", f"{names}の名前があり、決められません。"
    )


def _narrowed(index: PlaceIndex, one: PlaceResolution, named: frozenset[str]) -> PlaceResolution:
    """An ambiguous name decided by a prefecture that the profile names elsewhere."""
    fitting = [candidate for candidate in one.candidates if candidate.prefecture in named]
    if len(fitting) != 1:
        return one
    return resolve(index, one.input, prefecture=fitting[0].prefecture, strict=True)


def _in_parts(
    index: PlaceIndex, text: str, *, name_first: bool = False
) -> Iterator[PlaceResolution]:
    """Places at the start of a text or of one of its parts.

    With ``name_first`` the whole is not read at once: it begins with a person's name.
    """
    line = normalised(text)
    if not name_first:
        whole = resolve(index, line, strict=True)
        if whole.status != "unknown":
            yield whole
            return
    parts = [part for part in _PARTS.split(line) if part]
    taken = 0
    for position, part in enumerate(parts):
        if position < taken or not _PLACE_END.search(part):
            continue
        # 愛媛県 上島町 is one place in two parts.
        pair = " ".join(parts[position : position + 2])
        one = resolve(index, part, strict=True)
        if one.kind == "都道府県" and (both := resolve(index, pair, strict=True)).code != one.code:
            one, taken = (both, position + 2) if both.status != "unknown" else (one, taken)
        if one.status != "unknown":
            yield one


def _in_sentences(index: PlaceIndex, introduction: str) -> Iterator[PlaceResolution]:
    """Places at which a self-introduction says that the writer works."""
    for sentence in _SENTENCE.split(_lines_kept(introduction)):
        if _ELSEWHERE.search(sentence) or not _PLACE_END.search(sentence):
            continue
        yield from _in_sentence(index, sentence)


def _lines_kept(text: str) -> str:
    return "\n".join(normalised(line) for line in text.splitlines())


def _in_sentence(index: PlaceIndex, sentence: str) -> Iterator[PlaceResolution]:
    position = 0
    while position < len(sentence):
        before = sentence[:position]
        length = _place_length(index, sentence[position:]) if _BEFORE_PLACE.search(before) else 0
        if not length:
            position += 1
            continue
        written, behind = sentence[position : position + length], sentence[position + length :]
        if _LABEL.search(before) or _says_works_there(behind):
            one = resolve(index, written, strict=True)
            if one.status != "unknown":
                yield one
        position += length


def _says_works_there(behind: str) -> bool:
    return not _NOT_A_NAME.match(behind) and any(pattern.match(behind) for pattern in _WORKS_THERE)


def _place_length(index: PlaceIndex, text: str) -> int:
    """How many signs at the start of a text are a place with its prefecture and county."""
    length = 0
    prefecture = index.prefecture_pattern.match(text)
    if prefecture is not None:
        length = prefecture.end()
        while text[length : length + 1] in {" ", "の"}:
            length += 1
    known = prefecture[0] if prefecture else None
    county = re.match(r"(.{1,5}?郡)(?=.)", text[length:])
    for skipped in (0, county.end() if county else 0):
        match = index.at_start(text[length + skipped :], known)
        if match is not None:
            return length + skipped + match.length
    if prefecture is not None:
        return prefecture.end()
    for end in range(min(12, len(text)), 2, -1):
        if text[:end] in index.agencies:
            return end
    return 0
