"""The program as others start it: exit codes, streams, encodings."""

import json

QUESTION = "避難所の受付を簡単にしたいです🙏"


def test_json_alone_on_stdout(run_program, empty_url):
    """Filling with ``--json`` gives one document on stdout; progress is whole lines on stderr."""
    ran = run_program("demo", "--members", "60", "--seed", "5", "--json", "--database", empty_url)
    assert ran.code == 0
    assert json.loads(ran.out)["imported"]["members"] == 60
    assert "\r" not in ran.err
    assert all("件" in line or line.endswith("…") for line in ran.err.splitlines())


def test_utf8_whatever_the_system_speaks(run_program, demo_url):
    """Standard input and output are UTF-8 where the system's own encoding is another."""
    ran = run_program(
        "ask",
        "-",
        "--json",
        stdin=QUESTION.encode(),
        PYTHONIOENCODING="cp932",
        MATCHER_DATABASE=demo_url,
    )
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["question"] == QUESTION
    assert QUESTION in ran.out


def test_exit_codes_of_the_program(run_program, empty_url):
    """0 for an answer, 2 for wrong use, 1 for something to be done."""
    assert run_program("place", "上島町").code == 0
    assert run_program("place").code == 2
    assert run_program("doctor", "--database", empty_url).code == 1
