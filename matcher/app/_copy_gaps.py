"""Japanese text of the organizers' page 空白とつながり."""


class Gaps:
    """What is missing, and what hangs by a thread."""

    LOADING = "質問と回答を突き合わせています"
    TAB = "見るもの"
    TABS = {  # noqa: RUF012 (read only)
        "gaps": "足りないテーマ",
        "single": "一人だけのテーマ",
        "departures": "異動の影響",
        "quiet": "聞かれなくなったテーマ",
        "discovered": "新しい話題",
        "newcomers": "参加者の歩み",
        "questions": "質問の状況",
        "surveys": "アンケート",
    }
    TOPIC = "テーマ"
    ALL_TOPICS = "すべてのテーマ"
    PREFECTURE = "都道府県"
    ALL_PREFECTURES = "全国"
    EVERYTHING = "テーマと都道府県の条件を外す"
    WIDER = "条件を外すと{n}あります。"
    SPAN = "{first}〜{last}"
    OPEN = "くわしく見る"
    NOT_NARROWED = ":small[ここは、テーマと都道府県では絞れません。]"
    NO_POSTS = "まだ会話がありません。"
    NO_POSTS_BODY = "会話が増えると、足りないテーマが分かります。"

    GAPS_LEAD = (
        "質問の3分の2以上に回答がないテーマと場所です。{usual}  \n"
        ":small[対象: この90日({span})の質問。アンケートは除きます。]"
    )
    NO_GAPS = "この90日に、質問の3分の2以上に回答がないテーマと場所はありません。"
    SEE_QUESTIONS = "{n}件を見る"
    SEE_PEOPLE = "候補を見る"
    NOT_ALL_ANSWERS = "返信には、回答になっていないものも入ります。"
    INSIDE = "質問の内訳: {counts}"
    COUNT = "{name} {n}件"
    THERE = "「{place}」で、この1年に回答した人は{n}人です。"
    NOBODY_THERE = "「{place}」で、この1年に回答した人はいません。"
    USUAL = "全体では、質問の{share}に回答がありません。"
    PEOPLE_HELP = "全国で、このテーマに回答していて、いま声をかけられる人です。"
    NO_PEOPLE = "いま声をかけられる人はいません。過去の会話を案内してください。"
    FILE = "空白とつながり_{what}"

    COVERAGE = "テーマと場所の表"
    COVERAGE_LEAD = (
        ":small[質問のうち主にそのテーマのものだけを数えます。"
        "回答した人は、その場所の団体にいて、今も同じ仕事をしている人です。]"
    )
    COVERAGE_BY = "分け方"
    COVERAGE_NUMBER = "見る数"
    COVERAGE_NUMBERS = {  # noqa: RUF012 (read only)
        "unanswered": "回答がない質問(90日)",
        "questions": "質問(90日)",
        "unanswered_year": "回答がない質問(1年)",
        "questions_year": "質問(1年)",
        "people": "回答した人(1年)",
    }
    COVERAGE_ALT = "テーマを行、{by}を列にした、{number}の表。もっとも多いのは{most}です。"
    COVERAGE_CELL = "{topic} × {place}の{n}"
    COVERAGE_NONE = "この条件で数えられる質問と回答はありません。"
    COVERAGE_TOPIC = "くわしく見るテーマ"
    COVERAGE_PLACE = "場所"
    COVERAGE_TEXT = (
        "**{topic} × {place}**: 90日の質問{questions}件のうち{unanswered}件に回答がありません。"
        "1年では{year}件のうち{year_unanswered}件です。この場所で回答した人は{people}人です。"
    )
    COVERAGE_SPANS = ":small[90日: {recent} ・ 1年: {year}]"
    RECENT_ONLY = ":small[この1年の質問から、回答がないものと新しいものを{n}件まで出しています。]"

    SINGLE_LEAD = (
        "この1年に、ほぼ一人だけが回答しているテーマです。  \n"
        ":small[対象: {span}。その人が異動すると、答えられる人がいなくなります。]"
    )
    NO_SINGLE = "一人だけが回答しているテーマはありません。"
    SINGLE_FACTS = "回答{answers}件(最近は{last})"
    SINGLE_HIDDEN = "表示を望まない人です"
    SEE_ANSWERS = "回答の会話{n}件を見る"
    OPEN_TOPIC = "このテーマの画面を開く"

    DEPARTURES_LEAD = (
        "異動・退会などで、回答が見込めなくなった人の知見です。  \n"
        ":small[対象: {span}の会話。回答していた人ごとに、影響の大きい順です。]"
    )
    NO_DEPARTURES = "異動や退会で失われる知見は見つかっていません。"
    CHANGE = {  # noqa: RUF012 (read only)
        "left": ":gray-badge[:material/logout: 参加をやめた]",
        "moved": ":orange-badge[:material/swap_horiz: 異動した]",
        "silent": ":gray-badge[:material/hourglass_empty: 書き込みがない]",
    }
    LOST = "失われる知見 {n}テーマ"
    TAKE_OVER = "引き継げる人 {n}人"
    WRITTEN = "書き残されている会話 {n}件"
    ANSWERED_SPAN = "回答{n}件({first}〜{last})"
    TOPIC_LEFT = "**{topic}** 回答{answers}件(最後は{last})。ほかに{people}人が回答しています。"
    TOPIC_LEFT_ALONE = "**{topic}** 回答{answers}件(最後は{last})。ほかに回答している人はいません。"
    TOPIC_SINCE = "その後の質問{n}件のうち{m}件に回答がありません。"
    TOPIC_NOT_ASKED = "その後の質問はありません。"
    NO_SUCCESSORS = "いま声をかけられる、同じテーマに回答している人はいません。"

    QUIET_LEAD = "以前は質問があり、この半年は聞かれていないテーマです。"
    QUIET_FACTS = "最後の質問は{last} ・ 質問のない期間 {span}"
    NO_QUIET = "以前は聞かれていて、この半年に質問がないテーマはありません。"
    QUIET_PREFECTURE = "都道府県ごとには質問が少なく、聞かれなくなったかどうかを言えません。"
    SEE_LAST = "最後の質問{n}件を見る"

    DISCOVERED_LEAD = (
        "テーマの一覧にない言葉で、話されていることです。  \n"
        ":small[対象: {span}の質問{n}。見つかった順は、まとまりの強い順です。]"
    )
    NO_DISCOVERED = "テーマの一覧にない話題は見つかりませんでした。"
    TERMS = "言葉: {terms}"
    DISCOVERED_FACTS = "質問{conversations}件 ・ {members}人 ・ {first}〜{last}"
    NEAREST = "近いテーマ: {name}"
    CHANNELS = "チャンネル: {names}"
    PREFECTURES = "都道府県: {names}"
    SEE_THREADS = "会話{n}件を見る"

    REPORT = "月次レポート"
    REPORT_HELP = (
        ":small[その月の質問・回答・新しい参加者と、いまの空白を1つのHTMLにまとめます。"
        "そのまま印刷できます。作るのに数秒かかります。]"
    )
    REPORT_MONTH = "月"
    REPORT_SAVE = "レポートを保存する"
    REPORT_FILE = "月次レポート_{month}.html"


