"""What the child of a question may see and is told beside its folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from workbench.dispatch.isolation import Access, isolation
from workbench.problems.spec import Problem


def access_of(problem: Problem) -> Access:
    """The files that the problem names, where there are any with the folder that their paths start from; to write to,
    the children's own cache of compiled code."""
    cache = _compiled() if isolation().in_force else None
    return Access(read=(problem.base, *problem.files) if problem.files else (), write=(cache,) if cache else ())


def environment_of() -> Mapping[str, str]:
    """Where numba keeps compiled code, behind the wall."""
    cache = _compiled() if isolation().in_force else None
    return {"NUMBA_CACHE_DIR": str(cache)} if cache else {}


def _compiled() -> Path | None:
    """A folder for machine code that only children behind the wall write and load: what one of them could leave there
    reaches no process with more rights than itself. None where no such folder can be made."""
    chosen = os.environ.get("NUMBA_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME")
    try:
        folder = Path(chosen) if chosen else Path.home() / ".cache"
        folder = folder.absolute() / "workbench" / "compiled-behind-the-wall"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except (OSError, RuntimeError):  # no home, or a full or read-only disk
        return None
    return folder if os.access(folder, os.W_OK) else None
