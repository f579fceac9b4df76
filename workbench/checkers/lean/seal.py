"""A seal upon what is kept in a workspace, which whoever brought the workspace along cannot have made.

A pull request can add files to `.workbench/lean` as it can to any folder: a compiled module is mapped into memory as it
is, and a note that the kernel looked again is worth a tier. So both are believed only with a seal, made with a secret
of this user on this machine, which lies in the cache folder and never in a workspace.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from workbench.checkers.lean.cache import cache_folder
from workbench.errors import BadInput

_FILE, _BYTES = "seal", 32


def seal(*said: object) -> str:
    """The seal upon these values, which JSON can hold; a new one each time where there is no room for a secret."""
    return hmac.new(_secret(), json.dumps(said, sort_keys=True).encode(), hashlib.sha256).hexdigest()


def is_sealed(given: object, *said: object) -> bool:
    """Whether `given` is the seal upon these values."""
    return isinstance(given, str) and hmac.compare_digest(given.encode(), seal(*said).encode())


def _secret() -> bytes:
    """This user's; made where it is missing."""
    with suppress(OSError, BadInput):
        file = cache_folder() / _FILE
        if not file.is_file():
            _make(file)
        kept = file.read_bytes()
        if len(kept) == _BYTES:
            return kept
        file.unlink()
    return secrets.token_bytes(_BYTES)


def _make(file: Path) -> None:
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".new-")  # readable by its user alone
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(secrets.token_bytes(_BYTES))
        with suppress(FileExistsError):  # another process was first
            os.link(temporary, file)
    finally:
        Path(temporary).unlink(missing_ok=True)
