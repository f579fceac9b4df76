"""What a campaign found, as the page of `docs/campaigns/` that README quotes."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one campaign."""

    title: str
    summary: str
    """One or two sentences with the totals, which README may quote."""
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    faults: tuple[str, ...] = ()
    """What gave way, each in a line with what reproduces it; a campaign with faults has failed."""
    notes: tuple[str, ...] = ()
    """What the figures do not cover, each a paragraph."""


def as_markdown(report: Report, command: str, attacked: str, seconds: float) -> str:
    """The page: title, when, of which commit and how, the table, faults and notes."""
    made = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {attacked}, `{command}`, {seconds / 60:,.0f} min"
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    faults = [f"- {fault}" for fault in report.faults] or ["None."]
    parts = [f"# {report.title}", f"Made by a command ({made}; {machine}). Not to be edited.", report.summary]
    parts += ["\n".join(_table(report.heading, report.rows)), "## Faults found in this run", "\n".join(faults)]
    return "\n\n".join([*parts, *report.notes]) + "\n"


def _table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [heading, ["---"] * len(heading), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]


def commit() -> str:
    """The commit that is checked out; with a plus where files were changed since."""
    here = Path(__file__).parent

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=here, capture_output=True, text=True, check=False).stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", ":!../docs")
    return (git("rev-parse", "--short=10", "HEAD") or "unknown") + ("+" if changed else "")
