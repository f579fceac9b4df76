"""DIMACS formulas and graphs, and the witnesses of the SAT families.

What the strict readers accept has to be what a second reading of the same bytes sees, and a witness that is accepted
has to be right by a definition of the problem that is written here once more.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st

from campaigns.fuzz.lrat import has_model
from campaigns.fuzz.mutation import mutated
from campaigns.fuzz.reader import Reader
from workbench.checkers.base import RejectedCertificate
from workbench.checkers.sat.checker import SatChecker
from workbench.checkers.sat.normalise import check_normalised, normalise
from workbench.problems.dimacs import cnf_text, parse_cnf, read_cnf
from workbench.problems.families.dimacs.recount import recount
from workbench.problems.families.graph_colouring.col import read_col
from workbench.problems.families.graph_colouring.second_reading import second_reading
from workbench.problems.spec import Problem

MB = 1_000_000
FEW = 40
"""Clauses of which the normal form is looked at, too."""
ODD_WORDS = (b"-", b"+1", b"1_0", b"-0", b"00", b"01", b"\x0b", b"\x1c")
FORMULA = b"p cnf 4 5\n1 2 0\n-1 3 0\n-3 -2 0\n4 1 0\n-4 -2 -1 0\n"
GRAPH = b"p edge 6 8\ne 1 2\ne 2 3\ne 3 1\ne 3 4\ne 4 5\ne 5 6\ne 6 4\ne 1 6\n"


def read_formula(data: bytes, scratch: Path) -> str:
    """A formula is the same when it is written and read again, when it is read by other code, and in normal form."""
    path = scratch / "formula.cnf"
    path.write_bytes(data)
    formula = read_cnf(path)
    clauses = set(map(frozenset, formula.clauses))
    assert clauses == set(map(frozenset, recount(path))), "the second reading sees other clauses"
    if len(formula.clauses) <= FEW:
        assert parse_cnf(cnf_text(formula).encode(), "again") == formula, "written and read again, it is another"
        normal = normalise(formula)
        check_normalised(formula, normal)
        one, other = has_model(formula.clauses), has_model(normal.formula.clauses)
        assert one is None or other is None or one == other, "the normal form has a model and the formula none, or not"
    return "accepted"


def read_graph(data: bytes, scratch: Path) -> str:
    """A graph is the same when it is read by other code."""
    path = scratch / "graph.col"
    path.write_bytes(data)
    graph = read_col(path)
    vertices, edges = second_reading(path)
    assert vertices == graph.vertices and edges == set(map(frozenset, graph.edges)), "the second reading sees another"
    assert all(1 <= u < v <= vertices for u, v in graph.edges), "an edge of no two vertices"
    return "accepted"


def read_witness(data: bytes, scratch: Path) -> str:
    """The family's name, a line end, and JSON: what the checker accepts is an answer by the definition in ANSWERS."""
    name, _, witness = data.partition(b"\n")
    family = name.decode("ascii", "replace")
    if family not in PARAMETERS:
        return "another family"
    (scratch / "formula.cnf").write_bytes(FORMULA)
    (scratch / "graph.col").write_bytes(GRAPH)
    certificate = scratch / "witness.json"
    certificate.write_bytes(witness)
    body = {"family": family, "parameters": PARAMETERS[family]}
    problem = Problem(family, "", "sat", "satisfiable", body, base=scratch)
    try:
        SatChecker().judge(problem, "witness", certificate)
    except RejectedCertificate:
        return "refused"
    assert ANSWERS[family](json.loads(witness)), "a wrong witness is accepted"
    return "accepted"


PARAMETERS: dict[str, dict[str, Any]] = {
    "schur": {"n": 13, "colours": 3},
    "van-der-waerden": {"n": 8, "lengths": [3, 3]},
    "pythagorean-triples": {"n": 20, "colours": 2},
    "ramsey": {"n": 5, "s": 3, "t": 3},
    "queens": {"n": 6},
    "pigeonhole": {"holes": 3},
    "graph-colouring": {"file": "graph.col", "colours": 3},
    "dimacs": {"file": "formula.cnf"},
}
RIGHT: dict[str, dict[str, list[Any]]] = {
    "schur": {"colouring": [0, 1, 1, 0, 2, 2, 2, 2, 2, 0, 1, 1, 0]},
    "van-der-waerden": {"colouring": [0, 0, 1, 1, 0, 0, 1, 1]},
    "pythagorean-triples": {"colouring": [int(n in (5, 8, 9, 16)) for n in range(1, 21)]},
    "ramsey": {"edges": [[i, j, int(j - i in (1, 4))] for i, j in combinations(range(5), 2)]},
    "queens": {"columns": [1, 3, 5, 0, 2, 4]},
    "pigeonhole": {"holes": [0, 1, 2, 0]},
    "graph-colouring": {"colouring": [0, 1, 2, 0, 1, 2]},
    "dimacs": {"model": [1, -2, 3, -4]},
}


