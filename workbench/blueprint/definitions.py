"""Commands that define macros, environments, counters and theorems."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from workbench.blueprint.engine import Engine, Handler
from workbench.blueprint.latex import theorem
from workbench.blueprint.macros import Macro, without_comments
from workbench.blueprint.structure import declaration
from workbench.blueprint.texts import EVERYWHERE

_NUMBER = re.compile(r"\s*([+-]?\d+)")
_COMMAND = re.compile(r"\\([A-Za-z@]+|.)", re.S)
_DEFINING = {"\\def": (True, False), "\\edef": (True, True), "\\gdef": (False, False), "\\xdef": (False, True)}
"""The commands that define: whether only until the group ends, and whether they expand what they are given."""
_PARAMETERS = re.compile(r"#[1-9]")


def _command_name(engine: Engine) -> str:
    """The name of a command given as an argument, with or without braces."""
    match = _COMMAND.search(engine.argument())
    return match[1] if match else ""


def _known(engine: Engine, name: str) -> bool:
    """Whether plasTeX has a command or environment of that name, which `\\newcommand` then leaves as it is."""
    return name not in engine.table.macros and (name in engine.commands or name in engine.styles)


def integer(engine: Engine, text: str) -> int:
    """A number, or the value of a counter."""
    match = _NUMBER.match(text)
    if match:
        return int(match[1][:18])
    counter = re.search(r"\\(?:value|arabic|the)\s*\{?\\?(?:c@)?([A-Za-z]+)", text)
    return engine.counters.value(counter[1]) if counter else 0


# Macros


def new_command(engine: Engine) -> None:
    r"""`\newcommand`, `\renewcommand`, `\providecommand`: plasTeX takes them for the same."""
    engine.leave_void()
    engine.star()
    name = _command_name(engine)
    number = engine.optional()
    default = engine.optional()
    body = without_comments(engine.argument())
    count = integer(engine, number) if number is not None else 0
    macro = Macro(name, body, min(max(count, 0), 9), default)
    if _known(engine, name):
        engine.write_down(name, macro.definition)
    elif name:
        engine.define(macro)


def new_document_command(engine: Engine) -> None:
    r"""`\NewDocumentCommand` and its kin, which plasTeX does not know: the definition is only written down."""
    engine.leave_void()
    frame = engine.frames[-1]
    begin = frame.pos
    name = _command_name(engine)
    parameters, body = engine.argument(), engine.argument()
    if engine.frames[-1] is frame:
        frame.pos = begin
    if name:
        body = without_comments(body)
        engine.write_down(name, f"{{{parameters}}}{{{body}}}" if parameters.strip() else body)


def operator(engine: Engine) -> None:
    r"""`\DeclareMathOperator`"""
    engine.leave_void()
    engine.star()
    name = _command_name(engine)
    body = engine.argument()
    if name and not _known(engine, name):
        engine.define(Macro(name, f"\\operatorname{{{body}}}"))


def new_environment(engine: Engine) -> None:
    r"""`\newenvironment`, `\renewenvironment`"""
    engine.leave_void()
    engine.star()
    name = engine.plain(engine.argument())
    number = engine.optional()
    default = engine.optional()
    begin, end = without_comments(engine.argument()), without_comments(engine.argument())
    count = integer(engine, number) if number is not None else 0
    if not name or _known(engine, name) or name in engine.unrecognised:
        opens = Macro(name, begin, min(max(count, 0), 9), default).definition
        style = engine.styles.get(name)
        of = EVERYWHERE if style and style.shape == "verbatim" else f"begin {name}"  # its text is left out
        engine.in_force.note(of, f"{opens}{{{end}}}")  # plasTeX goes on with its own
        return
    engine.define(Macro(name, begin, min(max(count, 0), 9), default))
    engine.define(Macro("end" + name, end))
    engine.in_force.set(f"begin {name}", f"{engine.table.macros[name].definition}{{{end}}}")
    engine.table.stir(name)
    engine.table.stir("end" + name)


def definition(local: bool, expanded: bool, engine: Engine) -> None:
    r"""`\def`, `\gdef`, `\edef`, `\xdef`"""
    engine.leave_void()
    token = engine.token()
    _define(engine, token[1:] if token.startswith("\\") else "", local, expanded)


def _define(engine: Engine, name: str, local: bool, expanded: bool) -> None:
    """What follows the name in a `\\def`; of what LaTeX expands at once, the meanings are kept that it has now."""
    frame = engine.frames[-1]
    brace = frame.find("{")
    parameters = frame.text[frame.pos : brace] if brace >= 0 else ""
    frame.pos = brace if brace >= 0 else len(frame.text)
    body = without_comments(engine.argument())
    if not name:
        return
    pattern = tuple(_PARAMETERS.split(without_comments(parameters)))
    meant = engine.in_force.needed(body, engine.in_force.moment) if expanded else ()
    engine.define(Macro(name, body, len(pattern) - 1, None, pattern), local=local)
    if meant:
        engine.in_force.note(name, " ".join(f"\\{word}={{{meaning}}}" for word, meaning in meant))


def let(engine: Engine) -> None:
    r"""`\let`"""
    engine.leave_void()
    target, source = engine.token(), engine.token()
    if source == "=":
        source = engine.token()
    if not target.startswith("\\"):
        return
    engine.defines_again(target[1:])
    name, meaning = target[1:], source[1:] if source.startswith("\\") else ""
    engine.save(name)
    macro = engine.table.macros.get(meaning)
    engine.in_force.set(name, source)
    if macro is not None:
        engine.define(replace(macro, name=name))
        return
    engine.table.forget(name)
    engine.commands.pop(name, None)
    handler = engine.commands.get(meaning)
    if handler is not None:
        engine.commands[name] = handler
        engine.table.stir(name)
    if meaning in engine.styles:
        engine.styles[name] = engine.styles[meaning]


def expand_after(engine: Engine) -> None:
    r"""`\expandafter`, for its use with `\csname`."""
    first = engine.token()
    second = engine.token()
    if second == "\\csname":
        name = engine.plain(engine.until("\\endcsname")).replace(" ", "")
        if first in _DEFINING and not name.isalpha():  # no token spells such a name
            engine.leave_void()
            _define(engine, name, *_DEFINING[first])
            return
        second = f"\\{name}"
    engine.push_text(f"{first} {second} " if second else first)


def command_by_name(engine: Engine) -> None:
    r"""`\csname...\endcsname`"""
    name = engine.plain(engine.until("\\endcsname")).strip()
    handler = engine.commands.get(name)
    if handler is not None:
        handler(engine)


# Counters and theorems


def new_theorem(engine: Engine) -> None:
    r"""`\newtheorem`"""
    engine.leave_void()
    starred = engine.star()
    name = engine.plain(engine.argument())
    shared = engine.optional()
    printed = without_comments(engine.argument())
    within = engine.optional()
    if not name:
        return
    amsthm = "amsthm" in engine.packages
    counter: str | None = None
    if shared and engine.plain(shared):
        counter = engine.plain(shared) if not (starred and amsthm) else None
    elif not starred:
        counter = name
        parent = engine.plain(within) if within else ""
        if amsthm and parent:
            engine.counters.new(name, parent)
            if not _known(engine, "the" + name):
                engine.define(Macro("the" + name, f"\\the{parent}.\\arabic{{{name}}}"))
        else:
            engine.counters.new(name, parent or None, f"${{the{parent}}}.${{{name}}}" if parent else None)
    style = theorem(name, counter, amsthm, printed)
    engine.styles[name] = style
    engine.table.forget(name)
    engine.commands[name] = partial(declaration, style)
    engine.table.stir(name)


def number_within(engine: Engine) -> None:
    r"""amsmath's `\numberwithin`"""
    engine.leave_void()
    target, control = engine.plain(engine.argument()), engine.plain(engine.argument())
    if "amsmath" not in engine.packages or not target:
        return
    engine.counters.reset_by(target, control)
    engine.counters.values.setdefault(target, 0)
    engine.counters.formats[target] = f"{engine.counters.formats.get(control, f'${{{control}}}')}.${{{target}}}"


