"""Two contenders for one formula, each in a process: clause learning answers both ways, local search finds models that
clause learning does not. The first answer ends the other."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

from workbench.checkers.sat import cadical
from workbench.problems.cnf import CNF, Clause
from workbench.problems.spec import SATISFIABLE, UNSATISFIABLE

TELL_SECONDS = 2.0
"""How often whoever listens is told what has been written of a proof."""
HEAD_START_SECONDS = 0.3
"""What clause learning answers at once is not worth the start of a second process."""
YIELDING = 10
"""The niceness of the contender that the expectation does not favour, where both share a core: about a tenth of it."""
PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who answered what: a model, or a refutation in the file that `race` was given, or neither and why."""

    model: list[int] | None
    refuted: bool
    tool: str
    failure: str | None = None


def race(
    solved: CNF,
    normalised: CNF,
    proof: Path,
    *,
    expect: str | None,
    cores: int,
    seed: int,
    tell: Callable[[str], None] = lambda line: None,
) -> Outcome:
    """Let the contenders run until one answers or all have failed. There is no limit of time here: the caller's.

    A model speaks of `solved`; a refutation in `proof` is of `normalised`, which has its clauses in normal form. `tell`
    gets a line now and then on how it goes.
    """
    searches = max(1, cores - 1) if expect != UNSATISFIABLE else 1
    shared = cores < 2
    learning = _start(
        "cadical", _learn, (normalised, proof, seed, expect), YIELDING if shared and expect == SATISFIABLE else 0
    )
    tell("cadical begins")
    running = {learning.link: learning}
    failures: list[str] = []
    try:
        outcome = _first(running, failures, solved.variables, HEAD_START_SECONDS)
        if outcome is None:
            for number in range(searches):
                niceness = YIELDING if shared and expect == UNSATISFIABLE else 0
                contender = _start("ddfw", _search, (solved, seed * 1009 + number), niceness)
                running[contender.link] = contender
            tell("ddfw begins")
            while outcome is None and running:
                outcome = _first(running, failures, solved.variables, TELL_SECONDS)
                if outcome is None and proof.exists():
                    tell(f"a proof of {proof.stat().st_size / 2**20:,.1f} MB so far")
        if outcome is not None:
            tell(f"{outcome.tool} answers")
        return outcome or Outcome(None, False, "", "; ".join(failures))
    finally:
        for contender in running.values():
            contender.process.kill()
            contender.process.join()


@dataclass(frozen=True, slots=True)
class _Contender:
    name: str
    process: ForkProcess
    link: Connection[Any, Any]


def _first(
    running: dict[Connection[Any, Any], _Contender], failures: list[str], variables: int, seconds: float
) -> Outcome | None:
    """The first answer; None where none came in time or nobody is left. Those that failed leave `running`."""
    while running and (ready := connection.wait(list(running), seconds)):
        for link in ready:
            contender = running.pop(link)  # type: ignore[call-overload]  # only connections were waited for
            try:
                answer, said = contender.link.recv()
            except (EOFError, OSError):
                answer, said = "failed", _ending(contender)
            contender.process.kill()
            contender.process.join()
            if answer == SATISFIABLE:
                return Outcome(said[:variables], False, _tool(contender.name))
            if answer == UNSATISFIABLE:
                return Outcome(None, True, _tool(contender.name))
            if answer == "unproven":
                return Outcome(None, False, "", f"{contender.name} {said}")
            if answer == "failed":
                failures.append(f"{contender.name} {said}")
                print(failures[-1], file=sys.stderr, flush=True)
    return None


def _ending(contender: _Contender) -> str:
    contender.process.join()
    code = contender.process.exitcode or 0
    return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"


def _tool(name: str) -> str:
    from importlib.metadata import version

    if name == "cadical":
        return f"CaDiCaL 3.0.0 (python-sat {version('python-sat')})"
    return f"DDFW (workbench {version('blueprint-workbench')})"


def _start(name: str, work: Callable[..., tuple[str, Any]], arguments: tuple[Any, ...], niceness: int) -> _Contender:
    # A forked process shares the formula; none of the threads that make forks unsafe has been started here.
    ours, theirs = connection.Pipe(duplex=False)
    process = get_context("fork").Process(target=_work, args=(os.getpid(), theirs, niceness, work, arguments))
    process.start()
    theirs.close()
    return _Contender(name, process, ours)


def _work(
    parent: int, link: Connection[Any, Any], niceness: int, work: Callable[..., tuple[str, Any]], rest: tuple[Any, ...]
) -> None:
    """The life of a contender: it ends with the process that started it, and says one thing before."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            return
    if niceness:
        os.nice(niceness)
    try:
        said = work(*rest)
    except MemoryError:
        said = "failed", "ran out of memory"
    except cadical.TruncatedProof:
        said = "unproven", "refuted the formula and could not write its proof whole: is the disk full?"
    except OSError as error:
        said = "failed", f"could not write its proof: {error.strerror}"
    link.send(said)


def _learn(formula: CNF, proof: Path, seed: int, expect: str | None) -> tuple[str, Any]:
    model = cadical.solve(formula, proof, seed, likely=expect != UNSATISFIABLE)
    return (UNSATISFIABLE, None) if model is None else (SATISFIABLE, model)


def _search(formula: CNF, seed: int) -> tuple[str, Any]:
    from workbench.checkers.sat.ddfw import search

    simplified = propagate(formula)
    if simplified is None:
        return "nothing", None  # a contradiction: clause learning will say so, with a proof
    fixed, names, clauses = simplified
    found = search(len(names), clauses, seed)
    assert found is not None, "without a bound on restarts the search ends with a model alone"
    true = fixed | {names[abs(x) - 1] * (1 if x > 0 else -1) for x in found}
    return SATISFIABLE, [v if v in true else -v for v in range(1, formula.variables + 1)]


def propagate(formula: CNF) -> tuple[set[int], list[int], list[Clause]] | None:
    """The formula without its units: the literals they fix, the variables that are left, and the clauses over these,
    numbered from 1 in that order; no tautologies, no repeated literals. None for a contradiction."""
    fixed: set[int] = set()
    clauses = [tuple(dict.fromkeys(c)) for c in formula.clauses]
    clauses = [c for c in clauses if not any(-x in c for x in c)]
    while units := {c[0] for c in clauses if len(c) == 1}:
        if any(-x in units for x in units):
            return None
        fixed |= units
        clauses = [tuple(x for x in c if -x not in units) for c in clauses if units.isdisjoint(c)]
        if () in clauses:
            return None
    if () in clauses:
        return None
    names = sorted({abs(x) for c in clauses for x in c})
    number = {v: i for i, v in enumerate(names, 1)}
    return fixed, names, [tuple(number[abs(x)] * (1 if x > 0 else -1) for x in c) for c in clauses]
