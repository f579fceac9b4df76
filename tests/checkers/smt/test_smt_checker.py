"""SMT: Z3 in its child, models evaluated without it, and what cannot be evaluated said to rest on its word."""

from __future__ import annotations

import json
import subprocess
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.checkers.base import Claim, Ran, RejectedCertificate, certify
from workbench.checkers.smt.checker import SmtChecker
from workbench.checkers.smt.child import answer as solve
from workbench.checkers.smt.evaluate import Fails, holds_in, literal
from workbench.checkers.smt.operations import OPERATIONS, indexed
from workbench.checkers.smt.smtlib import NotUnderstood, commands, read_script
from workbench.checkers.smt.values import Array, Bits, NotEvaluated, same
from workbench.evidence.record import Checked, Tier
from workbench.problems.spec import Problem

CHECKER = SmtChecker()


def problem(text: str) -> Problem:
    return Problem("p", "", "smt", None, {"file": None, "text": text})


def asked(text: str, folder: Path) -> Claim:
    """What Z3 says, in this process: the child's own code."""
    left = solve(text, folder, 0)
    (folder / "claim.json").write_text(json.dumps(left))
    return CHECKER.claim(folder)


def certified(text: str, folder: Path) -> Checked:
    claim = asked(text, folder)
    assert claim.answer is not None and claim.kind is not None and claim.certificate is not None, claim.reason
    return certify(CHECKER, problem(text), claim.kind, claim.certificate)


SATISFIABLE = {
    "integers": "(declare-const x Int)(declare-const y Int)(assert (= (+ (* 3 x) (* 5 y)) 1))(assert (< x 0))",
    "negative division": "(declare-const x Int)(assert (= (div x (- 3)) 4))(assert (= (mod x (- 3)) 2))",
    "reals": "(declare-const r Real)(assert (= (* 3 r) 1.0))",
    "a real between": "(declare-const r Real)(assert (and (< 0.25 r) (< r (/ 1 3))))(assert (not (is_int r)))",
    "booleans": "(declare-const p Bool)(declare-const q Bool)(assert (xor p q))(assert (=> p q))",
    "bit vectors": "(declare-const b (_ BitVec 8))(assert (= (bvmul b #x03) #x01))(assert (bvslt b #x00))",
    "bit fiddling": "(declare-const b (_ BitVec 16))(assert (= ((_ extract 11 4) b) #xa5))"
    "(assert (= ((_ rotate_left 4) b) (concat ((_ extract 11 0) b) ((_ extract 15 12) b))))"
    "(assert (bvult ((_ zero_extend 2) b) ((_ sign_extend 2) b)))",
    "arrays": "(declare-const a (Array Int Int))(assert (= (select (store a 1 5) 2) 7))(assert (> (select a 1) 9))",
    "equal arrays": "(declare-const a (Array Int Int))(declare-const b (Array Int Int))"
    "(assert (= (store a 1 2) (store b 1 2)))(assert (distinct a b))",
    "functions": "(declare-fun f (Int) Int)(declare-const x Int)(assert (= (f x) 3))(assert (= (f 4) x))"
    "(assert (distinct x 4))",
    "a sort": "(declare-sort S 0)(declare-fun f (S) S)(declare-const u S)(assert (distinct u (f u)))"
    "(assert (= u (f (f u))))",
    "definitions": "(define-sort Word () (_ BitVec 4))(define-fun twice ((w Word)) Word (bvadd w w))"
    "(declare-const w Word)(assert (= (twice w) #b0110))",
    "lets": "(declare-const x Int)(assert (let ((y (+ x 1)) (x 3)) (let ((x (* y x))) (= x 33))))",
    "a guard": "(declare-const x Int)(declare-const y Int)(assert (= y 0))(assert (=> (distinct y 0) (= (div x y) 3)))",
    "names": "(declare-const |a b| Int)(assert (! (= |a b| 2) :named first))(set-info :status sat)",
    "labels": "(declare-const x Int)(assert (! (> x 2) :named big))(assert (=> big (! (= x 5) :named five)))"
    "(assert (let ((y x)) (! (and big five (= y 5)) :named all)))",
    "free to choose": "(declare-const x Int)(declare-fun g (Bool) Real)(assert (or (= x 1) (= x 2)))",
    "nothing": "(check-sat)",
    "deep": "(declare-const x Int)(assert (= " + "(+ 1 " * 3000 + "x" + ")" * 3000 + " 3005))",
}
UNSATISFIABLE = {
    "order": "(declare-const x Int)(assert (< x 0 x))",
    "parity": "(declare-const x Int)(assert (= (* 2 x) 7))",
    "pigeons": "(declare-sort S 0)(declare-const a S)(declare-const b S)(assert (distinct a b))(assert (= a b))",
}


