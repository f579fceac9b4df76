"""`explain`: every colour has its reasons, each with a place or evidence, and what to do."""

from __future__ import annotations

import json
from dataclasses import replace

from workbench.status import Mark, PairingState, Report, Status
from workbench.views.explanation import NAMED, explain, explanation_lines, explanation_object


def told(report: Report, id: str) -> str:
    return " ".join("\n".join(explanation_lines(report, id)).split())


def with_status(report: Report, id: str, **changes: object) -> Report:
    return replace(report, nodes={**report.nodes, id: replace(report.nodes[id], **changes)})


def with_source(report: Report, id: str, **changes: object) -> Report:
    statements = {**report.blueprint.statements, id: replace(report.blueprint.statements[id], **changes)}
    return replace(report, blueprint=replace(report.blueprint, statements=statements))


def test_a_refuted_claim(report: Report) -> None:
    text = told(report, "thm:broken")
    assert "is white, broken, refuted, asserted" in text
    assert "the formula is satisfiable, and it was expected not to be" in text
    assert "tier certificate, certificate cccccccccccc, rests on encoding:schur" in text
    assert "correct it, or take the assertion back" in text


def test_a_stale_pairing_is_not_mended_by_a_re_run(report: Report) -> None:
    text = told(report, "thm:stale")
    assert "no re-run mends that" in text and "workbench accept thm:stale" in text
    assert "but its input changed since" in text


def test_a_gap(report: Report) -> None:
    text = told(report, "def:a")
    assert "names nothing that a machine can be asked" in text and r"\checkedby" in text


def test_what_was_never_asked(report: Report) -> None:
    text = told(report, "thm:prove")
    assert "open-1 was never asked" in text and "workbench check --node thm:prove" in text
    assert "ready to be proved" in text


def test_green_says_what_keeps_it_from_dark_green(report: Report) -> None:
    linked = with_source(with_source(report, "thm:green", uses=("thm:state",)), "thm:state", uses=("def:a",))
    text = told(linked, "thm:green")
    assert "2 statements under it are not green, 1 gap among them" in text
    assert "def:a is white, gap" in text and "thm:state is ready to state" in text
    dark = with_status(report, "thm:green", status=Status.DARK_GREEN)
    assert "is green too" in told(dark, "thm:green")


def test_white_says_what_it_waits_for(report: Report) -> None:
    waiting = with_source(report, "thm:white", uses=("def:a", "thm:prove"))
    waiting = with_status(waiting, "thm:prove", stated=True)
    text = told(waiting, "thm:white")
    assert "its statement uses 1 statement that is not stated yet" in text
    assert "def:a is white, gap" in text and "thm:prove is" not in text
    assert r"not ready to be stated (\notready)" in told(with_source(report, "thm:white", notready=True), "thm:white")


def test_an_asserted_node_is_only_asserted(report: Report) -> None:
    text = told(with_source(report, "thm:state", leanok=True), "thm:state")
    assert r"its author asserts it (\leanok); that is a word and no evidence" in text


def test_many_are_counted(report: Report) -> None:
    source = report.blueprint.statements["def:a"]
    more = {f"x{n}": replace(source, id=f"x{n}") for n in range(NAMED + 3)}
    blueprint = replace(report.blueprint, statements={**report.blueprint.statements, **more})
    many = with_source(replace(report, blueprint=blueprint), "thm:white", uses=tuple(more))
    assert "and 3 more" in told(many, "thm:white")


def test_json_and_hostile_text(report: Report, nasty: Report) -> None:
    for each in (report, nasty):
        for id in each.nodes:
            seen = json.loads(json.dumps(explanation_object(each, id)))
            assert seen["because"] and all(set(one) == {"text", "file", "line", "do"} for one in seen["because"])
            assert "\x1b" not in told(each, id)
            assert len(explain(each, id)) == len(seen["because"])


def test_every_pairing_state_has_its_sentence(report: Report) -> None:
    said = {
        told(with_status(report, "thm:state", pairing=state, marks=(Mark.GAP,)), "thm:state") for state in PairingState
    }
    assert len(said) == len(PairingState)
