"""Work to take: two lists, ranked by how many wait."""

from __future__ import annotations

from dataclasses import replace

from workbench.blueprint.model import Blueprint, Graph, Node, Proof
from workbench.status import NodeStatus, PairingState, Report, Status
from workbench.views.work import work, work_lines, work_object


def linked(report: Report, uses: dict[str, tuple[str, ...]], proof_uses: dict[str, tuple[str, ...]]) -> Report:
    sample: Node = next(iter(report.blueprint.statements.values()))

    def node(id: str) -> Node:
        proof = Proof(sample.place, "", proof_uses[id], False, False, False, False) if id in proof_uses else None
        return replace(sample, id=id, uses=uses.get(id, ()), proof=proof)

    status = {"a": Status.BLUE_PROVE, "b": Status.BLUE_PROVE, "c": Status.BLUE_STATE, "done": Status.DARK_GREEN}
    ids = ("a", "b", "c", "d", "e", "done")
    blueprint = Blueprint("b", "web.tex", (), (), {id: node(id) for id in ids}, (Graph("document", None, ids),))
    nodes = {id: NodeStatus(id, status.get(id, Status.WHITE), (), None, (), PairingState.NONE, ()) for id in ids}
    return Report(blueprint, (), nodes, {})


def test_ranked_by_those_that_wait_through_statements_and_proofs(report: Report) -> None:
    tangled = linked(report, {"d": ("b",), "done": ("b",), "b": ("e",)}, {"e": ("d",), "c": ("d",)})
    found = work(tangled)
    # d, e (through d's proof use) and c wait for b; b -> d -> e -> b is a circle; the dark green one does not wait.
    assert [(item.node, item.unblocks) for item in found.to_prove] == [("b", 3), ("a", 0)]
    assert [(item.node, item.unblocks) for item in found.to_state] == [("c", 0)]


def test_the_two_kinds_stay_apart(report: Report) -> None:
    seen = work_object(report)
    assert [item["node"] for item in seen["ready_to_prove"]] == ["thm:prove"]
    assert [item["node"] for item in seen["ready_to_state"]] == ["thm:stale", "thm:state"]
    text = "\n".join(work_lines(report))
    assert text.index("ready to prove: 1") < text.index("thm:prove") < text.index("ready to state: 2")
    assert "ranked by how many nodes wait" in text


def test_a_limit_says_what_it_hides(report: Report) -> None:
    text = "\n".join(work_lines(report, limit=1))
    assert "and 1 more" in text and "thm:state" not in text
