"""An ambassador's desk: four short lists, what others are doing, and what became of last week."""

from collections.abc import Sequence
from datetime import datetime

from matcher.domain import Handling, Load, Outreach, TaskKind
from matcher.outreach._effects import effects_of
from matcher.outreach._findings import Findings
from matcher.outreach._for_hidden import describe_hidden, hidden_candidates
from matcher.outreach._for_missing import describe_missing, missing_candidates, surroundings
from matcher.outreach._for_newcomers import describe_newcomer, newcomer_candidates
from matcher.outreach._for_questions import describe_question, question_candidates
from matcher.outreach._handlings import handled_at
from matcher.outreach._perspective import Perspective
from matcher.recommend import Standing, load_of

AT_LIMIT = "今週の依頼が上限に達しています。新しく引き受けなくても大丈夫です。"
AWAY = "お休みの間は、引き受けなくても大丈夫です。"


def desk(
    findings: Findings,
    standing: Standing,
    handlings: Sequence[Handling],
    number: int,
    *,
    now: datetime,
) -> Outreach:
    """What an ambassador can do now. Pure: the same input gives the same desk.

    What someone else has claimed is not offered while the claim holds, what is done never again;
    newcomers are spread over all ambassadors (see :func:`matcher.outreach._spread.spread`).

    Args:
        findings: What can be done for anybody.
        standing: What members allow.
        handlings: All that was said of tasks.
        number: Account number of the ambassador.
        now: The moment at which claims hold or have lapsed.
    """
    snapshot = findings.snapshot
    member = snapshot.facts.members.iloc[number]
    view = Perspective(
        findings=findings,
        standing=standing,
        handled=handled_at(handlings, member["member_id"], now),
        number=number,
        now=now,
    )
    newcomers, questions = newcomer_candidates(view), question_candidates(view)
    hidden, around = hidden_candidates(view), surroundings(view)
    missing = missing_candidates(around)
    load = load_of(snapshot, standing, number)
    away = bool(view.away[number])
    return Outreach(
        ambassador=member["member_id"],
        name=member["name"],
        load=load,
        away_until=standing.profile(member["member_id"]).away_until if away else None,
        notice=_notice(load, away=away),
        newcomers=view.pick(newcomers, lambda *one: describe_newcomer(view, *one)),
        questions=view.pick(questions, lambda *one: describe_question(view, *one)),
        hidden=view.pick(hidden, lambda *one: describe_hidden(view, *one)),
        missing=view.pick(missing, lambda *one: describe_missing(around, *one)),
        taken=(
            *view.taken(TaskKind.NEWCOMER, newcomers),
            *view.taken(TaskKind.QUESTION, questions),
            *view.taken(TaskKind.HIDDEN, hidden),
            *view.taken(TaskKind.MISSING, missing),
        ),
        last_week=effects_of(snapshot, handlings, number, now=now),
    )


def _notice(load: Load, *, away: bool) -> str:
    if away:
        return AWAY
    return AT_LIMIT if load.asked_this_week >= load.weekly_limit else ""
