"""Right proofs are accepted, each rule is needed, and bad input ends in one sentence with its line."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lrat_samples import binary, cadical, cnf, pigeons, random_unsatisfiable, schur, van_der_waerden
from plain_lrat import first_wrong_line

from workbench.checkers.base import RejectedCertificate
from workbench.checkers.sat import lrat, lrat_decode, lrat_kernel
from workbench.checkers.sat.lrat import LratResult, RejectedProof, check_lrat
from workbench.checkers.sat.normalise import check_normalised, normalise
from workbench.errors import BadInput
from workbench.problems.cnf import CNF

SQUARE = cnf([1, 2], [1, -2], [-1, 2], [-1, -2])
PROOF = "5 1 0 1 2 0\n6 0 5 3 4 0\n"
RAT = cnf(
    [-3, 1], [-3, 2], [1, 4], [1, -4], [2, 5], [2, -5], [-1, -2]
)  # (3) is RAT: clauses 1 and 2 are its candidates
AFTER_RAT = "9 1 0 8 1 0\n10 2 0 8 2 0\n11 0 9 10 7 0\n"

FORMULAS = {
    "pigeons 3": pigeons(3),
    "pigeons 7": pigeons(7),
    "van der Waerden 3 3": van_der_waerden(9, 3, 3),
    "van der Waerden 3 5": van_der_waerden(22, 3, 5),
    "Schur 3": schur(14, 3),
    **{f"random {k}": random_unsatisfiable(9, k) for k in range(5)},
}


@pytest.mark.parametrize("form", ["text", "binary"])
def test_proofs_of_a_real_solver(tmp_path: Path, form: str) -> None:
    normalised = [normalise(formula) for formula in FORMULAS.values()]
    for formula, result in zip(FORMULAS.values(), normalised, strict=True):
        check_normalised(formula, result)
    proofs = cadical([result.formula for result in normalised], tmp_path, binary=form == "binary")
    rat_steps = 0
    for result, proof in zip(normalised, proofs, strict=True):
        rat_steps += check_lrat(result.formula, proof).rat_steps
    assert rat_steps > 50
    with pytest.raises(RejectedProof):
        check_lrat(normalised[1].formula, proofs[2])


def test_what_is_counted() -> None:
    proof = "5 1 0 1 2 0\n5 d 1 2 0\n6 3 0 0\n7 0 5 3 4 0\n"
    assert check_lrat(SQUARE, proof.encode()) == LratResult(lemmas=3, deletions=2, rat_steps=1)
    assert check_lrat(SQUARE, binary(proof)) == LratResult(lemmas=3, deletions=2, rat_steps=1)


ACCEPTED = {
    "RUP": (SQUARE, PROOF),
    "RUP at once": (cnf([1], [-1]), "3 0 1 2 0\n"),
    "an empty clause in the formula": (CNF(1, ((1,), ())), "3 0 2 0\n"),
    "no line end": (SQUARE, PROOF.rstrip()),
    "carriage returns, tabs, blanks": (SQUARE, "5\t1 0  1 2 0 \r\n\r\n \n6 0 5 3 4 0\r\n"),
    "comments": (SQUARE, "c a proof\n" + PROOF),
    "gaps between identifiers": (SQUARE, "90 1 0 1 2 0\n100000000000000000 0 90 3 4 0\n"),
    "many gaps": (SQUARE, "7 8 -1 0 0\n9 9 -1 0 0\n20 1 0 1 2 0\n31 9 1 0 20 0\n40 0 20 3 4 0\n"),
    "deletion of nothing": (SQUARE, "4 d 0\n" + PROOF),
    "a repeated literal in a lemma": (SQUARE, "5 1 1 0 1 2 0\n6 0 5 3 4 0\n"),
    "a repeated literal in the formula": (cnf([1, 1], [-1, -1, -1]), "3 0 1 2 0\n"),
    "a tautology in the formula": (cnf([2, -2], [1], [-1]), "4 0 2 3 0\n"),
    "RAT on an extension variable": (SQUARE, "5 9 -1 0 0\n6 -9 1 0 -5 0\n" + "7 1 0 1 2 0\n8 0 7 3 4 0\n"),
    "RAT with hints for its candidates": (RAT, "8 3 0 -1 3 4 -2 5 6 0\n" + AFTER_RAT),
    "RAT with its candidates in another order": (RAT, "8 3 0 -2 5 6 -1 3 4 0\n" + AFTER_RAT),
    "a hint that forces what is true already": (SQUARE, "5 1 0 1 1 2 0\n6 0 5 3 3 4 0\n"),
    "text after the empty clause": (SQUARE, PROOF + "this is not read\n"),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_accepted(name: str) -> None:
    formula, proof = ACCEPTED[name]
    check_lrat(formula, proof.encode())
    assert first_wrong_line(formula.clauses, proof) is None


REJECTED = {
    "empty": (SQUARE, "", 1, "the proof is empty"),
    "only blank": (SQUARE, "\n\n", 2, "has not derived the empty clause"),
    "no empty clause": (SQUARE, "5 1 0 1 2 0\n", 1, "has not derived the empty clause"),
    "the hint names nothing": (SQUARE, "5 1 0 1 7 0\n", 1, "the hint 7 names no clause alive"),
    "the hint names the lemma": (SQUARE, "5 1 0 5 0\n", 1, "the hint 5 names no clause alive"),
    "a huge hint": (SQUARE, "5 1 0 1 999999999999999999 0\n", 1, "names no clause alive"),
    "the hint is not unit": (SQUARE, "5 0 1 2 3 4 0\n", 1, "the hint 1 is not unit"),
    "the hint is satisfied, with two literals left": (SQUARE, "5 1 0 3 1 2 0\n", 1, "the hint 3 is not unit"),
    "a hint after the conflict": (SQUARE, "5 1 0 1 2 2 0\n6 0 5 3 4 0\n", 1, "the hint 2 follows after"),
    "a candidate after the conflict": (SQUARE, "5 1 0 1 2 -3 0\n", 1, "the hint 3 follows after"),
    "no conflict": (SQUARE, "5 0 0\n", 1, "without a conflict"),
    "no conflict, and candidates": (SQUARE, "5 1 0 1 0\n", 1, "without a conflict"),
    "RAT for the empty clause": (cnf([1, 2]), "2 0 -1 0\n", 1, "without a conflict"),
    "a tautology": (SQUARE, "5 1 -1 0 0\n", 1, "variable 1 and its negation"),
    "an identifier again": (SQUARE, "5 1 0 1 2 0\n5 2 0 1 3 0\n", 2, "not larger than 5"),
    "an identifier of the formula": (SQUARE, "4 1 0 1 2 0\n", 1, "not larger than 4"),
    "identifier zero": (SQUARE, "0 1 0 1 2 0\n", 1, "positive number"),
    "a negative identifier": (SQUARE, "-5 1 0 1 2 0\n", 1, "positive number"),
    "deletion of nothing known": (SQUARE, "4 d 9 0\n", 1, "deletion of 9"),
    "deletion twice": (SQUARE, "4 d 1 1 0\n", 1, "deletion of 1"),
    "a negative deletion": (SQUARE, "4 d -1 0\n", 1, "negative"),
    "deleted and used": (SQUARE, "4 d 2 0\n" + PROOF, 2, "the hint 2 names no clause alive"),
    "a candidate without hints": (RAT, "8 3 0 -1 3 4 -2 0\n", 1, "RAT candidate 2 end without"),
    "a candidate missing": (RAT, "8 3 0 -1 3 4 0\n", 1, "1 clauses alive that contain"),
    "a candidate twice": (RAT, "8 3 0 -1 3 4 -1 3 4 0\n", 1, "candidate 1 is named twice"),
    "a candidate that is none": (RAT, "8 3 0 -1 3 4 -2 5 6 -7 0\n", 1, "candidate 7 does not contain"),
    "a candidate that is deleted": (RAT, "7 d 2 0\n8 3 0 -1 3 4 -2 5 6 0\n", 2, "the hint 2 names no clause"),
    "RAT on a literal that is not the first": (SQUARE, "5 -1 9 0 0\n", 1, "without a conflict"),
    "hints of one candidate for another": (RAT, "8 3 0 -1 3 4 -2 3 4 0\n", 1, "is not unit"),
    "hints for a tautological resolvent": (cnf([-3, 1], [1, 4]), "3 3 -1 0 -1 2 0\n", 1, "follows after"),
    "a lemma cut off": (SQUARE, "5 1 0 1 2", 1, "cut off"),
    "a lemma without hints": (SQUARE, "5 1 0\n6 0 5 3 4 0", 1, "cut off"),
    "a deletion cut off": (SQUARE, "5 d 1\n", 1, "cut off"),
    "two steps on a line": (SQUARE, "5 1 0 1 2 0 6 0 5 3 4 0\n", 1, "goes on"),
    "a letter": (SQUARE, "5 1 0 x 2 0\n", 1, "character"),
    "a NUL byte": (SQUARE, "5 1 0 1\0 2 0\n", 1, "character"),
    "a sign alone": (SQUARE, "5 - 0 1 2 0\n", 1, "character"),
    "two signs": (SQUARE, "5 --1 0 1 2 0\n", 1, "character"),
    "minus zero": (SQUARE, "5 1 -0 1 2 0\n", 1, "character"),
    "a plus sign": (SQUARE, "5 +1 0 1 2 0\n", 1, "character"),
    "a fraction": (SQUARE, "5 1.0 0 1 2 0\n", 1, "character"),
    "d with something": (SQUARE, "5 d1 0\n", 1, "character"),
    "beyond 64 bits": (SQUARE, f"5 {2**64 + 1} 0 1 2 0\n", 1, "too large"),
    "just 2 to the 64 plus a hint": (SQUARE, f"5 1 0 {2**64 + 1} 2 0\n", 1, "too large"),
    "a variable beyond the limit": (SQUARE, "5 600000000 0 0\n", 1, "variable 600000000 is above"),
    "a DRAT proof": (SQUARE, "1 0\n0\n", 1, "cut off"),
    "a formula": (SQUARE, "p cnf 1 1\n", 1, "character"),
}


@pytest.mark.parametrize("name", REJECTED)
@pytest.mark.parametrize("piece", [1, 1 << 20])
def test_rejected(name: str, piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lrat, "PIECE", piece)
    formula, proof, line, reason = REJECTED[name]
    with pytest.raises(RejectedProof, match=reason) as caught:
        check_lrat(formula, proof.encode())
    assert caught.value.line == line
    assert f"line {line}" in str(caught.value)
    assert isinstance(caught.value, RejectedCertificate)
    assert first_wrong_line(formula.clauses, proof) is not None or "limit" in name


BINARY_REJECTED = {
    "cut off": (b"a\x0a\x02\x00\x02", 1, "cut off"),
    "a number that does not end": (b"a" + b"\xff" * 20, 1, "too large"),
    "a zero in two bytes": (b"a\x0a\x80\x00", 1, "shortest"),
    "minus zero": (b"a\x0a\x01\x00\x00", 1, "shortest"),
    "identifier zero": (b"a\x00\x00\x00", 1, "positive"),
    "another letter": (b"d\x00b", 2, "character"),
    "a negative deletion": (b"d\x03\x00", 1, "negative"),
    "no empty clause": (b"d\x00", 1, "has not derived"),
}


@pytest.mark.parametrize("name", BINARY_REJECTED)
def test_rejected_binary(name: str) -> None:
    proof, line, reason = BINARY_REJECTED[name]
    with pytest.raises(RejectedProof, match=reason) as caught:
        check_lrat(SQUARE, proof)
    assert caught.value.line == line


@pytest.mark.parametrize(
    "formula",
    [
        CNF(2, ((1, 0),)),
        CNF(2, ((3,),)),
        CNF(2, ((-3,),)),
        CNF(2**70, ((2**70,),)),
        CNF(2**40, ((2**40,), (-(2**40),))),
    ],
)
def test_what_is_no_formula(formula: CNF) -> None:
    with pytest.raises(BadInput):
        check_lrat(formula, b"2 0 1 0\n")


def test_a_formula_without_clauses_is_not_refuted() -> None:
    for proof in (b"1 0 0\n", b"1 1 0 0\n2 0 1 0\n"):
        with pytest.raises(RejectedProof):
            check_lrat(CNF(0, ()), proof)


def test_a_pipe_or_a_folder_is_no_proof(tmp_path: Path) -> None:
    """It waited without end for somebody to write."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path):
        with pytest.raises(OSError, match="not a regular file"):
            check_lrat(SQUARE, path)


