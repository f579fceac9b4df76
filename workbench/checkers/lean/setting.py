"""One Lean as declarations are checked with it: how it is run, and what an answer of it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.checkers.lean import audit
from workbench.checkers.lean.core import ensure_program, with_core
from workbench.checkers.lean.library import Progress
from workbench.checkers.lean.toolchain import Toolchain

OWN_CORE = "Workbench.ownCore"
"""A constant of our own core: where an audit finds it, the answer rests on that core, whatever Lean is called."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A Lean with what is compiled and audited by it."""

    toolchain: Toolchain
    """With which modules are compiled; its search path has the compiled modules that they may import."""
    program: Toolchain
    """With which the audit is run; its search path has the audit's program, for a Lean without the module `Lean`."""
    version: str
    """All that an answer depends on beside the sources, as fingerprints have it."""
    name: str
    """As a sentence has it: `the embedded Lean 4.35.0`."""
    rests_on: tuple[str, ...]
    """What no answer of it covers."""
    scanned: bool = True
    """Whether an author's file is refused unread for what it contains; a project with macros of its own would be."""
    opaque: bool = False
    """Whether a declaration may rest on the project's opaque constants."""
    shallow: bool = False
    """Whether of what is not the project's the audit prints only which axioms it rests on: Mathlib is large."""
    has_library: bool = False
    """Whether this Lean has the module `Lean`, with which the audit's program is then compiled at each run."""
    replayer: tuple[str, ...] = ()
    """The command that replays the compiled modules named after it, in a process that runs none of their code."""
    official: bool = False
    """Whether it is a release of Lean's authors, so that a replay gives tier `kernel`."""

    @property
    def key(self) -> str:
        """For compiled modules: the version, and the very Lean."""
        return f"{self.version} {self.toolchain.githash}"


def embedded_setting(*, on_progress: Progress | None = None) -> Setting:
    """The embedded Lean over our own core. Raises MissingTool where it is not there, BadInput where the cache cannot be
    written."""
    toolchain = with_core(on_progress=on_progress)
    return Setting(
        toolchain=toolchain,
        program=toolchain.with_path(ensure_program(toolchain, on_progress=on_progress)),
        version=audit.version(),
        name=f"the embedded Lean {toolchain.version}",
        rests_on=("own core", f"toolchain:{toolchain.version}"),
    )
