"""Reads the hand-written everyday talk and checks it against its schema."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matcher.domain import InputError
from matcher.sources.demo._scenarios import checked_text

_NAME = "data/demo/talk.toml"
_REMEDY = "data/demo/talk.toml の書き方を、ほかの項目に合わせてください。"
_POOLS: Mapping[str, frozenset[str]] = {
    "introductions": frozenset({"organization", "section", "years", "interest"}),
    "solo_introductions": frozenset({"organization", "section", "years", "interest"}),
    "island_introductions": frozenset({"organization", "section", "years", "interest"}),
    "moved_notes": frozenset({"section"}),
    "introduction_replies": frozenset({"same"}),
    "lounge": frozenset(),
    "lounge_replies": frozenset(),
    "practice": frozenset(),
    "practice_replies": frozenset(),
    "announcements": frozenset(),
    "guides": frozenset({"link"}),
    "thanks": frozenset({"vendor", "month"}),
    "short_replies": frozenset(),
    "redirects": frozenset({"channel"}),
    "offtopic_decoys": frozenset({"term"}),
}


@dataclass(frozen=True, slots=True)
class HiddenQuestion:
    """A lounge post with a real problem in it."""

    topic: str
    text: str


@dataclass(frozen=True, slots=True)
class Talk:
    """Pools of texts by name, and lounge posts that hide a question."""

    pools: Mapping[str, tuple[str, ...]]
    hidden: tuple[HiddenQuestion, ...]

    def __getitem__(self, pool: str) -> tuple[str, ...]:
        """The texts of a pool."""
        return self.pools[pool]


def load_talk(file: Path, topics: Mapping[str, object]) -> Talk:
    """Read the everyday talk.

    Raises:
        InputError: The file is missing, is not TOML or does not follow the schema.
    """
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as problem:
        raise InputError(
            "デモの会話の型がありません。", remedy=_REMEDY, file=str(file)
        ) from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise InputError(
            f"TOMLとして読めません({problem})。", remedy=_REMEDY, file=_NAME
        ) from problem
    pools = {name: _pool(document, name, slots) for name, slots in _POOLS.items()}
    return Talk(pools, _hidden(document, topics))


def _error(what: str, value: object = "") -> InputError:
    return InputError(what, remedy=_REMEDY, file=_NAME, value=str(value))


def _pool(document: Mapping[str, Any], name: str, slots: frozenset[str]) -> tuple[str, ...]:
    texts = document.get(name)
    if not isinstance(texts, list) or not texts:
        raise _error(f"{name} は1つ以上の文の一覧にしてください。", texts)
    return tuple(checked_text(text, name, _error, slots) for text in texts)


def _hidden(
    document: Mapping[str, Any], topics: Mapping[str, object]
) -> tuple[HiddenQuestion, ...]:
    hidden: list[HiddenQuestion] = []
    for entry in document.get("lounge_hidden", []):
        if not isinstance(entry, dict) or entry.get("topic") not in topics:
            raise _error("lounge_hidden の topic が正しくありません。", entry)
        text = checked_text(entry.get("text"), "lounge_hidden", _error, frozenset())
        hidden.append(HiddenQuestion(entry["topic"], text))
    return tuple(hidden)
