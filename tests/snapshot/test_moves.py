"""What a build makes of moves (異動) and leavings that rosters told of, and when."""

from datetime import date
from pathlib import Path

from stories import BUILT_AT, START, Story, store_of

from matcher.domain import Profile, Tenure, no_progress
from matcher.snapshot import DAY, Snapshot, build_snapshot, microseconds, moment

KAMIJIMA, MATSUYAMA = "383562", "382019"
QUESTION = "ガバメントクラウドの接続回線はどう選びましたか"
MOVE = date(2024, 5, 1)


def story() -> Story:
    """A answers B on the second day, and B asks again on the sixtieth."""
    told = Story()
    channel = told.channel("標準化_ガバメントクラウド")
    told.member("A")
    told.member("B")
    told.question("B", channel, QUESTION, ("A", "専用線にしました"), day=1)
    told.post("B", channel, "ありがとうございました", day=60)
    return told


def build(folder: Path, *tenures: Tenure, title: str = "") -> Snapshot:
    """The story with A's tenures; A's profile says the last one."""
    told = story()
    told.member("A", title=title)
    with store_of(told, folder) as store:
        last = tenures[-1]
        profile = Profile("A", last.organization_code, last.department)
        store.save_profiles([profile], tenures=tenures)
        return build_snapshot(store, no_progress, now=BUILT_AT)


def moved(department: str, to: str, day: date = MOVE) -> tuple[Tenure, Tenure]:
    """From one division to another one of the same town."""
    return (
        Tenure("A", KAMIJIMA, department, None, day),
        Tenure("A", KAMIJIMA, to, day),
    )


def amounts(snapshot: Snapshot) -> list[float]:
    """What A's answers count."""
    return [float(one) for one in snapshot.answers["amount"]]


def test_who_moved_to_other_work_knows_it_no_more(tmp_path: Path) -> None:
    """What was answered before the move is no sign of knowing the matter; the page says why."""
    snapshot = build(tmp_path, *moved("情報システム課", "税務課"))
    row = snapshot.facts.members.iloc[0]
    assert amounts(snapshot) == [0.0]
    assert row["moved_from"] == "情報システム課"
    assert moment(int(row["moved_at"])).isoformat() == "2024-04-30T15:00:00+00:00"


def test_a_move_since_the_last_post_counts(tmp_path: Path) -> None:
    """The data may be older than the roster."""
    assert amounts(build(tmp_path, *moved("情報システム課", "税務課", date(2024, 10, 1)))) == [0.0]


def test_a_move_that_lies_ahead_does_not(tmp_path: Path) -> None:
    """A roster may be made before the day."""
    assert amounts(build(tmp_path, *moved("情報システム課", "税務課", date(2025, 4, 1)))) > [0.0]


def test_the_same_work_elsewhere_counts_on(tmp_path: Path) -> None:
    """A division that was renamed, a section of it, a secondment in the same field."""
    for number, (before, after, code) in enumerate(
        [
            ("税務課", "市民税課", KAMIJIMA),
            ("情報政策課", "デジタル推進課", KAMIJIMA),
            ("総務課", "総務課 情報係", KAMIJIMA),
            ("税務課", "税務課", MATSUYAMA),
        ]
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        here = Tenure("A", KAMIJIMA, before, None, MOVE)
        snapshot = build(folder, here, Tenure("A", code, after, MOVE))
        assert amounts(snapshot) > [0.0], (before, after)


def test_a_title_that_tells_of_a_later_move_wins(tmp_path: Path) -> None:
    """Of two moves the later one counts."""
    title = "福祉課(2024年6月1日に税務課から異動)"
    snapshot = build(tmp_path, *moved("情報システム課", "税務課"), title=title)
    assert snapshot.facts.members["moved_from"].iloc[0] == "税務課"


def test_before_a_move_nobody_knows_of_it(tmp_path: Path) -> None:
    """Organization, division, fields and expertise are those of the moment."""
    here = Tenure("A", MATSUYAMA, "情報システム課", None, MOVE)
    snapshot = build(tmp_path, here, Tenure("A", KAMIJIMA, "税務課", MOVE))
    past = snapshot.before(microseconds(START) + 9 * DAY)
    row = past.facts.members.iloc[0]
    assert (row["organization"], row["department"]) == (MATSUYAMA, "情報システム課")
    assert (row["organization_name"], row["moved_at"]) == ("愛媛県松山市", 0)
    assert "tax" not in ";".join(past.fields[0])
    assert amounts(past) > [0.0]
    assert len(past.facts.tenures) == 1
    assert past.graph.has_edge("member:A", f"organization:{MATSUYAMA}")


def test_before_the_first_tenure_nothing_is_known(tmp_path: Path) -> None:
    """A roster that says since when does not speak of the time before."""
    snapshot = build(tmp_path, Tenure("A", KAMIJIMA, "税務課", MOVE))
    row = snapshot.before(microseconds(START) + 9 * DAY).facts.members.iloc[0]
    assert (row["organization"], row["organization_source"], row["department"]) == ("", "", "")


def test_who_left_is_there_until_that_day(tmp_path: Path) -> None:
    """Not active any more after the last day; before it, active."""
    snapshot = build(tmp_path, Tenure("A", KAMIJIMA, "税務課", None, MOVE))
    assert snapshot.facts.members["active"].tolist() == [False, True]
    past = snapshot.before(microseconds(START) + 9 * DAY)
    assert past.facts.members["active"].tolist() == [True, True]


def test_who_will_leave_is_still_there(tmp_path: Path) -> None:
    """The day lies ahead of the build."""
    snapshot = build(tmp_path, Tenure("A", KAMIJIMA, "税務課", None, date(2025, 3, 31)))
    assert snapshot.facts.members["active"].tolist() == [True, True]
