"""The rules of the demo: independent, repeatable, hard to take in by words alone."""

import ast
import hashlib
import os
import subprocess
import sys
import unicodedata
from csv import DictReader
from pathlib import Path

from demo_delivery import Delivered, deliver

import matcher.sources.demo
from matcher.domain import data_folder

_PACKAGE = Path(matcher.sources.demo.__file__).parent
_ALLOWED = ("matcher.domain", "matcher.places", "matcher.sources.demo")
_UNMANNERLY = ("お世話になって", "お世話になります", "DMで", "DMください")
_DIGEST = """
import hashlib
from matcher.domain import no_progress
from matcher.sources.demo import DemoCommunity
community = DemoCommunity(120, 9)
text = repr([*community.batches(no_progress), community.profiles(), community.roles()])
print(hashlib.sha256(text.encode()).hexdigest())
"""


def test_shares_no_code_with_what_it_tests() -> None:
    """The package imports the domain, places and itself; nothing that reads texts or learns."""
    for file in sorted(_PACKAGE.glob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = [
            name
            for node in ast.walk(tree)
            for name in (
                [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else []
            )
        ]
        own = [name for name in names if name.startswith("matcher")]
        assert all(name.startswith(_ALLOWED) for name in own), file
        assert not any(isinstance(n, ast.ImportFrom) and n.level for n in ast.walk(tree)), file


def test_repeatable_whatever_the_hash_seed() -> None:
    """The same arguments give the same community in processes with other hash seeds."""
    digests = {
        subprocess.run(
            [sys.executable, "-c", _DIGEST],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=_PACKAGE.parents[2],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_seeds_differ() -> None:
    """Another seed gives other people and other conversations."""

    def digest(seed: int) -> str:
        return hashlib.sha256(repr(deliver(60, seed).messages).encode()).hexdigest()

    assert digest(1) != digest(2)


def _terms() -> tuple[set[str], set[str]]:
    with (data_folder() / "topics.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(DictReader(stream))
    terms = {
        unicodedata.normalize("NFKC", term).lower()
        for row in rows
        for term in (row["name"], *row["synonyms"].split(";"))
    }
    return {term for term in terms if len(term) >= 3}, {row["id"] for row in rows}


def test_plain_questions_hold_no_word_of_the_taxonomy(demo: Delivered) -> None:
    """A good part of the questions cannot be found by the words of any topic."""
    terms, topic_ids = _terms()
    plain = demo.truth.planted.plain_questions
    assert len(plain) > 0.15 * len(demo.truth.planted.question_topics)
    for thread_id in plain:
        text = unicodedata.normalize("NFKC", demo.threads[thread_id][0].text).lower()
        assert not [term for term in terms if term in text], text
    assert set(demo.truth.planted.question_topics.values()) <= topic_ids


def test_at_least_60_topics(default: Delivered) -> None:
    """The questions of the default community are about 60 topics or more."""
    assert len(set(default.truth.planted.question_topics.values())) >= 60


def test_manners(demo: Delivered) -> None:
    """Nothing opens with a business greeting or sends people to private messages."""
    for message in demo.messages:
        assert not any(
            word in message.text
            for word in ("お世話になって", "お世話になります", "DMで", "DMください")
        ), message.text
        assert "{" not in message.text, message.text
        assert message.text.strip() == message.text
