"""What is to be asked: every question of a blueprint, and which of them have no fresh answer yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import fingerprints
from workbench.blueprint.model import Blueprint, CheckedBy, Node
from workbench.errors import BadInput, MissingTool
from workbench.evidence.record import Evidence, Limits, Verdict
from workbench.problems.declaration import ANYTHING, DEFINITION, THEOREM, Declaration
from workbench.problems.spec import Problem, expectation, family_problem

if TYPE_CHECKING:
    from workbench.dispatch.lean_project import LeanProject
    from workbench.evidence.store import Store
    from workbench.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Question:
    """One question to one checker. Two nodes that ask the same share a fingerprint, and it is run once."""

    fingerprint: str
    kind: str
    """`problem` | `lean`."""
    name: str
    """The problem's id, or the Lean declaration."""
    checker: str
    """The name under which `workbench.checkers.registry` finds it."""
    problem: Problem | None
    """With `expect` filled in from what the theorem of its name says; None for a Lean declaration."""
    expect: str | None
    """What counts as verified; None where any decision does (`solve` without an expectation)."""
    limits: Limits
    declaration: Declaration | None = None
    """What is asked of Lean, for a `\\lean` and for a problem of kind `lean`."""
    formula: str = ""
    """For the question whether an encoder's clauses are those of a formula in Lean: that function's name."""
    project: LeanProject | None = field(default=None, compare=False, repr=False)
    """Where a declaration is looked for; None where the workspace has no Lean sources."""


Questions = Mapping[str, tuple[Question, ...]]
"""Node -> its questions, in the order of its names; nodes that name nothing a machine can be asked are left out."""


def questions(
    workspace: Workspace,
    blueprint: Blueprint,
    *,
    problems: Mapping[str, Problem] | None = None,
    seconds: float | None = None,
    memory_mb: int | None = None,
) -> dict[str, tuple[Question, ...]]:
    """Every question of every node, one for each name that stands for something (`unresolved` gives the others).

    Limits: those given here, else the problem's own, else the workspace's. `problems` saves reading them again.
    Raises BadInput for a wrong problem file, and for parameters in a `\\checkedby` that its family refuses.
    """
    known = workspace.problems() if problems is None else problems
    lean = _lean_project(workspace, blueprint)
    lean_limits = Limits(seconds or workspace.limits.seconds, memory_mb or workspace.limits.memory_mb)
    asked: dict[str, Question] = {}
    found: dict[str, tuple[Question, ...]] = {}
    for id, node in blueprint.nodes.items():
        if not names(node):
            continue
        wanted = _wanted(node)
        of_node = [about_declaration(Declaration(name, wanted), lean, lean_limits) for name in dict.fromkeys(node.lean)]
        for entry in {str(entry): entry for entry in node.checked_by}.values():
            if str(entry) not in asked and (problem := problem_of(entry, known, workspace)):
                limits = Limits(
                    seconds or problem.seconds or workspace.limits.seconds,
                    memory_mb or problem.memory_mb or workspace.limits.memory_mb,
                )
                asked[str(entry)] = about(problem, limits, workspace)
            if str(entry) in asked:
                of_node.append(asked[str(entry)])
        found[id] = tuple(of_node)
    return found


def names(node: Node) -> tuple[str, ...]:
    """Everything a node names that a machine is to be asked: Lean declarations, problems, families with parameters."""
    return (*dict.fromkeys(node.lean), *dict.fromkeys(str(entry) for entry in node.checked_by))


def unresolved(node: Node, asked: Questions) -> bool:
    """Whether some name of the node stands for nothing; such a node cannot be accepted, nor be green."""
    return len(asked.get(node.id, ())) < len(names(node))


def problem_of(entry: CheckedBy, problems: Mapping[str, Problem], workspace: Workspace) -> Problem | None:
    r"""What a `\checkedby` names: a problem by its id, or a family by its name and parameters; None where neither is.

    Raises BadInput, at the place of the `\checkedby`, for parameters that the family refuses.
    """
    from workbench.problems.families import family_names

    if not entry.parameters:
        return problems.get(entry.name)
    if entry.name not in family_names():
        return None
    place = entry.place
    given = dict(entry.parameters)
    if len(given) < len(entry.parameters):
        raise BadInput(
            f"\\checkedby{{{entry.name}}} has a parameter twice",
            remedy="give each parameter once",
            file=place.file,
            line=place.line,
        )
    base = (workspace.root / place.file).parent
    return family_problem(entry.name, given, base=base, root=workspace.root, file=place.file, line=place.line)


