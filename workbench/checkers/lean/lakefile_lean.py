"""The plain part of a `lakefile.lean`, as the tables that a `lakefile.toml` would have.

A `lakefile.lean` is a program, and Lake runs it. Here it is only read: `package`, `lean_lib`, `lean_exe` and `require`
with fields that are names, strings, lists of these, or a definition of such a list in the same file. Where a field that
says where modules are is anything else, that is bad input with a remedy, and no guess. Options that cannot be read are
reported beside the rest (`unread`): a module that needs them does not compile, and the message then says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.errors import BadInput
from workbench.lean.lexer import LETTERS, REST, lex

REMEDY = "write it plainly, or turn the file into a lakefile.toml: `lake translate-config toml`"

_NAME = f"(?:«[^»\n]*»|[{LETTERS}_][{REST}]*)"
_TOKEN = re.compile(rf"(``?)?({_NAME}(?:\.{_NAME})*)(\.[*+])?|:=|\+\+|#\[|[0-9]+|\S")
_DECLARING = frozenset(("package", "lean_lib", "lean_exe", "require"))
_COMMANDS = re.compile(
    "package|lean_lib|lean_exe|require|abbrev|def|theorem|instance|structure|inductive|class|open|namespace|end"
    "|section|import|meta|set_option|private|protected|public|variable|macro|macro_rules|syntax|elab|notation"
    "|initialize|example|run_cmd|unsafe|partial|noncomputable|opaque|axiom|extern_lib|target|script|post_update"
    "|input_file|input_dir|library_facet|module_facet|package_facet|attribute|universe|deriving"
)
"""What begins a command, and so ends the one before it."""
_OPEN, _CLOSE = frozenset("([{⟨"), frozenset(")]}⟩")
_FOLDERS = ("srcDir", "buildDir", "leanLibDir", "packagesDir")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    """`name` | `quoted` | `string` | `sign`."""
    text: str
    """Of a string, what it says; of a quoted name, the name with `.*` or `.+` where they follow."""
    line: int
    first: bool
    """Whether it is the first of its line."""


Tokens = Sequence[_Token]


@dataclass(slots=True)
class _Declaration:
    keyword: str
    attributes: frozenset[str]
    name: str
    line: int
    fields: dict[str, Tokens] = field(default_factory=dict)


class _Unreadable(Exception):
    """A value that is no plain one."""


def tables(text: str, *, file: str) -> dict[str, Any]:
    """The tables. Raises BadInput, with the line, for a comment or string that never ends, and for a field saying where
    modules are that is not written plainly."""
    tokens = _tokens(text, file)
    defined = dict(_definitions(tokens))
    reader = _Reader(file, defined)
    result: dict[str, Any] = {"lean_lib": [], "require": [], "defaultTargets": []}
    for declaration in _declarations(tokens):
        if declaration.keyword == "package":
            result.update(reader.table(declaration))
            continue
        if declaration.keyword in ("lean_lib", "require"):
            result[declaration.keyword].append(reader.table(declaration))
        if "default_target" in declaration.attributes:
            result["defaultTargets"].append(declaration.name)
    result["unread"] = reader.unread
    return result


def _tokens(text: str, file: str) -> list[_Token]:
    lexed = lex(text)
    for doubt in lexed.doubts:
        if doubt.why.endswith("never ended"):
            line = text.count("\n", 0, doubt.offset) + 1
            raise BadInput(doubt.why, remedy="end it", file=file, line=line)
    spans = sorted(lexed.strings)
    found: list[_Token] = []
    at, line, first = 0, 1, True
    for start, end in [*spans, (len(text), len(text))]:
        for match in _TOKEN.finditer(lexed.code, at, start):
            breaks = text.count("\n", at, match.start())
            line, at = line + breaks, match.start()
            first = not text[text.rfind("\n", 0, at) + 1 : at].strip()
            if match[2] is None:
                found.append(_Token("sign", match[0], line, first))
            elif match[1] is None:
                found.append(_Token("name", match[2], line, first))
                if match[3]:
                    found.append(_Token("sign", match[3], line, False))
            else:
                found.append(_Token("quoted", match[2] + (match[3] or ""), line, first))
        line, at = line + text.count("\n", at, start), start
        if end > start:
            first = not text[text.rfind("\n", 0, at) + 1 : at].strip()
            found.append(_Token("string", _said(text[start + 1 : end - 1]), line, first))
            line, at = line + text.count("\n", at, end), end
    return found


def _said(inside: str) -> str:
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t", "r": "\r"}.get(match[1], match[1]), inside)


def _declarations(tokens: Tokens) -> Iterator[_Declaration]:
    attributes: frozenset[str] = frozenset()
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.text == "@" and _is(tokens, at + 1, "["):
            end = _closing(tokens, at + 1)
            attributes = frozenset(inner.text for inner in tokens[at + 2 : end] if inner.kind == "name")
            at = end + 1
        elif token.kind == "name" and token.text in _DECLARING and _begins(tokens, at):
            end = _end(tokens, at + 1)
            if declaration := _declaration(token, attributes, tokens[at + 1 : end]):
                yield declaration
            attributes, at = frozenset(), end
        else:
            attributes = attributes if token.kind == "name" and _COMMANDS.fullmatch(token.text) else frozenset()
            at += 1


def _begins(tokens: Tokens, at: int) -> bool:
    return tokens[at].first or tokens[at - 1].text in ("]", "then", "do", "else")


def _end(tokens: Tokens, at: int) -> int:
    """Where the command that began before `at` ends: at a line that begins another one."""
    depth = 0
    while at < len(tokens):
        token = tokens[at]
        command = token.kind == "name" and _COMMANDS.fullmatch(token.text)
        if depth == 0 and token.first and (command or (_is(tokens, at, "@") and _is(tokens, at + 1, "["))):
            return at
        depth += _step(token)
        at += 1
    return at


def _step(token: _Token) -> int:
    if token.kind != "sign":
        return 0
    return 1 if token.text in _OPEN or token.text == "#[" else -1 if token.text in _CLOSE else 0


def _closing(tokens: Tokens, at: int) -> int:
    """Where the bracket at `at` closes; the last token where it does not."""
    depth = 0
    for index in range(at, len(tokens)):
        depth += _step(tokens[index])
        if depth == 0:
            return index
    return len(tokens) - 1


def _is(tokens: Tokens, at: int, text: str) -> bool:
    return at < len(tokens) and tokens[at].kind == "sign" and tokens[at].text == text


def _declaration(keyword: _Token, attributes: frozenset[str], body: Tokens) -> _Declaration | None:
    if keyword.text == "require" and len(body) > 2 and body[0].kind == "string" and body[1].text == "/":
        body = body[2:]  # "scope" / "name"
    if not body or body[0].kind not in ("name", "string"):
        return None
    found = _Declaration(keyword.text, attributes, body[0].text.replace("«", "").replace("»", ""), keyword.line)
    if keyword.text == "require":
        return found
    rest = body[1:]
    if rest and rest[0].text in ("where", ":="):
        rest = rest[1:]
    if rest and rest[0].text == "{":
        rest = rest[1 : _closing(rest, 0)]
    found.fields = dict(_fields(rest))
    return found


def _fields(tokens: Tokens) -> Iterator[tuple[str, Tokens]]:
    """`name := value` in turn, with commas, semicolons or new lines between them."""
    starts, depth = [], 0
    for at, token in enumerate(tokens):
        if depth == 0 and token.kind == "name" and _is(tokens, at + 1, ":="):
            starts.append(at)
        depth += _step(token)
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=False):
        value = tokens[start + 2 : end]
        while value and value[-1].text in (",", ";"):
            value = value[:-1]
        yield tokens[start].text, value


def _definitions(tokens: Tokens) -> Iterator[tuple[str, Tokens]]:
    """Every `def` or `abbrev` without parameters, with its value."""
    for at, token in enumerate(tokens[:-1]):
        if token.kind != "name" or token.text not in ("def", "abbrev") or tokens[at + 1].kind != "name":
            continue
        end = _end(tokens, at + 1)
        for start in range(at + 2, end):
            if tokens[start].text == ":=":
                yield tokens[at + 1].text, tokens[start + 1 : end]
                break
            if tokens[start].text in ("(", "{", "["):
                break


class _Reader:
    """Values of one file."""

    def __init__(self, file: str, defined: dict[str, Tokens]) -> None:
        self.file = file
        self.defined = defined
        self.unread: list[str] = []

    def table(self, declaration: _Declaration) -> dict[str, Any]:
        found: dict[str, Any] = {"name": declaration.name}
        for name, value in declaration.fields.items():
            line = value[0].line if value else declaration.line
            try:
                if name in _FOLDERS:
                    found[name] = self.folder(value)
                elif name in ("roots", "globs"):
                    found[name] = [self.glob(element) for element in self.elements(value)]
                elif name == "leanOptions":
                    found[name] = [self.option(element) for element in self.elements(value)]
                elif name == "moreLeanArgs":
                    found[name] = [self.string(element) for element in self.elements(value)]
            except _Unreadable:
                if name not in ("leanOptions", "moreLeanArgs"):
                    problem = f"`{name}` of {declaration.name} is no plain value"
                    raise BadInput(problem, remedy=REMEDY, file=self.file, line=line) from None
                self.unread.append(f"{self.file}:{line}: `{name}` could not be read and is not in force; {REMEDY}")
        return found

    def elements(self, value: Tokens, depth: int = 0) -> list[Tokens]:
        """The elements of a list; a value that is none is a list of one, as Lake takes it."""
        value = self.bare(value)
        parts = _split(value, "++")
        if len(parts) > 1 and depth < 20:
            return [element for part in parts for element in self.elements(part, depth + 1)]
        if len(value) == 1 and value[0].kind == "name" and value[0].text in self.defined and depth < 20:
            return self.elements(self.defined[value[0].text], depth + 1)
        if value and value[0].text in ("#[", "["):
            if _closing(value, 0) != len(value) - 1:
                raise _Unreadable
            return [part for part in _split(value[1:-1], ",") if part]
        return [value]

    def bare(self, value: Tokens) -> Tokens:
        """Without brackets around the whole."""
        while len(value) > 2 and value[0].text == "(" and _closing(value, 0) == len(value) - 1:
            value = value[1:-1]
        return value

    def folder(self, value: Tokens) -> str:
        """`"a"` or `"a" / "b"`, or the name of a definition of such."""
        value = self.bare(value)
        if len(value) == 1 and value[0].text in self.defined and value[0].kind == "name":
            value = self.bare(self.defined[value[0].text])
        return "/".join(self.string(part) for part in _split(value, "/"))

    def string(self, value: Tokens) -> str:
        if len(value) != 1 or value[0].kind != "string":
            raise _Unreadable
        return value[0].text

    def one(self, value: Tokens) -> str:
        """A quoted name."""
        value = self.bare(value)
        if len(value) != 1 or value[0].kind not in ("quoted", "string") or value[0].text.endswith((".*", ".+")):
            raise _Unreadable
        return value[0].text

    def glob(self, value: Tokens) -> str:
        """`` `A ``, `` `A.* ``, `` .submodules `A ``, `` Glob.one `A `` and their like."""
        value = self.bare(value)
        if len(value) == 1 and value[0].kind in ("quoted", "string"):
            return value[0].text
        maker = "".join(token.text for token in value[:-1]).rpartition(".")[2]
        if len(value) > 1 and maker in (ending := {"one": "", "submodules": ".+", "andSubmodules": ".*"}):
            return self.one(value[-1:]) + ending[maker]
        raise _Unreadable

    def option(self, value: Tokens) -> dict[str, Any]:
        """``⟨`autoImplicit, false⟩`` or ``{ name := `autoImplicit, value := false }``."""
        value = self.bare(value)
        if len(value) < 3 or value[0].text not in ("⟨", "{"):
            raise _Unreadable
        if value[0].text == "{":
            fields = dict(_fields(value[1:-1]))
            parts = [fields.get("name", ()), fields.get("value", ())]
        else:
            parts = _split(value[1:-1], ",")
        if len(parts) != 2 or len(parts[0]) != 1 or parts[0][0].kind != "quoted" or len(parts[1]) != 1:
            raise _Unreadable
        said = parts[1][0]
        if said.kind == "name" and said.text in ("true", "false"):
            return {"name": parts[0][0].text, "value": said.text == "true"}
        if said.kind == "string" or (said.kind == "sign" and said.text.isdigit()):
            return {"name": parts[0][0].text, "value": said.text}
        raise _Unreadable


def _split(value: Tokens, separator: str) -> list[Tokens]:
    parts: list[list[_Token]] = [[]]
    depth = 0
    for token in value:
        if depth == 0 and token.kind == "sign" and token.text == separator:
            parts.append([])
        else:
            parts[-1].append(token)
        depth += _step(token)
    return list(parts)
