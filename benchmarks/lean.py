"""How long the embedded Lean takes: its core, what a file costs beside its proofs, compiling and auditing many."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measure import Row, seconds, spread


def rows() -> Iterator[Row]:
    """Yield the measurements one by one."""
    yield from _core()
    yield from _overhead()
    yield _compiled(300)
    yield _audited(1000)


def _core() -> Iterator[Row]:
    from workbench.checkers.lean.core import ensure_core, ensure_program
    from workbench.checkers.lean.toolchain import embedded

    with tempfile.TemporaryDirectory() as folder, _cache(folder):
        lean = embedded()
        start = time.perf_counter()
        ensure_core(lean)
        core = time.perf_counter() - start
        start = time.perf_counter()
        ensure_program(lean)
        program = time.perf_counter() - start
    yield Row("Lean: core library built, once for a version", f"{core:.1f} s", "15 s")
    yield Row("Lean: program of the audit built, once for a version", f"{program:.1f} s")


@contextmanager
def _cache(folder: str) -> Iterator[None]:
    """A cache of libraries of its own, for as long as it lasts."""
    before = os.environ.get("WORKBENCH_CACHE")
    os.environ["WORKBENCH_CACHE"] = folder
    try:
        yield
    finally:
        del os.environ["WORKBENCH_CACHE"]
        if before is not None:
            os.environ["WORKBENCH_CACHE"] = before


def _overhead() -> Iterator[Row]:
    """One file with one theorem: Lean alone, and with all of compiling behind the wall, audit and replay."""
    from workbench.checkers.lean.core import with_core

    lean = with_core()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "a.lean")
        source.write_text(_theorems(1), encoding="utf-8")
        argv = lean.argv(["-o", "a.olean", "a.lean"])
        alone = seconds(lambda: subprocess.run(argv, cwd=folder, env=lean.variables(), check=True))
    both = sorted(_check({"A": _theorems(1)}, ["t0"]) for _ in range(7))
    over = statistics.median(both) - statistics.median(alone)
    yield Row("Lean: a file with one theorem, Lean alone", spread(alone))
    yield Row("Lean: the same compiled behind the wall, audited and replayed", spread(both))
    yield Row("Lean: overhead over Lean alone", f"{over:.2f} s", "0.2 s")


def _compiled(number: int) -> Row:
    took = sorted(_check({"A": _theorems(number)}, ["t0"]) for _ in range(3))
    return Row(f"Lean: {number} theorems in one file, compiled, one audited", spread(took))


def _audited(number: int) -> Row:
    names = [f"t{i}" for i in range(number)]
    took = sorted(_check({"A": _theorems(number)}, names, again=True) for _ in range(3))
    return Row(f"Lean: {number:,} declarations of one compiled module audited and replayed", spread(took), "5 s")


def _theorems(number: int) -> str:
    each = "theorem t{0} (n m : Nat) (h : n = m) : n + {0} = m + {0} := by rw [h]\n"
    return "".join(each.format(i) for i in range(number))


def _check(files: Mapping[str, str], names: list[str], *, again: bool = False) -> float:
    """Wall seconds until all these theorems are accepted; `again`: of a second call, where all is compiled already."""
    from workbench.dispatch.lean import ACCEPTED, check_declarations
    from workbench.evidence.record import Limits
    from workbench.lean.modules import read_modules
    from workbench.problems.declaration import THEOREM, Declaration

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "lean").mkdir()
        for name, text in files.items():
            (root / "lean" / f"{name}.lean").write_text(text, encoding="utf-8")
        asked = [Declaration(name, THEOREM) for name in names]
        for _ in range(2 if again else 1):
            start = time.perf_counter()
            found = check_declarations(read_modules(root, ["lean"]), asked, Limits(), store=root / "store", jobs=2)
            took = time.perf_counter() - start
            if any(outcome.outcome != ACCEPTED for outcome in found.values()):
                raise RuntimeError(f"not accepted: {next(iter(found.values())).reason}")
    return took
