"""Where a community comes from: readers of the outside world that validate and do not decide."""

from matcher.sources._archive import Archive
from matcher.sources._export_files import ReadingLimits
from matcher.sources._slack_export import SlackExport
from matcher.sources.demo import DemoCommunity

__all__ = ["Archive", "DemoCommunity", "ReadingLimits", "SlackExport"]