@pytest.mark.parametrize("name", SATISFIABLE)
def test_models_are_evaluated_without_the_solver(name: str, tmp_path: Path) -> None:
    checked = certified(SATISFIABLE[name] + ("" if "check-sat" in SATISFIABLE[name] else "(check-sat)"), tmp_path)
    assert (checked.answer, checked.tier, checked.rests_on) == ("satisfiable", Tier.CERTIFICATE, ())


@pytest.mark.parametrize("name", UNSATISFIABLE)
def test_unsat_is_a_computation_and_says_so(name: str, tmp_path: Path) -> None:
    checked = certified(UNSATISFIABLE[name], tmp_path)
    assert (checked.answer, checked.tier) == ("unsatisfiable", Tier.COMPUTATION)
    assert checked.rests_on[0].startswith("checker:z3-") and "no proof" in checked.reason


@pytest.mark.parametrize(
    "text",
    [
        "(declare-const r Real)(assert (= (* r r) 2.0))",
        "(declare-const x Int)(assert (= (div x 0) 3))",
        "(declare-fun f (Int) Int)(assert (forall ((x Int)) (> (f x) 3)))",
    ],
)
def test_a_model_that_cannot_be_evaluated_rests_on_the_solver(text: str, tmp_path: Path) -> None:
    checked = certified(text, tmp_path)
    assert (checked.answer, checked.tier) == ("satisfiable", Tier.COMPUTATION)
    assert "was not evaluated" in checked.reason


def test_a_model_that_is_altered_is_rejected(tmp_path: Path) -> None:
    text = "(declare-const x Int)(declare-fun f (Int) Int)(assert (= (f x) (* x 7) 21))"
    assert certified(text, tmp_path).tier is Tier.CERTIFICATE
    f3 = "(define-fun f ((y Int)) Int (ite (= y 3) 21 0))"
    for model in (
        f"(define-fun x () Int 4){f3}",
        "(define-fun x () Int 3)",
        f"(define-fun x () Real 3.0){f3}",
        f"(define-fun x () Int (/ 6 2)){f3}",
        f"(define-fun x () Int 3)(define-fun = ((a Int) (b Int) (c Int)) Bool true){f3}",
        f"(define-fun 21 () Int 4){f3}",
        "(define-fun x () Int 3)(define-fun f ((y Real)) Int 21)(define-fun * ((a Int) (b Int)) Int 21)",
        "(define-fun x () Int 3)(define-fun f ((y Int)) Int true)",
        "(define-fun x () Int x)",
        "(",
        "x",
        "(define-fun)",
        "((define-fun x () Int 3))",
    ):
        path = tmp_path / "certificate.json"
        path.write_text(json.dumps({"model": model}))
        try:
            judgement = CHECKER.judge(problem(text), "model", path)
        except RejectedCertificate:
            continue
        assert judgement.tier is Tier.COMPUTATION, model  # nothing was shown: Z3 has to be asked


def test_a_model_may_not_declare_what_the_script_does_not() -> None:
    with pytest.raises(Fails):
        holds_in(read_script("(assert p)"), "(define-fun p () Bool true)")


@pytest.mark.parametrize(
    "term",
    ["(=> p (q 1))", "(ite p q true)", "(or (not p) q)", "(=> p ((_ extract 0 0) q))"],
)
def test_what_is_declared_nowhere_is_noticed_where_it_decides_nothing(term: str) -> None:
    """Z3 takes no such script; found by fuzzing."""
    script = read_script(f"(declare-const p Bool) (assert {term})")
    with pytest.raises(NotEvaluated, match="declared nowhere"):
        holds_in(script, "(define-fun p () Bool false)")


