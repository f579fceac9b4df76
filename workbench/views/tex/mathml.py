"""MathML by math-core, taken apart and built anew from what is known to be harmless.

What math-core writes is parsed, and only elements and attributes of the lists below reach the page, so that whatever a
formula may smuggle through a converter is at most text there. Styles become classes, for which `STYLE` has the rules: a
page needs no inline style.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from workbench.views.tex.symbols import symbol
from workbench.views.tex.tokens import words

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class NotConverted(Exception):
    """A formula that math-core does not know; the text says why."""


ELEMENTS = frozenset(
    words(
        "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts "
        "mprescripts mtable mtr mtd mpadded mphantom mstyle"
    )
)
ATTRIBUTES = frozenset(
    words(
        "display displaystyle scriptlevel mathvariant stretchy symmetric largeop movablelimits form fence separator "
        "accent accentunder lspace rspace minsize maxsize linethickness width height depth voffset columnspan rowspan "
        "mathcolor"
    )
)
_VALUE = re.compile(r"[A-Za-z0-9.#%+-]{1,24}\Z")
_WORDS = {"b": "b", "i": "i", "em": "i", "strong": "b", "code": "code"}
"""Elements of HTML that may stand within the words of a formula."""
_CLASSES = {
    "text-align:right": "mr",
    "text-align:left": "ml",
    "padding-left:0": "mpl",
    "padding-right:0": "mpr",
    "padding-left:1em": "mpi",
    "padding-top:0": "mpt",
    "padding-bottom:0": "mpb",
    "width:7.5%": "mw",
    "width:100%": "wide",
    **{f"border-{side}:0.05em solid currentcolor": f"mb{side[0]}" for side in ("left", "right", "top", "bottom")},
    **{f"border-{side}:0.05em dashed currentcolor": f"md{side[0]}" for side in ("left", "right", "top", "bottom")},
}
_COLOUR = re.compile(r"color:(#[0-9A-Fa-f]{3,8})\Z")
STYLE = """
math mtable.wide{width:100%}
math mtd.mr{text-align:right;justify-items:end}
math mtd.ml{text-align:left;justify-items:start}
math mtd.mpl{padding-left:0}
math mtd.mpr{padding-right:0}
math mtd.mpi{padding-left:1em}
math mtd.mpt{padding-top:0}
math mtd.mpb{padding-bottom:0}
math mtd.mw{width:7.5%}
math mtd.side{width:50%;text-align:right;justify-items:end}
math .mbl{border-left:.05em solid currentcolor}
math .mbr{border-right:.05em solid currentcolor}
math .mbt{border-top:.05em solid currentcolor}
math .mbb{border-bottom:.05em solid currentcolor}
math .mdl{border-left:.05em dashed currentcolor}
math .mdr{border-right:.05em dashed currentcolor}
math .mdt{border-top:.05em dashed currentcolor}
math .mdb{border-bottom:.05em dashed currentcolor}
math .box{border:.05em solid currentcolor;padding:.15em}
math .strike{text-decoration:line-through}
"""
"""The rules of the classes that the MathML of this module uses."""

_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)(\w+);")
_UNKNOWN = re.compile(r'Unknown command "\\([A-Za-z]+)"')
_DIRECT = re.compile(r"Direct Unicode input is not supported for this symbol yet: '(.)'")
_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2065-\u2069\ufeff\ud800-\udfff]"
)  # invisible signs of mathematics, U+2061 to U+2064, are MathML's own


@lru_cache(maxsize=20_000)
def parsed(tex: str, display: bool) -> Element:
    """What math-core makes of a formula; raises NotConverted."""
    from xml.etree import ElementTree

    for _ in range(8):
        try:
            written = _converter().convert_with_local_state(tex, displaystyle=display)
            break
        except _error() as error:
            reason = str(error)
        except ValueError as error:  # a lone surrogate, which is no text for Rust
            raise NotConverted(str(error)) from None
        except BaseException as error:
            if type(error).__name__ == "PanicException":  # Rust's, which is no Exception; it is the formula's fault
                raise NotConverted("math-core gave up") from None
            raise
        if direct := _DIRECT.search(reason):
            tex = tex.replace(direct[1], _command(direct[1]))
            continue
        unknown = _UNKNOWN.search(reason)
        sign = symbol(unknown[1]) if unknown else None
        if unknown is None or not sign or "\\" in sign:
            raise NotConverted(reason)
        tex = re.sub(rf"\\{unknown[1]}(?![A-Za-z])", lambda found, sign=sign: _written(sign), tex)  # type: ignore[misc]
    else:
        raise NotConverted("too many commands that math-core does not know")
    try:
        tree = ElementTree.fromstring(_ENTITY.sub(lambda found: html.unescape(found[0]), written))
    except ElementTree.ParseError as error:
        raise NotConverted(f"math-core's answer cannot be read: {error}") from None
    for element in list(tree.iter()):
        _drawn_well(element)
    return tree


def _drawn_well(element: Element) -> None:
    """Signs that browsers draw well with STIX in place of those that they draw badly (seen in Chromium 156)."""
    if element.tag in ("mover", "munder") and element[-1].tag == "mo" and element[-1].text == "\u0332":
        element[-1].text = "‾" if element.tag == "mover" else "_"  # a combining line is drawn too far to the left
    if element.tag in ("mover", "munder", "munderover") and element[0].text in _LONG_ARROWS:
        element[0].text = _LONG_ARROWS[element[0].text]  # an arrow does not grow with what is written on it,
        element[0].set("stretchy", "false")  # and one that tries to keeps its label far away
        for place, label in enumerate(element):
            if place and label.tag in ("mover", "munder") and label[-1].tag == "mspace":
                element[place] = label[0]  # of a least width, which would lift it off the arrow
    if element.tag in ("msup", "msubsup") and element[-1].text in _PRIMES and element[0].tag in ("mi", "mn"):
        base, *scripts = element  # a prime is small and high by itself, as a script it would be so twice
        scripts[-1].attrib.update(lspace="0", rspace="0")
        if len(scripts) == 1:
            element.tag = "mrow"
            return
        element.tag = "msub"
        element[:] = [base.makeelement("mrow", {}), scripts[0]]
        element[0].extend((base, scripts[-1]))


_LONG_ARROWS = {"→": "⟶", "←": "⟵"}
_PRIMES = frozenset("′″‴⁗")


def _written(sign: str) -> str:
    """A sign as it stands in a formula; a word stands upright."""
    return sign if len(sign) == 1 else f"\\operatorname{{{sign}}}" if sign.isalpha() else f"{{{sign}}}"


def markup(tree: Element, display: bool, cells: Sequence[Markup] = ()) -> str:
    """The formula as it may stand in a page; `cells` are what stands to the right of each row of its table.

    Where the formula is no table of so many rows, they stand behind it one after the other.
    """
    pieces: list[str] = [f"<math{_DISPLAY if display else ''}>"]
    children = list(tree)
    if cells and len(children) == 1 and children[0].tag == "mtable" and len(children[0]) == len(cells):
        _table(children[0], cells, pieces)
    else:
        for child in children:
            _write(child, pieces)
        pieces += (f"<mtext>{cell}</mtext>" for cell in cells if cell)
    pieces.append("</math>")
    return "".join(pieces)


_DISPLAY = ' display="block"'


def _table(table: Element, cells: Sequence[Markup], pieces: list[str]) -> None:
    """A table with its numbers: a column on either side of the same width, so that the middle stays in the middle."""
    pieces.append('<mtable displaystyle="true" class="wide">')
    width = max(len(row) for row in table)
    for row, cell in zip(table, cells, strict=True):
        pieces.append('<mtr><mtd class="side"></mtd>')
        for child in row:
            _write(child, pieces)
        pieces.append("<mtd></mtd>" * (width - len(row)))
        pieces.append(
            f'<mtd class="side"><mtext>{cell}</mtext></mtd></mtr>' if cell else '<mtd class="side"></mtd></mtr>'
        )
    pieces.append("</mtable>")


def _write(element: Element, pieces: list[str]) -> None:
    tag, classes = element.tag, ""
    if tag == "menclose":
        tag, classes = "mrow", "box" if element.get("notation") == "box" else "strike"
    shown = tag if tag in ELEMENTS else _WORDS.get(tag)
    if shown is not None:
        pieces.append(f"<{shown}{_attributes(element, classes)}>" if element.attrib or classes else f"<{shown}>")
    if element.text:
        pieces.append(visible(element.text))
    for child in element:
        _write(child, pieces)
        if child.tail:
            pieces.append(visible(child.tail))
    if shown is not None:
        pieces.append(f"</{shown}>")


def _attributes(element: Element, classes: str) -> str:
    attributes: dict[str, str] = {}
    for name, value in element.attrib.items():
        if name in ATTRIBUTES and _VALUE.match(value):
            attributes[name] = value
        elif name == "style":
            found, colour = _styled(value)
            classes = f"{classes} {found}".strip()
            if colour:
                attributes["mathcolor"] = colour
    if classes:
        attributes["class"] = classes
    return "".join(f' {name}="{value}"' for name, value in attributes.items())


@lru_cache(maxsize=256)
def _styled(style: str) -> tuple[str, str]:
    """The classes, and the colour, that say what a style says; what is not known goes."""
    classes: list[str] = []
    colour = ""
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        said = f"{name.strip()}:{value.strip()}"
        if said in _CLASSES:
            classes.append(_CLASSES[said])
        elif found := _COLOUR.match(said):
            colour = found[1]
    return " ".join(classes), colour


def visible(text: str) -> str:
    """A text as HTML: escaped, with characters that cannot be seen written out."""
    return str(escape(_CONTROL.sub(lambda found: found[0].encode("unicode_escape", "surrogatepass").decode(), text)))


@cache
def _command(sign: str) -> str:
    """The command for a sign that math-core takes by its name alone; raises NotConverted where there is none."""
    from pylatexenc.latexencode import get_builtin_uni2latex_dict

    command = get_builtin_uni2latex_dict().get(ord(sign), "")
    command = command.removeprefix("\\ensuremath{").removesuffix("}") if "ensuremath" in command else command
    if not command.startswith("\\") or sign in command:
        raise NotConverted(f"math-core does not know {sign}")
    return f"{{{command}}}"


@cache
def _converter() -> Any:
    from math_core import LatexToMathML

    return LatexToMathML(allow_unreliable_rendering=True, fancy_error=False)


@cache
def _error() -> type[Exception]:
    from math_core import LatexError

    error: type[Exception] = LatexError
    return error
