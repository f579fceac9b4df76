"""Texts of the screen are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from workbench.whole import replacing


def write_whole(path: Path, text: str) -> None:
    """Replace the file, folders made as they are needed. Raises OSError, or ValueError for what is no Unicode; the file
    is then as it was."""
    data = text.encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write(data)
