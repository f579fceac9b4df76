"""The text of the blueprint: its document as HTML, each statement with its panel, each proof foldable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import Environment
from markupsafe import Markup

from workbench.blueprint.document import (
    Bibliography,
    Content,
    Definitions,
    Document,
    Heading,
    Number,
    Piece,
    ProofOf,
    Statement,
    Text,
)
from workbench.views.html.anchors import Anchors
from workbench.views.html.cards import Deck
from workbench.views.html.panel import Panel
from workbench.views.plain import plain
from workbench.views.tex import Context, Tally, html, readable

LEVELS: Mapping[str, int] = {
    "part": 2,
    "chapter": 2,
    "section": 3,
    "subsection": 4,
    "subsubsection": 5,
    "paragraph": 6,
    "subparagraph": 6,
}
"""Which heading of HTML a heading of LaTeX is; the page's own title is the first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    level: int
    href: str
    number: str
    title: Markup


class Prose:
    """Turns pieces of the document into HTML, and remembers its headings as it goes."""

    def __init__(
        self,
        document: Document,
        deck: Deck,
        panels: Mapping[str, Panel],
        anchors: Anchors,
        templates: Environment,
        figure: Callable[[str], str | None],
    ) -> None:
        self._document = document
        self._numbers = {id: number for number, id in enumerate(deck.cards)}
        self._deck = deck
        self._panels = panels
        self._anchors = anchors
        self._statement = templates.get_template("statement.html")
        self._written: set[str] = set()
        """Anchors that the text has already: an id stands once in a page, whatever the sources do."""
        self.contents: list[Entry] = []
        self.headings: dict[str, str] = {}
        """Title in plain text -> the fragment that leads to the first heading with it."""
        self._shift = min((LEVELS.get(one.command, 6) for one in _headings(document.content)), default=2) - 2
        """In a document without chapters, sections are the first headings."""
        self.tally = Tally()
        self.context = Context(
            targets={label: (anchors.href(label), self._named(label)) for label in document.targets},
            citations={key: (anchors.href(f"cite:{key}"), label) for key, label in document.citations.items()},
            figure=figure,
            render=self.render,
            tally=self.tally,
            words={label: target.word for label, target in document.targets.items()},
        )

    def _named(self, label: str) -> str:
        return self._document.targets[label].number or "??"

    def text(self) -> Markup:
        """The whole document."""
        return html(self._document.content, self.context)

    def words(self, tex: str | None, definitions: Definitions = ()) -> Markup:
        """A title: TeX within a line."""
        return html(tex, self.context, definitions) if tex else Markup("")

    def render(self, atom: Piece) -> Markup:
        """What stands where a piece stands that is no text."""
        match atom:
            case Heading():
                return self._heading(atom)
            case Statement():
                return self._of_statement(atom)
            case ProofOf():
                return self._proof(atom)
            case Number():
                return self._number(atom)
            case Bibliography():
                return self._bibliography(atom)
            case _:
                return html((atom,), self.context)

    def _ids(self, labels: Iterable[str]) -> list[str]:
        """The anchors of labels that no element has yet."""
        fresh = []
        for label in labels:
            anchor = self._anchors.add(label)
            if anchor not in self._written:
                self._written.add(anchor)
                fresh.append(anchor)
        return fresh

    def _heading(self, heading: Heading) -> Markup:
        level = max(LEVELS.get(heading.command, 6) - self._shift, 2)
        label = heading.labels[0] if heading.labels else f"sec:{len(self.contents) + 1}"
        anchor, *more = self._ids(heading.labels or [label]) or [""]
        title = self.words(heading.title, heading.definitions)
        number = plain(heading.number or "")
        self.headings.setdefault(plain(readable(heading.title)), self._anchors.href(label))
        if level < 5:
            self.contents.append(Entry(level, self._anchors.href(label), number, title))
        return Markup('<h{level} class="{command}"{id}>{more}{number}{title}{link}</h{level}>').format(
            level=level,
            command=heading.command,
            id=Markup(' id="{}"').format(anchor) if anchor else "",
            more=_spans(more),
            number=Markup('<span class="number">{}</span> ').format(number) if number else "",
            title=title,
            link=Markup(' <a class="permalink" href="{}" aria-label="Permanent link to this section">#</a>').format(
                self._anchors.href(label)
            ),
        )

    def _of_statement(self, statement: Statement) -> Markup:
        panel = self._panels.get(statement.id or "")
        label = statement.id if statement.id is not None else (statement.labels or (None,))[0]
        anchors = self._ids([*([label] if label else []), *statement.labels])
        caption = plain(f"{readable(statement.caption, statement.definitions)} {statement.number or ''}")
        return Markup(
            self._statement.render(
                panel_of=panel,
                anchor=anchors[0] if anchors else None,
                anchors=anchors[1:],
                href=self._anchors.href(label) if label else "",
                number=self._numbers.get(statement.id or ""),
                head=caption,
                title=self.words(statement.title, statement.definitions),
                body=html(statement.content, self.context),
            )
        )

    def _proof(self, proof: ProofOf) -> Markup:
        of = self._deck.cards.get(proof.of or "")
        title = self.words(proof.title, proof.definitions) if proof.title else Markup("Proof")
        return Markup('<details class="proof" open{}><summary>{}</summary><div class="body">{}</div></details>').format(
            Markup(' data-of="{}"').format(self._numbers[of.node.id]) if of else "",
            title,
            html(proof.content, self.context),
        )

    def _number(self, number: Number) -> Markup:
        ids = _spans(self._ids(number.labels))
        if number.number is None:
            return ids
        return Markup('<span class="eqno">{}({})</span>').format(ids, self.words(number.number))

    def _bibliography(self, bibliography: Bibliography) -> Markup:
        items = Markup("")
        for item in bibliography.items:
            ids = self._ids([f"cite:{item.key}"])
            content: Content = (Text(item.tex, bibliography.definitions, bibliography.place),)
            items += Markup('<li{}><span class="key">[{}]</span><div>{}</div></li>').format(
                Markup(' id="{}"').format(ids[0]) if ids else "", plain(item.label), html(content, self.context)
            )
        return Markup(
            '<section class="bibliography" aria-label="References"><h2>References</h2><ol>{}</ol></section>'
        ).format(items)


def _headings(content: Content) -> Iterator[Heading]:
    for piece in content:
        if isinstance(piece, Heading):
            yield piece
        elif isinstance(piece, (Statement, ProofOf)):
            yield from _headings(piece.content)


def _spans(anchors: Iterable[str]) -> Markup:
    return Markup("").join(Markup('<span id="{}"></span>').format(anchor) for anchor in anchors)
