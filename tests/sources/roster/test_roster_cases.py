"""Roster files of offices that went wrong elsewhere (cases F01-F23)."""

from datetime import date
from pathlib import Path

import pytest

from matcher.domain import InputError, RosterReading, RosterRow
from matcher.places import folded, load_directory, normalised
from matcher.sources import read_roster


def read(cases: Path, name: str) -> RosterReading:
    """Read a case's file."""
    return read_roster(cases / "roster" / name)


def codes(cases: Path, name: str) -> list[str]:
    """The codes of a case's rows."""
    return [row.code for row in read(cases, name).rows]


def named(code: str) -> str:
    """Full name of an organization, empty for none."""
    return load_directory().organization(code).full_name if code else ""


def repairs(row: RosterRow, field: str) -> list[tuple[str, str]]:
    """What was repaired in a field: from, to."""
    return [(one.from_, one.to) for one in row.repaired if one.field == field]


def test_f01_windows_characters_are_read_and_shown_unchanged(cases: Path) -> None:
    """Characters that strict Shift_JIS lacks come through as they are."""
    reading = read(cases, "cp932-extended.csv")
    assert reading.encoding == "cp932"
    assert reading.members == 2
    assert [row.name for row in reading.rows] == ["髙橋 架空", "山﨑 見本"]
    assert [row.department for row in reading.rows] == ["第①係", "㈱連携担当"]
    assert reading.rows[0].topics == ("標準化Ⅲ期",)


def test_f02_byte_order_mark_is_no_part_of_the_header(cases: Path) -> None:
    """The first column keeps its name and its zeros."""
    reading = read(cases, "bom.csv")
    assert reading.columns["職員番号"] == "number"
    assert reading.rows[0].number == "0001"


def test_f03_codes_are_repaired_by_check_digit_and_name(cases: Path) -> None:
    """Lost zeros and check digits are put back, and it is told."""
    rows = read(cases, "codes-lost-zero.csv").rows
    assert [named(row.code) for row in rows] == [
        "北海道札幌市",
        "北海道函館市",
        "北海道函館市",
        "東京都千代田区",
    ]
    assert [repairs(row, "code") for row in rows] == [
        [("11011", "011002")],
        [("12025", "012025")],
        [("1202", "012025")],
        [("13101", "131016")],
    ]


def test_f04_widths_do_not_matter(cases: Path) -> None:
    """Full-width letters and half-width katakana are read in headers and values."""
    reading = read(cases, "full-width.csv")
    first, second = reading.rows
    assert {"email", "code"} <= set(reading.columns.values())
    assert (first.code, first.email, first.number) == ("131016", "aoba@example.lg.jp", "0001")
    assert first.department == "デジタル推進課"
    assert first.topics == ("マイナンバーカード",)
    assert first.appointed_on == date(2024, 4, 1)
    assert (second.name, second.email) == ("ヴェルデ 見本", "mihon@example.lg.jp")
    assert repairs(first, "department") == [("ﾃﾞｼﾞﾀﾙ推進課", "デジタル推進課")]


def test_f05_quoted_breaks_and_commas_shift_nothing(cases: Path) -> None:
    """Cells with line breaks stay cells; Excel's row numbers are kept."""
    reading = read(cases, "newline-in-cell.csv")
    assert [row.row for row in reading.rows] == [2, 3]
    assert reading.rows[0].department == "総務部 デジタル課"
    assert reading.rows[0].topics == ("標準化", "窓口DX")
    assert reading.rows[1].topics == ("「住所,氏名」の照合",)


def test_f06_names_are_no_identity(cases: Path) -> None:
    """The same address is the same person; the same name is not."""
    reading = read(cases, "names-spaces.csv")
    assert reading.members == 2
    assert [row.duplicate_of for row in reading.rows] == [None, 2, None]
    assert "2行目" in reading.rows[1].problems[0].why


def test_f07_variants_are_found_and_kept(cases: Path) -> None:
    """Each name stays as it is written and is found by its usual kanji."""
    names = [row.name for row in read(cases, "variant-kanji.csv").rows]
    assert names == ["髙橋 架空", "斎藤 例示", "齋藤 例示"]

    def found(word: str) -> list[str]:
        return [name for name in names if folded(normalised(word)) in folded(normalised(name))]

    assert found("高橋") == names[:1]
    assert found("斉藤") == found("斎藤") == names[1:]


def test_f08_radicals_from_pdf_are_kanji(cases: Path) -> None:
    """A city copied from a PDF is found, and the repair is told."""
    (row,) = read(cases, "radicals-from-pdf.csv").rows
    assert (row.organization, row.prefecture, row.code) == ("長久手市", "愛知県", "232386")
    assert repairs(row, "organization") == [("⾧久⼿市", "長久手市")]


def test_f09_dates_of_all_kinds(cases: Path) -> None:
    """Eras, abbreviations and serial numbers are dates; an impossible day is a problem."""
    rows = read(cases, "era-dates.csv").rows
    assert [row.appointed_on for row in rows] == [
        date(2019, 5, 1),
        date(2024, 4, 1),
        date(2019, 4, 30),
        date(1989, 1, 8),
        date(1988, 4, 1),
        None,
        date(2024, 4, 1),
        date(2024, 4, 1),
    ]
    assert [row.row for row in rows if row.problems] == [7]
    assert rows[5].problems[0].value == "令和6年4月31日"
    assert repairs(rows[6], "appointed_on") == [("45383", "2024-04-01")]


