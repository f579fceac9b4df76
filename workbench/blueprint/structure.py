"""Environments, sections, lists, formulas and labels: the commands that give a document its shape."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from workbench.blueprint.counters import LIST_COUNTERS
from workbench.blueprint.engine import STEPS_OF_A_PART, Engine, Handler
from workbench.blueprint.latex import ARGUMENTS, ARTICLES, DECLARATIONS, SECTIONS, Style
from workbench.blueprint.macros import without_comments
from workbench.blueprint.tree import DOCUMENT_LEVEL, PAR, Element, Kind

_UNCOUNTED = {
    "displaymath",
    "equation*",
    "align*",
    "gather*",
    "multline*",
    "flalign*",
    "alignat*",
    "aligned",
    "gathered",
}


def begin(engine: Engine) -> None:
    r"""`\begin{name}`"""
    name = engine.plain(engine.argument())
    macro = engine.table.macros.get(name)
    style = engine.styles.get(name)
    if name == "document":
        engine.balance.start(engine.spot())
        _begin_document(engine)
        return
    if macro is None and (style is None or style.shape != "verbatim"):
        engine.balance.begin(name, engine.spot())
    if macro is not None:
        if macro.pattern is None:
            engine.balance.begin("{", engine.spot())
            engine.open_group()
        engine.expand_call(macro)
    elif style is not None:
        open_environment(engine, style)
    else:
        engine.unrecognised.add(name)
        element = engine.stray(name)
        engine.tree.push(element)
        if name in engine.settings.theorems:
            engine.find_fault(
                "phantom-node",
                f"nothing defines the environment {name}, so its \\begin and \\end each make a node of the graph",
                remedy=f"declare it with \\newtheorem{{{name}}}{{...}}",
            )


def end(engine: Engine) -> None:
    r"""`\end{name}`"""
    name = engine.plain(engine.argument())
    macro = engine.table.macros.get(name)
    style = engine.styles.get(name)
    if macro is None:
        engine.balance.end(name, engine.spot())
    if name == "document":
        engine.balance.stop()
        engine.pop_environment(name)
        engine.tree.attach(Element(Kind.END, name, DOCUMENT_LEVEL))
    elif macro is not None:
        _end_of_author(engine, name)
    elif style is not None:
        _end_environment(engine, style)
    else:
        engine.pop_environment(name)
        engine.stray(name)


def _begin_document(engine: Engine) -> None:
    element = Element(Kind.ENVIRONMENT, "document", DOCUMENT_LEVEL)
    engine.pop_to(element)
    engine.tree.push(element)
    engine.tree.enter(element)
    engine.in_document = True
    for name, value in engine.settings.counters.items():
        engine.counters.set(name, value - 1)


def _end_of_author(engine: Engine, name: str) -> None:
    macro = engine.table.macros[name]
    if macro.pattern is not None:
        engine.expand_call(macro)
        return
    closing = engine.table.macros.get("end" + name)
    if closing is None:
        engine.balance.end("{", engine.spot())
        engine.close_group()
    else:
        engine.push_text(closing.expand([]) + "}")


def open_environment(engine: Engine, style: Style) -> None:
    """An environment that plasTeX knows, by `\\begin` or (some) as a command of its own."""
    _OPENERS[style.shape](engine, style)


def _open_plain(engine: Engine, style: Style) -> None:
    element = engine.environment(style)
    engine.tree.push(element)
    engine.step(element, style.counter)
    if style.counter:
        element.ref = engine.number(style.counter)
    if style.name == "proof":
        title = engine.optional()
        if title is not None:
            engine.within_argument(title)
    elif style.name == "color":
        engine.optional()
        engine.argument()
    elif style.caption or style.name == "minipage":
        engine.optional()
    element.span = engine.span(element.opener)
    engine.tree.enter(element)


def _open_theorem(engine: Engine, style: Style) -> None:
    element = engine.environment(style)
    engine.tree.push(element)
    engine.step(element, style.counter)
    title = engine.optional()
    if title is not None:
        element.title = " ".join(without_comments(title).split())
        engine.within_argument(title)
    if style.counter:
        element.ref = engine.number(style.counter)
    engine.tree.enter(element)
    element.span = engine.span(element.opener)


def _open_list(engine: Engine, style: Style) -> None:
    engine.list_depth += 1
    _reset_lists(engine)
    element = engine.environment(style)
    engine.tree.push(element)
    if style.name == "enumerate":
        engine.optional()
    elif style.name in ("list", "thebibliography"):
        engine.argument()
    element.span = engine.span(element.opener)
    engine.tree.enter(element)


def _open_array(engine: Engine, style: Style) -> None:
    element = engine.environment(style)
    engine.tree.push(element)
    engine.step(element, style.counter)
    if style.counter:
        element.ref = engine.number(style.counter)
    if not style.counter and style.name in _UNCOUNTED and engine.skip_idle(f"\\end{{{style.name}}}"):
        engine.balance.end(style.name, engine.spot())
        engine.pop_to(element)
        engine.leave_text()
        return
    if style.caption and style.name != "array":
        if style.name in ("tabular*", "tabularx", "tabulary"):
            engine.argument()
        engine.optional()
        engine.argument()
    engine.tree.push(None)
    element.span = engine.span(element.opener)
    engine.tree.enter(element)
    engine.tree.enter(Element(Kind.CELL, "ArrayCell"))


def _skip_verbatim(engine: Engine, style: Style) -> None:
    element = engine.environment(style)
    engine.step(element, style.counter)
    frame = engine.frames[-1]
    ends = (f"\\end{{{style.name}}}", f"\\end{style.name}")
    found = [(frame.find(mark), mark) for mark in ends]
    found = [(at, mark) for at, mark in found if at >= 0]
    if found:
        at, mark = min(found)
        frame.pos = at + len(mark)
    else:
        for each in engine.frames[engine.base :]:
            each.pos = len(each.text)
    if style.name != "comment":
        engine.leave_text()
    elif engine.frames[-1] is frame:
        engine.leave_out(frame, frame.start)


_OPENERS: dict[str, Callable[[Engine, Style], None]] = {
    "plain": _open_plain,
    "theorem": _open_theorem,
    "list": _open_list,
    "array": _open_array,
    "verbatim": _skip_verbatim,
}


def _end_environment(engine: Engine, style: Style) -> None:
    if style.shape == "list":
        engine.list_depth -= 1
        _reset_lists(engine)
    engine.pop_environment(style.name)
    if engine.stray(style.name, style, Kind.END) is None:
        engine.end_text(engine.tree.closed)


def _reset_lists(engine: Engine) -> None:
    for counter in LIST_COUNTERS[max(engine.list_depth, 0) :]:
        engine.counters.set(counter, 0)


def declaration(style: Style, engine: Engine) -> None:
    """An environment used as a command: what follows stands in it."""
    open_environment(engine, engine.styles.get(style.name, style))


def section(name: str, engine: Engine) -> None:
    r"""`\section` and its kin."""
    level = SECTIONS[name]
    element = Element(Kind.SECTION, name, level)
    element.place = engine.place()
    starred = engine.star()
    if not starred:
        engine.step(element, name)
    toc = engine.optional()
    if toc is not None:
        engine.within_argument(toc)
    title = engine.argument()
    engine.within_argument(title)
    element.title = engine.plain(title)
    if not starred and level <= engine.settings.numbered_to:
        element.ref = engine.number(name)
    engine.tree.enter(element)
    engine.sections.append(element)
    engine.steps -= STEPS_OF_A_PART


def back_matter(engine: Engine) -> None:
    r"""`\bibliography` and `\printindex` are sections with a number of their own."""
    name = "section" if engine.settings.document_class in ARTICLES else "chapter"
    element = Element(Kind.SECTION, "bibliography", SECTIONS[name])
    engine.step(element, name)
    if engine.peek() == "{":
        engine.argument()
    element.ref = engine.number(name)
    engine.tree.enter(element)


def appendix(engine: Engine) -> None:
    r"""`\appendix`"""
    engine.leave_void()
    name = "section" if engine.settings.document_class in ARTICLES else "chapter"
    engine.counters.set(name, 0)
    engine.counters.formats[name] = f"${{{name}.Alph}}"
    engine.table.forget("the" + name)


def item(engine: Engine) -> None:
    r"""`\item`, which only means something in a list."""
    if not engine.tree.contexts[-1].listing:
        engine.leave_text()
        return
    element = Element(Kind.ITEM, "item")
    depth = engine.list_depth - 1
    counter = LIST_COUNTERS[depth] if -4 <= depth < 4 else LIST_COUNTERS[0]
    engine.step(element, counter)
    term = engine.optional()
    if term is not None:
        engine.within_argument(term)
    element.ref = engine.number(counter)
    engine.tree.enter(element)


def bibitem(engine: Engine) -> None:
    r"""`\bibitem`, an item of a bibliography."""
    if engine.tree.contexts[-1].listing:
        item(engine)
        engine.argument()
    else:
        engine.leave_text()


def paragraph_end(engine: Engine) -> None:
    r"""`\par`"""
    engine.tree.open[-1].add(PAR)


def caption(engine: Engine) -> None:
    r"""`\caption`, which is numbered and takes the labels that follow."""
    counter = engine.tree.contexts[-1].caption
    engine.leave_text()
    if counter is None:
        return
    element = Element(Kind.COMMAND, "caption")
    element.put_into(engine.tree.open[-1])
    if not engine.star():
        engine.step(element, counter)
    toc = engine.optional()
    if toc is not None:
        engine.within_argument(toc)
    engine.within_argument(engine.argument())
    engine.settle_text()
    element.ref = engine.number(counter)


def label(engine: Engine) -> None:
    r"""`\label`"""
    engine.leave_void()
    name = engine.plain(engine.argument())
    if engine.tree.contexts[-1].math and ("_" in name or "^" in name):
        return  # plasTeX takes the sign for a subscript and loses the label
    engine.label(name)


def hypertarget(engine: Engine) -> None:
    r"""hyperref's `\hypertarget`, which takes its label itself."""
    engine.leave_text()
    element = Element(Kind.COMMAND, "hypertarget")
    element.put_into(engine.tree.open[-1])
    engine.step(element, "hypertarget")
    engine.label(engine.plain(engine.argument()))


