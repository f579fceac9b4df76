"""Commands that define, decide, count and include: the part of LaTeX that changes how the rest is read."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from workbench.blueprint.engine import Engine, Handler
from workbench.blueprint.latex import CLASSES, MODULES, PACKAGES, theorem
from workbench.blueprint.macros import Macro, without_comments
from workbench.blueprint.scanner import Frame
from workbench.blueprint.sources import Source
from workbench.blueprint.structure import declaration, hypertarget, with_arguments
from workbench.blueprint.tree import Element, Kind

_NUMBER = re.compile(r"\s*([+-]?\d+)")
_COMMAND = re.compile(r"\\([A-Za-z@]+|.)", re.S)
_PARAMETERS = re.compile(r"#[1-9]")
LEAN_LIBRARY = ".lake/build/blueprint"
"""Where LeanArchitect puts what it generates."""


def _command_name(engine: Engine) -> str:
    """The name of a command given as an argument, with or without braces."""
    match = _COMMAND.search(engine.argument())
    return match[1] if match else ""


def _known(engine: Engine, name: str) -> bool:
    """Whether plasTeX has a command or environment of that name, which `\\newcommand` then leaves as it is."""
    return name not in engine.table.macros and (name in engine.commands or name in engine.styles)


def _integer(engine: Engine, text: str) -> int:
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
    if name and not _known(engine, name):
        count = _integer(engine, number) if number is not None else 0
        engine.define(Macro(name, body, min(max(count, 0), 9), default))


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
    if not name or _known(engine, name) or name in engine.unrecognised:
        return
    count = _integer(engine, number) if number is not None else 0
    engine.define(Macro(name, begin, min(max(count, 0), 9), default))
    engine.define(Macro("end" + name, end))
    engine.table.stir(name)
    engine.table.stir("end" + name)


def definition(local: bool, engine: Engine) -> None:
    r"""`\def`, `\gdef`, `\edef`, `\xdef`"""
    engine.leave_void()
    token = engine.token()
    name = token[1:] if token.startswith("\\") else ""
    frame = engine.frames[-1]
    brace = frame.text.find("{", frame.pos)
    parameters = frame.text[frame.pos : brace] if brace >= 0 else ""
    frame.pos = brace if brace >= 0 else len(frame.text)
    body = without_comments(engine.argument())
    if not name:
        return
    pattern = tuple(_PARAMETERS.split(without_comments(parameters)))
    engine.define(Macro(name, body, len(pattern) - 1, None, pattern), local=local)


def let(engine: Engine) -> None:
    r"""`\let`"""
    engine.leave_void()
    target, source = engine.token(), engine.token()
    if source == "=":
        source = engine.token()
    if not target.startswith("\\"):
        return
    name, meaning = target[1:], source[1:] if source.startswith("\\") else ""
    engine.save(name)
    macro = engine.table.macros.get(meaning)
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
        second = "\\" + engine.plain(engine.until("\\endcsname")).replace(" ", "")
    engine.push_text(f"{first} {second} " if second else first)


def command_by_name(engine: Engine) -> None:
    r"""`\csname...\endcsname`"""
    name = engine.plain(engine.until("\\endcsname")).strip()
    handler = engine.commands.get(name)
    if handler is not None:
        handler(engine)


# Conditionals


def decide(engine: Engine, truth: bool) -> None:
    """Goes on with the branch of a conditional that is chosen."""
    if truth or engine.skip_branch(to_else=True) in ("else", "or"):
        engine.conditions.append(0)


def otherwise(engine: Engine) -> None:
    r"""`\else` and `\or` where the branch before them was the chosen one."""
    if engine.conditions and not engine.conditions[-1]:
        engine.skip_branch(to_else=False)
        engine.conditions.pop()


def finish(engine: Engine) -> None:
    r"""`\fi`"""
    if not engine.conditions:
        return
    if engine.conditions[-1]:
        engine.conditions[-1] -= 1
    else:
        engine.conditions.pop()


def seeming(engine: Engine) -> None:
    r"""`\iff`: plasTeX takes every command that begins with `if` for a conditional when it looks for the `\fi`."""
    engine.leave_void()
    if engine.conditions:
        engine.conditions[-1] += 1


def constant(truth: bool, engine: Engine) -> None:
    """A conditional that is always true, or never."""
    decide(engine, truth)


def if_defined(engine: Engine) -> None:
    r"""`\ifdefined`"""
    name = engine.token().lstrip("\\")
    decide(engine, _defined(engine, name))


def if_same(engine: Engine) -> None:
    r"""`\ifx`: an unknown command is the same as another, and as `\undefined` if it stands first."""
    first, second = (_meaning(engine, engine.token()) for _ in range(2))
    decide(engine, first == second or (not first and second == "\\undefined"))


def _meaning(engine: Engine, token: str) -> str:
    """What a token stands for; nothing for a command that nobody defined."""
    name = token[1:] if token.startswith("\\") else ""
    macro = engine.table.macros.get(name)
    if macro is not None:
        return macro.body
    return token if not name or name == "undefined" or _defined(engine, name) else ""


def _defined(engine: Engine, name: str) -> bool:
    return name in engine.commands or name in engine.table.macros or name in engine.styles or name in _COMMON


def if_alike(engine: Engine) -> None:
    r"""`\if`: whether two characters are the same."""
    decide(engine, engine.token() == engine.token())


def if_named(engine: Engine) -> None:
    r"""`\ifcsname...\endcsname`"""
    decide(engine, _defined(engine, engine.plain(engine.until("\\endcsname")).strip()))


def choose(engine: Engine, truth: bool) -> None:
    """Goes on with the first or the second of two arguments."""
    yes, no = engine.argument(), engine.argument()
    engine.push_text(without_comments(yes if truth else no))


def if_undefined(engine: Engine) -> None:
    r"""`\@ifundefined{name}{yes}{no}`"""
    choose(engine, not _defined(engine, engine.plain(engine.argument())))


def if_then_else(engine: Engine) -> None:
    r"""ifthen's `\ifthenelse`, for tests on booleans, texts and numbers."""
    if "ifthen" in engine.packages:
        choose(engine, _test(engine, without_comments(engine.argument())))
    else:
        seeming(engine)


