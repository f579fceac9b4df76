"""Whole documents for the tests: read from a few lines, and written out again as one TeX."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workbench.blueprint.document import (
    Bibliography,
    Content,
    Document,
    Heading,
    Number,
    Piece,
    ProofOf,
    Statement,
    Text,
)
from workbench.blueprint.document_reader import read_document
from workbench.blueprint.model import Blueprint

HEAD = r"""\documentclass{%s}
\usepackage{amsmath,amsthm,hyperref,ifthen,comment}
\usepackage{blueprint}
\newtheorem{theorem}{Theorem}[section]
\newtheorem{lemma}[theorem]{Lemma}
\newtheorem{remark}[theorem]{Bemerkung \texorpdfstring{$x$}{x}}
\newtheorem*{note}{Note}
"""


def read(
    folder: Path, body: str, *, head: str = "", kind: str = "article", files: dict[str, str] | None = None
) -> tuple[Blueprint, Document]:
    """Reads a document of that class, with more in its preamble, and other files beside it."""
    for name, text in (files or {}).items():
        (folder / name).write_text(text, encoding="utf8")
    main = folder / "web.tex"
    main.write_text(f"{HEAD % kind}{head}\n\\begin{{document}}\n{body}\n\\end{{document}}\n", encoding="utf8")
    return read_document(main, folder)


def every(content: Content) -> Iterator[Piece]:
    """Every piece in reading order, those within statements and proofs too."""
    for piece in content:
        yield piece
        if isinstance(piece, Statement | ProofOf):
            yield from every(piece.content)


def written(content: Content) -> str:
    """The content as TeX, each piece where it stands."""
    return "".join(map(_written, content))


def _written(piece: Piece) -> str:
    match piece:
        case Text():
            return piece.tex
        case Number():
            return ""
        case Heading():
            return f"\\{piece.command}{{{piece.title}}}"
        case Statement():
            title = "" if piece.title is None else f"[{piece.title}]"
            return f"\\begin{{{piece.env}}}{title}{written(piece.content)}\\end{{{piece.env}}}"
        case ProofOf():
            title = "" if piece.title is None else f"[{piece.title}]"
            return f"\\begin{{proof}}{title}{written(piece.content)}\\end{{proof}}"
        case Bibliography():
            items = "".join(f"\\bibitem{{{item.key}}}{item.tex}" for item in piece.items)
            return f"\\begin{{thebibliography}}{items}\\end{{thebibliography}}"