def _whole(values: Sequence[Any], many: int, length: int) -> bool:
    return len(values) == length and all(type(value) is int and value in range(many) for value in values)


def _colouring(values: Sequence[Any], colours: int, forbidden: Sequence[Sequence[int]]) -> bool:
    length = max(map(max, forbidden))
    return _whole(values, colours, length) and all(len({values[at - 1] for at in one}) > 1 for one in forbidden)


def _ramsey(edges: list[Any]) -> bool:
    if not all(type(edge) is list and _whole(edge, 5, 3) and edge[2] < 2 for edge in edges):
        return False
    colour = {frozenset(edge[:2]): edge[2] for edge in edges}
    every = [frozenset(pair) for pair in combinations(range(5), 2)]
    threes = [[frozenset(pair) for pair in combinations(three, 2)] for three in combinations(range(5), 3)]
    return (
        len(edges) == len(every)
        and all(pair in colour for pair in every)
        and all(len({colour[pair] for pair in three}) == 2 for three in threes)
    )


def _queens(columns: list[Any]) -> bool:
    return _whole(columns, 6, 6) and all(
        a != b and abs(a - b) != abs(i - j) for (i, a), (j, b) in combinations(enumerate(columns), 2)
    )


def _model(values: list[Any]) -> bool:
    clauses = [[int(word) for word in line.split()[:-1]] for line in FORMULA.splitlines()[1:]]
    return (
        all(type(value) is int for value in values)
        and not any(-value in values for value in values)
        and all(any(literal in values for literal in clause) for clause in clauses)
    )


ANSWERS: dict[str, Callable[[Any], bool]] = {
    "schur": lambda witness: _colouring(
        witness["colouring"], 3, [(x, y, x + y) for x in range(1, 13) for y in range(1, 14 - x)]
    ),
    "van-der-waerden": lambda witness: _colouring(
        witness["colouring"], 2, [(a, a + d, a + 2 * d) for a in range(1, 9) for d in range(1, 4) if a + 2 * d <= 8]
    ),
    "pythagorean-triples": lambda witness: _colouring(
        witness["colouring"],
        2,
        [(a, b, c) for c in range(1, 21) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c],
    ),
    "ramsey": lambda witness: _ramsey(witness["edges"]),
    "queens": lambda witness: _queens(witness["columns"]),
    "pigeonhole": lambda witness: False,
    "graph-colouring": lambda witness: (
        _whole(witness["colouring"], 3, 6)
        and all(
            witness["colouring"][int(u) - 1] != witness["colouring"][int(v) - 1]
            for u, v in (line.split()[1:] for line in GRAPH.decode().splitlines()[1:])
        )
    ),
    "dimacs": lambda witness: _model(witness["model"]),
}
"""Whether a witness of the right shape is an answer to the problem of PARAMETERS."""


def formula_text(number: int) -> bytes:
    """A DIMACS file at random, as loosely laid out as the format allows."""
    random = Random(number)
    variables, many = random.choice((0, 1, 2, 3, 5, 9, 40)), random.randint(0, 12)
    words: list[str] = []
    for _ in range(many):
        length = random.choice((0, 1, 1, 2, 2, 3, 3, 9)) if variables else 0
        words += [str(random.choice((1, -1)) * random.randint(1, variables)) for _ in range(length)] + ["0"]
    ends = random.choice(("\n", "\n", "\r\n", "\r", " ", "\n\n", "\t\n "))
    text = "".join(word + (ends if word == "0" else random.choice((" ", " ", "  ", "\t", "\n"))) for word in words)
    head = random.choice(("", "c a comment\n", "c p cnf 1 1\n", "\n", "c\n\n"))
    gap = random.choice((" ", " ", "\t", "  "))
    promised = many + random.choice((0, 0, 0, 0, 0, 0, 1, -1))
    tail = random.choice(("", "", "", "c the end\n", "%\n0\n", "\n%\n0\n\n", "\nc x", "\n%\n1"))
    return f"{head}p{gap}cnf{gap}{variables}{gap}{promised}\n{text}{tail}".encode()


