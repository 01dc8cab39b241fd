"""Single values: dates, headers, characters, lists."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import RosterField
from matcher.sources.roster._characters import compose, decoded, tidy
from matcher.sources.roster._dates import read_date
from matcher.sources.roster._values import RowNotes, email_value, name_value, topics_value
from matcher.sources.roster._words import meaning_of

DAYS = st.dates(date(1926, 12, 25), date(2099, 12, 31))
NOT_WINDOWS = "¢£¬‖−〜\x80\xa0\uf8f0\uf8f1\uf8f2\uf8f3\x00"
"""Written in another way than read, or assigned by no Windows."""
ERAS = (
    ("令和", "R", date(2019, 5, 1), 2018),
    ("平成", "H", date(1989, 1, 8), 1988),
    ("昭和", "S", date(1926, 12, 25), 1925),
)


@given(DAYS, st.booleans(), st.sampled_from(["年月日", ".", "/", "-"]))
def test_every_day_in_its_era_is_read(day: date, short: bool, signs: str) -> None:
    """A day written in the year of its era, in words or abbreviated, is that day."""
    name, letter, _, base = next(era for era in ERAS if day >= era[2])
    year = day.year - base
    era = letter if short else name
    parts = (str(year) if year > 1 else "元", str(day.month), str(day.day))
    ends = signs if len(signs) == 3 else signs * 2
    written = era + "".join(part + end for part, end in zip(parts, (*ends, ""), strict=False))
    reading = read_date(written)
    assert (reading.day, reading.why) == (day, "")


@given(DAYS)
def test_every_serial_number_of_excel_is_read(day: date) -> None:
    """Excel counts days from the end of 1899."""
    serial = (day - date(1899, 12, 30)).days
    expected = day if serial >= 10_000 else None
    assert read_date(str(serial)).day == expected


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    """Whatever stands there, there is a day or a reason."""
    reading = read_date(text)
    assert reading.day is not None or reading.why


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("R元.5.1", date(2019, 5, 1)),
        ("㋿6年4月1日", date(2024, 4, 1)),
        ("㍻元年1月8日", date(1989, 1, 8)),
        ("令和６年４月１日（月）", date(2024, 4, 1)),
        ("令和6年4月1日付け", date(2024, 4, 1)),
        ("令 6.4.1", date(2024, 4, 1)),
        ("r06/04/01", date(2024, 4, 1)),
        ("2024年4月1日", date(2024, 4, 1)),
        ("2024-04-01 00:00:00", date(2024, 4, 1)),
        ("2024/4/1 0:00", date(2024, 4, 1)),
        ("20240401", date(2024, 4, 1)),
        ("２０２４．４．１", date(2024, 4, 1)),
        ("45383.0", date(2024, 4, 1)),
        ("S64.1.7", date(1989, 1, 7)),
        ("令和6年2月29日", date(2024, 2, 29)),
        ("令7・4・1", date(2025, 4, 1)),
        ("R7･4･1", date(2025, 4, 1)),
        ("R070401", date(2025, 4, 1)),
        ("令和七年四月一日", date(2025, 4, 1)),
        ("平成三十一年四月三十日", date(2019, 4, 30)),
        ("令和元年十月二十五日", date(2019, 10, 25)),
    ],
)
def test_dates_as_offices_write_them(written: str, day: date) -> None:
    """Signs of eras, weekdays, times and additions do not matter."""
    assert read_date(written).day == day


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("令和5年2月29日", "2023年2月に29日はありません。"),
        ("R6.13.1", "13月という月はありません。"),
        ("令和0年4月1日", "令和0年という年はありません。"),
        ("令和6年4月", "日が書かれていません。"),
        ("2024/4", "日が書かれていません。"),
        ("4月1日", "日付として読めません。"),
        ("24/4/1", "日付として読めません。"),
        ("7", "日付として読めません。"),
        ("昨年度", "日付として読めません。"),
        ("令和七年四月三十一日", "2025年4月に31日はありません。"),
        ("5070401", "日付として読めません。"),
        ("月曜日", "日付として読めません。"),
    ],
)
def test_what_is_no_date_is_told(written: str, why: str) -> None:
    """Nothing is completed or guessed."""
    reading = read_date(written)
    assert (reading.day, reading.why) == (None, why)


@pytest.mark.parametrize(
    ("written", "day", "era"),
    [
        ("平成31年5月1日", date(2019, 5, 1), "令和元年"),
        ("H36.4.1", date(2024, 4, 1), "令和6年"),
        ("令和元年4月30日", date(2019, 4, 30), "平成31年"),
        ("昭和64年1月8日", date(1989, 1, 8), "平成元年"),
    ],
)
def test_days_beyond_their_era_are_read_and_told(written: str, day: date, era: str) -> None:
    """The year is certain; that another era held is said."""
    reading = read_date(written)
    assert reading.day == day
    assert era in reading.why


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("氏名", "name"),
        ("職員氏名（漢字）", "name"),
        ("お名前", "name"),
        ("職員名", "name"),
        ("① 氏 名 ※必須", "name"),
        ("E-mail", "email"),
        ("Ｅ－ＭＡＩＬ", "email"),
        ("e‐mailアドレス", "email"),
        ("メールアドレス\n(LGWAN)", "email"),
        ("ﾒｰﾙｱﾄﾞﾚｽ", "email"),
        ("電子メール", "email"),
        ("連絡先（メール）", "email"),
        ("職員番号", "number"),
        ("職員No.", "number"),
        ("団体コード", "code"),
        ("市区町村コード", "code"),
        ("市町村コード", "code"),
        ("全国地方公共団体コード", "code"),
        ("自治体コード（6桁）", "code"),
        ("団体名", "organization"),
        ("自治体名", "organization"),
        ("市区町村", "organization"),
        ("市町村名", "organization"),
        ("地方公共団体名", "organization"),
        ("所属団体", "organization"),
        ("勤務先", "organization"),
        ("ご所属の自治体名", "organization"),
        ("都道府県名", "prefecture"),
        ("部署", "department"),
        ("部署名", "department"),
        ("課", "department"),
        ("所属", "department"),
        ("部局名", "department"),
        ("着任日", "appointed_on"),
        ("異動日", "appointed_on"),
        ("任用年月日", "appointed_on"),
        ("発令日(和暦)", "appointed_on"),
        ("退職日", "left_on"),
        ("退職予定日", "left_on"),
        ("関心のある分野", "topics"),
        ("興味・関心のあるテーマ", "topics"),
        ("担当テーマ", "topics"),
        ("担当業務", "topics"),
        ("得意分野", "topics"),
        ("在籍区分", "status"),
        ("在籍状況", "status"),
        ("登録者氏名", "name"),
        ("氏名・ふりがな", "name"),
        ("アンバサダー名", "name"),
        ("Slack登録メールアドレス", "email"),
        ("メルアド", "email"),
        ("所属団体コード", "code"),
        ("JISコード", "code"),
        ("参加自治体", "organization"),
        ("自治体名等", "organization"),
        ("自治体・団体名", "organization"),
        ("所属都道府県", "prefecture"),
        ("赴任日", "appointed_on"),
        ("在籍終了日", "left_on"),
        ("取り組みテーマ", "topics"),
        ("現況", "status"),
    ],
)
def test_headers_are_known_by_meaning(header: str, field: str) -> None:
    """Offices share no template."""
    meaning = meaning_of([header])
    assert meaning is not None
    assert meaning.field == field


@pytest.mark.parametrize(
    "header",
    [
        "フリガナ",
        "カナ氏名",
        "氏名 フリガナ",
        "ローマ字氏名",
        "上司氏名",
        "旧姓",
        "メールアドレス（確認用）",
        "旧所属",
        "番号",
        "No.",
        "内線番号",
        "電話番号",
        "役職",
        "備考",
        "都道府県コード",
        "生年月日",
        "性別",
        "携帯電話",
        "郵便番号",
        "住所",
        "氏名カナ",
        "メール配信希望",
        "部会名",
        "団体種別",
    ],
)
def test_other_columns_are_not_read(header: str) -> None:
    """What looks like a member's own column but is none is left alone."""
    assert meaning_of([header]) is None


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("団体", "コード"), "code"),
        (("団体", "名称"), "organization"),
        (("団体", "名"), "organization"),
        (("所属", "課"), "department"),
        (("着任", "年月日"), "appointed_on"),
        (("氏名", "漢字"), "name"),
        (("連絡先", "メール"), "email"),
        (("基本情報", "職員", "番号"), "number"),
    ],
)
def test_headers_above_complete_those_below(path: tuple[str, ...], field: str) -> None:
    """A header of several rows is read as one word where its last row says too little."""
    meaning = meaning_of(path)
    assert meaning is not None
    assert meaning.field == field


