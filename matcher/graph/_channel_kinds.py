"""What a channel is for, read from its name."""

import csv
import re
from dataclasses import dataclass
from functools import cache

from matcher.domain import ChannelKind, data_folder
from matcher.language import normalise
from matcher.places import load_directory

_NAMES = (
    (ChannelKind.INTRODUCTION, re.compile(r"自己紹介|はじめまして|introduc|^welcome")),
    (ChannelKind.PRACTICE, re.compile(r"練習|テスト投稿|sandbox|^test")),
    (ChannelKind.ANNOUNCEMENT, re.compile(r"お知らせ|告知|announce")),
    (
        ChannelKind.HELP,
        re.compile(r"(?:何|なん)でも相談|相談$|^質問|困りごと|question|^help|new members"),
    ),
    (ChannelKind.LOUNGE, re.compile(r"雑談|つぶやき|ランチ|今日の一枚|random|lounge|off-?topic")),
)
_EVERYBODY = re.compile(r"^(?:general|全般|全体)$")
_SEPARATORS = re.compile(r"[_\-・ 　:/()（）【】\[\]]+")


@dataclass(frozen=True, slots=True)
class _Standard:
    kind: ChannelKind
    browse: bool


@cache
def _standard_channels() -> dict[str, _Standard]:
    with (data_folder() / "channels.csv").open(encoding="utf-8", newline="") as file:
        return {
            normalise(row["channel"]): _Standard(ChannelKind(row["kind"]), row["browse"] == "yes")
            for row in csv.DictReader(file)
        }


def channel_kind(name: str) -> ChannelKind:
    """Kind of a channel: a standard channel's, else what its name says, else ``TOPIC``."""
    normal = normalise(name)
    if standard := _standard_channels().get(normal):
        return standard.kind
    if prefecture_of_channel(name):
        return ChannelKind.PREFECTURE
    return next((kind for kind, words in _NAMES if words.search(normal)), ChannelKind.TOPIC)


def is_worth_browsing(name: str) -> bool:
    """Whether a channel shows newcomers what the community is like, whatever their work."""
    standard = _standard_channels().get(normalise(name))
    return standard.browse if standard else is_for_everybody(name)


def prefecture_of_channel(name: str) -> str:
    """Code of the prefecture that a channel's name consists of (愛媛県, 38_愛媛), or nothing."""
    parts = [part for part in _SEPARATORS.split(name) if part and not part.isdigit()]
    if len(parts) != 1:
        return ""
    read = load_directory().resolve(parts[0])
    return read.code[:2] if read.kind == "都道府県" else ""


def is_for_everybody(name: str) -> bool:
    """Whether a channel's name says that everybody is in it (general, 全般)."""
    return bool(_EVERYBODY.match(normalise(name)))
