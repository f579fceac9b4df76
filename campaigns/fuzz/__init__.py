"""Fuzzing: each reader of Workbench is fed with what was right once and is damaged now (`make fuzz`).

Each module with a `READER` or with `READERS` says what is fed and what must hold of what is accepted; `smt`, `bundle`
and `lean_json` collect the readers of one kind. The engine: `case` judges one input, `child` feeds a reader within a
process, `attack` watches it from outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from campaigns.report import Report


def run(count: int, *, seed: int = 0, only: tuple[str, ...] = (), keep: Path | None = None) -> Report:
    """`count` cases for each reader, or for those that are named, and all large inputs."""
    from campaigns.fuzz.campaign import run  # here, for the children import this package, too

    return run(count, seed=seed, only=only, keep=keep)