def verb(engine: Engine) -> None:
    r"""`\verb|text|`"""
    engine.leave_text()
    engine.star()
    delimiter = engine.peek()
    if delimiter:
        engine.frames[-1].pos += 1
        engine.until("}" if delimiter == "{" else delimiter)


def arguments(signature: str, engine: Engine) -> None:
    """A command of which only the arguments matter (`latex.ARGUMENTS`)."""
    for sort in signature:
        if sort == "s":
            engine.star()
        elif sort == "o":
            given = engine.optional()
            if given is not None:
                engine.within_argument(given)
        elif sort == "m":
            engine.within_argument(engine.argument())
        else:
            engine.argument(url=sort == "u")
    engine.settle_text()


def with_arguments(package: str) -> dict[str, Handler]:
    """The commands of which only the arguments matter that a package adds."""
    signatures = ARGUMENTS.get(package, {})
    return {name: partial(arguments, signature) for signature, names in signatures.items() for name in names.split()}


def begin_group(engine: Engine) -> None:
    r"""`\begingroup`"""
    engine.open_group()


def end_group(engine: Engine) -> None:
    r"""`\endgroup`"""
    engine.close_group()


COMMANDS: dict[str, Handler] = {
    **with_arguments(""),
    "begin": begin,
    "end": end,
    "item": item,
    "bibitem": bibitem,
    "par": paragraph_end,
    "label": label,
    "caption": caption,
    "verb": verb,
    "text": partial(arguments, "m"),
    "appendix": appendix,
    "bibliography": back_matter,
    "printindex": back_matter,
    "begingroup": begin_group,
    "bgroup": begin_group,
    "endgroup": end_group,
    "egroup": end_group,
    **{name: partial(section, name) for name in SECTIONS},
    **{name: partial(declaration, Style(name)) for name in DECLARATIONS.split()},
}

QUIET = frozenset(with_arguments("")) | {"par", "text"}
"""Commands of which nothing can come where their arguments are idle."""
