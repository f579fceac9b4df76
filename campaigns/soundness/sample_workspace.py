"""A small workspace in which every node that asks something is green: evidence of real checkers, pairings accepted."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from workbench.dispatch.runner import run
from workbench.errors import WorkbenchError
from workbench.evidence.pairings import read_lock
from workbench.evidence.store import Store
from workbench.offers import accept, halves_of, offers
from workbench.status import Mark, PairingState, Status
from workbench.survey import asked_today, reports_of
from workbench.workspace import find_workspace

PROBLEMS = {
    "vdw-9": ("van-der-waerden", "unsatisfiable", "n = 9\nlengths = [3, 3]\n"),
    "vdw-8": ("van-der-waerden", "satisfiable", "n = 8\nlengths = [3, 3]\n"),
    "schur-5": ("schur", "unsatisfiable", "n = 5\ncolours = 2\n"),
    "queens-6": ("queens", "satisfiable", "n = 6\n"),
    "k4": ("graph-colouring", "unsatisfiable", 'file = "k4.col"\ncolours = 3\n'),
}
K4 = "p edge 4 6\ne 1 2\ne 1 3\ne 1 4\ne 2 3\ne 2 4\ne 3 4\n"
PREAMBLE = r"""\documentclass{report}
\usepackage{amsmath,amsthm}
\newtheorem{theorem}{Theorem}
\newtheorem{lemma}[theorem]{Lemma}
\newtheorem{definition}[theorem]{Definition}
\newcommand{\checkedby}[2][]{}
\newcommand{\uses}[1]{}
\newcommand{\leanok}{}
\newcommand{\notready}{}
\newcommand{\bound}{9}
\newcommand{\setup}[1]{\{1, \dots, #1\}}
\newcommand{\numbers}{\setup{\bound}}
\def\terms{3}
\DeclareMathOperator{\size}{size}
\let\atmost\le
\newcommand{\palette}[1][2]{$#1$ colours}
\input{macros}
"""
MACROS = "\\newcommand{\\howmany}{two}\n"
BODY = r"""\begin{document}
\chapter{Colourings}
\begin{definition}[Progressions]\label{def:progression}
A progression of length $k$ is $a, a + d, \dots, a + (k - 1)d$ with $d \ge 1$.
\end{definition}
\begin{definition}[Monochromatic]\label{def:mono}\uses{def:progression}
A set is monochromatic if all its elements have one colour.
\end{definition}
\begin{theorem}[Van der Waerden]\label{thm:vdw}\uses{def:progression, def:mono}\checkedby{vdw-9}
Every colouring of $\numbers$ with \howmany{} colours has a monochromatic progression of length $\terms$.
\end{theorem}
\begin{lemma}\label{lem:vdw-lower}\uses{def:mono}\checkedby{vdw-8}
Some colouring of $\{1, \dots, 8\}$ with \palette{} has no monochromatic progression of length at least $3$. % sharp
\end{lemma}
\input{chapters/more}
\end{document}
"""
MORE = r"""\chapter{More}
\begin{theorem}[Schur]\label{thm:schur}\uses{def:mono}\checkedby{schur-5}
Every colouring of $\{1, \dots, 5\}$ with $2$ colours has $x + y = z$ of one colour, where $z \atmost 5$.
\end{theorem}
\begin{lemma}\label{lem:queens}\checkedby{queens-6}
On a board of $6$ rows and $6$ columns, $6$ queens can \iffalse not \fi stand so that none attacks another.
\end{lemma}
\begin{lemma}\label{lem:k4}\checkedby{k4}
The graph $K_4$, of $\size 4$, has no proper colouring with $3$ colours.
\end{lemma}
"""
GREEN = ("thm:vdw", "lem:vdw-lower", "thm:schur", "lem:queens", "lem:k4")
PROBLEM_OF = dict(zip(GREEN, PROBLEMS, strict=True))
SOURCES = ("web.tex", "macros.tex", "chapters/more.tex")


def write(root: Path) -> None:
    """The sources, without evidence."""
    for folder in ("problems", "chapters"):
        (root / folder).mkdir(parents=True)
    texts = {"web.tex": PREAMBLE + BODY, "macros.tex": MACROS, "chapters/more.tex": MORE, "problems/k4.col": K4}
    for name, (family, expect, parameters) in PROBLEMS.items():
        head = f'id = "{name}"\nkind = "sat"\nexpect = "{expect}"\n[sat]\nfamily = "{family}"\n[sat.parameters]\n'
        texts[f"problems/{name}.toml"] = head + parameters
    for name, text in texts.items():
        (root / name).write_text(text, encoding="utf-8")


def answer(root: Path) -> None:
    """Ask everything, as `check` does."""
    workspace = find_workspace(root)
    with Store.open(workspace.store_path, write=True) as store:
        run(asked_today(workspace).values(), jobs=2, store=store)


def accept_all(root: Path) -> None:
    """Accept every pairing as it is now, as `accept --all` does."""
    workspace = find_workspace(root)
    halves = halves_of(workspace)
    accept(workspace.lock_path, [offer.pairing for offer in offers(halves, read_lock(workspace.lock_path))])


@cache
def _prepared() -> tuple[Path, tempfile.TemporaryDirectory[str]]:
    folder = tempfile.TemporaryDirectory(prefix="workbench-soundness-")
    root = Path(folder.name) / "workspace"
    write(root)
    answer(root)
    accept_all(root)
    return root, folder  # the folder is removed when the process ends


@contextmanager
def copied(*, evidence: bool = True) -> Iterator[Path]:
    """A copy that may be altered, with its evidence or without."""
    leave = None if evidence else shutil.ignore_patterns(".workbench")
    with tempfile.TemporaryDirectory(prefix="workbench-soundness-") as name:
        root = Path(name) / "workspace"
        shutil.copytree(_prepared()[0], root, ignore=leave)
        yield root


def refusal(root: Path, node: str) -> str:
    """What keeps a node from being green today, as a table names it; empty where it is green."""
    try:
        (report,) = reports_of(find_workspace(root))
    except WorkbenchError as error:
        return _reader(str(error))
    found = report.nodes.get(node)
    if found is None:
        return "blueprint: no such node"
    if found.status in (Status.GREEN, Status.DARK_GREEN):
        return ""
    answers = [report.answers[id] for id in found.answers]
    reasons = []
    if found.pairing is not PairingState.ACCEPTED:
        reasons.append("pairing stale")
    if not answers or not all(one.fresh for one in answers):
        reasons.append(_unanswered(root, {one.fingerprint for one in answers}))
    if Mark.REFUTED in found.marks:
        reasons.append("re-check: refuted")
    return " and ".join(reasons) or f"status: {found.status}"


def _unanswered(root: Path, fingerprints: set[str]) -> str:
    """Why there is no fresh answer to these questions."""
    with Store.open(find_workspace(root).store_path, write=False) as store:
        store.latest_of(fingerprints)
        if store.without_certificate:
            return "the store: the hash of a certificate"
        return "the store: the row's seal" if store.from_elsewhere else "fingerprint"


def _reader(message: str) -> str:
    for part, name in _READERS.items():
        if part in message:
            return name
    return f"refused: {message[:60]}"


_READERS = {
    "the evidence store is damaged": "the store: the row's own hash",
    "does not have the hash of its text": "the lock: the block's own hash",
    "workbench.lock": "the lock's reader",
    "is somebody else's": "the store: one that the repository carries",
}
