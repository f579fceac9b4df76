"""Schur, van der Waerden and Pythagorean triples against brute force, the literature and measured figures."""

from __future__ import annotations

import random
import time
from math import isqrt

import pytest
from formulas import accepts, colouring_literals, colourings, decided_alike, same_clauses, satisfied, solve

from workbench.problems.families import family
from workbench.problems.families.base import WrongWitness


def schur_breaks(colouring, _n):
    """Written as the definition says it, with nothing of ours."""
    n = len(colouring)
    at = [None, *colouring]
    return any(at[x] == at[y] == at[x + y] for x in range(1, n + 1) for y in range(1, n - x + 1))


def progression_breaks(colouring, lengths):
    at, n = [None, *colouring], len(colouring)
    return any(
        all(at[a + i * d] == c for i in range(length))
        for c, length in enumerate(lengths)
        for a in range(1, n + 1)
        for d in range(1, n + 1)
        if a + (length - 1) * d <= n
    )


def pythagorean_breaks(colouring, _n):
    at, n = [None, *colouring], len(colouring)
    return any(
        at[a] == at[b] == at[isqrt(a * a + b * b)]
        for a in range(1, n + 1)
        for b in range(a, n + 1)
        if isqrt(a * a + b * b) ** 2 == a * a + b * b <= n * n
    )


BRUTE = [
    *[("schur", {"n": n, "colours": k}, schur_breaks) for k, top in ((1, 4), (2, 7), (3, 7)) for n in range(1, top)],
    *[
        ("van-der-waerden", {"n": n, "lengths": lengths}, progression_breaks)
        for lengths, top in (([3], 5), ([2, 3], 8), ([3, 3], 11), ([3, 2], 8), ([2, 2, 3], 9), ([3, 3, 3], 8), ([9], 3))
        for n in range(1, top)
    ],
    *[
        ("pythagorean-triples", {"n": n, "colours": k}, pythagorean_breaks)
        for k, top in ((1, 14), (2, 14), (3, 9))
        for n in range(1, top)
    ],
]


@pytest.mark.parametrize(
    ("name", "parameters", "breaks"), BRUTE, ids=lambda value: value.__name__ if callable(value) else str(value)
)
def test_formula_and_verifier_agree_with_brute_force(name, parameters, breaks):
    colours = parameters.get("colours") or len(parameters["lengths"])
    plain = family(name).encode(parameters).plain.clauses
    exists = False
    for colouring in colourings(parameters["n"], colours):
        right = not breaks(colouring, parameters.get("lengths"))
        exists |= right
        assert accepts(name, parameters, {"colouring": list(colouring)}) is right
        assert satisfied(plain, colouring_literals(colouring, colours)) is right
    decided_alike(name, parameters, exists)


@pytest.mark.parametrize(
    ("name", "parameters", "answer"),
    [
        ("schur", {"n": 4, "colours": 2}, True),
        ("schur", {"n": 5, "colours": 2}, False),
        ("schur", {"n": 13, "colours": 3}, True),
        ("schur", {"n": 14, "colours": 3}, False),
        ("van-der-waerden", {"n": 8, "lengths": [3, 3]}, True),
        ("van-der-waerden", {"n": 9, "lengths": [3, 3]}, False),
        ("van-der-waerden", {"n": 17, "lengths": [3, 4]}, True),
        ("van-der-waerden", {"n": 18, "lengths": [3, 4]}, False),
        ("van-der-waerden", {"n": 17, "lengths": [4, 3]}, True),
        ("van-der-waerden", {"n": 26, "lengths": [3, 3, 3]}, True),
        ("van-der-waerden", {"n": 27, "lengths": [3, 3, 3]}, False),
        ("van-der-waerden", {"n": 54, "lengths": [4, 5]}, True),
        ("van-der-waerden", {"n": 55, "lengths": [4, 5]}, False),
        ("van-der-waerden", {"n": 13, "lengths": [2, 3, 3]}, True),
        ("van-der-waerden", {"n": 14, "lengths": [2, 3, 3]}, False),
        ("pythagorean-triples", {"n": 5, "colours": 1}, False),
        ("pythagorean-triples", {"n": 1000, "colours": 2}, True),
        ("pythagorean-triples", {"n": 300, "colours": 3}, True),
    ],
)
def test_known_numbers_and_their_neighbours(name, parameters, answer):
    decided_alike(name, parameters, answer)


def test_schur_4_is_satisfiable_below_with_the_clauses_for_symmetry():
    parameters = {"n": 44, "colours": 4}
    encoding = family("schur").encode(parameters)
    model = solve(encoding.solved.clauses, encoding.variables)
    assert model is not None
    family("schur").verify(parameters, family("schur").decode(parameters, model))


