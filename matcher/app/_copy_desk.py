"""Japanese text of アンバサダーの机, part of :mod:`matcher.app._copy`."""


class Desk:
    """Do one kind thing."""

    CHOOSE = "どれから見ますか"
    KIND = {  # noqa: RUF012 (read only)
        "newcomer": "新しい仲間",
        "question": "答えを待つ質問",
        "hidden": "雑談の困り事",
        "missing": "まだの団体",
    }
    SEGMENT = "{kind} {n}"
    LOADING = "できることを選んでいます"
    EMPTY = {  # noqa: RUF012 (read only)
        "newcomer": "いま声をかけたい新しい仲間はいません。",
        "question": "いま待っている質問はありません。",
        "hidden": "いま雑談に埋もれた困り事はありません。",
        "missing": "近くに、まだ参加していない団体はありません。",
    }
    END = "ここまでです。"
    END_HELP = ":small[一度にお見せするのは5件までです。済ませると、次の件が出ます。]"

    EFFECT = "この7日間に{done}件を済ませました。"
    EFFECT_REPLIED = (
        "そのうち{replied}件であなたの返信が見つかり、{wrote_again}人がまた書き込みました。"
    )
    EFFECT_HOURS = "返信までの時間は、半分が{hours}以内でした。"
    HOURS = "{n}時間"

    JOINED = "参加から{days}日"
    JOINED_TODAY = "今日参加"
    OPEN_POST = "#{name} の投稿を読む"
    ASKER = "質問した人: {who}"
    NEWCOMER = ":blue-badge[:material/waving_hand: 新しい仲間]"
    ASK_THERE = "聞ける場所: {channel}"
    POPULATION = "人口{n}人"
    DISCUSSED = "すでに話されています: {thread}"
    MORE_DISCUSSED = "ほかの近い会話"
    OTHERS = "ほかに声をかけられる人"
    NEIGHBOURS = "近い立場の参加者"
    DRAFT = "返信の下書き"
    DRAFT_INVITATION = "お誘いの下書き"
    DRAFT_HELP_OUTSIDE = (
        ":small[右上のボタンで写せます。自分の言葉に直して、メールや会話で使ってください。]"
    )

    SAY = {  # noqa: RUF012 (read only)
        "claimed": "対応します",
        "done": "済み",
        "snoozed": "あとで(3日)",
        "declined": "自分ではない",
    }
    UNDO = "元に戻す"
    CLAIMED = ":blue-badge[:material/person_check: あなたが対応中です({since}から)]"
    TAKEN = "ほかの人が対応中"
    TAKEN_LINE = "{title} — {name}さんが対応中です({since}から)。"
    SAID = {  # noqa: RUF012 (read only)
        "done": "「{title}」を済みにしました。",
        "snoozed": "「{title}」を3日あとに回しました。",
        "declined": "「{title}」を、あなたの机から外しました。",
    }
    TAKEN_BACK = "元に戻しました。"
