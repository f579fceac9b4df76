"""Puts a document together from what a `Recorder` noted: inputs and edits in, the content in reading order out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workbench.blueprint.bibliography import bibitems, cited, references
from workbench.blueprint.document import (
    BibItem,
    Bibliography,
    Content,
    Definitions,
    Heading,
    Number,
    Piece,
    ProofOf,
    Statement,
    Target,
    Text,
)
from workbench.blueprint.equations import Equations
from workbench.blueprint.events import (
    Began,
    Closed,
    Counted,
    Edit,
    Ended,
    Event,
    Headed,
    Listed,
    Numbering,
    Opened,
    Split,
)
from workbench.blueprint.latex import SECTIONS
from workbench.blueprint.macros import statement_text
from workbench.blueprint.model import Place
from workbench.blueprint.reader import Rules
from workbench.blueprint.recording import Recorder
from workbench.blueprint.scanner import Frame
from workbench.blueprint.tree import Element

DEEPEST = 40
"""How deep statements may stand in statements; what is deeper stands beside the one around it."""

_ENDS_IN_WORD = re.compile(r"\\[A-Za-z@]+\Z")
_ENDS_LINE = re.compile(r"\n[ \t]*\Z")
_BEGINS_LINE_END = re.compile(r"[ \t]*\n")
_TAIL = 200
"""A name or the blanks at the end of a line are looked for in so many characters."""


@dataclass(slots=True)
class _Cursor:
    """An input, and how far it was walked through."""

    frame: Frame
    edits: list[Edit]
    position: int = 0
    index: int = 0


def walk(first: Frame, edits: Mapping[Frame, list[Edit]]) -> Iterator[tuple[str, Place | None] | Edit]:
    """Texts with their places, and edits with events, in reading order; every input is walked through once."""

    def cursor(frame: Frame) -> _Cursor:
        return _Cursor(frame, sorted(edits.get(frame, ()), key=lambda edit: (edit.begin, edit.end > edit.begin)))

    stack = [cursor(first)]
    while stack:
        top = stack[-1]
        if top.index == len(top.edits):
            if top.position < len(top.frame.text):
                yield top.frame.text[top.position :], _place(stack)
            stack.pop()
            continue
        edit = top.edits[top.index]
        top.index += 1
        if edit.begin < top.position:
            continue
        if top.position < edit.begin:
            yield top.frame.text[top.position : edit.begin], _place(stack)
        top.position = edit.end
        if edit.event is not None:
            yield edit
        if edit.inside is not None:
            stack.append(cursor(edit.inside))


def _place(stack: list[_Cursor]) -> Place | None:
    """The line of what comes next that is not blank: for a macro's text, of the call."""
    for cursor in reversed(stack):
        source = cursor.frame.source
        if source is not None:
            text, at = cursor.frame.text, cursor.position
            if cursor is stack[-1]:
                at += len(text[at : at + _TAIL]) - len(text[at : at + _TAIL].lstrip())
            return source.place(cursor.frame.shift + min(at, max(len(text) - 1, 0)))
    return None


@dataclass(slots=True)
class _Container:
    """A statement, proof or bibliography that is open; for the document itself `opened` is None."""

    opened: Opened | None
    moment: int
    place: Place
    pieces: list[Piece] = field(default_factory=list)


