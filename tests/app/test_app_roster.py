"""A roster goes in through the page, on a real database with three members."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
import pytest
from app_pages import Open, written
from fake_community import HOSTILE
from streamlit.testing.v1 import AppTest

from matcher.app import _copy
from matcher.app._state import Key, View
from matcher.domain import Account, Batch, Channel, Profile, Progress, SourceNotes
from matcher.store import Store, open_store

NAME = "名簿（令和6年度）.xlsx"
HEADER = ["氏名", "メール", "団体コード", "団体名", "所属", "退職日"]
ROWS = [
    ["青葉 一", "a@city.example.lg.jp", "1202", "", "情報課", ""],
    ["見本 二", "b@fuchu.example.jp", "", "府中市", "税務課", ""],
    ["試験 三", "c@town.example.lg.jp", "", "愛媛県上島町", "総務課", "2024/2/30"],
    ["見本 四", "nobody@example.lg.jp", "", "愛媛県上島町", "", ""],
]


class Members:
    """Three members and a channel."""

    def __init__(self) -> None:
        self.notes = SourceNotes()

    def batches(self, progress: Progress) -> Iterable[Batch]:
        """Yield them at once."""
        yield Batch(
            accounts=(
                Account("U1", "青葉 一", email="a@city.example.lg.jp"),
                Account("U2", "見本 二", email="b@fuchu.example.jp"),
                Account("U3", "試験 三", email="c@town.example.lg.jp"),
            ),
            channels=(Channel("C1", "何でも相談"),),
        )


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterable[Store]:
    """The database that the app opens."""
    url = f"sqlite:///{tmp_path / 'community.sqlite'}"
    monkeypatch.setenv("MATCHER_DATABASE", url)
    with open_store(url) as opened:
        opened.import_source(Members())
        yield opened


def xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    """A worksheet under a title row."""
    workbook = openpyxl.Workbook()
    for row in (["職員名簿"], HEADER, *rows):
        workbook.worksheets[0].append(row)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def comma_separated(rows: Iterable[Sequence[str]]) -> bytes:
    """The same as CSV, without a title."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEADER, *rows])
    return text.getvalue().encode("cp932", "replace")


def choose(open_page: Open, name: str, content: bytes) -> AppTest:
    """Choose 名簿 and a file."""
    app = open_page(View.IMPORT)
    app.segmented_control(key=Key.IMPORT_KIND).set_value(_copy.Import.KIND_ROSTER).run()
    app.get("file_uploader")[0].set_value((name, content, "application/octet-stream"))
    app.run()
    assert not app.exception, app.exception
    return app


def organizations(store: Store) -> dict[str, str]:
    """What is stored, by member."""
    return {one.member_id: one.organization_code for one in store.profiles()}


def test_look_decide_take_in(store: Store, open_page: Open) -> None:
    """The preview tells all and stores nothing; what is chosen is honoured; counts follow."""
    app = choose(open_page, NAME, xlsx(ROWS))
    text = written(app)
    for told in (
        NAME,
        "参加者3人と結び付きました。2人の登録が変わります",
        "| メール | メールアドレス |",
        "4行目 団体コード: 「1202」"[4:],
        "「012025 北海道函館市」",
        f"**{NAME}の5行目** 退職日「2024/2/30」",
        _copy.Roster.NOT_STORED,
    ):
        assert told in text, told
    assert store.profiles() == []
    (choice,) = app.radio
    assert choice.options == ["保留", "東京都府中市", "広島県府中市"]
    choice.set_value("342084").run()
    assert "3人の登録が変わります" in written(app)
    assert store.profiles() == []
    app.button(key=Key.ROSTER_IMPORT).click().run()
    assert organizations(store) == {"U1": "012025", "U2": "342084", "U3": "383562"}
    text = written(app)
    assert f"{NAME}を取り込み、3人の登録を更新しました。" in text
    assert _copy.Roster.DONE_NEXT in text
    assert Key.BUILD in [button.key for button in app.button]
    assert Key.ROSTER_IMPORT not in [button.key for button in app.button]


def test_left_open_stays_open(store: Store, open_page: Open) -> None:
    """A row without a choice changes nothing, the others are taken in."""
    app = choose(open_page, NAME, xlsx(ROWS))
    app.radio[0].set_value("132063").run()
    app.radio[0].set_value("").run()
    app.button(key=Key.ROSTER_IMPORT).click().run()
    assert organizations(store) == {"U1": "012025", "U3": "383562"}
    again = choose(open_page, NAME, xlsx(ROWS))
    again.button(key=Key.ROSTER_IMPORT).click().run()
    assert "変わった登録はありません" in written(again)


