"""The author's word held against what was established: in what a node of the two views differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbench.blueprint.asserted import Asserted, asserted
from workbench.status import Mark, NodeStatus, Report, Status


class Difference(StrEnum):
    """How the two views of a node differ, the loudest first."""

    CONTRADICTED = "contradicted"
    UNFOUNDED = "unfounded"
    HOLLOW = "hollow"
    UNCLAIMED = "unclaimed"
    WORK = "work"
    NONE = "none"


DIFFERENCE_WORDS: Mapping[Difference, str] = {
    Difference.CONTRADICTED: "asserted, and a check says otherwise",
    Difference.UNFOUNDED: "said to be done, and nothing here shows it",
    Difference.HOLLOW: "said to be done with all it uses, and something under it is not",
    Difference.UNCLAIMED: "established here, and its author does not say so",
    Difference.WORK: "done by neither, and not the same work is ready",
    Difference.NONE: "both views agree",
}

WORDS: Mapping[str, str] = {
    "fully_proved": "proved with all it uses",
    "proved": "proved",
    "defined": "defined",
    "mathlib": "in Mathlib",
    "can_prove": "ready to prove",
    "stated": "stated",
    "can_state": "ready to state",
    "not_ready": "not ready",
    "": "nothing said",
}
"""What leanblueprint's colours mean, by their keys."""

_AS_STATUS: Mapping[str, Status] = {
    "fully_proved": Status.DARK_GREEN,
    "proved": Status.GREEN,
    "defined": Status.GREEN,
    "can_prove": Status.BLUE_PROVE,
    "can_state": Status.BLUE_STATE,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One node in both views."""

    node: str
    word: str
    """A key of `WORDS`: the fill of the asserted view, else its border."""
    claimed: Status
    """The status that the word stands for; white where it claims no more than a statement."""
    status: NodeStatus
    difference: Difference


def claims(report: Report) -> tuple[Claim, ...]:
    """Every node of a report in both views, in document order."""
    words = asserted(report.blueprint)
    return tuple(_claim(words[id], node) for id, node in report.nodes.items())


def _claim(said: Asserted, node: NodeStatus) -> Claim:
    word = said.fill_means or said.border_means or ""
    if word == "can_prove" and said.shape == "box":  # of a definition, which has no proof
        word = "can_state"
    claimed = _AS_STATUS.get(word, Status.WHITE)
    return Claim(node.node, word, claimed, node, _difference(word, claimed, node))


def _difference(word: str, claimed: Status, node: NodeStatus) -> Difference:
    done = (Status.GREEN, Status.DARK_GREEN)
    if Mark.BROKEN in node.marks:
        return Difference.CONTRADICTED
    if claimed in done and node.status not in done:
        return Difference.UNFOUNDED
    if claimed is Status.DARK_GREEN and node.status is Status.GREEN:
        return Difference.HOLLOW
    if claimed not in done and node.status in done:
        return Difference.UNCLAIMED
    if claimed in done or node.status is claimed or (word in ("stated", "mathlib") and node.stated):
        return Difference.NONE
    return Difference.WORK
