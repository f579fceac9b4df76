"""Certificates of the symbolic checker: an equality that is accepted holds in floating point."""

from __future__ import annotations

import json
from pathlib import Path

from campaigns.fuzz.numbered import inputs
from campaigns.fuzz.parts import PART
from campaigns.fuzz.reader import Reader
from campaigns.fuzz.symbolic_equalities import certificate_bytes, large_certificates
from campaigns.fuzz.symbolic_floats import compared
from workbench.checkers.base import RejectedCertificate
from workbench.checkers.symbolic.checker import SymbolicChecker
from workbench.checkers.symbolic.grammar import parse
from workbench.evidence.record import Tier
from workbench.problems.spec import Problem


def read_certificate(data: bytes, scratch: Path) -> str:
    """A question as JSON and a certificate: what is accepted as equal is so in floating point, and what is accepted as
    different is not."""
    question, _, certificate = data.partition(PART)
    path = scratch / "certificate.json"
    path.write_bytes(certificate)
    try:
        asked = json.loads(question)
        problem = Problem("p", "", asked["kind"], "true", asked["body"])
        kind = str(asked["certified"])
        texts = [str(asked["body"][name]) for name in ("left", "right", "variables", "equal_as")]
    except (ValueError, KeyError, TypeError, RecursionError):
        return "no question"
    if asked["kind"] != "identity" or not isinstance(asked["body"]["variables"], dict) or len(asked["body"]) != 4:
        return "no question"
    if not all(
        isinstance(one, str) for one in (asked["body"]["left"], asked["body"]["right"], asked["body"]["equal_as"])
    ):
        return "no question"
    domains = asked["body"]["variables"]
    if not set(domains) <= {"x", "y"} or not set(map(str, domains.values())) <= {
        "real",
        "positive",
        "complex",
        "integer",
        "natural",
    }:
        return "no question"
    try:
        found = SymbolicChecker().judge(problem, kind, path)
    except RejectedCertificate:
        return "refused"
    if found.tier is not Tier.CERTIFICATE:
        return "on SymPy's word"
    if len(data) < 10**5:
        compared(found.answer == "true", parse(texts[0]), parse(texts[1]), domains, json.loads(certificate))
    return f"accepted: {found.answer}"


READER = Reader(
    "symbolic certificates",
    inputs(certificate_bytes, (PART, b"^2", b"sqrt(", b"x", b"/0", b"sympy", b"null", b"[", b"expansion", b"positive")),
    read_certificate,
    large_certificates,
)
