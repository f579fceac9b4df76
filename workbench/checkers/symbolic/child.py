"""The process that answers one question: `python -m workbench.checkers.symbolic.child FOLDER`.

It reads `problem.json`, and leaves `claim.json`, written last and in one step, beside `certificate.json`. Nothing that
it says is believed before `SymbolicChecker.judge` has seen the certificate.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.problems.spec import Problem

QUESTION, CLAIM, CERTIFICATE = "problem.json", "claim.json", "certificate.json"


def question(problem: Problem) -> dict[str, Any]:
    """A problem as JSON: what the answer depends on."""
    return {"id": problem.id, "kind": problem.kind, "expect": problem.expect, "body": dict(problem.body)}


def problem_in(fields: Mapping[str, Any]) -> Problem:
    """The problem that `question` wrote."""
    return Problem(id=fields["id"], title="", kind=fields["kind"], expect=fields["expect"], body=fields["body"])


def answered(problem: Problem) -> dict[str, Any]:
    """A claim with its certificate within, as JSON."""
    from workbench.checkers.symbolic.judging import kind_of
    from workbench.checkers.symbolic.proposing import TOOL, propose

    found = propose(problem)
    kind = kind_of(found.certificate) if found.certificate is not None else None
    return {
        "answer": found.answer,
        "kind": kind,
        "certificate": found.certificate,
        "reason": found.reason,
        "failed": found.failed,
        "tool": TOOL,
    }


def free_digits() -> None:
    """In a child, integers of any length may be printed: what they may cost is limited from outside."""
    sys.set_int_max_str_digits(0)


def main(folder: Path) -> None:
    """Answer the question in `folder`."""
    free_digits()
    claim = answered(problem_in(json.loads((folder / QUESTION).read_bytes())))
    certificate = claim.pop("certificate")
    if certificate is not None:
        (folder / CERTIFICATE).write_text(json.dumps(certificate) + "\n", encoding="utf-8")
    part = folder / f"{CLAIM}.part"
    part.write_text(json.dumps(claim), encoding="utf-8")
    part.replace(folder / CLAIM)


if __name__ == "__main__":
    os.umask(0o077)
    main(Path(sys.argv[1]))
