"""Fills the slots of a text with facts of the writer's office and of the day."""

import re
from datetime import datetime, timedelta
from random import Random

from matcher.sources.demo._calendar import TOKYO, fiscal_year
from matcher.sources.demo._people import Person

_SLOT = re.compile(r"\{([a-z_0-9]+)\}")
_VENDORS = tuple(f"{letter}社" for letter in "ABCDEFHJKMNRSTY")
_OFFICE_SLOTS = ("{population}", "{kind}", "{staff}")


def needs_office(text: str) -> bool:
    """Whether a text speaks of a local government's size or kind (not for agencies)."""
    return any(slot in text for slot in _OFFICE_SLOTS)


def round_population(population: int) -> str:
    """As people say it: 約6千人, 約1万2千人, 約38万人."""
    if population < 1000:
        return f"約{max(1, round(population / 100)) * 100}人"
    thousands = round(population / 1000)
    if thousands < 10:
        return f"約{thousands}千人"
    if thousands >= 100:
        return f"約{round(population / 10000)}万人"
    tens, rest = divmod(thousands, 10)
    return f"約{tens}万{rest}千人" if rest else f"約{tens}万人"


def kind_word(person: Person) -> str:
    """町, 市, 村, 区, or the last letter of a prefecture's name."""
    return person.government.name[-1] if person.government else "省庁"


def fill(
    random: Random, text: str, person: Person, at: datetime, extra: dict[str, str] | None = None
) -> str:
    """Replace every slot.

    One text speaks of one vendor; numbers differ at each place; months go forward.
    """
    if "{" not in text:
        return text
    day = at.astimezone(TOKYO)
    vendor = random.choice(_VENDORS)
    year = fiscal_year(day.date()) + random.choice((0, 0, 1))
    month = day + timedelta(days=random.randrange(20, 150))
    population = person.government.population if person.government else 0
    staff = random.choices((2, 3, 4), _staff_weights(population))[0]
    fixed = {
        "vendor": vendor,
        "year": f"令和{year}年度",
        "population": round_population(population),
        "kind": kind_word(person),
        "staff": str(1 if person.solo_said else staff),
        "section": person.section_at(at),
        **(extra or {}),
    }

    def replace(match: re.Match[str]) -> str:
        nonlocal month
        name = match[1]
        if name == "count":
            return str(random.choice(_COUNTS))
        if name == "month":
            told, month = month, month + timedelta(days=31)
            return f"{told.month}月"
        return fixed[name]

    return _SLOT.sub(replace, text)


_COUNTS = (2, 3, 3, 4, 5, 5, 6, 7, 8, 8, 9, 10, 10, 12, 14, 15, 16, 18, 20, 20, 22, 24, 25, 28,
           30, 30, 32, 35, 36, 38, 40, 42, 45, 48, 50, 52, 55, 58, 60)  # fmt: skip


def _staff_weights(population: int) -> tuple[int, int, int]:
    """Who is alone says so; of all others, small offices have two more often than four."""
    if population < 60_000:
        return (60, 25, 15)
    return (10, 30, 60)
