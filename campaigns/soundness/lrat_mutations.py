"""What is done to a right proof, or to its formula: each kind with its name in the table."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from campaigns.soundness.samples import Clauses, Refuted, refuted, satisfied


@dataclass(slots=True)
class Draft:
    """A proof as words, a list for each line, of a formula; mutations change either."""

    clauses: Clauses
    rows: list[list[str]]
    dice: random.Random
    binary: bool = False
    data: bytes | None = None
    """The proof, where it is no rows any more."""

    def lemma(self, fits: Callable[[list[str]], bool] = lambda row: True) -> list[str]:
        """Some lemma that fits. Raises IndexError where there is none."""
        return self.dice.choice([row for row in self.rows if row[1] != "d" and fits(row)])

    def hinted(self, least: int = 1) -> tuple[list[str], range]:
        """Some lemma with at least so many hints, and where these stand."""
        row = self.lemma(lambda row: len(row) - 2 - row.index("0") >= least)
        return row, range(row.index("0") + 1, len(row) - 1)

    def literal(self) -> tuple[list[str], range]:
        """Some lemma that has literals, and where these stand."""
        row = self.lemma(lambda row: row[1] != "0")
        return row, range(1, row.index("0"))

    @property
    def variables(self) -> int:
        """The largest variable of the formula."""
        return max(abs(literal) for clause in self.clauses for literal in clause)

    def proof(self) -> bytes:
        """The proof as a file has it."""
        if self.data is not None:
            return self.data
        return encoded(self.rows) if self.binary else ("\n".join(map(" ".join, self.rows)) + "\n").encode("latin-1")


Change = Callable[[Draft], None]
KINDS: dict[str, Change] = {}
"""By the name that the table has. A change raises IndexError where this proof has nothing that it could change."""


def kind(name: str) -> Callable[[Change], Change]:
    """Enter a change under its name."""

    def enter(change: Change) -> Change:
        KINDS[name] = change
        return change

    return enter


def drafted(sample: Refuted, dice: random.Random) -> Draft:
    """A sample to be changed."""
    return Draft(sample.clauses, [line.split() for line in sample.proof.splitlines()], dice)


def encoded(rows: list[list[str]]) -> bytes:
    """Rows that are steps as binary LRAT. Raises ValueError for a word that is no number."""
    made = bytearray()
    for row in rows:
        made += b"d" if row[1] == "d" else b"a"
        for word in row[2:] if row[1] == "d" else row:
            made += code(int(word))
    return bytes(made)


def code(number: int) -> bytes:
    """A number as binary LRAT has it: twice its size, plus 1 where it is negative, seven bits a byte."""
    left = 2 * abs(number) + (number < 0)
    made = bytearray()
    while left > 127:
        made.append(left & 127 | 128)
        left >>= 7
    return bytes([*made, left])


def _exchange(row: list[str], places: range, dice: random.Random, word: str) -> None:
    row[dice.choice(places)] = word


# --- Literals of a lemma ----------------------------------------------------------------------------------------------


@kind("a literal of a lemma flipped")
def _(draft: Draft) -> None:
    row, places = draft.literal()
    at = draft.dice.choice(places)
    row[at] = str(-int(row[at]))


@kind("a literal of a lemma dropped")
def _(draft: Draft) -> None:
    row, places = draft.literal()
    del row[draft.dice.choice(places)]


@kind("a literal put into a lemma, or exchanged")
def _(draft: Draft) -> None:
    row, places = draft.literal()
    word = str(draft.dice.choice((1, -1)) * draft.dice.randint(1, draft.variables))
    at = draft.dice.choice(places)
    row[at : at + draft.dice.choice((0, 1))] = [word]


@kind("another literal of a RAT lemma first: the wrong pivot")
def _(draft: Draft) -> None:
    row = draft.lemma(lambda row: row.index("0") > 2 and _is_rat(row))
    zero = row.index("0")
    at = draft.dice.randrange(2, zero)
    row[1:zero] = [row[at], *(word for k, word in enumerate(row[1:zero], 1) if k != at)]


# --- Hints ------------------------------------------------------------------------------------------------------------


@kind("a hint dropped")
def _(draft: Draft) -> None:
    row, places = draft.hinted()
    del row[draft.dice.choice(places)]


@kind("two hints swapped")
def _(draft: Draft) -> None:
    row, places = draft.hinted(2)
    one, other = draft.dice.sample(places, 2)
    row[one], row[other] = row[other], row[one]


@kind("all hints in another order")
def _(draft: Draft) -> None:
    row, places = draft.hinted(3)
    hints = [row[at] for at in places]
    draft.dice.shuffle(hints)
    row[places.start : places.stop] = hints


@kind("a hint replaced by another clause")
def _(draft: Draft) -> None:
    row, places = draft.hinted()
    _exchange(row, places, draft.dice, str(draft.dice.randint(1, int(row[0]) - 1)))


@kind("a hint that names the lemma itself, or one to come")
def _(draft: Draft) -> None:
    row, places = draft.hinted()
    _exchange(row, places, draft.dice, str(int(row[0]) + draft.dice.randrange(3)))


@kind("a hint put in")
def _(draft: Draft) -> None:
    row, places = draft.hinted()
    row.insert(draft.dice.choice(places), str(draft.dice.randint(1, int(row[0]) - 1)))


@kind("a hint made negative, or a RAT candidate positive")
def _(draft: Draft) -> None:
    row, places = draft.hinted()
    at = draft.dice.choice(places)
    row[at] = str(-int(row[at]))


@kind("a RAT candidate missing")
def _(draft: Draft) -> None:
    row = draft.lemma(_is_rat_with_candidates)
    begins = [at for at, word in enumerate(row) if at > row.index("0") and word.startswith("-")]
    at = draft.dice.choice(begins)
    del row[at : next((later for later in begins if later > at), len(row) - 1)]


@kind("a RAT lemma without a single hint")
def _(draft: Draft) -> None:
    row = draft.lemma(_is_rat_with_candidates)
    row[row.index("0") + 1 : -1] = []


@kind("all hints of a lemma gone")
def _(draft: Draft) -> None:
    row, places = draft.hinted()
    row[places.start : places.stop] = []


# --- Steps ------------------------------------------------------------------------------------------------------------


@kind("a lemma removed")
def _(draft: Draft) -> None:
    draft.rows.remove(draft.lemma())


@kind("a lemma moved")
def _(draft: Draft) -> None:
    row = draft.lemma()
    draft.rows.remove(row)
    draft.rows.insert(draft.dice.randrange(len(draft.rows)), row)


@kind("a lemma twice, with one number")
def _(draft: Draft) -> None:
    row = draft.lemma(lambda row: row[1] != "0")
    draft.rows.insert(draft.rows.index(row) + draft.dice.randint(1, 3), list(row))


@kind("a lemma with the number of another clause")
def _(draft: Draft) -> None:
    row = draft.lemma(lambda row: row[1] != "0")
    row[0] = str(draft.dice.randint(1, int(row[0]) - 1))


@kind("a lemma with another number")
def _(draft: Draft) -> None:
    row = draft.lemma(lambda row: row[1] != "0")
    row[0] = str(int(row[0]) + draft.dice.choice((1, 2, 1000)))


@kind("a lemma numbered zero, negative, or past 2^31 and 2^63")
def _(draft: Draft) -> None:
    row = draft.lemma(lambda row: row[1] != "0")
    row[0] = str(draft.dice.choice((0, -int(row[0]), int(row[0]) + draft.dice.choice(HUGE))))


HUGE = (2**31, 2**32, 2**62, 2**63, 2**64, -(2**32), -(2**64), 2**128)
"""What wraps to a right number where somebody counts in too few bits."""


@kind("a hint past 2^31, 2^32, 2^63 or 2^64")
def _(draft: Draft) -> None:
    row, places = draft.hinted()
    at = draft.dice.choice(places)
    row[at] = str(int(row[at]) + draft.dice.choice(HUGE))


@kind("a literal past 2^31, 2^32, 2^63 or 2^64")
def _(draft: Draft) -> None:
    row, places = draft.literal()
    at = draft.dice.choice(places)
    row[at] = str(int(row[at]) + draft.dice.choice(HUGE))


@kind("a clause deleted that is used later")
def _(draft: Draft) -> None:
    row, places = draft.hinted()
    used = row[draft.dice.choice(places)].lstrip("-")
    at = draft.rows.index(row)
    draft.rows.insert(draft.dice.randint(0, at), [row[0], "d", used, "0"])


@kind("a deletion of a negative number, zero inside, or past 2^63")
def _(draft: Draft) -> None:
    row = draft.dice.choice([row for row in draft.rows if row[1] == "d" and len(row) > 3])
    at = draft.dice.randrange(2, len(row) - 1)
    row[at] = draft.dice.choice(("-" + row[at], "0", "-0", str(int(row[at]) - 2**64)))


@kind("the empty clause missing")
def _(draft: Draft) -> None:
    draft.rows[:] = [row for row in draft.rows if row[1] != "0"]


@kind("the empty clause at once, with the hints of any lemma")
def _(draft: Draft) -> None:
    row, places = draft.hinted()
    draft.rows.insert(0, [str(len(draft.clauses) + 1), "0", *(row[at] for at in places), "0"])


@kind("the empty clause claimed by RAT")
def _(draft: Draft) -> None:
    many = len(draft.clauses)
    hints = draft.dice.sample([*range(1, many + 1), *range(-many, 0)], 3)
    at = draft.dice.randrange(len(draft.rows))
    number = int(draft.rows[at][0]) if draft.rows[at][1] != "d" else 10**6
    draft.rows.insert(at, [str(number), "0", *map(str, hints), "0"])


@kind("x and then not x by RAT, the candidates of the second left out")
def _(draft: Draft) -> None:
    first, new = len(draft.clauses) + 1, draft.variables + 1
    variable = draft.dice.choice((new, -new, draft.dice.randint(1, draft.variables)))
    draft.rows[:] = [
        [str(first), str(variable), "0", "0"],
        [str(first + 1), str(-variable), "0", "0"],
        [str(first + 2), "0", str(first), str(first + 1), "0"],
    ]


# --- The file ---------------------------------------------------------------------------------------------------------


@kind("cut off")
def _(draft: Draft) -> None:
    whole = draft.proof()
    draft.data = whole[: draft.dice.randrange(len(whole))]


@kind("binary, cut off")
def _(draft: Draft) -> None:
    draft.binary = True
    whole = draft.proof()
    draft.data = whole[: draft.dice.randrange(1, len(whole))]


@kind("binary, a byte changed")
def _(draft: Draft) -> None:
    draft.binary = True
    whole = bytearray(draft.proof())
    whole[draft.dice.randrange(len(whole))] ^= 1 << draft.dice.randrange(8)
    draft.data = bytes(whole)


@kind("text, a byte changed")
def _(draft: Draft) -> None:
    whole = bytearray(draft.proof())
    whole[draft.dice.randrange(len(whole))] = draft.dice.choice(b"0123456789- \nad\0x\xff")
    draft.data = bytes(whole)


@kind("text and binary mixed up")
def _(draft: Draft) -> None:
    text, binary = draft.proof(), encoded(draft.rows)
    half = len(draft.rows) // 2
    draft.data = draft.dice.choice(
        (
            b"a" + text,
            binary[1:],
            b"c binary\n" + binary,
            "\n".join(map(" ".join, draft.rows[:half])).encode() + b"\n" + encoded(draft.rows[half:]),
            encoded(draft.rows[:half]) + "\n".join(map(" ".join, draft.rows[half:])).encode(),
        )
    )


@kind("the proof of another formula")
def _(draft: Draft) -> None:
    draft.clauses = draft.dice.choice([one.clauses for one in refuted()])


@kind("a proof for a formula that has a model")
def _(draft: Draft) -> None:
    draft.clauses = draft.dice.choice(satisfied())[1]


@kind("the formula changed afterwards: a clause dropped")
def _(draft: Draft) -> None:
    at = draft.dice.randrange(len(draft.clauses))
    draft.clauses = draft.clauses[:at] + draft.clauses[at + 1 :]


@kind("the formula changed afterwards: a clause widened, so that the numbers stay")
def _(draft: Draft) -> None:
    at = draft.dice.randrange(len(draft.clauses))
    clause = (*draft.clauses[at], draft.variables + 1)
    draft.clauses = (*draft.clauses[:at], clause, *draft.clauses[at + 1 :])


@kind("the formula changed afterwards: a literal flipped")
def _(draft: Draft) -> None:
    at = draft.dice.randrange(len(draft.clauses))
    clause = draft.clauses[at]
    place = draft.dice.randrange(len(clause))
    flipped = tuple(-x if k == place else x for k, x in enumerate(clause))
    draft.clauses = (*draft.clauses[:at], flipped, *draft.clauses[at + 1 :])


@kind("the formula changed afterwards: its clauses in another order")
def _(draft: Draft) -> None:
    draft.clauses = tuple(draft.dice.sample(draft.clauses, len(draft.clauses)))


def _is_rat(row: list[str]) -> bool:
    hints = row[row.index("0") + 1 : -1]
    return any(word.startswith("-") for word in hints) or not hints


def _is_rat_with_candidates(row: list[str]) -> bool:
    return any(word.startswith("-") for word in row[row.index("0") + 1 : -1])
