"""Bytes to characters without a guess, and characters as a reader expects them."""

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from typing import Final

from matcher.domain import InputError
from matcher.places import normalised
from matcher.sources._texts import storable

# Bytes that Windows-31J does not assign, as Python's cp932 passes them on.
_UNASSIGNED = re.compile("[\x80-\x9f\xa0\uf8f0-\uf8f3]")
_DECOMPOSED = re.compile("[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_HALF_KANA = re.compile("[\uff61-\uff9f]+")
_RADICALS = re.compile("[\u2e80-\u2fdf]")
_BLANKS = re.compile(r"\s+")
_LINES = re.compile(r"\r\n?|\n")
_BLANKS_IN_LINE = re.compile(r"[^\S\n]+")
_UNREADABLE = re.compile("[\ue000-\uf8ff\ufffd]|[\U000f0000-\U0010ffff]")

_SAVE_AS: Final = "Excelで「CSV UTF-8(コンマ区切り)」か「.xlsx」の形式で保存し直してください。"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was written.

    Attributes:
        text: With composed characters.
        encoding: ``utf-8``, ``utf-8-sig``, ``utf-16`` or ``cp932``.
        decomposed: Whether signs stood apart from their letters (か + ゛), as on a Mac.
    """

    text: str
    encoding: str
    decomposed: bool


def decoded(content: bytes, file: str) -> Decoded:
    """Read the bytes of a CSV file: by its mark, else as strict UTF-8, else as cp932.

    No statistics: in short files they take Japanese for a western or Chinese encoding.

    Raises:
        InputError: It is none of these; the error names the row.
    """
    for encoding, text in _attempts(content):
        if text is not None:
            composed = compose(text)
            return Decoded(composed, encoding, composed != text)
    raise InputError(
        "UTF-8としてもShift_JIS(cp932)としても読めない文字があります。",
        remedy=_SAVE_AS,
        file=file,
        place=f"{_bad_row(content):,}行目",
    )


def _attempts(content: bytes) -> list[tuple[str, str | None]]:
    if content.startswith(BOM_UTF8):
        return [("utf-8-sig", _strict(content, "utf-8-sig"))]
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return [("utf-16", _strict(content, "utf-16"))]
    utf_8 = _strict(content, "utf-8")
    if utf_8 is not None:
        return [("utf-8", utf_8)]
    windows = _strict(content, "cp932")
    return [("cp932", None if windows is None or _UNASSIGNED.search(windows) else windows)]


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _bad_row(content: bytes) -> int:
    """The row of the first bytes that neither encoding knows."""
    lines = content.splitlines()
    for number, line in enumerate(lines, 1):
        windows = _strict(line, "cp932")
        if _strict(line, "utf-8") is None and (windows is None or _UNASSIGNED.search(windows)):
            return number
    # Each row alone can be read: the file mixes encodings from here on.
    return next(
        (number for number, line in enumerate(lines, 1) if _strict(line, "utf-8") is None),
        1,
    )


def compose(text: str) -> str:
    """Join marks that stand apart from their letters; everything else stays as it is.

    Plain NFC would also exchange the variants of kanji in people's names (U+FA10 becomes U+585A).

    >>> compose("か\u3099は\u309a")
    'がぱ'
    """
    return _DECOMPOSED.sub(lambda found: unicodedata.normalize("NFC", found[0]), storable(text))


def tidy(text: str, *, keep_lines: bool = False) -> str:
    """A text for display: single blanks, katakana in full width, radicals from PDFs as kanji.

    Kanji variants, circled digits and the like stay as they are written.

    >>> tidy("ﾃﾞｼﾞﾀﾙ推進課　第①係")
    'デジタル推進課 第①係'

    Args:
        text: As written.
        keep_lines: Keep line breaks.
    """
    text = _HALF_KANA.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    # A half-width mark composes with the full-width letter that may stand before it.
    text = compose(_INVISIBLE.sub("", text))
    text = _RADICALS.sub(lambda found: normalised(found[0]), text)
    if keep_lines:
        return _BLANKS_IN_LINE.sub(" ", _LINES.sub("\n", text)).strip()
    return _BLANKS.sub(" ", text).strip()


def half_width(text: str) -> str:
    """A text for machines (codes, addresses, dates): NFKC without blanks at its ends."""
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).strip()


def why_tidied(text: str) -> str:
    """What :func:`tidy` changed beyond blanks, empty when nothing."""
    if _RADICALS.search(text):
        return "PDFなどで部首の文字に変わった漢字を、ふつうの漢字に直しました。"
    return "半角カナを全角にしました。" if _HALF_KANA.search(text) else ""


def unreadable(text: str) -> bool:
    """Whether a text holds characters of one computer only (外字) or lost ones."""
    return bool(_UNREADABLE.search(text))
