"""Databases of earlier versions are brought up to date with all that they hold."""

from datetime import date

import pytest
from alembic import command
from sqlalchemy import text

from matcher.domain import OrganizationSource, Tenure
from matcher.store import open_store
from matcher.store._engine import Database
from matcher.store._migrate import VERSION_TABLE, _config


def database_at(url: str, version: str) -> None:
    """A database as a version of the product left it, with one member and their profile."""
    database = Database(url)
    config = _config()
    with database.writing() as connection:
        config.attributes.update(connection=connection, version_table=VERSION_TABLE)
        command.upgrade(config, version)
        connection.execute(
            text(
                "INSERT INTO accounts (account_id, name, kind, real_name, title, email, active)"
                " VALUES ('U1', '青葉', 'member', '', '', '', :yes)"
            ),
            {"yes": True},
        )
        connection.execute(
            text(
                "INSERT INTO profiles (member_id, organization_code, department, interests,"
                " solo_it, hidden, hidden_topics, weekly_limit)"
                " VALUES ('U1', '383562', '総務課', '[]', :no, :yes, '[]', 5)"
            ),
            {"yes": True, "no": False},
        )
    database.close()


@pytest.mark.parametrize("version", ["0001", "0002", "0003", "0004", "0005"])
def test_profiles_survive(url: str, version: str) -> None:
    """A profile from before keeps what it says; who said the organization is unknown."""
    database_at(url, version)
    with open_store(url) as store:
        profile = store.profile("U1")
        assert (profile.organization_code, profile.department) == ("383562", "総務課")
        assert profile.hidden
        assert profile.organization_source is OrganizationSource.UNKNOWN
        assert store.tenures() == {}
        tenures = (
            Tenure("U1", "383562", "総務課", None, date(2025, 4, 1)),
            Tenure("U1", "383562", "税務課", date(2025, 4, 1)),
        )
        store.save_profiles([], tenures=tenures)
        assert store.tenures() == {"U1": tenures}
