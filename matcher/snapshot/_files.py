"""Snapshots on disk: Arrow tables, plain arrays and JSON, written beside the old one and swapped.

A folder of snapshots holds one folder per snapshot and the file ``current``, which names the one
to open. ``current`` is replaced in one step; a reader keeps what it opened, and a build that dies
leaves nothing that is ever read.
"""

import json
import os
import shutil
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import feather
from scipy import sparse

from matcher.domain import CommunityStateError
from matcher.snapshot._facts import Facts
from matcher.snapshot._index import Fit, LexicalIndex
from matcher.snapshot._latent import LatentSpace
from matcher.snapshot._snapshot import Header, Snapshot

FORMAT = 5
"""Raised when the layout changes; an older snapshot is built anew, never guessed at."""

KEPT = 2
"""How many snapshots stay: the current one and the one before, which readers may still hold."""

_CURRENT = "current"
_UNFINISHED = ".unfinished-"
_FACT_TABLES = (
    "members",
    "tenures",
    "channels",
    "topics",
    "memberships",
    "posts",
    "threads",
    "mentions",
    "links",
)
_CONCLUSIONS = ("conversations", "answers", "expertise")


def save_snapshot(snapshot: Snapshot, folder: Path, *, kept: int = KEPT) -> None:
    """Write a snapshot into a folder of snapshots and make it the current one.

    Of two builds at once the one that saw more of the store stays, whichever ends last: what was
    erased meanwhile does not come back.

    Args:
        snapshot: What was built.
        folder: The folder of snapshots.
        kept: How many snapshots stay, this one included; older ones are removed.

    Raises:
        CommunityStateError: The disk is full or cannot be written to; the current one stays.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = Path(mkdtemp(prefix=f"{_UNFINISHED}{os.getpid()}-", dir=folder))
        try:
            _write(snapshot, unfinished)
            unfinished.chmod(0o755)
            unfinished.rename(folder / snapshot.header.snapshot_id)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        _point_to(folder, snapshot.header.snapshot_id)
    except OSError as error:
        raise CommunityStateError(
            "準備したデータを書き込めませんでした。前に準備したものは、そのまま使えます。",
            remedy="ディスクの空きと書き込みの権限を確かめて、もう一度実行してください。",
            file=str(folder),
        ) from error
    if newer := _seen_more(folder, snapshot.header):
        _point_to(folder, newer)
        shutil.rmtree(folder / snapshot.header.snapshot_id, ignore_errors=True)
    _remove_old(folder, kept)


def _point_to(folder: Path, snapshot_id: str) -> None:
    pointer = folder / f".{_CURRENT}-{os.getpid()}"
    pointer.write_text(snapshot_id, encoding="utf-8")
    pointer.replace(folder / _CURRENT)


def _seen_more(folder: Path, header: Header) -> str:
    """A snapshot that was begun later than another one, on a later state of the store."""
    for snapshot_id in _readable(folder):
        other = _header(folder / snapshot_id)["header"]
        begun = datetime.fromisoformat(other["built_at"])
        if other["revision"] > header.revision and begun > header.built_at:
            return snapshot_id
    return ""


class DamagedSnapshotError(Exception):
    """A snapshot's files are not as they were written."""


def current_snapshot_id(folder: Path) -> str | None:
    """Name of the current snapshot; None when there is none that this version can read.

    Where ``current`` names none, it is the newest one.
    """
    return next(_readable(folder), None)


def open_newest_whole(folder: Path) -> tuple[Snapshot, str] | None:
    """Open the current snapshot, or where it is damaged the newest one that is whole.

    Returns:
        The snapshot and the name of the current one if that is damaged, else an empty text; None
        when there is no whole one.
    """
    damaged = ""
    for snapshot_id in _readable(folder):
        try:
            return load_snapshot(folder, snapshot_id), damaged
        except DamagedSnapshotError:
            damaged = damaged or snapshot_id
    return None


