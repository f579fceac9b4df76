r"""The author's macros replaced by what they stand for, within bounds that no text can leave.

TeX expands as it goes, and so does this: what a macro stands for is read again. Each token that is put in or looked at
on the way costs one of a budget in proportion to the text, so a macro that calls itself, doubles itself or never finds
its argument ends the expansion, and from there on the text is shown with its macros as they are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from workbench.views.tex.macros import Macro, Parameter, compiled, counted, delimited, mentioned, xparse
from workbench.views.tex.tokens import PARAGRAPH, closed, is_word, join, opened, tokenize

_PER_TOKEN = 12
_AT_LEAST = 3_000
_GROUPS = {"\\begingroup": "{", "\\bgroup": "{", "\\endgroup": "}", "\\egroup": "}"}
_COUNTER_STYLES = frozenset({"\\arabic", "\\value", "\\number", "\\the"})
_BRACKETS = Parameter("O")
_SILENT = frozenset(
    {"\\expandafter", "\\protect", "\\noexpand", "\\long", "\\global", "\\outer", "\\relax", "\\xspace"}
)


def expand(tex: str, definitions: Iterable[tuple[str, str]] = ()) -> list[str]:
    """The tokens of a text with all that its author defined put in; definitions within the text count, too."""
    macros, values = compiled(tuple(definitions))
    return _Expansion(dict(macros), values, tokenize(tex)).run()


class _Spent(Exception):
    """The budget is gone."""


class _Expansion:
    def __init__(self, macros: dict[str, Macro], values: Mapping[str, str], tokens: list[str]) -> None:
        self._macros = macros
        self._values = values
        self._todo = tokens[::-1]
        self._read: list[str] = []
        """What was taken since the command that is being looked at, so that it can be put back."""
        self._budget = _AT_LEAST + _PER_TOKEN * len(tokens)
        self._done: list[str] = []

    def run(self) -> list[str]:
        source = tuple(self._todo)
        whole, kept = len(source), 0  # how much of the source is not read yet, and how much was done by then
        while self._todo:
            if len(self._todo) <= whole:
                whole, kept = len(self._todo), len(self._done)
            token = self._todo.pop()
            if token[0] != "\\":
                self._done.append(token)
                continue
            self._read.clear()
            try:
                self._command(token)
            except _Spent:
                return self._done[:kept] + [_GROUPS.get(token, token) for token in reversed(source[:whole])]
        return self._done

    # Commands

    def _command(self, token: str) -> None:
        name = token[1:]
        if name in self._macros and self._apply(token, self._macros[name]):
            return
        environment = opened(token) or closed(token)
        if environment and f"begin {environment}" in self._macros:
            self._environment(token, self._macros[f"begin {environment}"])
        elif token in _GROUPS:
            self._done.append(_GROUPS[token])
        elif token in _SILENT:
            self._skip_space()
            if token == "\\xspace" and self._read and self._next()[:1].isalnum():
                self._done.append(" ")
        elif token in _DEFINING:
            self._define(token)
        elif token == "\\csname":
            self._put(self._by_name())
        elif name.startswith("if") and name in self._values:
            self._choose(self._values[name] == "true")
        elif token in _COUNTER_STYLES:
            self._counter(token)
        else:
            self._done.append(token)

    def _apply(self, token: str, macro: Macro) -> bool:
        alias = macro.alias
        if alias is not None and alias[1:] in self._macros:
            within = mentioned(self._macros, alias[1:])
            self._spend(len(within))
            if token[1:] in within:
                self._done.append(alias)  # a name that keeps an older meaning, from before that was redefined
                return True
        arguments = self._arguments(macro, word=is_word(token))
        if arguments is None:
            return False
        self._put(_substituted(macro.body, arguments))
        return True

    def _environment(self, token: str, macro: Macro) -> None:
        if closed(token):
            self._put((*macro.end, "\\endgroup"))
            return
        arguments = self._arguments(macro, word=False)
        if arguments is None:
            self._done.append(token)
        else:
            self._put(("\\begingroup", *_substituted(macro.body, arguments)))

    def _choose(self, true: bool) -> None:
        """Of a conditional in a macro's body, the branch that its flag chooses."""
        depth, branches = 0, [[], []]  # type: tuple[int, list[list[str]]]
        current = 0
        while self._todo:
            token = self._take()
            if token == "\\fi" and depth == 0:
                break
            if token == "\\else" and depth == 0:
                current = 1
                continue
            depth += 1 if token.startswith("\\if") and token[1:] in self._values else -1 if token == "\\fi" else 0
            branches[current].append(token)
        self._put(branches[0 if true else 1])

    def _counter(self, token: str) -> None:
        value = self._values.get(f"counter {join(self._argument() or ()).strip()}")
        if value is not None:
            self._put((value,))
        else:
            self._back()
            self._done.append(token)

    # Arguments

    def _spend(self, tokens: int) -> None:
        self._budget -= tokens
        if self._budget < 0:
            raise _Spent

    def _take(self) -> str:
        self._spend(1)
        self._read.append(self._todo.pop())
        return self._read[-1]

    def _back(self, tokens: int | None = None) -> None:
        """Puts the last so many tokens that were taken back, or all."""
        start = 0 if tokens is None else len(self._read) - tokens
        self._todo += reversed(self._read[start:])
        del self._read[start:]

    def _put(self, tokens: Iterable[str]) -> None:
        added = list(tokens)
        self._spend(len(added) + 1)
        self._todo += reversed(added)

    def _next(self) -> str:
        """The token that follows, or nothing."""
        return self._todo[-1] if self._todo else ""

    def _skip_space(self) -> int:
        skipped = 0
        while self._next() == " ":
            self._take()
            skipped += 1
        return skipped

    def _arguments(self, macro: Macro, *, word: bool) -> list[tuple[str, ...]] | None:
        """The arguments; None, and nothing read, where they are not there."""
        if not macro.parameters and not macro.before:
            if word and macro.body[-1:] != ("\\xspace",):
                self._skip_space()
            return []
        if word and (macro.before or macro.parameters[0].kind == "d"):
            self._skip_space()
        for text in macro.before:
            if self._next() != text:
                self._back()
                return None
            self._take()
        arguments: list[tuple[str, ...]] = []
        for parameter in macro.parameters:
            argument = self._one(parameter)
            if argument is None:
                self._back()
                return None
            arguments.append(argument)
        return arguments

    def _one(self, parameter: Parameter) -> tuple[str, ...] | None:
        if parameter.kind == "m":
            return self._argument()
        if parameter.kind == "d":
            return self._until(parameter.until)
        spaces = self._skip_space()
        if parameter.kind == "s" and self._next() == "*":
            return (self._take(),)
        if parameter.kind == "O" and self._next() == "[":
            self._take()
            inside = self._until(("]",))
            if inside is not None:
                return inside
            spaces += 1
        self._back(spaces)
        return parameter.default

    def _argument(self) -> tuple[str, ...] | None:
        """A token or a group without its braces; None where neither follows."""
        self._skip_space()
        following = self._next()
        if following in ("", "}", PARAGRAPH) or closed(following):
            return None
        token = self._take()
        if token == "{":
            return self._until(("}",))
        if len(token) > 1 and token[0].isalnum():
            self._todo.append(token[1:])
            self._read[-1] = token[0]
        return (self._read[-1],)

    def _until(self, end: tuple[str, ...]) -> tuple[str, ...] | None:
        """All up to the tokens of `end` outside of groups, which go, too; None, and nothing read, without them."""
        depth, size = 0, len(end)
        for position in range(len(self._todo) - 1, -1, -1):
            token = self._todo[position]
            self._spend(1)
            if (
                depth == 0
                and token == end[0]
                and tuple(self._todo[position : -len(self._todo) + position - size : -1]) == end
            ):
                inside = tuple(self._todo[:position:-1])
                self._read += (*inside, *end)
                del self._todo[position - size + 1 :]
                return inside
            depth += {"{": 1, "}": -1}.get(token, 0)
            if depth < 0:
                return None
        return None

    # Definitions within the text

    def _by_name(self) -> tuple[str, ...]:
        r"""The command that `\csname` makes of all up to `\endcsname`."""
        name = "".join(join(self._until(("\\endcsname",)) or ()).split())
        return (f"\\{name}",) if name else ()

    def _name(self) -> str:
        """The name of a command that is being defined, its backslash gone."""
        self._skip_space()
        if self._next() == "\\csname":
            self._take()
            return "".join(self._by_name())[1:]
        argument = [token for token in self._argument() or () if token != " "]
        return argument[0][1:] if argument and argument[0][0] == "\\" else ""

    def _counted(self) -> tuple[Parameter, ...]:
        """The parameters that the brackets of a definition announce."""
        number, default = self._one(_BRACKETS), self._one(_BRACKETS)
        count = join(number or ()).strip()
        return counted(int(count) if count in "123456789" and count else 0, join(default) if default else None)

    def _define(self, command: str) -> None:
        self._skip_space()
        if self._next() == "*":
            self._take()
        if not _DEFINING[command](self):
            self._back()
            self._done.append(command)

    def _new_command(self) -> bool:
        name, parameters, body = self._name(), self._counted(), self._argument()
        return self._set(name, body, parameters)

    def _new_document_command(self) -> bool:
        name, parameters, body = self._name(), self._argument(), self._argument()
        return self._set(name, body, xparse(join(parameters or ())))

    def _def(self) -> bool:
        name, pattern = self._name(), []
        while self._next() not in ("", "{", PARAGRAPH):
            pattern.append(self._take())
        parameters, before = delimited("".join(pattern)) if pattern else ((), ())
        return self._set(name, self._argument(), parameters, before)

    def _let(self) -> bool:
        name = self._name()
        if self._next() == "=":
            self._take()
        meaning = self._argument()
        if name and meaning and meaning[0][1:] in self._macros:
            self._macros[name] = self._macros[meaning[0][1:]]
            return True
        return self._set(name, meaning if meaning != (f"\\{name}",) else None)

    def _operator(self) -> bool:
        name, body = self._name(), self._argument()
        return self._set(name, None if body is None else ("\\operatorname", "{", *body, "}"))

    def _new_environment(self) -> bool:
        name, parameters = join(self._argument() or ()).strip(), self._counted()
        begin, end = self._argument(), self._argument()
        if name and begin is not None and end is not None:
            self._macros[f"begin {name}"] = Macro(begin, parameters, end=end)
        return bool(name) and end is not None

    def _set(
        self,
        name: str,
        body: tuple[str, ...] | None,
        parameters: tuple[Parameter, ...] = (),
        before: tuple[str, ...] = (),
    ) -> bool:
        if not name or body is None:
            return False
        self._macros[name] = Macro(body, parameters, before)
        return True


