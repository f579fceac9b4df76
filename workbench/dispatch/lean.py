"""Lean declarations: compile what may declare them, audit them all in one run, judge each.

Both the compiling and the audit are children under limits. Compiling runs an author's file, so what it says is believed
only as far as that Lean found no error; what is there is said by the audit, which runs nothing of the author's.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from workbench.checkers.lean import audit, build, judge, scan
from workbench.checkers.lean.build import Compiled, Failed, Step
from workbench.checkers.lean.facts import Answer, BrokenAnswer, Fact, Facts
from workbench.checkers.lean.setting import OWN_CORE, Setting, embedded_setting
from workbench.checkers.lean.toolchain import Toolchain
from workbench.dispatch import sandbox
from workbench.dispatch.outcome import (
    ABSENT,
    ACCEPTED,
    FAILED,
    NO_COST,
    REJECTED,
    STATED,
    UNKNOWN,
    Outcome,
    share,
    spent,
    total,
)
from workbench.dispatch.sandbox import Access, Watch, unwatched
from workbench.errors import WorkbenchError
from workbench.evidence.record import Cost, Limits, Tier
from workbench.lean.modules import Modules
from workbench.problems.declaration import Declaration

__all__ = ["ABSENT", "ACCEPTED", "FAILED", "REJECTED", "STATED", "UNKNOWN", "Outcome", "Printed"]
__all__ += ["check_declarations", "evaluate"]

OUTPUT_MB = 100
"""What one module, compiled and with all that Lean says of it, may take; so may an audit's answer."""


def check_declarations(
    modules: Modules,
    asked: Sequence[Declaration],
    limits: Limits,
    *,
    store: Path,
    setting: Setting | None = None,
    jobs: int = 1,
    cancel: Event | None = None,
    on_progress: Callable[[str], None] = lambda line: None,
    watch: Watch = unwatched,
) -> dict[Declaration, Outcome]:
    """Check declarations of these modules with a Lean, by default the embedded one; `limits` are for each module, and
    for each audit.

    `store` is the folder of compiled modules (`.workbench/lean`). `on_progress` gets a line at a time, from several
    threads. A question that `cancel` cut off has no entry. Raises MissingTool where there is no Lean, BadInput where
    the cache cannot be written.
    """
    setting = setting or embedded_setting(on_progress=on_progress)
    run = _Run(modules, setting, limits, store, jobs, cancel or Event(), on_progress, watch)
    return run.check(tuple(dict.fromkeys(asked)))


@dataclass(frozen=True, slots=True)
class Printed:
    """What a program printed."""

    output: bytes
    cost: Cost


def evaluate(
    modules: Modules,
    names: Sequence[str],
    program: str,
    limits: Limits,
    *,
    store: Path,
    setting: Setting | None = None,
    cancel: Event | None = None,
    on_progress: Callable[[str], None] = lambda line: None,
    watch: Watch = unwatched,
) -> Printed | None:
    """Compile these modules, then run a program of ours (`main`) that imports them, with Lean's interpreter and behind
    the wall, since it computes what their authors wrote. None where `cancel` cut it off.

    Raises MissingTool where there is no Lean, WorkbenchError where a module or the program fails or spends its limits.
    """
    setting = setting or embedded_setting(on_progress=on_progress)
    run = _Run(modules, setting, limits, store, 1, cancel or Event(), on_progress, watch)
    run.compile(names)
    if run.cancel.is_set():
        return None
    if failed := next(iter(run.failed.values()), None):
        raise WorkbenchError(failed.reason, remedy="correct the module")
    with tempfile.TemporaryDirectory(prefix="workbench-lean-") as temporary:
        folder, view = Path(temporary, "run"), Path(temporary, "modules")
        folder.mkdir()
        view.mkdir()
        build.lay_out(run.compiled.values(), view)
        (folder / "main.lean").write_text(program, "utf-8")
        on_progress("evaluating a formula")
        ended = run._child(setting.toolchain, ["--run", "main.lean"], folder, path=[view])
        if ended.ended_by == "cancelled":
            return None
        if ended.ended_by or ended.exit != 0:
            said = sandbox.tail(folder, sandbox.STDOUT) or sandbox.tail(folder)
            why = spent(ended.ended_by, limits) if ended.ended_by else said.partition("\n")[0][:300]
            raise WorkbenchError(f"the program that prints the formula: {why}", remedy="see what the formula takes")
        return Printed((folder / sandbox.STDOUT).read_bytes(), ended.cost)


