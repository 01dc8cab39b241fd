"""What a message does is read from its words."""

from datetime import date

import pytest

from matcher.language import (
    Move,
    gives_thanks,
    is_question,
    is_survey,
    read_move,
    says_alone_in_it,
    says_solved,
    shows_solved,
)


@pytest.mark.parametrize(
    "text",
    [
        "ガバクラの接続回線、見積りはどうしましたか",
        "事例をお持ちの方がいれば教えてください。",
        "皆さんはどうしていますか？",
        "設定がうまくいかず困っています",
        "How do I prove this lemma?",
        "is there a lemma for this",
        "どなたか経験のある団体はありませんか",
        "この仕組みをうちでも使いたいんですが…",
        "窓口の予約を入れた団体の例を探しています。",
        "まだ動きません",
        "<https://example.jp/a?b=1> は見られますか",
        "この頁は本物 https://example.jp/list?",
        "I made this to practice. Let me know what you think.",
        "Any criticism or suggestions are welcome!",
        "I'd like to write a lemma about sums but simp seems to have no effect",
        "What am I missing",
    ],
)
def test_questions_are_recognised(text: str) -> None:
    """Requests with and without a question mark, in Japanese and English."""
    assert is_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "手順書を更新しました。",
        "ありがとうございました。",
        "Thanks, that works.",
        "本日は晴れです",
        "資料はこちらです https://example.jp/search?q=font&page=2",
        "`M` とか `?` を落としながら見せています",
        "```\nselect * from t where a = ?\n```",
        "```\n切れた? 書きかけの例",
        "> 間に合いますか?\n間に合いました。",
        "使わないのと同じ(？)",
        "かな？",
        "こうなっているのかな。",
    ],
)
def test_statements_are_no_questions(text: str) -> None:
    """Statements and thanks ask nothing."""
    assert not is_question(text)


def test_surveys_are_recognised() -> None:
    """A question to all local governments is a survey; a question of one's own is not."""
    assert is_survey("学校の端末についてアンケートです。スペックと更新サイクルを教えてください")
    assert is_survey("皆さんの団体の状況を教えてください。\n団体名:\n台数:")
    assert is_survey("皆さんの団体のパソコンの更新周期を教えてください")
    assert is_survey("端末のスペックと更新サイクルについて、他の自治体ではどうしていますか")
    assert not is_survey("端末が起動しません。原因はわかりますか")


def test_thanks_and_solutions_are_told_apart() -> None:
    """Thanks alone settle nothing; a negated solution is none."""
    assert gives_thanks("助かりました")
    assert says_solved("教えていただいた方法で解決しました")
    assert says_solved("その後、自己解決しました")
    assert not says_solved("まだ解決していません")
    assert not says_solved("> 解決しました\nうちはこれからです")
    assert not gives_thanks("> ありがとうございます\n続きです")
    assert shows_solved(["eyes", "white_check_mark"])
    assert shows_solved(["解決しました"])
    assert not shows_solved(["eyes"])


@pytest.mark.parametrize(
    "text",
    [
        "一人情シスです。よろしくお願いします",
        "情報担当は私だけの小さな町です",
        "14年間ずっと“一人情シス”をやっています",
        "ひとりで情報システムを担当しています",
        "情報担当: 1人(私)",
        "この町で情報の仕事をする人はほかにいません。",
        "庁内でIT関係を見ているのは、4年前からずっと私1人です。",
        "専任がおらず、総務課の私が片手間で情報を全部持っています。",
    ],
)
def test_being_alone_in_it_is_what_members_say(text: str) -> None:
    """Different ways of saying that one is alone in charge of IT."""
    assert says_alone_in_it(text)


@pytest.mark.parametrize(
    "text",
    [
        "一人情シスの方、集まりませんか",
        "人口3千人の村の総務課です",
        "情報政策課で5人の係です",
        "以前は一人情シスでしたが、いまは4人の係になりました。",
        "ひとり情シスのことを知りたくて参加しました。",
        "一人で悩まず相談してください。情報も載せています",
    ],
)
def test_being_alone_is_never_inferred(text: str) -> None:
    """Speaking of others or being small is not being alone."""
    assert not says_alone_in_it(text)


def test_moves_are_read_from_titles() -> None:
    """A change of posts with its date in either calendar, without one, or none at all."""
    assert read_move("高知市 税務課（2025年4月に情報課から異動）") == Move(
        date(2025, 4, 1), "情報課"
    )
    assert read_move("税務課(令和6年4月1日付で異動)") == Move(date(2024, 4, 1))
    assert read_move("税務課(情報課から異動しました)") == Move(None, "情報課")
    assert read_move("愛媛県今治市 情報課") is None


@pytest.mark.parametrize(
    ("title", "on", "left"),
    [
        ("元デジタル推進課、R6.4異動", date(2024, 4, 1), "デジタル推進課"),
        ("税務課(R7.4.1 ICT推進課から異動)", date(2025, 4, 1), "ICT推進課"),
        ("ＩＣＴ推進課より異動", None, "ICT推進課"),
        ("財政課（前：情報政策課、令和7年4月1日異動）", date(2025, 4, 1), "情報政策課"),
        ("財政課 異動(2025/10/1)", date(2025, 10, 1), ""),
        ("令元・5・1異動", date(2019, 5, 1), ""),
        ("元気推進課(異動)", None, ""),
    ],
)
def test_moves_as_members_abbreviate_them(title: str, on: date | None, left: str) -> None:
    """Short dates before or after the word, the former division as it is written."""
    assert read_move(title) == Move(on, left)
