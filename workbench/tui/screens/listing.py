"""What most screens look like: a list that a thread gathers from the desk, and beside it what the cursor stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.events import Resize
from textual.widgets import Footer, Static

from workbench.errors import WorkbenchError
from workbench.tui.desk import Desk
from workbench.tui.latest import Latest
from workbench.tui.screens.base import WorkbenchScreen
from workbench.tui.themes import ink_of
from workbench.tui.widgets.detail import Detail, wrapped
from workbench.tui.widgets.rows import Listing, Row, Rows, listing
from workbench.views.ink import Ink
from workbench.views.plain import plain

NARROWEST = 18
"""Columns that a detail is folded to at least, however small the terminal is."""


class ListScreen(WorkbenchScreen):
    """Derive a screen from this, and say what it lists (`gather`) and what is told of a row (`tell`).

    Both run in a thread, so that keys are answered meanwhile; both may raise WorkbenchError, which is shown.
    """

    DEFAULT_CSS = """
    ListScreen > #title { height: 1; padding: 0 1; background: $panel; color: $foreground; text-style: bold; }
    ListScreen > #body { height: 1fr; layout: horizontal; }
    ListScreen > #body > #about { width: 1fr; height: 1fr; padding: 0 1; border-left: solid $border-blurred; }
    ListScreen > #body > #about:focus { border-left: solid $border; }
    ListScreen.-narrow > #body { layout: vertical; }
    ListScreen.-narrow > #body > #about { border-left: none; border-top: solid $border-blurred; }
    ListScreen.-narrow > #body > #about:focus { border-top: solid $border; }
    ListScreen.-short > #body > #about { display: none; }
    ListScreen.-zoomed > #body > #rows { display: none; }
    ListScreen.-zoomed > #body > #about { display: block; border: none; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  # Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-short"), (14, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open"),
        Binding("e", "edit", "Source"),
        Binding("space", "zoom", "Zoom"),
    ]

    AUTO_FOCUS: ClassVar[str | None] = "#rows"
    """From the first moment, so that a key that was quick means what it says."""
    HEAD: ClassVar[str] = ""
    """What the title begins with."""

    def __init__(self) -> None:
        super().__init__()
        self._rows, self._detail = Latest(self, "rows"), Latest(self, "detail")

    def gather(self, desk: Desk) -> Listing:
        """What is listed. In a thread."""
        raise NotImplementedError

    def tell(self, desk: Desk, row: Row, width: int, ink: Ink) -> Iterable[str]:
        """Lines about a row, at most `width` columns wide. In a thread."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Title, list, detail, keys."""
        yield Static(self.HEAD, id="title", markup=False)
        with Container(id="body"):
            yield Rows(id="rows")
            yield Detail(id="about")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Follow the desk."""
        self.watch(self.app, "desk", self.refill)
        self.watch(self.app, "theme", self.retell, init=False)

    def refill(self) -> None:
        """Gather again; the cursor stays where it was."""
        if (desk := self.workbench.desk) is not None:
            self._rows.submit(partial(self._gather, desk))

    def shown(self, found: Listing) -> None:
        """Put what was gathered on the screen."""
        for rows in self.query(Rows):  # none where the screen was left meanwhile
            self.query_one("#title", Static).update(plain(found.title))
            rows.show(found, self.preferred())

    def preferred(self) -> str | None:
        """The key where the cursor begins."""
        return self.workbench.selected

    def _gather(self, desk: Desk) -> Callable[[], None]:
        try:
            found = self.gather(desk)
        except WorkbenchError as error:
            found = listing(self.HEAD, (), str(error))
        return partial(self.shown, found)

    def _tell(self, desk: Desk, row: Row, detail: Detail, width: int, ink: Ink) -> Callable[[], None]:
        try:
            lines = tuple(self.tell(desk, row, width, ink))
        except WorkbenchError as error:
            lines = (plain(str(error)),)
        return partial(detail.show, wrapped(lines, width))

    @on(Rows.Moved)
    def _follow(self, message: Rows.Moved) -> None:
        self.moved(message.row)

    def moved(self, row: Row | None) -> None:
        """The cursor stands elsewhere: tell of that row."""
        desk = self.workbench.desk
        for detail in self.query(Detail):  # none where the screen was left meanwhile
            if row is None or desk is None:
                self._detail.submit(partial(_nothing_told, detail))
            else:
                width = max(detail.room, NARROWEST)
                self._detail.submit(partial(self._tell, desk, row, detail, width, ink_of(self.app)))

    def on_resize(self, event: Resize) -> None:
        """Fold the detail to its new width, once that is known."""
        self.call_after_refresh(self.retell)

    def retell(self) -> None:
        """Tell of the same row again: in another width, or in the colours of another theme."""
        if self.is_attached and (rows := self.query(Rows)):
            self.moved(rows.first().current)

    @on(Rows.Opened)
    def _opened(self, message: Rows.Opened) -> None:
        self.open(message.row)

    def open(self, row: Row) -> None:
        """What enter does: show the row's node in the main screen."""
        if row.node is not None:
            self.workbench.show_node(row.node)

    def action_open(self) -> None:
        """Enter, wherever the focus is."""
        self.query_one(Rows).action_open()

    def action_edit(self) -> None:
        """The source of the row, in the editor."""
        row = self.query_one(Rows).current
        if row is not None and row.place is not None:
            self.workbench.go_to(row.place)

    def action_zoom(self) -> None:
        """The detail in place of the list, and back."""
        zoomed = self.toggle_class("-zoomed").has_class("-zoomed")
        self.query_one("#about" if zoomed else "#rows").focus()
        self.call_after_refresh(self.retell)


def _nothing_told(detail: Detail) -> Callable[[], None]:
    return partial(detail.show, ())
