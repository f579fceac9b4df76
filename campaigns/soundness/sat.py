"""Refutations: LRAT proofs made wrong, and right ones of formulas that were changed afterwards."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from campaigns.soundness import lean_alone, lrat_judge, lrat_trim
from campaigns.soundness.lrat_mutations import KINDS, Draft, drafted, encoded
from campaigns.soundness.mutant import Mutant, Refused
from campaigns.soundness.samples import Clauses, Refuted, refuted
from workbench.checkers.base import RejectedCertificate
from workbench.checkers.registry import checker_for
from workbench.checkers.sat import plain_lrat
from workbench.dispatch.certifying import certify_once, certify_with_both
from workbench.errors import WorkbenchError
from workbench.problems.spec import family_problem

BATCH = 200
MOST_TRIES = 400
"""So many mutations of one kind in a row that all leave a right proof, and the kind is at fault."""


FULL = 400
"""From so many mutants on, lrat-trim has to call each wrong as well; it is made for that."""


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A formula and a proof that was shown not to refute it."""

    kind: str
    shown_wrong_by: str
    clauses: Clauses
    proof: bytes
    repeat: str


class LratProofs:
    """Proofs by CaDiCaL, made wrong, put to the SAT checker with both LRAT checkers."""

    checker = "sat"
    share = 0.36

    def __init__(self) -> None:
        self.equivalent = 0

    def twins(self) -> Iterator[str]:
        """Each proof in text and in binary by each checker; the first and the last as `check` asks, ours and Lean's in
        a child, the others by one Lean for all."""
        samples = refuted()
        whole = {samples[0].name, samples[-1].name}
        by_lean = lean_alone.accepts([(sample.clauses, sample.proof.encode()) for sample in samples])
        for sample, accepted in zip(samples, by_lean, strict=True):
            if not accepted:
                raise Refused(f"{sample.name}: by Lean's LRAT checker")
            forms = {"text": sample.proof.encode(), "binary": encoded(drafted(sample, random.Random(0)).rows)}
            for form, proof in forms.items():
                caught = lrat_judge.broken(sample.clauses, proof) or plain(sample.clauses, proof)
                if caught := caught or put(sample.clauses, proof, by_both=sample.name in whole):
                    raise Refused(f"{sample.name}, {form}: by {caught}")
                yield f"{sample.name}, {form}"

    def mutants(self, count: int, seed: int) -> Iterator[Mutant]:
        """Of every kind in turn; beside what Workbench says, what Lean's checker says by itself."""
        self.equivalent = 0
        third = _twins_of_lrat_trim() if count >= FULL else frozenset()
        found = islice(self._wrong(seed, third), count)
        while batch := list(islice(found, BATCH)):
            alone = lean_alone.accepts([(wrong.clauses, wrong.proof) for wrong in batch])
            for wrong, by_lean in zip(batch, alone, strict=True):
                caught, plainly = put(wrong.clauses, wrong.proof), plain(wrong.clauses, wrong.proof)
                if not plainly:  # it is a checker of Workbench, too: `verify --independent` asks it
                    caught = ""
                elif caught == OURS:
                    caught = f"{OURS} and the plain one ({'not by' if by_lean else 'and by'} Lean's)"
                yield Mutant(self.checker, wrong.kind, wrong.shown_wrong_by, caught, wrong.repeat)

    def _wrong(self, seed: int, third: frozenset[str]) -> Iterator[_Wrong]:
        """`third`: the samples of which lrat-trim accepts the right proof. It has to refuse their mutants."""
        number = 0
        while True:
            for kind, change in KINDS.items():
                for trial in range(MOST_TRIES):
                    label = f"seed {seed}, mutant {number}, trial {trial}"
                    dice = random.Random(f"{kind} {label}")
                    sample = dice.choice(refuted())
                    draft = drafted(sample, dice)
                    try:
                        change(draft)
                        if draft.data is None and dice.random() < 0.25:
                            draft.binary = True
                        proof = draft.proof()
                    except (IndexError, ValueError):  # this proof has nothing of the kind
                        continue
                    shown = shown_wrong(sample, draft, proof)
                    if shown and sample.name in third:
                        accepted = lrat_trim.accepts(draft.clauses, proof)
                        shown = None if accepted else shown if accepted is None else f"{shown}, and lrat-trim"
                    if shown:
                        yield _Wrong(kind, shown, draft.clauses, proof, f"{label}: {sample.name}")
                        break
                    self.equivalent += 1
                else:
                    raise RuntimeError(f"no mutant of the kind {kind!r} in {MOST_TRIES} trials")
                number += 1


OURS = "our LRAT checker"


def shown_wrong(sample: Refuted, draft: Draft, proof: bytes) -> str | None:
    """The test that shows it wrong; None where it is right."""
    changed = draft.clauses != sample.clauses and lrat_judge.Meanings(draft.clauses).small
    if changed and lrat_judge.satisfiable(draft.clauses):
        return "a model of the formula"
    return lrat_judge.broken(draft.clauses, proof)


def _twins_of_lrat_trim() -> frozenset[str]:
    """The samples that lrat-trim can judge: it has RAT for extension variables alone. None where it is not there."""
    if lrat_trim.program() is None:
        return frozenset()
    return frozenset(one.name for one in refuted() if lrat_trim.accepts(one.clauses, one.proof.encode()) is True)


def plain(clauses: Clauses, proof: bytes) -> str:
    """What the plain checker has against a proof; nothing where it accepts it."""
    try:
        plain_lrat.check(lean_alone.dimacs(clauses).encode(), proof)
    except plain_lrat.NotVerified as error:
        return str(error)
    return ""


def put(clauses: Clauses, proof: bytes, *, by_both: bool = True) -> str:
    """Put a proof to Workbench, as `check` and `verify` do; who refused it, nothing where it was accepted."""
    with tempfile.TemporaryDirectory(prefix="workbench-soundness-") as name:
        folder = Path(name)
        (folder / "formula.cnf").write_text(lean_alone.dimacs(clauses), encoding="ascii")
        (folder / "proof.lrat").write_bytes(proof)
        problem = family_problem("dimacs", {"file": "formula.cnf"}, base=folder)
        try:
            ask = certify_with_both if by_both else certify_once
            ask(checker_for("sat"), problem, "lrat", folder / "proof.lrat")
        except RejectedCertificate as error:
            return "Lean's LRAT checker alone" if "Lean's own" in str(error) else OURS
        except WorkbenchError as error:
            return f"{type(error).__name__}: {error}"
    return ""


SOURCES = (LratProofs(),)
