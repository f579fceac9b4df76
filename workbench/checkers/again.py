"""Ask a program once more: what rests on its word alone counts here only where it says the same here."""

from __future__ import annotations

import tempfile
from pathlib import Path

from workbench.checkers.base import Checker, Opinion, RejectedCertificate, Runner
from workbench.errors import WorkbenchError
from workbench.problems.spec import Problem


class NoAnswer(WorkbenchError):
    """What a program said once could not be computed again."""


def asked_again(checker: Checker, problem: Problem, answer: str, run: Runner | None, who: str) -> Opinion:
    """Run the checker's child anew and compare: a certificate from elsewhere that only repeats a program's word proves
    nothing by itself. Raises RejectedCertificate where it says otherwise, NoAnswer where it says nothing."""
    if run is None:
        return Opinion((), f"{who} was not asked again")
    with tempfile.TemporaryDirectory(prefix="workbench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        argv = checker.command(problem, folder, cores=1, seed=0)
        ran = run(argv, folder, read=(problem.base, *problem.files) if problem.files else ())
        claim = checker.claim(folder)
    if ran.ended_by is not None:
        raise NoAnswer(f"{who} did not get through again within {ran.limit}", remedy="raise --timeout or --memory")
    if claim.answer is None:
        raise NoAnswer(f"{who} gives no answer here: {claim.reason}", remedy="`workbench check` asks anew")
    if claim.answer != answer:
        raise RejectedCertificate(f"computed again, {who} says {claim.answer[:200]}")
    return Opinion((), f"{who} was asked twice")
