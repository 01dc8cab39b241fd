"""Japanese text of the organizers' pages コミュニティの地図 and 知見グラフ."""


class Map:
    """Who takes part where, and who is missing."""

    MEASURE = "見るもの"
    MEASURES = {  # noqa: RUF012 (read only)
        "joined": "参加した割合",
        "members": "参加者",
        "questions": "質問",
        "in_time": "24時間以内の回答",
        "answering": "回答した人",
    }
    TOPIC = "テーマ"
    ALL_TOPICS = "すべてのテーマ"
    PERIOD = "期間"
    PERIODS = {"": "すべて", "365": "この1年", "90": "この90日", "30": "この30日"}  # noqa: RUF012
    KIND = "団体の種類"
    ALL_KINDS = "すべての種類"
    FORM = "表し方"
    FORMS = {"tiles": "都道府県のタイル", "dots": "市区町村の点"}  # noqa: RUF012 (read only)
    PREFECTURE = "都道府県"
    ALL_PREFECTURES = "選んでいません"
    LOADING = "地図を描いています"
    TOTAL = "{total}のうち、{joined}が参加しています。まだの団体は{missing}です。"
    MUNICIPALITIES = "全国の市区町村{n}"
    OF_KIND = "全国の{kind}{n}"
    LOWEST_JOINED = "参加した割合がもっとも低いのは、{names}({value})です。"
    LOWEST_IN_TIME = (
        "質問が{least}件以上ある都道府県で、24時間以内に回答された割合がもっとも低いのは、"
        "{names}({value})です。"
    )
    MOST = "{what}がもっとも多いのは、{names}({value})です。"
    PARTS = "{total}{unit}のうち{part}{unit}"
    AND_OTHERS = "{names}ほか{n}"
    NOTHING_COUNTED = "この条件で数えられるものはありません。期間かテーマを広げてください。"
    NARROW = "絞り込む"
    SCOPE = "対象: {scope}。"
    SCOPE_NOW = "{last}の参加者"
    SCOPE_SPAN = "{first}〜{last}の質問と回答"
    SCOPE_TOPIC = "テーマ「{topic}」"
    HOW_CHOSEN = ":small[{scope}地図を押すか、「都道府県」で選ぶと、団体と会話が下に出ます。]"
    NOW = ":small[参加者は今の人数です。期間とテーマは、質問と回答だけを絞ります。]"
    WORKING = ":small[24時間は、土曜・日曜・祝日を除いて数えます。]"
    OUTSIDE = "地図にない参加者({n})"
    OUTSIDE_BODY = ":small[所属の団体か、その場所が分からない参加者です。]"
    AGENCIES = "府省庁({n})"
    AGENCY = "くわしく見る府省庁"
    DOTS_NOTE = (
        ":small[奄美・沖縄は枠の中に、小笠原は本州の南に寄せて描いています。"
        "点の大きさは{what}です。]"
    )
    ZOOMED_NOTE = ":small[{name}だけを描いています。点の大きさは{what}です。]"
    DOTS_FRAME = "奄美・沖縄(別枠)"
    JOINED = "参加"
    MISSING = "まだ"
    NO_DATA = "–"
    BELOW = "{limit}未満"
    FROM = "{limit}以上"
    BETWEEN = "{low}〜{high}"
    NONE_YET = "0{unit}"
    COUNTED = "内訳"
    BACK = "全国に戻す"
    DETAIL = "くわしく見る"
    ORGANIZATION = "団体"
    ALL_ORGANIZATIONS = "すべての団体"
    GOVERNMENTS = "{kind} {joined}/{total}"
    MUNICIPAL = "市区町村"
    OWN_GOVERNMENT = "{name}の本庁: {state}"
    MEMBERS = "参加者 {n}人"
    QUESTIONS = "質問 {n}件"
    LATE = "24時間以内に回答がない質問 {n}件"
    ANSWERING = "回答した人 {n}人"
    JOINED_LIST = "参加({n}団体): {names}"
    MISSING_LIST = "まだ({n}団体): {names}"
    NO_ONE = "ここには、まだ参加者がいません。"
    NO_QUESTIONS = "この条件の質問はありません。"
    NO_LATE = "24時間以内に回答がなかった質問はありません。"
    NO_ANSWERING = "この条件で回答した人はいません。"
    HIDDEN = ":small[ほかに、表示を望まない人が{n}人います。]"
    MEMBER_LINE = "{organization} ・ 最近の書き込み {last}"
    MEMBER_SILENT = "{organization} ・ まだ書き込みがありません"
    ANSWERED = "{n}件の会話に回答しています(最近は{last})。"
    COLUMN_KIND = "種類"
    COLUMN_POPULATION = "人口"
    COLUMN_STATE = "参加"
    NO_PLACES = "所属の団体が分かる参加者がいません。"
    NO_PLACES_BODY = "名簿を取り込むか、各自が設定で団体を選ぶと、地図に出ます。"
    SAVE = "保存する"
    SAVE_PREFECTURES = "都道府県の表"
    SAVE_GOVERNMENTS = "団体の表"
    SAVE_PICTURE = "地図の画像"
    SPAN = "{first}〜{last}"
    FILE = "コミュニティの地図_{what}"
    ALT_TILES = "47都道府県を並べたタイルの地図。{finding}"
    ALT_DOTS = "市区町村を点で表した日本地図。{finding}"
    ALT_TABLE = "都道府県ごとの{what}の表。"
    ALT_GOVERNMENTS = "{name}の団体ごとの参加と会話の表。"


