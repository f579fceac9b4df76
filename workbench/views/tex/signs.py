"""A formula as one line of Unicode, for a terminal: `x² ≤ ½·ℍ[X]`, and never half a script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.views.tex.pairs import pairs, split
from workbench.views.tex.symbols import ACCENTS, ALPHABETS, FUNCTIONS, OVER, accented, letter, script, symbol
from workbench.views.tex.tokens import join, opaque, opened, words

Ref = Callable[[str], str | None]
DEPTH = 30
"""Groups within groups beyond this are shown as TeX."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something printed, and how it stands to its neighbours.

    `o`rdinary, `r`elation, `b`inary, a name that is applied (`f`), a fraction (`/`), a space, or `(`, `)`, `,`.
    """

    text: str
    kind: str = "o"


class Signs:
    def __init__(self, tokens: Sequence[str], ref: Ref, structures: Mapping[str, Structure]) -> None:
        self.tokens = list(tokens)
        self._structures = structures
        self.ends = pairs(self.tokens, lambda item: False)
        self.ref = ref
        self.at = 0

    def split(self, start: int, end: int, sign: str) -> Iterator[tuple[int, int]]:
        """The ranges between the tokens `sign`, those within groups and environments passed over."""
        return split(self.tokens, self.ends, start, end, sign)

    def text(self, start: int, end: int, depth: int, *, tight: bool = False) -> str:
        if depth > DEPTH:
            return join(self.tokens[start:end])
        return _spaced(self._pieces(start, end, depth), tight)

    def _pieces(self, start: int, end: int, depth: int) -> list[Piece]:
        pieces: list[Piece] = []
        self.at = start
        while self.at < end:
            token = self.tokens[self.at]
            self.at += 1
            if token in _SCRIPTS:
                last = pieces.pop() if pieces and pieces[-1].kind != " " else Piece("")
                scripts = self._scripts(token, end, depth)
                pieces.append(Piece(last.text + scripts, last.kind if last.kind in "f)" else "o"))
            elif token == "\\not" and self.at < end:
                following = self._one(self.next(end), end, depth)
                pieces.append(Piece(unicodedata.normalize("NFC", following.text[:1] + "\u0338"), "r"))
            elif not _silent(token):
                piece = self._one(token, end, depth)
                if pieces and pieces[-1] in _COLON and piece == _EQUALS:
                    pieces.pop()
                    piece = Piece(":=", "r")
                pieces.append(piece)
        return pieces

    def next(self, end: int) -> str:
        """The next token that is no white space, taken; nothing at the end."""
        while self.at < end:
            token = self.tokens[self.at]
            self.at += 1
            if not token.isspace():
                return token
        return ""

    def argument(self, end: int, depth: int, *, tight: bool = False) -> str:
        token = self.next(end)
        start = self.at
        if token == "{" and start - 1 in self.ends:
            close = self.ends[start - 1]
            shown = self.text(start, close, depth + 1, tight=tight)
            self.at = close + 1
            return shown
        if len(token) > 1 and token[0].isalnum():
            self.at -= 1
            self.tokens[self.at] = token[1:]
            return token[0]
        return self._one(token, end, depth + 1).text if token and depth < DEPTH else token

    def raw(self, end: int) -> str:
        """The source of the group that follows, if one does."""
        start = self.at
        if self.next(end) == "{" and self.at - 1 in self.ends:
            begin, self.at = self.at, self.ends[self.at - 1] + 1
            return join(self.tokens[begin : self.at - 1])
        self.at = start
        return ""

    def bracket(self, end: int, depth: int) -> str:
        start = self.at
        if self.next(end) == "[" and self.ends.get(self.at - 1, end) < end:
            close = self.ends[self.at - 1]
            shown = self.text(self.at, close, depth + 1)
            self.at = close + 1
            return shown
        self.at = start
        return ""

    def _scripts(self, sign: str, end: int, depth: int) -> str:
        """All scripts of one thing, joined once: it may have a million primes."""
        found = [self._script(sign, end, depth)]
        while self.at < end and (self.tokens[self.at] in _SCRIPTS or _silent(self.tokens[self.at])):
            token = self.tokens[self.at]
            self.at += 1
            if token in _SCRIPTS:
                found.append(self._script(token, end, depth))
        return "".join(found)

    def _script(self, sign: str, end: int, depth: int) -> str:
        if sign == "'":
            return "′"
        inside = self.argument(end, depth, tight=True)
        if sign == "^" and (inside in ("∘", "°") or (inside and set(inside) == {"′"})):
            return inside.replace("∘", "°")
        shown = script(sign, inside)
        return shown if shown is not None else f"{sign}{inside}" if len(inside) < 2 else f"{sign}{wrapped(inside)}"

    # One thing

    def _one(self, token: str, end: int, depth: int) -> Piece:
        if token == "{" and self.at - 1 in self.ends:
            self.at -= 1
            inside = self.argument(end, depth)
            return Piece(inside, kind_of(inside))
        if token[:1] != "\\" or len(token) == 1:
            return Piece({"~": " ", "-": "-"}.get(token, token), kind_of(token))
        return self.command(token, end, depth)

    def command(self, token: str, end: int, depth: int) -> Piece:
        name = token[1:]
        if opaque(token):
            return Piece(token)
        if environment := opened(token):
            return self._environment(environment, depth)
        if name in self._structures:
            return self._structures[name](self, name, end, depth)
        if name in OVER or (name in ACCENTS and name not in ("b", "c", "d", "t", "k", "r", "u", "v", "H", ".")):
            mark = OVER.get(name) or ACCENTS[name]
            inside = self.argument(end, depth)
            single = len(unicodedata.normalize("NFC", inside)) == 1
            return Piece(accented(inside, mark)) if single else Piece(f"{name.removeprefix('wide')}({inside})", "/")
        if name in ALPHABETS:
            return self._alphabet(name, end, depth)
        if name in FUNCTIONS or name in _BIG:
            return Piece(symbol(name) or name, "f")
        if name == "colon":
            return Piece(":", ",")
        shown = symbol(name)
        return self._unknown(token, end, depth) if shown is None else Piece(shown, kind_of(shown))

    def _unknown(self, token: str, end: int, depth: int) -> Piece:
        """A command that nobody knows, what it is given in parentheses."""
        arguments = []
        while self.at < end and self.tokens[self.at] == "{" and self.at in self.ends:
            arguments.append(self.argument(end, depth))
        return Piece(f"{token}({', '.join(arguments)})" if arguments else token)

    def _alphabet(self, name: str, end: int, depth: int) -> Piece:
        inside = self.argument(end, depth)
        if _ALPHABET_WORDS.get(name, "") and len(inside) > 1:
            return Piece(inside)
        return Piece("".join(letter(name, sign) for sign in inside))

    def _environment(self, name: str, depth: int) -> Piece:
        """A matrix or cases on one line, rows divided by semicolons."""
        begin, close = self.at, self.ends.get(self.at - 1)
        if close is None:
            return Piece("")
        if name in ("array", "alignedat", "tabular"):
            self.raw(close)
            begin = self.at
        lines = [
            " ".join(cell for left, right in self.split(a, b, "&") if (cell := self.text(left, right, depth + 1)))
            for a, b in self.split(begin, close, "\\\\")
        ]
        self.at = close + 1
        left, right = _FENCES.get(name, ("", ""))
        return Piece(f"{left}{'; '.join(line for line in lines if line)}{right}")


def _spaced(pieces: list[Piece], tight: bool) -> str:
    """The pieces on a line, with the spaces that TeX would set."""
    shown: list[str] = []
    before = ""
    for index, (text, kind) in enumerate((piece.text, piece.kind) for piece in pieces):
        after = pieces[index + 1].kind if index + 1 < len(pieces) else ""
        if not text:
            continue
        if kind == "b" and (before not in _ENDS or not after):
            kind = "o"
        elif kind in "rb" and not tight:
            text = f" {text} "
        elif kind == "," and after and not tight:
            text = f"{text} "
        elif kind == "f":
            text = f"{' ' * (before in _ENDS)}{text}{' ' * (after in ('o', 'f', '/'))}"
        elif kind == "/" and not tight:
            text = f"{' ' * (before in _ENDS)}{text}{' ' * (after in ('o', 'f', '/', '('))}"
        shown.append(text)
        before = kind
    return _BEFORE_POINT.sub("", " ".join("".join(shown).split()))


_SCRIPTS = frozenset(("^", "_", "'"))
_COLON = (Piece(":", "r"), Piece(":", "o"))
_EQUALS = Piece("=", "r")
_ENDS = frozenset("o)f/")
"""Kinds after which a plus is between two things."""
_BINARY = frozenset("+-±∓×÷·⋅∘⊗⊕⊖⊙∪∩∖∧∨⊔⊓∗⋆⊎*•∙⨯⋊⋉≀†‡")
_ORDINARY = frozenset("∀∃∄∞∂∇∅√¬′∆∁⊥⊤ℵ♯♮°∑∏∫∐⋃⋂|/")
_RELATIONS = frozenset("=<>:∣∥⊢⊣⊨⊧")


def _silent(token: str) -> bool:
    return token.isspace() or token == "&"


def kind_of(text: str) -> str:
    if not text.strip():
        return " "
    if len(text) != 1:
        return "o"
    if text in "([{⟨⌊⌈":
        return "("
    if text in ")]}⟩⌋⌉":
        return ")"
    if text in ",;":
        return ","
    if text in _BINARY:
        return "b"
    if text in _ORDINARY:
        return "o"
    arrow = "\u2190" <= text <= "\u21ff" or "\u27f0" <= text <= "\u27ff"
    return "r" if text in _RELATIONS or arrow or unicodedata.category(text) == "Sm" else "o"


def wrapped(text: str) -> str:
    """In parentheses, unless it is a single sign or stands in some already."""
    closing = {"(": ")", "[": "]", "{": "}"}.get(text[:1])
    whole = closing is not None and text.find(closing) == len(text) - 1 and text.count(text[0]) == 1
    return text if whole or len(text) == 1 else f"({text})"


_BEFORE_POINT = re.compile(r" (?=[.,;])")
_BIG = frozenset(
    words("sum prod coprod int iint iiint oint bigcup bigcap bigsqcup bigoplus bigotimes bigvee bigwedge biguplus")
)
_ALPHABET_WORDS = dict.fromkeys(("mathbf", "boldsymbol", "bm", "bf", "pmb"), "bold")
_FENCES = {
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    "matrix": ("[", "]"),
    "smallmatrix": ("", ""),
    "array": ("[", "]"),
    "cases": ("{ ", ""),
}

Structure = Callable[["Signs", str, int, int], Piece]
"""What shows a command with arguments: its name, where the text ends, and how deep it stands."""
