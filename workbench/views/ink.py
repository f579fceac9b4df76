"""Colours of a terminal: an ink takes a text and what it means, and gives the text as it is to be written."""

from __future__ import annotations

from collections.abc import Callable

Ink = Callable[[str, str], str]

# The sixteen colours that every terminal has and every user's theme has made readable.
_CODES = {
    "dark_green": "1;32",
    "green": "32",
    "blue_prove": "34",
    "blue_state": "36",
    "white": "2",
    "broken": "1;31",
    "error": "31",
    "stale": "33",
    "warning": "33",
    "strong": "1",
    "faint": "2",
    "removed": "31",
    "added": "32",
}


def no_ink(text: str, meaning: str) -> str:
    """`text` as it is."""
    return text


def ansi_ink(text: str, meaning: str) -> str:
    """`text` between the escape codes of `meaning`; unknown meanings change nothing."""
    code = _CODES.get(meaning)
    return f"\x1b[{code}m{text}\x1b[0m" if code and text else text
