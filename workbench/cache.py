"""Where things are kept that belong to a user on this machine and to no workspace."""

from __future__ import annotations

import os
from pathlib import Path

from workbench.errors import BadInput

VARIABLE = "WORKBENCH_CACHE"


def cache_folder(name: str) -> Path:
    """The folder `name` in `$WORKBENCH_CACHE`, else in `workbench` in `$XDG_CACHE_HOME` or `~/.cache`; made where it is
    missing.

    Raises BadInput where it cannot be made or written to.
    """
    chosen = os.environ.get(VARIABLE)
    if chosen:
        base = Path(chosen)
    else:
        xdg = os.environ.get("XDG_CACHE_HOME", "")
        base = (Path(xdg) if Path(xdg).is_absolute() else _home() / ".cache") / "workbench"
    folder = base.absolute() / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(folder, error.strerror or str(error)) from None
    if not os.access(folder, os.W_OK):
        raise _unusable(folder, "it cannot be written to")
    return folder


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # no HOME, and nobody knows the user: a container with any number as user
        raise BadInput(
            "this user has no home folder to keep a secret and what was compiled in",
            remedy=f"set {VARIABLE} (or HOME) to a folder that can be written to",
        ) from None


def _unusable(folder: Path, why: str) -> BadInput:
    return BadInput(
        f"the cache folder {folder} cannot be used: {why}",
        remedy=f"set {VARIABLE} to a folder that can be written to",
    )
