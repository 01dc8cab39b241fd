"""A Slack export goes in through the page, on a real and empty database."""

import io
import json
import time
import zipfile
from pathlib import Path

import pytest
from app_pages import Open, written

from matcher.app import _copy
from matcher.app._state import Key, View
from matcher.app._work import work

USERS = [
    {"id": "U01", "name": "hana", "profile": {"display_name": "田中 はるか(架空)"}},
    {"id": "U02", "name": "michi", "profile": {"display_name": "佐藤 みちる(架空)"}},
]
CHANNELS = [{"id": "C01", "name": "何でも相談", "members": ["U01", "U02"]}]
MESSAGES = [
    {
        "type": "message",
        "user": "U01",
        "ts": "1727740800.000100",
        "thread_ts": "1727740800.000100",
        "text": "ガバメントクラウドの接続回線の見積はどう比べましたか?",
    },
    {
        "type": "message",
        "user": "U02",
        "ts": "1727744400.000200",
        "thread_ts": "1727740800.000100",
        "text": "三社から取り、帯域と保守の条件をそろえて比べました。",
    },
]


def export(*, broken: bool = False) -> bytes:
    """A small Slack export; a broken one has a day file that ends too early."""
    day = json.dumps(MESSAGES)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("users.json", json.dumps(USERS))
        archive.writestr("channels.json", json.dumps(CHANNELS))
        archive.writestr("何でも相談/2024-10-01.json", day[:-40] if broken else day)
    return held.getvalue()


@pytest.fixture(autouse=True)
def empty_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database file that does not exist yet."""
    monkeypatch.setenv("MATCHER_DATABASE", f"sqlite:///{tmp_path / 'community.sqlite'}")


def bring_in(open_page: Open, name: str, content: bytes) -> str:
    """Upload a file, press 取り込む, wait; gives what the page then says."""
    app = open_page(View.IMPORT)
    app.get("file_uploader")[0].set_value((name, content, "application/zip"))
    app.run()
    app.button(key=Key.IMPORT).click().run()
    until = time.monotonic() + 60
    while work().state.running:
        assert time.monotonic() < until
        time.sleep(0.05)
    return written(open_page(View.IMPORT))


def test_import_and_ask(open_page: Open) -> None:
    """An uploaded export can be asked at once; a second upload brings nothing new."""
    text = bring_in(open_page, "共創ＰＦ export(令和6年度).zip", export())
    assert "新しい投稿2件" in text
    app = open_page(View.ASK, q="ガバメントクラウドの接続回線")
    assert not app.error
    assert "三社から" not in app.title[0].value
    assert app.code[0].value.strip()
    assert _copy.Frame.DEMO not in written(app)
    again = bring_in(open_page, "共創ＰＦ export(令和6年度).zip", export())
    assert "新しい投稿0件" in again


@pytest.mark.parametrize("content", [b"no zip at all", export(broken=True)])
def test_bad_file(open_page: Open, content: bytes) -> None:
    """A file that cannot be read is told by its name with a remedy; the database stays empty."""
    text = bring_in(open_page, "export.zip", content)
    assert _copy.Import.KEPT in text
    assert "export.zip" in text or "2024-10-01.json" in text
    assert _copy.Empty.TITLE in written(open_page(View.HOME))
