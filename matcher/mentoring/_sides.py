"""Both sides of a round as arrays: where people are from, their topics, words and answers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.domain import Participant
from matcher.language import is_plain, load_taxonomy, normalise
from matcher.mentoring._edges import Flags, Floats, Integers
from matcher.mentoring._present import Known, Present
from matcher.places import load_directory
from matcher.snapshot import organization_facts, shared_analyzer

WORD = "="
"""Topics that no entry of the taxonomy stands for are written words behind this sign."""

FROM_TEXT = 0.5
"""A topic that is only named in the free text counts so much beside one that is listed."""


@dataclass(frozen=True)
class Side:
    """People of one side, row by row.

    Attributes:
        organization: What tells colleagues: code or written name, empty when unknown.
        prefecture: Code, empty when unknown.
        prefecture_name, organization_kind, island: As in the snapshot's member table.
        population: 0 when unknown.
        solo_it: Whether they say that they are alone in IT.
        topics: Weight of each named topic: a topic id, or a word behind :data:`WORD`.
        terms: Terms of the free text.
        account: Row in the snapshot's member table, -1 for none.
    """

    organization: npt.NDArray[np.object_]
    prefecture: npt.NDArray[np.object_]
    prefecture_name: tuple[str, ...]
    organization_kind: npt.NDArray[np.object_]
    island: npt.NDArray[np.object_]
    population: Floats
    solo_it: Flags
    topics: tuple[dict[str, float], ...]
    terms: tuple[frozenset[str], ...]
    account: Integers


def read_side(people: Sequence[Participant], known: Known) -> Side:
    """Look up what is known of people."""
    numbers = [known.number(one) for one in people]
    facts = [_place(one, known, number) for one, number in zip(people, numbers, strict=True)]
    said = [_said(one.topics, one.text) for one in people]
    return Side(
        organization=np.array([one.key for one in facts], dtype=object),
        prefecture=np.array([one.prefecture for one in facts], dtype=object),
        prefecture_name=tuple(one.prefecture_name for one in facts),
        organization_kind=np.array([one.kind for one in facts], dtype=object),
        island=np.array([one.island for one in facts], dtype=object),
        population=np.array([one.population for one in facts], dtype=np.float64),
        solo_it=np.array(
            [
                one.solo_it or _says_solo(known, number)
                for one, number in zip(people, numbers, strict=True)
            ],
            dtype=bool,
        ),
        topics=tuple(topics for topics, _ in said),
        terms=tuple(terms for _, terms in said),
        account=np.array([-1 if one is None else one for one in numbers], dtype=np.int64),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    key: str = ""
    prefecture: str = ""
    prefecture_name: str = ""
    kind: str = ""
    population: int = 0
    island: str = ""


def _place(person: Participant, known: Known, number: int | None) -> _Place:
    if person.organization or person.prefecture:
        return _written_place(person.organization, person.prefecture)
    if known.snapshot is None or number is None:
        return _Place()
    code = known.snapshot.facts.members["organization"].iloc[number]
    if known.standing is not None:
        member = known.snapshot.facts.members["member_id"].iloc[number]
        code = known.standing.profile(member).organization_code or code
    return _place_of_code(code)


@lru_cache(maxsize=20_000)
def _written_place(organization: str, prefecture: str) -> _Place:
    directory = load_directory()
    code = ""
    if organization:
        whole = prefecture + organization if prefecture else organization
        code = directory.resolve(whole).code or directory.resolve(organization).code
    if code:
        return _place_of_code(code)
    key = normalise(prefecture + organization).replace(" ", "") if organization else ""
    near = directory.resolve(prefecture).code if prefecture else ""
    if not near or not directory.has(near):
        return _Place(key)
    facts = organization_facts(near)
    return _Place(key, facts.prefecture, facts.prefecture_name)


def _place_of_code(code: str) -> _Place:
    facts = organization_facts(code)
    return _Place(
        code,
        facts.prefecture,
        facts.prefecture_name,
        facts.organization_kind,
        facts.population,
        facts.island,
    )


def _says_solo(known: Known, number: int | None) -> bool:
    if number is None or known.snapshot is None:
        return False
    members = known.snapshot.facts.members
    said = bool(members["solo_it"].iloc[number])
    if known.standing is None:
        return said
    return said or known.standing.profile(members["member_id"].iloc[number]).solo_it


@lru_cache(maxsize=20_000)
def _said(words: tuple[str, ...], text: str) -> tuple[dict[str, float], frozenset[str]]:
    """Topics with their weights, and the terms of the free text."""
    analyzer = shared_analyzer()
    topics = dict.fromkeys(analyzer.analyse("、".join(words)).topics, 1.0)
    for word in words:
        normal = "".join(normalise(word).split())
        if word in _topic_ids():
            topics[word] = 1.0
        elif normal and not analyzer.analyse(word).topics:
            topics[WORD + normal] = 1.0
    for topic in analyzer.analyse(text).topics:
        topics.setdefault(topic, FROM_TEXT)
    return topics, frozenset(filter(is_plain, analyzer.terms(text)))


@lru_cache(maxsize=1)
def _topic_ids() -> frozenset[str]:
    return frozenset(topic.topic_id for topic in load_taxonomy())


@lru_cache(maxsize=20_000)
def meant_by(topic: str) -> frozenset[str]:
    """What else a topic stands for: a written word (税) for the topics named with it."""
    word = topic.removeprefix(WORD)
    if word == topic or word.isascii():
        return frozenset()
    return frozenset(
        one.topic_id
        for one in load_taxonomy()
        if one.is_knowledge
        and any(word in normalise(text) for text in (one.group, one.name, one.channel))
    )


@dataclass(frozen=True)
class Matrices:
    """What both sides have to do with each other, as sparse matrices.

    Attributes:
        topics: Keys of the topics that mentees wish, by column.
        wanted: Mentees × topics, shares of what each wishes (rows sum to one, or are empty).
        named: Mentors × topics, 1 where a mentor names the topic.
        offered: The larger of ``named`` and ``answered``.
        answered: Mentors × topics, what the mentor did on it, in [0, 1).
        terms: Terms that mentees wrote, by column.
        asked: Mentees × terms, shares of the weight of what each wrote.
        held: Mentors × terms, in [0, 1], how much the mentor has of each.
    """

    topics: tuple[str, ...]
    wanted: sparse.csr_array
    named: sparse.csr_array
    offered: sparse.csr_array
    answered: sparse.csr_array
    terms: tuple[str, ...]
    asked: sparse.csr_array
    held: sparse.csr_array


def matrices(present: Present, mentees: Side, mentors: Side) -> Matrices:
    """Make the matrices of a round."""
    known = present.known
    topics = sorted({topic for wishes in mentees.topics for topic in wishes})
    column = {topic: number for number, topic in enumerate(topics)}
    terms = sorted({term for written in mentees.terms for term in written})
    term_column = {term: number for number, term in enumerate(terms)}
    named = [
        _met(dict.fromkeys(_own_topics(known, mentors, number), 1.0), topics)
        for number in range(len(present.mentors))
    ]
    offered = _rows(named, column)
    answered = _rows([_met(one, topics) for one in _answered(known, mentors)], column)
    return Matrices(
        tuple(topics),
        _shares([list(wishes.items()) for wishes in mentees.topics], column),
        offered,
        sparse.csr_array(offered.maximum(answered)),
        answered,
        tuple(terms),
        _shares(_weighed(known, mentees.terms, mentors.terms), term_column),
        _held(known, mentors, term_column),
    )


def _met(has: Mapping[str, float], topics: Sequence[str]) -> list[tuple[str, float]]:
    """What a mentor has of each wished topic; any topic that a wide word stands for meets it."""
    wide = {one for topic in has for one in meant_by(topic)}
    met = []
    for topic in topics:
        alike = {topic, *meant_by(topic)}
        weights = [has[one] for one in alike if one in has]
        if weights or alike & wide:
            met.append((topic, max(weights, default=1.0)))
    return met


def _own_topics(known: Known, mentors: Side, number: int) -> list[str]:
    """What a mentor names in the round, and as a member in the community."""
    topics = list(mentors.topics[number])
    account = int(mentors.account[number])
    if known.snapshot is not None and account >= 0:
        hidden = hidden_topics(known, account)
        topics += [one for one in known.snapshot.fields[account] if one not in hidden]
    return sorted(set(topics))


def hidden_topics(known: Known, account: int) -> frozenset[str]:
    """Topics for which a member does not want to be suggested."""
    if known.standing is None or known.snapshot is None:
        return frozenset()
    member = known.snapshot.facts.members["member_id"].iloc[account]
    return frozenset(known.standing.profile(member).hidden_topics)


def _answered(known: Known, mentors: Side) -> list[dict[str, float]]:
    """Expertise ``w`` of the graph's edges as ``w / (w + 1)``: half at one fresh conversation."""
    rows: list[dict[str, float]] = [{} for _ in range(len(mentors.account))]
    if known.snapshot is not None:
        topic_ids = known.snapshot.facts.topics["topic_id"].tolist()
        events = known.snapshot.expertise
        events = events[(events["weight"] > 0) & events["member"].isin(mentors.account)]
        of_member = dict(iter(events.groupby("member")))
        for number, account in enumerate(mentors.account.tolist()):
            if account in of_member:
                mine = of_member[account]
                hidden = hidden_topics(known, account)
                weights = np.bincount(mine["topic"], weights=mine["weight"])
                rows[number] = {
                    topic_ids[topic]: float(weights[topic] / (weights[topic] + 1.0))
                    for topic in np.flatnonzero(weights).tolist()
                    if topic_ids[topic] not in hidden
                }
    return rows


