"""Lean goals: theorems whose proof is `sorry`, tried with tactics, or by plain search.

All goals of a file are tried in one go, by whichever worker comes to the first of them: one Lean holds the file, and
what it takes is audited together, as `prove` audits a proof before it writes it. Nothing is written here, and so
nothing is recorded: the declaration in the file is as unproved as before.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock

from workbench.dispatch.lean import ACCEPTED, check_declarations
from workbench.dispatch.lean_project import LeanProject
from workbench.dispatch.plan import Question
from workbench.dispatch.runner import Store
from workbench.errors import BadInput, MissingTool
from workbench.evidence.record import Cost, Limits
from workbench.lean.declared import declarations
from workbench.problems.declaration import THEOREM, Declaration
from workbench.search.best_first import Budget, Spent, best_first
from workbench.search.portfolio import Portfolio, cost
from workbench.search.rebuilt import Audited, audited_together
from workbench.search.server import ServerEngine
from workbench.search.session import Finished, Open, TacticSession
from workbench.search.target import Target, target_of, workplace
from workbench.sweep.outcome import FAILED, OPEN, SOLVED, Attempt
from workbench.sweep.techniques import Ask

Attempts = dict[str, Attempt]
"""By the theorem's name."""


@dataclass(frozen=True, slots=True)
class Tactics:
    """Each of these tactics by itself, first to last; or (`searches`) plain search with these tried first."""

    name: str
    tactics: tuple[str, ...]
    searches: bool = False
    _files: dict[tuple[Path, str], Attempts] = field(default_factory=dict, compare=False, repr=False)
    _locks: dict[tuple[Path, str], Lock] = field(default_factory=dict, compare=False, repr=False)
    _lock: Lock = field(default_factory=Lock, compare=False, repr=False)

    def takes(self, question: Question) -> bool:
        """Whether it is about a theorem in a file."""
        return question.declaration is not None and question.declaration.file is not None

    @contextmanager
    def lane(self, store: Store | None, cancel: Event) -> Iterator[Ask]:
        """As `Technique.lane`; all lanes share what was found out about a file."""

        def ask(question: Question) -> Attempt | None:
            assert question.declaration is not None
            name = question.declaration.name
            found = self._of_file(question, cancel)
            if cancel.is_set() and name not in found:
                return None
            return found.get(name) or Attempt(FAILED, f"{question.declaration.file} has no theorem {name}")

        yield ask

    def _of_file(self, question: Question, cancel: Event) -> Attempts:
        project, declaration = question.project, question.declaration
        assert project is not None and declaration is not None and declaration.file is not None
        key = (project.root, declaration.file)
        with self._lock:
            lock = self._locks.setdefault(key, Lock())
        with lock:
            if key not in self._files:
                try:
                    self._files[key] = self._try(project, declaration.file, question.limits, cancel)
                except MissingTool as error:
                    self._files[key] = {declaration.name: Attempt(FAILED, str(error), missing=True)}
            return self._files[key]

    def _try(self, project: LeanProject, file: str, limits: Limits, cancel: Event) -> Attempts:
        found: Attempts = {}
        targets = list(_targets(project, file, limits, found))
        if not targets:
            return found
        proofs: list[tuple[Target, str]] = []
        with (
            workplace(targets[0], limits.memory_mb) as (path, children),
            ServerEngine(
                targets[0].setting.toolchain, path, children, options=targets[0].module.options, steps=len(targets) + 60
            ) as engine,
        ):
            for target in targets:
                if cancel.is_set():
                    break
                started = time.perf_counter()
                script, why = self._search(TacticSession(engine, target.statement), target, limits)
                spent = Cost(round(time.perf_counter() - started, 4))
                found[target.declaration.name] = Attempt(OPEN, why, cost=spent)
                if script is not None:
                    proofs.append((target, script))
        if proofs:
            for (target, script), judged in zip(proofs, audited_together(proofs, limits), strict=True):
                name = target.declaration.name
                found[name] = _attempt(script, judged, found[name].cost)
        return found

    def _search(self, session: TacticSession, target: Target, limits: Limits) -> tuple[str | None, str]:
        """A proof, or why there is none."""
        session.until = time.monotonic() + limits.seconds
        try:
            if not self.searches:
                outcomes = session.run(Open((), ()), self.tactics)
                proofs = [one for one in outcomes if isinstance(one, Finished)]
                return (proofs[0].proof, "") if proofs else (None, "the goal is not closed")
            spent = Spent()
            portfolio = Portfolio(target.premises(), self.tactics)
            one = next(best_first(session, portfolio.tactics, cost, Budget(limits.seconds), spent), None)
        except BadInput as error:
            return None, error.problem
        return (one.proof, "") if one is not None else (None, f"{spent.why} ({spent.tactics} tactics)")


def _targets(project: LeanProject, file: str, limits: Limits, found: Attempts) -> Iterator[Target]:
    """The theorems of a file that are still to be proved; of the others `found` is told why not."""
    text = (project.root / file).read_text("utf-8", "replace")
    names = dict.fromkeys(one.name for one in declarations(text) if one.kind in ("theorem", "lemma"))
    asked = [Declaration(name, THEOREM, file) for name in names]
    setting = project.setting(lambda line: None)
    outcomes = check_declarations(project.modules, asked, limits, store=project.compiled, setting=setting)
    for declaration, outcome in outcomes.items():
        if outcome.outcome == ACCEPTED:
            reason = f"proved in the file already: {outcome.reason}"
            found[declaration.name] = Attempt(SOLVED, reason, "true", outcome.tier, outcome.rests_on, outcome.cost)
            continue
        try:
            yield target_of(project, setting, declaration, outcome)
        except BadInput as error:
            found[declaration.name] = Attempt(FAILED, str(error), cost=outcome.cost)


def _attempt(script: str, judged: Audited, spent: Cost) -> Attempt:
    proof = " ".join(script.split())
    if not judged.accepted:
        return Attempt(OPEN, f"`{proof}`: {judged.reason}", cost=spent)
    return Attempt(SOLVED, f"by {proof}", "true", judged.tier, judged.rests_on, spent)
