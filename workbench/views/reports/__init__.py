"""Reports: one file a format, each turning reports into one text; `render` chooses.

A report of several blueprints is one document in every format.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workbench.status import Report

FORMATS: Final = ("text", "json", "junit", "sarif", "github", "markdown")


def render(form: str, reports: Sequence[Report], *, width: int = 100, colour: bool = False, prefix: str = "") -> str:
    """`reports` in one of FORMATS, ending in a newline; `width` (columns) and `colour` matter for `text` alone.

    `prefix` leads from the repository's top to the workspace root, which services that annotate files start from.
    """
    match form:
        case "text":
            from workbench.views.ink import ansi_ink, no_ink
            from workbench.views.text import table

            ink = ansi_ink if colour else no_ink
            return "\n".join(table(report, width=width, ink=ink) for report in reports)
        case "json":
            from workbench.views.reports.json import as_json

            return as_json(reports)
        case "junit":
            from workbench.views.reports.junit import as_junit

            return as_junit(reports)
        case "sarif":
            from workbench.views.reports.sarif import as_sarif

            return as_sarif(reports, prefix)
        case "github":
            from workbench.views.reports.github import as_github

            return as_github(reports, prefix)
        case "markdown":
            from workbench.views.reports.markdown import as_markdown

            return as_markdown(reports)
    raise ValueError(form)
