"""Scripts and models of 1 MB that are hard to read or to evaluate."""

from __future__ import annotations

from collections.abc import Iterator

from campaigns.fuzz.parts import MB, PART


def large_smt() -> Iterator[tuple[str, bytes]]:
    """Each with a name."""
    model = PART + b"(define-fun x () Int 1)"
    head = b"(declare-const x Int)"
    yield "500,000 brackets", b"(" * (MB // 2) + model
    yield "500,000 brackets that are closed", b"(" * (MB // 2) + b")" * (MB // 2) + model
    yield "a million signs", head + b"(assert (and " + b"x " * (MB // 2 - 30) + b"))" + model
    yield "many small commands", head + b"(assert true)" * (MB // 13) + model
    yield "`not` 100,000 deep", head + b"(assert " + b"(not " * 160_000 + b"true" + b")" * 160_001 + model
    yield "a number of a million digits", head + b"(assert (= x " + b"9" * (MB - 60) + b"))" + model
    yield "a bit vector of a million digits", head + b"(assert (= #b1 #b" + b"1" * (MB - 60) + b"))" + model
    yield "a sum of 400,000", head + b"(assert (> (+ " + b"1 " * 400_000 + b") 0))" + model
    yield "a product of 300,000", head + b"(assert (> (* " + b"99 " * 300_000 + b") 0))" + model
    lets = b"".join(b"(let ((x (* x x))) " for _ in range(40_000))
    yield (
        "squares of squares",
        b"(declare-const y Int)(assert (let ((x 3)) " + lets + b"(> x 0)" + b")" * 40_003 + model,
    )
    yield (
        "300,000 distinct",
        head + b"(assert (distinct " + b" ".join(b"%d" % at for at in range(140_000)) + b"))" + model,
    )
    yield "a comment of 1 MB", b";" * (MB - 60) + b"\n" + head + b"(assert (= x 1))" + model
    yield "a symbol of 1 MB", b"(declare-const |" + b"x" * (MB - 100) + b"| Int)(assert true)" + model
    yield "a million line ends", head + b"\n" * (MB - 100) + b"(assert true)" + model
    yield "a string without an end", head + b'"' + b"x" * MB
    yield (
        "definitions of definitions",
        b"".join(b"(define-fun f%d () Int (+ f%d f%d))" % (at + 1, at, at) for at in range(20_000)) + model,
    )
    calls = b"".join(b"(define-fun g%d ((a Int)) Int (g%d (g%d a)))" % (at + 1, at, at) for at in range(30))
    yield "calls that double", b"(define-fun g0 ((a Int)) Int a)" + calls + b"(assert (= (g30 1) 1))" + model
    stores = b"(store " * 40_000 + b"((as const (Array Int Int)) 0)" + b" 1 2)" * 40_000
    yield "40,000 stores", head + b"(assert (= 2 (select " + stores + b" 1)))" + model
    yield (
        "a model of 1 MB",
        head + b"(assert (= x 1))" + PART + b"(define-fun x () Int " + b"(+ 0 " * 80_000 + b"1" + b")" * 80_001,
    )
    yield "a model of elements", head + b"(assert (= x 1))" + PART + b"(declare-fun e () S)" * 50_000
    sorts = b"".join(b"(define-sort S%d () (Array S%d S%d))" % (at + 1, at, at) for at in range(20_000))
    yield "sorts in sorts", b"(define-sort S0 () Int)" + sorts + b"(declare-const a S20000)(assert (= a a))" + model
