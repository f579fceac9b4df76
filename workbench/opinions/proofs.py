"""Second opinions on LRAT proofs: the formula encoded in a fresh process, and everybody who can check the proof of it.

A certificate is a row of parts, each a formula in DIMACS and a proof: one for `lrat`; for `cubes` the cover and a part
for each cube. A program agrees where it accepts every part.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.checkers.base import RejectedCertificate
from workbench.checkers.sat import plain_lrat
from workbench.opinions.desk import Desk, Note, Program, problem_json
from workbench.opinions.record import Kind, Opinion, Said
from workbench.problems.spec import Problem

PLAIN = Path(plain_lrat.__file__)
MOST_CUBES_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class Part:
    """A formula, as DIMACS in a file, and a proof that refutes it."""

    formula: Path
    proof: Path


class NoFormula(Exception):
    """The question has no formula that could be checked; its opinion says why."""

    def __init__(self, opinion: Opinion) -> None:
        self.opinion = opinion
        super().__init__(opinion.reason)


def encoded(problem: Problem, expected: str | None, folder: Path, desk: Desk, note: Note) -> tuple[Path, Opinion]:
    """Today's formula of a question, written into `folder` by a fresh process, and what that process found.

    Raises NoFormula where there is none, or its hash is not the one on record.
    """
    program = Program("encoder", "fresh process", Kind.WORD)
    note("the encoder in a fresh process")
    (folder / "question.json").write_text(json.dumps(problem_json(problem)), encoding="utf-8")
    read = (PLAIN, *((problem.base, *problem.files) if problem.files else ()))
    asked = desk.ask_python("formula", [str(PLAIN)], folder, read=read)
    opinion = program.of_json(asked, desk.seconds)
    formula = folder / "formula.cnf"
    if opinion.said is Said.AGREED and _digest(formula) != expected:
        reason = "today's encoder, in a process of its own, writes another formula than the one on record"
        opinion = program.opinion(Said.REJECTED, reason, opinion.seconds)
    if opinion.said is not Said.AGREED:
        raise NoFormula(opinion)
    return formula, opinion


def parts_of_cubes(certificate: Path, formula: Path, folder: Path) -> list[Part]:
    """The cover and the parts of a certificate of kind `cubes`, their formulas written into `folder`.

    Raises RejectedCertificate for one that is no such list, or a proof that is not there.
    """
    if certificate.stat().st_size > MOST_CUBES_BYTES:
        raise RejectedCertificate("the list of cubes is too large")
    lines = formula.read_text("ascii").splitlines()
    variables = int(lines[0].split()[2])
    try:
        made: Any = json.loads(certificate.read_bytes())
        cubes = [([int(one) for one in proved["cube"]], int(proved["number"])) for proved in made["cubes"]]
        (folder / "cover.lrat").write_text(made["cover"], encoding="utf-8")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RejectedCertificate("it is no list of cubes with their proofs") from error
    if any(not 1 <= abs(literal) <= variables for cube, _ in cubes for literal in cube):
        raise RejectedCertificate("a cube has a variable that the formula has not")
    cover = [" ".join(map(str, [*(-literal for literal in cube), 0])) for cube, _ in cubes]
    parts = [Part(_write(folder / "cover.cnf", variables, cover), folder / "cover.lrat")]
    for cube, number in cubes:
        proof = certificate.parent / "proofs" / f"{number:03}.lrat"
        if not proof.is_file():
            raise RejectedCertificate(f"the proof of cube {number} is not there: {proof.name}")
        added = [
            f"{literal} {sign}{z} 0" for z, literal in enumerate(cube, variables + 1) for sign in ("", "-")
        ]  # the literal as clauses (u z) and (u -z)
        name = folder / f"cube-{number}.cnf"
        parts.append(Part(_write(name, variables + len(cube), [*lines[1:], *added]), proof))
    return parts


def _write(path: Path, variables: int, clauses: Sequence[str]) -> Path:
    path.write_text("\n".join([f"p cnf {variables} {len(clauses)}", *clauses, ""]), encoding="ascii")
    return path


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
