"""The SAT checker: a witness is verified on the problem itself, a refutation by an LRAT proof of its formula."""

from __future__ import annotations

import hashlib
import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from workbench.checkers.base import Claim, Judgement, RejectedCertificate, read_claim
from workbench.evidence.record import Tier
from workbench.problems.families.base import WrongWitness
from workbench.problems.spec import SATISFIABLE, UNSATISFIABLE, Problem, family_of

MOST_WITNESS_BYTES = 256 << 20


class SatChecker:
    """CaDiCaL and DDFW answer; what they say counts once `judge` has re-checked the certificate."""

    name = "sat"

    def version(self, problem: Problem) -> str:
        """Of the family's encoder and of the LRAT checker."""
        from workbench.checkers.sat.lrat import VERSION

        family, _ = family_of(problem)
        return f"{family.name}/{family.encoder_version} lrat/{VERSION}"

    def missing(self) -> str | None:
        """What is not installed of the packages that the solvers come in."""
        absent = [package for module, package in _PACKAGES.items() if find_spec(module) is None]
        return f"install {' and '.join(absent)}: pip install {' '.join(absent)}" if absent else None

    def command(self, problem: Problem, folder: Path, *, cores: int, seed: int) -> list[str]:
        """The child of `workbench.checkers.sat.child`, its question written into `folder`."""
        from workbench.checkers.sat.child import write_question

        write_question(problem, folder, cores=cores, seed=seed)
        return [sys.executable, "-m", "workbench.checkers.sat.child", str(folder)]

    def claim(self, folder: Path) -> Claim:
        """What the child left; a claim that is missing or broken is none."""
        from workbench.checkers.sat.child import CLAIM, PROOF, WITNESS

        try:
            left = read_claim(folder / CLAIM)
            reason, tool = str(left["reason"]), str(left["tool"])
            kinds = {(SATISFIABLE, "witness", WITNESS), (UNSATISFIABLE, "lrat", PROOF)}
            if (left["answer"], left["kind"], left["certificate"]) in kinds:
                return Claim(left["answer"], reason, left["kind"], folder / left["certificate"], tool)
            return Claim(None, reason, failed=True)
        except (ValueError, KeyError, TypeError):
            return Claim(None, "the solver's process ended without an answer", failed=True)

    def judge(self, problem: Problem, kind: str, certificate: Path) -> Judgement:
        """Re-check a witness or an LRAT proof. It takes time and memory here, in the process that asks: an encoding
        and its second enumeration, and a small multiple of the proof. Lean's own checker comes second, in a child.
        Raises RejectedCertificate."""
        if kind == "witness":
            return _judge_witness(problem, certificate)
        if kind == "lrat":
            return _judge_proof(problem, certificate)
        if kind == "cubes":
            from workbench.checkers.sat.cubes import CubesJudge

            return CubesJudge().judge(problem, kind, certificate)
        raise RejectedCertificate(f"a certificate of kind `{kind}` says nothing about a SAT problem")


_PACKAGES = {"pysolvers": "python-sat", "numba": "numba", "numpy": "numpy"}


def _judge_witness(problem: Problem, certificate: Path) -> Judgement:
    family, parameters = family_of(problem)
    try:
        family.verify(parameters, read_witness(certificate))
    except WrongWitness as wrong:
        raise RejectedCertificate(f"the witness is wrong: {wrong}") from wrong
    return Judgement(SATISFIABLE, Tier.CERTIFICATE, (), "witness verified on the problem itself")


def read_witness(path: Path) -> Any:
    """The JSON in a witness file; RejectedCertificate where it is none."""
    if path.stat().st_size > MOST_WITNESS_BYTES:
        raise RejectedCertificate(f"the witness is larger than {MOST_WITNESS_BYTES >> 20} MB")
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise RejectedCertificate(f"the witness is not JSON: {error}") from error


def _judge_proof(problem: Problem, certificate: Path) -> Judgement:
    from workbench.checkers.sat.formula import examine
    from workbench.checkers.sat.lrat import check_lrat
    from workbench.checkers.sat.second import OURS, second_opinion
    from workbench.problems.dimacs import cnf_text

    formula = examine(problem)
    result = check_lrat(formula.normalised.formula, certificate)
    added = [a.name for a in formula.encoding.added if a.clauses]
    modulo = " and ".join(["encoding", *dict.fromkeys(name.partition(":")[0] for name in added)])
    return Judgement(
        answer=UNSATISFIABLE,
        tier=Tier.CERTIFICATE,
        rests_on=(f"encoding:{formula.family}", *added, OURS),
        reason=f"formula refuted, modulo {modulo} ({result.lemmas:,} lemmas re-checked)",
        formula_sha256=hashlib.sha256(cnf_text(formula.normalised.formula).encode("ascii")).hexdigest(),
        second=lambda run: second_opinion(formula.normalised.formula, certificate, run),
    )
