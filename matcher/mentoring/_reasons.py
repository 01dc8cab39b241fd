"""Why two people are a pair, in sentences that both of them may read."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from scipy import sparse

from matcher.domain import Evidence, Pair, PlaceWish, Reason, day_text
from matcher.language import load_taxonomy, normalise
from matcher.mentoring._edges import VALUE_STEPS, Floats, Integers
from matcher.mentoring._present import Present
from matcher.mentoring._sides import FROM_TEXT, WORD, hidden_topics, meant_by
from matcher.mentoring._values import Values
from matcher.recommend import ALONE, ISLAND, KIND, SIZE, evidence_of, people_count
from matcher.snapshot import moment, shared_analyzer

SHOWN_EVIDENCE = 3
SHOWN_WORDS = 3
_BLOCK = 256

_VAGUE = re.compile(r".|[ぁ-ゖー]+|\d+|.*[うくぐすつぬぶむる]|.い|.*[しな]い")
"""Alone, these say nothing: one character, kana words (こと), numbers, verbs, short adjectives."""


class PairReasons:
    """Describes pairs of a round.

    Args:
        present: Who takes part.
        values: What pairs are worth.
        past: Names of the rounds in which two people were a pair, by ids.
        mirrored: The pairs (numbers) with the roles exchanged.
    """

    def __init__(
        self,
        present: Present,
        values: Values,
        past: Mapping[tuple[str, str], tuple[str, ...]],
        mirrored: frozenset[tuple[int, int]],
    ) -> None:
        self.present = present
        self.values = values
        self.past = past
        self.mirrored = mirrored
        self._seen_before = {one for pair in past for one in pair}

    def describe(self, mentee: Integers, mentor: Integers) -> list[Pair]:
        """The pairs of some mentees (numbers, ascending) with a mentor each."""
        pairs = []
        for start in range(0, len(mentee), _BLOCK):
            rows, partners = mentee[start : start + _BLOCK], mentor[start : start + _BLOCK]
            own = np.arange(len(rows))
            parts = np.column_stack([one[own, partners] for one in self.values.aspects(rows)])
            weighed = self.values.weights[rows] * parts
            for row, partner, each in zip(rows.tolist(), partners.tolist(), weighed, strict=True):
                pairs.append(self._pair(row, partner, each))
        return pairs

    def _pair(self, mentee: int, mentor: int, weighed: Floats) -> Pair:
        one, other = self.present.mentees[mentee], self.present.mentors[mentor]
        total = 0.0
        for part in weighed:
            total += part
        reasons = [
            *self._about_staying(mentee, mentor),
            *(self._about_fit(mentee, mentor, weighed) or [self._without_fit(mentee)]),
            *self._about_history(one.id, other.id),
        ]
        return Pair(
            one.id,
            other.id,
            round(total * VALUE_STEPS) / VALUE_STEPS,
            self.present.kept.get(mentee) == mentor,
            tuple(reasons),
        )

    def _about_fit(self, mentee: int, mentor: int, weighed: Floats) -> list[Reason]:
        return [
            *self._about_topics(mentee, mentor, *weighed[:2].tolist()),
            *self._about_words(mentee, mentor, float(weighed[2])),
            *self._about_place(mentee, mentor, float(weighed[3])),
            *self._about_boat(mentee, mentor, float(weighed[4])),
        ]

    def _without_fit(self, mentee: int) -> Reason:
        wished = self.values.applies[mentee, :4].any() or self.present.mentees[mentee].same_boat
        why = "希望に合うところは見つかりませんでしたが" if wished else "希望が書かれていないため"
        return Reason("open_seat", f"{why}、席のあるメンターと組みました。")

    def _about_staying(self, mentee: int, mentor: int) -> list[Reason]:
        reasons = []
        if self.present.kept.get(mentee) == mentor:
            if mentee in self.present.published:
                reasons.append(Reason("kept_published", "公開済みの組です。変えていません。"))
            else:
                reasons.append(Reason("kept_pin", "運営が固定した組です。"))
        if (mentee, mentor) in self.mirrored:
            reasons.append(Reason("mutual", "お互いが、相手のメンターになる組です。"))
        return reasons

    def _about_topics(
        self, mentee: int, mentor: int, named: float, answered: float
    ) -> list[Reason]:
        wishes = self.values.mentees.topics[mentee]
        met = [topic for topic in wishes if topic in self._named[mentor]]
        reasons = []
        if answered > 0:
            # Who answers on a topic offers it, whether or not they name it.
            reasons.extend(self._answers(mentee, mentor, answered + (0 if met else named)))
        if met and named > 0:
            words = _quoted([self._word(mentee, topic) for topic in met])
            own = self.values.mentors.topics[mentor]
            written = any(own.get(topic) == FROM_TEXT for topic in met)
            where = "テーマか紹介" if written else "テーマ"
            text = f"希望の{words}を、メンターが{where}に挙げています。"
            reasons.append(Reason("mentor_fit", text, (), named))
        if wishes and not reasons:
            offered = self.present.mentors[mentor].topics
            text = (
                f"希望のテーマとは違いますが、{_quoted(offered[:SHOWN_WORDS])}を相談できます。"
                if offered
                else "希望のテーマとは違いますが、仕事の相談ができます。"
            )
            reasons.append(Reason("other_topic", text))
        return reasons

    @cached_property
    def _named(self) -> list[frozenset[str]]:
        named = self.values.matrices.named
        topics = self.values.matrices.topics
        return [
            frozenset(topics[at] for at in named[[number]].indices.tolist())
            for number in range(named.shape[0])
        ]

    def _word(self, mentee: int, topic: str) -> str:
        """A topic in the mentee's own word, where one stands for it."""
        for word in self.present.mentees[mentee].topics:
            if topic.startswith(WORD):
                if "".join(normalise(word).split()) == topic.removeprefix(WORD):
                    return word
            elif topic == word or topic in shared_analyzer().analyse(word).topics:
                return _TOPIC_NAMES[topic] if topic == word else word
        return _TOPIC_NAMES.get(topic, topic.removeprefix(WORD))

    def _answers(self, mentee: int, mentor: int, weight: float) -> list[Reason]:
        snapshot = self.present.known.snapshot
        if snapshot is None:
            return []
        account = int(self.values.mentors.account[mentor])
        hidden = hidden_topics(self.present.known, account)
        numbers = {
            snapshot.topic_number[topic]: wish
            for wish in self.values.mentees.topics[mentee]
            for topic in (wish, *sorted(meant_by(wish)))
            if topic in snapshot.topic_number and topic not in hidden
        }
        events = snapshot.expertise.iloc[self._events.get(account, [])]
        mine = events[events["topic"].isin(list(numbers)) & (events["weight"] > 0)]
        if mine.empty:
            return []
        sums = mine.groupby("topic")["weight"].sum()
        topic = int(sums.index[int(np.argmax(sums.to_numpy()))])
        here = mine[mine["topic"] == topic].sort_values("weight", ascending=False, kind="stable")
        conversations = here["conversation"].drop_duplicates()
        latest = day_text(moment(int(here["at"].max())))
        word = self._word(mentee, numbers[topic])
        text = f"希望「{word}」と、回答{len(conversations):,}件が合います(最近は{latest})。"
        proof = evidence_of(snapshot, conversations[:SHOWN_EVIDENCE])
        return [Reason("mentor_fit", text, proof, weight)]

    @cached_property
    def _events(self) -> Mapping[int, Integers]:
        snapshot = self.present.known.snapshot
        if snapshot is None:
            return {}
        found = snapshot.expertise.groupby("member").indices
        return {int(str(member)): np.asarray(rows) for member, rows in found.items()}

    def _about_words(self, mentee: int, mentor: int, weight: float) -> list[Reason]:
        if weight <= 0:
            return []
        matrices = self.values.matrices
        shared = sparse.csr_array(matrices.asked[[mentee]].multiply(matrices.held[[mentor]]))
        order = np.lexsort((shared.indices, -shared.data))
        terms = [matrices.terms[at] for at in shared.indices[order].tolist()]
        words = _telling(terms)
        proof = self._conversation(mentor, words or terms[:SHOWN_WORDS])
        where = "メンターが回答した会話" if proof else "メンターの紹介"
        what = f"書かれた希望の{_quoted(words)}" if words else "書かれた希望と同じ言葉"
        text = f"{what}が、{where}にもあります。"
        return [Reason("term_match", text, proof, weight)]

    def _conversation(self, mentor: int, terms: Sequence[str]) -> tuple[Evidence, ...]:
        """The conversation answered by the mentor that holds most of the terms."""
        snapshot, account = self.present.known.snapshot, int(self.values.mentors.account[mentor])
        if snapshot is None or account < 0:
            return ()
        numbers = [snapshot.term_number[one] for one in terms if one in snapshot.term_number]
        answered = self._answered_by(account)
        if not numbers or not len(answered):
            return ()
        weights = np.asarray(snapshot.index.weights[answered][:, numbers].sum(axis=1)).ravel()
        if not weights.max() > 0:
            return ()
        return evidence_of(snapshot, answered[[int(np.argmax(weights))]])

    def _answered_by(self, account: int) -> Integers:
        column = self._answers_by_member
        here = slice(column.indptr[account], column.indptr[account + 1])
        return np.asarray(column.indices[here], dtype=np.int64)

    @cached_property
    def _answers_by_member(self) -> sparse.csc_matrix:
        snapshot = self.present.known.snapshot
        faded = sparse.csc_matrix((0, 0)) if snapshot is None else snapshot.faded_answers
        return sparse.csc_matrix(faded)

    def _about_place(self, mentee: int, mentor: int, weight: float) -> list[Reason]:
        if weight <= 0:
            return []
        theirs = self.values.mentors.prefecture_name[mentor]
        if self.present.mentees[mentee].place is PlaceWish.FAR:
            return [Reason("far", f"希望のとおり、離れた地域({theirs})の方です。", (), weight)]
        if self.values.mentees.prefecture[mentee] == self.values.mentors.prefecture[mentor]:
            return [Reason("same_prefecture", f"希望のとおり、同じ{theirs}です。", (), weight)]
        return [Reason("neighbour", f"希望に近い、となりの{theirs}です。", (), weight)]

    def _about_boat(self, mentee: int, mentor: int, weight: float) -> list[Reason]:
        if weight <= 0:
            return []
        boat = self.values.boat(np.array([mentee]), np.array([mentor]))
        parts = {
            "solo_it": ALONE * float(boat.solo_it[0, 0]),
            "island": ISLAND * float(boat.island[0, 0]),
            "same_size": SIZE * float(boat.size[0, 0]),
            "same_kind": KIND * float(boat.kind[0, 0]),
        }
        theirs = people_count(int(self.values.mentors.population[mentor]))
        texts = {
            "solo_it": "どちらも、一人で情報システムを担当していると書いています。",
            "island": "どちらも、離島のある団体です。",
            "same_size": f"人口が近い団体です(メンターの団体は{theirs})。",
            "same_kind": f"どちらも{self.values.mentors.organization_kind[mentor]}の団体です。",
        }
        total = sum(parts.values())
        return [
            Reason(code, texts[code], (), weight * part / total)
            for code, part in parts.items()
            if part > 0
        ]

    def _about_history(self, mentee: str, mentor: str) -> list[Reason]:
        if (mentee, mentor) in self.past:
            rounds = [name for name in self.past[mentee, mentor] if name]
            named = [f"第{name}回" if name.isdecimal() else name for name in rounds]
            when = f"({'、'.join(named)})" if named else ""
            kept = self.present.kept.get(self.present.mentee_number[mentee])
            stays = kept == self.present.mentor_number[mentor]
            avoided = self.present.input.rules.avoid_repeats and not stays
            why = "初めての相手だけでは、組めない人が増えるためです。" if avoided else ""
            return [Reason("repeat", f"前にも組んだことのある2人です{when}。{why}")]
        if {mentee, mentor} & self._seen_before:
            return [Reason("not_repeated", "前回までと違う組です。")]
        return []


_TOPIC_NAMES = {topic.topic_id: topic.name for topic in load_taxonomy()}


def _quoted(words: Sequence[str]) -> str:
    return "".join(f"「{word}」" for word in words)


def _telling(terms: Sequence[str]) -> list[str]:
    """The first terms that mean something out of their sentence, none a part of another."""
    whole = [one for one in terms if not _VAGUE.fullmatch(one)]
    return [one for one in whole if not any(one in other for other in whole if other != one)][
        :SHOWN_WORDS
    ]
