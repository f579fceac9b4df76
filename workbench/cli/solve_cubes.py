"""`workbench solve --cubes`: the same question, answered in parts that survive whatever happens to the run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.cli.terminal import tell
from workbench.errors import BadInput
from workbench.evidence.record import Evidence

if TYPE_CHECKING:
    from workbench.dispatch.plan import Question


def require_formula(question: Question) -> None:
    """Raise BadInput where a question has no formula that could be split."""
    if question.problem is None or question.problem.kind not in ("sat", "dimacs"):
        raise BadInput("only SAT problems are split into cubes", remedy="leave --cubes and --cluster out")


def solve_in_cubes(
    question: Question,
    *,
    jobs: int | None,
    cluster: str | None,
    seed: int,
    keep: Path | None,
    hold: Callable[[Question, Evidence, Path], None],
) -> tuple[Evidence, dict[str, Any]]:
    """The evidence, and for `--format json` how far the ledger has come and where it lies."""
    from workbench.dispatch.runner import processors
    from workbench.sweep.cubes.solving import Setting, solve
    from workbench.workspace import STORE_FOLDER, find_root

    store = find_root(Path.cwd().resolve()) / STORE_FOLDER
    setting = Setting(store, jobs or processors(), cluster, seed, keep)
    solved = solve(
        question,
        setting,
        hold=lambda evidence, certificate: hold(question, evidence, certificate),
        on_progress=lambda left: tell(left.sentence(None if cluster else setting.jobs)),
    )
    return solved.evidence, {**asdict(solved.left), "ledger": str(solved.ledger)}
