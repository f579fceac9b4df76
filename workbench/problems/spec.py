"""A problem: one machine-checkable question, validated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SATISFIABLE = "satisfiable"
UNSATISFIABLE = "unsatisfiable"


@dataclass(frozen=True, slots=True)
class Problem:
    """One question, made by `load_problem` or `family_problem`: every parameter checked, defaults filled in."""

    id: str
    title: str
    kind: str
    """`sat` | `dimacs` | `smt` | `identity` | `answer` | `lean`."""
    expect: str | None
    """What is expected: `satisfiable`, `unsatisfiable`, `true` or a value; None where nothing is."""
    body: Mapping[str, Any]
    """The kind's own table; for `sat` {"family": str, "parameters": {name: int | str | list}}; paths as written."""
    files: tuple[Path, ...] = ()
    """Every file the body names, absolute."""
    open: bool = False
    seconds: float | None = None
    memory_mb: int | None = None
    file: str | None = None
    """The TOML file, relative to the root with `/`; None for a problem put together from parameters."""
    base: Path = field(default_factory=Path)
    """The folder that relative paths of the body start from."""
