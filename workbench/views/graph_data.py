"""The asserted graph as plain data: what `workbench graph --format json` prints, and what the other formats draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workbench.blueprint.asserted import Asserted, asserted
from workbench.blueprint.graph import Edge, neighbourhood, proof_edges, reduction, statement_edges
from workbench.blueprint.model import Blueprint, Graph, Node

Extra = Callable[[str], Mapping[str, Any]]
"""What another view adds to a node, by its id."""


def graph_data(
    blueprint: Blueprint, *, extra: Extra | None = None, focus: str | None = None, depth: int | None = None
) -> dict[str, Any]:
    """The blueprint's graphs with every node's flags and colours, in the shape that `docs/formats.md` gives.

    `focus` keeps the nodes within `depth` edges of one node (all its ancestors and descendants without a depth).
    """
    states = asserted(blueprint)
    return {
        "name": blueprint.name,
        "main": blueprint.main,
        "thm_types": list(blueprint.thm_types),
        "lean_decls": list(blueprint.lean_decls),
        "graphs": [_graph(blueprint, graph, states, extra, focus, depth) for graph in blueprint.graphs],
    }


def _graph(
    blueprint: Blueprint,
    graph: Graph,
    states: Mapping[str, Asserted],
    extra: Extra | None,
    focus: str | None,
    depth: int | None,
) -> dict[str, Any]:
    if focus is not None:
        graph = _near(blueprint, graph, focus, depth)
    shown = {id: blueprint.statements[id].drawn_as or id for id in graph.nodes}
    dashed = _shown(statement_edges(blueprint, graph), shown)
    solid = _shown(proof_edges(blueprint, graph), shown)
    style = dict.fromkeys(dashed, "dashed")
    style.update(dict.fromkeys((edge for edge in solid if edge not in style), "solid"))
    kept = reduction(list(dict.fromkeys(shown.values())), style) if blueprint.reduced else set(style)
    nodes = []
    for id in graph.nodes:
        nodes.append(_node(blueprint.statements[id], states[id]) | dict(extra(id) if extra else {}))
    return {
        "name": graph.name,
        "title": graph.title,
        "nodes": nodes,
        "statement_edges": [list(edge) for edge in dashed],
        "proof_edges": [list(edge) for edge in solid],
        "drawn_reduced": [[*edge, style[edge]] for edge in style if edge in kept],
    }


def _shown(edges: list[Edge], shown: Mapping[str, str]) -> list[Edge]:
    """The edges between nodes as they are drawn: statements that share a label are one to leanblueprint."""
    return list(dict.fromkeys((shown[used], shown[user]) for used, user in edges))


def _near(blueprint: Blueprint, graph: Graph, focus: str, depth: int | None) -> Graph:
    edges = statement_edges(blueprint, graph) + proof_edges(blueprint, graph)
    near = neighbourhood(edges, focus, depth) if focus in graph.nodes else set()
    return Graph(graph.name, graph.title, tuple(id for id in graph.nodes if id in near))


def _node(node: Node, state: Asserted) -> dict[str, Any]:
    proof = node.proof
    return {
        "id": node.drawn_as or node.id,
        "generated_id": node.generated_id,
        "labels": list(node.labels),
        "env": node.env,
        "title_tex": node.title_tex,
        "ref": node.ref,
        "lean": list(node.lean),
        "problems": [str(entry) for entry in node.checked_by],
        "leanok": node.leanok,
        "mathlibok": node.mathlibok,
        "notready": node.notready,
        "discussion": node.discussion,
        "can_state": state.can_state,
        "can_prove": state.can_prove,
        "proved": state.proved,
        "fully_proved": state.fully_proved,
        "n_proofs": node.n_proofs,
        "shape": state.shape,
        "border": state.border,
        "fill": state.fill,
        "proof": proof and {"leanok": proof.leanok, "mathlibok": proof.mathlibok, "notready": proof.notready},
        "file": node.place.file,
        "line": node.place.line,
    }
