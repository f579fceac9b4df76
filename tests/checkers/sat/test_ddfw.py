"""Local search: what it finds is a model; it finds what is there; it is a function of its seed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.checkers.sat import ddfw
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


def assert_state_is_right(
    variables: int, clauses: list[Clause], n_false: int, n_better: int, state: ddfw.State
) -> None:
    """What the search keeps up to date, against a computation from the values and weights alone."""
    true = {v if state.value[v] else -v for v in range(1, variables + 1)}
    weight, count, mixed, place = (state.clauses[field::4] for field in range(4))
    false = state.false[:n_false].tolist()
    reward = [0] * (variables + 1)
    for number, clause in enumerate(clauses):
        made_true = [abs(x) for x in clause if x in true]
        assert count[number] == len(made_true)
        assert mixed[number] == np.bitwise_xor.reduce([0, *made_true])
        assert state.offer[number] == (weight[number] if made_true else 0)
        if not made_true:
            assert false[place[number]] == number
            for x in clause:
                reward[abs(x)] += int(weight[number])
        elif len(made_true) == 1:
            reward[made_true[0]] -= int(weight[number])
    assert len(false) == sum(count == 0)
    assert state.reward.tolist() == reward
    better = state.better[:n_better].tolist()
    assert sorted(better) == np.flatnonzero(state.listed).tolist()
    assert {v for v in range(variables + 1) if reward[v] > 0} <= set(better)
    assert weight.sum() == ddfw.INITIAL_WEIGHT * len(clauses)
    assert min(weight, default=0) >= 0


@settings(max_examples=100, deadline=None)
@given(
    st.integers(1, 12).flatmap(
        lambda variables: st.tuples(
            st.just(variables),
            st.lists(
                st.lists(st.integers(1, variables), min_size=1, max_size=5, unique=True).flatmap(
                    lambda names: st.tuples(*(st.sampled_from((v, -v)) for v in names))
                ),
                max_size=60,
            ),
        )
    ),
    st.integers(0, 2**31),
    st.integers(0, 400),
)
def test_its_sums_and_lists_stay_right(formula: tuple[int, list[Clause]], seed: int, flips: int) -> None:
    variables, clauses = formula
    assert_state_is_right(variables, clauses, *ddfw.run(ddfw.arrays(variables, clauses), variables, flips, seed))


@pytest.mark.parametrize("flips", [0, 1, 50, 5000, 60_000])
def test_they_stay_right_where_the_lists_are_long(flips: int) -> None:
    """More improving variables, and more false clauses, than are looked at in one step."""
    encoding = family("pythagorean-triples").encode({"n": 7825, "colours": 2})
    variables, clauses = encoding.variables, list(encoding.solved.clauses)
    n_false, n_better, state = ddfw.run(ddfw.arrays(variables, clauses), variables, flips, 3)
    assert n_false > 0  # there is no such colouring
    assert flips > 50 or (n_better > ddfw.LONGEST_SCAN and n_false > ddfw.LONGEST_SCAN)
    assert_state_is_right(variables, clauses, n_false, n_better, state)
