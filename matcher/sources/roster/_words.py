"""What offices write above the columns of their rosters, and what they mean by it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from matcher.domain import RosterField

NamePart = Literal["", "family", "given"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column is taken for.

    Attributes:
        field: The field.
        rank: Among columns of one field that with the lowest rank is read.
        part: Which part of the name, empty for the whole.
        weak: The word is used for the organization and for the division alike.
    """

    field: RosterField
    rank: int
    part: NamePart = ""
    weak: bool = False


# Readings, former posts and other people's columns hold words like those of the member's own.
_KANA: Final = r"カナ|かな|ふりがな|フリガナ|振り?仮名|よみ|読み(?:仮名)?"
_READING: Final = re.compile(_KANA)
_OTHERS: Final = re.compile(
    _KANA + r"|ローマ字|英字|英語表記|kana|romaji"
    r"|上司|所属長|推薦|緊急|旧姓|前所属|旧所属|異動前|前任|後任|前職|確認用|再入力|予備|代理"
    r"|責任者|次年度|異動先|転出先|異動元|転入元"
)
_WITH_READING: Final = re.compile(rf"(?:[・/と]|及び|および)(?:{_KANA})$")
_NOTES: Final = re.compile(r"[(\[【〔〈<「].*?[)\]】〕〉>」]|[(\[【〔].*$")
_BRACKETS: Final = re.compile(r"[()\[\]【】〔〕〈〉<>「」]")
_ENUMERATION: Final = re.compile(r"^(?:q|問|設問|項目)?\d{1,2}[.):、．。]?(?=\D)")
_REQUEST: Final = re.compile(
    r"(?:を|は|について)?(?:ご?(?:入力|記入|選択|回答)|お?(?:教え|書き|選び|聞かせ)).*$"
)
_ORNAMENT: Final = re.compile(
    r"[\s*※★☆●○■□◎・:;、。.?!'\"_/‐‑‒–—―−-]|必須|任意|^ご|^お(?=名前|勤め)"
)

_LOCAL: Final = r"(?:市区?町村|区?市町村|市町村区|市区|市町|区市町|町村|自治体|地方自治体)"
_BODY: Final = rf"(?:{_LOCAL}等?|(?:全国)?地方公共団体|公共団体|団体|都道府県市?区?町村)"
_DAY: Final = r"(?:の?年月日|の?日付|の?日時|日|の?期日|on|date|day)"
_UNIT: Final = r"(?:部署|部局|部課|部課室|部課係|課|課室|課係|係|室|部|局|班|グループ|チーム)"

# Patterns of a field in the order of trust.
_PATTERNS: Final[dict[RosterField, tuple[str, ...]]] = {
    RosterField.EMAIL: (
        (
            r"(?:(?:職場|業務用?|公用|仕事用?|勤務先|庁内|lgwan|lg|slack|登録用?|参加用?|招待用?|共創pf|個人|連絡先|職員|代表)の?){0,3}"
            r"(?:e?メール|e?mail|電子メール|電子mail|イーメール|メイル|eメイル)"
            r"(?:アドレス|address|adress|addr|id)?1?"
        ),
        r"メル?アド|(?:slack|登録)?アドレス|mailto|(?:user)?email(?:address)?|メールadd",
    ),
    RosterField.NUMBER: (
        (
            r"(?:職員|社員|人事|庁内|庶務|従業員)(?:番号|no|nr|コード|cd|id)|職番|staff(?:id|no|number|code)"
            r"|employee(?:id|no|number|code)?"
        ),
        r"(?:個人|会員|参加者|登録)(?:番号|no|コード|id)",
    ),
    RosterField.CODE: (
        (
            rf"(?:所属|勤務先|参加|構成)?{_BODY}(?:識別)?(?:コード|code|cd|id)(?:番号)?|コード{_BODY}"
            r"|(?:市区?町村|団体|自治体)(?:番号|no)|(?:総務省|行政|行政区域|標準地域|jis|lg)コード"
            r"|j-?liscode|(?:local)?(?:government|municipality|municipal|city|org|organization)code"
        ),
    ),
    RosterField.ORGANIZATION: (
        rf"{_BODY}(?:名称?)?等?|(?:団体|自治体)等?(?:名称?)?|(?:自治体|市区?町村)団体名",
        (
            rf"(?:勤務|所属|在籍|派遣|参加|登録|構成|会員)(?:元|先|の)?(?:{_BODY}|機関|組織|官公庁|官庁|省庁|庁)(?:名称?)?"
            r"|(?:機関|組織|官公庁|官庁|省庁|府省庁)(?:名称?)?|organi[sz]ation(?:name)?|municipality"
            r"|(?:local)?government|(?:市区?町村)?役[所場]名?"
        ),
        r"(?:勤務|勤め)(?:先|地)(?:名称?)?|(?:会社|法人)名|都道府県[及とおよび]*市区?町村(?:名称?)?",
    ),
    RosterField.PREFECTURE: (
        r"(?:(?:所在|所属|勤務[先地])の?)?都道府県(?:名称?|庁)?|prefecture|pref",
        r"(?:府県|県)(?:名称?)?",
    ),
    RosterField.DEPARTMENT: (
        (
            rf"{_UNIT}等?(?:名称?|等名)?|(?:担当|配属)(?:部署|部局|課|係|室|部)(?:名称?)?"
            rf"|所属{_UNIT}(?:名称?)?|部局?[とや]?課(?:名称?)?|department|division|section|dept"
        ),
        r"(?:現|新|現在の?|異動後の?)?所属(?:先)?(?:名称?)?|配属先?(?:名称?)?|職場(?:名称?)?",
    ),
    RosterField.APPOINTED_ON: (
        rf"(?:現所属|現職|現部署)?(?:への?)?(?:着任|配属|就任|赴任)(?:予定)?{_DAY}?",
        rf"(?:人事)?(?:異動|発令|任命|任用|転入){_DAY}|appointed{_DAY}?",
        rf"(?:採用|入庁|入職|委嘱|(?:在籍|所属|委嘱)?開始){_DAY}|(?:start|hire|joined){_DAY}",
    ),
    RosterField.LEFT_ON: (
        rf"(?:退職|離職|退任|離任|転出|退会|退庁|解任)(?:予定)?{_DAY}",
        rf"任期(?:満了|終了)?(?:予定)?{_DAY}|(?:在籍|所属)?終了{_DAY}|(?:left|leave|leaving|end|retired){_DAY}",
    ),
    RosterField.TOPICS: (
        (
            r"(?:主な|主たる)?(?:関心|興味|得意|専門|担当)+(?:の?ある|な|がある|を持つ|の)?"
            r"(?:テーマ|分野|領域|事項|トピック|こと|事|内容|業務分野)(?:等|名)?"
        ),
        r"関心|興味|興味関心|関心キーワード|専門|.{0,8}テーマ|トピック|topics?|interests?|(?:得意|専門|関心)業務",
        r"(?:主な|現在の)?(?:担当|従事)(?:業務|事務|職務)(?:内容|名)?|主な業務|事務分掌|分掌事務|業務内容",
    ),
    RosterField.STATUS: (
        r"(?:在籍|在職|在任|就業|勤務|異動|参加|会員|登録|アカウント)の?(?:区分|状況|状態|ステータス|有無)",
        r"在籍|状態|状況|現況|ステータス|status|(?:退職|異動)(?:区分|事由|理由|種別)",
    ),
    RosterField.NAME: (
        (
            r"(?:職員|参加者|参加職員|担当者|受講者|会員|メンバー|委員|アンバサダー|推進員|構成員|漢字|申込者|申請者|回答者|出席者"
            r"|登録者?|利用者|本人)?の?"
            r"(?:氏名|姓名|お?名前|フルネーム)(?:漢字)?|(?:full)?name|realname"
        ),
        (
            r"(?:職員|参加者|参加職員|担当者|受講者|会員|メンバー|委員)名?|displayname|表示名"
            r"|(?:利用者|ユーザー?|出席者|申請者|登録者|アンバサダー|推進員)名"
        ),
    ),
}
_PARTS: Final[dict[NamePart, str]] = {
    "family": r"姓|氏|名字|苗字|(?:last|family)name|surname",
    "given": r"名|下の名前?|(?:first|given)name",
}
_WEAK: Final = re.compile(
    r"(?:現|新|現在の?|異動後の?)?所属(?:先)?(?:名称?)?|職場(?:名称?)?|(?:勤務|勤め)(?:先|地)(?:名称?)?"
)
BARE_CODE: Final = frozenset({"コード", "コード番号", "code", "cd"})
"""Headers that do not tell of what the codes are."""

