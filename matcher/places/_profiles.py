"""Where a member works, from what they wrote of themselves. Never a guess: doubt stays open."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from matcher.domain import LocalGovernment, PlaceResolution
from matcher.places._index import PlaceIndex
from matcher.places._institutions import agency_at_start
from matcher.places._joint_bodies import names_joint_body
from matcher.places._normalise import normalised
from matcher.places._reading import prefecture_at_start
from matcher.places._resolve import resolve
from matcher.places._tail import names_company, names_employer

TITLE = "肩書き"
DISPLAY_NAME = "表示名"
INTRODUCTION = "自己紹介"

_PART = re.compile(r"([\W_]*)([^\W_]+)")
_FORMERLY = frozenset({"元", "前", "旧", "前職", "前任", "前所属", "元職", "出向元", "派遣元"})
_GONE = re.compile(
    r"退職(?!手当|金|所得|者|年金)|離職|退任|退庁|出身|在住|(?<![A-Za-z])O[BG](?![A-Za-z])"
)
_OPENING = re.compile(r"[@(\[【〔<「]$")
_IN_BRACKETS = re.compile(r"[(\[【〔<「](\w{2,3})[)\]】〕>」]")
_SENTENCE = re.compile(r"[。!?\n]+|(?<=[すた])(?:が|けど|けれども?)、")
# A place may begin behind a sign, kana or one of these words, never inside a word of kanji.
_BEFORE_PLACE = re.compile(r"(?:[^\w々〆]|[ぁ-ん]|現在|所属|勤務先|当方|私|僕)$")
_LONGEST_BEFORE = 3
_LONGEST_PLACE = 40
_PLACE_END = re.compile(
    r"[都道府県市区町村省庁房院局部所室台隊関]|学校|センター|組合|連合|企業団|機構"
)
_LABEL = re.compile(
    r"(?:所属|自治体|団体|勤務先|職場|市区?町村|都道府県)(?:名|先|団体|自治体)?"
    r"[\]】》)]? ?(?:[::は→]|$| ) ?$"
)
_ELSEWHERE = re.compile(
    r"出身|生まれ|育ち|住ん|住ま|在住|以前|前職|前任|かつて|昔|元々|もともと|隣|となり|近く|友人|知人"
    r"|家族|実家|旅行|観光|さんの|皆さん|事例|取組|取り組み|でした|[いり]ました|だった|ていた|ころ|頃(?!町)|時代"
    r"|退職|同期|同僚|先輩|後輩"
    r"|(?:夫|妻|父|母|主人|旦那|息子|娘|兄|姉|弟|妹|両親)(?:さん|親)?(?:は|が|も|の|で|と)"
)
# Which of the two offices counts is not for a program to say: both are read, so it stays open.
_SECONDED = re.compile("出向|派遣")
_OTHER_EMPLOYER = re.compile(
    r"会社|企業(?!団|誘致|立地|課|係|局|版)|ベンダー|大学|銀行|NPO|業者|法人(?!税|市民|住民|指導|監査)"
)
_OFFICE = r"^(?P<office>役場|市役所|区役所|役所|[都道府県]?庁|本庁)?"
_DIVISION = r"(?P<division>[^、がはをも]{0,20}?)"
_NAME = r"(?:[^ぁ-ん、]{1,12}|[ぁ-ん]{2,8} ?[^、がはをも]{0,8})"
_UNIT = r"(?:課|部|局|係|室|班|担当|センター)"
_IS = r"(?:です|と申します|といいます|と言います|だ$)"
_WORKS_THERE = (
    # 上島町の架空です、上島町 企画課の架空と申します
    re.compile(rf"{_OFFICE}{_DIVISION}の ?{_NAME}{_IS}"),
    # 上島町役場 企画課 架空です
    re.compile(rf"{_OFFICE}(?P<division>[^、がはをもの]{{0,20}}{_UNIT}) [^ぁ-ん、]{{1,8}}{_IS}"),
    # 愛媛県上島町で情報システムを担当しています、上島町役場にて働く
    re.compile(
        rf"{_OFFICE}{_DIVISION}(?:で|にて)、?[^がはも、]{{0,30}}?"
        r"(?:(?:担当|働|勤務|勤め|従事|配属|やって)(?!し?ました)|仕事(?:を|し)"
        r"|(?:情シス|職員|公務員|係長|課長|主査|主任|業務|事務)を?(?:して|務め))"
    ),
    # 上島町に勤務、上島町に入庁、上島町から参加
    re.compile(
        rf"{_OFFICE}{_DIVISION}(?:に|へ)"
        r"(?:所属|勤務|勤め|入庁|入職|奉職|採用|着任|配属|おり|在籍|異動|転職)"
    ),
    re.compile(rf"{_OFFICE}(?:から|より)(?:の?参加)"),
    # 上島町職員です、上島町です
    re.compile(
        rf"{_OFFICE} ?(?:[^、がはをもでに ]{{0,14}}(?:課|部|局|係|室|班|担当|職員|センター))?"
        r"(?:です|と申します|職員)"
    ),
)
_OF_THE_OFFICE = re.compile(rf"(?:{_UNIT}|役場|役所|庁|委員会|支所|出張所|消防署)$")
_KIND_OF_TOWN = re.compile(r"という.{0,8}[市区町村島]$")
_COUNTY = re.compile(r".{1,5}?郡(?=.)")
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
        (TITLE, title, _in_parts(index, title)),
        (DISPLAY_NAME, display_name, _in_parts(index, display_name, name_first=True)),
        (INTRODUCTION, introduction, _in_sentences(index, introduction)),
    )
    named = frozenset[str]().union(*(_prefectures_named(index, text) for _, text, _ in readings))
    opened: ProfileOrganization | None = None
    for source, text, places in readings:
        found = list(places)
        if not found and source != INTRODUCTION and (other := _other_body(index, text)):
            return opened or ProfileOrganization(other, source)
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


def _prefectures_named(index: PlaceIndex, text: str) -> frozenset[str]:
    """Prefectures with 都道府県, and without it alone in brackets: 府中市(広島)."""
    bracketed = map(index.prefecture, _IN_BRACKETS.findall(normalised(text)))
    return index.prefectures_in(text) | {one.name for one in bracketed if one is not None}


def _other_body(index: PlaceIndex, text: str) -> PlaceResolution | None:
    """What a text without a place says instead: a company, a university, a joint body."""
    line = normalised(text)
    parts = [part for _, part in _PART.findall(line)]
    if any(map(names_joint_body, parts)):
        return resolve(index, text, strict=True)
    if any(map(names_employer, [line, *parts])):
        why = f"「{line}」は地方公共団体そのものの名前ではありません。"
        return PlaceResolution(text, "unknown", "", "", "", "", why)
    return None


def _in_parts(
    index: PlaceIndex, text: str, *, name_first: bool = False
) -> Iterator[PlaceResolution]:
    """Places at the start of a text or of one of its parts, unless it tells of a company.

    With ``name_first`` the whole is not read at once: it begins with a person's name.
    """
    line = normalised(text)
    if names_company(line):
        return
    if not name_first and not _GONE.search(line):
        whole = resolve(index, line, strict=True)
        if whole.status != "unknown":
            yield whole
            return
    parts = _PART.findall(line)
    taken = 0
    for position, (before, part) in enumerate(parts):
        formerly = position > 0 and parts[position - 1][1] in _FORMERLY
        # 愛媛県 上島町 is one place in two parts; 愛媛 may be a surname but behind such a sign.
        region = not name_first or _OPENING.search(before)
        told = _PLACE_END.search(part) or (region and index.prefecture(part))
        if position < taken or formerly or not told or _GONE.search(part):
            continue
        one = resolve(index, part, strict=True)
        if one.kind == "都道府県" or (region and index.prefecture(part)):
            pair = " ".join(name for _, name in parts[position : position + 2])
            both = resolve(index, pair, strict=True)
            if both.status != "unknown" and both.kind != "都道府県":
                one, taken = both, position + 2
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
        begins = not before or _BEFORE_PLACE.search(before[-_LONGEST_BEFORE:])
        following = sentence[position : position + _LONGEST_PLACE]
        length = _place_length(index, following) if begins else 0
        if not length:
            position += 1
            continue
        written, behind = sentence[position : position + length], sentence[position + length :]
        if (
            _SECONDED.search(sentence)
            or _LABEL.search(before)
            or _says_works_there(index, written, behind)
        ):
            one = resolve(index, written, strict=True)
            if one.status != "unknown":
                yield one
        position += length


def _says_works_there(index: PlaceIndex, written: str, behind: str) -> bool:
    if _NOT_A_NAME.match(behind):
        return False
    found = filter(None, (pattern.match(behind) for pattern in _WORKS_THERE))
    return any(_in_its_office(index, written, match) for match in found)


def _in_its_office(index: PlaceIndex, written: str, found: re.Match[str]) -> bool:
    """Whether what is said to be the place of work is an office or division of the place."""
    if _OTHER_EMPLOYER.search(found[0]):
        return False
    groups = found.groupdict()
    division = groups.get("division") or ""
    if not division or _KIND_OF_TOWN.match(division):
        return True
    if division.startswith("の") and not _OF_THE_OFFICE.search(division):
        return False
    place = resolve(index, written, strict=True)
    whole = resolve(index, written + (groups["office"] or "") + division, strict=True)
    return whole.status == place.status and whole.code == place.code


def _place_length(index: PlaceIndex, text: str) -> int:
    """How many signs at the start of a text are a place with its prefecture and county."""
    agency = agency_at_start(index, text)
    bodies = index.bodies_at_start(text)
    full = prefecture_at_start(index, text, short=False)
    short = prefecture_at_start(index, text, short=True)
    return max(
        agency[0] if agency else 0,
        bodies[0] if bodies else 0,
        full[0] if full else _municipality_end(index, text, 0, None),
        _municipality_end(index, text, *full) if full else 0,
        _municipality_end(index, text, *short) if short else 0,  # 広島の府中市
    )


def _municipality_end(
    index: PlaceIndex, text: str, start: int, prefecture: LocalGovernment | None
) -> int:
    while start and text[start : start + 1] in {" ", "の"}:
        start += 1
    county = _COUNTY.match(text[start:])
    for begin in (start, start + county.end() if county else start):
        match = index.at_start(text[begin:], prefecture.name if prefecture else None)
        if match is not None:
            return begin + match.length
    return 0
