"""The graph's edges of topics as matrices, for what looks at all of a topic's at once."""

from collections.abc import Mapping, Sequence

import networkx as nx
from scipy import sparse

from matcher.graph import node


def topic_edges(
    graph: nx.Graph, topic_ids: Sequence[str], kind: str, number: Mapping[str, int]
) -> sparse.csr_matrix:
    """Topics × accounts or channels: the weights of the edges between them.

    Args:
        graph: The expertise graph.
        topic_ids: Ids of the topics, by row.
        kind: Which edges, such as :data:`matcher.graph.EXPERTISE`.
        number: Column of each account or channel, by id.
    """
    rows, columns, weights = [], [], []
    for row, topic_id in enumerate(topic_ids):
        for other, data in graph[node("topic", topic_id)].items():
            if data["kind"] == kind:
                rows.append(row)
                columns.append(number[other.partition(":")[2]])
                weights.append(data["weight"])
    shape = (len(topic_ids), len(number))
    return sparse.csr_matrix((weights, (rows, columns)), shape=shape, dtype=float)
