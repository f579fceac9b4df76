"""What of a node is copied: its label, a Lean name, or a `\\uses` line. The terminal does it (OSC 52), so that it works
over ssh too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workbench.blueprint.model import Node
from workbench.tui.desk import Desk
from workbench.views.plain import plain

if TYPE_CHECKING:
    from workbench.tui.app import WorkbenchApp


class YankScreen(ModalScreen[None]):
    """A small menu over the main screen."""

    HELP: ClassVar[str] = (
        "**Copies** what one writes about a node elsewhere: its label, its Lean name, a `\\uses` line. The terminal "
        "has to allow it (OSC 52)."
    )
    DEFAULT_CSS = """
    YankScreen { align: center middle; }
    YankScreen > Vertical {
        width: 80%; max-width: 100; height: auto; max-height: 90%; border: round $border; background: $surface;
    }
    YankScreen OptionList { height: auto; max-height: 100%; border: none; background: $surface; }
    YankScreen #none { padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Back"),
        Binding("l", "copy('l')", "Label"),
        Binding("n", "copy('n')", "Lean name"),
        Binding("u", "copy('u')", "\\uses"),
        Binding("j", "down", "Down", show=False),
        Binding("k", "up", "Up", show=False),
    ]

    def compose(self) -> ComposeResult:
        """What there is to copy, each under its key."""
        found = self._found()
        with Vertical() as frame:
            frame.border_title = "copy"
            if found:
                yield OptionList(*(Option(f"{key:1}  {plain(text)}") for key, text in found), markup=False)
            else:
                yield Static("no node is selected", id="none", markup=False)

    def _found(self) -> tuple[tuple[str, str], ...]:
        app = cast("WorkbenchApp", self.app)
        desk: Desk | None = app.desk
        node = desk.blueprint.statements.get(app.selected or "") if desk else None
        return tuple(texts(node)) if node else ()

    def action_copy(self, key: str) -> None:
        """Copy what stands under a key."""
        text = next((text for its_key, text in self._found() if its_key == key), None)
        if text is None:
            self.notify("this node names no Lean declaration" if key == "n" else "it has no label", markup=False)
        else:
            self._copy(text)

    def action_down(self) -> None:
        """The next entry."""
        for menu in self.query(OptionList):
            menu.action_cursor_down()

    def action_up(self) -> None:
        """The entry before."""
        for menu in self.query(OptionList):
            menu.action_cursor_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click."""
        self._copy(self._found()[event.option_index][1])

    def _copy(self, text: str) -> None:
        self.app.copy_to_clipboard(text)
        self.app.notify(plain(f"copied {text}"), markup=False)
        self.dismiss()


def texts(node: Node) -> Iterator[tuple[str, str]]:
    r"""(key, text) of what can be copied of a node; where there are several of a kind the first has the key. An
    unlabelled node cannot be named in a `\uses`."""
    if not node.generated_id:
        yield "l", node.id
        yield from (("", label) for label in node.labels if label != node.id)
    yield from (("" if number else "n", name) for number, name in enumerate(dict.fromkeys(node.lean)))
    if not node.generated_id:
        yield "u", f"\\uses{{{node.id}}}"
