"""Special cases of LRAT that issue 7 lists, each by hand with its right twin, put to our checker, the plain one and
Lean's; what the three cannot agree about, for Lean's knows no identifiers, says so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from lean_samples import lean_accepts
from lrat_samples import binary, cnf, satisfiable

from workbench.checkers.base import RejectedCertificate
from workbench.checkers.registry import checker_for
from workbench.checkers.sat import plain_lrat
from workbench.checkers.sat.lrat import RejectedProof, check_lrat
from workbench.dispatch.certifying import certify_with_both
from workbench.problems.cnf import CNF
from workbench.problems.dimacs import cnf_text
from workbench.problems.spec import family_problem

SQUARE = cnf([1, 2], [1, -2], [-1, 2], [-1, -2])
PROOF = "5 1 0 1 2 0\n6 0 5 3 4 0\n"
OPEN = cnf([1, 2], [1, -2], [-1, 2])
"""Its model: 1 and 2."""
CHAIN = cnf([1, 2], [1, -2], [-1, 3], [-3, 4], [-4, 5], [-5, -1])
CHAINED = "7 1 0 1 2 0\n8 0 7 3 4 5 6 0\n"
RAT = cnf([-3, 1], [-3, 2], [1, 4], [1, -4], [2, 5], [2, -5], [-1, -2])
"""(3) has RAT; its candidates are the clauses 1 and 2."""
AFTER = "9 1 0 8 1 0\n10 2 0 8 2 0\n11 0 9 10 7 0\n"
WITH_RAT = "8 3 0 -1 3 4 -2 5 6 0\n" + AFTER
DEFINED = "5 9 1 0 0\n6 9 2 0 0\n7 -9 -1 -2 0 -5 -6 0\n"
"""A new variable 9, "not both 1 and 2": the candidates of the third lemma are the first two."""


@dataclass(frozen=True)
class Case:
    """A wrong proof beside the right one that it was made of."""

    formula: CNF
    wrong: str
    twin: tuple[CNF, str]
    why: str
    """What our checker says."""
    lean: bool = False
    """Whether Lean's, by itself, lets it pass: it counts lemmas, and what it lets pass is a refutation all the same."""


