"""Witnesses from strangers: whatever their shape, a verifier accepts them or says WrongWitness."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.problems.families import family
from workbench.problems.families.base import WrongWitness

CASES = {
    "schur": ({"n": 4, "colours": 2}, {"colouring": [0, 1, 1, 0]}),
    "van-der-waerden": ({"n": 8, "lengths": [3, 3]}, {"colouring": [0, 0, 1, 1, 0, 0, 1, 1]}),
    "pythagorean-triples": ({"n": 6, "colours": 2}, {"colouring": [0, 0, 0, 1, 0, 0]}),
    "ramsey": ({"n": 3, "s": 3, "t": 3}, {"edges": [[0, 1, 0], [0, 2, 0], [1, 2, 1]]}),
    "queens": ({"n": 4}, {"columns": [1, 3, 0, 2]}),
    "graph-colouring": ({"file": "g.col", "colours": 2}, {"colouring": [0, 1, 0]}),
    "dimacs": ({"file": "f.cnf"}, {"model": [1, -2]}),
    "pigeonhole": ({"holes": 2}, None),
}
HOSTILE = [
    None, True, 0, 1.0, "", "colouring", [], {}, [[]], {"colouring": None}, {"colouring": {}}, {"colouring": "0110"},
    {"colouring": [0, 1, 1]}, {"colouring": [0, 1, 1, 0, 0]}, {"colouring": [0, 1, 1, True]},
    {"colouring": [0, 1, 1, 0.0]}, {"colouring": [0, 1, 1, 2]}, {"colouring": [0, 1, 1, -1]},
    {"colouring": [0, 1, 1, 10**5000]}, {"colouring": [0, 1, 1, [0]]}, {"colouring": [0, 1, 1, math.nan]},
    {"colouring": [0, 1, 1, None]}, {"colouring": [0, 1, 1, 0], "more": 1},
    {"edges": [[0, 1, 0], [0, 2, 0], [0, 2, 1]]}, {"edges": [[0, 1, 0], [0, 2, 0], [2, 0, 1]]},
    {"edges": [[0, 1, 0], [0, 2, 0], [1, 1, 1]]}, {"edges": [[0, 1, 0], [0, 2, 0], [1, 3, 1]]},
    {"edges": [[0, 1, 0], [0, 2, 0], [1, 2, 2]]}, {"edges": [[0, 1, 0], [0, 2, 0], [1, 2]]},
    {"edges": [[0, 1, 0], [0, 2, 0], {}]}, {"edges": [[0, 1, 0], [0, 2, 0]]}, {"edges": [[0, 1, 0]] * 3},
    {"edges": [[0, 1, 0], [0, 2, 0], [1, 2, 0]]}, {"edges": [[0, 1, False], [0, 2, 0], [1, 2, 1]]},
    {"edges": [[0, 1, 0], [0, 2, 0], [1, 2, 10**400]]}, {"columns": [1, 3, 0, 3]}, {"columns": [0, 1, 2, 3]},
    {"model": [1, -2, 2]}, {"model": [2]}, {"model": [True]}, {"model": [10**400]}, {"model": []},
    {"holes": [0, 1, 0]}, {"holes": [0, 1, 2]}, {"holes": [0, 1]},
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("files")
    (path / "g.col").write_text("p edge 3 2\ne 1 2\ne 2 3\n")
    (path / "f.cnf").write_text("p cnf 2 2\n1 2 0\n-2 1 0\n")
    return path


def parameters_of(name, folder):
    parameters = CASES[name][0]
    return {**parameters, "file": folder / parameters["file"]} if "file" in parameters else parameters


@pytest.mark.parametrize("name", CASES)
def test_a_right_witness_passes_and_hostile_ones_do_not(name, folder):
    parameters, right = parameters_of(name, folder), CASES[name][1]
    if right is not None:
        family(name).verify(parameters, right)
    for witness in HOSTILE:
        if witness != right:
            with pytest.raises(WrongWitness):
                family(name).verify(parameters, witness)


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name][1]])
def test_equal_but_not_the_same_type_is_not_enough(name, folder):
    """JSON true equals 1 in Python, and 1.0 too."""
    parameters, right = parameters_of(name, folder), CASES[name][1]
    ((key, values),) = right.items()
    for disguise in (bool, float, str):
        first = [disguise(entry) for entry in values[0]] if name == "ramsey" else disguise(values[0])
        with pytest.raises(WrongWitness):
            family(name).verify(parameters, {key: [first, *values[1:]]})


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=8) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
)


@settings(max_examples=60, deadline=None)
@given(
    value=anything, entries=st.lists(st.integers(-3, 9) | anything, max_size=10), name=st.sampled_from(sorted(CASES))
)
def test_random_witnesses_are_judged_without_another_exception(folder, value, entries, name):
    keys = ("colouring", "edges", "columns", "model", "holes")
    for witness in (value, *({key: inner} for key in keys for inner in (value, entries))):
        try:
            family(name).verify(parameters_of(name, folder), witness)
        except WrongWitness as wrong:
            assert str(wrong)


@pytest.mark.parametrize(
    ("name", "parameters", "witness", "said"),
    [
        ("schur", {"n": 5, "colours": 2}, {"colouring": [0, 1, 1, 0, 0]}, "1 + 4 = 5"),
        ("van-der-waerden", {"n": 5, "lengths": [3, 3]}, {"colouring": [0, 1, 0, 1, 0]}, "1, 3, 5"),
        ("pythagorean-triples", {"n": 5, "colours": 2}, {"colouring": [0, 1, 0, 0, 0]}, "3^2 + 4^2 = 5^2"),
        ("ramsey", {"n": 3, "s": 3, "t": 3}, {"edges": [[0, 1, 1], [1, 2, 1], [2, 0, 1]]}, "0, 1, 2"),
        ("queens", {"n": 4}, {"columns": [1, 3, 2, 0]}, "rows 1 and 2"),
    ],
)
def test_the_message_names_what_is_broken(name, parameters, witness, said):
    with pytest.raises(WrongWitness) as caught:
        family(name).verify(parameters, witness)
    assert said in str(caught.value)
