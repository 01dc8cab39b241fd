"""A survey's replies become one row per local government, mistakes and all."""

from pathlib import Path

import pytest
from stories import Story, community_of

from matcher.domain import Profile, Survey, SurveyRow

FORM = "次の形で返信ください。\n団体名:\nスペック:\n更新サイクル:\n予備機の割合:"
QUESTION = f"学校の端末の調達で悩んでいます。スペックと更新サイクルを教えてください。\n{FORM}"


def filled(name: str, spec: str, cycle: str, spare: str) -> str:
    """The form with answers."""
    return f"団体名:{name}\nスペック:{spec}\n更新サイクル:{cycle}\n予備機の割合:{spare}"


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    """The device survey of a city's education office, with all that goes wrong in replies."""
    story = Story()
    story.channel("何でも相談")
    for number, title in enumerate(
        (
            "京都府京都市 教育委員会",
            "愛媛県上島町 総務課",
            "東京都府中市 情報管理課",
            "福岡県福岡市 教育委員会",
            "",
            "北海道函館市 学校教育課",
            "長崎県小値賀町 総務課",
            "沖縄県竹富町 教育委員会",
        )
    ):
        story.member(f"U{number}", name=f"職員{number}", title=title)
    story.bot("案内")
    thread = story.post("U0", "C1", QUESTION)
    story.reply("案内", thread, filled("愛媛県松山市", "x", "9年", "9%"))
    story.reply("U1", thread, filled("上島町", "メモリ4GB", "5年", "10%"))
    story.reply("U2", thread, filled("府中市", "メモリ8GB", "6年", "15%"))
    story.reply("U3", thread, filled("福岡巿役所", "メモリ8GB", "5年", "") + "\n電池も替えました。")
    story.reply("U4", thread, filled("さくら未来市", "メモリ16GB", "4年", "2割"))
    story.reply("U5", thread, "函館市です。メモリ8GB、7年、なしです。")
    story.reply("U6", thread, "うちは5年で替える予定でしたが、財政に切られて7年目です。")
    story.reply("U7", thread, "集計は小学校と中学校を分けますか?")
    story.reply("U7", thread, "ありがとうございます。参考になります。")
    story.reply("U1", thread, "団体名:愛媛県上島町\n更新サイクル:7年")
    story.reply("U0", thread, "5団体から回答をもらいました。ありがとうございます。")
    story.profiles.append(Profile("U5", organization_code="012025"))
    folder: Path = tmp_path_factory.mktemp("survey")
    community = community_of(story, folder)
    found = community.survey(thread)
    community.close()
    assert found is not None
    return found


def row_of(survey: Survey, organization: str) -> SurveyRow:
    """The row of an organization."""
    (found,) = [row for row in survey.rows if row.organization == organization]
    return found


def test_items(survey: Survey) -> None:
    """The columns are the form's, without the line for the organization."""
    assert survey.has_form
    assert survey.items == ("スペック", "更新サイクル", "予備機の割合")


def test_one_row_per_local_government(survey: Survey) -> None:
    """Rows stand in the order of codes; what is unclear comes last; bots and the asker do not."""
    codes = [row.organization_code for row in survey.rows]
    assert codes == ["012025", "132063", "383562", "401307", "423831", ""]


def test_a_later_reply_replaces_and_says_so(survey: Survey) -> None:
    """What was corrected later counts, what was not stays, and both replies are named."""
    row = row_of(survey, "愛媛県上島町")
    assert row.cells == ("メモリ4GB", "7年", "10%")
    assert len(row.replies) == 2
    assert "更新サイクル" in row.note
    assert row.organization_source == "回答"


def test_the_profile_decides_between_namesakes(survey: Survey) -> None:
    """府中市 in the reply of someone of 東京都府中市 is theirs, and where it was read is told."""
    row = row_of(survey, "東京都府中市")
    assert row.organization_source.startswith("回答と")


def test_an_unknown_place_stays_unclear(survey: Survey) -> None:
    """A place that does not exist, of someone without an organization, keeps its own name."""
    row = row_of(survey, "さくら未来市")
    assert row.organization_code == ""
    assert row.cells == ("メモリ16GB", "4年", "2割")
    assert row.note


def test_an_answer_without_labels(survey: Survey) -> None:
    """Answers in the form's order fill its columns; where the row comes from is told."""
    row = row_of(survey, "北海道函館市")
    assert row.cells == ("メモリ8GB", "7年", "なし")


def test_free_words(survey: Survey) -> None:
    """Free words stand as a remark in the row of the writer's organization."""
    row = row_of(survey, "長崎県小値賀町")
    assert row.cells == ("", "", "")
    assert "財政に切られて" in row.remark
    assert row.organization_source == "肩書き"


def test_remark_beside_the_form(survey: Survey) -> None:
    """What is written below the form is a remark; a blank answer stays blank."""
    row = row_of(survey, "福岡県福岡市")
    assert row.cells == ("メモリ8GB", "5年", "")
    assert row.remark == "電池も替えました。"


def test_what_is_no_answer_is_counted(survey: Survey) -> None:
    """Questions back and thanks are left out of the table, and how many is told."""
    assert survey.replies == 9
    assert survey.left_out == 2
    assert all("竹富町" not in row.organization for row in survey.rows)


def test_numbers(survey: Survey) -> None:
    """Columns of numbers have a median in their unit; columns of words have none."""
    cycle, spare = survey.columns[1], survey.columns[2]
    assert (cycle.unit, cycle.median, cycle.lowest, cycle.highest) == ("年", 6.0, 4.0, 7.0)
    assert (spare.unit, spare.median) == ("%", 15.0)
    assert survey.columns[0].median is None
    assert row_of(survey, "さくら未来市").numbers == (None, 4.0, 20.0)


def test_who_answered(survey: Survey) -> None:
    """Kinds and sizes add up to the local governments that are known."""
    assert sum(count for _, count in survey.by_kind) == 5
    assert sum(count for _, count in survey.by_size) == 5


def test_only_surveys_are_surveys(tmp_path: Path) -> None:
    """A question about surveys is none; one without a form has its answers in one column."""
    story = Story()
    channel = story.channel("何でも相談")
    for number, place in enumerate(("愛媛県上島町", "長崎県小値賀町", "沖縄県竹富町")):
        story.member(f"U{number}", title=f"{place} 総務課")
    about = story.question(
        "U0",
        channel,
        "住民アンケートのサービスは何を使っていますか?",
        ("U1", "紙のままです。"),
        day=1,
    )
    free = story.question(
        "U0",
        channel,
        "皆さんの団体の更新サイクルを教えてください。",
        ("U1", "うちは5年で替えています。"),
        ("U2", "7年です。予算が付きませんでした。"),
        day=2,
    )
    community = community_of(story, tmp_path)
    assert community.survey(about) is None
    survey = community.survey(free)
    assert survey is not None
    assert not survey.has_form
    assert [row.cells for row in survey.rows] == [
        ("うちは5年で替えています。",),
        ("7年です。予算が付きませんでした。",),
    ]
    assert [one.thread_id for one in community.surveys()] == [free]
    community.close()