class Figures:
    """Newcomers, questions and surveys in numbers."""

    NEWCOMERS_LEAD = (
        "参加した月ごとに、どこまで進んだかです。  \n"
        ":small[対象: {span}。参加した月は「{source}」で数えます。]"
    )
    NEWCOMERS_FINDING = (
        "**{month}に参加した{joined}人のうち、自己紹介は{introduced}人、返信をもらったのは{replied}人、"
        "別の日にまた書いたのは{again}人です。**"
    )
    NEWCOMERS_FIRST = "はじめの返信までは{hours}(中央値)です。"
    NEWCOMERS_GROWING = ":small[※の月は90日たっていないので、これから増えます。]"
    NEWCOMERS_GUESSED = ":small[{n}人は、はじめの書き込みの日を参加した日と見なしています。]"
    NEWCOMERS_EARLIER = ":small[データより前からの参加者{n}人は、歩みが分からないため入りません。]"
    NEWCOMERS_UNKNOWN = ":small[参加した日も書き込みもない{n}人は入りません。]"
    NO_NEWCOMERS = "参加した月の分かる人がいません。"
    MONTH = "参加した月"
    JOINED = "参加"
    WROTE = "書き込み"
    INTRODUCED = "自己紹介"
    ASKED = "質問"
    REPLIED = "返信あり"
    AGAIN = "また書いた"
    FIRST_REPLY = "はじめの返信まで"
    GROWING = "{month}※"
    NEWCOMERS_ALT = "参加した月ごとの、自己紹介・質問・返信・再び書いた人数の表。"
    UNREPLIED = (
        "**{month}: まだ返信のない、はじめの会話**  \n:small[本人とボットの返信は数えません。]"
    )
    ALL_REPLIED = "{month}に参加した人のはじめの会話には、すべて返信があります。"
    SEE_FIRST = "はじめの会話を見る(新しい{n}件)"
    WHICH_MONTH = "会話を見る月"

    REACHED = "声をかけたあと"
    REACHED_LEAD = (
        "アンバサダーが机で「済み」にした新しい仲間が、その後{days}日のうちにまた書いたかです。  \n"
        ":small[対象: {span}に「済み」になった人。"
        "{joined}に参加した、声をかけていない人と比べます。]"
    )
    REACHED_FINDING = (
        "**声をかけた{people}のうち{wrote}、声をかけていない{others}のうち{others_wrote}が、"
        "{days}日のうちに書きました。**"
    )
    REACHED_SHARE = "{n}人({share})"
    REACHED_PEOPLE = "{n}人"
    REACHED_CAUTION = (
        "この差は、声かけの効果とは限りません。声をかける相手は選ばれていて、"
        "声をかけていない人にも、ほかの参加者からの返信はあります。"
        "人数が少ないうちは、偶然でも大きな差が出ます。"
    )
    REACHED_HOW = (
        "声をかけた人は「済み」の時から、ほかの人は参加から{after}日たった時から数えます"
        "(声をかけた人の半数が、それまでに「済み」になっています)。対応中の人は、どちらにも入りません。"
    )
    REACHED_RECENT = "まだ{days}日たっていない{n}人は入っていません。"
    REACHED_NOBODY = (
        "まだ、机で「済み」になった新しい仲間がいません。"
        "「済み」が付いて{days}日たつと、声をかけた人とほかの人を比べられます。"
    )
    REACHED_NOT_YET = (
        "声をかけた{n}人は、会話のデータの終わりまでに{days}日たっていません。"
        "たつと、ほかの人と比べられます。"
    )
    REACHED_SITUATION = "そのときの様子"
    REACHED_COLUMNS = (
        "声をかけた人",
        "書いた人",
        "書くまで",
        "ほかの人",
        "書いた人(ほか)",
        "書くまで(ほか)",
    )
    REACHED_ALT = "そのときの様子ごとに、声をかけた人とほかの人のうち、また書いた人数の表。"
    REACHED_OPEN = "声をかけた人の会話{n}件を見る"
    REACHED_OPEN_OTHERS = "ほかの人の会話{n}件を見る"
    REACHED_NEWEST = ":small[新しい{n}件です。]"

    QUESTIONS_LEAD = (
        ":small[対象: {span}の質問。自己紹介と練習の場所の投稿は除きます。"
        "24時間は、土曜・日曜・祝日と年末年始を除いて数えます。]"
    )
    QUESTIONS_TOTAL = (
        "**{name}の質問{questions}件のうち、回答あり{answered}件、答えを待つ{waiting}件、"
        "解決{resolved}件です。**"
    )
    QUESTIONS_TIME = (
        "はじめの回答までは{median}(中央値)、9割は{slow}以内です。"
        "24時間以内の回答は、{judged}件のうち{in_time}件です。"
    )
    WHOLE = "全国"
    NO_QUESTIONS = "まだ質問がありません。"
    QUESTIONS_BY = "分け方"
    QUESTIONS_BYS = {"topic": "テーマ", "prefecture": "都道府県", "month": "月"}  # noqa: RUF012
    WITHOUT = {  # noqa: RUF012 (read only)
        "topic": ":small[テーマの分からない質問{n}件は入っていません。]",
        "prefecture": ":small[所属の都道府県が分からない人の質問{n}件は入っていません。]",
        "month": "",
    }
    QUESTIONS = "質問"
    WAITING = "待ち"
    ANSWERED = "回答あり"
    RESOLVED = "解決"
    MEDIAN = "はじめの回答"
    SLOW = "9割の回答"
    IN_TIME = "24時間以内"
    HOURS = "{n}時間"
    MINUTES = "{n}分"
    DAYS = "{n}日"
    UNKNOWN = "–"
    QUESTIONS_ALT = "{by}ごとの質問、待ち、回答、解決、はじめの回答までの時間の表。"
    WHICH = "会話を見る{by}"
    NOBODY_WAITS = "待っている質問はありません。新しい質問を出しています。"
    LATEST_WAITING = "**答えを待つ質問(新しい{n}件)**"

    SURVEYS_LEAD = (
        "多くの団体に聞いたアンケートです。団体ごとの回答の表を開けます。  \n"
        ":small[見つかったもの: {n}({span})]"
    )
    SURVEYS_LOADING = "アンケートの返信を読んでいます"
    NO_SURVEYS = "アンケートは見つかっていません。"
    SURVEY_FACTS = "{organizations}団体の回答 ・ 返信{replies}件"
    SURVEY_TABLE = "回答の表を開く"
