r"""What a statement says: its source text with what it includes, and the author's definitions it was printed with.

The text is that of the author's files: files read by `\\input` stand in it, comments and branches that no conditional
chose are gone, macros are not expanded. Their definitions come along, as they were in force where the statement ended.
"""

from __future__ import annotations

import hashlib
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
    r"|\\(?P<word>[A-Za-z@]+)"
    r"|\\(?P<sign>[^A-Za-z@\s])"
    r"|(?P<prime>')",
    re.S,
)
_PRINTED_WITH = {
    **dict.fromkeys(("ne", "neq", "notin"), "not"),
    "iff": "Longleftrightarrow",
    "implies": "Longrightarrow",
    "impliedby": "Longleftarrow",
    **dict.fromkeys(("dots", "dotsc", "dotso"), "ldots mathellipsis textellipsis"),
    **dict.fromkeys(("dotsb", "dotsm", "dotsi"), "cdots"),
    "emph": "em",
    "textbf": "bfseries",
    "textit": "itshape",
    "prime'": "prime active@math@prime",
    "begin enumerate": "setlist setenumerate labelenumi labelenumii labelenumiii labelenumiv "
    "theenumi theenumii theenumiii theenumiv",
    "begin itemize": "setlist setitemize labelitemi labelitemii labelitemiii labelitemiv",
    "begin description": "setlist setdescription descriptionlabel",
    **dict.fromkeys((f"begin {name}" for name in ("array", "tabular", "tabular*", "tabularx")), "newcolumntype"),
}
"""Of LaTeX's own commands and environments some that print what others stand for, which an author may redefine."""
_ALSO = "also "
CHARACTER = "character "
"""Before a character of which is said what it prints."""
EVERYWHERE = "everywhere"
"""The name under which is said what changes how all text is read or printed."""
_NOTED = 2_000
"""Characters of what else a name may mean; of more the hash is kept."""
_NESTING = 60
_NOTHING: Mapping[str, str] = {}
_NEEDED = 150_000
"""Definitions that the texts of one blueprint may come with, repetitions counted; real ones come with 2,000."""


class InForce:
    """The author's definitions through time: a definition, a flag or a counter counts until the next of its name."""

    def __init__(self) -> None:
        self.moment = 0
        self._history: dict[str, tuple[list[int], list[str | None]]] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._handed_on = 0
        self._of: Mapping[str, str] = {}
        self._characters: list[str] = []

    def set(self, name: str, definition: str | None) -> None:
        """From now on `name` means this, or nothing."""
        self.moment += 1
        moments, definitions = self._history.setdefault(name, ([], []))
        moments.append(self.moment)
        definitions.append(definition)

    def note(self, name: str, definition: str) -> None:
        """From now on `name` may also mean this to LaTeX, though not to plasTeX."""
        key, noted = f"{_ALSO}{name}", self.get(f"{_ALSO}{name}") or ""
        if definition not in noted.split("\n"):
            now = f"{noted}\n{definition}".strip("\n")
            if len(now) > _NOTED:
                now = hashlib.sha256(now.encode("utf-8", "surrogatepass")).hexdigest()
            InForce.set(self, key, now)  # no text of the document ends here

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
        found: dict[str, str] = {}
        seen: set[str] = set()
        said = otherwise or _NOTHING
        pending = [*self._mentioned(text, said)]
        while pending:
            name = pending.pop()
            if name in seen:
                continue
            seen.add(name)
            hidden = name.startswith(_ALSO)
            key = name[len(_ALSO) :] if hidden else name
            also = name if hidden else _ALSO + name
            if key not in self._history and also not in self._history and key not in said:
                continue
            definition = self.get(key, moment)
            if definition is not None and not hidden:
                found[key] = definition
                pending += self._mentioned(definition, said)
            if otherwise is None or not (hidden or key in said or also in self._history):
                continue
            more = [definition if hidden and self._counts(key, moment) else None, self.get(also, moment), said.get(key)]
            if any(one is not None for one in more):
                told = "\n".join(one for one in more if one is not None)
                if hidden or also not in found:
                    found[also] = told
                pending += self._mentioned(told, said)
        self._handed_on += len(found)
        if self._handed_on > _NEEDED:
            raise BadInput(
                "the macros of this blueprint use each other without measure",
                remedy="look for definitions that were generated, and leave out those that are not used",
            )
        return tuple(sorted(found.items()))

    def _mentioned(self, text: str, said: Mapping[str, str]) -> tuple[str, ...]:
        """The names in a text; of what has no name, the characters of which something is said."""
        if self._of is not said:
            self._of, self._characters = said, [name for name in said if name.startswith(CHARACTER)]
            self._names = {}
        if text not in self._names:
            signs = [name for name in self._characters if name.removeprefix(CHARACTER) in text]
            self._names[text] = (*_names(text), *signs)
        return self._names[text]

    def _counts(self, key: str, moment: int) -> bool:
        """Whether the command of that name is not only what defining the environment of that name made."""
        environment = f"begin {key.removeprefix('end')}" if key.startswith("end") else f"begin {key}"
        return self._since(key, moment) > self._since(environment, moment)

    def _since(self, name: str, moment: int) -> int:
        moments, _ = self._history.get(name, ([], []))
        index = bisect_left(moments, moment + 1)
        return moments[index - 1] if index else 0


def _names(text: str) -> Iterator[str]:
    """The names under which the commands, environments and counters of a text would be defined.

    With `also` before it, one that is only noted: signs, and what LaTeX prints the others with.
    """
    for match in _NAMES.finditer(text):
        word, begins = match["word"], match["begin"]
        if word:
            yield word
            if word.startswith("the"):
                yield f"counter {word[3:]}"
        elif match["csname"]:
            yield match["csname"]
        elif begins:
            yield f"begin {begins}"
            yield f"{_ALSO}{begins}"
            yield f"{_ALSO}end{begins}"
        elif match["counter"]:
            yield f"counter {match['counter']}"
        elif match["sign"]:
            yield f"{_ALSO}{match['sign']}"
        key = word or (f"begin {begins}" if begins else "prime'" if match["prime"] else "")
        if key in _PRINTED_WITH:
            yield from (f"{_ALSO}{name}" for name in _PRINTED_WITH[key].split())


class Texts:
    """Puts texts together; `budget` bounds the characters, for a statement may stand in a statement in a statement."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self.doubted: list[str] = []
        """What the text that was asked for last leaves out, though LaTeX may print it (`Frame.doubts`)."""
        self._sorted: set[Frame] = set()

    def of(self, extent: Extent) -> str:
        """The text of an extent; raises BadInput where the budget is spent."""
        frame = extent.frame
        self.doubted = []
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
            if (start, stop) in frame.doubts:
                self.doubted.append(statement_text(frame.text[start:stop]))
            if inside is not None:
                yield from self._pieces(inside, 0, len(inside.text), depth + 1)
            position = stop
        yield statement_text(frame.text[position : max(position, end)])
