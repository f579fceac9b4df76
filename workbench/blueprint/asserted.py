"""What the author's own word makes of every node: leanblueprint's flags and colours, exactly.

The definitions are those of leanblueprint 0.0.20 (`Packages/blueprint.py`), its faults included: its flags live on the
statement and not in the graph, so a node drawn in two graphs is judged twice, the second time with the uses of its
proof added to those of its statement, and a statement of another graph counts as proved only if that graph came first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.blueprint.model import Blueprint, Graph, Node


@dataclass(frozen=True, slots=True)
class Asserted:
    """One node in the asserted view."""

    can_state: bool
    can_prove: bool
    proved: bool
    fully_proved: bool
    border: str
    """A CSS colour, or nothing."""
    fill: str
    shape: str
    border_means: str | None = None
    """The key of `Blueprint.colours` that the border's colour is of; so `fill_means` for the fill."""
    fill_means: str | None = None


@dataclass(slots=True)
class _Flags:
    uses: list[str]
    can_state: bool = False
    can_prove: bool = False
    proved: bool = False
    fully_proved: bool = False


def asserted(blueprint: Blueprint) -> dict[str, Asserted]:
    """The asserted state of every node that a graph draws, by id."""
    statements = blueprint.statements
    flags = {id: _Flags(list(node.uses)) for id, node in statements.items()}
    for graph in blueprint.graphs:
        for id in graph.nodes:
            _judge(statements, flags, id)
        _judge_ancestors(statements, flags, graph)
    return {id: _coloured(blueprint, node, flags[id]) for id, node in blueprint.nodes.items()}


def _judge(statements: Mapping[str, Node], flags: dict[str, _Flags], id: str) -> None:
    node, judged = statements[id], flags[id]
    proof = node.proof
    judged.can_state = _formalised(statements, judged.uses) and not node.notready
    if proof is None or proof.empty:
        judged.can_prove = judged.proved = False
        return
    if node.uses:
        judged.uses.extend(proof.uses)
        judged.can_prove = _formalised(statements, judged.uses)
    else:
        judged.can_prove = _formalised(statements, proof.uses)
    judged.proved = proof.leanok


def _formalised(statements: Mapping[str, Node], ids: Iterable[str]) -> bool:
    return all(statements[id].leanok for id in ids)


def _judge_ancestors(statements: Mapping[str, Node], flags: dict[str, _Flags], graph: Graph) -> None:
    """A node is fully proved unless an unproved statement stands among its ancestors: those are marked downwards."""
    users: dict[str, list[str]] = {}
    for id in graph.nodes:
        node = statements[id]
        for used in (*node.uses, *(node.proof.uses if node.proof and not node.proof.empty else ())):
            users.setdefault(used, []).append(id)
    inside = set(graph.nodes)
    doubtful: set[str] = set()
    pending = [id for id in inside | users.keys() if not (flags[id].proved or statements[id].is_definition)]
    while pending:
        id = pending.pop()
        if id not in doubtful:
            doubtful.add(id)
            pending.extend(users.get(id, ()))
    for id in graph.nodes:
        flags[id].fully_proved = id not in doubtful


def _coloured(blueprint: Blueprint, node: Node, judged: _Flags) -> Asserted:
    border, fill = _border(node, judged), _fill(node, judged)
    return Asserted(
        can_state=judged.can_state,
        can_prove=judged.can_prove,
        proved=judged.proved,
        fully_proved=judged.fully_proved,
        border=_colour(blueprint, border),
        fill=_colour(blueprint, fill),
        shape="box" if node.is_definition else "ellipse",
        border_means=border,
        fill_means=fill,
    )


def _colour(blueprint: Blueprint, key: str | None) -> str:
    return blueprint.colours[key][0] if key else ""


def _border(node: Node, judged: _Flags) -> str | None:
    if node.mathlibok:
        return "mathlib"
    if node.leanok:
        return "stated"
    if judged.can_state:
        return "can_state"
    return "not_ready" if node.notready else None


def _fill(node: Node, judged: _Flags) -> str | None:
    if node.is_definition:
        if node.leanok:
            return "defined"
        if judged.can_state:
            return "can_prove"
    elif judged.fully_proved:
        return "fully_proved"
    if judged.proved:
        return "proved"
    return "can_prove" if judged.can_prove and (judged.can_state or node.leanok) else None
