"""Lean's own LRAT checker, as it is called here, against ours: the same formulas, proofs, mutants and random proofs."""

from __future__ import annotations

import random
import re
from hashlib import sha256
from pathlib import Path

import pytest
from lean_samples import lean_accepts, lean_says
from lrat_samples import binary, cadical, cnf, pigeons, random_unsatisfiable, satisfiable, schur, van_der_waerden
from test_lrat_soundness import MUTATIONS, literal_changed, small_proof

from workbench.checkers.sat.lrat import RejectedProof, check_lrat
from workbench.checkers.sat.lrat_renumber import renumber
from workbench.checkers.sat.normalise import normalise
from workbench.problems.cnf import CNF
from workbench.problems.dimacs import cnf_text

SQUARE = cnf([1, 2], [-1, 2], [1, -2], [-1, -2])
PLAIN = "5 2 0 1 2 0\n6 0 5 3 4 0\n"
HARMLESS = {
    "the lemma's identifier is not larger than N, that of the clause before it",
    "the deletion of N names no clause alive",
    "the hint N follows after the conflict",
    "the RAT candidate N is named twice",
    "the RAT candidate N does not contain the negation of the lemma's first literal",
}
"""What our checker alone objects to. Lean's knows no identifiers, and passes over what does no harm."""


def ours(formula: CNF, proof: bytes) -> str:
    """`accepted`, or the reason of our checker without its numbers."""
    try:
        check_lrat(formula, proof)
    except RejectedProof as error:
        return re.sub(r"-?\d+", "N", error.reason)
    return "accepted"


def renumbered(formula: CNF, proof: bytes, folder: Path) -> bytes:
    (folder / "given").write_bytes(proof)
    renumber(folder / "given", len(formula.clauses), folder / "made")
    return (folder / "made").read_bytes()


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[CNF, bytes]]:
    given = [pigeons(4), pigeons(7), van_der_waerden(18, 3, 4), schur(14, 3), random_unsatisfiable(9, 2)]
    formulas = [normalise(formula).formula for formula in given]
    return list(zip(formulas, cadical(formulas, tmp_path_factory.mktemp("proofs")), strict=True))


def test_right_proofs_are_accepted_in_every_form(right: list[tuple[CNF, bytes]], tmp_path: Path) -> None:
    assert any(check_lrat(formula, proof).rat_steps for formula, proof in right)
    pairs = [*right, *((formula, binary(proof.decode())) for formula, proof in right)]
    pairs += [(formula, renumbered(formula, proof, tmp_path)) for formula, proof in right]
    assert lean_accepts(pairs, tmp_path) == [True] * len(pairs)


def test_lean_reads_the_formula_that_was_meant(right: list[tuple[CNF, bytes]], tmp_path: Path) -> None:
    """Its own printer gives back the clauses, in order, repeated literals and tautologies included."""
    dice = random.Random(4)
    literals = [x for x in range(-300, 301) if x]
    odd = [cnf([1, 1, -1], [-(2**28), 3], [3], []), cnf(), cnf([])]
    odd += [cnf(*(dice.choices(literals, k=dice.randint(0, 5)) for _ in range(20))) for _ in range(50)]
    formulas = [*(formula for formula, _ in right), *odd]
    said = lean_says([(formula, PLAIN.encode()) for formula in formulas], tmp_path)
    for formula, answer in zip(formulas, said, strict=True):
        assert answer["formula"] == sha256(cnf_text(formula).partition("\n")[2].encode()).hexdigest()
        assert answer["version"] == "4.35.0"


CASES: list[tuple[CNF, str, bool]] = [
    (SQUARE, PLAIN, True),
    (SQUARE, PLAIN.rstrip(), False),  # Lean wants the last line's end
    (SQUARE, "", False),
    (SQUARE, "5 2 0 1 2 0\n", False),
    (SQUARE, "5 2 0 1 2 0\n6 0 3 4 0\n", False),
    (SQUARE, "c\n" + PLAIN, True),
    (SQUARE, "5 2 0 1 2 0\n5 d 1 2 0\n6 0 5 3 4 0\n", True),
    (SQUARE, "5 2 0 1 2 0\n5 d 3 0\n6 0 5 3 4 0\n", False),
    (SQUARE, "50 2 0 1 2 0\n60 0 50 3 4 0\n", False),  # positions count, not identifiers
    (SQUARE, "5 1000000000 0 0\n6 2 0 1 2 0\n7 0 6 3 4 0\n", True),
    (SQUARE, f"5 {10**30} 0 0\n6 2 0 1 2 0\n7 0 6 3 4 0\n", True),
    (SQUARE, f"5 2 0 {10**30} 1 2 0\n6 0 5 3 4 0\n", False),
    (SQUARE, "5 9 1 0 0\n6 9 2 0 0\n7 -9 -1 -2 0 -5 -6 0\n8 2 0 1 2 0\n9 0 8 3 4 0\n", True),
    (SQUARE, "5 9 1 0 0\n6 9 2 0 0\n7 -9 -1 -2 0 -6 -5 0\n8 2 0 1 2 0\n9 0 8 3 4 0\n", True),
    (SQUARE, "5 9 1 0 0\n6 9 2 0 0\n7 -9 -1 -2 0 -5 0\n8 2 0 1 2 0\n9 0 8 3 4 0\n", False),
    (cnf([1, 2], []), "3 0 2 0\n", True),
    (cnf([1, 2], []), "", False),
    (cnf([1, -1], *SQUARE.clauses), "6 2 0 2 3 0\n7 0 6 4 5 0\n", True),
    (cnf([1, 1, 2], *SQUARE.clauses[1:]), PLAIN, True),
    (cnf(), "1 0 0\n", False),
]


