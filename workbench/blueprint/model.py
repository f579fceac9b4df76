"""A blueprint as plain frozen data: statements, proofs, and the graphs they are drawn in.

The words are leanblueprint's where it has one (`docs/blueprints.md`); a *statement* is anything a `\\uses` can point
at, a *node* a statement that some graph draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a source: `file` relative to the workspace root with `/`, `line` from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a blueprint: a code of `docs/findings.md`, a place and a remedy."""

    code: str
    severity: str
    """`error` or `warning`."""
    message: str
    place: Place
    node: str | None
    remedy: str


@dataclass(frozen=True, slots=True)
class CheckedBy:
    r"""One entry of a `\checkedby`: the id of a problem, or a family of problems with its parameters in place.

    `\checkedby{a,b}` gives two entries without parameters, `\checkedby[n=45,colours=4]{schur}` one with
    `(("n", "45"), ("colours", "4"))`, texts as written and in the order written.
    """

    name: str
    parameters: tuple[tuple[str, str], ...]
    place: Place

    def __str__(self) -> str:
        inside = ",".join(f"{key}={value}" for key, value in self.parameters)
        return f"{self.name}[{inside}]" if inside else self.name


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof that leanblueprint attaches to a statement (the last one where there are several)."""

    place: Place
    text: str
    """The TeX between `\\begin{proof}` and `\\end{proof}`, comments removed."""
    uses: tuple[str, ...]
    """Ids of statements, in the order written, unknown labels dropped."""
    leanok: bool
    mathlibok: bool
    notready: bool
    empty: bool
    """Nothing but white space and comments: counts as no proof for `can_prove` and `proved`."""


@dataclass(frozen=True, slots=True)
class Node:
    """One statement: a theorem-like environment, or another labelled object that some `\\uses` names."""

    id: str
    """The last label; `FILE:LINE` where there is none (`generated_id`)."""
    generated_id: bool
    labels: tuple[str, ...]
    env: str
    title_tex: str | None
    ref: str | None
    """The number LaTeX prints, such as `13.10`; None where the object is not numbered."""
    place: Place
    text: str
    """The TeX of the body: files that it includes stand in it; comments and branches not taken are gone; macros are not
    expanded. Where a macro or an environment of the author's opens the statement, the text begins with that."""
    chapter: str | None
    """Title of the chapter (in a document class without chapters: of the section) it stands in."""
    lean: tuple[str, ...]
    checked_by: tuple[CheckedBy, ...]
    uses: tuple[str, ...]
    """Statement uses: ids of statements, in the order written, unknown labels dropped."""
    leanok: bool
    mathlibok: bool
    notready: bool
    discussion: str | None
    proof: Proof | None
    n_proofs: int
    kind: str = ""
    """The theorem-like environment it is, or stands in (an equation within a definition counts as one); else empty."""
    drawn_as: str | None = None
    """The id leanblueprint draws it under where a later object took its label away: that object's id."""
    definitions: tuple[tuple[str, str], ...] = ()
    """The author's definitions that title and text need, in force where the statement ends, sorted by name.

    A macro's name with its definition as in `Blueprint.macros`; `begin NAME` with an environment's, its end in braces
    behind it; `ifNAME` with `true` or `false`; `counter NAME` with its value.
    """

    @property
    def is_definition(self) -> bool:
        """Whether leanblueprint treats it as a definition: by the literal name of its environment."""
        return (self.kind or self.env) == "definition"


@dataclass(frozen=True, slots=True)
class Graph:
    """One dependency graph: of the document, or of a section where the author set `dep_by`."""

    name: str
    """`document`, or such as `chapter_3`."""
    title: str | None
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What the sources say, nothing judged."""

    name: str
    main: str
    """The main file, relative to the workspace root with `/`."""
    thm_types: tuple[str, ...]
    lean_decls: tuple[str, ...]
    statements: Mapping[str, Node]
    """Every statement by id, in document order, whether a graph draws it or not."""
    graphs: tuple[Graph, ...]
    """In document order; a node may stand in several (`\\alsoIn`)."""
    macros: Mapping[str, str] = field(default_factory=dict)
    """The author's macros: name without backslash -> definition as written (the last one wins).

    The body alone, or with its arguments before it, as in `[2][default]{body}`.
    """
    files: tuple[str, ...] = ()
    """Every source read, relative to the root, in the order first read."""
    home: str | None = None
    github: str | None = None
    dochome: str | None = None
    colours: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """leanblueprint's colour keys -> (CSS colour, legend), with the author's `\\graphcolor` applied."""
    reduced: bool = True
    """Whether the drawn graph is the transitive reduction (the option `nonreducedgraph` says no)."""
    findings: tuple[Finding, ...] = ()
    """What the reader noticed while it read."""

    @property
    def nodes(self) -> dict[str, Node]:
        """The statements that some graph draws, in document order."""
        drawn = {id for graph in self.graphs for id in graph.nodes}
        return {id: node for id, node in self.statements.items() if id in drawn}
