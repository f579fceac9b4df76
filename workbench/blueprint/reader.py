"""Reads a blueprint by leanblueprint's rules: from the tree of the document to statements, proofs and graphs."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from workbench.blueprint import conditionals, definitions, flags, formulas, otherwise, packages, structure
from workbench.blueprint.engine import Engine, Handler
from workbench.blueprint.findings import finding
from workbench.blueprint.model import Blueprint, Finding, Graph, Node, Place, Proof
from workbench.blueprint.preamble import configured
from workbench.blueprint.sources import Sources
from workbench.blueprint.texts import EVERYWHERE, Texts
from workbench.blueprint.tree import Element, Facts, Kind, Neighbours
from workbench.blueprint.unread import unread

AnEngine = TypeVar("AnEngine", bound=Engine)

_NOTHING = Facts()
_NO_MORE: Mapping[str, Handler] = MappingProxyType({})


def read_blueprint(main: Path, root: Path, name: str | None = None) -> Blueprint:
    """The blueprint whose main file is `main`, every source of it under `root`.

    Raises BadInput where a file cannot be used: missing, a folder, no UTF-8 text, more than 32 MB in all, outside of
    the root, including itself, or with macros that never end.
    """
    with collector_paused():
        engine = read_with(Engine, main, root)
        return Rules(engine).blueprint(name or engine.sources.root.name)


@contextmanager
def collector_paused() -> Iterator[None]:
    """The tree of a document lives until it is read: looking for garbage while it grows costs a third of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def read_with(kind: type[AnEngine], main: Path, root: Path, more: Mapping[str, Handler] = _NO_MORE) -> AnEngine:
    """An engine of that kind, and with more commands, that has read the document; raises as `read_blueprint` does."""
    sources = Sources(main, root)
    engine = kind(
        sources,
        configured(main.parent),
        {
            **structure.COMMANDS,
            **formulas.COMMANDS,
            **definitions.COMMANDS,
            **conditionals.COMMANDS,
            **packages.COMMANDS,
            **flags.COMMANDS,
            **more,
        },
        formulas.SIGNS,
        formulas.CHARACTERS,
        structure.QUIET | formulas.QUIET,
    )
    engine.push_source(sources.read(main))
    engine.run()
    return engine


