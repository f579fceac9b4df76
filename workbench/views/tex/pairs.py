"""Which token of a text closes which: braces, brackets, dollars, environments, found in one pass over all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from workbench.views.tex.tokens import PARAGRAPH, closed, opened, words

_CLOSERS = {"}": "{", "\\)": "\\(", "\\]": "\\["}
_INLINE = frozenset({"$", "\\("})
_DISPLAY = frozenset({"$$", "\\["})
MATHEMATICS = frozenset(
    words(
        "equation equation* align align* alignat alignat* flalign flalign* gather gather* multline "
        "multline* eqnarray eqnarray* displaymath math xalignat xalignat* dmath dmath*"
    )
)
"""Environments that switch to mathematics."""


def pairs(stream: Sequence[object], ends_mathematics: Callable[[object], bool]) -> dict[int, int]:
    r"""Index of an opening token -> index of the one that closes it; what is not closed is not there.

    An inline formula ends with its paragraph, and no formula goes beyond a thing for which `ends_mathematics`: one
    dollar too many spoils no more than that. `[` is paired with the first `]` on its own level, as arguments are read.
    """
    finder = _Finder()
    for index, item in enumerate(stream):
        if isinstance(item, str):
            finder.token(index, item)
        elif ends_mathematics(item):
            finder.cut(finder.formulas)
    return finder.ends


def split(tokens: Sequence[str], ends: Mapping[int, int], start: int, end: int, sign: str) -> Iterator[tuple[int, int]]:
    """The ranges between the tokens `sign`, those within groups and environments passed over."""
    begin = at = start
    while at < end:
        if tokens[at] == sign:
            yield begin, at
            begin = at + 1
        at = ends[at] + 1 if at in ends and tokens[at] != "[" else at + 1
    yield begin, end


class _Finder:
    def __init__(self) -> None:
        self.ends: dict[int, int] = {}
        self._open: list[tuple[str, int]] = []
        self._how_many: Counter[str] = Counter()
        self._brackets: list[list[int]] = [[]]
        self.formulas: list[int] = []
        """How deep each open formula lies, the outermost first."""
        self._inline: list[int] = []

    def token(self, index: int, token: str) -> None:
        if token == "[":
            self._brackets[-1].append(index)
        elif token == "]":
            self.ends.update(dict.fromkeys(self._brackets[-1], index))
            self._brackets[-1].clear()
        elif token in ("$", "$$"):
            if self._open and self._open[-1][0] == token:
                self._close(token, index)
            else:
                self._push(token, index)
        elif token in ("{", "\\(", "\\["):
            self._push(token, index)
        elif token in _CLOSERS:
            self._close(_CLOSERS[token], index)
        elif token == PARAGRAPH:
            self.cut(self._inline)
            self._brackets[-1].clear()
        elif token[0] == "\\" and (name := opened(token)):
            self._push(f"\\begin{{{name}}}", index)
        elif token[0] == "\\" and (name := closed(token)):
            self._close(f"\\begin{{{name}}}", index)

    def cut(self, formulas: list[int]) -> None:
        """Forgets the first of these formulas, and all that was opened in it."""
        while formulas:
            self._pop()

    def _push(self, sign: str, index: int) -> None:
        if sign in _INLINE:
            self._inline.append(len(self._open))
        if sign in _INLINE or sign in _DISPLAY or opened(sign) in MATHEMATICS:
            self.formulas.append(len(self._open))
        self._open.append((sign, index))
        self._how_many[sign] += 1
        self._brackets.append([])

    def _pop(self) -> int:
        sign, index = self._open.pop()
        self._how_many[sign] -= 1
        self._brackets.pop()
        for formulas in (self.formulas, self._inline):
            if formulas and formulas[-1] == len(self._open):
                formulas.pop()
        return index

    def _close(self, sign: str, index: int) -> None:
        """Closes the innermost of its kind, and forgets what was left open in it."""
        if not self._how_many[sign]:
            return
        while self._open[-1][0] != sign:
            self._pop()
        self.ends[self._pop()] = index
