"""The evening digest: what mattered to a member, chosen and made ready for mailing."""

from matcher.outreach.digest._digest import MOST_DAYS, member_digest
from matcher.outreach.digest._html import digest_html

__all__ = ["MOST_DAYS", "digest_html", "member_digest"]
