"""Keeps the preferences of a running app: what was remembered is put in place, what changes is remembered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from workbench.tui import themes
from workbench.tui.preferences import Preferences, load, save

if TYPE_CHECKING:
    from workbench.tui.app import WorkbenchApp
    from workbench.tui.desk import Desk


class Memory:
    """The preferences in `path`. What is chosen is written at once, where one was when the app is left."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.preferences, self._fault = load(path)
        self._root: Path | None = None

    def follow(self, app: WorkbenchApp) -> None:
        """Put in place what was remembered, and watch what is chosen from now on."""
        if self.preferences.theme in themes.NAMES:
            app.theme = self.preferences.theme
        if self._fault:
            app.notify(self._fault, severity="warning", markup=False)
        app.watch(app, "theme", lambda theme: self.remember(app, theme=theme), init=False)
        app.watch(app, "desk", lambda desk: self._back_to(app, desk))

    def remember(self, app: WorkbenchApp, **chosen: Any) -> None:
        """Remember what was chosen, such as `overview=False`."""
        preferences = msgspec.structs.replace(self.preferences, **chosen)
        if preferences != self.preferences:
            self._keep(app, preferences)

    def leave(self, app: WorkbenchApp) -> None:
        """Remember where one was."""
        if self._root is not None:
            preferences = self.preferences.selecting(self._root, app.selected)
            if preferences != self.preferences:
                self._keep(app, preferences)

    def _back_to(self, app: WorkbenchApp, desk: Desk | None) -> None:
        """The first time that a workspace is open: to where one was."""
        if desk is None or self._root == desk.workspace.root:
            return
        self._root = desk.workspace.root
        node = self.preferences.selected.get(str(self._root))
        if node in desk.report.nodes:
            app.selected = node

    def _keep(self, app: WorkbenchApp, preferences: Preferences) -> None:
        self.preferences = preferences
        fault = save(preferences, self._path)
        if fault and fault != self._fault and app.is_running:
            app.notify(fault, severity="warning", markup=False)
        self._fault = fault
