"""A text of the author's as HTML that is safe to put into a page: escaped text, known elements, MathML built anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from workbench.blueprint.document import Content, Number, Piece
from workbench.blueprint.model import Place
from workbench.views.tex.blocks import parse
from workbench.views.tex.displays import arranged
from workbench.views.tex.listing import mark, marks
from workbench.views.tex.mathml import NotConverted, markup, parsed, visible
from workbench.views.tex.rewrite import Refused
from workbench.views.tex.tokens import PROOF_TREES, join
from workbench.views.tex.tree import Child, Element, Formula, is_block

_NOWHERE = Place("", 0)
_ADDRESS = re.compile(
    r"(?:https?://|mailto:)[^\s<>\"\\^`{|}\x00-\x20\x7f-\xa0\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f]+\Z"
)
_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=]*\Z")


@dataclass(slots=True)
class Tally:
    """Counts what was shown; diagrams and proof trees, which nobody converts, are counted apart from formulas."""

    formulas: int = 0
    failed: int = 0
    diagrams: int = 0
    proof_trees: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)
    """The TeX of each formula that failed, and why."""


def nothing_drawn(path: str) -> str | None:
    """For a `Context` that has no figures."""
    return None


def left_out(piece: Piece) -> Markup:
    """For a `Context` of texts that hold nothing but text: other pieces are not shown."""
    return Markup("")


@dataclass(frozen=True, slots=True)
class Context:
    """What a text needs from outside."""

    targets: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Label -> the fragment that leads there, and what `\\ref` prints."""
    citations: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Key -> the fragment of its entry, and its label."""
    figure: Callable[[str], str | None] = nothing_drawn
    """The picture at a path of the author's as a `data:image/...;base64,` URI; None where there is none."""
    render: Callable[[Piece], Markup] = left_out
    """What stands where a piece stands that is no text; a Number without a number stands for a label alone."""
    tally: Tally = field(default_factory=Tally)
    words: Mapping[str, str] = field(default_factory=dict)
    """Label -> the word that `\\cref` and `\\autoref` put before the number, such as `Lemma`."""


def html(content: Content | str, context: Context, definitions: Iterable[tuple[str, str]] = ()) -> Markup:
    """The text as HTML; one of a single paragraph has no `<p>` around it, and can stand in a line.

    `definitions` are those of a string; the pieces of a `Content` bring their own. Raises nothing.
    """
    return Markup(_Page(context).document(parse(content, definitions)))


