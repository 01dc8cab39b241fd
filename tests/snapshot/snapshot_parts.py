"""Two snapshots compared part by part."""

from dataclasses import fields

import networkx as nx
import numpy as np
import pandas as pd
from pandas.testing import assert_frame_equal
from scipy import sparse

from matcher.snapshot import Facts, Snapshot

CONCLUSIONS = ("conversations", "answers", "expertise")


def assert_same_matrix(one: sparse.csr_matrix, other: sparse.csr_matrix) -> None:
    """Same shape, same cells."""
    assert one.shape == other.shape
    assert (one != other).nnz == 0


def assert_same_facts(one: Facts, other: Facts) -> None:
    """Every table, the vocabulary and the counts."""
    for field in fields(Facts):
        left, right = getattr(one, field.name), getattr(other, field.name)
        if isinstance(left, pd.DataFrame):
            assert_frame_equal(left, right, obj=field.name)
        elif isinstance(left, np.ndarray):
            assert left.tolist() == right.tolist(), field.name
        else:
            assert_same_matrix(left, right)


def assert_same_graph(one: nx.Graph, other: nx.Graph) -> None:
    """Nodes and edges with all that they carry, and in the same order."""
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(data=True)) == list(other.edges(data=True))


def assert_same_conclusions(one: Snapshot, other: Snapshot) -> None:
    """All that a build concludes: tables, shares, index and graph."""
    assert one.as_of == other.as_of
    assert one.conversation.tolist() == other.conversation.tolist()
    for name in CONCLUSIONS:
        assert_frame_equal(getattr(one, name), getattr(other, name), obj=name)
    assert_same_matrix(one.shares, other.shares)
    assert_same_matrix(one.index.weights, other.index.weights)
    assert_same_graph(one.graph, other.graph)


def assert_same_snapshot(one: Snapshot, other: Snapshot) -> None:
    """Everything but the name and the time of building."""
    assert_same_facts(one.facts, other.facts)
    assert_same_conclusions(one, other)
    assert one.index.fit.document_frequency.tolist() == other.index.fit.document_frequency.tolist()
    assert one.index.fit.conversations == other.index.fit.conversations
    assert one.index.fit.mean_opening == other.index.fit.mean_opening
    assert one.index.fit.mean_answers == other.index.fit.mean_answers
