"""CSV rosters: encodings, separators, shapes, and rows judged each by itself."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from roster_files import read_csv

from matcher.domain import InputError, to_json
from matcher.sources import read_roster
from matcher.sources.roster._characters import compose, tidy

HEADER = ["氏名", "メール", "団体名"]
# A cell of these alone is a failed formula, an example or a forced text.
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0#=")).filter(
    lambda text: "例" not in text
)
AOBA = ["青葉 みのり", "aoba@example.lg.jp", "愛媛県上島町"]


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_any_text_round_trips(names: list[str]) -> None:
    """Names come back as they were written, whatever signs they hold."""
    rows = [[name, f"p{n}@example.lg.jp", "上島町"] for n, name in enumerate(names)]
    reading = read_csv([HEADER, *rows])
    assert [row.row for row in reading.rows] == list(range(2, len(names) + 2))
    assert [row.name for row in reading.rows] == [tidy(compose(name)) for name in names]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_encodings_are_told_apart_without_statistics(encoding: str) -> None:
    """The same roster is the same in every encoding."""
    reading = read_csv([HEADER, AOBA], encoding)
    assert reading.encoding == encoding
    assert (reading.rows[0].name, reading.rows[0].code) == ("青葉 みのり", "383562")


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_separators_are_found_by_the_headers(separator: str) -> None:
    """Tables separated by tabs (Excel's Unicode text) or semicolons are read as well."""
    reading = read_csv([HEADER, [*AOBA[:2], "上島町, 愛媛県"]], "utf-16", separator)
    assert list(reading.columns) == HEADER
    assert reading.rows[0].email == "aoba@example.lg.jp"


def test_old_line_ends_are_read() -> None:
    """Files with CR alone have rows too."""
    content = "\r".join(",".join(row) for row in (HEADER, AOBA)).encode()
    assert read_roster(content, name="x.csv").rows[0].code == "383562"


def test_titles_notes_totals_headings_and_repeats_are_told() -> None:
    """Only members become rows; everything else below the header is listed with its reason."""
    reading = read_csv(
        [
            ["令和6年度 名簿", "", ""],
            ["令和6年4月1日現在", "", ""],
            [],
            HEADER,
            ["記入例", "name@example.lg.jp", "上島町"],
            ["愛媛県", "", ""],
            AOBA,
            ["", "", ""],
            HEADER,
            ["計 太郎", "kei@example.lg.jp", "上島町"],
            ["小計", "2名", ""],
            ["合 計", "", "2"],
            ["", "", "上島町"],
            ["注1) 4月以降に変わります", "", ""],
            ["以上"],
        ]
    )
    assert reading.header_rows == (4,)
    assert [row.row for row in reading.rows] == [7, 10]
    assert [(one.row, one.why[:4]) for one in reading.skipped] == [
        (5, "記入例の"),
        (6, "見出しか"),
        (9, "見出しの"),
        (11, "合計の行"),
        (12, "合計の行"),
        (13, "氏名もメ"),
        (14, "注記の行"),
        (15, "注記の行"),
    ]


def test_headers_in_two_rows_without_merges() -> None:
    """What Excel leaves of merged headers in a CSV is understood."""
    reading = read_csv(
        [
            ["番号", "氏名", "所属", "", "団体", "", "連絡先", ""],
            ["", "", "部", "課", "コード", "名称", "メール", "内線"],
            ["1", "青葉 みのり", "総務部", "情報課", "12025", "函館市", "a@example.lg.jp", "1"],
        ]
    )
    assert reading.header_rows == (1, 2)
    assert reading.columns["コード"] == "code"
    (row,) = reading.rows
    assert (row.code, row.department) == ("012025", "総務部 情報課")


def test_headers_above_those_that_are_read_belong_to_the_header() -> None:
    """A column that is not read is still shown under its name from the row above."""
    reading = read_csv(
        [
            ["番号", "参加者", "", "", "備考"],
            ["", "氏名", "メール", "団体名", ""],
            ["1", *AOBA, "兼務"],
        ]
    )
    assert reading.header_rows == (1, 2)
    assert (reading.columns["番号"], reading.columns["備考"]) == ("", "")
    assert reading.rows[0].code == "383562"


def test_cells_below_an_empty_one_inherit_nothing() -> None:
    """In a CSV an empty cell is empty: no row takes over what stands above."""
    rows = read_csv([HEADER, AOBA, ["見本 花子", "mihon@example.lg.jp", ""]]).rows
    assert (rows[1].code, rows[1].organization) == ("", "")
    assert rows[1].problems[0].field == "organization"


def test_name_in_two_columns() -> None:
    """姓 and 名 are joined; readings beside them are left alone."""
    reading = read_csv(
        [["姓", "名", "セイ（カナ）", "メール"], ["青葉", "みのり", "アオバ", "a@example.lg.jp"]]
    )
    assert reading.rows[0].name == "青葉 みのり"
    assert reading.columns["セイ（カナ）"] == ""


def test_column_of_readings_is_the_last_choice() -> None:
    """氏名(ふりがな) is the name only where no other column is."""
    alone = read_csv([["氏名（ふりがな）", "メール"], ["青葉（あおば）", "a@example.lg.jp"]])
    beside = read_csv([["氏名（カナ）", "姓", "名", "メール"], ["アオバ", "青", "葉", "a@x.jp"]])
    assert alone.rows[0].name == "青葉"
    assert beside.rows[0].name == "青 葉"
    assert beside.columns["氏名（カナ）"] == ""


def test_affiliation_is_organization_or_division_by_its_values() -> None:
    """所属 holds organizations in some rosters and divisions in others."""
    header = ["氏名", "メール", "所属"]
    places = read_csv([header, ["青葉", "a@example.lg.jp", "上島町役場 総務課"]])
    divisions = read_csv([header, ["青葉", "a@example.lg.jp", "総務課"]])
    both = read_csv([["氏名", "メール", "団体名", "勤務先"], [*AOBA, "総務課"]])
    assert places.columns["所属"] == "organization"
    assert places.rows[0].code == "383562"
    assert divisions.columns["所属"] == "department"
    assert not divisions.rows[0].problems
    assert (both.rows[0].code, both.rows[0].department) == ("383562", "総務課")


def test_of_two_columns_for_one_field_the_better_is_read() -> None:
    """The other one is shown as not read; headers that are alike stay apart."""
    header = ["氏名", "メール", "採用日", "着任日", "電話", "電話"]
    reading = read_csv([header, ["青葉", "a@example.lg.jp", "2010/4/1", "R6.4.1", "1", "2"]])
    assert reading.columns["採用日"] == ""
    assert str(reading.rows[0].appointed_on) == "2024-04-01"
    assert {"電話(E列)", "電話(F列)"} <= reading.columns.keys()


def test_excel_leftovers_are_problems() -> None:
    """Failed formulas and powers of ten are no values; a forced text is one."""
    header = ["職員番号", "氏名", "メール", "団体名"]
    reading = read_csv(
        [
            header,
            ["1.23E+11", "青葉", "a@example.lg.jp", "#N/A"],
            ['="0012"', "見本", "b@example.lg.jp", "上島町"],
        ]
    )
    first, second = reading.rows
    assert (first.number, first.organization, second.number) == ("", "", "0012")
    assert [one.value for one in first.problems][:2] == ["#N/A", "1.23E+11"]


def test_gaiji_and_lost_characters_are_problems() -> None:
    """A name with a character of one computer only is kept and told."""
    (row,) = read_csv([HEADER, ["青\ue000", *AOBA[1:]]], "cp932").rows
    assert row.name == "青\ue000"
    assert "外字" in row.problems[0].why


def test_shifted_row_is_told() -> None:
    """More values than headers mean that a comma stood unquoted."""
    (row,) = read_csv([HEADER, [*AOBA, "余り"]]).rows
    assert (row.problems[0].field, row.problems[0].value) == ("", "余り")


@pytest.mark.parametrize(
    ("rows", "doubles"),
    [
        ([("1", "a@x.jp"), ("1", "A@X.JP")], [None, 2]),
        ([("1", "a@x.jp"), ("1", "")], [None, 2]),
        ([("1", ""), ("1", "")], [None, 2]),
        ([("", ""), ("", "")], [None, None]),
        ([("1", "a@x.jp"), ("1", "b@x.jp")], [None, None]),
    ],
)
def test_doubles_are_found_by_address_or_number(
    rows: list[tuple[str, str]], doubles: list[int | None]
) -> None:
    """Equal names alone never make one person of two."""
    header = ["職員番号", "氏名", "メール", "団体名"]
    reading = read_csv([header, *([number, "同じ", email, "上島町"] for number, email in rows)])
    assert [row.duplicate_of for row in reading.rows] == doubles
    assert reading.members == doubles.count(None)


def test_numbers_belong_to_their_organization() -> None:
    """Every office counts from 1: the same number elsewhere is nothing to tell."""
    header = ["職員番号", "氏名", "メール", "団体名"]
    rows = read_csv([header, ["1", "甲", "", "上島町"], ["1", "乙", "", "松山市"]]).rows
    assert [row.duplicate_of for row in rows] == [None, None]


def test_same_number_with_another_address_is_told() -> None:
    """Two addresses under one number are two people and a problem to look at."""
    header = ["職員番号", "氏名", "メール", "団体名"]
    rows = read_csv([header, ["1", "甲", "a@x.jp", "上島町"], ["1", "乙", "b@x.jp", "上島町"]]).rows
    assert rows[1].problems[0].field == "number"


@pytest.mark.parametrize(
    ("code", "organization", "prefecture", "expected", "candidates"),
    [
        ("131016", "函館市", "", "", 2),
        ("382019", "松山市", "東京都", "", 1),
        ("", "松山市", "東京都", "", 1),
        ("", "", "愛媛県", "", 1),
        ("132063", "府中市", "", "132063", 0),
        ("", "府中市", "広島", "342084", 0),
        ("342084", "", "", "342084", 0),
        ("342084", "", "東京都", "", 1),
        ("131017", "", "", "", 1),
        ("131017", "千代田区役所", "", "131016", 0),
        ("12203", "", "", "", 2),
        ("12203", "", "北海道", "012203", 0),
        ("12203", "市川市", "", "122033", 0),
        ("999999", "千代田区", "", "131016", 0),
        ("999999", "", "", "", 0),
        ("函館", "函館市", "", "012025", 0),
        ("", "愛媛県後期高齢者医療広域連合", "", "", 0),
    ],
)
def test_code_name_and_prefecture_decide_together(
    code: str,
    organization: str,
    prefecture: str,
    expected: str,
    candidates: int,
) -> None:
    """What agrees is settled; what contradicts stays open, with what it could be."""
    header = ["氏名", "メール", "団体コード", "団体名", "都道府県"]
    (row,) = read_csv([header, ["甲", "a@x.jp", code, organization, prefecture]]).rows
    assert (row.code, len(row.candidates)) == (expected, candidates)
    assert bool(row.problems) == (not expected)
    assert all(one.why and one.remedy for one in row.problems)


def test_json_has_the_documented_keys() -> None:
    """Programs find what the design document promises."""
    document = to_json(read_csv([HEADER, AOBA]))
    assert {"encoding", "header_rows", "columns", "rows"} <= document.keys()
    assert {
        "row", "name", "email", "number", "code", "organization", "prefecture", "department",
        "appointed_on", "left_on", "topics", "status", "repaired", "candidates", "problems",
    } <= document["rows"][0].keys()  # fmt: skip


def test_repairs_are_named_from_and_to() -> None:
    """The JSON of a repair has the keys of the design document."""
    document = to_json(read_csv([HEADER, ["甲", "a@x.jp", "愛媛県庁"]]))
    assert document["rows"][0]["repaired"] == [
        {"field": "organization", "from": "愛媛県庁", "to": "愛媛県",
         "why": "愛媛県として読みました。"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "空です"),
        (b" \r\n\r\n", "空です"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"<html><table>", "Webページ"),
        (b"a\0b,c", "表ではない"),
        ('氏名,メール\n青葉,a@x.jp\n"閉じない,b@x.jp\n'.encode(), "CSVとして"),
        ("青葉,a@x.jp,上島町\n".encode(), "見出し"),
        ("氏名,メール\n".encode("euc_jp"), "読めない文字"),
    ],
)
def test_unusable_files_are_refused_in_words(content: bytes, what: str) -> None:
    """Each error names the file and says what to do."""
    with pytest.raises(InputError, match=what) as caught:
        read_roster(content, name="名簿.csv")
    assert caught.value.file == "名簿.csv"
    assert caught.value.remedy