class Assembly:
    """The content of one document."""

    def __init__(self, recorder: Recorder, rules: Rules) -> None:
        self._recorder = recorder
        self._rules = rules
        self._start = Place(recorder.sources.files[0], 1)
        self._of = {proof: target for target, proofs in rules.proofs.items() for proof in proofs}
        shared = any(element.style and element.style.counter == "equation" for element in recorder.theorems)
        self.equations = Equations(self._printed, recorder.start or recorder.numbering(), shared=shared)
        self._open = [_Container(None, 0, self._start)]
        self._buffer: list[str] = []
        self._tail = ""
        self._place: Place | None = None
        self._blank = True
        """Nothing but blanks so far."""
        self.citations: dict[str, str] = {}
        self._cited: dict[str, None] = {}
        self.equation_targets: dict[str, Target] = {}
        """label -> target, of every label that stands in a display."""
        self._section = Target(None, "Section")

    def content(self) -> Content:
        """Everything between the beginning and the end of the document."""
        begun = not self._recorder.begun
        assert self._recorder.first is not None, "a document has a main file"
        for found in walk(self._recorder.first, self._recorder.edits):
            if isinstance(found, Edit):
                if isinstance(found.event, Ended) and begun:
                    self._flush(found.moment)
                    break
                if begun:
                    self._heed(found)
                begun |= isinstance(found.event, Began)
            elif begun:
                self._add(*found)
        self._flush(self._recorder.in_force.moment)
        self._close_down(1)
        return tuple(self._with_references(self._open[0].pieces))

    def _with_references(self, pieces: list[Piece]) -> Iterator[Piece]:
        """What is cited stands where the author first has references printed."""
        recorder = self._recorder
        lists = [piece for piece in pieces if isinstance(piece, Bibliography)]
        self.citations |= {item.key: item.label for each in lists for item in each.items}
        items: tuple[BibItem, ...] = ()
        if any(not each.items for each in lists) or not lists:
            items = references(recorder.sources, recorder.databases, self._cited)
        for piece in pieces:
            if not isinstance(piece, Bibliography) or piece.items:
                yield piece
            elif items:
                self.citations |= {item.key: item.label for item in items}
                tex = " ".join(item.tex for item in items)
                yield Bibliography(items, self._needed(tex, recorder.in_force.moment), piece.place)
                items = ()

    # Text

    def _add(self, text: str, place: Place | None) -> None:
        text = statement_text(text)
        if _ENDS_LINE.search(self._tail):  # what stood between two ends of line is gone, and makes no paragraph
            blank = _BEGINS_LINE_END.match(text)
            text = text[blank.end() :] if blank else text
        elif text[:1].isalpha() and _ENDS_IN_WORD.search(self._tail):
            text = f" {text}"
        if not text:
            return
        if self._place is None or self._blank:
            self._place = place or self._place
        self._blank = (self._blank or not self._buffer) and text.isspace()
        self._buffer.append(text)
        self._tail = (self._tail + text)[-_TAIL:] if len(text) < _TAIL else text[-_TAIL:]

    def _flush(self, moment: int, *, block: bool = True) -> None:
        tex = "".join(self._buffer)
        place = self._place or self._start
        self._buffer.clear()
        self._blank = True
        self._place = None
        if block:
            self._tail = ""
        if not tex or (block and tex.isspace()):
            return
        position = 0
        for row in self.equations.rows(tex):
            named = self._around() if row.number is None else Target(row.number, "Equation")
            self.equation_targets.update(dict.fromkeys(row.labels, named))
            place = self._text(tex[position : row.at], moment, place)
            self._open[-1].pieces.append(Number(row.number, row.labels, place))
            position = row.at
        self._text(tex[position:], moment, place)

    def _around(self) -> Target:
        """What `\\ref` prints where nothing of its own is numbered: the statement or section that it stands in."""
        for container in reversed(self._open):
            element = container.opened.element if container.opened else None
            if element is not None and element.theorem and element.ref is not None:
                return Target(element.ref, _caption(element))
        return self._section

    def _text(self, tex: str, moment: int, place: Place) -> Place:
        """Adds a text; answers where the next begins."""
        if tex:
            self._open[-1].pieces.append(Text(tex, self._needed(tex, moment), place))
        return Place(place.file, place.line + tex.lstrip().count("\n"))

    # Events

    def _heed(self, edit: Edit) -> None:
        event: Event | None = edit.event
        self._flush(edit.moment, block=not isinstance(event, Split | Counted))
        place = edit.place or self._start
        match event:
            case Opened():
                if len(self._open) > DEEPEST:
                    self._close_down(len(self._open) - 1)
                self._open.append(_Container(event, edit.moment, place))
                if event.numbering is not None:
                    self.equations.go_on(event.numbering)
            case Closed():
                for depth in reversed(range(1, len(self._open))):
                    opened = self._open[depth].opened
                    if opened is not None and opened.element.name == event.env:
                        self._close_down(depth)
                        break
            case Headed():
                self._head(event, edit.moment, place)
            case Counted():
                self.equations.go_on(event.numbering, event.by, event.to)
            case Listed():
                self._close_down(1)
                self._open[-1].pieces.append(Bibliography((), (), place))

    def _head(self, event: Headed, moment: int, place: Place) -> None:
        element = event.element
        if SECTIONS[element.name] <= SECTIONS["section"]:
            self._close_down(1)  # an \end is missing: it ends here, as in plasTeX
        self.equations.go_on(event.numbering)
        if event.number is not None:
            self._section = Target(event.number, element.name.capitalize())
        heading = Heading(
            command=element.name,
            number=event.number,
            title=event.title,
            definitions=self._needed(event.title, moment),
            labels=self._labels(element),
            place=place,
        )
        self._open[-1].pieces.append(heading)

    def _close_down(self, to: int) -> None:
        while len(self._open) > to:
            container = self._open.pop()
            opened = container.opened
            if opened is not None:
                self._open[-1].pieces.append(self._closed(container, opened))

    def _closed(self, container: _Container, opened: Opened) -> Piece:
        element, title = opened.element, opened.title
        content = tuple(container.pieces)
        if element.name == "thebibliography":
            tex = "".join(piece.tex for piece in content if isinstance(piece, Text))
            return Bibliography(bibitems(tex), self._needed(tex, container.moment), container.place)
        caption = _caption(element)
        definitions = self._needed(f"{caption} {title or ''}", container.moment)
        if element.name == "proof":
            target = self._of.get(element)
            of = self._rules.ids.get(target) if target is not None else None
            return ProofOf(of, title, definitions, content, container.place)
        return Statement(
            id=self._rules.ids.get(element),
            env=element.name,
            caption=caption,
            number=element.ref,
            title=title,
            definitions=definitions,
            labels=self._labels(element),
            content=content,
            place=container.place,
        )

    def _needed(self, tex: str, moment: int) -> Definitions:
        """The author's definitions that a text needs, and which keys it cites."""
        self._cited.update(dict.fromkeys(cited(tex)))
        return self._recorder.in_force.needed(tex, moment)

    def _labels(self, element: Element) -> tuple[str, ...]:
        labels = self._recorder.labels
        return tuple(label for label in element.labels if labels[label] is element)

    def _printed(self, numbering: Numbering, value: int) -> str:
        """The equation's number as LaTeX prints it."""
        counters = self._recorder.counters
        kept = counters.values, counters.formats
        counters.values = {**numbering.values, "equation": value}
        counters.formats = dict(numbering.formats)
        if self._recorder.settings.document_class == "report" and not numbering.within:
            counters.formats["equation"] = "${thechapter}.${equation}"
        try:
            printed = counters.printed("equation")
        finally:
            counters.values, counters.formats = kept
        return printed if numbering.within or numbering.values.get("chapter") else printed.removeprefix("0.")


def _caption(element: Element) -> str:
    return element.style.printed if element.style and element.style.printed else element.name.capitalize()