def graph_text(number: int) -> bytes:
    """A .col file at random."""
    random = Random(number)
    vertices = random.choice((0, 1, 2, 3, 5, 9, 40))
    edges = [random.sample(range(1, vertices + 1), 2) for _ in range(random.randint(0, 12) if vertices > 1 else 0)]
    if random.random() < 0.3:
        edges += [[v, u] for u, v in edges]
    different = len({frozenset(edge) for edge in edges})
    promised = random.choice((len(edges), len(edges), different, 2 * different, 7))
    lines = [f"p {random.choice(('edge', 'edge', 'col', 'edges'))} {vertices} {promised}"]
    lines += [f"{random.choice(('', '', ' '))}e{random.choice((' ', '  ', chr(9)))}{u} {v}" for u, v in edges]
    lines.insert(random.randint(0, len(lines)), random.choice(("c made by chance", "", "c", " ")))
    ends = random.choice(("\n", "\n", "\r\n", "\r"))
    return (ends.join(lines) + random.choice(("", ends))).encode()


ODD: tuple[Any, ...] = (True, False, None, 1.0, -0.0, "1", [], {}, -1, 3, 2**31, 2**64, 0, [0], float("nan"), 1e400)


def witness_text(number: int) -> bytes:
    """A family and a witness, right or changed."""
    random = Random(number)
    family = random.choice(list(PARAMETERS))
    witness: Any = json.loads(json.dumps(RIGHT[family]))
    ((key, values),) = witness.items()
    for _ in range(random.choice((0, 0, 1, 1, 2, 3))):
        at = random.randrange(len(values)) if values else 0
        match random.randrange(8):
            case 0 | 1 | 2 if values:
                values[at] = random.choice((0, 1, 2, -1)) if family != "ramsey" else [0, 1, 0]
            case 3 if values:
                values[at] = random.choice(ODD)
            case 4 if values:
                values.pop(at)
            case 5:
                values.insert(at, random.choice(ODD))
            case 6 if values:
                values[at], values[-1] = values[-1], values[at]
            case _:
                key = random.choice((key, key.upper(), "model", "colouring"))
    witness = random.choice(({key: values}, {key: values}, {key: values}, {key: values, "more": 1}, values, [witness]))
    return family.encode() + b"\n" + json.dumps(witness).encode()


