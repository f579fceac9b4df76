"""Ledgers of cubes: read twice they say the same, and no cube is lost or refuted by nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from campaigns.fuzz.carried import JSON_WORDS
from campaigns.fuzz.numbered import inputs
from campaigns.fuzz.parts import MB
from campaigns.fuzz.reader import Reader
from workbench.sweep.cubes.ledger import Ledger


def read_ledger(data: bytes, scratch: Path) -> str:
    """Opened twice it says the same, its cubes are as many as its leaves, and none is refuted that is no leaf."""
    path = scratch / "cubes.jsonl"
    path.write_bytes(data)
    states = []
    for _ in range(2):
        with Ledger(path, "f", "lrat", "p") as ledger:
            waiting = ledger.waiting()
            leaves = [leaf for root in ledger.roots for leaf in ledger.leaves_of(root)]
            assert len(set(leaves)) == len(leaves), "a cube is there twice"
            assert set(ledger.refuted) <= set(leaves), "what is no leaf is refuted"
            assert len(waiting) + len(ledger.refuted) == len(leaves), "a cube is lost"
            for cube, proved in ledger.refuted.items():
                assert proved.cube == cube and b'"refuted"' in data, "a cube counts that no line refutes"
            states.append((ledger.roots, leaves, dict(ledger.refuted)))
    assert states[0] == states[1], "read again, it is another"
    return "accepted"


def ledger_bytes(number: int) -> bytes:
    """A ledger as a run writes it, altered here and there; the checks of its lines are right mostly."""
    random = Random(number)
    entries: list[Any] = [{"ledger": 1, "formula": "f", "checker": "lrat", "problem": "p"}]
    leaves: list[list[int]] = [[1], [-1, 2], [-1, -2]] if random.random() < 0.8 else [[]]
    entries.append({"plan": [list(leaf) for leaf in leaves]})
    for proof in range(random.randint(0, 6)):
        leaf = leaves[random.randrange(len(leaves))]
        if random.random() < 0.4:
            into = [[*leaf, 9 + proof], [*leaf, -9 - proof]]
            entries.append({"split": leaf, "into": into, "cost": [1.0, 2]})
            leaves += into
        else:
            entries.append(
                {"refuted": leaf, "sha256": "0" * 64, "bytes": 7, "number": proof + 1, "cost": [0, 0.5], "where": ""}
            )
        if random.random() < 0.1:
            entries.append({"gone": [leaf]})
    for _ in range(random.choice((0, 0, 1, 1, 2))):
        at = random.randrange(len(entries))
        if random.random() < 0.2:
            entries.insert(random.randint(0, len(entries)), entries[at])
        elif isinstance(entries[at], dict):
            entries[at] = {**entries[at], random.choice(list(entries[at])): random.choice(LEDGER_ODD)}
    lines = []
    for entry in entries:
        body = json.dumps(entry, separators=(",", ":")).encode()
        if random.random() < 0.03:
            body = body.replace(b"1", random.choice((b"[", b"NaN", b"1e999", b"\xff", b"9" * 5000)))
        digest = hashlib.sha256(body).hexdigest()[:16].encode()
        lines.append(body + b"\t" + (digest if random.random() < 0.98 else b"0" * 16) + b"\n")
    return b"".join(lines)


LEDGER_ODD: tuple[Any, ...] = (
    *(None, 0, 1, -1, 2**53, 10**400, "x", [], {}, [[]], [[1], [1]], [[1, 2], [1, 2]], [[1, 2], [1, 3], [-1]]),
    *([0], [1, 1], [True], [1.0], [10**400, 0], ["1", "2"], [float("nan"), 0], float("inf"), [[1], [-1]], [[]], [None]),
)


def _lined(*entries: Any) -> bytes:
    bodies = [json.dumps(entry, separators=(",", ":")).encode() for entry in entries]
    return b"".join(body + b"\t" + hashlib.sha256(body).hexdigest()[:16].encode() + b"\n" for body in bodies)


def _large_ledgers() -> Iterator[tuple[str, bytes]]:
    head = {"ledger": 1, "formula": "f", "checker": "lrat", "problem": "p"}
    cost = {"cost": [0, 0]}
    twice = [{"split": list(range(1, at + 1)), "into": [list(range(1, at + 2))] * 2, **cost} for at in range(60)]
    yield "cubes that double with each line", _lined(head, {"plan": [[]]}, *twice)
    chain: list[Any] = [
        {"split": [*range(1, at + 1)], "into": [[*range(1, at + 2)], [*range(1, at + 1), -at - 1]], **cost}
        for at in range(350)
    ]
    yield "a deep tree", _lined(head, {"plan": [[]]}, *chain)
    yield "a plan of 100,000 cubes", _lined(head, {"plan": [[at] for at in range(1, 130_000)]})
    yield "a cube of 150,000 literals", _lined(head, {"plan": [[*range(1, 150_000)]]})
    gone = [{"gone": [[1]] * 20} for _ in range(9_000)]
    yield "what is gone again and again", _lined(head, {"plan": [[1], [-1]]}, *gone)
    body = b'{"plan":' + b"[" * (MB - 60)
    yield "a million brackets", _lined(head) + body + b"\t" + hashlib.sha256(body).hexdigest()[:16].encode() + b"\n"
    body = b'{"plan":[[' + b"9" * (MB - 60) + b"]]}"
    yield (
        "a number of a million digits",
        _lined(head) + body + b"\t" + hashlib.sha256(body).hexdigest()[:16].encode() + b"\n",
    )
    yield "a million empty lines", b"\n" * MB
    yield "a line of 1 MB", b"x" * MB


READER = Reader("ledgers of cubes", inputs(ledger_bytes, (b"\t", *JSON_WORDS)), read_ledger, _large_ledgers)
