"""JSON from a child of Lean's that is nested too deeply, or is no UTF-8, is a sentence and no traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.checkers.base import RejectedCertificate
from workbench.checkers.lean.checker import KIND, LeanJudge
from workbench.checkers.lean.facts import BrokenAnswer, read_answer
from workbench.checkers.lean.messages import parse_messages
from workbench.checkers.lean.reach import MOST, reached
from workbench.lean.modules import Modules
from workbench.problems.declaration import Declaration

DEEP = b'{"x":' + b"[" * 100_000 + b"]" * 100_000 + b', "nonce": "n", "line": "done"}\n'
SAID = b'{"severity":"error","data":"wrong","pos":{"line":1,"column":0}}\n'


@pytest.mark.parametrize("line", [DEEP, b'{"nonce": "\xff", "line": "done"}\n'], ids=["deep", "no text"])
def test_an_answer(line: bytes) -> None:
    with pytest.raises(BrokenAnswer, match="cannot be read"):
        read_answer(line, None, "n", ["t"])


def test_messages() -> None:
    assert [one.text for one in parse_messages(DEEP + SAID + b"\xff\n", "A.lean")] == ["wrong"]


@pytest.mark.parametrize(
    "record", [DEEP, b'{"format": 1, "name": "\xff"}', b'{"format":' + b"[" * 100_000], ids=["deep", "no text", "cut"]
)
def test_a_record(record: bytes, tmp_path: Path) -> None:
    (tmp_path / "record.json").write_bytes(record)
    judge = LeanJudge(Modules({}), "v")
    with pytest.raises(RejectedCertificate, match="no record of an audit"):
        judge.judge(Declaration("t", "theorem"), KIND, tmp_path / "record.json")


def test_a_project_with_thousands_of_opaque_constants_takes_no_gigabytes() -> None:
    """Each constant was said to rest on all that those below it rest on: of 1 MB, millions of entries."""
    many = 2_000
    after = {f"d{at}": [f"d{at + 1}", f"o{at}"] for at in range(many)} | {f"d{many}": []}
    after |= {f"o{at}": [] for at in range(many)}
    marks = frozenset(f"o{at}" for at in range(many))
    found = reached(after, after.__getitem__, marks)
    assert found["d0"] <= marks and len(found["d0"]) == MOST
    assert found[f"d{many - 10}"] == {f"o{at}" for at in range(many - 10, many)}
    assert sum(len(one) for one in found.values()) <= MOST * len(after)
