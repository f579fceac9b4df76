"""Expressions of the symbolic checker: the grammar reads what Python's reads, and what it wrote itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random

from campaigns.fuzz.numbered import inputs
from campaigns.fuzz.parts import MB
from campaigns.fuzz.reader import Reader
from campaigns.fuzz.symbolic_values import by_python, exact
from workbench.checkers.symbolic.grammar import NotUnderstood, parse
from workbench.checkers.symbolic.tree import text as text_of_tree


def read_expression(data: bytes, scratch: Path) -> str:
    """What the grammar reads means what Python's grammar reads, and the same when it is written and read again."""
    text = data.decode("utf-8", "replace")
    try:
        tree = parse(text)
    except NotUnderstood:
        return "refused"
    if len(data) > 10**4:
        return "accepted"
    try:
        again = parse(text_of_tree(tree))
    except NotUnderstood as error:
        if "deep" not in str(error):
            raise
        return "accepted, too deep to be written and read"
    for point in ({"x": Fraction(2), "y": Fraction(-3)}, {"x": Fraction(1, 3), "y": Fraction(5)}):
        value = exact(tree, point)
        if value is None:
            continue
        assert exact(again, point) == value, "written and read again, it has another value"
        if re.fullmatch(r"[0-9xy+\-*/^() ]{1,300}", text):
            theirs = by_python(text, point)
            assert theirs is None or theirs == value, "Python reads another value"
    return "accepted"


def expression_bytes(number: int) -> bytes:
    """An expression at random, of arithmetic alone or of all that the grammar has."""
    random = Random(number)
    return _expression(random, random.randint(1, 5), random.random() < 0.5).encode()


def _expression(random: Random, depth: int, plain: bool) -> str:
    def inner() -> str:
        return _expression(random, depth - 1, plain)

    if depth == 0 or random.random() < 0.15:
        return random.choice(
            ("x", "y", "1", "2", "3", "10", "x", "y") if plain else ("x", "pi", "e", "0.5", "1e3", "y", "7")
        )
    match random.randrange(9 if plain else 14):
        case 0 | 1 | 2:
            return f"{inner()}{random.choice((' + ', '-', '*', '/', ' - ', ' * '))}{inner()}"
        case 3:
            return f"({inner()})"
        case 4:
            return f"-{inner()}"
        case 5 | 6:
            return f"({inner()}){random.choice(('*', '/', '^', '+', '-'))}({inner()})"
        case 7:
            return f"{random.choice(('x', '2', 'y', '(x + y)'))}^{random.choice(('2', '3', '-1', 'y', '2^2', '-2'))}"
        case 8:
            return f"{inner()}*{inner()}"
        case 9:
            return (
                f"{random.choice(('sqrt', 'sin', 'exp', 'log', 'abs', 'floor', 'factorial', 'cot', 'asin'))}({inner()})"
            )
        case 10:
            return f"{random.choice(('binomial', 'mod', 'max', 'gcd', 'log', 'root'))}({inner()}, {inner()})"
        case 11:
            return f"{random.choice(('sum', 'product'))}({inner()}, k={inner()}..{inner()})"
        case 12:
            return f"{random.choice(('integrate', 'diff', 'limit'))}({inner()}, x{random.choice(('', ', 0', '=0..1'))})"
    return f"{inner()}{random.choice(('!', ' = ', ' < ', ' and ', ', ', '..', ' or ', '**', '·', '≤'))}{inner()}"


def _large_expressions() -> Iterator[tuple[str, bytes]]:
    yield "a million digits", b"9" * MB
    yield "99,999 digits", b"9" * 99_999
    yield "a power of ten", b"1e10000" + b" + 1e10000" * 6_000
    yield "100,000 brackets", b"(" * 100_000
    yield "a million minus signs", b"-" * MB
    yield "199,000 minus signs", b"-" * 19_000 + b"1"
    yield "a long sum", b"x" + b"+x" * 9_900
    yield "a long product", b"x" + b"*2" * 9_900
    yield "a long quotient", b"x" + b"/3" * 9_900
    yield "powers of powers", b"2" + b"^2" * 50_000
    yield "a row of quotients of numbers", b"9" * 999 + (b"/" + b"7" * 999) * 199
    yield "blanks", b" " * MB
    yield "a name of 1 MB", b"x" * MB
    yield "a name of 199,999 letters", b"x" * 199_999
    yield "sums in sums", b"sum(" * 60 + b"1" + b", k=1..9)" * 60


READER = Reader(
    "symbolic expressions",
    inputs(
        expression_bytes,
        (b"^", b"**", b"(", b")", b"-", b"!", b"..", "·".encode(), "−".encode(), b"1e9", b"e", b"sum(k,k=1..3)"),
    ),
    read_expression,
    _large_expressions,
)
