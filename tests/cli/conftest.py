"""A tiny workspace of its own for every test, and a way to run a command line and read what it said."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from workbench.cli.main import run

WEB = r"""\documentclass{report}
\usepackage{amsthm}
\usepackage[dep_graph]{blueprint}
\newtheorem{theorem}{Theorem}[chapter]
\newtheorem{lemma}[theorem]{Lemma}
\newtheorem{definition}[theorem]{Definition}
\providecommand{\checkedby}[2][]{}
\newcommand{\bound}{5}
\begin{document}
\chapter{Sums}
\begin{definition}\label{def:colouring}
A colouring of $1..n$ gives each number one of finitely many colours.
\end{definition}
\begin{theorem}\label{thm:upper}\uses{def:colouring}\checkedby{schur-2-upper}
Every $2$-colouring of $1..5$ has a monochromatic $x+y=z$.
\end{theorem}
\begin{proof}A machine looked at all of them.\end{proof}
\begin{theorem}\label{thm:queens}\uses{def:colouring}\checkedby[n=5]{queens}
One can colour $5$ squares of a board of order $5$ so that no two attack each other.
\end{theorem}
\begin{proof}\uses{thm:upper} Try.\end{proof}
\chapter{Free}
\begin{lemma}\label{lem:free}\uses{thm:upper}
Nothing can be asked here.
\end{lemma}
\end{document}
"""

PROBLEM = """id = "schur-2-upper"
title = "Every 2-colouring of 1..5 has a monochromatic x + y = z"
kind = "sat"
expect = "unsatisfiable"
[sat]
family = "schur"
[sat.parameters]
n = 5
colours = 2
"""


@dataclass(frozen=True)
class Said:
    """What a command line left: exit code, answer, progress and errors."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Bench:
    """A workspace and the command line in it."""

    root: Path
    read: Callable[[], tuple[str, str]]

    def __call__(self, *arguments: str) -> Said:
        self.read()
        code = run(arguments)
        return Said(code, *self.read())

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text()
        assert old in text
        self.write(name, text.replace(old, new))

    def node(self, id: str) -> dict[str, Any]:
        (found,) = (node for node in self("status", "--format", "json").json["nodes"] if node["node"] == id)
        return found


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Bench:
    """Two questions, a definition and a gap."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WORKBENCH_DEBUG", raising=False)
    made = Bench(tmp_path, lambda: tuple(capsys.readouterr()))
    made.write("blueprint/src/web.tex", WEB)
    made.write("problems/schur-2-upper.toml", PROBLEM)
    return made
