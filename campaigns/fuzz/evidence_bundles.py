"""Bundles of evidence: only a true answer counts, and nothing is written."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from campaigns.fuzz.bundle_zips import bundle_bytes, large_bundles
from campaigns.fuzz.carried import QUESTION
from campaigns.fuzz.dimacs import ANSWERS
from campaigns.fuzz.numbered import inputs
from campaigns.fuzz.reader import Reader
from workbench.checkers.base import RejectedCertificate
from workbench.dispatch.elsewhere import rechecked
from workbench.evidence.bundle import Bundle


def read_bundle(data: bytes, scratch: Path) -> str:
    """Opens it and re-checks what it says of QUESTION; only its true answer may count."""
    path = scratch / "bundle.zip"
    path.write_bytes(data)
    beside = _names(scratch.parent)
    counts = False
    with Bundle(path) as bundle:
        for entry in bundle.entries[:3]:
            with bundle.certificate(entry) as raw:
                content = raw.read_bytes()
                digest = hashlib.sha256(content).hexdigest()
                assert (digest, len(content)) == (entry.certificate.sha256, entry.certificate.bytes), "other bytes"
                try:
                    found = rechecked(QUESTION, entry.certificate.kind, raw, cost=entry.cost, tool=entry.tool)
                except RejectedCertificate:
                    continue
                assert found.answer == "satisfiable" and ANSWERS["schur"](json.loads(content)), "a false answer counts"
                counts = True
    assert _names(scratch) == ["bundle.zip"] and _names(scratch.parent) == beside, "something was written"
    return "accepted" if counts else "opened, and nothing counts"


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


READER = Reader(
    "evidence bundles",
    inputs(bundle_bytes, (b"PK\1\2", b"PK\3\4", b"PK\5\6", b"PK\6\6", b"PK\6\7", b"\xff" * 4)),
    read_bundle,
    large_bundles,
)
