r"""Commands that stand for a sign: what pylatexenc and unicodeit know, and what both lack or have wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from workbench.views.tex.tokens import words

_OWN = {
    "colon": ":",
    "coloneqq": "≔",
    "coloneq": "≔",
    "Re": "Re",
    "Im": "Im",
    "mid": "∣",
    "nmid": "∤",
    "ast": "∗",
    "star": "⋆",
    "backslash": "\\",
    "textbackslash": "\\",
    "varprojlim": "lim←",
    "varinjlim": "lim→",
    "projlim": "lim←",
    "injlim": "lim→",
    "limsup": "lim sup",
    "liminf": "lim inf",
    "mod": "mod",
    "bmod": "mod",
    "epsilon": "ϵ",
    "prime": "′",
    "bigoplus": "⨁",
    "bigotimes": "⨂",
    "oint": "∮",
    "varepsilon": "ε",
    "phi": "ϕ",
    "varphi": "φ",
    "lvert": "|",
    "rvert": "|",
    "vert": "|",
    "|": "‖",
    "Vert": "‖",
    "lVert": "‖",
    "rVert": "‖",
    "lbrace": "{",
    "rbrace": "}",
    "lbrack": "[",
    "rbrack": "]",
    "langle": "⟨",
    "rangle": "⟩",
    "{": "{",
    "}": "}",
    "%": "%",
    "&": "&",
    "#": "#",
    "$": "$",
    "_": "_",
    " ": " ",
    "\n": " ",
    "\t": " ",
    "S": "§",
    "P": "¶",
    "i": "ı",
    "j": "ȷ",
    "hom": "Hom",
    "dots": "…",
    "ldots": "…",
    "dotsc": "…",
    "dotso": "…",
    "dotsb": "⋯",
    "dotsm": "⋯",
    "dotsi": "⋯",
    "cdots": "⋯",
    "vdots": "⋮",
    "ddots": "⋱",
    "iff": "⟺",
    "implies": "⟹",
    "impliedby": "⟸",
    "gets": "←",
    "lor": "∨",
    "land": "∧",
    "lnot": "¬",
    "neg": "¬",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textquotesingle": "'",
    "slash": "/",
    "square": "□",
    "Box": "□",
    "blacksquare": "■",
    "bigstar": "★",
    "upmodels": "⊨",
    "bigm": "",
    "hbar": "ℏ",
    "ell": "ℓ",
    "wp": "℘",
    "emptyset": "∅",
    "symdiff": "∆",
    "triangle": "△",
    "divides": "∣",
    "ulcorner": "⌜",
    "lrcorner": "⌟",
    "xspace": "",
    "dag": "†",
    "ddag": "‡",
    "copyright": "©",
    "textregistered": "®",
    "pounds": "£",
    "euro": "€",
    "textendash": "–",
    "textemdash": "—",
    "guillemotleft": "«",
    "guillemotright": "»",
    "cdotp": "·",
    "cdot": "·",
    "And": "&",
    "lt": "<",
    "gt": ">",
}

FUNCTIONS = frozenset(
    words(
        "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd inf ker lg lim ln log max "
        "min Pr sec sin sinh sup tan tanh limsup liminf hom varprojlim varinjlim projlim injlim Re Im "
        "operatorname"
    )
)
"""Names that stand upright, with a space between them and what they are applied to."""

ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
    "d": "\u0323",
    "b": "\u0331",
    "t": "\u0361",
}
"""Commands that put an accent on the letter that follows, as the combining character."""

OVER = {
    **dict.fromkeys(("hat", "widehat"), "\u0302"),
    **dict.fromkeys(("tilde", "widetilde"), "\u0303"),
    **dict.fromkeys(("bar", "overline"), "\u0304"),
    "underline": "\u0332",
    "vec": "\u20d7",
    "dot": "\u0307",
    "ddot": "\u0308",
    "check": "\u030c",
    "widecheck": "\u030c",
    "breve": "\u0306",
    "acute": "\u0301",
    "grave": "\u0300",
    "mathring": "\u030a",
}
"""Accents of mathematics, as the combining character."""

_ALPHABETS = {
    **dict.fromkeys(("mathbb", "mathbbm", "Bbb"), ("DOUBLE-STRUCK",)),
    **dict.fromkeys(("mathcal", "mathscr", "cal", "euscr"), ("SCRIPT",)),
    **dict.fromkeys(("mathfrak", "frak"), ("FRAKTUR", "BLACK-LETTER")),
    **dict.fromkeys(("mathbf", "boldsymbol", "bm", "bf", "pmb"), ("BOLD",)),
}
ALPHABETS = frozenset(_ALPHABETS)
"""Commands that choose letters of another shape, so far as Unicode has them."""


def letter(alphabet: str, sign: str) -> str:
    """A letter or digit in an alphabet of `ALPHABETS`; the sign itself where Unicode has none."""
    if not (sign.isascii() and sign.isalnum()):
        return sign
    kind = "DIGIT" if sign.isdigit() else "CAPITAL" if sign.isupper() else "SMALL"
    name = unicodedata.name(sign).rsplit(" ", 1)[1]
    for shape in _ALPHABETS[alphabet]:
        for prefix in ("MATHEMATICAL ", ""):
            try:
                return unicodedata.lookup(f"{prefix}{shape} {kind} {name}")
            except KeyError:
                continue
    return sign


def accented(letters: str, mark: str) -> str:
    """The first letter with a combining character, as one character where there is one."""
    base = {"ı": "i", "ȷ": "j"}.get(letters[:1], letters[:1]) if mark not in "\u0327\u0328\u0323\u0331" else letters[:1]
    return unicodedata.normalize("NFC", base + mark) + letters[1:]


@cache
def symbol(name: str) -> str | None:
    """What a command without arguments stands for (name without backslash); None where nobody knows it."""
    if name in _OWN:
        return _OWN[name]
    if name in FUNCTIONS:
        return name
    spec = _pylatexenc().get_macro_spec(name)
    shown = getattr(spec, "simplify_repl", None)
    if isinstance(shown, str) and shown.strip() and "%" not in shown:
        return shown
    return _unicodeit().get(f"\\{name}")


@cache
def _pylatexenc() -> Any:
    from pylatexenc.latex2text import get_default_latex_context_db

    return get_default_latex_context_db()


@cache
def _unicodeit() -> Mapping[str, str]:
    from unicodeit.data import REPLACEMENTS

    return {tex.removesuffix("{}"): sign for tex, sign in REPLACEMENTS if "{" not in tex.removesuffix("{}")}


_NOT_SCRIPTS = frozenset({"^*", "^.", "^<", "^>", "_<", "_>", "^V", "^∫"})
"""Where unicodeit's character is another letter, or none that a reader would take for a script."""


@cache
def _scripts() -> Mapping[str, str]:
    from unicodeit.data import SUBSUPERSCRIPTS

    table = {tex: sign for tex, sign in SUBSUPERSCRIPTS if tex not in _NOT_SCRIPTS}
    return {**table, "^V": "ⱽ", "^β": "ᵝ", "^′": "′", "^°": "°", "^ ": "", "_ ": ""}


def script(sign: str, text: str) -> str | None:
    """`text` raised (sign `^`) or lowered (`_`); None unless every character of it can be: half a script is misread."""
    table = _scripts()
    shown = [table.get(sign + character) for character in text]
    return None if not text or None in shown else "".join(filter(None, shown))