_DEFINING: dict[str, Callable[[_Expansion], bool]] = {
    **dict.fromkeys(
        ("\\newcommand", "\\renewcommand", "\\providecommand", "\\DeclareRobustCommand"), _Expansion._new_command
    ),
    **{f"\\{verb}DocumentCommand": _Expansion._new_document_command for verb in ("New", "Renew", "Provide", "Declare")},
    **dict.fromkeys(("\\def", "\\gdef", "\\edef", "\\xdef"), _Expansion._def),
    "\\let": _Expansion._let,
    "\\DeclareMathOperator": _Expansion._operator,
    **dict.fromkeys(("\\newenvironment", "\\renewenvironment"), _Expansion._new_environment),
}


def _substituted(body: tuple[str, ...], arguments: list[tuple[str, ...]]) -> Iterable[str]:
    """A macro's body with the arguments in place."""
    for token in body:
        if "#" not in token:
            yield token
        elif token == "##":
            yield "#"
        elif token[0] == "#" and len(token) == 2:
            number = int(token[1])
            if number <= len(arguments):
                yield from arguments[number - 1]
        else:
            yield _within(token, arguments)


def _within(token: str, arguments: list[tuple[str, ...]]) -> str:
    r"""Parameters within a token that is one, such as `\begin{#1}`."""
    for number, argument in enumerate(arguments, 1):
        token = token.replace(f"#{number}", join(argument))
    return token