def test_preview_and_choice_outlive_a_change_of_page(store: Store, open_page: Open) -> None:
    """Another page and back: file and choice are still there."""
    app = choose(open_page, NAME, xlsx(ROWS))
    app.radio[0].set_value("342084").run()
    app.switch_page(View.SETTINGS).run()
    app.switch_page(View.IMPORT).run()
    assert NAME in written(app)
    assert app.radio[0].value == "342084"
    app.button(key=Key.ROSTER_IMPORT).click().run()
    assert organizations(store)["U2"] == "342084"


def test_stop(store: Store, open_page: Open) -> None:
    """やめる stores nothing and empties the page."""
    app = choose(open_page, NAME, xlsx(ROWS))
    app.button(key=Key.ROSTER_STOP).click().run()
    assert NAME not in written(app)
    assert store.profiles() == []


def test_an_opt_out_during_the_look_is_kept(store: Store, open_page: Open) -> None:
    """Who hid themselves meanwhile stays hidden; the page says to look again, then it works."""
    app = choose(open_page, NAME, xlsx(ROWS))
    store.save_profile(Profile("U1", hidden=True))
    app.button(key=Key.ROSTER_IMPORT).click().run()
    assert _copy.Roster.FAILED in written(app)
    assert store.profiles() == [Profile("U1", hidden=True)]
    app.run()
    app.button(key=Key.ROSTER_IMPORT).click().run()
    assert store.profile("U1").hidden
    assert store.profile("U1").organization_code == "012025"


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"", "品名,数\nりんご,3\n".encode()])
def test_bad_file(store: Store, open_page: Open, content: bytes) -> None:
    """A file that is no roster is told by its name with a remedy; there is nothing to take in."""
    app = choose(open_page, NAME, content)
    text = written(app)
    assert _copy.Roster.UNREADABLE in text
    assert NAME in text
    assert Key.ROSTER_IMPORT not in [button.key for button in app.button]


def test_huge(store: Store, open_page: Open) -> None:
    """Of 15,000 rows fifty of each kind are shown, and the page says so."""
    rows = [
        [f"見本 {n}", f"x{n}@d{n}.example.jp", "", "府中市" if n % 2 else "愛媛県上島町", "課", "?"]
        for n in range(15_000)
    ]
    app = choose(open_page, "名簿.csv", comma_separated(rows))
    text = written(app)
    assert "15,000行(15,000人)" in text
    assert "15,000件のうち50件" in text
    assert "7,500件のうち50件" in text
    assert len(app.radio) == 50
    assert sum(len(item.value) for item in app.markdown) < 60_000


def test_long_values_are_cut(store: Store, open_page: Open) -> None:
    """A cell that holds a page of text is shown by its beginning."""
    rows = [["青葉 一", "長い値 " * 9_000, "", "長い団体名" * 500, "課", "?" * 9_000]]
    app = choose(open_page, "名簿.csv", comma_separated(rows))
    assert "長い団体名長い団体名" in written(app)
    assert max(len(item.value) for item in app.markdown) < 5_000


def test_what_a_roster_says_is_text(store: Store, open_page: Open) -> None:
    """Markdown in names, headers and values is escaped."""
    rows = [
        [HOSTILE, "a@city.example.lg.jp", "", "愛媛県上島町", HOSTILE, HOSTILE],
        [HOSTILE, "b@fuchu.example.jp", HOSTILE, "府中市", "", ""],
        [HOSTILE, HOSTILE, "", HOSTILE, "", ""],
    ]
    app = choose(open_page, f"{HOSTILE.replace('/', '')}.csv", comma_separated(rows))
    values = [str(item.value) for kind in ("markdown", "info", "error") for item in app.get(kind)]
    labels = [item.label for item in (*app.radio, *app.expander)]
    for value in (*values, *labels):
        assert "![x]" not in value
        assert ":streamlit:" not in value
        assert "<b>" not in value
    assert Key.ROSTER_IMPORT in [button.key for button in app.button]


def test_nobody_to_find(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_page: Open) -> None:
    """In an empty community the page says what comes first."""
    monkeypatch.setenv("MATCHER_DATABASE", f"sqlite:///{tmp_path / 'empty.sqlite'}")
    app = open_page(View.IMPORT)
    app.segmented_control(key=Key.IMPORT_KIND).set_value(_copy.Import.KIND_ROSTER).run()
    assert _copy.Roster.EMPTY in written(app)
    assert not app.get("file_uploader")
