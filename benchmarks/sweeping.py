"""Sweeps: 1,000 answers beside a plain loop over the same SymPy calls; dask beside processes on short tasks."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.measure import Row, command, within

SETS = Path(__file__).resolve().parents[1] / "problems" / "sets"
PLAIN = """
import json
import sympy
from workbench.checkers.symbolic.grammar import parse
from workbench.checkers.symbolic.onto_sympy import OntoSymPy
for line in open({path!r}, encoding="utf-8"):
    asked = json.loads(line)["answer"]
    onto = OntoSymPy({{}})
    given = parse(asked["answer"])
    if "equation" in asked:
        left, right = (onto(side) for side in parse(asked["equation"]).arguments)
        right_one = set(sympy.solve(left - right)) == set(map(onto, given.arguments))
    else:
        right_one = sympy.simplify(onto(parse(asked["expression"])).doit() - onto(given)) == 0
"""
"""What a person would write: SymPy for every answer, believed as it says."""
SAME = """
import json
from pathlib import Path
from workbench.checkers.symbolic.child import free_digits
from workbench.checkers.symbolic.proposing import propose
from workbench.problems.places import Place
from workbench.problems.spec import problem_in
free_digits()
for line in open({path!r}, encoding="utf-8"):
    assert propose(problem_in(json.loads(line), Place(Path(".")))).answer
"""
"""The calls that our children make, exact arithmetic before SymPy, nothing certified or recorded."""
CORES = 2
TASKS = 200


def rows() -> Iterator[Row]:
    """Yield the measurements one by one."""
    yield from _answers()
    yield from _tasks()


def _answers() -> Iterator[Row]:
    path = SETS / "answers.jsonl"
    count = sum(1 for _ in path.open(encoding="utf-8"))
    plain, same = (_loop(program, path) for program in (PLAIN, SAME))
    with tempfile.TemporaryDirectory() as name:
        shutil.copy(path, name)
        Path(name, "workbench.toml").write_text("", encoding="utf-8")
        swept = command("sweep", path.name, "--output", "r.jsonl", cwd=Path(name), codes=(0, 1))
        result = [json.loads(line) for line in Path(name, "r.jsonl").read_text("utf-8").splitlines()]
        beside = _timed_once(partial(_side_by_side, path, Path(name)))
    assert len(result) == count
    yield Row(f"{count:,} answers: a plain loop over SymPy, one process", f"{plain:.1f} s")
    yield Row(f"{count:,} answers: a loop over our children's calls, one process", f"{same:.1f} s")
    yield Row(f"{count:,} answers: the same calls in {CORES} processes: no sweep could be faster", f"{beside:.1f} s")
    yield Row(f"{count:,} answers swept, certified and recorded, {CORES} cores", f"{swept:.1f} s")
    yield Row(
        "rate of the sweep over the plain loop's, over our calls'", f"{plain / swept:.1f}, {same / swept:.1f}", "1.6"
    )
    yield Row(
        "overhead of a problem over our calls on one core", f"{1000 * (swept - same / CORES) / count:.1f} ms", "5 ms"
    )


def _loop(program: str, path: Path) -> float:
    took = within(program.format(path=str(path)), 600)
    if took is None:
        raise RuntimeError("a loop over the answers does not end well")
    return took


def _side_by_side(path: Path, folder: Path) -> None:
    """Our children's calls, every other one in a process of its own."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    parts = [folder / f"part-{number}.jsonl" for number in range(CORES)]
    for number, part in enumerate(parts):
        part.write_text("".join(lines[number::CORES]), encoding="utf-8")
    with ThreadPoolExecutor(CORES) as pool:
        list(pool.map(partial(_loop, SAME), parts))


def _tasks() -> Iterator[Row]:
    """Tasks that only wait: what is left is what the way there and back costs."""
    import distributed

    with (
        ProcessPoolExecutor(2) as processes,
        distributed.LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=2, threads_per_worker=1, dashboard_address=None
        ) as local,
        distributed.Client(local) as client,  # type: ignore[no-untyped-call]
    ):
        for wait in (0.01, 0.1):
            number = TASKS if wait < 0.1 else TASKS // 4
            ideal = number * wait / 2
            waits = [wait] * number
            by_processes = _timed(partial(_by_processes, processes, waits))
            by_dask = _timed(partial(_by_dask, client, waits))
            figure = f"{by_processes / ideal:.2f} and {by_dask / ideal:.2f} of the ideal time"
            yield Row(f"tasks of {1000 * wait:.0f} ms on 2 workers: processes, and dask", figure)


def _by_processes(processes: ProcessPoolExecutor, waits: Sequence[float]) -> None:
    list(processes.map(time.sleep, waits))


def _by_dask(client: Any, waits: Sequence[float]) -> None:
    client.gather(client.map(time.sleep, waits, pure=False))


def _timed(run: Callable[[], object]) -> float:
    run()
    return _timed_once(run)


def _timed_once(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


if __name__ == "__main__":
    for row in rows():
        print(f"| {row.what} | {row.figure} | {row.target} |")
    sys.exit(0)
