"""答えを待つ質問: in the ambassador's fields, newcomers' first, with what may answer them."""

import numpy as np

from matcher.domain import (
    Handling,
    PersonSuggestion,
    QuestionTask,
    Reason,
    TaskKind,
    ThreadSuggestion,
    task_id_of,
)
from matcher.outreach._drafts import Addressed, guide, in_common
from matcher.outreach._likeness import likeness, likeness_reasons
from matcher.outreach._newcomers import NEWCOMER_DAYS
from matcher.outreach._perspective import Candidate, Perspective
from matcher.outreach._questions import WaitingQuestion
from matcher.recommend import (
    describe_thread,
    evidence_of,
    member_as_asker,
    place_features,
    score_channels,
    suggest_people,
)
from matcher.snapshot import DAY, moment

NEW, FIELD, CHANNEL, PLACE, RECENT = 1.0, 0.6, 0.3, 0.2, 0.3
"""What speaks for a question, at most: asked by a newcomer, in the ambassador's fields, in a
channel where they answer, from near by, asked not long ago; chosen by hand."""

RECENT_HALF_LIFE_DAYS = 30.0
FULLY_KNOWN = 3.0
"""From this weight of expertise on a topic it counts as the ambassador's fully."""

PEOPLE = 3
SHOWN_EVIDENCE = 3
SHOWN_REASONS = 4


def question_candidates(view: Perspective) -> list[Candidate[WaitingQuestion]]:
    """Questions of others in which the ambassador has not written yet, best first."""
    snapshot = view.snapshot
    posts, table = snapshot.facts.posts, snapshot.conversations
    written = set(snapshot.conversation[posts["author"].to_numpy() == view.number].tolist())
    found = [one for one in view.findings.questions if one.conversation not in written]
    scores = _scores(view, found)
    ordered = [found[i] for i in np.argsort(-scores, kind="stable")] if found else []
    message_ids = posts["message_id"]
    return [
        Candidate(
            task_id_of(
                TaskKind.QUESTION, message_ids.iloc[table["opening"].iloc[one.conversation]]
            ),
            table["title"].iloc[one.conversation],
            one,
        )
        for one in ordered
    ]


def describe_question(
    view: Perspective, candidate: Candidate[WaitingQuestion], handling: Handling | None
) -> QuestionTask:
    """A question as a task: what may answer it, whom else to mention, a text."""
    snapshot, question = view.snapshot, candidate.about
    asker = question.asker
    member = snapshot.facts.members.iloc[asker]
    named = bool(view.nameable[asker])
    answers, people = _help(view, question)
    values = likeness(snapshot, view.standing, np.array([view.number]), np.array([asker]))[0, 0]
    common = likeness_reasons(snapshot, view.number, asker, values.tolist()) if named else ()
    addressed = (
        Addressed(member["name"], member["organization_name"], member["prefecture_name"])
        if named
        else Addressed()
    )
    return QuestionTask(
        task_id=candidate.task_id,
        thread=describe_thread(snapshot, question.conversation),
        member_id=member["member_id"] if named else None,
        name=addressed.name,
        organization=addressed.organization,
        prefecture=addressed.prefecture,
        newcomer=_is_new(view, asker),
        waiting_hours=int(question.hours),
        answers=answers,
        people=people,
        reasons=(*_reasons(view, question), *common)[:SHOWN_REASONS],
        message=guide(
            addressed,
            answers,
            people,
            common=in_common(snapshot, view.number, asker, common),
        ),
        handling=handling,
    )


def _help(
    view: Perspective, question: WaitingQuestion
) -> tuple[tuple[ThreadSuggestion, ...], tuple[PersonSuggestion, ...]]:
    """Answered conversations on the same matter, and who could be mentioned; neither on a guess."""
    snapshot = view.snapshot
    known = view.findings.knowledge.of_question(question.conversation)
    query, similar = known.query, known.similar
    if similar.thin:
        return (), ()
    member_id = snapshot.facts.members["member_id"].iloc[question.asker]
    here = snapshot.conversation == question.conversation
    writers = snapshot.facts.posts["author"].to_numpy()[here]
    asker = member_as_asker(snapshot, question.asker, view.standing.profile(member_id))
    found = suggest_people(
        snapshot,
        query,
        similar,
        score_channels(snapshot, query, similar, asker),
        view.standing,
        asker,
        limit=PEOPLE,
        without=[view.number, *writers[writers >= 0].tolist()],
    )
    return known.answers, () if found.unclear else found.people


