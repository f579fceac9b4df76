"""Formulas and right proofs for the tests of the LRAT checker, from CaDiCaL and by hand."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from itertools import combinations, product
from pathlib import Path

from workbench.problems.cnf import CNF

SOLVE = """
import json, sys, pysolvers
for clauses, path, options in json.load(sys.stdin):
    solver = pysolvers.cadical300_new()
    for name, value in options.items():
        pysolvers.cadical300_set(solver, name, value)
    with open(path, "w+b") as proof:
        handle = pysolvers.cadical300_tracepr(solver, proof)
        for clause in clauses:
            pysolvers.cadical300_add_cl(solver, clause)
        assert pysolvers.cadical300_solve(solver, [], 1) is False
        pysolvers.flushpr(handle)
        with open(path, "rb") as finished, open(path + ".whole", "wb") as copy:
            copy.write(finished.read())
"""


def cadical(formulas: Sequence[CNF], folder: Path, **options: int) -> list[bytes]:
    """CaDiCaL's LRAT proofs that the formulas, normalised ones, are unsatisfiable."""
    settings = {"lrat": 1, "factor": 1, "binary": 0} | options
    jobs = [(formula.clauses, str(folder / f"{k}.lrat"), settings) for k, formula in enumerate(formulas)]
    subprocess.run([sys.executable, "-c", SOLVE], input=json.dumps(jobs), text=True, check=True, timeout=120)
    return [(folder / f"{k}.lrat.whole").read_bytes() for k in range(len(formulas))]


def cnf(*clauses: Sequence[int]) -> CNF:
    return CNF(max((abs(x) for clause in clauses for x in clause), default=0), tuple(map(tuple, clauses)))


def pigeons(holes: int) -> CNF:
    every = [[p * holes + h + 1 for h in range(holes)] for p in range(holes + 1)]
    return cnf(*every, *([-a[h], -b[h]] for h in range(holes) for a, b in combinations(every, 2)))


def van_der_waerden(n: int, *lengths: int) -> CNF:
    """Two colours, the sign of a number's variable."""
    return cnf(
        *(
            [sign * (first + k * difference) for k in range(length)]
            for sign, length in zip((1, -1), lengths, strict=True)
            for difference in range(1, n)
            for first in range(1, n + 1 - (length - 1) * difference)
        )
    )


def schur(n: int, colours: int) -> CNF:
    """With 1 of the first colour, which makes a unit clause; 1 + 1 = 2 repeats a literal."""
    has = {x: [(x - 1) * colours + c + 1 for c in range(colours)] for x in range(1, n + 1)}
    sums = [(x, y, x + y) for x in range(1, n) for y in range(x, n - x + 1)]
    return cnf(*has.values(), *([-has[x][c] for x in triple] for triple in sums for c in range(colours)), [1])


def random_unsatisfiable(variables: int, seed: int) -> CNF:
    """Clauses of three literals, six for each variable, by far too many for a model; a few seeds are skipped."""
    while True:
        dice = random.Random(seed)
        clauses = [
            [v * dice.choice((1, -1)) for v in dice.sample(range(1, variables + 1), 3)] for _ in range(6 * variables)
        ]
        if not satisfiable(cnf(*clauses)):
            return cnf(*clauses)
        seed += 1000


def satisfiable(formula: CNF) -> bool:
    """By brute force."""
    variables = range(1, formula.variables + 1)
    for signs in product((1, -1), repeat=formula.variables):
        model = {v * sign for v, sign in zip(variables, signs, strict=True)}
        if all(not model.isdisjoint(clause) for clause in formula.clauses):
            return True
    return False


def binary(proof: str) -> bytes:
    """A right text proof in binary LRAT."""

    def coded(word: str) -> bytes:
        number = 2 * abs(int(word)) + (int(word) < 0)
        digits = bytearray()
        while number > 127:
            digits.append(number & 127 | 128)
            number >>= 7
        return bytes([*digits, number])

    steps = bytearray()
    for line in proof.splitlines():
        words = line.split()
        deletion = words[1] == "d"
        steps += (b"d" if deletion else b"a") + b"".join(map(coded, words[2:] if deletion else words))
    return bytes(steps)
