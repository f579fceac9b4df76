r"""Running text to a tree: paragraphs, emphasis, lists, tables, references, and where the formulas are.

One pass over the tokens with a stack of what is open, no recursion: a text may nest as deep as it likes, and beyond
`DEPTH` elements the rest is taken as flat. Nothing that is written is lost: a command that nobody knows is text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from workbench.blueprint.document import Number
from workbench.views.tex import vocabulary
from workbench.views.tex.pairs import MATHEMATICS, pairs
from workbench.views.tex.symbols import ACCENTS, accented, symbol
from workbench.views.tex.tokens import VERBATIM, closed, is_word, join, opaque, opened
from workbench.views.tex.tree import Atom, Child, Element, Formula, element

DEPTH = 24
_FORMULAS = {"$": False, "$$": True, "\\(": False, "\\[": True}
Stream = list[str | Number | Atom]


class _Frame:
    """An element that is being read; `end` is the index of the token that closes it, if one does."""

    __slots__ = ("children", "end", "kind", "value")

    def __init__(self, kind: str, end: int | None, value: str = "", children: list[Child] | None = None) -> None:
        self.kind = kind
        self.end = end
        self.value = value
        self.children: list[Child] = [] if children is None else children


class Parser:
    """The state of the pass; what single commands mean is in `commands.py`."""

    def __init__(self, stream: Stream, commands: Mapping[str, Callable[[Parser, str], None]]) -> None:
        self.stream = stream
        self._commands = commands
        self.ends = pairs(stream, lambda item: not isinstance(item, Number))
        self.at = 0
        self.frames = [_Frame("document", None)]
        self._awaited: set[int] = set()
        self._lists = self._tables = 0
        self._deep = 0
        self._within_note = False

    def run(self, kind: str) -> Element:
        while self.at < len(self.stream):
            item = self.stream[self.at]
            self.at += 1
            if isinstance(item, str):
                self._token(item, self.at - 1)
            elif isinstance(item, Number):
                self.anchors(item.labels)
            else:
                self.add(item)
        while len(self.frames) > 1:
            self.pop()
        return element(kind, self.frames[0].children)

    # What is open

    def add(self, child: Child) -> None:
        self.frames[-1].children.append(child)

    def anchors(self, labels: Iterable[str]) -> None:
        for label in labels:
            self.add(Element("anchor", value=label))

    def push(self, kind: str, end: int | None, value: str = "") -> None:
        """Opens an element; without a kind, or too deep, what stands in it belongs to what is around it."""
        if kind and self._deep < DEPTH:
            self.frames.append(_Frame(kind, end, value))
            self._deep += 1
            self._lists += kind in _LISTS
            self._tables += kind == "table"
        else:
            self.frames.append(_Frame("", end, children=self.frames[-1].children))
        if end is not None:
            self._awaited.add(end)

    def pop(self) -> None:
        frame = self.frames.pop()
        if frame.end is not None:
            self._awaited.discard(frame.end)
        if not frame.kind:
            return
        self._deep -= 1
        self._lists -= frame.kind in _LISTS
        self._tables -= frame.kind == "table"
        self.add(element(frame.kind, frame.children, frame.value))

    def close(self, index: int) -> bool:
        """Closes what the token at `index` closes, and what is open within."""
        if index not in self._awaited:
            return False
        while self.frames[-1].end != index:
            self.pop()
        self.pop()
        return True

    def within(self, kinds: frozenset[str]) -> None:
        """Closes all that is open within the innermost element of one of these kinds (there is one)."""
        while self.frames[-1].kind not in kinds:
            self.pop()

    # What follows

    def peek(self) -> str:
        """The token that follows, white space passed over; nothing where none does."""
        while self.at < len(self.stream) and self.stream[self.at] == " ":
            self.at += 1
        item = self.stream[self.at] if self.at < len(self.stream) else ""
        return item if isinstance(item, str) else ""

    def group(self) -> str | None:
        """The source of the group that follows; None where none does."""
        start = self.at
        if self.peek() == "{" and self.at in self.ends:
            return self._passed(self.ends[self.at])
        self.at = start
        return None

    def bracket(self) -> str | None:
        """The source of the argument in brackets that follows; None where none does."""
        start = self.at
        if self.peek() == "[" and self.at in self.ends:
            return self._passed(self.ends[self.at])
        self.at = start
        return None

    def note(self) -> tuple[Child, ...]:
        """What stands in the argument in brackets that follows, read as text; in a note itself, as it is written."""
        start = self.at
        if self.peek() != "[" or self.at not in self.ends:
            self.at = start
            return ()
        inside, self.at = self.stream[self.at + 1 : self.ends[self.at]], self.ends[self.at] + 1
        if self._within_note:
            return (join(item for item in inside if isinstance(item, str)),)
        parser = Parser(inside, self._commands)
        parser._within_note = True
        return parser.run("span").children

    def skip(self) -> bool:
        """Passes over the group that follows, if one does."""
        start = self.at
        if self.peek() == "{" and self.at in self.ends:
            self.at = self.ends[self.at] + 1
            return True
        self.at = start
        return False

    def _passed(self, end: int) -> str:
        start, self.at = self.at + 1, end + 1
        return join(item for item in self.stream[start:end] if isinstance(item, str))

    def star(self) -> bool:
        if self.at < len(self.stream) and self.stream[self.at] == "*":
            self.at += 1
            return True
        return False

    def content(self, kind: str, value: str = "") -> None:
        """Opens an element for the argument that follows: a group, or one character."""
        start = self.at
        token = self.peek()
        if token == "{" and self.at in self.ends:
            self.push(kind, self.ends[self.at], value)
            self.at += 1
        elif token and token[0].isalnum():
            self.stream[self.at] = token[1:] or " "
            self.add(element(kind, (token[0],), value))
        else:
            self.at = start

    # Tokens

    def _token(self, token: str, index: int) -> None:
        if token[0] == "\\" and len(token) > 1:
            self._command(token, index)
        elif token in _FORMULAS and index in self.ends:
            self.formula(index, _FORMULAS[token])
        elif token == "{":
            self.push("", self.ends.get(index))
        elif token in "}]":
            if not self.close(index) and token == "]":
                self.add(token)
        elif token == "&" and self._tables:
            self._cell()
        elif token in _SIGNS:
            self.add(self._sign(token))
        else:
            self.add(token)

    def _command(self, token: str, index: int) -> None:
        if opaque(token):
            self._opaque(token, opaque(token))
        elif name := opened(token):
            self._begin(name, index)
        elif closed(token):
            self.close(index)
        elif token in _FORMULAS and index in self.ends:
            self.formula(index, _FORMULAS[token])
        elif token.startswith("\\verb") and not token[5:6].isalpha() and len(token) > 6:
            self.add(Element("code", (token[5:].lstrip("*")[1:-1],)))
        elif token[1:] in self._commands:
            self._commands[token[1:]](self, token[1:])
        elif token[1:] in ACCENTS:
            self._accent(ACCENTS[token[1:]])
        else:
            self._unknown(token)

    def _unknown(self, token: str) -> None:
        shown = symbol(token[1:])
        if shown is not None:
            if is_word(token):
                self.peek()
            self.add(shown)
        elif self.peek() != "{":
            self.add(Element("unknown", (token,)))
        # else its argument, a group, follows and is shown

    def _accent(self, mark: str) -> None:
        token = self.peek()
        if token == "{" and self.at in self.ends:
            text = self.group() or ""
            self.add(accented((symbol(text[1:]) or text) if text[:1] == "\\" else text, mark))
        elif token[:1] == "\\":
            self.at += 1
            self.add(accented(symbol(token[1:]) or token, mark))
        elif token:
            self.at += 1
            self.add(accented(token, mark))

    def _sign(self, sign: str) -> str:
        """A quotation mark, a dash or a tie as it is printed."""
        run = 1
        while run < 3 and self.at < len(self.stream) and self.stream[self.at] == sign and sign * (run + 1) in _RUNS:
            self.at += 1
            run += 1
        return _RUNS[sign * run]

    # Environments

    def formula(self, index: int, display: bool, env: str = "") -> None:
        end = self.ends[index]
        items = tuple(item for item in self.stream[index + 1 : end] if isinstance(item, str | Number))
        self.at = end + 1
        self.add(Formula(items, display, env))

    def _opaque(self, token: str, name: str) -> None:
        if name in VERBATIM:
            self.add(element("verbatim", (token[token.index("}") + 1 : token.rindex("\\end")].strip("\n"),)))
        else:
            self.add(Formula((token,), True))

    def _begin(self, name: str, index: int) -> None:
        if name in MATHEMATICS and index in self.ends:
            self.formula(index, name != "math", name)
        elif name != "document":
            self._open(name, self.ends.get(index))

    def _open(self, name: str, end: int | None) -> None:
        arguments = vocabulary.ENVIRONMENT_ARGUMENTS.get(name, 0)
        if name in vocabulary.LISTS:
            options = self.bracket() or ""
            for _ in range(arguments):
                self.group()
            self.push(vocabulary.LISTS[name], end, options)
        elif name in vocabulary.TABLES:
            self.bracket()
            for _ in range(arguments - 1):
                self.group()
            self.push("table", end, self.group() or "")
            self._row()
        elif name in vocabulary.DECLARATIONS:
            self.push(vocabulary.DECLARATIONS[name], end)
        else:
            kind = vocabulary.ENVIRONMENTS.get(name, "div")
            if kind == "figure" or arguments:
                self.bracket()
            for _ in range(arguments):
                self.group()
            self.push(kind, end)

    def item(self) -> None:
        if not self._lists:
            self.add("• ")
            return
        self.within(_LISTS)
        self.push("item", None)
        start = self.at
        if self.peek() == "[" and self.at in self.ends:
            self.push("label", self.ends[self.at])
            self.at += 1
        else:
            self.at = start

    def line(self) -> None:
        r"""`\\`: the next row of a table, or a line break."""
        self.star()
        if self.at < len(self.stream) and self.stream[self.at] == "[":
            self.bracket()
        if self._tables:
            self.within(_TABLE)
            self._row()
        else:
            self.add(Element("break"))

    def _row(self) -> None:
        self.push("row", None)
        self.push("cell", None)

    def _cell(self) -> None:
        self.within(_TABLE | {"row"})
        if self.frames[-1].kind == "table":
            self.push("row", None)
        self.push("cell", None)


_LISTS = frozenset({"itemize", "enumerate", "description"})
_TABLE = frozenset({"table"})
_RUNS = {"`": "‘", "``": "“", "'": "’", "''": "”", "-": "-", "--": "–", "---": "—", "~": "\u00a0", '"': "”"}
_SIGNS = frozenset("`'-~\"")
