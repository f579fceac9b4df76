"""The graph of what uses what: edges, ancestors, reduction, cycles, ready work and impact. No colours here.

Edges run from what is used to what uses it. Everything is linear in the graph but the reduction, which keeps for every
node the set of what it reaches as the bits of one integer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from workbench.blueprint.model import Blueprint, Graph, Node

Edge = tuple[str, str]


def statement_edges(blueprint: Blueprint, graph: Graph) -> list[Edge]:
    """(used, user) for the uses of statements, within the graph, each once and in document order."""
    inside = set(graph.nodes)
    pairs = ((used, id) for id in graph.nodes for used in blueprint.statements[id].uses if used in inside)
    return list(dict.fromkeys(pairs))


def proof_edges(blueprint: Blueprint, graph: Graph) -> list[Edge]:
    """(used, user) for the uses of proofs, within the graph, each once and in document order."""
    inside = set(graph.nodes)
    return list(
        dict.fromkeys(
            (used, id)
            for id in graph.nodes
            if (proof := blueprint.statements[id].proof) is not None and not proof.empty
            for used in proof.uses
            if used in inside
        )
    )


def predecessors(statements: Mapping[str, Node], *, proofs: bool = True) -> dict[str, tuple[str, ...]]:
    """What each statement uses directly: in its statement and, unless told otherwise, in its proof."""
    return {
        id: tuple(dict.fromkeys((*node.uses, *(node.proof.uses if proofs and node.proof else ()))))
        for id, node in statements.items()
    }


def reach(start: Iterable[str], edges: Mapping[str, Sequence[str]]) -> set[str]:
    """What can be reached from `start` (not itself, unless a cycle leads back to it)."""
    reached: set[str] = set()
    pending = [next for id in start for next in edges.get(id, ())]
    while pending:
        id = pending.pop()
        if id not in reached:
            reached.add(id)
            pending.extend(edges.get(id, ()))
    return reached


def successors(before: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The same edges the other way round."""
    after: dict[str, list[str]] = {}
    for user, used in before.items():
        for id in used:
            after.setdefault(id, []).append(user)
    return after


def ancestors(statements: Mapping[str, Node], id: str, *, proofs: bool = True) -> set[str]:
    """Everything that a statement rests on, through statements and (unless told otherwise) proofs."""
    return reach([id], predecessors(statements, proofs=proofs))


def descendants(statements: Mapping[str, Node], id: str, *, proofs: bool = True) -> set[str]:
    """Everything that rests on a statement."""
    return reach([id], successors(predecessors(statements, proofs=proofs)))


def impact(statements: Mapping[str, Node], id: str) -> list[str]:
    """The statement itself and every one whose statement rests on it, in document order: what a change makes stale."""
    reached = descendants(statements, id, proofs=False) | {id}
    return [other for other in statements if other in reached]


def neighbourhood(edges: Iterable[Edge], focus: str, depth: int | None) -> set[str]:
    """The nodes within `depth` edges of `focus`, upwards and downwards; without a depth all that are connected so."""
    down: dict[str, list[str]] = {}
    up: dict[str, list[str]] = {}
    for used, user in edges:
        down.setdefault(used, []).append(user)
        up.setdefault(user, []).append(used)
    found = {focus}
    for direction in (up, down):
        ring, step = {focus}, 0
        seen = {focus}
        while ring and (depth is None or step < depth):
            ring = {next for id in ring for next in direction.get(id, ())} - seen
            seen |= ring
            step += 1
        found |= seen
    return found


def components(nodes: Sequence[str], edges: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The strongly connected components, each after all that it can reach (Tarjan's algorithm, without recursion)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    on_stack: set[str] = set()
    stack: list[str] = []
    found: list[list[str]] = []
    for root in nodes:
        if root in index:
            continue
        work = [(root, iter(edges.get(root, ())))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, rest = work[-1]
            for next in rest:
                if next not in index:
                    index[next] = low[next] = len(index)
                    stack.append(next)
                    on_stack.add(next)
                    work.append((next, iter(edges.get(next, ()))))
                    break
                if next in on_stack:
                    low[node] = min(low[node], index[next])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    component = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        component.append(member)
                        if member == node:
                            break
                    found.append(component[::-1])
    return found


def cycles(statements: Mapping[str, Node]) -> list[list[str]]:
    """One shortest cycle through each knot of statements; each id in it uses the next, and the last the first."""
    before = predecessors(statements)
    found = []
    for component in components(list(statements), before):
        start = component[0]
        if len(component) > 1 or start in before.get(start, ()):
            found.append(_shortest_cycle(start, set(component), before))
    return found


def _shortest_cycle(start: str, inside: set[str], edges: Mapping[str, Sequence[str]]) -> list[str]:
    came_from: dict[str, str] = {}
    ring = [start]
    while ring:
        following = []
        for id in ring:
            for next in edges.get(id, ()):
                if next == start:
                    path = [id]
                    while path[-1] != start:
                        path.append(came_from[path[-1]])
                    return path[::-1]
                if next in inside and next not in came_from:
                    came_from[next] = id
                    following.append(next)
        ring = following
    return [start]


def reduction(nodes: Sequence[str], edges: Iterable[Edge]) -> set[Edge]:
    """The edges that no longer path replaces; on a cycle, those of the condensation and one way round each knot."""
    after: dict[str, list[str]] = {}
    for used, user in edges:
        after.setdefault(used, []).append(user)
    order = components(nodes, after)
    home = {id: number for number, component in enumerate(order) for id in component}
    kept: set[Edge] = set()
    reaches: list[int] = []
    for number, component in enumerate(order):
        outward: dict[int, Edge] = {}
        for id in component:
            for next in after.get(id, ()):
                if home[next] != number:
                    outward.setdefault(home[next], (id, next))
                elif next != id or len(component) == 1:
                    kept.add((id, next))
        covered = 0
        for target in sorted(outward, reverse=True):
            if not covered >> target & 1:
                kept.add(outward[target])
                covered |= reaches[target] | 1 << target
        reaches.append(covered)
    return kept


def ready(blueprint: Blueprint, done: Mapping[str, bool], *, proofs: bool) -> list[str]:
    """The nodes that are not done while everything they use is: for their statements, or with `proofs` for both."""
    before = predecessors(blueprint.statements, proofs=proofs)
    return [id for id in blueprint.nodes if not done.get(id) and all(done.get(used) for used in before[id])]