def about(problem: Problem, limits: Limits, workspace: Workspace | None = None) -> Question:
    """The question that a problem asks, with its expectation filled in, and its fingerprint of today. A problem of kind
    `lean` is about a declaration of its file, with the modules of the workspace around it if there is one.

    Raises BadInput where a file it names cannot be read.
    """
    from workbench.checkers.registry import checker_for, checker_name

    problem = replace(problem, expect=expectation(problem))
    if problem.kind == "lean":
        return _about_lean_problem(problem, limits, workspace)
    try:
        version = checker_for(problem.kind).version(problem)
    except MissingTool:
        version = ""  # no answer can exist without its checker; the runner says what is missing
    return Question(
        fingerprint=fingerprints.answer(problem, version),
        kind="problem",
        name=problem.id,
        checker=checker_name(problem.kind),
        problem=problem,
        expect=problem.expect,
        limits=limits,
    )


def about_declaration(declaration: Declaration, project: LeanProject | None, limits: Limits) -> Question:
    """The question whether a declaration is there and proved; without a project nobody can be asked, and no answer of
    before is fresh."""
    print_of_today = project.fingerprint(declaration) if project else fingerprints.declaration(declaration, "", "")
    return Question(
        fingerprint=print_of_today,
        kind="lean",
        name=declaration.name,
        checker="lean",
        problem=None,
        expect="true",
        limits=limits,
        declaration=declaration,
        project=project,
    )


def encodings(workspace: Workspace, asked: Questions) -> dict[str, Question]:
    """For every SAT question of a family that a Lean theorem speaks of (`[encodings]` of the settings), by fingerprint,
    the question whether its clauses are those of the theorem's formula."""
    settings = workspace.settings.encodings
    every = {question.fingerprint: question for of_node in asked.values() for question in of_node}
    speaks = {
        fingerprint: settings[question.problem.body["family"]]
        for fingerprint, question in every.items()
        if question.problem and question.problem.kind == "sat" and question.problem.body["family"] in settings
    }
    if not speaks or not workspace.lean_folders:
        return {}
    from workbench.dispatch.lean_project import open_project

    project = open_project(workspace.root, workspace.lean_folders)
    return {
        fingerprint: _about_encoding(every[fingerprint], entry.theorem, entry.formula, project)
        for fingerprint, entry in speaks.items()
    }


def _about_encoding(asked: Question, theorem: str, formula: str, project: LeanProject) -> Question:
    declaration = Declaration(theorem, THEOREM)
    return replace(
        asked,
        fingerprint=fingerprints.encoding(asked.fingerprint, formula, project.fingerprint(declaration)),
        kind="encoding",
        name=f"{asked.name} as {formula} says",
        checker="lean",
        expect="true",
        declaration=declaration,
        formula=formula,
        project=project,
    )


def _about_lean_problem(problem: Problem, limits: Limits, workspace: Workspace | None) -> Question:
    from workbench.dispatch.lean_project import find_lean_of

    (file,) = problem.files
    root = workspace.root if workspace else problem.base.resolve()
    pinned = file.resolve().relative_to(root).as_posix()
    project = find_lean_of(root, workspace.lean_folders if workspace else (), pinned)
    declaration = Declaration(problem.body["theorem"], THEOREM, pinned)
    question = about_declaration(declaration, project, limits)
    return replace(question, kind="problem", name=problem.id, problem=problem, expect=problem.expect)


def _lean_project(workspace: Workspace, blueprint: Blueprint) -> LeanProject | None:
    if not any(node.lean for node in blueprint.nodes.values()):
        return None
    from workbench.dispatch.lean_project import find_lean

    return find_lean(workspace.root, workspace.lean_folders)


_MAKES_SOMETHING = frozenset({"construction", "example", "notation", "abbreviation", "convention", "setup", "remark"})
"""Environments that may state or define: what is paired with them may be a theorem or a definition."""


def _wanted(node: Node) -> str:
    """What has to stand behind the Lean names of a node."""
    if node.is_definition:
        return DEFINITION
    return ANYTHING if (node.kind or node.env) in _MAKES_SOMETHING else THEOREM


