"""The plain checker is as short and as alone as it says, refutes nothing that has a model, and agrees with ours."""

from __future__ import annotations

import ast
import random
import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lrat_samples import binary, cadical, cnf, pigeons, random_unsatisfiable, satisfiable, schur, van_der_waerden

from workbench.checkers.sat import plain_lrat
from workbench.checkers.sat.lrat import RejectedProof, check_lrat
from workbench.checkers.sat.normalise import normalise
from workbench.checkers.sat.plain_lrat import NotVerified
from workbench.problems.cnf import CNF
from workbench.problems.dimacs import cnf_text

FILE = Path(plain_lrat.__file__)
MOST_LINES = 150
SQUARE = cnf([1, 2], [1, -2], [-1, 2], [-1, -2])
PROOF = "5 1 0 1 2 0\n6 0 5 3 4 0\n"
RAT = cnf([-3, 1], [-3, 2], [1, 4], [1, -4], [2, 5], [2, -5], [-1, -2])
AFTER_RAT = "9 1 0 8 1 0\n10 2 0 8 2 0\n11 0 9 10 7 0\n"


def verified(formula: CNF, proof: str | bytes) -> bool:
    try:
        plain_lrat.check(cnf_text(formula).encode(), proof.encode() if isinstance(proof, str) else proof)
    except NotVerified:
        return False
    return True


def ours(formula: CNF, proof: str | bytes) -> bool:
    try:
        check_lrat(formula, proof.encode() if isinstance(proof, str) else proof)
    except RejectedProof:
        return False
    return True


def test_it_can_be_read_in_one_go() -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= 120


