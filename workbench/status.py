"""The colour of every node, computed from blueprint, evidence and pairings; pure.

The definitions are those of `docs/status.md`; every report, screen and page is a view of a `Report`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbench.blueprint.model import Blueprint, Finding
from workbench.evidence.record import Evidence, Tier


class Status(StrEnum):
    """The five colours; they exclude one another."""

    DARK_GREEN = "dark_green"
    GREEN = "green"
    BLUE_PROVE = "blue_prove"
    BLUE_STATE = "blue_state"
    WHITE = "white"


class Mark(StrEnum):
    """Signs beside the colour, never in place of it."""

    ASSERTED = "asserted"
    STALE = "stale"
    REFUTED = "refuted"
    FAILED = "failed"
    RUNNING = "running"
    GAP = "gap"
    BROKEN = "broken"


class PairingState(StrEnum):
    """Whether a person accepted the formal object as the statement."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    NEW = "new"
    NONE = "none"
    """Nothing to pair: the node names nothing a machine can be asked."""


SIGNS: Mapping[Status | Mark, str] = {
    Status.DARK_GREEN: "●",
    Status.GREEN: "◉",
    Status.BLUE_PROVE: "◐",
    Status.BLUE_STATE: "◔",
    Status.WHITE: "○",
    Mark.BROKEN: "!",
    Mark.STALE: "~",
    Mark.RUNNING: "…",
    Mark.REFUTED: "✗",
    Mark.FAILED: "✗",
    Mark.ASSERTED: "?",
    Mark.GAP: "∅",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known today about one question of one node."""

    id: str
    """`NODE/NAME`, unique in a report."""
    node: str
    kind: str
    name: str
    checker: str
    fingerprint: str
    """Today's."""
    evidence: Evidence | None
    """The newest recorded; it may be of another fingerprint."""
    fresh: bool
    """The evidence's fingerprint is today's (and, for `unknown`, its limits were no lower than today's)."""
    ran: bool = False
    """This call computed it."""


@dataclass(frozen=True, slots=True)
class NodeStatus:
    """One node as the views show it."""

    node: str
    status: Status
    marks: tuple[Mark, ...]
    tier: Tier | None
    """The weakest of its answers' where all are verified; `asserted` where only the author's word stands; else None."""
    rests_on: tuple[str, ...]
    pairing: PairingState
    answers: tuple[str, ...]
    gaps: int = 0
    """How many gaps stand among its ancestors: what keeps a green node from dark green beside what is not green."""


@dataclass(frozen=True, slots=True)
class Report:
    """One blueprint with everything known about it: what every view is given."""

    blueprint: Blueprint
    findings: tuple[Finding, ...]
    nodes: Mapping[str, NodeStatus]
    answers: Mapping[str, Answer]
    """By answer id."""
