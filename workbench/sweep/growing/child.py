"""The process that a growing search talks to: `python -m workbench.sweep.growing.child`, behind the wall.

It keeps one solver from step to step. Where every clause of the last formula is a clause of the next, which is looked
at and not assumed, the solver is given the new clauses alone: what it has learned stays true. The last model is
extended first, its variables fixed; where that fails it is what the search begins from. Where a clause is gone, the
solver is made anew. Nothing that is said here is believed before a witness was verified or a proof checked.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from workbench.errors import WorkbenchError
from workbench.problems.cnf import CNF
from workbench.problems.spec import SATISFIABLE, UNSATISFIABLE, family_of, family_problem

QUESTION = "question.json"
EXTENDED, REUSED, ANEW = "extended", "reused", "anew"
"""How a step was answered: the last witness was extended; learned clauses were used again; neither."""


class Growing:
    """One formula that grows, and the solver that knows it."""

    def __init__(self) -> None:
        self._solver: Any = None
        self._clauses: set[frozenset[int]] = set()
        self._variables = 0
        self._model: list[int] | None = None

    def step(self, formula: CNF) -> tuple[list[int] | None, str, bool]:
        """A model or None; how it came about; whether the formula has all clauses of the one before."""
        clauses = set(map(frozenset, formula.clauses))
        contains = self._solver is not None and self._clauses <= clauses
        if not contains:
            self._begin()
        for clause in clauses - self._clauses:
            self._solver.add_clause(list(clause))
        before, last = self._variables, self._model
        self._clauses, self._variables = clauses, formula.variables
        if frozenset() in clauses:
            self._model = None
            return None, REUSED if contains else ANEW, contains
        if last is not None:
            fixed = [literal for literal in last if abs(literal) <= before]
            if self._solver.solve(assumptions=fixed):
                return self._found(), EXTENDED, contains
            self._solver.set_phases(fixed)
        satisfiable = self._solver.solve()
        self._model = None
        return self._found() if satisfiable else None, REUSED if contains else ANEW, contains

    def _begin(self) -> None:
        from pysat.solvers import Cadical195

        if self._solver is not None:
            self._solver.delete()
        self._solver = Cadical195()
        self._clauses, self._variables, self._model = set(), 0, None

    def _found(self) -> list[int]:
        true = set(self._solver.get_model())
        self._model = [v if v in true else -v for v in range(1, self._variables + 1)]
        return self._model


def main() -> None:
    """Answer a value a line until stdin ends."""
    question = json.loads(Path(QUESTION).read_text(encoding="utf-8"))
    growing = Growing()
    for line in sys.stdin:
        started = time.process_time()
        try:
            said = _answer(growing, question, int(line))
        except WorkbenchError as error:
            said = {"fault": str(error)}
        except MemoryError:
            said = {"fault": "out of memory"}
        said["cpu_seconds"] = time.process_time() - started
        print(json.dumps(said, separators=(",", ":")), flush=True)


def _answer(growing: Growing, question: dict[str, Any], value: int) -> dict[str, Any]:
    given = {**question["parameters"], question["grows"]: value}
    family, parameters = family_of(family_problem(question["family"], given, base=Path(question["base"])))
    encoding = family.encode(parameters)
    model, how, contains = growing.step(encoding.solved)
    said: dict[str, Any] = {"answer": UNSATISFIABLE if model is None else SATISFIABLE, "how": how, "contains": contains}
    return said if model is None else {**said, "witness": family.decode(parameters, model)}


if __name__ == "__main__":
    main()
