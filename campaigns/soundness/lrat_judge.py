"""Whether an LRAT proof is wrong, found out without any code of Workbench: the test that a mutant has to fail first.

It is lenient wherever published checkers differ: line ends are white space; a hint after the conflict, a candidate
named twice or needlessly, one left out that the lemma's own literals satisfy, a tautology as lemma, and a deletion of
what is not there are all passed over. So what it calls wrong is wrong for everybody, and what Workbench alone is strict
about is no mutant. Clauses are sets of Python's integers, which have no largest one.

- `broken_lemma` looks at meanings: it writes down the truth of every clause under every assignment, and finds a lemma
  that neither follows from the clauses before it nor has the resolvents of a RAT step that do. For small formulas.
- `broken_rule` applies the rules of the LRAT paper (Cruz-Filipe, Heule, Hunt, Kaufmann, Schneider-Kamp, CADE 2017) to
  the hints as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MOST_VARIABLES = 14
"""For `broken_lemma`: 2^14 assignments."""

Clause = frozenset[int]


class Malformed(ValueError):
    """It is no sequence of steps; the text says why."""


@dataclass(frozen=True, slots=True)
class Step:
    """A lemma, or a deletion (`literals` is None) of the clauses named by `hints`."""

    number: int
    literals: tuple[int, ...] | None
    hints: tuple[int, ...]


def broken(formula: Sequence[Sequence[int]], proof: bytes) -> str | None:
    """What shows that `proof` is no refutation of `formula`, as a table names it; None where it is one."""
    if broken_lemma(formula, proof):
        return "brute force: a lemma does not follow"
    try:
        fault = broken_rule(formula, proof)
    except Malformed:
        return "it is no LRAT, text or binary"
    return "the LRAT rules, applied plainly" if fault else None


def broken_rule(formula: Sequence[Sequence[int]], proof: bytes) -> str | None:
    """The first step that breaks a rule; None where there is none before the empty clause. Raises Malformed."""
    clauses: dict[int, Clause] = {number: frozenset(clause) for number, clause in enumerate(formula, 1)}
    for step in steps(proof):
        if step.literals is None:
            for name in step.hints:
                clauses.pop(name, None)
            continue
        if step.number in clauses:
            return f"{step.number} is the number of two clauses"
        if not _shown(clauses, step.literals, step.hints):
            return f"the hints do not show the lemma {step.number}"
        if not step.literals:
            return None
        clauses[step.number] = frozenset(step.literals)
    return "it never comes to the empty clause"


def _shown(clauses: dict[int, Clause], literals: tuple[int, ...], hints: tuple[int, ...]) -> bool:
    if any(-literal in literals for literal in literals):
        return True
    groups: list[tuple[int, list[int]]] = [(0, [])]
    for hint in hints:
        if hint < 0:
            groups.append((-hint, []))
        else:
            groups[-1][1].append(hint)
    true = {-literal for literal in literals}
    outcome = _propagated(clauses, true, groups[0][1])
    if outcome is not False:
        return bool(outcome)
    if not literals:
        return False
    pivot = -literals[0]
    by_candidate = dict(groups[1:])
    for name, clause in clauses.items():
        if pivot in clause and not (clause - {pivot}) & true:
            if name not in by_candidate:
                return False
            if _propagated(clauses, true | {-x for x in clause if x != pivot}, by_candidate[name]) is not True:
                return False
    return True


def _propagated(clauses: dict[int, Clause], true: set[int], hints: list[int]) -> bool | None:
    """Whether the hints come to a conflict, `true` growing meanwhile; None where one breaks a rule."""
    for hint in hints:
        if hint not in clauses:
            return None
        left = [literal for literal in clauses[hint] if -literal not in true]
        if not left:
            return True
        if len(left) > 1:
            return None
        true.add(left[0])
    return False


def broken_lemma(formula: Sequence[Sequence[int]], proof: bytes) -> str | None:
    """The first lemma that neither follows nor has RAT on its first literal, whatever its hints say; None where there
    is none, or there are too many variables to look."""
    meanings = Meanings(formula)
    clauses: dict[int, Clause] = {number: frozenset(clause) for number, clause in enumerate(formula, 1)}
    try:
        for step in steps(proof):
            if step.literals is None:
                for name in step.hints:
                    clauses.pop(name, None)
                continue
            if not meanings.know(step.literals) or step.number in clauses:
                return None
            if not _follows(meanings, list(clauses.values()), step.literals):
                return f"the lemma {step.number} does not follow"
            if not step.literals:
                return None
            clauses[step.number] = frozenset(step.literals)
    except Malformed:
        return None
    return None


def _follows(meanings: Meanings, clauses: list[Clause], literals: tuple[int, ...]) -> bool:
    models = meanings.of_all(clauses)
    if not models & ~meanings.of(literals):
        return True
    if not literals:
        return False
    pivot = -literals[0]
    resolvents = ((*literals, *(clause - {pivot})) for clause in clauses if pivot in clause)
    return not any(models & ~meanings.of(resolvent) for resolvent in resolvents)


class Meanings:
    """The truth of clauses under all assignments to some variables, a bit for each."""

    def __init__(self, formula: Iterable[Sequence[int]]) -> None:
        self._bits: dict[int, int] = {}
        self._small = True
        for clause in formula:
            self.know(clause)

    def know(self, literals: Iterable[int]) -> bool:
        """Whether there is room for the variables of these literals too."""
        new = {abs(literal) for literal in literals} - self._bits.keys()
        if len(self._bits) + len(new) > MOST_VARIABLES:
            self._small = False
        if self._small:
            for variable in sorted(new):
                place = 1 << len(self._bits)
                ones = ((1 << place) - 1) << place  # `place` zeros, then `place` ones
                for done in range(len(self._bits) + 1, MOST_VARIABLES):
                    ones |= ones << (1 << done)
                self._bits[variable] = ones
        return self._small

    @property
    def small(self) -> bool:
        """Whether there was room for all."""
        return self._small

    def of(self, clause: Iterable[int]) -> int:
        """Under which assignments the clause is true."""
        found = 0
        for literal in clause:
            bits = self._bits[abs(literal)]
            found |= bits if literal > 0 else _ALL & ~bits
        return found

    def of_all(self, clauses: Iterable[Iterable[int]]) -> int:
        """Under which assignments all are."""
        found = _ALL
        for clause in clauses:
            found &= self.of(clause)
        return found


_ALL = (1 << (1 << MOST_VARIABLES)) - 1


def satisfiable(formula: Sequence[Sequence[int]]) -> bool:
    """Whether a formula of few variables has a model, by trying every assignment. Raises ValueError for too many."""
    meanings = Meanings(formula)
    if not meanings.small:
        raise ValueError("too many variables to try every assignment")
    return bool(meanings.of_all(formula))


def steps(proof: bytes) -> Iterator[Step]:
    """The steps as they are written. Raises Malformed at the first that is none."""
    return _binary_steps(proof) if proof[:1] in (b"a", b"d") else _text_steps(proof)


def _text_steps(proof: bytes) -> Iterator[Step]:
    try:
        lines = proof.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise Malformed("it is not ASCII") from error
    words = iter([word for line in lines if not line.startswith("c") for word in re.split(r"[ \t\r]+", line) if word])
    for word in words:
        number, rest = _number(word), next(words, "")
        if number < 1:
            raise Malformed(f"a step with the number {number}")
        if rest == "d":
            gone = tuple(_until_zero(words))
            if min(gone, default=1) < 1:
                raise Malformed("a deletion of a negative number")
            yield Step(number, None, gone)
        else:
            literals = () if rest == "0" else (_number(rest), *_until_zero(words))
            yield Step(number, literals, tuple(_until_zero(words)))


def _until_zero(words: Iterator[str]) -> Iterator[int]:
    for word in words:
        number = _number(word)
        if number == 0:
            return
        yield number
    raise Malformed("it is cut off")


def _number(word: str) -> int:
    if not re.fullmatch("-?[0-9]+", word) or re.fullmatch("-0+", word):
        raise Malformed(f"{word!r} is no number")
    return int(word)


def _binary_steps(proof: bytes) -> Iterator[Step]:
    data = iter(proof)
    for letter in data:
        if letter == ord("d"):
            gone = tuple(_coded_until_zero(data))
            if min(gone, default=1) < 1:
                raise Malformed("a deletion of a negative number")
            yield Step(1, None, gone)
        elif letter == ord("a"):
            number = _coded(data)
            if number < 1:
                raise Malformed(f"a step with the number {number}")
            yield Step(number, tuple(_coded_until_zero(data)), tuple(_coded_until_zero(data)))
        else:
            raise Malformed(f"{letter} begins no step")


def _coded_until_zero(data: Iterator[int]) -> Iterator[int]:
    while (number := _coded(data)) != 0:
        yield number


def _coded(data: Iterator[int]) -> int:
    code = shift = 0
    for byte in data:
        code |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            if code == 1:
                raise Malformed("minus zero")
            return -(code >> 1) if code & 1 else code >> 1
    raise Malformed("it is cut off")
