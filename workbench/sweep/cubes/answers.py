"""What a worker is told and what it answers, as lines of JSON: no pickle between processes of ours."""

from __future__ import annotations

import msgspec

REFUTED, SATISFIABLE, SPENT, FAILED = "refuted", "satisfiable", "spent", "failed"


class Setting(msgspec.Struct, frozen=True):
    """What a worker is told once; `formula` bytes of DIMACS follow."""

    formula: int
    seed: int
    memory_mb: int
    """Of the solver's process."""
    keep: bool
    """Whether the bytes of each checked proof are to follow its answer."""


class Asked(msgspec.Struct, frozen=True):
    """One cube, and the wall seconds that the solver may take."""

    cube: tuple[int, ...]
    seconds: float


class Answer(msgspec.Struct, frozen=True):
    """What became of one cube."""

    outcome: str
    """`refuted`: its proof was checked | `satisfiable`: not yet believed | `spent`: too hard for its limits |
    `failed`: for reasons that are not the cube's."""
    reason: str = ""
    sha256: str = ""
    bytes: int = 0
    """Hash and size of the proof."""
    model: tuple[int, ...] = ()
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_mb: float = 0.0
    where: str = ""
    """Host and process, for the ledger."""
