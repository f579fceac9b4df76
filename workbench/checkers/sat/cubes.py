"""A refutation in parts: cubes that cover the space, and under each cube a refutation of the formula.

A **cube** is a conjunction of literals. If some assignment satisfied the formula F, and every assignment satisfies one
of the cubes, then that one satisfies F and a cube c together; so F has no model where each F and c has none. What is
checked for it: an LRAT refutation of the clauses that negate the cubes (the **cover**), and one of F and c for each c.

The certificate of kind `cubes` names the formula by its hash, holds the cover's proof, and lists the cubes with number,
size and hash of their proofs. A proof that lies beside it in `proofs/` is checked again. One that does not was checked
where it was solved, and only the ledger of the run can say so: whoever has no such ledger rejects the certificate.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from workbench.checkers.base import Judgement, Opinion, RejectedCertificate, Runner
from workbench.checkers.sat.formula import Formula, examine
from workbench.checkers.sat.second import OURS, second_opinion
from workbench.evidence.record import Tier
from workbench.problems.cnf import CNF, Clause
from workbench.problems.spec import UNSATISFIABLE, Problem

KIND = "cubes"
PROOFS = "proofs"
MOST_BYTES = 1 << 30
LEDGER = "ledger"
"""As the entry of `rests_on` begins where proofs were not kept."""


@dataclass(frozen=True, slots=True)
class Part:
    """The question whether a formula, in normal form, has a model that satisfies a cube."""

    formula: CNF
    cube: Clause


class PartJudge:
    """Judges the refutation of one part."""

    def judge(self, subject: Part, kind: str, certificate: Path, /) -> Judgement:
        """Check an LRAT proof of the formula under the cube. Raises RejectedCertificate."""
        from workbench.checkers.sat.lrat import check_lrat

        if kind != "lrat":
            raise RejectedCertificate(f"a certificate of kind `{kind}` does not refute a cube")
        result = check_lrat(under(subject.formula, subject.cube), certificate)
        reason = f"refuted under its cube ({result.lemmas:,} lemmas checked)"
        return Judgement(UNSATISFIABLE, Tier.CERTIFICATE, (OURS,), reason)


def under(formula: CNF, cube: Clause) -> CNF:
    """The formula and the cube as one formula in normal form: each literal u is the clauses (u z) and (u -z) with a
    variable z of its own, which hold wherever u does."""
    clauses = list(formula.clauses)
    for fresh, literal in enumerate(cube, formula.variables + 1):
        clauses += [(literal, fresh), (literal, -fresh)]
    return CNF(formula.variables + len(cube), tuple(clauses))


def cover_formula(cubes: Iterable[Clause], variables: int) -> CNF:
    """What is unsatisfiable where the cubes cover the space: the negation of each, in their order."""
    return CNF(variables, tuple(tuple(-literal for literal in cube) for cube in cubes))


class Proved(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A cube, and the proof that refutes the formula under it."""

    cube: tuple[int, ...]
    sha256: str
    bytes: int
    number: int
    """From 1; its proof, where it is kept, is `proofs/NNN.lrat`."""


class Cubes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The certificate, as JSON."""

    formula: str
    """SHA-256 of the DIMACS text of the formula that all parts are of."""
    cover: str
    """The LRAT proof that the cubes cover the space."""
    cubes: tuple[Proved, ...]


def proof_name(number: int) -> str:
    """Where the proof of a cube is kept, from the certificate's folder."""
    return f"{PROOFS}/{number:03}.lrat"


def read_cubes(path: Path) -> Cubes:
    """The certificate in a file. Raises RejectedCertificate where it is none, OSError."""
    if path.stat().st_size > MOST_BYTES:
        raise RejectedCertificate(f"the list of cubes is larger than {MOST_BYTES >> 20} MB")
    try:
        return msgspec.json.decode(path.read_bytes(), type=Cubes)
    except (ValueError, RecursionError) as error:  # msgspec's errors are ValueErrors
        raise RejectedCertificate(f"it is no list of cubes with their proofs: {error}") from error


Vouch = Callable[[Clause], tuple[str, int] | None]
"""Hash and size of the proof that was checked when this cube was solved, as a ledger has it; None where none was."""


