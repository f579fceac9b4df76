"""How large a large input is, and what divides an input that stands for two files."""

from __future__ import annotations

MB = 1_000_000
"""Bytes."""
PART = b"\n%%\n"
