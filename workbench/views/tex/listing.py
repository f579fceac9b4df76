r"""How an enumeration numbers its items, of its option: `label=(\roman*)` of enumitem, or `(i)` of enumerate."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.views.tex.tokens import words

_LABEL = re.compile(r"label\s*=\s*(\{.*\}|[^,]*)", re.S)
_COUNTER = re.compile(r"\\(arabic|roman|Roman|alph|Alph)\s*\*")
_SHORT = re.compile(r"(?<![A-Za-z\\])([1aAiI])(?![A-Za-z])")
_STYLES = {"1": "arabic", "a": "alph", "A": "Alph", "i": "roman", "I": "Roman"}
_NOISE = re.compile(r"\\[A-Za-z]+\s*|[{}$]")


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands before each item: a text, the number in a style, a text."""

    before: str
    style: str
    after: str


def marks(option: str) -> Marks | None:
    """The marks that an option asks for; None where it asks for none, and the items are numbered 1, 2, 3."""
    found = _LABEL.search(option)
    if found:
        counter = _COUNTER.search(found[1])
        style = counter[1] if counter else ""
        before, after = (found[1][: counter.start()], found[1][counter.end() :]) if counter else ("", "")
    else:
        counter = _SHORT.search(option) if "=" not in option else None
        style = _STYLES[counter[1]] if counter else ""
        before, after = (option[: counter.start()], option[counter.end() :]) if counter else ("", "")
    return Marks(_NOISE.sub("", before).strip(), style, _NOISE.sub("", after).strip()) if style else None


def mark(own: Marks, number: int) -> str:
    """The mark of an item."""
    return f"{own.before}{_in_style(own.style, number)}{own.after}"


def _in_style(style: str, number: int) -> str:
    if style == "arabic":
        return str(number)
    shown = _roman(number) if style in ("roman", "Roman") else _letters(number)
    return shown.upper() if style[0].isupper() else shown


def _letters(number: int) -> str:
    shown = ""
    while number > 0:
        number, digit = divmod(number - 1, 26)
        shown = chr(ord("a") + digit) + shown
    return shown


_ROMAN = tuple(
    zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), words("m cm d cd c xc l xl x ix v iv i"), strict=True)
)


def _roman(number: int) -> str:
    shown = ""
    for value, sign in _ROMAN:
        shown += sign * (number // value)
        number %= value
    return shown
