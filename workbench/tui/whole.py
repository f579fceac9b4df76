"""A file is written whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write beside the file and rename, folders made as they are needed. Raises OSError, or ValueError for what is no
    Unicode; the file is then as it was."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except BaseException:
        with contextlib.suppress(OSError, ValueError):
            draft.unlink(missing_ok=True)
        raise
