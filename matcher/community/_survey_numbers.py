"""Numbers in answers: 約8万円, 2,400万円, 15人程度, 3割."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from matcher.domain import SurveyColumn
from matcher.language import normalise

COMMON_SHOWN = 5
MOST_ARE_NUMBERS = 0.5
"""A column is one of numbers when every answer is a number or says that there is none, and more
than this share are numbers."""

_SCALES = {"百": 100.0, "千": 1_000.0, "万": 10_000.0, "億": 100_000_000.0}
_UNITS = {
    "パーセント": "%",
    "割": "%",
    "名": "人",
    "年間": "年",
    "カ年": "年",
    "ヶ年": "年",
    "か年": "年",
    "ヶ月": "か月",
    "カ月": "か月",
    "ケ月": "か月",
    "箇月": "か月",
    "日間": "日",
    "分間": "分",
    "箇所": "か所",
    "ヶ所": "か所",
    "カ所": "か所",
}
_KNOWN_UNIT = (
    r"%|パーセント|割|円|[カヶかケ箇]?年間?|[ヶカかケ箇]月|時間|日間?|分間?|秒|週|台|人|名|件|回|枚|校"
    r"|本|冊|個|基|種類|団体|社|世帯|[ヶカか箇]所|部|歳|ページ|gb|tb|mb|kb"
)
_NUMBER = re.compile(
    r"(?:約|およそ|おおよそ|概ね|おおむね|だいたい|(?:年|月|1人|ひとり)(?:額)?)?\s*"
    r"(?P<amount>(?:\d[\d,]*(?:\.\d+)?\s*[百千万億]*\s*)+)"
    rf"(?P<unit>{_KNOWN_UNIT})?"
    r"(?:程度|くらい|ぐらい|ほど|前後|弱|強)?(?:です)?\s*(?:\([^()]*\))?[。.]?"
)
_PART = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*([百千万億]*)")
_NOTHING = re.compile(
    r"(?:なし|無し|無|未定|不明|非公表|未集計|検討中|準備中|交渉中|調整中|未実施|未導入|該当なし|わからない"
    r"|分からない|(?:数え|集計し|測っ|把握し)てい(?:ない|ません)|-+|ー+|―+)(?:です)?(?:\([^()]*\))?[。.]?"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; percent for 割."""

    value: float
    unit: str


def quantity(text: str) -> Quantity | None:
    """The number that an answer is, None when it is words, a range or a bound.

    >>> quantity("約2,400万円"), quantity("1割弱"), quantity("30人以上")
    (Quantity(value=24000000.0, unit='円'), Quantity(value=10.0, unit='%'), None)
    """
    found = _NUMBER.fullmatch(normalise(text).strip())
    if found is None:
        return None
    amount = 0.0
    for digits, scales in _PART.findall(found["amount"]):
        part = float(digits.replace(",", ""))
        for scale in scales:
            part *= _SCALES[scale]
        amount += part
    written = found["unit"] or ""
    unit = _UNITS.get(written, written.upper() if written.isascii() else written)
    return Quantity(amount * 10 if written == "割" else amount, unit)


def summarised(name: str, cells: Sequence[str]) -> tuple[SurveyColumn, tuple[float | None, ...]]:
    """A column with its summary, and its cells as numbers.

    A column is one of numbers when all its answers are numbers of one unit or say that there is
    no number (未定, 数えていない). 無料 counts as 0 円. Medians are those of the numbers given.
    """
    written = [cell for cell in cells if cell]
    read = [_as_amount(cell) for cell in cells]
    numbers = [one for one in read if one is not None]
    units = {one.unit for one in numbers} - {""}
    words = [
        cell
        for cell, one in zip(cells, read, strict=True)
        if cell and one is None and not _NOTHING.fullmatch(normalise(cell).strip())
    ]
    if words or len(units) > 1 or len(numbers) < max(2, len(written) * MOST_ARE_NUMBERS):
        return SurveyColumn(name, len(written), "", None, None, None, _common(written)), tuple(
            None for _ in cells
        )
    values = [one.value for one in numbers]
    unit = next(iter(units), "")
    column = SurveyColumn(
        name, len(written), unit, float(median(values)), min(values), max(values), ()
    )
    return column, tuple(one.value if one else None for one in read)


def _as_amount(cell: str) -> Quantity | None:
    if re.fullmatch(r"無料(?:です)?", normalise(cell).strip()):
        return Quantity(0.0, "円")
    return quantity(cell)


def _common(cells: Sequence[str]) -> tuple[tuple[str, int], ...]:
    spelling: dict[str, str] = {}
    for cell in cells:
        spelling.setdefault(normalise(cell).rstrip("。"), cell)
    counts = Counter(normalise(cell).rstrip("。") for cell in cells)
    return tuple((spelling[key], count) for key, count in counts.most_common(COMMON_SHOWN))
