"""`workbench accept`: a person says that a formal object and a statement mean the same."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.options import NodeId, path_option
from workbench.cli.terminal import ink_for, say, tell, width_of

if TYPE_CHECKING:
    from workbench.evidence.pairings import Lock
    from workbench.offers import Halves, Offer


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
      workbench accept thm:schur-four
      workbench accept --changed
      workbench accept --chapter Sums
      workbench accept --toolchain
    """
    if sum((bool(chapter), changed, toolchain, everything)) > 1:
        raise click.UsageError("--chapter, --changed, --toolchain and --all exclude one another.")
    selects = bool(chapter) or changed or toolchain or everything
    if selects and len(nodes) > 1:
        raise click.UsageError("With --chapter, --changed, --toolchain or --all, name no NODE (one PATH may follow).")
    if not selects and not nodes:
        raise click.UsageError("Name at least one NODE, or say --chapter C, --changed, --toolchain or --all.")
    from workbench.evidence.pairings import read_lock
    from workbench.offers import accept, halves_of, of_kind, offers, offers_of
    from workbench.workspace import find_workspace

    workspace = find_workspace(Path(nodes[0]) if selects and nodes else path)
    halves = halves_of(workspace)
    lock = read_lock(workspace.lock_path)
    if selects:
        wanted = offers(halves, lock, chapter=chapter, only=of_kind(changed=changed, toolchain=toolchain))
        _tell_untold(halves)
    else:
        wanted = list(offers_of(halves, nodes))
    if not wanted:
        say("nothing to accept: every pairing that is asked for is accepted already\n")
        return
    for offer in wanted:
        _show(offer, lock)
    accept(workspace.lock_path, (offer.pairing for offer in wanted))
    say(f"\naccepted {len(wanted)}: written to {workspace.lock_path.name}, to be committed\n")


def _tell_untold(halves: Sequence[Halves]) -> None:
    """Say what could not be offered, for Lean has not told its type; a person may take it for accepted otherwise."""
    from workbench.offers import untold_names
    from workbench.views.plain import count

    names = untold_names(halves)
    if names:
        first = ", ".join(names[:3]) + (", ..." if len(names) > 3 else "")
        tell(
            f"workbench: left out {count(len(names), 'declaration')} of which Lean has not told the type ({first}): "
            "`workbench check` asks it, or says why there is none"
        )


def _show(offer: Offer, lock: Lock) -> None:
    from workbench.views.pairing import pairing_lines

    pairing = offer.pairing
    node = offer.halves.survey.blueprint.statements[pairing.node]
    before = lock.get((pairing.blueprint, pairing.node))
    width, ink = width_of(sys.stdout), ink_for(sys.stdout)
    say(("", *pairing_lines(node, pairing, before, offer.meanings, width=width, ink=ink)))
