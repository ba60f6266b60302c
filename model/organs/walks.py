"""The walks over the organ graph: the only place that imports networkx, when a walk is asked.

The import takes some 0.4 s and cannot be had in part: any submodule loads the whole package.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias, cast

from model.organs.organ import Edge, OrganId

if TYPE_CHECKING:
    import networkx as nx

    Graph: TypeAlias = nx.MultiDiGraph[str]


def graph_of(organs: Iterable[OrganId], edges: Iterable[Edge]) -> Graph:
    """Returns the networkx graph with these organs, and an arc `of` to `to` per edge.

    Arcs carry `kind`, `first` and `last` (day numbers or None).
    """
    import networkx as nx

    graph: Graph = nx.MultiDiGraph()
    graph.add_nodes_from(organs)
    for edge in edges:
        graph.add_edge(edge.of, edge.to, kind=edge.kind, first=edge.first, last=edge.last)
    return graph


def arcs(nodes: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Graph:
    """Returns the networkx graph of bare arcs, for territories and for checks."""
    import networkx as nx

    graph: Graph = nx.MultiDiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(pairs)
    return graph


def reachable(graph: Graph) -> Mapping[str, frozenset[str]]:
    """Returns per node the nodes reached from it in one or more steps; never itself."""
    import networkx as nx

    # the published stubs leave a parameter of these functions unknown to pyright
    return {
        node: frozenset(nx.descendants(graph, node))  # pyright: ignore[reportUnknownMemberType]
        for node in graph
    }


def shortest(graph: Graph, source: str, target: str) -> tuple[str, ...] | None:
    """Returns the nodes of a shortest path, ends included, or None if there is none."""
    import networkx as nx

    try:
        found: list[str] = nx.shortest_path(  # pyright: ignore[reportUnknownMemberType]
            graph, source, target
        )
    except nx.NetworkXNoPath:
        return None
    return tuple(found)


def circle(graph: Graph) -> tuple[str, ...]:
    """Returns the nodes of some circle, its first again at the end; empty iff there is none."""
    import networkx as nx

    if nx.is_directed_acyclic_graph(graph):
        return ()
    steps = cast(
        "list[tuple[str, str, int]]",
        nx.find_cycle(graph),  # pyright: ignore[reportUnknownMemberType]
    )
    return (steps[0][0], *(step[1] for step in steps))