def test_path_stream_and_bytes(tmp_path: Path) -> None:
    path = tmp_path / "proof.lrat"
    path.write_text(PROOF)
    packed = BytesIO(gzip.compress(PROOF.encode()))
    with gzip.open(packed) as stream:
        assert check_lrat(SQUARE, path) == check_lrat(SQUARE, PROOF.encode()) == check_lrat(SQUARE, stream)
    with pytest.raises(OSError):
        check_lrat(SQUARE, tmp_path / "missing")


@pytest.mark.parametrize("piece", [1, 50, 997])
def test_pieces_do_not_matter(tmp_path: Path, piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps longer than a piece, arrays that grow, clauses that are moved: the outcome is that of one piece."""
    formula = pigeons(5)
    text, code = cadical([formula], tmp_path)[0], cadical([formula], tmp_path, binary=1)[0]
    whole = check_lrat(formula, text)
    monkeypatch.setattr(lrat, "PIECE", piece)
    assert check_lrat(formula, text) == check_lrat(formula, code) == whole


def test_a_step_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lrat, "PIECE", 16)
    monkeypatch.setattr(lrat, "STEP_LIMIT", 64)
    with pytest.raises(RejectedProof, match="more than 64 bytes"):
        check_lrat(SQUARE, b"c first\n5 " + b"1 " * 1000)


def test_a_hint_is_looked_at_once_under_an_assignment() -> None:
    """A long clause that was a hint again and again took time like the square of the proof; what is accepted is the
    same, in RAT steps too, where each candidate begins anew."""
    again = b"5 1 0 1 1 1 2 0\n6 0 5 5 3 3 4 0\n"
    assert check_lrat(SQUARE, again) == check_lrat(SQUARE, PROOF.encode())
    candidates = cnf([-1, 2, 4], [-1, 3, 4], [4, 5], [4, -5])
    with pytest.raises(RejectedProof, match="line 2: the proof ends"):
        check_lrat(candidates, b"5 1 0 -1 3 4 -2 3 4 0\n6 1 2 0 5 0\n")


def test_rat_steps_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A candidate is named by one number and may be as long as the formula: such a proof of 1 MB took minutes."""
    long = 1000
    formula = CNF(long + 2, ((-1, *range(3, long + 3)), (2, 3), (2, -3)))
    proof = "".join(f"{at} 1 2 0 -1 2 0\n" for at in range(4, 200)).encode()
    with pytest.raises(RejectedProof, match="ends and has not derived"):
        check_lrat(formula, proof)
    monkeypatch.setattr(lrat, "RAT_LITERALS", 1000)
    monkeypatch.setattr(lrat, "RAT_EACH", 10)
    with pytest.raises(RejectedProof, match="would take too long"):
        check_lrat(formula, proof)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60) | st.text("0123456789 -d\n", max_size=60).map(str.encode), st.integers(1, 70))
