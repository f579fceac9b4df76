"""How long answers take: the sample, the Pythagorean witness, and proofs found and checked."""

from __future__ import annotations

import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row, command, seconds, spread, within

ROOT = Path(__file__).resolve().parents[1]
SEEDS = range(1, 6)
OTHERS = ("cadical195", "kissat404")


def rows() -> Iterator[Row]:
    """Yield the measurements one by one."""
    yield from _sample()
    yield from _pythagorean(7824)
    yield from _proof("S(4): schur", "schur", "n=45", "colours=4")
    yield from _proof("W(3,10): van-der-waerden", "van-der-waerden", "n=97", "lengths=3,10")


def _sample() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("workbench.toml", "workbench.lock"):
            shutil.copy(ROOT / name, root)
        for name in ("blueprints", "problems"):
            shutil.copytree(ROOT / name, root / name)
        cold = command("check", "--jobs", "2", cwd=root)
        again = seconds(lambda: command("check", cwd=root), 5)
    yield Row("check of the sample, cold", f"{cold:.1f} s", "60 s")
    yield Row("check of the sample, nothing changed, as a process", spread(again), "0.5 s")


def _pythagorean(n: int) -> Iterator[Row]:
    question = ("solve", "pythagorean-triples", f"n={n}", "--jobs", "2", "--timeout", "300")
    walls = [command(*question, "--seed", str(seed)) for seed in SEEDS]
    each = ", ".join(f"{t:.1f}" for t in walls)
    yield Row(
        f"Pythagorean {n}, {len(walls)} seeds, 2 processes", f"{statistics.median(walls):.1f} s median ({each})", "10 s"
    )
    for solver in OTHERS:
        took = within(_SOLVE.format(n=n, solver=solver), 60)
        yield Row(
            f"Pythagorean {n}, the reduced formula, {solver} alone", "over 60 s" if took is None else f"{took:.1f} s"
        )


_SOLVE = """
from pysat.solvers import Solver
from workbench.problems.families.registry import family
formula = family("pythagorean-triples").encode({{"n": {n}, "colours": 2}}).solved
with Solver(name="{solver}", bootstrap_with=[list(c) for c in formula.clauses]) as solver:
    assert solver.solve()
"""


def _proof(label: str, *question: str) -> Iterator[Row]:
    from workbench.checkers.sat.lrat import check_lrat
    from workbench.problems.dimacs import read_cnf

    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "kept"
        command("solve", *question, "--timeout", "300", "--keep", str(kept))
        solved = json.loads((kept / "answer.json").read_text(encoding="utf8"))["seconds"]
        formula, proof = read_cnf(kept / "problem.cnf"), kept / "proof.lrat"
        lemmas = check_lrat(formula, proof).lemmas
        check = statistics.median(_check(formula, proof) for _ in range(5))
        second = statistics.median(_check_again(formula, proof) for _ in range(3))
    yield Row(
        f"{label}, LRAT lemmas checked a second", f"{lemmas / check:,.0f} ({lemmas:,} in {check:.2f} s)", "500,000"
    )
    yield Row(f"{label}, check time over solve time", f"{check / solved:.3f}", "0.1")
    yield Row(
        f"{label}, Lean's own checker, lemmas a second", f"{lemmas / second:,.0f} ({second:.2f} s, process and all)"
    )
    yield Row(f"{label}, time of Lean's own checker over solve time", f"{second / solved:.3f}", "0.3")


def _check(formula: object, proof: Path) -> float:
    from workbench.checkers.sat.lrat import check_lrat

    start = time.perf_counter()
    check_lrat(formula, proof)  # type: ignore[arg-type]
    return time.perf_counter() - start


def _check_again(formula: object, proof: Path) -> float:
    from workbench.checkers.sat.second import agreed, second_opinion
    from workbench.dispatch.certifying import Sandboxed

    start = time.perf_counter()
    opinion = second_opinion(formula, proof, Sandboxed.under(None))  # type: ignore[arg-type]
    took = time.perf_counter() - start
    if not agreed(opinion.rests_on):
        raise RuntimeError(opinion.reason)
    return took
