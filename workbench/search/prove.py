"""The whole way of one open leaf: search, rebuild, audit, and only then the file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from workbench.dispatch.lean_project import LeanProject, find_lean, find_lean_of
from workbench.errors import BadInput
from workbench.evidence.record import Limits
from workbench.problems.declaration import THEOREM, Declaration
from workbench.search.best_first import Budget, Spent, best_first
from workbench.search.outside import Prover, Talk, propose, prover
from workbench.search.portfolio import Portfolio, cost
from workbench.search.rebuilt import Audited, audited, write
from workbench.search.server import ServerEngine
from workbench.search.session import Finished, Session, TacticSession
from workbench.search.target import Progress, Target, open_target, workplace
from workbench.search.watched import Tried, Watched, unseen

PLAIN, LEANDOJO = "plain", "leandojo"
NO_LEAN = "name the folders of its modules as `lean` in a [[blueprint]] of workbench.toml, or give FILE:THEOREM"
MOST_REJECTED = 8
"""Proofs that the session takes and the audit does not, after which the search ends."""
TRACED = Path(".workbench", "leandojo")
"""Where LeanDojo keeps what it traced of a lake project, below the workspace's root."""
PROVED, ALREADY, NOT_FOUND, REJECTED = "proved", "already proved", "not found", "rejected"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a proof is to be searched."""

    using: str = PLAIN
    """`plain`, `leandojo`, or the command line of an outside prover."""
    seconds: float = 60.0
    attempts: int = 8
    """Of an outside prover."""
    tactics: tuple[str, ...] = ()
    """Of the user's own, tried first."""
    limits: Limits = field(default_factory=lambda: Limits(60, 3000))
    """Of Lean, where it compiles and audits."""
    outside: Prover = field(default_factory=lambda: Prover(()))
    """What an outside prover may see."""
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one theorem."""

    name: str
    file: str
    line: int
    outcome: str
    """`proved` | `already proved` | `not found` | `rejected` (found, and not accepted by the audit)."""
    reason: str
    """A sentence without a full stop."""
    proof: str | None = None
    written: bool = False
    using: str = PLAIN
    tactics: int = 0
    """Tried, or candidates of an outside prover."""
    seconds: float = 0.0

    @property
    def is_proved(self) -> bool:
        """Whether there is an accepted proof, of now or of before."""
        return self.outcome in (PROVED, ALREADY)


def prove_each(
    root: Path,
    folders: tuple[str, ...],
    names: Iterable[str],
    file: str | None,
    wanted: Wanted,
    *,
    on_progress: Progress = lambda line: None,
    on_tried: Tried = unseen,
) -> Iterator[Result]:
    """`prove` for theorems of the workspace at `root` with these Lean folders, one after the other; `file`, relative to
    the root, is where they have to be if it is given. Raises BadInput where there are no Lean sources, and as `prove`.
    """
    for name in names:
        # Found anew for each: a proof may just have been written.
        project = find_lean_of(root, folders, file) if file else find_lean(root, folders)
        if project is None:
            raise BadInput("this workspace has no Lean sources", remedy=NO_LEAN)
        yield prove(project, name, file, wanted, on_progress=on_progress, on_tried=on_tried)


def prove(
    project: LeanProject,
    name: str,
    file: str | None,
    wanted: Wanted,
    *,
    on_progress: Progress = lambda line: None,
    on_tried: Tried = unseen,
) -> Result:
    """Search a proof of a theorem of the project, and write it where the audit accepts it.

    `on_tried` is told of each candidate and what Lean made of it; what it or `on_progress` raises ends the search with
    its children. Raises BadInput where there is nothing to be proved, MissingTool where a tool is missing.
    """
    started = time.monotonic()
    program = _program(wanted, project)
    declaration = Declaration(name, THEOREM, file)
    target = open_target(project, declaration, wanted.limits, on_progress=on_progress)
    if target is None:
        return Result(name, file or "", 0, ALREADY, f"{name} is proved already", using=wanted.using)
    with _proofs(target, wanted, program, on_progress, on_tried) as (proofs, counted):
        rejected: list[Audited] = []
        for found in proofs:
            on_progress(f"found a proof of {name}: rebuilding and auditing")
            judged = audited(target, found.proof, wanted.limits, on_progress=on_progress)
            if judged.accepted:
                if not wanted.dry_run:
                    write(target, judged.text)
                return _result(target, wanted, PROVED, judged.reason, counted, started, found.proof)
            rejected.append(judged)
            counted.objection(found.proof, judged.reason)
            on_progress(judged.reason)
            if len(rejected) >= MOST_REJECTED:
                break
    if rejected:
        return _result(target, wanted, REJECTED, rejected[-1].reason, counted, started)
    return _result(target, wanted, NOT_FOUND, f"no proof found: {counted.why()}", counted, started)


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a search says of itself when it has ended."""

    tried: Callable[[], int]
    why: Callable[[], str]
    objection: Callable[[str, str], None]


