"""The form that a survey asks to answer in, found in its question or in the replies."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from matcher.community._survey_lines import (
    LONGEST_LABEL,
    FormLine,
    bare_label,
    folded_label,
    half_width,
    names_organization,
    read_line,
)

LIKENESS = 0.75
"""A label this like an item's name is a slip of the keys: 更新サイクル for 更新サイクル等."""

CLEARER_BY = 0.1
"""… if no other item is nearly as like."""

USED_BY = 2
"""Where the question holds no form, a label is an item when so many repliers use it."""

_HINT = re.compile(r"(?:[(〔【].*[)〕】]|例[:)].*|[_.…○◯〇]+|※.*)?")
_ASKS_FOR_ITEMS = re.compile(
    r"項目|様式|形式|この形|次の|以下|下記|教えて|回答|返信|お願い|アンケート"
)
_POLITE = re.compile(
    r"(?:について)?(?:を|は)?、?(?:教えて|お聞かせ|聞かせて|ご記入|書いて)(?:くだ|下)さい$"
    r"|は?(?:何|いくら|どのくらい|どれくらい|どう)(?:です|でしょう)か$"
)
_ENDINGS = "?。: "
_AROUND = " 「」()"
_END = "ここまでです。"
"""Closes a form that the text ends with."""

_IN_A_ROW = re.compile(r"[/|]")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a form; ``number`` is the one it bears, 0 for none."""

    name: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """What a survey asks, apart from the organization.

    Attributes:
        items: In the order of the form.
        organization_number: Number that the line for the organization bears, 0 for none.
    """

    items: tuple[Item, ...]
    organization_number: int = 0

    def item_of(self, line: FormLine) -> int | None:
        """Position of the item that a line of a reply answers, None for none of them."""
        if line.label:
            return self.item_named(line.label)
        whole = [
            position
            for position, item in enumerate(self.items)
            if folded_label(item.name) == folded_label(line.value)
        ]
        return whole[0] if len(whole) == 1 else None

    def item_named(self, label: str) -> int | None:
        """Position of the item that a label means: the same, a part, or a slip of the keys."""
        full, bare = folded_label(label), bare_label(label)
        names = [(folded_label(item.name), bare_label(item.name)) for item in self.items]
        for fits in (_is_same, _is_same_bare, _begins_alike, _is_part):
            fitting = [place for place, name in enumerate(names) if fits((full, bare), name)]
            if len(fitting) == 1:
                return fitting[0]
        return _most_alike(bare, [short for _, short in names])

    def item_numbered(self, number: int) -> int | None:
        """Position of the item that bears a number in the form, or would bear it."""
        numbers = [item.number for item in self.items]
        if any(numbers):
            return numbers.index(number) if number in numbers else None
        return number - 1 if 0 < number <= len(self.items) else None


def _is_same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] == other[0]


def _is_same_bare(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return bool(one[1]) and one[1] == other[1]


def _begins_alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    shorter, longer = sorted((one[1], other[1]), key=len)
    return len(shorter) > 1 and longer.startswith(shorter)


def _is_part(one: tuple[str, str], other: tuple[str, str]) -> bool:
    shorter, longer = sorted((one[1], other[1]), key=len)
    return len(shorter) > 1 and shorter in longer


def _most_alike(label: str, names: Sequence[str]) -> int | None:
    likeness = [SequenceMatcher(None, label, name, autojunk=False).ratio() for name in names]
    order = sorted(range(len(names)), key=lambda position: -likeness[position])
    if not order or likeness[order[0]] < LIKENESS:
        return None
    runner_up = likeness[order[1]] if len(order) > 1 else 0.0
    return order[0] if likeness[order[0]] - runner_up >= CLEARER_BY else None


def form_in(text: str) -> Form | None:
    """The form that a question holds: blank labels, numbered questions, a list of items.

    Of several the one that asks for the organization, else the longest.
    """
    text = half_width(text)
    blocks = _blocks(text.splitlines())
    if not blocks:
        return _in_a_row(text)
    return _form_of(max(blocks, key=lambda block: (_asks_organization(block), len(block))))


def form_of_replies(replies: Iterable[str]) -> Form | None:
    """The labels that several repliers use of their own accord, in the order of their use."""
    used: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    organizations = 0
    for reply in replies:
        labels = [
            line.label for line in map(read_line, half_width(reply).splitlines()) if line.label
        ]
        organizations += any(map(names_organization, labels))
        for label in dict.fromkeys(labels):
            if not names_organization(label) and (key := bare_label(label)):
                used[key] += 1
                spelling.setdefault(key, label)
    items = tuple(Item(spelling[key]) for key in spelling if used[key] >= USED_BY)
    return Form(items) if len(items) > 1 or (items and organizations >= USED_BY) else None


def _blocks(lines: Sequence[str]) -> list[list[FormLine]]:
    """Runs of lines that look like a form's."""
    blocks: list[list[FormLine]] = []
    run: list[FormLine] = []
    before = ""
    for line in (read_line(line) for line in (*lines, _END) if line.strip()):
        blank = _is_blank_item(line)
        if run and blank and _same_kind(run[0], line):
            run.append(line)
            continue
        if len(run) > 1 and _announced(run, before):
            blocks.append(run)
        run = [line] if blank else []
        before = before if blank else line.text
    return blocks


def _is_blank_item(line: FormLine) -> bool:
    if line.quoted or "。" in line.text.rstrip("。 "):
        return False
    if line.label:
        return bool(_HINT.fullmatch(line.value))
    return bool(line.number or line.bulleted) and 0 < len(line.value) <= LONGEST_LABEL


def _same_kind(first: FormLine, line: FormLine) -> bool:
    return bool(first.label) == bool(line.label) or bool(first.number and line.number)


def _announced(run: Sequence[FormLine], before: str) -> bool:
    """A list without colons and numbers is a form only where the text says so."""
    return any(line.label or line.number for line in run) or bool(_ASKS_FOR_ITEMS.search(before))


def _asks_organization(block: Sequence[FormLine]) -> bool:
    return any(names_organization(line.label or line.value) for line in block)


def _form_of(block: Sequence[FormLine]) -> Form | None:
    asked = [line for line in block if names_organization(line.label or line.value)]
    items = tuple(
        Item(_item_name(line), line.number)
        for line in block
        if line not in asked and _item_name(line)
    )
    return Form(items, asked[0].number if asked else 0) if items else None


def _item_name(line: FormLine) -> str:
    return _POLITE.sub("", (line.label or line.value).strip().rstrip(_ENDINGS))


def _in_a_row(text: str) -> Form | None:
    """「団体名/スペック/更新サイクル」: a form in one line."""
    for line in text.splitlines():
        parts = [part.strip(_AROUND) for part in _IN_A_ROW.split(line)]
        first = parts[0].split(":")[-1].strip(_AROUND)
        if len(parts) > 2 and names_organization(first):
            named = [re.split(r"[」。\s]", part)[0] for part in parts[1:]]
            items = tuple(Item(name) for name in named if 0 < len(name) <= LONGEST_LABEL)
            if len(items) == len(parts) - 1:
                return Form(items)
    return None
