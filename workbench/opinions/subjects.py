"""What is reviewed: answers behind green nodes, recorded answers, referees' folders, formulas with a proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.dispatch import plan
from workbench.dispatch.plan import Question
from workbench.errors import BadInput
from workbench.evidence.pairings import Lock
from workbench.evidence.record import Certificate, Checked, Evidence, Verdict
from workbench.evidence.store import Store
from workbench.opinions.declarations import lean_version
from workbench.opinions.record import First, Node
from workbench.problems.spec import Problem, family_of
from workbench.status import Report, Status
from workbench.survey import Survey, report_of

GREEN = (Status.GREEN, Status.DARK_GREEN)


@dataclass(frozen=True, slots=True)
class Subject:
    """One answer to be reviewed."""

    key: str
    """Of its own in a review: the fingerprint, or what was named."""
    name: str
    answer: str
    certificate: Certificate
    first: First
    problem: Problem | None = None
    question: Question | None = None
    """Of a declaration: what is asked of Lean."""
    evidence: Evidence | None = None
    """Where it is in the store."""
    path: Path | None = None
    """The raw certificate, where it is not in the store."""
    formula: Path | None = None
    """A DIMACS file that `path` is to refute, where there is no problem."""

    @property
    def about_lean(self) -> bool:
        """Whether Lean is to be asked: a declaration, or a formula that it prints."""
        return self.question is not None and self.question.declaration is not None


def green(surveys: Iterable[Survey], store: Store, lock: Lock) -> tuple[list[Node], list[Subject]]:
    """Every green node with its answers, each answer once; where a node rests on a formula that Lean printed instead of
    on an encoder, that comparison is one of them."""
    nodes: list[Node] = []
    subjects: dict[str, Subject] = {}
    for survey in surveys:
        report = report_of(survey, store, lock)
        compared = plan.known({"": tuple(survey.encodings.values())}, store)
        for status in report.nodes.values():
            if status.status in GREEN:
                found = list(_behind(survey, report, compared, status.node))
                subjects |= {one.key: one for one in found}
                keys = tuple(one.key for one in found)
                nodes.append(Node(status.node, status.status.value, survey.blueprint.name, keys))
    return nodes, list(subjects.values())


def _behind(survey: Survey, report: Report, compared: dict[str, Evidence], node: str) -> Iterator[Subject]:
    asked = {question.fingerprint: question for question in survey.questions[node]}
    status = report.nodes[node]
    for answer in (report.answers[id] for id in status.answers):
        if answer.evidence is None or not answer.fresh:
            continue
        yield recorded(asked[answer.fingerprint], answer.evidence)
        encoding = survey.encodings.get(answer.fingerprint)
        evidence = compared.get(encoding.fingerprint) if encoding else None
        if encoding and evidence and plan.is_fresh(encoding, evidence) and evidence.verdict is Verdict.VERIFIED:
            yield recorded(encoding, evidence)


def recorded(question: Question, evidence: Evidence) -> Subject:
    """An answer of the store with the question of today that it answers."""
    certificate = evidence.certificate
    assert certificate is not None and evidence.answer is not None
    return Subject(
        key=question.fingerprint,
        name=evidence.name,
        answer=evidence.answer,
        certificate=certificate,
        first=who_first(certificate.kind, None if question.declaration else question.problem, evidence),
        problem=question.problem,
        question=question,
        evidence=evidence,
    )


def in_folder(folder: Path, problem: Problem, checked: Checked, path: Path) -> Subject:
    """A referee's folder that was found in order just now."""
    first = who_first(checked.certificate.kind, problem, None)
    return Subject(str(folder), str(folder), checked.answer, checked.certificate, first, problem, path=path)


def of_pair(formula: Path, proof: Path, certificate: Certificate) -> Subject:
    """A formula with a proof that our checker accepted just now."""
    first = who_first("lrat", None, None)
    return Subject(str(proof), str(proof), "unsatisfiable", certificate, first, path=proof, formula=formula)


def by_hash(hash: str, store: Store, asked: dict[str, Question]) -> list[Subject]:
    """The decided answers to questions of today whose certificate's hash begins so. Raises BadInput where none is."""
    found = [evidence for evidence in store.by_certificate(hash) if evidence.decided]
    if not found:
        raise BadInput(f"no certificate here begins with {hash}", remedy="`workbench evidence log` lists them")
    of_today = [evidence for evidence in found if evidence.fingerprint in asked]
    if not of_today:
        raise BadInput(
            f"{found[0].name} is not asked in this form any more", remedy="run `workbench check` for today's answer"
        )
    return [recorded(asked[evidence.fingerprint], evidence) for evidence in of_today]


def who_first(kind: str, problem: Problem | None, evidence: Evidence | None) -> First:
    """Whose word an answer has counted on so far, by the kind of its certificate."""
    when = evidence.when if evidence else ""
    if problem is None and evidence is not None:
        what = "lean, printed and compared" if evidence.kind == "encoding" else "lean, compiled and audited"
        return First(what, lean_version(evidence.tool), when)
    if kind in ("lrat", "cubes"):
        from workbench.checkers.sat.lrat import VERSION

        return First("workbench-lrat", VERSION, when)
    if kind == "witness" and problem is not None and problem.kind in ("sat", "dimacs"):
        family, _ = family_of(problem)
        return First(f"{family.name} verify", str(family.encoder_version), when)
    rests_on = evidence.rests_on if evidence else ()
    resting = next((rest for rest in rests_on if rest.startswith("checker:")), "")
    program, _, version = resting.removeprefix("checker:").rpartition("-")
    return First(program or f"workbench {problem.kind if problem else kind}", version, when)
