"""Identities and answers: what is proposed, how it is judged, and that a certificate that is altered shows nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from workbench.checkers.again import NoAnswer
from workbench.checkers.base import Opinion, Ran, RejectedCertificate, certify
from workbench.checkers.symbolic.checker import SymbolicChecker
from workbench.checkers.symbolic.child import answered
from workbench.checkers.symbolic.grammar import parse
from workbench.checkers.symbolic.judging import judge
from workbench.checkers.symbolic.proposing import propose
from workbench.checkers.symbolic.tree import variables_of
from workbench.evidence.record import Tier
from workbench.problems.spec import Problem


def identity(left: str, right: str, variables: Mapping[str, str], equal_as: str = "expressions") -> Problem:
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


def settled(problem: Problem) -> tuple[str | None, str | None]:
    """(answer, the certificate's kind), judged."""
    claim = answered(problem)
    if claim["certificate"] is not None:
        assert judge(problem, json.loads(json.dumps(claim["certificate"]))).answer == claim["answer"]
    return claim["answer"], claim["kind"]


IDENTITIES = [
    ("(a + b)^2", "a^2 + 2*a*b + b^2", "complex", "true", "expansion"),
    ("(a + b)^2", "a^2 + b^2", "complex", "false", "counterexample"),
    ("x/x", "1", "complex", "false", "counterexample"),
    ("x/x", "1", "positive", "true", "expansion"),
    ("(x - 7)/(x - 7)", "1", "integer", "false", "counterexample"),
    ("(x^2 + 1)/(x^2 + 1)", "1", "complex", "false", "counterexample"),
    ("(x^2 + 1)/(x^2 + 1)", "1", "real", "true", "expansion"),
    ("sqrt(x^2)", "x", "real", "false", "counterexample"),
    ("sqrt(x^2)", "abs(x)", "real", "true", "expansion"),
    ("sqrt(x^2)", "abs(x)", "complex", "false", "counterexample"),
    ("log(x*y)", "log(x) + log(y)", "real", "false", "counterexample"),
    ("log(x*y)", "log(x) + log(y)", "positive", "true", "expansion"),
    ("(x + 2)!/x!", "(x + 1)*(x + 2)", "natural", "true", "expansion"),
    ("x!/x!", "1", "natural", "true", "expansion"),
    ("diff(log(abs(x)), x)", "1/x", "real", "true", "expansion"),
    ("diff(x*log(x), x)", "log(x) + 1", "complex", "true", "expansion"),
    ("diff(atan(x), x)", "1/(1 + x^2)", "real", "true", "expansion"),
    ("exp(log(x))", "x", "complex", "false", "counterexample"),
    ("exp(log(x))", "x", "positive", "true", "computation"),
    ("sin(2*x)", "2*sin(x)*cos(x)", "complex", "true", "expansion"),
    ("sin(2*x)", "2*sin(x)", "complex", "false", "counterexample"),
    ("0^x", "0", "natural", "false", "counterexample"),
    ("x^0", "1", "complex", "true", "expansion"),
    ("n^2 - n + 41", "n^2 - n + 41 + (n - 1)*(n - 2)*(n - 3)", "1..3", "true", "range"),
    ("n^2 - n + 41", "n^2 - n + 41 + (n - 1)*(n - 2)*(n - 3)", "1..4", "false", "counterexample"),
    ("sum(k^3, k=1..n)", "sum(k, k=1..n)^2", "0..60", "true", "range"),
    ("gcd(m, n)*lcm(m, n)", "m*n", "0..20", "true", "range"),
    ("fibonacci(n)", "(((1 + sqrt(5))/2)^n - ((1 - sqrt(5))/2)^n)/sqrt(5)", "0..80", "true", "range"),
    ("fibonacci(n)", "floor(((1 + sqrt(5))/2)^n/sqrt(5) + 1/2)", "0..40", "true", "range"),
    ("fibonacci(n)", "floor(((1 + sqrt(5))/2)^n/sqrt(5))", "0..40", "false", "counterexample"),
    ("x^(2 + i)", "x^2*x^i", "positive", "true", "expansion"),
    ("gcd(m, n)*lcm(m, n)", "m*n", "-3..3", "false", "counterexample"),
    ("diff(x^x, x)", "x^x*(log(x) + 1)", "positive", "true", "expansion"),
    ("conjugate(z)", "z", "complex", "false", "counterexample"),
    ("exp(pi*sqrt(163))", "262537412640768744", "complex", "false", "counterexample"),
    ("sqrt(5 + 2*sqrt(6))", "sqrt(2) + sqrt(3)", "complex", "true", "values"),
]


@pytest.mark.parametrize(("left", "right", "domain", "answer", "kind"), IDENTITIES)
def test_identities(left: str, right: str, domain: str, answer: str, kind: str) -> None:
    names = variables_of(parse(left)) | variables_of(parse(right))
    assert settled(identity(left, right, dict.fromkeys(sorted(names), domain))) == (answer, kind)


@pytest.mark.parametrize(
    ("left", "right", "sense", "answer"),
    [
        ("x/x", "1", "rational functions", "true"),
        ("(x^2 - 1)/(x - 1)", "x + 1", "rational functions", "true"),
        ("(x^2 - 1)/(x - 1)", "x - 1", "rational functions", "false"),
        ("(x + 1)^2", "x^2 + 2*x + 1", "polynomials", "true"),
        ("(x + 1)^2", "x^2 + 1", "polynomials", "false"),
        ("(x^2 - 1)/(x - 1)", "x + 1", "polynomials", "true"),
        ("sin(x)", "sin(x)", "polynomials", None),
        ("1/x", "1/x", "polynomials", None),
        ("1/(x - x)", "1", "rational functions", None),
    ],
)
def test_polynomials_and_rational_functions(left: str, right: str, sense: str, answer: str | None) -> None:
    assert settled(identity(left, right, {"x": "complex"}, sense))[0] == answer


def test_an_expansion_says_what_was_expanded() -> None:
    problem = identity("(x + y)*(x - y)", "x^2 - y^2", {"x": "complex", "y": "complex"})
    found = propose(problem)
    assert found.certificate is not None
    assert found.certificate["proof"] == {"by": "expansion", "form": "x^2 - y^2"}
    for form in ("x^2 + y^2", "x^2 - y^2 + 1", "z", "(", 3, "9^9^9^9"):
        with pytest.raises(RejectedCertificate):
            judge(problem, {"proof": {"by": "expansion", "form": form}})


ANSWERS = [
    ("7*4 + 8*8", "92", "true"),
    ("7*4 + 8*8", "120", "92"),
    ("7*4 + 8*8", "184/2", "true"),
    ("1/3 + 1/6", "0.5", "true"),
    ("1/3 + 1/6", "0.33", "1/2"),
    ("sqrt(8)", "2*sqrt(2)", "true"),
    ("sqrt(8)", "2.828427", "2*sqrt(2)"),
    ("2^100", "1267650600228229401496703205376", "true"),
    ("2^1000 - 2^1000 + 1", "1", "true"),
    ("simplify((x^2 - 1)/(x - 1))", "x + 1", "true"),
    ("simplify((x^2 - 1)/(x - 1))", "x - 1", "x + 1"),
    ("factor(x^2 - 5*x + 6)", "(x - 2)*(x - 3)", "true"),
    ("expand((x + 1)^3)", "1 + 3*x + 3*x^2 + x^3", "true"),
    ("diff(x^3, x)", "3*x^2", "true"),
    ("diff(x^3, x)", "3*x", "3*x^2"),
    ("diff(sin(x)*exp(x), x)", "exp(x)*(sin(x) + cos(x))", "true"),
    ("diff(x^4, x, 2)", "12*x^2", "true"),
    ("integrate(2*x, x)", "x^2 + C", "true"),
    ("integrate(2*x, x)", "x^2 + 7", "true"),
    ("integrate(2*x, x)", "2*x^2", "x^2"),
    ("integrate(1/x, x)", "log(x)", "true"),
    ("integrate(1/x, x)", "log(abs(x))", "true"),
    ("integrate(sin(x)^2, x)", "x/2 - sin(2*x)/4", "true"),
    ("integrate(x^2, (x, 0, 1))", "1/3", "true"),
    ("integrate(x^2, (x, 0, 1))", "1/2", "1/3"),
    ("integrate(sin(x), x=0..pi)", "2", "true"),
    ("integrate(1/x, x, 1, 2)", "log(2)", "true"),
    ("integrate(1/x, x, 1, 2)", "log(4)/2", "true"),
    ("Sum(k, (k, 1, 100))", "5050", "true"),
    ("sum(k, k=1..n)", "n*(n + 1)/2", "true"),
    ("sum(k, k=1..n)", "n^2/2", "n^2/2 + n/2"),
    ("sum(2^k, k=0..n)", "2^(n + 1) - 1", "true"),
    ("sum(1/(k*(k + 1)), k=1..n)", "n/(n + 1)", "true"),
    ("sum(k*k!, k=1..n)", "(n + 1)! - 1", "true"),
    ("limit(sin(x)/x, x, 0)", "1", "true"),
    ("limit(sin(3*x)/x, x, 0)", "1/3", "3"),
    ("limit((1 - cos(x))/x^2, x, 0)", "1/2", "true"),
    ("limit((2*x^2 + 1)/(x^2 - x), x, oo)", "2", "true"),
    ("limit((x^2 - 4)/(x - 2), x=2)", "4", "true"),
    ("2^10 > 1000", "true", "true"),
    ("2^10 > 1000", "false", "it is true"),
    ("pi < 3", "true", "false"),
    ("sqrt(2) + sqrt(3) = sqrt(5 + 2*sqrt(6))", "true", "true"),
]


@pytest.mark.parametrize(("expression", "given", "answer"), ANSWERS)
def test_answers_are_right_or_corrected_with_a_certificate(expression: str, given: str, answer: str) -> None:
    found, kind = settled(asked(expression, given))
    assert found == answer and kind != "computation"


EQUATIONS = [
    ("2*x + 3 = 11", "4", "true"),
    ("2*x + 3 = 11", "x = 4", "true"),
    ("2*x + 3 = 11", "7", "{4}"),
    ("x^2 = 4", "{2, -2}", "true"),
    ("x^2 = 4", "x = 2 or x = -2", "true"),
    ("x^2 = 4", "2", "{-2, 2}"),
    ("x^2 = 4", "{2, -2, 3}", "{-2, 2}"),
    ("x^2 = 2", "{sqrt(2), -sqrt(2)}", "true"),
    ("x^2 + 1 = 0", "{i, -i}", "true"),
    ("x^2 - x - 1 = 0", "[(1 + sqrt(5))/2, (1 - sqrt(5))/2]", "true"),
    ("(x - 1)^2 = 0", "1", "true"),
    ("(x^2 - 1)/(x - 1) = 0", "-1", "true"),
    ("(x^2 - 1)/(x - 1) = 0", "{1, -1}", "{-1}"),
    ("1/x = 0", "none", "true"),
    ("x = x + 1", "{}", "true"),
    ("solve(t^3 = 8, t)", "{2, -1 + i*sqrt(3), -1 - i*sqrt(3)}", "true"),
]


@pytest.mark.parametrize(("equation", "given", "answer"), EQUATIONS)
def test_equations_have_all_their_solutions_and_no_more(equation: str, given: str, answer: str) -> None:
    assert settled(asked(equation, given, equation=True)) == (answer, "roots")


@pytest.mark.parametrize(
    ("equation", "given", "domain", "answer"),
    [
        ("x^3 = 8", "2", "real", "true"),
        ("x^2 = 4", "2", "positive", "true"),
        ("x^2 + 1 = 0", "none", "real", "true"),
        ("x^2 = 2", "none", "rational", "true"),
        ("2*x = 1", "none", "integer", "true"),
        ("x^2 = 4", "{2, -2}", "natural", "{2}"),
    ],
)
def test_equations_over_a_domain(equation: str, given: str, domain: str, answer: str) -> None:
    assert settled(asked(equation, given, equation=True, x=domain))[0] == answer


def test_what_rests_on_sympy_is_computation() -> None:
    assert settled(asked("sum(1/k^2, k=1..oo)", "pi^2/6")) == ("true", "computation")
    assert settled(asked("sum(1/k^2, k=1..oo)", "pi^2/7")) == ("pi^2/6", "computation")
    assert settled(asked("a*x = b", "b/a", equation=True, x="complex")) == ("true", "computation")
    assert settled(asked("a*x = b", "b/a + 1", equation=True, x="complex")) == ("{b/a}", "computation")
    assert settled(asked("sin(x) = 0.5", "{asin(1/2)}", equation=True)) == (None, None)
    assert settled(asked("integrate(exp(-x^2), x, -oo, oo)", "sqrt(pi)")) == ("true", "computation")


@pytest.mark.parametrize(
    "problem",
    [
        asked("1/0", "1"),
        asked("9^9^9^9", "1"),
        asked("7*4", "__import__('os')"),
        asked("7*4", "28; 28"),
        asked("x + y = 3", "1", equation=True),
        asked("x + 3", "1", equation=True),
        asked("2^10 > 1000", "92"),
        asked("limit(1/x, x, 0)", "oo"),
        asked(f"diff({'sin(' * 40}x{')' * 40}, x, 12)", "0"),
        asked(f"diff({'*'.join(f'(x + {n})' for n in range(400))}, x, 3)", "0"),
        identity("x", "y", {"x": "real"}),
        identity("x = 1", "1", {"x": "real"}),
        identity("2^(10^10)", "1", {}),
        identity("(x + 1)^100000", "1", {"x": "real"}),
        identity("1/(x - x)", "1/(x - x)", {"x": "real"}),
    ],
    ids=lambda one: str(dict(one.body))[:60],
)
def test_what_cannot_be_asked_has_a_reason_and_no_answer(problem: Problem) -> None:
    found = propose(problem)
    assert found.answer is None and found.certificate is None and found.reason


def test_expectations_in_other_words() -> None:
    assert settled(asked("7*4", "29", expect="28"))[0] == "28"
    assert settled(asked("7*4", "29", expect="56/2"))[0] == "56/2"
    assert settled(asked("7*4", "29", expect="30"))[0] == "28"
    assert settled(asked("7*4", "29", expect="false"))[0] == "false"
    assert settled(asked("7*4", "28", expect="false"))[0] == "true"
    assert settled(asked("2 < 3", "false", expect="false"))[0] == "false"


FORGED: list[tuple[Problem, dict[str, Any]]] = [
    (identity("x", "x + 1", {"x": "real"}), {"proof": {"by": "expansion", "form": None}}),
    (identity("x", "x", {"x": "real"}), {"proof": {"by": "counterexample", "at": {"x": "1"}}}),
    (identity("sqrt(x^2)", "x", {"x": "positive"}), {"proof": {"by": "counterexample", "at": {"x": "-1"}}}),
    (identity("x^2", "x", {"x": "0..1"}), {"proof": {"by": "counterexample", "at": {"x": "2"}}}),
    (identity("x^2", "x", {"x": "0..1"}), {"proof": {"by": "counterexample", "at": {}}}),
    (identity("x^2", "x", {"x": "0..2"}), {"proof": {"by": "range"}}),
    (identity("x", "x", {"x": "natural"}), {"proof": {"by": "range"}}),
    (identity("x", "x", {"x": "0..999999999"}), {"proof": {"by": "range"}}),
    (identity("1", "2", {}), {"proof": {"by": "faith"}}),
    (identity("1", "2", {}), {"proof": None}),
    (identity("1", "2", {}), {}),
    (asked("7*4", "29"), {"step": {"by": "plain"}, "given": {"by": "expansion", "form": None}, "right": None}),
    (
        asked("7*4", "29"),
        {
            "step": {"by": "plain"},
            "given": {"by": "values"},
            "right": "30",
            "right_step": {"by": "plain"},
            "shown": {"by": "values"},
        },
    ),
    (
        asked("integrate(1/x, x, -1, 1)", "0"),
        {"step": {"by": "fundamental", "antiderivative": "log(x^2)/2"}, "given": {"by": "values"}, "right": None},
    ),
    (
        asked("integrate(1/x^2, x, -1, 1)", "-2"),
        {"step": {"by": "fundamental", "antiderivative": "-1/x"}, "given": {"by": "values"}, "right": None},
    ),
    (
        asked("sum(k, k=1..n)", "n*(n + 1)/2 + 1"),
        {"step": {"by": "telescoping"}, "given": {"by": "expansion", "form": None}, "right": None},
    ),
    (
        asked("limit(abs(x)/x, x, 0)", "1"),
        {"step": {"by": "limit"}, "given": {"by": "values"}, "right": None},
    ),
    (asked("x^2 = 4", "2", equation=True), {"step": {"by": "roots"}, "right": "{2}"}),
]


@pytest.mark.parametrize(("problem", "certificate"), FORGED, ids=lambda one: str(one)[-60:])
def test_forged_certificates_are_rejected(problem: Problem, certificate: dict[str, Any]) -> None:
    with pytest.raises(RejectedCertificate):
        judge(problem, certificate)


def test_a_certificate_file(tmp_path: Path) -> None:
    problem, checker = asked("7*4 + 8*8", "120"), SymbolicChecker()
    claim = answered(problem)
    path = tmp_path / "certificate.json"
    path.write_text(json.dumps(claim["certificate"]))
    checked = certify(checker, problem, claim["kind"], path)
    assert (checked.answer, checked.tier) == ("92", Tier.CERTIFICATE)
    assert [one.partition("-")[0] for one in checked.rests_on] == ["checker:python"]
    with pytest.raises(RejectedCertificate, match="kind"):
        certify(checker, problem, "lrat", path)
    for broken in (b"", b"[]", b"{", b"null", b'{"step": 1}', b"[" * 100_000, b"\xff"):
        path.write_bytes(broken)
        with pytest.raises(RejectedCertificate):
            certify(checker, problem, "values", path)


def test_sympy_s_word_from_elsewhere_is_computed_again(tmp_path: Path) -> None:
    """A forged computation comes to nothing: the child is run here, and says otherwise, or nothing."""
    checker, asked_of = SymbolicChecker(), asked("sum(1/k^2, k=1..oo)", "pi^2/7")
    path = tmp_path / "certificate.json"
    path.write_text(
        json.dumps({"step": {"by": "sympy", "value": "pi^2/7"}, "given": {"by": "expansion"}, "right": None})
    )

    def really(argv: Any, folder: Path, *, read: Any = ()) -> Ran:
        import subprocess

        done = subprocess.run(argv, cwd=folder, capture_output=True, text=True, check=False)
        return Ran(done.returncode, None, "", "", "")

    with pytest.raises(RejectedCertificate, match="SymPy says"):
        certify(checker, asked_of, "computation", path, run=really)

    def silent(argv: Any, folder: Path, *, read: Any = ()) -> Ran:
        return Ran(1, None, "", "", "60 s")

    with pytest.raises(NoAnswer):
        certify(checker, asked_of, "computation", path, run=silent)
    judgement = checker.judge(asked_of, "computation", path)
    assert judgement.tier is Tier.COMPUTATION and judgement.rests_on[0].startswith("checker:sympy-")
    assert judgement.second is not None and isinstance(judgement.second(None), Opinion)


@pytest.mark.parametrize("left", [None, b"", b"{}", b'{"answer": 1, "reason": "", "tool": "", "failed": 0}'])
def test_a_missing_or_broken_claim_is_no_answer(tmp_path: Path, left: bytes | None) -> None:
    if left is not None:
        (tmp_path / "claim.json").write_bytes(left)
    claim = SymbolicChecker().claim(tmp_path)
    assert claim.answer is None and claim.failed
