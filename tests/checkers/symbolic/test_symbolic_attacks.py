"""Attempts at a false verdict: certificates that were forged or hold by accident, and what `judge` makes of them."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.checkers.base import RejectedCertificate
from workbench.checkers.symbolic.child import answered
from workbench.checkers.symbolic.judging import judge
from workbench.problems.spec import Problem

EXPANSION, RANGE, VALUES = {"by": "expansion"}, {"by": "range"}, {"by": "values"}
PLAIN, TELESCOPING, ANTIDERIVATIVE, LIMIT = ({"by": one} for one in ("plain", "telescoping", "antiderivative", "limit"))


def identity(left: str, right: str, equal_as: str = "expressions", **variables: str) -> Problem:
    body = {"left": left, "right": right, "variables": variables, "equal_as": equal_as}
    return Problem("p", "", "identity", "true", body)


def asked(expression: str, answer: str, *, equation: bool = False, expect: str = "true", **variables: str) -> Problem:
    body = {
        "question": "?",
        "expression": None if equation else expression,
        "equation": expression if equation else None,
        "answer": answer,
        "variables": variables,
    }
    return Problem("p", "", "answer", expect, body)


def by(step: dict[str, Any], given: dict[str, Any] = EXPANSION) -> dict[str, Any]:
    return {"step": step, "given": given, "right": None}


def fundamental(antiderivative: str) -> dict[str, Any]:
    return by({"by": "fundamental", "antiderivative": antiderivative})


def at(**point: str) -> dict[str, Any]:
    return {"proof": {"by": "counterexample", "at": point}}


FORGED: list[tuple[str, Problem, dict[str, Any]]] = [
    # What was accepted once.
    ("a variable called i is not the imaginary unit", identity("i^2", "-1", i="integer"), {"proof": VALUES}),
    ("two points make no polynomials", identity("x", "x^2", "polynomials", x="0..1"), {"proof": RANGE}),
    ("nor rational functions", identity("x", "x^2", "rational functions", x="0..1"), {"proof": RANGE}),
    ("nor derivatives", asked("integrate(x, x)", "x^3/3", x="0..1"), by(ANTIDERIVATIVE, RANGE)),
    ("0/0 in disguise", asked("(log(-1) - i*pi)/(log(-1) - i*pi)", "1"), by(PLAIN)),
    (
        "tanh of what is not real has poles",
        asked("integrate(1 - tanh(sqrt(-1)*x)^2, x=0..3)", "tanh(sqrt(-1)*3)/sqrt(-1)"),
        fundamental("tanh(sqrt(-1)*x)/sqrt(-1)"),
    ),
    ("a sum up to pi", asked("sum(k, k=1..pi)", "pi*(pi + 1)/2"), by(TELESCOPING)),
    ("a sum that diverges", asked("sum(k, k=1..oo)", "oo*(oo + 1)/2"), by(TELESCOPING)),
    ("a bound called pi", asked("integrate(1/x, x=1..pi)", "log(pi)", pi="real"), fundamental("log(x)")),
    ("x! has no value at -1", identity("x! - x!", "0", x="integer"), {"proof": EXPANSION}),
    ("nor has 0*x!", identity("0*x!", "0", x="integer"), {"proof": EXPANSION}),
    ("pi is no unknown", asked("x + pi = x", "none", equation=True), by({"by": "roots"})),
    ("log |u| of a u that is not real", asked("integrate(1/(x + i), x)", "log(abs(x + i))"), by(ANTIDERIVATIVE)),
    ("and as an identity", identity("diff(log(abs(x + i)), x)", "1/(x + i)", x="real"), {"proof": EXPANSION}),
    ("no order of complex numbers", asked("i + 0*pi < 1 + i + 0*pi", "true"), by(PLAIN)),
    ("pi as a variable need not be above 3", asked("pi > 3", "true", pi="real"), by(PLAIN)),
    ("an integral over i", asked("integrate(i^3, i)", "-i^2/2"), by(ANTIDERIVATIVE)),
    ("a derivative by i", asked("diff(i^3, i)", "-3"), by(PLAIN)),
    (
        "bounds that run backwards, of which SymPy and others say different things",
        asked("sum(k, k=5..3)", "-4"),
        by({"by": "sympy", "value": "-4"}, VALUES),
    ),
    ("a derivative of what has no value", identity("diff(0*log(x), x)", "0", x="complex"), {"proof": EXPANSION}),
    ("nor by another variable", identity("diff(1/y, x)", "0", x="real", y="real"), {"proof": EXPANSION}),
    ("nor of 0/x", identity("diff(0/x, x)", "0", x="real"), {"proof": EXPANSION}),
    ("nor of a power 0", identity("diff((1/x)^0, x)", "0", x="real"), {"proof": EXPANSION}),
    ("nor in a range", identity("diff(1/y, x)", "0", x="0..3", y="0..3"), {"proof": RANGE}),
    ("nor of a constant", asked("diff(1/0, x)", "0"), by(PLAIN)),
    ("a derivative that the rules do not find", identity("diff(cbrt(x)^3, x)", "1", x="real"), at(x="0")),
    ("nor where the other side has none", identity("diff(cbrt(x)^3, x)", "x/x", x="0..3"), {"proof": RANGE}),
    ("log |x| has no complex derivative", identity("diff(log(abs(x)), x)", "1/x", x="complex"), {"proof": EXPANSION}),
    ("an answer without a value", asked("integrate(2*x, x)", "x^2 + 1/0"), by(ANTIDERIVATIVE)),
    ("nor with 0/0 in it", asked("integrate(2*x, x)", "x^2 + 0/(x - x)"), by(ANTIDERIVATIVE)),
    ("nor a constant that is none", asked("integrate(0, x)", "log(0)"), by(ANTIDERIVATIVE)),
    (
        "a pole on the way to a bound that is not real",
        asked("integrate(x/(1 + x^2)^2, x=0..2*i)", "2/3"),
        fundamental("-1/(2*(1 + x^2))"),
    ),
    (
        "nor to a variable that need not be",
        asked("integrate(x/(1 + x^2)^2, x=0..b)", "1/2 - 1/(2*(1 + b^2))", b="complex"),
        fundamental("-1/(2*(1 + x^2))"),
    ),
    ("terms without a value", asked("sum(1/((k - 2)*(k - 3)), k=1..n)", "1/(2 - n) - 1/2"), by(TELESCOPING)),
    ("a divisor that is zero on the whole range", asked("x/x", "1", x="0..0"), by(PLAIN)),
    ("0^x is not continuous at 0", asked("limit(0^x, x, 0)", "1"), by(LIMIT)),
    # What took minutes once.
    ("sums in sums", asked("sum(sum(sum(sin(a*b*c), a=1..900), b=1..900), c=1..900) > 0", "true"), by(PLAIN)),
    ("a base near 1", asked("log(2, 1 + 1/10^1000)", "5"), by(PLAIN, VALUES)),
    # What was always rejected.
    ("x/x at 0", identity("x/x", "1", x="complex"), {"proof": EXPANSION}),
    ("sqrt(x^2) of a negative x", identity("sqrt(x^2)", "x", x="real"), {"proof": EXPANSION}),
    ("|x| of a complex x", identity("sqrt(x^2)", "abs(x)", x="complex"), {"proof": EXPANSION}),
    ("log of a product", identity("log(x*y)", "log(x) + log(y)", x="real", y="real"), {"proof": EXPANSION}),
    ("a power of a power", identity("(x^a)^b", "x^(a*b)", x="real", a="real", b="real"), {"proof": EXPANSION}),
    ("x^y where x may be 0", identity("x^y - x^y", "0", x="real", y="real"), {"proof": EXPANSION}),
    ("a product of roots", identity("sqrt(x)*sqrt(y)", "sqrt(x*y)", x="real", y="real"), {"proof": EXPANSION}),
    ("log of a square", identity("log(x^2)", "2*log(x)", x="real"), {"proof": EXPANSION}),
    ("log of exp", identity("log(exp(x))", "x", x="complex"), {"proof": EXPANSION}),
    ("a cube root", identity("cbrt(x^3)", "x", x="real"), {"proof": EXPANSION}),
    ("floor of a sum", identity("floor(x + y)", "floor(x) + floor(y)", x="real", y="real"), {"proof": EXPANSION}),
    ("asin beyond 1", identity("asin(x)", "-i*log(i*x + sqrt(1 - x^2))", x="complex"), at(x="2")),
    ("a point that is none", identity("x", "x", x="real"), at(x="1/0")),
    ("a point outside", identity("abs(x)", "x", x="positive"), at(x="-1")),
    ("a point in other names", identity("x", "x + y - y", x="real", y="real"), at(x="1")),
    ("a pole between the bounds", asked("integrate(1/x^2, x=-1..1)", "-2"), fundamental("-1/x")),
    ("log |x| through 0", asked("integrate(1/x, x=-1..2)", "log(2)"), fundamental("log(abs(x))")),
    ("an antiderivative that jumps", asked("integrate(1/(1 + x^2), x=-1..1)", "0"), fundamental("-atan(1/x)")),
    ("x^x at 0", asked("limit(x^x, x, 0)", "1"), by(LIMIT)),
    ("|x|/x at 0", asked("limit(abs(x)/x, x, 0)", "1"), by(LIMIT)),
    ("an infinite limit", asked("limit(1/x, x, 0)", "0"), by(LIMIT)),
    ("a sum off by one", asked("sum(k, k=1..n)", "n*(n + 1)/2 + 1"), by(TELESCOPING)),
    ("an upper bound in the terms", asked("sum(n, k=1..n)", "n^2"), by(TELESCOPING)),
    ("a proof of no kind", identity("x", "x", x="real"), {"proof": {"by": "faith"}}),
    ("a proof that is no table", identity("x", "x", x="real"), {"proof": ["expansion"]}),
    ("no proof", identity("x", "x", x="real"), {}),
    ("a point that is a list", identity("x", "x", x="real"), {"proof": {"by": "counterexample", "at": ["x"]}}),
]


@pytest.mark.parametrize(("problem", "certificate"), [one[1:] for one in FORGED], ids=[one[0] for one in FORGED])
def test_what_shows_nothing_is_rejected(problem: Problem, certificate: dict[str, Any]) -> None:
    with pytest.raises(RejectedCertificate):
        judge(problem, certificate)


SOLUTIONS = [
    ("(x^2 - 1)/(x - 1) = 2", "{1}", "complex", False, "an extraneous root"),
    ("(x^2 - 1)/(x - 1) = 2", "none", "complex", True, "it has no solution"),
    ("x^2 = 4", "2", "real", False, "a lost root"),
    ("x^2 = 4", "2", "positive", True, "the other one is not positive"),
    ("x^2 = 4", "{2, 2, -2}", "real", True, "a set has no multiplicities"),
    ("x^2 = 4", "{2, 2}", "real", False, "one solution twice is not two"),
    ("x^2 = 2", "{sqrt(2), -sqrt(2)}", "rational", False, "not rational"),
    ("x^2 = 2", "none", "rational", True, "no rational root"),
    ("x^2 = 4", "{sqrt(2)*sqrt(2), -sqrt(2)*sqrt(2)}", "integer", True, "an integer written with roots"),
    ("x^2 = 4/9", "{sqrt(2)*sqrt(2)/3, -2/3}", "rational", True, "a fraction written with roots"),
    ("x^2 = 4", "{sqrt(2)*sqrt(2), -2}", "0..5", False, "-2 is outside"),
]


@pytest.mark.parametrize(("equation", "given", "domain", "right", "why"), SOLUTIONS)
def test_sets_of_solutions(equation: str, given: str, domain: str, right: bool, why: str) -> None:
    found = judge(asked(equation, given, equation=True, x=domain), by({"by": "roots"}))
    assert (found.answer == "true") == right, why


@pytest.mark.parametrize("problem", [one[1] for one in FORGED[:36]], ids=[one[0] for one in FORGED[:36]])
def test_the_child_does_not_find_what_was_accepted_once(problem: Problem) -> None:
    claim = answered(problem)
    assert claim["kind"] in (None, "computation") or claim["answer"] != "true"


def test_a_constant_is_no_reason_to_refute_an_antiderivative() -> None:
    """It was refuted by SymPy's word, where our own derivative did not get through."""
    assert answered(asked("integrate(2*x, x)", "x^2 + binomial(5, 2)"))["kind"] == "antiderivative"
    problem = asked("integrate(2*x*binomial(y, 2), x)", "x^2*binomial(y, 2) + 7")
    assert answered(problem)["answer"] in ("true", None)
    claim = answered(asked("integrate(2*x*binomial(y, 2), x)", "x^2*binomial(y, 2) + 7*x"))
    assert claim["answer"] != "true"
    certificate = by({"by": "sympy", "value": "x^2"})
    assert judge(asked("integrate(2*x, x)", "x^2 + 7"), certificate).answer == "true"
    with pytest.raises(RejectedCertificate):
        judge(asked("integrate(2*x, x)", "x^2 + 7*x"), certificate)


def test_a_sum_without_terms_is_not_corrected_to_what_sympy_says() -> None:
    assert answered(asked("sum(k, k=5..3)", "0"))["answer"] is None


def test_a_value_that_is_expected_and_given() -> None:
    """An answer that is right is what is expected, where that is written as the value."""
    for expect, answer in (("28", "28"), ("56/2", "56/2"), ("27", "true")):
        assert judge(asked("7*4", "28", expect=expect), by(PLAIN, VALUES)).answer == answer
