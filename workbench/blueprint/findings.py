r"""What can be wrong with a blueprint: the catalogue of codes, and the findings that only the whole graph shows.

The reader reports what it sees on the way (`finding`); `graph_findings` adds what follows from the graph. Every code
has a section in `docs/findings.md` with an example, what leanblueprint does with it, and the remedy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbench.blueprint.model import Blueprint, Finding, Node, Place

PAGE = "docs/findings.md"
NAMED = 3
"""How many reasons for a false dark green a message names."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the catalogue."""

    code: str
    severity: str
    """`error` or `warning`."""
    meaning: str
    """What is wrong, in a line."""
    remedy: str
    """What to do about it where nothing more exact can be said."""

    @property
    def page(self) -> str:
        """Where the documentation explains it."""
        return f"{PAGE}#{self.code}"


def _catalogue(severity: str, *entries: tuple[str, str, str]) -> dict[str, Rule]:
    return {code: Rule(code, severity, meaning, remedy) for code, meaning, remedy in entries}


CATALOGUE: dict[str, Rule] = {
    **_catalogue(
        "error",
        (
            "cycle",
            "statements that use each other in a circle; leanblueprint crashes on it",
            "remove the \\uses that is not needed, or split one of the statements",
        ),
        (
            "missing-input",
            "a source that cannot be found; leanblueprint goes on without it and reports success",
            "create the file, or correct its name: it is looked up from the folder of the main file",
        ),
        (
            "unresolved-label",
            "a \\uses or \\proves of a label that nothing carries; leanblueprint drops it",
            "correct the label, or add the missing \\label to the statement that is meant",
        ),
        (
            "duplicate-label",
            "a label given to two objects; every use means the last of them",
            "rename one of the labels and the \\uses that mean it",
        ),
        (
            "unbalanced",
            "a brace or an environment that is never closed, or that closes nothing; LaTeX itself complains",
            "add the brace or the \\end that is missing, or remove the one that is too many",
        ),
        (
            "unknown-problem",
            "a \\checkedby of a problem or family that the workspace does not have",
            "correct the id, or add the problem file to one of the workspace's problem folders",
        ),
        (
            "unknown-declaration",
            "a \\lean of a declaration that the Lean sources do not have",
            "correct the name (with its namespace), or add the declaration",
        ),
    ),
    **_catalogue(
        "warning",
        (
            "overwritten-uses",
            "a second \\uses in the same environment; only the last one counts",
            "write one \\uses with all the labels",
        ),
        (
            "lost-flag",
            "a \\leanok, \\uses... that has no effect where it stands",
            "move it to the top of the statement or proof, outside items, braces and other environments",
        ),
        (
            "two-proofs",
            "several proofs of one statement; only the last one counts",
            "merge the proofs, or use another environment for the alternative one",
        ),
        (
            "two-lean",
            "a second \\lean in the same statement; only the last one counts",
            "write one \\lean with all the names, separated by commas",
        ),
        (
            "lean-outside",
            "a \\lean outside a statement; no node carries it",
            "move it to the top of the statement that it formalises",
        ),
        (
            "mangled-name",
            "a Lean name with a backslash or a LaTeX command in it; leanblueprint crashes on it or links to nowhere",
            "write the name as Lean has it: no backslash before _",
        ),
        (
            "false-dark-green",
            "leanblueprint shows a statement as fully proved although something under it is not formalised",
            "formalise what is named, or add its \\leanok if that was forgotten",
        ),
        (
            "phantom-node",
            "a node of leanblueprint's graph that stands for no statement",
            "write the text so that LaTeX starts no statement there",
        ),
        (
            "empty-proof",
            "a proof without a word in it; leanblueprint counts it as none",
            "write at least a sentence, or remove the proof",
        ),
        (
            "empty-uses",
            "a \\uses that names nothing",
            "name the labels, or remove it",
        ),
        (
            "number-mismatch",
            "a number among the problem's parameters that the statement does not contain",
            "make the statement and the problem speak of the same number",
        ),
        (
            "unlabelled-node",
            "a statement without a label; nothing can use it and its id changes with its line",
            "give it a \\label",
        ),
        (
            "stolen-label",
            "a label that LaTeX gives to another object than the statement it stands in",
            "put the \\label directly after the \\begin of its statement",
        ),
    ),
}
"""Every code a finding can have, errors first."""


def finding(code: str, message: str, place: Place, *, node: str | None = None, remedy: str | None = None) -> Finding:
    """The finding `code` at `place`, with the catalogue's severity and, unless given, its remedy."""
    rule = CATALOGUE[code]
    return Finding(code, rule.severity, message, place, node, remedy or rule.remedy)


def graph_findings(blueprint: Blueprint) -> list[Finding]:
    """What is wrong with the graph as a whole: every `cycle` and every `false-dark-green`, in document order."""
    found = [*_cycles(blueprint), *_false_dark_greens(blueprint)]
    order = {id: number for number, id in enumerate(blueprint.statements)}
    return sorted(found, key=lambda each: order.get(each.node or "", 0))


def _cycles(blueprint: Blueprint) -> Iterator[Finding]:
    from workbench.blueprint.graph import cycles

    for cycle in cycles(blueprint.statements):
        circle = " uses ".join([*cycle, cycle[0]])
        message = f"{cycle[0]} uses itself" if len(cycle) == 1 else f"statements use each other in a circle: {circle}"
        yield finding("cycle", message, blueprint.statements[cycle[0]].place, node=cycle[0])


def _false_dark_greens(blueprint: Blueprint) -> Iterator[Finding]:
    """The dark green of leanblueprint without its reason: something under the node, or its own statement, is missing.

    leanblueprint asks a definition for nothing and a theorem for the proof alone; with a graph for each chapter it does
    not see what lies further away than the next chapter. Objects that are no nodes are not asked here either.
    """
    from workbench.blueprint.asserted import asserted
    from workbench.blueprint.graph import predecessors, successors

    lacking = {id: lack for id, node in blueprint.nodes.items() if (lack := _lack(node))}
    nearest = _nearest(lacking, successors(predecessors(blueprint.statements)))
    for id, state in asserted(blueprint).items():
        node = blueprint.statements[id]
        if state.fully_proved and not node.is_definition and (culprits := nearest.get(id)):
            reasons = ", ".join(lacking[culprit] for culprit in culprits[:NAMED])
            more = ", among others" if len(culprits) > NAMED else ""
            message = f"leanblueprint shows {id} as fully proved, but {reasons}{more}"
            yield finding("false-dark-green", message, node.place, node=id)


def _lack(node: Node) -> str | None:
    """What a node still lacks for its users to be dark green, by its author's own word; None where it lacks nothing."""
    if node.notready:
        return f"{node.id} is \\notready"
    if not node.leanok:
        return f"the {'definition' if node.is_definition else 'statement of'} {node.id} has no \\leanok"
    if not node.is_definition and not (node.proof and node.proof.leanok):
        return f"the proof of {node.id} has no \\leanok"
    return None


def _nearest(lacking: Iterable[str], users: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """For each node the lacking ones among itself and its ancestors, the nearest first, one more than are named.

    What lies beyond a lacking one is that one's affair. Linear in the graph: all lacking nodes spread at once.
    """
    stops = frozenset(lacking)
    nearest: dict[str, list[str]] = {}
    ring = [(id, id) for id in lacking]
    while ring:
        further = []
        for id, culprit in ring:
            known = nearest.setdefault(id, [])
            if culprit not in known and len(known) <= NAMED:
                known.append(culprit)
                if id == culprit or id not in stops:
                    further += [(user, culprit) for user in users.get(id, ())]
        ring = further
    return nearest
