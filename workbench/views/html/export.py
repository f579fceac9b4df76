"""One blueprint, its report and its document put together as a page.

Everything is in the file: style, script, font and figures. The policy in its head forbids every request and every
script and style but these two, by their hashes. The same input gives the same bytes: the only dates are those of the
evidence.
"""

from __future__ import annotations

import base64
import hashlib
import html as entities
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from workbench import __version__
from workbench.blueprint.document import Content, Document, Heading, ProofOf, Statement
from workbench.status import Report
from workbench.views.html import fonts
from workbench.views.html.anchors import Anchors, fragment, outward
from workbench.views.html.cards import LONGEST, WORD_WORDS, Deck, deal, statements_of
from workbench.views.html.drawings import Drawing, Drawings
from workbench.views.html.panel import MARK_WORDS, panels
from workbench.views.html.progress import overview
from workbench.views.html.text import Prose
from workbench.views.plain import cut, plain
from workbench.views.tex import STYLE, Tally
from workbench.views.text import STATUS_WORDS

HERE: Final = Path(__file__).parent
_MATHS: Final = re.compile(r"<math\b.*?</math>", re.S)
_TAG: Final = re.compile(r"<[^>]*>")
_SCRIPT: Final = ["data", "sheets", "moving", "chosen", "focus", "layered", "filters", "search", "reading", "arriving"]
_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{3,8}|[A-Za-z]{1,30}")
_MEANINGS: Final[Mapping[str, tuple[str, str]]] = {
    "stated": ("border", "the statement is formalised"),
    "mathlib": ("border", "it is in Mathlib"),
    "can_state": ("border", "ready to state: all that the statement uses is formalised"),
    "not_ready": ("border", "the statement is not ready to be formalised"),
    "can_prove": ("fill", "ready to prove: all that statement and proof use is formalised"),
    "proved": ("fill", "the proof is formalised"),
    "defined": ("fill", "the definition is formalised"),
    "fully_proved": ("fill", "the proof and all that it rests on is formalised"),
}
"""leanblueprint's colour keys -> where the colour is, and what it means."""

Pictures = Callable[[str], "bytes | None"]
"""The bytes of a picture that the document includes, by the path written there; None where there is none to show."""


@dataclass(frozen=True, slots=True)
class Page:
    """What was made."""

    html: str
    notes: tuple[str, ...]
    """Sentences on what is less than it could be, such as a graph that was drawn in the plain way."""
    tally: Tally
    """How many formulas were converted."""


def export(
    report: Report,
    document: Document,
    *,
    witnesses: Mapping[str, Any] | None = None,
    picture: Pictures = lambda path: None,
    tell: Callable[[str], None] = lambda line: None,
) -> Page:
    """The page of one blueprint.

    `witnesses` holds, by answer id, the witness that an answer's certificate carries, as its JSON has it. `tell` hears
    a line for each step. Raises MissingTool where the font's wheel is not installed.
    """
    anchors = Anchors(_labels(report, document))
    deck = deal(report, document, anchors)
    with Drawings(deck, reduced=report.blueprint.reduced) as drawings:
        tell(f"graph: {len(deck.cards)} nodes on {len(drawings.sheets)} sheets")
        templates = _templates()
        found = panels(report, deck, anchors, witnesses or {})
        prose = Prose(document, deck, found, anchors, templates, lambda path: _data_address(picture(path)))
        text = prose.text()
        tell(f"text: {_formulas(prose.tally)}")
        name = prose.words(document.title, document.front) or Markup.escape(plain(report.blueprint.name))
        drawn = drawings.drawn()
    printed = statements_of(document.content)
    missing = [panel for id, panel in found.items() if id not in printed]
    style = _style(report, text, name)
    script = _script()
    checked = any(answer.evidence and not answer.evidence.missing for answer in report.answers.values())
    page = templates.get_template("page.html").render(
        policy=_policy(style, script),
        style=Markup(style),
        script=Markup(script),
        data=Markup(_data(deck, drawn)),
        name=name,
        plain_name=plain(report.blueprint.name),
        author=prose.words(document.author, document.front),
        version=__version__,
        overview=overview(report, deck, anchors, prose.headings),
        drawings=drawn,
        contents=prose.contents,
        text=text,
        missing=missing,
        checked=checked,
        statuses=STATUS_WORDS,
        words=WORD_WORDS,
        marks=MARK_WORDS,
        colours=_legend(report),
        chapters=deck.chapters,
        gallery=[panel for panel in found.values() if any(answer.witness for answer in panel.answers)],
        home=outward(report.blueprint.home),
        copyright=fonts.copyright_notice(),
        licence=fonts.licence(),
    )
    return Page(page.encode("utf-8", "replace").decode(), drawings.notes, prose.tally)


