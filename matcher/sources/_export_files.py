"""The files of an export, from a zip or a folder, within limits that a bad file cannot pass."""

import lzma
import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, Protocol

from matcher.domain import InputError

HOW_TO_EXPORT: Final = (
    "Slackの「設定と管理」→「ワークスペースの設定」→「データのインポート/エクスポート」で"
    "「公開チャンネルのエクスポート」を行い、できたzipファイルをそのまま選んでください。"
)
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What reading a zip raises where its bytes are not what they should be."""

_LITTER: Final = {"__MACOSX", "Icon\r", "Thumbs.db", "desktop.ini", "$RECYCLE.BIN"}


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What an export may be at most; without these a small crafted file fills disk and memory.

    Attributes:
        max_files: Entries. 500 channels with ten years of day files are 1,825,000.
        max_file_bytes: One JSON file unpacked. A day of 50 MB and the users.json of 100,000 people
            (about 150 MB) pass; it bounds the memory that reading needs.
        max_total_bytes: All JSON files unpacked. Ten million posts take about 15 GB.
        max_ratio: Unpacked size over packed size. Real exports have 8 to 40, a bomb about 1,000.
        ratio_from_bytes: Below this unpacked size the ratio is not looked at: short files of
            repeated words can be packed very tightly without harm.
    """

    max_files: int = 2_000_000
    max_file_bytes: int = 256 * 1024**2
    max_total_bytes: int = 32 * 1024**3
    max_ratio: float = 200.0
    ratio_from_bytes: int = 10 * 1024**2


class ExportFiles(Protocol):
    """The files of an export by their path inside it ("/" between the parts, NFC).

    Several files whose paths are one in NFC, or in a zip are the same, are read as one after the
    other: lists of JSON that follow each other are a list.
    """

    @property
    def sizes(self) -> Mapping[str, int]:
        """Unpacked size in bytes by path; what macOS and Windows add is not there."""
        ...

    def read(self, path: str) -> bytes:
        """The content of a file.

        Raises:
            InputError: It is damaged or cannot be read.
        """
        ...


@contextmanager
def open_export(path: Path, limits: ReadingLimits) -> Iterator[ExportFiles]:
    """Open a zip or a folder.

    Raises:
        InputError: It does not exist, is neither zip nor folder, is damaged or encrypted, passes
            a limit, or holds a path that leads out of it.
    """
    if not path.exists():
        raise InputError(
            "ファイルもフォルダーも見つかりません。",
            remedy="場所と名前を確かめてください。",
            value=str(path),
        )
    if path.is_dir():
        yield _Folder(path, limits)
        return
    try:
        archive = zipfile.ZipFile(path)
    except _DAMAGE as error:
        raise InputError(
            "zipファイルとして開けません。Slackの書き出しではないか、途中で切れています。",
            remedy=HOW_TO_EXPORT,
            file=path.name,
        ) from error
    with archive:
        yield _Zip(archive, path, limits)


class _Folder:
    def __init__(self, folder: Path, limits: ReadingLimits) -> None:
        self._paths: defaultdict[str, list[Path]] = defaultdict(list)
        self.sizes: defaultdict[str, int] = defaultdict(int)
        home = folder.resolve()
        for place, _, names in os.walk(folder):
            for name in names:
                file = Path(place, name)
                inside = file.relative_to(folder).as_posix()
                if _is_litter(inside):
                    continue
                # Path.resolve raises where links lead in a circle.
                if not Path(os.path.realpath(file)).is_relative_to(home):
                    raise _leaves(folder.name, inside)
                inside = unicodedata.normalize("NFC", _decoded(os.fsencode(inside)) or inside)
                self._paths[inside].append(file)
                self.sizes[inside] += file.stat().st_size if file.exists() else 0
        _check_sizes(folder.name, self.sizes, limits)

    def read(self, path: str) -> bytes:
        try:
            return b"\n".join(file.read_bytes() for file in self._paths[path])
        except OSError as error:
            raise InputError(
                "ファイルを読めません。", remedy="読み取りの権限を確かめてください。", file=path
            ) from error


