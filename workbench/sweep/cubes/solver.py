"""The process that solves cubes, behind the wall: `python -m workbench.sweep.cubes.solver SEED text|binary`.

It reads the formula from `formula.cnf` in its folder, then a cube a line (literals, ended by 0) from stdin. For each it
leaves `proof.lrat` and says in a line of JSON what came out. Nothing that it says is believed before `worker.py` has
checked the proof.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from workbench.checkers.sat import cadical
from workbench.checkers.sat.child import empty_clause_proof
from workbench.checkers.sat.cubes import under
from workbench.problems.cnf import CNF, Clause
from workbench.problems.dimacs import read_cnf

FORMULA, PROOF = "formula.cnf", "proof.lrat"
OPTIONS = {"stabilizeonly": 1}
"""For cubes of W(3,12) a sixth less time: where all is combinatorial, restarting often gains nothing."""


def main(seed: int, binary: bool) -> None:
    """Answer until stdin ends."""
    formula = read_cnf(Path(FORMULA))
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        cube = tuple(map(int, line.split()[:-1]))
        started = time.process_time()
        said = _solved(formula, cube, seed, binary)
        said["cpu_seconds"] = time.process_time() - started
        said["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(said), flush=True)


def _solved(formula: CNF, cube: Clause, seed: int, binary: bool) -> dict[str, Any]:
    if () in formula.clauses:
        Path(PROOF).write_text(empty_clause_proof(under(formula, cube)), encoding="ascii")
        return {"model": None}
    try:
        model = cadical.solve(under(formula, cube), Path(PROOF), seed, likely=False, binary=binary, options=OPTIONS)
    except MemoryError:
        return {"fault": "ran out of memory"}
    except cadical.TruncatedProof:
        return {"fault": "could not write its proof whole: is the disk full?"}
    except OSError as error:
        return {"fault": f"could not write its proof: {error.strerror}"}
    return {"model": None if model is None else model[: formula.variables]}


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] == "binary")
