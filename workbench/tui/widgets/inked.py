"""A widget that writes with the inks of the theme, each a style for what a text means."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text
from textual.widget import Widget

from workbench.tui.themes import colour, ink_of, is_bold
from workbench.views.ink import Ink


class Inked(Widget):
    """Gives the styles of the meanings of `views.ink` and `tui.themes`; they follow the theme."""

    _styles: tuple[object, dict[str, Style]] = (None, {})
    """The variables of a theme, and the styles made of them."""

    def style_of(self, meaning: str) -> Style:
        """The style of a meaning; `ground` is the widget's own, `cursor` and `cursor_away` a chosen row's."""
        variables, styles = self._styles
        if variables is not self.app.theme_variables:
            styles = {}
            self._styles = self.app.theme_variables, styles
        if meaning not in styles:
            styles[meaning] = self._made(meaning)
        return styles[meaning]

    def notify_style_update(self) -> None:
        """The stylesheet was applied anew, and the ground may be another."""
        super().notify_style_update()
        self._styles = None, {}

    @property
    def ink(self) -> Ink:
        """An ink for the lines of `views`; `inked` reads what it writes."""
        return ink_of(self.app)

    @staticmethod
    def inked(line: str) -> Text:
        """A line that `ink` has marked (and that is free of other control characters)."""
        return Text.from_ansi(line, end="")

    def _made(self, meaning: str) -> Style:
        variables = self.app.theme_variables
        match meaning:
            case "ground":
                return self.rich_style
            case "cursor":
                return Style(bgcolor=variables["block-cursor-background"], bold=True)
            case "cursor_away":
                return Style(bgcolor=variables["block-cursor-blurred-background"])
        return Style(color=colour(self.app, meaning), bold=is_bold(meaning) or None)
