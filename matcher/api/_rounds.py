"""Mentoring rounds that are kept: made, checked, solved, changed, published, followed up."""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from matcher.api._names import member_number, organization_code, topic_number
from matcher.api._round_changes import (
    allowed,
    assigned,
    forbidden,
    joined,
    pinned,
    published,
    said,
    swapped,
    unpinned,
    withdrawn,
)
from matcher.api._solving import known_of
from matcher.domain import (
    CommunityStateError,
    InputError,
    Mentee,
    Mentor,
    PairFeedback,
    PairText,
    Progress,
    RoundChange,
    RoundCheck,
    RoundCriteria,
    RoundDifference,
    RoundInput,
    RoundRules,
    RoundSummary,
    RoundWeights,
    StoredRound,
    no_progress,
)
from matcher.mentoring import (
    Known,
    check_round,
    difference,
    following_round,
    gather_member,
    gather_round,
    pair_texts,
    solve_round,
)
from matcher.places import load_directory
from matcher.recommend import Standing, topics_named
from matcher.snapshot import Snapshot
from matcher.sources import read_round
from matcher.store import RoundContent, Store

Built = Callable[[], tuple[Snapshot, Standing] | None]
"""Gives what is known of the community; None while nothing is built."""

Change = Callable[[StoredRound], RoundContent]


