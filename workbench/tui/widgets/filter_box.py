"""The filter above the list: completes as one types, and says below what is wrong with it or how much it leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static

from workbench.tui.filtering import EXAMPLES, completions
from workbench.views.plain import plain


class Completions(Suggester):
    """The first completion of the last word, which the right arrow takes."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.vocabulary: Mapping[str, Sequence[str]] = {}

    async def get_suggestion(self, value: str) -> str | None:
        """The whole text as it would be."""
        return next(completions(value, self.vocabulary), None)


class FilterBox(Vertical):
    """A line to type in, and a line that answers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "Clear", show=False),
        Binding("enter,down", "leave", "To the list", show=False, priority=True),
        Binding("tab", "complete", "Complete", show=False, priority=True),
    ]

    class Changed(Message):
        """Another filter was typed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """Enter or escape: on with the list."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._completions = Completions()

    def compose(self) -> ComposeResult:
        """Input and answer."""
        yield Input(
            placeholder=f"/ {EXAMPLES}",
            id="filter-text",
            compact=True,
            suggester=self._completions,
            select_on_focus=False,
        )
        yield Static(id="filter-said", markup=False)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    def know(self, vocabulary: Mapping[str, Sequence[str]]) -> None:
        """What can be completed."""
        self._completions.vocabulary = vocabulary

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Answer under the line; nothing takes no room."""
        said = self.query_one("#filter-said", Static)
        said.update(plain(text))
        said.set_class(wrong, "-wrong")
        said.display = bool(text)

    def focus_input(self) -> None:
        """Begin to type."""
        self.query_one(Input).focus()

    def action_clear(self) -> None:
        """Everything is shown again."""
        self.query_one(Input).value = ""
        self.post_message(self.Left())

    def action_leave(self) -> None:
        """On to what was found."""
        self.post_message(self.Left())

    def action_complete(self) -> None:
        """Take the completion that is shown; where there is none, on to the list."""
        box = self.query_one(Input)
        if completed := next(completions(box.value, self._completions.vocabulary), None):
            box.value, box.cursor_position = completed, len(completed)
        else:
            self.post_message(self.Left())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Hand on what was typed."""
        event.stop()
        self.post_message(self.Changed(event.value))
