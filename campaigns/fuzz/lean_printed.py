"""Formulas that Lean prints: only the encoder's own clauses are accepted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

from campaigns.fuzz.numbered import inputs
from campaigns.fuzz.parts import MB
from campaigns.fuzz.reader import Reader
from workbench.checkers.base import RejectedCertificate
from workbench.dispatch.encodings import Clauses
from workbench.problems.spec import family_problem

PRINTED = family_problem("schur", {"n": 4, "colours": 2})


@cache
def _clauses() -> bytes:
    from workbench.problems.spec import family_of

    family, parameters = family_of(PRINTED)
    return b"".join(
        (" ".join(map(str, (*clause, 0))) + "\n").encode() for clause in family.encode(parameters).plain.clauses
    )


def read_printed(data: bytes, scratch: Path) -> str:
    """Lean's print of a formula: only the encoder's own clauses are accepted, in their order."""
    path = scratch / "clauses"
    path.write_bytes(data)
    try:
        Clauses("F", "Lean").judge(PRINTED, "clauses", path)
    except RejectedCertificate:
        return "refused"
    said = [[int(word) for word in line.split()] for line in data.decode("ascii").splitlines()]
    assert said == [[int(word) for word in line.split()] for line in _clauses().splitlines()], "another formula"
    return "accepted"


def printed_bytes(number: int) -> bytes:
    """The clauses, or nearly."""
    random = Random(number)
    clauses = _clauses().splitlines(keepends=True)
    for _ in range(random.choice((0, 1, 1, 2))):
        at = random.randrange(len(clauses))
        match random.randrange(5):
            case 0:
                clauses.pop(at)
            case 1:
                clauses.insert(at, clauses[random.randrange(len(clauses))])
            case 2:
                clauses[at] = clauses[at].replace(b"1", random.choice((b"-1", b"2", b"01", b"+1", b"1.0")), 1)
            case 3:
                clauses[at] = (
                    random.choice((b" ", b"", b"\t"))
                    + clauses[at].rstrip()
                    + random.choice((b" \n", b"\r\n", b"", b"\x0c"))
                )
            case _:
                clauses[at] = b" ".join(reversed(clauses[at].split())) + b"\n"
    return b"".join(clauses)


def _large_printed() -> Iterator[tuple[str, bytes]]:
    yield "a million empty lines", b"\n" * MB
    yield "the formula again and again", _clauses() * (MB // len(_clauses()))
    yield "a line of 1 MB", b"1 " * (MB // 2)
    yield "no text", b"\xff" * MB


READER = Reader(
    "formulas that Lean prints",
    inputs(printed_bytes, (b" 0\n", b"-", b"0", b"\x1c", b"\x85", b"01")),
    read_printed,
    _large_printed,
)
