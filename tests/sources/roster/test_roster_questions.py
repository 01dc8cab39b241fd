"""What a roster leaves for a person to decide, and the roster once they have decided."""

import pytest
from roster_files import read_csv

from matcher.domain import InputError, RosterReading
from matcher.sources import decide_roster, roster_questions

HEADER = ["氏名", "メール", "団体コード", "団体名", "都道府県"]
TOKYO, HIROSHIMA = "132063", "342084"


def reading() -> RosterReading:
    """Four rows of 府中市, one whose code and name contradict each other, one that is certain."""
    return read_csv(
        [
            HEADER,
            ["青葉 一", "a@fuchu-t.example.jp", "", "府中市", ""],
            ["青葉 二", "b@fuchu-h.example.jp", "", "府中市", ""],
            ["青葉 三", "c@fuchu-t.example.jp", "", "府中市", ""],
            ["青葉 一", "A@fuchu-t.example.jp", "", "府中市", ""],
            ["見本 五", "e@x.example.jp", "012025", "愛媛県上島町", ""],
            ["見本 六", "f@x.example.jp", "", "愛媛県上島町", ""],
        ]
    )


def test_rows_alike_are_one_question() -> None:
    """The same writing under the same domain is asked once, another domain apart, doubles not."""
    tokyo, hiroshima, contradiction = roster_questions(reading())
    assert (tokyo.rows, tokyo.names) == ((2, 4), ("青葉 一", "青葉 三"))
    assert (tokyo.written, tokyo.domain) == ("府中市", "fuchu-t.example.jp")
    assert [(one.code, one.prefecture + one.name) for one in tokyo.candidates] == [
        (TOKYO, "東京都府中市"),
        (HIROSHIMA, "広島県府中市"),
    ]
    assert (hiroshima.rows, hiroshima.domain) == ((3,), "fuchu-h.example.jp")
    assert contradiction.rows == (6,)
    assert "食い違って" in contradiction.why
    assert [one.code for one in contradiction.candidates] == ["012025", "383562"]


def test_a_choice_settles_its_row_only() -> None:
    """Code, official spelling, prefecture and a repair for the chosen row; others stay open."""
    before = reading()
    after = decide_roster(before, {2: TOKYO, 6: "383562"})
    chosen, open_row = after.rows[0], after.rows[1]
    assert (chosen.code, chosen.organization, chosen.prefecture) == (TOKYO, "府中市", "東京都")
    assert (chosen.candidates, chosen.problems) == ((), ())
    assert chosen.repaired[-1].to == "東京都府中市"
    assert after.rows[4].code == "383562"
    assert open_row == before.rows[1]
    assert before == reading()
    assert [one.rows for one in roster_questions(after)] == [(3,), (4,)]
    assert decide_roster(before, {}) == before


@pytest.mark.parametrize("choices", [{2: "383562"}, {7: "383562"}, {99: TOKYO}])
def test_only_candidates_can_be_chosen(choices: dict[int, str]) -> None:
    """Another organization, a row that is certain and a row that is not there are refused."""
    with pytest.raises(InputError, match="候補"):
        decide_roster(reading(), choices)


def test_what_a_choice_settles_is_not_unreadable() -> None:
    """Problems of the place with candidates are questions; the rest cannot be read."""
    read = read_csv(
        [HEADER, ["青葉", "アドレス", "", "府中市", ""], ["青葉", "", "", "北の町", ""]]
    )
    assert [(row, one.field) for row, one in read.unreadable] == [
        (2, "email"),
        (3, "organization"),
        (3, "email"),
    ]


def test_repairs_are_told_once() -> None:
    """The same repair of many rows has their numbers."""
    code = ["青葉", "", "1202", "", ""]
    read = read_csv([HEADER, code, code, ["青葉", "", "12025", "", ""]])
    assert [(one.from_, rows) for one, rows in read.repairs.items()] == [
        ("1202", (2, 3)),
        ("12025", (4,)),
    ]
