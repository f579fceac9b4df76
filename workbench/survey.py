"""All that is known about the blueprints of a workspace, put together: where `check`, `status` and every screen start.

Reads sources, problems, `workbench.lock` and the store; asks no machine and writes nothing.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from workbench.acceptance import states
from workbench.blueprint.findings import graph_findings
from workbench.blueprint.model import Blueprint, Finding, Node
from workbench.dispatch import plan
from workbench.dispatch.plan import Question, check_nodes
from workbench.errors import BadInput
from workbench.evidence.pairings import Lock, read_lock
from workbench.evidence.record import Evidence, Limits, Verdict
from workbench.evidence.store import Store
from workbench.fingerprints import Fingerprints
from workbench.lint import absent_declarations, chosen, cross_findings
from workbench.status import Encoded, Report, report
from workbench.workspace import Workspace, find_workspace, open_root

if TYPE_CHECKING:
    from workbench.blueprint.document import Document

T = TypeVar("T")
LARGEST_WITNESS = 2**22
"""Bytes of a witness that is read to be shown."""
LARGEST_PICTURE = 2**22
"""Bytes of a picture that a document includes."""
PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif")
"""What a picture's file may end in, the best for a page first: `\\includegraphics` may leave the ending out."""


@dataclass(frozen=True, slots=True)
class Survey:
    """One blueprint with its findings and questions, before anybody looks at evidence."""

    workspace: Workspace
    blueprint: Blueprint
    findings: tuple[Finding, ...]
    """As `[lint]` of the settings wants them."""
    questions: Mapping[str, tuple[Question, ...]]
    prints: Fingerprints
    encodings: Mapping[str, Question]
    """By the fingerprint of a SAT question: whether its clauses are those that a Lean theorem speaks of."""


def blueprints(workspace: Workspace) -> Iterator[Blueprint]:
    """The blueprints of a workspace, read now; raises BadInput where there is none, or a source cannot be used."""
    from workbench.blueprint.reader import read_blueprint  # a screen may show what it knows before it reads

    for main in workspace.require_mains():
        yield read_blueprint(workspace.root / main, workspace.root, name_of(workspace, main))


def name_of(workspace: Workspace, main: str) -> str:
    """What reports call a blueprint: the project's name, or its folder where the workspace has several."""
    if len(workspace.settings.blueprint) < 2:
        return workspace.name
    folder = Path(main).parent.as_posix().removesuffix("/src")
    return main if folder in (".", "src") else folder


def surveys(workspace: Workspace, *, seconds: float | None = None, memory_mb: int | None = None) -> list[Survey]:
    """Every blueprint of a workspace; limits given here go before those of problems and settings.

    Raises BadInput where there is no blueprint, or a source or problem file cannot be used.
    """
    survey = surveyor(workspace, seconds=seconds, memory_mb=memory_mb)
    return [survey(blueprint) for blueprint in blueprints(workspace)]


