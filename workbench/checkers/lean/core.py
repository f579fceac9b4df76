"""The embedded Lean with its core: our own `Init` (`lean/core/`), and the program of the audit, both compiled once."""

from __future__ import annotations

from pathlib import Path

from workbench.checkers.lean import library
from workbench.checkers.lean.library import Library, Progress
from workbench.checkers.lean.toolchain import Toolchain, embedded

_HERE = Path(__file__).parent
_PACKAGED = _HERE / "core_files"
"""Where a wheel has the sources of the core."""
_REPOSITORY = _HERE.parents[2] / "lean" / "core"

PROGRAM = Library("the program of the audit", "audit", _HERE / "program")


def core_library() -> Library:
    """The sources of the core: in the repository, or as the wheel has them."""
    return Library("the core library", "core", _PACKAGED if _PACKAGED.is_dir() else _REPOSITORY)


def ensure_core(toolchain: Toolchain, *, on_progress: Progress | None = None) -> Path:
    """The folder of the compiled core, `Init.olean` directly in it; built in seconds where it is not in the cache.

    Raises as `library.ensure` does.
    """
    return library.ensure(core_library(), toolchain, on_progress=on_progress)


def ensure_program(toolchain: Toolchain, *, on_progress: Progress | None = None) -> Path:
    """The folder of the compiled program of the audit, for the embedded Lean."""
    return library.ensure(PROGRAM, toolchain, on_progress=on_progress)


def with_core(*, on_progress: Progress | None = None) -> Toolchain:
    """The embedded Lean as files are checked with it. Raises MissingTool or BadInput, each with its remedy."""
    toolchain = embedded()
    return toolchain.with_path(ensure_core(toolchain, on_progress=on_progress))
