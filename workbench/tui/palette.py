"""The command palette: every action by name, every key of the present screen, every node, every blueprint and theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from workbench.tui import themes
from workbench.tui.actions import ACTIONS
from workbench.tui.screens.help import written
from workbench.views.plain import plain
from workbench.views.text import number_of, status_words

if TYPE_CHECKING:
    from workbench.tui.app import WorkbenchApp

MOST_NODES = 40
"""So many nodes of those that match are offered."""


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the palette."""

    title: str
    help: str
    does: Callable[[], object]


class WorkbenchCommands(Provider):
    """Everything that can be done, from wherever the palette was opened."""

    async def discover(self) -> Hits:
        """All but the nodes, before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(command.title, command.does, text=command.title, help=command.help)

    async def search(self, query: str) -> Hits:
        """What matches, the nodes too."""
        matcher = self.matcher(query)
        for command in self._commands():
            if (score := matcher.match(f"{command.title} {command.help}")) > 0:
                title = matcher.highlight(command.title)
                yield Hit(score, title, command.does, text=command.title, help=command.help)
        for command in self._nodes(query):
            yield Hit(
                matcher.match(command.title) or 0.01,
                matcher.highlight(command.title),
                command.does,
                text=command.title,
                help=command.help,
            )

    @property
    def _workbench(self) -> WorkbenchApp:
        return cast("WorkbenchApp", self.app)

    def _commands(self) -> Iterator[Command]:
        for action in ACTIONS:
            keys = " ".join(written(key) for key in action.keys.split(","))
            yield Command(f"{action.title}  ({keys})", action.help, partial(self._workbench.action_run, action.name))
        yield from self._of_screen()
        for name in themes.NAMES:
            yield Command(f"Theme: {name}", "Use these colours, and remember it.", partial(self._theme, name))
        desk = self._workbench.desk
        for main in desk.workspace.mains if desk and len(desk.workspace.mains) > 1 else ():
            yield Command(
                f"Blueprint: {plain(main)}", "Put this one on the desk.", partial(self._workbench.choose, main)
            )
        yield Command("Read everything again", "Sources, problems, pairings and evidence.", self._workbench.reload)
        yield Command("Quit", "What finished is recorded; what runs is stopped.", self._workbench.exit)

    def _of_screen(self) -> Iterator[Command]:
        """What the present screen can do besides the actions of the table, and but for moving about."""
        seen = {"app.quit", "back"}
        for active in self.screen.active_bindings.values():
            binding, node = active.binding, active.node
            is_new = binding.action not in seen and not binding.action.startswith("app.run(")
            if node is self.screen and active.enabled and binding.description and not binding.system and is_new:
                seen.add(binding.action)
                does = partial(self.app.call_later, self.app.run_action, binding.action, node)
                yield Command(f"{binding.description}  ({written(binding.key)})", "A key of this screen.", does)

    def _nodes(self, query: str) -> Iterator[Command]:
        """The nodes whose label, number or title has what was typed."""
        desk, sought = self._workbench.desk, query.casefold()
        if desk is None:
            return
        left = MOST_NODES
        for id, status in desk.report.nodes.items():
            node = desk.blueprint.statements[id]
            if left and any(sought in text.casefold() for text in (id, number_of(node), node.title_tex or "")):
                left -= 1
                help = f"{number_of(node).strip()}: {status_words(status)}"
                yield Command(f"Go to {plain(id)}", help, partial(self._workbench.show_node, id))

    def _theme(self, name: str) -> None:
        self.app.theme = name
