"""Formulas as lines of Unicode: what the commands with arguments look like there."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from workbench.views.tex.signs import DEPTH, Piece, Ref, Signs, Structure, kind_of, wrapped
from workbench.views.tex.symbols import script, symbol
from workbench.views.tex.tokens import words
from workbench.views.tex.vocabulary import REFERENCES


def rows(tokens: Sequence[str], ref: Ref) -> list[str]:
    """The lines of a formula, one for each row; alignment marks are gone."""
    signs = Signs(tokens, ref, _STRUCTURES)
    return [row for start, end in signs.split(0, len(tokens), "\\\\") if (row := signs.text(start, end, 0))]


_HALVES = {("1", "2"): "½", ("1", "3"): "⅓", ("2", "3"): "⅔", ("1", "4"): "¼", ("3", "4"): "¾", ("1", "8"): "⅛"}
_ROOTS = {"": "√", "3": "∛", "4": "∜"}


def _fraction(signs: Signs, name: str, end: int, depth: int) -> Piece:
    above, below = signs.argument(end, depth), signs.argument(end, depth)
    half = _HALVES.get((above, below))
    return Piece(half) if half else Piece(f"{_operand(above)}/{_operand(below)}", "/")


def _operand(text: str) -> str:
    return (
        text
        if text and all(sign.isalnum() or sign in "′√" or unicodedata.combining(sign) for sign in text)
        else f"({text})"
    )


def _binomial(signs: Signs, name: str, end: int, depth: int) -> Piece:
    return Piece(f"({signs.argument(end, depth)} choose {signs.argument(end, depth)})")


def _root(signs: Signs, name: str, end: int, depth: int) -> Piece:
    degree = signs.bracket(end, depth)
    inside = _operand(signs.argument(end, depth))
    return Piece(f"{_ROOTS[degree]}{inside}" if degree in _ROOTS else f"{script('^', degree) or degree}√{inside}")


def _words(signs: Signs, name: str, end: int, depth: int) -> Piece:
    r"""`\text` and its like: words with their spaces, and formulas within them."""
    start = signs.at
    if signs.next(end) != "{" or signs.at - 1 not in signs.ends:
        signs.at = start
        return Piece(signs.argument(end, depth))
    close = signs.ends[signs.at - 1]
    shown: list[str] = []
    while signs.at < close:
        token, index = signs.tokens[signs.at], signs.at
        signs.at += 1
        if token in ("$", "\\(") and index in signs.ends:
            shown.append(signs.text(index + 1, signs.ends[index], depth + 1))
            signs.at = signs.ends[index] + 1
        elif token[0] == "\\" and len(token) > 1:
            shown.append(signs.command(token, close, depth + 1).text if depth < DEPTH else token)
        elif token not in "{}":
            shown.append(" " if token == "~" else token)
    signs.at = close + 1
    return Piece("".join(shown) or " ")


def _upright(signs: Signs, name: str, end: int, depth: int) -> Piece:
    if signs.at < end and signs.tokens[signs.at] == "*":
        signs.at += 1
    inside = signs.argument(end, depth)
    return Piece(inside, "f" if len(inside) > 1 and inside.isalpha() and name == "operatorname" else "o")


def _delimiter(signs: Signs, name: str, end: int, depth: int) -> Piece:
    token = signs.next(end)
    if token in ("", "."):
        return Piece("")
    shown = (symbol(token[1:]) or "") if token[0] == "\\" else {"<": "⟨", ">": "⟩"}.get(token, token)
    if name == "middle":
        return Piece("∣" if shown == "|" else shown, "r")
    return Piece(
        shown,
        "(" if name == "left" or name[-1] == "l" else ")" if name == "right" or name[-1] == "r" else kind_of(shown),
    )


def _over(signs: Signs, name: str, end: int, depth: int) -> Piece:
    above, base = signs.argument(end, depth, tight=True), signs.argument(end, depth)
    sign = "_" if name == "underset" else "^"
    return Piece(f"{base}{script(sign, above) or sign + wrapped(above)}" if above else base, kind_of(base))


def _arrow(signs: Signs, name: str, end: int, depth: int) -> Piece:
    signs.bracket(end, depth)
    above = signs.argument(end, depth)
    return Piece(f"←{above}—" if "left" in name else f"—{above}→", "r")


def _inside(signs: Signs, name: str, end: int, depth: int) -> Piece:
    inside = signs.argument(end, depth)
    kinds = {"mathrel": "r", "mathbin": "b", "mathop": "f", "mathopen": "(", "mathclose": ")", "mathpunct": ","}
    return Piece(inside, kinds.get(name) or kind_of(inside))


def _modulus(signs: Signs, name: str, end: int, depth: int) -> Piece:
    return Piece(f" (mod {signs.argument(end, depth)})")


def _stack(signs: Signs, name: str, end: int, depth: int) -> Piece:
    start = signs.at
    if signs.next(end) != "{" or signs.at - 1 not in signs.ends:
        signs.at = start
        return Piece("")
    begin, close = signs.at, signs.ends[signs.at - 1]
    lines = [signs.text(a, b, depth + 1, tight=True) for a, b in signs.split(begin, close, "\\\\")]
    signs.at = close + 1
    return Piece(",".join(line for line in lines if line))


def _tag(signs: Signs, name: str, end: int, depth: int) -> Piece:
    return Piece(f"  ({signs.argument(end, depth)})")


def _reference(signs: Signs, name: str, end: int, depth: int) -> Piece:
    label = signs.raw(end).strip()
    shown = signs.ref(label) or label
    return Piece(f"({shown})" if name == "eqref" else shown)


def _space(signs: Signs, name: str, end: int, depth: int) -> Piece:
    return Piece(" ", " ")


def _nothing(signs: Signs, name: str, end: int, depth: int) -> Piece:
    if name in _SKIPS_ONE:
        signs.raw(end)
    return Piece("", " ")


def _coloured(signs: Signs, name: str, end: int, depth: int) -> Piece:
    signs.raw(end)
    return _inside(signs, name, end, depth)


_SKIPS_ONE = frozenset(words("label hspace hspace* color uses lean phantom hphantom vphantom mathstrut vspace"))
_STRUCTURES: dict[str, Structure] = {
    **dict.fromkeys(("frac", "tfrac", "dfrac", "cfrac", "nicefrac", "sfrac"), _fraction),
    **dict.fromkeys(("binom", "tbinom", "dbinom"), _binomial),
    "sqrt": _root,
    **dict.fromkeys(
        words(
            "text textrm textit textbf textup textsf texttt textsc textnormal mbox hbox emph intertext shortintertext"
        ),
        _words,
    ),
    **dict.fromkeys(
        words("mathrm operatorname mathsf mathit mathtt mathnormal rm sf it tt operatornamewithlimits"), _upright
    ),
    **dict.fromkeys(
        words("left right middle big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm biggm Biggm"),
        _delimiter,
    ),
    **dict.fromkeys(("overset", "underset", "stackrel"), _over),
    **dict.fromkeys(words("xrightarrow xleftarrow xhookrightarrow xmapsto xtwoheadrightarrow xlongrightarrow"), _arrow),
    **dict.fromkeys(
        words(
            "mathop mathrel mathbin mathord mathopen mathclose mathpunct mathinner boxed smash ensuremath "
            "underbrace overbrace mathclap mathllap mathrlap"
        ),
        _inside,
    ),
    **dict.fromkeys(("pmod", "pod"), _modulus),
    "substack": _stack,
    "tag": _tag,
    **dict.fromkeys(REFERENCES, _reference),
    **dict.fromkeys((",", ";", ":", " ", ">", "quad", "qquad", "enspace", "thinspace", "\\", "newline"), _space),
    **dict.fromkeys(
        words(
            "! limits nolimits displaystyle textstyle scriptstyle nonumber notag leanok mathlibok qedhere "
            "hfill noindent allowbreak hline strut relax negthinspace"
        ),
        _nothing,
    ),
    **dict.fromkeys(_SKIPS_ONE, _nothing),
    "textcolor": _coloured,
}
