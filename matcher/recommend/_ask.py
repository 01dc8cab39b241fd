"""A question answered: what was already said, where to post it, whom to mention, what to write."""

from dataclasses import replace

from matcher.domain import Answer, InputError, SimilarThreads, ThreadSuggestion, day_text
from matcher.language import is_survey
from matcher.recommend import _wording as wording
from matcher.recommend._asker import Asker
from matcher.recommend._channels import fallback_channel, score_channels, suggest_channels
from matcher.recommend._drafts import draft_question, draft_survey
from matcher.recommend._people import PeopleFound, suggest_people
from matcher.recommend._person_features import VOTING_STRENGTH
from matcher.recommend._query import Query, Similar, find_similar, query_of_terms, understand
from matcher.recommend._standing import Standing
from matcher.recommend._threads import suggest_threads
from matcher.snapshot import Snapshot


def ask(
    snapshot: Snapshot, standing: Standing, question: str, asker: Asker, *, as_: str | None = None
) -> Answer:
    """Answer 「誰に・どこで聞けばいい?もう答えはある?」.

    Args:
        snapshot: The community as of the moment of asking (see ``Snapshot.before``).
        standing: What members allow.
        question: The question in the asker's words.
        asker: What is known of who asks.
        as_: Member id of the asker, if it is a member.

    Raises:
        InputError: The question is empty.
    """
    if not question.strip():
        raise InputError(
            "困っていることが書かれていません。",
            remedy="一文でかまいません。書いてから調べてください。",
        )
    query = understand(snapshot, question)
    similar = find_similar(snapshot, query)
    survey = is_survey(question)
    threads = suggest_threads(snapshot, query, similar)
    if survey:
        threads = _surveys_first(snapshot, similar, threads)
    scored_channels = score_channels(snapshot, query, similar, asker)
    found = (
        PeopleFound()
        if similar.thin
        else suggest_people(snapshot, query, similar, scored_channels, standing, asker)
    )
    people = () if found.unclear else found.people
    topics = _topic_names(snapshot, query)
    draft = (
        draft_survey(question, topics[0] if topics else "", asker)
        if survey
        else draft_question(question, asker, () if similar.thin else threads, people)
    )
    return Answer(
        question=question,
        as_=as_,
        topics=topics,
        threads=threads,
        channels=suggest_channels(snapshot, similar, scored_channels),
        people=people,
        draft=draft,
        survey=survey,
        thin=similar.thin or found.unclear,
        notice=_notice(snapshot, similar, threads, someone=bool(people), unclear=found.unclear),
    )


def similar_threads(
    snapshot: Snapshot, text: str, *, without: int | None = None, limit: int = 10
) -> SimilarThreads:
    """Conversations about the same thing as a text.

    Args:
        snapshot: The community.
        text: The text, or the opening of the conversation that is compared.
        without: The number of that conversation, which is left out.
        limit: How many at most.

    Raises:
        InputError: The text is empty.
    """
    if not text.strip():
        raise InputError(
            "調べる文が書かれていません。", remedy="一文でかまいません。書いてから調べてください。"
        )
    query = understand(snapshot, text)
    similar = find_similar(snapshot, query, without=without)
    return SimilarThreads(suggest_threads(snapshot, query, similar, limit=limit))


def similar_to_conversation(snapshot: Snapshot, conversation: int, *, limit: int) -> SimilarThreads:
    """Conversations about the same thing as one of the community's own."""
    opening = int(snapshot.conversations["opening"].iloc[conversation])
    query = query_of_terms(snapshot, snapshot.facts.terms[[opening]])
    similar = find_similar(snapshot, query, without=conversation)
    return SimilarThreads(suggest_threads(snapshot, query, similar, limit=limit))


def _topic_names(snapshot: Snapshot, query: Query) -> tuple[str, ...]:
    ordered = sorted(query.topics, key=lambda number: -query.topics[number])
    return tuple(snapshot.facts.topics["name"].iloc[number] for number in ordered)


def _surveys_first(
    snapshot: Snapshot, similar: Similar, threads: tuple[ThreadSuggestion, ...]
) -> tuple[ThreadSuggestion, ...]:
    """Past surveys first, each saying that it is one."""
    numbers = {snapshot.thread_ids[number]: number for number in similar.conversations.tolist()}
    told = [_with_survey_reason(snapshot, numbers[thread.thread_id], thread) for thread in threads]
    return tuple(sorted(told, key=lambda thread: thread.reasons[0].code != "survey_before"))


def _with_survey_reason(
    snapshot: Snapshot, number: int, thread: ThreadSuggestion
) -> ThreadSuggestion:
    if not snapshot.conversations["survey"].iloc[number]:
        return thread
    answers = snapshot.answers.iloc[snapshot.answers_by_conversation.of(number)]
    members = snapshot.facts.members.iloc[answers["member"].unique()]
    organizations = members.loc[members["organization"] != "", "organization"].nunique()
    text = f"同じ内容のアンケートです({day_text(thread.posted_at)}、{organizations}団体が回答)。"
    reason = replace(thread.reasons[0], code="survey_before", text=text, weight=0.0)
    return replace(thread, reasons=(reason, *thread.reasons))


def _notice(
    snapshot: Snapshot,
    similar: Similar,
    threads: tuple[ThreadSuggestion, ...],
    *,
    someone: bool,
    unclear: bool,
) -> str:
    fallback = fallback_channel(snapshot)
    channel = (
        f"#{snapshot.facts.channels['name'].iloc[fallback]}"
        if fallback is not None
        else "チャンネル"
    )
    if not threads:
        return wording.NOTHING.format(channel=channel)
    if similar.thin:
        return wording.THIN.format(n=similar.close, channel=channel)
    if unclear:
        return wording.UNCLEAR.format(n=similar.close, channel=channel)
    if someone:
        return ""
    answered = snapshot.faded_answers[similar.strongest(VOTING_STRENGTH).conversations].nnz
    return wording.NOBODY_FREE if answered else wording.NOBODY_YET
