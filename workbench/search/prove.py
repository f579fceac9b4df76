"""The whole way of one open leaf: search, rebuild, audit, and only then the file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from workbench.dispatch.lean_project import LeanProject
from workbench.evidence.record import Limits
from workbench.problems.declaration import THEOREM, Declaration
from workbench.search.best_first import Budget, Spent, best_first
from workbench.search.outside import Prover, Talk, propose, prover
from workbench.search.portfolio import Portfolio, cost
from workbench.search.rebuilt import Audited, audited, write
from workbench.search.server import ServerEngine
from workbench.search.session import Finished, Session, TacticSession
from workbench.search.target import Progress, Target, open_target, workplace

PLAIN, LEANDOJO = "plain", "leandojo"
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


def prove(
    project: LeanProject, name: str, file: str | None, wanted: Wanted, *, on_progress: Progress = lambda line: None
) -> Result:
    """Search a proof of a theorem of the project, and write it where the audit accepts it.

    Raises BadInput where there is nothing to be proved, MissingTool where a tool is missing.
    """
    started = time.monotonic()
    program = _program(wanted)
    declaration = Declaration(name, THEOREM, file)
    target = open_target(project, declaration, wanted.limits, on_progress=on_progress)
    if target is None:
        return Result(name, file or "", 0, ALREADY, f"{name} is proved already", using=wanted.using)
    with _proofs(target, wanted, program, on_progress) as (proofs, counted):
        rejected: Audited | None = None
        for found in proofs:
            on_progress(f"found a proof of {name}: rebuilding and auditing")
            judged = audited(target, found.proof, wanted.limits, on_progress=on_progress)
            if judged.accepted:
                if not wanted.dry_run:
                    write(target, judged.text)
                return _result(target, wanted, PROVED, judged.reason, counted, started, found.proof)
            rejected = judged
            counted.objection(found.proof, judged.reason)
            on_progress(judged.reason)
    if rejected is not None:
        return _result(target, wanted, REJECTED, rejected.reason, counted, started)
    return _result(target, wanted, NOT_FOUND, f"no proof found: {counted.why()}", counted, started)


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a search says of itself when it has ended."""

    tried: Callable[[], int]
    why: Callable[[], str]
    objection: Callable[[str, str], None]


def _program(wanted: Wanted) -> Prover | None:
    """The outside prover, where one is asked for; what is missing is said before anything is compiled."""
    if wanted.using == LEANDOJO:
        from workbench.search.dojo import require_leandojo

        require_leandojo()
    if wanted.using in (PLAIN, LEANDOJO):
        return None
    return prover(wanted.using, wanted.outside)


@contextmanager
def _proofs(
    target: Target, wanted: Wanted, program: Prover | None, on_progress: Progress
) -> Iterator[tuple[Iterator[Finished], _Counted]]:
    """The proofs that the chosen prover comes up with, and what it counts."""
    budget = Budget(wanted.seconds)
    with workplace(target, wanted.limits.memory_mb) as (toolchain, path, children):
        if wanted.using == LEANDOJO:
            from workbench.search.dojo import bridge_session

            with bridge_session(target.statement, toolchain, path, wanted.limits.memory_mb) as dojo:
                yield _searched(dojo, target, wanted, budget, on_progress, batch=1)
            return
        with ServerEngine(toolchain, path, children) as engine:
            session = TacticSession(engine, target.statement)
            if program is None:
                yield _searched(session, target, wanted, budget, on_progress)
            else:
                yield _asked(session, target, wanted, program, on_progress)


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


def project_of(root: Path, folders: tuple[str, ...], file: str | None) -> LeanProject:
    """The Lean project of a workspace; a file outside its Lean folders brings its own folder along."""
    from workbench.dispatch.lean_project import open_project

    if file is not None and not any(Path(file).is_relative_to(folder) for folder in folders):
        folders = (*folders, Path(file).parent.as_posix())
    return open_project(root, folders)
