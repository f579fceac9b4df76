"""What a text consists of, before anybody decides how it is shown: elements, formulas, and atoms that others show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from workbench.blueprint.document import Bibliography, Heading, Number, ProofOf, Statement
from workbench.views.tex.tokens import DIAGRAMS, PARAGRAPH, PROOF_TREES, opaque, words

Atom = Heading | Statement | ProofOf | Bibliography
"""A piece that stands in the text as a block of its own; whoever calls shows it."""


@dataclass(frozen=True, slots=True)
class Formula:
    """Mathematics: its tokens with the author's macros expanded, and the numbers that stand in it."""

    items: tuple[str | Number, ...]
    display: bool
    env: str = ""
    """Such as `align*`; empty between dollars or brackets."""

    @property
    def block(self) -> bool:
        """Whether it is shown as a box of its own, as a diagram is."""
        return bool(self.drawing)

    @property
    def drawing(self) -> str:
        """The environment of a diagram or a proof tree that is the formula or stands in it, else nothing."""
        for item in self.items:
            if isinstance(item, str) and item[0] == "\\":
                name = opaque(item)
                if name in DIAGRAMS or name in PROOF_TREES:
                    return name
                if item in _XY:
                    return "xymatrix"
        return ""


_XY = frozenset({"\\xymatrix", "\\xy", "\\diagram"})


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a text: its kind, what is in it, and a value whose meaning depends on the kind."""

    kind: str
    children: tuple[Child, ...] = ()
    value: str = ""
    block: bool = field(default=False)


Child = str | Element | Formula | Atom

BLOCKS = frozenset(
    words("itemize enumerate description center quote verbatim drawing table figure caption div heading rule")
)
"""Kinds that stand apart from the line; any other does so where something in it does."""
FLOWS = frozenset(words("document center quote figure div"))
"""Kinds whose text is always divided into paragraphs; that of others, only where it has to be."""


def is_block(child: Child) -> bool:
    """Whether it cannot stand within a paragraph."""
    return not isinstance(child, str) and (not isinstance(child, Element | Formula) or child.block)


def element(kind: str, children: Iterable[Child], value: str = "") -> Element:
    """An element; paragraphs are made of its children where blank lines or blocks divide them."""
    merged = list(_merged(children))
    if kind == "item" and (label := next((c for c in merged if isinstance(c, Element) and c.kind == "label"), None)):
        rest = element(kind, [child for child in merged if child is not label])
        return Element(kind, (label, *rest.children), value, rest.block)
    divided = any(child == PARAGRAPH or is_block(child) for child in merged)
    inner: list[Child]
    if kind in _ROWS:
        inner = list(_items(merged))
    elif divided or kind in FLOWS:
        inner = list(_paragraphs(merged))
    else:
        inner = _trimmed(merged) if kind in _TRIMMED else merged
    block = kind in BLOCKS or any(is_block(child) or _is_paragraph(child) for child in inner)
    return Element(kind, tuple(inner), value, block)


_ROWS = frozenset(words("itemize enumerate description table row"))
"""Kinds that hold nothing but items, rows or cells."""
_TRIMMED = frozenset(["item", "cell", "caption", "label"])


def _items(children: list[Child]) -> Iterator[Child]:
    """The items of a list, and what stands between them as an item without a mark; white space is nothing."""
    between: list[Child] = []
    for child in (*children, None):
        is_item = isinstance(child, Element) and child.kind in ("item", "row", "cell")
        if child is not None and not is_item:
            between.append(child)
            continue
        if not all(isinstance(other, str) and not other.strip() for other in between):
            yield element("item", between, "bare")
        between = []
        if child is not None:
            yield child


def _is_paragraph(child: Child) -> bool:
    return isinstance(child, Element) and child.kind == "paragraph"


def _merged(children: Iterable[Child]) -> Iterator[Child]:
    """Runs of text as one each."""
    pieces: list[str] = []
    for child in children:
        if isinstance(child, str) and child != PARAGRAPH:
            pieces.append(child)
            continue
        if pieces:
            yield "".join(pieces)
            pieces.clear()
        yield child
    if pieces:
        yield "".join(pieces)


def _paragraphs(children: Iterable[Child]) -> Iterator[Child]:
    line: list[Child] = []
    for child in children:
        if child != PARAGRAPH and not is_block(child):
            line.append(child)
            continue
        yield from _paragraph(line)
        line = []
        if child != PARAGRAPH:
            yield child
    yield from _paragraph(line)


def _paragraph(line: list[Child]) -> Iterator[Child]:
    line = _trimmed(line)
    if all(isinstance(child, Element) and child.kind == "anchor" for child in line):
        yield from line
    else:
        yield Element("paragraph", tuple(line))


def _trimmed(line: list[Child]) -> list[Child]:
    """Without white space and line breaks at both ends."""
    start, end = 0, len(line)
    while start < end and _is_blank(line[start]):
        start += 1
    while end > start and _is_blank(line[end - 1]):
        end -= 1
    line = line[start:end]
    if line and isinstance(line[0], str):
        line[0] = line[0].lstrip(" ")
    if line and isinstance(line[-1], str):
        line[-1] = line[-1].rstrip(" ")
    return line


def _is_blank(child: Child) -> bool:
    if isinstance(child, str):
        return not child.strip(" ")
    return isinstance(child, Element) and child.kind == "break"