def test_headers_of_readings_and_others_spoil_the_column_below() -> None:
    """A reading under 氏名 and a name under 上司 are not the member's name."""
    assert meaning_of(["氏名", "カナ"]) is None
    assert meaning_of(["フリガナ", "氏"]) is None
    assert meaning_of(["上司", "氏名"]) is None


@pytest.mark.parametrize("character", "髙﨑𠮷塚神福①㈱Ⅲ👍é")
def test_characters_of_names_stay(character: str) -> None:
    """Neither composing nor tidying exchanges a character that a person chose."""
    assert tidy(compose(character)) == character


def test_marks_are_joined_and_radicals_replaced() -> None:
    """What a Mac, a PDF or a half-width keyboard did is undone."""
    assert tidy("か\u3099 ⾧⼿ ﾎﾟ\u200b\u3000\u3000ﾝ") == "が 長手 ポ ン"


@given(st.text(alphabet=st.characters(codec="cp932", exclude_characters=NOT_WINDOWS), max_size=40))
def test_windows_text_round_trips(text: str) -> None:
    """Whatever cp932 can write is read as it was written, or as the UTF-8 that it is as well."""
    content = text.encode("cp932")
    expected = {compose(text)}
    with suppress(UnicodeDecodeError):
        expected.add(compose(content.decode("utf-8")))
    assert decoded(content, "x.csv").text in expected


