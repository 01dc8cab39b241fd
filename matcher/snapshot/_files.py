"""Snapshots on disk: Arrow tables, plain arrays and JSON, written beside the old one and swapped.

A folder of snapshots holds one folder per snapshot and the file ``current``, which names the one
to open. ``current`` is replaced in one step; a reader keeps what it opened, and a build that dies
leaves nothing that is ever read.
"""

import json
import os
import shutil
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

import networkx as nx
import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import feather
from scipy import sparse

from matcher.snapshot._facts import Facts
from matcher.snapshot._index import Fit, LexicalIndex
from matcher.snapshot._snapshot import Header, Snapshot

FORMAT = 3
"""Raised when the layout changes; an older snapshot is built anew, never guessed at."""

KEPT = 2
"""How many snapshots stay: the current one and the one before, which readers may still hold."""

_CURRENT = "current"
_UNFINISHED = ".unfinished-"
_FACT_TABLES = (
    "members",
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

    Args:
        snapshot: What was built.
        folder: The folder of snapshots.
        kept: How many snapshots stay, this one included; older ones are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = Path(mkdtemp(prefix=f"{_UNFINISHED}{os.getpid()}-", dir=folder))
    try:
        _write(snapshot, unfinished)
        unfinished.chmod(0o755)
        unfinished.rename(folder / snapshot.header.snapshot_id)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    pointer = folder / f".{_CURRENT}-{os.getpid()}"
    pointer.write_text(snapshot.header.snapshot_id, encoding="utf-8")
    pointer.replace(folder / _CURRENT)
    _remove_old(folder, kept)


def current_snapshot_id(folder: Path) -> str | None:
    """Name of the current snapshot; None when there is none that this version can read."""
    try:
        snapshot_id = (folder / _CURRENT).read_text(encoding="utf-8").strip()
        header = json.loads((folder / snapshot_id / "header.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return snapshot_id if header["format"] == FORMAT else None


def load_snapshot(folder: Path, snapshot_id: str) -> Snapshot:
    """Open a snapshot; the large arrays are mapped, not copied."""
    place = folder / snapshot_id
    stored = json.loads((place / "header.json").read_text(encoding="utf-8"))
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
        expertise=tables["expertise"],
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
    header = asdict(snapshot.header) | {"built_at": snapshot.header.built_at.isoformat()}
    document = {
        "format": FORMAT,
        "header": header,
        "as_of": int(snapshot.as_of),
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
