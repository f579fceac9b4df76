"""A small workspace with a node of every kind, whose evidence was really certified, always at the same time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Static

from workbench.checkers.base import certify
from workbench.checkers.registry import checker_for
from workbench.dispatch.plan import Question
from workbench.dispatch.runner import run
from workbench.evidence.record import Cost, Evidence, Limits
from workbench.evidence.store import Store
from workbench.offers import accept, halves_of, offers_of
from workbench.survey import surveys
from workbench.tui.app import WorkbenchApp
from workbench.tui.picture import settled
from workbench.tui.screens.listing import ListScreen
from workbench.tui.widgets.detail import Detail
from workbench.tui.widgets.rows import Rows
from workbench.workspace import Workspace, find_workspace

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

WEB = r"""\documentclass{report}
\usepackage{amsthm}
\usepackage[dep_graph]{blueprint}
\newtheorem{theorem}{Theorem}[chapter]
\newtheorem{lemma}[theorem]{Lemma}
\newtheorem{definition}[theorem]{Definition}
\providecommand{\checkedby}[2][]{}
\begin{document}
\chapter{Sums}
\begin{definition}[Colouring]\label{def:colouring}\leanok
A colouring gives each of $1..n$ one of finitely many colours.
\end{definition}
\begin{theorem}[Schur, upper bound]\label{thm:upper}\uses{def:colouring}\checkedby{schur-2-upper}
Every $2$-colouring of $1..5$ has a monochromatic $x+y=z$.
\end{theorem}
\begin{theorem}[Schur, lower bound]\label{thm:lower}\uses{def:colouring}
\checkedby[n=13,colours=3,expect=satisfiable]{schur}
Some $3$-colouring of $1..NUMBER$ has no monochromatic $x+y=z$.
\end{theorem}
\begin{lemma}\label{lem:wrong}\uses{def:colouring}\leanok\checkedby[n=4,colours=2]{schur}
Every $2$-colouring of $1..4$ has a monochromatic $x+y=z$.
\end{lemma}
\begin{proof}\leanok It is said so.\end{proof}
\begin{lemma}\label{lem:said}\uses{thm:upper}\leanok
Nobody can be asked whether this holds.
\end{lemma}
\begin{proof}\leanok Clear.\end{proof}
\chapter{Pictures}
\begin{theorem}[Pentagon]\label{thm:ramsey}\uses{def:colouring}\checkedby{ramsey-3-3}
Some $2$-colouring of the edges of $K_5$ has no monochromatic triangle: $n=5$, $s=3$, $t=3$.
\end{theorem}
\begin{theorem}\label{thm:queens}\checkedby[n=6]{queens}
One can place $6$ queens on a board of order $6$ so that no two attack each other.
\end{theorem}
\begin{proof}\uses{thm:ramsey}Try.\end{proof}
\begin{lemma}\label{lem:open}\uses{thm:queens, lem:nowhere}
Nothing is known of this.
\end{lemma}
\begin{lemma}\label{lem:last}\uses{lem:open}
Nor of this.
\end{lemma}
\end{document}
"""
PROBLEM = """id = "{id}"
title = "{title}"
kind = "sat"
expect = "{expect}"
[sat]
family = "{family}"
[sat.parameters]
{parameters}
"""
PENTAGON = [[i, j, int((j - i) in (1, 4))] for i in range(5) for j in range(i + 1, 5)]
WITNESSES: Mapping[str, Any] = {
    "schur[n=13,colours=3]": {"colouring": [0, 1, 1, 0, 2, 2, 0, 2, 2, 0, 1, 1, 0]},
    "schur[n=4,colours=2]": {"colouring": [0, 1, 1, 0]},
    "ramsey-3-3": {"edges": PENTAGON},
    "queens[n=6]": {"columns": [1, 3, 5, 0, 2, 4]},
}
"""By the name of the question; it is for the checkers to say what they show."""


def write(root: Path, name: str, text: str) -> Path:
    """A file of a workspace."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def build(root: Path) -> Path:
    """The workspace at `root`: in a repository with one commit, two pairings accepted, four witnesses and a proof."""
    write(
        root,
        "workbench.toml",
        '[project]\nname = "small"\n\n[[blueprint]]\nmain = "src/web.tex"\nproblems = ["problems"]\n',
    )
    write(root, "src/web.tex", WEB.replace("NUMBER", "12"))
    schur = PROBLEM.format(
        id="schur-2-upper", title="Schur", expect="unsatisfiable", family="schur", parameters="n = 5\ncolours = 2"
    )
    ramsey = PROBLEM.format(
        id="ramsey-3-3", title="Pentagon", expect="satisfiable", family="ramsey", parameters="n = 5\ns = 3\nt = 3"
    )
    far = PROBLEM.format(
        id="unnamed", title="Far", expect="satisfiable", family="schur", parameters="n = 160\ncolours = 5"
    )
    write(root, "problems/schur-2-upper.toml", schur)
    write(root, "problems/ramsey-3-3.toml", ramsey)
    write(root, "problems/unnamed.toml", far)
    commit(root)
    write(root, "src/web.tex", WEB.replace("NUMBER", "13"))
    workspace = find_workspace(root)
    (survey,) = surveys(workspace)
    with Store.open(workspace.store_path, write=True) as store:
        for questions in survey.questions.values():
            for question in questions:
                answer(question, store)
    pairs = offers_of(halves_of(workspace), ["thm:upper", "thm:ramsey", "lem:wrong"])
    accept(workspace.lock_path, (offer.pairing for offer in pairs))
    return root