class _Run:
    """One call: the modules, and what has become of each so far."""

    def __init__(
        self,
        modules: Modules,
        setting: Setting,
        limits: Limits,
        store: Path,
        jobs: int,
        cancel: Event,
        on_progress: Callable[[str], None],
        watch: Watch,
    ) -> None:
        self.modules = modules
        self.setting = setting
        self.limits = limits
        self.store = store
        self.jobs = jobs
        self.cancel = cancel
        self.on_progress, self.watch = on_progress, watch
        self.compiled: dict[str, Compiled] = {}
        self.failed: dict[str, Failed] = {}
        self.costs: dict[str, Cost] = {}
        self.replayed: frozenset[str] = frozenset()
        """Modules that the toolchain's own program replayed."""

    def check(self, asked: tuple[Declaration, ...]) -> dict[Declaration, Outcome]:
        within = {one: self.modules.may_declare(one.name) for one in asked}
        self.compile(frozenset[str]().union(*within.values()) if within else frozenset())
        if self.setting.replayer:
            self._replay()
        if self.cancel.is_set():
            return {}
        if not self.compiled and all(self._to_blame(one, within[one]) for one in asked):
            return {one: self._without(one, within[one], ()) for one in asked}  # there is nothing to be audited
        audits = _Audits(self)
        whole = audits.of(tuple(self.compiled), [*(one.name for one in asked), OWN_CORE])
        # Where one module spoils it for all, each is looked at without those that it does not import.
        whole_counts = isinstance(whole, _Audited) and not whole.answer.reserved
        found: dict[Declaration, Outcome] = {}
        for one in asked:
            if self.cancel.is_set():
                return found
            candidates = [whole] if whole_counts else audits.apart(sorted(within[one]))
            outcome = self._outcome(one, within[one], candidates)
            if self.cancel.is_set():  # an audit that was cut off says nothing
                return found
            found[one] = outcome
        return found

    def compile(self, names: Iterable[str]) -> None:
        """Compile these modules and what they import; afterwards each is in `compiled` or in `failed`."""
        waiting = {step.module.name: step for step in self._steps(names)}
        with tempfile.TemporaryDirectory(prefix="workbench-lean-") as temporary, ThreadPoolExecutor(self.jobs) as pool:
            running: set[Future[Compiled | Failed]] = set()
            try:
                while (waiting or running) and not (self.cancel.is_set() and not running):
                    ready = [] if self.cancel.is_set() else [step for step in waiting.values() if self._is_ready(step)]
                    for step in ready:
                        del waiting[step.module.name]
                        if settled := self._settled(step):
                            self._settle(settled)
                        else:
                            self.on_progress(f"compiling {step.module.file}")
                            running.add(pool.submit(self._compile, step, Path(temporary)))
                    if running and not ready:
                        finished = wait(running, return_when=FIRST_COMPLETED).done
                        running -= finished
                        for future in finished:
                            self._settle(future.result())
            except BaseException:
                self.cancel.set()  # or the pool would wait for children that nobody waits for any more
                raise
        build.tidy(self.store)

    def _steps(self, names: Iterable[str]) -> tuple[Step, ...]:
        return build.steps(self.modules, names, self.setting.toolchain, self.setting.key)

    def _is_ready(self, step: Step) -> bool:
        return all(name in self.compiled or name in self.failed for name in step.needs)

    def _settled(self, step: Step) -> Compiled | Failed | None:
        """What is known of a module without running Lean on it."""
        if blocked := build.blocked(step, self.failed):
            return blocked
        if kept := build.kept(step, self.store):
            return kept
        refusal = scan.refusal(step.module, self.modules) if self.setting.scanned else None
        return Failed(step.module.name, str(refusal), ()) if refusal else None

    def _settle(self, result: Compiled | Failed) -> None:
        if isinstance(result, Compiled):
            self.compiled[result.name] = result
        else:
            self.failed[result.name] = result

    def _compile(self, step: Step, temporary: Path) -> Compiled | Failed:
        folder, view = temporary / step.key, temporary / f"{step.key}.modules"
        folder.mkdir()
        view.mkdir()
        build.lay_out([self.compiled[name] for name in self.modules.closure(step.needs)], view)
        try:
            arguments = build.prepare(step, folder)
        except (OSError, ValueError) as error:
            return Failed(step.module.name, f"{step.module.file}: {error}", ())
        ended = self._child(self.setting.toolchain, arguments, folder, path=[view])
        self.costs[step.module.name] = ended.cost
        if ended.ended_by:
            why = spent(ended.ended_by, self.limits)
            return Failed(step.module.name, f"{step.module.file}: {why}", (), gave_up=True)
        return build.finish(step, folder, ended.exit, self.store)

    def _replay(self) -> None:
        """Have the toolchain's own program replay every module that compiled; one that it refuses has failed."""
        steps = [step for step in self._steps(self.compiled) if step.module.name in self.compiled]
        with tempfile.TemporaryDirectory(prefix="workbench-lean-") as temporary, ThreadPoolExecutor(self.jobs) as pool:
            results = list(pool.map(lambda step: self._replay_one(step, Path(temporary)), steps))
        for step, passed in zip(steps, results, strict=True):
            failed = passed if isinstance(passed, Failed) else build.blocked(step, self.failed)
            if failed:
                del self.compiled[step.module.name]
                self._settle(failed)
        passes = {step.module.name for step, passed in zip(steps, results, strict=True) if passed is True}
        self.replayed = frozenset(passes & self.compiled.keys())

    def _replay_one(self, step: Step, temporary: Path) -> bool | Failed:
        """Whether one was replayed; False where time or memory was spent, so that nobody knows."""
        if build.is_replayed(step, self.store):
            return True
        if self.cancel.is_set():
            return False
        self.on_progress(f"replaying {step.module.file}")
        folder, view = temporary / step.key, temporary / f"{step.key}.modules"
        folder.mkdir()
        view.mkdir()
        build.lay_out([self.compiled[name] for name in self.modules.closure([step.module.name])], view)
        replayer = replace(self.setting.toolchain, command=self.setting.replayer)
        ended = self._child(replayer, [step.module.name], folder, path=[view])
        return False if ended.ended_by else build.replayed(step, folder, ended.exit, self.store)

    def _child(
        self,
        toolchain: Toolchain,
        arguments: Sequence[str],
        folder: Path,
        *,
        path: Sequence[Path] = (),
        reads: Sequence[Path] = (),
    ) -> sandbox.Finished:
        return sandbox.run(
            toolchain.argv(arguments),
            folder,
            self.limits,
            cancel=self.cancel,
            on_sample=lambda sample: self.watch(sample, folder),
            output_mb=OUTPUT_MB,
            access=Access(read=(*path, *reads, *toolchain.search_path, *toolchain.reads)),
            environment=toolchain.variables(path),
        )

    def _outcome(self, asked: Declaration, within: frozenset[str], candidates: Sequence[_Audited | Failed]) -> Outcome:
        facts = {fact.module: (fact, one) for one in candidates if isinstance(one, _Audited)
                 if (fact := one.facts.of(asked.name))}  # fmt: skip
        if not facts:
            return self._without(asked, within, candidates)
        if len(facts) > 1:
            files = " and ".join(sorted(self._file(module) or module for module in facts))
            return Outcome(REJECTED, f"{asked.name} is declared in {files}, and a name has to mean one thing")
        fact, audited = next(iter(facts.values()))
        if fact.own and fact.module not in within:
            return Outcome(REJECTED, f"{asked.name} is declared in {self._file(fact.module)}, which never mentions it")
        if audited.answer.reserved:
            names = ", ".join(audited.answer.reserved[:3])
            reason = f"a module of the project declares {names}, which means something to Lean's kernel itself"
            return Outcome(REJECTED, reason)
        return self._judged(asked, fact, audited)

    def _judged(self, asked: Declaration, fact: Fact, audited: _Audited) -> Outcome:
        tier, rests_on = self._worth(fact, audited)
        file = self._file(fact.module)
        judged = judge.judge(asked, fact, file=file, toolchain=self.setting.name, rests_on=rests_on, tier=tier)
        compiled = self.compiled.get(fact.module)
        return Outcome(
            judged.outcome,
            judged.reason,
            states=fact.states,
            tier=judged.tier,
            rests_on=judged.rests_on,
            fact=fact,
            messages=compiled.messages if compiled else (),
            certificate=None if judged.outcome == REJECTED else self._certificate(asked, fact, audited, judged),
            cost=total([audited.share, self.costs.get(fact.module, NO_COST)]),
        )

    def _worth(self, fact: Fact, audited: _Audited) -> tuple[Tier, tuple[str, ...]]:
        """How far an accepted declaration can be trusted, and what it rests on."""
        setting, rests_on = self.setting, self.setting.rests_on
        if OWN_CORE in audited.answer.present and "own core" not in rests_on:
            return Tier.CERTIFICATE, ("own core", *rests_on)
        if not setting.replayer:
            return Tier.CERTIFICATE, rests_on
        if not all(name in self.replayed for name in self.modules.closure([fact.module])):
            return Tier.CERTIFICATE, (*rests_on, "not replayed")
        return (Tier.KERNEL if setting.official else Tier.CERTIFICATE), rests_on

    def _certificate(self, asked: Declaration, fact: Fact, audited: _Audited, judged: judge.Judgement) -> bytes:
        """All that was found, for people and for a later comparison; who does not trust it runs the audit again."""
        sources = {name: self.modules.by_name[name].sha256 for name in self.modules.closure([fact.module])}
        record = {
            "format": 1,
            "asked": {"name": asked.name, "wants": asked.wants, "file": asked.file},
            "lean": {
                "version": audited.answer.version,
                "githash": audited.answer.githash,
                "told": self.setting.version,
            },
            "name": fact.name,
            "module": fact.module,
            "file": self._file(fact.module),
            "kind": fact.kind,
            "states": fact.states,
            "own": fact.own,
            "axioms": [[axiom.name, axiom.module, axiom.type, axiom.own] for axiom in fact.axioms],
            "sorry": fact.sorry,
            "doubtful": list(fact.doubtful),
            "replayed": fact.replayed,
            "sources": sources,
            "command": ["lean", *self._options(fact.module)],
            "toolchain": self.setting.name,
            "tier": (judged.tier or Tier.ASSERTED).value,
            "rests_on": list(judged.rests_on),
        }
        return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"

    def _without(self, asked: Declaration, within: frozenset[str], candidates: Sequence[_Audited | Failed]) -> Outcome:
        """Why there is no such declaration."""
        failures = self._to_blame(asked, within) + [one for one in candidates if isinstance(one, Failed)]
        if failures:
            # What gave up says nothing about the source; but an error that is certain is worth more.
            first = next((one for one in failures if not one.gave_up), failures[0])
            cost = self.costs.get(first.name, NO_COST)
            return Outcome(UNKNOWN if first.gave_up else FAILED, first.reason, messages=first.messages, cost=cost)
        if not audit.can_be_asked(asked.name):
            return Outcome(ABSENT, f"{asked.name[:80]!r} is no name of a declaration")
        return Outcome(ABSENT, f"no Lean module declares {asked.name}")

    def _to_blame(self, asked: Declaration, within: frozenset[str]) -> list[Failed]:
        """What failed and may have declared it: who mentions it, or imports who does; of what else
        failed it does not speak."""
        names = self.modules.mentioning(asked.name) or self.modules.closure(within)
        return [self.failed[name] for name in names if name in self.failed]

    def _options(self, module: str) -> tuple[str, ...]:
        return next((step.options for step in self._steps([module]) if step.module.name == module), ())

    def base(self, modules: Iterable[str]) -> tuple[str, ...]:
        """What these modules import that is not the project's: the core, and a lake project's dependencies."""
        imported = {name for module in modules for name in self.modules.by_name[module].imports}
        return tuple(sorted({"Init", *imported} - self.modules.by_name.keys()))

    def _file(self, module: str) -> str | None:
        return self.modules.by_name[module].file if module in self.modules.by_name else None


