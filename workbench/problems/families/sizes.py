"""How large a formula may be, and the sentences that the colouring families share. Nothing here makes a clause."""

from __future__ import annotations

from math import log10

from workbench.problems.families.base import MOST_LITERALS


def refuse_literals(literals: int) -> str | None:
    """Why a formula of about so many literals is not built; None where it may be."""
    if literals <= MOST_LITERALS:
        return None
    return (
        f"the formula would have about {rounded(literals)} literals, more than the {MOST_LITERALS:,} that are held in "
        "memory at once"
    )


def rounded(count: int) -> str:
    """A count for reading: exact below a million, else a power of ten."""
    if count < 1_000_000:
        return f"{count:,}"
    return f"{count // 10**6:,} million" if count < 10**12 else f"10^{int(log10(count))}"


def colourings_in_words(what: str, colours: int, avoided: str, answer: str | None) -> str:
    """The question whether a colouring avoids something, or what an answer to it states."""
    avoided = f"an {avoided}" if avoided[0] in "aeiou" else f"a {avoided}"
    article = "an" if str(colours).startswith("8") or colours in (11, 18) else "a"
    if answer == "unsatisfiable":
        return f"Every {colours}-{what} has {avoided}."
    if answer == "satisfiable":
        return f"There is {article} {colours}-{what} without {avoided}."
    return f"Is there {article} {colours}-{what} without {avoided}?"
