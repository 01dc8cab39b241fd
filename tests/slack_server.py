"""A small workspace, served over HTTP the way Slack documents its Web API."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "xoxb-1111-2222-kasoukasou"
TEAM = "T0KASOU01"
START = datetime(2026, 4, 1, tzinfo=UTC)
POSTS = ("conversations.history", "conversations.replies")

Fault = Callable[[BaseHTTPRequestHandler], None]


def seconds(ts: str) -> tuple[int, str]:
    """Sorts timestamps by time."""
    whole, _, rest = ts.partition(".")
    return int(whole), rest


@dataclass
class Clock:
    """A clock that only sleeping moves; it records the sleeps."""

    now: datetime = START
    sleeps: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        """The moment."""
        return self.now

    def sleep(self, duration: float) -> None:
        """Let time pass at once."""
        self.sleeps.append(duration)
        self.now += timedelta(seconds=duration)


def wait(duration: int) -> Fault:
    """Slack asks to wait."""

    def fault(handler):
        handler.answer({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(duration)})

    return fault


def drop(handler) -> None:
    """The connection ends in the middle of the answer."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json; charset=utf-8")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"ok": true, "messages": [')
    handler.close_connection = True


def html(handler) -> None:
    """A proxy answers in Slack's place."""
    handler.answer("<html>Proxy Authentication Required</html>", 407, {})


def error(code: str, **more: Any) -> Fault:
    """Slack refuses."""
    return lambda handler: handler.answer({"ok": False, "error": code} | more, 200, {})


@dataclass
class Slack:
    """The workspace and how its server behaves.

    Attributes:
        users, channels: Entries as in an export; a channel's ``members`` are served apart.
        posts: All messages by channel id, replies among them.
        page: Items a page holds at most.
        per_minute: Calls a minute for posts, by method; None for no limit.
        faults: What happens at the n-th call instead of an answer.
        refusals: What happens at calls of a method (of a channel) instead of an answer.
        hides_thread_roots: Pages of replies after the first do not show the root.
        with_cursors: Whether pages of posts name a cursor (else has_more alone).
        calls: Every call: method and parameters.
        called_at: When each call was made.
    """

    users: list[dict[str, Any]]
    channels: list[dict[str, Any]]
    posts: dict[str, list[dict[str, Any]]]
    clock: Clock = field(default_factory=Clock)
    page: int = 1000
    per_minute: int | None = None
    faults: dict[int, Fault] = field(default_factory=dict)
    refusals: dict[str, Fault] = field(default_factory=dict)
    hides_thread_roots: bool = True
    with_cursors: bool = True
    calls: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    called_at: list[datetime] = field(default_factory=list)
    answered: dict[str, list[datetime]] = field(default_factory=dict)

    def count(self, method: str) -> int:
        """How often a method was called."""
        return sum(called == method for called, _ in self.calls)

    def answer(self, method: str, params: dict[str, str]) -> dict[str, Any]:
        """The answer to a call."""
        if method == "auth.test":
            return {"ok": True, "url": "https://kasou.slack.com/", "team": "架空", "team_id": TEAM}
        limit = min(int(params.get("limit", "100")), self.page)
        if method == "users.list":
            return self._listed("members", self.users, limit, params)
        if method == "conversations.list":
            shown = [{k: v for k, v in c.items() if k != "members"} for c in self.channels]
            return self._listed("channels", shown, limit, params)
        members = {channel["id"]: channel.get("members") or [] for channel in self.channels}
        if params["channel"] not in members:
            return {"ok": False, "error": "channel_not_found"}
        if method == "conversations.members":
            return self._listed("members", members[params["channel"]], limit, params)
        return (self._history if method == POSTS[0] else self._replies)(limit, params)

    def too_early(self, method: str) -> int:
        """Seconds to wait before a call for posts, 0 when it may be made now."""
        if self.per_minute is None or method not in POSTS:
            return 0
        minute = timedelta(minutes=1)
        recent = [at for at in self.answered.get(method, []) if self.clock.now - at < minute]
        if len(recent) >= self.per_minute:
            return round((recent[0] + minute - self.clock.now).total_seconds())
        self.answered[method] = [*recent, self.clock.now]
        return 0

    def _listed(self, key, items, limit, params):
        start = int(params.get("cursor") or 0)
        following = str(start + limit) if start + limit < len(items) else ""
        return {
            "ok": True,
            key: items[start : start + limit],
            "response_metadata": {"next_cursor": following},
        }

    def _in_range(self, posts, params):
        oldest, latest = params.get("oldest", "0"), params.get("latest", "9999999999")
        return [p for p in posts if seconds(oldest) < seconds(p["ts"]) < seconds(latest)]

    def _shown(self, post):
        """A root as Slack shows it, with what is known of its replies."""
        replies = [p for p in self.posts[post["_channel"]] if is_reply_to(p, post["ts"])]
        shown = {k: v for k, v in post.items() if k != "_channel"}
        if replies and not is_reply(post):
            last = max((p["ts"] for p in replies), key=seconds)
            more = {"thread_ts": post["ts"], "reply_count": len(replies), "latest_reply": last}
            return shown | more
        return shown

    def _history(self, limit, params):
        posts = [p | {"_channel": params["channel"]} for p in self.posts[params["channel"]]]
        posts = [p for p in posts if not is_reply(p) or p.get("subtype") == "thread_broadcast"]
        if params.get("cursor"):
            params = params | {"latest": params["cursor"].removeprefix("next_ts:")}
        found = sorted(self._in_range(posts, params), key=lambda p: seconds(p["ts"]), reverse=True)
        return self._page([self._shown(p) for p in found], limit, {})

    def _replies(self, limit, params):
        posts = [p | {"_channel": params["channel"]} for p in self.posts[params["channel"]]]
        root = [p for p in posts if p["ts"] == params["ts"]]
        replies = [p for p in posts if is_reply_to(p, params["ts"])]
        if not root and not replies:
            return {"ok": False, "error": "thread_not_found"}
        if params.get("cursor"):
            params = params | {"oldest": params["cursor"].removeprefix("next_ts:")}
        found = sorted(self._in_range(replies, params), key=lambda p: seconds(p["ts"]))
        shows_root = not (params.get("cursor") and self.hides_thread_roots)
        return self._page(
            [self._shown(p) for p in found], limit, [self._shown(p) for p in root * shows_root]
        )

    def _page(self, found, limit, first):
        shown = found[:limit]
        more = len(found) > limit
        answer = {"ok": True, "messages": [*first, *shown], "has_more": more}
        if more and self.with_cursors:
            answer["response_metadata"] = {"next_cursor": f"next_ts:{shown[-1]['ts']}"}
        return answer


def is_reply(post) -> bool:
    """Whether a post answers another."""
    return post.get("thread_ts", post["ts"]) != post["ts"]


def is_reply_to(post, root: str) -> bool:
    """Whether a post belongs to a thread without being its root."""
    return post.get("thread_ts") == root != post["ts"]


class _Handler(BaseHTTPRequestHandler):
    """Answers one call; the workspace hangs on the server."""

    def log_message(self, *_args):
        """Say nothing."""

    def do_GET(self):
        """Parameters stand in the address."""
        self.take(urlsplit(self.path).query)

    def do_POST(self):
        """Parameters stand in the body, as a form."""
        length = int(self.headers.get("Content-Length") or 0)
        self.take(self.rfile.read(length).decode())

    def take(self, query):
        """Answer a call, or let happen what is planned for it."""
        slack = self.server.slack
        method = urlsplit(self.path).path.removeprefix("/api/")
        params = {key: values[0] for key, values in parse_qs(query).items()}
        slack.calls.append((method, params))
        slack.called_at.append(slack.clock.now)
        fault = slack.faults.pop(len(slack.calls), None)
        for key in (method, f"{method} {params.get('channel')}"):
            fault = fault or slack.refusals.get(key)
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            fault = error("invalid_auth")
        if fault is None and (left := slack.too_early(method)):
            fault = wait(left)
        if fault is not None:
            fault(self)
        else:
            self.answer(slack.answer(method, params), 200, {})

    def answer(self, body, status, headers):
        """Send an answer."""
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        kind = "text/html" if isinstance(body, str) else "application/json"
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


class Server(ThreadingHTTPServer):
    """Serves whatever workspace is set, on a free port of this machine."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.slack: Slack | None = None
        self.url = f"http://127.0.0.1:{self.server_port}/api/"
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop serving."""
        self.shutdown()
        self._thread.join()
        self.server_close()
