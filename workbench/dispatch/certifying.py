"""Certify with second checkers: `checkers.certify`, given what runs a program under limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.checkers.base import Checker, Ran, certify
from workbench.dispatch.sandbox import STDOUT, Access, run, tail
from workbench.evidence.record import Checked, Limits
from workbench.problems.spec import Problem

LEAST_SECONDS, FACTOR = 120.0, 2.0
"""A second checker is given so many times the solver's limit, and so many seconds at least: it should need less than
the solver, and an answer that was found is not to be lost because the machine is busy."""
SPARED_MB = 200.0
"""What is left to the machine where its memory, and not the limit, is what decides."""


def certify_with_both(
    checker: Checker, problem: Problem, kind: str, certificate: Path, limits: Limits | None = None
) -> Checked:
    """What everybody calls who wants a `Checked`; `limits` are those of the question (default: of the machine).

    Raises as `certify` does.
    """
    return certify(checker, problem, kind, certificate, run=Sandboxed.under(limits))


def certify_once(checker: Checker, problem: Problem, kind: str, certificate: Path) -> Checked:
    """The same without second checkers, for sweeps of answers: what rests on a program's word alone is not asked of it
    twice, is of tier `computation` either way, and says so. Raises as `certify` does."""
    return certify(checker, problem, kind, certificate)


@dataclass(frozen=True, slots=True)
class Sandboxed:
    """Runs programs in the sandbox."""

    seconds: float
    memory_mb: float

    @classmethod
    def under(cls, limits: Limits | None) -> Sandboxed:
        """Within these limits and what the machine has now."""
        import psutil

        free = max(SPARED_MB, psutil.virtual_memory().available / 2**20 - SPARED_MB)
        if limits is None:
            return cls(3600.0, free)
        return cls(max(LEAST_SECONDS, FACTOR * limits.seconds), min(limits.memory_mb, free))

    def __call__(self, argv: Sequence[str], folder: Path, *, read: Sequence[Path] = ()) -> Ran:
        """Run `argv` in `folder`. Raises LostChild where somebody killed its guard."""
        limits = Limits(self.seconds, max(1, int(self.memory_mb)))
        finished = run(argv, folder, limits, access=Access(read=tuple(read)))
        limit = f"{self.seconds:g} s and {self.memory_mb:,.0f} MB"
        return Ran(finished.exit, finished.ended_by, tail(folder, STDOUT), tail(folder), limit)