class _Page:
    def __init__(self, context: Context) -> None:
        self._context = context
        self._within_link = 0

    def document(self, root: Element) -> str:
        children = root.children
        if len(children) == 1 and isinstance(children[0], Element) and children[0].kind == "paragraph":
            children = children[0].children
        return self._all(children)

    def _all(self, children: Iterable[Child]) -> str:
        return "".join([self.show(child) for child in children])

    def show(self, child: Child) -> str:
        if isinstance(child, str):
            return visible(child)
        if isinstance(child, Formula):
            return self._formula(child)
        if not isinstance(child, Element):
            return str(escape(self._context.render(child)))
        if (tag := _TAGS.get(child.kind)) is not None:
            return f"{tag[0]}{self._all(child.children)}{tag[1]}"
        handler = _HANDLERS.get(child.kind)
        return handler(self, child) if handler is not None else self._all(child.children)

    # Mathematics

    def _formula(self, formula: Formula) -> str:
        tally = self._context.tally
        if drawing := formula.drawing:
            tally.proof_trees += drawing in PROOF_TREES
            tally.diagrams += drawing not in PROOF_TREES
            numbers = "".join(self._number(item) for item in formula.items if not isinstance(item, str))
            return f'<div class="drawing"><pre class="tex">{visible(_source(formula))}</pre>{numbers}</div>'
        tally.formulas += 1
        try:
            display = arranged(formula, self._printed)
            tree = parsed(display.tex, formula.display)
        except (Refused, NotConverted) as error:
            tally.failed += 1
            tally.failures.append((_source(formula), str(error)))
            return self._failed(formula)
        cells = [Markup("").join(self._number(number) for number in row) for row in display.rows]
        shown = markup(tree, formula.display, cells)
        if not formula.display:
            return shown
        beside = "".join(self._number(number) for number in display.beside)
        return f'<span class="display">{shown}{beside}</span>'

    def _failed(self, formula: Formula) -> str:
        source = f'<code class="tex">{visible(_source(formula))}</code>'
        numbers = "".join(self._number(item) for item in formula.items if not isinstance(item, str))
        return f'<span class="display">{source}{numbers}</span>' if formula.display else source

    def _number(self, number: Number) -> Markup:
        return escape(self._context.render(number))

    def _printed(self, command: str, labels: str) -> str:
        """What a reference within a formula prints."""
        known = self._context.citations if command.startswith("cite") else self._context.targets
        shown = ", ".join(known[label][1] if label in known else label for label in _listed(labels))
        return f"({shown})" if command == "eqref" else f"[{shown}]" if command.startswith("cite") else shown

    # References and links

    def anchor(self, child: Element) -> str:
        return str(escape(self._context.render(Number(None, (child.value,), _NOWHERE))))

    def _link(self, address: str, inside: str, kind: str = "") -> str:
        if self._within_link or not inside:
            return inside
        return f'<a{kind} href="{escape(address)}">{inside}</a>'

    def _inside_link(self, children: Iterable[Child]) -> str:
        self._within_link += 1
        shown = self._all(children)
        self._within_link -= 1
        return shown

    def link(self, child: Element) -> str:
        if any(is_block(inner) for inner in child.children) or not _ADDRESS.match(child.value):
            shown = self._all(child.children)
            same = child.children == (child.value,) or not child.value
            return shown if same else f"{shown} ({visible(child.value)})"
        return self._link(child.value, self._inside_link(child.children), ' rel="noreferrer"')

    def jump(self, child: Element) -> str:
        target = self._context.targets.get(child.value)
        if target is None or not target[0].startswith("#"):
            return self._all(child.children)
        return self._link(target[0], self._inside_link(child.children))

    def _target(self, label: str, printed: str = "{}") -> str:
        target = self._context.targets.get(label)
        if target is None:
            return f'<span class="unresolved">{visible(label)}</span>'
        shown = visible(printed.format(target[1]) if printed != "{}" else target[1])
        return self._link(target[0], shown, ' class="ref"') if target[0].startswith("#") else shown

    def reference(self, child: Element) -> str:
        command, _, labels = child.value.partition(" ")
        if command == "eqref":
            return f"({self._target(labels)})"
        if command == "nameref" or command == "ref" or command == "pageref":
            return self._target(labels)
        return self._clever(_listed(labels), capital=command[0].isupper())

    def _clever(self, labels: list[str], *, capital: bool) -> str:
        """What cleveref prints: the word once for all of a kind that follow each other."""
        runs: list[tuple[str, list[str]]] = []
        for label in labels:
            word = self._context.words.get(label, "")
            if not runs or runs[-1][0] != word:
                runs.append((word, []))
            runs[-1][1].append(f"({self._target(label)})" if word == "Equation" else self._target(label))
        return " and ".join(f"{_word(word, len(run), capital)}{_and(run)}" for word, run in runs)

    def citation(self, child: Element) -> str:
        shown = []
        for key in _listed(child.value):
            target = self._context.citations.get(key)
            if target is None:
                shown.append(f'<span class="unresolved">{visible(key)}</span>')
            elif target[0].startswith("#"):
                shown.append(self._link(target[0], visible(target[1]), ' class="cite"'))
            else:
                shown.append(visible(target[1]))
        note = self._all(child.children)
        return f"[{', '.join(shown)}{', ' if note else ''}{note}]"

    # Blocks

    def listed(self, child: Element) -> str:
        tag = "ol" if child.kind == "enumerate" else "ul"
        own = marks(child.value) if child.kind == "enumerate" else None
        items = []
        number = 0
        for item in child.children:
            label, rest, kind = _parts(item)
            number += label is None and kind != "bare"
            shown = self._all(label.children) if label else visible(mark(own, number)) if own else ""
            body = self._all(rest)
            if kind == "bare":
                items.append(f'<li class="bare">{body}</li>')
            elif shown:
                label_first = f'<span class="label">{shown}</span> '
                body = f"<p>{label_first}{body[3:]}" if body.startswith("<p>") else label_first + body
                items.append(f'<li class="labelled">{body}</li>')
            else:
                items.append(f"<li>{body}</li>")
        return f"<{tag}>{''.join(items)}</{tag}>"

    def description(self, child: Element) -> str:
        parts = []
        for item in child.children:
            label, rest, _ = _parts(item)
            parts.append(f"<dt>{self._all(label.children) if label else ''}</dt><dd>{self._all(rest)}</dd>")
        return f"<dl>{''.join(parts)}</dl>"

    def table(self, child: Element) -> str:
        columns = [sign for sign in re.sub(r"[@!>]\{[^{}]*\}", "", child.value) if sign in "lcrpmbX"]
        rows = []
        for row in child.children:
            cells = row.children if isinstance(row, Element) and row.kind == "row" else (row,)
            if any(not isinstance(cell, Element) or cell.children for cell in cells):
                rows.append(f"<tr>{''.join(self._cells(cells, columns))}</tr>")
        return f"<table>{''.join(rows)}</table>"

    def _cells(self, cells: Iterable[Child], columns: list[str]) -> Iterator[str]:
        column = 0
        for cell in cells:
            span = cell.value if isinstance(cell, Element) and cell.value.isascii() and cell.value.isdecimal() else ""
            sign = "c" if span else columns[column] if column < len(columns) else "l"
            column += int(span or 1)
            kind = f' class="{sign}"' if sign in "cr" else ""
            across = f' colspan="{span}"' if span else ""
            yield f"<td{kind}{across}>{self._all(cell.children) if isinstance(cell, Element) else self.show(cell)}</td>"

    def image(self, child: Element) -> str:
        picture = self._context.figure(child.value)
        name = visible(child.value)
        if picture is None or not _IMAGE.match(picture):
            return f'<span class="missing">[{name}]</span>'
        return f'<img src="{escape(picture)}" alt="{name}">'

    def footnote(self, child: Element) -> str:
        if child.block:
            return f'<aside class="footnote">{self._all(child.children)}</aside>'
        return f' <small class="footnote">({self._all(child.children)})</small>'


