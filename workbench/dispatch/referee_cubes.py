"""What a referee's folder holds beside the rest where a refutation is in parts (`solve --cubes --keep`)."""

from __future__ import annotations

from pathlib import Path

from workbench.checkers.sat.cubes import KIND, PROOFS, Cubes, read_cubes
from workbench.problems.cnf import CNF
from workbench.problems.dimacs import cnf_text

CERTIFICATE, ICNF, COVER, LEDGER = "cubes.json", "cubes.icnf", "cover.lrat", "cubes.ledger"
NAMES = frozenset({CERTIFICATE, ICNF, COVER, PROOFS, LEDGER})
"""All that such a folder holds beyond the others; the ledger and the proofs before there is an answer."""


def texts(kind: str, certificate: Path, formula: CNF) -> dict[str, str]:
    """The files that say in the formats of others what the certificate says; none where it is no list of cubes.

    Raises RejectedCertificate for a certificate that is none.
    """
    if kind != KIND:
        return {}
    found = read_cubes(certificate)
    return {ICNF: icnf_text(formula, found), COVER: found.cover}


def icnf_text(formula: CNF, found: Cubes) -> str:
    """The formula and the cubes as iCNF: `p inccnf`, the clauses, and a line `a LITERALS 0` for each cube."""
    clauses = cnf_text(formula).partition("\n")[2]
    cubes = "".join("a " + " ".join(map(str, (*proved.cube, 0))) + "\n" for proved in found.cubes)
    return f"p inccnf\n{clauses}{cubes}"


README = [
    "",
    "The refutation is in parts. cubes.icnf is problem.cnf and the cubes, a line `a LITERALS 0` each;",
    "cover.lrat refutes the clauses that negate the cubes, in that order: no assignment escapes them all;",
    "proofs/NNN.lrat refutes problem.cnf under cube NNN: behind the clauses of problem.cnf come, for each literal u",
    "of the cube in turn, the clauses (u z) and (u -z) with a new variable z. cubes.json lists size and hash of each.",
    "To see which other programs agree to every part (Lean's: pip install 'blueprint-workbench[lean]'):",
    "    workbench verify . --independent",
    "A refutation is of the formula. That plain.cnf says what the question says is for a reader to see.",
]
