"""The command outreach: the desk as text and JSON, and a word on one of its tasks."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from matcher import open_community
from matcher.domain import to_json


@pytest.fixture
def url(demo_url: str, tmp_path: Path) -> str:
    """A copy of the demo community that may be changed."""
    database = Path(demo_url.removeprefix("sqlite:///"))
    copy = tmp_path / database.name
    with sqlite3.connect(database) as original, sqlite3.connect(copy) as target:
        original.backup(target)
    for folder in database.parent.glob(f"{database.name}*"):
        if folder.is_dir():
            shutil.copytree(folder, tmp_path / folder.name)
    return f"sqlite:///{copy}"


@pytest.fixture
def ambassadors(url: str) -> list[str]:
    """Ids of the ambassadors."""
    return sorted(one.member_id for one in open_community(url).ambassadors())


def test_json_is_the_desk_of_the_library(run, url, ambassadors):
    """The same fields and values."""
    ran = run("outreach", ambassadors[0], "--database", url, "--json")
    assert (ran.code, ran.err) == (0, "")
    expected = json.loads(json.dumps(to_json(open_community(url).outreach(ambassadors[0]))))
    assert json.loads(ran.out) == expected


def test_text_says_all(run, url, ambassadors):
    """Each task with its number, its reasons and every line of its text."""
    desk = open_community(url).outreach(ambassadors[0])
    ran = run("outreach", ambassadors[0], "--database", url)
    assert ran.code == 0
    tasks = (*desk.newcomers, *desk.questions, *desk.hidden, *desk.missing)
    assert tasks
    for task in tasks:
        assert task.task_id in ran.out
        assert all(reason.text in ran.out for reason in task.reasons)
        assert all(line in ran.out for line in task.message.splitlines())


def test_from_claim_to_undo(run, url, ambassadors):
    """One claims, the other is told by whom it is done and refused; undo opens it again."""
    one, other = ambassadors[:2]
    both = ("--database", url)
    missing = json.loads(run("outreach", one, *both, "--json").out)["missing"]
    task_id = missing[0]["task_id"]
    claimed = json.loads(run("outreach", one, "--claim", task_id, *both, "--json").out)
    mine = next(task for task in claimed["missing"] if task["task_id"] == task_id)
    assert mine["handling"]["state"] == "claimed"
    refused = run("outreach", other, "--claim", task_id, *both)
    assert (refused.code, refused.out) == (1, "")
    assert "対応中です" in refused.err
    undone = json.loads(run("outreach", one, "--undo", task_id, *both, "--json").out)
    assert undone["missing"] == missing
    assert run("outreach", other, "--claim", task_id, *both).code == 0


@pytest.mark.parametrize("word", ["--done", "--snooze", "--decline"])
def test_what_is_said_takes_it_off_the_desk(run, url, ambassadors, word):
    """済み, あとで and 自分ではない: it is not offered to them any more."""
    both = ("--database", url, "--json")
    task_id = json.loads(run("outreach", ambassadors[0], *both).out)["missing"][0]["task_id"]
    after = json.loads(run("outreach", ambassadors[0], word, task_id, *both).out)
    assert task_id not in [one["task_id"] for one in after["missing"]]


def test_wrong_use_is_explained(run, url, ambassadors):
    """Two words at once, no task, nobody's desk: told on standard error."""
    helper = ambassadors[0]
    for wrong in (
        [helper, "--claim", "missing:011002", "--done", "missing:011002"],
        [helper, "--claim", "011002"],
        ["U0"],
    ):
        ran = run("outreach", *wrong, "--database", url)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err