def _test(engine: Engine, test: str) -> bool:
    parts = re.split(r"\\(?:or|OR)\b", test)
    return any(all(_one(engine, part) for part in re.split(r"\\(?:and|AND)\b", either)) for either in parts)


def _one(engine: Engine, test: str) -> bool:
    negated, test = re.match(r"\s*\\(?:not|NOT)\b", test), re.sub(r"\s*\\(?:not|NOT)\b", "", test, count=1)
    if match := re.search(r"\\boolean\s*\{\s*(\w+)\s*\}", test):
        truth = engine.booleans.get(match[1], False)
    elif match := re.search(r"\\equal\s*\{(.*?)\}\s*\{(.*?)\}", test, re.S):
        truth = engine.plain(match[1]) == engine.plain(match[2])
    elif match := re.search(r"\\isundefined\s*\{?\s*\\(\w+)", test):
        truth = not _defined(engine, match[1])
    elif match := re.match(r"(.*?)([<>=])(.*)", test, re.S):
        left, right = _integer(engine, match[1]), _integer(engine, match[3])
        truth = {"<": left < right, ">": left > right, "=": left == right}[match[2]]
    else:
        truth = False
    return truth != bool(negated)


def set_boolean(engine: Engine) -> None:
    r"""ifthen's `\setboolean`"""
    engine.leave_void()
    name = engine.plain(engine.argument())
    engine.booleans[name] = engine.plain(engine.argument()).lower() == "true"


def loop(engine: Engine) -> None:
    r"""`\loop` takes the token that follows."""
    engine.leave_void()
    engine.token()


def if_number(engine: Engine) -> None:
    r"""`\ifnum`"""
    frame = engine.frames[-1]
    match = re.compile(r"([^<>=\n]{1,80})([<>=])\s*(-?\d+|\\[A-Za-z@]+(?:\{\w+\})?)\s?").match(frame.text, frame.pos)
    if match is None:
        decide(engine, False)
        return
    frame.pos = match.end()
    left, right = _integer(engine, match[1]), _integer(engine, match[3])
    decide(engine, {"<": left < right, ">": left > right, "=": left == right}[match[2]])


