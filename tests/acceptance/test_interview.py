"""Every way of helping that the interview tells of, as one request with its kind of answer.

Each test names the line of the interview (DESIGN §1). The questions were written for these
tests; none is a sentence of the demo's scenarios.
"""

from statistics import mean

import pytest
from built_demo import Demo

from matcher.domain import Answer, ChannelKind, Step

ISLAND_TOWN = "愛媛県上島町"


def scenarios_of(demo: Demo, answer: Answer) -> list[str]:
    """The hand-written scenarios that the threads of an answer come from."""
    known = demo.truth.planted.question_scenarios
    return [known[thread.thread_id] for thread in answer.threads if thread.thread_id in known]


def test_first_introduce_yourself_then_look_around(demo: Demo) -> None:
    """「まずは自己紹介のチャンネルから、ひと通りのぞいて」: the steps, each with a reason."""
    starter = demo.community.starter(
        organization=ISLAND_TOWN, interests=["ガバクラ", "標準化"], solo_it=True
    )
    steps = [channel.step for channel in starter.channels]
    assert steps == sorted(steps, key=list(Step).index)
    assert set(steps) == set(Step)
    assert all(channel.reasons for channel in starter.channels)
    named = [(channel.step, channel.name) for channel in starter.channels]
    assert next(name for step, name in named if step is Step.FIELD) == "標準化_ガバメントクラウド"
    assert (Step.PREFECTURE, "愛媛県") in named


def test_when_in_doubt_anything_goes_to_the_help_channel(demo: Demo) -> None:
    """「行き先に迷ったら『何でも相談』」: thin evidence says so and names the fallback."""
    answer = demo.community.ask("宇宙ロケットの打ち上げの許可はどこに出しますか")
    assert answer.thin
    assert not answer.people
    assert answer.channels[-1].name == "何でも相談"
    assert "何でも相談" in answer.notice


def test_the_neighbourhood_is_asked_in_the_prefecture(demo: Demo) -> None:
    """「近隣のことを知りたいなら都道府県別のチャンネル」."""
    answer = demo.community.ask("愛媛県内の市町で、近隣で集まれる勉強会の予定はありますか")
    assert answer.channels[0].name == "愛媛県"
    assert answer.channels[0].kind is ChannelKind.PREFECTURE


@pytest.mark.parametrize(
    ("interest", "channel"),
    [
        ("子育て", "子育てDX"),
        ("防災", "防災DX"),
        ("窓口", "自治体窓口業務改革_行政手続きオンライン化"),
    ],
)
def test_people_outside_it_get_their_own_field(demo: Demo, interest: str, channel: str) -> None:
    """「窓口DXや子育て、防災…情報部門以外の人にも」: the field leads to its own channel."""
    starter = demo.community.starter(organization="京都府綾部市", interests=[interest])
    fields = [item.name for item in starter.channels if item.step is Step.FIELD]
    assert fields[0] == channel
    assert "ネットワーク_三層分離" not in fields


def test_a_question_gets_a_place_people_and_a_draft(demo: Demo) -> None:
    """「質問を書き込むと次々に回答」: where to post, whom to mention, a text to paste."""
    question = "多要素認証でログインできない職員が続出。どこから切り分けますか"
    answer = demo.community.ask(question)
    assert answer.channels[0].name == "情報セキュリティ"
    assert 1 <= len(answer.people) <= 5
    assert all(person.reasons[0].evidence for person in answer.people)
    assert question in answer.draft
    assert f"@{answer.people[0].name} さん" in answer.draft


def test_unanswered_questions_are_led_to_the_thread_that_answers(demo: Demo) -> None:
    """「『こちらで議論されていますよ』と案内」: planted repeats find the answered thread."""
    planted = demo.truth.planted
    hits = []
    for repeat in sorted(planted.repeated)[:60]:
        answer = demo.community.ask(demo.openings[repeat])
        found = [
            planted.question_scenarios.get(thread.thread_id)
            for thread in answer.threads
            if thread.thread_id != repeat
        ]
        hits.append(planted.question_scenarios[repeat] in found[:3])
    assert mean(hits) >= 0.85, f"{mean(hits):.2f} of {len(hits)} repeats"


def test_similar_cases_are_found(demo: Demo) -> None:
    """「類似のケースがないかを検索」: threads on the same matter, with their answers."""
    found = demo.community.similar("家屋の被害を調べて証明書を出すまでの段取り").threads
    topics = demo.truth.planted.question_topics
    assert topics.get(found[0].thread_id) == "bosai-risai"
    assert any(thread.replies for thread in found)


def test_who_is_alone_finds_company(demo: Demo) -> None:
    """「一人情シス…同じように悩んでいる職員の存在」: peers who said so themselves."""
    starter = demo.community.starter(organization=ISLAND_TOWN, interests=["ガバクラ"], solo_it=True)
    said = [
        person.member_id
        for person in starter.peers
        if any(reason.code == "solo_it" for reason in person.reasons)
    ]
    assert said
    assert set(said) <= demo.truth.solo_it
    alike = {"solo_it", "island", "same_size"}
    assert all(alike & {reason.code for reason in person.reasons} for person in starter.peers)
    assert len({person.prefecture for person in starter.peers}) >= 3


