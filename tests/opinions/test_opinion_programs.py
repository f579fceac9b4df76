"""The programs that give second opinions, held against what they are a second opinion on."""

from __future__ import annotations

import ast
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from workbench.opinions.desk import PROGRAMS, ROOT, problem_json
from workbench.opinions.programs import ask_sympy, ask_z3, plain_witness
from workbench.opinions.record import First, Kind, Opinion, Reviewed, Said, Standing, exit_code
from workbench.problems.families.base import WrongWitness
from workbench.problems.spec import family_of, family_problem

GRAPH = "c five in a ring\np edge 5 5\ne 1 2\ne 2 3\ne 3 4\ne 4 5\ne 5 1\n"
FORMULA = "c f\np cnf 4 5\n1 2 0 -1\n-2 0\n3 -4 0\n-3 4 0\n2 3 4 0\n"


def colourings(n: int, colours: int) -> Callable[[random.Random], Any]:
    return lambda dice: {"colouring": [dice.randrange(colours) for _ in range(n)]}


def edges(n: int) -> Callable[[random.Random], Any]:
    return lambda dice: {"edges": [[i, j, dice.randrange(2)] for i in range(n) for j in range(i + 1, n)]}


def literals(dice: random.Random) -> Any:
    return {"model": [v * dice.choice((1, -1)) for v in range(1, 5)]}


WITNESSES: dict[str, tuple[dict[str, str], Callable[[random.Random], Any]]] = {
    "schur": ({"n": "6", "colours": "3"}, colourings(6, 3)),
    "pythagorean-triples": ({"n": "13", "colours": "2"}, colourings(13, 2)),
    "van-der-waerden": ({"n": "7", "lengths": "3,4"}, colourings(7, 2)),
    "ramsey": ({"n": "5", "s": "3", "t": "3"}, edges(5)),
    "queens": ({"n": "4"}, lambda dice: {"columns": dice.sample(range(4), 4)}),
    "graph-colouring": ({"file": "ring.col", "colours": "3"}, colourings(5, 3)),
    "dimacs": ({"file": "small.cnf"}, literals),
}


def spoilt(witness: Any, dice: random.Random) -> Iterator[Any]:
    """The same, and shapes that are none."""
    yield witness
    (key,) = witness
    values = witness[key]
    yield {key: values[:-1]}
    yield {key: [*values, values[0]]}
    yield {key: [True, *values[1:]]}
    yield {key: [1.0, *values[1:]]}
    yield {key: [-1, *values[1:]]}
    yield {key: [99, *values[1:]]}
    yield {key: [None, *values[1:]]}
    yield {**witness, "more": 1}
    yield {"other": values}
    yield values
    yield dice.choice((None, 7, "x", {}, []))


@pytest.mark.parametrize("name", WITNESSES)
def test_plain_witnesses_are_judged_as_the_family_does(name: str, tmp_path: Path) -> None:
    (tmp_path / "ring.col").write_text(GRAPH)
    (tmp_path / "small.cnf").write_text(FORMULA)
    given, make = WITNESSES[name]
    family, parameters = family_of(family_problem(name, given, base=tmp_path))
    plainly = {key: str(value) if isinstance(value, Path) else value for key, value in parameters.items()}
    dice, right, wrong = random.Random(7), 0, 0
    for _ in range(400):
        for witness in spoilt(make(dice), dice):
            try:
                family.verify(parameters, witness)
                verdict = True
            except WrongWitness:
                verdict = False
            try:
                plain_witness.FAMILIES[name](witness, **plainly)
                plain = True
            except (plain_witness.Wrong, TypeError, AttributeError, KeyError, ValueError):
                plain = False
            assert plain == verdict, witness
            right, wrong = right + verdict, wrong + (not verdict)
    assert right > 2 and wrong > 100