def test_edges(tmp_path: Path) -> None:
    found = lean_accepts([(formula, proof.encode()) for formula, proof, _ in CASES], tmp_path)
    assert found == [expected for _, _, expected in CASES]


def test_a_proof_is_renumbered_and_cut_behind_the_empty_clause(tmp_path: Path) -> None:
    assert renumbered(SQUARE, PLAIN.encode(), tmp_path) == binary(PLAIN)
    gaps = f"50 2 0 1 2 0\nc word\n\n50 d 1 2 0\n{10**17} 0 50 3 4 0\n{10**17} junk"
    with_gaps = gaps.encode().replace(b" junk", b" 0 77 0")
    assert renumbered(SQUARE, with_gaps, tmp_path) == binary("5 2 0 1 2 0\n5 d 1 2 0\n6 0 5 3 4 0\n")
    assert lean_accepts([(SQUARE, renumbered(SQUARE, with_gaps, tmp_path))], tmp_path) == [True]


@pytest.mark.parametrize("gap", [1, 7, 10**9])
def test_gaps_between_identifiers(right: list[tuple[CNF, bytes]], gap: int, tmp_path: Path) -> None:
    """Every lemma's identifier moved: the same bytes come out as without."""
    for formula, proof in right:
        last = len(formula.clauses)

        def moved(word: str, last: int = last) -> str:
            number = abs(int(word))
            return word if number <= last else ("-" if word[0] == "-" else "") + str(last + (number - last) * gap)

        rows = [line.split() for line in proof.decode().splitlines()]
        for row in rows:
            zero = 1 if row[1] == "d" else row.index("0")
            row[0] = moved(row[0])
            row[zero + 1 : -1] = map(moved, row[zero + 1 : -1])
        text = "\n".join(map(" ".join, rows)).encode()
        assert renumbered(formula, text, tmp_path) == renumbered(formula, proof, tmp_path)


def test_mutants(right: list[tuple[CNF, bytes]], tmp_path: Path) -> None:
    """1,000 mutants: what is wrong by both rules is rejected by Lean's checker too, what ours accepts it accepts."""
    dice = random.Random(435)
    mutants: list[tuple[CNF, bytes]] = []
    reasons: list[tuple[str, bool]] = []
    while len(mutants) < 1000:
        mutation = MUTATIONS[dice.randrange(len(MUTATIONS))]
        formula, proof = right[dice.choice((0, 2, 3, 4))]
        rows = [line.split() for line in proof.decode().splitlines()]
        try:
            changed = mutation(formula, rows, dice) or formula
        except IndexError:
            continue
        mutant = ("\n".join(map(" ".join, rows)) + "\n").encode()
        reason = ours(changed, mutant)
        if reason == "accepted":
            mutant = renumbered(changed, mutant, tmp_path)
        mutants.append((changed, mutant))
        # A new literal that is pure needs RAT without candidates, and Lean's has no such step with positive hints.
        reasons.append((reason, mutation is literal_changed))
    counts = {True: 0, False: 0}
    for (reason, may_be_pure), accepted in zip(reasons, lean_accepts(mutants, tmp_path), strict=True):
        if reason == "accepted":
            assert accepted or may_be_pure
        elif accepted:
            assert reason in HARMLESS
        counts[accepted] += 1
    assert counts[False] > 600 and counts[True] > 70


def test_nothing_with_a_model_is_refuted(tmp_path: Path) -> None:
    """1,000 random proofs, as right as they can be or with slips, on formulas that have a model."""
    dice = random.Random(11)
    pairs: list[tuple[CNF, bytes]] = []
    while len(pairs) < 1000:
        variables = dice.randint(2, 4)
        clauses = [
            dice.choices([x for x in range(-variables, variables + 1) if x], k=dice.randint(1, 3)) for _ in range(8)
        ]
        formula = cnf(*clauses)
        if not satisfiable(formula):
            continue
        steps = [dice.choices([x for x in range(-5, 6) if x], k=dice.randint(1, 3)) for _ in range(6)]
        proof = small_proof(formula, [*steps, "d", [1], [-1], []], dice, dice.choice((0.1, 0.5)))
        end = f"\n{dice.randint(9, 40)} 0 {' '.join(str(dice.randint(1, 20)) for _ in range(dice.randint(1, 4)))} 0\n"
        pairs.append((formula, (proof + end).encode()))
    assert not any(lean_accepts(pairs, tmp_path))
