r"""The commands that give a document its shape, as a `Recorder` carries them out: as the engine does, noting where."""

from __future__ import annotations

from functools import partial

from workbench.blueprint import formulas, structure, unprinted
from workbench.blueprint.counters import roman
from workbench.blueprint.engine import Handler
from workbench.blueprint.events import Began, Closed, Ended, Headed, Opened
from workbench.blueprint.items import number_of_item
from workbench.blueprint.latex import ARTICLES, SECTIONS
from workbench.blueprint.macros import without_comments
from workbench.blueprint.recording import (
    OpenList,
    OwnEnvironment,
    Recorder,
    Stretch,
    Watched,
    each,
    handler,
    name_of,
)
from workbench.blueprint.scanner import Frame
from workbench.blueprint.tree import Element, Kind

_INNER = "array cases matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix split aligned gathered alignedat"
"""Environments within a formula: a macro that holds one whole need not be shown."""


# Environments


def begin(engine: Recorder) -> None:
    r"""`\begin{name}`"""
    before = engine.before()
    seen = engine.watch(structure.begin)
    name = name_of(engine, seen)
    macro = engine.table.macros.get(name)
    style = engine.styles.get(name)
    if name == "document":
        engine.begun, engine.start = True, engine.numbering()
        engine.put(engine.stretches(before), Began())
    elif macro is not None and macro.pattern is None:
        frame, begins = before[-1]
        read = engine.frames[-1]
        began = read if read is not frame and read.pos == 0 and not read.file else None
        engine.own.append(OwnEnvironment(name, (frame, begins, frame.pos), began, engine.expansion(macro)))
    elif seen.opened is not None and _is_piece(engine, seen.opened.name):
        engine.put(engine.stretches(before), _opened(engine, seen, seen.opened))
    elif name not in _INNER.split():
        engine.show(before[-1][0])
    if macro is None and style is not None and style.shape == "list":
        engine.lists.append(OpenList(name, seen.bracket if name == "enumerate" else None))


def _is_piece(engine: Recorder, env: str) -> bool:
    style = engine.styles.get(env)
    theorem = style is not None and style.shape == "theorem"
    return theorem or env in ("proof", "thebibliography") or env in engine.settings.theorems


def _opened(engine: Recorder, seen: Watched, element: Element) -> Opened:
    title = element.title
    if element.style is not None and element.name == "proof" and seen.bracket is not None:
        title = " ".join(without_comments(seen.bracket).split())
    counter = element.style.counter if element.style else None
    counts = counter is not None and counter in ("equation", *engine.counters.above("equation"))
    return Opened(element, title, engine.numbering() if counts else None)


def end(engine: Recorder) -> None:
    r"""`\end{name}`"""
    before = engine.before()
    seen: list[Watched] = []
    pushed = engine.called(lambda: seen.append(engine.watch(structure.end)))
    name = name_of(engine, seen[0])
    macro = engine.table.macros.get(name)
    if name == "document":
        engine.put(engine.stretches(before), Ended())
    elif macro is not None and macro.pattern is None:
        _end_own(engine, name, engine.stretches(before), pushed)
    elif _is_piece(engine, name):
        engine.put(engine.stretches(before), Closed(name))
    elif name not in _INNER.split():
        engine.show(before[-1][0])
    for depth in reversed(range(len(engine.lists))):
        if engine.lists[depth].name == name:
            del engine.lists[depth:]
            break


def _end_own(engine: Recorder, name: str, read: list[Stretch], ends: Frame | None) -> None:
    """An environment of the author's is shown with both its ends, or with none."""
    depth = next((i for i in reversed(range(len(engine.own))) if engine.own[i].name == name), None)
    if depth is None:
        return
    own = engine.own[depth]
    del engine.own[depth:]
    if engine.is_shown(own):
        engine.show_beginning(own)
        if ends is not None:
            engine.show(ends)
        else:
            engine.put(read, inside=Frame("}"))
    elif ends is not None:
        engine.partners[ends] = own


# Headings, labels, rows


def section(name: str, engine: Recorder) -> None:
    r"""`\section` and its kin."""
    before = engine.before()
    counted = engine.counters.value(name)
    seen = engine.watch(partial(structure.section, name))
    element = engine.sections[-1]
    title = without_comments(seen.arguments[-1]).strip() if seen.arguments else ""
    number = _number(engine, name, element) if engine.counters.value(name) != counted else None
    engine.headings[element] = number
    engine.put(engine.stretches(before), Headed(element, title, number, engine.numbering()))


def _number(engine: Recorder, name: str, element: Element) -> str | None:
    """What LaTeX prints, which numbers deeper than plasTeX does, and parts in Roman numerals."""
    level = SECTIONS[name]
    usual = max(3 if engine.settings.document_class in ARTICLES else 2, engine.settings.numbered_to)
    if level > (usual if engine.section_depth is None else engine.section_depth):
        return None
    if name == "part" and "thepart" not in engine.table.macros:
        return roman(engine.counters.value("part"))
    return element.ref if element.ref is not None else engine.number(name)


def label(engine: Recorder) -> None:
    r"""`\label`"""
    engine.show_here()
    name = name_of(engine, engine.watch(structure.label))
    if name and name not in engine.labels:
        engine.loose[name] = engine.sections[-1] if engine.sections else None
    element = engine.labelled
    if element is not None and element.kind is Kind.ITEM and element not in engine.items:
        engine.items[element] = number_of_item(engine, element)


def caption(engine: Recorder) -> None:
    r"""`\caption`: what LaTeX prints before it, such as `Figure 2:`, is put before the author's words."""
    engine.show_here()
    counter = engine.tree.contexts[-1].caption
    counted = engine.counters.value(counter or "")
    seen = engine.watch(structure.caption)
    if counter is None or not seen.arguments or engine.counters.value(counter) == counted:
        return
    frame, given = engine.frames[-1], seen.arguments[-1]
    begins = frame.pos - 1 - len(given)
    if frame.text[begins : frame.pos] == f"{given}}}":
        before = f"\\textbf{{{counter.capitalize()} {engine.number(counter)}:}} "
        engine.put([(frame, begins, begins)], inside=Frame(before))


def item(engine: Recorder) -> None:
    r"""`\item`"""
    seen = engine.watch(structure.item)
    if engine.lists:
        engine.lists[-1].term = seen.bracket
        engine.lists[-1].uncounted += seen.bracket is not None


def shown(command: Handler, engine: Recorder) -> None:
    """A command that is to be seen in the document itself."""
    engine.show_here()
    command(engine)


COMMANDS: dict[str, Handler] = {
    **unprinted.COMMANDS,
    **each(shown, {**structure.COMMANDS, **formulas.COMMANDS}, "bibitem nonumber notag"),
    "begin": handler(begin),
    "end": handler(end),
    "caption": handler(caption),
    "item": handler(item),
    "label": handler(label),
    **{name: handler(partial(section, name)) for name in SECTIONS},
}
"""By name, for `reader.read_with`."""
