"""Dates as offices write them: 和暦, abbreviations, signs between the parts, Excel's numbers."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from matcher.domain import day_text
from matcher.sources.roster._characters import half_width


@dataclass(frozen=True, slots=True)
class Era:
    """A 元号: its first and last day and the year before its first."""

    name: str
    letter: str
    begins: date
    ends: date
    base: int


_ERAS: Final = (
    Era("明治", "m", date(1868, 1, 25), date(1912, 7, 29), 1867),
    Era("大正", "t", date(1912, 7, 30), date(1926, 12, 24), 1911),
    Era("昭和", "s", date(1926, 12, 25), date(1989, 1, 7), 1925),
    Era("平成", "h", date(1989, 1, 8), date(2019, 4, 30), 1988),
    Era("令和", "r", date(2019, 5, 1), date.max, 2018),
)
_BY_NAME: Final = {key: era for era in _ERAS for key in (era.name, era.letter, era.name[0])}
_SERIAL_ORIGIN: Final = date(1899, 12, 30)
_FIRST_SERIAL: Final = 10_000
"""1927-05-18; smaller numbers in a date column are no dates of a person at work."""

_YEAR: Final = r"(?P<year>元|\d{1,4})"
_REST: Final = r"(?:年|[./・,-])(?P<month>\d{1,2})(?:月|[./・,-])(?P<day>\d{1,2})日?"
_ERA: Final = re.compile(rf"(?P<era>明治|大正|昭和|平成|令和|[mtshr明大昭平令])\.?{_YEAR}{_REST}")
_WESTERN: Final = re.compile(rf"(?:西暦)?(?P<year>\d{{4}}){_REST}")
_COMPACT: Final = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:\.0)?")
_ERA_COMPACT: Final = re.compile(r"(?P<era>[mtshr])(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_KANJI_NUMBER: Final = re.compile(r"(?:[一二三四五六七八九]?十)?[一二三四五六七八九]?(?=[年月日])")
_KANJI_DIGITS: Final = "〇一二三四五六七八九"
_SERIAL: Final = re.compile(r"(?P<days>\d{5})(?:\.\d+)?")
_MONTH: Final = re.compile(
    r"(?:(?:明治|大正|昭和|平成|令和|[mtshr])\.?(?:元|\d{1,2})|\d{4})(?:年|[./-])\d{1,2}月?"
)
_TIME: Final = re.compile(r"(?<=[\d日])(?:t|\s)\s*\d{1,2}(?::\d{2}){1,2}(?:\.\d+)?(?:z|[+-]\d.*)?$")
_WEEKDAY: Final = re.compile(r"[(\[]?[月火水木金土日](?:曜日?)?[)\]]$|[月火水木金土日]曜日?$")
_HYPHENS: Final = re.compile("[‐‑‒–—―−ー]")
_NOTE: Final = re.compile(r"(?:付け?|発令|着任|異動|採用|退職|から|より|まで|[~〜]|現在)+$")


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a written date stands for.

    Attributes:
        day: The date, None when there is none.
        why: One Japanese sentence: what was concluded, or why it is no date; often empty.
    """

    day: date | None
    why: str = ""


def read_date(text: str) -> DateReading:
    """Read a date.

    >>> read_date("令和元年5月1日").day
    datetime.date(2019, 5, 1)
    >>> read_date("S63/4/1").day
    datetime.date(1988, 4, 1)
    >>> read_date("令和6年4月31日").why
    '2024年4月に31日はありません。'
    """
    written = _plain(text)
    if found := _ERA.fullmatch(written) or _ERA_COMPACT.fullmatch(written):
        return _in_era(_BY_NAME[found["era"]], found)
    if found := _WESTERN.fullmatch(written) or _COMPACT.fullmatch(written):
        return _day(int(found["year"]), found)
    if (found := _SERIAL.fullmatch(written)) and int(found["days"]) >= _FIRST_SERIAL:
        day = _SERIAL_ORIGIN + timedelta(days=int(found["days"]))
        return DateReading(day, "Excelの日付の通し番号として読みました。")
    if _MONTH.fullmatch(written):
        return DateReading(None, "日が書かれていません。")
    return DateReading(None, "日付として読めません。")


def looks_like_date(text: str) -> bool:
    """Whether a text is a date, possible or not."""
    written = _plain(text)
    return bool(_ERA.fullmatch(written) or _WESTERN.fullmatch(written))


def _plain(text: str) -> str:
    written = _HYPHENS.sub("-", half_width(text).lower())
    written = _TIME.sub("", written)
    written = "".join(written.split())
    written = _NOTE.sub("", written)
    written = _KANJI_NUMBER.sub(lambda found: _digits(found[0]), written)
    return _WEEKDAY.sub("", written)


def _digits(kanji: str) -> str:
    """A number below 100 in kanji as digits: 二十五 as 25."""
    tens, ten, ones = kanji.rpartition("十")
    number = 10 * _KANJI_DIGITS.index(tens or "一") if ten else 0
    return str(number + _KANJI_DIGITS.index(ones or "〇")) if kanji else ""


def _in_era(era: Era, found: re.Match[str]) -> DateReading:
    number = 1 if found["year"] == "元" else int(found["year"])
    if not 0 < number < 100:
        return DateReading(None, f"{era.name}{number}年という年はありません。")
    reading = _day(era.base + number, found)
    if reading.day is None or era.begins <= reading.day <= era.ends:
        return reading
    right = next((one for one in _ERAS if one.begins <= reading.day <= one.ends), None)
    if right is None:
        return DateReading(None, "日付として読めません。")
    year = reading.day.year - right.base
    written = f"{right.name}{'元' if year == 1 else year}年"
    return DateReading(
        reading.day,
        f"{day_text(reading.day)}は{written}です。",
    )


def _day(year: int, found: re.Match[str]) -> DateReading:
    month, day = int(found["month"]), int(found["day"])
    try:
        return DateReading(date(year, month, day))
    except ValueError:
        if 1 <= month <= 12:
            return DateReading(None, f"{year}年{month}月に{day}日はありません。")
        return DateReading(None, f"{month}月という月はありません。")
