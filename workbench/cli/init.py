"""`workbench init`: what a project needs, shown before it is written."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from workbench.cli.init_steps import Step, plan
from workbench.cli.options import path_argument
from workbench.cli.terminal import ink_for, say


@click.command("init")
@path_argument
@click.option("--yes", is_flag=True, help="Write without asking.")
def init_command(path: Path | None, yes: bool) -> None:
    """Put Workbench into the existing project at PATH.

    Offers workbench.toml, the macro \\checkedby (which LaTeX prints as nothing), a line of .gitignore, a CI workflow
    and a pre-commit hook. Shows each before it writes it; never overwrites a file.

    \b
    Examples:
      workbench init
      workbench init --yes path/to/project
    """
    from workbench.workspace import find_workspace

    workspace = find_workspace(path)
    planned = plan(workspace.root, workspace.root.name, workspace.mains)
    ink = ink_for(sys.stdout)
    for kept in planned.kept:
        say([ink(f"  {line}", "faint") for line in kept.splitlines()])
    if not planned.steps:
        say("nothing to write: the project has all that init offers\n")
        return
    asks = sys.stdin.isatty() and not yes
    written = 0
    for step in planned.steps:
        _show(step)
        if yes or (asks and click.confirm("write this?", default=True, err=True)):
            _write(workspace.root, step)
            written += 1
            if step.advice:
                say(ink(f"now {step.advice}", "strong") + "\n")
    if not yes and not asks:
        say("\nnothing is written without an answer: run `workbench init --yes`\n")
    elif written:
        say("\nnow: `workbench check`\n")


def _show(step: Step) -> None:
    ink = ink_for(sys.stdout)
    does = "lines added to" if step.adds else "new file"
    say(["", ink(f"{does} {step.path}", "strong") + f": {step.why}"])
    say(ink(f"  + {line}", "added") for line in step.text.strip("\n").splitlines())


def _write(root: Path, step: Step) -> None:
    path = root / step.path
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a" if step.adds else "x", encoding="utf-8") as file:
        file.write(step.text)
