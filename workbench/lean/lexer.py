"""What is code in a Lean source: comments, strings and characters blanked, everything else where it was.

A lexer without Lean's grammar can be led astray, since notation makes new tokens. Where a text could be read in two
ways it says so (`Lexed.doubts`), and who has to be sure (`checkers.lean.scan`) refuses such a text.
The rules are those of Lean 4's `tokenFn` and `whitespace` (Lean.Parser.Basic).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LETTERS = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f"
    "\u0391-\u039f\u03a1\u03a2\u03a4-\u03a9\u03b1-\u03ba\u03bc-\u03c9\u03ca-\u03fb\u1f00-\u1ffe\u2100-\u214f"
    "\U0001d49c-\U0001d59f"
)
"""What may begin an identifier, beside `_`: letters, Greek but for λ, Π and Σ, letter-like signs."""
REST = LETTERS + "0-9_'!?\u2080-\u2089\u2090-\u209c\u1d62-\u1d6a\u2c7c"
"""What may follow in it."""

_SIGN = re.compile(r'["\'«]|--|/-[-!]?|//|<-|\|-')
_SIGN_OR_BRACE = re.compile(_SIGN.pattern + "|[{}]")
_ONE = re.compile(f"[{REST}]")
_RUN = re.compile(f"[{REST}]*")
_NUMBER = re.compile(r"0[xX][0-9a-fA-F_]*|0[bB][01_]*|0[oO][0-7_]*|[0-9][0-9_]*(?:\.[0-9][0-9_]*)?(?:[eE][+-]?[0-9]+)?")
WITHOUT_NAME = re.compile(rf"(?<![{REST}])(?:{_NUMBER.pattern}|[!?'\u2080-\u2089\u2090-\u209c\u1d62-\u1d6a\u2c7c])+")
"""What a name cannot begin with, where one could: Lean reads the `axiom` of `5axiom` as a word of its own."""
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_CHARACTER = re.compile(r"'(?:\\(?:x[0-9a-fA-F]{2}|u(?:[0-9a-fA-F]{4}|\{[0-9a-fA-F]+\})|.)|[^\\'])'", re.DOTALL)
_INSIDE = re.compile(r"/-|-/")
_INTERPOLATED = re.compile(r'[^"\\{]*+(?:\\.[^"\\{]*+)*+', re.DOTALL)
_NOT_BREAK = re.compile(r"[^\r\n]")
_BEFORE_COMMENT = re.compile(rf"[\s{REST}()\[\]{{}}⟨⟩«»\",;]")
_BEFORE_RAW = re.compile(r"[\s(\[{⟨,]")
_OPEN, _CLOSE = "([{⟨⦃⟦", ")]}⟩⦄⟧"
_BRACKET = re.compile(f"[{re.escape(_OPEN + _CLOSE)}]")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place that could be read in two ways, or that nothing ends."""

    offset: int
    why: str


@dataclass(frozen=True, slots=True)
class Lexed:
    """A source taken apart."""

    code: str
    """As long as the text and with its line breaks; what is no code is blanks."""
    strings: tuple[tuple[int, int], ...]
    """Where string literals begin and end, quotes included."""
    doubts: tuple[Doubt, ...]


def code(text: str) -> str:
    """The code of a source alone: as long as it, with its line breaks. Never raises; some 3 million characters a
    second."""
    return lex(text).code


def lex(text: str) -> Lexed:
    """The code of a source, its string literals, and what could be read otherwise."""
    lexer = _Lexer(text)
    lexer.run(0, in_braces=False)
    return Lexed(lexer.blanked(), tuple(lexer.strings), tuple(lexer.doubts))


def comments(text: str) -> tuple[tuple[int, int], ...]:
    """Where comments begin and end in a source, in order."""
    lexer = _Lexer(text)
    lexer.run(0, in_braces=False)
    return tuple(span for span in lexer.blanks if text.startswith(("--", "/-"), span[0]))


def unbalanced(text: str) -> int | None:
    """The offset of the first bracket in a source's code that closes nothing or is not closed; None where all match."""
    stack: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(code(text)):
        sign = match[0]
        if sign in _OPEN:
            stack.append((_CLOSE[_OPEN.index(sign)], match.start()))
        elif not stack or stack.pop()[0] != sign:
            return match.start()
    return stack[0][1] if stack else None


