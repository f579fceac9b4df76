"""Problems: every question of the workspace with its answer, and its witness drawn where the answer is one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Footer, Static

from workbench.dispatch import plan
from workbench.dispatch.plan import Question
from workbench.errors import BadInput, WorkbenchError
from workbench.evidence.record import Certificate, Evidence, Limits, Verdict
from workbench.evidence.store import Store
from workbench.problems.spec import describe, expectation
from workbench.tui.desk import Desk
from workbench.tui.latest import Latest
from workbench.tui.screens.listing import ListScreen
from workbench.tui.widgets.detail import Detail, facts
from workbench.tui.widgets.rows import Listing, Row, Rows, listing
from workbench.tui.widgets.witness import WitnessView
from workbench.views.ink import Ink
from workbench.views.plain import count, fold, plain
from workbench.views.text import VERDICT_SIGNS, resting
from workbench.workspace import Workspace

MOST_WITNESS_BYTES = 64 << 20
"""A larger witness is named and not drawn."""

_INKS = {Verdict.VERIFIED: "green", Verdict.REFUTED: "broken", Verdict.UNKNOWN: "faint", Verdict.ERROR: "warning"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about a problem: who asks it, and what is known."""

    question: Question
    nodes: tuple[str, ...]
    evidence: Evidence | None
    fresh: bool


