"""Local search: what it finds is a model; it finds what is there; it is a function of its seed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.checkers.sat.ddfw import search
from workbench.problems.cnf import Clause
from workbench.problems.families.registry import family


def is_model(model: list[int], clauses: list[Clause]) -> bool:
    true = set(model)
    return all(not true.isdisjoint(clause) for clause in clauses)


@st.composite
def planted(draw: st.DrawFn) -> tuple[int, list[Clause]]:
    """A formula that a hidden assignment satisfies."""
    variables = draw(st.integers(1, 30))
    hidden = draw(st.lists(st.booleans(), min_size=variables, max_size=variables))
    clauses = []
    for _ in range(draw(st.integers(0, 80))):
        names = draw(st.lists(st.integers(1, variables), min_size=1, max_size=4, unique=True))
        signs = draw(st.lists(st.booleans(), min_size=len(names), max_size=len(names)))
        signs[0] = hidden[names[0] - 1]
        clauses.append(tuple(v if sign else -v for v, sign in zip(names, signs, strict=True)))
    return variables, clauses


@settings(max_examples=150, deadline=None)
@given(planted(), st.integers(0, 2**31))
def test_it_finds_a_model_of_a_formula_that_has_one(formula: tuple[int, list[Clause]], seed: int) -> None:
    variables, clauses = formula
    model = search(variables, clauses, seed, restarts=3)
    assert model is not None
    assert [abs(x) for x in model] == list(range(1, variables + 1))
    assert is_model(model, clauses)


def test_it_gives_up_where_there_is_none() -> None:
    """Every clause over three variables: whatever moves, one is false."""
    clauses = [(a, 2 * b, 3 * c) for a in (1, -1) for b in (1, -1) for c in (1, -1)]
    assert search(3, clauses, 1, restarts=1) is None


def test_it_is_a_function_of_its_seed() -> None:
    clauses = list(family("schur").encode({"n": 40, "colours": 4}).kept)
    first, again, other = (search(160, clauses, seed) for seed in (5, 5, 6))
    assert first == again != other


def test_it_colours_5000_without_a_pythagorean_triple() -> None:
    encoding = family("pythagorean-triples").encode({"n": 5000, "colours": 2})
    model = search(encoding.variables, encoding.solved.clauses, 1, restarts=20)
    assert model is not None
    parameters = {"n": 5000, "colours": 2}
    family("pythagorean-triples").verify(parameters, family("pythagorean-triples").decode(parameters, model))
