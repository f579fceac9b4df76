"""Export: the blueprint as one HTML file, where one says."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer, Input, Label, Static
from textual.worker import get_current_worker

from workbench.errors import WorkbenchError
from workbench.tui.desk import Desk
from workbench.tui.screens.base import WorkbenchScreen
from workbench.tui.themes import ink_of
from workbench.tui.whole import write_whole
from workbench.tui.widgets.detail import Detail, wrapped
from workbench.views.ink import Ink
from workbench.views.plain import plain
from workbench.whole import refuse_source


class ExportScreen(WorkbenchScreen):
    """What `workbench export --html FILE` does."""

    HELP: ClassVar[str] = (
        "Writes the blueprint as **one HTML file** that needs nothing else: its graph, its text, what holds and by "
        "what evidence. Type where, and press enter; a name without a folder lies in the folder where the workbench "
        "was started. A file that is there already is replaced when enter is pressed a second time."
    )
    DEFAULT_CSS = """
    ExportScreen > #title { height: 1; padding: 0 1; background: $panel; color: $foreground; text-style: bold; }
    ExportScreen > Label { padding: 1 1 0 1; }
    ExportScreen > #file { margin: 0 1; height: 1; border: none; padding: 0 1; background: $panel; }
    ExportScreen > #file:focus { background: $block-cursor-background; }
    ExportScreen > #said { height: 1fr; margin: 1 0 0 0; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", key_display="esc"),
        Binding("enter", "write", "Write"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[str, ...] = ()
        self._replacing: Path | None = None
        """The file of which one was told that it is there already."""

    def compose(self) -> ComposeResult:
        """A field for the file's name, and below what is being done."""
        desk = self.workbench.desk
        name = plain(desk.workspace.name) if desk else "blueprint"
        yield Static("Export", id="title", markup=False)
        yield Label("Enter writes the page to", markup=False)
        yield Input(
            f"{name.replace('/', '-')}.html", placeholder="a file, such as blueprint.html", id="file", compact=True
        )
        yield Detail(id="said")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """In the field."""
        self.action_write()

    def action_write(self) -> None:
        """Back to the field, where enter writes."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        desk, name = self.workbench.desk, message.value.strip()
        if desk is None or not name:
            return
        self._lines = ()
        ink = ink_of(self.app)
        try:
            path = Path(os.path.expanduser(name))  # noqa: PTH111  # Path.expanduser raises where there is no such user
        except ValueError:  # a NUL
            self._say(ink(f"nothing is written: {plain(name)} is no name of a file", "error"))
            return
        if path.is_dir():
            self._say(ink(f"{plain(name)} is a folder: name a file in it", "error"))
        elif path.exists() and path != self._replacing:
            self._replacing = path
            self._say(ink(f"{plain(name)} is there already: enter once more replaces it", "warning"))
        else:
            self._replacing = None
            work = partial(self._export, desk, path, ink)
            self.run_worker(work, thread=True, exclusive=True, group="export")

    def _export(self, desk: Desk, path: Path, ink: Ink) -> None:
        """In a thread: read, draw, write."""
        worker = get_current_worker()

        def tell(line: str) -> None:
            if not worker.is_cancelled:
                self.app.call_later(self._say, plain(line))

        try:
            from workbench.survey import exhibit
            from workbench.views.html import export

            shown = exhibit(desk.workspace.root / desk.blueprint.main)
            tell(f"{len(shown.report.blueprint.statements)} statements, {len(shown.witnesses)} witnesses")
            made = export(shown.report, shown.document, witnesses=shown.witnesses, picture=shown.picture, tell=tell)
            if worker.is_cancelled:
                return
            refuse_source(path)
            write_whole(path, made.html)
        except WorkbenchError as error:
            tell(f"nothing is written: {error}")
            return
        except (OSError, ValueError) as error:
            said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            tell(f"nothing is written: {said}")
            return
        for note in made.notes:
            tell(f"note: {note}")
        size = f"{len(made.html.encode()) / 1e6:.2f} MB"
        if not worker.is_cancelled:
            self.app.call_later(self._say, ink(f"✓ written: {plain(str(path))}, {size}", "green"))

    def _say(self, line: str) -> None:
        self._lines = (*self._lines, line)
        for detail in self.query(Detail):  # none where the screen was left meanwhile
            detail.show(wrapped(self._lines, detail.room))
