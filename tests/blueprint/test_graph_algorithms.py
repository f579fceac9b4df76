"""Ancestors, reduction, cycles, neighbourhoods: held against networkx or a definition spelled out."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
from documents import read
from hypothesis import given
from hypothesis import strategies as st

from workbench.blueprint.graph import (
    ancestors,
    components,
    cycles,
    descendants,
    impact,
    neighbourhood,
    ready,
    reduction,
)

EDGES = st.integers(1, 12).flatmap(
    lambda n: st.tuples(
        st.just([str(i) for i in range(n)]),
        st.lists(
            st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).map(lambda e: (str(e[0]), str(e[1]))), max_size=40
        ),
    )
)


@given(EDGES)
def test_the_reduction_of_an_acyclic_graph_is_networkxs(drawn: tuple[list[str], list[tuple[str, str]]]) -> None:
    nodes, edges = drawn
    forward = [(a, b) for a, b in edges if int(a) < int(b)]
    graph = nx.DiGraph(forward)
    graph.add_nodes_from(nodes)
    assert reduction(nodes, forward) == set(nx.transitive_reduction(graph).edges)


@given(EDGES)
def test_the_reduction_keeps_what_reaches_what(drawn: tuple[list[str], list[tuple[str, str]]]) -> None:
    nodes, edges = drawn
    whole, kept = nx.DiGraph(edges), nx.DiGraph(list(reduction(nodes, edges)))
    for graph in (whole, kept):
        graph.add_nodes_from(nodes)
    assert set(kept.edges) <= set(whole.edges)
    assert {n: nx.descendants(whole, n) for n in nodes} == {n: nx.descendants(kept, n) for n in nodes}


@given(EDGES)
def test_components_are_networkxs_and_each_comes_after_what_it_reaches(
    drawn: tuple[list[str], list[tuple[str, str]]],
) -> None:
    nodes, edges = drawn
    graph = nx.DiGraph(edges)
    graph.add_nodes_from(nodes)
    found = components(nodes, {n: list(graph.successors(n)) for n in nodes})
    assert {frozenset(c) for c in found} == {frozenset(c) for c in nx.strongly_connected_components(graph)}
    home = {n: i for i, component in enumerate(found) for n in component}
    assert all(home[a] >= home[b] for a, b in graph.edges)


CHAIN = r"""\begin{definition}\label{a}\leanok x\end{definition}
\begin{lemma}\label{b}\uses{a}\leanok x\end{lemma}\begin{proof}\uses{d}y\end{proof}
\begin{lemma}\label{c}\uses{b}x\end{lemma}
\begin{lemma}\label{d}x\end{lemma}"""


def test_ancestors_and_impact_follow_the_uses(tmp_path: Path) -> None:
    blueprint = read(tmp_path, CHAIN)
    statements = blueprint.statements
    assert ancestors(statements, "c") == {"a", "b", "d"}
    assert ancestors(statements, "c", proofs=False) == {"a", "b"}
    assert descendants(statements, "d") == {"b", "c"}
    assert impact(statements, "a") == ["a", "b", "c"]
    assert impact(statements, "d") == ["d"]
    done = {id: node.leanok for id, node in statements.items()}
    assert ready(blueprint, done, proofs=False) == ["c", "d"]
    edges = [("a", "b"), ("d", "b"), ("b", "c")]
    assert neighbourhood(edges, "b", 1) == {"a", "b", "c", "d"}
    assert neighbourhood(edges, "a", 1) == {"a", "b"}
    assert neighbourhood(edges, "a", None) == {"a", "b", "c"}


def test_a_cycle_is_named_whole(tmp_path: Path) -> None:
    body = r"""\begin{lemma}\label{a}\uses{c}x\end{lemma}\begin{lemma}\label{b}\uses{a}x\end{lemma}
\begin{lemma}\label{c}x\end{lemma}\begin{proof}\uses{b}y\end{proof}\begin{lemma}\label{d}\uses{d,a}x\end{lemma}"""
    found = cycles(read(tmp_path, body).statements)
    assert sorted(sorted(cycle) for cycle in found) == [["a", "b", "c"], ["d"]]
    uses = {"a": "c", "b": "a", "c": "b"}
    (long,) = [cycle for cycle in found if len(cycle) == 3]
    assert [uses[id] for id in long] == [*long[1:], long[0]]
