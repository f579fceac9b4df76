"""Readers whose attack has ended, kept in a folder: a campaign of an hour that was stopped goes on from there."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from campaigns.report import commit

T = TypeVar("T")


def kept(folder: Path | None, what: object, find: Callable[[], T]) -> T:
    """What `find` finds, or what it found before about the same thing (by its `repr`) at the same commit. The folder is
    ours: nobody else's pickles are read."""
    attacked = commit()
    if folder is None or attacked.endswith("+"):  # files that were changed since have no name
        return find()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / hashlib.sha256(f"{attacked} {what!r}".encode()).hexdigest()[:16]
    if file.exists():
        return cast(T, pickle.loads(file.read_bytes()))
    found = find()
    draft = file.with_suffix(".draft")
    draft.write_bytes(pickle.dumps(found))
    draft.replace(file)
    return found