SPECIAL = {
    "a proof for a formula that has a model": Case(
        OPEN, "4 1 0 1 2 0\n5 0 4 3 0\n", (SQUARE, PROOF), "the hints end without a conflict"
    ),
    "a proof for a formula that has a model, its hints of the clause that is not there": Case(
        OPEN, PROOF, (SQUARE, PROOF), "the hint 4 names no clause alive"
    ),
    "a formula without clauses": Case(cnf(), "1 0 0\n", (CNF(0, ((),)), "2 0 1 0\n"), "without a conflict"),
    "x, and then not x without its candidate": Case(
        OPEN,
        "4 9 0 0\n5 -9 0 0\n6 0 4 5 0\n",
        (SQUARE, "5 9 0 0\n6 1 0 1 2 0\n7 0 6 3 4 0\n"),
        "the hints end without a conflict",
    ),
    "a RAT lemma without its second candidate": Case(
        RAT, "8 3 0 -1 3 4 0\n" + AFTER, (RAT, WITH_RAT), "1 clauses alive that contain the negation"
    ),
    "a RAT lemma without any candidate": Case(
        RAT, "8 3 0 0\n" + AFTER, (RAT, WITH_RAT), "the hints end without a conflict"
    ),
    "a RAT candidate among the lemmas left out": Case(
        SQUARE,
        "5 9 1 0 0\n6 9 2 0 0\n7 -9 -1 -2 0 -5 0\n8 1 0 1 2 0\n9 0 8 3 4 0\n",
        (SQUARE, DEFINED + "8 1 0 1 2 0\n9 0 8 3 4 0\n"),
        "1 clauses alive that contain the negation",
    ),
    "a RAT candidate that came later": Case(
        cnf([1, 2]),
        "2 9 0 0\n3 -9 -8 0 -2 0\n4 8 0 0\n5 0 2 3 4 0\n",
        (cnf([1], [-1]), "3 9 0 0\n4 0 1 2 0\n"),
        "the hints for the RAT candidate 2 end without",
    ),
    "a RAT candidate that was deleted and is named": Case(
        RAT,
        "8 d 2 0\n" + WITH_RAT,
        (RAT, "8 d 2 0\n8 3 0 -1 3 4 0\n9 1 0 8 1 0\n10 2 0 5 6 0\n11 0 9 10 7 0\n"),
        "names no clause alive",
    ),
    "RAT on the second literal": Case(
        SQUARE,
        DEFINED.replace("7 -9 -1 -2 0 -5 -6", "7 -1 -9 -2 0 -5 -6") + "8 1 0 1 2 0\n9 0 8 3 4 0\n",
        (SQUARE, DEFINED + "8 1 0 1 2 0\n9 0 8 3 4 0\n"),
        "does not contain the negation|end without a conflict|not named",
    ),
    "RAT for the empty clause": Case(SQUARE, "5 0 -1 -2 -3 -4 0\n", (SQUARE, PROOF), "without a conflict"),
    "a clause of the formula deleted and used later": Case(
        SQUARE, "4 d 3 0\n" + PROOF, (SQUARE, "5 1 0 1 2 0\n5 d 1 2 0\n6 0 5 3 4 0\n"), "the hint 3 names no clause"
    ),
    "a lemma deleted and used later": Case(
        SQUARE, "5 1 0 1 2 0\n5 d 5 0\n6 0 5 3 4 0\n", (SQUARE, PROOF), "the hint 5 names no clause"
    ),
    "deleted, and added again under its number": Case(
        SQUARE, "5 1 0 1 2 0\n5 d 5 0\n5 1 0 1 2 0\n6 0 5 3 4 0\n", (SQUARE, PROOF), "not larger than 5", lean=False
    ),
    "hints out of order": Case(CHAIN, "7 1 0 1 2 0\n8 0 7 4 3 5 6 0\n", (CHAIN, CHAINED), "the hint 4 is not unit"),
    "hints backwards": Case(CHAIN, "7 1 0 1 2 0\n8 0 6 5 4 3 7 0\n", (CHAIN, CHAINED), "the hint 6 is not unit"),
    "the conflict named first": Case(SQUARE, "5 1 0 1 2 0\n6 0 4 3 5 0\n", (SQUARE, PROOF), "the hint 4 is not unit"),
    "a hint that is a lemma to come": Case(
        SQUARE, "5 1 0 6 0\n6 2 0 1 3 0\n7 0 5 3 4 0\n", (SQUARE, PROOF), "the hint 6 names no clause"
    ),
    "a lemma that hints at itself": Case(SQUARE, "5 0 5 0\n", (SQUARE, PROOF), "the hint 5 names no clause"),
    "two lemmas of one number": Case(
        SQUARE, "5 1 0 1 2 0\n5 2 0 1 3 0\n6 0 5 3 4 0\n", (SQUARE, PROOF), "not larger than 5", lean=True
    ),
    "a lemma with the number of a clause": Case(
        SQUARE, "4 1 0 1 2 0\n5 0 4 3 0\n", (SQUARE, PROOF), "not larger than 4"
    ),
    "numbers that fall": Case(
        SQUARE, "9 1 0 1 2 0\n8 0 9 3 4 0\n", (SQUARE, "8 1 0 1 2 0\n9 0 8 3 4 0\n"), "not larger than 9"
    ),
    "a proof of another formula": Case(
        CHAIN, PROOF.replace("6 0 5", "8 0 7").replace("5 1", "7 1"), (SQUARE, PROOF), "is not unit|without a conflict"
    ),
    "a proof of the same clauses in another order": Case(
        cnf(*reversed(SQUARE.clauses)), PROOF, (SQUARE, PROOF), "without a conflict|is not unit"
    ),
    "a negative number of a lemma": Case(SQUARE, "-5 1 0 1 2 0\n6 0 5 3 4 0\n", (SQUARE, PROOF), "positive"),
    "the number zero": Case(SQUARE, "0 1 0 1 2 0\n6 0 5 3 4 0\n", (SQUARE, PROOF), "positive"),
    "a deletion of a negative number": Case(SQUARE, "4 d -1 0\n" + PROOF, (SQUARE, PROOF), "negative"),
    "a number past 2^63": Case(
        SQUARE, f"{2**63} 1 0 1 2 0\n{2**63 + 1} 0 {2**63} 3 4 0\n", (SQUARE, PROOF), "too large"
    ),
    "the formula's numbers plus 2^32": Case(
        SQUARE, f"5 1 0 {2**32 + 1} {2**32 + 2} 0\n6 0 5 3 4 0\n", (SQUARE, PROOF), "names no clause"
    ),
    "the formula's numbers plus 2^64": Case(
        SQUARE, f"5 1 0 {2**64 + 1} 2 0\n6 0 5 3 4 0\n", (SQUARE, PROOF), "too large"
    ),
    "a literal plus 2^32": Case(SQUARE, f"5 {2**32 + 1} 0 1 2 0\n6 0 5 3 4 0\n", (SQUARE, PROOF), "above"),
    "a literal minus 2^32": Case(SQUARE, f"5 {1 - 2**32} 0 1 2 0\n6 0 5 3 4 0\n", (SQUARE, PROOF), "above"),
}
"""What the formula of a wrong proof says is another's affair: of some it has a model, of others none."""


