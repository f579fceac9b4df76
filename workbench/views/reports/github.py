"""GitHub workflow commands: one annotation a line, which GitHub shows beside the source line."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.blueprint.model import Finding
from workbench.status import Report
from workbench.views.plain import plain
from workbench.views.text import headline
from workbench.views.troubles import troubles


def as_github(reports: Sequence[Report], prefix: str = "") -> str:
    """Errors and warnings as annotations, then one notice with the figures of each blueprint.

    `prefix` leads from the repository's top to the workspace root, such as `papers/`.
    """
    lines = []
    for report in reports:
        lines += [annotation(trouble, prefix) for trouble in troubles(report)]
        lines.append(f"::notice title={_property(report.blueprint.name)}::{_data(headline(report))}")
    return "\n".join(lines) + "\n"


def annotation(finding: Finding, prefix: str = "") -> str:
    """One `::error` or `::warning` command, escaped as GitHub's runner unescapes it."""
    level = "error" if finding.severity == "error" else "warning"
    place = f"file={_property(prefix + finding.place.file)},line={finding.place.line},title={_property(finding.code)}"
    return f"::{level} {place}::{_data(f'{finding.message}; {finding.remedy}')}"


def _data(text: str) -> str:
    return plain(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
