"""Next and present ambassadors as tables to take along."""

from collections.abc import Sequence

from matcher.api._tables import Table
from matcher.domain import AmbassadorTerm, Balance, CandidateSet


def candidates_table(found: CandidateSet) -> Table:
    """The proposed set and the others with evidence, what each did and brings."""
    names = {one.member_id: one.name for one in found.candidates}
    return Table(
        "次のアンバサダー",
        (
            "名前",
            "団体",
            "都道府県",
            "地方",
            "種類",
            "選んだか",
            "固定",
            "回答",
            "案内",
            "お礼をもらった人",
            "参加して間もない人への返信",
            "テーマ",
            "理由",
            "いないと失うもの",
            "代わりに入る人",
            "はじめ",
            "終わり",
            "会話",
        ),
        tuple(
            (
                one.name,
                one.organization,
                one.prefecture,
                one.region,
                one.kind,
                "はい" if one.chosen else "",
                "はい" if one.pinned else "",
                one.answers,
                one.guided,
                one.thanked,
                one.newcomers,
                "、".join(one.topics),
                "\n".join(reason.text for reason in one.reasons),
                "\n".join(one.loses),
                names.get(one.instead, ""),
                *one.span,
                "\n".join(
                    dict.fromkeys(
                        item.permalink for reason in one.reasons for item in reason.evidence
                    )
                ),
            )
            for one in found.candidates
        ),
    )


def balance_table(balance: Balance) -> Table:
    """How many of each region, kind and field there are, with the proposed set."""
    parts = (("地方", balance.regions), ("種類", balance.kinds), ("分野", balance.fields))
    return Table(
        "地方・種類・分野",
        ("分け方", "名前", "割合", "いまのアンバサダー", "任期が続く人", "加わる候補"),
        tuple(
            (part, row.name, row.share, row.present, row.staying, row.chosen)
            for part, rows in parts
            for row in rows
        ),
    )


def ambassadors_table(terms: Sequence[AmbassadorTerm]) -> Table:
    """The present ambassadors with their terms and what they did in the last year."""
    return Table(
        "アンバサダー",
        (
            "名前",
            "団体",
            "地方",
            "種類",
            "任期のはじめ",
            "任期の終わり",
            "残りの日数",
            "90日以内に書き込み",
            "回答",
            "案内",
            "お礼をもらった人",
            "参加して間もない人への返信",
        ),
        tuple(
            (
                term.name,
                term.organization,
                term.region,
                term.kind,
                term.from_,
                term.to,
                term.days_left,
                "はい" if term.present else "",
                term.answers,
                term.guided,
                term.thanked,
                term.newcomers,
            )
            for term in terms
        ),
    )
