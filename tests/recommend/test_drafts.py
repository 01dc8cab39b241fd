"""Drafts keep the house rules, whatever is typed and whoever asks."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import Load, PersonSuggestion, ThreadSuggestion
from matcher.places import load_directory
from matcher.recommend import NOBODY, Asker, newcomer
from matcher.recommend._drafts import (
    LONGEST_QUESTION,
    MENTIONED,
    draft_question,
    draft_survey,
)
from matcher.recommend._wording import people_count

FORBIDDEN = re.compile(
    "お世話になって|お世話になります|突然のご連絡|DM|ダイレクトメッセージ|個別に連絡"
)
DENIALS = re.compile("いや|でも|それは違|できません")
QUESTION = "接続回線の費用はどう決めましたか"
GREETED = "お世話になっております。接続回線の費用はどう決めましたか"


def asker(code: str, department: str, solo_it: bool) -> Asker:
    """Someone of an organization."""
    return replace(newcomer(code, {}, solo_it=solo_it), department=department)


def person(name: str) -> PersonSuggestion:
    """Someone to mention."""
    return PersonSuggestion(name, name, "", "", "expert", 1.0, Load(0, 5), ())


def thread(title: str) -> ThreadSuggestion:
    """A thread that was shown."""
    day = datetime(2024, 9, 12, tzinfo=UTC)
    return ThreadSuggestion("C1:1", "C1", "何でも相談", "", title, day, 3, False, False, 1, 1.0, ())


GOVERNMENTS = load_directory().local_governments
ASKERS = st.just(NOBODY) | st.builds(
    asker,
    st.sampled_from([*(one.code for one in GOVERNMENTS), "総務省", ""]),
    st.sampled_from(["", "総務課", "税務課"]),
    st.booleans(),
)
WORDS = st.text(
    st.characters(exclude_characters="@", exclude_categories=["Cs", "Cc", "Zl", "Zp"]),
    min_size=1,
    max_size=300,
).filter(lambda text: text.strip() and not FORBIDDEN.search(text) and not DENIALS.match(text))
QUESTIONS = WORDS | st.lists(WORDS, min_size=2, max_size=12).map("\n".join)
NAMES = st.lists(st.sampled_from(["佐藤 みちる(架空)", "O'Brien", "青葉", "髙橋 𠮷"]), max_size=5)


@given(QUESTIONS, ASKERS, st.lists(WORDS.map(thread), max_size=2), NAMES)
def test_a_question_keeps_the_house_rules(
    question: str, who: Asker, threads: list[ThreadSuggestion], names: list[str]
) -> None:
    """At most 8 lines, no greeting, no DM, mentions with さん only, a request at the end."""
    draft = draft_question(question, who, threads, [person(name) for name in names])
    assert len(draft.split("\n")) <= 8
    assert not FORBIDDEN.search(draft)
    assert draft.endswith("教えてください。")
    mentioned = names[:MENTIONED]
    assert re.findall("@", draft) == ["@"] * len(mentioned)
    assert all(f"@{name} さん" in draft for name in mentioned)


@given(QUESTIONS, ASKERS, st.sampled_from(["", "ガバクラ接続回線"]))
def test_a_survey_keeps_the_house_rules(question: str, who: Asker, topic: str) -> None:
    """At most 8 lines, nobody mentioned, a form that begins with the organization, an offer."""
    lines = draft_survey(question, topic, who).split("\n")
    assert len(lines) <= 8
    assert not FORBIDDEN.search("\n".join(lines))
    assert "@" not in "".join(lines)
    assert "団体名:" in lines
    assert lines[-1] == "いただいた回答は、表にしてこのスレッドに載せます。"


@given(ASKERS)
def test_the_fixed_parts_are_short_sentences(who: Asker) -> None:
    """No sentence of the fixed parts is longer than 60 characters."""
    drafts = (draft_question("何", who, (), ()), draft_survey("何", "", who))
    sentences = [part for draft in drafts for part in re.split("[。\n]", draft)]
    assert max(map(len, sentences)) <= 60


def test_the_own_situation_comes_first() -> None:
    """Kind and size of the organization and the work, then the question, then what was read."""
    who = asker("383562", "総務課", solo_it=False)
    lines = draft_question(QUESTION, who, [thread("回線の費用")], [person("青葉")]).split("\n")
    assert re.fullmatch("人口約[0-9]+千人の町で総務課の仕事をしています。", lines[0])
    assert lines[1:] == [
        f"{QUESTION}。",
        "次のスレッドは読みました: 回線の費用",
        "@青葉 さん、近い経験をお持ちでしたら教えてください。",
    ]


def test_what_is_not_known_is_left_out() -> None:
    """Of nobody known only the question and the request remain."""
    assert draft_question(QUESTION, NOBODY, (), ()).split("\n") == [
        f"{QUESTION}。",
        "経験のある方がいらっしゃいましたら、教えてください。",
    ]


def test_a_long_question_is_cut() -> None:
    """More than LONGEST_QUESTION characters end in an ellipsis."""
    first = draft_question("あ" * (LONGEST_QUESTION + 9), NOBODY, (), ()).split("\n")[0]
    assert len(first) == LONGEST_QUESTION
    assert first.endswith("…")


def test_the_form_asks_for_what_the_question_asks() -> None:
    """Up to three items from the question's words, else the usual ones."""
    asked = draft_survey("端末のスペックと更新周期と予算と台数は?", "", NOBODY).split("\n")
    assert asked[2:6] == ["団体名:", "仕様:", "更新の周期:", "費用(予算科目):"]
    usual = draft_survey("どうですか", "", NOBODY).split("\n")
    assert usual[2:5] == ["団体名:", "いまの状況:", "決め手・理由:"]


def test_a_typed_greeting_is_left_out() -> None:
    """The house rules bind every draft, also where the asker typed お世話になっております."""
    assert not FORBIDDEN.search(draft_question(GREETED, NOBODY, (), ()))


@pytest.mark.parametrize(
    ("population", "said"),
    [
        (300, "約1千人"),
        (6_200, "約6千人"),
        (12_400, "約1.2万人"),
        (99_990, "約10万人"),
        (1_500_000, "約150万人"),
    ],
)
def test_populations_as_they_are_said(population: int, said: str) -> None:
    """千 below ten thousand, 万 with a digit below a hundred thousand, then whole 万."""
    assert people_count(population) == said


def test_nobody_says_ten_thousand_as_ten_times_thousand() -> None:
    """No local government's population is said as 約10千人."""
    assert "約10千人" not in {people_count(one.population) for one in GOVERNMENTS}