def surveyor(
    workspace: Workspace, *, seconds: float | None = None, memory_mb: int | None = None
) -> Callable[[Blueprint], Survey]:
    """`surveys` for one blueprint that was read already; the problems of the workspace are read here, once."""
    problems = workspace.problems()

    def survey(blueprint: Blueprint) -> Survey:
        asked = plan.questions(workspace, blueprint, problems=problems, seconds=seconds, memory_mb=memory_mb)
        findings = (*blueprint.findings, *graph_findings(blueprint), *cross_findings(blueprint, asked, problems))
        chosen_findings = chosen(findings, workspace.settings.lint)
        encodings = plan.encodings(workspace, asked)
        return Survey(workspace, blueprint, chosen_findings, asked, Fingerprints(blueprint), encodings)

    return survey


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is to be asked now."""

    questions: tuple[Question, ...]
    """Of several blueprints each once."""
    without_certificate: tuple[str, ...] = ()
    """Names whose answer counts for nothing, for its certificate is gone or altered."""
    elsewhere: tuple[str, ...] = ()
    """Names whose answer another user or machine recorded: its certificate is re-checked before it counts."""


def waiting(
    workspace: Workspace, found: Collection[Survey], nodes: Collection[str] = (), *, rerun: bool = False
) -> Waiting:
    """The questions without a fresh answer, of all blueprints or of the named nodes; with `rerun` those with one, too.
    Where clauses are held against a Lean formula, that comparison is one of the questions of the node.

    Raises BadInput for a name that is no node, or one of several blueprints.
    """
    for node in nodes:
        with_node(found, node, lambda survey: survey.blueprint)
    asked: dict[str, tuple[Question, ...]] = {}
    for survey in found:
        for id, of_node in survey.questions.items():
            if not nodes or id in nodes:
                asked[f"{survey.blueprint.main}\n{id}"] = of_node
                encodings = (survey.encodings.get(one.fingerprint) for one in of_node)
                asked[f"{survey.blueprint.main}\n{id}\nencodings"] = tuple(filter(None, encodings))
    with Store.open(workspace.store_path, write=False) as store:
        recorded = plan.known(asked, store)
        missing, elsewhere = tuple(store.without_certificate), tuple(sorted(store.from_elsewhere))
    questions = plan.plan(asked, recorded, rerun=rerun, nodes=list(asked) if nodes else None)
    return Waiting(questions, missing, elsewhere)


def asked_today(workspace: Workspace) -> dict[str, Question]:
    """Every question of a workspace, by fingerprint: of its blueprints, of encodings, of problems that no node names.

    Raises BadInput as `surveys` does, or where a file that a problem names cannot be read.
    """
    found: dict[str, Question] = {}
    for survey in surveys(workspace) if workspace.mains else ():
        found |= {question.fingerprint: question for of_node in survey.questions.values() for question in of_node}
        found |= {question.fingerprint: question for question in survey.encodings.values()}
    for problem in workspace.problems().values():
        limits = Limits(problem.seconds or workspace.limits.seconds, problem.memory_mb or workspace.limits.memory_mb)
        question = plan.about(problem, limits, workspace)
        found.setdefault(question.fingerprint, question)
    return found


def report_of(
    survey: Survey,
    store: Store,
    lock: Lock,
    *,
    ran: Mapping[str, Evidence] | None = None,
    running: Collection[str] = (),
) -> Report:
    """What is known of one blueprint; `ran` holds what this call found out, by fingerprint."""
    ran = ran or {}
    known = plan.with_run(plan.known(survey.questions, store), ran)
    absent = chosen(absent_declarations(survey.blueprint, survey.questions, known), survey.workspace.settings.lint)
    pairings = states(survey.blueprint, survey.questions, lock, survey.prints, known=known)
    encoded = _encoded(survey, store, ran)
    found = report(
        survey.blueprint,
        (*survey.findings, *absent),
        survey.questions,
        known,
        pairings,
        ran=ran.keys(),
        running=running,
        encodings=encoded,
        ever_verified=store.ever_verified(),
    )
    return replace(found, elsewhere=tuple(sorted(store.from_elsewhere)))


def _encoded(survey: Survey, store: Store, ran: Mapping[str, Evidence]) -> dict[str, Encoded]:
    """What is known today of the encodings of the survey's SAT questions."""
    known = plan.with_run(plan.known({"": tuple(survey.encodings.values())}, store), ran)
    found = {}
    for fingerprint, question in survey.encodings.items():
        evidence = known.get(question.fingerprint)
        holds = plan.is_fresh(question, evidence) and evidence is not None and evidence.verdict is Verdict.VERIFIED
        assert question.problem is not None and question.declaration is not None
        family, theorem = question.problem.body["family"], question.declaration.name
        found[fingerprint] = Encoded(family, theorem, question.formula, evidence if holds else None)
    return found


def reports_of(workspace: Workspace, store_of: Workspace | None = None) -> list[Report]:
    """What is known of each blueprint; `store_of` names another workspace whose evidence counts."""
    lock = read_lock(workspace.lock_path)
    with Store.open((store_of or workspace).store_path, write=False) as store:
        return [report_of(survey, store, lock) for survey in surveys(workspace)]


