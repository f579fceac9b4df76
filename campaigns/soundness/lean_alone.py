"""Lean's own LRAT checker asked by itself about many proofs, as if ours were not there."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from campaigns.soundness.samples import Clauses
from workbench.checkers.sat import lean_lrat
from workbench.checkers.sat.second import lean_std

_DRIVER = """
import json, runpy, sys
names = runpy.run_path(sys.argv[1])
lean = names["Lean"](sys.argv[2])
for formula, proof in json.load(sys.stdin):
    try:
        print(json.dumps(names["ask"](lean, formula, proof)["accepted"] is True), flush=True)
    except names["Fault"]:
        print("false", flush=True)
"""


def accepts(pairs: Sequence[tuple[Clauses, bytes]]) -> list[bool]:
    """Whether it takes each proof, as it stands, for a refutation; one that it cannot read it does not.

    Raises RuntimeError where its process ends before all are answered.
    """
    with tempfile.TemporaryDirectory(prefix="workbench-soundness-") as name:
        files = []
        for number, (clauses, proof) in enumerate(pairs):
            formula, given = Path(name) / f"{number}.cnf", Path(name) / f"{number}.lrat"
            formula.write_text(dimacs(clauses), encoding="ascii")
            given.write_bytes(proof)
            files.append((str(formula), str(given)))
        argv = [sys.executable, "-I", "-S", "-c", _DRIVER, lean_lrat.__file__, str(lean_std().library)]
        ran = subprocess.run(argv, input=json.dumps(files), capture_output=True, text=True, timeout=300, check=False)
    said = [line == "true" for line in ran.stdout.splitlines()]
    if (ran.returncode, len(said)) != (0, len(pairs)):
        raise RuntimeError(f"Lean's LRAT checker ended after {len(said)} of {len(pairs)} proofs: {ran.stderr[-300:]}")
    return said


def dimacs(clauses: Clauses) -> str:
    """The formula as a DIMACS file."""
    variables = max((abs(literal) for clause in clauses for literal in clause), default=0)
    lines = [" ".join(map(str, (*clause, 0))) for clause in clauses]
    return "\n".join([f"p cnf {variables} {len(clauses)}", *lines]) + "\n"
