"""What was found becomes a file again: rebuilt in a copy of the project, audited there, and only then written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.dispatch.lean import ACCEPTED, check_declarations
from workbench.dispatch.outcome import Outcome
from workbench.errors import BadInput
from workbench.evidence.record import Limits, Tier
from workbench.lean.modules import Modules, read_module
from workbench.problems.declaration import Declaration
from workbench.search.candidates import refusal
from workbench.search.statement import proof
from workbench.search.target import Progress, Target
from workbench.whole import replacing


@dataclass(frozen=True, slots=True)
class Audited:
    """What the audit found of a proof."""

    accepted: bool
    reason: str
    """A sentence without a full stop."""
    text: str = ""
    """The file with the proof in it."""
    tier: Tier | None = None
    rests_on: tuple[str, ...] = ()


def proved_text(target: Target, script: str) -> str:
    """The file with this script in place of `sorry`; every other byte as it was."""
    statement = target.statement
    inserted = proof(script, statement.margin)
    if "\r\n" in statement.text:
        inserted = inserted.replace("\n", "\r\n")
    return f"{statement.text[: statement.assign]}{inserted}{statement.text[statement.end :]}"


def audited(target: Target, script: str, limits: Limits, *, on_progress: Progress = lambda line: None) -> Audited:
    """Compile and audit a copy of the project with this proof in it, in a folder of its own."""
    if why := refusal(script):
        return Audited(False, f"the proof is refused unread: {why}")
    text = proved_text(target, script)
    outcome = _outcomes(target, text, [target.declaration], limits, on_progress)[target.declaration]
    judged = _judged(target, outcome)
    return replace(judged, text=text) if judged.accepted else judged


def audited_together(found: Sequence[tuple[Target, str]], limits: Limits) -> list[Audited]:
    """As `audited`, for proofs of different theorems of one file, in one go; where they do not all get through that
    way, each by itself. None of them has the file's text."""
    if len(found) == 1:
        return [audited(*found[0], limits)]
    first, text = found[0][0], found[0][0].statement.text
    for target, script in sorted(found, key=lambda one: -one[0].statement.assign):
        if refusal(script):
            return [audited(*one, limits) for one in found]
        statement = target.statement
        text = f"{text[: statement.assign]}{proof(script, statement.margin)}{text[statement.end :]}"
    outcomes = _outcomes(first, text, [target.declaration for target, _ in found], limits, lambda line: None)
    judged = [_judged(target, outcomes[target.declaration]) for target, _ in found]
    return judged if all(one.accepted for one in judged) else [audited(*one, limits) for one in found]


def _outcomes(
    target: Target, text: str, declarations: Sequence[Declaration], limits: Limits, on_progress: Progress
) -> dict[Declaration, Outcome]:
    """What the audit finds of these, in a copy of the project where the target's file has this text."""
    with tempfile.TemporaryDirectory(prefix="workbench-proved-", ignore_cleanup_errors=True) as temporary:
        store = Path(temporary, "compiled")
        _keep(target, store)
        return check_declarations(
            _copied(target, text, Path(temporary, "project")),
            declarations,
            limits,
            store=store,
            setting=target.setting,
            on_progress=on_progress,
        )


def _judged(target: Target, outcome: Outcome) -> Audited:
    if outcome.outcome != ACCEPTED:
        return Audited(False, f"the audit does not accept it: {outcome.reason}")
    if outcome.fact is None or outcome.fact.whole != target.states or outcome.fact.module != target.module.name:
        return Audited(False, "the audit does not accept it: with this proof the declaration says something else")
    return Audited(True, outcome.reason, tier=outcome.tier, rests_on=outcome.rests_on)


def _copied(target: Target, text: str, root: Path) -> Modules:
    """The project's modules as copies below `root`, the target's with this text."""
    copies = {}
    for name, module in target.project.modules.by_name.items():
        copy = root / module.file
        copy.parent.mkdir(parents=True, exist_ok=True)
        if name == target.module.name:
            copy.write_bytes(text.encode("utf-8"))
            copies[name] = replace(read_module(copy, name, module.file), options=module.options)
        else:
            shutil.copyfile(module.path, copy)
            copies[name] = replace(module, path=copy)
    return Modules(copies)


def _keep(target: Target, store: Path) -> None:
    """Bring along what the target's file imports, compiled: all else is compiled anew."""
    store.mkdir()
    for step in target.needed:
        for file in target.project.compiled.glob(f"{step.key}.*"):
            shutil.copyfile(file, store / file.name)


def write(target: Target, text: str) -> None:
    """Put the file in place of the one that was read, whole; raises BadInput where that changed meanwhile."""
    path = target.module.path.resolve()
    if path.read_bytes() != target.content:
        raise BadInput(
            "this file changed while a proof was searched, and was left alone",
            remedy="run the command again",
            file=target.module.file,
        )
    with replacing(path) as file:
        file.write(text.encode("utf-8"))
