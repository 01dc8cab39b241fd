"""All Japanese text of the pages, one class per page, so that it can be read and tested as prose.

Texts with ``{…}`` are filled by the pages; what members wrote is escaped before it is filled in.
"""

from matcher.app._copy_candidates import Candidates as Candidates  # noqa: PLC0414
from matcher.app._copy_desk import Desk as Desk  # noqa: PLC0414 (one module to read)
from matcher.app._copy_downloads import Downloads as Downloads  # noqa: PLC0414
from matcher.app._copy_gaps import Figures as Figures  # noqa: PLC0414
from matcher.app._copy_gaps import Gaps as Gaps  # noqa: PLC0414 (one module to read)
from matcher.app._copy_home import Home as Home  # noqa: PLC0414 (one module to read)
from matcher.app._copy_home import Requests as Requests  # noqa: PLC0414
from matcher.app._copy_home import Stars as Stars  # noqa: PLC0414
from matcher.app._copy_map import Graph as Graph  # noqa: PLC0414
from matcher.app._copy_map import Map as Map  # noqa: PLC0414
from matcher.app._copy_roster import Roster as Roster  # noqa: PLC0414 (one module to read)
from matcher.app._copy_rounds import Rounds as Rounds  # noqa: PLC0414
from matcher.app._copy_survey import Survey as Survey  # noqa: PLC0414


class Frame:
    """Around every page."""

    DEMO = ":orange-badge[デモ] :small[人物も投稿も架空です。]"
    SPAN = ":small[対象: {first}〜{last}の会話{conversations} ・ 更新 {built}]"
    STALE = ":small[{built}の結果を表示しています。新しい取り込みは準備中です。]"
    VIEWER_SEARCH = "見る人をさがす(名前か団体)"
    VIEWER = "この人として見る"
    VIEWER_BUTTON = "見る人を選ぶ"
    VIEWER_NOW = "見る人: {name}"
    VIEWER_HELP = "選んだ人の役割に合わせて、画面とメニューが変わります。"
    VIEWER_NOBODY = "選んでいません"
    VIEWER_NONE = "「{text}」に合う人はいません。"
    GROUP_MEMBERS = "参加者"
    GROUP_AMBASSADORS = "アンバサダー"
    GROUP_ORGANIZERS = "運営"
    GROUP_ADMIN = "管理"
    HUGE = "{total}のうち{shown}を表示しています。条件を加えると絞れます。"
    MORE = "次の{n}を表示する"
    UNEXPECTED_TITLE = "表示できませんでした"
    UNEXPECTED = (
        "もう一度お試しください。続くときは、番号 {number} を運営に伝えてください。"
        "前のデータはそのままです。"
    )
    RETRY = "もう一度試す"
    PROBLEM = "続けられませんでした"
    LOADING = "過去の会話から探しています"
    PRIVACY = (
        ":small[読むのは公開チャンネルだけです。DMと非公開チャンネルは読みません。"
        "おすすめから外れることもできます。]"
    )
    NOT_ALLOWED = "この画面は{roles}の方だけが見られます。"
    ROLES_JOINT = "・"
    AS_HOLDER = "デモの{roles}の人として見る"
    TO_HOME = "ホームへ"
    TO_SETTINGS = "設定で、おすすめに出るかどうかを決める"


class Title:
    """Titles of the pages."""

    HOME = "ホーム"
    STARTER = "はじめての方へ"
    ASK = "聞いてみる"
    SIMILAR = "似た事例"
    TOPICS = "テーマ"
    PEOPLE = "人"
    THREAD = "会話"
    CHANNEL = "チャンネル"
    SURVEY = "アンケート"
    DESK = "アンバサダーの机"
    MAP = "コミュニティの地図"
    GRAPH = "知見グラフ"
    GAPS = "空白とつながり"
    CANDIDATES = "次のアンバサダー"
    ROUNDS = "メンタリング"
    IMPORT = "取り込み"
    SETTINGS = "設定"


