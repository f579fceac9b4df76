"""What is to be asked: every question of a blueprint, and which of them have no fresh answer yet."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.evidence.record import Limits
from workbench.problems.spec import Problem


@dataclass(frozen=True, slots=True)
class Question:
    """One question to one checker. Two nodes that ask the same share a fingerprint, and it is run once."""

    fingerprint: str
    kind: str
    """`problem` | `lean`."""
    name: str
    """The problem's id, or the Lean declaration."""
    checker: str
    """The name under which `workbench.checkers.registry` finds it."""
    problem: Problem | None
    """None for a Lean declaration."""
    expect: str | None
    """What counts as verified; None where any decision does (`solve` without an expectation)."""
    limits: Limits
