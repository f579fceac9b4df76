"""Seeds and pieces of inputs: files of this repository, cut into what a reader takes for one thing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

ROOT = Path(__file__).resolve().parents[2]


def seeds(*patterns: str) -> list[bytes]:
    """The files of the repository that match, in order of their names. Raises ValueError where there is none."""
    found = [path.read_bytes() for pattern in patterns for path in sorted(ROOT.glob(pattern)) if path.is_file()]
    if not found:
        raise ValueError(f"no file is named {' or '.join(patterns)}")
    return found


def pieces(files: Sequence[bytes], divider: bytes, most_bytes: int = 600) -> list[bytes]:
    """What stands between the dividers, each once, longest pieces left out."""
    parts = dict.fromkeys(part for file in files for part in file.split(divider))
    return [part + divider for part in parts if 0 < len(part) <= most_bytes]


def joined(parts: SearchStrategy[bytes], most: int) -> SearchStrategy[bytes]:
    """Up to `most` parts one after the other."""
    return st.lists(parts, max_size=most).map(b"".join)


def filled(piece: bytes, size: int = 1_000_000) -> bytes:
    """A piece as often as it takes to make `size` bytes."""
    return (piece * (size // len(piece) + 1))[:size]
