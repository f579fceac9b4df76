"""Files, document classes and packages: what else is read, and what that adds to LaTeX."""

from __future__ import annotations

from functools import partial

from workbench.blueprint.balance import Balance
from workbench.blueprint.engine import Engine, Handler
from workbench.blueprint.latex import CLASSES, MODULES, PACKAGES
from workbench.blueprint.macros import without_comments
from workbench.blueprint.scanner import Frame
from workbench.blueprint.sources import Source
from workbench.blueprint.structure import declaration, hypertarget, with_arguments
from workbench.blueprint.tree import Element, Kind

LEAN_LIBRARY = ".lake/build/blueprint"
"""Where LeanArchitect puts what it generates."""


def include(engine: Engine) -> None:
    r"""`\input`, `\include`"""
    name = engine.plain(engine.argument())
    place = engine.place()
    path = engine.sources.find(name, engine.source(), place) if name else None
    if path is not None:
        frame = engine.frames[-1]
        engine.read_file(engine.sources.read(path, place))
        frame.edit(frame.start, frame.pos, engine.frames[-1])
        if frame.root.source is None:  # a macro of the author's read the file: its text stands before the call
            outer = next(below for below in reversed(engine.frames[:-1]) if below.root.source is not None)
            outer.edit(outer.start, outer.start, engine.frames[-1])
        return
    built = LEAN_LIBRARY in name.replace("\\", "/")
    engine.find_fault(
        "missing-input",
        f"there is no file {name!r}",
        remedy="build it with `lake build :blueprint` (LeanArchitect generates it)" if built else None,
        place=place,
    )


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
    fragment = Element(Kind.FRAGMENT, "#package")
    fragment.lost = True
    balance, engine.balance = engine.balance, Balance()  # packages may open what the document closes
    engine.aside([Frame(source.text, source, file=True)], fragment)
    engine.balance = balance
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


COMMANDS: dict[str, Handler] = {
    "input": include,
    "include": include,
    "endinput": end_input,
    "documentclass": document_class,
    "LoadClass": document_class,
    "usepackage": use_package,
    "RequirePackage": use_package,
    "makeatletter": partial(letters, True),
    "makeatother": partial(letters, False),
}