def known(asked: Questions, store: Store) -> dict[str, Evidence]:
    """What is recorded for each question, by its fingerprint: the evidence of today's fingerprint, else the newest of
    its name, which is of another fingerprint and so not fresh. A question without expectation has an error."""
    by_fingerprint = {question.fingerprint: question for of_node in asked.values() for question in of_node}
    found = store.latest_of(by_fingerprint)
    for fingerprint, question in by_fingerprint.items():
        if question.expect is None:
            found[fingerprint] = _no_expectation(question)
        elif fingerprint not in found and (older := store.latest_by_name(question.kind, question.name)):
            found[fingerprint] = older
    return found


def with_run(before: Mapping[str, Evidence], ran: Mapping[str, Evidence]) -> dict[str, Evidence]:
    """What is known after a run: its answers, unless what was known already of the same fingerprint is worth more
    (an answer is not lost to a later timeout)."""
    after = dict(before)
    for fingerprint, evidence in ran.items():
        old = before.get(fingerprint)
        if not (old and old.fingerprint == fingerprint and old.decided and old.worth > evidence.worth):
            after[fingerprint] = evidence
    return after


def is_fresh(question: Question, evidence: Evidence | None) -> bool:
    """Whether evidence still answers the question: the fingerprints agree, and an `unknown` had no lower limits."""
    if evidence is None or evidence.fingerprint != question.fingerprint:
        return False
    raised = question.limits.seconds > evidence.limits.seconds or question.limits.memory_mb > evidence.limits.memory_mb
    return evidence.verdict is not Verdict.UNKNOWN or not raised


def plan(
    asked: Questions,
    recorded: Mapping[str, Evidence],
    *,
    rerun: bool = False,
    nodes: Collection[str] | None = None,
) -> tuple[Question, ...]:
    """The questions to run: of these nodes (default all), those without a fresh answer, each fingerprint once.

    An open problem is run only where its node is named; a failure (`error`) is tried again; `rerun` tries all.
    Raises BadInput for a name that is no node with a question.
    """
    chosen = {id: asked.get(id, ()) for id in nodes} if nodes is not None else asked
    wanted: dict[str, Question] = {}
    for question in (question for of_node in chosen.values() for question in of_node):
        answer = recorded.get(question.fingerprint)
        done = is_fresh(question, answer) and answer is not None and answer.verdict is not Verdict.ERROR
        is_open = question.problem is not None and question.problem.open and nodes is None
        if question.expect is None or is_open or (done and not rerun):
            continue
        other = wanted.get(question.fingerprint)
        if other is None or question.limits.seconds > other.limits.seconds:
            wanted[question.fingerprint] = question
    return tuple(wanted.values())


def check_files(asked: Iterable[Question], root: Path) -> None:
    """Raise BadInput for the first file that a SAT problem names and that is not what it should be, before any child
    is asked: a DIMACS header that lies is bad input, and no answer."""
    from workbench.problems.spec import family_of

    for question in asked:
        if question.problem is not None and question.problem.kind in ("sat", "dimacs") and question.problem.files:
            family, parameters = family_of(question.problem)
            try:
                family.encode(parameters)
            except BadInput as error:
                file = Path(error.file) if error.file else None
                if file is not None and file.is_relative_to(root):
                    error.file = file.relative_to(root).as_posix()
                raise BadInput(error.problem, remedy=error.remedy, file=error.file, line=error.line) from None


def check_nodes(blueprint: Blueprint, nodes: Iterable[str]) -> None:
    """Raise BadInput, with the ids that come nearest, for the first name that is no node."""
    from difflib import get_close_matches

    there = blueprint.nodes
    for id in nodes:
        if id not in there:
            near = get_close_matches(id, there, 3, 0.5)
            remedy = f"did you mean {', '.join(near)}?" if near else "`workbench graph` lists them as `id`"
            raise BadInput(f"{blueprint.main} has no node {id!r}", remedy=remedy)


def _no_expectation(question: Question) -> Evidence:
    return Evidence.error(
        f"nothing says what is expected of {question.name}: add `expect` to the problem",
        fingerprint=question.fingerprint,
        kind=question.kind,
        name=question.name,
        checker=question.checker,
    )
