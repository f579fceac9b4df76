"""`workbench accept`: a person says that a formal object and a statement mean the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.options import NodeId, path_option
from workbench.cli.terminal import ink_for, say, width_of
from workbench.errors import BadInput

if TYPE_CHECKING:
    from workbench.evidence.pairings import Lock, Pairing
    from workbench.survey import Survey


@click.command("accept")
@click.argument("nodes", metavar="NODE...", nargs=-1, type=NodeId())
@click.option("--chapter", metavar="C", help="Every pairing in the chapter with this title that is not accepted.")
@click.option("--changed", is_flag=True, help="Every pairing that was accepted once and changed since.")
@click.option("--all", "everything", is_flag=True, help="Every pairing that is not accepted: changed and new.")
@path_option
def accept_command(
    nodes: tuple[str, ...], chapter: str | None, changed: bool, everything: bool, path: Path | None
) -> None:
    """Show both halves of the pairing of each NODE and what changed since it was accepted, then accept it.

    No machine can see whether a problem says what a sentence says: that is for you to read. Accepted pairings are
    written to workbench.lock, which is committed. With --chapter, --changed or --all, a PATH may stand for NODE.

    \b
    Examples:
      workbench accept thm:schur-4
      workbench accept --changed
      workbench accept --chapter "Schur numbers"
    """
    if sum((bool(chapter), changed, everything)) > 1:
        raise click.UsageError("--chapter, --changed and --all exclude one another.")
    selects = bool(chapter) or changed or everything
    if selects and len(nodes) > 1:
        raise click.UsageError("With --chapter, --changed or --all, name no NODE (one PATH may follow).")
    if not selects and not nodes:
        raise click.UsageError("Name at least one NODE, or say --chapter C, --changed or --all.")
    from workbench.evidence.pairings import read_lock, write_lock
    from workbench.survey import surveys
    from workbench.workspace import find_workspace

    workspace = find_workspace(Path(nodes[0]) if selects and nodes else path)
    found = surveys(workspace)
    lock = read_lock(workspace.lock_path)
    wanted = _chosen(found, lock, nodes=() if selects else nodes, chapter=chapter, changed=changed)
    if not wanted:
        say("nothing to accept: every pairing that is asked for is accepted already\n")
        return
    for survey, pairing in wanted:
        _show(survey, pairing, lock)
    accepted = {**lock, **{(pairing.blueprint, pairing.node): pairing for _, pairing in wanted}}
    write_lock(workspace.lock_path, accepted.values())
    say(f"\naccepted {len(wanted)}: written to {workspace.lock_path.name}, to be committed\n")


def _chosen(
    found: Sequence[Survey], lock: Lock, *, nodes: Sequence[str], chapter: str | None, changed: bool
) -> list[tuple[Survey, Pairing]]:
    """The pairings to accept, in document order. Raises BadInput for a name that stands for none."""
    from workbench.acceptance import today

    if nodes:
        return list(_named(found, nodes))
    chosen = []
    for survey in found:
        for id, pairing in today(survey.blueprint, survey.questions, survey.prints).items():
            before = lock.get((pairing.blueprint, id))
            is_new = before is None or before.fingerprint != pairing.fingerprint
            inside = chapter is None or survey.blueprint.statements[id].chapter == chapter
            if is_new and inside and (before is not None or not changed):
                chosen.append((survey, pairing))
    if chapter is not None and not any(
        node.chapter == chapter for survey in found for node in survey.blueprint.nodes.values()
    ):
        chapters = dict.fromkeys(n.chapter for s in found for n in s.blueprint.nodes.values() if n.chapter)
        known = "; ".join(chapters) or "this blueprint has no chapters"
        raise BadInput(f"there is no chapter {chapter!r} with a node in it", remedy=f"the chapters are: {known}")
    return chosen


def _named(found: Sequence[Survey], nodes: Sequence[str]) -> Iterator[tuple[Survey, Pairing]]:
    from workbench.acceptance import today
    from workbench.survey import with_node

    for id in dict.fromkeys(nodes):
        survey = with_node(found, id, lambda survey: survey.blueprint)
        pairing = today(survey.blueprint, survey.questions, survey.prints, [id]).get(id)
        place = survey.blueprint.statements[id].place
        if pairing is None:
            raise BadInput(
                f"{id} names nothing that could be accepted: no problem, one that does not exist, or a Lean "
                "declaration, whose type this version of Workbench cannot show; or it has no text",
                remedy="name a problem in the statement; `workbench lint` finds names of nothing",
                file=place.file,
                line=place.line,
            )
        yield survey, pairing


def _show(survey: Survey, pairing: Pairing, lock: Lock) -> None:
    from workbench.problems.spec import describe
    from workbench.views.pairing import pairing_lines

    node = survey.blueprint.statements[pairing.node]
    before = lock.get((pairing.blueprint, pairing.node))
    asked = survey.questions.get(pairing.node, ())
    meanings = {question.name: describe(question.problem) for question in asked if question.problem}
    width, ink = width_of(sys.stdout), ink_for(sys.stdout)
    say(("", *pairing_lines(node, pairing, before, meanings, width=width, ink=ink)))
