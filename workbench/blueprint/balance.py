r"""Braces and environments that LaTeX itself would complain about: opened and never closed, or closed and never opened.

Kept apart from the tree, which follows plasTeX and gets over such things silently, sometimes by losing half a chapter.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.blueprint.model import Place
from workbench.blueprint.sources import Source

Spot = tuple[Source, int]
"""A character of a file; its line is looked up only where something is wrong."""

_VERBATIM = frozenset(
    {
        "comment",
        "minted",
        "Verbatim",
        "BVerbatim",
        "lstlisting",
        "alltt",
        "filecontents",
        "filecontents*",
        "tikzpicture",
        "tikzcd",
    }
)
"""Environments whose text is not LaTeX, or not as plasTeX reads it where it does not know them."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not pair."""

    message: str
    place: Place


class Balance:
    """What is open in the author's text."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._open: list[tuple[str, Spot]] = []
        self._level: list[list[tuple[str, Spot]]] = []
        self._over = False

    def start(self, spot: Spot) -> None:
        """The document begins: definitions before it may hold halves of what is whole where they are used."""
        if not self._over:
            self.faults.clear()
            self._open = [("document", spot)]

    def stop(self) -> None:
        """What follows is not looked at: the document has ended."""
        self._close_down(0)
        self._over = True

    def begin(self, what: str, spot: Spot) -> None:
        """A brace (`{`) or the environment of that name is opened."""
        if not self._over and not self._in_verbatim():
            self._open.append((what, spot))

    def end(self, what: str, spot: Spot) -> None:
        """The brace or the environment is closed: whatever was opened since is left open."""
        if self._over or (self._in_verbatim() and self._open[-1][0] != what):
            return
        if self._open and self._open[-1][0] == what:
            self._open.pop()
            return
        at = next((i for i in reversed(range(len(self._open))) if self._open[i][0] == what), None)
        if at is None or (what == "{" and any(name != "{" for name, _ in self._open[at + 1 :])):
            self._fault(f"this {_closing(what)} closes nothing", spot)
            return
        self._close_down(at + 1)
        self._open.pop()

    def unclosed(self, spot: Spot) -> None:
        """A brace that begins an argument is never closed, so that the rest of the document is that argument."""
        if not self._over:
            self._fault("this brace is never closed", spot)
            self._over = True

    def enter(self) -> None:
        """An argument is read apart."""
        self._level.append(self._open)
        self._open = []

    def leave(self) -> None:
        """Back from the argument."""
        self._close_down(0)
        self._open = self._level.pop()

    def _in_verbatim(self) -> bool:
        return bool(self._open) and self._open[-1][0] in _VERBATIM

    def _close_down(self, to: int) -> None:
        while len(self._open) > to:
            what, spot = self._open.pop()
            self._fault(f"this {_opening(what)} is never closed", spot)

    def _fault(self, message: str, spot: Spot) -> None:
        if not self._over:
            source, offset = spot
            self.faults.append(Fault(message, source.place(offset)))


def _opening(what: str) -> str:
    return "brace" if what == "{" else f"\\begin{{{what}}}"


def _closing(what: str) -> str:
    return "brace" if what == "{" else f"\\end{{{what}}}"