def test_the_plain_witness_checker_imports_the_standard_library_alone() -> None:
    names = set()
    for node in ast.walk(ast.parse((PROGRAMS / "plain_witness.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    assert names and names <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("program", ["witness", "formula"])
def test_families_are_imported_alone(program: str, tmp_path: Path) -> None:
    """Neither evidence nor checkers are in the process that is asked, nor anything that they bring along."""
    problem = family_problem("queens", {"n": "4"})
    (tmp_path / "question.json").write_text(json.dumps(problem_json(problem)))
    (tmp_path / "witness.json").write_text('{"columns": [1, 3, 0, 2]}')
    plain = ROOT / "workbench" / "checkers" / "sat" / "plain_lrat.py"
    script = (
        "import runpy, sys\nsys.argv[0] = sys.argv.pop(1)\nrunpy.run_path(sys.argv[0], run_name='__main__')\n"
        "print(sorted(name for name in sys.modules if name.startswith('workbench.') or name in ('numba', 'numpy')))"
    )
    argv = [sys.executable, "-I", "-c", script, str(PROGRAMS / f"{program}.py"), str(ROOT), str(plain)]
    done = subprocess.run(argv, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60)
    said, modules = done.stdout.splitlines()
    assert json.loads(said)["accepted"] is True
    allowed = ("workbench.problems", "workbench.errors", "workbench.toml")
    assert all(name.startswith(allowed) for name in ast.literal_eval(modules))


# --- SymPy -----------------------------------------------------------------------------------------------------------


def identity(left: str, right: str, equal_as: str = "expressions", **variables: str) -> bool | None:
    body = {"left": left, "right": right, "variables": variables, "equal_as": equal_as}
    found: bool | None = ask_sympy.judged({"kind": "identity", "expect": "true", "body": body})["accepted"]
    return found


def answered(expression: str, given: str, expect: str = "true", **variables: str) -> bool | None:
    body = {"expression": expression, "equation": None, "answer": given, "variables": variables}
    found: bool | None = ask_sympy.judged({"kind": "answer", "expect": expect, "body": body})["accepted"]
    return found


def solved(equation: str, given: str, **variables: str) -> bool | None:
    body = {"expression": None, "equation": equation, "answer": given, "variables": variables}
    found: bool | None = ask_sympy.judged({"kind": "answer", "expect": "true", "body": body})["accepted"]
    return found


def test_sympy_agrees_to_what_is_right() -> None:
    assert identity("(a+b)^3", "a^3 + 3*a^2*b + 3*a*b^2 + b**3", a="real", b="real")
    assert identity("sin(x)^2 + cos(x)^2", "1", x="complex")
    assert identity("-3^2", "-9") and identity("2^3^2", "512") and identity("3!^2", "36")
    assert identity("cos(pi/7) - cos(2*pi/7) + cos(3*pi/7)", "1/2")
    assert identity("sum(k, k=1..n)", "n*(n+1)/2", n="0..50")
    assert identity("x/x", "1", equal_as="rational functions", x="complex") and identity("x/x", "1", x="positive")
    assert answered("integrate(2*x, x)", "x^2 + 7") and answered("diff(sin(x), x)", "cos(x)")
    assert answered("sum(1/k^2, k=1..oo)", "π²/6".replace("²", "^2")) and answered("2^10 > 1000", "true")
    assert answered("limit(sin(x)/x, x, 0)", "1") and answered("1/3", "0.3", expect="1/3")
    assert (
        solved("x^2 = 4", "{-2, 2}") and solved("x^2 = 4", "x = 2 or x = -2") and solved("x^2 = 4", "2", x="positive")
    )
    assert solved("x^2 = -1", "none", x="real") and answered("7*4", "29", expect="false")


def test_sympy_agrees_to_nothing_that_is_wrong() -> None:
    assert identity("(a+b)^2", "a^2 + b^2", a="real", b="real") is False
    assert identity("x/x", "1", x="complex") is False
    assert identity("sqrt(x^2)", "x", x="real") is False
    assert identity("a*b*(a-1)*(a-2)*(a-3)*(b-1)", "0", a="real", b="real") is not True
    assert identity("1/2", "0.5000000000000000000001") is False
    assert identity("sum(k^3, k=1..n)", "n^2*(n+1)^2/4 + n*(n-1)", n="0..9") is False
    assert answered("integrate(2*x, x)", "x^3") is not True and answered("sum(1/k^2, k=1..oo)", "1.6449") is not True
    assert solved("x^2 = 4", "{2}") is False and solved("x^2 = 4", "{-2, 2, 3}") is False
    assert answered("7*4", "28", expect="false") is False and answered("2^10 < 1000", "true") is False


@pytest.mark.parametrize(
    "text",
    ["__import__('os')", "x.y", "f(x)", "lambda x: x", "(", "1 2", "x;y", "'a'", "sum(k, k)", "", "x = "],
)
def test_sympy_reads_no_more_than_it_knows(text: str) -> None:
    assert identity(text, text, x="real") is None


# --- Z3 --------------------------------------------------------------------------------------------------------------

SCRIPT = """; elements, an array, a function, a defined one, let, a quoted symbol
(set-logic ALL)
(declare-sort T 0)
(declare-const a T)
(declare-const b T)
(declare-fun f (T) Int)
(declare-const |odd (name| (Array Int Int))
(define-fun twice ((n Int)) Int (+ n n))
(assert (! (distinct a b) :named apart))
(assert (= (f a) (twice (f b)) 4))
(assert (let ((n (select |odd (name| 3))) (> n (f a))))
(check-sat)
(get-model)
"""


def test_z3_evaluates_its_own_models() -> None:
    import z3

    solver = z3.Solver(ctx=z3.Context())  # one of its own: the main one keeps what others defined
    solver.from_string(SCRIPT.partition("(check-sat)")[0])
    assert solver.check() == z3.sat
    model = solver.model().sexpr()
    accepted, reason = ask_z3.evaluated(SCRIPT, model)
    assert accepted is True, (reason, model)
    assert "3 assertions, with 4 of 4 symbols" in reason
    assert ask_z3.evaluated(SCRIPT, f"({model})")[0] is True and ask_z3.evaluated(SCRIPT, f"(model {model})")[0] is True
    assert ask_z3.evaluated(SCRIPT.replace(") 4))", ") 6))"), model)[0] is False
    assert ask_z3.evaluated(SCRIPT.replace("distinct", "="), model)[0] is False


# --- What it adds up to ----------------------------------------------------------------------------------------------


def stands(*opinions: tuple[Said, Kind]) -> Standing:
    told = tuple(Opinion("p", "1", said, kind) for said, kind in opinions)
    return Reviewed("x", "true", "lrat", "0" * 64, 1, First("f", "1"), told).standing


def test_how_an_answer_stands() -> None:
    agreed, missing, rejected = Said.AGREED, Said.MISSING, Said.REJECTED
    assert stands((agreed, Kind.OTHER), (missing, Kind.OTHER)) is Standing.OTHER
    assert stands((agreed, Kind.AGAIN), (Said.NO_ANSWER, Kind.OTHER)) is Standing.AGAIN
    assert stands((agreed, Kind.OTHER), (agreed, Kind.OTHER), (rejected, Kind.WORD)) is Standing.DISAGREED
    assert stands((agreed, Kind.WORD), (missing, Kind.OTHER)) is Standing.MISSING
    assert stands((agreed, Kind.WORD), (missing, Kind.OTHER), (Said.TOO_LONG, Kind.OTHER)) is Standing.ALONE
    assert stands((agreed, Kind.WORD)) is stands() is Standing.ALONE


def test_the_exit_code() -> None:
    def of(*kinds: tuple[Said, Kind]) -> Reviewed:
        return Reviewed("x", "true", "lrat", "", 1, First("f", ""), tuple(Opinion("p", "", *one) for one in kinds))

    good, gone, bad = of((Said.AGREED, Kind.AGAIN)), of((Said.MISSING, Kind.OTHER)), of((Said.REJECTED, Kind.OTHER))
    assert exit_code([]) == exit_code([good]) == 0
    assert exit_code([good, gone]) == 3
    assert exit_code([good, gone, bad]) == exit_code([of()]) == 1


def test_a_binary_proof_as_text(tmp_path: Path) -> None:
    """For programs that read text alone: the same steps, up to where the proof is none any more."""
    from workbench.checkers.sat.lrat import check_lrat
    from workbench.opinions.lrat_programs import _as_text
    from workbench.opinions.review import Terms
    from workbench.problems.cnf import CNF

    square = CNF(2, ((1, 2), (1, -2), (-1, 2), (-1, -2)))
    proof = tmp_path / "proof"
    # 5: (1) by 1 and 2; clauses 1 and 2 are deleted; 6: the empty clause by 5, 3 and 4
    proof.write_bytes(bytes([0x61, 10, 2, 0, 2, 4, 0, 0x64, 2, 4, 0, 0x61, 12, 0, 10, 6, 8, 0]))
    text = _as_text(proof, tmp_path, Terms().desk())
    assert text.read_text() == "5 1 0 1 2 0\n5 d 1 2 0\n6 0 5 3 4 0\n"
    assert check_lrat(square, text).lemmas == check_lrat(square, proof).lemmas == 2
    proof.write_bytes(proof.read_bytes()[:-2])
    assert _as_text(proof, tmp_path, Terms().desk()).read_text() == "5 1 0 1 2 0\n5 d 1 2 0\n"
    assert _as_text(text, tmp_path, Terms().desk()) == text
