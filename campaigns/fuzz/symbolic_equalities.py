"""Equalities at random that hold, or nearly, with certificates; and those of 1 MB."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from random import Random
from typing import Any

from campaigns.fuzz.parts import MB, PART

IDENTITIES = (
    ("(A + B)^2", "A^2 + 2*A*B + B^2"),
    ("A*(B + C)", "A*B + A*C"),
    ("(A - B)*(A + B)", "A^2 - B^2"),
    ("sin(A)^2 + cos(A)^2", "1"),
    ("exp(A)*exp(B)", "exp(A + B)"),
    ("A + B", "B + A"),
    ("A - A", "0"),
    ("2*sin(A)*cos(A)", "sin(2*A)"),
    ("A^3 - B^3", "(A - B)*(A^2 + A*B + B^2)"),
    ("sqrt(A^2)", "abs(A)"),
    ("A/B", "(A*C)/(B*C)"),
    ("1/(A*A + 1) + 1", "(A^2 + 2)/(A^2 + 1)"),
    ("abs(A)^2", "A^2"),
    ("log(exp(A))", "A"),
    ("exp(log(A))", "A"),
    ("(A*B)^2", "A^2*B^2"),
    ("sqrt(A)^2", "A"),
    ("cos(A + B)", "cos(A)*cos(B) - sin(A)*sin(B)"),
)
"""Some hold, some in part only; an expression is put in for each letter."""
SMALL = ("x", "y", "1", "2", "x + 1", "2*x", "x*y", "x - y", "x/2", "-x", "x^2")
PROOFS: tuple[Any, ...] = (
    {"by": "expansion"},
    {"by": "expansion"},
    {"by": "expansion", "form": None},
    {"by": "values"},
    {"by": "range"},
    {"by": "counterexample", "at": {"x": "2", "y": "3"}},
    {"by": "counterexample", "at": {"x": "-1/2", "y": "-1"}},
)


def certificate_bytes(number: int) -> bytes:
    """An equality that holds, or nearly, and what is said to prove it or its opposite."""
    random = Random(number)
    left, right = random.choice(IDENTITIES)
    for letter in "ABC":
        value = random.choice(SMALL)
        left, right = (side.replace(letter, f"({value})") for side in (left, right))
    if random.random() < 0.3:  # not quite
        at = random.randrange(len(right))
        right = right[:at] + random.choice("012xy+-*") + right[at + random.choice((0, 1)) :]
    domains = {
        name: random.choice(("real", "real", "complex", "positive", "integer", "natural")) for name in ("x", "y")
    }
    senses = ("expressions", "expressions", "expressions", "polynomials", "rational functions")
    proof = json.loads(json.dumps(random.choice(PROOFS)))
    for _ in range(random.choice((0, 0, 0, 1))):
        proof[random.choice([*proof, "at", "form"])] = random.choice(
            (None, "", "x", "1/0", [], {}, {"x": "1/0"}, {"z": 1}, 3, "sympy", {"x": "1", "y": "1"})
        )
    body = {"left": left, "right": right, "variables": domains, "equal_as": random.choice(senses)}
    by = proof.get("by")
    question = {"kind": "identity", "body": body, "certified": by if isinstance(by, str) else "expansion"}
    return json.dumps(question).encode() + PART + json.dumps({"proof": proof}).encode()


def large_certificates() -> Iterator[tuple[str, bytes]]:
    """Questions of which the expressions or the certificate are of 1 MB or hard to judge, each with a name."""

    def asked(left: str, right: str, proof: bytes, **variables: str) -> bytes:
        body = {"left": left, "right": right, "variables": variables or {"x": "real"}, "equal_as": "expressions"}
        kind = re.search(rb'"by": *"([a-z]*)"', proof)
        named = kind[1].decode() if kind else "expansion"
        return json.dumps({"kind": "identity", "body": body, "certified": named}).encode() + PART + proof

    expansion = b'{"proof": {"by": "expansion"}}'
    yield "brackets", asked("x", "x", b"[" * (MB - 200))
    yield (
        "a form of 199,000 signs",
        asked("x", "x", b'{"proof": {"by": "expansion", "form": "%s"}}' % (b"x+" * 99_000 + b"x")),
    )
    yield "a form of 1 MB", asked("x", "x", b'{"proof": {"by": "expansion", "form": "%s"}}' % (b"x" * (MB - 200)))
    yield (
        "a point of many digits",
        asked("x", "x + 1", b'{"proof": {"by": "counterexample", "at": {"x": "%s"}}}' % (b"9" * 99_000)),
    )
    yield "a power beyond all", asked("(x + y)^1000", "(y + x)^1000", expansion, x="real", y="real")
    yield "(x + 1)^5000", asked("(x + 1)^5000", "(1 + x)^5000", expansion)
    yield "powers of powers", asked("2^2^2^2^2^2^2", "1", expansion)
    yield "a sum of 9,000 terms", asked("+".join(["x"] * 9_000), "9000*x", expansion)
    yield "a product of 5,000 sums", asked("*".join(["(x+1)"] * 3_000), "(x+1)^3000", expansion)
    yield "many functions", asked("+".join(f"sin({at}*x)" for at in range(2_000)), "0", expansion)
    yield "many roots", asked("+".join(f"sqrt({at})" for at in range(2, 900)), "0", b'{"proof": {"by": "values"}}')
    yield "factorials", asked("100000!", "1", b'{"proof": {"by": "values"}}')
    yield "a huge range", asked("x", "x", b'{"proof": {"by": "range"}}', x="integer")
    yield "digits", asked("9" * 99_000, "9" * 99_000, b'{"proof": {"by": "values"}}')
    yield "a product of digits", asked("*".join(["9" * 900] * 200), "1", b'{"proof": {"by": "values"}}')
