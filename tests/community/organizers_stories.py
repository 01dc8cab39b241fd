"""A community in which organizers have something to see, told as a story."""

from dataclasses import replace

from stories import Story, build, standing_of

from matcher.community import Analysis, Counted

ANSWER = "接続回線は県と一緒に選び、帯域は最初から広めに取って費用を抑えました。"
QUESTIONS = (
    "接続回線の帯域は何Mbpsで契約していますか?",
    "接続回線の帯域が足りなくなりました。どう広げましたか?",
    "接続回線を二重にした団体はありますか?",
    "接続回線の工事はいつ終わりましたか?",
    "接続回線の切替の日をどう決めましたか?",
    "接続回線の費用を県と分けた団体はありますか?",
)
CARD_QUESTIONS = (
    "書かない窓口の端末は何台ありますか?",
    "書かない窓口の記載台はなくしましたか?",
    "書かない窓口で住民の方の待ち時間は減りましたか?",
    "書かない窓口を始めるまで何か月かかりましたか?",
    "書かない窓口の案内板はどこに置きましたか?",
    "書かない窓口を夜も開けている団体はありますか?",
)
CARD_ANSWER = "書かない窓口は記入する欄を半分に減らしてから始めたところ、職員の手間も減りました。"
NETWORK, COUNTER = "gc-network", "mado-kakanai"
EHIME = ("愛媛県上島町 総務課", "愛媛県松山市 情報政策課", "高知県いの町 総務課")
EAST = ("岩手県盛岡市 情報政策課", "秋田県横手市 総務課", "青森県むつ市 総務課")


def asked_in_vain(day: float = 200) -> Story:
    """四国 asks on one topic in vain; 東北 gets its answers on it."""
    story = Story()
    place = story.channel("標準化_ガバメントクラウド")
    for number, title in enumerate(EHIME):
        story.member(f"west{number}", title=title)
    for number, title in enumerate(EAST):
        story.member(f"east{number}", title=title)
    story.member("helper", title="東京都府中市 情報管理課")
    lounge = story.channel("雑談")
    for number in range(20):
        story.post(
            "helper", lounge, f"散歩の{number}日目です。夕焼けがきれいでした。", day=day + number
        )
    for number, question in enumerate(QUESTIONS[:4]):
        story.post(f"west{number % 3}", place, question, day=day + number)
    for number, question in enumerate(QUESTIONS):
        story.question(
            f"east{number % 3}", place, question, ("helper", ANSWER), day=day + 10 + number
        )
    return story


def analysis_of(story: Story) -> Analysis:
    """The story as its organizers see it."""
    snapshot = build(story)
    return Analysis(Counted(snapshot), standing_of(story, snapshot))


def helped(
    story: Story,
    member: str,
    topic_questions: tuple[str, ...],
    answer: str,
    *,
    day: float,
    thanks: bool = False,
    askers: tuple[str, ...] = ("east0", "east1", "east2"),
) -> list[str]:
    """Questions that a member answers, a day each; gives their threads."""
    place = next(iter(story.channels))
    threads = []
    for number, question in enumerate(topic_questions):
        asker = askers[number % len(askers)]
        thread = story.question(asker, place, question, (member, answer), day=day + number)
        if thanks:
            story.reply(asker, thread, "ありがとうございます。助かりました。")
        threads.append(thread)
    return threads


def left(story: Story, member: str) -> None:
    """The member's account is closed."""
    story.accounts[member] = replace(story.accounts[member], active=False)