def _program(wanted: Wanted, project: LeanProject) -> Prover | None:
    """The outside prover, where one is asked for; what is missing is said before anything is compiled."""
    if wanted.using == LEANDOJO:
        from workbench.search.dojo import require_leandojo
        from workbench.search.lake_dojo import refuse_untraceable

        require_leandojo()
        if project.lake is not None:
            refuse_untraceable(project.lake.root)
    if wanted.using in (PLAIN, LEANDOJO):
        return None
    return prover(wanted.using, wanted.outside)


@contextmanager
def _proofs(
    target: Target, wanted: Wanted, program: Prover | None, on_progress: Progress, on_tried: Tried
) -> Iterator[tuple[Iterator[Finished], _Counted]]:
    """The proofs that the chosen prover comes up with, and what it counts."""
    budget = Budget(wanted.seconds)
    memory_mb = wanted.limits.memory_mb
    with workplace(target, memory_mb) as (path, children):
        if wanted.using == LEANDOJO:
            with _dojo(target, path, memory_mb, wanted.outside.access.network) as dojo:
                yield _searched(Watched(dojo, on_tried), target, wanted, budget, on_progress, batch=1)
            return
        with ServerEngine(target.setting.toolchain, path, children, options=target.module.options) as engine:
            session = TacticSession(engine, target.statement)
            session.until = time.monotonic() + wanted.seconds
            if program is None:
                yield _searched(Watched(session, on_tried), target, wanted, budget, on_progress)
            else:
                yield _asked(Watched(session, on_tried), target, wanted, program, on_progress)


def _dojo(target: Target, path: tuple[Path, ...], memory_mb: int, network: bool) -> AbstractContextManager[Session]:
    """LeanDojo: over the bridge on the embedded Lean, on a lake project by its own tracer."""
    lake = target.project.lake
    if lake is None:
        from workbench.search.dojo import bridge_session

        return bridge_session(target.statement, target.setting.toolchain, path, memory_mb)
    from workbench.search.lake_dojo import lake_session

    file = target.module.path.relative_to(lake.root).as_posix()
    cache = target.project.root / TRACED
    return lake_session(lake.root, file, target.statement.name, cache, memory_mb, network=network)


def _searched(
    session: Session, target: Target, wanted: Wanted, budget: Budget, on_progress: Progress, **more: int
) -> tuple[Iterator[Finished], _Counted]:
    spent = Spent()
    portfolio = Portfolio(target.premises(), wanted.tactics)
    proofs = best_first(session, portfolio.tactics, cost, budget, spent, on_progress=on_progress, **more)
    return proofs, _Counted(lambda: spent.tactics, lambda: spent.why, lambda script, reason: None)


def _asked(
    session: Session, target: Target, wanted: Wanted, program: Prover, on_progress: Progress
) -> tuple[Iterator[Finished], _Counted]:
    talk = Talk()
    proofs = propose(
        session, target, program, talk, seconds=wanted.seconds, attempts=wanted.attempts, on_progress=on_progress
    )

    def object_to(script: str, reason: str) -> None:
        talk.errors.append({"proof": script, "message": reason})

    return proofs, _Counted(lambda: talk.candidates, lambda: talk.why, object_to)


def _result(
    target: Target,
    wanted: Wanted,
    outcome: str,
    reason: str,
    counted: _Counted,
    started: float,
    proof: str | None = None,
) -> Result:
    return Result(
        target.statement.name,
        target.module.file,
        target.statement.line,
        outcome,
        reason,
        proof,
        written=outcome == PROVED and not wanted.dry_run,
        using=wanted.using,
        tactics=counted.tried(),
        seconds=round(time.monotonic() - started, 2),
    )
