"""Answers of the audit at random, sound or not, and those of 1 MB."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from campaigns.fuzz.lean_lines import change, lines
from campaigns.fuzz.parts import MB, PART
from workbench.checkers.lean.judge import AXIOMS

NONCE = "0123456789abcdef"
"""Of our run: a line without it is of another."""
ASKED = ("t", "d", "u")
"""Declarations that the audit is asked about."""


def audit_bytes(number: int) -> bytes:
    """An answer about a few constants at random, sound or not, and altered."""
    random = Random(number)
    names = ["t", "d", "I", "I.mk", "a", "b", "propext", "sorryAx", "bad"]
    good = random.random() < 0.6
    entries: list[dict[str, Any]] = []
    for name in names:
        kind = {
            "t": "theorem",
            "d": "def",
            "I": "inductive",
            "I.mk": "constructor",
            "propext": "axiom",
            "sorryAx": "axiom",
            "bad": "axiom",
        }
        own = name not in ("propext", "sorryAx") and (name != "bad" or random.random() < 0.5)
        others = ["d", "I", "a", "b", "propext"] if good or random.random() < 0.6 else names
        uses = random.sample(others, random.choice((0, 0, 1, 1, 2))) if kind.get(name) != "axiom" else []
        entry: dict[str, Any] = {
            "nonce": NONCE,
            "line": "constant",
            "name": name,
            "module": 1 if own else 0,
            "kind": kind.get(name, "theorem"),
            "unsafe": False,
            "partial": False,
            "own": own,
            "type_uses": random.sample(others, random.choice((0, 0, 1))),
            "uses": uses,
            "levels": [],
            "type": AXIOMS.get(name, f"type of {name}"),
            "reads": name,
        }
        if kind.get(name) == "axiom":
            entry["type_uses"] = []
        if kind.get(name) == "def":
            entry["value"] = "0"
        entries.append(entry)
    head: list[dict[str, Any]] = [
        {"nonce": NONCE, "line": "lean", "version": "4", "githash": "g", "modules": ["Init.Core", "A", "B"]},
        {"nonce": NONCE, "line": "present", "ask": "t", "name": "t"},
        {"nonce": NONCE, "line": "present", "ask": "d", "name": random.choice(("d", "d", "I", "a"))},
        {"nonce": NONCE, "line": "absent", "ask": "u"},
        {"nonce": NONCE, "line": "own", "constants": 7, "reserved": []},
    ]
    every = [*head, *entries, {"nonce": NONCE, "line": "done"}]
    if not good:
        for _ in range(random.choice((0, 1, 1, 2))):
            match random.choice((0, 1, 2, 2, 2, 3, 3, 4)):
                case 0:
                    every.pop(random.randrange(len(every)))
                case 1:
                    every.insert(random.randrange(len(every)), random.choice(every))
                case 2:
                    one = random.choice(entries)
                    one[random.choice(("unsafe", "partial", "own"))] = random.random() < 0.5
                case 3:
                    random.choice(entries)["kind"] = random.choice(("opaque", "axiom", "theorem", "quot", "x"))
                case _:
                    change(random.choice(every), random)
    again = random.choice((7, 7, 7, 7, 7, 6)) if not good else 7
    mode = random.choice((b"embedded\n", b"official\n"))
    return mode + lines(*every) + PART + lines({"nonce": NONCE, "line": "replayed", "constants": again})


def _constant(name: str, uses: Sequence[str], **more: Any) -> dict[str, Any]:
    return {
        "nonce": NONCE,
        "line": "constant",
        "name": name,
        "module": 1,
        "kind": "def",
        "unsafe": False,
        "partial": False,
        "own": True,
        "type_uses": [],
        "uses": list(uses),
        "type": "",
        "value": "",
        **more,
    }


def large_audits() -> Iterator[tuple[str, bytes]]:
    """Answers of 1 MB that are deep, wide or broken, each with a name."""

    def whole(*constants: dict[str, Any], names: Sequence[str] = ("t",)) -> bytes:
        head = [
            {"nonce": NONCE, "line": "lean", "version": "4", "githash": "g", "modules": ["Init", "A"]},
            *({"nonce": NONCE, "line": "present", "ask": ask, "name": "t"} for ask in ASKED),
            {"nonce": NONCE, "line": "own", "constants": 7, "reserved": []},
        ]
        every = lines(*head, *constants, {"nonce": NONCE, "line": "done"})
        return b"embedded\n" + every + PART + lines({"nonce": NONCE, "line": "replayed", "constants": 7})

    many = 3_700
    chain = [_constant(f"c{at}", [f"c{at + 1}"]) for at in range(many)]
    yield "a chain", whole(_constant("t", ["c0"]), *chain, _constant(f"c{many}", []))
    yield "a circle", whole(_constant("t", ["c0"]), *chain, _constant(f"c{many}", ["t"]))
    marks = [_constant(f"c{at}", [], kind="opaque") for at in range(2_400)]
    ladder = [_constant(f"d{at}", [f"d{at + 1}", f"c{at}"]) for at in range(2_400)]
    yield (
        "a chain in which each rests on one opaque constant more",
        whole(_constant("t", ["d0"]), *marks, *ladder, _constant("d2400", [])),
    )
    names = [f"e{at}" for at in range(350)]
    yield "all rest on all", whole(_constant("t", names), *(_constant(name, names) for name in names))
    yield "one that rests on one 100,000 times", whole(_constant("t", ["t"] * 180_000))
    yield "a type of 1 MB", whole(_constant("t", [], type="x" * (MB - 2_000)))
    yield "500,000 brackets", b"embedded\n" + b'{"x":' + b"[" * (MB // 2) + b"\n"
    yield "a million empty lines", b"embedded\n" + b"\n" * MB
    yield (
        "a number of a million digits",
        whole(_constant("t", [])).replace(b'"module": 1', b'"module": ' + b"9" * (MB - 2_000)),
    )
