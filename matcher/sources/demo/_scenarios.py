"""Reads the hand-written scenarios and checks them against their schema."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matcher.domain import InputError

SLOTS = frozenset(
    {"population", "kind", "vendor", "month", "year", "count", "staff", "section"},
)
KINDS = frozenset({"how", "choice", "trouble", "law", "cost", "who", "survey"})

_LISTS = ("questions", "plain_questions", "details", "answers", "clarifications")
_OPTIONAL = ("thanks", "survey_items")
_KEYS = frozenset({"id", "topic", "kind", "survey_values", *_LISTS, *_OPTIONAL})
_SLOT = re.compile(r"\{([^{}]*)\}?")
_ID = re.compile(r"[a-z][a-z0-9_-]*")
_REMEDY = "data/demo/README.md の書き方に合わせて直してください。"


@dataclass(frozen=True, slots=True)
class Scenario:
    """One problem that really occurs in the work of local governments.

    Attributes:
        scenario_id: Unique name.
        topic: Id of the taxonomy's topic.
        kind: how, choice, trouble, law, cost, who or survey.
        questions: Wordings with the topic's own words.
        plain_questions: Wordings without any word of the taxonomy.
        details: Sentences on one's own situation that follow a question.
        plain_details: Those of the details without any word of the taxonomy.
        answers: What answerers say; each something different.
        clarifications: What answerers ask back.
        thanks: Closing words of the asker; may be empty.
        survey_items: Columns of a survey's answers.
        survey_values: Possible values, per column.
    """

    scenario_id: str
    topic: str
    kind: str
    questions: tuple[str, ...]
    plain_questions: tuple[str, ...]
    details: tuple[str, ...]
    plain_details: tuple[str, ...]
    answers: tuple[str, ...]
    clarifications: tuple[str, ...]
    thanks: tuple[str, ...]
    survey_items: tuple[str, ...]
    survey_values: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TaxonomyWords:
    """Tells whether a text holds a name or synonym of a topic, by plain containment."""

    long: tuple[str, ...]
    short: frozenset[str]

    @classmethod
    def of(cls, words: Iterable[str]) -> "TaxonomyWords":
        """Words of three characters or more are looked for anywhere, shorter ones as tokens."""
        folded = {_fold(word) for word in words if word}
        return cls(
            tuple(sorted(word for word in folded if len(word) >= 3)),
            frozenset(word for word in folded if len(word) < 3),
        )

    def found_in(self, text: str) -> str:
        """The first word found, or an empty string."""
        folded = _fold(text)
        for word in self.long:
            if word in folded:
                return word
        for token in _TOKEN.findall(folded):
            if token in self.short:
                return str(token)
        return ""


_TOKEN = re.compile(r"[a-z0-9+&']+|[α-ω]'?|[ァ-ヶー]+|[一-鿿々]+|[ぁ-ん]+")


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def load_scenarios(
    folder: Path, topics: Mapping[str, object], words: TaxonomyWords
) -> tuple[Scenario, ...]:
    """Read all scenarios of a folder, in the order of files and of entries.

    Raises:
        InputError: A file is missing, is not TOML or does not follow the schema.
    """
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise InputError(
            "デモの台本がありません。",
            remedy="data/demo/scenarios に *.toml を置いてください。",
            file=str(folder),
        )
    scenarios: dict[str, Scenario] = {}
    for file in files:
        for number, entry in enumerate(_entries(file), start=1):
            scenario = _scenario(entry, _Place(file.name, number), topics, words)
            if scenario.scenario_id in scenarios:
                raise _Place(file.name, number).error("id が重なっています。", scenario.scenario_id)
            scenarios[scenario.scenario_id] = scenario
    return tuple(scenarios.values())


@dataclass(frozen=True, slots=True)
class _Place:
    file: str
    number: int

    def error(self, what: str, value: object = "") -> InputError:
        return InputError(
            what,
            remedy=_REMEDY,
            file=f"data/demo/scenarios/{self.file}",
            place=f"{self.number}件目",
            value=str(value),
        )


def _entries(file: Path) -> list[Mapping[str, Any]]:
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise InputError(
            f"TOMLとして読めません({problem})。", remedy=_REMEDY, file=str(file)
        ) from problem
    entries = document.get("scenario")
    if not isinstance(entries, list) or not entries:
        raise InputError("[[scenario]] がありません。", remedy=_REMEDY, file=str(file))
    return entries


def _scenario(
    entry: Mapping[str, Any], place: _Place, topics: Mapping[str, object], words: TaxonomyWords
) -> Scenario:
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise place.error("知らない項目があります。", "、".join(unknown))
    scenario_id = _choice(entry, "id", place, lambda value: bool(_ID.fullmatch(value)))
    topic = _choice(entry, "topic", place, topics.__contains__)
    kind = _choice(entry, "kind", place, KINDS.__contains__)
    lists = {key: _texts(entry, key, place) for key in _LISTS}
    optional = {key: _texts(entry, key, place, needed=False) for key in _OPTIONAL}
    for text in lists["plain_questions"]:
        if word := words.found_in(text):
            raise place.error(f"plain_questions にテーマの言葉「{word}」があります。", text)
    items = optional["survey_items"]
    return Scenario(
        scenario_id=scenario_id,
        topic=topic,
        kind=kind,
        questions=lists["questions"],
        plain_questions=lists["plain_questions"],
        details=lists["details"],
        plain_details=tuple(text for text in lists["details"] if not words.found_in(text)),
        answers=lists["answers"],
        clarifications=lists["clarifications"],
        thanks=optional["thanks"],
        survey_items=items,
        survey_values=_survey_values(entry, kind, items, place),
    )


def _choice(entry: Mapping[str, Any], key: str, place: _Place, accepts: Any) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not accepts(value):
        raise place.error(f"{key} が正しくありません。", value)
    return value


def _texts(
    entry: Mapping[str, Any], key: str, place: _Place, *, needed: bool = True
) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or (needed and not value):
        raise place.error(f"{key} は1つ以上の文の一覧にしてください。", value)
    return tuple(checked_text(text, key, place.error) for text in value)


def checked_text(text: object, key: str, error: Any, slots: frozenset[str] = SLOTS) -> str:
    """A text whose slots are all known, without blanks at its ends."""
    if not isinstance(text, str) or not text.strip():
        raise error(f"{key} に空の文があります。", text)
    for slot in _SLOT.findall(text):
        if slot not in slots:
            raise error(f"{key} に知らない差し込み {{{slot}}} があります。", text)
    return text.strip()


def _survey_values(
    entry: Mapping[str, Any], kind: str, items: tuple[str, ...], place: _Place
) -> tuple[tuple[str, ...], ...]:
    columns = entry.get("survey_values", [])
    if kind != "survey":
        return ()
    if not items or not isinstance(columns, list) or len(columns) != len(items):
        raise place.error("survey_items と survey_values の数が合いません。", len(items))
    return tuple(_texts({"survey_values": column}, "survey_values", place) for column in columns)