def reports(path: Path | None) -> list[Report]:
    """What is known of each blueprint that PATH chooses."""
    return reports_of(find_workspace(path))


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One blueprint with everything that a page shows of it."""

    report: Report
    document: Document
    witnesses: Mapping[str, Any]
    """By answer id: the JSON of the witness that is the certificate of a fresh answer."""
    folders: tuple[Path, ...]
    """Where the pictures of the document are looked for, absolute."""
    root: Path

    def picture(self, written: str) -> bytes | None:
        r"""The picture that an `\includegraphics` names; None where there is none within the root, or none that a page
        can show."""
        for folder in self.folders:
            for ending in ("", *PICTURES):
                path = folder / f"{written}{ending}"
                with contextlib.suppress(OSError, ValueError):
                    path = path.resolve()
                    if path.suffix.lower() in PICTURES and path.is_relative_to(self.root) and path.is_file():
                        return path.read_bytes() if path.stat().st_size <= LARGEST_PICTURE else None
        return None


def exhibit(path: Path | None) -> Exhibit:
    """The blueprint that PATH chooses, read once for its graph and for its text.

    Raises BadInput where PATH chooses none or several, and as `surveys` does.
    """
    from workbench.blueprint.document_reader import read_document

    workspace = find_workspace(path)
    mains = workspace.require_mains()
    if len(mains) > 1:
        raise BadInput(f"there are {len(mains)} blueprints here", remedy=f"name one of them: {', '.join(mains)}")
    main = workspace.root / mains[0]
    blueprint, document = read_document(main, workspace.root, name_of(workspace, mains[0]))
    with Store.open(workspace.store_path, write=False) as store:
        report = report_of(surveyor(workspace)(blueprint), store, read_lock(workspace.lock_path))
        witnesses = dict(_witnesses(report, store))
    folders = dict.fromkeys([main.parent, *((workspace.root / file).parent for file in blueprint.files)])
    return Exhibit(report, document, witnesses, tuple(folders), workspace.root)


def _witnesses(report: Report, store: Store) -> Iterator[tuple[str, Any]]:
    for answer in report.answers.values():
        certificate = answer.evidence.certificate if answer.evidence and answer.fresh else None
        if certificate and certificate.kind == "witness" and certificate.bytes <= LARGEST_WITNESS:
            with contextlib.suppress(BadInput, ValueError), store.certificate(certificate) as file:
                yield answer.id, msgspec.json.decode(file.read_bytes())


def reports_of_revision(workspace: Workspace, tree: Path) -> dict[str, Report]:
    """The same for the files of another revision in `tree`, with the evidence of today; by main file.

    The only blueprint of a revision is compared with the only one of today, wherever its main file stood.
    """
    mains = [tree / main for main in workspace.mains if (tree / main).is_file()]
    if not mains:
        try:
            mains = [tree / main for main in find_workspace(tree).mains]
        except BadInput:
            return {}
    found = reports_of(open_root(tree, mains), workspace)
    if len(found) == len(workspace.mains) == 1:
        return {workspace.mains[0]: found[0]}
    return {report.blueprint.main: report for report in found}


def theorems_of(node: Node) -> tuple[str, ...]:
    """The Lean names of a node, each once. Raises BadInput, with its place, for a node that has none."""
    if not node.lean:
        raise BadInput(
            f"{node.id} names no Lean declaration",
            remedy=r"state it in Lean, and name the theorem with \lean in its statement",
            file=node.place.file,
            line=node.place.line,
        )
    return tuple(dict.fromkeys(node.lean))


def nothing_of(report: Report) -> Report:
    """The same blueprint without a node, a finding or an answer: what there was before it."""
    empty = Blueprint(report.blueprint.name, report.blueprint.main, (), (), {}, ())
    return Report(empty, (), {}, {})


def with_node(found: Collection[T], node: str, blueprint_of: Callable[[T], Blueprint]) -> T:
    """The one of `found` whose blueprint has `node`. Raises BadInput where none has it, or several have."""
    having = [one for one in found if node in blueprint_of(one).nodes]
    if not having:
        for one in found:
            check_nodes(blueprint_of(one), [node])
    if len(having) > 1:
        mains = " and ".join(blueprint_of(one).main for one in having)
        raise BadInput(f"{mains} each have a node {node!r}", remedy="say which blueprint you mean: name its main file")
    return having[0]
