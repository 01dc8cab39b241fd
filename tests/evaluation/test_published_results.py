"""The published numbers are those of the committed result files."""

import json
import re
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "evaluation"


def test_every_published_number_stands_in_its_result_file() -> None:
    """Each row's values are the file's, rounded to three digits."""
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    [name] = re.findall(r"\[[^\]]+\]\(([^)]+\.json)\)", page)
    results = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    rows = [line for line in page.splitlines() if re.search(r"\| [\d,]+ \|", line)]
    assert len(rows) == len(results)
    for row, result in zip(rows, results, strict=True):
        metric, best = result["metric"], result["best_baseline"]
        wanted = [f"{result['queries']:,}"]
        for method in ("ours", best):
            wanted.append(f"{result['metrics'][method][metric]:.3f}")
            wanted += [f"{bound:.3f}" for bound in result["intervals"][method]]
        wanted += [f"{bound:+.3f}" for bound in result["difference"]]
        assert all(number in row for number in wanted), row
