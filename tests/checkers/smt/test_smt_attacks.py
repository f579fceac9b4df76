"""Attempts at a false `satisfiable`, and scripts that would take all time or memory: none needs Z3 to be judged."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest

from workbench.checkers.base import RejectedCertificate
from workbench.checkers.smt.checker import SmtChecker
from workbench.evidence.record import Tier
from workbench.problems.spec import Problem


def judged(script: str, model: str, folder: Path) -> Tier:
    """The tier of a model; raises RejectedCertificate."""
    (folder / "certificate.json").write_text(json.dumps({"model": model}))
    problem = Problem("p", "", "smt", None, {"file": None, "text": script})
    return SmtChecker().judge(problem, "model", folder / "certificate.json").tier


def lets(first: str, step: str, times: int, body: str) -> str:
    """x is `first`, then `step` as often; in the end `body`."""
    return f"(assert (let ((x {first})) " + f"(let ((x {step})) " * times + body + ")" * (times + 2)


BOOLS = "(Array Bool Int)"
REJECTED = {
    # Accepted once, or a traceback.
    "a parameter called 5": ("(define-fun f ((|5| Int)) Int 5)(assert (= (f 3) 3))", ""),
    "two parameters of one name": ("(define-fun f ((x Int) (x Int)) Int x)(assert (= (f 1 2) 2))", ""),
    "no bits": ("(assert (= #b1_0 #b010))", ""),
    "what Z3 takes for a comment": ("(assert (! true :n #| a |b )) (include |# ))", ""),
    "a definition of itself": ("(define-fun f () Bool (not f))(assert f)", ""),
    "a definition of itself that ends": (
        "(define-fun f ((n Int)) Bool (or (= n 0) (f (- n 1))))(assert (f 3))",
        "",
    ),
    "a constant before it is declared": ("(assert (= x 1))(declare-const x Int)", "(define-fun x () Int 1)"),
    "a sort of two meanings": (
        "(define-sort T () Int)(declare-const x T)(define-sort T () Bool)(assert x)",
        "(define-fun x () Bool true)",
    ),
    "a label that is declared": ("(declare-const n Bool)(assert (! false :named n))", ""),
    "a constant of two values": (
        "(declare-const x Int)(assert (= x 1))",
        "(define-fun x () Int 2)(define-fun x () Int 1)",
    ),
    "what defines nothing": ("(declare-const x Int)(assert (= x 1))", "(include x () Int 1)"),
    "an assertion after exit": ("(declare-const x Int)(exit)(assert (= x 1))", "(define-fun x () Int 1)"),
    "a line end that only editors see": (
        "(declare-const p Bool)(assert p) ; true\r(assert (not p))",
        "(define-fun p () Bool true)",
    ),
    "a comment that only editors see": ("(assert (or true \u202e false))", ""),
    "a blank within a name": ("(declare-const p\u00a0q Bool)(assert p\u00a0q)", "(define-fun |p\u00a0q| () Bool true)"),
    # Always rejected.
    "push": ("(push 1)(assert false)(pop 1)", ""),
    "an assertion after check-sat": ("(check-sat)(assert false)", ""),
    "check-sat twice": ("(check-sat)(check-sat)", ""),
    "another meaning of <": ("(assert (< 2 1))", "(define-fun < ((a Int) (b Int)) Bool true)"),
    "another meaning of a definition": ("(define-fun f () Int 1)(assert (= f 2))", "(define-fun f () Int 2)"),
    "another meaning of a label": ("(assert (! (= 1 1) :named n))(assert (not n))", "(define-fun n () Bool false)"),
    "one element twice": (
        "(declare-sort S 0)(declare-const a S)(declare-const b S)(assert (distinct a b))",
        "(declare-fun e () S)(declare-fun e () S)(define-fun a () S e)(define-fun b () S e)",
    ),
    "half an integer": ("(declare-const x Int)(assert (= (* 2 x) 1))", "(define-fun x () Int (/ 1 2))"),
    "true is no 1": ("(declare-const x Int)(assert (= x 1))", "(define-fun x () Int true)"),
    "arrays that are equal everywhere": (
        f"(declare-const a {BOOLS})(declare-const b {BOOLS})(assert (distinct a b))",
        f"(define-fun a () {BOOLS} ((as const {BOOLS}) 1))"
        f"(define-fun b () {BOOLS} (store (store ((as const {BOOLS}) 2) true 1) false 1))",
    ),
    "a parameter before a constant": (
        "(declare-const c Int)(define-fun f ((c Int)) Int (+ c 1))(assert (= (f 0) 6))",
        "(define-fun c () Int 5)",
    ),
    "a let before a constant": (
        "(declare-const x Int)(assert (= x 1))(assert (let ((x 2) (y x)) (= y 2)))",
        "(define-fun x () Int 1)",
    ),
    "1 and 1.0 are one number": ("(assert (distinct 1 2 1.0))", ""),
    "two values of three": ("(assert (distinct true false true))", ""),
    "signed overflow": ("(assert (bvsgt (bvsdiv #x80 #xff) #x00))", ""),
    "division of bits by zero": ("(assert (= (bvudiv #x05 #x00) #x00))", ""),
    "rest of bits by zero": ("(assert (distinct (bvsrem #x85 #x00) #x85))", ""),
    "the sign of bvsmod": ("(assert (= (bvsmod #xfb #x03) #xfe))", ""),
    "a shift by the width": ("(assert (distinct (bvashr #x80 #x08) #xff))", ""),
}
NOT_EVALUATED = {
    # A wrong result, a traceback, or minutes and gigabytes once.
    "a shift beyond any width": (
        "(assert (let ((b (concat #b0 ((_ sign_extend 199999) #b1)))) (let ((k ((_ zero_extend 199981) #x249f0))) "
        "(distinct (bvashr b k) (bvlshr b k)))))",
        "",
    ),
    "an equation of one": ("(declare-const x Int)(assert (= x))", ""),
    "one that is distinct": ("(declare-const x Int)(assert (distinct x))", ""),
    "one in order": ("(declare-const x Int)(assert (< x))", ""),
    "a quotient of one": ("(assert (= (div 7) 7))", ""),
    "a sum of one vector": ("(assert (= (bvadd #b1) #b1))", ""),
    "not of two": ("(assert (not false true))", ""),
    "ite of four": ("(assert (ite true true false false))", ""),
    "divisible by zero": ("(declare-const x Int)(assert ((_ divisible 0) x))", ""),
    "a sort in very many brackets": (
        "(define-sort P (A) " + "(" * 20_000 + "A" + ")" * 20_000 + ")(declare-const a (P Int))(assert (= a a))",
        "",
    ),
    "bits that double": (lets("#xff", "(concat x x)", 32, "(= x x)"), ""),
    "sorts that double": (
        "(define-sort S0 () Int)"
        + "".join(f"(define-sort S{at + 1} () (Array S{at} S{at}))" for at in range(22))
        + "(declare-const a S22)(assert (= a a))",
        "",
    ),
    "arrays that are all kept": (
        "(assert (let ((a0 ((as const (Array Int Int)) 0))) "
        + "".join(f"(let ((a{at + 1} (store a{at} {at} 1))) " for at in range(8_000))
        + "true"
        + ")" * 8_002,
        "",
    ),
    "long fractions": (lets("7.0", "(* x x)", 15, "(< 0.0 (+ " + "(/ 1.0 (+ x 1.0)) " * 400 + "))"), ""),
    "a long sum of fractions": (
        lets("7.0", "(* x x)", 15, "(< 0.0 (+ x " + " ".join(f"(/ 1.0 {at}.0)" for at in range(1, 8_000)) + "))"),
        "",
    ),
    "a place of another sort": (
        "(declare-const a (Array Int Int))(assert (= 5 (select (store a 1 5) true)))",
        "",
    ),
    "`as` another sort": ("(assert (= (as 1 Bool) 1))", ""),
    # Never evaluated.
    "a model in a circle": (
        "(declare-const x Int)(declare-const y Int)(assert (= x (+ y 1)))(assert (= y (+ x 1)))",
        "(define-fun x () Int (+ y 1))(define-fun y () Int (+ x 1))",
    ),
    "div by zero": ("(declare-const x Int)(assert (= (div x 0) (div x 0)))", ""),
    "mod by zero": ("(declare-const x Int)(assert (distinct (mod x 0) (mod x 0)))", ""),
    "a quantifier": ("(assert (forall ((x Int)) (= x x)))", ""),
    "a let of a word": ("(assert (let ((true false)) (not true)))", ""),
    "nothing repeated": ("(assert (= ((_ repeat 0) #b1) ((_ repeat 0) #b0)))", ""),
}


@pytest.mark.parametrize("name", REJECTED)
def test_no_model_of_these_is_accepted(name: str, tmp_path: Path) -> None:
    with pytest.raises(RejectedCertificate):
        judged(*REJECTED[name], tmp_path)


@pytest.mark.parametrize("name", NOT_EVALUATED)
def test_these_rest_on_the_solver_at_best(name: str, tmp_path: Path) -> None:
    assert judged(*NOT_EVALUATED[name], tmp_path) is Tier.COMPUTATION


def test_many_values_are_distinct_in_no_time(tmp_path: Path) -> None:
    many = " ".join(map(str, range(30_000)))
    assert judged(f"(assert (distinct {many}))", "", tmp_path) is Tier.CERTIFICATE
    with pytest.raises(RejectedCertificate):
        judged(f"(assert (distinct {many} 7))", "", tmp_path)


DEEP = "(" * 400_000 + ")" * 400_000


@pytest.mark.parametrize(
    ("script", "model"),
    [
        (DEEP, ""),
        (f"({DEEP} x)", ""),
        (f"(assert (let (({DEEP} 1)) true))", ""),
        (f"(assert (forall (({DEEP} Int)) true))", ""),
        (f"(define-fun f (({DEEP} Int)) Int 1)(assert true)", ""),
        (f"(declare-const x {DEEP})(assert (= x x))", "(define-fun x () Int 1)"),
        (f"(assert (! true :named {DEEP}))", ""),
        (f"(assert ({DEEP} 1))", ""),
        (f"(assert ((_ extract {DEEP} 0) #b1))", ""),
        ("(assert true)", DEEP),
        ("(declare-const x Int)(assert (= x 1))", f"(define-fun {DEEP} () Int 1)"),
        ("(declare-const x Int)(assert (= x 1))", f"(define-fun x ({DEEP}) Int 1)"),
        ("(declare-const x Int)(assert (= x 1))", f"(define-fun x () {DEEP} 1)"),
        ("(declare-sort S 0)(declare-const x S)(assert (= x x))", f"(declare-fun x () {DEEP})"),
    ],
    ids=range(14),
)
def test_lists_in_lists_do_not_end_the_process(script: str, model: str, tmp_path: Path) -> None:
    """Python's hash of a nested tuple has no bound on its depth: such a script of 800 kB was a segmentation fault."""
    with contextlib.suppress(RejectedCertificate):
        assert judged(script, model, tmp_path) is not Tier.CERTIFICATE