@pytest.mark.parametrize(
    ("name", "parameters", "variables", "clauses"),
    [
        ("schur", {"n": 45, "colours": 4}, 180, 2071),
        ("van-der-waerden", {"n": 77, "lengths": [3, 9]}, 77, 1777),
        ("van-der-waerden", {"n": 97, "lengths": [3, 10]}, 97, 2779),
        ("van-der-waerden", {"n": 55, "lengths": [4, 5]}, 55, 828),
    ],
)
def test_sizes_are_those_that_were_measured(name, parameters, variables, clauses):
    solved = family(name).encode(parameters).solved
    assert (solved.variables, len(solved.clauses)) == (variables, clauses)


@pytest.mark.parametrize(
    ("n", "numbers", "triples", "left", "clauses"),
    [(7824, 6492, 9465, 3740, 14652), (7825, 6494, 9472, 3745, 14672)],
)
def test_pythagorean_triples_at_the_edge(n, numbers, triples, left, clauses):
    """Heule, Kullmann and Marek 2016; the reduced sizes as measured before."""
    encoding = family("pythagorean-triples").encode({"n": n, "colours": 2})
    assert len({abs(literal) for clause in encoding.plain.clauses for literal in clause}) == numbers
    assert len(encoding.plain.clauses) == 2 * triples
    assert len({abs(literal) for clause in encoding.kept for literal in clause}) == left
    assert len(encoding.kept) == clauses
    assert encoding.reductions
    assert not encoding.added
    started = time.process_time()
    same_clauses("pythagorean-triples", {"n": n, "colours": 2})
    assert time.process_time() - started < 1.5


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        *[("schur", {"n": n, "colours": k}) for n in (1, 2, 3, 17, 45) for k in (1, 2, 3, 5)],
        *[("pythagorean-triples", {"n": n, "colours": k}) for n in (1, 4, 5, 12, 13, 200, 1000) for k in (1, 2, 3)],
        ("pythagorean-triples", {"n": 20_000, "colours": 2}),
        *[("van-der-waerden", {"n": n, "lengths": [3, 12]}) for n in (1, 2, 3, 12, 135)],
        *[("van-der-waerden", {"n": 40, "lengths": lengths}) for lengths in ([2], [2, 2], [5], [3, 4, 5], [41, 3])],
    ],
)
def test_the_second_enumeration_gives_the_same_clauses(name, parameters):
    same_clauses(name, parameters)


def test_more_colours_keep_some_colour_for_every_number_left():
    encoding = family("pythagorean-triples").encode({"n": 600, "colours": 3})
    chosen = {clause for clause in encoding.kept if clause[0] > 0}
    in_triples = {(-literal - 1) // 3 for clause in encoding.kept if clause[0] < 0 for literal in clause}
    assert {(clause[0] - 1) // 3 for clause in chosen} == in_triples
    assert encoding.plain.clauses[:600] != encoding.kept[:600]


def test_one_colour_is_not_reduced():
    encoding = family("pythagorean-triples").encode({"n": 5, "colours": 1})
    assert encoding.kept == encoding.plain.clauses
    assert not encoding.reductions


def test_dropped_numbers_are_coloured_from_any_model_of_what_is_left():
    parameters = {"n": 2000, "colours": 2}
    offered = family("pythagorean-triples")
    encoding = offered.encode(parameters)
    left = {abs(literal) for clause in encoding.kept for literal in clause}
    model = solve(encoding.kept, encoding.variables)
    assert model is not None
    rng = random.Random(1)
    for _ in range(5):  # the solver has no say in numbers that were dropped
        mixed = [literal if abs(literal) in left else rng.choice((1, -1)) * abs(literal) for literal in model]
        offered.verify(parameters, offered.decode(parameters, mixed))


def test_each_family_argues_its_symmetry():
    added = family("schur").encode({"n": 45, "colours": 4}).added
    assert [a.name for a in added] == ["symmetry:colours"]
    assert len(added[0].argument) > 200
    assert added[0].clauses == ((1,), (6,))
    assert family("schur").encode({"n": 5, "colours": 1}).added == ()
    assert family("van-der-waerden").encode({"n": 27, "lengths": [3, 3, 3]}).added == ()


def test_the_verifier_finds_every_single_pythagorean_triple():
    """By powers of 5 no triple is monochromatic: one of a primitive triple is divisible by 5, and not all three."""

    def fives(number):
        return 0 if number % 5 else 1 + fives(number // 5)

    n, parameters = 400, {"n": 400, "colours": 5}
    right = [fives(number) + 1 for number in range(1, n + 1)]
    family("pythagorean-triples").verify(parameters, {"colouring": right})
    triples = [
        (a, b, isqrt(a * a + b * b))
        for a in range(1, n)
        for b in range(a, n)
        if a * a + b * b <= n * n and isqrt(a * a + b * b) ** 2 == a * a + b * b
    ]
    assert len(triples) == len(family("pythagorean-triples").encode({"n": n, "colours": 2}).plain.clauses) / 2
    for triple in triples:
        planted = [0 if number in triple else colour for number, colour in enumerate(right, 1)]
        a, b, c = triple
        with pytest.raises(WrongWitness, match=rf"{a}\^2 \+ {b}\^2 = {c}\^2"):
            family("pythagorean-triples").verify(parameters, {"colouring": planted})
