r"""LaTeX as a stream of the few tokens that matter, with file and line.

The scanner reads a stack of inputs: the main file, the files it includes, and the texts that macros stand for. One
regular expression finds the next token; what lies between tokens is text and never looked at twice. Arguments are read
as raw text and looked into only where they can matter (`MacroTable.idle`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.blueprint.macros import Macro, MacroTable, without_comments
from workbench.blueprint.model import Place
from workbench.blueprint.sources import Source
from workbench.errors import BadInput

_TOKEN = r"""
    \\([A-Za-z{at}]+)[ \t]*(?:\n(?![ \t\f]*\n)[ \t]*)?    # 1: a command and the white space that TeX skips after it
  | \\(.)                                                # 2: a command that is a sign
  | \{{[^{{}}\\$%]*+\}}                                  # a group in which nothing can happen
  | ([{{}}$]|[\^_](?=\{{)(?!\{{[^{{}}\\$%]*+\}}))             # 3
  | %[^\n]*
  | \n[ \t\f]*\n\s*                                      # the end of a paragraph
"""
TOKEN = re.compile(_TOKEN.format(at=""), re.X | re.S)
TOKEN_AT = re.compile(_TOKEN.format(at="@"), re.X | re.S)
"""Inside of packages, where @ is a letter."""

_BLANK = re.compile(r"(?:[ \t\f]|%[^\n]*\n?[ \t]*|\n(?![ \t\f]*\n))*")
_LEAF = re.compile(r"\{([^{}\\$%]*+)\}")
_BRACES = re.compile(r"[{}]|\\.|%[^\n]*", re.S)
_BRACES_URL = re.compile(r"[{}]|\\.", re.S)
_BRACKETS = re.compile(r"[\[\]]|\\.|%[^\n]*", re.S)
_COMMAND = re.compile(r"\\(?:([A-Za-z@]+)[ \t]*(?:\n(?![ \t\f]*\n)[ \t]*)?|(.))", re.S)
_BRANCH = re.compile(
    r"\\(newif\s*\\?[A-Za-z@]*|if[A-Za-z@]*|fi|else|or)(?![A-Za-z])[ \t]*(?:\n(?![ \t\f]*\n)[ \t]*)?"
    r"|\\[A-Za-z@]+|\\.|%[^\n]*",
    re.S,
)

EXPANSIONS = 100_000
"""Expansions of macros that a blueprint may need, beside one for every four characters of its sources."""
OPEN_INPUTS = 2_000
"""How many inputs may be open at once, the texts of macros among them."""
NESTING = 50
"""How deep arguments may stand in arguments."""


class Frame:
    """One input: a text, how far it was read, and where in which file it came from."""

    __slots__ = (
        "absent",
        "doubts",
        "edits",
        "file",
        "letters_at",
        "offset",
        "origin",
        "pos",
        "shift",
        "source",
        "start",
        "text",
    )

    def __init__(
        self,
        text: str,
        source: Source | None = None,
        shift: int = 0,
        *,
        file: bool = False,
        letters_at: bool = False,
    ) -> None:
        self.text = text
        self.pos = 0
        self.start = 0
        """Where the token that is being handled begins."""
        self.source = source
        self.shift = shift
        """Where `text` begins in its source."""
        self.file = file
        self.origin: Frame | None = None
        self.offset = 0
        """Of which input it is a piece, and where the piece begins in it."""
        self.edits: list[tuple[int, int, Frame | None]] = []
        """What a statement's text leaves out, or has another input's text for."""
        self.doubts: set[tuple[int, int]] = set()
        """Where an edit follows a condition that LaTeX may decide otherwise."""
        self.absent: set[str] = set()
        """Marks that do not occur in what is left of it."""
        self.letters_at = letters_at
        """Whether @ is a letter in it, wherever it is read: the text was defined where @ was one."""

    def find(self, mark: str) -> int:
        """Where a mark comes next, or -1; what is not there is looked for only once."""
        if mark in self.absent:
            return -1
        found = self.text.find(mark, self.pos)
        if found < 0:
            self.absent.add(mark)
        return found

    def piece(self, begin: int, end: int) -> Frame:
        """A part of it as an input of its own, with the same lines."""
        part = Frame(self.text[begin:end], self.source, self.shift + begin, letters_at=self.letters_at)
        part.origin, part.offset = self.root, self.offset + begin
        return part

    @property
    def root(self) -> Frame:
        """The input of which it is a piece, or itself."""
        return self.origin or self

    def edit(self, begin: int, end: int, inside: Frame | None = None) -> None:
        """Has the texts of statements leave a part out, or put another input's text in its place."""
        self.root.edits.append((self.offset + begin, self.offset + end, inside))


@dataclass(frozen=True, slots=True)
class Span:
    """Where a text begins: an offset in every input that was open."""

    begins: tuple[tuple[Frame, int], ...]


@dataclass(frozen=True, slots=True)
class Extent:
    """A text: from where to where, in one input."""

    frame: Frame
    begin: int
    end: int
    moment: int
    """Which definitions were in force at its end."""


class Scanner:
    """The inputs and the ways to read from them."""

    def __init__(self, table: MacroTable) -> None:
        self.table = table
        self.frames: list[Frame] = []
        self.base = 0
        """Inputs below this one belong to whoever waits for an argument to be read."""
        self.letters_at = False
        self.doubts: list[str] = []
        """What was left out because of conditions that LaTeX may decide otherwise."""
        self._argument: list[Frame] = []
        self._expansions = EXPANSIONS
        self._volume = 4 * 1024 * 1024

    # Where we are

    def spot(self) -> tuple[Source, int]:
        """The token being handled, as a place in a file: for a macro's text, the call of the macro."""
        for frame in reversed(self.frames):
            if frame.source is not None:
                return frame.source, frame.shift + frame.start
        raise AssertionError("nothing is being read")

    def place(self) -> Place:
        """The line of `spot`."""
        source, offset = self.spot()
        return source.place(offset)

    def source(self) -> Source:
        """The file being read."""
        return next(frame.source for frame in reversed(self.frames) if frame.source is not None)

    def span(self, opener: Frame | None) -> Span:
        """The beginning of a text, here; where a macro opened it, the author's text begins with the macro.

        `opener` is the input in which the command stood that opens the text.
        """
        return Span(tuple((frame, frame.pos if frame is opener else frame.start) for frame in self.frames))

    def extent(self, span: Span, moment: int) -> Extent | None:
        """The text from there to the token being handled, in the innermost input that holds both ends."""
        now = {frame: i for i, frame in enumerate(self.frames)}
        for frame, begin in reversed(span.begins):
            if frame in now:
                end = frame.start if frame is self.frames[-1] else frame.pos
                return Extent(frame, begin, max(begin, end), moment)
        return None

    # Inputs

    def push_source(self, source: Source) -> None:
        """Reads a file before going on."""
        self._expansions += len(source.text) // 4
        self._volume += 4 * len(source.text)
        self.frames.append(Frame(source.text, source, file=True))

    def push_text(self, text: str, *, letters_at: bool = False) -> None:
        """Reads the text that a macro stands for before going on; raises BadInput where this has no end."""
        self._drop_finished()
        self._spend(len(text))
        if text:
            self.frames.append(Frame(text, letters_at=letters_at))

    def _spend(self, volume: int) -> None:
        """Counts an expansion, or a text that is read again; raises BadInput where there are too many."""
        self._expansions -= 1
        self._volume -= volume
        if self._expansions < 0 or self._volume < 0 or len(self.frames) > OPEN_INPUTS:
            place = self.place()
            raise BadInput(
                "the macro used here expands without end",
                remedy="look for a macro whose definition uses itself, or a brace that is never closed",
                file=place.file,
                line=place.line,
            )

    def _drop_finished(self) -> None:
        """Forgets inputs that are read to their end, so that a macro at the end of itself needs no stack."""
        frames = self.frames
        while len(frames) > self.base + 1 and frames[-1].pos >= len(frames[-1].text) and frames[-1].source is None:
            frames.pop()

    def _refill(self) -> bool:
        """Goes on to the next input where the present one is at its end; False where there is none."""
        frames = self.frames
        while frames[-1].pos >= len(frames[-1].text):
            if len(frames) <= self.base + 1:
                return False
            frames.pop()
        return True

    # Arguments

    def skip_blank(self) -> str:
        """Skips white space and comments; answers the character that follows, or nothing at the end."""
        while self._refill():
            frame = self.frames[-1]
            match = _BLANK.match(frame.text, frame.pos)
            if match:
                frame.pos = match.end()
            if frame.pos < len(frame.text):
                return frame.text[frame.pos]
        return ""

    def peek(self) -> str:
        """The next character, or nothing at the end."""
        return self.frames[-1].text[self.frames[-1].pos] if self._refill() else ""

    def star(self) -> bool:
        """Reads the * that a command may carry."""
        if self.skip_blank() != "*":
            return False
        self.frames[-1].pos += 1
        return True

    def argument(self, *, url: bool = False) -> str:
        """The next argument as raw text: a group without its braces, a formula, a command, or a character."""
        first = self.skip_blank()
        if not first:
            return ""
        frame = self.frames[-1]
        if first == "{":
            leaf = _LEAF.match(frame.text, frame.pos)
            if leaf:
                frame.pos = leaf.end()
                self._argument = [frame.piece(*leaf.span(1))]
                return leaf[1]
            frame.pos += 1
            return self._balanced("{", "}", _BRACES_URL if url else _BRACES)
        if first == "\\":
            return self.token()
        if first == "}":
            return ""
        frame.pos += 1
        if first == "$":
            end = frame.text.find("$", frame.pos)
            end = len(frame.text) if end < 0 else end + 1
            first, frame.pos = "$" + frame.text[frame.pos : end], end
        return first

    def optional(self) -> str | None:
        """The next argument in brackets as raw text, or None where there is none."""
        if self.skip_blank() != "[":
            return None
        self.frames[-1].pos += 1
        return self._balanced("[", "]", _BRACKETS)

    def token(self) -> str:
        """The next command (with its backslash) or character; nothing at the end."""
        if not self.skip_blank():
            return ""
        frame = self.frames[-1]
        match = _COMMAND.match(frame.text, frame.pos)
        if match is None:
            frame.pos += 1
            return frame.text[frame.pos - 1]
        frame.pos = match.end()
        return "\\" + (match[1] or match[2])

    def until(self, delimiter: str) -> str:
        """The text up to a delimiter, which is skipped; all of this input where it does not occur."""
        frame = self.frames[-1]
        end = frame.find(delimiter)
        found = frame.text[frame.pos : end if end >= 0 else len(frame.text)]
        frame.pos = len(frame.text) if end < 0 else end + len(delimiter)
        return found

    def macro_arguments(self, macro: Macro) -> list[str]:
        """The arguments of a macro of the author's, as raw text."""
        if macro.pattern is not None:
            return self._delimited(macro.pattern)
        arguments = []
        if macro.default is not None:
            given = self.optional()
            arguments.append(macro.default if given is None else given)
        while len(arguments) < macro.arguments:
            arguments.append(self.argument())
        return arguments

    def _delimited(self, pattern: tuple[str, ...]) -> list[str]:
        """The arguments of a `\\def` whose parameters are followed by given text."""
        frame = self.frames[-1]
        if pattern[0] and frame.text.startswith(pattern[0], frame.pos):
            frame.pos += len(pattern[0])
        return [self.until(delimiter) if delimiter else self.argument() for delimiter in pattern[1:]]

    def _balanced(self, opener: str, closer: str, signs: re.Pattern[str]) -> str:
        """The text up to the sign that closes, or all the rest; it may go beyond the end of an input."""
        depth = 1
        self._argument = pieces = []
        while True:
            frame = self.frames[-1]
            begin = frame.pos
            for match in signs.finditer(frame.text, begin):
                sign = match[0]
                if sign == opener:
                    depth += 1
                elif sign == closer:
                    depth -= 1
                    if not depth:
                        frame.pos = match.end()
                        pieces.append(frame.piece(begin, match.start()))
                        return "".join(piece.text for piece in pieces)
            pieces.append(frame.piece(begin, len(frame.text)))
            frame.pos = len(frame.text)
            if not self._refill():
                if opener == "{":
                    self.unclosed(pieces[0])
                return "".join(piece.text for piece in pieces)

    def unclosed(self, piece: Frame) -> None:
        """Told where an argument begins whose brace is never closed."""

    def pieces(self, argument: str) -> list[Frame]:
        """An argument that was just read as inputs that keep their lines, in the order to read them."""
        if "".join(piece.text for piece in self._argument) == argument:
            return self._argument
        return [Frame(argument)]

    # Conditionals

    def leave_out(self, frame: Frame, begin: int, *, doubt: bool = False) -> None:
        """Leaves out of all texts what was read since: from `begin` of an input that was on top to where we are.

        `doubt`: because of a condition that LaTeX may decide otherwise.
        """
        top = self.frames[-1]
        parts = [(frame, begin, frame.pos)] if top is frame else [(frame, begin, len(frame.text)), (top, 0, top.pos)]
        for part, start, end in parts:
            part.edit(start, end)
            if doubt:
                self.doubt(part, start, end)

    def doubt(self, frame: Frame, begin: int, end: int) -> None:
        """Notes that LaTeX may print or carry out a part of an input that is left out."""
        frame.root.doubts.add((frame.offset + begin, frame.offset + end))
        self.doubts.append(frame.text[begin:end])

    def skip_branch(self, *, to_else: bool) -> str:
        r"""Skips to the `\fi` (or, if asked, the `\else` or `\or`) of the conditional we are in; answers which."""
        depth = 0
        while True:
            frame = self.frames[-1]
            for match in _BRANCH.finditer(frame.text, frame.pos):
                word = match[1]
                if not word or word.startswith("newif"):
                    continue
                if word.startswith("if"):
                    depth += 1
                elif word == "fi":
                    if not depth:
                        frame.pos = match.end()
                        return "fi"
                    depth -= 1
                elif to_else and not depth:
                    frame.pos = match.end()
                    return word
            frame.pos = len(frame.text)
            if not self._refill():
                return ""

    # Text

    def plain(self, text: str, depth: int = 0) -> str:
        """A name as LaTeX would print it: the author's macros expanded, comments gone, white space single."""
        if "%" in text:
            text = without_comments(text)
        if "\\" in text and depth < 20:
            text = self._expanded(text, depth)
        return " ".join(text.split())

    def _expanded(self, text: str, depth: int) -> str:
        def replace(match: re.Match[str]) -> str:
            macro = self.table.macros.get(match[1] or match[2])
            if macro is None or macro.arguments or len(macro.body) > 10_000:
                return match[0]
            self._spend(len(macro.body))
            return self.plain(macro.body, depth + 1)

        return _COMMAND.sub(replace, text)