class Empty:
    """A community without data, or not yet prepared."""

    TITLE = "まだデータがありません。"
    BODY = "架空の1,500人で試すか、Slackの書き出しを取り込むと使えます。"
    DEMO = "デモを入れる"
    IMPORT = "Slackの書き出しを取り込む"
    UNBUILT_TITLE = "取り込みは済んでいます。"
    UNBUILT_BODY = "会話を探せるように整えると使えます。"
    TO_IMPORT = "取り込みの画面を開く"


class Card:
    """Suggestions, reasons and drafts."""

    REPLIES = "返信{n}件"
    NO_REPLIES = "返信なし"
    RESOLVED = ":green-badge[:material/check: 解決済み]"
    ARCHIVED = ":gray-badge[:material/inventory_2: いまは書き込めないチャンネル]"
    COPIES = "同じ投稿がほかに{n}件"
    EVIDENCE = "根拠{n}件"
    EVIDENCE_NUMBER = "根拠{n}"
    MORE_REASONS = "ほかの理由と根拠"
    OTHER_REASONS = "ほかの理由"
    FIRST_EVIDENCE = "根拠の会話"
    ALL_EVIDENCE = "根拠{n}件を見る"
    EVIDENCE_ITEM = "{n}件目の会話"
    IN_APP = "この画面で読む"
    OPEN_CHANNEL = "#{name} を開く"
    LOAD = "今週の依頼 **{asked}件** / 上限 **{limit}件**"
    AMBASSADOR = ":blue-badge[:material/signpost: アンバサダー]"
    DRAFT_HELP = ":small[右上のボタンで写せます。自分の言葉に直して使ってください。]"


class Starter:
    """A checklist for the first days."""

    LEAD = "団体と関心を選ぶと、はじめに見るチャンネルが順に出ます。"
    ORGANIZATION = "団体 ※必須"
    ORGANIZATION_HELP = ":small[名前の一部を入れると候補が出ます。例: 上島、えひめ、デジタル庁]"
    INTERESTS = "関心のあるテーマ(5つまで)"
    SOLO_IT = "一人で情報システムを担当している"
    NOT_KEPT = ":small[ここに書いた内容は、この画面を閉じると消えます。]"
    SHOW = "始め方を見る"
    CHANGE = "団体と関心を変える"
    NO_ORGANIZATION = "団体を選んでください。名前の一部で候補が出ます。"
    FOR_ORGANIZATION = "{organization}の方への始め方です。"
    PROGRESS = "{total}段階のうち{done}段階が済みました"
    ALL_DONE = (
        "ひと通り終わりました。気になるチャンネルに星を付けておくと、動きをまとめて受け取れます。"
    )
    STEPS = "はじめの段階"
    PEERS = "同じ立場の仲間"
    NO_PEERS = "いまのところ、立場の近い人は見つかっていません。"
    LOADING = "はじめに見るチャンネルを選んでいます"
    PROFILE = "プロフィールを直す"
    STEP = {  # noqa: RUF012 (read only)
        "introduce": "自己紹介する",
        "browse": "ひと通りのぞく",
        "practice": "書き込みを練習する",
        "field": "関心のある分野に入る",
        "prefecture": "都道府県のチャンネルに入る",
        "lounge": "雑談をのぞく",
        "help": "迷ったら聞く",
    }


