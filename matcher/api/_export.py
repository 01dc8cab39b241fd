"""The expertise graph as a file for other programs."""

import json
from io import BytesIO
from pathlib import Path

import networkx as nx

from matcher.domain import InputError

_WRITERS = {".graphml": nx.write_graphml, ".gexf": nx.write_gexf}


def export_graph(graph: nx.Graph, file: Path) -> None:
    """Write a graph as GraphML, GEXF or JSON (node-link), by the file's ending.

    Raises:
        InputError: Another ending, or the folder does not exist.
    """
    content = graph_file(graph, file.name)
    if not file.parent.is_dir():
        raise InputError(
            "書き出し先のフォルダがありません。",
            remedy="フォルダを作ってから、もう一度実行してください。",
            value=str(file.parent),
        )
    file.write_bytes(content)


def graph_file(graph: nx.Graph, name: str) -> bytes:
    """Content of a file with the graph (as :func:`export_graph`).

    Raises:
        InputError: Another ending.
    """
    ending = Path(name).suffix.lower()
    if ending == ".json":
        document = nx.node_link_data(graph, edges="links")
        return json.dumps(document, ensure_ascii=False).encode()
    if ending not in _WRITERS:
        raise InputError(
            "この形式では書き出せません。",
            remedy="ファイル名の終わりを .graphml、.gexf、.json のどれかにしてください。",
            value=name,
        )
    content = BytesIO()
    _WRITERS[ending](graph, content, encoding="utf-8")
    return content.getvalue()
