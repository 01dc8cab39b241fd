"""Snapshots on disk: Arrow tables, plain arrays and JSON, one folder per snapshot."""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import feather
from scipy import sparse

from matcher.snapshot._facts import Facts
from matcher.snapshot._index import Fit, LexicalIndex
from matcher.snapshot._latent import LatentSpace
from matcher.snapshot._snapshot import Header, Snapshot

FORMAT = 5
"""Raised when the layout changes; an older snapshot is built anew, never guessed at."""

CURRENT = "current"
"""The file that names the snapshot to open."""

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


class DamagedSnapshotError(Exception):
    """A snapshot's files are not as they were written."""


def current_snapshot_id(folder: Path) -> str | None:
    """Name of the current snapshot; None when there is none that this version can read.

    Where ``current`` names none, it is the newest one.
    """
    return next(readable(folder), None)


def open_newest_whole(folder: Path) -> tuple[Snapshot, str] | None:
    """Open the current snapshot, or where it is damaged the newest one that is whole.

    Returns:
        The snapshot and the name of the current one if that is damaged, else an empty text; None
        when there is no whole one.
    """
    damaged = ""
    for snapshot_id in readable(folder):
        try:
            return load_snapshot(folder, snapshot_id), damaged
        except DamagedSnapshotError:
            damaged = damaged or snapshot_id
    return None


def readable(folder: Path) -> Iterator[str]:
    """Snapshots of this format whose header can be read: the current one, then from new to old."""
    try:
        current = (folder / CURRENT).read_text(encoding="utf-8").strip()
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
        return header_of(place)["format"]
    except DamagedSnapshotError:
        return None


def header_of(place: Path) -> dict[str, Any]:
    """What the header file of a snapshot says.

    Raises:
        DamagedSnapshotError: There is none, or it cannot be read.
    """
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
    stored = header_of(place)
    try:
        if stored["checksums"] != _checksums(place):
            raise DamagedSnapshotError(snapshot_id)
        return load_files(place, stored)
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


def load_files(place: Path, stored: Mapping[str, Any]) -> Snapshot:
    """Open the files of a snapshot, whose header is given."""
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


def write_files(snapshot: Snapshot, place: Path) -> None:
    """Write the files of a snapshot into an empty folder."""
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
    write_header(place, document)


def write_header(place: Path, document: Mapping[str, Any]) -> None:
    """Write the header file of a snapshot."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    (place / "header.json").write_text(text, encoding="utf-8")


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