def _readable(folder: Path) -> Iterator[str]:
    """Snapshots of this format whose header can be read: the current one, then from new to old."""
    try:
        current = (folder / _CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        current = ""
    if current and _format(folder / Path(current).name) == FORMAT:
        yield current
    # Their names begin with the moment of building.
    for place in sorted(folder.glob("[!.]*"), reverse=True):
        if place.name != current and _format(place) == FORMAT:
            yield place.name


def _format(place: Path) -> object:
    try:
        return _header(place)["format"]
    except DamagedSnapshotError:
        return None


def _header(place: Path) -> dict[str, Any]:
    try:
        header = json.loads((place / "header.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DamagedSnapshotError(place.name) from error
    if not isinstance(header, dict) or "format" not in header:
        raise DamagedSnapshotError(place.name)
    return header


def load_snapshot(folder: Path, snapshot_id: str) -> Snapshot:
    """Open a snapshot; the large arrays are mapped, not copied.

    Raises:
        DamagedSnapshotError: Its files are not as they were written.
    """
    place = folder / snapshot_id
    stored = _header(place)
    try:
        if stored["checksums"] != _checksums(place):
            raise DamagedSnapshotError(snapshot_id)
        return _load(place, stored)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedSnapshotError(snapshot_id) from error


def _checksums(place: Path) -> dict[str, int]:
    """CRC-32 of every file but the header: what a torn write or a bad disk leaves is told apart."""
    sums = {}
    for file in sorted(place.iterdir()):
        if file.name == "header.json":
            continue
        checksum = 0
        with file.open("rb") as stream:
            while part := stream.read(1 << 20):
                checksum = zlib.crc32(part, checksum)
        sums[file.name] = checksum
    return sums


def _load(place: Path, stored: Mapping[str, Any]) -> Snapshot:
    tables = {
        name: feather.read_table(place / f"{name}.arrow", memory_map=True).to_pandas()
        for name in (*_FACT_TABLES, *_CONCLUSIONS, "nodes", "edges")
    }
    vocabulary = feather.read_table(place / "vocabulary.arrow")["term"].to_numpy(
        zero_copy_only=False
    )
    facts = Facts(
        **{name: tables[name] for name in _FACT_TABLES},
        terms=_load_matrix(place / "terms"),
        vocabulary=vocabulary,
    )
    return Snapshot(
        header=Header(
            **stored["header"] | {"built_at": datetime.fromisoformat(stored["header"]["built_at"])}
        ),
        facts=facts,
        as_of=stored["as_of"],
        conversation=np.load(place / "conversation.npy", mmap_mode="r"),
        conversations=tables["conversations"],
        answers=tables["answers"],
        shares=_load_matrix(place / "shares"),
        index=LexicalIndex(
            _load_matrix(place / "index"),
            Fit(
                conversations=stored["fit"]["conversations"],
                mean_opening=stored["fit"]["mean_opening"],
                mean_answers=stored["fit"]["mean_answers"],
                document_frequency=np.load(place / "document_frequency.npy", mmap_mode="r"),
            ),
        ),
        space=LatentSpace(np.load(place / "space-terms.npy"), np.load(place / "directions.npy")),
        points=np.load(place / "points.npy", mmap_mode="r"),
        expertise=tables["expertise"],
        people=stored["people"],
        graph=_graph_of(tables["nodes"], tables["edges"]),
    )


def _write(snapshot: Snapshot, place: Path) -> None:
    facts = snapshot.facts
    for name in _FACT_TABLES:
        _write_table(getattr(facts, name), place / f"{name}.arrow")
    for name in _CONCLUSIONS:
        _write_table(getattr(snapshot, name), place / f"{name}.arrow")
    nodes, edges = _tables_of(snapshot.graph)
    _write_table(nodes, place / "nodes.arrow")
    _write_table(edges, place / "edges.arrow")
    _write_table(pd.DataFrame({"term": facts.vocabulary}), place / "vocabulary.arrow")
    _save_matrix(facts.terms, place / "terms")
    _save_matrix(snapshot.shares, place / "shares")
    _save_matrix(snapshot.index.weights, place / "index")
    np.save(place / "conversation.npy", snapshot.conversation)
    fitted = snapshot.index.fit
    np.save(place / "document_frequency.npy", fitted.document_frequency)
    np.save(place / "space-terms.npy", snapshot.space.terms)
    np.save(place / "directions.npy", snapshot.space.directions)
    np.save(place / "points.npy", snapshot.points)
    header = asdict(snapshot.header) | {"built_at": snapshot.header.built_at.isoformat()}
    document = {
        "format": FORMAT,
        "header": header,
        "checksums": _checksums(place),
        "as_of": int(snapshot.as_of),
        "people": dict(snapshot.people),
        "fit": {
            "conversations": fitted.conversations,
            "mean_opening": fitted.mean_opening,
            "mean_answers": fitted.mean_answers,
        },
    }
    (place / "header.json").write_text(
        json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8"
    )


def _write_table(table: pd.DataFrame, path: Path) -> None:
    feather.write_feather(
        pa.Table.from_pandas(table, preserve_index=False), str(path), compression="uncompressed"
    )


def _save_matrix(matrix: sparse.csr_matrix, stem: Path) -> None:
    np.save(f"{stem}-data.npy", matrix.data)
    np.save(f"{stem}-indices.npy", matrix.indices)
    np.save(f"{stem}-indptr.npy", matrix.indptr)
    np.save(f"{stem}-shape.npy", np.array(matrix.shape))


def _load_matrix(stem: Path) -> sparse.csr_matrix:
    data, indices, indptr, shape = (
        np.load(f"{stem}-{part}.npy", mmap_mode="r")
        for part in ("data", "indices", "indptr", "shape")
    )
    return sparse.csr_matrix((data, indices, indptr), shape=tuple(shape), copy=False)


def _tables_of(graph: nx.Graph) -> tuple[pd.DataFrame, pd.DataFrame]:
    nodes = pd.DataFrame(
        [(name, data["kind"], data["label"]) for name, data in graph.nodes(data=True)],
        columns=["node", "kind", "label"],
    ).astype("str")
    edges = pd.DataFrame(
        [
            (one, other, data["kind"], data["weight"], data.get("count", 0), data.get("last_at", 0))
            for one, other, data in graph.edges(data=True)
        ],
        columns=["one", "other", "kind", "weight", "count", "last_at"],
    )
    return nodes, edges.astype({"one": "str", "other": "str", "kind": "str"})


def _graph_of(nodes: pd.DataFrame, edges: pd.DataFrame) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(
        (name, {"kind": kind, "label": label})
        for name, kind, label in nodes.itertuples(index=False)
    )
    graph.add_edges_from(
        (
            one,
            other,
            {"kind": kind, "weight": weight}
            | ({"count": count, "last_at": last_at} if count else {}),
        )
        for one, other, kind, weight, count, last_at in edges.itertuples(index=False)
    )
    return graph


def _remove_old(folder: Path, kept: int) -> None:
    built = sorted(
        (place for place in folder.iterdir() if (place / "header.json").is_file()),
        key=lambda place: (place / "header.json").stat().st_mtime,
    )
    remains = [place for place in folder.glob(f"{_UNFINISHED}*") if not _is_being_written(place)]
    for place in (*built[:-kept], *remains):
        shutil.rmtree(place, ignore_errors=True)


def _is_being_written(place: Path) -> bool:
    """Whether the process that began an unfinished snapshot still runs on this machine."""
    number = place.name.removeprefix(_UNFINISHED).partition("-")[0]
    if not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
