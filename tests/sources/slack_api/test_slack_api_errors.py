"""What Slack refuses is told in Japanese with a remedy, and never shows the token."""

import logging
import traceback

import pytest
from slack_server import TOKEN, error, html
from slack_syncing import POSTS_IN_ALL, Kept, ts

from matcher.domain import ConfigurationError, MatcherError, no_progress
from matcher.sources.slack_api import SlackApi, SyncCursors
from matcher.sources.slack_api._calls import RefusedError
from matcher.sources.slack_api._errors import refusal

WRONG = "xoxb-9999-8888-machigaimachigai"


def failure(syncing, token: str = TOKEN) -> MatcherError:
    """The error with which a synchronization ends."""
    with pytest.raises(MatcherError) as raised:
        list(syncing.api(token).steps(Kept().cursors, no_progress))
    assert raised.value.remedy
    return raised.value


def test_a_wrong_token(serve, workspace, caplog):
    """A wrong token is a setting to mend; nothing that can be read holds the token."""
    caplog.set_level(logging.DEBUG)
    found = failure(serve(workspace), WRONG)
    assert isinstance(found, ConfigurationError)
    assert found.exit_code == 2
    assert "MATCHER_SLACK_TOKEN" in found.remedy
    shown = [str(found), repr(found), repr(vars(found)), caplog.text]
    shown += traceback.format_exception(found)
    assert not any(WRONG in text or "machigai" in text for text in shown)


def test_the_token_is_never_shown(serve, workspace, caplog):
    """Neither the source nor its log nor an error after a broken answer shows the token."""
    caplog.set_level(logging.DEBUG)
    syncing = serve(workspace)
    syncing()
    workspace.refusals = {"users.list": html}
    found = failure(syncing)
    shown = [repr(syncing.last), str(syncing.last), str(vars(syncing.last)), repr(found)]
    shown += [caplog.text, *traceback.format_exception(found)]
    assert not any(TOKEN in text for text in shown)
    assert not caplog.records


@pytest.mark.parametrize("token", ["", "  ", "xoxb-合言葉", "xoxb-1\nX-Evil: 1", "xoxb 12"])
def test_what_cannot_be_a_token(token):
    """An empty or impossible token is refused before any call, without repeating it."""
    with pytest.raises(ConfigurationError) as raised:
        SlackApi(token)
    assert "MATCHER_SLACK_TOKEN" in raised.value.remedy
    assert not token.strip() or token not in str(raised.value)


def test_a_missing_permission_is_named(serve, workspace):
    """The scope that Slack asks for is named, and all that are needed."""
    workspace.refusals = {
        "conversations.history": error(
            "missing_scope", needed="channels:history", provided="channels:read"
        )
    }
    found = failure(serve(workspace))
    assert isinstance(found, ConfigurationError)
    assert "必要な権限: channels:history" in found.what
    assert "users:read" in found.remedy


def test_no_channel_can_be_read(serve, workspace):
    """When the app is in no channel at all the run ends with what to do."""
    workspace.refusals = {"conversations.history": error("not_in_channel")}
    found = failure(serve(workspace))
    assert isinstance(found, ConfigurationError)
    assert "/invite" in found.remedy


@pytest.mark.parametrize(
    "code", ["invalid_auth", "token_revoked", "team_access_not_granted", "not_in_channel"]
)
def test_refusals_are_settings_to_mend(serve, workspace, code):
    """Each refusal comes with its code and a remedy."""
    workspace.refusals = {"users.list": error(code)}
    found = failure(serve(workspace))
    assert isinstance(found, ConfigurationError)
    assert found.value == code


def test_an_unknown_refusal_keeps_its_code():
    """What is not known is told with Slack's own word."""
    found = refusal(RefusedError("users.list", "strange_new_error", ""))
    assert found.value == "strange_new_error"
    assert found.exit_code == 1


def test_a_refusal_that_repeats_the_token(serve, workspace):
    """An answer that would repeat the token is not quoted."""
    workspace.refusals = {"users.list": error(f"bad {TOKEN}", needed=TOKEN)}
    assert TOKEN not in str(failure(serve(workspace)))
    workspace.refusals = {"users.list": error("missing_scope", needed=TOKEN.upper())}
    assert TOKEN.upper() not in str(failure(serve(workspace)))


def test_another_workspace_is_not_mixed_in(serve, workspace):
    """Cursors of one workspace and a token of another end before anything is read."""
    syncing = serve(workspace)
    with pytest.raises(ConfigurationError, match="T0BETSU001"):
        list(syncing.api().steps(SyncCursors(team_id="T0BETSU001"), no_progress))
    assert [method for method, _ in workspace.calls] == ["auth.test"]


@pytest.mark.parametrize("method", ["users.list", "conversations.history", "conversations.replies"])
def test_the_same_page_for_ever(serve, workspace, method):
    """A server that goes round in circles is left with an error."""
    item = {"type": "message", "user": "U0AOBA001", "text": "輪", "ts": ts(300)}
    answer = {"ok": True, "messages": [item], "members": [], "has_more": True}
    answer["response_metadata"] = {"next_cursor": "same"}
    workspace.refusals = {method: lambda handler: handler.answer(answer, 200, {})}
    assert "くり返す" in failure(serve(workspace)).what
    assert workspace.count(method) <= 3


def test_an_expired_cursor_is_done_without(serve, workspace):
    """A page cursor that Slack no longer knows is replaced by the time of the last post."""
    workspace.page = 3
    syncing = serve(workspace)
    workspace.faults = {12: error("invalid_cursor"), 15: error("invalid_cursor")}
    kept = syncing(list_page_size=999)
    refused = [workspace.calls[number - 1] for number in (12, 15)]
    assert all("cursor" in params for _, params in refused)
    assert len(kept.messages) == POSTS_IN_ALL
