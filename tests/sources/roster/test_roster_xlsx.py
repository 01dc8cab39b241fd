"""Excel rosters: what cells show, merges, several sheets, broken and foreign files."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet.worksheet import Worksheet
from roster_files import read_xlsx

from matcher.domain import InputError
from matcher.sources import read_roster
from matcher.sources.roster import _xlsx
from matcher.sources.roster._characters import tidy

HEADER = ["氏名", "メール", "団体名"]
AOBA = ["青葉 みのり", "aoba@example.lg.jp", "愛媛県上島町"]
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
    lambda text: not ILLEGAL_CHARACTERS_RE.search(text) and text[0] not in "=_"
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TEXTS)
def test_any_text_round_trips(department: str) -> None:
    """A text comes back as it was written."""
    reading = read_xlsx([[*HEADER, "課"], [*AOBA, department]])
    if not re.fullmatch(r"#[A-Z/0!?#]+", department):
        assert reading.rows[0].department == tidy(department)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dates(date(1930, 1, 1), date(2099, 12, 31)), st.sampled_from(["yyyy/m/d", "General"]))
def test_dates_round_trip(day: date, shown: str) -> None:
    """A date is the same whether Excel shows it as a date or as its number."""

    def finish(sheet: Worksheet) -> None:
        sheet["D2"].number_format = shown

    value = day if shown != "General" else (day - date(1899, 12, 30)).days
    reading = read_xlsx([[*HEADER, "着任日"], [*AOBA, value]], finish)
    assert reading.rows[0].appointed_on == day


def test_numbers_show_the_zeros_of_their_format() -> None:
    """A staff number 7 that is shown as 0007 is 0007; a code 12025 is repaired."""

    def finish(sheet: Worksheet) -> None:
        sheet["A2"].number_format = "0000"
        sheet["E2"].number_format = '[$-411]ggge"年"m"月"d"日"'

    header = ["職員番号", "氏名", "メール", "団体コード", "着任日"]
    (row,) = read_xlsx(
        [header, [7, "青葉", "a@x.jp", 12025.0, datetime(2024, 4, 1)]],  # noqa: DTZ001
        finish,
    ).rows
    assert (row.number, row.code, row.appointed_on) == ("0007", "012025", date(2024, 4, 1))


def test_titles_and_headers_merged_over_three_rows() -> None:
    """Headers of three rows under merged titles are one header."""
    reading = read_xlsx(
        [
            ["参加者名簿", None, None, None, None, None],
            ["参加者", None, "勤務先", None, None, None],
            ["氏名", "メール", "団体", None, "所属", None],
            [None, None, "コード", "名称", "部", "課"],
            ["青葉", "a@x.jp", "383562", "上島町", "総務部", "情報課"],
        ],
        merges=["A1:F1", "A2:B2", "C2:F2", "A3:A4", "B3:B4", "C3:D3", "E3:F3"],
    )
    assert reading.header_rows == (3, 4)
    (row,) = reading.rows
    assert (row.row, row.code, row.department) == (5, "383562", "総務部 情報課")


def test_headers_that_are_not_read_belong_to_the_header() -> None:
    """Where merges show that headers begin above, the upper row is one of them."""
    reading = read_xlsx(
        [
            ["名簿", None, None, None],
            ["番号", "団体名", "連絡先", None],
            [None, None, "氏名", "メール"],
            [1, "上島町", "甲", "a@x.jp"],
        ],
        merges=["A1:D1", "A2:A3", "B2:B3", "C2:D2"],
    )
    assert reading.header_rows == (2, 3)
    assert reading.columns["番号"] == ""


def test_merged_cells_count_for_every_row_they_cover() -> None:
    """Downward merges fill; empty cells outside of merges stay empty."""
    reading = read_xlsx(
        [
            ["団体名", "氏名", "メール"],
            ["上島町", "甲", "a@x.jp"],
            [None, "乙", "b@x.jp"],
            [None, "丙", "c@x.jp"],
        ],
        merges=["A2:A3"],
    )
    assert [row.code for row in reading.rows] == ["383562", "383562", ""]


def test_person_over_two_rows_is_one() -> None:
    """A second row of one merged person is no second person."""
    reading = read_xlsx(
        [["氏名", "メール", "内線"], ["甲", "a@x.jp", 1], [None, None, 2], ["乙", "b@x.jp", 3]],
        merges=["A2:A3", "B2:B3"],
    )
    assert [row.name for row in reading.rows] == ["甲", "乙"]
    assert "結合" in reading.skipped[0].why


def test_heading_merged_across_is_no_member() -> None:
    """A line over the whole width that divides the list is told as such."""
    reading = read_xlsx([HEADER, ["第1班", None, None], AOBA], merges=["A2:C2"])
    assert [row.row for row in reading.rows] == [3]
    assert reading.skipped[0].row == 2


def test_the_sheet_with_the_roster_is_read() -> None:
    """Covers and hidden sheets do not hide it; what was not read is told."""
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(["この名簿の使い方"])
    for name in ("名簿", "昨年度"):
        sheet = workbook.create_sheet(name)
        for row in (HEADER, AOBA):
            sheet.append(row)
    hidden = workbook.create_sheet("隠し")
    hidden.append([*HEADER, "着任日", "職員番号"])
    hidden.sheet_state = "hidden"
    workbook["名簿"].row_dimensions[2].hidden = True
    content = io.BytesIO()
    workbook.save(content)
    reading = read_roster(content.getvalue(), name="x.xlsx")
    assert reading.sheet == "名簿"
    assert reading.members == 1
    assert "「昨年度」" in reading.notices[0]
    assert "隠し" not in reading.notices[0]
    assert "非表示の行が1行" in reading.notices[1]


def test_formatting_at_the_end_of_the_sheet_costs_nothing() -> None:
    """A stray format in the last cell of a sheet makes no million rows."""

    def finish(sheet: Worksheet) -> None:
        sheet["XFD1048576"].number_format = "0"
        sheet["A900"] = "※ 以上"

    reading = read_xlsx([HEADER, AOBA], finish)
    assert (len(reading.rows), reading.skipped[0].row) == (1, 900)


def with_part(content: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """A workbook with one part changed."""
    old, new = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as parts:
        for one in old.namelist():
            part = old.read(one)
            parts.writestr(one, change(part.decode()).encode() if one == name else part)
    return new.getvalue()


def workbook_of(*rows: list[str]) -> bytes:
    """A workbook as bytes."""
    workbook, content = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        workbook.worksheets[0].append(row)
    workbook.save(content)
    return content.getvalue()


def test_furigana_in_shared_texts_is_left_out() -> None:
    """Readings that Excel stores beside a text are not part of it, nor are runs of format lost."""

    def change(part: str) -> str:
        return part.replace(
            "<si><t>東京都千代田区</t></si>",
            "<si><r><t>東京都</t></r><r><t>千代田区</t></r>"
            '<rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>',
        )

    content = with_part(
        workbook_of(HEADER, ["架空", "a@x.jp", "東京都千代田区"]), "xl/sharedStrings.xml", change
    )
    (row,) = read_roster(content, name="x.xlsx").rows
    assert (row.organization, row.repaired) == ("千代田区", ())


def test_old_workbook_is_refused_whatever_its_name() -> None:
    """The content decides, not the ending."""
    with pytest.raises(InputError, match=r"\.xls"):
        read_roster(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), name="名簿.csv")


@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_cut_workbook_is_told_as_broken(kept: float) -> None:
    """A download that ended early is no traceback."""
    content = workbook_of(HEADER, AOBA)
    with pytest.raises(InputError, match="壊れて"):
        read_roster(content[: int(len(content) * kept)], name="x.xlsx")


def test_damaged_table_is_told_as_broken() -> None:
    """A part that is no XML is told as a broken file."""
    content = with_part(
        workbook_of(HEADER, AOBA), "xl/worksheets/sheet1.xml", lambda part: part[: len(part) // 2]
    )
    with pytest.raises(InputError, match="壊れて"):
        read_roster(content, name="x.xlsx")


def test_other_zip_is_no_workbook(tmp_path: Path) -> None:
    """A zipped CSV is refused with what to do."""
    path = tmp_path / "名簿.zip"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("名簿.csv", "氏名,メール")
    with pytest.raises(InputError, match="Excelブック") as caught:
        read_roster(path)
    assert "展開" in caught.value.remedy


def test_strict_variant_is_refused_in_words() -> None:
    """A format that looks empty to the reader is not reported as empty."""

    def change(part: str) -> str:
        return re.sub(r'xmlns="[^"]+"', 'xmlns="http://x.invalid/ooxml/spreadsheetml/main"', part)

    with pytest.raises(InputError, match="Strict"):
        read_roster(with_part(workbook_of(HEADER, AOBA), "xl/workbook.xml", change), name="x.xlsx")


def test_table_that_unpacks_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is checked before anything is unpacked."""
    monkeypatch.setattr(_xlsx, "MOST_UNPACKED_BYTES", 1000)
    with pytest.raises(InputError, match="大きすぎます"):
        read_roster(workbook_of(HEADER, AOBA), name="x.xlsx")


