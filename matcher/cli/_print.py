"""What goes to the screen or down a pipe."""

import json
import sys
from collections.abc import Callable
from typing import TextIO, TypeVar

from matcher.domain import to_json

Result = TypeVar("Result")

_CONTROL = {
    code: "\N{REPLACEMENT CHARACTER}"
    for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    if chr(code) not in "\n\t"
}
"""What could steer a terminal or turn the order of what is read; people's posts may hold it."""


def show(result: Result, as_json: bool, text: Callable[[Result], str]) -> None:
    """Write a result to standard output, as one JSON document or as text for people."""
    if as_json:
        document = json.dumps(to_json(result), ensure_ascii=False, indent=2, allow_nan=False)
    else:
        document = harmless(text(result))
    print(document, flush=True)  # noqa: T201 (flushed here, so that a closed pipe is noticed)


def tell(text: str) -> None:
    """Write a message to standard error."""
    print(harmless(text), file=sys.stderr, flush=True)  # noqa: T201


def harmless(text: str) -> str:
    """The text without characters that a terminal would obey."""
    return text.translate(_CONTROL)


def speak_utf8() -> None:
    r"""Write UTF-8 into files and pipes, whatever the system's own encoding is.

    Half characters, as a wrong argument may hold them, become ``\udcXX``, which is JSON as well.
    """
    for stream in (sys.stdout, sys.stderr):
        if _can_be_set(stream) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def _can_be_set(stream: TextIO | None) -> bool:
    return hasattr(stream, "reconfigure")
