"""The formula of a question, encoded in a fresh interpreter: `python -I formula.py ROOT PLAIN_LRAT`.

It imports `workbench.problems` and nothing else of ours, reads `question.json`, writes `formula.cnf`, and prints a line
of JSON with its hash. The two enumerations of the family are compared here, what a solver would count otherwise is
rewritten by other code than the checker's, and a DIMACS file is read by the plain checker's reader as well as by ours.
"""

from __future__ import annotations

import hashlib
import json
import runpy
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

Clause = Sequence[int]


def written(question: dict[str, Any], plain_lrat: Path, target: Path) -> dict[str, Any]:
    """Write the formula; says its hash, or why there is none."""
    from workbench.errors import WorkbenchError
    from workbench.problems.spec import Problem, family_of

    base = Path(question["base"])
    problem = Problem(question["id"], "", question["kind"], question["expect"], question["body"], base=base)
    try:
        family, parameters = family_of(problem)
        encoding = family.encode(parameters)
        if not sets(encoding.kept) <= sets(encoding.plain.clauses) == sets(family.recount(parameters)):
            return {"accepted": False, "reason": f"the two enumerations of {family.name} differ"}
        if family.name == "dimacs" and sets(encoding.plain.clauses) != read_plainly(plain_lrat, parameters["file"]):
            return {"accepted": False, "reason": "two readers of the DIMACS file differ"}
    except WorkbenchError as error:
        return {"accepted": None, "reason": str(error)}
    text = dimacs(encoding.variables, [*encoding.kept, *(clause for one in encoding.added for clause in one.clauses)])
    target.write_bytes(text)
    return {"accepted": True, "reason": "the same formula", "sha256": hashlib.sha256(text).hexdigest()}


def sets(clauses: Iterable[Clause]) -> set[frozenset[int]]:
    return {frozenset(clause) for clause in clauses}


def read_plainly(plain_lrat: Path, file: Path) -> set[frozenset[int]]:
    return set(runpy.run_path(str(plain_lrat))["formula_clauses"](file.read_bytes()).values())


def dimacs(variables: int, clauses: Iterable[Clause]) -> bytes:
    """In normal form: no literal twice in a clause, no tautology, and two clauses (u z) (u -z) in place of a unit."""
    lines: list[str] = []
    for clause in clauses:
        literals = list(dict.fromkeys(clause))
        if {-literal for literal in literals} & set(literals):
            continue
        if len(literals) == 1:
            variables += 1
            lines += [f"{literals[0]} {sign}{variables} 0" for sign in ("", "-")]
        else:
            lines.append(" ".join(map(str, [*literals, 0])))
    return "\n".join([f"p cnf {variables} {len(lines)}", *lines, ""]).encode("ascii")


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    asked = json.loads(Path("question.json").read_bytes())
    print(json.dumps(written(asked, Path(sys.argv[2]), Path("formula.cnf"))))
