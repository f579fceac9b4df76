r"""What a statement says: its source text with what it includes, and the author's definitions it was printed with.

The text is that of the author's files: files read by `\\input` stand in it, comments and branches that no conditional
chose are gone, macros are not expanded. Their definitions come along, as they were in force where the statement ended.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from workbench.blueprint.macros import statement_text
from workbench.blueprint.scanner import Extent, Frame
from workbench.errors import BadInput

_NAMES = re.compile(
    r"\\csname\s*(?P<csname>[^\\]{0,200}?)\s*\\endcsname"
    r"|\\begin\s*\{(?P<begin>[^{}]*)\}"
    r"|\\(?:arabic|roman|Roman|alph|Alph|fnsymbol|value)\s*\{(?P<counter>[^{}]*)\}"
    r"|\\(?P<word>[A-Za-z@]+)",
    re.S,
)
_NESTING = 60
_NEEDED = 600_000
"""Definitions that the texts of one blueprint may come with, repetitions counted; real ones come with 2,000."""


class InForce:
    """The author's definitions through time: a definition, a flag or a counter counts until the next of its name."""

    def __init__(self) -> None:
        self.moment = 0
        self._history: dict[str, tuple[list[int], list[str | None]]] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._handed_on = 0

    def set(self, name: str, definition: str | None) -> None:
        """From now on `name` means this, or nothing."""
        self.moment += 1
        moments, definitions = self._history.setdefault(name, ([], []))
        moments.append(self.moment)
        definitions.append(definition)

    def get(self, name: str, moment: int | None = None) -> str | None:
        """What `name` meant at a moment, by default now."""
        moments, definitions = self._history.get(name, ([], []))
        index = len(moments) if moment is None else bisect_left(moments, moment + 1)
        return definitions[index - 1] if index else None

    def needed(self, text: str, moment: int, otherwise: Mapping[str, str] | None = None) -> tuple[tuple[str, str], ...]:
        """Every definition that a text needs, and those that these need, sorted by name; with what is said `otherwise`
        of a macro (`otherwise.meanings`) under `also NAME`.

        Raises BadInput where the texts of one blueprint need too many.
        """
        otherwise = otherwise or {}
        found: dict[str, str] = {}
        pending = list(_names(text))
        while pending:
            name = pending.pop()
            if name in found:
                continue
            if name in otherwise and f"also {name}" not in found:
                found[f"also {name}"] = otherwise[name]
                pending += _names(otherwise[name])
            definition = self.get(name, moment)
            if definition is not None:
                found[name] = definition
                if definition not in self._names:
                    self._names[definition] = tuple(_names(definition))
                pending += self._names[definition]
        self._handed_on += len(found)
        if self._handed_on > _NEEDED:
            raise BadInput(
                "the macros of this blueprint use each other without measure",
                remedy="look for definitions that were generated, and leave out those that are not used",
            )
        return tuple(sorted(found.items()))


def _names(text: str) -> Iterator[str]:
    """The names under which the commands, environments and counters of a text would be defined."""
    for match in _NAMES.finditer(text):
        word = match["word"]
        if word:
            yield word
            if word.startswith("the"):
                yield f"counter {word[3:]}"
        elif match["csname"]:
            yield match["csname"]
        elif match["begin"]:
            yield f"begin {match['begin']}"
        elif match["counter"]:
            yield f"counter {match['counter']}"


class Texts:
    """Puts texts together; `budget` bounds the characters, for a statement may stand in a statement in a statement."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._sorted: set[Frame] = set()

    def of(self, extent: Extent) -> str:
        """The text of an extent; raises BadInput where the budget is spent."""
        frame = extent.frame
        return "".join(self._pieces(frame.root, frame.offset + extent.begin, frame.offset + extent.end, 0)).strip()

    def _pieces(self, frame: Frame, begin: int, end: int, depth: int) -> Iterator[str]:
        self._budget -= max(end - begin, 0)
        if self._budget < 0 or depth > _NESTING:
            raise BadInput(
                "statements stand within statements too deep",
                remedy="look for an \\end that is missing",
                file=frame.source.file if frame.source else None,
            )
        if frame not in self._sorted:
            frame.edits.sort(key=lambda edit: edit[:2])
            self._sorted.add(frame)
        position = begin
        for index in range(bisect_left(frame.edits, begin, key=lambda edit: edit[0]), len(frame.edits)):
            start, stop, inside = frame.edits[index]
            if start >= end:
                break
            if start < position:
                continue
            yield statement_text(frame.text[position:start])
            if inside is not None:
                yield from self._pieces(inside, 0, len(inside.text), depth + 1)
            position = stop
        yield statement_text(frame.text[position : max(position, end)])