def test_mixed_encodings_name_the_row() -> None:
    """A row that was pasted in another encoding is found."""
    content = "氏名,メール\n".encode() + "髙橋\n".encode("cp932") + "①\n".encode() + b"\xff\xff\n"
    with pytest.raises(InputError) as caught:
        read_roster(content, name="x.csv")
    assert caught.value.place == "4行目"


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A path that is no file is told as such."""
    for path in (tmp_path, tmp_path / "ない.csv"):
        with pytest.raises(InputError, match="ファイルがありません"):
            read_roster(path)


def test_path_and_bytes_are_the_same(tmp_path: Path) -> None:
    """A file is read from its place as from memory, under the name that people know."""
    content = unicodedata.normalize("NFD", "氏名,メール,勤務先\nガバ,g@x.jp,つくば市\n").encode()
    path = tmp_path / "名簿（令和6年度）.csv"
    path.write_bytes(content)
    assert read_roster(path) == read_roster(content, name=path.name)


def _places(*rows: tuple[str, str, str]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Code, organization and candidates of rows with prefecture, code and organization."""
    header = ["都道府県", "団体コード", "団体名", "氏名", "メール"]
    people = [[*row, f"青葉 {n}", f"p{n}@example.lg.jp"] for n, row in enumerate(rows)]
    reading = read_csv([header, *people])
    return [(row.code, row.organization, row.candidates) for row in reading.rows]


