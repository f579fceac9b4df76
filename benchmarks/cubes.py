"""Cubes against one solver, a growing search against solving each n anew, and dask against processes of our own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Row, command

if TYPE_CHECKING:
    from workbench.dispatch.plan import Question

HARD = ("van-der-waerden", "n=135", "lengths=3,12", "--timeout", "1200")
CORES = 2


def rows() -> Iterator[Row]:
    """Yield the measurements one by one; takes some minutes."""
    yield from cubes()
    yield from growing()


def cubes() -> Iterator[Row]:
    """W(3,12) at n=135, from the question to the checked certificate, one solver beside cubes on two cores."""
    with tempfile.TemporaryDirectory() as name:
        alone = command("solve", *HARD, "--jobs", "1", cwd=Path(name))
        parted = command("solve", *HARD, "--cubes", "--jobs", str(CORES), cwd=Path(name))
        again = command("solve", *HARD, "--cubes", "--jobs", str(CORES), cwd=Path(name))
    yield Row("W(3,12), n=135: one solver, its proof checked by both checkers", f"{alone:.1f} s")
    yield Row(f"the same, cubes on {CORES} cores, each proof checked", f"{parted:.1f} s", f"{alone / 4:.1f} s")
    yield Row("the same again, from the ledger", f"{again:.1f} s")


def growing() -> Iterator[Row]:
    """S(4): every n from 1 to the last that has a colouring, and on to the first that has none."""
    from workbench.dispatch.runner import run
    from workbench.sweep.growing.search import Range, search

    start = time.perf_counter()
    steps = list(search(_schur, Range("n", 1, None), until="unsatisfiable", cores=CORES))
    whole = time.perf_counter() - start
    last = steps[-1].value
    start = time.perf_counter()
    list(search(_schur, Range("n", 1, last - 1), until=None, cores=CORES))
    found = time.perf_counter() - start
    start = time.perf_counter()
    for step in steps[:-1]:
        run([_schur(step.value)], jobs=1, cores=CORES)
    anew = time.perf_counter() - start
    start = time.perf_counter()
    for step in steps[:-1]:
        _plainly(step.value)
    plain = time.perf_counter() - start
    yield Row(f"S(4): n = 1 to {last - 1}, the last witness extended, each verified", f"{found:.1f} s")
    yield Row("the same, each n asked anew", f"{anew:.1f} s ({anew / found:.1f} times)", "3 times")
    yield Row("the same, each n by a new solver in a process of its own, nothing verified", f"{plain:.1f} s")
    yield Row(f"S(4): n = 1 to {last}, with the proof of the last", f"{whole:.1f} s")


def _schur(n: int) -> Question:
    from workbench.dispatch.plan import about
    from workbench.evidence.record import Limits
    from workbench.problems.spec import family_problem

    problem = family_problem("schur", {"n": str(n), "colours": "4"})
    return replace(about(problem, Limits(300)), problem=problem, expect=None)


def _plainly(n: int) -> None:
    """What a short script would do, but for writing the clauses."""
    from workbench.problems.families import family

    formula = family("schur").encode({"n": n, "colours": 4}).solved
    code = (
        "import sys; from pysat.solvers import Cadical195\n"
        "solver = Cadical195(bootstrap_with=[[int(x) for x in line.split()] for line in sys.stdin])\n"
        "assert solver.solve()"
    )
    text = "\n".join(" ".join(map(str, clause)) for clause in formula.clauses)
    subprocess.run([sys.executable, "-c", code], input=text, text=True, check=True)


if __name__ == "__main__":
    for row in rows():
        print(f"| {row.what} | {row.figure} | {row.target} |", flush=True)
