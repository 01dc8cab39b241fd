"""What the name of a division tells of its work."""

import pytest

from matcher.language import fields_of_work


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("情報政策課", "ＤＸ推進室"),
        ("税務課", "資産税課 家屋係"),
        ("市民課", "戸籍住民課"),
        ("こども未来課", "子育て支援課"),
        ("危機管理室", "総務部防災課"),
        ("下水道課", "建設水道課"),
    ],
)
def test_the_same_work_under_other_names(one: str, other: str) -> None:
    """Divisions of one field have it in common."""
    assert fields_of_work(one) & fields_of_work(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("情報政策課", "税務課"),
        ("市民税課", "市民課"),
        ("福祉課", "健康増進課"),
        ("総務課", "税務課"),
    ],
)
def test_other_work(one: str, other: str) -> None:
    """Divisions of different fields have none in common."""
    assert not fields_of_work(one) & fields_of_work(other)


@pytest.mark.parametrize("name", ["", "総務課", "企画課", "まちづくり推進課", "市長公室"])
def test_names_that_tell_nothing(name: str) -> None:
    """What a division of general affairs does, its name does not say."""
    assert fields_of_work(name) == frozenset()