def test_a_lone_town_on_an_island_is_understood(demo: Demo) -> None:
    """「まわりに聞ける人がいない」: the question is read as one of lone IT staff, on islands."""
    answer = demo.community.ask(
        "離島の小さな町で、一人で情報システムを担当しています。休むときの引継ぎはどうしていますか"
    )
    assert "ひとり情シス・小規模自治体" in answer.topics
    assert "離島・過疎・中山間" in answer.topics
    assert answer.threads


def test_a_survey_for_a_budget_is_drafted_as_one(demo: Demo) -> None:
    """「アンケートを投稿…財政交渉にも活用」: a form to answer in, and past surveys first."""
    answer = demo.community.ask(
        "学校の端末の更新サイクルとスペック、皆さんの団体の状況を教えてください。予算要求に使います"
    )
    assert answer.survey
    assert "団体名:" in answer.draft
    assert answer.threads[0].reasons[0].code == "survey_before"
    assert answer.threads[0].thread_id in demo.truth.planted.survey_items


def test_topics_gather_threads_people_and_open_questions(demo: Demo) -> None:
    """「膨大な資料を一人で読み解く負担」: a page per topic."""
    topic = demo.community.show_topic("gc-network")
    assert topic.threads
    assert topic.people
    assert topic.prefectures
    assert "標準化_ガバメントクラウド" in [channel.name for channel in topic.channels]


def test_who_moved_to_other_work_is_not_named(demo: Demo) -> None:
    """「異動してしまった先輩に聞いても話がかみ合わない」: transferred experts are not suggested."""
    departed = set(demo.truth.cast.departed)
    moved = {
        member for member in demo.truth.cast.transferred if demo.community.show_member(member).past
    }
    assert departed
    assert moved
    named = set()
    for thread_id in sorted(demo.truth.planted.repeated)[:40]:
        answer = demo.community.ask(demo.openings[thread_id])
        for person in answer.people:
            named.add(person.member_id)
            if person.member_id in moved:
                last = demo.community.show_member(person.member_id)
                assert last.last_post_at is not None
                assert last.past[0].to is None or last.last_post_at.date() >= last.past[0].to
    assert not named & departed


def test_the_question_hidden_in_small_talk_gets_its_place(demo: Demo) -> None:
    """「悩みの中に大切な情報が混じっている」: a question in the lounge is led elsewhere."""
    hidden = demo.truth.planted.hidden_questions
    places = []
    for message_id in sorted(hidden)[:20]:
        answer = demo.community.ask(demo.openings[message_id])
        places.append(answer.channels[0].kind)
    assert ChannelKind.LOUNGE not in places


def test_far_away_places_are_near_in_kind(demo: Demo) -> None:
    """「北海道は広すぎて情報交換が難しい」: peers of like size and kind, not only next door."""
    starter = demo.community.starter(organization="北海道苫小牧市", interests=["防災"])
    codes = {reason.code for person in starter.peers for reason in person.reasons}
    assert "same_size" in codes
    assert len({person.prefecture for person in starter.peers}) >= 2


def test_questions_of_law_find_law(demo: Demo) -> None:
    """「法令上の疑問」: threads and people on personal data, the channel on law."""
    answer = demo.community.ask("住民の情報を別の部署に渡すのは個人情報保護法の上で問題ないですか")
    assert "law-kojin-teikyo" in scenarios_of(demo, answer)
    assert "法令_個人情報" in [channel.name for channel in answer.channels]


def test_what_others_do_now_is_found_by_prefecture(demo: Demo) -> None:
    """「他自治体の動きが分かると安心」: recent threads, and where local governments are on it."""
    answer = demo.community.ask("標準化の移行、ほかの団体はいまどこまで進んでいますか")
    assert answer.topics[0] == "自治体システム標準化(全般)"
    assert answer.threads[0].channel_name
    assert demo.community.show_topic("std-overall").prefectures


def test_the_ambassadors_are_marked(demo: Demo) -> None:
    """「アンバサダーになりませんかと声がかかった」: those who hold the role are named as such."""
    ambassadors = {role.member_id for role in demo.community.roles()}
    marked = set()
    for thread_id in sorted(demo.truth.planted.repeated)[:60]:
        answer = demo.community.ask(demo.openings[thread_id])
        marked |= {person.member_id for person in answer.people if person.role == "ambassador"}
    assert marked
    assert marked <= ambassadors


def test_every_suggestion_proves_itself(demo: Demo) -> None:
    """Every reason's evidence resolves: the thread exists and opens at the permalink."""
    answer = demo.community.ask("ガバクラの接続回線の見積りはどうしましたか", as_=None)
    suggestions = [*answer.threads, *answer.channels, *answer.people]
    assert suggestions
    for suggestion in suggestions:
        assert any(reason.evidence for reason in suggestion.reasons)
        for reason in suggestion.reasons:
            for evidence in reason.evidence:
                thread = demo.community.show_thread(evidence.thread_id)
                assert thread.permalink == evidence.permalink
                assert thread.messages
