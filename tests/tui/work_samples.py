"""A small workspace whose questions are really asked, and an app on it that tests can wait for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from workbench.evidence.record import Evidence
from workbench.evidence.store import Store
from workbench.status import Status
from workbench.tui.app import WorkbenchApp

WEB = r"""\documentclass{report}
\usepackage{amsthm}
\usepackage[dep_graph]{blueprint}
\newtheorem{theorem}{Theorem}[chapter]
\newtheorem{lemma}[theorem]{Lemma}
\newtheorem{definition}[theorem]{Definition}
\providecommand{\checkedby}[2][]{}
\begin{document}
\chapter{Sums}
\begin{theorem}\label{thm:upper}\checkedby{schur-2-upper}
Every $2$-colouring of $1..5$ has a monochromatic $x+y=z$.
\end{theorem}
\begin{theorem}\label{thm:queens}\uses{thm:upper}\checkedby[n=5]{queens}
One can place $5$ queens on a board of order $5$ so that no two attack each other.
\end{theorem}
\chapter{Far}
\begin{theorem}\label{thm:endless}\checkedby{endless}
The numbers $1..160$ have a $5$-colouring without a monochromatic $x+y=z$.
\end{theorem}
\begin{lemma}\label{lem:gap}\uses{thm:upper}
Nothing can be asked here.
\end{lemma}
\end{document}
"""
SECONDS = 120.0
"""Until a test gives up: on a machine that much else is asked of, a Lean and its audit take their time."""
SCHUR = """id = "{id}"
title = "Schur"
kind = "sat"
expect = "{expect}"
[sat]
family = "schur"
[sat.parameters]
n = {n}
colours = {colours}
[limits]
seconds = {seconds}
"""


def workspace(root: Path) -> Path:
    """A theorem that is answered at once by a proof, one by a witness, one that nobody answers, and a gap."""
    write(root, "blueprint/src/web.tex", WEB)
    write(
        root,
        "problems/schur-2-upper.toml",
        SCHUR.format(id="schur-2-upper", expect="unsatisfiable", n=5, colours=2, seconds=60),
    )
    write(
        root, "problems/endless.toml", SCHUR.format(id="endless", expect="satisfiable", n=160, colours=5, seconds=900)
    )
    return root


def write(root: Path, name: str, text: str) -> Path:
    """A file of a workspace."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


async def until(holds: Callable[[], object], seconds: float = SECONDS) -> None:
    """Let the app go on until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came about"
        await asyncio.sleep(0.02)


async def loaded(app: WorkbenchApp) -> None:
    """Wait for sources and evidence."""
    await until(lambda: app.desk is not None and app.desk.evidence_loaded)


def recorded(root: Path) -> dict[str, Evidence]:
    """What the store has, the newest of each name."""
    with Store.open(root / ".workbench", write=False) as store:
        return {evidence.name: evidence for evidence in reversed(store.history())}


def status(app: WorkbenchApp, node: str) -> Status:
    """What the desk says of a node."""
    assert app.desk is not None
    return app.desk.report.nodes[node].status


def marks(app: WorkbenchApp, node: str) -> set[str]:
    """The marks that it has on the desk."""
    assert app.desk is not None
    return {mark.value for mark in app.desk.report.nodes[node].marks}


def said(app: WorkbenchApp) -> str:
    """Everything that was notified."""
    return "\n".join(one.message for one in app._notifications)


def screen_text(app: WorkbenchApp) -> str:
    """What a person sees now."""
    lines = app.screen._compositor.render_strips() if app.screen.is_attached else []
    return "\n".join(strip.text.rstrip() for strip in lines)


def children() -> list[psutil.Process]:
    """The processes that this one has started and that live still."""
    return [one for one in psutil.Process().children(recursive=True) if lives(one)]


def lives(process: psutil.Process) -> bool:
    """Whether it runs still; it may go at any moment."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def words_of(process: psutil.Process) -> list[str]:
    """Its command line; nothing where it is gone."""
    try:
        return process.cmdline()
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return []