def if_math(engine: Engine) -> None:
    r"""`\ifmmode`"""
    decide(engine, engine.tree.contexts[-1].math)


def if_case(engine: Engine) -> None:
    r"""`\ifcase`"""
    frame = engine.frames[-1]
    match = _NUMBER.match(frame.text, frame.pos)
    frame.pos = match.end() if match else frame.pos
    for _ in range(min(int(match[1][:4]), 1000) if match else 0):
        word = engine.skip_branch(to_else=True)
        if word == "else":
            break
        if word != "or":
            return
    engine.conditions.append(0)


def new_if(engine: Engine) -> None:
    r"""`\newif`"""
    engine.leave_void()
    name = engine.token().lstrip("\\")
    if not name.startswith("if") or name in engine.commands:
        return
    state = [False]

    def test(engine: Engine) -> None:
        decide(engine, state[0])

    def assign(truth: bool, engine: Engine) -> None:
        state[0] = truth

    engine.commands[name] = test
    engine.commands[name[2:] + "true"] = partial(assign, True)
    engine.commands[name[2:] + "false"] = partial(assign, False)
    for word in (name, name[2:] + "true", name[2:] + "false"):
        engine.table.stir(word)


# Counters and theorems


def new_theorem(engine: Engine) -> None:
    r"""`\newtheorem`"""
    engine.leave_void()
    starred = engine.star()
    name = engine.plain(engine.argument())
    shared = engine.optional()
    engine.argument()
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
    style = theorem(name, counter, amsthm)
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


def change_counter(command: str, engine: Engine) -> None:
    r"""`\setcounter`, `\addtocounter`, `\stepcounter` and `\refstepcounter` (which takes no label here)."""
    engine.leave_void()
    name = engine.plain(engine.argument())
    if command == "set":
        engine.counters.set(name, _integer(engine, engine.argument()))
    else:
        engine.counters.step(name, _integer(engine, engine.argument()) if command == "add" else 1)


# Files and packages


def include(engine: Engine) -> None:
    r"""`\input`, `\include`"""
    name = engine.plain(engine.argument())
    place = engine.place()
    path = engine.sources.find(name, engine.source(), place) if name else None
    if path is not None:
        engine.read_file(engine.sources.read(path, place))
        return
    built = LEAN_LIBRARY in name.replace("\\", "/")
    engine.find_fault(
        "missing-input",
        f"there is no file {name!r}",
        remedy="build it with `lake build :blueprint` (LeanArchitect generates it)" if built else None,
        place=place,
    )


def if_file_exists(engine: Engine) -> None:
    r"""`\IfFileExists`, and `\InputIfFileExists`, which for plasTeX does not read the file either."""
    name = engine.plain(engine.argument())
    choose(engine, bool(name) and engine.sources.find(name, engine.source(), engine.place()) is not None)


def end_input(engine: Engine) -> None:
    r"""`\endinput`"""
    frame = next(frame for frame in reversed(engine.frames) if frame.source is not None)
    while engine.frames[-1] is not frame and len(engine.frames) > engine.base + 1:
        engine.frames.pop()
    frame.pos = len(frame.text)


def document_class(engine: Engine) -> None:
    r"""`\documentclass`"""
    engine.optional()
    name = engine.plain(engine.argument())
    engine.settings.document_class = name
    if name in CLASSES:
        engine.counters.load_class(name)
    else:
        _read_module(engine, name, ".cls")


def use_package(engine: Engine) -> None:
    r"""`\usepackage`, `\RequirePackage`"""
    engine.leave_void()
    options = engine.optional() or ""
    for name in engine.plain(engine.argument()).split(","):
        _load(engine, name.strip(), options)


