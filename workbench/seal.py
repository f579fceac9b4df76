"""A seal upon what is kept in a workspace, which whoever brought the workspace along cannot have made.

A pull request, or the archive of a project, can add files to `.workbench` as it can to any folder: a recorded answer is
worth a colour, a compiled Lean module is mapped into memory as it is. So both are believed only with a seal, made with
a secret of this user on this machine, which lies in the cache folder and never in a workspace.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

from workbench.cache import cache_folder
from workbench.errors import BadInput
from workbench.whole import alone, drafted, tidy

_FOLDER, _FILE, _BYTES = "seal", "secret", 32
_DRAFT = ".new-"
_json = json.JSONEncoder(sort_keys=True).encode


def seal(*said: object) -> str:
    """The seal upon these values, which JSON can hold; a new one each time where there is no room for a secret."""
    return sealing()(*said)


def is_sealed(given: object, *said: object) -> bool:
    """Whether `given` is the seal upon these values."""
    return sealing().holds(given, *said)


class Sealing:
    """The seals of one secret: for many values the secret is read once."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def __call__(self, *said: object) -> str:
        """The seal upon these values."""
        return hmac.digest(self._secret, _json(said).encode(), hashlib.sha256).hex()

    def holds(self, given: object, *said: object) -> bool:
        """Whether `given` is the seal upon these values."""
        return isinstance(given, str) and hmac.compare_digest(given.encode(), self(*said).encode())


def sealing() -> Sealing:
    """The seals of this user on this machine; those of no other process where there is no room for a secret."""
    try:
        return sealing_that_lasts()
    except BadInput:
        return Sealing(secrets.token_bytes(_BYTES))


def sealing_that_lasts() -> Sealing:
    """The same. Raises BadInput, with its remedy, where the secret cannot be kept."""
    file = cache_folder(_FOLDER) / _FILE
    try:
        if not _is_there(file):
            _make(file)
        return Sealing(file.read_bytes())
    except OSError as error:
        raise BadInput(
            f"the secret of this user cannot be kept in {file}: {error.strerror or error}",
            remedy="set WORKBENCH_CACHE to a folder that can be written to",
        ) from error


def _is_there(file: Path) -> bool:
    return file.is_file() and file.stat().st_size == _BYTES


def _make(file: Path) -> None:
    """Make the secret, unless another process was first; all that run get the same one."""
    tidy(file.parent, _DRAFT)
    with alone(file.parent), drafted(file.parent, _DRAFT, mode=0o600) as (new, name):  # readable by its user alone
        if _is_there(file):
            return
        new.write(secrets.token_bytes(_BYTES))
        new.flush()
        os.fsync(new.fileno())
        if file.exists():  # cut short
            name.replace(file)
        else:
            with suppress(FileExistsError):  # another process was first, on a disk without locks
                os.link(name, file)
