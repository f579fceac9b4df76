"""LRAT proofs, text and binary: whatever is accepted as a refutation has to be one, by all assignments there are.

An input is a formula in DIMACS, a line `%%`, and a proof. Formula and proof are both varied: the proofs are refutations
by cases, with definitions by RAT and deletions, of formulas that have a model or have none, and are altered step by
step and then byte by byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from campaigns.fuzz.mutation import mutated
from campaigns.fuzz.reader import Reader
from workbench.checkers.sat import lrat_decode, lrat_kernel  # noqa: F401  (loaded before the first case is timed)
from workbench.checkers.sat.lrat import RejectedProof, check_lrat, pieces
from workbench.checkers.sat.lrat_renumber import renumber
from workbench.problems.cnf import CNF, Clause
from workbench.problems.dimacs import cnf_text, parse_cnf

SEPARATOR = b"\n%%\n"
MOST_VARIABLES = 12
"""That occur in a formula whose assignments are all tried."""
MB = 1_000_000

Step = tuple[int, Sequence[int] | None, Sequence[int]]
"""Identifier, literals (None: a deletion), hints."""


def has_model(clauses: Sequence[Clause]) -> bool | None:
    """Whether some assignment satisfies the clauses; None where too many variables occur to try all.

    The assignments are the bits of one number, and each clause is the number of those that satisfy it.
    """
    variables = sorted({abs(literal) for clause in clauses for literal in clause})
    if len(variables) > MOST_VARIABLES:
        return None
    every = (1 << (1 << len(variables))) - 1
    true: dict[int, int] = {}
    for place, variable in enumerate(variables):
        # Of 2^(place + 1) assignments that follow each other, the second half gives this variable the value true.
        true[variable] = every // ((1 << (1 << place)) + 1) << (1 << place)
        true[-variable] = every ^ true[variable]
    left = every
    for clause in clauses:
        satisfied = 0
        for literal in clause:
            satisfied |= true[literal]
        left &= satisfied
    return left != 0


def read(data: bytes, scratch: Path) -> str:
    """Checks the proof as it is, written anew in the other form, and renumbered for Lean's checker."""
    text, _, proof = data.partition(SEPARATOR)
    formula = parse_cnf(text + b"\n", "formula.cnf")
    refuted = accepts(formula, proof)
    model = has_model(formula.clauses) if refuted else None
    assert not (refuted and model), "a refutation of a formula with a model"
    steps = decoded(proof)
    for form in (as_text, as_binary) if max(map(_largest, steps), default=0) < 10**18 else (as_binary,):
        assert accepts(formula, form(steps)) == refuted, f"the same steps are judged otherwise {form.__name__}"
    (scratch / "proof").write_bytes(proof)
    try:
        renumber(scratch / "proof", len(formula.clauses), scratch / "renumbered")
    except RejectedProof:
        assert not refuted, "an accepted proof cannot be renumbered"
        return "refused"
    again = accepts(formula, (scratch / "renumbered").read_bytes())
    assert again or not refuted, "an accepted proof is rejected when it is renumbered"
    assert not (again and has_model(formula.clauses)), "renumbered, a refutation of a formula with a model"
    return ("accepted, too large to try" if model is None else "accepted") if refuted else "refused"


def read_large(data: bytes, scratch: Path) -> str:
    """The checker alone: what an input of 1 MB takes is measured."""
    text, _, proof = data.partition(SEPARATOR)
    return "accepted" if accepts(parse_cnf(text + b"\n", "formula.cnf"), proof) else "refused"


def accepts(formula: CNF, proof: bytes) -> bool:
    """Whether our checker does."""
    try:
        check_lrat(formula, proof)
    except RejectedProof:
        return False
    return True


