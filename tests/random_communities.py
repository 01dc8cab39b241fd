"""Small random communities, for what must hold whatever people do."""

from datetime import timedelta

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from stories import START, Story

from matcher.domain import Account, AccountKind, Membership, Profile, Role, RoleKind

MEMBERS = ("青葉", "紅葉", "若葉", "落葉", "双葉")
BOT, GUEST, LEFT = "案内係", "業者", "退職者"
EVERYBODY = (*MEMBERS, BOT, GUEST, LEFT)
TITLES = ("", "愛媛県上島町 総務課", "愛媛県松山市", "高知県土佐町", "一人情シス 長崎県小値賀町")
CHANNELS = (
    ("何でも相談", False),
    ("標準化_ガバメントクラウド", False),
    ("愛媛県", False),
    ("雑談", False),
    ("庁内ネットワークの部屋", False),
    ("ガバメントクラウド-2022", True),
    ("自己紹介", False),
)
QUESTIONS = (
    "ガバメントクラウドの接続回線の費用はどのくらいでしょうか",
    "接続回線の帯域をどう決めたか教えてください",
    "書かない窓口を始めた団体はありますか",
    "アンケートです。皆さんの団体のパソコンの更新周期を教えてください",
    "県内で防災無線を更新した方はいますか",
    "一人で情報システムを担当しています。相談できる人はいますか",
)
REMARKS = (
    "接続回線の費用は運用経費に含めて見積りを取りました。帯域は最初から広めが安心です",
    "パソコンは5年で更新しています",
    "書かない窓口は住民票から始めました。職員の動線を先に見直すとうまくいきます",
    "ありがとうございます。無事に解決しました",
    "今日は雨です",
    "🙏",
    "<@青葉> さん、防災無線の更新はどうでしたか",
    "<@紅葉> さんと <@若葉> さん、接続回線の件を教えてください",
)
TOPICS = ("gc-network", "mado-kakanai")
INTERESTS = st.lists(st.sampled_from(TOPICS), unique=True).map(tuple)


@st.composite
def stories(draw: st.DrawFn, *, most_posts: int = 24) -> Story:
    """A community of eight accounts, seven channels and one to ``most_posts`` posts.

    Args:
        draw: Given by Hypothesis.
        most_posts: How many posts at most.
    """
    story = Story()
    for name in MEMBERS:
        story.member(name, title=draw(st.sampled_from(TITLES)))
    story.bot(BOT)
    story.member(GUEST, kind=AccountKind.EXTERNAL)
    story.accounts[LEFT] = Account(LEFT, LEFT, active=False)
    for name, archived in CHANNELS:
        story.channel(name, archived=archived)
    places = list(story.channels)
    threads: list[str] = []
    for _ in range(draw(st.integers(1, most_posts))):
        by = draw(st.sampled_from((*EVERYBODY, None)))
        day = story.day + draw(st.sampled_from((0.001, 0.02, 1.0, 9.0, 40.0)))
        signs = draw(st.sampled_from(((), (), ("white_check_mark",))))
        if threads and draw(st.booleans()):
            thread = draw(st.sampled_from(threads))
            story.reply(by, thread, draw(st.sampled_from(REMARKS)), day=day, signs=signs)
        else:
            text = draw(st.sampled_from((*QUESTIONS, *QUESTIONS, *REMARKS)))
            place = draw(st.sampled_from(places))
            threads.append(story.post(by, place, text, day=day, signs=signs))
    for name in draw(st.lists(st.sampled_from(MEMBERS), unique=True)):
        channel = draw(st.sampled_from(list(story.channels)))
        story.memberships.append(Membership(channel, name, START + timedelta(days=1)))
    story.profiles.extend(draw(profiles(story)))
    if draw(st.sampled_from((True, False))):
        story.roles.append(Role(MEMBERS[0], RoleKind.AMBASSADOR, START.date()))
    return story


@st.composite
def profiles(draw: st.DrawFn, story: Story) -> list[Profile]:
    """What some of the members say of themselves, on the day on which the story ends."""
    today = (START + timedelta(days=story.day)).date()
    return [
        Profile(
            member_id=name,
            organization_code=draw(st.sampled_from(("", "383562"))),
            interests=draw(INTERESTS),
            solo_it=draw(st.booleans()),
            hidden=draw(st.sampled_from((False, False, True))),
            hidden_topics=draw(INTERESTS),
            weekly_limit=draw(st.sampled_from((0, 1, 5, 5))),
            away_until=draw(st.sampled_from((None, None, today + timedelta(days=30)))),
        )
        for name in draw(st.lists(st.sampled_from(MEMBERS), unique=True, max_size=3))
    ]


FEW = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
"""Building a community takes a tenth of a second: few examples, always the same, not shrunk."""
