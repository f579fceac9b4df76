"""What a blueprint said when it was last read: shown at once, while the sources are read again.

It is never more than a glance: whoever shows it reads the sources next, and shows those. So nothing has to be kept in
step, and a file that is damaged, or that another version wrote, is as good as none. It lies in the user's own cache
folder, one file a blueprint, and is no code (MessagePack of a fixed shape).
"""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

import msgspec

from workbench import __version__
from workbench.blueprint.model import Blueprint
from workbench.cache import cache_folder
from workbench.errors import BadInput
from workbench.whole import drafted, tidy

MOST_BYTES = 64 * 2**20
MOST_KEPT = 50
"""Blueprints that are kept; those that were read longest ago go first."""
_DRAFT = ".new-"


def glance(root: Path, main: str) -> Blueprint | None:
    """What was kept of the blueprint `main` of the workspace at `root`, if anything that can be read was."""
    file = _file(root, main)
    try:
        if file is None or file.stat().st_size > MOST_BYTES:
            return None
        return msgspec.msgpack.decode(file.read_bytes(), type=Blueprint)
    except (OSError, ValueError):  # msgspec's errors are ValueErrors
        return None


def keep(root: Path, blueprint: Blueprint) -> None:
    """Keep what was read; where that cannot be done, the next start takes longer, and that is all."""
    file = _file(root, blueprint.main)
    if file is None:
        return
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        tidy(file.parent, _DRAFT)
        # Nobody waits for the disk: what it lost is as good as none.
        with drafted(file.parent, _DRAFT) as (draft, name):
            draft.write(msgspec.msgpack.encode(blueprint))
            draft.flush()
            name.replace(file)
        newest_last = sorted(file.parent.glob("*.msgpack"), key=lambda kept: kept.stat().st_mtime)
        for old in newest_last[:-MOST_KEPT]:
            old.unlink(missing_ok=True)


def _file(root: Path, main: str) -> Path | None:
    try:
        folder = cache_folder("glances")
    except BadInput:
        return None
    name = hashlib.sha256("\0".join((__version__, str(root), main)).encode("utf-8", "surrogateescape")).hexdigest()
    return folder / f"{name[:32]}.msgpack"
