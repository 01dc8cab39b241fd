"""Japanese text of the organizers' page メンタリング."""


class Rounds:
    """Solve, look, publish."""

    LEAD = (
        "相談したい人と相談に応じる人を、決まりに沿って組み合わせます。"
        "知らせるまでは、何度でもやり直せます。"
    )
    ROUND = "回"
    NEW = "新しい回を作る"
    OPTION = "{name}({state})"
    STATES = {  # noqa: RUF012 (read only)
        "draft": "準備中",
        "solved": "組み合わせ済み",
        "published": "知らせました",
        "closed": "終わりました",
    }
    STEP = "段階"
    STEPS = {  # noqa: RUF012 (read only)
        "prepare": "1 準備",
        "check": "2 確かめる",
        "solve": "3 組み合わせる",
        "review": "4 見直す",
        "tell": "5 知らせる",
    }
    PROBLEM = "変えられませんでした"
    DONE = "最後の変更: {what}({when})"
    UNDO = "元に戻す"
    CHANGES = {  # noqa: RUF012 (read only)
        "people": "参加する人",
        "rules": "決まりと重み",
        "pinned": "{one}と{other}を固定",
        "unpinned": "{one}と{other}の固定を解除",
        "assigned": "{one}と{other}を組にする指定",
        "swapped": "{one}と{other}のメンターを入れ替える指定",
        "forbidden": "{one}と{other}を組まない指定",
        "allowed": "{one}と{other}の組まない指定を取り消し",
        "solved": "組み合わせ",
        "feedback": "{one}と{other}の感想",
    }
    SOMEONE = "消去した人"
    NEXT = "次へ: {step}"
    PERSON = "{name} {organization}"

    # -- 1 準備
    NAME = "回の名前 ※必須"
    NAME_HELP = ":small[例: 2026年度前期。組に知らせる文面にも出ます。]"
    NAME_EMPTY = "回の名前を入れてください。"
    SOURCE = "参加する人の選び方"
    SOURCES = {  # noqa: RUF012 (read only)
        "community": "コミュニティの記録から",
        "tables": "表(CSV・Excel)から",
        "last": "前の回から",
    }
    SEEKING = "相談したい人(メンティー)"
    NEWCOMERS = "参加から90日以内の人"
    SOLO_IT = "一人で情報システムを担当している人"
    PREFECTURES = "都道府県(選ばなければ全国)"
    MENTEE_TOPICS = "担当や関心のテーマ(選ばなければすべて)"
    PLACE = "メンターの地域"
    PLACES = {"": "どこでも", "near": "近く", "far": "離れた地域"}  # noqa: RUF012 (read only)
    OFFERING = "相談に応じる人(メンター)"
    AMBASSADORS = "アンバサダー"
    ANSWERING = "回答した会話が多い人"
    LEAST = "回答した会話の数(以上)"
    MENTOR_TOPICS = "回答したテーマ(選ばなければすべて)"
    CAPACITY = "1人が受け持つ人数(まで)"
    CAPACITY_HELP = (
        ":small[おすすめに出ない設定の人、休みの人、今週の依頼が上限に達した人は選びません。]"
    )
    PREVIEW = "**相談したい人{mentees}、相談に応じる人{mentors}**(合わせて{seats}の席)が候補です。"
    NOBODY_SEEKING = "相談したい人が見つかりません。条件を広げてください。"
    NOBODY_OFFERING = "相談に応じる人が見つかりません。条件を広げてください。"
    TABLE_MENTEES = "相談したい人の表 ※必須"
    TABLE_MENTORS = "相談に応じる人の表 ※必須"
    TABLE_OTHERS = "ほかの表"
    TABLES_HELP = (
        ":small[見出しは、id・氏名・団体・所属・希望(メンターはテーマと定員)です。"
        "ほかの表は、ファイルの名前で見分けます。"
        "組まない組(exclusions)、これまでの組(history)、辞退(withdrawn)、決まり(rules)です。]"
    )
    TABLES_MISSING = "相談したい人の表と、相談に応じる人の表の、両方を選んでください。"
    TABLES_UNREADABLE = "表を読めませんでした"
    LAST = "前の回"
    SERVED_AGAIN = "前の回で組めた人も、もう一度参加する"
    LAST_HELP = (
        "前と同じ組を避け、前の回で待っていた人を先に組みます。"
        "役に立った組と立たなかった組が5組以上ずつあれば、"
        "役に立った組に多い観点を2割重くし、少ない観点を軽くします。"
    )
    NO_LAST = "知らせた回がまだありません。"
    CREATE = "この内容で作る"
    READING = "候補を選んでいます"
    PEOPLE = "相談したい人{mentees} ・ 相談に応じる人{mentors} ・ 席{seats}"
    EDIT = "人を直す"
    SEARCH = "名前か団体の一部"
    WHO = "人"
    SIDES = {"mentee": "相談したい人", "mentor": "相談に応じる人"}  # noqa: RUF012 (read only)
    SIDE = "どちら"
    MANY = ":small[はじめの{n}人です。続けて入れると絞れます。]"
    NONE = "「{text}」に合う人はいません。"
    TOPICS = "希望のテーマ(、で区切る)"
    MENTOR_OWN_TOPICS = "相談に応じるテーマ(、で区切る)"
    TEXT = "自由に書いた希望や紹介"
    SAME_BOAT = "同じ立場の人を希望する"
    SEATS = "受け持つ人数(まで)"
    SAVE = "保存する"
    WITHDRAW = "参加しないことにする"
    READMIT = "参加に戻す"
    WITHDRAWN = "参加しないことになっています。"
    ADD = "人を加える"
    ADD_HELP = "知らせた後でも加えられます。公開済みの組はそのままで、空いている席に組みます。"
    ADD_MEMBER = "コミュニティから1人"
    ADD_TABLES = "表から"
    ADD_BUTTON = "加える"
    RULES = "決まりと重み"
    RULE_NAMES = {  # noqa: RUF012 (read only)
        "both_roles": "同じ人が、相談する側と応じる側の両方になってよい",
        "mutual_pairs": "2人が互いのメンターになってよい",
        "avoid_repeats": "前と同じ組を、できるだけ避ける",
        "same_organization": "同じ団体の人と組んでよい",
        "superiors": "上司がメンターになってよい",
        "topic_needed": "希望のテーマが合う組だけにする",
    }
    WEIGHTS_HELP = (
        "数が大きい観点ほど、組の合い方に強く効きます。比だけが意味を持ち、0なら見ません。"
    )
    WEIGHT_NAMES = {  # noqa: RUF012 (read only)
        "topics": "テーマを挙げている",
        "answers": "そのテーマに回答している",
        "words": "書かれた言葉が近い",
        "place": "地域の希望に合う",
        "same_boat": "団体が似ている",
    }
    DROP = "この回を消す"
    DROP_HELP = "組や感想も、すべて消えます。元に戻せません。"
    DROP_BUTTON = "消す"

    # -- 2 確かめる
    CHECKING = "組めない人がいないか確かめています"
    SUM = (
        "相談したい人{mentees}、相談に応じる人{mentors}、席は{seats}です。"
        "**同時に組めるのは、最大で{most}です。**"
    )
    ALL_POSSIBLE = "どの人にも、組める相手がいます。"
    ALL_POSSIBLE_WITH_SEATS = "席があれば、どの人にも組める相手がいます。"
    FEW_SEATS = "席が{n}足りません。受け持つ人数を増やすか、メンターを募ってください。"
    IMPOSSIBLE = "組めない人 {n}"
    LEFT_OUT = "加わらない人 {n}"
    NOTICES = "お知らせ {n}件"
    HELP_ARROW = "→ {text}"

    # -- 3 組み合わせる
    SOLVE = "組み合わせる"
    SOLVE_AGAIN = "もう一度組む"
    SOLVING = "{mentees}と{mentors}を組み合わせています"
    GOAL = (
        "組めた人が最も多く、いちばん合わない組ができるだけ合い、"
        "全体の合い方が最もよくなる組み合わせを求めます。"
    )
    RESULT = "**{served}が組めました。{waiting}**"
    WAITING = "{n}は待っています。"
    NOBODY_WAITS = "待っている人はいません。"
    COMPARE = "ほかの方法と比べる"
    METHOD = "見るところ"
    METHODS = {  # noqa: RUF012 (read only)
        "ours": "この結果",
        "greedy": "欲張り法",
        "first_come": "先着順",
        "deferred_acceptance": "受入保留法",
    }
    MEASURES = {  # noqa: RUF012 (read only)
        "served": "組めた人",
        "mean": "合い方の平均",
        "p10": "下位10%の合い方",
        "worst": "いちばん低い合い方",
        "worst_rank": "いちばん下の希望順",
        "blocking_pairs": "入れ替わりたい2人",
        "gini": "メンターの偏り",
        "repeats": "前と同じ組",
        "pins_kept": "守った固定",
    }
    EXPLAIN = "表の読み方"
    EXPLANATION = (
        "- **合い方**: 希望がどれだけかなうか。100がすべてかなう、0がまったくかなわない。\n"
        "- **下位10%の合い方**: 10人に1人は、この数以下です。\n"
        "- **いちばん下の希望順**: 最も運の悪い人が、自分にとって何番目に合う相手と組んだか。\n"
        "- **入れ替わりたい2人**: いまの相手より、互いのほうがよい2人の数。"
        "全員が組めることを先にすると、0にならないことがあります。\n"
        "- **メンターの偏り**: 0なら全員が同じ割合で受け持ち、"
        "1に近いほど一部の人に集まっています。\n"
        "- **欲張り法**: いちばん合う組から順に決める方法。\n"
        "- **先着順**: 名簿のidの順に、空いている中で最も合う相手を取る方法。\n"
        "- **受入保留法**: 入れ替わりたい2人をなくす方法(学校選びなどで使われます)。"
    )

    # -- 4 見直す
    NOT_SOLVED = "まだ組み合わせていません。"
    NOT_SOLVED_BODY = "「3 組み合わせる」で組むと、組と理由が出ます。"
    CHANGED = "**変わったのは{n}です。** 残りの{same}はそのままです。"
    UNCHANGED = "**変わった組はありません。**"
    CHANGE = "**{mentee}**: {before} → {after}"
    NO_PAIR = "相手なし"
    WHY_BEFORE = ":small[前の組の理由: {reasons}]"
    SHOW_CHANGES = "変わった組を見る"
    PENDING = "**まだ組み直していない変更が{n}あります。**"
    SHOW = "見るもの"
    SHOWN = {  # noqa: RUF012 (read only)
        "pairs": "組 {n}",
        "waiting": "待っている人 {n}",
        "free": "相手のいないメンター {n}",
        "excluded": "組まない指定 {n}",
    }
    ORDER = "並べ方"
    ORDERS = {"weak": "合い方の弱い組から", "name": "名前の順"}  # noqa: RUF012 (read only)
    PINNED = ":blue-badge[:material/push_pin: 固定]"
    PUBLISHED = ":green-badge[:material/check: 公開済み]"
    TO_BE_PARTED = ":orange-badge[:material/block: 組み直すと分かれます]"
    PAIR = "{mentee} → {mentor}"
    NO_PLACE = "団体不明"
    NO_REASON = "希望か所属が分からないため、合う根拠はまだありません。"
    PIN = "固定する"
    UNPIN = "固定を外す"
    FORBID = "組まない"
    SWAP = "入れ替える"
    SWAP_WITH = "メンターを入れ替える相手"
    SWAP_OPTION = "{mentee}(いまのメンター: {mentor})"
    ASSIGN = "相手を選ぶ"
    ASSIGN_WITH = "組にするメンター"
    ASSIGN_OPTION = "{mentor}({load}/{capacity}人)"
    CHOOSE = "この人にする"
    CANCEL = "やめる"
    NO_ONE = "当てはまる人はいません。"
    REFUSED = "本人の希望です。相手には知らせません。"
    DECIDED = "運営の指定です。"
    ALLOW = "指定を取り消す"
    LAST_TIME = "前の回で合わなかった組です。"

    # -- 5 知らせる
    TELL_HELP = (
        "組ごとに、チャンネルかグループに書く文面です。DMでは送りません。"
        "**知らせた後は、組み直しても公開済みの組は変わりません。**"
    )
    PUBLISH = "知らせたことを記録する"
    PUBLISH_WHAT = "まだ知らせていない組が{n}あります。"
    PUBLISH_PENDING = "組み合わせた後の変更があります。「4 見直す」でもう一度組んでください。"
    PUBLISHED_AT = "{when}に、{n}を知らせました。"
    SAVE_AS = "持ち出す"
    XLSX = "Excelで保存"
    CSV = "組の表をCSVで保存"
    FILE = "メンタリング_{name}"
    TEXTS = "文面 {n}"
    FEEDBACK = "数週間後の感想"
    FEEDBACK_HELP = (
        "組の2人に聞いた感想を残すと、次の回で使います。役に立たなかった組は、次から組みません。"
    )
    SAID = {  # noqa: RUF012 (read only)
        "": "まだ",
        "helped": "役に立った",
        "not_helped": "合わなかった",
        "not_met": "会えなかった",
    }
    SAID_OF = "{mentee} と {mentor}"
    SAID_COUNT = (
        "役に立った{helped} ・ 合わなかった{not_helped} ・ 会えなかった{not_met} ・ まだ{none}"
    )
    CLOSE = "この回を終える"
    REOPEN = "この回を開き直す"
    CLOSED = "この回は終わりました。"
    FOLLOW = "次の回を作る"
