"""``matcher benchmark``: a generated community, measured from the export to the answer."""

import json


def test_every_step_is_measured(run):
    """Seconds, bytes and ratios by step; the second import of the same export brings nothing."""
    ran = run("benchmark", "--members", "60", "--messages", "700", "--json")
    assert ran.code == 0
    said = json.loads(ran.out)
    assert (said["members"], said["messages"], said["new_again"]) == (60, 700, 0)
    assert [one["name"] for one in said["steps"]] == [
        "generate",
        "import",
        "import_again",
        "build",
        "ask",
    ]
    for one in said["steps"]:
        assert one["seconds"] > 0
        assert one["peak_bytes"] > 50 * 1024**2
    ratios = {one["name"]: sorted(one["ratios"]) for one in said["steps"]}
    assert ratios == {
        "generate": [],
        "import": ["bytes"],
        "import_again": [],
        "build": ["bytes", "seconds"],
        "ask": ["bytes"],
    }
    assert 0 < said["ask_p50_seconds"] <= said["ask_p95_seconds"]
    assert said["ask_ratio"] == said["ask_p95_seconds"] / 0.1


def test_too_small_is_wrong_use(run):
    """With what the smallest is."""
    ran = run("benchmark", "--members", "3", "--messages", "700")
    assert (ran.code, ran.out) == (2, "")
    assert "10人以上" in ran.err
