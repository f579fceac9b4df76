"""`workbench evidence`: answers that travel, and their history."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench import __version__
from workbench.cli.options import ProblemId, format_option, path_option
from workbench.cli.terminal import ink_for, say, tell, width_of
from workbench.errors import BadInput

if TYPE_CHECKING:
    from workbench.dispatch.reimport import Imported
    from workbench.evidence.record import Evidence
    from workbench.workspace import Workspace


@click.group("evidence")
def evidence_group() -> None:
    """Carry evidence between people and machines, and look at its history.

    \b
    Examples:
      workbench evidence log thm:schur-four
      workbench evidence export answers.zip
      workbench evidence import answers.zip
    """


@evidence_group.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@path_option
def export_command(file: Path, path: Path | None) -> None:
    """Write every decided answer that counts, with its certificate, to FILE.

    \b
    Example:
      workbench evidence export answers.zip
    """
    from workbench.evidence.bundle import write_bundle
    from workbench.evidence.store import Store
    from workbench.views.plain import count, plain
    from workbench.workspace import find_workspace

    with Store.open(find_workspace(path).store_path, write=False) as store:
        number = write_bundle(file, store)
    theirs = "its certificate" if number == 1 else "their certificates"
    say(f"{count(number, 'answer')} with {theirs}: {plain(str(file))}\n")


@evidence_group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@path_option
def import_command(file: Path, path: Path | None) -> int:
    """Re-check every certificate in FILE here, and record the answers whose certificate shows what it should.

    What FILE says is not believed: a verdict follows from the certificate and from what is expected here. Exits with 1
    where a certificate was rejected.

    \b
    Example:
      workbench evidence import answers.zip
    """
    from workbench.dispatch.reimport import reimport
    from workbench.evidence.bundle import Bundle
    from workbench.evidence.store import Store
    from workbench.survey import asked_today
    from workbench.views.plain import count, plain
    from workbench.workspace import find_workspace

    workspace = find_workspace(path)
    ink = ink_for(sys.stderr)

    def on_entry(one: Imported) -> None:
        meaning = "broken" if one.rejected else "green" if one.counts else "faint"
        tell(f"{ink('✓' if one.counts else '✗', meaning)} {plain(one.entry.name)}: {plain(one.sentence)}")

    with Bundle(file) as bundle, Store.open(workspace.store_path, write=True) as store:
        found = reimport(bundle, asked_today(workspace).values(), store, on_entry)
    counted = sum(one.counts for one in found)
    say(f"{counted} of {count(len(found), 'answer')} in {plain(file.name)} count here\n")
    return int(any(one.rejected for one in found))


@evidence_group.command("log")
@click.argument("name", metavar="[NODE]", required=False, type=ProblemId())
@path_option
@format_option
def log_command(name: str | None, path: Path | None, form: str) -> None:
    """Every answer ever recorded, or those to the questions of NODE (or to one problem), newest first.

    \b
    Examples:
      workbench evidence log
      workbench evidence log thm:schur-four --format json
    """
    from workbench.evidence.store import Store
    from workbench.workspace import find_workspace

    workspace = find_workspace(path)
    with Store.open(workspace.store_path, write=False) as store:
        found = store.history()
        names = None if name is None else _names(workspace, name, found)
    chosen = [one for one in found if names is None or (one.kind, one.name) in names]
    if form == "json":
        from workbench.views.reports.json import write

        say(write({"version": __version__, "evidence": [_object(one) for one in chosen]}))
    elif chosen:
        say(_lines(chosen))
    else:
        say("nothing is recorded\n")


def _names(workspace: Workspace, name: str, found: Sequence[Evidence]) -> set[tuple[str, str]]:
    """(kind, name) of the questions of a node, or what is recorded under the name itself."""
    from workbench.survey import surveys

    names = {(one.kind, one.name) for one in found if one.name == name}
    if workspace.mains:
        of_node = [survey.questions.get(name, ()) for survey in surveys(workspace) if name in survey.blueprint.nodes]
        names |= {(question.kind, question.name) for questions in of_node for question in questions}
        if of_node:
            return names
    if not names:
        raise BadInput(
            f"nothing is recorded of {name!r}, and no node is called so", remedy="`workbench evidence log` lists"
        )
    return names


def _lines(found: Sequence[Evidence]) -> Iterator[str]:
    from workbench.views.plain import cut, pad, plain
    from workbench.views.text import VERDICT_SIGNS

    width = width_of(sys.stdout)
    longest = min(max(len(one.name) for one in found), width // 3)
    for one in found:
        certificate = one.certificate.sha256[:12] if one.certificate else ""
        when = one.when[:19].replace("T", " ")
        head = f"{when}  {VERDICT_SIGNS[one.verdict]} {pad(plain(one.name), longest)}  {one.verdict.value:<8}"
        yield cut(f"{head}  {one.cost.seconds:>8.2f} s  {certificate:<12}  {plain(one.reason)}", width)


def _object(one: Evidence) -> dict[str, Any]:
    from workbench.views.reports.json import certificate_object

    return {
        "kind": one.kind,
        "name": one.name,
        "checker": one.checker,
        "verdict": one.verdict.value,
        "answer": one.answer,
        "tier": one.tier.value if one.tier else None,
        "reason": one.reason,
        "rests_on": list(one.rests_on),
        "certificate": certificate_object(one.certificate) if one.certificate else None,
        "fingerprint": one.fingerprint,
        "seconds": one.cost.seconds,
        "cpu_seconds": one.cost.cpu_seconds,
        "peak_mb": one.cost.peak_mb,
        "tool": one.tool,
        "when": one.when,
    }
