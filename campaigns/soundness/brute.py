"""Whether a witness answers its question, by trying everything the question speaks of: no code of any family.

The forms of witnesses are those of docs/formats.md; an integer is an integer, neither true nor 1.0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations, product
from typing import Any


def answers(family: str, parameters: Mapping[str, Any], witness: Any) -> bool:
    """Whether the witness is one; a file among the parameters is given as its text."""
    return _TESTS[family](parameters, witness)


def _list(witness: Any, key: str) -> list[Any] | None:
    if type(witness) is dict and list(witness) == [key] and type(witness[key]) is list:
        return list(witness[key])
    return None


def _colours(witness: Any, many: int, colours: int) -> list[int] | None:
    found = _list(witness, "colouring")
    if found is None or len(found) != many or any(type(c) is not int or c < 0 or c >= colours for c in found):
        return None
    return found


def _schur(given: Mapping[str, Any], witness: Any) -> bool:
    n = given["n"]
    colour = _colours(witness, n, given["colours"])
    return colour is not None and not any(
        x + y == z and colour[x - 1] == colour[y - 1] == colour[z - 1] for x, y, z in product(range(1, n + 1), repeat=3)
    )


def _van_der_waerden(given: Mapping[str, Any], witness: Any) -> bool:
    n, lengths = given["n"], given["lengths"]
    colour = _colours(witness, n, len(lengths))
    if colour is None:
        return False
    for a, step in product(range(1, n + 1), repeat=2):
        for shade, length in enumerate(lengths):
            terms = [a + k * step for k in range(length)]
            if terms[-1] <= n and all(colour[term - 1] == shade for term in terms):
                return False
    return True


def _pythagorean(given: Mapping[str, Any], witness: Any) -> bool:
    n = given["n"]
    colour = _colours(witness, n, given["colours"])
    return colour is not None and not any(
        a * a + b * b == c * c and colour[a - 1] == colour[b - 1] == colour[c - 1]
        for a, b, c in combinations(range(1, n + 1), 3)
    )


def _ramsey(given: Mapping[str, Any], witness: Any) -> bool:
    n, entries = given["n"], _list(witness, "edges")
    if entries is None:
        return False
    colour: dict[frozenset[int], int] = {}
    for entry in entries:
        if type(entry) is not list or len(entry) != 3 or any(type(part) is not int for part in entry):
            return False
        colour[frozenset(entry[:2])] = entry[2]
    edges = {frozenset(pair) for pair in combinations(range(n), 2)}
    if len(entries) != len(edges) or set(colour) != edges or not set(colour.values()) <= {0, 1}:
        return False
    return not any(
        all(colour[frozenset(pair)] == shade for pair in combinations(some, 2))
        for shade, size in enumerate((given["s"], given["t"]))
        for some in combinations(range(n), size)
    )


def _queens(given: Mapping[str, Any], witness: Any) -> bool:
    n, columns = given["n"], _list(witness, "columns")
    if columns is None or len(columns) != n or any(type(c) is not int or not 0 <= c < n for c in columns):
        return False
    return not any(
        columns[r] == columns[q] or abs(columns[r] - columns[q]) == abs(r - q) for r, q in combinations(range(n), 2)
    )


def _graph_colouring(given: Mapping[str, Any], witness: Any) -> bool:
    lines = [line.split() for line in given["file"].splitlines()]
    vertices = next(int(words[2]) for words in lines if words[:1] == ["p"])
    colour = _colours(witness, vertices, given["colours"])
    return colour is not None and not any(
        words[:1] == ["e"] and colour[int(words[1]) - 1] == colour[int(words[2]) - 1] for words in lines
    )


def _dimacs(given: Mapping[str, Any], witness: Any) -> bool:
    model = _list(witness, "model")
    if model is None or any(type(x) is not int or x == 0 or -x in model for x in model):
        return False
    clauses = [list(map(int, line.split()[:-1])) for line in given["file"].splitlines()[1:]]
    return all(any(literal in model for literal in clause) for clause in clauses)


def _pigeonhole(given: Mapping[str, Any], witness: Any) -> bool:
    return False  # one pigeon more than holes: nothing answers this


_TESTS: Mapping[str, Callable[[Mapping[str, Any], Any], bool]] = {
    "schur": _schur,
    "van-der-waerden": _van_der_waerden,
    "pythagorean-triples": _pythagorean,
    "ramsey": _ramsey,
    "queens": _queens,
    "graph-colouring": _graph_colouring,
    "dimacs": _dimacs,
    "pigeonhole": _pigeonhole,
}
