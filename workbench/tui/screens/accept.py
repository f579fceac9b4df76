"""Accepting a pairing: both halves on the screen, what changed, and one key for yes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.events import Resize
from textual.widgets import Footer, Static

from workbench.errors import WorkbenchError
from workbench.evidence.pairings import Lock
from workbench.offers import Halves, Offer, accept, offers, offers_of
from workbench.tui.desk import Desk
from workbench.tui.screens.base import WorkbenchScreen
from workbench.tui.themes import ink_of
from workbench.tui.widgets.detail import Detail, wrapped
from workbench.views.ink import Ink
from workbench.views.pairing import formal_entries, statement_words
from workbench.views.plain import cut, fold, plain
from workbench.views.tex import readable
from workbench.views.text import number_of

if TYPE_CHECKING:
    from workbench.tui.app import WorkbenchApp

NARROWEST = 18


class AcceptScreen(WorkbenchScreen):
    """The pairing of the selected node."""

    HELP: ClassVar[str] = (
        "Only a person can see whether a problem or a declaration **says what the sentence says**: read both halves, "
        "and what changed since they were accepted. `y` accepts and writes `workbench.lock`, `n` leaves it. A pairing "
        "is what is on this screen, even if a file changes meanwhile."
    )
    DEFAULT_CSS = """
    AcceptScreen > #title { height: 1; padding: 0 1; background: $panel; text-style: bold; }
    AcceptScreen > #halves { height: 1fr; layout: horizontal; }
    AcceptScreen .half { width: 1fr; height: 1fr; padding: 0 1; border: round $border-blurred; }
    AcceptScreen .half:focus { border: round $border; }
    AcceptScreen.-narrow > #halves { layout: vertical; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-wide")]  # noqa: RUF012  # Textual declares it so
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "accept", "Accept"),
        Binding("n", "leave", "Leave"),
        Binding("e", "edit", "Source"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._offers: Sequence[Offer] = ()
        self._at = 0
        self._accepted = 0
        self._lock: Lock = {}

    def gather(self, desk: Desk) -> Sequence[Offer]:
        """What is put before the person. In a thread. Raises BadInput where there is nothing."""
        node = self.workbench.selected
        return list(offers_of([Halves(desk.survey, desk.known)], [node] if node else []))

    def compose(self) -> ComposeResult:
        """Two frames, each scrolls for itself."""
        yield Static("Accept", id="title", markup=False)
        with Container(id="halves"):
            for id, name in (("statement", "the statement"), ("formal", "what is to stand for it")):
                frame = Detail(id=id)
                frame.add_class("half")
                frame.border_title = name
                yield frame
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Look for what can be accepted."""
        self.query_one("#statement").focus()
        desk = self.workbench.desk
        if desk is None or not desk.evidence_loaded:
            self.query_one("#title", Static).update("Accept · the evidence is being read still: come back in a moment")
        else:
            self.run_worker(partial(self._gather, desk), thread=True, exit_on_error=False)

    def on_resize(self, event: Resize) -> None:
        """Fold to the new width."""
        self.call_after_refresh(self._show)

    def _gather(self, desk: Desk) -> None:
        try:
            found, why = self.gather(desk), ""
        except WorkbenchError as error:
            found, why = (), str(error)
        self.app.call_later(self._begin, found, desk.lock, why)

    def _begin(self, found: Sequence[Offer], lock: Lock, why: str) -> None:
        self._offers, self._lock = found, lock
        if found:
            self._show()
        elif self.is_attached:
            self.query_one("#title", Static).update("Accept · nothing to accept")
            width = self._width("#statement")
            lines = fold(plain(why or "every pairing is accepted already"), width)
            self.query_one("#statement", Detail).show(wrapped(lines, width))

    @property
    def offer(self) -> Offer | None:
        """The one on the screen."""
        return self._offers[self._at] if self._at < len(self._offers) else None

    def _show(self) -> None:
        offer = self.offer
        if offer is None or not self.is_attached:
            return
        pairing, ink = offer.pairing, ink_of(self.app)
        node = offer.halves.survey.blueprint.statements[pairing.node]
        place = f"{self._at + 1} of {len(self._offers)} · " if len(self._offers) > 1 else ""
        title = f"Accept · {place}{node.id} ({number_of(node).strip()}) · {node.place}"
        self.query_one("#title", Static).update(cut(plain(title), max(10, self.size.width - 2)))
        statement, formal = self._width("#statement"), self._width("#formal")
        self.query_one("#statement", Detail).show(wrapped(statement_half(offer, statement, ink), statement))
        self.query_one("#formal", Detail).show(wrapped(formal_half(offer, self._lock, formal, ink), formal))

    def _width(self, frame: str) -> int:
        return max(self.query_one(frame, Detail).room, NARROWEST)

    def action_accept(self) -> None:
        """Write it into the lock."""
        if (offer := self.offer) is not None:
            workspace = offer.halves.survey.workspace
            # The app's worker: those of a screen end with it, begun or not.
            self.app.run_worker(
                partial(self._accept, offer, partial(accept, workspace.lock_path, [offer.pairing])),
                thread=True,
                exit_on_error=False,
            )
            self._next()

    def _accept(self, offer: Offer, write: partial[Lock]) -> None:
        app = self.workbench
        try:
            lock = write()
        except WorkbenchError as error:
            app.call_later(partial(app.notify, plain(str(error)), severity="error", markup=False))
            return
        app.call_later(_take, app, lock, f"accepted {offer.pairing.node}: commit workbench.lock")

    def action_leave(self) -> None:
        """Leave it as it is."""
        self._next()

    def _next(self) -> None:
        self._at += 1
        if self.offer is None:
            self.app.pop_screen()
        else:
            self._show()

    def action_edit(self) -> None:
        """The statement in the editor."""
        if (offer := self.offer) is not None:
            node = offer.halves.survey.blueprint.statements[offer.pairing.node]
            self.workbench.go_to(node.place)


class AcceptInTurnScreen(AcceptScreen):
    """Every pairing that waits for a person, one after the other."""

    def gather(self, desk: Desk) -> Sequence[Offer]:
        """Changed and new ones, in document order."""
        return offers([Halves(desk.survey, desk.known)], desk.lock)


def statement_half(offer: Offer, width: int, ink: Ink) -> Iterator[str]:
    """The statement as one reads it, then as it is compared: in normal form, with the macros that it uses."""
    pairing = offer.pairing
    node = offer.halves.survey.blueprint.statements[pairing.node]
    for line in readable(pairing.statement.text, node.definitions).splitlines():
        yield from fold(plain(line), width) or [""]
    yield ""
    yield from (ink(line, "faint") for line in fold(plain(statement_words(pairing.statement)), width))
    if pairing.ancestors:
        yield ""
        named = ", ".join(id for id, _ in pairing.ancestors)
        yield from (ink(line, "faint") for line in fold(plain(f"builds on {named}"), width))


def formal_half(offer: Offer, lock: Lock, width: int, ink: Ink) -> Iterator[str]:
    """What is to stand for it, in words where that can be said, and what changed since it was accepted."""
    pairing = offer.pairing
    before = lock.get((pairing.blueprint, pairing.node))
    for head, text in formal_entries(pairing, before, offer.meanings, ink=ink):
        if head:
            yield ink(head, "strong")
        # What changed is marked with ink, whose codes `fold` would count: such a line is left to the widget to wrap.
        yield from (f"  {line}" for line in (fold(text, width - 2) if "\x1b" not in text else [text]))


def _take(app: WorkbenchApp, lock: Lock, said: str) -> None:
    """In the app's thread: the desk has other pairings, and statuses are to be seen anew."""
    if app.desk is not None:
        app.desk = replace(app.desk, lock=lock)
    app.work.refresh()
    app.notify(plain(said), markup=False)
