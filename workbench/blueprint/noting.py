r"""The commands that a `Recorder` carries out otherwise: each does what the engine does, and notes where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import cast

from workbench.blueprint import conditionals, definitions, flags, formulas, packages, structure
from workbench.blueprint.counters import roman
from workbench.blueprint.engine import Handler
from workbench.blueprint.items import number_of_item
from workbench.blueprint.latex import ARTICLES, SECTIONS
from workbench.blueprint.macros import without_comments
from workbench.blueprint.recording import (
    Began,
    Closed,
    Counted,
    Ended,
    Headed,
    Listed,
    Opened,
    OpenList,
    OwnEnvironment,
    Recorder,
    Stretch,
    Watched,
)
from workbench.blueprint.scanner import Frame
from workbench.blueprint.tree import Element, Kind

_INNER = "array cases matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix split aligned gathered alignedat"
"""Environments within a formula: a macro that holds one whole need not be shown."""
_RESOURCE = re.compile(r"\s*(?:\[[^\]]*\]\s*)?\{([^{}]*)\}")
_OPTIONS = re.compile(r"(?:\s*\[[^\]]*\])?")
_NOT_PRINTED = (
    "bibliographystyle pagestyle pagenumbering thispagestyle typeout addtocontents addcontentsline markboth markright "
    "setlength addtolength settowidth settoheight settodepth index glossary AtBeginDocument AtEndDocument everypar "
    "newlength newsavebox sbox"
)
"""Commands of LaTeX's that leave nothing on the page."""


# Environments


def begin(engine: Recorder) -> None:
    r"""`\begin{name}`"""
    before = engine.before()
    seen = engine.watch(structure.begin)
    name = _name(engine, seen)
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


def _name(engine: Recorder, seen: Watched) -> str:
    return engine.plain(seen.arguments[0]) if seen.arguments else ""


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
    name = _name(engine, seen[0])
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
    name = _name(engine, engine.watch(structure.label))
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


def shown(handler: Handler, engine: Recorder) -> None:
    """A command that is to be seen in the document itself."""
    engine.show_here()
    handler(engine)


# What is not printed


def silent(handler: Handler, engine: Recorder) -> None:
    """A command that prints nothing."""
    before = engine.before()
    handler(engine)
    if engine.begun:
        engine.put(engine.stretches(before))


def new_document_command(engine: Recorder) -> None:
    r"""`\NewDocumentCommand` and its kin: the engine goes on behind the name, the document behind the definition."""
    frame = engine.frames[-1]
    begins, after = frame.start, frame.pos
    engine.argument(), engine.argument(), engine.argument()
    ends, same = frame.pos, engine.frames[-1] is frame
    frame.pos = after if same else frame.pos
    if same:
        definitions.new_document_command(engine)
    if engine.begun:
        engine.put([(frame, begins, ends)])


def change_counter(command: str, engine: Recorder) -> None:
    r"""`\setcounter` and its kin, where they count equations or say how deep sections are numbered."""
    before, value = engine.before(), engine.counters.value("equation")
    seen = engine.watch(partial(definitions.change_counter, command))
    name = _name(engine, seen)
    now = engine.counters.value("equation")
    if name == "secnumdepth":
        engine.section_depth = engine.counters.value(name)
    if not engine.begun:
        return
    event = None
    if name == "equation":
        event = Counted(engine.numbering(), **({"to": now} if command == "set" else {"by": now - value}))
    engine.put(engine.stretches(before), event)


def number_within(engine: Recorder) -> None:
    r"""`\numberwithin`"""
    before = engine.before()
    seen = engine.watch(definitions.number_within)
    if _name(engine, seen) == "equation" and "amsmath" in engine.packages:
        engine.equations_within = engine.plain(seen.arguments[1])
    if engine.begun:
        engine.put(engine.stretches(before), Counted(engine.numbering()))


# Files, conditionals, front matter


def include(engine: Recorder) -> None:
    r"""`\input`, `\include`"""
    before = engine.before()
    top = engine.frames[-1]
    packages.include(engine)
    pushed = engine.frames[-1]
    if pushed is top or not pushed.file or pushed.pos:
        engine.put(engine.stretches(before))  # no such file: nothing is printed
    elif not pushed.text.endswith("\n"):
        under = engine.frames[-2]
        engine.put([(under, under.pos, under.pos)], inside=Frame("\n"))


def chosen(handler: Handler, engine: Recorder) -> None:
    """A command that goes on with one of its arguments, or with a text that was kept for it."""
    before = engine.before()
    pushed = engine.called(handler, engine)
    if pushed is not None:
        engine.show(pushed)
    else:
        engine.put(engine.stretches(before))


def if_then_else(engine: Recorder) -> None:
    r"""ifthen's `\ifthenelse`, which means nothing without the package."""
    if "ifthen" in engine.packages:
        chosen(conditionals.if_then_else, engine)
    else:
        conditionals.if_then_else(engine)