class Rounds:
    """The mentoring rounds of a community.

    Every change is one revision and can be undone until it is published. Methods that change a
    round give it as it is afterwards; they raise ``UnknownNameError`` for a round or a person
    that does not exist, and ``CommunityStateError`` when the round is closed or somebody else
    changed it at the same moment.

    Args:
        store: Where they are kept.
        built: What is known of the community.
        clock: The present moment.
    """

    def __init__(
        self, store: Store, built: Built, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._store = store
        self._built = built
        self._clock = clock

    # -- looking ---------------------------------------------------------------------------------

    def all(self) -> tuple[RoundSummary, ...]:
        """All rounds, the newest first."""
        return tuple(self._store.rounds.all())

    def show(self, name: str) -> StoredRound:
        """A round as it is now."""
        return self._store.rounds.get(name)

    def check(self, name: str, *, progress: Progress = no_progress) -> RoundCheck:
        """Who cannot have a mentor, and why, before solving."""
        stored = self.show(name)
        return check_round(stored.input, self._known(stored.input), progress=progress)

    def changes(self, name: str) -> RoundDifference | None:
        """What the last solution changed of the one before; None for a first solution."""
        stored = self.show(name)
        solved = [one.number for one in stored.history if one.change is RoundChange.SOLVED]
        if not solved or stored.solution is None:
            return None
        before = self._store.rounds.get(name, solved[-1] - 1).solution
        return None if before is None else difference(before, stored.solution)

    def texts(self, name: str) -> tuple[PairText, ...]:
        """What to post for each pair, in a channel or a group."""
        return pair_texts(self.show(name))

    # -- making ----------------------------------------------------------------------------------

    def gather(self, criteria: RoundCriteria) -> RoundInput:
        """People of the community who fit the criteria; nothing is kept yet.

        Args:
            criteria: Prefectures may also be given by their names, topics by free words.

        Raises:
            CommunityStateError: Nothing is built yet.
            UnknownNameError: No such prefecture or topic.
        """
        snapshot, standing = self._require_built()
        return gather_round(
            snapshot,
            standing,
            replace(
                criteria,
                prefectures=tuple(map(_prefecture_code, criteria.prefectures)),
                mentee_topics=_topic_ids(snapshot, criteria.mentee_topics),
                mentor_topics=_topic_ids(snapshot, criteria.mentor_topics),
            ),
        )

    def member(self, member: str, *, as_mentor: bool) -> RoundInput:
        """One member who said that they take part, with what is known of them; nothing is kept.

        Args:
            member: Id or e-mail address.
            as_mentor: On which side.

        Raises:
            CommunityStateError: Nothing is built yet.
        """
        snapshot, standing = self._require_built()
        number = member_number(snapshot, self._store, member)
        return gather_member(snapshot, standing, number, as_mentor=as_mentor)

    def read(self, source: Path | Mapping[str, tuple[str, bytes]]) -> RoundInput:
        """People from tables; nothing is kept yet.

        Args:
            source: A folder, or contents with the names people know them by, by what they are:
                ``mentees`` and ``mentors``, perhaps ``exclusions``, ``history``, ``rules`` ….

        Raises:
            InputError: A table is missing, or a cell cannot be used.
        """
        if isinstance(source, Path):
            return read_round(source)
        with tempfile.TemporaryDirectory() as folder:
            shown = {}
            for kind, (name, content) in source.items():
                file = Path(folder) / f"{kind}{Path(name).suffix.lower()}"
                file.write_bytes(content)
                shown[file.name] = name
            try:
                return _named(read_round(Path(folder)), shown)
            except InputError as problem:
                problem.file = shown.get(problem.file, "")
                raise

    def create(self, name: str, joining: RoundInput, *, follows: str = "") -> StoredRound:
        """Keep a new round.

        Raises:
            InputError: There is one of that name, the name is empty, or nobody takes part.
        """
        if not joining.mentees or not joining.mentors:
            missing = "メンティー" if not joining.mentees else "メンター"
            raise InputError(
                f"{missing}が一人もいません。", remedy="条件を広げるか、名簿を確かめてください。"
            )
        content = RoundContent(input=joining)
        self._store.rounds.create(name.strip(), content, at=self._clock(), follows=follows)
        return self.show(name.strip())

    def follow(
        self,
        name: str,
        last: str,
        joining: RoundInput | None = None,
        *,
        served_again: bool = True,
    ) -> StoredRound:
        """Keep the round after a published one, which learns from it.

        See :mod:`matcher.mentoring._following`.

        Args:
            name: Of the new round.
            last: Name of the round before.
            joining: New lists; None takes those of the last round.
            served_again: Whether mentees who had a mentor take part again, without new lists.

        Raises:
            CommunityStateError: No pair of the last round was published.
            InputError: As :meth:`create`.
        """
        before = self.show(last)
        if before.published_at is None:
            raise CommunityStateError(
                "前の回は、まだ知らせていません。", remedy="知らせてから、次の回を作ってください。"
            )
        following = following_round(before, joining, served_again=served_again)
        return self.create(name, following, follows=last)

    # -- changing --------------------------------------------------------------------------------

    def solve(self, name: str, *, progress: Progress = no_progress) -> StoredRound:
        """Bring people together under the rules and decisions; published and pinned pairs stay."""
        stored = self.show(name)
        solution = solve_round(stored.input, self._known(stored.input), progress=progress)
        content = replace(_content(stored), solution=solution)
        return self._keep(stored, RoundChange.SOLVED, content)

    def join(self, name: str, joining: RoundInput) -> StoredRound:
        """Add people; a row of a known id takes the place of the former one."""
        return self._change(name, RoundChange.PEOPLE, lambda one: joined(one, joining))

    def save_people(
        self, name: str, *, mentees: Iterable[Mentee] = (), mentors: Iterable[Mentor] = ()
    ) -> StoredRound:
        """Keep other wishes, texts or capacities of people who are in the round."""
        rows = RoundInput(mentees=tuple(mentees), mentors=tuple(mentors))
        return self.join(name, rows)

    def withdraw(self, name: str, person: str, why: str = "") -> StoredRound:
        """Somebody does not take part after all; their pair is dissolved at the next solution."""
        return self._change(
            name, RoundChange.PEOPLE, lambda one: withdrawn(one, person, why=why), (person, "")
        )

    def readmit(self, name: str, person: str) -> StoredRound:
        """Somebody takes part again."""
        return self._change(
            name, RoundChange.PEOPLE, lambda one: withdrawn(one, person, again=True), (person, "")
        )

    def set_rules(self, name: str, rules: RoundRules, weights: RoundWeights) -> StoredRound:
        """Keep other rules and weights."""

        def changed(stored: StoredRound) -> RoundContent:
            content = _content(stored)
            return replace(content, input=replace(stored.input, rules=rules, weights=weights))

        return self._change(name, RoundChange.RULES, changed)

    def pin(self, name: str, mentee: str, mentor: str) -> StoredRound:
        """Keep a pair of the solution whatever is solved later."""
        pair = (mentee, mentor)
        return self._change(name, RoundChange.PINNED, lambda one: pinned(one, pair), pair)

    def unpin(self, name: str, mentee: str, mentor: str) -> StoredRound:
        """Leave a pinned pair to the solver again."""
        pair = (mentee, mentor)
        return self._change(name, RoundChange.UNPINNED, lambda one: unpinned(one, pair), pair)

    def assign(self, name: str, mentee: str, mentor: str) -> StoredRound:
        """Pin a pair that the solution does not have; the next solution has it."""
        pair = (mentee, mentor)
        return self._change(name, RoundChange.ASSIGNED, lambda one: assigned(one, pair), pair)

    def swap(self, name: str, mentee: str, other: str) -> StoredRound:
        """Two mentees exchange their mentors; the next solution has it so."""
        pair = (mentee, other)
        return self._change(name, RoundChange.SWAPPED, lambda one: swapped(one, *pair), pair)

    def forbid(self, name: str, mentee: str, mentor: str) -> StoredRound:
        """Two people are not brought together; the next solution parts them."""
        pair = (mentee, mentor)
        return self._change(name, RoundChange.FORBIDDEN, lambda one: forbidden(one, pair), pair)

    def allow(self, name: str, mentee: str, mentor: str) -> StoredRound:
        """Take back that the organizer does not want two people together; refusals stay."""
        pair = (mentee, mentor)
        return self._change(name, RoundChange.ALLOWED, lambda one: allowed(one, pair), pair)

    def undo(self, name: str) -> StoredRound:
        """Take the last change back.

        Raises:
            CommunityStateError: Nothing is left to undo.
        """
        self._store.rounds.undo(name, version=self.show(name).version)
        return self.show(name)

    def publish(self, name: str) -> StoredRound:
        """Note that the pairs were told; from now on they stay as they are.

        Raises:
            CommunityStateError: There is no solution, decisions wait for one, or all pairs were
                published before.
        """
        return self._change(name, RoundChange.PUBLISHED, published)

    def feedback(self, name: str, mentee: str, mentor: str, word: PairFeedback) -> StoredRound:
        """Keep what was said of a published pair."""
        pair = (mentee, mentor)
        return self._change(name, RoundChange.FEEDBACK, lambda one: said(one, pair, word), pair)

    def close(self, name: str) -> StoredRound:
        """The round is over."""
        return self._close(name, self._clock())

    def reopen(self, name: str) -> StoredRound:
        """The round is not over after all."""
        return self._close(name, None)

    def drop(self, name: str) -> None:
        """Erase a round with its history."""
        self._store.rounds.drop(name)

    # -- inside ----------------------------------------------------------------------------------

    def _require_built(self) -> tuple[Snapshot, Standing]:
        built = self._built()
        if built is None:
            raise CommunityStateError(
                "コミュニティの記録がまだ使えません。",
                remedy="matcher build を実行するか、名簿の表から作ってください。",
            )
        return built

    def _known(self, round_input: RoundInput) -> Known:
        snapshot, standing = self._built() or (None, None)
        return known_of(self._store, snapshot, standing, round_input)

    def _change(
        self, name: str, change: RoundChange, made: Change, about: tuple[str, str] = ("", "")
    ) -> StoredRound:
        stored = self.show(name)
        return self._keep(stored, change, made(stored), about)

    def _keep(
        self,
        stored: StoredRound,
        change: RoundChange,
        content: RoundContent,
        about: tuple[str, str] = ("", ""),
    ) -> StoredRound:
        self._store.rounds.revise(
            stored.name, change, content, at=self._clock(), version=stored.version, about=about
        )
        return self.show(stored.name)

    def _close(self, name: str, at: datetime | None) -> StoredRound:
        self._store.rounds.close(name, at=at, version=self.show(name).version)
        return self.show(name)


def _content(stored: StoredRound) -> RoundContent:
    return RoundContent(input=stored.input, solution=stored.solution, feedback=stored.feedback)


def _named(read: RoundInput, shown: Mapping[str, str]) -> RoundInput:
    """Notices with the names of files as people know them."""
    notices = []
    for text in read.notices:
        told = text
        for stored, name in shown.items():
            told = told.replace(stored, name)
        notices.append(told)
    return replace(read, notices=tuple(notices))


def _prefecture_code(name: str) -> str:
    """Two digits of a prefecture, from them or from its name."""
    if name.isdecimal() and len(name) == 2:
        return load_directory().prefecture(name).code
    return organization_code(name)[:2]


def _topic_ids(snapshot: Snapshot, words: Iterable[str]) -> tuple[str, ...]:
    """Topics that words stand for; a word that stands for none is told with the nearest names."""
    ids = snapshot.facts.topics["topic_id"]
    numbers: list[int] = []
    for word in words:
        exact = snapshot.topic_number.get(word)
        named = [exact] if exact is not None else list(topics_named(snapshot, [word]))
        numbers += named or [topic_number(snapshot, word)]
    return tuple(dict.fromkeys(ids.iloc[one] for one in numbers))