def test_it_imports_the_standard_library_alone() -> None:
    names = set()
    for node in ast.walk(ast.parse(FILE.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names.add((node.module or "").partition(".")[0])
        assert not (isinstance(node, ast.Name) and node.id in ("__import__", "eval", "exec", "open"))
    assert names and names <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("form", ["text", "binary"])
def test_it_runs_by_itself(tmp_path: Path, form: str) -> None:
    """A copy of the file alone, in a Python that has nothing else."""
    shutil.copyfile(FILE, tmp_path / "plain_lrat.py")
    (tmp_path / "formula.cnf").write_text(cnf_text(SQUARE))
    right = PROOF.encode() if form == "text" else binary(PROOF)
    (tmp_path / "right").write_bytes(right)
    (tmp_path / "wrong").write_bytes(right.replace(b"5 1 0 1 2 0", b"5 1 0 1 3 0") if form == "text" else right[:-3])

    def run(*names: str) -> tuple[int, list[str]]:
        argv = [sys.executable, "-I", "-S", "plain_lrat.py", *names]
        done = subprocess.run(argv, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
        assert done.stderr == ""
        return done.returncode, done.stdout.splitlines()

    assert run("formula.cnf", "right") == (0, ["s VERIFIED"])
    code, (verdict, reason) = run("formula.cnf", "wrong")
    assert (code, verdict) == (1, "s NOT VERIFIED")
    assert reason.startswith("c line 1: the hint 3" if form == "text" else "c step 2: ")
    assert run("formula.cnf", "nowhere")[0] == 1


@pytest.mark.parametrize("form", ["text", "binary"])
def test_proofs_of_a_real_solver(tmp_path: Path, form: str) -> None:
    formulas = [pigeons(3), pigeons(7), van_der_waerden(22, 3, 5), schur(14, 3), random_unsatisfiable(9, 3)]
    normalised = [normalise(formula).formula for formula in formulas]
    proofs = cadical(normalised, tmp_path, binary=form == "binary")
    rat_steps = 0
    for formula, proof in zip(normalised, proofs, strict=True):
        assert (proof[:1] in (b"a", b"d")) is (form == "binary")
        plain_lrat.check(cnf_text(formula).encode(), proof)
        rat_steps += check_lrat(formula, proof).rat_steps
        assert not verified(formula, proof[: len(proof) // 2])
    assert rat_steps > 50
    assert not verified(normalised[1], proofs[2])


WRONG = {
    "no candidate named": "8 3 0 0\n",
    "a candidate missing": "8 3 0 -1 3 4 0\n",
    "a candidate twice": "8 3 0 -1 3 4 -1 3 4 -2 5 6 0\n",
    "no candidate": "8 3 0 -1 3 4 -2 5 6 -3 0\n",
    "no conflict with a candidate": "8 3 0 -1 3 -2 5 6 0\n",
    "hints behind the conflict": "8 3 0 -1 3 4 4 -2 5 6 0\n",
    "a deleted candidate": "7 d 1 0\n8 3 0 -1 3 4 -2 5 6 0\n",
    "an identifier too small": "7 3 0 -1 3 4 -2 5 6 0\n",
    "a deletion of nothing": "7 d 99 0\n",
    "a deletion twice": "7 d 1 1 0\n",
    "a hint that is not there": "8 1 0 99 0\n",
    "a hint that is not unit": "8 5 0 1 0\n",
    "a tautology": "8 3 -3 0 -1 3 4 -2 5 6 0\n",
    "no end": "8 3 0 -1 3 4 -2 5 6\n",
    "a list too many": "8 3 0 -1 3 4 -2 5 6 0 0\n",
    "no number": "8 3 0 -1 x 4 -2 5 6 0\n",
    "minus zero": "8 3 -0 -1 3 4 -2 5 6 0\n",
    "a leading zero": "8 03 0 -1 3 4 -2 5 6 0\n",
    "a plus": "8 +3 0 -1 3 4 -2 5 6 0\n",
    "an underscore": "8 3_0 0 0\n",
    "a huge number": f"8 3 0 -1 {10**30} 4 -2 5 6 0\n",
    "a strange digit": "8 \u0663 0 -1 3 4 -2 5 6 0\n",
    "a negative deletion": "7 d -1 0\n",
    "a form feed": "8\f3 0 -1 3 4 -2 5 6 0\n",
    "an identifier below zero": "-8 3 0 -1 3 4 -2 5 6 0\n",
    "one number": "8\n",
    "a deletion without end": "8 d\n",
}


def test_a_rat_step_is_taken() -> None:
    assert verified(RAT, "8 3 0 -2 5 6 -1 3 4 0\n" + AFTER_RAT)
    assert verified(RAT, "c words\n\n8 3 0\t-2 5 6 -1 3 4 0\r\n" + AFTER_RAT.rstrip() + "\nnothing here is read")
    assert verified(RAT, binary("8 3 0 -2 5 6 -1 3 4 0\n" + AFTER_RAT))


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_or_odd(name: str) -> None:
    with pytest.raises(NotVerified, match=r"^(line|step) [1-3]: "):
        plain_lrat.check(cnf_text(RAT).encode(), (WRONG[name] + AFTER_RAT).encode())


@pytest.mark.parametrize(
    "proof",
    [b"", b"\x00" * 9, b"a" * 100, b"d", b"a\x0a", b"a\x10\x02\x00\x02\x81\x80\x00\x00", b"a\x0a\x01\x00\x00",
     b"a\x0a\x82\x00\x00\x02\x00", b"a" + b"\xff" * 80 + b"\x00\x00", b"a\x00\x00", b"a\x0b\x02\x00\x02\x04\x00",
     bytes(range(256))],
)  # fmt: skip
def test_binary_that_is_none(proof: bytes) -> None:
    assert not verified(SQUARE, proof)


@pytest.mark.parametrize(
    "text",
    ["", "p cnf 2 4\n", "p cnf 1 4\n1 2 0 1 -2 0 -1 2 0 -1 -2 0", "1 2 0\np cnf 2 1\n", "p cnf 2 2\n1 2 0\n-1 0 2",
     "p cnf 2 1\n1 +2 0\n", "p cnf 2 1\n1 2 00\n", "p cnf 2 x\n", "p dnf 2 1\n1 0\n", "p cnf 2 1 0\n1 0\n",
     "p cnf 2 1\np cnf 2 1\n1 0\n", "p cnf 2 1\n1 \u0662 0\n"],
)  # fmt: skip
def test_a_formula_that_is_none(text: str) -> None:
    with pytest.raises(NotVerified, match=r"^formula"):
        plain_lrat.check(text.encode(), b"1 0 0\n")


def test_formulas_as_others_write_them() -> None:
    for text in (
        "c hello\np cnf 2 4\n1 2\n0 1 -2 0\n-1 2 0 -1 -2 0\n",
        "p  cnf 2 4\r\n1 2 0 1 -2 0\r\n-1 2 0 -1 -2 0 %\n0\n",
    ):
        plain_lrat.check(text.encode(), PROOF.encode())


def has_model(formula: CNF) -> bool:
    return any(
        all(any((literal > 0) is values[abs(literal) - 1] for literal in clause) for clause in formula.clauses)
        for values in product((False, True), repeat=formula.variables)
    )


numbers = st.integers(-7, 12)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("a"), st.integers(1, 14), st.lists(st.integers(-4, 4).filter(bool), max_size=3),
                  st.lists(numbers.filter(bool), max_size=6)),
        st.tuples(st.just("d"), st.integers(0, 14), st.lists(st.integers(1, 12), max_size=3), st.just([])),
    ),
    max_size=6,
)  # fmt: skip
clauses = st.lists(st.lists(st.integers(-4, 4).filter(bool), min_size=0, max_size=3), max_size=9)


def written(rows: list[tuple[str, int, list[int], list[int]]]) -> str:
    lines = []
    for kind, name, literals, hints in rows:
        words = [name, *literals, 0, *hints, 0] if kind == "a" else [name, "d", *literals, 0]
        lines.append(" ".join(map(str, words)) + "\n")
    return "".join(lines)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(clauses, steps)
def test_nothing_with_a_model_is_refuted(
    rows: list[list[int]], proof: list[tuple[str, int, list[int], list[int]]]
) -> None:
    """Random proofs, a last step that claims the empty clause by any hints; and ours says the same."""
    formula = CNF(4, tuple(map(tuple, rows)))
    text = written(proof) + f"15 0 {' '.join(str(name) for name in range(1, len(rows) + 1))} 0\n"
    said = verified(formula, text)
    assert not (said and has_model(formula))
    assert said == ours(formula, text)
    assert verified(formula, binary(text)) == said


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.integers(0, 10**6))
def test_mutants_of_right_proofs(seed: int) -> None:
    """A number changed in the proof, or a clause of the formula taken away, which may leave a model."""
    dice = random.Random(seed)
    formula, proof = (RAT, "8 3 0 -2 5 6 -1 3 4 0\n" + AFTER_RAT) if seed % 2 else (SQUARE, PROOF)
    words = [line.split() for line in proof.splitlines()]
    row = dice.choice(words)
    row[dice.randrange(len(row))] = str(dice.randint(-12, 12))
    left = list(formula.clauses)
    if dice.random() < 0.5:
        left[dice.randrange(len(left))] = (formula.variables + 1,)
    changed = CNF(formula.variables + 1, tuple(left))
    text = "".join(" ".join(row) + "\n" for row in words)
    said = verified(changed, text)
    assert not (said and has_model(changed))
    assert said == ours(changed, text)


def test_proofs_of_one_formula_refute_no_other(tmp_path: Path) -> None:
    """Real proofs, held against formulas with a model that differ from theirs in one clause."""
    formula = normalise(random_unsatisfiable(8, 1)).formula
    (proof,) = cadical([formula], tmp_path)
    assert verified(formula, proof)
    with_model = 0
    for place in range(len(formula.clauses)):
        rest = [clause for at, clause in enumerate(formula.clauses) if at != place]
        fresh = formula.variables + 1
        other = CNF(fresh, (*rest[:place], (fresh,), *rest[place:]))
        if satisfiable(other):
            with_model += 1
            assert not verified(other, proof)
    assert with_model