def test_what_the_standard_gives_a_meaning_needs_no_declaration() -> None:
    declared = read_script(
        "(declare-const p Bool) (declare-const b (_ BitVec 8)) (assert (=> p (= ((_ extract 3 0) b) #x1)))"
    )
    assert declared.undeclared == frozenset() and holds_in(declared, "(define-fun p () Bool false)") == 1


@pytest.mark.parametrize("left", [b"", b"[]", b"{}", b'{"model": 3}', b"[" * 99_999, b'{"model": null}'], ids=len)
def test_broken_certificates_are_rejected(left: bytes, tmp_path: Path) -> None:
    path = tmp_path / "certificate.json"
    path.write_bytes(left)
    with pytest.raises(RejectedCertificate):
        CHECKER.judge(problem("(assert true)"), "model", path)


def test_a_forged_unsat_is_asked_again(tmp_path: Path) -> None:
    path = tmp_path / "certificate.json"
    path.write_text('{"model": null}')

    def run(argv: Any, folder: Path, *, read: Any = ()) -> Ran:
        done = subprocess.run(argv, cwd=folder, capture_output=True, text=True, check=False)
        return Ran(done.returncode, None, "", "", "")

    with pytest.raises(RejectedCertificate, match="Z3 says satisfiable"):
        certify(CHECKER, problem("(assert true)"), "computation", path, run=run)
    checked = certify(CHECKER, problem("(assert false)"), "computation", path, run=run)
    assert checked.reason.endswith("Z3 was asked twice")


REFUSED = [
    "(push 1)(assert true)(pop 1)",
    "(check-sat)(check-sat)",
    "(check-sat)(assert true)",
    "(check-sat-assuming (p))",
    '(include "/etc/passwd")',
    "(reset)",
    "(define-fun-rec f ((x Int)) Int (f x))",
    "(assert)",
    "(assert true true)",
    "(declare-fun and (Bool Bool) Bool)",
    "(declare-const 3 Int)",
    "(declare-const x Int)(declare-const x Int)",
    "(declare-fun f Int Int)",
    "((assert true))",
    "assert true",
    "(assert true",
    "(assert true))",
    "(assert |p)",
    '(assert "p)',
    "(((((((((",
    "\x00",
    "(" * 100_000,
]


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:30])
def test_what_is_not_one_question_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(NotUnderstood, match="line 1"):
        read_script(text)


def test_options_that_would_write_files_never_reach_the_solver(tmp_path: Path) -> None:
    target = tmp_path / "written"
    text = f'(set-option :regular-output-channel "{target}")(declare-const x Int)(assert (> x 1))(check-sat)(get-model)'
    script = read_script(text)
    assert "option" not in script.stated and "check" not in script.stated
    assert certified(text, tmp_path).answer == "satisfiable" and not target.exists()


def test_what_the_solver_does_not_take_is_a_sentence(tmp_path: Path) -> None:
    for text in ("(assert (+ 1 true))", "(assert undeclared)", "(declare-const x Nonsense)", "(assert |r\u00a0d|)"):
        claim = asked(text, tmp_path)
        assert claim.answer is None and claim.failed and "Z3 does not take" in claim.reason
        assert claim.reason.isprintable()


def test_what_is_not_seen_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood, match=r"line 2: it holds the character U\+001B"):
        asked("(declare-const p Bool)\n(assert |\x1b[31mred|)", tmp_path)


@pytest.mark.parametrize(
    "left", [None, b"", b"{}", b'{"answer": "satisfiable", "kind": "../x", "reason": "", "tool": ""}']
)
def test_a_missing_or_broken_claim_is_no_answer(tmp_path: Path, left: bytes | None) -> None:
    if left is not None:
        (tmp_path / "claim.json").write_bytes(left)
    claim = CHECKER.claim(tmp_path)
    assert claim.answer is None and claim.failed