class Ask:
    """Reach Slack with the right text."""

    QUESTION = "困っていること ※必須"
    HELP = (
        ":small[団体の規模や、試したことも書くと見つかりやすくなります。"
        "個人の名前や住民の情報は書かないでください。ここに書いた文は保存されません。]"
    )
    ASK = "調べる"
    EXAMPLE = "例を入れる"
    EXAMPLE_QUESTION = (
        "ガバメントクラウドの接続回線の見積をどのように比べましたか。人口1万人未満の町です。"
    )
    EMPTY = "困っていることを書いてください。一文でかまいません。"
    UNDERSTOOD = "「{topics}」の質問として調べました。"
    UNDERSTOOD_NOTHING = "書かれた言葉そのもので調べました。"
    JUMP_THREADS = "スレッド{n}件"
    JUMP_SURVEYS = "アンケート{n}件"
    JUMP_CHANNELS = "チャンネル{n}つ"
    JUMP_PEOPLE = "人{n}人"
    JUMP_DRAFT = "下書き"
    THREADS = "1. すでに話されています({n}件)"
    SURVEYS = "1. 過去のアンケート({n}件)"
    OTHER_THREADS = "ほかの会話({n}件)"
    NO_THREADS_HEADING = "1. 近い会話"
    NO_THREADS = "近い会話は見つかりませんでした。"
    MORE_THREADS = "ほかの{n}件を見る"
    MORE_CHANNELS = "ほかのチャンネル{n}つを見る"
    CHANNELS = "2. 書き込むチャンネル"
    PEOPLE = "3. 声をかける人(3人まで)"
    PEOPLE_HELP = ":small[チャンネルの投稿の中で名前を挙げて聞きます。]"
    NO_PEOPLE = "いまは声をかけずにチャンネルへ書いてください。"
    NUMBERED_DRAFT = "{n}. 下書き"
    SURVEY = "全国に聞くアンケートの質問のようです。"
    SURVEY_BEFORE = "全国に聞くアンケートの質問のようです。過去のアンケートが{n}件あります。"
    SURVEY_TABLES = (
        "全国に聞くアンケートの質問のようです。過去のアンケート{n}件と、回答の表があります。"
    )
    THIN = "根拠が薄い結果です。"


class Similar:
    """Read an answer."""

    TEXT = "どんな事例を探しますか ※必須"
    HELP = ":small[困っていることや、取り組みの名前を書いてください。]"
    SEARCH = "探す"
    EMPTY_TEXT = "探したいことを書いてください。言葉一つでもかまいません。"
    PERIOD = "期間"
    ALL = "すべて"
    YEAR = "この1年"
    QUARTER = "この90日"
    RESOLVED = "解決済みのみ"
    FOUND = "近い順に{n}件です。"
    NONE = (
        "近い会話は見つかりませんでした。言葉を変えるか、「聞いてみる」で質問の下書きを作れます。"
    )
    NONE_FILTERED = (
        "条件に合う会話はありません。期間を「すべて」、解決済み以外も含めると{n}件あります。"
    )
    FIRST_REPLY = "はじめの返信: {text}"
    TO_ASK = "「聞いてみる」を開く"


class Topics:
    """Threads, people and open questions of one field."""

    LEAD = "テーマを選ぶと、答えを待つ質問、よく読まれる会話、回答している人が分かります。"
    SEARCH = "テーマの名前で絞る"
    LINE = "{name} 質問{questions}件"
    LINE_WAITING = "{name} 質問{questions}件 ・ 答えを待つ{waiting}件"
    GROUP = "{group}({n}テーマ)"
    NONE = "「{text}」に合うテーマはありません。"
    BACK = "テーマの一覧へ"
    META = "{group} ・ 質問{questions}件"
    SYNONYMS = "同じ意味の言葉: {words}"
    WAITING = "答えを待つ質問"
    NO_WAITING = "いま待っている質問はありません。"
    THREADS = "よく読まれる会話"
    NO_THREADS = "まだ会話がありません。"
    PEOPLE = "回答している人"
    NO_PEOPLE = "いま声をかけられる人はいません。チャンネルへ書いてください。"
    CHANNELS = "話されているチャンネル"
    PREFECTURES = "動いている団体(この1年)"
    MORE_PREFECTURES = "{names}、ほか{n}都道府県"
    PREFECTURE_LINE = "{prefecture} {n}団体"
    NO_PREFECTURES = "この1年に書き込んだ団体はまだありません。"
    RELATED = "関連するテーマ"
    LOADING = "テーマの会話を集めています"
    UNKNOWN = "そのテーマは見つかりません。"


