"""The process that answers one SMT question: `python -m workbench.checkers.smt.child FOLDER`.

It reads `problem.json`, hands to Z3 what the script states, and leaves `claim.json`, written last and in one step,
beside `certificate.json`. Nothing that it says is believed before `SmtChecker.judge` has looked.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from workbench.checkers.smt.smtlib import NotUnderstood, read_script, text_of
from workbench.problems.spec import SATISFIABLE, UNSATISFIABLE, Problem

QUESTION, CLAIM, CERTIFICATE = "problem.json", "claim.json", "certificate.json"


def write_question(problem: Problem, folder: Path, *, seed: int) -> None:
    """Put a problem where `main` finds it."""
    fields = {**asdict(problem), "files": [], "base": str(problem.base)}
    (folder / QUESTION).write_text(json.dumps({"problem": fields, "seed": seed}), encoding="utf-8")


def main(folder: Path) -> None:
    """Answer the question in `folder`; whatever goes wrong becomes part of the claim."""
    question = json.loads((folder / QUESTION).read_bytes())
    fields = question["problem"]
    problem = Problem(**{**fields, "files": (), "base": Path(fields["base"])})
    try:
        claim = answer(text_of(problem), folder, question["seed"])
    except NotUnderstood as error:
        claim = _none(f"the script cannot be used: {error}", failed=True)
    except MemoryError:
        claim = _none("Z3 ran out of memory")
    part = folder / f"{CLAIM}.part"
    part.write_text(json.dumps(claim), encoding="utf-8")
    part.replace(folder / CLAIM)


def answer(text: str, folder: Path, seed: int) -> dict[str, Any]:
    """The claim, its certificate already written."""
    import z3

    script = read_script(text)
    tool = f"z3 {z3.get_version_string()}"
    try:
        solver = z3.Solver()
        solver.set("random_seed", seed)
        solver.from_string(script.stated)
        found = solver.check()
        model = solver.model().sexpr() if found == z3.sat else None
    except z3.Z3Exception as error:
        return _none(f"Z3 does not take the script: {_first_line(error)}", failed=True, tool=tool)
    if found == z3.unknown:
        return _none(f"gave up: Z3 does not know ({solver.reason_unknown()[:200]})", tool=tool)
    (folder / CERTIFICATE).write_text(json.dumps({"model": model}) + "\n", encoding="utf-8")
    kind = "model" if model is not None else "computation"
    said = SATISFIABLE if model is not None else UNSATISFIABLE
    return {"answer": said, "kind": kind, "reason": "", "tool": tool, "failed": False}


def _first_line(error: Exception) -> str:
    value = getattr(error, "value", error)
    said = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    line = said.strip().partition("\n")[0][:300]
    return "".join(one if one.isprintable() else "?" for one in line)  # it may quote the script


def _none(reason: str, *, failed: bool = False, tool: str = "") -> dict[str, Any]:
    return {"answer": None, "kind": None, "reason": reason, "tool": tool, "failed": failed}


if __name__ == "__main__":
    os.umask(0o077)
    main(Path(sys.argv[1]))
