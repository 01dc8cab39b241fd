"""The hand-written texts are checked when they are read, with errors that name the place."""

from pathlib import Path

import pytest

from matcher.domain import InputError, data_folder
from matcher.sources.demo._reference import load_reference
from matcher.sources.demo._scenarios import TaxonomyWords, load_scenarios
from matcher.sources.demo._talk import load_talk

_TOPICS = {"net-wifi": object()}
_WORDS = TaxonomyWords.of(["無線LAN", "BI"])
_SCENARIO = """
[[scenario]]
id = "wifi"
topic = "net-wifi"
kind = "how"
questions = ["無線LANの設計は?"]
plain_questions = ["電波が届きません。"]
details = ["{population}の{kind}です。", "無線LANは2年目です。"]
answers = ["親機を足しました。"]
clarifications = ["何台ですか。"]
"""


def _read(folder: Path, text: str) -> None:
    (folder / "net.toml").write_text(text, encoding="utf-8")
    load_scenarios(folder, _TOPICS, _WORDS)


def test_reads_a_scenario(tmp_path: Path) -> None:
    """A scenario is read whole; details without words of the taxonomy are known as plain."""
    (tmp_path / "net.toml").write_text(_SCENARIO, encoding="utf-8")
    (scenario,) = load_scenarios(tmp_path, _TOPICS, _WORDS)
    assert scenario.scenario_id == "wifi"
    assert scenario.plain_details == ("{population}の{kind}です。",)
    assert scenario.thanks == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('topic = "net-wifi"', 'topic = "nothing"', "nothing"),
        ('kind = "how"', 'kind = "why"', "why"),
        ('kind = "how"', 'kind = "survey"', "survey_values"),
        ("{population}", "{people}", "people"),
        ("電波が届きません。", "無線LANの電波が届きません。", "無線lan"),
        ("電波が届きません。", "BIがほしい。", "bi"),
        ('answers = ["親機を足しました。"]', "answers = []", "answers"),
        ('answers = ["親機を足しました。"]', 'answers = [" "]', "answers"),
        ('id = "wifi"', 'id = "wifi"\nwidth = 3', "width"),
        ('id = "wifi"', 'id = "wifi', "TOML"),
    ],
)
def test_refuses_what_is_wrong(tmp_path: Path, old: str, new: str, told: str) -> None:
    """Each mistake is refused; the message names the file and what is wrong."""
    assert old in _SCENARIO
    with pytest.raises(InputError) as problem:
        _read(tmp_path, _SCENARIO.replace(old, new))
    assert "net.toml" in str(problem.value)
    assert told in str(problem.value)
    assert problem.value.remedy


def test_refuses_one_id_twice(tmp_path: Path) -> None:
    """Two scenarios of one id are refused."""
    with pytest.raises(InputError, match="wifi"):
        _read(tmp_path, _SCENARIO + _SCENARIO)


def test_refuses_an_empty_folder(tmp_path: Path) -> None:
    """No scenario at all is an error, not an empty community."""
    with pytest.raises(InputError, match=r"toml"):
        load_scenarios(tmp_path, _TOPICS, _WORDS)


def test_talk_is_checked(tmp_path: Path) -> None:
    """A missing pool and an unknown slot of the everyday talk are refused by name."""
    with pytest.raises(InputError, match=r"talk\.toml"):
        load_talk(tmp_path / "talk.toml", {})
    text = (data_folder() / "demo" / "talk.toml").read_text(encoding="utf-8")
    file = tmp_path / "talk.toml"
    file.write_text(text.replace("lounge_replies =", "lounge_answers ="), encoding="utf-8")
    topics = load_reference().topics
    with pytest.raises(InputError, match="lounge_replies"):
        load_talk(file, topics)
    file.write_text(text.replace("{link}", "{address}"), encoding="utf-8")
    with pytest.raises(InputError, match="address"):
        load_talk(file, topics)


def test_short_words_count_only_as_whole_tokens() -> None:
    """BI is not in ABIR, but it is in 「BIの研修」."""
    assert _WORDS.found_in("BIの研修") == "bi"
    assert not _WORDS.found_in("ABIRの研修")
    assert _WORDS.found_in("庁内無線LANの") == "無線lan"
