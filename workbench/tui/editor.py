"""A source in the user's editor, at the line: `$VISUAL`, else `$EDITOR`. A terminal editor gets the terminal."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from workbench.blueprint.model import Place
from workbench.errors import BadInput, MissingTool, WorkbenchError
from workbench.lean.declared import declared_at
from workbench.views.plain import plain

if TYPE_CHECKING:
    from workbench.tui.app import WorkbenchApp
    from workbench.tui.desk import Desk

PLUS = ("+{line}", "{file}")
_GOTO = ("--goto", "{file}:{line}")
_COLON = ("{file}:{line}",)
_LINE = ("--line", "{line}", "{file}")
_WINDOWED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "positron"), _GOTO),
    **dict.fromkeys(("subl", "sublime_text", "zed", "zeditor", "atom", "pulsar", "lapce"), _COLON),
    **dict.fromkeys(("idea", "pycharm", "clion", "charm", "texstudio", "kate", "kwrite", "mate"), _LINE),
    **dict.fromkeys(("gvim", "mvim", "neovide", "gedit", "pluma", "xed", "gnome-text-editor"), PLUS),
}
"""Editors with a window of their own, and how each is told a line."""
_TERMINAL = {"hx": _COLON, "helix": _COLON, "micro": ("{file}", "+{line}")}
"""Terminal editors that do not take `+LINE FILE`."""
_WINDOWLESS = frozenset({"-nw", "-t", "-tty", "--tty", "--no-window-system", "-c"})


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, and whether it wants the terminal."""

    argv: tuple[str, ...]
    takes_terminal: bool


def command(file: Path, line: int, environment: Mapping[str, str] = os.environ) -> Command:
    """How to open `file` at `line`. Raises MissingTool where no editor is named or it is not there, BadInput where its
    command cannot be split. There is no shell in it."""
    variable = next((name for name in ("VISUAL", "EDITOR") if environment.get(name, "").strip()), None)
    if variable is None:
        raise MissingTool("no editor is named", remedy="set $VISUAL or $EDITOR, such as `export EDITOR=vim`")
    try:
        words = shlex.split(environment[variable])
    except ValueError as error:
        raise BadInput(f"${variable} cannot be split: {error}", remedy="correct its quotes") from None
    if not words or shutil.which(words[0], path=environment.get("PATH")) is None:
        raise MissingTool(
            f"${variable} names {words[0] if words else 'nothing'!r}, which is not there", remedy="correct it"
        )
    name = Path(words[0]).name.removesuffix(".exe")
    if name in _WINDOWED:
        windowed = [word for word in words if word not in ("-w", "--wait", "-f", "--foreground")]
        return Command((*windowed, *_at(_WINDOWED[name], file, line)), takes_terminal=False)
    if name == "emacsclient" and not _WINDOWLESS & set(words):
        waits = () if {"-n", "--no-wait"} & set(words) else ("-n",)
        return Command((*words, *waits, *_at(PLUS, file, line)), takes_terminal=False)
    return Command((*words, *_at(_TERMINAL.get(name, PLUS), file, line)), takes_terminal=True)


def _at(form: tuple[str, ...], file: Path, line: int) -> tuple[str, ...]:
    return tuple(part.format(file=file, line=line) for part in form)


def open_place(app: WorkbenchApp, place: Place) -> None:
    """Open the editor at a place of the workspace; whatever hinders it is said."""
    desk = app.desk
    if desk is None:
        return
    try:
        file = (desk.workspace.root / place.file).resolve()
        if not file.is_file():
            raise BadInput("this file is not there any more", remedy="look for it", file=place.file)
        _run(app, command(file, place.line), desk.workspace.root)
    except WorkbenchError as error:
        app.notify(plain(str(error)), severity="error", markup=False)


def _run(app: WorkbenchApp, editor: Command, folder: Path) -> None:
    try:
        if editor.takes_terminal:
            with app.suspend():
                code = subprocess.run(editor.argv, cwd=folder).returncode
            app.refresh()
            if code:
                app.notify(plain(f"{editor.argv[0]} ended with exit code {code}"), severity="warning", markup=False)
        else:
            subprocess.Popen(
                editor.argv,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            app.notify(plain(f"opened in {Path(editor.argv[0]).name}"), markup=False)
    except OSError as error:
        raise MissingTool(f"{editor.argv[0]}: {error.strerror}", remedy="name another $VISUAL or $EDITOR") from None
    except SuspendNotSupported:
        raise MissingTool(
            "this terminal cannot be handed to an editor", remedy="name one with a window, such as `code`"
        ) from None


def edit_tex(app: WorkbenchApp) -> None:
    """The selected node's statement."""
    desk = app.desk
    if desk is not None and app.selected is not None and app.selected in desk.blueprint.statements:
        open_place(app, desk.blueprint.statements[app.selected].place)


def edit_lean(app: WorkbenchApp) -> None:
    """The selected node's declaration. Sources are looked through in a thread."""
    desk = app.desk
    if desk is not None and app.selected is not None and app.selected in desk.blueprint.statements:
        app.run_worker(partial(_find_lean, app, desk, app.selected), thread=True, exit_on_error=False)


def _find_lean(app: WorkbenchApp, desk: Desk, id: str) -> None:
    try:
        place = lean_place(desk, id)
    except WorkbenchError as error:
        app.call_later(partial(app.notify, plain(str(error)), severity="error", markup=False))
    else:
        app.call_later(open_place, app, place)


def lean_place(desk: Desk, id: str) -> Place:
    """Where the first of a node's declarations is written, or the theorem of its first problem of kind `lean`.

    Raises BadInput where it names none, or no source declares it.
    """
    asked = [one for one in desk.survey.questions.get(id, ()) if one.declaration is not None]
    for question in asked:
        assert question.declaration is not None
        if question.project is not None and (
            found := declared_at(question.project.modules, question.declaration.name, question.declaration.file)
        ):
            return Place(*found)
    if not asked:
        raise BadInput(f"{id} names no Lean declaration", remedy=r"name one with \lean in its statement")
    names = ", ".join(question.name for question in asked)
    raise BadInput(f"no Lean source of this workspace declares {names}", remedy="state it in a module of the workspace")