def new_counter(engine: Engine) -> None:
    r"""`\newcounter`"""
    engine.leave_void()
    name = engine.plain(engine.argument())
    within = engine.optional()
    engine.counters.new(name, engine.plain(within) if within else None)
    engine.own_counters.add(name)
    engine.in_force.set(f"counter {name}", str(engine.counters.value(name)))


def change_counter(command: str, engine: Engine) -> None:
    r"""`\setcounter`, `\addtocounter`, `\stepcounter` and `\refstepcounter` (which takes no label here)."""
    engine.leave_void()
    name = engine.plain(engine.argument())
    if command == "set":
        engine.counters.set(name, integer(engine, engine.argument()))
    else:
        engine.counters.step(name, integer(engine, engine.argument()) if command == "add" else 1)
    if name in engine.own_counters:
        engine.in_force.set(f"counter {name}", str(engine.counters.value(name)))


COMMANDS: dict[str, Handler] = {
    **dict.fromkeys(("newcommand", "renewcommand", "providecommand", "DeclareRobustCommand"), new_command),
    **{f"{verb}DocumentCommand": new_document_command for verb in ("New", "Renew", "Provide", "Declare")},
    "DeclareMathOperator": operator,
    **dict.fromkeys(("newenvironment", "renewenvironment"), new_environment),
    **{name[1:]: partial(definition, *how) for name, how in _DEFINING.items()},
    "let": let,
    "expandafter": expand_after,
    "csname": command_by_name,
    "newtheorem": new_theorem,
    "numberwithin": number_within,
    "newcounter": new_counter,
    **{f"{c}counter": partial(change_counter, c) for c in ("set", "step", "refstep")},
    "addtocounter": partial(change_counter, "add"),
}