@dataclass(frozen=True, slots=True)
class _Audited:
    """One run of the audit that ended well."""

    answer: Answer
    facts: Facts
    share: Cost
    """Of each name that was asked."""


class _Audits:
    """Runs of the audit: of all modules together, or where that fails of each with what it imports."""

    def __init__(self, run: _Run) -> None:
        self._run = run
        self._apart: dict[str, _Audited | Failed] = {}
        self._names: tuple[str, ...] = ()

    def of(self, modules: Sequence[str], names: Sequence[str]) -> _Audited | Failed:
        """All these modules in one run. It fails where two of them declare a name, or where Lean crashes on one."""
        self._names = tuple(names)
        return self._audit(list(modules))

    def apart(self, modules: Sequence[str]) -> list[_Audited | Failed]:
        """Each of these modules that compiled in a run with what it imports; run once, whoever asks."""
        for module in modules:
            if module in self._run.compiled and module not in self._apart:
                self._apart[module] = self._audit(list(self._run.modules.closure([module])))
        return [self._apart[module] for module in modules if module in self._apart]

    def _audit(self, modules: list[str]) -> _Audited | Failed:
        run = self._run
        last = modules[-1] if modules else ""
        number = len(self._names) - 1  # OWN_CORE is none of theirs
        run.on_progress(f"auditing {number} declaration{'s' * (number != 1)}")
        with tempfile.TemporaryDirectory(prefix="workbench-lean-") as temporary:
            folder, view = Path(temporary, "run"), Path(temporary, "modules")
            folder.mkdir()
            view.mkdir()
            build.lay_out([run.compiled[name] for name in modules], view)
            path = (view, *run.setting.toolchain.search_path)
            asked = audit.prepare(
                folder,
                self._names,
                own=modules,
                base=run.base(modules),
                path=path,
                official=run.setting.has_library,
                shallow=run.setting.shallow,
            )
            ended = run._child(run.setting.program, asked.arguments, folder, reads=path)
            if ended.ended_by:
                return Failed(last, f"the audit: {spent(ended.ended_by, run.limits)}", (), gave_up=True)
            try:
                answer = audit.finish(asked, ended.exit)
            except BrokenAnswer as error:
                return Failed(last, f"the audit could not be finished: {error}", ())
            complaint = audit.complaint(asked, ended.exit)
        if (answer.version, answer.githash) != (run.setting.toolchain.version, run.setting.toolchain.githash):
            return Failed(last, f"the audit was run by another Lean ({answer.version})", ())
        if not answer.replayed and not answer.reserved:
            return Failed(last, f"the kernel refuses what was compiled: {complaint}", ())
        return _Audited(answer, Facts(answer, opaque=run.setting.opaque), share(ended.cost, len(self._names)))
