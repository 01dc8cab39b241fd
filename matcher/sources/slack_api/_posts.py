"""One page of posts, as Slack answers it, sorted into what it tells."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from matcher.domain import Message, Skipped
from matcher.sources._json_files import Raw, excerpt_of, mapping_of, text_of
from matcher.sources._slack_accounts import account_id_of
from matcher.sources._slack_messages import notice_in, post_of
from matcher.sources._subtypes import Notice
from matcher.sources._timestamps import SlackTimestamp
from matcher.sources.slack_api._cursors import in_time


@dataclass(frozen=True, slots=True)
class Passage:
    """That someone joined or left the channel."""

    account_id: str
    at: datetime
    joined: bool


@dataclass(slots=True)
class Page:
    """What a page tells.

    Attributes:
        posts: Records by message id; the page's last word on each.
        stamps: ``ts`` of everything on the page, for the cursor.
        threads: Last reply by root, for roots that have replies and for replies shown here.
        passages: Who joined and left.
        gone: Ids of posts that were deleted.
        notices: How many of each kind are no posts.
        skipped: What could not be read.
    """

    posts: dict[str, Message] = field(default_factory=dict)
    stamps: list[str] = field(default_factory=list)
    threads: dict[str, str] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    notices: Counter[Notice] = field(default_factory=Counter)
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def messages(self) -> tuple[Message, ...]:
        """The posts that still exist, oldest first."""
        gone = set(self.gone)
        left = (post for post in self.posts.values() if post.message_id not in gone)
        return tuple(sorted(left, key=lambda post: (post.posted_at, post.message_id)))


def read_page(
    items: Iterable[object],
    channel_id: str,
    channel_name: str,
    author_of: Callable[[Raw], str | None],
    *,
    without: str = "",
) -> Page:
    """Sort a page of ``conversations.history`` or ``conversations.replies``.

    Args:
        items: As Slack answered.
        channel_id: Where they stand.
        channel_name: Its name, for what is skipped.
        author_of: Finds the account that wrote a post.
        without: ``ts`` of a root that was read before and only leads its replies here.
    """
    page = Page()
    for item in items:
        stamp = _stamp_of(item.get("ts")) if isinstance(item, Mapping) else None
        if not isinstance(item, Mapping) or stamp is None:
            value = item.get("ts", "") if isinstance(item, Mapping) else item
            page.skipped.append(
                Skipped(
                    f"#{channel_name}", "投稿", excerpt_of(value), "投稿の時刻(ts)を読めません。"
                )
            )
            continue
        page.stamps.append(stamp.text)
        if stamp.text != without:
            _take(page, item, stamp, channel_id, author_of)
    return page


def _take(
    page: Page,
    item: Raw,
    stamp: SlackTimestamp,
    channel_id: str,
    author_of: Callable[[Raw], str | None],
) -> None:
    subtype = text_of(item, "subtype")
    if subtype == "message_changed" and (inner := mapping_of(item, "message")):
        changed = _stamp_of(inner.get("ts"))
        if changed and not notice_in(inner):
            post = post_of({**inner, "edited": True}, changed, channel_id, author_of)
            page.posts[post.message_id] = post
        return
    if subtype == "message_deleted" and (deleted := _stamp_of(item.get("deleted_ts"))):
        page.gone.append(f"{channel_id}:{deleted.text}")
    if subtype == "tombstone":
        page.gone.append(f"{channel_id}:{stamp.text}")
    _note_thread(page, item, stamp)
    if notice := notice_in(item):
        page.notices[notice] += 1
        if notice in {Notice.JOIN, Notice.LEAVE} and (user := text_of(item, "user")):
            passage = Passage(account_id_of(user), stamp.moment, notice is Notice.JOIN)
            page.passages.append(passage)
        return
    post = post_of(item, stamp, channel_id, author_of)
    # A change on the same page is newer than the post that it changes.
    page.posts.setdefault(post.message_id, post)


def _note_thread(page: Page, item: Raw, stamp: SlackTimestamp) -> None:
    root = _stamp_of(item.get("thread_ts"))
    if root is not None and root != stamp:
        _grow(page, root, stamp)
    elif item.get("reply_count") or item.get("latest_reply"):
        _grow(page, stamp, _stamp_of(item.get("latest_reply")) or stamp)


def _grow(page: Page, root: SlackTimestamp, last: SlackTimestamp) -> None:
    page.threads[root.text] = max(page.threads.get(root.text, ""), last.text, key=in_time)


def _stamp_of(value: object) -> SlackTimestamp | None:
    try:
        return SlackTimestamp.parse(value)
    except ValueError:
        return None
