"""The expertise graph as a file for other programs."""

import json
from pathlib import Path

import networkx as nx

from matcher.domain import InputError

_WRITERS = {".graphml": nx.write_graphml, ".gexf": nx.write_gexf}


def export_graph(graph: nx.Graph, file: Path) -> None:
    """Write a graph as GraphML, GEXF or JSON (node-link), by the file's ending.

    Raises:
        InputError: Another ending, or the folder does not exist.
    """
    ending = file.suffix.lower()
    if ending not in (*_WRITERS, ".json"):
        raise InputError(
            "この形式では書き出せません。",
            remedy="ファイル名の終わりを .graphml、.gexf、.json のどれかにしてください。",
            value=file.name,
        )
    if not file.parent.is_dir():
        raise InputError(
            "書き出し先のフォルダがありません。",
            remedy="フォルダを作ってから、もう一度実行してください。",
            value=str(file.parent),
        )
    if ending == ".json":
        document = nx.node_link_data(graph, edges="links")
        file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    else:
        _WRITERS[ending](graph, file, encoding="utf-8")
