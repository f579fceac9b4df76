"""Formulas, refuted ones with the proofs that CaDiCaL itself wrote of them."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

from campaigns.soundness.lrat_judge import satisfiable

Clauses = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Refuted:
    """An unsatisfiable formula without unit clauses, repeated literals and tautologies, and a right proof of that."""

    name: str
    clauses: Clauses
    proof: str
    """LRAT, text."""


@cache
def refuted() -> tuple[Refuted, ...]:
    """The formulas that proofs are made wrong of; CaDiCaL runs once, in a child."""
    formulas = {
        "pigeonhole 4": pigeons(5, 4),
        "pigeonhole 5": pigeons(6, 5),
        "van der Waerden 9 (3,3)": progressions(9, 3, 3),
        "van der Waerden 18 (3,4)": progressions(18, 3, 4),
        "random 3-SAT 0": random_clauses(9, 0, wanted=False),
        "random 3-SAT 1": random_clauses(9, 1, wanted=False),
        "parity of 5": parity(5),
    }
    proofs = cadical(list(formulas.values()))
    found = [Refuted(name, clauses, proof) for (name, clauses), proof in zip(formulas.items(), proofs, strict=True)]
    return (*found, *map(defining, found[4:]), BY_HAND)


BY_HAND = Refuted(
    "by hand, with a RAT lemma that needs hints",
    ((-3, 1), (-3, 2), (1, 4), (1, -4), (2, 5), (2, -5), (-1, -2)),
    "8 3 0 -1 3 4 -2 5 6 0\n9 1 0 8 1 0\n10 2 0 8 2 0\n11 0 9 10 7 0\n",
)
"""CaDiCaL's RAT lemmas define a variable, so that their candidates need no hints."""


def defining(given: Refuted) -> Refuted:
    """The same with a variable e for "1 and 2" in front, three lemmas that have RAT and nothing else; the last two have
    the first as their candidate."""
    last = len(given.clauses)
    new = max(abs(literal) for clause in given.clauses for literal in clause) + 1
    lines = [
        f"{last + 1} {new} -1 -2 0 0",
        f"{last + 2} -{new} 1 0 -{last + 1} 0",
        f"{last + 3} -{new} 2 0 -{last + 1} 0",
    ]

    def moved(word: str) -> str:
        number = int(word)
        return str(number + 3 * (1 if number > 0 else -1)) if abs(number) > last else word

    for line in given.proof.splitlines():
        words = line.split()
        hints = 2 if words[1] == "d" else words.index("0") + 1
        lines.append(" ".join([moved(words[0]), *words[1:hints], *map(moved, words[hints:])]))
    return Refuted(f"{given.name}, with a definition", given.clauses, "\n".join(lines) + "\n")


@cache
def satisfied() -> tuple[tuple[str, Clauses], ...]:
    """Formulas that have a model."""
    return (
        ("pigeonhole, a hole for each of 3", pigeons(3, 3)),
        ("van der Waerden 8 (3,3)", progressions(8, 3, 3)),
        *((f"satisfiable 3-SAT {seed}", random_clauses(9, seed, wanted=True)) for seed in range(3)),
    )


def pigeons(many: int, holes: int) -> Clauses:
    """So many pigeons, no two in one hole."""
    sits = [[p * holes + h + 1 for h in range(holes)] for p in range(many)]
    return (*map(tuple, sits), *((-a[h], -b[h]) for h in range(holes) for a, b in combinations(sits, 2)))


def progressions(n: int, first: int, second: int) -> Clauses:
    """No progression of `first` numbers up to n of one colour, nor of `second` numbers of the other."""
    return tuple(
        tuple(sign * (start + k * step) for k in range(length))
        for sign, length in ((1, first), (-1, second))
        for step in range(1, n)
        for start in range(1, n + 1 - (length - 1) * step)
    )


def parity(variables: int) -> Clauses:
    """x1 + ... + xn is even, and x1 + ... + xn is odd, by every clause over all of them; so no two literals agree."""
    signs = [[bool(number >> k & 1) for k in range(variables)] for number in range(1 << variables)]
    return tuple(tuple(v if sign else -v for v, sign in enumerate(row, 1)) for row in signs)


def random_clauses(variables: int, seed: int, *, wanted: bool) -> Clauses:
    """Three literals a clause, so many that few formulas have a model, or so few that most have; one as wanted."""
    dice = random.Random(f"{seed} {wanted}")
    while True:
        many = 3 * variables if wanted else 6 * variables
        clauses = tuple(
            tuple(v * dice.choice((1, -1)) for v in sorted(dice.sample(range(1, variables + 1), 3)))
            for _ in range(many)
        )
        if satisfiable(clauses) == wanted:
            return clauses


_SOLVE = """
import json, sys
from pathlib import Path
from workbench.checkers.sat.cadical import solve
from workbench.problems.cnf import CNF
for clauses, path in json.load(sys.stdin):
    formula = CNF(max(abs(x) for clause in clauses for x in clause), tuple(map(tuple, clauses)))
    assert solve(formula, Path(path), 0, likely=False) is None, "a model of a formula that should have none"
"""


def cadical(formulas: Sequence[Clauses]) -> list[str]:
    """CaDiCaL's LRAT proofs, in text, that these have no model."""
    with tempfile.TemporaryDirectory(prefix="workbench-soundness-") as name:
        paths = [Path(name) / f"{number}.lrat" for number in range(len(formulas))]
        jobs = [(formula, str(path)) for formula, path in zip(formulas, paths, strict=True)]
        subprocess.run([sys.executable, "-c", _SOLVE], input=json.dumps(jobs), text=True, check=True, timeout=300)
        return [path.read_text(encoding="ascii") for path in paths]
