r"""leanblueprint's own macros, LeanArchitect's, and `\checkedby`: each is noted on what it stands directly in."""

from __future__ import annotations

import re
from functools import partial

from workbench.blueprint.engine import Engine, Handler
from workbench.blueprint.model import CheckedBy
from workbench.blueprint.tree import Facts, Note

_COMMENT = re.compile(r"(?<!\\)%[^\n]*(?:\n[ \t]*|\Z)")
"""A comment, with what TeX skips after it; afterwards a line begins."""
_EMPTY_LINE = re.compile(r"[\n\0][ \t]*\n")
_NOT_A_NAME = re.compile(r"[\\{}$]")


def _facts(engine: Engine) -> Facts:
    """The facts of what stands around the macro."""
    engine.leave_void()
    element = engine.tree.open[-1]
    if element.facts is None:
        engine.told.append(element)
    return element.told()


def _list(engine: Engine) -> list[str]:
    return [part.strip() for part in engine.plain(engine.argument()).split(",")]


def _labels(engine: Engine) -> tuple[str, ...]:
    """A list of labels; one with an empty line beside it keeps that, for plasTeX does not recognise it then."""
    given = engine.argument()
    engine.within_argument(given, lost=True)
    parts = _COMMENT.sub("\0", given).split(",")
    return tuple(("\n\n" if _EMPTY_LINE.search(part) else "") + engine.plain(part.replace("\0", "")) for part in parts)


def uses(engine: Engine) -> None:
    r"""`\uses{labels}`"""
    place, facts = engine.place(), _facts(engine)
    facts.uses.append(Note("uses", place, _labels(engine)))


def also_in(engine: Engine) -> None:
    r"""`\alsoIn{labels of sections}`"""
    place, facts = engine.place(), _facts(engine)
    facts.also_in.append(Note("alsoIn", place, _labels(engine)))


def proves(engine: Engine) -> None:
    r"""`\proves{label}`"""
    place, facts = engine.place(), _facts(engine)
    facts.proves.append(Note("proves", place, (engine.plain(engine.argument()),)))


def lean(engine: Engine) -> None:
    r"""`\lean{names}`"""
    place, facts = engine.place(), _facts(engine)
    names = _list(engine)
    for i, name in enumerate(names):
        if _NOT_A_NAME.search(name):
            names[i] = name.replace("\\_", "_")
            engine.find_fault("mangled-name", f"{name} is no name that Lean can have", place=place)
    facts.lean.append(Note("lean", place, tuple(names)))
    engine.lean_decls += names


def flag(name: str, engine: Engine) -> None:
    r"""`\leanok`, `\mathlibok`, `\notready`"""
    place, facts = engine.place(), _facts(engine)
    facts.flags.append(Note(name, place))
    if name == "notready":
        facts.notready = True
        return
    facts.leanok = True
    facts.mathlibok |= name == "mathlibok"


def discussion(engine: Engine) -> None:
    r"""`\discussion{number of an issue}`"""
    facts = _facts(engine)
    facts.discussion = engine.plain(engine.argument()).lstrip("#").strip()


def checked_by(engine: Engine) -> None:
    r"""`\checkedby{problem, ...}`, or `\checkedby[n=45,colours=4]{family}`; several of them accumulate."""
    place, facts = engine.place(), _facts(engine)
    given = engine.optional()
    parameters = _parameters(engine.plain(given)) if given else ()
    names = _list(engine)
    facts.checks.append(Note("checkedby", place, tuple(names)))
    for name in names:
        if name:
            facts.checked_by.append(CheckedBy(name, parameters, place))


def _parameters(text: str) -> tuple[tuple[str, str], ...]:
    """`n=77,lengths=3,9` as pairs: a part without `=` goes on with the value before it; braces hold parts together."""
    found: list[tuple[str, str]] = []
    for part in re.split(r",(?![^{}]*\})", text):
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if equals or not found:
            found.append((key, value.removeprefix("{").removesuffix("}")))
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]},{key}")
    return tuple((key, value) for key, value in found if key)


def address(which: str, engine: Engine) -> None:
    r"""`\home`, `\github`, `\dochome`"""
    url = engine.plain(engine.argument(url=True).replace("%", "\0")).replace("\0", "%")
    setattr(engine.settings, which, url.rstrip("/") if which == "github" else url)


def colour(strict: bool, engine: Engine) -> None:
    r"""`\graphcolor{key}{css}{legend}`, and `\bpcolor`, which takes no new keys."""
    key, css, legend = (engine.plain(engine.argument()) for _ in range(3))
    if key in engine.settings.colours or not strict:
        engine.settings.colours[key] = (css, legend)


# LeanArchitect: statements that Lean code generates, placed by name


def new_lean_node(kind: str, engine: Engine) -> None:
    r"""`\newleannode{label}{text}`, `\newleanmodule{Module}{text}`"""
    name = engine.plain(engine.argument())
    engine.lean_nodes[f"{kind} {name}"] = engine.argument()


def input_lean_node(kind: str, engine: Engine) -> None:
    r"""`\inputleannode{label}`, `\inputleanmodule{Module}`"""
    name = engine.plain(engine.argument())
    known = engine.lean_nodes.get(f"{kind} {name}")
    if known is not None:
        engine.push_text(known)
        return
    engine.find_fault(
        "missing-input",
        f"no generated source has the Lean {kind} {name!r}",
        remedy="build it with `lake build :blueprint` (LeanArchitect generates it)",
    )


COMMANDS: dict[str, Handler] = {
    "uses": uses,
    "alsoIn": also_in,
    "proves": proves,
    "lean": lean,
    **{name: partial(flag, name) for name in ("leanok", "mathlibok", "notready")},
    "discussion": discussion,
    "checkedby": checked_by,
    **{which: partial(address, which) for which in ("home", "github", "dochome")},
    "graphcolor": partial(colour, False),
    "bpcolor": partial(colour, True),
    **{f"newlean{kind}": partial(new_lean_node, kind) for kind in ("node", "module")},
    **{f"inputlean{kind}": partial(input_lean_node, kind) for kind in ("node", "module")},
}
