"""Ramsey, pigeonhole, graph colouring, queens and DIMACS against brute force, the literature and known sizes."""

from __future__ import annotations

import itertools
import random

import pytest
from formulas import accepts, colouring_literals, colourings, decided_alike, same_clauses, satisfied, solve

from workbench.errors import BadInput
from workbench.problems.families import family
from workbench.problems.families.base import WrongWitness


def has_clique(n, colour_of, colour, size):
    return any(
        all(colour_of[pair] == colour for pair in itertools.combinations(vertices, 2))
        for vertices in itertools.combinations(range(n), size)
    )


@pytest.mark.parametrize("n", range(1, 6))
@pytest.mark.parametrize(("s", "t"), [(2, 2), (2, 3), (3, 2), (3, 3), (3, 4), (4, 3), (6, 3)])
def test_ramsey_agrees_with_brute_force(n, s, t):
    parameters = {"n": n, "s": s, "t": t}
    plain = family("ramsey").encode(parameters).plain.clauses
    pairs = list(itertools.combinations(range(n), 2))
    exists = False
    for colours in itertools.product((0, 1), repeat=len(pairs)):
        colour_of = dict(zip(pairs, colours, strict=True))
        right = not has_clique(n, colour_of, 0, s) and not has_clique(n, colour_of, 1, t)
        exists |= right
        assert accepts("ramsey", parameters, {"edges": [[i, j, colour_of[i, j]] for i, j in pairs]}) is right
        assert satisfied(plain, {e if c else -e for e, c in enumerate(colours, 1)}) is right
    decided_alike("ramsey", parameters, exists)


@pytest.mark.parametrize(
    ("s", "t", "number"), [(3, 3, 6), (3, 4, 9), (4, 3, 9), (2, 7, 7), (7, 2, 7), (3, 5, 14), (5, 3, 14), (4, 4, 18)]
)
def test_ramsey_numbers_and_the_graphs_one_vertex_below(s, t, number):
    offered = family("ramsey")
    below, at = ({"n": n, "s": s, "t": t} for n in (number - 1, number))
    encoding = offered.encode(below)
    model = solve(encoding.solved.clauses, encoding.variables)
    assert model is not None
    offered.verify(below, offered.decode(below, model))
    encoding = offered.encode(at)
    assert solve(encoding.solved.clauses, encoding.variables) is None


@pytest.mark.parametrize("n", [3, 4, 5])
def test_every_graph_has_a_renaming_that_the_order_of_vertices_allows(n):
    """The clauses for symmetry alone: for each graph but the complete one of colour 1, some copy satisfies them."""
    added = family("ramsey").encode({"n": n, "s": n, "t": n}).added[0]
    variables = family("ramsey").encode({"n": n, "s": n, "t": n}).variables
    pairs = list(itertools.combinations(range(n), 2))
    allowed, seen = 0, set()
    for colours in itertools.product((0, 1), repeat=len(pairs)):
        colour_of = dict(zip(pairs, colours, strict=True))
        copies = {
            tuple(colour_of[min(p[i], p[j]), max(p[i], p[j])] for i, j in pairs)
            for p in itertools.permutations(range(n))
        }
        if (least := min(copies)) in seen:
            continue
        seen.add(least)
        fits = [
            copy
            for copy in copies
            if solve(added.clauses, variables, [e if c else -e for e, c in enumerate(copy, 1)]) is not None
        ]
        assert (least in fits) is (0 in colours)
        allowed += len(fits)
    assert allowed < 2 ** len(pairs), "the clauses forbid nothing"


@pytest.mark.parametrize(
    ("parameters", "variables", "clauses"),
    [
        ({"n": 14, "s": 3, "t": 5}, 235, 2810),
        ({"n": 18, "s": 3, "t": 6}, 409, 20164),
        ({"n": 18, "s": 4, "t": 4}, 409, 6904),
    ],
)
def test_ramsey_sizes_are_those_that_were_measured(parameters, variables, clauses):
    """They were measured with the one unit clause u written as (u z)(u -z), as LRAT proofs want it."""
    solved = family("ramsey").encode(parameters).solved
    units = sum(len(clause) == 1 for clause in solved.clauses)
    assert units == 1
    assert (solved.variables + units, len(solved.clauses) + units) == (variables, clauses)