class Rules:
    """leanblueprint's rules over one document that was read."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.theorems = [element for element in engine.theorems if not element.lost]
        self.sections = [element for element in engine.sections if not element.lost]
        self.findings: list[Finding] = list(engine.findings)
        self.proofs: dict[Element, list[Element]] = {}
        self._attach_proofs()
        self.ids: dict[Element, str] = {}
        """Of every statement, once `blueprint` was called."""
        self._texts = Texts(16 * sum(len(source.text) for source in engine.sources.all()) + 16_000_000)
        self._otherwise = _otherwise(engine)
        self._titles: dict[Element, str | None] = {}
        self._chapter = "chapter" if any(s.name == "chapter" for s in self.sections) else "section"

    def blueprint(self, name: str) -> Blueprint:
        """Everything, as plain data."""
        engine, settings = self.engine, self.engine.settings
        graphs = list(self._graphs())
        drawn = {element for _, _, elements in graphs for element in elements}
        elements = self._statements(drawn)
        self._name(elements)
        statements = {self.ids[element]: self._node(element) for element in elements}
        self._find_faults(drawn)
        return Blueprint(
            name=name,
            main=engine.sources.files[0],
            thm_types=settings.theorems,
            lean_decls=tuple(engine.lean_decls),
            statements=statements,
            graphs=tuple(
                Graph(graph, title, tuple(dict.fromkeys(self.ids[element] for element in nodes)))
                for graph, title, nodes in graphs
            ),
            macros={name: text for name, text in engine.written.items() if name not in flags.COMMANDS},
            files=tuple(engine.sources.files),
            home=settings.home,
            github=settings.github,
            dochome=settings.dochome,
            colours=settings.colours,
            reduced=settings.reduced,
            findings=tuple(sorted(self.findings, key=lambda f: (f.place, f.code))),
        )

    # Proofs

    def _attach_proofs(self) -> None:
        """Which proofs leanblueprint gives to each statement, the one that counts last."""
        neighbours = Neighbours()
        named: dict[Element, Element] = {}
        before: dict[Element, Element] = {}
        for element in self.engine.told:
            for note in element.facts.proves if element.facts and not element.lost else ():
                target = self.engine.labels.get(note.values[0])
                if target is not None and not _falsy(target):
                    named[element], before[target] = target, element
        for proof in self.engine.proofs:
            target = named.get(proof) or neighbours.statement_before(proof)
            if target is not None and not proof.lost and not _falsy(target):
                self.proofs.setdefault(target, []).append(proof)
        for target, element in before.items():
            self.proofs.setdefault(target, [element])

    # Graphs

    def _graphs(self) -> Iterator[tuple[str, str | None, list[Element]]]:
        settings = self.engine.settings
        nodes = [element for element in self.theorems if element.name in settings.theorems]
        if not settings.graph_by:
            yield "document", None, nodes
            return
        also: dict[Element, list[Element]] = {}
        for element in self.engine.told:
            for note in element.facts.also_in if element.facts else ():
                for label in note.values:
                    if label in self.engine.labels:
                        also.setdefault(self.engine.labels[label], []).append(element)
        within: dict[Element, list[Element]] = {}
        for node in nodes:
            outer = node.section_around
            while outer is not None:
                if outer.name == settings.graph_by:
                    within.setdefault(outer, []).append(node)
                outer = outer.parent and outer.parent.section_around
        for section in self.sections:
            if section.name == settings.graph_by:
                elements = within.get(section, []) + also.get(section, [])
                yield f"{section.name}_{section.ref}", section.title, list(dict.fromkeys(elements))

    # Statements

    def _statements(self, drawn: set[Element]) -> list[Element]:
        """Whatever a graph draws, a label names in a theorem-like environment, or a `\\uses` points at."""
        found = drawn | {element for element in self.theorems if element.labels}
        for element in self.engine.told:
            for label in self._used(element):
                found.add(self.engine.labels[label])
        return sorted(found, key=lambda element: element.order)

    def _used(self, element: Element) -> list[str]:
        """The labels that count: those of the last `\\uses` that name something."""
        facts = element.facts
        if facts is None or not facts.uses:
            return []
        return [label for label in facts.uses[-1].values if label in self.engine.labels]

    def _name(self, elements: list[Element]) -> None:
        taken: Counter[str] = Counter()
        for element in elements:
            if element.id is not None and self.engine.labels[element.id] is element:
                self.ids[element] = element.id
                continue
            id = str(element.place)
            taken[id] += 1
            self.ids[element] = id if taken[id] == 1 else f"{id}:{taken[id]}"

    def _uses(self, element: Element) -> tuple[str, ...]:
        return tuple(self.ids[self.engine.labels[label]] for label in self._used(element))

    def _node(self, element: Element) -> Node:
        facts = element.facts or _NOTHING
        proofs = self.proofs.get(element, [])
        text, moment = self._text(element)
        needed = self._definitions(element, text, moment)
        return Node(
            id=self.ids[element],
            generated_id=element.id is None,
            labels=tuple(label for label in element.labels if self.engine.labels[label] is element),
            env=element.name,
            title_tex=element.title,
            ref=element.ref,
            place=element.place or Place(self.engine.sources.files[0], 1),
            text=text,
            chapter=self._chapter_of(element),
            lean=facts.lean[-1].values if facts.lean else (),
            checked_by=tuple(facts.checked_by),
            uses=self._uses(element),
            leanok=facts.leanok,
            mathlibok=facts.mathlibok,
            notready=facts.notready,
            discussion=facts.discussion,
            proof=self._proof(proofs[-1]) if proofs else None,
            n_proofs=len(proofs),
            kind=element.theorem_around.name if element.theorem_around else "",
            definitions=needed,
            drawn_as=element.id if element.id != self.ids[element] else None,
        )

    def _definitions(self, element: Element, text: str, moment: int) -> tuple[tuple[str, str], ...]:
        """What the statement was printed with; what is said of its environment or of all text comes with it."""
        needs = f"{element.title or ''} {text} \\{EVERYWHERE} \\begin{{{element.name}}}"
        doubted = " ".join(self._texts.doubted)
        if element.theorem or element.theorem_around:
            needs += otherwise.OF_THEOREMS
        found = self.engine.in_force.needed(f"{needs} {doubted}", moment, self._otherwise)
        return tuple(sorted((*found, ("also if", doubted)))) if doubted else found

    def _proof(self, element: Element) -> Proof:
        facts = element.facts or _NOTHING
        return Proof(
            place=element.place or Place(self.engine.sources.files[0], 1),
            text=self._text(element)[0],
            uses=self._uses(element),
            leanok=facts.leanok,
            mathlibok=facts.mathlibok,
            notready=facts.notready,
            empty=element.hollow,
        )

    def _text(self, element: Element) -> tuple[str, int]:
        """What an element says and when it ended; for a row, an item or a caption that is its environment."""
        around: Element | None = element
        while around is not None and around.extent is None and around.kind in (Kind.COMMAND, Kind.ITEM, Kind.CELL):
            around = around.parent
        if around is None or around.extent is None:
            return ("", self.engine.in_force.moment)
        return (self._texts.of(around.extent), around.extent.moment)

    def _chapter_of(self, element: Element) -> str | None:
        passed: list[Element] = []
        section = element.section_around
        while section is not None and section not in self._titles and section.name != self._chapter:
            passed.append(section)
            section = section.parent and section.parent.section_around
        title = None if section is None else self._titles.get(section, section.title)
        self._titles.update(dict.fromkeys(passed, title))
        return title

    # Findings

    def _find_faults(self, drawn: set[Element]) -> None:
        proofs = {proof: target for target, proofs in self.proofs.items() for proof in proofs}
        used = {self.engine.labels[label] for element in self.engine.told for label in self._used(element)}
        for element in self.engine.told:
            proof = element.proof_around
            outer = proofs.get(proof) if proof else None
            outer = outer or (element if element in self.ids else element.theorem_around)
            node = self.ids.get(outer) if outer else None
            effective = element.theorem or element in proofs or element in used or element in drawn
            self._check_facts(element, node, effective)
        for element in sorted(drawn, key=lambda element: element.order):
            self._check_node(element)
        self.engine.balance.stop()
        for fault in self.engine.balance.faults:
            self._add("unbalanced", fault.message, fault.place, None)
        for again in self.engine.duplicates:
            first = f", first at {again.first}" if again.first else ""
            self._add("duplicate-label", f"the label {again.label!r} is given twice{first}", again.place, again.label)

    def _check_facts(self, element: Element, node: str | None, effective: bool) -> None:
        facts = element.facts
        assert facts is not None
        for note in (*facts.uses, *facts.proves):
            self._check_labels(note.macro, note.values, note.place, node)
        for before, note in pairwise(facts.uses):
            lost = [label for label in before.values if label and label not in note.values]
            message = "this \\uses takes the place of the one before it"
            message += f", so that {', '.join(lost)} is no longer used" if lost else ", which it repeats"
            self._add("overwritten-uses", message, note.place, node)
        statement = element.kind is Kind.ENVIRONMENT and element.name != "proof" and effective
        for note in facts.lean if not statement else ():
            self._add(
                "lean-outside", f"this \\lean stands {_where(element, node)}, not in a statement", note.place, node
            )
        for before, note in pairwise(facts.lean if statement else ()):
            message = f"this \\lean makes the one before it void ({', '.join(before.values)})"
            self._add("two-lean", message, note.place, node)
        for note in facts.checks:
            if not any(note.values):
                self._add("lost-flag", "this \\checkedby names nothing, so that it has no effect", note.place, node)
            elif not statement:
                message = f"\\checkedby stands {_where(element, node)}, where it has no effect"
                self._add("lost-flag", message, note.place, node)
        for note in (*facts.flags, *facts.uses) if not effective else ():
            message = f"\\{note.macro} stands {_where(element, None)}, where it has no effect"
            self._add("lost-flag", message, note.place, node)

    def _check_labels(self, macro: str, labels: tuple[str, ...], place: Place, node: str | None) -> None:
        if not any(label.strip() for label in labels):
            self._add("empty-uses", f"this \\{macro} names nothing", place, node)
        for label in labels:
            name = label.strip()
            if name in self.engine.labels and name != label:
                message = f"an empty line stands beside {name!r} in this \\{macro}, so that it counts as unknown"
                self._add("unresolved-label", message, place, node, "remove the empty line")
            elif name and name not in self.engine.labels:
                self._add("unresolved-label", f"\\{macro} names {name!r}, a label that nothing carries", place, node)

    def _check_node(self, element: Element) -> None:
        place = element.place or Place(self.engine.sources.files[0], 1)
        node = self.ids[element]
        if element.kind is Kind.END:
            self._add("phantom-node", f"this \\end{{{element.name}}} ends nothing and makes a node", place, node)
        elif element.id is None and element.kind is Kind.ENVIRONMENT:
            self._add("unlabelled-node", f"this {element.name} has no label", place, node)
        proofs = self.proofs.get(element, [])
        for proof in proofs[1:]:
            self._add(
                "two-proofs", f"a proof of {node} stands before this one, which makes it void", _at(proof, place), node
            )
        if proofs and proofs[-1].hollow:
            self._add("empty-proof", f"the proof of {node} holds nothing", _at(proofs[-1], place), node)

    def _add(self, code: str, message: str, place: Place, node: str | None, remedy: str | None = None) -> None:
        self.findings.append(finding(code, message, place, node=node, remedy=remedy))


def _otherwise(engine: Engine) -> dict[str, str]:
    """What the sources say that the engine did not carry out."""
    files = "\n".join(unread(engine.sources))
    texts = (source.text for source in engine.sources.all())
    found = otherwise.meanings(texts, engine.doubts, engine.written, engine.own_counters)
    return found | ({EVERYWHERE: f"{found.get(EVERYWHERE, '')}\n{files}"} if files else {})


def _at(element: Element, otherwise: Place) -> Place:
    return element.place or otherwise


def _falsy(element: Element) -> bool:
    """An element that holds nothing counts as none, as in leanblueprint."""
    return element.kind is not Kind.COMMAND and element.hollow


_PLACES: dict[Kind, Callable[[Element], str]] = {
    Kind.FRAGMENT: lambda e: "in the argument of a command" if e.name == "#argument" else "outside of everything",
    Kind.GROUP: lambda e: "in braces",
    Kind.ITEM: lambda e: "in an item of a list",
    Kind.CELL: lambda e: "in a formula or table",
    Kind.SECTION: lambda e: f"in the text of a {e.name}",
}


def _where(element: Element, node: str | None) -> str:
    describe = _PLACES.get(element.kind)
    if describe:
        return describe(element)
    if element.name == "proof":
        return f"in the proof of {node}" if node else "in a proof that belongs to no statement"
    return f"in the environment {element.name}"
