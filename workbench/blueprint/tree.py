"""The document as a tree, grown while it is read, by plasTeX's rules of what stands in what.

leanblueprint asks two things of the tree: in what a macro such as `\\leanok` stands directly, and which statement
stands before a proof. Both depend on how plasTeX closes what is open: environments close at their end, at a section,
and wherever the nesting of groups falls below their own. An end that closes nothing stays in the tree as an element.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import count
from typing import TYPE_CHECKING, Any

from workbench.blueprint.latex import Style
from workbench.blueprint.model import CheckedBy, Place

if TYPE_CHECKING:
    from workbench.blueprint.scanner import Extent, Frame, Span

DOCUMENT_LEVEL = -1_000_000
ENDSECTIONS_LEVEL = 100
ENVIRONMENT_LEVEL = 201
COMMAND_LEVEL = 1001

TEXT, SPACE, PAR, VOID = "text", "space", "par", "void"
"""What an element holds beside elements: `VOID` is a command that holds nothing, noted where no text stands before it.

Neighbours of the same sort are one.
"""


class Kind(IntEnum):
    """What an element is, as far as closing goes."""

    FRAGMENT = 0
    """The whole document, or the argument of a command: closes by itself."""
    SECTION = 1
    GROUP = 2
    ITEM = 3
    CELL = 4
    ENVIRONMENT = 5
    END = 6
    """The end of an environment; in the tree only where it closed nothing."""
    COMMAND = 7
    """Anything else that can carry a label."""


@dataclass(slots=True)
class Note:
    """One macro of leanblueprint's where it was met."""

    macro: str
    place: Place
    values: tuple[str, ...] = ()


@dataclass(slots=True)
class Facts:
    """What the macros that stand directly in an element say of it."""

    uses: list[Note] = field(default_factory=list)
    lean: list[Note] = field(default_factory=list)
    proves: list[Note] = field(default_factory=list)
    also_in: list[Note] = field(default_factory=list)
    flags: list[Note] = field(default_factory=list)
    checked_by: list[CheckedBy] = field(default_factory=list)
    checks: list[Note] = field(default_factory=list)
    """The `\\checkedby` from which these come."""
    leanok: bool = False
    mathlibok: bool = False
    notready: bool = False
    discussion: str | None = None


_order = count()


class Element:
    """A piece of the document that holds others, or carries a label."""

    __slots__ = (
        "children",
        "depth",
        "extent",
        "facts",
        "id",
        "kind",
        "labels",
        "level",
        "lost",
        "name",
        "opener",
        "order",
        "parent",
        "place",
        "proof_around",
        "ref",
        "section_around",
        "span",
        "style",
        "theorem_around",
        "title",
    )

    def __init__(self, kind: Kind, name: str, level: int = COMMAND_LEVEL, style: Style | None = None) -> None:
        self.kind = kind
        self.name = name
        self.order = next(_order)
        self.level = level
        self.style = style
        self.depth = 0
        self.parent: Element | None = None
        self.children: list[Child] = []
        self.facts: Facts | None = None
        self.id: str | None = None
        self.labels: list[str] = []
        self.ref: str | None = None
        self.place: Place | None = None
        self.title: str | None = None
        self.lost = False
        """Not part of the document: it stands in a package, or in an argument that leaves nothing behind."""
        self.theorem_around: Element | None = None
        self.proof_around: Element | None = None
        self.section_around: Element | None = None
        """The nearest theorem, proof and section: itself, or one that it stands in."""
        self.opener: Frame | None = None
        """The input in which the command stands that opens it."""
        self.span: Span | None = None
        """Where its text begins."""
        self.extent: Extent | None = None

    @property
    def theorem(self) -> bool:
        """Whether `\\newtheorem` made its environment."""
        return self.style is not None and self.style.shape == "theorem"

    @property
    def hollow(self) -> bool:
        """Whether it holds nothing but white space."""
        return all(child is SPACE or child is PAR for child in self.children)

    def told(self) -> Facts:
        """Its facts, to be added to."""
        if self.facts is None:
            self.facts = Facts()
        return self.facts

    def add(self, child: Child) -> None:
        """Appends to what it holds."""
        if not self.children or self.children[-1] is not child:
            self.children.append(child)

    def put_into(self, parent: Element) -> None:
        """Says in what it stands."""
        self.parent = parent
        self.lost = parent.lost
        self.theorem_around = self if self.theorem else parent.theorem_around
        self.proof_around = self if self.name == "proof" else parent.proof_around
        self.section_around = self if self.kind is Kind.SECTION else parent.section_around


Child = str | Element


class Context:
    """One level of grouping: who opened it, and what is in force inside."""

    __slots__ = ("array", "caption", "listing", "math", "owner", "printed", "saved")

    def __init__(self, owner: Element | None, outer: Context | None) -> None:
        self.owner = owner
        self.math: bool = outer.math if outer else False
        self.array: Element | None = outer.array if outer else None
        self.listing: bool = outer.listing if outer else False
        self.caption: str | None = outer.caption if outer else None
        self.saved: dict[str, Any] | None = None
        """Definitions to bring back when it ends."""
        self.printed: dict[str, str] | None = None
        """What LaTeX prints for names when it ends, where plasTeX does not bring their definitions back."""
        style = owner.style if owner else None
        if style is None or owner is None:
            return
        if style.math is not None:
            self.math = style.math
        if style.shape == "array":
            self.array = owner
        elif style.shape == "list":
            self.listing = True
        if style.caption:
            self.caption = style.caption


