"""A whole document as plain frozen data: what is printed, in reading order, with the numbers that LaTeX prints.

TeX stays TeX: a `Text` is the author's own, comments and branches not taken gone, files that it includes in place.
What opens in one piece may close in a later one (an itemize around a lemma, a display around its `Number`), so that
whoever reads the TeX takes a whole `Content` as one stream in which every other piece is an atom.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.blueprint.model import Place

Definitions = tuple[tuple[str, str], ...]
"""The author's definitions that a text needs, as in `Node.definitions`."""


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of the author's TeX with nothing in it that is a piece of its own.

    A caption begins with what LaTeX prints before it: `\\caption{\\textbf{Figure 2:} ...}`.
    """

    tex: str
    definitions: Definitions
    """In force where it ends; where a definition changes, a text ends."""
    place: Place
    """Where it begins."""


@dataclass(frozen=True, slots=True)
class Number:
    r"""The number of a display, or of a row of one. It stands where the row ends: before its `\\` or its `\end`.

    `\label`, `\tag` and `\nonumber` may stay in the text before it; they are accounted for here.
    """

    number: str | None
    """Without the parentheses around it; TeX where the author wrote a `\\tag`. None for a row without a number that
    carries labels."""
    labels: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part, chapter, section, ..., paragraph."""

    command: str
    """`part`, `chapter`, `section`, `subsection`, `subsubsection`, `paragraph` or `subparagraph`."""
    number: str | None
    """None where it is starred or too deep to be numbered."""
    title: str
    """TeX."""
    definitions: Definitions
    labels: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Statement:
    """An environment that `\\newtheorem` made, or that is one of the blueprint's kinds of statement."""

    id: str | None
    """Its key in `Blueprint.statements`; None where the blueprint has none."""
    env: str
    caption: str
    """What is printed before the number, such as `Lemma`; TeX."""
    number: str | None
    title: str | None
    """TeX."""
    definitions: Definitions
    """What caption and title need."""
    labels: tuple[str, ...]
    content: Content
    place: Place


@dataclass(frozen=True, slots=True)
class ProofOf:
    """A proof."""

    of: str | None
    """The id of the statement that the blueprint takes it to be of; None where there is none."""
    title: str | None
    """What the author has printed in place of "Proof"; TeX."""
    definitions: Definitions
    """What the title needs."""
    content: Content
    place: Place


@dataclass(frozen=True, slots=True)
class BibItem:
    """One entry of a bibliography."""

    key: str
    label: str
    """Without brackets, such as `12` or `Tao10`."""
    tex: str


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The list of references, where it is printed."""

    items: tuple[BibItem, ...]
    definitions: Definitions
    place: Place


Piece = Text | Number | Heading | Statement | ProofOf | Bibliography
Content = tuple[Piece, ...]
"""In reading order."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a label names."""

    number: str | None
    """What `\\ref` prints."""
    word: str
    """What it is: the caption of a statement, `Equation`, `Section`, `Chapter`, `Item`, `Figure`, ..."""


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that a reader sees."""

    content: Content
    targets: Mapping[str, Target]
    """Every label of the document."""
    citations: Mapping[str, str] = field(default_factory=dict)
    """Key of a bibliography's entry -> its label."""
    title: str | None = None
    author: str | None = None
    date: str | None = None
    """TeX, where the sources give them."""
    front: Definitions = ()
    """What title, author and date need."""