def _weighed(
    known: Known, asked: Sequence[frozenset[str]], offered: Sequence[frozenset[str]]
) -> list[list[tuple[str, float]]]:
    """Terms with their rarity: in the community where it is known, else in the round itself."""
    snapshot = known.snapshot
    if snapshot is not None:
        idf, unseen = snapshot.index.fit.idf, snapshot.index.fit.unseen_idf
        numbers = snapshot.term_number
        weight = {
            term: float(idf[numbers[term]]) if term in numbers else unseen
            for term in {term for one in asked for term in one}
        }
    else:
        count = len(asked) + len(offered)
        seen = Counter(term for one in (*asked, *offered) for term in one)
        weight = {
            term: float(np.log1p((count - often + 0.5) / (often + 0.5)))
            for term, often in seen.items()
        }
    return [[(term, weight[term]) for term in sorted(one)] for one in asked]


def _held(known: Known, mentors: Side, column: dict[str, int]) -> sparse.csr_array:
    """1 for what a mentor wrote for the round; conversations they answered count faded, up to 1."""
    own = _rows([[(term, 1.0) for term in sorted(one)] for one in mentors.terms], column)
    snapshot = known.snapshot
    members = np.flatnonzero(mentors.account >= 0)
    if snapshot is None or not len(members) or not column:
        return own
    given = snapshot.faded_answers[:, mentors.account[members]].T
    seen = [
        (number, at)
        for term, at in column.items()
        if (number := snapshot.term_number.get(term)) is not None
    ]
    if not seen:
        return own
    numbers, columns = (np.array(part) for part in zip(*seen, strict=True))
    has = sparse.csr_array((snapshot.index.weights[:, numbers] > 0).astype(np.float64))
    done = sparse.coo_array(sparse.csr_array(given) @ has)
    answered = sparse.csr_array(
        (np.minimum(done.data, 1.0), (members[done.row], columns[done.col])), shape=own.shape
    )
    return sparse.csr_array(own.maximum(answered))


def _rows(rows: Sequence[Iterable[tuple[str, float]]], column: dict[str, int]) -> sparse.csr_array:
    cells = [
        (number, column[key], value)
        for number, row in enumerate(rows)
        for key, value in row
        if key in column
    ]
    row, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    return sparse.csr_array(
        (np.array(values, dtype=np.float64), (np.array(row, int), np.array(columns, int))),
        shape=(len(rows), len(column)),
    )


def _shares(
    rows: Sequence[Iterable[tuple[str, float]]], column: dict[str, int]
) -> sparse.csr_array:
    result = _rows(rows, column)
    total = result.sum(axis=1)
    return sparse.csr_array(sparse.diags_array(1.0 / np.where(total > 0, total, 1.0)) @ result)