class _Zip:
    def __init__(self, archive: zipfile.ZipFile, path: Path, limits: ReadingLimits) -> None:
        self._archive = archive
        self._file = path.name
        self._infos: defaultdict[str, list[zipfile.ZipInfo]] = defaultdict(list)
        packed = 0
        for info in archive.infolist():
            name = _zip_name(info)
            if info.is_dir() or name.endswith("/") or _is_litter(name):
                continue
            _check_entry(self._file, name, info, limits)
            packed += info.compress_size
            self._infos[unicodedata.normalize("NFC", name)].append(info)
        self.sizes = {
            name: sum(info.file_size for info in infos) for name, infos in self._infos.items()
        }
        _check_sizes(self._file, self.sizes, limits)
        # Entries that share the same packed bytes are how a bomb hides its ratio.
        size = path.stat().st_size
        total = sum(self.sizes.values())
        bomb = total > limits.ratio_from_bytes and total > limits.max_ratio * size
        if packed > size or bomb:
            raise _too_tight(self._file, "", f"{total:,}バイト")

    def read(self, path: str) -> bytes:
        try:
            return b"\n".join(map(self._archive.read, self._infos[path]))
        except NotImplementedError as error:
            raise InputError(
                "このzipは、読めない方式で圧縮されています。",
                remedy="zipを展開して、できたフォルダーを選んでください。",
                file=self._file,
                place=path,
            ) from error
        except _DAMAGE as error:
            raise InputError(
                "zipの中のファイルを取り出せません。zipが壊れています。",
                remedy="書き出しをもう一度ダウンロードして、取り込み直してください。",
                file=self._file,
                place=path,
            ) from error


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The entry's name; Slack writes UTF-8 without saying so, Windows writes cp932."""
    name = info.orig_filename
    if not info.flag_bits & 0x800:
        raw = name.encode("cp437")
        name = _unicode_name(info.extra, raw) or _decoded(raw) or name
    return name.partition("\0")[0].replace("\\", "/")


def _decoded(raw: bytes) -> str:
    """A name of unknown encoding, empty when it is none that Slack, macOS or Windows write."""
    for encoding in ("utf-8", "cp932"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _unicode_name(extra: bytes, raw: bytes) -> str:
    """The UTF-8 name that some programs store beside one in the system's own encoding.

    Args:
        extra: The entry's extra fields.
        raw: The name beside which it stands; its checksum tells whether it is still of this name.
    """
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == 0x7075 and field[:5] == struct.pack("<BL", 1, zlib.crc32(raw)):
            return field[5:].decode("utf-8", "replace")
    return ""


def _is_litter(path: str) -> bool:
    """Whether a file was added by macOS or Windows and is no part of the export."""
    # Slack writes nothing whose name begins with a dot.
    return any(
        part in _LITTER or (part.startswith(".") and part != "..")
        for part in PurePosixPath(path).parts
    )


def _check_entry(file: str, name: str, info: zipfile.ZipInfo, limits: ReadingLimits) -> None:
    if name.startswith("/") or re.match(r"[A-Za-z]:/", name) or ".." in name.split("/"):
        raise _leaves(file, name)
    if stat.S_ISLNK(info.external_attr >> 16):
        raise _leaves(file, name)
    if info.flag_bits & 0x1:
        raise InputError(
            "zipにパスワードがかかっています。",
            remedy="パスワードなしのzipか、展開したフォルダーを選んでください。",
            file=file,
            place=name,
        )
    if (
        info.file_size > limits.ratio_from_bytes
        and info.file_size > limits.max_ratio * info.compress_size
    ):
        raise _too_tight(file, name, f"{info.file_size:,}バイト")


def _check_sizes(file: str, sizes: Mapping[str, int], limits: ReadingLimits) -> None:
    remedy = "期間を短く区切って書き出し、順に取り込んでください。"
    if len(sizes) > limits.max_files:
        raise InputError(
            f"ファイルの数が上限の{limits.max_files:,}個を超えています。",
            remedy=remedy,
            file=file,
            value=f"{len(sizes):,}個",
        )
    # Attached files may be larger: they are never unpacked.
    read = {name: size for name, size in sizes.items() if name.endswith(".json")}
    for name, size in read.items():
        if size > limits.max_file_bytes:
            raise InputError(
                f"1つのファイルの大きさが上限の{limits.max_file_bytes:,}バイトを超えています。",
                remedy=remedy,
                file=file,
                place=name,
                value=f"{size:,}バイト",
            )
    total = sum(read.values())
    if total > limits.max_total_bytes:
        raise InputError(
            f"展開後の大きさが上限の{limits.max_total_bytes:,}バイトを超えています。",
            remedy=remedy,
            file=file,
            value=f"{total:,}バイト",
        )


def _too_tight(file: str, place: str, value: str) -> InputError:
    return InputError(
        "展開すると異常に大きくなるzipのため、開きません。",
        remedy="Slackからダウンロードしたzipファイルをそのまま選んでください。",
        file=file,
        place=place,
        value=value,
    )


def _leaves(file: str, place: str) -> InputError:
    return InputError(
        "フォルダーの外を指すファイルが入っているため、読み込みません。",
        remedy="Slackからダウンロードしたzipファイルをそのまま選んでください。",
        file=file,
        place=place,
    )