def _load(engine: Engine, name: str, options: str) -> None:
    if not name or name in engine.packages:
        return
    engine.packages.add(name)
    if name in ("blueprint", "depgraph"):
        _take_options(engine, options)
    if name in MODULES:
        for style in PACKAGES.get(name, {}).values():
            engine.styles[style.name] = style
            engine.commands[style.name] = partial(declaration, style)
            engine.table.stir(style.name)
        for command, handler in with_arguments(name).items():
            if command not in engine.table.macros:
                engine.commands[command] = handler
        if name == "hyperref":
            engine.commands["hypertarget"] = hypertarget
            engine.table.stir("hypertarget")
        if name == "listings":
            engine.counters.new("listings", "chapter", "${thechapter}.${listings}")
    else:
        _read_module(engine, name, ".sty")


def _read_module(engine: Engine, name: str, suffix: str) -> None:
    """Reads a package of the project's own: what it defines stays, what it prints is dropped."""
    if "/" in name or "\\" in name:
        return
    path = engine.sources.find(name, engine.source(), engine.place(), suffix)
    if path is None or path.suffix != suffix:
        return
    source: Source = engine.sources.read(path, engine.place())
    letters_at, engine.letters_at = engine.letters_at, True
    engine.aside(Frame(source.text, source, file=True), Element(Kind.FRAGMENT, "#package"))
    engine.letters_at = letters_at


def _take_options(engine: Engine, options: str) -> None:
    if engine.settings.loaded:
        return
    engine.settings.loaded = True
    for option in without_comments(options).split(","):
        key, _, value = (part.strip() for part in option.partition("="))
        value = value.removeprefix("{").removesuffix("}")
        if key == "thms" and value:
            engine.settings.theorems = tuple(kind.strip() for kind in value.split("+") if kind.strip())
        elif key == "dep_by":
            engine.settings.graph_by = value
        elif key == "nonreducedgraph":
            engine.settings.reduced = value == "False" if value else False


def letters(at: bool, engine: Engine) -> None:
    r"""`\makeatletter`, `\makeatother`"""
    engine.letters_at = at
    engine.frames.append(Frame(""))  # the loop begins anew, with the other letters


_COMMON = frozenset({"relax", "undefined", "maketitle", "tableofcontents", "today", "alpha", "ldots", "quad"})
"""Some commands that plasTeX knows, that do nothing here, and that are asked for by name."""

COMMANDS: dict[str, Handler] = {
    **dict.fromkeys(("newcommand", "renewcommand", "providecommand", "DeclareRobustCommand"), new_command),
    "DeclareMathOperator": operator,
    **dict.fromkeys(("newenvironment", "renewenvironment"), new_environment),
    **dict.fromkeys(("def", "edef"), partial(definition, True)),
    **dict.fromkeys(("gdef", "xdef"), partial(definition, False)),
    "let": let,
    "expandafter": expand_after,
    "csname": command_by_name,
    **dict.fromkeys(("iftrue", "ifplastex", "ifhtml", "ifhmode"), partial(constant, True)),
    **dict.fromkeys(
        ("iffalse", "ifpdf", "ifvmode", "ifinner", "ifdim", "ifvoid", "ifodd", "ifcat"), partial(constant, False)
    ),
    "ifdefined": if_defined,
    "ifx": if_same,
    "ifnum": if_number,
    "ifmmode": if_math,
    "ifcase": if_case,
    "if": if_alike,
    "ifcsname": if_named,
    "@ifundefined": if_undefined,
    "ifthenelse": if_then_else,
    "setboolean": set_boolean,
    "loop": loop,
    "iff": seeming,
    "else": otherwise,
    "or": otherwise,
    "fi": finish,
    "newif": new_if,
    "newtheorem": new_theorem,
    "numberwithin": number_within,
    "newcounter": new_counter,
    **{f"{c}counter": partial(change_counter, c) for c in ("set", "step", "refstep")},
    "addtocounter": partial(change_counter, "add"),
    "input": include,
    "include": include,
    "InputIfFileExists": if_file_exists,
    "IfFileExists": if_file_exists,
    "endinput": end_input,
    "documentclass": document_class,
    "usepackage": use_package,
    "RequirePackage": use_package,
    "makeatletter": partial(letters, True),
    "makeatother": partial(letters, False),
}
