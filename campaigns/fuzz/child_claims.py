"""What children leave: no answer counts but one with a right certificate in the child's folder."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from campaigns.fuzz.carried import JSON_WORDS, ODD, PART, QUESTION
from campaigns.fuzz.dimacs import RIGHT
from campaigns.fuzz.numbered import inputs
from campaigns.fuzz.parts import MB
from campaigns.fuzz.reader import Reader
from workbench.checkers.registry import checker
from workbench.dispatch.runner import evidence_of
from workbench.evidence.record import Cost
from workbench.problems.spec import Problem

KINDS = ("file", "file", "file", "file", "link", "pipe", "folder", "none")


def read_claim(data: bytes, scratch: Path) -> str:
    """First a checker and what stands under the names of claim and certificate, then the bytes of both: no answer
    counts but one with a right certificate, and nobody waits for a pipe."""
    head, _, rest = data.partition(b"\n")
    name, claim_kind, certificate_kind = [*head.decode("ascii", "replace").split(), "", "", ""][:3]
    if name not in PROBLEMS:
        return "another checker"
    from workbench.checkers.smt.child import CERTIFICATE as MODEL
    from workbench.checkers.symbolic.child import CERTIFICATE as PROOF

    certificate_name = {"sat": "witness.json", "smt": MODEL, "symbolic": PROOF}[name]
    outside = scratch / "outside"
    folder = scratch / "child"
    folder.mkdir()
    claim, _, certificate = rest.partition(PART)
    _lay(folder / "claim.json", claim_kind, claim, outside)
    _lay(folder / certificate_name, certificate_kind, certificate, outside)
    found = checker(name)
    left = found.claim(folder)
    evidence = evidence_of(PROBLEMS[name], found, left, folder, Cost(), second=False)
    if not evidence.decided:
        return "no answer"
    assert certificate_kind not in ("link", "pipe", "folder", "none"), "a certificate that is no file in the folder"
    assert evidence.answer == ("satisfiable" if name != "symbolic" else "true"), "a false answer"
    return "accepted"


def _lay(path: Path, kind: str, content: bytes, outside: Path) -> None:
    match kind:
        case "none":
            pass
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "link":
            outside.write_bytes(content)
            path.symlink_to(outside)
        case _:
            path.write_bytes(content)


SMT_TEXT = "(declare-const x Int)(assert (= (* x x) 49))"
PROBLEMS = {
    "sat": QUESTION,
    "smt": replace(
        QUESTION,
        name="smt",
        checker="smt",
        problem=Problem("smt", "", "smt", "satisfiable", {"file": None, "text": SMT_TEXT}),
    ),
    "symbolic": replace(
        QUESTION,
        name="symbolic",
        checker="symbolic",
        expect="true",
        problem=Problem(
            "symbolic",
            "",
            "identity",
            "true",
            {"left": "(x + 1)^2", "right": "x^2 + 2*x + 1", "variables": {"x": "real"}, "equal_as": "expressions"},
        ),
    ),
}
CLAIMS: dict[str, tuple[dict[str, Any], Any]] = {
    "sat": ({"answer": "satisfiable", "kind": "witness", "certificate": "witness.json"}, RIGHT["schur"]),
    "smt": ({"answer": "satisfiable", "kind": "model"}, {"model": "((define-fun x () Int 7))"[1:-1]}),
    "symbolic": ({"answer": "true", "kind": "expansion"}, {"proof": {"by": "expansion"}}),
}


def claim_bytes(number: int) -> bytes:
    """What a child leaves that answers, fails, or was taken over."""
    random = Random(number)
    name = random.choice(list(CLAIMS))
    claim, certificate = (json.loads(json.dumps(one)) for one in CLAIMS[name])
    claim |= {"tool": "t", "reason": "", "failed": False}
    for _ in range(random.choice((0, 0, 1, 2))):
        claim[random.choice([*claim, "more"])] = random.choice(
            (*ODD, "unsatisfiable", "computation", "proof.lrat", "false")
        )
    for _ in range(random.choice((0, 0, 1))):
        certificate[random.choice([*certificate, "model", "proof"])] = random.choice(ODD)
    whole: Any = claim if random.random() < 0.95 else random.choice(([], [claim], "x", None, 3))
    head = f"{name} {random.choice(KINDS)} {random.choice(KINDS)}\n"
    return head.encode() + json.dumps(whole).encode() + PART + json.dumps(certificate).encode()


def _large_claims() -> Iterator[tuple[str, bytes]]:
    for name, (claim, certificate) in CLAIMS.items():
        head = f"{name} file file\n".encode()
        said = json.dumps({**claim, "tool": "", "reason": "", "failed": False}).encode()
        yield f"{name}: a claim of brackets", head + b"[" * (MB // 2) + PART + json.dumps(certificate).encode()
        yield (
            f"{name}: a reason of 1 MB",
            head + said.replace(b'"reason": ""', b'"reason": "%s"' % (b"x" * (MB - 3000))) + PART + b"{}",
        )
        yield f"{name}: a claim of digits", head + b'{"answer": ' + b"9" * MB + b"}"
        yield f"{name}: a certificate of brackets", head + said + PART + b"[" * (MB - 3000)
        yield f"{name}: a certificate of digits", head + said + PART + b'{"model": ' + b"9" * (MB - 3000) + b"}"
        yield (
            f"{name}: a certificate that is one string",
            head + said + PART + b'{"model": "' + b"(" * (MB - 3000) + b'"}',
        )


READER = Reader(
    "what children leave", inputs(claim_bytes, (PART, b"pipe", b"link", *JSON_WORDS)), read_claim, _large_claims
)