def _large_formulas() -> Iterator[tuple[str, bytes]]:
    yield "one clause of half a million literals", (b"p cnf 2 1\n" + b"1 " * (MB // 2 - 10) + b"0\n")[-MB:]
    yield "half a million empty clauses", b"p cnf 1 499980\n" + b"0 " * 499_980
    yield "a quarter of a million units", b"p cnf 1 249990\n" + b"1 0\n" * 249_990
    yield (
        "as many literals in one clause, all different",
        b"p cnf 10000000 1\n" + b" ".join(b"%d" % v for v in range(1, 142_000)) + b" 0\n",
    )
    yield "a number of a million digits", b"p cnf 1 1\n" + b"9" * (MB - 20) + b" 0\n"
    yield "a header of a million digits", b"p cnf " + b"9" * (MB - 20) + b" 1\n1 0\n"
    yield "a header that promises 10^18 clauses", b"p cnf 1 1000000000000000000\n" + b"1 0\n" * 200_000
    yield "a header that promises 10^12 - 1 clauses", b"p cnf 1 999999999999\n" + b"1 0\n" * 200_000
    yield "a line of 1 MB", b"c" * MB
    yield "blanks after the header's p", b"p" + b" " * (MB - 20) + b"cnf 1 1\n1 0\n"
    yield "a million empty lines", b"\n" * MB
    yield "carriage returns", b"\r" * MB
    yield "half a million comments", b"p cnf 1 0\n" + b"c\n" * (MB // 2 - 5)
    yield "a million blanks in lines that begin with blanks", b"p cnf 1 1\n" + b" \t\n" * 330_000 + b"1 0\n"
    yield "one line of blanks", b"p cnf 1 1\n" + b" " * (MB - 20) + b"1 0\n"
    yield "after the end", b"p cnf 1 1\n1 0\n%\n" + b"0\n" * (MB // 2 - 10)
    yield "as many variables as there may be", b"p cnf 10000000 1\n10000000 0\n"
    yield "minus signs", b"p cnf 1 1\n" + b"-" * (MB - 20) + b" 0\n"
    yield "zero bytes", b"\0" * MB


def _large_graphs() -> Iterator[tuple[str, bytes]]:
    yield "a hundred thousand equal edges", b"p edge 2 100000\n" + b"e 1 2\n" * 100_000
    edges = [b"e %d %d\n" % (u, v) for u in range(1, 400) for v in range(u + 1, 400)]
    yield "a complete graph", b"p edge 400 %d\n" % len(edges) + b"".join(edges)
    yield "a million vertices", b"p edge 1000000 0\n" + b"c\n" * (MB // 2 - 10)
    yield "a number of a million digits", b"p edge 2 1\ne 1 " + b"1" * (MB - 30) + b"\n"
    yield "a header that promises 10^18 edges", b"p edge 1000000000000000000 1000000000000000000\n"
    yield "a line of 1 MB of blanks", b"p edge 2 1\ne" + b" " * (MB - 30) + b"1 2\n"
    yield "blanks and no end", b"p edge 2 1\ne 1" + b" " * (MB - 30) + b"x"
    yield "a million empty lines", b"\n" * MB
    yield "lines of blanks", b"p edge 2 1\n" + b"\t \n" * 330_000
    yield "a header of blanks", b"p " + b"edge " * 200_000


def _large_witnesses() -> Iterator[tuple[str, bytes]]:
    for family, right in RIGHT.items():
        ((key, _),) = right.items()
        head = family.encode() + b'\n{"' + key.encode() + b'": '
        yield f"{family}: half a million entries", head + b"[" + b"0," * (MB // 2 - 40) + b"0]}"
        yield f"{family}: 500,000 brackets", head + b"[" * (MB // 2)
        yield f"{family}: 500,000 brackets that are closed", head + b"[" * (MB // 2 - 20) + b"]" * (MB // 2 - 20) + b"}"
        yield f"{family}: a number of a million digits", head + b"[" + b"9" * (MB - 60) + b"]}"
        yield (
            f"{family}: a key again and again",
            b"%s\n{%s}" % (family.encode(), b",".join([b'"%s":0' % key.encode()] * 60_000)),
        )
    many = b",".join(b"%d" % v for v in range(1, 140_000))
    yield "dimacs: a model of 140,000 literals", b'dimacs\n{"model": [' + many + b"]}"
    yield "a string of 1 MB", b'queens\n"' + b"\\u0000" * (MB // 6 - 10) + b'"'


_NUMBERS = st.integers(0, 2**64 - 1)
_FORMULAS, _GRAPHS, _WITNESSES = (_NUMBERS.map(make) for make in (formula_text, graph_text, witness_text))
READERS: tuple[Reader, ...] = (
    Reader(
        "DIMACS CNF",
        st.one_of(
            _FORMULAS, _FORMULAS, mutated(_FORMULAS, (b"p cnf 2 2\n", b"%", b"%\n0\n", b" 0\n", b"c ", *ODD_WORDS))
        ),
        read_formula,
        _large_formulas,
    ),
    Reader(
        "DIMACS graphs",
        st.one_of(
            _GRAPHS,
            _GRAPHS,
            mutated(_GRAPHS, (b"p edge 2 1\n", b"e 1 2\n", b"e 1 1\n", b"c ", b"\x0b", b"\x1c", b"e", b"p")),
        ),
        read_graph,
        _large_graphs,
    ),
    Reader(
        "SAT witnesses",
        st.one_of(
            _WITNESSES,
            _WITNESSES,
            mutated(_WITNESSES, (b"[", b"]", b"true", b"1.0", b"NaN", b"null", b'"colouring"', b"-0")),
        ),
        read_witness,
        _large_witnesses,
    ),
)
