"""Japanese text of the organizers' page 次のアンバサダー."""


class Candidates:
    """A balanced set of next ambassadors, and the present ones."""

    LOADING = "組み合わせを選んでいます"
    SIZE = "人数"
    SIZE_AUTO = "任期に合わせる"
    SIZE_OF = "{n}人"
    SIZE_HELP = ":small[「任期に合わせる」は、90日以内に任期が終わる人数です(少なくとも5人)。]"
    SPREAD = "回答の実績 ⇔ 地域の広がり"
    SPREADS = {  # noqa: RUF012 (read only)
        "0.0": "実績だけ",
        "0.25": "実績を重く",
        "0.5": "半々",
        "0.75": "広がりを重く",
        "1.0": "広がりだけ",
    }
    SET = "いっしょに選んだ{n}人"
    BALANCE = "**{text}**"
    NO_PLACE = "所属の団体が分からない人です。"
    FEWER = "条件に合う人は{n}人だけです。"
    MINIMUM = ":small[対象: この1年({span})の会話。{minimum}から選びます。]"
    NONE = "条件に合う人がまだいません。"
    NONE_BODY = "{minimum}が、候補になります。"
    PINNED = ":blue-badge[:material/keep: 固定]"
    LOSES = "この人がいないと"
    PIN = "候補に固定"
    UNPIN = "固定をやめる"
    EXCLUDE = "外す"
    INVITATION = "誘う文の下書き"
    OTHERS = "ほかの候補"
    OTHERS_HELP = ":small[実績はありますが、いまの組み合わせには入っていない人です。]"
    EXCLUDED = "外した人"
    RESTORE = "外すのをやめる"
    UNKNOWN_NAME = "表示できない人"

    DONE_PIN = "{name}さんを候補に固定しました。"
    DONE_UNPIN = "{name}さんの固定をやめました。"
    DONE_EXCLUDE = "{name}さんを外しました。"
    DONE_RESTORE = "{name}さんを外すのをやめました。"
    CAME = "入った人: {names}"
    WENT = "抜けた人: {names}"
    SAME = "組み合わせは変わっていません。"
    UNDO = "元に戻す"

    TRADE_OFF = "実績と広がりの釣り合い"
    TRADE_OFF_HELP = (
        ":small[どちらも割合です。実績は、だれも固定せず外さずに、実績だけで選んだ組と比べます。"
        "広がりは、地方・団体の種類・分野に均等に広がった組と比べます。]"
    )
    SETTING = "選び方"
    RECORD = "回答の実績(%)"
    BREADTH = "地域の広がり(%)"
    RECORD_SHORT = "実績"
    BREADTH_SHORT = "広がり"
    NOW = "いまの選び方"
    OTHER = "ほかの選び方"
    MARK = "印"
    CHANGED = "違う人"
    ALT_CHART = (
        "横が地域の広がり、縦が回答の実績の図。「{name}」では実績{record}%、広がり{balance}%です。"
    )
    ALT_TABLE = "選び方ごとの、回答の実績と地域の広がりの表。"
    TOLD = "「{name}」では、回答の実績は最大の{record}%、広がりは均等の{balance}%です。"
    PARTS = "地方・種類・分野の内訳"
    REGION = "地方"
    KIND = "団体の種類"
    FIELD = "分野"
    SHARE = "割合(%)"
    PRESENT = "いま"
    STAYING = "任期が続く"
    ADDED = "加わる"
    PARTS_HELP = ":small[割合は、地方と種類では全国の団体、分野ではこの1年の質問に占める割合です。]"
    ALT_PARTS = "{what}ごとの、アンバサダーと加わる候補の人数の表。"

    PRESENT_HEADING = "いまのアンバサダーと任期"
    PRESENT_TOTAL = "いまのアンバサダーは{n}人です。"
    PRESENT_ENDING = "いまのアンバサダーは{n}人で、{ending}人の任期が90日以内に終わります。"
    NO_PRESENT = "いまのアンバサダーは登録されていません。"
    NO_PRESENT_BODY = "`matcher role 参加者 ambassador` で登録すると、任期とともに出ます。"
    TERM = "任期 {first}〜{last}"
    TERM_OPEN = "任期 {first}から"
    ENDS = ":orange-badge[:material/event: あと{n}日]"
    SILENT = ":gray-badge[:material/hourglass_empty: この90日は書き込みなし]"
    DID = (
        "この1年: 回答{answers}件 ・ 案内{guided}回 ・ お礼{thanked}人"
        " ・ 新しい人への返信{newcomers}人"
    )
    LONGER = "任期が続く{n}人"
    SAVE = "保存する"
    SAVE_SET = "候補の表"
    SAVE_PARTS = "地方・種類・分野の表"
    SAVE_PRESENT = "アンバサダーと任期の表"
    SAVE_CHART = "釣り合いの図"
    FILE = "次のアンバサダー_{what}"
