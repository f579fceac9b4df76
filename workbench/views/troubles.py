"""What a report complains of: broken, refuted and stale nodes, then findings, each with a place and a remedy."""

from __future__ import annotations

from workbench.blueprint.model import Finding
from workbench.evidence.record import Verdict
from workbench.status import Mark, NodeStatus, Report

REFUTED_NODE = "refuted-node"
BROKEN_NODE = "broken-node"
STALE_NODE = "stale-pairing"

NODE_RULES = {
    BROKEN_NODE: "a statement that its author asserts and a check refutes or cannot confirm",
    REFUTED_NODE: "a statement whose question was decided otherwise than expected",
    STALE_NODE: "a statement or its formal object that changed since a person accepted the pair",
}
"""Code -> meaning, for what `docs/findings.md` does not list because it is a status and no finding."""


def troubles(report: Report) -> tuple[Finding, ...]:
    """Everything that needs attention, the worst first: broken, refuted and stale nodes, errors, warnings."""
    of_nodes = [trouble for node in report.nodes.values() if (trouble := node_trouble(report, node))]
    of_nodes.sort(key=lambda trouble: list(NODE_RULES).index(trouble.code))
    errors = [finding for finding in report.findings if finding.severity == "error"]
    warnings = [finding for finding in report.findings if finding.severity != "error"]
    return (*of_nodes, *errors, *warnings)


def node_trouble(report: Report, node: NodeStatus) -> Finding | None:
    """What is wrong with one node, in the form of a finding; None where nothing fails a run."""
    place = report.blueprint.statements[node.node].place
    why = reasons(report, node)
    if Mark.BROKEN in node.marks:
        message = f"{node.node} is asserted, but {why or 'its check fails'}"
        remedy = f"correct the statement or its problem, or take back the assertion; `workbench explain {node.node}`"
        return Finding(BROKEN_NODE, "error", message, place, node.node, remedy)
    if Mark.REFUTED in node.marks:
        message = f"{node.node} is refuted: {why or 'its question was decided otherwise than expected'}"
        remedy = f"correct the statement, its problem or what the problem expects; `workbench explain {node.node}`"
        return Finding(REFUTED_NODE, "error", message, place, node.node, remedy)
    if Mark.STALE in node.marks:
        message = f"{node.node} changed, or its formal object did, since the pair was accepted"
        remedy = f"read both halves and accept them again: `workbench accept {node.node}`"
        return Finding(STALE_NODE, "error", message, place, node.node, remedy)
    return None


def reasons(report: Report, node: NodeStatus) -> str:
    """Why its answers do not verify it: `NAME: reason; ...`, of the refuted ones alone where there are any."""
    answers = [report.answers[id] for id in node.answers]
    refuted = [answer for answer in answers if answer.evidence and answer.evidence.verdict is Verdict.REFUTED]
    failed = [answer for answer in answers if answer.evidence and answer.evidence.verdict is Verdict.ERROR]
    return "; ".join(f"{answer.name}: {answer.evidence.reason}" for answer in refuted or failed if answer.evidence)
