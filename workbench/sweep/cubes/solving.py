"""One question answered by cubes: from the problem to evidence, with a ledger that a later run goes on from."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.checkers.registry import checker
from workbench.checkers.sat.cubes import formula_sha256
from workbench.checkers.sat.formula import Formula, formula_of
from workbench.checkers.sat.lrat import VERSION
from workbench.dispatch.declarations import heading
from workbench.dispatch.plan import Question
from workbench.dispatch.referee_cubes import LEDGER
from workbench.errors import WorkbenchError
from workbench.evidence.record import Cost, Evidence
from workbench.problems.cnf import Clause
from workbench.problems.dimacs import cnf_text
from workbench.sweep.cubes import combine
from workbench.sweep.cubes.combine import Hold
from workbench.sweep.cubes.conquer import Conquest, Outcome
from workbench.sweep.cubes.estimate import Left, left
from workbench.sweep.cubes.executors import Processes, Workers
from workbench.sweep.cubes.keeping import gone, tidy
from workbench.sweep.cubes.ledger import Ledger
from workbench.sweep.cubes.lookahead import Lookahead

FIRST, FIRST_A_WORKER, MOST_FIRST = 64, 8, 100_000
"""Cubes of the first split: at least so many, so many for each cube under way, and never more."""
AGAIN = 8
"""What a cube that was too hard is split into."""
CUBE_SECONDS = 20.0
"""What the solver may spend on a cube before it is split."""
TELL_SECONDS = 10.0
"""How often progress is told."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How cubes are to be solved."""

    store: Path
    """The folder `.workbench`; there the ledger lies, unless proofs are kept."""
    jobs: int = 2
    cluster: str | None = None
    """The address of a dask scheduler."""
    seed: int = 0
    keep: Path | None = None
    """A folder in which every proof is kept, and the ledger with them."""
    cube_seconds: float = CUBE_SECONDS
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Solved:
    """The evidence, and how far the ledger has come."""

    evidence: Evidence
    left: Left
    ledger: Path


def ledger_path(setting: Setting, formula: str) -> Path:
    """Where the ledger of a formula lies."""
    if setting.keep is not None:
        return setting.keep / LEDGER
    return setting.store / "cubes" / f"{formula[:32]}-lrat{VERSION}.jsonl"


def solve(
    question: Question,
    setting: Setting,
    *,
    hold: Hold = lambda evidence, certificate: None,
    on_progress: Callable[[Left], None] = lambda left: None,
) -> Solved:
    """Answer a SAT question by cubes. `question.limits` are the wall seconds of this run and the memory of each solver.

    Raises BadInput where the ledger cannot be used or nobody answers for the cluster, MissingTool, OSError. On
    KeyboardInterrupt what had finished is in the ledger.
    """
    problem = question.problem
    assert problem is not None
    checker(question.checker)  # a missing tool is found now
    started, used = time.monotonic(), time.process_time()
    formula = formula_of(problem)
    digest = formula_sha256(formula)
    path = ledger_path(setting, digest)
    if setting.keep is None:
        _ignore(setting.store)
    with Ledger(path, digest, f"lrat/{VERSION}", problem.id, proofs_kept=setting.keep is not None) as ledger:
        if setting.keep is not None:
            ledger.forget([cube for cube, proved in ledger.refuted.items() if gone(setting.keep, proved)])
            tidy(setting.keep, {proved.number for proved in ledger.refuted.values()})
        before = left(ledger).spent
        outcome = _run(formula, ledger, question, setting, started + question.limits.seconds, on_progress)
        now = left(ledger)
        cpu = now.spent - before + time.process_time() - used
        cost = Cost(round(time.monotonic() - started, 3), round(cpu, 3), outcome.peak_mb)
        what = {**heading(question), "cost": cost, "tool": _tool(setting)}
        evidence = _evidence(question, ledger, digest, outcome, setting, hold, what)
        return Solved(evidence, now, path)


def _run(
    formula: Formula,
    ledger: Ledger,
    question: Question,
    setting: Setting,
    deadline: float,
    on_progress: Callable[[Left], None],
) -> Outcome:
    if ledger.roots and not ledger.waiting():
        return Outcome(finished=True)
    with _workers(formula, question, setting) as workers, Lookahead(formula.encoding.solved) as lookahead:
        if not ledger.roots:
            ledger.plan(_shuffled(lookahead.split((), _first(workers.width, setting)), setting.seed))

        def again(cube: Clause) -> list[Clause]:
            return lookahead.split(cube, AGAIN)

        told = time.monotonic()

        def tell(ledger: Ledger) -> None:
            nonlocal told
            if time.monotonic() > told + TELL_SECONDS:
                told = time.monotonic()
                on_progress(left(ledger))

        conquest = Conquest(ledger, workers, again, setting.cube_seconds, deadline, setting.keep, tell)
        try:
            return conquest.run()
        except WorkbenchError as error:  # the cluster is lost; what had finished is not
            return Outcome(reason=str(error), failed=True)


def _first(width: int, setting: Setting) -> int:
    return setting.first or min(MOST_FIRST, max(FIRST, FIRST_A_WORKER * width))


def _shuffled(cubes: list[Clause], seed: int) -> list[Clause]:
    """In random order, so that what is finished is a fair sample of the rest."""
    from random import Random

    Random(seed).shuffle(cubes)
    return cubes


@contextmanager
def _workers(formula: Formula, question: Question, setting: Setting) -> Iterator[Workers]:
    with tempfile.TemporaryDirectory(prefix="workbench-cubes-", ignore_cleanup_errors=True) as name:
        path = Path(name) / "formula.cnf"
        path.write_text(cnf_text(formula.normalised.formula), encoding="ascii")
        made: dict[str, Any] = {
            "seed": setting.seed,
            "memory_mb": question.limits.memory_mb,
            "keep": setting.keep is not None,
        }
        workers: Workers
        if setting.cluster is not None:
            from workbench.sweep.cubes.cluster import Cluster

            workers = Cluster(setting.cluster, path, **made)
        else:
            workers = Processes(path, setting.jobs, **made)
        with closing(workers):
            yield workers


def _evidence(
    question: Question,
    ledger: Ledger,
    digest: str,
    outcome: Outcome,
    setting: Setting,
    hold: Hold,
    what: dict[str, Any],
) -> Evidence:
    if outcome.model is not None:
        return combine.satisfied(question, outcome.model, hold=hold, what=what)
    if outcome.finished:
        where = setting.cluster or "this machine"
        return combine.refuted(question, ledger, digest, where=where, keep=setting.keep, hold=hold, what=what)
    said = left(ledger).sentence(None if setting.cluster else setting.jobs)
    if outcome.failed:
        return Evidence.error(f"{outcome.reason}; {said}; all of it is kept in {ledger.path}", **what)
    spent = f"gave up: {question.limits.seconds:g} s were spent (--timeout)"
    return Evidence.unknown(f"{spent}; {said}; run the same again to go on from {ledger.path}", **what)


def _ignore(store: Path) -> None:
    store.mkdir(parents=True, exist_ok=True)
    ignore = store / ".gitignore"
    if not ignore.exists():
        ignore.write_text("# Evidence belongs to one machine; `workbench evidence export` carries it.\n*\n")


def _tool(setting: Setting) -> str:
    from importlib.metadata import version

    by = f"dask.distributed {version('distributed')}" if setting.cluster else f"{setting.jobs} processes"
    return f"CaDiCaL 3.0.0 (python-sat {version('python-sat')}), look-ahead cubes, {by}"
