"""Pythagorean triples as a formula, reduced, and a model as a colouring of all numbers."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd, isqrt
from typing import Any

from workbench.problems.cnf import Encoding
from workbench.problems.families.colouring import colour_choice, colouring, colours_of

Triple = tuple[int, int, int]

REDUCTION = (
    "reduction:single-triple. A number that lies in exactly one triple (of those still there) is dropped with its "
    "triple, again and again. Colour the numbers that are left so that no triple left is monochromatic, then give the "
    "dropped ones back in reverse order: when a number returns, all triples left that hold it are the one it was "
    "dropped with, and as there are two colours or more, one of them keeps that triple from being monochromatic. "
    "Numbers in no triple may have any colour."
)


def encode(n: int, colours: int) -> Encoding:
    """The formula of the family's docstring, of which only triples that survive the reduction are kept."""
    triples = euclid(n)
    plain = colouring(n, colours, [triples] * colours)
    if colours == 1:  # then a number that returns has no other colour to take
        return Encoding(plain, plain.clauses, (), plain.variables)
    kept, _ = reduce(triples)
    clauses = colouring(n, colours, [kept] * colours).clauses
    if colours > 2:
        used = {number for triple in kept for number in triple}
        choices = tuple(colour_choice(number, colours) for number in sorted(used))
        clauses = choices + clauses[n:]
    return Encoding(plain, clauses, (), plain.variables, (REDUCTION,))


def decode(n: int, colours: int, model: Sequence[int]) -> dict[str, Any]:
    """The colouring that a model of the reduced formula describes, and of the numbers dropped (see REDUCTION)."""
    found = [0, *colours_of(model, n, colours)]
    _, dropped = reduce(euclid(n)) if colours > 1 else ((), ())
    for number, triple in reversed(dropped):
        if len({found[member] for member in triple}) == 1:
            found[number] = (found[number] + 1) % colours
    return {"colouring": found[1:]}


def euclid(n: int) -> list[Triple]:
    """All a < b < c <= n with a^2 + b^2 = c^2: multiples of p^2 - q^2, 2pq, p^2 + q^2 for coprime p > q of different
    parity (Elements X.29, lemma 1)."""
    triples = []
    for p in range(2, isqrt(n) + 1):
        for q in range(1 + p % 2, min(p, isqrt(n - p * p) + 1), 2):
            if gcd(p, q) == 1:
                a, b = sorted((p * p - q * q, 2 * p * q))
                c = p * p + q * q
                triples += [(a * k, b * k, c * k) for k in range(1, n // c + 1)]
    return sorted(triples)


def reduce(triples: Sequence[Triple]) -> tuple[list[Triple], list[tuple[int, Triple]]]:
    """The triples that are left when no number lies in exactly one, and what was dropped, in order."""
    holding: dict[int, set[Triple]] = {}
    for triple in triples:
        for number in triple:
            holding.setdefault(number, set()).add(triple)
    waiting = sorted(number for number, its in holding.items() if len(its) == 1)
    dropped = []
    while waiting:
        number = waiting.pop()
        if len(holding[number]) != 1:
            continue  # its last triple has gone with another number
        (triple,) = holding[number]
        dropped.append((number, triple))
        for member in triple:
            holding[member].remove(triple)
            if len(holding[member]) == 1:
                waiting.append(member)
    gone = {triple for _, triple in dropped}
    return [triple for triple in triples if triple not in gone], dropped
