"""Japanese text of ホーム and of the stars, part of :mod:`matcher.app._copy`."""


class Stars:
    """Following a channel."""

    OF = "#{name} "
    ADD = "星を付ける"
    REMOVE = "星を外す"
    ADDED = "星を付けました。動きはホームに出ます。"
    REMOVED = "星を外しました。"


class Requests:
    """How often one is asked."""

    REST = "1週間休みにする"
    BACK = "休みをやめる"
    RESTING = ":orange-badge[:material/bedtime: {day}まで休み]"
    REST_TOAST = "{day}まで、おすすめに出ません。"
    BACK_TOAST = "休みをやめました。"
    HELP = ":small[上限に達したときと休みの間は、ほかの人のおすすめに出ません。]"


class Home:
    """The next step of whoever looks."""

    WHAT = (
        "道しるべは、コミュニティの過去の会話から、聞く場所、声をかける人、似た事例を案内します。"
    )
    NEXT = "次の一歩"
    NEXT_STEP = "**{step}** — #{channel}"
    NEXT_DONE = "はじめの段階はひと通り終わりました。"
    NEXT_NOBODY = "団体と関心を選ぶと、はじめに見るチャンネルと同じ立場の仲間が分かります。"
    NEXT_BUTTON = "続ける"
    NEXT_NOBODY_BUTTON = "始め方を見る"
    TROUBLE = "困っていること"
    TROUBLE_LABEL = "調べたいこと"
    TROUBLE_HELP = ":small[一文でかまいません。ここに書いた文は保存されません。]"
    ASK = "調べる"
    TOPICS = "よく話されているテーマ"
    TOPIC_LINE = "{name} 質問{questions}件"
    ALL_TOPICS = "すべてのテーマを見る"

    STARS = "星のチャンネル"
    STARS_LOADING = "星のチャンネルの動きを集めています"
    STARS_DAY = "{day}の動きです。"
    STARS_DAYS = "{first}〜{last}の動きです。"
    STARS_PART = "**{title} {n}件**"
    STARS_QUIET = "この7日間に動きはありません。"
    POSTS_UNIT = "件の投稿"
    WAITING = "答えを待つ質問"
    RESOLVED = "解決やお礼が書かれた会話"
    THREADS = "人が集まった会話"
    MORE_THREADS = "ほかに{n}件"
    STARS_ALL = "ほかの動きと、星を付けたチャンネル"
    STARS_MORE = "ほかの動き"
    STARS_WHERE = "星を付けたチャンネル"

    TODAY = "今日できること"
    TODAY_LOADING = "できることを選んでいます"
    TODAY_NOTHING = "いま待っている人はいません。"
    TODAY_QUESTIONS = "答えを待つ質問 **{n}件**"
    TODAY_NEWCOMERS = "新しい仲間 **{n}人**"
    TODAY_HIDDEN = "雑談に埋もれた困り事 **{n}件**"
    TODAY_MISSING = "まだ参加していない団体 **{n}団体**"
    OPEN_DESK = "机を開く"

    NO_DECISIONS = "いま決めることはありません。"
    DECISIONS = "決めること"
    DECISIONS_LOADING = "コミュニティの様子を数えています"
    SINGLE_HOLDERS = "一人だけが答えているテーマ **{n}件**"
    ENDING_TERMS = "任期が90日以内に終わるアンバサダー **{n}人**"
    UNTIL = "{day}まで"
    OTHERS = "ほか{n}人"
    WAITING_QUESTIONS = "答えを待つ質問 **{n}件**(この90日)"
    MISSING = "まだ参加していない団体 **{n}団体**"
    OPEN_MAP = "地図を開く"
    OPEN_QUESTIONS = "質問の状況を見る"
    OPEN_GAPS = "一人だけのテーマを見る"
    OPEN_CANDIDATES = "次のアンバサダーを選ぶ"
