"""200 Lean goals for a portfolio of tactics, in ten files of twenty: `python make_goals.py [FOLDER]`.

Writes `goals/KIND.lean`, whose theorems all end in `sorry`, and `goals.jsonl`, a problem a line as docs/sweep.md says.
Every goal is true, by how it was made: tautologies by their truth table, statements on numbers by computing them here,
the rest by shape. The same seed gives the same bytes. Nothing is chosen for any tactic; some goals fall to none.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

SEED = 1928
OF_EACH = 20
VARIABLES = ("p", "q", "r")

Table = tuple[bool, ...]
"""The truth of a formula for each assignment to VARIABLES."""


def formulas(
    chance: Random, depth: int, signs: dict[str, tuple[str, Callable[[bool, bool], bool]]]
) -> tuple[str, Table]:
    """A random formula with its truth table; `signs` are the binary connectives as written, and what they compute."""
    if depth == 0 or chance.random() < 0.15:
        place = chance.randrange(len(VARIABLES))
        return VARIABLES[place], tuple(row[place] for row in _rows())
    word = chance.choice(["not", *signs])
    left, of_left = formulas(chance, depth - 1, signs)
    if word == "not":
        return f"{'!' if 'xor' in signs else '¬'}({left})", tuple(not value for value in of_left)
    right, of_right = formulas(chance, depth - 1, signs)
    sign, compute = signs[word]
    return f"({left} {sign} {right})", tuple(map(compute, of_left, of_right))


def _rows() -> list[Table]:
    return list(itertools.product((False, True), repeat=len(VARIABLES)))


PROPOSITIONS: dict[str, tuple[str, Callable[[bool, bool], bool]]] = {
    "and": ("∧", lambda a, b: a and b),
    "or": ("∨", lambda a, b: a or b),
    "implies": ("→", lambda a, b: not a or b),
    "iff": ("↔", lambda a, b: a == b),
}
BOOLEANS: dict[str, tuple[str, Callable[[bool, bool], bool]]] = {
    "and": ("&&", lambda a, b: a and b),
    "or": ("||", lambda a, b: a or b),
    "xor": ("!=", lambda a, b: a != b),
}


def tautologies(chance: Random) -> str:
    """A propositional formula that is true whatever p, q and r are; classically, not always constructively."""
    while True:
        left, of_left = formulas(chance, 2, PROPOSITIONS)
        right, of_right = formulas(chance, 2, PROPOSITIONS)
        if left != right and not all(of_left) and all(not a or b for a, b in zip(of_left, of_right, strict=True)):
            return f"(p q r : Prop) : {left} → {right}"


def equivalences(chance: Random) -> str:
    """Two different propositional formulas with the same truth table."""
    while True:
        left, of_left = formulas(chance, 2, PROPOSITIONS)
        right, of_right = formulas(chance, 2, PROPOSITIONS)
        if left != right and of_left == of_right and len(set(of_left)) == 2:
            return f"(p q r : Prop) : {left} ↔ {right}"


def booleans(chance: Random) -> str:
    """Two different Boolean terms with the same truth table."""
    while True:
        left, of_left = formulas(chance, 2, BOOLEANS)
        right, of_right = formulas(chance, 2, BOOLEANS)
        if left != right and of_left == of_right and len(set(of_left)) == 2:
            return f"(p q r : Bool) : {left} = {right}"


def computations(chance: Random) -> str:
    """Closed arithmetic on natural numbers."""
    a, b, c, m = chance.randint(2, 99), chance.randint(2, 99), chance.randint(2, 999), chance.randint(2, 30)
    return chance.choice(
        (
            f": {a} * {b} + {c} = {a * b + c}",
            f": ({a} * {b} + {c}) % {m} = {(a * b + c) % m}",
            f": {a * b + c} / {m} = {(a * b + c) // m}",
            f": {a % 7 + 2} ^ {b % 9} = {(a % 7 + 2) ** (b % 9)}",
            f": {a * b} < {a * b + c}",
        )
    )


def bounded(chance: Random) -> str:
    """A statement about all numbers below a bound, true of each of them."""
    bound, m = chance.randint(4, 25), chance.randint(2, 9)
    if chance.random() < 0.5:
        most = max(n * n % m for n in range(bound))
        return f": ∀ n : Nat, n < {bound} → n * n % {m} ≤ {most}"
    return f": ∀ n : Nat, n < {bound} → n * n + {m} * n < {(bound - 1) ** 2 + m * (bound - 1) + 1}"


def sums(chance: Random) -> str:
    """Both sides have the same terms, in another order and other brackets."""
    letters = [chance.choice("abcd") for _ in range(chance.randint(3, 5))]
    other = letters[:]
    chance.shuffle(other)
    return f"(a b c d : Nat) : {_brackets(chance, letters, '+')} = {_brackets(chance, other, '+')}"


def products(chance: Random) -> str:
    """Distributivity, with the products commuted at random."""
    a, b, c = chance.sample("abcd", 3)
    left = f"{a} * ({b} + {c})" if chance.random() < 0.5 else f"({b} + {c}) * {a}"
    terms = [f"{x} * {y}" for x, y in (chance.sample([a, b], 2), chance.sample([a, c], 2))]
    chance.shuffle(terms)
    return f"(a b c d : Nat) : {left} = {' + '.join(terms)}"


def inequalities(chance: Random) -> str:
    """Order on natural numbers, from hypotheses or none."""
    a, b, c, d = chance.sample("abcd", 4)
    k = chance.randint(1, 9)
    return "(a b c d : Nat) " + chance.choice(
        (
            f": {a} ≤ {a} + {k} * {b}",
            f"(h : {a} < {b}) : {a} + {k} ≤ {b} + {k}",
            f"(h : {a} ≤ {b}) (g : {b} ≤ {c}) : {a} ≤ {c} + {d}",
            f"(h : {a} ≤ {b}) : {a} + {c} ≤ {b} + {c}",
            f"(h : {a} < {b}) (g : {b} < {c}) : {a} + 1 < {c}",
            f"(h : {a} ≤ {b}) (g : {c} ≤ {d}) : {a} + {c} ≤ {b} + {d}",
            f": {a} * {b} ≤ {a} * ({b} + {k})",
        )
    )


def lists(chance: Random) -> str:
    """Lists of natural numbers: computed, or for all lists."""
    numbers = [chance.randint(0, 9) for _ in range(chance.randint(2, 5))]
    shown = f"[{', '.join(map(str, numbers))}]"
    head, rest = numbers[0], f"[{', '.join(map(str, numbers[1:]))}]"
    return "(x y : Nat) (xs ys zs : List Nat) " + chance.choice(
        (
            f": ({shown} : List Nat).length = {len(numbers)}",
            f": ({head} :: {rest} : List Nat) = [{head}] ++ {rest}",
            f": (xs ++ {shown}).length = xs.length + {len(numbers)}",
            f": ({shown} ++ xs).length = xs.length + {len(numbers)}",
            ": (xs ++ ys).length = ys.length + xs.length",
            ": (xs ++ ys) ++ zs = xs ++ (ys ++ zs)",
            f": xs ++ [] = xs ++ ([] ++ []) ∨ x = {head}",
            f": (x :: xs ++ {shown}).length = xs.length + {len(numbers) + 1}",
        )
    )


def witnesses(chance: Random) -> str:
    """Something exists, and is not named."""
    a, b = chance.randint(2, 12), chance.randint(2, 12)
    return chance.choice(
        (
            f": ∃ n : Nat, n * {a} = {a * b}",
            f": ∃ n : Nat, {b} < n ∧ n < {b + 2}",
            f": ∃ n : Nat, n * n = {a * a}",
            f"(m : Nat) : ∃ n : Nat, n = m + {a}",
            f"(m : Nat) : ∃ n : Nat, m + {a} < n",
            f": ∃ n m : Nat, n + m = {a + b} ∧ n = {a}",
        )
    )


def _brackets(chance: Random, terms: Sequence[str], sign: str) -> str:
    if len(terms) == 1:
        return terms[0]
    split = chance.randint(1, len(terms) - 1)
    left, right = terms[:split], terms[split:]
    sides = (
        _brackets(chance, side, sign) if len(side) == 1 else f"({_brackets(chance, side, sign)})"
        for side in (left, right)
    )
    return f" {sign} ".join(sides)


KINDS: tuple[Callable[[Random], str], ...] = (
    *(tautologies, equivalences, booleans, computations, bounded),
    *(sums, products, inequalities, lists, witnesses),
)


def goals(seed: int = SEED) -> Iterator[tuple[str, list[str]]]:
    """Each kind with its twenty different statements."""
    chance = Random(seed)
    for kind in KINDS:
        found: dict[str, None] = {}
        while len(found) < OF_EACH:
            found.setdefault(kind(chance))
        yield kind.__name__, list(found)


def main(folder: Path) -> None:
    """Write everything."""
    (folder / "goals").mkdir(exist_ok=True)
    rows = []
    for kind, statements in goals():
        theorems = [f"theorem {kind}_{place:02} {says} := by sorry" for place, says in enumerate(statements, 1)]
        (folder / "goals" / f"{kind}.lean").write_text("\n\n".join(theorems) + "\n", encoding="utf-8", newline="\n")
        for place in range(1, len(statements) + 1):
            body = {"file": f"goals/{kind}.lean", "theorem": f"{kind}_{place:02}"}
            rows.append(json.dumps({"id": f"{kind}-{place:02}", "kind": "lean", "lean": body}) + "\n")
    (folder / "goals.jsonl").write_text("".join(rows), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
