"""The pages' Japanese, read as prose."""

import inspect
import re

import pytest

from matcher.app import _copy


def texts() -> list[tuple[str, str]]:
    """All texts with their names."""
    found = []
    for name, group in inspect.getmembers(_copy, inspect.isclass):
        for key, value in vars(group).items():
            if key.startswith("_"):
                continue
            values = value.values() if isinstance(value, dict) else [value]
            found += [(f"{name}.{key}", text) for text in values if isinstance(text, str)]
    return found


@pytest.mark.parametrize(("name", "text"), texts())
def test_house_manners(name: str, text: str) -> None:
    """No 「こちら」 links, no grading of people, no greetings, no sentence over 70 characters."""
    assert not re.search(r"こちら|初心者|詳しい人|お世話に|スコア|一致度|個別に連絡", text)
    plain = re.sub(r":[\w/-]+\[|\]|\{\w+\}|`[^`]*`", "", text)
    assert all(len(sentence) <= 70 for sentence in re.split(r"[。\n]", plain))


def test_there_are_texts() -> None:
    """The test above reads the real module."""
    assert len(texts()) > 150
