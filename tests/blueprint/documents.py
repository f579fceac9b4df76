"""Small blueprints written by hand, for the tests of the reader."""

from __future__ import annotations

from pathlib import Path

from workbench.blueprint.model import Blueprint
from workbench.blueprint.reader import read_blueprint

PREAMBLE = r"""\documentclass{report}
\usepackage{amsmath,amsthm,hyperref}
\usepackage[%s]{blueprint}
\newtheorem{theorem}{Theorem}[chapter]
\newtheorem{lemma}[theorem]{Lemma}
\newtheorem{definition}[theorem]{Definition}
\newtheorem{remark}[theorem]{Remark}
\newtheorem*{fact}{Fact}
\begin{document}
\chapter{First}
"""
FIRST = PREAMBLE.count("\n") + 1
"""The line of the document on which a body begins."""


def read(folder: Path, body: str, *, options: str = "dep_graph", files: dict[str, str] | None = None) -> Blueprint:
    """Reads a document with the usual preamble around `body`, and other files beside it."""
    for name, text in (files or {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf8")
    main = folder / "web.tex"
    main.write_text(PREAMBLE.replace("%s", options) + body + "\n\\end{document}\n", encoding="utf8")
    return read_blueprint(main, folder)
