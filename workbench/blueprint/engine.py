"""The loop that reads a document: tokens come in, the tree grows, commands are carried out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import NoReturn

from workbench.blueprint.balance import Balance
from workbench.blueprint.counters import Counters
from workbench.blueprint.findings import finding
from workbench.blueprint.groups import Groups
from workbench.blueprint.latex import Style, environments
from workbench.blueprint.macros import Macro, MacroTable, dollars_pair, without_comments
from workbench.blueprint.model import Finding, Place
from workbench.blueprint.preamble import Settings
from workbench.blueprint.scanner import NESTING, TOKEN, TOKEN_AT, Frame
from workbench.blueprint.sources import Source, Sources
from workbench.blueprint.tree import (
    COMMAND_LEVEL,
    ENVIRONMENT_LEVEL,
    PAR,
    SPACE,
    TEXT,
    VOID,
    Element,
    Kind,
)
from workbench.errors import BadInput

Handler = Callable[["Engine"], None]

STEPS = 40_000
STEPS_EACH = 16
"""Commands and signs that a blueprint may need carried out, beside one for every so many characters: real
ones need one for every 30. So reading 1 MB takes no more than 2 s."""
STEPS_OF_A_PART = 3
"""What is done for a statement or a section when all is read takes as long as so many commands."""
DEEPEST = 25_000
"""How many groups and environments may be open at once; real blueprints have 8."""

_FORMULA = re.compile(r"([^$\\%]|\\.)++\$", re.S)
_ROW_WITH_BRACKET = re.compile(r"\\\\\*?\s*\[")
_IN_BOX = Style("#box", math=False)


@dataclass(slots=True)
class Duplicate:
    """A label that was given twice."""

    label: str
    place: Place
    first: Place | None


class Engine(Groups):
    """Reads one document. The commands it carries out are given to it by name."""

    def __init__(
        self,
        sources: Sources,
        settings: Settings,
        commands: dict[str, Handler],
        signs: dict[str, Handler],
        characters: dict[str, Handler],
        quiet: frozenset[str],
    ) -> None:
        """`quiet`: commands of which nothing can come where their arguments are idle."""
        super().__init__(MacroTable((commands.keys() - quiet) | signs.keys() - {"\\"}), dict(commands))
        self.sources = sources
        self.settings = settings
        self.native = frozenset(commands)
        self.signs = signs
        self.characters = characters
        self.counters = Counters(self._author)
        self.styles: dict[str, Style] = environments(())
        self.packages: set[str] = set()
        self.unrecognised: set[str] = set()
        self.lean_nodes: dict[str, str] = {}
        self.balance = Balance()
        self.own_counters: set[str] = set()
        self.booleans: dict[str, bool] = {}
        self.conditions: list[int] = []
        """One entry a conditional we are in the chosen branch of: how many `\\if...` of no meaning it met."""
        self.shifts: list[str | None] = []
        """The formulas that dollars opened; None for a box in them."""
        self.list_depth = 0
        self.labelled: Element | None = None
        """What a label would name now."""
        self.labels: dict[str, Element] = {}
        self.label_places: dict[str, Place] = {}
        self.duplicates: list[Duplicate] = []
        self.theorems: list[Element] = []
        """Every environment (and stray end of one) that may be a node, in document order."""
        self.proofs: list[Element] = []
        self.sections: list[Element] = []
        self.told: list[Element] = []
        """Elements with facts, in document order."""
        self.lean_decls: list[str] = []
        self.findings: list[Finding] = []
        self._nesting = 0
        self.steps = STEPS
        """How many more commands may be carried out."""

    def find_fault(self, code: str, message: str, *, remedy: str | None = None, place: Place | None = None) -> None:
        """Notes a finding at the token being handled."""
        self.findings.append(finding(code, message, place or self.place(), remedy=remedy))

    # The loop

    def run(self) -> None:
        """Reads until the inputs that were opened since `base` are at their end."""
        frames = self.frames
        while len(frames) > self.base:
            frame = frames[-1]
            if frame.pos >= len(frame.text):
                frames.pop()
            else:
                self._read(frame)

    def _read(self, frame: Frame) -> None:
        """Reads from one input until its end or until a command has moved the reading elsewhere."""
        text = frame.text
        last = frame.pos
        commands = self.commands
        open_ = self.tree.open
        children = open_[-1].children
        tokens = TOKEN_AT if self.letters_at or frame.letters_at else TOKEN
        for match in tokens.finditer(text, last):
            start, end = match.span()
            if last < start and (not children or children[-1] is not TEXT):
                gap = SPACE if text[last:start].isspace() else TEXT
                if gap is TEXT or not children or children[-1] is not SPACE:
                    children.append(gap)
            last = end
            sort = match.lastindex
            if sort is None:
                self._mark(children, text[start])
                continue
            handler: Handler | None
            if sort == 1:
                handler = commands.get(match[1])
            elif sort == 2:
                handler = self.signs.get(match[2])
            else:
                handler = self.characters[match[3]]
            if handler is None:
                if not children or (children[-1] is not TEXT and children[-1] is not VOID):
                    children.append(VOID)
                continue
            frame.start, frame.pos = start, end
            self.steps -= 1
            if self.steps < 0 or len(self.tree.contexts) > DEEPEST:
                self._refuse()
            handler(self)
            if frame.pos != end or self.frames[-1] is not frame or self.tree.open is not open_:
                return
            children = open_[-1].children
        if last < len(text) and not text[last:].isspace():
            open_[-1].add(TEXT)
        frame.pos = len(text)

    def push_source(self, source: Source) -> None:
        """Reads a file before going on."""
        self.steps += len(source.text) // STEPS_EACH
        super().push_source(source)

    def _refuse(self) -> NoReturn:
        place = self.place()
        if self.steps < 0:
            problem = "the document has more commands and braces than a person writes"
            remedy = "look for a text that repeats itself, or a file that is no LaTeX"
        else:
            problem = f"groups and environments are nested more than {DEEPEST:,} deep"
            remedy = "look for a brace or an environment that is never closed"
        raise BadInput(problem, remedy=remedy, file=place.file, line=place.line)

    @staticmethod
    def _mark(children: list[str | Element], first: str) -> None:
        """Notes a harmless group or the end of a paragraph; a comment leaves nothing."""
        if first == "%":
            return
        mark = PAR if first == "\n" else TEXT
        if not children or children[-1] is not mark:
            children.append(mark)

    def leave_text(self) -> None:
        """Notes that something stands here."""
        self.tree.open[-1].add(TEXT)

    def leave_void(self) -> None:
        """Notes that a command stands here that holds nothing."""
        children = self.tree.open[-1].children
        if not children or (children[-1] is not TEXT and children[-1] is not VOID):
            children.append(VOID)

    def settle_text(self) -> None:
        """Notes that something stands here, now that its argument may have ended groups."""
        self.tree.settle(Kind.COMMAND, "", COMMAND_LEVEL)
        self.leave_text()

    # Arguments

    def within_argument(self, text: str, *, boxed: bool = False, lost: bool = False) -> None:
        """Carries out what an argument says, apart from where we are: nothing in it closes anything outside.

        `lost`: it only changes what follows, and no element of it belongs to the document.
        """
        if self._harmless(text, boxed=boxed):
            return
        self._spend(len(text))
        fragment = Element(Kind.FRAGMENT, "#argument")
        fragment.put_into(self.tree.open[-1])
        fragment.lost |= lost
        marker = Element(Kind.COMMAND, "#argument", style=_IN_BOX if boxed else None)
        self.tree.push(marker)
        if boxed:
            self.shifts.append(None)
        self.aside(self.pieces(text), fragment)
        if boxed and self.shifts:
            self.shifts.pop()
        self.pop_to(marker)

    def aside(self, inputs: list[Frame], fragment: Element) -> None:
        """Reads inputs to their end into a fragment of its own."""
        self._nesting += 1
        if self._nesting > NESTING:
            place = self.place()
            raise BadInput(
                f"arguments are nested more than {NESTING} deep",
                remedy="look for a brace that is never closed",
                file=place.file,
                line=place.line,
            )
        open_, self.tree.open = self.tree.open, [fragment]
        base, self.base = self.base, len(self.frames)
        self.frames += inputs[::-1]
        self.balance.enter()
        self.run()
        self.balance.leave()
        self.base = base
        self.tree.open = open_
        self._nesting -= 1

    @property
    def in_formula(self) -> bool:
        """Whether the last dollar opened a formula."""
        return bool(self.shifts) and self.shifts[-1] == "math"

    def skip_idle(self, end: str) -> bool:
        """Skips to the end of an environment (past it) if nothing on the way can matter."""
        frame = self.frames[-1]
        found = frame.find(end)
        if found < 0:
            return False
        text = frame.text[frame.pos : found]
        if text.endswith("\\") and end in ("\\]", "\\)"):
            return False
        if "$" in text or "%" in text or (self.conditions and "\\if" in text) or not self.table.idle(text):
            return False
        if _ROW_WITH_BRACKET.search(text):
            return False
        frame.pos = found + len(end)
        return True

    def skip_formula(self) -> bool:
        """Skips to the dollar that closes a formula if nothing on the way can matter."""
        frame = self.frames[-1]
        match = _FORMULA.match(frame.text, frame.pos)
        if match is None:
            return False
        text = match[0]
        if "{" in text or "}" in text:
            plain = text.replace("\\{", "").replace("\\}", "")
            if plain.count("{") != plain.count("}"):
                return False
        if (self.conditions and "\\if" in text) or not self.table.idle(text):
            return False
        frame.pos = match.end()
        return True

    # Macros

    def define(self, macro: Macro, *, local: bool | None = None) -> None:
        """Puts a macro of the author's in force, `local`: until the group ends; None: so in LaTeX, not in plasTeX."""
        if local is not False:
            self.defines_again(macro.name)
        if local:
            self.save(macro.name)
        else:
            self.keep(macro.name)
        if self.letters_at and "@" in macro.body:
            macro = replace(macro, letters_at=True)
        self.write_down(macro.name, macro.definition)
        self.table.define(macro)
        self.commands[macro.name] = partial(call, macro)

    def expand_call(self, macro: Macro) -> None:
        """Reads the macro's arguments and goes on with the text it stands for."""
        arguments = self.macro_arguments(macro)
        if macro.name not in self.table.stirring and all(map(self._harmless, arguments)):
            if macro.body and not macro.body.isspace():
                self.leave_text()
            return
        expansion = macro.expand([without_comments(argument) for argument in arguments])
        self.push_text(expansion, letters_at=macro.letters_at)

    def _harmless(self, argument: str, *, boxed: bool = False) -> bool:
        """Whether nothing in an argument can matter; its dollars may belong to a formula around it."""
        if not self.table.idle(argument):
            return False
        return "$" not in argument or ((boxed or not self.in_formula) and dollars_pair(argument))

    # Counters and labels

    def step(self, element: Element, counter: str | None) -> None:
        """Steps a counter for an element, which the next label names."""
        if not counter:
            return
        self.labelled = element
        element.place = element.place or self.place()
        self.counters.step(counter)

    def number(self, counter: str) -> str:
        r"""What `\the<counter>` prints now."""
        return self.counters.printed(counter)

    def _author(self, name: str) -> str | None:
        macro = self.table.macros.get(name)
        return None if macro is None else self.plain(macro.body)

    def label(self, label: str) -> None:
        """Gives a label to what was numbered last."""
        label = label.strip()
        element = self.labelled
        if not label or element is None:
            return
        place = self.place()
        if self.labels.get(label, element) is not element:
            self.duplicates.append(Duplicate(label, place, self.label_places.get(label)))
        self.labels[label] = element
        self.label_places[label] = place
        element.id = label
        if label not in element.labels:
            element.labels.append(label)
        self._suspect(label, element)

    def _suspect(self, label: str, element: Element) -> None:
        """Notes a label that names something else than the statement it stands in, or than its reader would think."""
        top = self.tree.open[-1]
        if top is element or top.style is None:
            return
        if top.theorem:
            of = f"the {element.name} at {element.place}" if element.place else f"the {element.name} before it"
            self.find_fault("stolen-label", f"the label {label!r} stands in a {top.name} but names {of}")
        elif element.theorem and (top.style.caption or top.style.math) and element in self.tree.open:
            self.find_fault(
                "stolen-label",
                f"the label {label!r} stands in a {top.name} without a number but names the {element.name} around it",
                remedy="give the figure a caption before the label, or number the formula",
            )

    # Elements

    def environment(self, style: Style) -> Element:
        """A new element for an environment, noted where it may be a node or a proof."""
        element = Element(Kind.ENVIRONMENT, style.name, ENVIRONMENT_LEVEL, style)
        element.place = self.place()
        element.opener = self.frames[-1]
        self.note(element)
        return element

    def note(self, element: Element) -> None:
        """Remembers an element that the reader will look for."""
        if element.name == "proof":
            self.proofs.append(element)
        if element.theorem or element.name in self.settings.theorems:
            self.theorems.append(element)
            self.steps -= STEPS_OF_A_PART

    def stray(self, name: str, style: Style | None = None, kind: Kind = Kind.COMMAND) -> Element | None:
        """An end that closed nothing, or an environment that nobody defined: an element that holds nothing."""
        level = COMMAND_LEVEL if style is None else ENVIRONMENT_LEVEL
        element = Element(kind, name, level, style)
        if self.tree.attach(element) is None:
            return None
        element.place = self.place()
        self.note(element)
        return element

    def end_text(self, element: Element) -> None:
        """Notes what the text of an element is that ends here."""
        if element.span is not None:
            element.extent = self.extent(element.span, self.in_force.moment)

    def unclosed(self, piece: Frame) -> None:
        """Notes a brace that is never closed."""
        self.balance.unclosed((piece.source, piece.shift) if piece.source else self.spot())

    def read_file(self, source: Source) -> None:
        """Goes on with a file; raises BadInput where it is being read already."""
        if any(frame.file and frame.source is source for frame in self.frames):
            place = self.place()
            raise BadInput(
                f"{source.file} includes itself",
                remedy="remove this \\input, or the one in the file that leads back to it",
                file=place.file,
                line=place.line,
            )
        self.push_source(source)


def call(macro: Macro, engine: Engine) -> None:
    """Carries out a macro of the author's."""
    engine.expand_call(macro)
