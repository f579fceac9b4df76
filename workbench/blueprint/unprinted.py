r"""What prints nothing, or goes on with something else: definitions, counters, files, conditionals, references."""

from __future__ import annotations

import re
from functools import partial

from workbench.blueprint import conditionals, definitions, flags, packages, structure
from workbench.blueprint.engine import Handler
from workbench.blueprint.events import Counted, Listed
from workbench.blueprint.macros import without_comments
from workbench.blueprint.recording import Recorder, each, handler, name_of
from workbench.blueprint.scanner import Frame

_RESOURCE = re.compile(r"\s*(?:\[[^\]]*\]\s*)?\{([^{}]*)\}")
_OPTIONS = re.compile(r"(?:\s*\[[^\]]*\])?")
_NOT_PRINTED = (
    "bibliographystyle pagestyle pagenumbering thispagestyle typeout addtocontents addcontentsline markboth markright "
    "setlength addtolength settowidth settoheight settodepth index glossary AtBeginDocument AtEndDocument everypar "
    "newlength newsavebox sbox"
)
"""Commands of LaTeX's that leave nothing on the page."""


# What is not printed


def silent(command: Handler, engine: Recorder) -> None:
    """A command that prints nothing."""
    before = engine.before()
    command(engine)
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
    name = name_of(engine, seen)
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
    if name_of(engine, seen) == "equation" and "amsmath" in engine.packages:
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


def chosen(command: Handler, engine: Recorder) -> None:
    """A command that goes on with one of its arguments, or with a text that was kept for it."""
    before = engine.before()
    pushed = engine.called(command, engine)
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


def deferred(command: Handler, engine: Recorder) -> None:
    """A command that goes on with another text, or defines a name that no token spells."""
    before, moment = engine.before(), engine.in_force.moment
    pushed = engine.called(command, engine)
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


_DEFINING = " ".join(definitions.COMMANDS.keys() - {"expandafter", "csname"})

COMMANDS: dict[str, Handler] = {
    **each(silent, definitions.COMMANDS, _DEFINING),
    **each(silent, structure.COMMANDS, f"appendix {_NOT_PRINTED}"),
    **each(silent, conditionals.COMMANDS, "newif setboolean"),
    **each(silent, flags.COMMANDS, "home github dochome graphcolor bpcolor newleannode newleanmodule"),
    **each(silent, packages.COMMANDS, "endinput usepackage RequirePackage"),
    **each(chosen, conditionals.COMMANDS, "@ifundefined InputIfFileExists IfFileExists"),
    **each(chosen, flags.COMMANDS, "inputleannode inputleanmodule"),
    **each(deferred, definitions.COMMANDS, "expandafter"),
    **{f"{verb}DocumentCommand": handler(new_document_command) for verb in ("New", "Renew", "Provide", "Declare")},
    **{f"{c}counter": handler(partial(change_counter, c)) for c in ("set", "step", "refstep")},
    "addtocounter": handler(partial(change_counter, "add")),
    "numberwithin": handler(number_within),
    "csname": handler(by_name),
    "ifthenelse": handler(if_then_else),
    **dict.fromkeys(("input", "include"), handler(include)),
    "title": handler(partial(front, "title", "om")),
    "author": handler(partial(front, "author", "m")),
    "date": handler(partial(front, "date", "m")),
    "bibliography": handler(bibliography),
    "addbibresource": handler(resource),
    "printbibliography": handler(print_bibliography),
}
"""By name, for `reader.read_with`."""
