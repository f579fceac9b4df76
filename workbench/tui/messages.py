"""What widgets tell the screen that they stand on."""

from __future__ import annotations

from textual.message import Message


class NodeSelected(Message):
    """A person moved to a node, in a list or in the overview: the other panes follow."""

    def __init__(self, node: str) -> None:
        super().__init__()
        self.node = node


class NodeOpened(Message):
    """A person pressed enter on a node, or clicked it twice: show it with all the room there is."""

    def __init__(self, node: str) -> None:
        super().__init__()
        self.node = node
