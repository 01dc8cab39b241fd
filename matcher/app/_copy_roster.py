"""Japanese text on rosters, part of :mod:`matcher.app._copy`."""


class Roster:
    """Bring a roster in: choose, look, take in."""

    HEADING = "名簿を取り込む"
    LEAD = (
        "メールアドレスで参加者を見つけ、団体・所属・関心のあるテーマを書き入れます。"
        "人が増えたり消えたりはしません。"
    )
    EMPTY_TITLE = "まだ参加者がいません。"
    EMPTY = "先にSlackの書き出しを取り込むと、名簿の人と結び付けられます。"
    CHOOSE = "**1 選ぶ** → 2 見る → 3 取り込む"
    LOOK = "1 選ぶ → **2 見る → 3 取り込む**"
    UPLOAD = "名簿のファイル(CSV・XLSX) ※必須"
    UPLOAD_HELP = (
        ":small[{limit}MBまで選べます。列の名前や並びは自由です。選んだだけでは保存しません。]"
    )
    READING = "名簿を読んでいます"
    STORING = "登録を更新しています"
    UNREADABLE = "名簿を読めませんでした"
    FAILED = "名簿を取り込めませんでした"
    FILE = "{file} ・ {kind} ・ 見出しは{header}行目 ・ {rows}({people})"
    KIND = {  # noqa: RUF012 (read only)
        "xlsx": "Excel",
        "utf-8": "UTF-8",
        "utf-8-sig": "UTF-8(BOM付き)",
        "utf-16": "UTF-16",
        "cp932": "Shift_JIS",
    }
    SHEET = "{kind}のシート「{sheet}」"
    SUMMARY = "**参加者{matched}と結び付きました。{changes}の登録が変わります。**"
    SUMMARY_REST = "変わらない人{unchanged} ・ 見つからない行{not_found} ・ 決まらない行{open}"
    COLUMNS = "列をこう読みました({n}件)"
    COLUMN = "見出し"
    FIELD = "読んだもの"
    NOT_READ = "読みません"
    REPAIRED = "直したもの({n}件)"
    REPAIR = "**{rows}** {field}: 「{before}」 → 「{after}」 :small[{why}]"
    OPEN = "決めてほしいもの({n}件)"
    OPEN_HELP = "保留にした行の団体は変えません。あとで名簿を直して、もう一度取り込めます。"
    CHOICE = "「{written}」 {rows}"
    LATER = "保留"
    WRONG = "読めないもの({n}件)"
    WRONG_HELP = "ここにある値だけを除いて、行のほかの値は使います。"
    PROBLEM = "**{file}の{row}行目** {value}: {why} → {remedy}"
    SKIPPED = "人の行ではないもの({n}件)"
    SKIPPED_LINE = "**{row}行目** 「{value}」: {why}"
    NOT_FOUND = "参加者が見つからない行({n}件)"
    NOT_FOUND_LINE = "**{row}行目** {who}"
    LEAVERS = "退職などの知らせ({n}件)"
    LEAVER = "**{row}行目** {name}: {told}"
    GONE = "おすすめから外します"
    STAYS = "その日が過ぎたら、おすすめから外します"
    UNKNOWN_TOPICS = "テーマの一覧にない言葉({n}件)"
    CHANGES = "変わる人({n}件)"
    CHANGE = "**{row}行目** {name}: {what}"
    CHANGED_ORGANIZATION = "団体 → {name}"
    CHANGED_DEPARTMENT = "所属 → {name}"
    CHANGED_NONE = "なし"
    CHANGED_INTERESTS = "関心に加える: {topics}"
    MOVED = "異動"
    MOVED_ON = "異動({day}から)"
    ROWS = "{rows}行目"
    ROWS_MORE = "{rows}行目ほか{n}行"
    HUGE = ":small[{total}のうち{shown}を表示しています。残りも同じように取り込みます。]"
    HUGE_OPEN = ":small[{total}のうち{shown}を表示しています。残りは保留にします。]"
    NOT_STORED = "まだ何も保存していません。"
    RUN = "この内容で取り込む"
    STOP = "取り込まずにやめる"
    DONE = "{file}を取り込み、{n}の登録を更新しました。"
    DONE_NOTHING = "{file}を取り込みました。変わった登録はありません。"
    DONE_COUNTS = "結び付いた人{matched} ・ 変わらない人{unchanged} ・ 見つからない行{not_found}"
    DONE_NEXT = "下の「会話を探せるように整える」を押すと、検索とおすすめに反映されます。"
