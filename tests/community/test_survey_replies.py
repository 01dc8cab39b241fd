"""Forms in questions, answers in replies: as people really write them."""

import pytest

from matcher.community._survey_forms import Form, Item, form_in, form_of_replies
from matcher.community._survey_numbers import Quantity, quantity, summarised
from matcher.community._survey_replies import read_reply

DEVICES = Form((Item("スペック(児童生徒用)"), Item("更新サイクル"), Item("予算科目")))
WHOLE = {0: "メモリ8GB・64GB", 1: "5年", 2: "備品購入費"}


@pytest.mark.parametrize(
    "question",
    [
        "端末について教えてください。\n団体名:\nスペック:\n更新サイクル:\n",
        "端末について教えてください。\n\n■団体名\uff1a\n■スペック:\n■更新サイクル:\n\n金曜までにお願いします。",
        "次の形でお願いします。\n①団体名:\n②スペック:\n③更新サイクル:",
        "次の項目を教えてください。\n・団体名\n・スペック\n・更新サイクル",
        "次の形でお願いします。\n【団体名】\n【スペック】\n【更新サイクル】",
        "次の形でお願いします。\n団体名:(例)○○市\nスペック:(例 メモリ8GB)\n更新サイクル:",
        "次の形で返信してください。\n団体名/スペック/更新サイクル",
        "回答の書き方の例:\n児童生徒用/メモリ4GB/5年\n次の形で。\n団体名:\nスペック:\n更新サイクル:",
    ],
)
def test_forms(question: str) -> None:
    """However a question sets out its form, the items are those of the form."""
    form = form_in(question)
    assert form is not None
    assert [item.name for item in form.items] == ["スペック", "更新サイクル"]


@pytest.mark.parametrize(
    "text",
    [
        "端末の更新で困っています。5年で替えるのが普通でしょうか。",
        "会議は10:30からです。\n場所:3階\n資料はあとで送ります。",
        "困っていること:\n予算が足りません。",
        "やったこと\n・再起動\n・配線の確認\nでも直りません。",
    ],
)
def test_no_form(text: str) -> None:
    """A question without a form has none, whatever colons and lists it holds."""
    assert form_in(text) is None


def test_numbered_questions() -> None:
    """Numbered questions are items; their polite ends are not part of the names."""
    form = form_in("アンケートです。\n1. 端末のスペックを教えてください\n2. 更新は何年ですか?\n")
    assert form is not None
    assert [(item.name, item.number) for item in form.items] == [
        ("端末のスペック", 1),
        ("更新は何年ですか", 2),
    ]


@pytest.mark.parametrize(
    "reply",
    [
        "団体名:愛媛県上島町\nスペック(児童生徒用):メモリ8GB・64GB\n更新サイクル:5年\n予算科目:備品購入費",
        "団体名\uff1a愛媛県上島町\nスペック\uff08児童生徒用\uff09\uff1aメモリ8GB・64GB\n更新サイクル:5年\n予算科目:備品購入費",
        (
            "・団体名: 愛媛県上島町\n・スペック: メモリ8GB・64GB\n・更新サイクル: 5年\n"
            "・予算科目: 備品購入費"
        ),
        "【団体名】愛媛県上島町\n【スペック】メモリ8GB・64GB\n【更新サイクル】5年\n【予算科目】備品購入費",
        "団体名\n愛媛県上島町\nスペック(児童生徒用)\nメモリ8GB・64GB\n更新サイクル\n5年\n予算科目\n備品購入費",
        "団体名:愛媛県上島町です。\n①メモリ8GB・64GB\n②5年\n③備品購入費",
        "団体名:愛媛県上島町\n1. メモリ8GB・64GB\n2. 5年\n3. 備品購入費",
        (
            "団体名:愛媛県上島町\n> スペック(児童生徒用):\nメモリ8GB・64GB\n> 更新サイクル:\n5年\n"
            "> 予算科目:\n備品購入費"
        ),
        (
            "団体名:愛媛県上島町 スペック(児童生徒用):メモリ8GB・64GB 更新サイクル:5年 "
            "予算科目:備品購入費"
        ),
        "愛媛県上島町/メモリ8GB・64GB/5年/備品購入費",
        "愛媛県上島町です。メモリ8GB・64GB、5年、備品購入費です。",
        "*団体名*:愛媛県上島町\n*スペック*:メモリ8GB・64GB\n*更新サイクル*:5年\n*予算科目*:備品購入費",
        "団体名:愛媛県上島町\nスペツク(児童生徒用):メモリ8GB・64GB\n更新サイクル等:5年\n予算科目:備品購入費",
        "団体名→愛媛県上島町\nスペック→メモリ8GB・64GB\n更新サイクル→5年\n予算科目→備品購入費",
    ],
)
def test_replies(reply: str) -> None:
    """However a reply fills in the form, each answer lands under its item."""
    (filled,) = read_reply(reply, DEVICES)
    assert filled.organization == "愛媛県上島町"
    assert filled.cells == WHOLE
    assert filled.remark == ""


