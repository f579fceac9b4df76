"""CaDiCaL 3.0.0 as python-sat carries it, made to write an LRAT proof.

A. Biere, T. Faller, K. Fazekas, M. Fleury, N. Froleyks and F. Pollitt, "CaDiCaL 2.0" (CAV 2024). `factor` switches
bounded variable addition on, which python-sat leaves off; it makes pigeonhole formulas tens of times faster, and is
why proofs contain RAT steps. Only python-sat's low-level module writes such a proof to a file.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from workbench.problems.cnf import CNF

_TAIL = 4096
_MODEL = b"\nm "


class TruncatedProof(Exception):
    """The proof on disk does not end with the empty clause, though the solver derived it: the disk is full."""


def solve(
    formula: CNF,
    proof: Path,
    seed: int,
    *,
    likely: bool = True,
    binary: bool = False,
    options: Mapping[str, int] | None = None,
) -> list[int] | None:
    """A model of a normalised formula, one literal a variable; or None, and `proof` is an LRAT refutation.

    Where a model is not `likely` some work is saved, and it takes twice as long to find one. The proof is text, or
    `binary` LRAT; `options` are CaDiCaL's own beside those that are always set. The solver holds the
    interpreter's lock until it is done and cannot be interrupted: run it in a process of its own. Raises
    TruncatedProof, and OSError where the proof cannot be opened.
    """
    options = {**(options or {}), "factor": 1, "seed": seed % 2_000_000_000}
    satisfiable, model = _solve(formula, proof, options, binary=binary, listen=likely)
    if satisfiable and model is None:
        satisfiable, model = _solve(formula, proof, options, binary=binary, listen=True)
    if satisfiable:
        return _complete(model or [], formula.variables)
    if not binary and not ends_with_the_empty_clause(proof):  # of a binary proof its checker says so
        raise TruncatedProof(str(proof))
    return None


def _solve(
    formula: CNF, proof: Path, options: Mapping[str, int], *, binary: bool, listen: bool
) -> tuple[bool, list[int] | None]:
    """The answer, and the model where it can be had: python-sat cannot read one with variables that `factor` made up
    (the process is aborted); only the end of a trace in the format IDRUP has it."""
    import pysolvers

    solver = pysolvers.cadical300_new()
    with ExitStack() as stack:
        listener = _Listener(proof.parent, stack) if listen else None

        def trace(style: str, file: Any, binary: bool = False) -> Any:
            for option, setting in {"lrat": 0, "idrup": 0, "binary": int(binary), style: 1}.items():
                pysolvers.cadical300_set(solver, option, setting)
            return pysolvers.cadical300_tracepr(solver, file)

        for option, setting in options.items():
            pysolvers.cadical300_set(solver, option, setting)
        traces = [trace("idrup", listener.file)] if listener else []
        traces.append(trace("lrat", stack.enter_context(proof.open("wb+")), binary))
        pysolvers.cadical300_dec_vars(solver, formula.variables)  # so that its own variables come after all of ours
        for clause in formula.clauses:
            pysolvers.cadical300_add_cl(solver, list(clause))
        satisfiable = bool(pysolvers.cadical300_solve(solver, [], 0))
        for handle in traces:
            pysolvers.flushpr(handle)
        if not satisfiable:
            return False, None
        if pysolvers.cadical300_nof_vars(solver) <= formula.variables:
            return True, pysolvers.cadical300_model(solver) or []
        return True, listener.model() if listener else None


class _Listener:
    """A process that reads a trace in the format IDRUP and keeps the model at its end alone."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        context = get_context("fork")
        fifo = folder / "trace"  # a named pipe, since python-sat opens what it is given for reading too
        fifo.unlink(missing_ok=True)
        os.mkfifo(fifo, 0o600)
        self.file = stack.enter_context(os.fdopen(os.open(fifo, os.O_RDWR), "rb+", buffering=0))
        self._answer, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=_listen, args=(fifo, self.file.fileno(), theirs), daemon=True)
        self._process.start()
        theirs.close()
        stack.callback(self._process.join)
        stack.callback(self._process.kill)

    def model(self) -> list[int]:
        """The model, once the solver has flushed its trace."""
        answer: list[int] = self._answer.recv()
        return answer


def _listen(fifo: Path, inherited: int, answer: Connection[Any, Any]) -> None:
    reading = os.open(fifo, os.O_RDONLY)
    os.close(inherited)  # the solver alone can write now: where it dies, this process reads the end and goes too
    with suppress(ImportError, AttributeError, OSError):  # Linux alone
        import fcntl

        fcntl.fcntl(reading, fcntl.F_SETPIPE_SZ, 1 << 20)
    kept = b""
    while chunk := os.read(reading, 1 << 20):
        kept += chunk
        at = kept.rfind(_MODEL)
        kept = kept[at:] if at >= 0 else kept[-len(_MODEL) :]
        if kept.startswith(_MODEL) and kept.endswith(b" 0\n"):
            answer.send([int(word) for word in kept[len(_MODEL) :].split()[:-1]])
            return
        time.sleep(0.02)  # the trace comes a line at a time: let some gather


def _complete(model: list[int], variables: int) -> list[int]:
    """One literal for each variable, without those that the solver made up and with those it never saw."""
    true = set(model)
    return [v if v in true else -v for v in range(1, variables + 1)]


def ends_with_the_empty_clause(proof: Path) -> bool:
    """Whether the last whole line is a lemma without literals: what a full disk would have cut off."""
    with proof.open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
        text = file.read()
        while text.endswith(b"\n") and text.count(b"\n") < 2 and file.tell() > len(text):
            size = 4 * len(text)
            file.seek(-min(size, file.seek(0, os.SEEK_END)), os.SEEK_END)
            text = file.read()
    lines = text.split(b"\n")
    return lines[-1] == b"" and any(line.split()[1:2] == [b"0"] for line in lines[-8:])
