"""What organizers take along: every row of the pages, with its span and its conversations."""

import pytest

from matcher import open_community
from matcher.api import (
    ambassadors_table,
    as_csv,
    as_xlsx,
    balance_table,
    candidates_table,
    coverage_table,
    departures_table,
    gaps_table,
    holders_table,
    quiet_table,
    surveys_table,
)


@pytest.fixture(scope="module")
def tables(demo_database):
    """All tables of the small demo."""
    community = open_community(demo_database)
    gaps, found = community.gaps(), community.candidates()
    made = {
        "gaps": (gaps_table(gaps.gaps), len(gaps.gaps)),
        "coverage": (coverage_table(gaps.coverage, gaps.recent, gaps.year), len(gaps.coverage)),
        "holders": (holders_table(gaps.single_holders), len(gaps.single_holders)),
        "departures": (
            departures_table(gaps.succession),
            sum(len(one.topics) for one in gaps.succession),
        ),
        "quiet": (quiet_table(gaps.quiet_topics), len(gaps.quiet_topics)),
        "surveys": (surveys_table(community.surveys()), len(community.surveys())),
        "candidates": (candidates_table(found), len(found.candidates)),
        "ambassadors": (ambassadors_table(community.ambassadors()), len(community.ambassadors())),
        "balance": (
            balance_table(found.balance),
            sum(
                map(len, (found.balance.regions, found.balance.kinds, found.balance.fields)),
            ),
        ),
    }
    community.close()
    return made


def test_each_row_has_a_cell_per_header(tables):
    """Tables are as long as what they show, and no cell stands under another's header."""
    for table, rows in tables.values():
        assert len(table.rows) == rows
        assert all(len(row) == len(table.headers) for row in table.rows)
        assert len(set(table.headers)) == len(table.headers)


def test_there_is_something_to_take_along(tables):
    """The demo has something of the sorts that every community has."""
    for name in ("coverage", "departures", "surveys", "candidates", "ambassadors", "balance"):
        assert tables[name][0].rows, name


def test_conversations_stand_in_the_last_column(tables):
    """Numbers can be followed to their conversations from the file too."""
    for name in ("coverage", "departures", "candidates", "surveys"):
        table = tables[name][0]
        assert any("thread?thread=" in str(row[-1]) for row in table.rows), name


def test_files(tables):
    """All of them become files."""
    assert as_xlsx(*(table for table, _ in tables.values())).startswith(b"PK")
    for table, rows in tables.values():
        assert as_csv(table).count(b"\r\n") >= rows + 1
