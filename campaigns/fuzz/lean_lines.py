"""JSON as processes with Lean write it, an entry a line, and how it is altered."""

from __future__ import annotations

import json
from random import Random
from typing import Any


def lines(*entries: Any) -> bytes:
    """JSON, an entry a line."""
    return b"".join(json.dumps(entry).encode() + b"\n" for entry in entries)


WORDS = (
    b"[",
    b"]",
    b"{",
    b"}",
    b'"',
    b",",
    b"null",
    b"true",
    b"false",
    b"\\ud800",
    b"\\u0000",
    b"[" * 1100,
    b"1e999",
    b"\n",
)
"""Bytes that mean something in these lines, for `mutated`."""
ODD: tuple[Any, ...] = (
    None,
    "",
    "x",
    -1,
    0,
    2**63,
    2**64,
    1e300,
    [],
    {},
    [[]],
    True,
    "propext",
    "⏎\n",
    "t",
    "sorryAx",
    ["t"],
    ["bad"],
)
"""Values that are put where others were."""


def change(entry: dict[str, Any], random: Random) -> None:
    """Puts something odd under up to two keys, in place."""
    for _ in range(random.choice((0, 0, 0, 1, 2))):
        entry[random.choice([*entry, "more"])] = random.choice(ODD)
