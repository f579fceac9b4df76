"""What the terminal workbench remembers between two days: the theme, the view, the overview, and where one was.

It lies in the user's own folder of settings and never in a workspace. A file that cannot be used is left as it is until
something is to be remembered, and costs a sentence.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from workbench.errors import BadInput
from workbench.toml import read_toml
from workbench.tui.whole import write_whole

FILE = "tui.toml"

_MOST_BYTES = 2**18
_MOST_WORKSPACES = 100
"""How many workspaces' selections are kept; the one that was open longest ago goes first."""


class Preferences(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file; every key has a default."""

    theme: str = "dark"
    view: Literal["differences", "all"] = "differences"
    """Which nodes the screen of both views shows."""
    overview: bool = True
    selected: dict[str, str] = {}  # msgspec copies an empty default
    """Root of a workspace -> the node that was selected there; the newest last."""

    def selecting(self, root: Path, node: str | None) -> Preferences:
        """The same with the selection in the workspace at `root`, which is now the newest."""
        others = {where: id for where, id in self.selected.items() if where != str(root)}
        newest = {str(root): node} if node else {}
        kept = dict(list(others.items())[-(_MOST_WORKSPACES - 1) :])
        return msgspec.structs.replace(self, selected={**kept, **newest})


def preferences_file(environment: Mapping[str, str] = os.environ) -> Path:
    """`workbench/tui.toml` below $XDG_CONFIG_HOME, or below `~/.config` (XDG Base Directory Specification)."""
    given = environment.get("XDG_CONFIG_HOME", "")
    folder = Path(given) if given and Path(given).is_absolute() else Path(environment.get("HOME", "~")) / ".config"
    return folder.expanduser() / "workbench" / FILE


def load(path: Path) -> tuple[Preferences, str | None]:
    """What was remembered, and a sentence where the file cannot be used: the defaults hold then."""
    if not path.exists() and not path.is_symlink():
        return Preferences(), None
    try:
        return read_toml(path, Preferences, file=str(path), most_bytes=_MOST_BYTES), None
    except BadInput as fault:
        return Preferences(), f"settings are not used: {fault}"


def save(preferences: Preferences, path: Path) -> str | None:
    """Write the file whole or not at all; gives a sentence where that cannot be done."""
    try:
        write_whole(path, _toml(preferences))
    except (OSError, ValueError) as error:  # a name that is no Unicode cannot be written
        said = error.strerror if isinstance(error, OSError) and error.strerror else "a name in them is no text"
        return f"settings are not remembered: {said} ({path})"
    return None


def _toml(preferences: Preferences) -> str:
    lines = [
        "# What `workbench tui` remembers. Whatever is wrong here is ignored.",
        f"theme = {_text(preferences.theme)}",
        f"view = {_text(preferences.view)}",
        f"overview = {'true' if preferences.overview else 'false'}",
        "",
        "[selected]",
        *(f"{_text(root)} = {_text(node)}" for root, node in preferences.selected.items()),
    ]
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    """A basic string of TOML: what JSON writes, but that TOML wants DEL escaped, too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
