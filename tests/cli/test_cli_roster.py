"""A roster on the command line: looked at, stored, told in words."""

import json
from pathlib import Path

import openpyxl
import pytest

from matcher import open_community
from matcher.domain import Account, Batch, Progress, SourceNotes
from matcher.store import open_store

READING_FIELDS = {"encoding", "header_rows", "columns", "rows"}
PLAN_FIELDS = {
    "matched",
    "unchanged",
    "duplicates",
    "unresolved",
    "changes",
    "not_found",
    "leavers",
    "unknown_topics",
    "tenures",
}
HEADER = ["氏名", "メール", "団体コード", "団体名", "所属", "退職日", "関心テーマ"]
ROWS = [
    ["青葉 一", "a@city.example.lg.jp", "1202", "", "情報課", "", "ガバクラ、架空の話"],
    ["見本 二", "B@fuchu.example.jp", "", "府中市", "税務課", "", ""],
    ["試験 三", "c@town.example.lg.jp", "", "愛媛県上島町", "総務課", "令和6年3月31日", ""],
    ["見本 四", "nobody@example.lg.jp", "", "愛媛県上島町", "", "", ""],
    ["", "", "", "", "", "", ""],
    ["青葉 五", "アドレスなし", "", "北の町", "", "2024/2/30", ""],
]


class Members:
    """Three members whose addresses are known."""

    def __init__(self) -> None:
        self.notes = SourceNotes()

    def batches(self, progress: Progress):
        """Yield the accounts."""
        yield Batch(
            accounts=(
                Account("U1", "青葉 一", email="a@city.example.lg.jp"),
                Account("U2", "見本 二", email="b@fuchu.example.jp"),
                Account("U3", "試験 三", email="c@town.example.lg.jp"),
            )
        )