def test_blanks_of_a_copied_form() -> None:
    """What was left blank stays blank, and does not take over the next line."""
    (filled,) = read_reply("団体名:上島町\nスペック:\n更新サイクル:5年\n予算科目:-", DEVICES)
    assert filled.cells == {1: "5年"}


def test_remark_and_longer_answers() -> None:
    """Lines between two items belong to the first of them, lines behind the last are a remark."""
    reply = (
        "団体名:上島町\nスペック:8GB\n(中学校は16GB)\n更新サイクル:5年\n予算科目:備品\n"
        "電池は3割を替えました。"
    )
    (filled,) = read_reply(reply, DEVICES)
    assert filled.cells[0] == "8GB\n(中学校は16GB)"
    assert filled.remark == "電池は3割を替えました。"


def test_two_organizations_in_one_reply() -> None:
    """A second line for the organization begins a second row."""
    reply = "団体名:上島町\n更新サイクル:5年\n団体名:今治市\n更新サイクル:7年"
    first, second = read_reply(reply, DEVICES)
    assert (first.organization, first.cells) == ("上島町", {1: "5年"})
    assert (second.organization, second.cells) == ("今治市", {1: "7年"})


def test_free_words_stay_words() -> None:
    """A sentence with as many commas as the form has items is no row of answers."""
    reply = (
        "うちでは、県の共同調達に乗ったので選べる幅は狭いのですが、"
        "仕様書を書かずに済んだのは助かりました、と聞いています。"
    )
    (filled,) = read_reply(reply, DEVICES)
    assert filled.cells == {}
    assert filled.remark == reply


def test_quoted_answers_of_others_do_not_count() -> None:
    """An answer that is quoted from someone else's reply is not the replier's."""
    (filled,) = read_reply("> うちは5年です\n同じです。", DEVICES)
    assert filled.cells == {}
    assert filled.remark == "同じです。"


def test_form_of_replies() -> None:
    """Without a form in the question, labels that several repliers share are its items."""
    form = form_of_replies(["団体名:A市\n台数:30", "台数:40\n備考:なし", "台数:2\n備考:予備あり"])
    assert form is not None
    assert [item.name for item in form.items] == ["台数", "備考"]
    assert form_of_replies(["参考:資料", "うちは30台です。"]) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8万円", Quantity(80_000.0, "円")),
        ("1億2千万円", Quantity(120_000_000.0, "円")),
        ("2,400万円", Quantity(24_000_000.0, "円")),
        ("15人程度", Quantity(15.0, "人")),
        ("5年(校務用は6年)", Quantity(5.0, "年")),
        ("1割弱", Quantity(10.0, "%")),
        ("12.5%", Quantity(12.5, "%")),
        ("7", Quantity(7.0, "")),
        ("0〜2人", None),
        ("30人以上", None),
        ("令和6年度", None),
        ("1人300円台", None),
        ("月1回・24ページ", None),
        ("10万円未満", None),
        ("", None),
    ],
)
def test_quantities(text: str, expected: Quantity | None) -> None:
    """A number is read with its unit; ranges, bounds and years of an era are words."""
    assert quantity(text) == expected


def test_columns() -> None:
    """A column is one of numbers only when every answer is one or says that there is none."""
    column, numbers = summarised("費用", ["8万円", "無料", "未定", "", "20万円"])
    assert (column.unit, column.median, column.lowest, column.highest) == (
        "円",
        80_000.0,
        0.0,
        200_000.0,
    )
    assert numbers == (80_000.0, 0.0, None, None, 200_000.0)
    words, none = summarised("方式", ["委託", "自前", "委託", "3回"])
    assert words.unit == ""
    assert words.median is None
    assert words.common[0] == ("委託", 2)
    assert none == (None,) * 4
    mixed, _ = summarised("期間", ["5年", "60か月"])
    assert mixed.median is None
