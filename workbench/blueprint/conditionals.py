"""Conditionals, as plasTeX decides them: TeX's own, LaTeX's, and the package ifthen's."""

from __future__ import annotations

import re
from functools import partial

from workbench.blueprint.definitions import integer
from workbench.blueprint.engine import Engine, Handler
from workbench.blueprint.macros import without_comments
from workbench.blueprint.scanner import Frame

_NUMBER = re.compile(r"\s*([+-]?\d+)")
_COMMON = frozenset({"relax", "undefined", "maketitle", "tableofcontents", "today", "alpha", "ldots", "quad"})
"""Some commands that plasTeX knows, that do nothing here, and that are asked for by name."""


def decide(engine: Engine, truth: bool, *, sure: bool = False) -> None:
    """Goes on with the branch of a conditional that is chosen; `sure`: LaTeX chooses the same for certain."""
    frame = engine.frames[-1]
    begin = frame.start
    if truth or engine.skip_branch(to_else=True) in ("else", "or"):
        engine.conditions.append(0)
        engine.doubtful.append(not sure)
    engine.leave_out(frame, begin, doubt=not sure)


def otherwise(engine: Engine) -> None:
    r"""`\else` and `\or` where the branch before them was the chosen one."""
    if engine.conditions and not engine.conditions[-1]:
        frame = engine.frames[-1]
        begin = frame.start
        engine.skip_branch(to_else=False)
        engine.conditions.pop()
        engine.leave_out(frame, begin, doubt=engine.doubtful.pop())


def finish(engine: Engine) -> None:
    r"""`\fi`"""
    if not engine.conditions:
        return
    if engine.conditions[-1]:
        engine.conditions[-1] -= 1
    else:
        engine.conditions.pop()
        engine.leave_out(engine.frames[-1], engine.frames[-1].start, doubt=engine.doubtful.pop())


def seeming(engine: Engine) -> None:
    r"""`\iff`: plasTeX takes every command that begins with `if` for a conditional when it looks for the `\fi`."""
    engine.leave_void()
    if engine.conditions:
        engine.conditions[-1] += 1


def constant(truth: bool, sure: bool, engine: Engine) -> None:
    """A conditional that is always true, or never; `sure`: in LaTeX, too."""
    decide(engine, truth, sure=sure)


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
    frame = engine.frames[-1]
    begin = frame.start
    yes, no = engine.argument(), engine.argument()
    chosen = without_comments(yes if truth else no)
    end = frame.pos
    engine.push_text(chosen)
    frame.edit(begin, end, Frame(chosen))
    engine.doubt(frame, begin, end)


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
        left, right = integer(engine, match[1]), integer(engine, match[3])
        truth = {"<": left < right, ">": left > right, "=": left == right}[match[2]]
    else:
        truth = False
    return truth != bool(negated)


def set_boolean(engine: Engine) -> None:
    r"""ifthen's `\setboolean`"""
    engine.leave_void()
    name = engine.plain(engine.argument())
    engine.booleans[name] = engine.plain(engine.argument()).lower() == "true"
    if engine.unsure():
        engine.in_force.note("boolean", f"{name} for a while")


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
    left, right = integer(engine, match[1]), integer(engine, match[3])
    decide(engine, {"<": left < right, ">": left > right, "=": left == right}[match[2]])


def if_odd(engine: Engine) -> None:
    r"""`\ifodd`"""
    frame = engine.frames[-1]
    match = re.compile(r"\s*([+-]?\d+|\\[A-Za-z@]+\s*\{\w+\})\s?").match(frame.text, frame.pos)
    if match:
        frame.pos = match.end()
    decide(engine, match is not None and integer(engine, match[1]) % 2 == 1)


def if_math(engine: Engine) -> None:
    r"""`\ifmmode`"""
    decide(engine, engine.tree.contexts[-1].math)


def if_case(engine: Engine) -> None:
    r"""`\ifcase`"""
    frame = engine.frames[-1]
    begin = frame.start
    match = _NUMBER.match(frame.text, frame.pos)
    frame.pos = match.end() if match else frame.pos
    word = "or"
    for _ in range(min(int(match[1][:4]), 1000) if match else 0):
        word = engine.skip_branch(to_else=True)
        if word != "or":
            break
    if word:
        engine.leave_out(frame, begin, doubt=True)
    if word in ("or", "else"):
        engine.conditions.append(0)
        engine.doubtful.append(True)


def new_if(engine: Engine) -> None:
    r"""`\newif`"""
    engine.leave_void()
    name = engine.token().lstrip("\\")
    if not name.startswith("if") or name in engine.commands:
        return
    state = [False]
    sure = [True]

    def test(engine: Engine) -> None:
        decide(engine, state[0], sure=sure[0])

    def assign(truth: bool, engine: Engine) -> None:
        state[0] = truth
        sure[0] = not engine.unsure()  # LaTeX forgets what was assigned in a group
        engine.in_force.set(name, "true" if truth else "false")

    engine.in_force.set(name, "false")
    engine.commands[name] = test
    engine.commands[name[2:] + "true"] = partial(assign, True)
    engine.commands[name[2:] + "false"] = partial(assign, False)
    for word in (name, name[2:] + "true", name[2:] + "false"):
        engine.table.stir(word)


def if_file_exists(engine: Engine) -> None:
    r"""`\IfFileExists`, and `\InputIfFileExists`, which for plasTeX does not read the file either."""
    name = engine.plain(engine.argument())
    choose(engine, bool(name) and engine.sources.find(name, engine.source(), engine.place()) is not None)


COMMANDS: dict[str, Handler] = {
    "iftrue": partial(constant, True, True),
    "iffalse": partial(constant, False, True),
    **dict.fromkeys(("ifplastex", "ifhtml", "ifhmode"), partial(constant, True, False)),
    **dict.fromkeys(("ifpdf", "ifvmode", "ifinner", "ifdim", "ifvoid", "ifcat"), partial(constant, False, False)),
    "ifdefined": if_defined,
    "ifx": if_same,
    "ifnum": if_number,
    "ifodd": if_odd,
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
    "InputIfFileExists": if_file_exists,
    "IfFileExists": if_file_exists,
}
