"""Errors that were raised in another process are the same errors here."""

import pickle

import pytest

from matcher.domain import CommunityStateError, InputError, MatcherError, UnknownNameError


@pytest.mark.parametrize(
    "error",
    [
        InputError(
            "読めません。", remedy="直してください。", file="a.csv", place="3行目", value="x"
        ),
        CommunityStateError("書き込めません。", remedy="待ってください。"),
        UnknownNameError("いません。", value="U9", nearest=["U1", "U2"]),
    ],
)
def test_all_parts_cross(error: MatcherError) -> None:
    """Kind, parts, text and exit code."""
    there = pickle.loads(pickle.dumps(error))
    assert type(there) is type(error)
    assert vars(there) == vars(error)
    assert (str(there), there.exit_code) == (str(error), error.exit_code)