def _source(formula: Formula) -> str:
    return join(item for item in formula.items if isinstance(item, str)).strip()


def _listed(labels: str) -> list[str]:
    return [label.strip() for label in labels.split(",") if label.strip()]


def _parts(item: Child) -> tuple[Element | None, tuple[Child, ...], str]:
    """An item's label, if it has one of its own, the rest, and what kind of item it is."""
    if not isinstance(item, Element):
        return None, (item,), "bare"
    first = item.children[0] if item.children else None
    if isinstance(first, Element) and first.kind == "label":
        return first, item.children[1:], item.value
    return None, item.children, item.value


def _word(word: str, count: int, capital: bool) -> str:
    if not word:
        return ""
    word = word if capital else word[:1].lower() + word[1:]
    if count > 1:
        word = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return visible(word) + "\u00a0"


def _and(shown: list[str]) -> str:
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


_TAGS: Mapping[str, tuple[str, str]] = {
    **{tag: (f"<{tag}>", f"</{tag}>") for tag in ("em", "strong", "code", "u", "s", "sup", "sub", "figure")},
    "paragraph": ("<p>", "</p>"),
    "smallcaps": ('<span class="smallcaps">', "</span>"),
    "center": ('<div class="center">', "</div>"),
    "div": ("<div>", "</div>"),
    "quote": ("<blockquote>", "</blockquote>"),
    "verbatim": ("<pre>", "</pre>"),
    "caption": ("<figcaption>", "</figcaption>"),
    "heading": ('<div class="heading"><strong>', "</strong></div>"),
    "unknown": ('<code class="tex">', "</code>"),
    "break": ("<br>", ""),
}
_HANDLERS: Mapping[str, Callable[[_Page, Element], str]] = {
    "anchor": _Page.anchor,
    "link": _Page.link,
    "jump": _Page.jump,
    "ref": _Page.reference,
    "cite": _Page.citation,
    "itemize": _Page.listed,
    "enumerate": _Page.listed,
    "description": _Page.description,
    "table": _Page.table,
    "image": _Page.image,
    "footnote": _Page.footnote,
}
