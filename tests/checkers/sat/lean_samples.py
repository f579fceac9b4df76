"""Lean's own LRAT checker asked about many formulas and proofs in one child."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from workbench.checkers.sat import lean_lrat
from workbench.checkers.sat.second import lean_std
from workbench.problems.cnf import CNF
from workbench.problems.dimacs import cnf_text

DRIVER = """
import json, runpy, sys
names = runpy.run_path(sys.argv[1])
lean = names["Lean"](sys.argv[2])
for formula, proof in json.load(sys.stdin):
    try:
        print(json.dumps(names["ask"](lean, formula, proof)), flush=True)
    except names["Fault"] as fault:
        print(json.dumps({"fault": str(fault)}), flush=True)
"""


def lean_says(pairs: Sequence[tuple[CNF, bytes]], folder: Path) -> list[dict[str, object]]:
    """What `lean_lrat.py` prints for each pair, the proof as it stands."""
    files = []
    for number, (formula, proof) in enumerate(pairs):
        (folder / f"{number}.cnf").write_text(cnf_text(formula), encoding="ascii")
        (folder / f"{number}.lrat").write_bytes(proof)
        files.append((str(folder / f"{number}.cnf"), str(folder / f"{number}.lrat")))
    argv = [sys.executable, "-I", "-S", "-c", DRIVER, lean_lrat.__file__, str(lean_std().library)]
    ran = subprocess.run(argv, input=json.dumps(files), capture_output=True, text=True, timeout=100, check=False)
    said = [json.loads(line) for line in ran.stdout.splitlines()]
    assert (ran.returncode, len(said)) == (0, len(pairs)), f"after {len(said)} of {len(pairs)}: {ran.stderr}"
    return said


def lean_accepts(pairs: Sequence[tuple[CNF, bytes]], folder: Path) -> list[bool]:
    """Whether it accepts each; a proof that it cannot read it does not accept."""
    return [said.get("accepted") is True for said in lean_says(pairs, folder)]