def plainly(formula: CNF, proof: bytes) -> bool:
    """Whether the plain checker accepts."""
    try:
        plain_lrat.check(cnf_text(formula).encode(), proof)
    except plain_lrat.NotVerified:
        return False
    return True


@pytest.mark.parametrize("name", SPECIAL)
def test_ours_and_the_plain_one(name: str) -> None:
    case = SPECIAL[name]
    formula, proof = case.twin
    check_lrat(formula, proof.encode())
    check_lrat(formula, binary(proof))
    assert plainly(formula, proof.encode()) and plainly(formula, binary(proof))
    with pytest.raises(RejectedProof, match=case.why):
        check_lrat(case.formula, case.wrong.encode())
    assert not plainly(case.formula, case.wrong.encode())
    if case.formula is OPEN or "model" in name:
        assert satisfiable(case.formula)


def test_leans(tmp_path: Path) -> None:
    """By itself, the proofs as they stand. What it lets pass is of a formula that has no model."""
    twins = [case.twin for case in SPECIAL.values()]
    assert lean_accepts([(formula, proof.encode()) for formula, proof in _counted(twins)], tmp_path) == [True] * len(
        twins
    )
    wrong = lean_accepts([(case.formula, case.wrong.encode()) for case in SPECIAL.values()], tmp_path)
    passed = {name for name, accepted in zip(SPECIAL, wrong, strict=True) if accepted}
    assert passed == {name for name, case in SPECIAL.items() if case.lean}
    assert not any(satisfiable(SPECIAL[name].formula) for name in passed)


def _counted(twins: list[tuple[CNF, str]]) -> list[tuple[CNF, str]]:
    """Those whose lemmas are numbered without gaps, as Lean's counts them; the others begin behind the formula too."""
    return [
        (formula, proof.replace("8 1 0 1 2 0\n9 0 8 3 4 0\n", PROOF) if proof.startswith("8 1 0") else proof)
        for formula, proof in twins
    ]


@pytest.mark.parametrize("name", SPECIAL)
def test_no_evidence_comes_of_it(name: str, tmp_path: Path) -> None:
    """As `check` and `verify` ask: ours first, and then Lean's, where ours let it pass."""
    case = SPECIAL[name]
    (tmp_path / "formula.cnf").write_text(cnf_text(case.formula))
    (tmp_path / "proof.lrat").write_text(case.wrong)
    problem = family_problem("dimacs", {"file": "formula.cnf"}, base=tmp_path)
    with pytest.raises(RejectedCertificate):
        certify_with_both(checker_for("sat"), problem, "lrat", tmp_path / "proof.lrat")