def test_half_a_name_is_not_taken_for_granted() -> None:
    """本部 is seldom 本部町: without prefecture or code it is offered, with either it is told."""
    assert _places(("", "", "本部"), ("沖縄県", "", "本部"), ("", "473081", "本部")) == [
        ("", "本部", ("473081",)),
        ("473081", "本部町", ()),
        ("473081", "本部町", ()),
    ]
    reading = read_csv(
        [["県", "団体名", "氏名", "メール"], ["愛媛", "松山", "青葉", "a@example.lg.jp"]]
    )
    assert [one.why for one in reading.rows[0].repaired] == ["都道府県の欄から決めました。"]


def test_a_city_named_like_its_prefecture_is_asked_about() -> None:
    """高知 beside 高知県 may be the city or the prefecture; 県庁 there is the prefecture."""
    assert _places(("高知県", "", "高知"), ("高知", "", "県庁 総務課")) == [
        ("", "高知", ("390003", "392014")),
        ("390003", "高知県", ()),
    ]


BODY = "389013"


def test_a_joint_body_is_known_in_all_rows_once_one_has_its_code() -> None:
    """Before and after the row with the code, with a division, and by the code alone."""
    name = "愛媛県後期高齢者医療広域連合"
    found = _places(("", "", name), ("", BODY, name), ("", "", f"{name} 総務課"), ("", BODY, ""))
    assert found == [(BODY, name, ())] * 4


def test_a_known_joint_body_contradicts_another_code() -> None:
    """Its name beside another body's code stays open, with both."""
    content = "氏名,メール,団体コード,団体名\nA,a@example.lg.jp,388025,後期高齢者医療広域連合\n"
    known = [f"{BODY} 後期高齢者医療広域連合", "388025 松山衛生事務組合"]
    [row] = read_roster(content.encode(), organizations=known).rows
    assert (row.code, row.candidates) == ("", ("388025", BODY))
    assert "食い違って" in row.problems[0].why


def test_offices_of_agencies_are_read() -> None:
    """A regional office is its agency, and what was written is told."""
    reading = read_csv([HEADER, [*AOBA[:2], "四国総合通信局"]])
    [row] = reading.rows
    assert (row.code, row.prefecture) == ("総務省", "")
    assert [one.why for one in row.repaired] == ["四国総合通信局は総務省の機関です。"]
