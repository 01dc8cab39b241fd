"""Roles with terms, and forgetting a member for good."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from matcher import open_community
from matcher.domain import Account, AccountKind, Batch, Progress, SourceNotes
from matcher.store import open_store


@pytest.fixture
def own_copy(demo_url: str, tmp_path: Path) -> str:
    """Address of a copy of the demo that a test may change."""
    file = Path(demo_url.removeprefix("sqlite:///"))
    copy = tmp_path / "own.db"
    shutil.copy(file, copy)
    shutil.copytree(f"{file}.snapshots", f"{copy}.snapshots")
    return f"sqlite:///{copy}"


def busiest_expert(url: str) -> str:
    """Id of the first person whom the community suggests for a common question."""
    return open_community(url).ask("標準化の移行の進め方").people[0].member_id


def test_a_role_is_given_and_ended(run, own_copy: str) -> None:
    """A term is kept with its days; ending it keeps the history."""
    member = busiest_expert(own_copy)
    given = run(
        "role", member, "organizer", "--from", "2024-07-01", "--json", "--database", own_copy
    )
    assert given.code == 0
    roles = [
        (one["kind"], one["starts_on"], one["ends_on"]) for one in json.loads(given.out)["roles"]
    ]
    assert ("organizer", "2024-07-01", None) in roles
    ended = run("role", member, "organizer", "--end", "--to", "2025-06-30", "--database", own_copy)
    assert ended.code == 0
    assert "2025-06-30 まで" in ended.out


@pytest.mark.parametrize(
    "args", [["--from", "2024/7/1"], ["--from", "2025-01-01", "--to", "2024-01-01"], ["--end"]]
)
def test_wrong_terms_are_explained(run, own_copy: str, args: list[str]) -> None:
    """A date that cannot be read, a term that ends before it starts, a role that is not held."""
    member = busiest_expert(own_copy)
    ran = run("role", member, "administrator", *args, "--database", own_copy)
    assert ran.code == 2
    assert ran.err
    assert not ran.out


def test_a_role_is_for_members(run, own_copy: str) -> None:
    """A bot is none: it is told, and nothing is kept."""
    bot = next(one for one in open_store(own_copy).accounts() if one.kind is AccountKind.BOT)
    ran = run("role", bot.account_id, "ambassador", "--database", own_copy)
    assert ran.code == 2
    assert bot.account_id in ran.err
    assert bot.account_id not in {one.member_id for one in open_community(own_copy).roles()}


def test_an_address_of_two_names_nobody(run, own_copy: str) -> None:
    """Whom to forget is not guessed: both ids are named, and nobody is forgotten."""
    address = "onaji@example.lg.jp"
    store = open_store(own_copy)
    twins = [one for one in store.accounts() if one.kind is AccountKind.MEMBER][:2]
    twins = [replace(one, email=address) for one in twins]
    store.import_source(GivenAccounts(tuple(twins)))
    before = store.counts()
    ran = run("forget", address.upper(), "--yes", "--database", own_copy)
    assert ran.code == 2
    assert all(one.account_id in ran.err for one in twins)
    assert store.counts() == before


class GivenAccounts:
    """A source of nothing but accounts."""

    def __init__(self, accounts: tuple[Account, ...]) -> None:
        self.notes = SourceNotes()
        self._accounts = accounts

    def batches(self, progress: Progress) -> Iterator[Batch]:
        """Yield the accounts."""
        yield Batch(accounts=self._accounts)


def test_forgetting_needs_a_yes_and_leaves_no_trace(run, own_copy: str) -> None:
    """Without a terminal --yes is needed; afterwards no file of the community names the member."""
    member = busiest_expert(own_copy)
    name = open_community(own_copy).show_member(member).name
    assert run("forget", member, "--database", own_copy).code == 2
    ran = run("forget", member, "--yes", "--json", "--database", own_copy)
    assert ran.code == 0
    assert json.loads(ran.out)["messages"] > 0
    file = Path(own_copy.removeprefix("sqlite:///"))
    kept = [file, *(one for one in Path(f"{file}.snapshots").rglob("*") if one.is_file())]
    for one in kept:
        content = one.read_bytes()
        assert member.encode() not in content, one
        assert name.encode() not in content, one
    assert len([one for one in Path(f"{file}.snapshots").iterdir() if one.is_dir()]) == 1
    unknown = run("show", "member", member, "--database", own_copy)
    assert unknown.code == 2
