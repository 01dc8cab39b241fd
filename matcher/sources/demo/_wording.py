"""Puts questions and answers into words, so that no two read quite the same."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from matcher.sources.demo import _phrases
from matcher.sources.demo._people import Person
from matcher.sources.demo._plan import Question
from matcher.sources.demo._scenarios import Scenario, TaxonomyWords
from matcher.sources.demo._slots import fill, needs_office

_SENTENCE_END = re.compile(r"(?<=[。!?!?])(?![」』)\)])\s*")
_TRIES = 8
_OTHER_SECTIONS = ("財政課", "総務課", "企画課", "会計課", "人事課")


@dataclass(slots=True)
class Wording:
    """Chooses among wordings, the least used first, and remembers what was said."""

    random: Random
    words: TaxonomyWords
    _used: Counter[tuple[str, str]] = field(default_factory=Counter)
    _texts: Counter[str] = field(default_factory=Counter)
    _said: set[tuple[str, str]] = field(default_factory=set)

    def pick(self, group: str, texts: Sequence[str]) -> str:
        """One of the least used texts of a group."""
        least = min(self._used[group, text] for text in texts)
        text = self.random.choice([item for item in texts if self._used[group, item] == least])
        self._used[group, text] += 1
        return text

    def question(self, question: Question) -> tuple[str, list[str]]:
        """The text of a question, and the details that it does not tell yet."""
        scenario, asker, at = question.scenario, question.asker, question.at
        for attempt in range(_TRIES):
            text, rest = self._question(question)
            filled = self.fill(text, asker, at)
            if question.plain and self.words.found_in(filled):
                continue
            if not self._texts[filled] or attempt == _TRIES - 1:
                break
        else:
            text = self.pick(f"{scenario.scenario_id}/plain", scenario.plain_questions)
            filled, rest = self.fill(text, asker, at), list(scenario.details)
        self._texts[filled] += 1
        return filled, rest

    def _question(self, question: Question) -> tuple[str, list[str]]:
        scenario = question.scenario
        if question.plain:
            body = self.pick(f"{scenario.scenario_id}/plain", scenario.plain_questions)
            details = list(scenario.plain_details)
        else:
            body = self.pick(scenario.scenario_id, scenario.questions)
            details = list(scenario.details)
        parts = [self.body(body, question.asker, question.at)]
        wanted = self.random.choices((0, 1, 2), (35, 52, 13))[0]
        told = self.random.sample(details, min(wanted, len(details)))
        if "population" in body + "".join(told):
            leads = [lead for lead in _phrases.QUESTION_LEADS if "population" not in lead]
        else:
            leads = list(_phrases.QUESTION_LEADS)
        if self.random.random() < 0.22:
            parts.insert(0, self.random.choice(leads))
        parts += [self.body(detail, question.asker, question.at) for detail in told]
        if self.random.random() < 0.2:
            parts.append(self.random.choice(_phrases.QUESTION_CLOSERS))
        glue = "\n" if any("\n" in part for part in parts) or self.random.random() < 0.5 else ""
        return glue.join(parts), [text for text in scenario.details if text not in told]

    def answer(
        self, scenario: Scenario, person: Person, at: datetime, quality: float, told: set[str]
    ) -> str | None:
        """An answer that neither the thread nor the person gave before; None when there is none.

        Args:
            scenario: What was asked.
            person: Who answers.
            at: When.
            quality: How much they have to say, 0 to 1.
            told: Answers that the thread already holds; the chosen ones are added.
        """
        fresh = [
            text
            for text in scenario.answers
            if text not in told
            and (person.member_id, text) not in self._said
            and (person.government is not None or not needs_office(text))
        ]
        if not fresh:
            return None
        body = self.pick(scenario.scenario_id, fresh)
        told.add(body)
        self._said.add((person.member_id, body))
        others = [text for text in fresh if text != body]
        text = self.body(self._shaped(body, others, quality, told), person, at)
        for _ in range(_TRIES):
            filled = self.fill(self._framed(text, person), person, at)
            if not self._texts[filled]:
                break
        self._texts[filled] += 1
        return filled

    def _shaped(self, body: str, others: list[str], quality: float, told: set[str]) -> str:
        sentences = [part for part in _SENTENCE_END.split(body) if part]
        drawn = self.random.random()
        if drawn < 0.35 * (1 - quality) and len(sentences) > 2 and "\n" not in body:
            return "".join(sentences[:-1])
        if others and drawn > 1 - 0.28 * quality and len(body) < 140:
            other = self.random.choice(others)
            told.add(other)
            return f"{body}\n{self.random.choice(_phrases.ANSWER_LINKS)}{other}"
        return body

    def _framed(self, text: str, person: Person) -> str:
        parts = [text]
        own = text.startswith(("うち", "当", "私", "本", "人口"))
        if self.random.random() < 0.42 and person.government is not None:
            leads = [
                lead
                for lead in _phrases.ANSWER_LEADS
                if not (own and lead.startswith(("うち", "人口")))
                and not ("population" in text and "population" in lead)
            ]
            parts.insert(0, self.random.choice(leads))
        if self.random.random() < 0.2:
            parts.append(self.random.choice(_phrases.ANSWER_CLOSERS))
        glue = "\n" if "\n" in text or self.random.random() < 0.3 else ""
        return glue.join(parts)

    def body(self, text: str, person: Person, at: datetime) -> str:
        """A scenario's text; the section it speaks of is not the writer's own."""
        if "{section}" not in text:
            return text
        own = person.section_at(at)
        others = [section for section in _OTHER_SECTIONS if section != own]
        return text.replace("{section}", self.random.choice(others))

    def fill(self, text: str, person: Person, at: datetime, **more: str) -> str:
        """Replace the slots of a text."""
        prefecture = person.prefecture or "国"
        extra = {"prefecture": prefecture, "ken": prefecture[-1], **more}
        return fill(self.random, text, person, at, extra)

    def form(self, scenario: Scenario, *, values: Sequence[str] = (), name: str = "") -> str:
        """A survey's form: empty for the question, with values for an answer."""
        lines = [f"団体名:{name}"]
        filled = values or [""] * len(scenario.survey_items)
        lines += [
            f"{item}:{value}" for item, value in zip(scenario.survey_items, filled, strict=True)
        ]
        return "\n".join(lines)