def test_the_lines_of_a_script_are_counted() -> None:
    assert [one.line for one in commands("; a\n(a)\n\n(b\n c) (d)")] == [2, 5, 5]


words = st.integers(0, 255)


@given(words, words, st.sampled_from(sorted(name for name in OPERATIONS if name.startswith("bv"))))
@settings(max_examples=300, deadline=None)
def test_bit_vectors_agree_with_z3(one: int, other: int, name: str) -> None:
    import z3

    unary = name in ("bvnot", "bvneg", "bv2nat")
    arguments = f"#x{one:02x}" + ("" if unary else f" #x{other:02x}")
    values = [Bits(8, one)] if unary else [Bits(8, one), Bits(8, other)]
    ours = OPERATIONS[name](values)
    shown = (
        str(ours).lower()
        if isinstance(ours, bool)
        else ours
        if isinstance(ours, int)
        else f"(_ bv{ours.number} {ours.width})"
    )
    solver = z3.Solver(ctx=z3.Context())  # one of its own: the main one keeps what others defined
    solver.from_string(f"(assert (= ({name} {arguments}) {shown}))")
    assert solver.check() == z3.sat, (name, one, other, ours)


@given(
    words,
    st.sampled_from([("rotate_left", 3), ("rotate_right", 11), ("zero_extend", 4), ("sign_extend", 4), ("repeat", 2)]),
)
@settings(max_examples=60, deadline=None)
def test_indexed_functions_agree_with_z3(one: int, function: tuple[str, int]) -> None:
    import z3

    name, index = function
    ours = indexed(name, [index], [Bits(8, one)])
    assert isinstance(ours, Bits)
    solver = z3.Solver(ctx=z3.Context())  # one of its own: the main one keeps what others defined
    solver.from_string(f"(assert (= ((_ {name} {index}) #x{one:02x}) (_ bv{ours.number} {ours.width})))")
    assert solver.check() == z3.sat


@given(st.integers(-20, 20), st.integers(-6, 6).filter(bool))
@settings(max_examples=80, deadline=None)
def test_division_of_integers_is_euclid_s(one: int, other: int) -> None:
    quotient, rest = OPERATIONS["div"]([one, other]), OPERATIONS["mod"]([one, other])
    assert one == other * quotient + rest and 0 <= rest < abs(other)


def test_arrays_over_finite_sorts_are_equal_place_by_place() -> None:
    over = Array("Bool", 0, {True: 1, False: 2})
    assert same(over, Array("Bool", 7, {True: 1, False: 2}))
    assert not same(over, Array("Bool", 2, {}))
    assert not same(Array("Int", 0, {}), Array("Int", 1, {0: 0}))
    assert same(Array("Int", 0, {3: 0}), Array("Int", 0, {}))


def test_literals() -> None:
    assert (
        literal("#xff") == Bits(8, 255)
        and literal("1.50") == Fraction(3, 2)
        and literal("9" * 5000) == int("9" * 4000) * 10**1000 + int("9" * 1000)
    )
    for text in ("x", "1.", ".5", "-1", '"a"', "#", "1e5", "٣"):
        with pytest.raises((NotEvaluated, ValueError)):
            literal(text)


@pytest.mark.parametrize("missing", [True, False])
def test_a_missing_z3_is_a_sentence(missing: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    real = importlib.util.find_spec
    monkeypatch.setattr(
        "workbench.checkers.smt.checker.find_spec", lambda name: None if missing and name == "z3" else real(name)
    )
    said = SmtChecker().missing()
    assert (said is None) != missing and (said is None or "pip install 'blueprint-workbench[smt]'" in said)


def test_calls_that_double_end() -> None:
    """Forty definitions would take 2^40 steps."""
    names = [f"f{at}" for at in range(40)]
    doubled = "".join(
        f"(define-fun {name} ((x Int)) Int (+ ({before} x) ({before} x)))" for before, name in pairwise(names)
    )
    script = read_script(f"(define-fun f0 ((x Int)) Int x) {doubled} (assert (> (f39 1) 0))")
    with pytest.raises(NotEvaluated):
        holds_in(script, "")
