"""The author's own macros: what they stand for, and which of them can matter to the graph at all.

Most macros of a blueprint are mathematical notation. Expanding them would cost nearly all the time and change nothing,
so the table knows which are *stirring*: a stirring macro can open or close an environment, set a label or a flag. A
macro that is not is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*(?:\n[ \t]*|\Z)")
_PARAMETER = re.compile(r"##|#([1-9])")
_WORD = re.compile(r"\\([A-Za-z@]+|[\[\]()])")
_ENDS_IN_WORD = re.compile(r"\\[A-Za-z@]+\Z")


def without_comments(text: str) -> str:
    """The text less its comments, each with its end of line and the spaces that follow, as TeX reads it."""
    return _COMMENT.sub(r"\1", text) if "%" in text else text


_VERBATIM_OR_COMMENT = re.compile(
    r"\\verb\*?(?P<sign>[^A-Za-z*\s])"
    r"|\\(?:url|href|nolinkurl)\s*\{[^{}]*\}"
    r"|\\begin\{(?P<env>verbatim\*?|lstlisting|Verbatim)\}"
    r"|\\."
    r"|(?P<comment>%[^\n]*(?:\n[ \t]*|\Z))",
    re.S,
)
_LONGEST_VERB = 1000
"""Characters in which the end of a `\\verb` is looked for."""


def statement_text(text: str) -> str:
    """The text of a statement less its comments; a % within verbatim text or a URL begins none."""
    if "%" not in text:
        return text
    kept = []
    begin = position = 0
    while match := _VERBATIM_OR_COMMENT.search(text, position):
        position = match.end()
        if match["comment"]:
            kept.append(text[begin : match.start()])
            begin = position
        elif match["sign"]:
            end = text.find(match["sign"], position, position + _LONGEST_VERB)
            position = match.start() + 2 if end < 0 else end + 1
        elif match["env"]:
            end = text.find(f"\\end{{{match['env']}}}", position)
            position = len(text) if end < 0 else end
    return "".join([*kept, text[begin:]])


def words(text: str) -> list[str]:
    """The names of the commands in a text that can be stirring."""
    return _WORD.findall(text)


def dollars_pair(text: str) -> bool:
    """Whether the dollars of a text make whole formulas, none of them within braces of another."""
    parts = text.replace("\\$", "").split("$")
    return len(parts) % 2 == 1 and all(part.count("{") == part.count("}") for part in parts[1::2])


@dataclass(frozen=True, slots=True)
class Macro:
    """A definition: how its arguments are read and the text it stands for."""

    name: str
    body: str
    arguments: int = 0
    default: str | None = None
    """What the first argument is where it is left out; None where it is mandatory."""
    pattern: tuple[str, ...] | None = None
    """For `\\def`: the text before the first parameter and after each; None for undelimited arguments."""
    letters_at: bool = False
    """Whether @ was a letter where it was defined, and so is one in its body."""

    @property
    def definition(self) -> str:
        """The definition as written: the body alone where there are no arguments, else `[2][default]{body}`."""
        if self.pattern is not None and any(self.pattern):
            parameters = "".join(f"{text}#{i}" for i, text in enumerate(self.pattern[:-1], 1)) + self.pattern[-1]
            return f"{parameters}{{{self.body}}}"
        if not self.arguments:
            return self.body
        return f"[{self.arguments}]{'' if self.default is None else f'[{self.default}]'}{{{self.body}}}"

    def expand(self, arguments: list[str]) -> str:
        """The body with the arguments in place."""
        if "#" not in self.body:
            return self.body
        pieces = []
        position = 0
        for match in _PARAMETER.finditer(self.body):
            pieces.append(self.body[position : match.start()])
            number = match[1]
            pieces.append(
                "#" if number is None else arguments[int(number) - 1] if int(number) <= len(arguments) else ""
            )
            position = match.end()
        pieces.append(self.body[position:])
        return "".join(_apart(pieces))


def _apart(pieces: Iterable[str]) -> Iterator[str]:
    """Keeps a command's name from growing into the letters of the next piece."""
    last = ""
    for piece in pieces:
        if piece and piece[0].isalpha() and _ENDS_IN_WORD.search(last):
            yield " "
        yield piece
        last = piece or last


class MacroTable:
    """The macros in force, and which commands are stirring."""

    def __init__(self, stirring: Iterable[str]) -> None:
        self.macros: dict[str, Macro] = {}
        self.stirring: set[str] = set(stirring)
        self._mentioned_by: dict[str, set[str]] = {}
        self._verdicts: dict[str, bool] = {}

    def define(self, macro: Macro) -> None:
        """Puts the definition in force."""
        self.macros[macro.name] = macro
        mentioned = set(words(macro.body))
        for word in mentioned:
            self._mentioned_by.setdefault(word, set()).add(macro.name)
        if not self.stirring.isdisjoint(mentioned) or not self._plain(macro.body):
            self.stir(macro.name)
        else:
            self.stirring.discard(macro.name)
        self._verdicts.clear()

    def forget(self, name: str) -> None:
        """The name means nothing of the author's any more."""
        self.macros.pop(name, None)
        self.stirring.discard(name)
        self._verdicts.clear()

    def stir(self, name: str) -> None:
        """Declares a command stirring, and with it every macro that mentions it."""
        pending = [name]
        while pending:
            word = pending.pop()
            if word in self.stirring:
                continue
            self.stirring.add(word)
            pending += [user for user in self._mentioned_by.get(word, ()) if user in self.macros]
        self._verdicts.clear()

    def idle(self, text: str) -> bool:
        """Whether nothing in the text can matter to the graph, so that it need not be read."""
        if "\\" not in text:
            return True
        verdict = self._verdicts.get(text)
        if verdict is None:
            verdict = self._verdicts[text] = self.stirring.isdisjoint(words(text))
        return verdict

    @staticmethod
    def _plain(body: str) -> bool:
        """Whether braces and dollars pair within the body."""
        body = body.replace("\\\\", "").replace("\\{", "").replace("\\}", "").replace("\\$", "")
        return "$" not in body and "%" not in body and body.count("{") == body.count("}")
