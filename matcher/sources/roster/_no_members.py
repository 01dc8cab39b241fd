"""Rows below the headers that are no members: totals, notes, headings, examples."""

import re
from collections.abc import Mapping
from typing import Final

from matcher.domain import RosterField
from matcher.sources.roster._characters import half_width, tidy
from matcher.sources.roster._headers import Header
from matcher.sources.roster._sheets import Sheet

_TOTAL: Final = re.compile(
    r"(?:合|小|総|累|人数|部門|全体)?計(?:\(?[\d,]*[名人]?\)?)?[:：]?|総数|総人数|人数|平均"
    r"|.{1,12}(?<![会統設家時])計"
)
_NOTE: Final = re.compile(
    r"※|\*|注\d*[).:、 記意]|\(注|注$|備考[:）)]|出典|作成[:者日]|凡例|以上$|【注|<注|問い?合わせ"
)
_EXAMPLE: Final = re.compile(
    r"[(【<\[]?(?:記入|入力|記載)例?[)】>\]:]?|[(【]?例[)】:]?|サンプル行?"
    r"|[(【<\[](?:記入|入力|記載)?例[)】>\]].*"
)
_ENUMERATION: Final = re.compile(r"\(?(?:\d{1,2}|[a-z])\)?列?", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"。|:|現在$|名簿$|以上$")
_HEADING: Final = re.compile(
    r"[(\[【〔<〈「].*[)\]】〕>〉」]|[■□◆◇●○▼▲★☆・▪].*|.*\d.*|(?:tel|fax|電話).*|.*(?:[都道府県市区町村課部係室局]|ブロック|地方|支部|委員会|グループ|チーム)$",
    re.IGNORECASE,
)
_LONGEST_NAME: Final = 20

_PERSON: Final = (RosterField.NAME, RosterField.EMAIL, RosterField.NUMBER)


def why_no_member(
    sheet: Sheet, row: int, header: Header, values: Mapping[RosterField, str]
) -> str | None:
    """Why a row is no member: one Japanese sentence; None for a member's row.

    Args:
        sheet: The table.
        row: From 0.
        header: Its headers.
        values: What the row's cells say for each field, with what is merged down into them.
    """
    cells = {
        column: text
        for column, written in enumerate(sheet.cells[row])
        if (text := half_width(written))
    }
    labels = {column.index: half_width(column.label) for column in header.columns}
    own = {
        field
        for field in _PERSON
        if any(column.index in cells for column in header.fields.get(field, ()))
    }
    addressed = "@" in values.get(RosterField.EMAIL, "") and len(cells) > 1
    only_name = len(cells) == 1 and RosterField.NAME in own
    why = None
    if _EXAMPLE.fullmatch(first := next(iter(cells.values()))):
        why = "記入例の行です。"
    elif sum(labels.get(column) == text for column, text in cells.items()) > 1:
        why = "見出しの繰り返しです。"
    elif len(cells) > 2 and all(map(_ENUMERATION.fullmatch, cells.values())):
        why = "列の番号の行です。"
    elif not addressed and any(map(_is_total, list(cells.values())[:3])):
        why = "合計の行です。"
    elif not addressed and _NOTE.match(first):
        why = "注記の行です。"
    elif not own and any(values.get(field) for field in _PERSON):
        why = "氏名もメールアドレスも職員番号も、上の行と結合されています。"
    elif not own:
        why = "氏名もメールアドレスも職員番号もありません。"
    elif only_name and _is_heading(sheet, row, first):
        why = "見出しか注記の行です。"
    return why


def _is_total(text: str) -> bool:
    return bool(_TOTAL.fullmatch("".join(text.split())))


def _is_heading(sheet: Sheet, row: int, text: str) -> bool:
    name = tidy(text)
    spans = any(one.top <= row <= one.bottom and one.right > one.left for one in sheet.merges)
    return bool(
        spans or len(name) > _LONGEST_NAME or _SENTENCE.search(name) or _HEADING.fullmatch(name)
    )
