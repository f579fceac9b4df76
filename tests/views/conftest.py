"""Reports made by hand: one node of every kind, and one whose every text is hostile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench.blueprint.findings import finding
from workbench.blueprint.model import Blueprint, Graph, Node, Place
from workbench.evidence.record import Certificate, Cost, Evidence, Tier, Verdict
from workbench.status import Answer, Mark, NodeStatus, PairingState, Report, Status

NASTY = "a]]>\x1b[31m<script>alert('&\"')</script>|`x`\u202e,\r\n::error::%0A\ud800 @everyone"


def a_node(id: str, line: int = 1, **more: object) -> Node:
    return Node(
        **{
            "id": id,
            "generated_id": False,
            "labels": (id,),
            "env": "theorem",
            "title_tex": None,
            "ref": "1.1",
            "place": Place("src/web.tex", line),
            "text": "There is none.",
            "chapter": "Numbers",
            "lean": (),
            "checked_by": (),
            "uses": (),
            "leanok": False,
            "mathlibok": False,
            "notready": False,
            "discussion": None,
            "proof": None,
            "n_proofs": 0,
            **more,
        }
    )


def an_answer(node: str, name: str, verdict: Verdict, reason: str = "checked", **more: object) -> Answer:
    decided = verdict in (Verdict.VERIFIED, Verdict.REFUTED)
    evidence = Evidence(
        fingerprint="f" * 64,
        kind="problem",
        name=name,
        checker="sat",
        verdict=verdict,
        reason=reason,
        tier=Tier.CERTIFICATE if decided else None,
        rests_on=("encoding:schur",) if decided else (),
        certificate=Certificate("lrat", "c" * 64, 1234, "d" * 64) if decided else None,
        cost=Cost(1.5, 1.25, 60.0),
        tool="cadical",
    )
    return Answer(f"{node}/{name}", node, "problem", name, "sat", "f" * 64, evidence, **{"fresh": True, **more})


@pytest.fixture
def report() -> Report:
    """Broken, stale, green, dark green, both blues, white, a gap, an unasked question."""
    ids = ("def:a", "thm:green", "thm:broken", "thm:stale", "thm:prove", "thm:state", "thm:white")
    answers = (
        an_answer("thm:green", "green-1", Verdict.VERIFIED, ran=True),
        an_answer(
            "thm:broken", "broken-1", Verdict.REFUTED, "the formula is satisfiable, and it was expected not to be"
        ),
        an_answer("thm:stale", "stale-1", Verdict.VERIFIED, fresh=False),
        replace(an_answer("thm:prove", "open-1", Verdict.UNKNOWN), evidence=None, fresh=False),
    )
    held = {node: tuple(answer.id for answer in answers if answer.node == node) for node in ids}

    def status(node: str, status: Status, *marks: Mark, pairing=PairingState.NONE, tier=None, gaps=0) -> NodeStatus:
        rests_on = ("encoding:schur", "symmetry:colours") if tier else ()
        return NodeStatus(node, status, marks, tier, rests_on, pairing, held[node], gaps)

    nodes = (
        status("def:a", Status.WHITE, Mark.GAP),
        status("thm:green", Status.GREEN, pairing=PairingState.ACCEPTED, tier=Tier.CERTIFICATE, gaps=1),
        status("thm:broken", Status.WHITE, Mark.BROKEN, Mark.REFUTED, Mark.ASSERTED, pairing=PairingState.ACCEPTED),
        status("thm:stale", Status.BLUE_STATE, Mark.STALE, pairing=PairingState.CHANGED),
        status("thm:prove", Status.BLUE_PROVE, pairing=PairingState.NEW),
        status("thm:state", Status.BLUE_STATE),
        status("thm:white", Status.WHITE),
    )
    blueprint = Blueprint(
        name="numbers",
        main="src/web.tex",
        thm_types=("definition", "theorem"),
        lean_decls=(),
        statements={id: a_node(id, line) for line, id in enumerate(ids, 10)},
        graphs=(Graph("document", None, ids),),
    )
    findings = (
        finding("empty-proof", "the proof is empty", Place("src/web.tex", 30), node="thm:white"),
        finding("unresolved-label", "nothing is called thm:gone", Place("src/a, b:c.tex", 31), node="thm:green"),
    )
    return Report(blueprint, findings, {node.node: node for node in nodes}, {answer.id: answer for answer in answers})


@pytest.fixture
def nasty(report: Report) -> Report:
    """The same shape, with every free text hostile."""
    node = a_node(NASTY, 3, chapter=NASTY, env=NASTY, title_tex=NASTY)
    answer = an_answer(NASTY, NASTY, Verdict.REFUTED, NASTY)
    status = NodeStatus(NASTY, Status.WHITE, (Mark.REFUTED,), None, (NASTY,), PairingState.NEW, (answer.id,))
    blueprint = replace(
        report.blueprint, name=NASTY, statements={NASTY: node}, graphs=(Graph("document", None, (NASTY,)),)
    )
    found = finding("duplicate-label", NASTY, Place(NASTY, 0), node=NASTY, remedy=NASTY)
    return Report(blueprint, (found,), {NASTY: status}, {answer.id: answer})
