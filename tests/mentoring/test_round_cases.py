"""The cases M01–M11 that befell users of similar software, through the command line."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from round_parts import write_folder
from typer.testing import CliRunner

from matcher.cli import app
from matcher.domain import Account, Batch, Progress, SourceNotes
from matcher.evaluation import made_up_round
from matcher.mentoring import solve_round
from matcher.store import open_store


@pytest.fixture
def solve(tmp_path: Path) -> Any:
    """Solve a folder through the command line, with a database of its own."""

    def run(folder: Path, database: str = "") -> dict[str, Any]:
        url = database or f"sqlite:///{tmp_path / 'none.db'}"
        done = CliRunner().invoke(
            app, ["round", "solve", "--folder", str(folder), "--database", url, "--json"]
        )
        assert done.exit_code == 0, done.stderr
        solved: dict[str, Any] = json.loads(done.stdout)
        return solved

    return run


class LatestExport:
    """A source of two accounts, one of them deactivated."""

    notes = SourceNotes()

    def batches(self, progress: Progress) -> Iterator[Batch]:
        """One batch."""
        yield Batch(
            accounts=(
                Account("U1", "退会 太郎", email="gone@example.lg.jp", active=False),
                Account("U2", "在籍 花子", email="here@example.lg.jp"),
            )
        )


def pairs_of(solved: dict[str, Any]) -> dict[str, str]:
    """Mentor by mentee."""
    return {one["mentee"]: one["mentor"] for one in solved["pairs"]}


def texts_about(solved: dict[str, Any], mentee: str) -> str:
    """All sentences that a mentee may read."""
    about = [one for one in solved["pairs"] + solved["unmatched"] if one["mentee"] == mentee]
    return " ".join(reason["text"] for one in about for reason in one["reasons"])


def test_m01_odd_pool(cases: Path, solve: Any) -> None:
    """Three mentees and two seats: two pairs, the third with the reason and what would help."""
    solved = solve(cases / "rounds/odd-pool")
    assert len(solved["pairs"]) == 2
    (left,) = solved["unmatched"]
    assert [one["code"] for one in left["reasons"]] == ["no_seat", "help_seats", "help_next_round"]
    assert "あと1人分" in left["reasons"][1]["text"]


def test_m02_not_enough_seats(cases: Path, solve: Any) -> None:
    """Eight mentees and six seats: six pairs, two with reasons."""
    solved = solve(cases / "rounds/not-enough-seats")
    assert len(solved["pairs"]) == 6
    assert len(solved["unmatched"]) == 2
    assert all(one["reasons"][0]["code"] == "no_seat" for one in solved["unmatched"])
    assert solved["quality"]["ours"]["coverage"] == 0.75


def test_m03_nobody_allowed(cases: Path, solve: Any) -> None:
    """The excluded mentee stays without, and the reason names the exclusion."""
    solved = solve(cases / "rounds/nobody-allowed")
    assert pairs_of(solved) == {"E1": "O1"}
    assert solved["unmatched"][0]["mentee"] == "E2"
    assert "元上司" in texts_about(solved, "E2")


def test_m04_repeat_pairs(cases: Path, solve: Any) -> None:
    """The one perfect matching of new pairs is found."""
    solved = solve(cases / "rounds/repeat-pairs")
    assert pairs_of(solved) == {"E1": "O3", "E2": "O1", "E3": "O2"}
    assert solved["quality"]["ours"]["repeats"] == 0


def test_m04_unavoidable_repeat_is_said(tmp_path: Path, solve: Any) -> None:
    """Where only a repeated pair serves everybody, it is made and said."""
    folder = write_folder(
        tmp_path / "round",
        mentees=[{"id": "E1", "wants": "RPA"}],
        mentors=[{"id": "O1", "topics": "RPA", "capacity": 1}],
        history=[{"round": 3, "mentee": "E1", "mentor": "O1"}],
    )
    solved = solve(folder)
    assert pairs_of(solved) == {"E1": "O1"}
    (repeat,) = [one for one in solved["pairs"][0]["reasons"] if one["code"] == "repeat"]
    assert "第3回" in repeat["text"]
    assert "組めない人が増える" in repeat["text"]


def test_m05_both_roles(cases: Path, solve: Any, tmp_path: Path) -> None:
    """Nobody gets themselves; a mutual pair comes about only where allowed, and is said."""
    mentees = (cases / "rounds/both-roles/mentees.csv").read_bytes()
    mentors = (cases / "rounds/both-roles/mentors.csv").read_bytes()
    pairs = pairs_of(solve(cases / "rounds/both-roles"))
    assert len(pairs) == 2
    assert all(mentee != mentor for mentee, mentor in pairs.items())
    assert pairs != {"M1": "M2", "M2": "M1"}
    without_third = mentors.rsplit(b"\r\n", 2)[0] + b"\r\n"
    alone = write_folder(tmp_path / "alone", mentees=mentees, mentors=without_third)
    assert len(pairs_of(solve(alone))) == 1
    allowed = write_folder(
        tmp_path / "allowed",
        mentees=mentees,
        mentors=without_third,
        rules=[{"rule": "mutual_pairs", "value": "はい"}],
    )
    solved = solve(allowed)
    assert pairs_of(solved) == {"M1": "M2", "M2": "M1"}
    assert "お互い" in texts_about(solved, "M1")


def test_m06_late_signup(cases: Path, solve: Any) -> None:
    """Published pairs stay, the late mentee gets the free seat, and the change is told."""
    solved = solve(cases / "rounds/late-signup")
    assert pairs_of(solved) == {"E1": "O1", "E2": "O2", "E3": "O2"}
    assert [one["kept"] for one in solved["pairs"]] == [True, True, False]
    assert any("E3 – O2" in one for one in solved["notices"])
    assert solved["quality"]["ours"]["pins_kept"] == 2


def test_m07_one_sided_refusal(cases: Path, solve: Any) -> None:
    """The mentee gets the other mentor and reads nothing of the refusal."""
    solved = solve(cases / "rounds/one-sided-refusal")
    assert pairs_of(solved) == {"E1": "O2"}
    shown = texts_about(solved, "E1")
    assert not any(word in shown for word in ("O1", "助言 1番", "助言者側", "組まない", "断"))


@pytest.mark.parametrize(("refused_by", "hidden_from"), [("mentor", "E1"), ("mentee", "O1")])
def test_m07_refusals_are_told_to_the_refuser_only(
    tmp_path: Path, solve: Any, refused_by: str, hidden_from: str
) -> None:
    """Even when nobody else is left, the refused one reads a neutral reason."""
    folder = write_folder(
        tmp_path / "round",
        mentees=[{"id": "E1", "wants": "RPA"}],
        mentors=[{"id": "O1", "topics": "RPA", "capacity": 1}],
        exclusions=[{"mentee": "E1", "mentor": "O1", "reason": "秘密", "refused_by": refused_by}],
    )
    solved = solve(folder)
    about = {
        "E1": texts_about(solved, "E1"),
        "O1": " ".join(one["text"] for one in solved["unused"][0]["reasons"]),
    }
    assert about[hidden_from]
    assert "秘密" not in about[hidden_from]
    assert "指定" not in about[hidden_from].replace("指定を見直す", "")


def test_m08_hundreds_are_solved_at_once() -> None:
    """A reduced round of 600 × 200 keeps all rules; the whole sizes are in the benchmark."""
    round_input = made_up_round(600, 200, seed=3)
    began = time.perf_counter()
    solution = solve_round(round_input)
    assert time.perf_counter() - began < 20
    excluded = {(one.mentee, one.mentor) for one in round_input.exclusions}
    assert not excluded & {(one.mentee, one.mentor) for one in solution.pairs}
    ours, others = solution.quality.ours, solution.quality
    for other in (others.greedy, others.first_come, others.deferred_acceptance):
        assert (ours.served, ours.worst) >= (other.served, other.worst)


def test_m09_deactivated_mentor_is_left_out(tmp_path: Path, solve: Any) -> None:
    """A mentor whose account is deactivated in the latest import is not matched, and listed."""
    url = f"sqlite:///{tmp_path / 'community.db'}"
    with open_store(url) as store:
        store.import_source(LatestExport())
    folder = write_folder(
        tmp_path / "round",
        mentees=[{"id": "E1", "wants": "RPA"}, {"id": "E2", "wants": "RPA"}],
        mentors=[
            {"id": "O1", "email": "gone@example.lg.jp", "topics": "RPA", "capacity": 2},
            {"id": "U2", "email": "", "topics": "RPA", "capacity": 1},
        ],
    )
    solved = solve(folder, url)
    assert set(pairs_of(solved).values()) == {"U2"}
    assert [one["id"] for one in solved["left_out"]] == ["O1"]
    assert "停止" in solved["left_out"][0]["why"]


def test_m10_zero_and_empty_capacity(cases: Path, solve: Any) -> None:
    """Nobody for 0, one for 1, the stated default with a notice for an empty cell."""
    solved = solve(cases / "rounds/zero-capacity")
    assert sorted(pairs_of(solved).values()) == ["O2", "O3"]
    assert [one["mentor"] for one in solved["unused"]] == ["O1"]
    assert any("O3" in one and "1人" in one for one in solved["notices"])


def test_m11_history_in_the_other_order(cases: Path, solve: Any) -> None:
    """Past pairs are avoided whichever side they name first."""
    assert pairs_of(solve(cases / "rounds/history-swapped")) == {"E1": "O2", "E2": "O1"}


def test_text_for_people_names_everything(cases: Path, tmp_path: Path) -> None:
    """The text view has pairs, reasons, who waits, and the four methods."""
    done = CliRunner().invoke(
        app,
        [
            *("round", "solve", "--folder", str(cases / "rounds/odd-pool")),
            *("--database", f"sqlite:///{tmp_path / 'none.db'}"),
        ],
    )
    assert done.exit_code == 0
    for word in (
        "2人が組めました",
        "組めなかった人(1)",
        "席が足りません",
        "この結果",
        "受入保留法",
    ):
        assert word in done.stdout
