"""Findings: everything that is wrong with the sources, with its place and its remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from workbench.blueprint.findings import CATALOGUE
from workbench.blueprint.model import Finding
from workbench.tui.desk import Desk
from workbench.tui.screens.listing import ListScreen
from workbench.tui.widgets.rows import Listing, Row, listing
from workbench.views.ink import Ink
from workbench.views.plain import count, fold, plain
from workbench.views.troubles import NODE_RULES, troubles

SIGNS = {"error": "!", "warning": "~"}


class FindingsScreen(ListScreen):
    """What `lint` finds, and before it the nodes that are broken, refuted or stale."""

    HEAD = "Findings"
    HELP: ClassVar[str] = (
        "Everything that is **wrong**: nodes that are broken, refuted or stale first, then what was found in the "
        "sources, errors before warnings. Enter opens the editor at the line; saving the file reads it again. "
        "`docs/findings.md` explains every code."
    )

    def gather(self, desk: Desk) -> Listing:
        """Troubles of the report, the worst first."""
        found = troubles(desk.report)
        errors = sum(one.severity == "error" for one in found)
        title = f"{self.HEAD} · {count(errors, 'error')}, {count(len(found) - errors, 'warning')}"
        nothing = "nothing is wrong" if desk.evidence_loaded else "still reading..."
        return listing(title, rows(found), nothing)

    def tell(self, desk: Desk, row: Row, width: int, ink: Ink) -> Iterable[str]:
        """The message, the remedy, and what the code means."""
        finding: Finding = row.about
        yield ink(f"{SIGNS[finding.severity]} {finding.severity}", finding.severity) + f"  {finding.code}"
        yield ink(plain(str(finding.place)), "strong")
        yield ""
        yield from fold(plain(finding.message), width)
        yield ""
        yield from (ink(line, "faint") for line in fold(f"-> {plain(finding.remedy)}", width))
        rule = CATALOGUE.get(finding.code)
        yield ""
        yield from fold(f"{finding.code}: {rule.meaning if rule else NODE_RULES.get(finding.code, '')}", width)
        if rule:
            yield ink(rule.page, "faint")

    def preferred(self) -> str | None:
        """The first."""
        return None

    def open(self, row: Row) -> None:
        """Enter: to the source."""
        if row.place is not None:
            self.workbench.go_to(row.place)


def rows(found: Iterable[Finding]) -> Iterator[Row]:
    """One row a finding. Its key does not name the line, which moves while one corrects what stands above."""
    seen: dict[str, int] = {}
    for finding in found:
        key = f"{finding.code}|{finding.place.file}|{finding.node}|{finding.message}"
        seen[key] = seen.get(key, 0) + 1
        yield Row(
            cells=(
                (SIGNS[finding.severity], finding.severity),
                (finding.code, finding.severity),
                (plain(str(finding.place)), "strong"),
                (plain(finding.message), ""),
            ),
            key=f"{key}#{seen[key]}",
            node=finding.node,
            place=finding.place,
            about=finding,
        )