@pytest.mark.parametrize(
    ("written", "email"),
    [
        ("mailto:A@Example.lg.jp", "a@example.lg.jp"),
        ("青葉 みのり <a@example.lg.jp>", "a@example.lg.jp"),
        ("a@example.lg.jp、", "a@example.lg.jp"),
        ("a @example.lg.jp", "a@example.lg.jp"),
    ],
)
def test_addresses_are_repaired_and_told(written: str, email: str) -> None:
    """Additions around an address are taken away."""
    notes = RowNotes()
    assert email_value(written, notes) == email
    assert notes.repaired[0].from_ == written


@pytest.mark.parametrize(
    "written", ["a@b", "example.lg.jp", "a@x.jp b@x.jp", "a@x.jp\nb@x.jp", "a@@x.jp", "a,b@x.jp"]
)
def test_what_is_no_address_is_a_problem(written: str) -> None:
    """Nothing is chosen among several addresses, nothing is completed."""
    notes = RowNotes()
    assert email_value(written, notes) == ""
    assert notes.problems[0].field == RosterField.EMAIL


@pytest.mark.parametrize(
    ("written", "topics"),
    [
        ("ガバクラ、標準化", ("ガバクラ", "標準化")),
        ("ガバクラ,標準化;RPA", ("ガバクラ", "標準化", "RPA")),
        ("・ガバクラ\r\n・標準化\r\n", ("ガバクラ", "標準化")),
        ("①窓口DX\n②防災", ("窓口DX", "防災")),
        ("文字(外字,同定)、税", ("文字(外字,同定)", "税")),
        ("「未完,標準化\n税", ("「未完,標準化", "税")),
        ("標準化、標準化", ("標準化",)),
        ("なし", ()),
        ("－", ()),
    ],
)
def test_lists_are_divided_outside_of_brackets(written: str, topics: tuple[str, ...]) -> None:
    """Every usual way to write a list gives its words."""
    assert topics_value(written, RowNotes()) == topics


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("青葉 みのり（あおば みのり）", "青葉 みのり"),
        ("青葉 みのり(ｱｵﾊﾞ ﾐﾉﾘ)", "青葉 みのり"),
        ("あおば みのり\n青葉 みのり", "青葉 みのり"),
        ("青葉\nみのり", "青葉 みのり"),
        ("青葉 みのり（旧姓 架空）", "青葉 みのり（旧姓 架空）"),
        ("アオバ ミノリ", "アオバ ミノリ"),
        ("（あおば）", "（あおば）"),
    ],
)
def test_readings_in_the_cell_of_the_name_are_left_out(written: str, name: str) -> None:
    """What certainly is a reading is taken away and told; everything else stays."""
    notes = RowNotes()
    assert name_value(written, notes) == name
    assert bool(notes.repaired) == (name not in {written, written.replace("\n", " ")})


def test_serial_origin_is_that_of_excel() -> None:
    """Excel calls 2024-04-01 the day 45383."""
    assert date(1899, 12, 30) + timedelta(45383) == read_date("45383").day