def decoded(proof: bytes) -> list[Step]:
    """The steps of a proof up to where it cannot be read."""
    from io import BytesIO

    steps: list[Step] = []
    try:
        for piece in pieces(BytesIO(proof)):
            numbers = piece.numbers[: piece.used].tolist()
            at = 0
            while at < len(numbers):
                _, identifier, literals, hints = numbers[at : at + 4]
                at += 4
                lemma = None if literals < 0 else numbers[at : at + literals]
                at += max(literals, 0)
                steps.append((identifier, lemma, numbers[at : at + hints]))
                at += hints
    except RejectedProof:
        pass
    return steps


def _largest(step: Step) -> int:
    return max(map(abs, (step[0], *(step[1] or ()), *step[2])))


def as_text(steps: Iterable[Step]) -> bytes:
    """LRAT text."""
    lines = []
    for identifier, literals, hints in steps:
        listed = " ".join(map(str, [*hints, 0]))
        middle = "d " if literals is None else "".join(f"{literal} " for literal in [*literals, 0])
        lines.append(f"{identifier} {middle}{listed}\n")
    return "".join(lines).encode()


def as_binary(steps: Iterable[Step]) -> bytes:
    """LRAT binary."""
    out = bytearray()
    for identifier, literals, hints in steps:
        out += b"d" if literals is None else b"a" + coded(identifier)
        for number in [] if literals is None else [*literals, 0]:
            out += coded(number)
        for number in [*hints, 0]:
            out += coded(number)
    return bytes(out)


def coded(number: int) -> bytes:
    """A number as binary LRAT has it: doubled, odd where negative, seven bits a byte, the lowest first."""
    code = 2 * number if number >= 0 else -2 * number + 1
    out = bytearray()
    while code > 127:
        out.append(code & 127 | 128)
        code >>= 7
    out.append(code)
    return bytes(out)


def made(number: int) -> tuple[CNF, list[Step]]:
    """A small formula and what claims to refute it, at random by this number."""
    random = Random(number)
    variables = random.randint(1, 5)
    clauses = [_clause(random, variables) for _ in range(random.randint(1, 6 * variables))]
    formula = CNF(variables, tuple(clauses))
    steps = list(refutation(formula, random))
    for _ in range(random.choice((0, 0, 1, 1, 2, 4))):
        _alter(steps, random)
    if random.random() < 0.2:  # the proof of another formula
        clauses.pop(random.randrange(len(clauses)))
        formula = CNF(variables, tuple(clauses))
    return formula, steps


def _clause(random: Random, variables: int) -> Clause:
    length = random.choice((0, 1, 1, 2, 2, 2, 3, 3)) if random.random() < 0.3 else random.choice((1, 2, 2, 2, 3))
    return tuple(random.choice((1, -1)) * random.randint(1, variables) for _ in range(length))


def refutation(formula: CNF, random: Random) -> Iterator[Step]:
    """By cases: under each path of decisions either hints that lead to a conflict, or both branches. Where the formula
    has a model some path has neither, and its lemma is a lie."""
    alive = dict(enumerate(formula.clauses, 1))
    identifier = len(alive)
    fresh = formula.variables + 1
    if random.random() < 0.3:  # fresh <-> literal, by RAT
        literal = random.choice((1, -1)) * random.randint(1, formula.variables)
        identifier += random.randint(1, 3)
        yield identifier, (fresh, -literal), ()
        yield identifier + 1, (-fresh, literal), (-identifier,)
        alive |= {identifier: (fresh, -literal), identifier + 1: (-fresh, literal)}
        identifier += 1

    def cases(path: tuple[int, ...]) -> Iterator[Step]:
        nonlocal identifier
        lemma = tuple(-literal for literal in path)
        hints = conflict(alive, path)
        if hints is None:
            free = [v for v in range(1, fresh + 1) if v not in path and -v not in path]
            if not free or len(path) > formula.variables:
                hints = random.sample(sorted(alive), min(len(alive), 2))
            else:
                yield from cases((*path, free[0]))
                first = identifier
                yield from cases((*path, -free[0]))
                hints = [first, identifier]
        identifier += random.choice((1, 1, 1, 1, 2, 50))
        alive[identifier] = lemma
        yield identifier, lemma, hints
        if len(alive) > 6 and random.random() < 0.1:
            gone = random.sample(sorted(alive), 2)
            yield identifier, None, gone
            for one in gone:
                del alive[one]

    yield from cases(())


