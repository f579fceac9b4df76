"""Reads a blueprint together with the whole document that it stands in: one reading, both as plain data."""

from __future__ import annotations

from pathlib import Path

from workbench.blueprint import noting
from workbench.blueprint.assembly import Assembly
from workbench.blueprint.document import Document, Target
from workbench.blueprint.model import Blueprint
from workbench.blueprint.reader import Rules, collector_paused, read_with
from workbench.blueprint.recording import Recorder
from workbench.blueprint.tree import Element, Kind

_WORDS = {"bibliography": "Section", "subsubparagraph": "Subparagraph", "hypertarget": "Section", "listings": "Listing"}


def read_document(main: Path, root: Path, name: str | None = None) -> tuple[Blueprint, Document]:
    """The blueprint, exactly as `read_blueprint` reads it, and its document; raises BadInput as that does."""
    with collector_paused():
        recorder = read_with(Recorder, main, root, noting.COMMANDS)
        rules = Rules(recorder)
        blueprint = rules.blueprint(name or recorder.sources.root.name)
        return blueprint, _document(recorder, rules)


def _document(recorder: Recorder, rules: Rules) -> Document:
    assembly = Assembly(recorder, rules)
    content = assembly.content()
    front = recorder.front
    targets = {label: _target(recorder, element) for label, element in recorder.labels.items()}
    for label, heading in recorder.loose.items():
        targets.setdefault(label, Target(None, heading.name.capitalize() if heading else "Section"))
    targets |= assembly.equation_targets
    targets |= {label: Target(number, "Equation") for label, number in assembly.equations.groups.items()}
    return Document(
        content=content,
        targets=targets,
        citations=assembly.citations,
        title=front.get("title"),
        author=front.get("author"),
        date=front.get("date"),
        front=recorder.in_force.needed(" ".join(front.values()), recorder.in_force.moment),
    )


def _target(recorder: Recorder, element: Element) -> Target:
    """What a label names that stands outside of a display."""
    if element.kind is Kind.ITEM:
        return Target(recorder.items.get(element), "Item")
    if element.kind is Kind.SECTION:
        word = _WORDS.get(element.name, element.name.capitalize())
        return Target(recorder.headings.get(element, element.ref), word)
    if element.theorem and element.style is not None:
        return Target(element.ref, element.style.printed or element.name.capitalize())
    if element.name == "caption":
        around = element.parent
        while around is not None and not (around.style and around.style.caption):
            around = around.parent
        counter = around.style.caption if around is not None and around.style else None
        return Target(element.ref, (counter or "figure").capitalize())
    if (element.style is not None and element.style.counter == "equation") or element.name == "row":
        return Target(element.ref, "Equation")
    return Target(element.ref, _WORDS.get(element.name, element.name.capitalize()))
