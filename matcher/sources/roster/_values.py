"""The values of one row: what is read, what was repaired for it, and what cannot be read."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from matcher.domain import ROSTER_FIELD_NAMES, RosterField, RosterProblem, RosterRepair
from matcher.sources.roster._characters import half_width, tidy, unreadable, why_tidied
from matcher.sources.roster._dates import read_date

FIELD_NAMES: Final = ROSTER_FIELD_NAMES

_EXCEL_ERROR: Final = re.compile(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|#+)"
)
_ADDRESS: Final = re.compile(r"[^\s@,;:<>()\"']+@[^\s@,;:<>()\"'.]+(?:\.[^\s@,;:<>()\"'.]+)+")
_IN_BRACKETS: Final = re.compile(r"<([^<>]+)>\s*$")
_AT_ENDS: Final = ".,;:、。<>()[]'\""
_EXPONENT: Final = re.compile(r"\d(?:\.\d+)?e\+?\d+", re.IGNORECASE)
_NOTHING: Final = re.compile(r"[-‐‑‒–—―−ー－_/]+|なし|無し?|未定|該当なし|n/?a", re.IGNORECASE)

_LINES: Final = re.compile(r"\r\n?|\n")
_ALL_KANA: Final = re.compile(r"[(（]?[ぁ-ゖァ-ヺー゛゜・ ]+[)）]?")
_READING: Final = re.compile(r"(?<=\S)\s*[(（\[［][ぁ-ゖァ-ヺｦ-ﾟー゛゜・\s]+[)）\]］]\s*$")
_OPENING: Final = "「『(（[【〈《“｢"
_CLOSING: Final = "」』)）]】〉》”｣"
_BETWEEN_TOPICS: Final = ",，、､;；|｜"
_BULLET: Final = re.compile(r"^(?:[・●○■□◆◇*＊※-]|[①-⑳]|\(?\d{1,2}[.)．）](?!\d))\s*")


@dataclass(slots=True)
class RowNotes:
    """What is to be told about a row."""

    repaired: list[RosterRepair] = field(default_factory=list)
    problems: list[RosterProblem] = field(default_factory=list)

    def repair(self, name: RosterField, written: str, to: str, why: str) -> None:
        """Tell that a value is read otherwise than it is written."""
        self.repaired.append(RosterRepair(name.value, written, to, why))

    def problem(self, name: RosterField, value: str, why: str, remedy: str) -> None:
        """Tell that a value cannot be read or stays open."""
        self.problems.append(RosterProblem(name.value, value, why, remedy))


def without_excel_error(name: RosterField, written: str, notes: RowNotes) -> str:
    """The text of a cell, empty when a formula failed there."""
    if not _EXCEL_ERROR.fullmatch(written.strip()):
        return written
    notes.problem(
        name,
        written.strip(),
        "Excelの計算に失敗した値です。",
        "元の表で数式を直すか、正しい値を入れてください。",
    )
    return ""


def text_value(name: RosterField, written: str, notes: RowNotes) -> str:
    """A text for display."""
    text = tidy(written)
    if why := why_tidied(written):
        notes.repair(name, written.strip(), text, why)
    if unreadable(text):
        notes.problem(
            name,
            text,
            "外字か、文字化けした文字があります。",
            "その文字を標準の漢字に置き換えてください。",
        )
    return text


def name_value(written: str, notes: RowNotes) -> str:
    """A person's name; its reading in the same cell is left out."""
    lines = [line for part in _LINES.split(written) if (line := part.strip())]
    kana = [line for line in lines if _ALL_KANA.fullmatch(tidy(line))]
    # 青葉 above みのり is one name; only two whole names are a name and its reading.
    if len(lines) == 2 and len(kana) == 1 and all(" " in tidy(line) for line in lines):
        lines.remove(kana[0])
    bare = _READING.sub("", " ".join(lines))
    name = text_value(RosterField.NAME, bare, notes)
    if tidy(written) != tidy(bare):
        notes.repair(RosterField.NAME, written.strip(), name, "ふりがなを外しました。")
    return name


def email_value(written: str, notes: RowNotes) -> str:
    """An address in lower case, empty when it is none."""
    text = half_width(written)
    if not text or _NOTHING.fullmatch(text):
        return ""
    bare = found[1] if (found := _IN_BRACKETS.search(text)) else text
    bare = bare.strip().removeprefix("mailto:").strip(_AT_ENDS + " ")
    address = "".join(bare.split()) if "\n" not in bare and bare.count("@") == 1 else bare
    if not _ADDRESS.fullmatch(address):
        several = address.count("@") > 1
        notes.problem(
            RosterField.EMAIL,
            written.strip(),
            "メールアドレスが2つ以上あります。" if several else "メールアドレスとして読めません。",
            "Slackに登録したアドレスを1つだけ書いてください。"
            if several
            else "「name@example.lg.jp」の形に直してください。",
        )
        return ""
    address = address.lower()
    if address != tidy(written).lower():
        notes.repair(
            RosterField.EMAIL,
            written.strip(),
            address,
            "全角の文字や余分な文字を直しました。",
        )
    return address


def number_value(written: str, notes: RowNotes) -> str:
    """A staff number with its zeros, empty when Excel has made a power of ten of it."""
    number = half_width(written).removeprefix("'").replace(" ", "")
    if _EXPONENT.fullmatch(number):
        notes.problem(
            RosterField.NUMBER,
            written.strip(),
            "Excelが指数の形に変えたため、元の番号が分かりません。",
            "元の表で列の書式を「文字列」にしてから保存し直してください。",
        )
        return ""
    if number != tidy(written):
        notes.repair(RosterField.NUMBER, written.strip(), number, "全角の文字を半角にしました。")
    return number


def date_value(name: RosterField, written: str, notes: RowNotes) -> date | None:
    """A date, None when there is none."""
    text = tidy(written)
    if not text or _NOTHING.fullmatch(text):
        return None
    reading = read_date(text)
    if reading.day is None:
        notes.problem(
            name,
            text,
            reading.why,
            "「2024/4/1」か「令和6年4月1日」のように、実在する年月日を書いてください。",
        )
    elif reading.why:
        notes.repair(name, text, reading.day.isoformat(), reading.why)
    return reading.day


def topics_value(written: str, notes: RowNotes) -> tuple[str, ...]:
    """The words of a list, each once; signs inside brackets do not divide."""
    words: dict[str, None] = {}
    for part in _parts(written):
        word = _BULLET.sub("", text_value(RosterField.TOPICS, part, notes))
        if word and not _NOTHING.fullmatch(word):
            words.setdefault(word)
    return tuple(words)


def _parts(written: str) -> list[str]:
    parts = [""]
    depth = 0
    for sign in _LINES.sub("\n", written):
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if sign == "\n" or (depth <= 0 and sign in _BETWEEN_TOPICS):
            parts.append("")
            depth = 0
        else:
            parts[-1] += sign
    return parts
