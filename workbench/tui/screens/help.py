"""Help: what the screen below is for, and every key that works on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Markdown, Static

from workbench.tui.actions import ACTIONS
from workbench.tui.themes import colour
from workbench.views.plain import pad

if TYPE_CHECKING:
    from textual.screen import Screen

KEYS_WIDTH = 14

_NAMES = {
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
    "space": "space",
    "enter": "enter",
    "escape": "esc",
    "plus": "+",
    "minus": "-",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "equals_sign": "=",
}
_SILENT = ("scroll_left", "scroll_right", "page_left", "page_right", "copy_text", "screen.copy_text", "app.help_quit")
"""Of Textual's own actions those that say nothing here; `str.startswith` takes them."""

SIGNS = (
    "● dark green  ◉ green  ◐ ready to prove  ◔ ready to state  ○ white\n"
    "! broken  ~ stale  … running  ✗ refuted or failed  ? asserted  ∅ gap"
)


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that can be done now: its keys as they are written, and what it is."""

    keys: str
    does: str


class HelpScreen(ModalScreen[None]):
    """Lies over the screen that it explains; any of q, escape, ? and enter takes it away."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background 60%; }
    HelpScreen > #help { width: 90%; max-width: 84; height: auto; max-height: 90%; padding: 0 2; background: $surface;
        border: round $border; scrollbar-size-vertical: 1; }
    HelpScreen Markdown { padding: 0; margin: 1 0; background: $surface; }
    HelpScreen Markdown MarkdownParagraph { margin: 0; }
    HelpScreen Static { height: auto; }
    HelpScreen #signs { margin: 1 0; color: $ink-faint; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter", "dismiss", "Close"),
        Binding("j", "scroll(1)", "Down", show=False),
        Binding("k", "scroll(-1)", "Up", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[Key] = []

    def compose(self) -> ComposeResult:
        """What it is for, what the signs mean, the keys."""
        explained = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else self.app.screen
        self._keys = list(keys_of(explained))
        with VerticalScroll(id="help") as box:
            box.border_title = "help: q closes"
            yield Markdown(explained.HELP or "", open_links=False)
            yield Static(id="keys", markup=False)
            yield Static(SIGNS, id="signs", markup=False)

    def on_mount(self) -> None:
        """Keys scroll."""
        self.query_one("#help").focus()
        self.watch(self.app, "theme", self._paint)

    def _paint(self) -> None:
        """The keys in the colours of the theme."""
        self.query_one("#keys", Static).update(self._lines(self._keys))

    def action_scroll(self, by: int) -> None:
        """A line up or down."""
        self.query_one("#help").scroll_relative(y=by, animate=False)

    def _lines(self, keys: list[Key]) -> Text:
        lines = []
        for key in keys:
            line = Text(pad(key.keys, KEYS_WIDTH), style=f"bold {colour(self.app, 'head')}")
            lines.append(line + Text(f" {key.does}", style=colour(self.app, "strong")))
        return Text("\n").join(lines)


def keys_of(screen: Screen[object]) -> Iterator[Key]:
    """Every action that a key starts on a screen: the screen's own first, then those of what is focused, of the app."""
    helps = {f"app.run('{action.name}')": f"{action.title}. {action.help}" for action in ACTIONS}
    found: dict[str, tuple[int, list[str], str]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        does = helps.get(binding.action) or binding.tooltip or binding.description
        if does and active.enabled and not binding.system and not binding.action.startswith(_SILENT):
            whose = 0 if active.node is screen else 2 if active.node is screen.app else 1
            found.setdefault(binding.action, (whose, [], does))[1].append(written(binding.key))
    for _, keys, does in sorted(found.values(), key=lambda one: one[0]):
        yield Key(" ".join(dict.fromkeys(keys)), does)


def written(key: str) -> str:
    """A key of Textual's as people write it."""
    modifier, plus, last = key.rpartition("+")
    shown = _NAMES.get(last, last)
    return (
        f"{modifier.replace('ctrl', '^').replace('+', '')}{shown}"
        if plus and modifier == "ctrl"
        else (f"{modifier}+{shown}" if plus else shown)
    )
