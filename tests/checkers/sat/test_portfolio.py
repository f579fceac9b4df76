"""The two contenders, in real processes: either may win, and every answer holds.

A portfolio forks, which is safe in the process it is made for (one thread) and not in a test runner's: each race here
runs in a process of its own.
"""

from __future__ import annotations

import itertools
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.checkers.sat import portfolio
from workbench.checkers.sat.lrat import check_lrat
from workbench.checkers.sat.normalise import normalise
from workbench.problems.cnf import CNF, Clause
from workbench.problems.families.registry import family

RACES = """
import json, os, signal, sys
from dataclasses import asdict
from pathlib import Path
from workbench.checkers.sat import cadical, portfolio
from workbench.checkers.sat.normalise import normalise
from workbench.problems.cnf import CNF

def dies(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def out_of_memory(*_):
    raise MemoryError

for place, setting in json.loads(sys.argv[1]).items():
    setattr(portfolio, place, {"dies": dies, "out_of_memory": out_of_memory}.get(setting, setting))
outcomes = []
for number, (variables, clauses, expect, cores) in enumerate(json.load(sys.stdin)):
    formula = CNF(variables, tuple(map(tuple, clauses)))
    proof = Path(f"proof-{number}")
    outcomes.append(asdict(
        portfolio.race(formula, normalise(formula).formula, proof, expect=expect, cores=cores, seed=number)
    ))
print(json.dumps(outcomes))
"""


def races(folder: Path, *questions: tuple[CNF, str | None, int], **changes: Any) -> list[portfolio.Outcome]:
    """The outcomes of races, one after the other; `changes` replace names of the module `portfolio`."""
    asked = json.dumps([(formula.variables, formula.clauses, expect, cores) for formula, expect, cores in questions])
    argv = [sys.executable, "-c", RACES, json.dumps(changes)]
    done = subprocess.run(argv, input=asked, cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return [portfolio.Outcome(**outcome) for outcome in json.loads(done.stdout)]


def satisfiable(formula: CNF) -> bool:
    """By trying everything."""
    for signs in itertools.product((1, -1), repeat=formula.variables):
        true = {v * sign for v, sign in enumerate(signs, 1)}
        if all(not true.isdisjoint(clause) for clause in formula.clauses):
            return True
    return False


def is_model(model: list[int] | None, formula: CNF) -> bool:
    assert model is not None and len(model) == formula.variables
    true = set(model)
    return all(not true.isdisjoint(clause) for clause in formula.clauses)


def test_small_formulas_are_answered_right(tmp_path: Path) -> None:
    """Random ones, with repeated literals, tautologies and units, against brute force."""
    chance = random.Random(20)
    literals = [*range(-6, 0), *range(1, 7)]
    questions: list[tuple[CNF, str | None, int]] = []
    for number in range(60):
        clauses = [tuple(chance.choices(literals, k=chance.randint(1, 4))) for _ in range(chance.randint(0, 30))]
        questions.append((CNF(6, tuple(clauses)), (None, "satisfiable", "unsatisfiable")[number % 3], 2))
    answers = set()
    for number, ((formula, _, _), outcome) in enumerate(zip(questions, races(tmp_path, *questions), strict=True)):
        assert outcome.failure is None
        answers.add(outcome.refuted)
        if satisfiable(formula):
            assert not outcome.refuted and is_model(outcome.model, formula)
        else:
            assert outcome.refuted and outcome.model is None
            check_lrat(normalise(formula).formula, tmp_path / f"proof-{number}")
    assert answers == {True, False}


@pytest.mark.parametrize(("expect", "cores"), [("satisfiable", 1), ("unsatisfiable", 1), (None, 3)])
def test_local_search_finds_models(tmp_path: Path, expect: str | None, cores: int) -> None:
    formula = family("pythagorean-triples").encode({"n": 6500, "colours": 2}).solved
    (outcome,) = races(tmp_path, (formula, expect, cores), HEAD_START_SECONDS=0)
    assert is_model(outcome.model, formula)


def test_clause_learning_wins_where_there_is_no_model(tmp_path: Path) -> None:
    formula = family("van-der-waerden").encode({"n": 77, "lengths": [3, 9]}).solved
    (outcome,) = races(tmp_path, (formula, None, 2), HEAD_START_SECONDS=0)
    assert outcome.refuted
    assert "CaDiCaL" in outcome.tool


def test_a_model_is_read_although_the_solver_made_variables_up(tmp_path: Path) -> None:
    """python-sat aborts the process that asks for such a model (queens, n = 8)."""
    formula = normalise(family("queens").encode({"n": 8}).solved).formula
    for outcome in races(tmp_path, (formula, "satisfiable", 2), (formula, "unsatisfiable", 2), HEAD_START_SECONDS=30):
        assert "CaDiCaL" in outcome.tool
        assert is_model(outcome.model, formula)


def test_a_contender_that_dies_leaves_the_other_running(tmp_path: Path) -> None:
    formula = family("schur").encode({"n": 13, "colours": 3}).solved
    (outcome,) = races(tmp_path, (formula, None, 2), _learn="dies", HEAD_START_SECONDS=0)
    assert is_model(outcome.model, formula)
    assert "DDFW" in outcome.tool


def test_when_all_have_died_the_outcome_says_how(tmp_path: Path) -> None:
    question = (CNF(1, ((1,),)), None, 2)
    (outcome,) = races(tmp_path, question, _learn="out_of_memory", _search="dies", HEAD_START_SECONDS=0)
    assert outcome.failure is not None
    assert "out of memory" in outcome.failure
    assert "SIGKILL" in outcome.failure


def test_a_proof_that_was_cut_short_is_noticed(tmp_path: Path) -> None:
    from workbench.checkers.sat.cadical import ends_with_the_empty_clause

    races(tmp_path, (family("schur").encode({"n": 14, "colours": 3}).solved, None, 2))
    proof = tmp_path / "proof-0"
    whole = proof.read_bytes()
    assert ends_with_the_empty_clause(proof)
    for size in (0, 1, len(whole) // 2, len(whole) - 2):
        proof.write_bytes(whole[:size])
        assert not ends_with_the_empty_clause(proof)


clauses_of_five = st.lists(st.integers(-5, 5).filter(bool), min_size=0, max_size=3).map(tuple)


@given(st.lists(clauses_of_five, max_size=15))
def test_propagation_keeps_satisfiability(clauses: list[Clause]) -> None:
    formula = CNF(5, tuple(clauses))
    left = portfolio.propagate(formula)
    if left is None:
        assert not satisfiable(formula)
    else:
        _, names, rest = left
        assert satisfiable(CNF(len(names), tuple(rest))) == satisfiable(formula)
