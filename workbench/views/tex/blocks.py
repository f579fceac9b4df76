"""A text of the author's, macros and all, to the tree of what a reader sees."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.blueprint.document import Content, Text
from workbench.blueprint.macros import statement_text
from workbench.views.tex.commands import COMMANDS
from workbench.views.tex.expand import expand
from workbench.views.tex.parser import Parser, Stream
from workbench.views.tex.tree import Element


def parse(content: Content | str, definitions: Iterable[tuple[str, str]] = ()) -> Element:
    """The tree of a text: an element `document`, or `line` for a string, which has paragraphs only where it needs them.

    The definitions are those of a string; the pieces of a `Content` bring their own.
    """
    stream: Stream = []
    if isinstance(content, str):
        stream += expand(statement_text(content), definitions)
    else:
        for piece in content:
            stream += expand(piece.tex, piece.definitions) if isinstance(piece, Text) else (piece,)
    return Parser(stream, COMMANDS).run("line" if isinstance(content, str) else "document")