class People:
    """What is said of a person."""

    SEARCH = "名前か団体の一部"
    NONE = "「{text}」に合う人はいません。"
    UNKNOWN = "その人は見つかりません。参加をやめたか、表示を止めています。"
    BACK = "別の人を探す"
    LEFT = "いまは参加していません。おすすめには出ません。"
    ROLE_TERM = "{role}({first}〜{last})"
    ROLE_OPEN = "{role}({first}から)"
    ROLE = {  # noqa: RUF012 (read only)
        "ambassador": "アンバサダー",
        "organizer": "運営",
        "administrator": "管理者",
    }
    SOURCE = "(出どころ: {source})"
    DEPARTMENT = "担当: {department}"
    SOLO_IT = "一人で情報システムを担当しています"
    POSTS = "書き込み{n}件"
    POSTS_SPAN = "書き込み{n}件({first}〜{last})"
    INTERESTS = "関心のあるテーマ: {topics}"
    CHANNELS = "書き込んでいるチャンネル"
    TOPICS = "回答しているテーマ"
    NO_TOPICS = "回答の記録はまだありません。"
    TOPIC_LINE = "**{name}** 質問に{n}件回答(最近は{last})"
    OWN = "あなたについての推薦理由"
    OWN_HELP = ":small[ほかの人にも、ここにある文だけが見えます。点数は見せません。]"
    HIDE_TOPIC = "この話題から外す"
    HIDDEN_TOPIC = "この話題からは外れています"
    SHOW_TOPIC = "元に戻す"
    TOPIC_HIDDEN_TOAST = "この話題から外しました。"
    TOPIC_SHOWN_TOAST = "元に戻しました。"
    HIDE_ME = "おすすめに自分を出さない"
    SHOW_ME = "おすすめに自分を出す"
    HIDDEN_NOW = "おすすめには出ていません。"
    HIDDEN_TOAST = "おすすめから外しました。"
    SHOWN_TOAST = "おすすめに出るようにしました。"
    PAST = "これまでの所属"
    PAST_ELSEWHERE = "{organization}の別の部署"
    PAST_FROM = "{day}から"
    PAST_TO = "{day}まで"
    PAST_HELP = ":small[別の仕事に移った人の、移る前の回答は、おすすめに使いません。]"
    RECENT = "最近の会話"
    LOADING = "この人の書き込みを集めています"


class Thread:
    """A conversation, message by message."""

    OPEN = "Slackで開く"
    ARCHIVED = "このチャンネルは、いまは書き込めません。"
    REACTIONS = "リアクション{n}件"
    SIMILAR = "近い会話"
    NONE = "会話が選ばれていません。「聞いてみる」か「似た事例」から選べます。"
    UNKNOWN = "その会話は見つかりません。消されたか、番号が変わっています。"
    NO_TEXT = "(文のない投稿です)"
    LOADING = "会話を開いています"
    MESSAGES = "やり取り({n}件)"


class Channel:
    """What a channel is for and how lively it is."""

    OPEN = "Slackで開く"
    ARCHIVED = "このチャンネルは、いまは書き込めません。"
    MESSAGES = "投稿{n}件"
    MEMBERS = "参加者{n}人"
    LAST = "最近の投稿は{day}"
    PURPOSE = "チャンネルの説明"
    NO_PURPOSE = "説明は書かれていません。"
    NONE = "チャンネルが選ばれていません。「はじめての方へ」か「聞いてみる」から選べます。"
    UNKNOWN = "そのチャンネルは見つかりません。消されたか、番号が変わっています。"
    LOADING = "チャンネルを開いています"
    KIND = {  # noqa: RUF012 (read only)
        "introduction": "自己紹介の場所",
        "practice": "書き込みを練習する場所",
        "help": "行き先に迷ったときの場所",
        "lounge": "雑談の場所",
        "prefecture": "都道府県のチャンネル",
        "topic": "分野のチャンネル",
        "announcement": "お知らせの場所",
    }