class Tree:
    """The elements that are open and the nesting of groups, which plasTeX keeps apart and so do we."""

    def __init__(self) -> None:
        self.root = Element(Kind.FRAGMENT, "#document")
        self.open: list[Element] = [self.root]
        self.contexts: list[Context] = [Context(None, None)]
        self.closed = self.root
        """The environment whose end came last."""

    def push(self, owner: Element | None) -> Context:
        """Opens a level of grouping."""
        context = Context(owner, self.contexts[-1])
        self.contexts.append(context)
        return context

    def pop(self) -> Context:
        """Closes the innermost level, whoever opened it."""
        return self.contexts.pop()

    def settle(self, kind: Kind, name: str, level: int) -> Element | None:
        """Closes what the coming item closes; answers in what it stands, or None where it was an end and is used up."""
        depth = len(self.contexts)
        stack = self.open
        while True:
            top = stack[-1]
            match top.kind:
                case Kind.FRAGMENT:
                    return top
                case Kind.SECTION:
                    if level > top.level:
                        return top
                case Kind.GROUP:
                    if level >= ENDSECTIONS_LEVEL:
                        if kind is Kind.END and name == "}":
                            stack.pop()
                            return None
                        if depth >= top.depth:
                            return top
                case Kind.ITEM | Kind.CELL:
                    if kind is not top.kind and depth >= top.depth:
                        return top
                case _:
                    if level >= top.level:
                        if kind is Kind.END and name == top.name:
                            self.closed = stack.pop()
                            return None
                        if depth >= top.depth or top.level == DOCUMENT_LEVEL:
                            return top
            stack.pop()

    def enter(self, element: Element) -> Element:
        """Puts an element where it belongs and opens it."""
        parent = self.settle(element.kind, element.name, element.level)
        assert parent is not None
        element.put_into(parent)
        element.depth = len(self.contexts)
        parent.children.append(element)
        self.open.append(element)
        return element

    def attach(self, element: Element) -> Element | None:
        """Puts an item that holds nothing where it belongs; None where it was an end and closed something."""
        parent = self.settle(element.kind, element.name, element.level)
        if parent is None:
            return None
        element.put_into(parent)
        element.depth = len(self.contexts)
        parent.children.append(element)
        return element


def grouped(element: Element) -> bool:
    """Whether plasTeX divides what the element holds into paragraphs."""
    match element.kind:
        case Kind.SECTION | Kind.ITEM | Kind.CELL:
            return True
        case Kind.ENVIRONMENT | Kind.GROUP:
            return bool(element.style and element.style.paragraphs) or PAR in element.children
    return False


def paragraphs(element: Element) -> Iterator[list[Child]]:
    """What the element holds, paragraph by paragraph."""
    paragraph: list[Child] = []
    for child in element.children:
        if isinstance(child, Element) and (child.kind is Kind.SECTION or _block(child)):
            yield paragraph
            yield [child]
            paragraph = []
        elif child is PAR:
            yield paragraph
            paragraph = []
        else:
            paragraph.append(child)
    yield paragraph


def _block(element: Element) -> bool:
    return element.style is not None and element.style.block


class Neighbours:
    """Which statement stands before each proof; every container is walked through once."""

    def __init__(self) -> None:
        self._grouped: dict[Element, bool] = {}
        self._before: dict[Element, dict[Element, Element | None]] = {}
        self._beside: dict[Element, dict[Element, Element | None]] = {}

    def statement_before(self, proof: Element) -> Element | None:
        """The statement that leanblueprint takes a proof to be of: the nearest theorem before it in its container."""
        container = proof.parent
        if container is None or container.kind is Kind.FRAGMENT:
            return None
        if self._is_grouped(container):
            if container not in self._before:
                self._before[container] = _walk(container)
            return self._before[container].get(proof)
        outer = container.parent
        if outer is None:
            return None
        if outer not in self._beside:
            self._beside[outer] = self._walk_groups(outer)
        return self._beside[outer].get(container)

    def _is_grouped(self, element: Element) -> bool:
        if element not in self._grouped:
            self._grouped[element] = grouped(element)
        return self._grouped[element]

    def _walk_groups(self, outer: Element) -> dict[Element, Element | None]:
        """For each element, a theorem that stands first in a group before it, in the same paragraph.

        leanblueprint looks backwards and stops at what holds nothing, which Python takes for the end.
        """
        beside: dict[Element, Element | None] = {}
        for siblings in paragraphs(outer) if self._is_grouped(outer) else [outer.children]:
            found: Element | None = None
            for child in siblings:
                if isinstance(child, Element):
                    beside[child] = found
                if child is VOID or (isinstance(child, Element) and not child.children):
                    found = None
                elif isinstance(child, Element) and not self._is_grouped(child):
                    found = _opening_theorem(child.children) or found
        return beside


def _walk(container: Element) -> dict[Element, Element | None]:
    """For each element in a container, the last theorem before it that begins a paragraph."""
    before: dict[Element, Element | None] = {}
    last: Element | None = None
    for paragraph in paragraphs(container):
        for child in paragraph:
            if isinstance(child, Element):
                before[child] = last
        last = _opening_theorem(paragraph) or last
    return before


def _opening_theorem(children: list[Child]) -> Element | None:
    first = children[0] if children else None
    return first if isinstance(first, Element) and first.theorem and first.kind is not Kind.COMMAND else None