def _scores(view: Perspective, questions: list[WaitingQuestion]) -> np.ndarray:
    snapshot = view.snapshot
    conversations = np.array([one.conversation for one in questions], dtype=np.int64)
    askers = np.array([one.asker for one in questions], dtype=np.int64)
    known = np.minimum(_knowledge(view) / FULLY_KNOWN, 1.0)
    field = np.asarray(snapshot.shares[conversations] @ known).ravel()
    regular = snapshot.regulars[view.number].toarray().ravel() > 0
    channel = snapshot.conversations["channel"].to_numpy()[conversations]
    opened = snapshot.conversations["opened_at"].to_numpy()[conversations]
    recent = 0.5 ** ((snapshot.as_of - opened) / DAY / RECENT_HALF_LIFE_DAYS)
    new = np.array([_is_new(view, one.asker) for one in questions], dtype=float)
    near = place_features(snapshot, view.asker)[askers]
    result: np.ndarray = (
        NEW * new + FIELD * field + CHANNEL * regular[channel] + PLACE * near + RECENT * recent
    )
    return result


def _knowledge(view: Perspective) -> np.ndarray:
    """Per topic, how much the ambassador knows of it; topics that they name count fully."""
    events = view.snapshot.expertise
    own = events[(events["member"] == view.number) & (events["weight"] > 0)]
    known = np.bincount(
        own["topic"], weights=own["weight"], minlength=len(view.snapshot.facts.topics)
    )
    known[list(view.asker.topics)] = FULLY_KNOWN
    result: np.ndarray = known
    return result


def _is_new(view: Perspective, number: int) -> bool:
    joined = view.joined_at[number]
    return bool(joined > view.snapshot.as_of - NEWCOMER_DAYS * DAY)


def _reasons(view: Perspective, question: WaitingQuestion) -> tuple[Reason, ...]:
    snapshot, conversation = view.snapshot, question.conversation
    proof = evidence_of(snapshot, [conversation])
    waits = f"{_waited(question.hours)}、回答がありません(土日・祝日を除く)。"
    reasons = [Reason("waiting_hours", waits, proof, RECENT)]
    nods = int(snapshot.conversations["answers"].iloc[conversation])
    if nods:
        text = f"返信は{nods}件ありますが、答えはまだありません。"
        reasons.append(Reason("only_nods", text, proof))
    if _is_new(view, question.asker):
        joined = moment(int(view.joined_at[question.asker]))
        days = (moment(snapshot.as_of) - joined).days
        reasons.append(Reason("newcomer", f"参加から{days}日の方の質問です。", proof, NEW))
    reasons.extend(_field_reason(view, conversation))
    return tuple(reasons)


def _waited(hours: float) -> str:
    """A time as people say it: hours up to two days, then whole days."""
    return f"{int(hours)}時間" if hours < 48 else f"{int(hours // 24):,}日"


def _field_reason(view: Perspective, conversation: int) -> list[Reason]:
    """What the ambassador did on the question's main topic among those that they know."""
    snapshot = view.snapshot
    shares = snapshot.shares[conversation].toarray().ravel() * (_knowledge(view) > 0)
    if not shares.any():
        return []
    topic = int(np.argmax(shares))
    name = snapshot.facts.topics["name"].iloc[topic]
    events = snapshot.expertise
    own = events[
        (events["member"] == view.number) & (events["topic"] == topic) & (events["weight"] > 0)
    ]
    answered = own.sort_values("at")["conversation"].drop_duplicates(keep="last").to_numpy()[::-1]
    if not len(answered):
        text = f"「{name}」の話題です。あなたが関わっているテーマです。"
        return [Reason("same_field", text, evidence_of(snapshot, [conversation]), FIELD)]
    text = f"「{name}」の話題です。あなたはこの話題で{len(answered)}件回答しています。"
    return [Reason("expertise", text, evidence_of(snapshot, answered[:SHOWN_EVIDENCE]), FIELD)]
