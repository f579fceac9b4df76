"""`workbench accept`: a person says that a formal object and a statement mean the same."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.options import NodeId, path_option
from workbench.cli.terminal import ink_for, say, tell, width_of
from workbench.errors import BadInput

if TYPE_CHECKING:
    from workbench.evidence.pairings import Lock, Pairing
    from workbench.evidence.record import Evidence
    from workbench.survey import Survey
    from workbench.workspace import Workspace


@click.command("accept")
@click.argument("nodes", metavar="NODE...", nargs=-1, type=NodeId())
@click.option("--chapter", metavar="C", help="Every pairing in the chapter with this title that is not accepted.")
@click.option("--changed", is_flag=True, help="Every pairing that was accepted once and changed since.")
@click.option("--toolchain", is_flag=True, help="Every pairing in which the same is only printed otherwise.")
@click.option("--all", "everything", is_flag=True, help="Every pairing that is not accepted: changed and new.")
@path_option
def accept_command(
    nodes: tuple[str, ...],
    chapter: str | None,
    changed: bool,
    toolchain: bool,
    everything: bool,
    path: Path | None,
) -> None:
    """Show both halves of the pairing of each NODE and what changed since it was accepted, then accept it.

    No machine can see whether a problem or a declaration says what a sentence says: that is for you to read. A
    declaration is shown as Lean prints it, so `workbench check` has to come first. Accepted pairings are written to
    workbench.lock, which is committed. With --chapter, --changed, --toolchain or --all, a PATH may stand for NODE.

    \b
    Examples:
      workbench accept thm:schur-4
      workbench accept --changed
      workbench accept --chapter "Schur numbers"
      workbench accept --toolchain
    """
    if sum((bool(chapter), changed, toolchain, everything)) > 1:
        raise click.UsageError("--chapter, --changed, --toolchain and --all exclude one another.")
    selects = bool(chapter) or changed or toolchain or everything
    if selects and len(nodes) > 1:
        raise click.UsageError("With --chapter, --changed, --toolchain or --all, name no NODE (one PATH may follow).")
    if not selects and not nodes:
        raise click.UsageError("Name at least one NODE, or say --chapter C, --changed, --toolchain or --all.")
    from workbench.evidence.pairings import read_lock, write_lock
    from workbench.workspace import find_workspace

    workspace = find_workspace(Path(nodes[0]) if selects and nodes else path)
    halves = _halves(workspace)
    lock = read_lock(workspace.lock_path)
    if selects:
        wanted = _chosen(halves, lock, chapter=chapter, only=_of_kind(changed=changed, toolchain=toolchain))
        _tell_untold(halves)
    else:
        wanted = list(_named(halves, nodes))
    if not wanted:
        say("nothing to accept: every pairing that is asked for is accepted already\n")
        return
    for half, pairing in wanted:
        _show(half.survey, pairing, lock)
    accepted = {**lock, **{(pairing.blueprint, pairing.node): pairing for _, pairing in wanted}}
    write_lock(workspace.lock_path, accepted.values())
    say(f"\naccepted {len(wanted)}: written to {workspace.lock_path.name}, to be committed\n")


@dataclass(frozen=True, slots=True)
class _Halves:
    """One blueprint with what Lean has told of its declarations."""

    survey: Survey
    known: Mapping[str, Evidence]


def _halves(workspace: Workspace) -> list[_Halves]:
    from workbench.dispatch.plan import known
    from workbench.evidence.store import Store
    from workbench.survey import surveys

    with Store.open(workspace.store_path, write=False) as store:
        return [_Halves(survey, known(survey.questions, store)) for survey in surveys(workspace)]


Only = Callable[["Pairing", "Pairing | None"], bool]


def _of_kind(*, changed: bool, toolchain: bool) -> Only:
    """Which of the pairings that differ from what was accepted (None: never was) are asked for."""
    from workbench.acceptance import reprinted

    if toolchain:
        return lambda now, before: before is not None and reprinted(now, before)
    return lambda now, before: before is not None or not changed


def _chosen(halves: Sequence[_Halves], lock: Lock, *, chapter: str | None, only: Only) -> list[tuple[_Halves, Pairing]]:
    """The pairings to accept, in document order. Raises BadInput for a chapter that there is not."""
    from workbench.acceptance import today

    chosen = []
    for half in halves:
        survey = half.survey
        for id, pairing in today(survey.blueprint, survey.questions, survey.prints, known=half.known).items():
            before = lock.get((pairing.blueprint, id))
            is_new = before is None or before.fingerprint != pairing.fingerprint
            inside = chapter is None or survey.blueprint.statements[id].chapter == chapter
            if is_new and inside and only(pairing, before):
                chosen.append((half, pairing))
    nodes = [node for half in halves for node in half.survey.blueprint.nodes.values()]
    if chapter is not None and not any(node.chapter == chapter for node in nodes):
        known = "; ".join(dict.fromkeys(node.chapter for node in nodes if node.chapter))
        remedy = f"the chapters are: {known or 'this blueprint has no chapters'}"
        raise BadInput(f"there is no chapter {chapter!r} with a node in it", remedy=remedy)
    return chosen


def _tell_untold(halves: Sequence[_Halves]) -> None:
    """Say what could not be offered, for Lean has not told its type; a person may take it for accepted otherwise."""
    from workbench.acceptance import untold
    from workbench.views.plain import count

    asked = [(half, of_node) for half in halves for of_node in half.survey.questions.values()]
    names = dict.fromkeys(name for half, of_node in asked for name in untold(of_node, half.known))
    if names:
        first = ", ".join(list(names)[:3]) + (", ..." if len(names) > 3 else "")
        tell(
            f"workbench: left out {count(len(names), 'declaration')} of which Lean has not told the type ({first}): "
            "`workbench check` asks it, or says why there is none"
        )


def _named(halves: Sequence[_Halves], nodes: Sequence[str]) -> Iterator[tuple[_Halves, Pairing]]:
    from workbench.acceptance import today, untold
    from workbench.survey import with_node

    for id in dict.fromkeys(nodes):
        half = with_node(halves, id, lambda half: half.survey.blueprint)
        survey = half.survey
        pairing = today(survey.blueprint, survey.questions, survey.prints, [id], known=half.known).get(id)
        place = survey.blueprint.statements[id].place
        names = untold(survey.questions.get(id, ()), half.known)
        if names:
            raise BadInput(
                f"{id} cannot be accepted yet: Lean has not told what {', '.join(names)} says today",
                remedy=f"run `workbench check --node {id}` first; it says what hinders Lean, if anything does",
                file=place.file,
                line=place.line,
            )
        if pairing is None:
            raise BadInput(
                f"{id} names nothing that could be accepted: no declaration and no problem, or one that does not "
                "exist; or it has no text",
                remedy="name a declaration or a problem in the statement; `workbench lint` finds names of nothing",
                file=place.file,
                line=place.line,
            )
        yield half, pairing


def _show(survey: Survey, pairing: Pairing, lock: Lock) -> None:
    from workbench.problems.spec import describe
    from workbench.views.pairing import pairing_lines

    node = survey.blueprint.statements[pairing.node]
    before = lock.get((pairing.blueprint, pairing.node))
    asked = survey.questions.get(pairing.node, ())
    meanings = {question.name: describe(question.problem) for question in asked if question.problem}
    width, ink = width_of(sys.stdout), ink_for(sys.stdout)
    say(("", *pairing_lines(node, pairing, before, meanings, width=width, ink=ink)))
