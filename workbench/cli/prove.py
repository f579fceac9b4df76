"""`workbench prove`: search for a proof of an open leaf, and write it where the audit accepts it."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.isolation import require_isolation_option, settle_isolation
from workbench.cli.options import MEGABYTES, SECONDS, NodeId, format_option, path_option
from workbench.cli.terminal import say, tell
from workbench.errors import BadInput
from workbench.views.plain import plain

if TYPE_CHECKING:
    from workbench.search.outside import Prover
    from workbench.search.prove import Result, Wanted
    from workbench.workspace import Workspace


@click.command("prove")
@click.argument("what", metavar="NODE", type=NodeId())
@click.option(
    "--with",
    "using",
    metavar="plain|leandojo|CMD",
    default="plain",
    show_default=True,
    help="Who searches: our own portfolio, LeanDojo, or a program of yours.",
)
@click.option("--tactics", type=click.Path(path_type=Path), help="Tactics of your own, one a line, tried first.")
@click.option(
    "--timeout",
    type=SECONDS,
    default=60.0,
    show_default=True,
    help="Seconds of searching, for each theorem.",
)
@click.option(
    "--attempts", type=click.IntRange(1, 1000), default=8, show_default=True, help="How often CMD is asked again."
)
@click.option("--memory", type=MEGABYTES, help="Megabytes of each child's processes together.")
@click.option("--network", is_flag=True, help="Let CMD use the network.")
@click.option("--read", type=click.Path(path_type=Path, exists=True), multiple=True, help="What CMD may read, too.")
@click.option("--env", metavar="NAME", multiple=True, help="A variable of your environment that CMD is told.")
@require_isolation_option
@click.option("--dry-run", is_flag=True, help="Show the proof, and leave the file alone.")
@path_option
@format_option
def prove_command(
    what: str,
    using: str,
    tactics: Path | None,
    timeout: float,
    attempts: int,
    memory: int | None,
    network: bool,
    read: tuple[Path, ...],
    env: tuple[str, ...],
    require_isolation: bool,
    dry_run: bool,
    path: Path | None,
    form: str,
) -> int:
    """Search for a proof of NODE, a lemma whose Lean theorem has `sorry` for its proof.

    NODE may be the name of a theorem as well, or FILE:THEOREM. A proof that is found is put in place of `sorry` in a
    copy of the project and audited there; only what the audit accepts is written, and nothing but the `sorry` changes.
    Exits with 0 where everything asked for is proved, with 1 where it is not.

    \b
    Examples:
      workbench prove lem:monotone
      workbench prove Colouring.monotone --tactics my-tactics.txt
      workbench prove lean/Colouring.lean:Colouring.monotone --dry-run
      workbench prove lem:monotone --with leandojo
      workbench prove lem:monotone --with 'python prover.py' --attempts 3 --network --env API_KEY
    """
    from workbench.evidence.record import Limits
    from workbench.search.portfolio import read_tactics
    from workbench.search.prove import Wanted
    from workbench.workspace import find_workspace

    workspace = find_workspace(path)
    settle_isolation(require_isolation)
    limits = Limits(workspace.limits.seconds, memory or workspace.limits.memory_mb)
    wanted = Wanted(
        using=using,
        seconds=timeout,
        attempts=attempts,
        tactics=read_tactics(tactics) if tactics else (),
        limits=limits,
        outside=_outside(network, read, env, limits.memory_mb),
        dry_run=dry_run,
    )
    results = _prove(workspace, what, wanted)
    if form == "json":
        say(json.dumps({"dry_run": dry_run, "theorems": [asdict(one) for one in results]}, ensure_ascii=False) + "\n")
    else:
        say([line for one in results for line in _lines(one, dry_run)])
    return 0 if all(one.is_proved for one in results) else 1


def _prove(workspace: Workspace, what: str, wanted: Wanted) -> list[Result]:
    from workbench.search.prove import prove_each

    names, file = _asked(workspace, what)
    return list(
        prove_each(
            workspace.root,
            workspace.lean_folders,
            names,
            file,
            wanted,
            on_progress=lambda line: tell(f"… {plain(line)}"),
        )
    )


def _asked(workspace: Workspace, what: str) -> tuple[tuple[str, ...], str | None]:
    """(names of theorems, the file they have to be in if one is named). Raises BadInput for what names nothing."""
    path, separator, theorem = what.rpartition(":")
    if separator and path.endswith(".lean"):
        return (theorem,), _file(workspace, Path(path))
    if workspace.mains:
        from workbench.survey import blueprints, theorems_of

        for blueprint in blueprints(workspace):
            if what in blueprint.nodes:
                return theorems_of(blueprint.nodes[what]), None
    if ":" in what or not what:
        remedy = "name a node, a theorem by its full name, or FILE:THEOREM; `workbench next` lists open nodes"
        raise BadInput(f"{what!r} is neither a node nor the name of a theorem", remedy=remedy)
    return (what,), None


def _file(workspace: Workspace, path: Path) -> str:
    """A file of the workspace, relative to its root."""
    for base in (Path.cwd(), workspace.root):
        whole = (base / path).resolve()
        if whole.is_file() and whole.is_relative_to(workspace.root):
            return whole.relative_to(workspace.root).as_posix()
    raise BadInput("there is no such Lean file in this workspace", remedy="check the name", file=path.as_posix())


def _outside(network: bool, read: tuple[Path, ...], env: tuple[str, ...], memory_mb: int) -> Prover:
    from workbench.dispatch.sandbox import Access
    from workbench.search.outside import Prover

    missing = [name for name in env if name not in os.environ]
    if missing:
        raise BadInput(f"there is no variable {missing[0]} in this environment", remedy="set it, or leave --env out")
    access = Access(read=tuple(one.absolute() for one in read), network=network)
    return Prover((), access, {name: os.environ[name] for name in env}, memory_mb)


def _lines(one: Result, dry_run: bool) -> list[str]:
    """What a person is told of one theorem."""
    from workbench.search.prove import ALREADY, PROVED

    if one.outcome == ALREADY:
        return [f"● {plain(one.reason)}"]
    spent = f"{one.tactics} {'tactics' if one.using in ('plain', 'leandojo') else 'candidates'}, {one.seconds:.1f} s"
    place = f"{plain(one.file)}:{one.line}"
    if one.outcome != PROVED:
        return [f"✗ {plain(one.name)} ({place}): {plain(one.reason)} ({spent})"]
    end = "written" if one.written else "not written (--dry-run)" if dry_run else "not written"
    proof = [f"    {_indented(line)}" for line in (one.proof or "").split("\n")]
    return [f"◉ {plain(one.name)} ({place}): proved, {end} ({spent})", *proof, f"  {plain(one.reason)}"]


def _indented(line: str) -> str:
    """A line of a proof for a terminal, its indentation kept."""
    return " " * (len(line) - len(line.lstrip(" "))) + plain(line)
