"""Proofs of cubes on the disk, for a referee."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from workbench.checkers.sat.cubes import PROOFS, Proved, proof_name
from workbench.errors import WorkbenchError
from workbench.whole import drafted


def keep_proof(path: Path, proof: bytes, sha256: str) -> None:
    """Make a proof durable under its name, whole or not at all; raises WorkbenchError where it is another than the one
    that was checked, and OSError."""
    if hashlib.sha256(proof).hexdigest() != sha256:
        raise WorkbenchError("the proof of a cube changed on its way here", remedy="run again; see to the network")
    path.parent.mkdir(exist_ok=True)
    with drafted(path.parent, f".{path.name}-") as (file, name):  # `tidy` removes what is left, once for all proofs
        file.write(proof)
        file.flush()
        os.fsync(file.fileno())
        name.replace(path)


def gone(folder: Path, proved: Proved) -> bool:
    """Whether a proof that was kept is there no more, or is another."""
    path = folder / proof_name(proved.number)
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() != proved.sha256
    except OSError:
        return True


def tidy(folder: Path, proofs: set[int]) -> None:
    """Remove what no cube has as its proof: the last that was written before a crash, and halves."""
    names = {proof_name(number) for number in proofs}
    for path in (folder / PROOFS).glob("*"):
        if f"{PROOFS}/{path.name}" not in names:
            path.unlink()
