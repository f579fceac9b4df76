r"""TeX as a list of tokens, each with the text it was written as: joined again they are the source.

A command is one token (`\alpha`, `\,`, `\begin{align}` with its name), so is a run of letters, a run of white space,
and whatever is not to be read as TeX at all: `\verb`, verbatim environments, diagrams. A blank line is the token
`PARAGRAPH`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def words(text: str) -> list[str]:
    """The words of a table that is written as a line of them."""
    return text.split()


PARAGRAPH = "\n\n"
"""The token that ends a paragraph."""

VERBATIM = frozenset({"verbatim", "verbatim*", "lstlisting", "Verbatim", "alltt", "minted"})
DIAGRAMS = frozenset({"tikzcd", "tikzcd*", "tikzpicture", "forest", "xy", "pgfpicture", "picture", "CD"})
PROOF_TREES = frozenset({"prooftree", "bprooftree"})
_OPAQUE = VERBATIM | DIAGRAMS | PROOF_TREES

_TOKEN = re.compile(
    r"\\verb\*?(?P<mark>[^A-Za-z*\s])[^\n]*?(?P=mark)"
    r"|\\(?:begin|end)\s*\{[^{}\\$\n]*\}"
    r"|\\[A-Za-z@]+"
    r"|\\."
    r"|\s+"
    r"|\$\$?"
    r"|\#\#|\#[1-9]"
    r"|[^\W_]+"
    r"|.",
    re.S,
)
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{\s*([^{}]*?)\s*\}\Z")
_WORD = re.compile(r"\\[A-Za-z@]+\Z")


def tokenize(tex: str) -> list[str]:
    """The tokens of a text; takes time in proportion to its length, and refuses nothing."""
    return list(_tokens(tex))


def _tokens(tex: str) -> Iterator[str]:
    position, end = 0, len(tex)
    never: set[str] = set()
    """Opaque environments that do not end any more: looking for their end again and again would take for ever."""
    while position < end:
        found = _TOKEN.match(tex, position)
        if found is None:  # cannot happen: the last alternative takes anything
            return
        token, position = found[0], found.end()
        if token[0] == "\\" and token.startswith("\\begin"):
            name = opened(token)
            if name in _OPAQUE and name not in never:
                close = tex.find(f"\\end{{{name}}}", position)
                if close >= 0:
                    after = close + len(f"\\end{{{name}}}")
                    token, position = tex[found.start() : after], after
                else:
                    never.add(name)
        elif token.isspace():
            token = PARAGRAPH if token.count("\n") > 1 else " "
        yield token


def opened(token: str) -> str:
    r"""The environment's name where a token is `\begin{name}`, else nothing."""
    found = _ENVIRONMENT.match(token) if token.startswith("\\begin") else None
    return found[2] if found and found[1] == "begin" else ""


def closed(token: str) -> str:
    r"""The environment's name where a token is `\end{name}`, else nothing."""
    found = _ENVIRONMENT.match(token) if token.startswith("\\end") else None
    return found[2] if found and found[1] == "end" else ""


def opaque(token: str) -> str:
    r"""The name of the environment where a token is a whole one that is not read as TeX, else nothing."""
    if not token.startswith("\\begin") or "\\end{" not in token:
        return ""
    return token[token.index("{") + 1 : token.index("}")].strip()


def is_word(token: str) -> bool:
    r"""Whether a token is a command of letters, such as `\alpha`."""
    return token[0] == "\\" and _WORD.match(token) is not None


def join(tokens: Iterable[str]) -> str:
    r"""The source again; where a macro was replaced, no command grows into the letters behind it."""
    pieces: list[str] = []
    after_word = False
    for token in tokens:
        if after_word and (token[0].isalpha() or token[0] == "@"):
            pieces.append(" ")
        pieces.append(token)
        after_word = is_word(token)
    return "".join(pieces)