@pytest.fixture
def url(empty_url) -> str:
    """Address of a database with three members."""
    with open_store(empty_url) as store:
        store.import_source(Members())
    return empty_url


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """A roster with two title rows above its header, under a name in full width."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in (["職員名簿"], [], HEADER, *ROWS):
        sheet.append(row)
    file = tmp_path / "名簿（令和6年度）.xlsx"
    workbook.save(file)
    return file


def profiles(url: str) -> dict[str, tuple[str, str]]:
    """Organization and division by member, as stored."""
    with open_store(url) as store:
        return {one.member_id: (one.organization_code, one.department) for one in store.profiles()}


def test_a_dry_run_tells_and_stores_nothing(run, url, roster):
    """The document has the public fields, rows are numbered as in Excel, nothing is stored."""
    ran = run("import", "roster", str(roster), "--dry-run", "--json", "--database", url)
    assert ran.code == 0
    said = json.loads(ran.out)
    assert set(said) >= READING_FIELDS | {"plan", "stored"}
    assert set(said["plan"]) == PLAN_FIELDS
    assert said["stored"] is False
    assert said["header_rows"] == [3]
    assert said["columns"]["団体名"] == "organization"
    assert [row["row"] for row in said["rows"]] == [4, 5, 6, 7, 9]
    first, second = said["rows"][:2]
    assert first["code"] == "012025"
    assert first["repaired"][0] == {
        "field": "code",
        "from": "1202",
        "to": "012025",
        "why": first["repaired"][0]["why"],
    }
    assert (second["code"], second["candidates"]) == ("", ["132063", "342084"])
    assert said["plan"]["unresolved"] == [5, 9]
    assert said["plan"]["unknown_topics"] == ["架空の話"]
    assert [one["row"] for one in said["plan"]["not_found"]] == [7, 9]
    assert [(one["row"], one["gone"]) for one in said["plan"]["leavers"]] == [(6, True)]
    (change,) = said["plan"]["changes"]
    assert (change["row"], change["member_id"]) == (4, "U1")
    assert change["after"]["organization_code"] == "012025"
    assert profiles(url) == {}


def test_an_import_stores_the_plan(run, url, roster):
    """The same without --dry-run stores it, once; problems in rows are no failure."""
    ran = run("import", "roster", str(roster), "--json", "--database", url)
    said = json.loads(ran.out)
    assert (ran.code, said["stored"]) == (0, True)
    assert profiles(url) == {"U1": ("012025", "情報課")}
    again = json.loads(run("import", "roster", str(roster), "--json", "--database", url).out)
    assert (again["plan"]["changes"], again["plan"]["unchanged"]) == ([], 2)


def test_what_people_read(run, url, roster):
    """Columns, repairs, questions, what cannot be read, who was not found, who left, the result."""
    ran = run("import", "roster", str(roster), "--dry-run", "--database", url)
    assert ran.code == 0
    for text in (
        "名簿（令和6年度）.xlsx: Excel ・ シート「Sheet」 ・ 見出しは3行目 ・ 5行 ・ 5人",
        "メール → メールアドレス",
        "4行目 団体コード: 「1202」 → 「012025 北海道函館市」",
        "■ 決めてほしいもの(1件)\n5行目 「府中市」",
        "  ・東京都府中市 132063\n  ・広島県府中市 342084",
        "9行目 メールアドレス「アドレスなし」",
        "9行目 退職日「2024/2/30」",
        "7行目 見本 四 ・ nobody@example.lg.jp",
        "6行目 試験 三(U3): 2024年3月31日。おすすめから外します。",
        "■ テーマの一覧にない言葉(1件)\n「架空の話」",
        "4行目 青葉 一(U1): 団体→北海道函館市 ・ 所属→情報課 ・ 関心→",
        "参加者と結び付いた行3件 ・ 変わる人1人 ・ 変わらない人1人 ・ 退職などを記録する人1人",
    ):
        assert text in ran.out
    assert ran.out.rstrip().endswith("まだ何も保存していません。--dry-run を外すと保存します。")
    stored = run("import", "roster", str(roster), "--database", url)
    assert "2人の登録を更新しました。続けて matcher build" in stored.out
    again = run("import", "roster", str(roster), "--database", url)
    assert "登録はどれも変わりませんでした。" in again.out


def test_long_lists_are_cut(run, url, tmp_path):
    """Of many rows of one kind twenty are told, and how many there are besides."""
    file = tmp_path / "名簿.csv"
    lines = [f"見本 {n},x{n}@example.lg.jp,愛媛県上島町" for n in range(45)]
    file.write_text("\n".join(["氏名,メール,団体名", *lines]), encoding="cp932")
    ran = run("import", "roster", str(file), "--dry-run", "--database", url)
    assert "Shift_JIS(cp932)" in ran.out
    assert "ほかに25件あります(--json ですべて出ます)。" in ran.out
    assert "x19@" in ran.out
    assert "x20@" not in ran.out


def test_a_roster_from_standard_input(run, url):
    """「-」 reads standard input; the name in messages says so."""
    content = "氏名,メール,団体名\n青葉 一,a@city.example.lg.jp,愛媛県上島町\n".encode("cp932")
    ran = run("import", "roster", "-", "--json", "--database", url, stdin=content)
    assert json.loads(ran.out)["file"] == "標準入力"
    assert profiles(url) == {"U1": ("383562", "")}


def test_a_roster_may_be_tried_on_the_demo(run, demo_url):
    """A dry run on the demo is no mixing of data."""
    content = "氏名,メール,団体名\n青葉 一,a@city.example.lg.jp,愛媛県上島町\n".encode()
    ran = run("import", "roster", "-", "--dry-run", "--database", demo_url, stdin=content)
    assert ran.code == 0
    assert open_community(demo_url).status().stale is False


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("名簿.csv", "品名,数\nりんご,3\n".encode(), "見出しが見つかりません"),
        ("名簿（令和6年度）.xlsx", b"PK\x03\x04 broken", "名簿（令和6年度）.xlsx"),
        ("名簿.csv", b"", "ファイルが空です"),
    ],
)
def test_what_is_no_roster(run, url, tmp_path, name, content, said):
    """A file that cannot be read as a roster is wrong input, told by its name."""
    file = tmp_path / name
    file.write_bytes(content)
    ran = run("import", "roster", str(file), "--database", url)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert name in ran.err
    assert "Traceback" not in ran.err