def test_random_bytes(proof: bytes, piece: int) -> None:
    with pytest.MonkeyPatch.context() as patch, pytest.raises(RejectedProof):
        patch.setattr(lrat, "PIECE", piece)
        check_lrat(cnf([1, 2], [-1, 3], [-2, -3]), proof)


@pytest.mark.parametrize("trouble", ["none", "no folder", "damaged"])
def test_the_cache_of_machine_code_is_a_convenience(tmp_path: Path, trouble: str) -> None:
    """It works where a file stands in the place of numba's folders, and where its files hold something else."""
    (tmp_path / "doubled.py").write_text(
        "from workbench.checkers.sat.compiled import compiled\n"
        "@compiled('int64(int64)')\ndef double(n):\n    return 2 * n\n"
        "print(double(21), sum(double.stats.cache_hits.values()))\n"
    )

    def run() -> str:
        home = str(tmp_path / "home")
        environment = {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": home, "HOME": home}
        command = [sys.executable, "-B", "-c", "import doubled"]
        ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
        return ran.stdout + ran.stderr

    if trouble == "no folder":
        (tmp_path / "__pycache__").touch()
        (tmp_path / "home").touch()
        assert [run(), run()] == ["42 0\n", "42 0\n"]
    else:
        assert [run(), run()] == ["42 0\n", "42 1\n"]
    if trouble == "damaged":
        for file in (tmp_path / "__pycache__").glob("doubled.*.nb?"):
            file.write_bytes(b"not what numba wrote")
        assert run() == "42 0\n"


def test_the_two_compiled_files_agree() -> None:
    """numba's cache notices a change in a function's own file alone, so each has the constants that it compiles in."""
    assert (lrat_kernel.HEADER, lrat_kernel.DELETION) == (lrat_decode.HEADER, lrat_decode.DELETION)


def test_the_module_is_light() -> None:
    """numba and numpy are imported by a check, not with the module."""
    script = "import sys, workbench.checkers.sat.lrat; print({'numba', 'numpy'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout == "set()\n"
