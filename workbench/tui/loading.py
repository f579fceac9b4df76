"""How a desk is laid, so that the screen soon has something to show: what was last read of the sources, then the
sources themselves, then questions and evidence.

Everything here runs in a worker thread, and reads only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from workbench.blueprint.model import Blueprint
from workbench.errors import BadInput, WorkbenchError
from workbench.evidence.pairings import Lock, read_lock
from workbench.evidence.record import Evidence
from workbench.evidence.store import Store
from workbench.fingerprints import Fingerprints
from workbench.status import report
from workbench.survey import Survey, name_of, report_of, surveyor
from workbench.tui.desk import Desk, Links
from workbench.tui.glance import glance, keep
from workbench.workspace import Workspace, find_workspace


def stages(path: Path | None, main: str | None = None, *, glances: bool = True) -> Iterator[Desk]:
    """The desk of the blueprint `main` (default: the first) of the workspace at `path`, fuller each time. The first may
    be of sources as they were (`glances`), the last is of today's.

    Raises BadInput where there is no blueprint, or a source cannot be used; whatever else cannot be read is a fault on
    the desk.
    """
    workspace = find_workspace(path)
    mains = workspace.require_mains()
    chosen = main if main in mains else mains[0]
    seen = glance(workspace.root, chosen) if glances else None
    desk = of_sources(workspace, seen) if seen is not None else None
    if desk is not None:
        yield desk
    from workbench.blueprint.reader import read_blueprint  # imported when the first desk is laid

    blueprint = read_blueprint(workspace.root / chosen, workspace.root, name_of(workspace, chosen))
    if desk is None or blueprint != seen:
        desk = of_sources(workspace, blueprint)
        yield desk
        keep(workspace.root, blueprint)
    yield with_evidence(desk)


def of_sources(workspace: Workspace, blueprint: Blueprint) -> Desk:
    """The desk before anybody looked at problems, pairings or evidence."""
    survey = Survey(workspace, blueprint, blueprint.findings, {}, Fingerprints(blueprint), {})
    seen = report(blueprint, blueprint.findings, {}, {}, {})
    return Desk(workspace, survey, seen, False, {}, (), Links.of(blueprint))


def with_evidence(desk: Desk, *, ran: Mapping[str, Evidence] | None = None, running: Collection[str] = ()) -> Desk:
    """The same blueprint with its questions and what is recorded of them; `ran` and `running` as `report_of` has them.

    A problem file that is wrong leaves the desk as it was, a wrong lock or store makes it one without pairings or
    evidence; each is a fault on it.
    """
    workspace = desk.workspace
    try:
        survey = surveyor(workspace)(desk.blueprint)
    except WorkbenchError as error:
        return replace(desk, evidence_loaded=True, faults=(str(error),))
    lock, faults = _lock(workspace)
    try:
        with Store.open(workspace.store_path, write=False) as store:
            seen = report_of(survey, store, lock, ran=ran, running=running)
    except WorkbenchError as error:
        faults = (*faults, str(error))
        nothing = Store(workspace.store_path, None, write=False)
        seen = report_of(survey, nothing, lock, ran=ran, running=running)
    return replace(desk, survey=survey, report=seen, evidence_loaded=True, lock=lock, faults=faults)


def _lock(workspace: Workspace) -> tuple[Lock, tuple[str, ...]]:
    try:
        return read_lock(workspace.lock_path), ()
    except BadInput as error:
        return {}, (str(error),)
