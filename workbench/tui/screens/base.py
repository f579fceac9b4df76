"""What all screens have in common: how one leaves them, help, the palette, and a footer of the keys that work."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.screen import Screen

if TYPE_CHECKING:
    from workbench.tui.app import WorkbenchApp


class WorkbenchScreen(Screen[None]):
    """Derive a screen from this, give it HELP, and compose a `Footer` at its end (docs/tui.md shows one)."""

    HELP: ClassVar[str] = ""
    """Markdown, two or three sentences: what the screen is for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", "Back", key_display="q"),
        Binding("question_mark", "app.run('help')", "Help", key_display="?"),
    ]

    @property
    def workbench(self) -> WorkbenchApp:
        """The app, with its desk and selection."""
        return cast("WorkbenchApp", self.app)

    def action_back(self) -> None:
        """Leave the screen."""
        self.app.pop_screen()