def conflict(alive: dict[int, Clause], path: Sequence[int]) -> list[int] | None:
    """The hints by which these literals lead to a conflict; None where they do not."""
    true = set(path)
    hints: list[int] = []
    found = True
    while found:
        found = False
        for identifier, clause in alive.items():
            left = {literal for literal in clause if -literal not in true}
            if not left:
                return [*hints, identifier]
            if len(left) == 1 and not left <= true:
                true |= left
                hints.append(identifier)
                found = True
    return None


def _alter(steps: list[Step], random: Random) -> None:
    """One step becomes another one, as a faulty or hostile prover might write it."""
    at = random.randrange(len(steps))
    identifier, literals, hints = steps[at]
    lemma, more = list(literals or ()), list(hints)
    match random.randrange(12):
        case 0:
            random.shuffle(more)
        case 1 if more:
            more.pop(random.randrange(len(more)))
        case 2 if more:
            more[random.randrange(len(more))] *= -1
        case 3:
            more.insert(random.randint(0, len(more)), random.choice((1, 2, identifier, identifier + 1, 2**62 // 5)))
        case 4 if lemma:
            lemma.pop(random.randrange(len(lemma)))
        case 5 if lemma:
            random.shuffle(lemma)
        case 6:
            lemma.insert(random.randint(0, len(lemma)), random.choice((-1, 1)) * random.choice((1, 2, 3, 9, 70_000)))
        case 7:
            identifier = random.choice((0, 1, identifier - 1, identifier + 10, 10**18 - 1, 10**18))
        case 8:
            steps.pop(at)
            steps.append((identifier, literals, hints))
            return
        case 9:
            steps.insert(random.randint(0, at), (identifier, None, random.sample(range(1, identifier + 2), 1)))
            return
        case 10:
            steps.insert(at, steps[random.randrange(len(steps))])
            return
        case _:
            lemma, more = [], [*more, *more][: random.randint(0, 4)]
    steps[at] = identifier, None if literals is None else lemma, more


def _inputs(form: Callable[[Iterable[Step]], bytes], words: Sequence[bytes]) -> SearchStrategy[bytes]:
    def whole(number: int) -> bytes:
        formula, steps = made(number)
        return cnf_text(formula).encode() + SEPARATOR[1:] + form(steps)

    seeds = st.integers(0, 2**64 - 1).map(whole)
    return st.one_of(seeds, seeds, mutated(seeds, words))


def _with(formula: CNF, proof: bytes) -> bytes:
    return cnf_text(formula).encode() + SEPARATOR[1:] + proof


SMALL = CNF(2, ((1, 2), (1, -2), (-1, 2), (-1, -2)))


def _large(form: Callable[[Iterable[Step]], bytes]) -> Iterator[tuple[str, bytes]]:
    long = 50_000 if form is as_text else 60_000
    row = tuple(range(1, long + 1))
    unit = CNF(long, (row, (long, 1)))
    yield "one long clause, a hint again and again", filled(_with(unit, b""), form, [(3, row[:-1], (1,) * 150_000)])
    two = CNF(long // 2, ((*row[: long // 2 - 1], long // 2),) * 2)
    yield (
        "two long clauses, hints by turns",
        filled(_with(two, b""), form, [(3, row[: long // 2 - 1], (1, 2) * 80_000)]),
    )
    wide = CNF(long + 2, ((-1, *range(3, long + 3)), (2, 3), (2, -3)))
    rat = [(at, (1, 2), (-1, 2)) for at in range(4, 60_000)]
    yield "every step assumes a long candidate", filled(_with(wide, b""), form, rat)
    tail = CNF(long + 2, ((-1, *range(3, long + 3), -2),))
    yield (
        "every step finds a long candidate true",
        filled(_with(tail, b""), form, [(at, (1, 2), (-1,)) for at in range(2, 90_000)]),
    )
    many = CNF(3, ((-1, 2),) * 40_000 + ((-2, 3),))
    named = tuple(-at for at in range(1, 40_001))
    yield "a lemma with 40,000 candidates", filled(_with(many, b""), form, [(40_002, (1, -2), named)] * 3)
    both = CNF(long, ((-1, 2), (-1, -2), row[2:]))
    yield "lemmas of 1,000 literals", filled(_with(both, b""), form, [(at, row[:1000], (1, 2)) for at in range(4, 300)])
    yield "a million deletions of what is not there", filled(_with(SMALL, b""), form, [(5, None, (7,) * 300_000)])
    units = CNF(1, ((1,),) * 70_000)
    yield "70,000 deletions", filled(_with(units, b""), form, [(70_001, None, (at,)) for at in range(1, 70_001)])
    far = [(5 + at * 10**12, (1, 2), (1,)) for at in range(60_000)]
    yield "identifiers far apart", filled(_with(SMALL, b""), form, far)
    yield "a variable as far away as it may be", filled(_with(SMALL, b""), form, [(5, (2**24 + 2,), ())] * 1000)
    top = CNF(10_000_000, ((10_000_000,),))
    yield "as many variables as there may be", filled(_with(top, b""), form, [(2, (2**24 + 10_000_000,), ())] * 1000)
    spread = CNF(10_000_000, tuple((v, -v) for v in range(200, 10_000_000, 200)))
    yield (
        "variables on every page of memory",
        filled(_with(spread, b""), form, [(50_001, (2**24 + 9_000_000,), ())] * 9),
    )
    yield "a million small lemmas", filled(_with(SMALL, b""), form, [(at, (1, 2), (1,)) for at in range(5, 80_000)])
    yield "one lemma of a million literals", filled(_with(SMALL, b""), form, [(5, (1, 2) * 300_000, (1,))])
    promise = b"p cnf 1000000000000000000 1000000000000000000\n1 0\n" + SEPARATOR[1:]
    yield "a header that promises 10^18 clauses", filled(promise, form, [(5, (1,), (1,))] * 50_000)


def filled(head: bytes, form: Callable[[Iterable[Step]], bytes], steps: Sequence[Step]) -> bytes:
    """As many of the steps as fit into 1 MB behind the head."""
    return (head + form(steps))[:MB]


def _large_text() -> Iterator[tuple[str, bytes]]:
    yield from _large(as_text)
    yield "a number of a million digits", _with(SMALL, b"5 1 0 " + b"9" * (MB - 60) + b" 0\n")[:MB]
    yield "a line of 1 MB of blanks", _with(SMALL, b"5" + b" " * (MB - 60))
    yield "a million empty lines", _with(SMALL, b"\n" * (MB - 60))
    yield "a million comments", _with(SMALL, b"c\n" * (MB // 2 - 30))
    yield "a million signs", _with(SMALL, b"5 " + b"- " * (MB // 2 - 30))


def _large_binary() -> Iterator[tuple[str, bytes]]:
    yield from _large(as_binary)
    yield "a number without an end", _with(SMALL, b"a" + b"\xff" * (MB - 60))
    yield "a million empty steps", _with(SMALL, b"d\0" * (MB // 2 - 60))
    yield "a million letters", _with(SMALL, b"a" * (MB - 60))


READERS: tuple[Reader, ...] = (
    Reader(
        "LRAT text",
        _inputs(as_text, (b" 0 ", b" d ", b"\n", b"-", SEPARATOR, b"c ", b"5 0 1 2 0\n")),
        lambda data, scratch: (read_large if len(data) > 10**5 else read)(data, scratch),
        _large_text,
    ),
    Reader(
        "LRAT binary",
        _inputs(as_binary, (b"a", b"d", b"\0", b"\x80\0", b"\xff" * 9, SEPARATOR)),
        lambda data, scratch: (read_large if len(data) > 10**5 else read)(data, scratch),
        _large_binary,
    ),
)
