"""What a child leaves in place of its claim: no answer, whatever it is, and nobody waits for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbench.checkers.base import MOST_CLAIM_BYTES
from workbench.checkers.sat.checker import SatChecker
from workbench.checkers.smt.checker import SmtChecker
from workbench.checkers.symbolic.checker import SymbolicChecker


@pytest.mark.parametrize("checker", [SatChecker(), SmtChecker(), SymbolicChecker()], ids=lambda one: one.name)
@pytest.mark.parametrize("left", ["nothing", "pipe", "folder", "loop", "large", "deep", "bytes", "list", "number"])
def test_it_is_no_answer(checker: SatChecker | SmtChecker | SymbolicChecker, left: str, tmp_path: Path) -> None:
    path = tmp_path / "claim.json"
    match left:
        case "pipe":  # to read it would take for ever
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "loop":
            path.symlink_to(path)
        case "large":
            path.write_bytes(b'{"answer": null, "reason": "", "tool": "", "failed": false}'.ljust(MOST_CLAIM_BYTES + 1))
        case "deep":
            path.write_bytes(b"[" * 100_000)
        case "bytes":
            path.write_bytes(b'{"answer": "\xff"}')
        case "list":
            path.write_bytes(b"[1]")
        case "number":
            path.write_bytes(b"9" * 10_000)
    claim = checker.claim(tmp_path)
    assert claim.answer is None and claim.certificate is None and claim.failed
    assert claim.reason.endswith("ended without an answer")