class Graph:
    """Why things are linked."""

    LEAD = "人・テーマ・都道府県を一つ選ぶと、つながりの強い相手と、その根拠の会話が分かります。"
    SPAN = ":small[対象: {first}〜{last}の会話。数が同じでも、新しい回答ほど強く数えます。]"
    KIND = "まんなかにするもの"
    KINDS = {  # noqa: RUF012 (read only)
        "topic": "テーマ",
        "member": "人",
        "prefecture": "都道府県",
        "organization": "団体",
        "channel": "チャンネル",
    }
    MIDDLE = "まんなか"
    CHOOSE = "選んでください"
    SEARCH = "名前か団体の一部"
    NONE = "「{text}」に合うものはありません。"
    MANY = ":small[はじめの{n}件です。続けて入れると絞れます。]"
    UNKNOWN = "その相手は見つかりません。参加をやめたか、表示を止めています。"
    TRAIL = ":small[たどった道]"
    TIES = "強いつながり"
    TIES_HELP = (
        ":small[新しい回答や、そのテーマが中心の会話が多いほど強いつながりです。"
        "名前を押すと、その相手がまんなかになります。]"
    )
    NO_TIES = "まだつながりがありません。会話が増えると出ます。"
    MORE = ":small[ほかに{n}件のつながりがあります。]"
    SHOW_MORE = "ほかの{kind}({n}件)"
    GROUP = "{kind}"
    PICTURE = "図"
    TO_PICTURE = ":small[[図を見る](#picture)]"
    PICTURE_HELP = ":small[印を押すとまんなかに、線を押すと理由が下に出ます。]"
    EXPAND = "まわりも広げる"
    EXPANDED = "「{name}」のつながり"
    LEFT_OUT = ":small[図は{n}個までです。残りの{left}個は描いていません。]"
    WHY = "「{one}」と「{other}」"
    OPEN_MEMBER = "この人の画面を開く"
    OPEN_TOPIC = "このテーマの画面を開く"
    OPEN_CHANNEL = "このチャンネルの画面を開く"
    LOADING = "つながりを調べています"
    SAVE = "保存する"
    SAVE_WHOLE = "グラフ全体"
    SAVE_HELP = (
        ":small[ほかの分析ソフトで開けます。"
        "おすすめに出ない設定の人と、参加をやめた人は入りません。]"
    )
    FILE = "知見グラフ"
    PICTURE_TITLE = "{name}のつながり(知見グラフ、{last}まで)"
    ALT = "「{name}」をまんなかにしたつながりの図。{finding}"
    ALT_MOST = "もっとも強いのは{names}です。"
    SAVE_PICTURE = "図の画像"
