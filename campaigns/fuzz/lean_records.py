"""Records of audits: what is accepted answers the question, of these sources, and rests on nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from campaigns.fuzz.lean_lines import ODD, WORDS
from campaigns.fuzz.numbered import inputs
from campaigns.fuzz.parts import MB
from campaigns.fuzz.reader import Reader
from workbench.checkers.base import RejectedCertificate
from workbench.checkers.lean.checker import KIND, LeanJudge
from workbench.checkers.lean.judge import AXIOMS
from workbench.lean.modules import Module, Modules
from workbench.problems.declaration import THEOREM, Declaration

SOURCES = {"A": "a" * 64, "B": "b" * 64}
TOLD = "lean 4 core audit"
QUESTION = Declaration("t", THEOREM)


@cache
def _modules() -> Modules:
    def module(name: str, *imports: str) -> Module:
        return Module(name, Path(f"/nowhere/{name}.lean"), f"{name}.lean", imports, SOURCES[name], frozenset({"t"}))

    return Modules({"A": module("A", "B"), "B": module("B")})


def read_record(data: bytes, scratch: Path) -> str:
    """The record of an audit: what is accepted answers this question, of these sources, with nothing missing."""
    path = scratch / "record.json"
    path.write_bytes(data)
    try:
        found = LeanJudge(_modules(), TOLD).judge(QUESTION, KIND, path)
    except RejectedCertificate:
        return "refused"
    record = json.loads(data)
    asked = record["asked"]
    assert (asked["name"], asked["wants"], asked["file"], record["lean"]["told"]) == ("t", THEOREM, None, TOLD)
    assert record["kind"] == "theorem" and record["states"] and record["replayed"] is True
    assert not record["sorry"] or record["sorry"] not in ("proof", "statement"), "it rests on sorry"
    assert not record["doubtful"] and record["rests_on"] and record["tier"] in ("kernel", "certificate")
    for name, module, type_, own in record["axioms"]:
        assert not own and AXIOMS.get(name) == type_ and module.split(".")[0] == "Init", "it rests on another axiom"
    needed = {"A": SOURCES, "B": {"B": SOURCES["B"]}}.get(record["module"], {})
    assert record["sources"] == needed, "it is of other sources"
    assert found.tier == record["tier"]
    return "accepted"


def record_bytes(number: int) -> bytes:
    """A record as `dispatch.lean` writes it, altered."""
    random = Random(number)
    record: dict[str, Any] = {
        "format": 1,
        "asked": {"name": "t", "wants": THEOREM, "file": None},
        "lean": {"version": "4", "githash": "g", "told": TOLD},
        "name": "t",
        "module": "A",
        "file": "A.lean",
        "kind": "theorem",
        "own": True,
        "states": "theorem 1 = 1",
        "axioms": [["propext", "Init.Core", AXIOMS["propext"], False]],
        "sorry": "",
        "doubtful": [],
        "replayed": True,
        "sources": SOURCES,
        "command": ["lean"],
        "toolchain": "Lean",
        "tier": "certificate",
        "rests_on": ["own core"],
    }
    for _ in range(random.choice((0, 0, 1, 1, 2))):
        table = random.choice((record, record, record["asked"], record["lean"]))
        if isinstance(table, dict) and table:
            table[random.choice(list(table))] = random.choice(
                (*ODD, "kernel", "computation", "proof", "B", {"B": "b" * 64}, [["bad", "A", "False", False]], False)
            )
    return json.dumps(record).encode()


def _large_records() -> Iterator[tuple[str, bytes]]:
    right = json.loads(record_bytes(0))
    yield "a statement of 1 MB", json.dumps({**right, "states": "x" * (MB - 2_000)}).encode()
    yield "10,000 axioms", json.dumps({**right, "axioms": [["a", "A", "x", False]] * 30_000}).encode()
    yield "sources without end", json.dumps({**right, "sources": {str(at): "x" for at in range(60_000)}}).encode()
    yield "500,000 brackets", b'{"format":' + b"[" * (MB // 2)
    yield "a number of a million digits", b'{"format":' + b"9" * (MB - 20) + b"}"


READER = Reader("records of audits", inputs(record_bytes, WORDS), read_record, _large_records)
