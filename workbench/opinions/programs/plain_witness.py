"""Plain code for the witnesses of our own families, that anybody can audit; it imports nothing of Workbench.

    python plain_witness.py question.json witness.json

where the question is `{"family": "schur", "parameters": {"n": 44, "colours": 4}}`. It prints `s VERIFIED` (exit 0),
`s NOT VERIFIED` with a reason (1), or `s UNKNOWN FAMILY` (2). Every constraint is looked at, in the order of the
definition and without a thought for speed; docs/families.md and docs/mathematics.md say what the families are.
"""

import json
import sys
from itertools import combinations
from math import isqrt
from pathlib import Path
from typing import Any


class Wrong(Exception):
    """The witness breaks a constraint; the text says which."""


def need(true: bool, otherwise: str) -> None:
    if not true:
        raise Wrong(otherwise)


def whole(values: Any, count: int, least: int, most: int) -> list[int]:
    """A list of so many whole numbers within bounds; True and 1.0 are none."""
    need(type(values) is list and len(values) == count, f"it is no list of {count}")
    need(all(type(one) is int and least <= one <= most for one in values), f"not all are from {least} to {most}")
    return list(values)


def colouring(witness: Any, n: int, colours: int) -> dict[int, int]:
    need(type(witness) is dict and list(witness) == ["colouring"], "it is no colouring")
    return dict(enumerate(whole(witness["colouring"], n, 0, colours - 1), 1))


def schur(witness: Any, n: int, colours: int) -> None:
    of = colouring(witness, n, colours)
    for x in range(1, n + 1):
        for y in range(x, n - x + 1):
            need(not of[x] == of[y] == of[x + y], f"{x} + {y} = {x + y} have one colour")


def pythagorean_triples(witness: Any, n: int, colours: int) -> None:
    of = colouring(witness, n, colours)
    for a in range(1, n + 1):
        for b in range(a, isqrt(n * n - a * a) + 1):
            c = isqrt(a * a + b * b)
            need(c * c != a * a + b * b or not of[a] == of[b] == of[c], f"{a}^2 + {b}^2 = {c}^2 have one colour")


def van_der_waerden(witness: Any, n: int, lengths: list[int]) -> None:
    of = colouring(witness, n, len(lengths))
    for colour, length in enumerate(lengths):
        for first in range(1, n + 1):
            for step in range(1, (n - first) // (length - 1) + 1):
                terms = [first + place * step for place in range(length)]
                need(any(of[term] != colour for term in terms), f"{terms} have the colour {colour}")


def ramsey(witness: Any, n: int, s: int, t: int) -> None:
    need(type(witness) is dict and list(witness) == ["edges"] and type(witness["edges"]) is list, "it has no edges")
    of: dict[frozenset[int], int] = {}
    for edge in witness["edges"]:
        i, j, colour = whole(edge, 3, 0, max(n - 1, 1))
        need(
            i != j and i < n and j < n and colour < 2 and frozenset((i, j)) not in of, f"{edge} is odd, or there twice"
        )
        of[frozenset((i, j))] = colour
    need(len(of) == n * (n - 1) // 2, "not every edge has a colour")
    for colour, size in ((0, s), (1, t)):
        for clique in combinations(range(n), size):
            edges = map(frozenset, combinations(clique, 2))
            need(any(of[edge] != colour for edge in edges), f"all edges between {clique} have the colour {colour}")


def queens(witness: Any, n: int) -> None:
    need(type(witness) is dict and list(witness) == ["columns"], "it has no columns")
    column = whole(witness["columns"], n, 0, n - 1)
    for one, other in combinations(range(n), 2):
        apart = abs(column[one] - column[other])
        need(apart not in (0, other - one), f"the queens of the rows {one} and {other} attack each other")


def graph_colouring(witness: Any, file: str, colours: int) -> None:
    lines = [line.split() for line in Path(file).read_text("ascii", "replace").splitlines() if line.strip()]
    (vertices,) = [int(words[2]) for words in lines if words[0] == "p"]
    of = colouring(witness, vertices, colours)
    for words in lines:
        if words[0] == "e":
            need(of[int(words[1])] != of[int(words[2])], f"{words[1]} and {words[2]} are neighbours of one colour")


def dimacs(witness: Any, file: str) -> None:
    need(type(witness) is dict and list(witness) == ["model"] and type(witness["model"]) is list, "it is no model")
    true = set(whole(witness["model"], len(witness["model"]), -(2**31), 2**31))
    need(not any(-literal in true for literal in true), "a variable is both true and false, or 0")
    lines = Path(file).read_text("ascii", "replace").splitlines()
    body = " ".join(line for line in lines if not line.lstrip().startswith(("c", "p"))).partition("%")[0]
    clause: list[int] = []
    for literal in map(int, body.split()):
        if literal:
            clause.append(literal)
        else:
            need(any(one in true for one in clause), f"no literal of the clause {clause} is true")
            clause = []


FAMILIES = {
    one.__name__.replace("_", "-"): one
    for one in (schur, pythagorean_triples, van_der_waerden, ramsey, queens, graph_colouring, dimacs)
}

if __name__ == "__main__":
    question, given = (json.loads(Path(name).read_bytes()) for name in sys.argv[1:3])
    if question["family"] not in FAMILIES:
        print("s UNKNOWN FAMILY")
        sys.exit(2)
    try:
        FAMILIES[question["family"]](given, **question["parameters"])
        print("s VERIFIED")
    except Wrong as wrong:
        print(f"s NOT VERIFIED\nc {wrong}")
        sys.exit(1)
