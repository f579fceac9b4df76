"""`workbench lint`: what is wrong with the sources alone."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench import __version__
from workbench.cli.options import path_argument
from workbench.cli.terminal import colours, ink_for, say, width_of

if TYPE_CHECKING:
    from workbench.survey import Survey


@click.command("lint")
@path_argument
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@click.option(
    "--baseline", type=click.Path(path_type=Path), help="Fail only for what is not in FILE (check --format json)."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "sarif", "github"]), default="text", show_default=True
)
@click.option("--output", type=click.Path(path_type=Path), help="Write to FILE, whole or not at all.")
def lint_command(path: Path | None, strict: bool, baseline: Path | None, form: str, output: Path | None) -> int:
    """What is wrong with the sources of the blueprint at PATH, each with file, line and remedy.

    Exits with 1 where a finding is an error, with --strict also for a warning. [lint] in workbench.toml selects and
    ignores findings; docs/findings.md explains each.

    \b
    Examples:
      workbench lint
      workbench lint --strict --format github
    """
    from workbench.survey import surveys
    from workbench.verdict import Offences, finding_offences, read_baseline
    from workbench.workspace import find_workspace

    known = read_baseline(baseline) if baseline else Offences()
    found = surveys(find_workspace(path))
    say(_rendered(found, form, coloured=output is None and colours(sys.stdout)), output)
    return int(any(finding_offences(survey.findings, strict=strict) - known for survey in found))


def _rendered(found: Sequence[Survey], form: str, *, coloured: bool) -> str:
    match form:
        case "json":
            from workbench.views.reports.json import finding_object, one_or_several, write

            objects = [
                {
                    "version": __version__,
                    "blueprint": survey.blueprint.name,
                    "findings": [finding_object(finding) for finding in survey.findings],
                }
                for survey in found
            ]
            return write(one_or_several(objects))
        case "sarif":
            from workbench.views.reports.sarif import sarif_of

            return sarif_of([(survey.blueprint, survey.findings) for survey in found], _prefix(found))
        case "github":
            from workbench.views.reports.github import annotation

            prefix = _prefix(found)
            return "".join(f"{annotation(finding, prefix)}\n" for survey in found for finding in survey.findings)
        case _:
            return "".join(f"{line}\n" for survey in found for line in _text(survey, coloured=coloured))


def _prefix(found: Sequence[Survey]) -> str:
    from workbench.revisions import prefix_in_repository

    return prefix_in_repository(found[0].workspace.root) if found else ""


def _text(survey: Survey, *, coloured: bool) -> list[str]:
    from workbench.views.ink import no_ink
    from workbench.views.plain import count, plain
    from workbench.views.text import finding_lines

    ink = ink_for(sys.stdout) if coloured else no_ink
    number = {severity: sum(one.severity == severity for one in survey.findings) for severity in ("error", "warning")}
    figures = ", ".join(count(found, severity) for severity, found in number.items() if found) or "nothing wrong"
    nodes = count(len(survey.blueprint.nodes), "node")
    return [
        *finding_lines(survey.findings, width=width_of(sys.stdout), ink=ink),
        f"{plain(survey.blueprint.name)}: {nodes}, {figures}",
    ]
