"""What the commands of running text do to the tree that is being built."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbench.blueprint.document import Number
from workbench.blueprint.model import Place
from workbench.views.tex import vocabulary
from workbench.views.tex.parser import Parser
from workbench.views.tex.tokens import PARAGRAPH
from workbench.views.tex.tree import Element, element

Handler = Callable[[Parser, str], None]


def _silent(parser: Parser, name: str) -> None:
    parser.star()
    arguments = vocabulary.SILENT[name]
    if arguments:
        parser.bracket()
    for _ in range(arguments):
        parser.group()


def _inline(parser: Parser, name: str) -> None:
    parser.star()
    if name in vocabulary.WITH_OPTION:
        parser.bracket()
    for _ in range(vocabulary.BEFORE_TEXT.get(name, 0)):
        parser.group()
        parser.bracket()
    parser.content(vocabulary.INLINE[name])


def _declaration(parser: Parser, name: str) -> None:
    parser.peek()
    if vocabulary.DECLARATIONS[name]:
        parser.push(vocabulary.DECLARATIONS[name], None)


def _label(parser: Parser, name: str) -> None:
    label = parser.group()
    if label is not None:
        parser.anchors((label.strip(),))


def _reference(parser: Parser, name: str) -> None:
    parser.star()
    label = parser.group()
    parser.add(Element("unknown", (f"\\{name}",)) if label is None else Element("ref", (), f"{name} {label.strip()}"))


def _citation(parser: Parser, name: str) -> None:
    parser.star()
    notes = [note for note in (parser.note(), parser.note()) if note]
    keys = parser.group()
    if keys is None:
        parser.add(Element("unknown", (f"\\{name}",)))
    else:
        parser.add(element("cite", notes[-1] if notes else (), keys))


def _url(parser: Parser, name: str) -> None:
    address = parser.group()
    if address is not None:
        address = address_of(address)
        parser.add(Element("link", (address,), address))


def _href(parser: Parser, name: str) -> None:
    parser.bracket()
    address = parser.group()
    parser.content("link", address_of(address or ""))


def address_of(source: str) -> str:
    r"""A URL as it is meant: in TeX `%`, `#`, `&`, `_` and `~` may be written with a backslash."""
    for sign in "%#&_~{}":
        source = source.replace(f"\\{sign}", sign)
    return source.replace("$\\sim$", "~").strip()


def _hyperref(parser: Parser, name: str) -> None:
    label = parser.bracket()
    parser.content("jump" if label else "span", (label or "").strip())


def _image(parser: Parser, name: str) -> None:
    parser.star()
    parser.bracket()
    parser.bracket()
    path = parser.group()
    if path is not None:
        parser.add(Element("image", (), path.strip()))


def _heading(parser: Parser, name: str) -> None:
    parser.star()
    parser.bracket()
    parser.content("heading", name)


_NOTHING = Number(None, (), Place("", 0))
"""What stands where nothing is to be shown, not even a space."""


def _texorpdfstring(parser: Parser, name: str) -> None:
    """The first argument is shown; the second goes."""
    start = parser.at
    first, after = parser.skip(), parser.at
    if first and parser.skip():
        for index in range(after, parser.at):
            parser.stream[index] = _NOTHING
    parser.at = start
    parser.content("span")


def _bibitem(parser: Parser, name: str) -> None:
    parser.bracket()
    key = parser.group()
    parser.add(PARAGRAPH)
    parser.add(f"[{key}] ")


def _multicolumn(parser: Parser, name: str) -> None:
    span = parser.group() or ""
    parser.group()
    if parser.frames[-1].kind == "cell" and span.strip().isdecimal():
        parser.frames[-1].value = str(min(int(span.strip()[:3]), 50))
    parser.content("span")


def _ensuremath(parser: Parser, name: str) -> None:
    parser.peek()
    if parser.at in parser.ends:
        parser.formula(parser.at, display=False)


COMMANDS: Mapping[str, Handler] = {
    **dict.fromkeys(vocabulary.SILENT, _silent),
    **dict.fromkeys(vocabulary.INLINE, _inline),
    **dict.fromkeys(vocabulary.DECLARATIONS, _declaration),
    **dict.fromkeys(vocabulary.REFERENCES, _reference),
    **dict.fromkeys(vocabulary.CITATIONS, _citation),
    **dict.fromkeys(vocabulary.HEADINGS, _heading),
    "label": _label,
    **dict.fromkeys(("url", "nolinkurl"), _url),
    "href": _href,
    "hyperref": _hyperref,
    "includegraphics": _image,
    "item": lambda parser, name: parser.item(),
    **dict.fromkeys(("\\", "newline", "tabularnewline", "linebreak"), lambda parser, name: parser.line()),
    "par": lambda parser, name: parser.add(PARAGRAPH),
    **dict.fromkeys(
        (",", ";", ":", "quad", "qquad", "enspace", "thinspace"), lambda parser, name: parser.add("\u2009")
    ),
    "texorpdfstring": _texorpdfstring,
    "bibitem": _bibitem,
    "multicolumn": _multicolumn,
    "ensuremath": _ensuremath,
}