def test_empty_workbook_is_told() -> None:
    """A workbook without a text is told as empty."""
    with pytest.raises(InputError, match="何も書かれていません"):
        read_roster(workbook_of(), name="x.xlsx")


def test_halves_of_names_below_one_header() -> None:
    """姓 and 名 below 職員 are one name, and 名 alone below it is the whole."""
    reading = read_xlsx(
        [
            ["職員", None, "連絡先", "団体"],
            ["姓", "名", "メール", "名"],
            ["青葉", "みのり", *AOBA[1:]],
        ],
        merges=["A1:B1"],
    )
    assert (reading.rows[0].name, reading.rows[0].code) == ("青葉 みのり", "383562")
    reading = read_xlsx([["職員", "連絡先", "団体"], ["名", "メール", "名"], AOBA])
    assert reading.rows[0].name == "青葉 みのり"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["(1)", "(2)", "(3)"], "列の番号の行です。"),
        (["A", "B", "C"], "列の番号の行です。"),
        (["（例）見本 一", "mihon@example.lg.jp", "〇〇市"], "記入例の行です。"),
        (["【北海道】", None, None], "見出しか注記の行です。"),
        (["■愛媛県の参加者", None, None], "見出しか注記の行です。"),
        (["(参加者 2名)", None, None], "見出しか注記の行です。"),
        (["TEL 000", None, None], "見出しか注記の行です。"),
        (["愛媛県 計", None, "2"], "合計の行です。"),
    ],
)
def test_more_rows_that_are_no_members(row: list[str | None], why: str) -> None:
    """Numbers of columns, marked examples, headings of groups, counts of a group."""
    reading = read_xlsx([HEADER, row, AOBA])
    assert [one.row for one in reading.rows] == [3]
    assert [(one.row, one.why) for one in reading.skipped] == [(2, why)]


def test_a_member_of_accounts_is_no_total() -> None:
    """会計 and 統計 end like a total."""
    header = ["課", "氏名", "メール", "団体名"]
    reading = read_xlsx([header, ["会計", "青葉 みのり", None, "愛媛県上島町"]])
    assert [one.department for one in reading.rows] == ["会計"]


@pytest.mark.parametrize(("codes", "field"), [(("12025", "38356"), "code"), (("A1", "7"), "")])
def test_a_bare_header_for_codes_is_judged_by_its_values(
    codes: tuple[str, ...], field: str
) -> None:
    """コード may be any code: it is the local government's where the values are."""
    rows = [[code, f"青葉 {code}", f"{code}@example.lg.jp"] for code in codes]
    reading = read_xlsx([["コード", "氏名", "メール"], *rows])
    assert reading.columns["コード"] == field
