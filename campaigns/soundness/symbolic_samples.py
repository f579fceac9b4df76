"""Right identities and answers, and wrong ones with what refutes them: what the symbolic mutants are made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench.checkers.symbolic.child import answered
from workbench.problems.spec import Problem

Certificate = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sample:
    """A question with what is claimed of it, and the certificate that Workbench itself found for it."""

    problem: Problem
    certificate: Certificate
    kind: str
    answer: str
    """`true`, or what the refutation says is right."""

    @property
    def sides(self) -> tuple[str, str]:
        """The two texts that a mutation may change: left and right, or what is asked and the answer."""
        return tuple(str(self.problem.body[field]) for field in fields_of(self.problem))  # type: ignore[return-value]


def fields_of(problem: Problem) -> tuple[str, str]:
    """The fields of the body that hold these texts."""
    if problem.kind == "identity":
        return "left", "right"
    return ("equation" if problem.body["equation"] is not None else "expression"), "answer"


def identity(left: str, right: str, **variables: str) -> Problem:
    body = {"left": left, "right": right, "variables": variables, "equal_as": "expressions"}
    return Problem("p", "", "identity", "true", body)


def asked(expression: str, answer: str, *, equation: bool = False, **variables: str) -> Problem:
    body = {
        "question": "?",
        "expression": None if equation else expression,
        "equation": expression if equation else None,
        "answer": answer,
        "variables": variables,
    }
    return Problem("p", "", "answer", "true", body)


RIGHT = (
    identity("(a + b)^3", "a^3 + 3*a^2*b + 3*a*b^2 + b^3", a="real", b="real"),
    identity("a^4 + 4*b^4", "(a^2 + 2*b^2 + 2*a*b)*(a^2 + 2*b^2 - 2*a*b)", a="complex", b="complex"),
    identity("1/(k*(k + 1))", "1/k - 1/(k + 1)", k="complex"),
    identity("sin(3*x)", "3*sin(x) - 4*sin(x)^3", x="complex"),
    identity("cos(x)^2 - sin(x)^2", "cos(2*x)", x="real"),
    identity("cosh(x)^2 - sinh(x)^2", "1", x="real"),
    identity("2^(n + 1) + 2^n", "3*2^n", n="natural"),
    identity("exp(x + 2*y)", "exp(x)*exp(y)^2", x="complex", y="complex"),
    identity("log(x*y)", "log(x) + log(y)", x="positive", y="positive"),
    identity("sqrt(x^2)", "x", x="positive"),
    identity("sqrt(x)*sqrt(y)", "sqrt(x*y)", x="positive", y="positive"),
    identity("x/x", "1", x="positive"),
    identity("(x^2 - 1)/(x - 1)", "x + 1", x="2..40"),
    identity("sqrt(x^2)", "abs(x)", x="real"),
    identity("Sum(k^3, (k, 1, n))", "(n*(n + 1)/2)^2", n="1..30"),
    identity("floor(n/2)", "n/2 - (1 - (-1)^n)/4", n="-20..20"),
    identity("sqrt(2)*sqrt(8) + 1", "5"),
    identity("cos(pi/7) - cos(2*pi/7) + cos(3*pi/7)", "1/2"),
    asked("7*4 + 8*8", "92"),
    asked("sqrt(8) + 3^4/2", "2*sqrt(2) + 81/2"),
    asked("(1 + i)^8", "16"),
    asked("(x^2 - 1)/(x - 1) + x", "2*x + 1"),
    asked("diff(x^3*sin(x), x)", "3*x^2*sin(x) + x^3*cos(x)"),
    asked("diff(exp(2*x)/x, x)", "exp(2*x)*(2*x - 1)/x^2"),
    asked("integrate(x^2*exp(x), x)", "(x^2 - 2*x + 2)*exp(x)"),
    asked("integrate(1/(1 + x^2), x)", "atan(x)"),
    asked("integrate(3*x^2 + 2*x, (x, 0, 2))", "12"),
    asked("integrate(1/x, (x, 1, 3))", "log(3)"),
    asked("integrate(sin(x), (x, 0, pi))", "2"),
    asked("Sum(k^2, (k, 1, n))", "n*(n + 1)*(2*n + 1)/6"),
    asked("Sum(1/(k*(k + 1)), (k, 1, n))", "n/(n + 1)"),
    asked("Sum(2^k, (k, 0, n))", "2*2^n - 1"),
    asked("limit(sin(3*x)/x, x, 0)", "3"),
    asked("limit((1 - cos(x))/x^2, x, 0)", "1/2"),
    asked("limit((2*x^2 + 1)/(3*x^2 - x), x, oo)", "2/3"),
    asked("x^2 - 5*x + 6 = 0", "{2, 3}", equation=True, x="complex"),
    asked("x^3 = 2*x", "{0, sqrt(2), -sqrt(2)}", equation=True, x="real"),
    asked("6/x = x - 1", "{3, -2}", equation=True, x="integer"),
    asked("2^10 > 1000", "true"),
)
WRONG = (
    identity("(a + b)^2", "a^2 + b^2", a="real", b="real"),
    identity("sqrt(x^2)", "x", x="real"),
    identity("x/x", "1", x="real"),
    identity("n^2 + n + 41", "43 + 2*n^3", n="natural"),
    identity("(x + 1)^3", "x^3 + 1", x="integer"),
    identity("x*(x - 1)*(x - 2)", "0", x="0..9"),
    asked("7*4 + 8*8", "120"),
    asked("integrate(3*x^2 + 2*x, (x, 0, 2))", "10"),
    asked("Sum(k^2, (k, 1, n))", "n^3/3"),
    asked("limit(sin(3*x)/x, x, 0)", "1"),
    asked("x^2 - 5*x + 6 = 0", "{2}", equation=True, x="complex"),
)
"""Each is refuted; by a point, or by what is right."""
WIDER = {"positive": "complex", "2..40": "-40..40", "real": "complex", "natural": "rational"}
"""A domain -> one with more in it."""


@cache
def right() -> tuple[Sample, ...]:
    """The right ones, with their certificates; SymPy is asked once. Raises AssertionError where there is none."""
    return tuple(_sample(one) for one in RIGHT)


@cache
def wrong() -> tuple[Sample, ...]:
    """The wrong ones, with what refutes them."""
    return tuple(_sample(one) for one in WRONG)


def _sample(problem: Problem) -> Sample:
    found = answered(problem)
    certificate, kind, answer = found["certificate"], found["kind"], found["answer"]
    assert certificate is not None, f"{problem.body}: {found['reason']}"
    return Sample(problem, certificate, str(kind), str(answer))
