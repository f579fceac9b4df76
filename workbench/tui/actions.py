"""Everything that can be done from the main screen, in one table: keys, footer, palette and help are made from it.

`does` names where it is done, imported when it is first called: a screen, which is pushed, or a function, which is
given the app.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from workbench.tui.app import WorkbenchApp


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: `name` is unique, `title` is what the palette says, `keys` are Textual's, with commas."""

    name: str
    keys: str
    title: str
    help: str
    does: str
    """`module:attribute` below `workbench.tui`."""
    footer: str = ""
    """What the footer calls it; empty where it has no room there."""


ACTIONS: Final = (
    Action("check_node", "c", "Check this node", "Ask the machines about it.", "work:check_node", "Check"),
    Action("check_chapter", "C", "Check this chapter", "Ask all that is open in it.", "work:check_chapter"),
    Action("check_ready", "r", "Check everything ready", "Ask all that is open.", "work:check_ready"),
    Action("rerun_node", "R", "Check this node again", "What has a fresh answer, too.", "work:rerun_node"),
    Action(
        "accept", "a", "Accept the pairing", "Both halves, and what changed.", "screens.accept:AcceptScreen", "Accept"
    ),
    Action(
        "accept_all", "A", "Accept in turn", "Every pairing that waits for it.", "screens.accept:AcceptInTurnScreen"
    ),
    Action("prove", "p", "Search for a proof", "Candidates and their answers.", "screens.prove:ProveScreen", "Prove"),
    Action("cancel", "x", "Cancel", "Stop what runs for this node; what finished is kept.", "work:cancel"),
    Action("queue", "Q", "Queue", "What runs and waits, with time and memory.", "screens.queue:QueueScreen", "Queue"),
    Action("log", "L", "Log", "What the checkers say while they run.", "screens.log:LogScreen"),
    Action("edit_tex", "e", "Edit the .tex", "In $EDITOR, at the statement's line.", "editor:edit_tex", "Edit"),
    Action("edit_lean", "l", "Edit the .lean", "In $EDITOR, at the declaration.", "editor:edit_lean"),
    Action("yank", "y", "Copy", "The label, the Lean name or a \\uses line.", "screens.yank:YankScreen"),
    Action(
        "findings", "f", "Findings", "What is wrong with the sources.", "screens.findings:FindingsScreen", "Findings"
    ),
    Action("next", "n", "Next", "Work to take, by what it unblocks.", "screens.next:NextScreen", "Next"),
    Action("impact", "i", "Impact", "What a change to this node makes stale.", "screens.impact:ImpactScreen"),
    Action("diff", "d", "Diff", "What changed since a git revision.", "screens.diff:DiffScreen"),
    Action("history", "h", "Evidence", "Its evidence, and what was before.", "screens.evidence:EvidenceScreen"),
    Action("problems", "w", "Problems", "Problems with their witness drawn.", "screens.problems:ProblemsScreen"),
    Action("views", "v", "Asserted and evidence", "What authors say against what holds.", "screens.views:ViewsScreen"),
    Action("progress", "P", "Progress", "By chapter and by tier.", "screens.progress:ProgressScreen"),
    Action("blueprints", "b", "Blueprints", "Another one of this workspace.", "screens.blueprints:BlueprintsScreen"),
    Action("export", "X", "Export HTML", "The blueprint as one file.", "screens.export:ExportScreen"),
    Action(
        "help", "question_mark", "Help", "What this screen is for, and its keys.", "screens.help:HelpScreen", "Help"
    ),
    Action("theme", "t", "Theme", "Light, dark, high contrast.", "themes:next_theme"),
)


def run(app: WorkbenchApp, name: str) -> None:
    """Do the action of this name. Raises KeyError where there is none."""
    from textual.screen import Screen

    action = {action.name: action for action in ACTIONS}[name]
    module, attribute = action.does.split(":")
    does = getattr(importlib.import_module(f"workbench.tui.{module}"), attribute)
    if isinstance(does, type) and issubclass(does, Screen):
        app.push_screen(does())
    else:
        does(app)
