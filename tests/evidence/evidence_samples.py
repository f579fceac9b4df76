"""Evidence to put into stores."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from workbench.evidence.certificates import SMALL_BYTES
from workbench.evidence.record import Certificate, Checked, Evidence, Tier

LARGE = b'{"colouring":[0,1]}' + b" " * SMALL_BYTES
"""A certificate that is a file of its own."""


def certificate_file(folder: Path, data: bytes = b'{"colouring":[0,1]}', name: str = "raw.json") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def checked(path: Path, *, answer: str = "satisfiable", tier: Tier = Tier.CERTIFICATE) -> Checked:
    data = path.read_bytes()
    certificate = Certificate("witness", hashlib.sha256(data).hexdigest(), len(data), None)
    return Checked(answer, certificate, tier, ("encoding:schur",), "a witness was read")


def verified(path: Path, fingerprint: str = "f", name: str = "p", **what: Any) -> Evidence:
    return Evidence.verified(
        checked(path, tier=what.pop("tier", Tier.CERTIFICATE)),
        fingerprint=fingerprint,
        kind=what.pop("kind", "problem"),
        name=name,
        checker="sat",
        **what,
    )


def refuted(path: Path, fingerprint: str = "f", name: str = "p") -> Evidence:
    return Evidence.refuted(checked(path), fingerprint=fingerprint, kind="problem", name=name, checker="sat")


def unknown(fingerprint: str = "f", name: str = "p", **what: Any) -> Evidence:
    return Evidence.unknown("time", fingerprint=fingerprint, kind="problem", name=name, checker="sat", **what)
