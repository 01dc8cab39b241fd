"""The product as a library: open a community, ask it."""

from matcher.api._benchmark import benchmark_community
from matcher.api._candidate_tables import ambassadors_table, balance_table, candidates_table
from matcher.api._community import Community, open_community
from matcher.api._community_tables import (
    SITUATIONS,
    discovered_table,
    newcomers_table,
    questions_table,
    reach_out_table,
    survey_table,
)
from matcher.api._evaluate import evaluate_community, evaluate_path
from matcher.api._gap_tables import (
    DIMENSIONS,
    coverage_table,
    departures_table,
    gaps_table,
    holders_table,
    quiet_table,
    surveys_table,
)
from matcher.api._map import governments_table, prefectures_table
from matcher.api._round_tables import free_mentors_table, pairs_table, waiting_table
from matcher.api._rounds import Rounds
from matcher.api._tables import Table, as_csv, as_xlsx

__all__ = [
    "DIMENSIONS",
    "SITUATIONS",
    "Community",
    "Rounds",
    "Table",
    "ambassadors_table",
    "as_csv",
    "as_xlsx",
    "balance_table",
    "benchmark_community",
    "candidates_table",
    "coverage_table",
    "departures_table",
    "discovered_table",
    "evaluate_community",
    "evaluate_path",
    "free_mentors_table",
    "gaps_table",
    "governments_table",
    "holders_table",
    "newcomers_table",
    "open_community",
    "pairs_table",
    "prefectures_table",
    "questions_table",
    "quiet_table",
    "reach_out_table",
    "survey_table",
    "surveys_table",
    "waiting_table",
]