def test_f10_titles_merges_totals_and_notes(cases: Path) -> None:
    """Merged headers and cells are understood; totals and notes are no members."""
    reading = read(cases, "merged-header.xlsx")
    assert reading.header_rows == (4, 5)
    assert [row.row for row in reading.rows] == [6, 7, 8]
    assert [row.department for row in reading.rows] == [
        "総務部 情報課",
        "総務部 情報課",
        "総務部 税務課",
    ]
    assert {(row.code, row.organization) for row in reading.rows} == {("012025", "函館市")}
    assert reading.columns["番号"] == ""
    assert [one.row for one in reading.skipped] == [9, 11]


def test_f11_protected_workbook_is_told_in_words(cases: Path) -> None:
    """The error says what the file is and what to do."""
    with pytest.raises(InputError, match="パスワード") as caught:
        read(cases, "password.xlsx")
    assert "password.xlsx" in str(caught.value)
    assert ".xls)" in caught.value.what
    assert "xlsx" in caught.value.remedy


def test_f12_same_names_stay_open_unless_the_prefecture_is_written(cases: Path) -> None:
    """The first found never wins."""
    rows = read(cases, "places-same-name.csv").rows
    assert [row.code for row in rows] == [
        "132063", "342084", "", "342084", "012335", "", "", "204811", "", "", "",
    ]  # fmt: skip
    assert [len(row.candidates) for row in rows] == [0, 0, 2, 0, 0, 2, 4, 0, 2, 3, 2]
    assert all(bool(row.problems) == bool(row.candidates) for row in rows)


def test_f13_cities_that_begin_like_their_prefecture(cases: Path) -> None:
    """Cities are cities, and prefectures may lack their last sign."""
    assert [named(code) for code in codes(cases, "places-prefix.csv")] == [
        "京都府京都市", "鹿児島県鹿児島市", "大阪府大阪市", "京都府亀岡市", "京都府亀岡市",
        "千葉県千葉市", "東京都", "神奈川県", "愛媛県松山市", "三重県四日市市", "三重県四日市市",
        "広島県廿日市市",
    ]  # fmt: skip


def test_f14_wards_belong_to_the_city(cases: Path) -> None:
    """Wards of Hamamatsu, old and new, are the city."""
    assert set(codes(cases, "places-hamamatsu.csv")) == {"221309"}


def test_f15_former_names_are_told(cases: Path) -> None:
    """Renamed and merged municipalities are the present ones, with what they were."""
    rows = read(cases, "places-renamed.csv").rows
    assert [row.organization for row in rows] == [
        "富谷市",
        "富谷市",
        "丹波篠山市",
        "丹波篠山市",
        "青森市",
    ]
    assert rows[0].code == "042161"
    told = [row.repaired[0].why if row.repaired else "" for row in rows]
    assert ["富谷町" in told[0], "富谷町" in told[1], "篠山市" in told[2]] == [True] * 3
    assert "浪岡町" in told[4]


def test_f16_spellings_are_shown_officially(cases: Path) -> None:
    """Variants of kana and kanji and blanks before a ward do not matter."""
    assert [row.organization for row in read(cases, "places-spelling.csv").rows] == [
        "龍ケ崎市", "龍ケ崎市", "龍ケ崎市", "鎌ケ谷市", "茅ヶ崎市", "四條畷市", "五條市",
        "京都市", "横浜市",
    ]  # fmt: skip


def test_f17_each_row_stands_by_itself(cases: Path) -> None:
    """What names no place stays unknown; ministries are agencies."""
    assert codes(cases, "places-unknown.csv") == [
        "", "", "", "デジタル庁", "総務省", "380008", "380008", "",
    ]  # fmt: skip


def test_f19_short_windows_file_is_quoted_in_japanese(cases: Path) -> None:
    """The error about missing columns shows the headers as they are."""
    with pytest.raises(InputError) as caught:
        read(cases, "short-cp932.csv")
    assert caught.value.value == "点検、型式"
    assert caught.value.place == "1行目"


def test_f20_mark_before_a_quoted_header(cases: Path) -> None:
    """Neither mark nor quotes stick to the header."""
    reading = read(cases, "bom-and-quotes.csv")
    assert next(iter(reading.columns)) == "職員番号"
    assert reading.rows[0].number == "0007"


def test_f21_decomposed_file_is_read(cases: Path) -> None:
    """Names and places of a Mac's file are found by typing them."""
    reading = read(cases, "nfd.csv")
    (row,) = reading.rows
    assert row.organization == "つくば市"
    assert row.name.startswith("ガバ")
    assert "NFD" in reading.notices[0]


def test_f22_furigana_is_not_appended(cases: Path) -> None:
    """Readings stored with the text are left out."""
    reading = read(cases, "furigana.xlsx")
    (row,) = reading.rows
    assert "氏名" in reading.columns
    assert (row.name, named(row.code)) == ("架空 太郎", "東京都千代田区")


def test_f23_towns_are_not_cities(cases: Path) -> None:
    """Without its county a town is still the town."""
    found = codes(cases, "places-town-not-city.csv")
    assert found[:3] == ["343021", "343021", "016616"]
    assert [named(code)[3:] for code in found[3:]] == ["越前町", "四万十町", "佐久穂町", "土佐町"]