class Import:
    """Bring data in safely."""

    LEAD = "読むのは公開チャンネルだけです。DMと非公開チャンネルのファイルは読みません。"
    NOW = "いま入っているもの"
    NOW_EMPTY = "まだ何も入っていません。"
    NOW_READY = (
        "参加者{members}、団体{organizations}、チャンネル{channels}、"
        "会話{conversations}、投稿{messages}"
    )
    NOW_UNBUILT = "取り込みは済んでいます。会話を探せるように整えると使えます。"
    NOW_STALE = "前に整えた後で、新しい内容が入りました。もう一度整えると反映されます。"
    NOW_DAMAGED = (
        "いちばん新しいデータのファイルが壊れていて開けないため、{day}に整えたものを表示しています。"
        "もう一度整えると直ります。"
    )
    NOW_DEMO = "架空のデモが入っています。"
    KIND = "取り込むもの"
    KIND_SLACK = "Slackの書き出し"
    KIND_ROSTER = "名簿(CSV・XLSX)"
    SLACK = "Slackの書き出しを取り込む"
    UPLOAD = "書き出したzipファイル ※必須"
    UPLOAD_HELP = (
        ":small[{limit}MBより大きいときは、サーバーで "
        "`matcher import slack ファイル名` を使ってください。]"
    )
    WORKSPACE = "SlackのURL(任意)"
    WORKSPACE_HELP = ":small[例: https://○○○.slack.com 入れると、会話からSlackを開けます。]"
    RUN = "取り込む"
    NO_FILE = "取り込むzipファイルを選んでください。"
    DEMO = "デモを入れる"
    DEMO_HELP = "架空の1,500人の会話を入れて試せます。1分ほどかかります。"
    DEMO_RUN = "デモを入れる"
    BUILD = "会話を探せるように整える"
    BUSY = "いま別の取り込みが動いています。終わってから、もう一度押してください。"
    RUNNING = "進めています。この画面を閉じても続きます。"
    PROGRESS = "{what} {done} / {total}"
    PROGRESS_OPEN = "{what} {done}"
    START = "始めています"
    DONE_IMPORT = "新しい投稿{new}を取り込みました。すでにある{known}は変えていません。"
    DONE_DEMO = "デモを入れました。"
    DONE_BUILD = "会話を探せるように整えました。"
    COUNTS = "読んだもの: 参加者{members}、チャンネル{channels}、投稿{messages}"
    UNKNOWN_AUTHORS = "書き出しに名簿のない投稿者が{n}人います。おすすめには出ません。"
    LEFT_OUT = "除いたもの"
    LEFT_OUT_LINE = "{what} {n}件({why})"
    SKIPPED = "読めなかったもの({n}件)"
    SKIPPED_LINE = "{place}: {why}"
    FAILED = "取り込みを完了できませんでした"
    KEPT = "前のデータはそのままです。"
    NEXT = "「聞いてみる」を開く"


class Settings:
    """Own profile: limit, away, hide."""

    NOBODY = "上の「見る人を選ぶ」で人を選ぶと、その人の設定を試せます。"
    DEMO = "架空の人物で試しています。本物のデータは、別のデータベースに取り込みます。"
    WHO = "{name}の設定です。"
    ABOUT = "自分について"
    ABOUT_HELP = ":small[プロフィールに保存します。あとで直すことも、消すこともできます。]"
    ORGANIZATION = "団体"
    DEPARTMENT = "担当(課や係の名前)"
    REQUESTS = "依頼の受け方"
    LIMIT = "受けられる依頼(週に何件まで)"
    AWAY = "この日まで休みにする"
    HIDDEN = "おすすめに自分を出さない"
    AMBASSADORS = "アンバサダーに見えること"
    AMBASSADORS_HELP = (
        "アンバサダーは、公開の投稿から分かる次のことを見て、声をかけます。"
        "返信のない自己紹介、参加した日と最後に書き込んだ日、答えを待つ質問、雑談の中の質問です。"
        "「おすすめに自分を出さない」を選ぶと、どれにも名前は出ません。"
    )
    SAVE = "保存する"
    SAVED = "保存しました。すぐに反映されます。"
    ORGANIZATION_OPEN = "団体が決まっていません。候補から選ぶか、空にしてください。"


class Picker:
    """Choosing one of thousands with a search on the server."""

    WHICH = "候補から選ぶ"
    CHOSEN = ":green-badge[:material/check: {name}]"
    NONE = "「{text}」に合う団体がありません。都道府県の名前から入れてみてください。"
    MANY = ":small[はじめの{n}件です。続けて入れると絞れます。]"
