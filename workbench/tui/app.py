"""The app: what lies on the desk, what is selected, and how both come there. It judges nothing."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import Event, InputEvent
from textual.reactive import reactive
from textual.worker import get_current_worker

from workbench.errors import WorkbenchError
from workbench.tui.actions import run
from workbench.tui.desk import Desk
from workbench.tui.memory import Memory
from workbench.tui.preferences import preferences_file
from workbench.tui.themes import VARIABLES, install
from workbench.tui.watching import Watching

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.screen import Screen

    from workbench.blueprint.model import Place
    from workbench.tui.work import Work

# A thread that computes gives the interpreter back at the latest after so many seconds: keys are waited for by others.
SWITCH_SECONDS = 0.001
BREATH_SECONDS = 0.15
"""Between two stages of reading: what is at hand is painted first, for two threads that compute are half as fast."""


def commands() -> type[Provider]:
    """What the palette offers."""
    from workbench.tui.palette import WorkbenchCommands

    return WorkbenchCommands


class WorkbenchApp(App[None]):
    """The terminal workbench for the workspace at `path`; screens watch `desk` and `selected`."""

    TITLE = "Workbench"
    CSS_PATH = Path(__file__).with_name("workbench.tcss")  # for a class that derives from this one elsewhere, too
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {commands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "quit", "Quit", show=False, priority=True),
        Binding("colon", "command_palette", "Palette", show=False),
    ]

    desk: reactive[Desk | None] = reactive(None, repaint=False)
    selected: reactive[str | None] = reactive(None, repaint=False)
    """A node's id; kept when the desk is laid anew."""
    fault: reactive[str | None] = reactive(None, repaint=False)
    """Why the sources cannot be used, a sentence with its remedy; the desk is that of before, if there was one."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        import workbench.tui.screens.main  # noqa: F401  # what takes a while to import comes before the event loop

        install(self)
        self.memory = Memory(preferences_file())
        self.path = path
        self.watching = Watching(self)
        self.main: str | None = None
        """The main file of the chosen blueprint; None for the first."""
        self.begins_at: str | None = None
        """The node to select at first."""
        self._leaves = False
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        """What the age of evidence is counted from."""

    @cached_property
    def work(self) -> Work:
        """What machines do for this app."""
        from workbench.tui.work import Work

        return Work(self)

    def exit(self, *args: Any, **named: Any) -> None:
        """Leave."""
        self._leaves = True
        super().exit(*args, **named)

    async def on_event(self, event: Event) -> None:
        """Keys that were quicker than the end of the app mean nothing: there may be no screen any more to take them."""
        if not (self._leaves and isinstance(event, InputEvent)):
            await super().on_event(event)

    def on_unmount(self) -> None:
        """No child outlives the app; what finished is recorded already."""
        self.memory.leave(self)
        if "work" in self.__dict__:
            self.work.close()  # nothing is painted any more, so that nobody waits for the event loop
        self.watching.stop()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The inks, which the stylesheet names."""
        return dict(VARIABLES)

    def get_default_screen(self) -> Screen[None]:
        """The main screen."""
        from workbench.tui.screens.main import MainScreen

        return MainScreen()

    def on_mount(self) -> None:
        """Begin to read; the first screen does not wait for it."""
        sys.setswitchinterval(SWITCH_SECONDS)
        self.memory.follow(self)
        self.reload()
        self.watching.begin()

    def reload(self) -> None:
        """Read sources, problems, pairings and evidence again, in a thread; the selection is kept."""
        self.run_worker(self._load, thread=True, exclusive=True, group="load", exit_on_error=False)

    def choose(self, main: str) -> None:
        """Put another blueprint of the workspace on the desk."""
        self.main, self.selected = main, None
        self.reload()

    def show_node(self, id: str) -> None:
        """Select a node in the main screen and go back to it."""
        self.selected = id
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def go_to(self, place: Place) -> None:
        """Open the editor there."""
        import importlib

        importlib.import_module("workbench.tui.editor").open_place(self, place)

    def action_run(self, name: str) -> None:
        """Do one of `actions.ACTIONS`."""
        run(self, name)

    def lay(self, desk: Desk) -> None:
        """Put a desk in the place of the one before."""
        self.fault, self.main = None, desk.blueprint.main
        self.desk = desk
        if self.begins_at in desk.report.nodes:
            self.selected, self.begins_at = self.begins_at, None
        if self.selected not in desk.report.nodes:
            self.selected = next(iter(desk.report.nodes), None)

    def _load(self) -> None:
        from workbench.tui.loading import stages

        worker = get_current_worker()
        path, main, before = self.path, self.main, self.desk
        same = before is not None and before.blueprint.main == main
        gc.disable()  # a desk has no cycles, and to look for some among so many new objects takes as long as to read
        try:
            for desk in stages(path, main, glances=not same):
                if worker.is_cancelled:
                    return
                if desk.evidence_loaded or not same:  # what was known is shown until the new is known
                    self.call_later(self.lay, desk)
                if not desk.evidence_loaded:
                    time.sleep(BREATH_SECONDS)
                    if same:
                        gc.collect()  # what reading left behind, before it is frozen; at the start there is no time
        except (WorkbenchError, OSError) as error:
            if not worker.is_cancelled:
                self.call_later(self._say_fault, str(error))
        finally:
            gc.freeze()
            gc.enable()

    def _say_fault(self, fault: str) -> None:
        self.fault = fault
