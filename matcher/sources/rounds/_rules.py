"""The rules and weights of a round: one per row, or one per column."""

import math
from dataclasses import fields, replace
from difflib import get_close_matches
from typing import Any

from matcher.domain import RoundRules, RoundWeights
from matcher.sources.roster._characters import half_width
from matcher.sources.rounds._columns import RULE_NAMES
from matcher.sources.rounds._table import Table, TableRow, header_key

_WEIGHTS = frozenset(one.name for one in fields(RoundWeights))


def read_rules(table: Table) -> tuple[RoundRules, RoundWeights]:
    """Rules and weights, the defaults where nothing is said.

    Raises:
        InputError: A rule is unknown, or its value cannot be read.
    """
    rules: dict[str, Any] = {}
    weights: dict[str, float] = {}
    for row in table:
        name = _name(row)
        if name in _WEIGHTS:
            weights[name] = _weight(row)
        elif name == "default_capacity":
            rules[name] = row.count("value") or 0
        else:
            rules[name] = row.flag("value")
    return replace(RoundRules(), **rules), replace(RoundWeights(), **weights)


def _name(row: TableRow) -> str:
    written = header_key(row.text("rule"))
    if written in RULE_NAMES:
        return RULE_NAMES[written]
    near = get_close_matches(written, RULE_NAMES, 3, 0.4) or list(RULE_NAMES)[:3]
    raise row.error("rule", "その決まりはありません。", f"近いもの: {'、'.join(near)}")


def _weight(row: TableRow) -> float:
    try:
        weight = float(half_width(row.text("value")))
    except ValueError:
        weight = math.nan
    if not 0 <= weight < math.inf:
        raise row.error("value", "重みとして読めません。", "0以上の数にしてください。")
    return weight
