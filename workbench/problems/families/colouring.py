"""Colourings in which certain sets may not be of one colour, as formulas. For encoders only.

Items are 1..n, colours 0..k-1. With two colours, variable i says that item i has colour 1. With any other number,
variable (i - 1)k + c + 1 says that item i has colour c, and item i has the clause "some colour" (more than one colour
may be true: each of them is then allowed, so any one may be chosen). A set that may not be wholly of colour c gives the
clause that some item of it has not colour c.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.problems.cnf import CNF, Added, Clause

Set = tuple[int, ...]


def colouring(items: int, colours: int, forbidden: Sequence[Iterable[Set]]) -> CNF:
    """The formula for: no set of `forbidden[c]` is wholly of colour c. Choices of colour come first, then the sets."""
    clauses: list[Clause] = []
    if colours != 2:
        clauses += (colour_choice(item, colours) for item in range(1, items + 1))
    for colour, sets in enumerate(forbidden):
        # One table of literals a colour: the integers are shared by all clauses, which halves the memory.
        not_colour = [0, *(-literal(item, colour, colours) for item in range(1, items + 1))]
        clauses += (tuple([not_colour[item] for item in members]) for members in sets)
    return CNF(items * variables_an_item(colours), tuple(clauses))


def variables_an_item(colours: int) -> int:
    """One where there are two colours, else one a colour."""
    return 1 if colours == 2 else colours


def literal(item: int, colour: int, colours: int) -> int:
    """The literal that is true where `item` has `colour`."""
    if colours == 2:
        return item if colour == 1 else -item
    return (item - 1) * colours + colour + 1


def colour_choice(item: int, colours: int) -> Clause:
    """The clause that `item` has some colour (for any number of colours but two)."""
    return tuple(literal(item, colour, colours) for colour in range(colours))


def colours_of(model: Sequence[int], items: int, colours: int) -> list[int]:
    """The colour of each item 1..n in a model; where several are allowed, the first."""
    true = {value for value in model if value > 0}
    if colours == 2:
        return [int(item in true) for item in range(1, items + 1)]
    return [next((c for c in range(colours) if literal(item, c, colours) in true), 0) for item in range(1, items + 1)]


def fix_colours(items: Sequence[int], colours: int, why_different: str) -> tuple[Added, ...]:
    """Units that give the first items the colours 0, 1, ..., where colours are interchangeable and these items must
    all differ; nothing where that would gain nothing. The last colour is never fixed: by then it is forced."""
    fixed = items[: colours - 1]
    if not fixed:
        return ()
    names = ", ".join(map(str, fixed))
    argument = (
        f"The constraints treat all {colours} colours alike, so renaming the colours of a colouring that satisfies "
        f"them gives another that does. {why_different} In a satisfying colouring the colours of {names} are therefore "
        "distinct, and can be renamed to 0, 1, ... in this order: if there is a satisfying colouring, there is one "
        "that satisfies these clauses too."
    )
    units = tuple((literal(item, colour, colours),) for colour, item in enumerate(fixed))
    return (Added("symmetry:colours", argument, units),)
