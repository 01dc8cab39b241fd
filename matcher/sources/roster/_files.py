"""A file that holds a table: is it one, and how is it read."""

from pathlib import Path
from typing import Final

from matcher.domain import InputError
from matcher.sources.roster._characters import Decoded, decoded
from matcher.sources.roster._sheets import Sheet

MOST_BYTES: Final = 50 * 1024**2
"""A roster of 100,000 people is below 20 MB; larger files are something else."""

_OLE2: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP: Final = b"PK\x03\x04"


def is_workbook(content: bytes) -> bool:
    """Whether a file is packed as Excel workbooks are."""
    return content.startswith(_ZIP)


def read_content(source: Path | bytes, name: str) -> tuple[bytes, str]:
    """The content of a file and its name.

    Raises:
        InputError: It is not there, empty or too large.
    """
    if isinstance(source, bytes):
        content, file = source, name
    else:
        file = name or source.name
        if not source.is_file():
            raise InputError(
                "ファイルがありません。",
                remedy="名簿のCSVかExcelのファイルを選んでください。",
                file=file,
            )
        content = b"" if source.stat().st_size > MOST_BYTES else source.read_bytes()
        if not content and source.stat().st_size:
            raise _too_large(file)
    if len(content) > MOST_BYTES:
        raise _too_large(file)
    if not content.strip():
        raise InputError(
            "ファイルが空です。", remedy="名簿の入ったファイルを選んでください。", file=file
        )
    return content, file


def _too_large(file: str) -> InputError:
    return InputError(
        f"ファイルが大きすぎます(上限は{MOST_BYTES // 1024**2}MB)。",
        remedy="名簿の列だけを残したファイルにしてください。",
        file=file,
    )


def worksheets(content: bytes, file: str) -> list[Sheet]:
    """The visible sheets of an Excel workbook (raises ``InputError``)."""
    # Half a second that no other command should wait for.
    from matcher.sources.roster._xlsx import xlsx_sheets  # noqa: PLC0415

    return xlsx_sheets(content, file)


def table_text(content: bytes, file: str) -> Decoded:
    """The text of a CSV file.

    Raises:
        InputError: It is another kind of file, or in no known encoding.
    """
    if content.startswith(_OLE2):
        raise InputError(
            "パスワードで保護されているか、古い形式(.xls)のExcelファイルのため、読めません。",
            remedy="Excelで開いてパスワードを外すか、「Excel ブック (*.xlsx)」の形式で"
            "保存し直してください。",
            file=file,
        )
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    kind = ""
    if start.startswith(b"%pdf"):
        kind = "PDF"
    elif start.startswith((b"<!doctype", b"<html", b"<table", b"<?xml")):
        kind = "WebページかXML"
    elif b"\0" in content and not utf_16:
        kind = "表ではないファイル"
    if kind:
        raise InputError(
            f"CSVでもExcelブック(.xlsx)でもありません({kind}のようです)。",
            remedy="Excelで開き、「Excel ブック (*.xlsx)」の形式で保存し直してください。",
            file=file,
        )
    return decoded(content, file)