@dataclass(frozen=True, slots=True)
class CubesJudge:
    """Judges certificates of kind `cubes`. Without `vouch` every proof has to lie beside the certificate."""

    vouch: Vouch | None = None
    where: str = "here"
    """Where the cubes were solved whose proofs are not kept, for `rests_on`: `here`, or a cluster's address."""

    def judge(self, problem: Problem, kind: str, certificate: Path, /) -> Judgement:
        """Check the cover, and each cube by its proof or by the ledger. Raises RejectedCertificate."""
        if kind != KIND:
            raise RejectedCertificate(f"a certificate of kind `{kind}` is no list of cubes")
        found = read_cubes(certificate)
        examined = examine(problem)
        formula, digest = examined.normalised.formula, formula_sha256(examined)
        if found.formula != digest:
            raise RejectedCertificate("the cubes are of another formula than the question's")
        check_cover(found, formula.variables)
        proofs = [(proved, certificate.parent / proof_name(proved.number)) for proved in found.cubes]
        kept = [(proved, path) for proved, path in proofs if path.is_file()]
        lemmas = sum(_check_part(formula, proved, path) for proved, path in kept)
        vouched = [proved for proved, path in proofs if not path.is_file()]
        for proved in vouched:
            self._check_record(proved)
        return Judgement(
            answer=UNSATISFIABLE,
            tier=Tier.CERTIFICATE,
            rests_on=(*_modulo(examined), OURS, *self._resting(len(vouched), len(proofs))),
            reason=_reason(examined, len(proofs), len(kept), lemmas),
            formula_sha256=digest,
            second=lambda run: _second(found, formula, kept, len(vouched), run),
        )

    def _check_record(self, proved: Proved) -> None:
        if self.vouch is None:
            raise RejectedCertificate(
                f"{proof_name(proved.number)} is not there, and what it is said to show counts only where it was solved"
            )
        if self.vouch(proved.cube) != (proved.sha256, proved.bytes):
            raise RejectedCertificate(f"the ledger has no checked proof of cube {proved.number}")

    def _resting(self, vouched: int, all: int) -> tuple[str, ...]:
        return (f"{LEDGER}:{vouched} of {all} proofs were checked where they were solved ({self.where}) and not kept",)[
            : bool(vouched)
        ]


def formula_sha256(formula: Formula) -> str:
    """The hash by which a certificate names the formula: of the DIMACS text in normal form."""
    from workbench.problems.dimacs import cnf_text

    return hashlib.sha256(cnf_text(formula.normalised.formula).encode("ascii")).hexdigest()


def check_cover(found: Cubes, variables: int) -> None:
    """Make sure that the cubes cover the space, and that no two share a number. Raises RejectedCertificate."""
    from workbench.checkers.sat.lrat import check_lrat

    if any(not 1 <= abs(literal) <= variables for proved in found.cubes for literal in proved.cube):
        raise RejectedCertificate("a cube has a variable that the formula has not")
    if len({proved.number for proved in found.cubes}) < len(found.cubes):
        raise RejectedCertificate("two cubes have one number")
    try:
        check_lrat(cover_formula((p.cube for p in found.cubes), variables), found.cover.encode())
    except RejectedCertificate as error:
        raise RejectedCertificate(f"the cubes are not shown to cover the space: {error}") from error


def _check_part(formula: CNF, proved: Proved, path: Path) -> int:
    """Lemmas of a kept proof, checked."""
    from workbench.checkers.sat.lrat import check_lrat

    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if (digest, path.stat().st_size) != (proved.sha256, proved.bytes):
        raise RejectedCertificate(f"{proof_name(proved.number)} is not the proof that was checked for its cube")
    try:
        return check_lrat(under(formula, proved.cube), path).lemmas
    except RejectedCertificate as error:
        raise RejectedCertificate(f"{proof_name(proved.number)}: {error}") from error


def _modulo(formula: Formula) -> tuple[str, ...]:
    return (f"encoding:{formula.family}", *(added.name for added in formula.encoding.added if added.clauses))


def _reason(formula: Formula, all: int, kept: int, lemmas: int) -> str:
    modulo = " and ".join(dict.fromkeys(name.partition(":")[0] for name in _modulo(formula)))
    again = f"; {kept:,} of their proofs re-checked ({lemmas:,} lemmas)" if kept else ""
    return f"formula refuted, modulo {modulo}: {all:,} cubes cover the space (re-checked), each refuted{again}"


def _second(
    found: Cubes, formula: CNF, kept: Sequence[tuple[Proved, Path]], vouched: int, run: Runner | None
) -> Opinion:
    """Lean's checker on every proof that is there. Where one is not, ours alone agreed to it."""
    import tempfile

    if vouched:
        return Opinion((), f"only our own checker agreed, where they were solved, to {vouched:,} of the proofs")
    opinion = Opinion((), "no proof was there to be checked")
    with tempfile.TemporaryDirectory(prefix="workbench-cover-") as name:
        cover = Path(name) / "cover.lrat"
        cover.write_text(found.cover, encoding="utf-8")
        parts: list[tuple[CNF, Any]] = [(cover_formula((p.cube for p in found.cubes), formula.variables), cover)]
        for cnf, proof in (*parts, *((under(formula, proved.cube), path) for proved, path in kept)):
            opinion = second_opinion(cnf, proof, run)
            if not opinion.rests_on:
                return opinion
    return opinion
