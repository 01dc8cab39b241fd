"""Single calls of Slack's Web API; what can go wrong with one is told by three exceptions."""

import http.client
import logging
import re
import socket
import ssl
import urllib.error
from collections.abc import Mapping
from typing import Final

from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse, WebClient

from matcher.domain import ConfigurationError
from matcher.sources._json_files import Raw, mapping_of, text_of

VARIABLE: Final = "MATCHER_SLACK_TOKEN"
"""The environment variable that the token is usually kept in."""

SCOPES: Final = ("channels:read", "channels:history", "users:read", "users:read.email")
"""What the token must be allowed: names of channels, their posts, members, their addresses."""

_CODE: Final = re.compile(r"[a-z0-9_]{1,80}")
_SCOPES: Final = re.compile(r"[a-z0-9:._, ]{1,200}")
_TOKEN: Final = re.compile(r"[!-~]+")
_TIMEOUT_SECONDS: Final = 60
_DEFAULT_WAIT: Final = 60.0
_TROUBLES: Final = {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}


class RateLimitedError(Exception):
    """Slack asks to wait; ``seconds`` says how long."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"{seconds} seconds")


class NoAnswerError(Exception):
    """No answer that can be read; ``why`` is a Japanese sentence."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class RefusedError(Exception):
    """Slack understood and refused.

    Attributes:
        method: What was called.
        code: Slack's word for the reason.
        needed: The scopes that are missing, where Slack names them.
    """

    def __init__(self, method: str, code: str, needed: str) -> None:
        self.method = method
        self.code = code
        self.needed = needed
        super().__init__(f"{method}: {code}")


class SlackCalls:
    """Makes calls with a token that it never shows.

    Args:
        token: A bot or user token.
        base_url: Where the Web API is.

    Raises:
        ConfigurationError: The token is empty or holds signs that no token has.
    """

    def __init__(self, token: str, base_url: str = WebClient.BASE_URL) -> None:
        token = token.strip()
        if not _TOKEN.fullmatch(token):
            raise ConfigurationError(
                "Slackのトークンが設定されていません。"
                if not token
                else "Slackのトークンに、使えない文字が入っています。",
                remedy=f"Slackのアプリの設定画面(OAuth & Permissions)にあるトークン(xoxb-…か"
                f"xoxp-…)を、環境変数 {VARIABLE} に設定してください。"
                f"必要な権限(スコープ): {'、'.join(SCOPES)}。",
            )
        # The SDK's own log would repeat answers, and its own retries would sleep unseen.
        silent = logging.Logger("slack_sdk", level=logging.CRITICAL + 1)
        self._client = WebClient(
            token, base_url, timeout=_TIMEOUT_SECONDS, logger=silent, retry_handlers=[]
        )

    def ask(self, method: str, params: Mapping[str, str | int]) -> Raw:
        """Call a method and give its answer.

        Raises:
            RateLimitedError: Slack asks to wait.
            NoAnswerError: The network or Slack failed; trying again may help.
            RefusedError: Slack refused; trying again does not help.
        """
        try:
            answer = self._client.api_call(method, http_verb="GET", params=dict(params)).data
        except SlackApiError as error:
            raise _failure(method, error.response) from None
        except (OSError, http.client.HTTPException, ValueError, SlackClientError) as error:
            raise NoAnswerError(_why(error)) from None
        if not isinstance(answer, Mapping):
            raise NoAnswerError("Slackの答えを読めません。")
        return answer


def next_cursor_of(answer: Raw) -> str:
    """The mark with which the next page is asked for; empty on the last page."""
    return text_of(mapping_of(answer, "response_metadata"), "next_cursor")


def _failure(method: str, response: SlackResponse) -> Exception:
    raw: Raw = response.data if isinstance(response.data, Mapping) else {}
    code = text_of(raw, "error")
    if response.status_code == http.HTTPStatus.TOO_MANY_REQUESTS or code in {
        "ratelimited",
        "rate_limited",
    }:
        return RateLimitedError(_retry_after(response.headers))
    if not _CODE.fullmatch(code) or code in _TROUBLES:
        return NoAnswerError(f"Slackが読める答えを返しません(HTTP {response.status_code})。")
    needed = text_of(raw, "needed")
    return RefusedError(method, code, needed if _SCOPES.fullmatch(needed) else "")


def _retry_after(headers: Mapping[str, object]) -> float:
    for name, value in headers.items():
        # Some servers and proxies give a list of values.
        text = str(value[0] if isinstance(value, list) and value else value).strip()
        if name.lower() == "retry-after" and text.isascii() and text.isdigit():
            return float(text)
    return _DEFAULT_WAIT


def _why(error: BaseException) -> str:
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, ssl.SSLError):
        return "Slackとの通信の証明書を確かめられません。"
    if isinstance(cause, socket.gaierror):
        return "Slackのアドレスが見つかりません。"
    if isinstance(cause, TimeoutError):
        return "Slackから時間内に答えがありません。"
    return (
        "Slackとの通信が途中で切れました。" if _was_connected(cause) else "Slackにつながりません。"
    )


def _was_connected(cause: object) -> bool:
    dropped = (http.client.HTTPException, ConnectionResetError, BrokenPipeError, ValueError)
    return isinstance(cause, dropped)
