r"""The numbers of equations: which displays and rows LaTeX numbers, found in the text of the document itself.

plasTeX, and so the graph, counts otherwise in places (a `cases` takes a number there). A document is read beside its
PDF, so here LaTeX's rules hold: one number for an `equation` or `multline`, one a row for `align` and its kin, a letter
within `subequations`, none where `\nonumber`, `\notag`, a star or a `\tag` says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from workbench.blueprint.counters import STYLES
from workbench.blueprint.events import Numbering

_ONE = frozenset({"equation", "multline", "multline*", "equation*", "[", "math*"})
_ROWS = frozenset({"align", "alignat", "flalign", "gather", "xalignat", "xxalignat", "eqnarray"})
_DISPLAYS = _ONE | _ROWS | {f"{name}*" for name in _ROWS}

_ASIDE = (
    r"\\verb\*?([^A-Za-z*\s]).{0,300}?\1|\\begin\s*\{(?P<aside>verbatim\*?|lstlisting|Verbatim|minted)\}"
    r"|\\begin\s*\{(?P<begin>[^{}]*)\}|\\end\s*\{(?P<end>[^{}]*)\}|\\(?P<bracket>[\[\]])"
)
_OUTSIDE = re.compile(_ASIDE + r"|\\label\s*\{(?P<label>[^{}]*)\}|\\.", re.S)
_INSIDE = re.compile(
    _ASIDE
    + r"|\\label\s*\{(?P<label>[^{}]*)\}|\\(?P<none>nonumber|notag)(?![A-Za-z])|\\(?P<tag>tag)(?P<star>\*?)\s*(?=\{)"
    + r"|(?P<row>\\\\)|(?P<brace>[{}])|\\.",
    re.S,
)
_LONGEST_TAG = 1000
_BRACES = re.compile(r"\\.|[{}]", re.S)


@dataclass(frozen=True, slots=True)
class Row:
    """A row with a number, or with labels: where it ends in the text."""

    at: int
    number: str | None
    labels: tuple[str, ...]


@dataclass(slots=True)
class _Open:
    """The display that is open."""

    env: str
    depth: int = 0
    """Of braces and environments within it."""
    labels: list[str] = field(default_factory=list)
    tag: str | None = None
    silent: bool = False

    @property
    def starred(self) -> bool:
        return self.env.endswith("*") or self.env == "["


class Equations:
    """Counts equations while the texts of a document go by, in reading order."""

    def __init__(self, printed: Callable[[Numbering, int], str], begin: Numbering, *, shared: bool) -> None:
        """`printed`: a value of the counter as LaTeX prints it. `shared`: statements are counted with it."""
        self._printed = printed
        self._numbering = begin
        self._shared = shared
        self._value = begin.values.get("equation", 0)
        self._display: _Open | None = None
        self._group: str | None = None
        """Within `subequations`: the number that its letters follow."""
        self._letter = 0
        self.groups: dict[str, str] = {}
        """label -> number, of every label that names whole `subequations`."""

    def go_on(self, numbering: Numbering, by: int = 0, to: int | None = None) -> None:
        """From here on equations are numbered so; the counter begins anew where one above it has stepped."""
        if self._shared:
            self._value = numbering.values.get("equation", 0)
        elif numbering.above != self._numbering.above:
            self._value = 0
        elif to is not None:
            self._value = to
        self._value += 0 if self._shared else by
        self._numbering = numbering

    def rows(self, tex: str) -> Iterator[Row]:
        """The rows that end in the next text of the document."""
        position = 0
        while True:
            pattern = _OUTSIDE if self._display is None else _INSIDE
            for match in pattern.finditer(tex, position):
                if match["aside"]:
                    position = tex.find(f"\\end{{{match['aside']}}}", match.end())
                    break
                before = self._display
                row = self._read(match, tex)
                if row is not None:
                    yield row
                if self._display is not before:
                    position = match.end()
                    break
            else:
                return
            if position < 0:
                return

    def _read(self, match: re.Match[str], tex: str) -> Row | None:
        display = self._display
        if display is None:
            self._outside(match)
            return None
        inside = match.groupdict()
        if inside["label"] is not None:
            display.labels.append(" ".join(inside["label"].split()))
        elif inside["none"]:
            display.silent = True
        elif inside["tag"]:
            display.tag = _group(tex, match.end())
        elif inside["brace"]:
            display.depth = max(display.depth + (1 if inside["brace"] == "{" else -1), 0)
        elif inside["begin"] is not None:
            display.depth += 1
        elif inside["row"] and not display.depth and display.env.rstrip("*") in _ROWS:
            return self._finish(display, match.start())
        elif (inside["end"] or "") == display.env or (inside["bracket"] == "]" and display.env == "["):
            self._display = None
            return self._finish(display, match.start())
        elif inside["end"] is not None:
            display.depth = max(display.depth - 1, 0)
        return None

    def _outside(self, match: re.Match[str]) -> None:
        env = match["begin"]
        if match["bracket"] == "[" or (env is not None and env in _DISPLAYS):
            self._display = _Open(env or "[")
        elif env == "subequations" and self._group is None:
            self._value += 1
            self._group, self._letter = self._printed(self._numbering, self._value), 0
        elif match["end"] == "subequations":
            self._group = None
        elif match["label"] is not None and self._group is not None:
            self.groups[" ".join(match["label"].split())] = self._group

    def _finish(self, display: _Open, at: int) -> Row | None:
        number = display.tag
        if number is None and not display.starred and not display.silent:
            number = self._next()
        labels = tuple(label for label in display.labels if label)
        display.labels, display.tag, display.silent = [], None, False
        return Row(at, number, labels) if number is not None or labels else None

    def _next(self) -> str:
        if self._group is None:
            self._value += 1
            return self._printed(self._numbering, self._value)
        self._letter += 1
        return self._group + STYLES["alph"](self._letter)


def _group(tex: str, begin: int) -> str:
    """What stands in the braces that begin here."""
    depth = 0
    for match in _BRACES.finditer(tex, begin, begin + _LONGEST_TAG):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return tex[begin + 1 : match.start()].strip()
    return ""
