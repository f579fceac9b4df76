"""Text from a blueprint as a terminal may show it: no control characters, and cut to a width."""

from __future__ import annotations

import re
import unicodedata

# C0, DEL and C1 move the cursor, recolour or ring; the bidirectional marks reorder what a reader sees.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def plain(text: str) -> str:
    """`text` on one line: runs of white space become one space, other control characters a visible `\\x1b`."""
    return _CONTROL.sub(
        lambda found: found[0].encode("unicode_escape", "surrogatepass").decode(), " ".join(text.split())
    )


def cells(text: str) -> int:
    """How many columns of a terminal `text` takes: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, width: int) -> str:
    """`text` in at most `width` columns, with an ellipsis where something was cut off."""
    if cells(text) <= width:
        return text
    kept, used = [], 0
    for character in text:
        used += _width(character)
        if used > width - 1:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…" if width > 0 else ""


def pad(text: str, width: int) -> str:
    """`text` cut or filled with spaces to exactly `width` columns."""
    short = cut(text, width)
    return short + " " * (width - cells(short))


def fold(text: str, width: int) -> list[str]:
    """`text` broken at spaces into lines of at most `width` columns; a longer word stands alone on its line."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and cells(line) + 1 + cells(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line] if line else lines


def count(number: int, noun: str, nouns: str | None = None) -> str:
    """`1 node`, `2 nodes`."""
    return f"{number} {noun if number == 1 else nouns or noun + 's'}"
