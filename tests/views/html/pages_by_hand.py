"""A body of LaTeX for pages, and a page read as a plain list of its elements."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

HEAD = r"""\documentclass{report}
\usepackage{amsthm}
\usepackage[dep_graph]{blueprint}
\newtheorem{theorem}{Theorem}[chapter]
\newtheorem{lemma}[theorem]{Lemma}
\newtheorem{definition}[theorem]{Definition}
\providecommand{\checkedby}[2][]{}
\begin{document}
"""
BODY = r"""\title{Sums}\author{A. Writer}
\dochome{https://docs.example}\github{https://github.com/a/b}
\chapter{Colours}\label{chap:colours}
\begin{definition}[Colouring]\label{def:colouring}\lean{Colouring}\leanok
A colouring $c$ of $\{1,\dots,n\}$.
\end{definition}
\begin{lemma}[Free]\label{lem:free}\uses{def:colouring}
It is \emph{free}, by \eqref{eq:one}.
\begin{equation}\label{eq:one} a + b = c \end{equation}
\end{lemma}
\begin{proof}\uses{def:colouring} Clear.\end{proof}
\chapter{Sums}
\begin{theorem}[Schur's $x+y$]\label{thm:schur}\uses{def:colouring}\leanok\discussion{7}
There is one, see Lemma~\ref{lem:free}.
\end{theorem}
\begin{proof}\uses{lem:free}\leanok It follows. \end{proof}
"""

VOID = {"meta", "br", "img", "input", "link", "hr"}


@dataclass
class Tag:
    """One element: its name, attributes and the text directly and indirectly in it."""

    name: str
    attributes: dict[str, str]
    path: tuple[str, ...]
    said: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.said)


@dataclass
class Reading(HTMLParser):
    """The elements of a page, in order; raises where one is closed that is not open."""

    tags: list[Tag] = field(default_factory=list)
    open: list[Tag] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute twice: {tag} {attrs}"
        made = Tag(tag, {name: value or "" for name, value in attrs}, tuple(one.name for one in self.open))
        self.tags.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1].name == tag, f"</{tag}> closes {[one.name for one in self.open]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for one in self.open:
            one.said.append(data)

    def named(self, name: str, **attributes: str) -> list[Tag]:
        """The elements of a name that have these attributes; of `class_` they have to have every word."""
        return [
            tag
            for tag in self.tags
            if tag.name == name
            and all(
                set(value.split()) <= set(tag.attributes.get("class", "").split())
                if key == "class_"
                else tag.attributes.get(key.replace("_", "-")) == value
                for key, value in attributes.items()
            )
        ]


def read(html: str) -> Reading:
    reading = Reading()
    reading.feed(html)
    reading.close()
    assert not reading.open, f"left open: {[one.name for one in reading.open]}"
    return reading
