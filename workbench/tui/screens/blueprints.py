"""The blueprints of the workspace, to put another one on the desk."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from workbench.survey import name_of
from workbench.tui.screens.base import WorkbenchScreen
from workbench.views.plain import plain


class BlueprintsScreen(WorkbenchScreen):
    """A list of main files; the one that is shown is chosen at first."""

    HELP = "The blueprints that `workbench.toml` lists: enter puts another one on the desk."
    DEFAULT_CSS = """
    BlueprintsScreen #title { padding: 0 1; background: $panel; text-style: bold; }
    BlueprintsScreen OptionList, BlueprintsScreen OptionList:focus {
        height: 1fr; border: none; padding: 0 1; background: $background;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "app.simulate_key('down')", "Down", show=False),
        Binding("k", "app.simulate_key('up')", "Up", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        yield Static("blueprints of this workspace", id="title")
        yield OptionList(id="mains")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """List what the workspace has."""
        desk, choices = self.workbench.desk, self.query_one(OptionList)
        if desk is None:
            return
        workspace = desk.workspace
        for main in workspace.mains:
            names = dict.fromkeys((name_of(workspace, main), main))
            choices.add_option(Option(Text("  ".join(map(plain, names)))))
        choices.highlighted = workspace.mains.index(desk.blueprint.main)
        choices.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Put it on the desk."""
        desk = self.workbench.desk
        if desk is not None:
            self.workbench.choose(desk.workspace.mains[event.option_index])
        self.app.pop_screen()
