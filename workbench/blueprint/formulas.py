"""Formulas: what dollars, brackets, scripts, rows and boxes do to nesting and numbers."""

from __future__ import annotations

from functools import partial

from workbench.blueprint.engine import Engine, Handler
from workbench.blueprint.latex import BOXES
from workbench.blueprint.tree import Element, Kind


def box(engine: Engine) -> None:
    """A command whose argument starts outside of mathematics."""
    engine.within_argument(engine.argument(), boxed=True)
    engine.settle_text()


def script(engine: Engine) -> None:
    """What `^` and `_` do before a group: in a formula it is their argument."""
    engine.leave_text()
    if engine.tree.contexts[-1].math:
        engine.within_argument(engine.argument())
        engine.settle_text()


def shift(engine: Engine) -> None:
    """What a dollar does: it opens or closes a formula, two of them a displayed one."""
    engine.leave_text()
    shifts = engine.shifts
    inside = shifts[-1] if shifts else None
    if inside is None and engine.skip_formula():
        return
    name = "math"
    if engine.peek() == "$" and inside != "math":
        engine.frames[-1].pos += 1
        name = "displaymath"
    style = engine.styles[name]
    if inside == name:
        shifts.pop()
        engine.pop_environment(name)
        engine.stray(name, style, Kind.END)
        return
    shifts.append(name)
    element = engine.environment(style)
    engine.tree.push(element)
    engine.tree.enter(element)


def row(engine: Engine) -> None:
    r"""`\\`: in an array it begins a row, which takes the labels; elsewhere it breaks a line."""
    array = engine.tree.contexts[-1].array
    if array is None:
        engine.leave_text()
        engine.star()
        engine.optional()
        return
    engine.pop_group()
    engine.star()
    counter = array.style.counter if array.style else None
    line = Element(Kind.COMMAND, "row")
    line.put_into(array)
    line.depth = len(engine.tree.contexts)
    engine.step(line, counter)
    space = engine.optional()
    if space is not None:
        engine.within_argument(space)
    if counter:
        line.ref = engine.number(counter)
    engine.tree.push(None)
    engine.tree.enter(Element(Kind.CELL, "ArrayCell"))


def unnumbered(engine: Engine) -> None:
    r"""`\nonumber` and `\notag` take the number of the equation back."""
    engine.leave_void()
    engine.counters.step("equation", -1)


def formula(name: str, engine: Engine) -> None:
    r"""`\[` and `\(`."""
    end_mark = "\\]" if name == "displaymath" else "\\)"
    if engine.skip_idle(end_mark):
        engine.leave_text()
        return
    element = engine.environment(engine.styles[name])
    engine.tree.push(element)
    engine.tree.enter(element)


def end_formula(name: str, engine: Engine) -> None:
    r"""`\]` and `\)`."""
    engine.pop_environment(name)
    engine.stray(name, engine.styles[name], Kind.END)


def open_brace(engine: Engine) -> None:
    """`{`"""
    engine.balance.begin("{", engine.spot())
    engine.open_group()


def close_brace(engine: Engine) -> None:
    """`}`"""
    engine.balance.end("{", engine.spot())
    engine.close_group()


COMMANDS: dict[str, Handler] = {
    "nonumber": unnumbered,
    "notag": unnumbered,
    **dict.fromkeys(BOXES.split(), box),
}

QUIET = frozenset(BOXES.split())
"""Commands of which nothing can come where their arguments are idle."""

SIGNS: dict[str, Handler] = {
    "\\": row,
    "[": partial(formula, "displaymath"),
    "(": partial(formula, "math"),
    "]": partial(end_formula, "displaymath"),
    ")": partial(end_formula, "math"),
}

CHARACTERS: dict[str, Handler] = {
    "{": open_brace,
    "}": close_brace,
    "$": shift,
    "^": script,
    "_": script,
}
