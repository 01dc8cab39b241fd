"""Which file of a Slack export is what."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from matcher.domain import Channel, InputError, LeftOut, Skipped
from matcher.sources._export_files import HOW_TO_EXPORT, ExportFiles
from matcher.sources._folder_names import FolderNames, spellings

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.json")
# Windows cannot write ":" in a name; what is put in its place differs from program to program.
_CANVAS = re.compile("FC(?:[:_\uf03a-]|%3[Aa])F[A-Z0-9]+.*", re.DOTALL)
_PRIVATE = re.compile(r"D[A-Z0-9]{3,}|mpdm-.+")
_DUMP = re.compile(r"[CDG][A-Z0-9]{6,}(?:-[0-9.]+)?\.json")
_CHANNELS: Final = "channels.json"
USER_FILES: Final = ("users.json", "org_users.json")
PRIVATE_FILES: Final = ("groups.json", "dms.json", "mpims.json")

_CANVAS_FILES: Final = frozenset({"canvases.json", "canvas_in_the_conversation.json"})


@dataclass(frozen=True, slots=True)
class ExportLayout:
    """The files of an export, sorted by what they are.

    Attributes:
        days: Paths of day files by channel id, in order of their dates.
        left_out: What is not read on purpose.
        skipped: Folders that belong to no channel.
    """

    days: Mapping[str, Sequence[str]]
    left_out: tuple[LeftOut, ...]
    skipped: tuple[Skipped, ...]


def export_root(files: ExportFiles, file: str) -> str:
    """The folder inside which ``channels.json`` stands: empty, or ending in "/".

    Raises:
        InputError: There is no export, it is another program's dump, or there are several.
    """
    roots = [
        path.removesuffix(_CHANNELS) for path in files.sizes if path.rpartition("/")[2] == _CHANNELS
    ]
    with_members = [
        root for root in roots if any(root + name in files.sizes for name in USER_FILES)
    ]
    roots = with_members or roots
    if "" in roots:
        return ""
    if len(roots) == 1:
        return roots[0]
    if roots:
        raise InputError(
            "書き出しが2つ以上入っています。",
            remedy="1つずつ選んで取り込んでください。",
            file=file,
            value="、".join(sorted(root.rstrip("/") for root in roots)[:5]),
        )
    refuse_dump(files, file)
    raise InputError(
        f"これはSlackの書き出しではありません。「{_CHANNELS}」が見つかりません。",
        remedy=HOW_TO_EXPORT,
        file=file,
    )


def refuse_dump(files: ExportFiles, file: str) -> None:
    """Refuse what another program wrote, where no day file of an export was found.

    Raises:
        InputError: There is a whole conversation in one file.
    """
    dumped = next((path for path in sorted(files.sizes) if _is_dump(files, path)), None)
    if dumped:
        raise InputError(
            "これはSlackの書き出しではありません。slackdumpの「dump」形式のファイルです。",
            remedy="slackdumpでは「slackdump export」で書き出し直してください。"
            "Slackの管理者なら、" + HOW_TO_EXPORT,
            file=file,
            place=dumped,
        )


def is_canvas(name: str) -> bool:
    """Whether a name is that of a canvas, which Slack stores beside the channels."""
    return any(_CANVAS.fullmatch(one) for one in spellings(name))


def _is_dump(files: ExportFiles, path: str) -> bool:
    name = path.rpartition("/")[2]
    return (
        bool(_DUMP.fullmatch(name)) and files.read(path).lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{"
    )


def layout_of(
    paths: Iterable[str],
    root: str,
    channels: Sequence[Channel],
    private: Mapping[str, str],
) -> ExportLayout:
    """Sort an export's files.

    Args:
        paths: All paths.
        root: From :func:`export_root`.
        channels: The public channels.
        private: Private channels, direct and group messages: their ids by id and by name.
    """
    days, others = _split(path.removeprefix(root) for path in paths if path.startswith(root))
    by_name = FolderNames(channels)
    hidden = set(private.values())
    canvases = 0
    found: dict[str, list[str]] = defaultdict(list)
    skipped = []
    for folder in sorted(days):
        names = tuple(spellings(folder))
        if is_canvas(folder):
            canvases += 1
        elif any(name in private or _PRIVATE.fullmatch(name) for name in names):
            hidden.add(next((private[name] for name in names if name in private), folder))
        elif channel_id := by_name.find(folder):
            found[channel_id] += [f"{root}{folder}/{name}" for name in days[folder]]
        else:
            skipped.append(_stray(folder, len(days[folder])))
    for read in found.values():
        read.sort(key=lambda path: path.rpartition("/")[2])
    order = [channel.channel_id for channel in channels if channel.channel_id in found]
    counts = {_CANVASES: canvases, _PRIVATE_TALK: len(hidden)} | others
    return ExportLayout(
        days={channel_id: found[channel_id] for channel_id in order},
        left_out=tuple(
            LeftOut(what, why, counts[what]) for what, why in _WHY.items() if counts.get(what)
        ),
        skipped=tuple(skipped),
    )


def _split(paths: Iterable[str]) -> tuple[dict[str, list[str]], Counter[str]]:
    """Names of day files by folder, and how many files of other kinds there are."""
    days: dict[str, list[str]] = defaultdict(list)
    others: Counter[str] = Counter()
    for path in paths:
        folder, _, name = path.rpartition("/")
        if _DAY.fullmatch(name) and folder:
            days[folder].append(name)
        else:
            others[_kind_of_other(folder, name)] += 1
    return days, others


def _stray(folder: str, days: int) -> Skipped:
    return Skipped(
        file=folder,
        place="",
        value=f"{days:,}日分",
        why="channels.jsonに同じ名前のチャンネルがないか、2つ以上あるため、"
        "どのチャンネルの投稿か分かりません。",
    )


_CANVASES: Final = "キャンバス"
_PRIVATE_TALK: Final = "DMと非公開チャンネル"
_LOGS: Final = "連携アプリの記録"
_CANVAS_LISTS: Final = "キャンバスの一覧や本文のファイル"
_ATTACHED: Final = "添付ファイルや設定などのファイル"
_READ: Final = ""
_WHY: Final = {
    _CANVASES: "投稿ではないため、キャンバスとそのコメントは読み込みません。",
    _PRIVATE_TALK: "公開チャンネルだけを読むため、DMと非公開チャンネルは読み込みません。",
    _LOGS: "投稿ではないため、読み込みません。",
    _CANVAS_LISTS: "投稿ではないため、読み込みません。",
    _ATTACHED: "投稿のファイルは「2025-04-10.json」のような日付の名前のものだけです。",
}


def _kind_of_other(folder: str, name: str) -> str:
    if not folder and name in {_CHANNELS, *USER_FILES, *PRIVATE_FILES}:
        return _READ
    if name == "integration_logs.json":
        return _LOGS
    return _CANVAS_LISTS if name in _CANVAS_FILES else _ATTACHED
