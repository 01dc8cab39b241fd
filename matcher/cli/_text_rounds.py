"""The outcome of a mentoring round as Japanese text."""

from collections.abc import Iterable, Mapping

from matcher.cli._text import heading, sections
from matcher.domain import Reason, RoundInput, RoundQuality, RoundSolution

METHODS = {
    "ours": "この結果",
    "greedy": "欲張り法",
    "first_come": "先着順(番号順)",
    "deferred_acceptance": "受入保留法",
}


def solution_text(round_input: RoundInput, solution: RoundSolution) -> str:
    """Pairs with their reasons, who waits and why, and the methods beside each other."""
    mentees = {one.id: one.label for one in round_input.mentees}
    mentors = {one.id: one.label for one in round_input.mentors}
    ours = solution.quality.ours
    waiting = len(solution.unmatched)
    waits = f"{waiting:,}人は待っています。" if waiting else "待っている人はいません。"
    return sections(
        f"{ours.served:,}人が組めました。{waits}"
        if ours.served or waiting
        else "組む人がいません。",
        _part(
            "組",
            (
                _entry(
                    f"{_person(mentees, one.mentee)} – {_person(mentors, one.mentor)}", one.reasons
                )
                for one in solution.pairs
            ),
        ),
        _part(
            "組めなかった人",
            (_entry(_person(mentees, one.mentee), one.reasons) for one in solution.unmatched),
        ),
        _part(
            "メンティーのいないメンター",
            (_entry(_person(mentors, one.mentor), one.reasons) for one in solution.unused),
        ),
        _part("加わらない人", (f"  {one.id}: {one.why}" for one in solution.left_out)),
        _part("お知らせ", (f"  ・{one}" for one in solution.notices)),
        heading("ほかの方法との比較") + "\n" + _comparison(solution),
    )


def _part(title: str, lines: Iterable[str]) -> str:
    listed = list(lines)
    return "\n".join([f"{heading(title)}({len(listed):,})", *listed]) if listed else ""


def _entry(title: str, reasons: Iterable[Reason]) -> str:
    lines = [f"  {title}"]
    for reason in reasons:
        lines.append(f"    ・{reason.text}")
        lines.extend(f"      {one.permalink}" for one in reason.evidence[:1])
    return "\n".join(lines)


def _person(names: Mapping[str, str], id_: str) -> str:
    name = names.get(id_, id_)
    return id_ if name == id_ else f"{name}({id_})"


def _comparison(solution: RoundSolution) -> str:
    qualities: Mapping[str, RoundQuality] = {
        name: getattr(solution.quality, name) for name in METHODS
    }
    return "\n".join(
        f"  {METHODS[name]}: 組めた人 {one.served:,}人({one.coverage:.0%})、"
        f"希望との合い方の平均 {one.mean:.2f}・最低 {one.worst:.2f}・下位10% {one.p10:.2f}、"
        f"いちばん下の順位 {one.worst_rank}番目、"
        f"組み替えたほうが互いによい組 {one.blocking_pairs:,}、"
        f"メンターの偏り {one.gini:.2f}、前回までと同じ組 {one.repeats:,}"
        for name, one in qualities.items()
    )
