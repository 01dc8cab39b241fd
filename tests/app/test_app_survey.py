"""アンケート: the table of a survey in each state, and the ways that lead to it."""

from dataclasses import replace

import pytest
from app_pages import Open, written
from fake_community import HOSTILE, NOW, FakeCommunity, ordinary_answer, thread

from matcher.app import _copy
from matcher.app._state import Key, View
from matcher.domain import Reason, Survey, SurveyColumn, SurveyReply, SurveyRow

Copy = _copy.Survey


def row(number: int, kind: str = "町") -> SurveyRow:
    """What one local government answered."""
    reply = SurveyReply(f"C1:2.{number}", "U2", "佐藤 みちる(架空)", NOW, "thread?thread=C1%3A1.0")
    return SurveyRow(
        organization=f"愛媛県{number}番町",
        organization_code=f"{number:06d}",
        organization_source="回答",
        prefecture="愛媛県",
        kind=kind,
        population=6_000 + number,
        cells=("メモリ8GB", f"{number % 9}年"),
        numbers=(None, float(number % 9)),
        remark="電池を替えました。" if number == 1 else "",
        note="",
        replies=(reply,),
    )


def survey(answered: int = 3, **others: object) -> Survey:
    """A survey on devices with so many rows, every third of them a city."""
    made = tuple(
        row(number, "市" if number % 3 == 0 else "町") for number in range(1, answered + 1)
    )
    values: dict[str, object] = {
        "thread_id": "C1:1.0",
        "channel_id": "C1",
        "channel_name": "教育",
        "permalink": "thread?thread=C1%3A1.0",
        "title": "端末のスペックと更新サイクルを教えてください",
        "posted_at": NOW,
        "last_reply_at": NOW,
        "replies": answered + 1,
        "has_form": True,
        "items": ("スペック", "更新サイクル"),
        "columns": (
            SurveyColumn("スペック", answered, "", None, None, None, (("メモリ8GB", answered),)),
            SurveyColumn("更新サイクル", answered, "年", 5.0, 1.0, 8.0, ()),
        ),
        "rows": made,
        "left_out": 1,
        "by_kind": (("町", answered - answered // 3), ("市", answered // 3)),
        "by_size": (("1万人未満", answered),),
    }
    return Survey(**{**values, **others})  # type: ignore[arg-type]


def test_table(fake: FakeCommunity, open_page: Open) -> None:
    """The page tells what each item comes to, and shows each local government's answers."""
    fake.table = survey()
    app = open_page(View.SURVEY, thread="C1:1.0")
    text = written(app)
    assert "端末のスペックと更新サイクルを教えてください" in text
    assert "中央値は5年(1年〜8年、3団体)" in text
    assert "「メモリ8GB」3団体" in text
    assert "町 2、市 1" in text
    assert Copy.LEFT_OUT.format(n=1) in text
    table = app.dataframe[0].value
    assert list(table["団体"]) == ["愛媛県1番町", "愛媛県2番町", "愛媛県3番町"]
    assert list(table["更新サイクル"]) == ["1年", "2年", "3年"]
    assert "電池を替えました。" in text


def test_kind_narrows_the_table(fake: FakeCommunity, open_page: Open) -> None:
    """Choosing a kind leaves only its local governments in table and text."""
    fake.table = survey(6)
    app = open_page(View.SURVEY, thread="C1:1.0")
    app.selectbox(key=Key.SURVEY_KIND).set_value("市").run()
    assert list(app.dataframe[0].value["団体"]) == ["愛媛県3番町", "愛媛県6番町"]
    assert "愛媛県1番町" not in written(app)


def test_files(fake: FakeCommunity, open_page: Open) -> None:
    """The table can be taken along as XLSX and CSV."""
    fake.table = survey()
    app = open_page(View.SURVEY, thread="C1:1.0")
    labels = [button.label for button in app.get("download_button")]
    assert labels == [_copy.Downloads.XLSX, _copy.Downloads.CSV]
    assert _copy.Downloads.HELP in [item.value for item in app.markdown]


def test_huge(fake: FakeCommunity, open_page: Open) -> None:
    """Of hundreds of local governments the text shows some and says how many there are."""
    fake.table = survey(400)
    text = written(open_page(View.SURVEY, thread="C1:1.0"))
    assert "400団体のうち50団体を表示しています" in text


def test_no_replies_yet(fake: FakeCommunity, open_page: Open) -> None:
    """A survey without answers says so and leads to its conversation."""
    fake.table = survey(0, rows=(), columns=(), by_kind=(), by_size=())
    text = written(open_page(View.SURVEY, thread="C1:1.0"))
    assert Copy.NO_ROWS in text
    assert Copy.READ_THREAD in text


@pytest.mark.parametrize(
    ("address", "told"),
    [({}, Copy.NONE), ({"thread": "C9:1"}, Copy.UNKNOWN), ({"thread": "C1:1.0"}, Copy.NO_SURVEY)],
)
def test_nothing_to_show(
    fake: FakeCommunity, open_page: Open, address: dict[str, str], told: str
) -> None:
    """Without an address, with an unknown one, and for another conversation it says what is."""
    app = open_page(View.SURVEY, **address)
    assert told in written(app)
    assert not app.error


def test_members_words_stay_words(fake: FakeCommunity, open_page: Open) -> None:
    """Answers, titles and items full of markup read as they were written."""
    hostile = replace(row(1), cells=(HOSTILE, HOSTILE), organization=HOSTILE, remark=HOSTILE)
    fake.table = survey(1, title=HOSTILE, items=(HOSTILE, "補足"), rows=(hostile,))
    app = open_page(View.SURVEY, thread="C1:1.0")
    assert HOSTILE in written(app)
    assert app.dataframe[0].value["団体"][0] == HOSTILE


def test_ask_leads_to_the_table(fake: FakeCommunity, open_page: Open) -> None:
    """A survey question shows past surveys with the way to their tables."""
    told = replace(thread(1), reasons=(Reason("survey_before", "同じ内容のアンケートです"),))
    fake.answer = replace(
        ordinary_answer("端末の更新サイクルは"), survey=True, threads=(told, thread(2))
    )
    fake.table = survey()
    text = written(open_page(View.ASK, q="端末の更新サイクルは"))
    assert _copy.Ask.SURVEY_TABLES.format(n=1) in text
    assert text.count(Copy.OPEN.format(n=3)) == 1


def test_ask_without_a_table(fake: FakeCommunity, open_page: Open) -> None:
    """A past survey that nobody answered is shown without a way to a table."""
    told = replace(thread(1), reasons=(Reason("survey_before", "同じ内容のアンケートです"),))
    fake.answer = replace(ordinary_answer("端末の更新サイクルは"), survey=True, threads=(told,))
    text = written(open_page(View.ASK, q="端末の更新サイクルは"))
    assert _copy.Ask.SURVEY_BEFORE.format(n=1) in text
    assert "回答の表を見る" not in text


def test_thread_leads_to_the_table(fake: FakeCommunity, open_page: Open) -> None:
    """The page of a survey's conversation leads to its table; others do not."""
    assert "回答の表" not in written(open_page(View.THREAD, thread="C1:1.0"))
    fake.table = survey()
    assert Copy.OPEN.format(n=3) in written(open_page(View.THREAD, thread="C1:1.0"))
