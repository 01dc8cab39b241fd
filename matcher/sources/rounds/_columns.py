"""What the columns and files of a round are called."""

from collections.abc import Mapping
from typing import Final

from matcher.sources.rounds._table import header_key

_PERSON: Final = {
    "id": "id 番号 職員番号 職員id 参加者番号 参加者id memberid personid userid ユーザーid slackid",
    "name": "name 氏名 名前 お名前",
    "organization": "organization organisation 団体 団体名 所属団体 自治体 自治体名 市区町村",
    "department": "department 所属 部署 課 部課名 所属部署",
    "prefecture": "prefecture 都道府県 都道府県名",
    "email": "email mail eメール メール メールアドレス",
    "superior": "superior manager boss 上司 上司のid 上司の氏名",
    "solo_it": "soloit 一人情シス ひとり情シス",
}
_MENTEE: Final = {
    "id": f"{_PERSON['id']} menteeid メンティーid 相談者id",
    "topics": "wants want wish topics topic テーマ 希望 希望テーマ 希望するテーマ 相談テーマ"
    " 相談したいテーマ",
    "text": "text freetext wishtext message comment 自由記述 相談したいこと 相談内容 希望の内容",
    "place": "place nearorfar nearfar distance 地域 地域の希望 近い遠い 場所の希望",
    "same_boat": "sameboat 同じ立場 同じ立場の希望 似た団体",
    "waited": "waited unmatchedlasttime 前回組めなかった 前回待機 待機",
}
_MENTOR: Final = {
    "id": f"{_PERSON['id']} mentorid メンターid 助言者id",
    "topics": "topics topic skills テーマ 知見 得意分野 相談に乗れるテーマ 担当テーマ",
    "text": "text freetext about message comment 自由記述 紹介 自己紹介 相談に乗れること",
    "capacity": "capacity seats max maxmentees limit 定員 定員数 人数 上限 上限人数 枠 席 席数"
    " 受入人数 受入数 受け入れ人数 受け入れ可能人数 受入可能人数 担当人数",
}
_PAIR: Final = {
    "mentee": "mentee menteeid persona person1 membera member1 a"
    " メンティー メンティーid 相談者 相談者id",
    "mentor": "mentor mentorid personb person2 memberb member2 b"
    " メンター メンターid 助言者 助言者id",
    "reason": "reason why note 理由 備考",
}


def _names(columns: Mapping[str, str]) -> dict[str, str]:
    return {header_key(one): meaning for meaning, many in columns.items() for one in many.split()}


MENTEES: Final = _names(_PERSON | _MENTEE)
MENTORS: Final = _names(_PERSON | _MENTOR)
EXCLUSIONS: Final = _names(_PAIR | {"refused_by": "refusedby 断った側 辞退した側 拒否した側"})
HISTORY: Final = _names(
    _PAIR | {"round": "round 回 回次 第何回", "feedback": "feedback 感想 結果 振り返り"}
)
PAIRS: Final = _names(_PAIR)
WITHDRAWN: Final = _names(
    {
        "id": "id 番号 職員番号 person member memberid mentee mentor 参加者 参加者id 辞退者",
        "reason": "reason why note 理由 備考",
    }
)
RULES: Final = _names(
    {"rule": "rule name key setting 決まり ルール 設定 項目", "value": "value 値 内容"}
)

RULE_NAMES: Final = _names(
    {
        "both_roles": "both_roles 両方の役割 両方の役割を認める",
        "mutual_pairs": "mutual_pairs 互いにメンター お互いの組 相互の組",
        "avoid_repeats": "avoid_repeats 同じ組を避ける 前回の組を避ける",
        "same_organization": "same_organization same_organisation 同じ団体 同じ団体を認める",
        "superiors": "superiors superior 上司 上司を認める",
        "topic_needed": "topic_needed テーマ必須 テーマが合う組だけ",
        "default_capacity": "default_capacity 定員の既定値 既定の定員",
        "topics": "weight_topics 重み_テーマ",
        "answers": "weight_answers 重み_回答",
        "words": "weight_words 重み_自由記述",
        "place": "weight_place 重み_地域",
        "same_boat": "weight_same_boat 重み_同じ立場",
    }
)
"""Rules and weights by what they are called in the table."""

FILES: Final = {
    "mentees": ("mentees", "mentee", "メンティー", "相談者"),
    "mentors": ("mentors", "mentor", "メンター", "助言者"),
    "exclusions": ("exclusions", "exclusion", "組まない組"),
    "history": ("history", "これまでの組"),
    "published": ("published", "公開済み", "公開済みの組"),
    "pinned": ("pinned", "pins", "固定", "固定した組"),
    "withdrawn": ("withdrawn", "辞退", "辞退者"),
    "rules": ("rules", "rule", "決まり", "ルール"),
}
"""Names of the files, without their endings."""