class ProblemsScreen(ListScreen):
    """All problem files, and the problems that stand in a `\\checkedby` alone."""

    HEAD = "Problems"
    HELP: ClassVar[str] = (
        "Every **problem** of the workspace: what it asks, what is expected, what was answered, and which nodes name "
        "it. Where the answer is a witness it is drawn: a colouring as a grid, a Ramsey graph as a matrix, queens on "
        "a board; the digits are the colours. Tab moves to the drawing, which scrolls; space gives it all the room; "
        "enter shows the first node that names the problem."
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-wide")]  # noqa: RUF012  # as Textual declares it
    DEFAULT_CSS = """
    ProblemsScreen #told { width: 1fr; height: 1fr; }
    ProblemsScreen #told > #about { padding: 0 1; }
    ProblemsScreen #told > #says { height: auto; padding: 0 1; color: $ink-head; text-style: bold; }
    ProblemsScreen #told > #witness { padding: 0 1; }
    ProblemsScreen > #body > #told { border-left: solid $border-blurred; }
    ProblemsScreen.-narrow > #body > #told { height: 2fr; border-left: none; border-top: solid $border-blurred; }
    ProblemsScreen.-short > #body > #told { display: none; }
    ProblemsScreen.-zoomed > #body > #told { display: block; border: none; }
    ProblemsScreen.-zoomed #told > #about { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._witness = Latest(self, "witness")

    def compose(self) -> ComposeResult:
        """The list; beside it what is known, and the drawing below."""
        yield Static(self.HEAD, id="title", markup=False)
        with Container(id="body"):
            yield Rows(id="rows")
            with Vertical(id="told"):
                yield Detail(id="about")
                yield Static(id="says", markup=False)
                yield WitnessView(id="witness")
        yield Footer(show_command_palette=False)

    def gather(self, desk: Desk) -> Listing:
        """Every problem with what is recorded today."""
        asked = all_asked(desk)
        decided = sum(one.fresh and one.evidence is not None and one.evidence.decided for one in asked)
        title = f"{self.HEAD} · {decided} of {len(asked)} decided"
        return listing(
            title, map(_row, asked), "the workspace has no problems: docs/problems.md shows how to write one"
        )

    def tell(self, desk: Desk, row: Row, width: int, ink: Ink) -> Iterable[str]:
        """Question, answer, tier, certificate, cost."""
        return told(row.about, width, ink)

    def preferred(self) -> str | None:
        """The first question of the selected node."""
        desk, node = self.workbench.desk, self.workbench.selected
        if desk is None or node is None:
            return None
        return next((one.name for one in desk.survey.questions.get(node, ()) if one.kind == "problem"), None)

    def moved(self, row: Row | None) -> None:
        """Tell of the problem, and draw its witness."""
        super().moved(row)
        self._draw(None, "")
        desk = self.workbench.desk
        certificate = witness_of(row.about) if row is not None else None
        if desk is None or certificate is None:
            self._witness.submit(lambda: partial(self._draw, None, ""))
        else:
            self._witness.submit(partial(self._read, desk.workspace, certificate))

    def action_zoom(self) -> None:
        """The drawing in place of list and words, and back."""
        zoomed = self.toggle_class("-zoomed").has_class("-zoomed")
        self.query_one("#witness" if zoomed else "#rows").focus()

    def _read(self, workspace: Workspace, certificate: Certificate) -> Callable[[], None]:
        try:
            witness, fault = read_witness(workspace, certificate), ""
        except WorkbenchError as error:
            witness, fault = None, str(error)
        return partial(self._draw, witness, fault)

    def _draw(self, witness: Any, fault: str) -> None:
        for view in self.query(WitnessView):  # none where the screen was left meanwhile
            view.show(witness)
            says = self.query_one("#says", Static)
            said = plain(fault) or view.says
            says.update(said)
            says.display, view.display = bool(said), bool(view.says)


def all_asked(desk: Desk) -> list[Asked]:
    """The problems that nodes name, in document order, then the files that no node names.

    Raises BadInput where a problem file or the store cannot be used.
    """
    workspace = desk.workspace
    nodes: dict[str, list[str]] = {}
    questions: dict[str, Question] = {}
    for node, of_node in desk.survey.questions.items():
        for question in of_node:
            if question.problem is not None:
                questions.setdefault(question.fingerprint, question)
                nodes.setdefault(question.fingerprint, []).append(node)
    for problem in workspace.problems().values():
        limits = Limits(problem.seconds or workspace.limits.seconds, problem.memory_mb or workspace.limits.memory_mb)
        question = plan.about(problem, limits, workspace)
        questions.setdefault(question.fingerprint, question)
    with Store.open(workspace.store_path, write=False) as store:
        known = plan.known({"": tuple(questions.values())}, store)
    return [
        Asked(question, tuple(nodes.get(print, ())), known.get(print), plan.is_fresh(question, known.get(print)))
        for print, question in questions.items()
    ]


def witness_of(asked: Asked) -> Certificate | None:
    """The certificate that is a witness, if the answer has one and it is of today's question."""
    evidence = asked.evidence
    if evidence is None or not asked.fresh or evidence.certificate is None or evidence.certificate.kind != "witness":
        return None
    return evidence.certificate


def read_witness(workspace: Workspace, certificate: Certificate) -> Any:
    """The witness that the store has kept. Raises BadInput where it is gone, damaged or too large to be drawn."""
    if certificate.bytes > MOST_WITNESS_BYTES:
        raise BadInput(
            f"the witness has {certificate.bytes:,} bytes and is not drawn", remedy="`workbench verify` checks it"
        )
    with Store.open(workspace.store_path, write=False) as store, store.certificate(certificate) as path:
        try:
            return json.loads(path.read_bytes())
        except (ValueError, RecursionError):
            raise BadInput("the witness is no JSON", remedy="run the check again with --rerun") from None


def told(asked: Asked, width: int, ink: Ink) -> Iterator[str]:
    """What is known of a problem, for the pane beside the list."""
    question, evidence = asked.question, asked.evidence
    assert question.problem is not None
    yield from (ink(line, "strong") for line in fold(plain(describe(question.problem)), width))
    expected = expectation(question.problem) or "nothing: any decision counts"
    where = question.problem.file or "written in the blueprint"
    known = [("expected", expected), ("file", where), ("nodes", ", ".join(asked.nodes) or "no node names it")]
    if evidence is not None and evidence.decided:
        rests = resting(evidence.rests_on).removeprefix("rests on ") or "the code that verified the witness"
        known += [("tier", evidence.tier.value if evidence.tier else ""), ("rests on", rests)]
    if evidence is not None and evidence.certificate is not None:
        kept = evidence.certificate
        known.append(("certificate", f"{kept.kind}, {kept.bytes:,} bytes, {kept.sha256[:12]}"))
    if evidence is not None:
        cost = f"{evidence.cost.seconds:.2f} s, {evidence.cost.peak_mb:,.0f} MB"
        known += [("cost", cost), ("when", evidence.when[:19].replace("T", " "))]
    yield from _answer(asked, width, ink)
    yield from facts(known, width, ink)


def _answer(asked: Asked, width: int, ink: Ink) -> Iterator[str]:
    evidence = asked.evidence
    if evidence is None:
        yield ink("not asked yet", "faint")
        return
    meaning = _INKS[evidence.verdict]
    yield ink(f"{VERDICT_SIGNS[evidence.verdict]} {evidence.answer or evidence.verdict.value}", meaning)
    yield from fold(plain(evidence.reason), width)
    if not asked.fresh:
        yield ink("of an earlier version: its input changed since", "stale")


def _row(asked: Asked) -> Row:
    question, evidence = asked.question, asked.evidence
    assert question.problem is not None
    sign, words, meaning = "–", "not asked", "faint"
    if evidence is not None:
        sign, words, meaning = VERDICT_SIGNS[evidence.verdict], evidence.verdict.value, _INKS[evidence.verdict]
        if evidence.missing:
            sign, words = "–", "cannot be asked here"
        elif not asked.fresh:
            sign, words, meaning = "~", f"{words}, earlier", "stale"
    drawn = "drawn" if witness_of(asked) else ""
    return Row(
        cells=(
            (sign, meaning),
            (plain(question.name), "strong"),
            (words, meaning),
            (drawn or (count(len(asked.nodes), "node") if asked.nodes else "no node"), "faint"),
        ),
        key=question.name,
        node=asked.nodes[0] if asked.nodes else None,
        about=asked,
    )
