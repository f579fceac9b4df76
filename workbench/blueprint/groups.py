"""What is in force, and until when: groups, environments, and the definitions that end with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workbench.blueprint.macros import Macro, MacroTable
from workbench.blueprint.scanner import Scanner
from workbench.blueprint.texts import InForce
from workbench.blueprint.tree import Context, Element, Kind, Tree


class Groups(Scanner):
    """A scanner that knows in which groups it is, and what its commands and macros mean there."""

    def __init__(self, table: MacroTable, commands: dict[str, Callable[[Any], None]]) -> None:
        super().__init__(table)
        self.commands = commands
        self.tree = Tree()
        self.written: dict[str, str] = {}
        """Every definition of a macro, whether plasTeX heeds it or not."""
        self.in_force = InForce()
        self.doubtful: list[bool] = []
        """For each conditional that we are in the chosen branch of, whether LaTeX may decide it otherwise."""
        self.in_document = False

    # Groups

    def _pop(self) -> Context:
        context = self.tree.pop()
        if context.saved:
            for name, (handler, macro, definition) in context.saved.items():
                self._restore(name, handler, macro)
                self.in_force.set(name, definition)
        for name, definition in (context.printed or {}).items():
            self.in_force.note(name, definition)
        return context

    def _restore(self, name: str, handler: Callable[[Any], None] | None, macro: Macro | None) -> None:
        if handler is None:
            self.commands.pop(name, None)
        else:
            self.commands[name] = handler
        if macro is None:
            self.table.forget(name)
        else:
            self.table.define(macro)

    def pop_group(self) -> None:
        """Ends the nesting down to the last group that a brace (or a cell) opened, or all of it."""
        while len(self.tree.contexts) > 1:
            if self._pop().owner is None:
                return

    def pop_environment(self, name: str) -> None:
        """Ends the nesting down to the environment of that name, or all of it."""
        while len(self.tree.contexts) > 1:
            owner = self._pop().owner
            if owner is not None and owner.name == name:
                return

    def pop_to(self, owner: Element) -> None:
        """Ends the nesting down to what this element opened, or all of it."""
        while len(self.tree.contexts) > 1:
            if self._pop().owner is owner:
                return

    def open_group(self) -> None:
        """What `{` does."""
        self.tree.push(None)
        self.tree.enter(Element(Kind.GROUP, "{"))

    def close_group(self) -> None:
        """What `}` does, wherever it stands."""
        self.pop_group()
        self.tree.attach(Element(Kind.END, "}"))

    # Definitions

    def write_down(self, name: str, definition: str) -> None:
        """Notes a definition of the author's, whether plasTeX heeds it or not."""
        self.written[name] = definition
        self.in_force.set(name, definition)

    def unsure(self) -> bool:
        """Whether LaTeX may not heed what is defined here, or not for long: in a group, or on a condition."""
        return len(self.tree.contexts) > (2 if self.in_document else 1) or any(self.doubtful)

    def defines_again(self, name: str) -> None:
        """Notes what LaTeX goes on to print for a name where plasTeX takes a new definition for good."""
        before = self.in_force.get(name)
        if before is None or not self.unsure():
            return
        if any(self.doubtful):
            self.in_force.note(name, before)
        context = self.tree.contexts[-1]
        context.printed = context.printed if context.printed is not None else {}
        context.printed.setdefault(name, before)

    def save(self, name: str) -> None:
        """Has the meaning of a name come back when the group ends."""
        context = self.tree.contexts[-1]
        if len(self.tree.contexts) > 1:
            saved = context.saved = context.saved if context.saved is not None else {}
            saved.setdefault(name, (self.commands.get(name), self.table.macros.get(name), self.in_force.get(name)))

    def keep(self, name: str) -> None:
        """Has what a name means from now on outlive every group that is open."""
        for context in self.tree.contexts:
            if context.saved:
                context.saved.pop(name, None)
