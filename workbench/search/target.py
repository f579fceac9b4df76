"""What is to be proved: a theorem that Lean accepts with `sorry`, and all that a search needs around it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workbench.checkers.lean import build
from workbench.checkers.lean.build import Step
from workbench.checkers.lean.setting import Setting
from workbench.dispatch.lean import ABSENT, ACCEPTED, STATED, UNKNOWN, check_declarations
from workbench.dispatch.lean_project import LeanProject
from workbench.dispatch.outcome import Outcome
from workbench.dispatch.sandbox import Access
from workbench.errors import BadInput
from workbench.evidence.record import Limits
from workbench.lean.modules import Module
from workbench.problems.declaration import Declaration
from workbench.search.children import Walled
from workbench.search.portfolio import Premises, premises
from workbench.search.statement import Statement, find

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Target:
    """An open leaf."""

    project: LeanProject
    setting: Setting
    """The Lean that answers: the embedded one, or a lake project's own."""
    declaration: Declaration
    module: Module
    statement: Statement
    content: bytes
    """Of its file, as it was read."""
    states: str
    """What Lean told of it, to the last argument: with a proof it has to be the same."""

    @property
    def needed(self) -> tuple[Step, ...]:
        """The project's modules that its file imports, directly or not, each after what it imports."""
        modules = self.project.modules
        names = [name for name in modules.closure(self.module.imports) if name in modules.by_name]
        return build.steps(modules, names, self.setting.toolchain, self.setting.key)

    @property
    def imported(self) -> tuple[str, ...]:
        """The sources of those."""
        return tuple(step.module.path.read_text("utf-8", "replace") for step in self.needed)

    def premises(self) -> Premises:
        """What a proof may use of what stands before it."""
        return premises(self.statement, self.imported)


def open_target(
    project: LeanProject, declaration: Declaration, limits: Limits, *, on_progress: Progress = lambda line: None
) -> Target | None:
    """The theorem as a target; None where it is proved already.

    Raises BadInput, at its place where it has one, where Lean does not take what is there, or its proof is not `sorry`;
    MissingTool where there is no Lean.
    """
    setting = project.setting(on_progress)
    outcome = check_declarations(
        project.modules, [declaration], limits, store=project.compiled, setting=setting, on_progress=on_progress
    )[declaration]
    return None if outcome.outcome == ACCEPTED else target_of(project, setting, declaration, outcome)


def target_of(project: LeanProject, setting: Setting, declaration: Declaration, outcome: Outcome) -> Target:
    """The theorem of which `check_declarations` found this, not `accepted`; raises BadInput as `open_target` does."""
    if outcome.outcome != STATED or outcome.fact is None:
        remedies = {
            ABSENT: "state it in a Lean file first, with `sorry` for its proof",
            UNKNOWN: "raise --timeout or --memory",
        }
        remedy = remedies.get(outcome.outcome, "correct it first; `workbench check` shows what Lean says")
        reason = f"{outcome.reason}{project.absent(declaration.name) if outcome.outcome == ABSENT else ''}"
        raise BadInput(f"{declaration.name} cannot be proved yet: {reason}", remedy=remedy)
    module = project.modules.by_name.get(outcome.fact.module)
    if module is None:
        raise BadInput(f"{declaration.name} is none of this project's", remedy="name one of its own theorems")
    content = module.path.read_bytes()
    statement = find(content.decode("utf-8"), outcome.fact.name, module.file)
    return Target(project, setting, declaration, module, statement, content, outcome.fact.whole)


@contextmanager
def workplace(target: Target, memory_mb: int) -> Iterator[tuple[tuple[Path, ...], Walled]]:
    """(the folders in which Lean finds what the target imports, how its children are started)."""
    toolchain = target.setting.toolchain
    with tempfile.TemporaryDirectory(prefix="workbench-search-", ignore_cleanup_errors=True) as temporary:
        path = Path(temporary)
        build.lay_out([kept for step in target.needed if (kept := build.kept(step, target.project.compiled))], path)
        reads = (path, *toolchain.search_path, *toolchain.reads)
        yield (path,), Walled(Access(read=reads), memory_mb)