def answer(question: Question, store: Store) -> None:
    """Certify and record, as of a fixed time and cost: a witness of ours, or the proof that a solver finds."""
    when, cost = NOON.isoformat(timespec="seconds"), Cost(0.25, 0.5, 60.0)
    witness = WITNESSES.get(question.name)
    if witness is None:

        def keep(question: Question, evidence: Evidence, certificate: Path) -> None:
            store.record(replace(evidence, when=when, cost=cost), certificate)

        run([question], jobs=1, keep=keep)
        return
    path = store._file.parent / "witness.json"
    path.write_text(json.dumps(witness))
    assert question.problem is not None
    checked = certify(checker_for(question.problem.kind), question.problem, "witness", path)
    make = Evidence.verified if checked.answer == question.expect else Evidence.refuted
    about = {"kind": question.kind, "name": question.name, "checker": question.checker, "tool": "by hand"}
    evidence = make(checked, fingerprint=question.fingerprint, limits=question.limits, when=when, cost=cost, **about)
    store.record(evidence, path)
    path.unlink()


def gave_up(question: Question, store: Store, seconds: float) -> None:
    """Record that time was spent, an hour before."""
    store.record(
        Evidence.unknown(
            "gave up",
            fingerprint=question.fingerprint,
            kind=question.kind,
            name=question.name,
            checker=question.checker,
            limits=Limits(seconds, 100),
            when=NOON.replace(hour=11).isoformat(timespec="seconds"),
        )
    )


def commit(root: Path) -> None:
    """All files in a commit whose hash is always the same."""
    who = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in IDENTITY.items()}
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("GIT_")},
        **who,
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    for words in (["init", "--quiet", "--initial-branch=main"], ["add", "."], ["commit", "--quiet", "-m", "before"]):
        subprocess.run(["git", "-c", "commit.gpgsign=false", *words], cwd=root, env=environment, check=True)


IDENTITY = {"NAME": "Somebody", "EMAIL": "somebody@example.org", "DATE": "2026-11-20T10:00:00+0000"}


def copy(built: Path, to: Path) -> Path:
    """A workspace of one's own, which may be changed."""
    return Path(shutil.copytree(built, to / "small"))


def app_of(root: Path) -> WorkbenchApp:
    """The app on a workspace, at noon."""
    app = WorkbenchApp(root)
    app.clock = lambda: NOON.replace(hour=14)
    return app


async def settle(pilot: Pilot[None]) -> None:
    """Until sources and evidence are read, nothing runs any more, and all is on the screen."""
    assert isinstance(pilot.app, WorkbenchApp)
    await settled(pilot.app)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each when what the one before started has ended."""
    await settle(pilot)
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def title(app: WorkbenchApp) -> str:
    """The first line of a list's screen."""
    return str(app.screen.query_one("#title", Static).content)


def lines(app: WorkbenchApp) -> list[str]:
    """Every row of a list's screen, in sight or not, with its columns as they are drawn in 120 columns."""
    rows = app.screen.query_one(Rows)
    assert rows._listing is not None
    return ["".join(segment.text for segment in rows._segments(row, 120)).rstrip() for row in rows._listing.rows]


def told(app: WorkbenchApp) -> str:
    """What is said of the row under the cursor."""
    return app.screen.query_one(Detail).text


def go_to_row(app: WorkbenchApp, part: str) -> None:
    """Put the cursor on the first row that has `part` in it."""
    assert isinstance(app.screen, ListScreen)
    rows = app.screen.query_one(Rows)
    found = lines(app)
    stops = [place for place in rows._stops if part in found[place]]
    rows._go_to(rows._stops.index(stops[0]))


def workspace_of(root: Path) -> Workspace:
    """The workspace at `root`."""
    return find_workspace(root)
