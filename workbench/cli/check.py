"""`workbench check`: what is wrong, what is answered, what holds."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.isolation import require_isolation_option, settle_isolation
from workbench.cli.options import MEGABYTES, SECONDS, NodeId, path_argument
from workbench.cli.terminal import colours, say, tell, width_of
from workbench.views.reports import FORMATS, render

if TYPE_CHECKING:
    from workbench.dispatch.plan import Question
    from workbench.evidence.record import Evidence, Tier
    from workbench.status import Report
    from workbench.survey import Survey
    from workbench.verdict import Offences
    from workbench.workspace import Workspace

INTERRUPTED = 130


@click.command("check")
@path_argument
@click.option(
    "--node", "nodes", metavar="ID", multiple=True, type=NodeId(), help="Ask the questions of this node alone."
)
@click.option("--jobs", type=click.IntRange(1, 4096), help="Questions side by side [default: workbench.toml's, 2].")
@click.option("--timeout", metavar="S", type=SECONDS, help="Seconds of one question.")
@click.option("--memory", metavar="MB", type=MEGABYTES, help="Megabytes of one question's processes together.")
@click.option("--rerun", is_flag=True, help="Ask what has a fresh answer too.")
@click.option(
    "--require",
    metavar="TIER",
    type=click.Choice(["kernel", "certificate", "computation", "asserted"]),
    help="Fail where an asserted, once green or named node stands below kernel, certificate or computation.",
)
@require_isolation_option
@click.option("--baseline", type=click.Path(path_type=Path), help="Fail only for what is not in FILE (--format json).")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path), help="Write to FILE, whole or not at all.")
def check_command(
    path: Path | None,
    nodes: tuple[str, ...],
    jobs: int | None,
    timeout: float | None,
    memory: int | None,
    rerun: bool,
    require: str | None,
    require_isolation: bool,
    baseline: Path | None,
    form: str,
    output: Path | None,
) -> int:
    """Read the blueprint at PATH, ask what has no fresh answer, and say what holds.

    Exits with 1 for a refuted or broken node, a stale pairing or an error in the sources, with 2 for bad input, with 3
    where a tool is missing that an asserted or named node needs. Ctrl-C keeps what finished.

    \b
    Examples:
      workbench check
      workbench check --node thm:schur-four --timeout 600
      workbench check --require certificate --format github
      workbench check --format json --output report.json
    """
    from workbench.evidence.pairings import read_lock
    from workbench.evidence.record import Tier
    from workbench.evidence.store import Store
    from workbench.revisions import prefix_in_repository
    from workbench.survey import report_of, surveys
    from workbench.verdict import exit_code, read_baseline
    from workbench.views.text import headline
    from workbench.workspace import find_workspace

    if require_isolation:
        settle_isolation(True)
    workspace = find_workspace(path)
    known = read_baseline(baseline) if baseline else None
    lock = read_lock(workspace.lock_path)
    found = surveys(workspace, seconds=timeout, memory_mb=memory)
    ran, interrupted = _ask(workspace, found, nodes, rerun=rerun, jobs=jobs or workspace.settings.limits.jobs)
    with Store.open(workspace.store_path, write=False) as store:
        reports = [report_of(survey, store, lock, ran=ran) for survey in found]
    coloured = output is None and colours(sys.stdout)
    prefix = prefix_in_repository(workspace.root)
    say(render(form, reports, width=width_of(sys.stdout), colour=coloured, prefix=prefix), output)
    if output:
        for report in reports:
            tell(f"{report.blueprint.name}: {headline(report)}")
    if interrupted:
        tell("workbench: interrupted; what had finished is kept")
        return INTERRUPTED
    tier = Tier(require) if require else None
    code = exit_code(reports, require=tier, nodes=nodes, baseline=known)
    if code:
        _tell_what_no_report_shows(reports, code, tier, nodes, known)
    return code


def _tell_what_no_report_shows(
    reports: Sequence[Report], code: int, require: Tier | None, nodes: Sequence[str], known: Offences | None
) -> None:
    """Why a run fails that is right in all that its report lists: a missing tool, or nodes below the required tier."""
    from collections import Counter

    from workbench.verdict import MISSING, offences

    if code == MISSING:
        tell("workbench: a tool is missing that an asserted, named or required node needs; see `workbench doctor`")
    for report in reports if require else ():
        shown = offences(report)
        for offence in offences(report, require=require, nodes=nodes) - shown - (known or Counter()):
            node, stands = offence.split("|")[-2:]
            tell(f"below {require}: {node} is {stands}")


def _ask(
    workspace: Workspace, found: Sequence[Survey], nodes: Sequence[str], *, rerun: bool, jobs: int
) -> tuple[Mapping[str, Evidence], bool]:
    """Run what has no fresh answer, recording each answer; the answers, and whether Ctrl-C came before the end."""
    waiting = _waiting(workspace, found, nodes, rerun=rerun)
    if not waiting:
        return {}, False
    from workbench.cli.progress import progress
    from workbench.dispatch.plan import check_files
    from workbench.dispatch.recorded import run_recorded
    from workbench.dispatch.runner import Answered, Progress

    check_files(waiting, workspace.root)
    settle_isolation(False)

    ran: dict[str, Evidence] = {}
    with progress(len(waiting)) as listen:

        def on_event(event: Progress) -> None:
            if isinstance(event, Answered):
                ran[event.question.fingerprint] = event.evidence
            listen(event)

        try:
            run_recorded(waiting, workspace.store_path, jobs=jobs, on_event=on_event)
        except KeyboardInterrupt:
            return ran, True
    return ran, False


def _waiting(
    workspace: Workspace, found: Sequence[Survey], nodes: Sequence[str], *, rerun: bool
) -> tuple[Question, ...]:
    """The questions to run; says of which answers the certificate is gone."""
    from workbench.survey import waiting
    from workbench.views.plain import count

    asked = waiting(workspace, found, nodes, rerun=rerun)
    for name in asked.without_certificate:
        tell(f"workbench: the certificate of {name} is gone or altered, so its answer counts for nothing")
    if asked.elsewhere:
        there = count(len(asked.elsewhere), "answer")
        tell(f"workbench: {there} recorded by another user or machine: what has a certificate is re-checked here")
    return asked.questions
