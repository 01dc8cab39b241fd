"""The published page is what the script writes from the committed result files."""

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_page_is_written_from_the_result_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Written anew, the page is the committed one: no number in it is anybody's own."""
    script = runpy.run_path(str(ROOT / "scripts" / "evaluation-page"))
    (tmp_path / "evaluation").mkdir()
    for file in (ROOT / "docs" / "evaluation").iterdir():
        (tmp_path / "evaluation" / file.name).write_text(file.read_text("utf-8"), "utf-8")
    monkeypatch.setitem(script["main"].__globals__, "DOCS", tmp_path)
    script["main"]()
    committed = (ROOT / "docs" / "evaluation.md").read_text("utf-8")
    assert (tmp_path / "evaluation.md").read_text("utf-8") == committed
