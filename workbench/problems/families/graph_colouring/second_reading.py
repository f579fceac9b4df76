"""A .col file read a second time, with no code of the strict reader. For verify and recount."""

from __future__ import annotations

import re
from pathlib import Path


def second_reading(file: Path) -> tuple[int, set[frozenset[int]]]:
    """How many vertices, and the edges, of a file that the strict reader accepts."""
    text = file.read_bytes().replace(b"\r", b"\n")
    header = re.search(rb"^[ \t]*p[ \t]+[a-z]+[ \t]+(\d+)", text, re.MULTILINE)
    ends = re.findall(rb"^[ \t]*e[ \t]+(\d+)[ \t]+(\d+)", text, re.MULTILINE)
    return int(header[1]) if header else 0, {frozenset((int(u), int(v))) for u, v in ends}
