"""SMT-LIB scripts with models: what is accepted as a certificate satisfies the script by another evaluation."""

from __future__ import annotations

import json
from pathlib import Path

from campaigns.fuzz.numbered import inputs
from campaigns.fuzz.parts import PART
from campaigns.fuzz.reader import Reader
from campaigns.fuzz.smt_large import large_smt
from campaigns.fuzz.smt_naive import Unknown, naively
from campaigns.fuzz.smt_scripts import smt_bytes
from workbench.checkers.base import RejectedCertificate
from workbench.checkers.smt.checker import SmtChecker
from workbench.evidence.record import Tier
from workbench.problems.spec import Problem


def read_smt(data: bytes, scratch: Path) -> str:
    """A script and a model: what is accepted as a certificate satisfies every assertion, naively evaluated."""
    script, _, model = data.partition(PART)
    text = script.decode("utf-8", "replace")
    said = model.decode("utf-8", "replace")
    path = scratch / "certificate.json"
    path.write_text(json.dumps({"model": said}))
    problem = Problem("p", "", "smt", None, {"file": None, "text": text})
    try:
        found = SmtChecker().judge(problem, "model", path)
    except RejectedCertificate:
        return "refused"
    if found.tier is not Tier.CERTIFICATE:
        return "not evaluated"
    if len(data) > 10**5:
        return "accepted"
    try:
        assert naively(text, said), "a model that is none"
    except (Unknown, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError):
        return "accepted, not evaluated naively"
    return "accepted"


READER = Reader(
    "SMT-LIB models",
    inputs(
        smt_bytes,
        (b"(", b")", b"|x|", b";", b"#b1", b"#x", b"(_ bv1 4)", b"true", b"(- 1)", b"let", b"as", PART, b"\xc2\xa0"),
    ),
    read_smt,
    large_smt,
)
