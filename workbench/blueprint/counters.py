"""LaTeX's counters and the numbers they print, as plasTeX's document classes set them up."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from workbench.blueprint.latex import ARTICLES

_REFERENCE = re.compile(r"\$\{\s*(\w+)(?:\.(\w+))?\s*\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)(?:\s*\{([^{}]*)\})?")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"))
_ROMAN_UNITS = ((9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
MOST_ABOVE = 100
"""How many counters may stand above one another; LaTeX's own are 8."""
LIST_COUNTERS = ("enumi", "enumii", "enumiii", "enumiv")


def roman(number: int) -> str:
    """The Roman numeral, in capitals; nothing for numbers below one."""
    out = []
    for value, sign in _ROMAN + _ROMAN_UNITS:
        if number >= value:
            count, number = divmod(number, value)
            out.append(sign * min(count, 10_000))
    return "".join(out)


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


STYLES: dict[str, Callable[[int], str]] = {
    "arabic": str,
    "Roman": roman,
    "roman": lambda n: roman(n).lower(),
    "Alph": lambda n: _letter(n).upper(),
    "alph": _letter,
    "fnsymbol": lambda n: "*" * min(max(n, 0), 100),
}
"""The ways to write a counter."""


class Counters:
    """Values, what resets what, and how each is printed.

    A format is a text in which `${name}` stands for a counter, `${name.Alph}` for another way to write it and
    `${thename}` for what `\\thename` prints.
    """

    def __init__(self, author: Callable[[str], str | None] = lambda name: None) -> None:
        """`author` gives the text of the author's own definition of a command, or None."""
        self._author = author
        self.values: dict[str, int] = {}
        self.formats: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._touched: dict[str, dict[str, None]] = {}
        """Counter -> those below it that were set since it was stepped last, or that have such below them."""

    def load_class(self, name: str) -> None:
        """The counters of a document class."""
        chain = ("chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph", "subsubparagraph")
        for above, counter in pairwise(LIST_COUNTERS):
            self.new(above)
            self.new(counter, above)
        self.new("part", "volume")
        self.new("chapter", "volume")
        for above, counter in pairwise(chain):
            self.new(counter, above, f"${{the{above}}}.${{{counter}}}")
        for counter in ("equation", "figure", "table"):
            self.new(counter, "chapter", f"${{thechapter}}.${{{counter}}}")
        if name in ARTICLES or name == "report":
            self.formats["equation"] = "${equation}"
        if name in ARTICLES:
            self.formats["section"] = "${section}"

    def new(self, name: str, within: str | None = None, format: str | None = None) -> None:
        """A new counter; one that exists is left as it is."""
        if name in self.values:
            return
        self.values[name] = 0
        self.formats[name] = format or f"${{{name}}}"
        if within:
            self.reset_by(name, within)

    def reset_by(self, name: str, above: str) -> None:
        """Stepping `above` sets `name` to zero from now on."""
        self._touched.get(self._parents.get(name, ""), {}).pop(name, None)
        self._parents[name] = above
        self._touch(name)

    def above(self, name: str) -> tuple[str, ...]:
        """The counters whose steps set this one to zero, the nearest first."""
        found: dict[str, None] = {}
        while (name := self._parents.get(name, "")) and name not in found:
            found[name] = None
        return tuple(found)

    def set(self, name: str, value: int) -> None:
        """Sets the value and, as plasTeX does, resets what depends on it."""
        self.values[name] = value
        self._reset(name)
        self._touch(name)

    def step(self, name: str, by: int = 1) -> None:
        """Adds to the value and resets what depends on it."""
        self.set(name, self.values.get(name, 0) + by)

    def value(self, name: str) -> int:
        """The value; a counter that nothing made is zero."""
        return self.values.get(name, 0)

    def _touch(self, name: str) -> None:
        """Notes for the counters above that this one is to be reset by them; MOST_ABOVE of them at most."""
        for _ in range(MOST_ABOVE):
            above = self._parents.get(name)
            if above is None:
                return
            below = self._touched.setdefault(above, {})
            if name in below:
                return
            below[name] = None
            name = above

    def _reset(self, name: str) -> None:
        pending = [name]
        while pending:
            below = self._touched.pop(pending.pop(), {})
            self.values.update(dict.fromkeys(below, 0))
            pending += below

    def printed(self, name: str, depth: int = 0) -> str:
        r"""What `\\the<name>` prints: by the author's own definition where there is one."""
        if depth > 20:
            return ""
        own = self._author("the" + name)
        if own is not None:
            return self._evaluate(own, depth)
        if name not in self.formats:
            return ""  # nothing defines the command, which then prints nothing

        def replace(match: re.Match[str]) -> str:
            word, style = match.groups()
            if word.startswith("the") and word != name:
                return self.printed(word[3:], depth + 1)
            return STYLES.get(style or "arabic", str)(self.value(word))

        printed = _REFERENCE.sub(replace, self.formats[name])
        if name in ("figure", "table"):
            while printed.startswith("0."):
                printed = printed[2:]
        return printed

    def _evaluate(self, text: str, depth: int) -> str:
        def replace(match: re.Match[str]) -> str:
            command, counter = match.groups()
            if command.startswith("the"):
                return self.printed(command[3:], depth + 1)
            return STYLES[command](self.value(counter)) if command in STYLES and counter else match[0]

        return _COMMAND.sub(replace, text)