def by_name(engine: Recorder) -> None:
    r"""`\csname`: a macro of the author's without arguments stands there itself."""
    before = engine.before()
    engine.show(before[-1][0])
    frame = engine.frames[-1]
    end = frame.find("\\endcsname")
    macro = engine.table.macros.get(engine.plain(frame.text[frame.pos : end]).strip()) if end >= 0 else None
    definitions.command_by_name(engine)
    if macro is not None and not macro.arguments and macro.pattern in (None, ("",)):
        engine.put([(frame, before[-1][1], end + len("\\endcsname"))], inside=Frame(macro.body))


def deferred(handler: Handler, engine: Recorder) -> None:
    """A command that goes on with another text, or defines a name that no token spells."""
    before, moment = engine.before(), engine.in_force.moment
    pushed = engine.called(handler, engine)
    if pushed is None and engine.begun and engine.in_force.moment != moment:
        engine.put(engine.stretches(before))


def front(name: str, signature: str, engine: Recorder) -> None:
    r"""`\title`, `\author`, `\date`"""
    before = engine.before()
    if name == "author" and engine.skip_blank() == "[":
        engine.optional()  # amsart's short form
    seen = engine.watch(partial(structure.arguments, signature))
    given = without_comments(seen.arguments[-1]).strip() if seen.arguments else ""
    more = name == "author" and name in engine.front
    engine.front[name] = f"{engine.front[name]} \\and {given}" if more else given
    if engine.begun:
        engine.put(engine.stretches(before))


# References


def bibliography(engine: Recorder) -> None:
    r"""`\bibliography`"""
    before = engine.before()
    seen = engine.watch(structure.back_matter)
    engine.databases += [name.strip() for given in seen.arguments for name in engine.plain(given).split(",")]
    if engine.begun:
        engine.put(engine.stretches(before), Listed())


def resource(engine: Recorder) -> None:
    r"""biblatex's `\addbibresource`, which plasTeX does not know: its argument is a group."""
    engine.leave_void()
    frame = engine.frames[-1]
    match = _RESOURCE.match(frame.text, frame.pos)
    if match:
        engine.databases.append(engine.plain(match[1]))
        if engine.begun:
            engine.put([(frame, frame.start, match.end())])


def print_bibliography(engine: Recorder) -> None:
    r"""biblatex's `\printbibliography`, which plasTeX does not know."""
    engine.leave_void()
    frame = engine.frames[-1]
    match = _OPTIONS.match(frame.text, frame.pos)
    if engine.begun:
        engine.put([(frame, frame.start, match.end() if match else frame.pos)], Listed())


def _handler(note: Callable[[Recorder], None]) -> Handler:
    """Only a `Recorder` is given these."""
    return cast(Handler, note)


def _each(note: Callable[[Handler, Recorder], None], handlers: dict[str, Handler], names: str) -> dict[str, Handler]:
    return {name: _handler(partial(note, handlers[name])) for name in names.split()}


_DEFINING = " ".join(definitions.COMMANDS.keys() - {"expandafter", "csname"})

COMMANDS: dict[str, Handler] = {
    **_each(silent, definitions.COMMANDS, _DEFINING),
    **_each(silent, structure.COMMANDS, f"appendix {_NOT_PRINTED}"),
    **_each(silent, conditionals.COMMANDS, "newif setboolean"),
    **_each(silent, flags.COMMANDS, "home github dochome graphcolor bpcolor newleannode newleanmodule"),
    **_each(silent, packages.COMMANDS, "endinput usepackage RequirePackage"),
    **_each(shown, {**structure.COMMANDS, **formulas.COMMANDS}, "bibitem nonumber notag"),
    **_each(chosen, conditionals.COMMANDS, "@ifundefined InputIfFileExists IfFileExists"),
    **_each(chosen, flags.COMMANDS, "inputleannode inputleanmodule"),
    **_each(deferred, definitions.COMMANDS, "expandafter"),
    **{f"{verb}DocumentCommand": _handler(new_document_command) for verb in ("New", "Renew", "Provide", "Declare")},
    **{f"{c}counter": _handler(partial(change_counter, c)) for c in ("set", "step", "refstep")},
    "addtocounter": _handler(partial(change_counter, "add")),
    "numberwithin": _handler(number_within),
    "csname": _handler(by_name),
    "ifthenelse": _handler(if_then_else),
    "begin": _handler(begin),
    "end": _handler(end),
    "caption": _handler(caption),
    "item": _handler(item),
    "label": _handler(label),
    **dict.fromkeys(("input", "include"), _handler(include)),
    "title": _handler(partial(front, "title", "om")),
    "author": _handler(partial(front, "author", "m")),
    "date": _handler(partial(front, "date", "m")),
    "bibliography": _handler(bibliography),
    "addbibresource": _handler(resource),
    "printbibliography": _handler(print_bibliography),
    **{name: _handler(partial(section, name)) for name in SECTIONS},
}
"""By name, for `reader.read_with`."""
