"""Evidence: every answer that was ever recorded to the questions of the selected node, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.evidence.record import Evidence, Verdict
from workbench.evidence.store import Store
from workbench.tui.desk import Desk
from workbench.tui.screens.listing import ListScreen
from workbench.tui.widgets.detail import facts
from workbench.tui.widgets.rows import Listing, Row, listing
from workbench.views.ink import Ink
from workbench.views.plain import count, fold, plain
from workbench.views.text import VERDICT_SIGNS, resting

INKS = {Verdict.VERIFIED: "green", Verdict.REFUTED: "broken", Verdict.UNKNOWN: "faint", Verdict.ERROR: "warning"}


class EvidenceScreen(ListScreen):
    """What `workbench evidence log [NODE]` prints."""

    HEAD = "Evidence"
    HELP: ClassVar[str] = (
        "Every **answer** that was ever recorded to the questions of the selected node, newest first, and which of "
        "them count today: those that were given to the very question that is asked now. `a` shows the answers of "
        "the whole workspace, and those of the node again."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("a", "all", "All / node")]

    def __init__(self) -> None:
        super().__init__()
        self._everything = False

    def action_all(self) -> None:
        """The answers of the whole workspace, or of the node."""
        self._everything = not self._everything
        self.refill()

    def gather(self, desk: Desk) -> Listing:
        """Answers of the node, or of everything."""
        node = self.workbench.selected
        with Store.open(desk.workspace.store_path, write=False) as store:
            if self._everything or node is None:
                found, whose = store.history(), "the whole workspace"
            else:
                asked = dict.fromkeys((one.kind, one.name) for one in desk.survey.questions.get(node, ()))
                found = [one for kind, name in asked for one in store.history(name) if one.kind == kind]
                whose = node
        counting = {answer.fingerprint: answer.evidence for answer in desk.report.answers.values() if answer.fresh}
        title = f"{self.HEAD} · {plain(whose)} · {count(len(found), 'answer')} recorded"
        return listing(title, _rows(found, counting), "nothing is recorded: c in the main screen asks the machines")

    def tell(self, desk: Desk, row: Row, width: int, ink: Ink) -> Iterable[str]:
        """Everything that was recorded with the answer."""
        return told(row.about, width, ink)

    def preferred(self) -> str | None:
        """The newest."""
        return None


def _rows(found: Iterable[Evidence], counting: dict[str, Evidence | None]) -> Iterator[Row]:
    for number, one in enumerate(sorted(found, key=lambda one: one.when, reverse=True)):
        counts = counting.get(one.fingerprint) == one
        yield Row(
            cells=(
                (VERDICT_SIGNS[one.verdict], INKS[one.verdict]),
                ("counts" if counts else "", "green"),
                (plain(one.when[:16].replace("T", " ")), ""),
                (plain(one.name), "strong"),
                (f"{one.verdict.value}{f', {one.tier.value}' if one.tier else ''}", INKS[one.verdict]),
            ),
            key=f"{number}|{one.fingerprint}|{one.when}",
            about=one,
        )


def told(one: Evidence, width: int, ink: Ink) -> Iterator[str]:
    """One record, for the pane beside the list."""
    yield ink(f"{VERDICT_SIGNS[one.verdict]} {one.answer or one.verdict.value}", INKS[one.verdict])
    yield from fold(plain(one.reason), width)
    yield ""
    known = [("asked", f"{one.kind} {one.name}"), ("checker", one.checker), ("tool", one.tool)]
    if one.tier:
        known += [
            ("tier", one.tier.value),
            ("rests on", resting(one.rests_on).removeprefix("rests on ") or "the code that checked it"),
        ]
    if one.certificate:
        kept = one.certificate
        known.append(("certificate", f"{kept.kind}, {kept.bytes:,} bytes, {kept.sha256}"))
    cost, limits = one.cost, one.limits
    known += [
        ("cost", f"{cost.seconds:.2f} s, {cost.cpu_seconds:.2f} CPU s, {cost.peak_mb:,.0f} MB"),
        ("limits", f"{limits.seconds:g} s, {limits.memory_mb:,} MB"),
        ("when", one.when[:19].replace("T", " ")),
        ("fingerprint", one.fingerprint),
    ]
    yield from facts(known, width, ink)
    if one.states:
        yield ""
        yield ink("Lean says", "strong")
        for line in one.states.split("\n"):
            yield from fold(plain(line), width)
