"""The process that answers one SAT question: `python -m workbench.checkers.sat.child FOLDER`.

It reads `problem.json`, encodes, runs the portfolio, and leaves `claim.json`, written last and in one step, beside
`witness.json` or `proof.lrat`. Nothing that it says is believed before `SatChecker.judge` has seen the certificate.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from workbench.checkers.sat.formula import Formula, formula_of
from workbench.checkers.sat.portfolio import Outcome, race
from workbench.errors import WorkbenchError
from workbench.problems.cnf import CNF
from workbench.problems.spec import SATISFIABLE, UNSATISFIABLE, Problem, family_of

QUESTION, CLAIM, WITNESS, PROOF = "problem.json", "claim.json", "witness.json", "proof.lrat"


def write_question(problem: Problem, folder: Path, *, cores: int, seed: int) -> None:
    """Put a problem where `main` finds it."""
    fields = {**asdict(problem), "files": [], "base": str(problem.base)}
    question = {"problem": fields, "cores": cores, "seed": seed}
    (folder / QUESTION).write_text(json.dumps(question), encoding="utf-8")


def main(folder: Path) -> None:
    """Answer the question in `folder`; whatever goes wrong becomes part of the claim."""
    question = json.loads((folder / QUESTION).read_text(encoding="utf-8"))
    fields = question["problem"]
    problem = Problem(**{**fields, "files": (), "base": Path(fields["base"])})
    try:
        claim = answer(problem, folder, cores=question["cores"], seed=question["seed"])
    except WorkbenchError as error:
        claim = _no_answer(str(error))
    except MemoryError:
        claim = _no_answer("the encoder ran out of memory")
    except OSError as error:
        claim = _no_answer(f"{error.filename or folder}: {error.strerror}")
    part = folder / f"{CLAIM}.part"
    part.write_text(json.dumps(claim), encoding="utf-8")
    part.replace(folder / CLAIM)


def answer(problem: Problem, folder: Path, *, cores: int, seed: int) -> dict[str, Any]:
    """The claim, its certificate already written."""
    formula = formula_of(problem)
    proof = folder / PROOF
    if formula.normalised.refuted_at_once:
        proof.write_text(empty_clause_proof(formula.normalised.formula), encoding="ascii")
        return _claim(UNSATISFIABLE, "lrat", PROOF, "workbench: the formula has the empty clause")
    solved = formula.encoding.solved
    _tell(f"encoded: {solved.variables:,} variables, {len(solved.clauses):,} clauses")
    outcome = race(solved, formula.normalised.formula, proof, expect=problem.expect, cores=cores, seed=seed, tell=_tell)
    if outcome.refuted:
        return _claim(UNSATISFIABLE, "lrat", PROOF, outcome.tool)
    if outcome.model is None:
        return _no_answer(f"no solver answered: {outcome.failure}")
    return _witness(problem, formula, outcome, folder)


def _tell(line: str) -> None:
    """To the log that a person may follow."""
    print(line, flush=True)


def _witness(problem: Problem, formula: Formula, outcome: Outcome, folder: Path) -> dict[str, Any]:
    family, parameters = family_of(problem)
    assert outcome.model is not None
    witness = family.decode(parameters, outcome.model[: formula.encoding.variables])
    (folder / WITNESS).write_text(json.dumps(witness, separators=(",", ":")) + "\n", encoding="utf-8")
    return _claim(SATISFIABLE, "witness", WITNESS, outcome.tool)


def empty_clause_proof(formula: CNF) -> str:
    """The LRAT proof of a formula that holds the empty clause: it follows from that clause."""
    return f"{len(formula.clauses) + 1} 0 {formula.clauses.index(()) + 1} 0\n"


def _claim(answer: str, kind: str, certificate: str, tool: str) -> dict[str, Any]:
    return {"answer": answer, "kind": kind, "certificate": certificate, "tool": tool, "reason": ""}


def _no_answer(reason: str) -> dict[str, Any]:
    return {"answer": None, "kind": None, "certificate": None, "tool": "", "reason": reason}


if __name__ == "__main__":
    os.umask(0o077)
    main(Path(sys.argv[1]))