class _Lexer:
    def __init__(self, text: str) -> None:
        self.text = text
        self.blanks: list[tuple[int, int]] = []
        self.strings: list[tuple[int, int]] = []
        self.doubts: list[Doubt] = []
        self._depth = 0

    def blanked(self) -> str:
        parts, at = [], 0
        for start, end in sorted(self.blanks):
            parts.append(self.text[at:start])
            parts.append(_NOT_BREAK.sub(" ", self.text[start:end]))
            at = end
        parts.append(self.text[at:])
        return "".join(parts)

    def run(self, at: int, *, in_braces: bool) -> int:
        """Read code from `at` to the end, or in an interpolation to its brace; returns where it stopped."""
        text, sign = self.text, _SIGN_OR_BRACE if in_braces else _SIGN
        open_braces = 0
        while found := sign.search(text, at):
            start, what = found.start(), found[0]
            if what == "{":
                open_braces, at = open_braces + 1, start + 1
            elif what == "}":
                if open_braces == 0:
                    return start
                open_braces, at = open_braces - 1, start + 1
            elif what in ("//", "<-", "|-"):
                at = found.end()
                if text.startswith("-", at):  # `||--`, `<|--`: what Lean takes first depends on its notation
                    self._doubt(start, "a comment follows an operator without a space between them")
            elif what == "«":
                end = text.find("»", start)
                at = start + 1 if end < 0 else end + 1
            elif what == "'":
                at = self._quote(start, at)
            elif what == '"':
                at = self._string(start, at)
            else:
                if start and not _BEFORE_COMMENT.match(text[start - 1]):
                    self._doubt(start, "a comment follows an operator without a space between them")
                at = self._line(start) if what == "--" else self._block(start, found.end())
        return len(text)

    def _doubt(self, offset: int, why: str) -> None:
        self.doubts.append(Doubt(offset, why))

    def _line(self, start: int) -> int:
        end = self.text.find("\n", start)
        end = len(self.text) if end < 0 else end
        self.blanks.append((start, end))
        return end

    def _block(self, start: int, at: int) -> int:
        nested = 1
        while found := _INSIDE.search(self.text, at):
            at = found.end()
            nested += 1 if found[0] == "/-" else -1
            if nested == 0:
                self.blanks.append((start, at))
                return at
        self._doubt(start, "this comment is never ended")
        self.blanks.append((start, len(self.text)))
        return len(self.text)

    def _token_start(self, end: int, since: int) -> int:
        """Where the identifier begins that ends at `end`; `end` where what is there is a number or nothing."""
        start = end
        while start > since and _ONE.match(self.text[start - 1]):
            start -= 1
        number = _NUMBER.match(self.text, start, end)
        return start if number is None else number.end()

    def _quote(self, start: int, since: int) -> int:
        """A `'`: part of an identifier, or the beginning of a character."""
        if self._token_start(start, since) < start:
            if _CHARACTER.match(self.text, start):  # `#check'"'`
                self._doubt(start, "this quote ends a name or begins a character")
            run = _RUN.match(self.text, start)
            return run.end() if run else start + 1
        found = _CHARACTER.match(self.text, start)
        if found is None:
            if self.text.startswith("''", start):
                return start + 2
            self._doubt(start, "a quote that begins no character")
            return start + 1
        self.blanks.append((start, found.end()))
        return found.end()

    def _string(self, start: int, since: int) -> int:
        hashes = start
        while hashes > since and self.text[hashes - 1] == "#":
            hashes -= 1
        if hashes > since and self.text[hashes - 1] == "r":
            if hashes > 1 and not _BEFORE_RAW.match(self.text[hashes - 2]):  # `#checkr"\\"`
                self._doubt(hashes - 1, "this r ends a name or begins a raw string")
            if self._token_start(hashes, since) == hashes - 1:
                return self._raw(start, start - hashes)
        if start > since and self.text[start - 1] == "!":
            return self._interpolated(start)
        found = _STRING.match(self.text, start)
        if found is None:
            self._doubt(start, "this string is never ended")
            self._blank_string(start, len(self.text))
            return len(self.text)
        self._blank_string(start, found.end())
        return found.end()

    def _raw(self, start: int, hashes: int) -> int:
        end = self.text.find('"' + "#" * hashes, start + 1)
        if end < 0:
            self._doubt(start, "this string is never ended")
        end = len(self.text) if end < 0 else end + 1 + hashes
        self._blank_string(start, end)
        return end

    def _interpolated(self, start: int) -> int:
        """`s!"...{code}..."`: the code stays."""
        self.strings.append((start, start))
        at, first = start + 1, start
        while True:
            found = _INTERPOLATED.match(self.text, at)
            at = found.end() if found else at
            if at >= len(self.text) or self.text[at] == "\\":
                self._doubt(start, "this string is never ended")
                self.blanks.append((first, len(self.text)))
                return len(self.text)
            if self.text[at] == '"':
                self.blanks.append((first, at + 1))
                self.strings[-1] = (start, at + 1) if self.strings[-1][0] == start else self.strings[-1]
                return at + 1
            self._doubt(at, "code inside a string")
            self.blanks.append((first, at))
            if self._depth >= 20:
                self._doubt(at, "strings inside strings, too deep to be followed")
                return len(self.text)
            self._depth += 1
            at = self.run(at + 1, in_braces=True)
            self._depth -= 1
            first = at = at + 1

    def _blank_string(self, start: int, end: int) -> None:
        self.blanks.append((start, end))
        self.strings.append((start, end))