_COMPILED: Final = tuple(
    (field, rank, re.compile(pattern))
    for field, patterns in _PATTERNS.items()
    for rank, pattern in enumerate(patterns)
)
LAST_RANK: Final = 9
_COMPILED_PARTS: Final = tuple((part, re.compile(words)) for part, words in _PARTS.items())


def plain_label(label: str, *, with_notes: bool = False) -> str:
    """A header as its bare word: half width, lower case, without notes, numbers and ornaments.

    >>> plain_label("①Ｅ－メール アドレス（必須）")
    'eメールアドレス'

    Args:
        label: As written.
        with_notes: Keep what stands in brackets: 連絡先(メール).
    """
    text = (_BRACKETS if with_notes else _NOTES).sub("", _half(label))
    text = _ENUMERATION.sub("", text)
    text = _REQUEST.sub("", text)
    return _ORNAMENT.sub("", text)


def meaning_of(path: Sequence[str]) -> Meaning | None:
    """What a column with one or several headers above each other is taken for.

    The lowest header decides; those above it (団体 / コード) and notes in brackets complete it.

    Args:
        path: The headers from top to bottom, as written.
    """
    if any(_OTHERS.search(_half(part)) for part in path):
        return _annotated_name(path[-1])
    labels = [
        label
        for start in range(len(path) - 1, -1, -1)
        for with_notes in (True, False)
        if (label := "".join(plain_label(part, with_notes=with_notes) for part in path[start:]))
    ]
    found = next(filter(None, map(_meaning, labels)), None)
    part = next(filter(None, map(_part, labels)), None)
    if found is None:
        return part
    if part is not None and found.field is RosterField.NAME and len(path) > 1:
        # 職員 above 姓 and 名: half a name only where the other half is beside it.
        return replace(found, part=part.part)
    return found


def _annotated_name(label: str) -> Meaning | None:
    """Names whose reading stands in brackets behind them, as 氏名(ふりがな) may announce."""
    bare = _WITH_READING.sub("", _NOTES.sub("", _half(label)))
    if _OTHERS.search(bare) or not _READING.search(_half(label)):
        return None
    found = _meaning(plain_label(bare))
    return (
        Meaning(found.field, LAST_RANK + 1) if found and found.field is RosterField.NAME else None
    )


def _half(label: str) -> str:
    return "".join(unicodedata.normalize("NFKC", label).lower().split())


def _meaning(label: str) -> Meaning | None:
    for field, rank, pattern in _COMPILED:
        if pattern.fullmatch(label):
            return Meaning(field, rank, weak=bool(_WEAK.fullmatch(label)))
    return None


def _part(label: str) -> Meaning | None:
    for part, pattern in _COMPILED_PARTS:
        if pattern.fullmatch(label):
            return Meaning(RosterField.NAME, LAST_RANK, part)
    return None