def test_ramsey_argues_its_symmetry():
    (with_edge,) = family("ramsey").encode({"n": 6, "s": 3, "t": 3}).added
    (without,) = family("ramsey").encode({"n": 3, "s": 3, "t": 4}).added
    assert with_edge.name == without.name == "symmetry:vertices"
    assert len(without.argument) > 500
    assert len(with_edge.argument) > len(without.argument)
    assert (-1,) in with_edge.clauses
    assert (-1,) not in without.clauses


@pytest.mark.parametrize("holes", range(1, 7))
def test_pigeonhole_has_no_solution(holes):
    decided_alike("pigeonhole", {"holes": holes}, False)
    same_clauses("pigeonhole", {"holes": holes})
    # With a pigeon less there is one: nothing but the pigeonhole principle makes the formula false.
    plain = family("pigeonhole").encode({"holes": holes}).plain
    assert solve([c for c in plain.clauses if c != plain.clauses[0]], plain.variables) is not None
    assert not accepts("pigeonhole", {"holes": holes}, {"holes": [*range(holes), 0]})


def test_pigeonhole_size():
    plain = family("pigeonhole").encode({"holes": 10}).plain
    assert (plain.variables, len(plain.clauses)) == (110, 561)


@pytest.mark.parametrize("n", range(1, 9))
def test_queens_agrees_with_brute_force(n):
    boards = [
        columns
        for columns in itertools.permutations(range(n))
        if not any(abs(columns[i] - columns[j]) == j - i for i in range(n) for j in range(i + 1, n))
    ]
    assert len(boards) == [1, 0, 0, 2, 10, 4, 40, 92][n - 1]
    plain = family("queens").encode({"n": n}).plain
    for columns in itertools.islice(itertools.permutations(range(n)), 500):
        right = columns in boards
        assert accepts("queens", {"n": n}, {"columns": list(columns)}) is right
        true = {v if columns[(v - 1) // n] == (v - 1) % n else -v for v in range(1, n * n + 1)}
        assert satisfied(plain.clauses, true) is right
    decided_alike("queens", {"n": n}, bool(boards))
    same_clauses("queens", {"n": n})


GRAPHS = {
    "petersen": [*[(i, (i + 1) % 5) for i in range(5)], *[(i, i + 5) for i in range(5)]]
    + [(5 + i, 5 + (i + 2) % 5) for i in range(5)],
    "groetzsch": [(i, (i + 1) % 5) for i in range(5)]
    + [(5 + i, (i + step) % 5) for i in range(5) for step in (1, 4)]
    + [(10, 5 + i) for i in range(5)],
    "complete5": list(itertools.combinations(range(5), 2)),
    "path": [(0, 1), (1, 2), (2, 3)],
}
CHROMATIC = {"petersen": 3, "groetzsch": 4, "complete5": 5, "path": 2}


def write_graph(path, vertices, edges):
    lines = ["c a graph", f"p edge {vertices} {len(edges)}", *[f"e {u + 1} {v + 1}" for u, v in edges]]
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.mark.parametrize("name", GRAPHS)
def test_chromatic_numbers(name, tmp_path):
    edges = GRAPHS[name]
    file = write_graph(tmp_path / "g.col", max(map(max, edges)) + 1, edges)
    for colours in range(1, 6):
        decided_alike("graph-colouring", {"file": file, "colours": colours}, colours >= CHROMATIC[name])


@pytest.mark.parametrize("seed", range(25))
def test_graph_colouring_agrees_with_brute_force(seed, tmp_path):
    rng = random.Random(seed)
    n, colours = rng.randint(1, 6), rng.randint(1, 3)
    edges = [pair for pair in itertools.combinations(range(n), 2) if rng.random() < 0.6]
    edges += [(v, u) for u, v in edges if rng.random() < 0.2]
    rng.shuffle(edges)
    parameters = {"file": write_graph(tmp_path / "g.col", n, edges), "colours": colours}
    plain = family("graph-colouring").encode(parameters).plain.clauses
    exists = False
    for colouring in colourings(n, colours):
        right = all(colouring[u] != colouring[v] for u, v in edges)
        exists |= right
        assert accepts("graph-colouring", parameters, {"colouring": list(colouring)}) is right
        assert satisfied(plain, colouring_literals(colouring, colours)) is right
    decided_alike("graph-colouring", parameters, exists)
    same_clauses("graph-colouring", parameters)


def test_graph_colouring_fixes_the_colours_of_a_clique(tmp_path):
    file = write_graph(tmp_path / "g.col", 8, [*GRAPHS["complete5"], (5, 6), (6, 7)])
    (added,) = family("graph-colouring").encode({"file": file, "colours": 4}).added
    assert added.name == "symmetry:colours"
    assert "neighbours of one another" in added.argument
    fixed = {(literal - 1) // 4 + 1 for (literal,) in added.clauses}
    assert len(fixed) == 3
    assert fixed <= {1, 2, 3, 4, 5}


def test_a_graph_with_too_many_literals_is_refused(tmp_path):
    file = tmp_path / "g.col"
    file.write_text("p edge 900000 0\n")
    with pytest.raises(BadInput, match="literals"):
        family("graph-colouring").encode({"file": file, "colours": 500})


def random_cnf(rng):
    variables = rng.randint(1, 6)
    clauses = [
        [rng.choice((1, -1)) * rng.randint(1, variables) for _ in range(rng.randint(1, 4))]
        for _ in range(rng.randint(0, 14))
    ]
    return variables, clauses


@pytest.mark.parametrize("seed", range(25))
def test_dimacs_agrees_with_brute_force(seed, tmp_path):
    rng = random.Random(seed)
    variables, clauses = random_cnf(rng)
    file = tmp_path / "f.cnf"
    words = " ".join(" ".join(map(str, [*clause, 0])) + rng.choice(("", "\n", "\nc note 1 0\n")) for clause in clauses)
    file.write_text(f"c {seed}\np cnf {variables} {len(clauses)}\n{words}\n")
    exists = False
    for signs in itertools.product((1, -1), repeat=variables):
        model = [sign * v for v, sign in enumerate(signs, 1)]
        right = all(any(literal in model for literal in clause) for clause in clauses)
        exists |= right
        assert accepts("dimacs", {"file": file}, {"model": model}) is right
    decided_alike("dimacs", {"file": file}, exists)
    same_clauses("dimacs", {"file": file})


def test_a_partial_model_counts_where_it_satisfies_and_contradictions_do_not(tmp_path):
    file = tmp_path / "f.cnf"
    file.write_text("p cnf 3 2\n1 2 0\n-3 1 0\n")
    assert accepts("dimacs", {"file": file}, {"model": [1]})
    assert not accepts("dimacs", {"file": file}, {"model": [2]})
    assert not accepts("dimacs", {"file": file}, {"model": [1, -1]})
    assert not accepts("dimacs", {"file": file}, {"model": [1, 0]})
    with pytest.raises(WrongWitness, match="clause 2"):
        family("dimacs").verify({"file": file}, {"model": [2, 3]})


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("ramsey", {"n": n, "s": s, "t": t})
        for n, s, t in [(1, 2, 2), (2, 2, 3), (9, 3, 4), (18, 4, 4), (18, 3, 6), (5, 7, 3)]
    ]
    + [("queens", {"n": 20}), ("pigeonhole", {"holes": 25})],
)
def test_the_second_enumeration_gives_the_same_clauses(name, parameters):
    same_clauses(name, parameters)
