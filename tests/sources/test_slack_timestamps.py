"""Slack's ts is an identifier and a time at once."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.sources._timestamps import SlackTimestamp


@given(st.datetimes(datetime(1970, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_moment_survives_the_way_to_text_and_back(moment):
    """No microsecond is lost."""
    assert SlackTimestamp.parse(SlackTimestamp.at(moment).text).moment == moment


@given(st.integers(1, 4_000_000_000), st.integers(0, 999_999))
def test_the_text_is_kept(seconds, microseconds):
    """What Slack wrote stays the identifier, digit by digit."""
    text = f"{seconds}.{microseconds:06d}"
    timestamp = SlackTimestamp.parse(text)
    assert timestamp.text == text
    assert SlackTimestamp.at(timestamp.moment) == timestamp


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1744243200.000100", "1744243200.000100"),
        ("1744243200.0001", "1744243200.000100"),
        (1744243200, "1744243200.000000"),
        ("1744243200", "1744243200.000000"),
    ],
)
def test_every_form_of_an_instant_is_one_identifier(value, text):
    """Numbers and shortened texts give the same identifier as Slack's own form."""
    assert SlackTimestamp.parse(value).text == text


@pytest.mark.parametrize(
    "value",
    [None, "", "きのう", True, "-1.0", "１７４４", "1e9", 0, "0.0", "999999999999", [], "1.2.3"],
)
def test_what_is_no_instant_is_refused(value):
    """Missing, negative, impossible and spelled-out times raise ValueError."""
    with pytest.raises(ValueError, match=r"timestamp|calendar"):
        SlackTimestamp.parse(value)
