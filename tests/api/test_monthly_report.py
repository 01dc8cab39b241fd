"""The monthly report: one page that loads nothing, escapes everything and tells its spans."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from stories import Story, community_of

from matcher import Community, open_community
from matcher.domain import InputError

HOSTILE = '</title><script>alert(1)</script><img src="https://outside.invalid/x.png">&"\''


class Tags(HTMLParser):
    """All tags with their attributes, and the addresses among these."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.loading: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.found.append(tag)
        for name, value in attrs:
            if name in {"src", "srcset", "data", "poster", "xlink:href"} or tag == "link":
                self.loading.append(f"{tag} {name} {value}")
            if tag == "a" and name == "href":
                self.links.append(str(value))


@pytest.fixture(scope="module")
def demo(demo_database: str) -> Community:
    """The small demo community."""
    return open_community(demo_database)


def test_stands_alone(demo: Community) -> None:
    """Nothing is loaded and no script is in it; without an address there are no dead links."""
    text = demo.monthly_report()
    tags = Tags(text)
    assert tags.loading == []
    assert all(link.startswith("#") for link in tags.links)
    assert not {"script", "iframe", "object", "embed", "form", "link"} & set(tags.found)
    assert "url(" not in text
    assert "@import" not in text
    assert '<html lang="ja">' in text
    assert "default-src 'none'" in text


def test_links_with_an_address(demo: Community) -> None:
    """With the app's address every link leads to one of its threads."""
    tags = Tags(demo.monthly_report(address="https://michishirube.example.lg.jp"))
    links = [one for one in tags.links if not one.startswith("#")]
    assert len(links) > 20
    assert all(
        re.match(r"https://michishirube\.example\.lg\.jp/thread\?thread=", one) for one in links
    )


def test_figures_lead_to_their_conversations(demo: Community) -> None:
    """Each number of conversations on top is a link to a heading with some of them below."""
    text = demo.monthly_report(address="https://michishirube.example.lg.jp")
    names = [one[1:] for one in Tags(text).links if one.startswith("#")]
    assert len(names) == 7
    for name in names:
        _, _, section = text.partition(f' id="{name}">')
        section = section.partition("<h")[0]
        assert "thread?thread=" in section or "ありません。" in section, name


def test_numbers_are_those_of_the_month(demo: Community) -> None:
    """The page names month and spans, and its numbers are those of the functions."""
    text = demo.monthly_report("2024-09")
    assert "2024年9月" in text
    assert re.search(r"この月の数の対象: 2024年9月\d+日〜2024年9月\d+日の投稿", text)
    assert "今の状態の対象: 2023年5月" in text
    row = next(row for row in demo.community().questions.by_month if row.key == "2024-09")
    assert f"<b>{row.questions:,}件</b>" in text
    assert "<svg" in text


def test_no_such_month(demo: Community) -> None:
    """A month outside of the data is refused with what there is."""
    with pytest.raises(InputError) as problem:
        demo.monthly_report("2031-01")
    assert "2024-10" in problem.value.remedy


def test_words_of_members_are_text(tmp_path: Path) -> None:
    """Names, titles and channels full of markup are read as they were written."""
    story = Story()
    channel = story.channel(HOSTILE)
    for number in range(3):
        story.member(f"U{number}", name=HOSTILE, title="愛媛県上島町 総務課")
    story.post("U0", channel, f"{HOSTILE} ガバクラの接続回線はどうしますか?", day=1)
    community = community_of(story, tmp_path)
    text = community.monthly_report(address="https://michishirube.example.lg.jp")
    community.close()
    tags = Tags(text)
    assert not {"script", "img"} & set(tags.found)
    assert tags.loading == []
    assert "&lt;script&gt;" in text