def _labels(report: Report, document: Document) -> Iterable[str]:
    """Every label there is, those of nodes first: where two would have the same anchor, a node keeps its own."""
    yield from report.blueprint.nodes
    yield from report.blueprint.statements
    yield from _labels_of(document.content)
    yield from document.targets


def _labels_of(content: Content) -> Iterable[str]:
    for piece in content:
        if isinstance(piece, (Statement, Heading)):
            yield from piece.labels
        if isinstance(piece, (Statement, ProofOf)):
            yield from _labels_of(piece.content)


def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["fragment"] = fragment
    return environment


def _formulas(tally: Tally) -> str:
    return f"{tally.formulas} formulas, {tally.failed} of them shown as TeX"


# Style, script, policy, data


def _style(report: Report, text: Markup, name: Markup) -> str:
    """The style sheet with the author's colours and the font in it, cut down to what the formulas of the page need."""
    font = base64.b64encode(fonts.subset(_characters(text + name))).decode("ascii")
    sheet = (HERE / "page.css").read_text(encoding="utf-8").replace("/* AUTHOR */", _colours(report) + STYLE)
    return sheet.replace("FONT_DATA", f"data:font/woff2;base64,{font}")


def _colours(report: Report) -> str:
    """leanblueprint's colours, or the author's where `\\graphcolor` changes them and they are colours: `url(...)` would
    ask for a file, and a brace would end the rule."""
    rules = []
    for key, (colour, _) in report.blueprint.colours.items():
        if key in _MEANINGS and _COLOUR.fullmatch(colour):
            where, _ = _MEANINGS[key]
            what = f".b-{key} > rect {{ stroke" if where == "border" else f".w-{key} > rect {{ fill"
            rules.append(f":root:has(#_asserted:checked) .node{what}: {colour}; }}")
    return "\n".join(rules)


def _characters(text: str) -> set[str]:
    """The characters of all formulas, each letter also in the slanted form that a browser gives a variable."""
    found: set[str] = set()
    for formula in _MATHS.findall(text):
        found.update(entities.unescape(_TAG.sub("", formula)))
    return found | {slanted for character in found if (slanted := _slanted(character))}


def _slanted(letter: str) -> str | None:
    """A letter of Mathematical Italic, as MathML Core maps the text of an `mi` of one character."""
    if letter == "h":
        return "\u210e"
    for first, last, to in (("A", "Z", 0x1D434), ("a", "z", 0x1D44E), ("Α", "Ω", 0x1D6E2), ("α", "ω", 0x1D6FC)):
        if first <= letter <= last:
            return chr(to + ord(letter) - ord(first))
    return None


def _script() -> str:
    """The parts of the script as one function, which leaves no name to the page."""
    parts = "".join((HERE / "script" / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPT)
    return f'"use strict";(() => {{\n{parts}}})();'


def _policy(style: str, script: str) -> str:
    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")

    return (
        f"default-src 'none'; style-src 'sha256-{digest(style)}'; script-src 'sha256-{digest(script)}'; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _data(deck: Deck, drawn: Iterable[Drawing]) -> str:
    """What the script needs to search, filter and focus; no `<` in it, so that nothing can close the element."""
    numbers = {id: number for number, id in enumerate(deck.cards)}
    of_statement = [[numbers[used], numbers[user]] for used, user in deck.statement_edges]
    of_proof = [[numbers[used], numbers[user]] for used, user in deck.proof_edges]
    nodes = [
        {
            "a": card.anchor,
            "h": card.head,
            "t": card.title,
            "l": cut(" ".join(map(plain, card.node.labels)), LONGEST),
            "s": card.state.status.value,
            "w": card.word.value,
            "r": card.state.tier.value if card.state.tier else "",
            "m": [mark.value for mark in card.state.marks],
            "c": card.chapter,
        }
        for card in deck.cards.values()
    ]
    data = {
        "nodes": nodes,
        "statement": of_statement,
        "proof": of_proof,
        "sheets": {drawing.name: drawing.title for drawing in drawn},
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").replace("&", "\\u0026")


def _data_address(data: bytes | None) -> str | None:
    """A picture as a data address, where its first bytes say that it is one; an `img` runs nothing of an SVG."""
    if data is None:
        return None
    kinds = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif"}
    kind = next((kind for start, kind in kinds.items() if data.startswith(start)), None)
    if kind is None and b"<svg" in data[:2000]:
        kind = "svg+xml"
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}" if kind else None


def _legend(report: Report) -> list[tuple[str, str, str]]:
    """The colours of the asserted view as they are used: (colour, where, meaning). leanblueprint's own legend calls a
    light blue fill by the name of the blue border, and leaves out definitions."""
    colours = report.blueprint.colours
    return [
        (colours[key][0], where, meaning)
        for key, (where, meaning) in _MEANINGS.items()
        if key in colours and _COLOUR.fullmatch(colours[key][0])
    ]
