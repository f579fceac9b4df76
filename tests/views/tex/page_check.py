"""A context for texts that are shown, and what a page of theirs may consist of."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from markupsafe import Markup

from workbench.blueprint.document import Heading, Number, Piece, ProofOf, Statement, Text
from workbench.blueprint.model import Place
from workbench.views.tex import Context, html

HERE = Place("web.tex", 1)
PIXEL = "data:image/png;base64,iVBORw0KGgo="


def text(tex: str, *definitions: tuple[str, str]) -> Text:
    return Text(tex, definitions, HERE)


def number(shown: str | None, *labels: str) -> Number:
    return Number(shown, labels, HERE)


def context(**more: object) -> Context:
    """A context in which every piece leaves a trace of itself."""
    shown = Context(
        targets={
            "thm": ("#thm", "1.2"),
            "lem": ("#lem", "1.3"),
            "eq": ("#eq", "7"),
            "evil": ("javascript:x", "<b>9</b>"),
        },
        words={"thm": "Lemma", "lem": "Lemma", "eq": "Equation"},
        citations={"Tao": ("#cite:Tao", "3")},
        figure=lambda path: PIXEL if path == "good.png" else None,
        render=lambda piece: render(piece, shown),
        **more,  # type: ignore[arg-type]  # fields of the Context that a test wants otherwise
    )
    return shown


def render(piece: Piece, within: Context) -> Markup:
    if isinstance(piece, Number):
        ids = Markup("").join(Markup('<span id="{}"></span>').format(ascii(label)[1:-1]) for label in piece.labels)
        return Markup('{}<span class="eqno">({})</span>').format(ids, piece.number) if piece.number else ids
    if isinstance(piece, Statement | ProofOf):
        return Markup("<section>{}</section>").format(html(piece.content, within))
    return Markup("<h2>{}</h2>").format(html(piece.title, within)) if isinstance(piece, Heading) else Markup("")


_PLAIN = "p em strong u s sup sub blockquote figure figcaption br ul ol dl dt dd table tr section h2 b i"
_MATHS = """
mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts mprescripts
mtable mtr mtd mpadded mphantom mstyle
"""
_MATHS_SAY = """
class displaystyle scriptlevel mathvariant stretchy symmetric largeop movablelimits form fence separator accent
accentunder lspace rspace minsize maxsize linethickness width height depth voffset columnspan rowspan mathcolor
"""
ALLOWED = {
    **{tag: set() for tag in _PLAIN.split()},
    **{tag: {"class"} for tag in ("code", "div", "pre", "li", "small", "aside")},
    **{tag: set(_MATHS_SAY.split()) for tag in _MATHS.split()},
    "span": {"class", "id"},
    "a": {"href", "rel", "class"},
    "td": {"class", "colspan"},
    "img": {"src", "alt"},
    "math": {"display"},
}
"""Written out here once more: what the page may consist of is not for the code under test to say."""
HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


class Checker(HTMLParser):
    """Fails where a page has anything that is not on the list, or does not close what it opens."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        for name, value in attrs:
            assert name in ALLOWED[tag], f"{tag} {name}"
            if name == "href":
                assert re.match(r"#|https?://|mailto:", value or ""), value
            if name == "src":
                assert (value or "").startswith("data:image/"), value
        assert not (tag == "a" and "a" in self.open), "a link in a link"
        assert not (tag in ("p", "ul", "ol", "div", "pre", "table", "figure") and "p" in self.open), f"{tag} within p"
        if tag not in ("br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def refuse(self, *what: str) -> None:
        raise AssertionError(f"not to be in a page: {what}")

    handle_comment = handle_decl = handle_pi = unknown_decl = refuse


def check(shown: str) -> str:
    """The text of a page that consists of nothing but what is allowed."""
    checker = Checker()
    checker.feed(shown)
    checker.close()
    assert checker.open == []
    assert HIDDEN.search(shown) is None
    return "".join(checker.text)
