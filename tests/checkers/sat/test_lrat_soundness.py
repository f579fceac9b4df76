"""No wrong proof is accepted: mutants of right proofs, and random small ones, against a plain reference."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from lrat_samples import cadical, cnf, pigeons, random_unsatisfiable, satisfiable, schur, van_der_waerden
from plain_lrat import first_wrong_line, refutes

from workbench.checkers.sat.lrat import RejectedProof, check_lrat
from workbench.checkers.sat.normalise import normalise
from workbench.problems.cnf import CNF

WRONG_MUTANTS = 500

# --- Mutants ---------------------------------------------------------------------------------------------------------

Rows = list[list[str]]
"""A proof as words, a list for each line; mutants may be any."""
Mutation = Callable[[CNF, Rows, random.Random], CNF | None]
"""Changes the rows in place, or gives another formula in place of the one it got."""


def lemmas(rows: Rows) -> list[list[str]]:
    return [row for row in rows if row[1] != "d"]


def literal_flipped(formula: CNF, rows: Rows, dice: random.Random) -> None:
    row = dice.choice([row for row in lemmas(rows) if row[1] != "0"])
    place = dice.randrange(1, row.index("0"))
    row[place] = str(-int(row[place]))


def literal_dropped(formula: CNF, rows: Rows, dice: random.Random) -> None:
    row = dice.choice([row for row in lemmas(rows) if row[1] != "0"])
    del row[dice.randrange(1, row.index("0"))]


def literal_changed(formula: CNF, rows: Rows, dice: random.Random) -> None:
    row = dice.choice([row for row in lemmas(rows) if row[1] != "0"])
    row[dice.randrange(1, row.index("0"))] = str(dice.choice((1, -1)) * dice.randint(1, formula.variables + 1))


def literals_rotated(formula: CNF, rows: Rows, dice: random.Random) -> None:
    row = dice.choice(
        [row for row in lemmas(rows) if row.index("0") > 2 and any(w[0] == "-" for w in row[row.index("0") :])]
    )
    zero = row.index("0")
    row[1:zero] = [*row[2:zero], row[1]]


def with_hints(rows: Rows, least: int) -> list[tuple[list[str], int]]:
    """The lemmas with at least so many hints, and where these begin."""
    found = [(row, row.index("0") + 1) for row in lemmas(rows)]
    return [(row, begin) for row, begin in found if len(row) - 1 - begin >= least]


def hint_dropped(formula: CNF, rows: Rows, dice: random.Random) -> None:
    row, begin = dice.choice(with_hints(rows, 1))
    del row[dice.randrange(begin, len(row) - 1)]


def hint_added(formula: CNF, rows: Rows, dice: random.Random) -> None:
    row, begin = dice.choice(with_hints(rows, 0))
    sign = dice.choice(("", "", "-"))
    row.insert(dice.randrange(begin, len(row)), sign + str(dice.randint(1, int(row[0]) + 1)))


def hint_changed(formula: CNF, rows: Rows, dice: random.Random) -> None:
    row, begin = dice.choice(with_hints(rows, 1))
    row[dice.randrange(begin, len(row) - 1)] = str(dice.randint(1, int(row[0])))


def hint_negated(formula: CNF, rows: Rows, dice: random.Random) -> None:
    row, begin = dice.choice(with_hints(rows, 1))
    place = dice.randrange(begin, len(row) - 1)
    row[place] = str(-int(row[place]))


def hints_swapped(formula: CNF, rows: Rows, dice: random.Random) -> None:
    row, begin = dice.choice(with_hints(rows, 2))
    place, other = dice.sample(range(begin, len(row) - 1), 2)
    row[place], row[other] = row[other], row[place]


def candidate_dropped(formula: CNF, rows: Rows, dice: random.Random) -> None:
    row, place = dice.choice(
        [(row, k) for row in lemmas(rows) for k, w in enumerate(row[:-1]) if k and int(w) < -formula.variables]
    )
    del row[place]


def line_dropped(formula: CNF, rows: Rows, dice: random.Random) -> None:
    rows.remove(dice.choice(lemmas(rows)))


def lines_swapped(formula: CNF, rows: Rows, dice: random.Random) -> None:
    place = dice.randrange(len(rows) - 1)
    rows[place], rows[place + 1] = rows[place + 1], rows[place]


def identifier_changed(formula: CNF, rows: Rows, dice: random.Random) -> None:
    dice.choice(lemmas(rows))[0] = str(dice.randint(0, int(rows[-1][0]) + 1))


def used_clause_deleted(formula: CNF, rows: Rows, dice: random.Random) -> None:
    row, begin = dice.choice(with_hints(rows, 1))
    used = row[dice.randrange(begin, len(row) - 1)].lstrip("-")
    rows.insert(dice.randrange(rows.index(row) + 1), ["1", "d", used, "0"])


def deletion_repeated(formula: CNF, rows: Rows, dice: random.Random) -> None:
    rows.insert(-1, dice.choice([row for row in rows if row[1] == "d" and len(row) > 3]))


def number_spoilt(formula: CNF, rows: Rows, dice: random.Random) -> None:
    row = dice.choice(rows)
    row[dice.randrange(len(row))] = dice.choice(("", "x", "-", "1e3", str(2**63), str(-(2**64)), "\0", "0x1", "\xa0"))


def cut_off(formula: CNF, rows: Rows, dice: random.Random) -> None:
    del rows[dice.randrange(len(rows)) :]
    if rows and dice.random() < 0.7:
        del rows[-1][dice.randrange(1, len(rows[-1])) :]


def formula_without_clause(formula: CNF, rows: Rows, dice: random.Random) -> CNF:
    clauses = list(formula.clauses)
    clauses[dice.randrange(len(clauses))] = (formula.variables + 2, formula.variables + 3)
    return CNF(formula.variables + 3, tuple(clauses))


def formula_with_literal_flipped(formula: CNF, rows: Rows, dice: random.Random) -> CNF:
    clauses = list(formula.clauses)
    place = dice.randrange(len(clauses))
    at = dice.randrange(len(clauses[place]))
    clauses[place] = tuple(-x if k == at else x for k, x in enumerate(clauses[place]))
    return CNF(formula.variables, tuple(clauses))


def formula_in_another_order(formula: CNF, rows: Rows, dice: random.Random) -> CNF:
    return CNF(formula.variables, tuple(dice.sample(formula.clauses, len(formula.clauses))))


MUTATIONS: list[Mutation] = [
    literal_flipped,
    literal_dropped,
    literal_changed,
    literals_rotated,
    hint_dropped,
    hint_added,
    hint_changed,
    hint_negated,
    hints_swapped,
    candidate_dropped,
    line_dropped,
    lines_swapped,
    identifier_changed,
    used_clause_deleted,
    deletion_repeated,
    number_spoilt,
    cut_off,
    formula_without_clause,
    formula_with_literal_flipped,
    formula_in_another_order,
]


@pytest.fixture(scope="module")
def right_proofs(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[CNF, str]]:
    given = [pigeons(4), pigeons(5), van_der_waerden(18, 3, 4), schur(14, 3), random_unsatisfiable(9, 2)]
    formulas = [normalise(formula).formula for formula in given]
    proofs = cadical(formulas, tmp_path_factory.mktemp("proofs"))
    return [(formula, proof.decode()) for formula, proof in zip(formulas, proofs, strict=True)]


def accepted(formula: CNF, proof: str) -> bool:
    try:
        check_lrat(formula, proof.encode())
    except RejectedProof:
        return False
    return True


def test_the_unmutated_proofs_are_right(right_proofs: list[tuple[CNF, str]]) -> None:
    for formula, proof in right_proofs:
        assert refutes(formula.clauses, proof)
        assert accepted(formula, proof)
    assert any(check_lrat(formula, proof.encode()).rat_steps for formula, proof in right_proofs)


def test_mutants(right_proofs: list[tuple[CNF, str]]) -> None:
    """500 that the reference finds wrong, of every kind: none is accepted. Those it finds right are."""
    wrong: dict[str, int] = {}
    dice = random.Random(2017)
    for trial in range(40 * WRONG_MUTANTS):
        if sum(wrong.values()) == WRONG_MUTANTS:
            break
        mutation = MUTATIONS[trial % len(MUTATIONS)]
        formula, proof = dice.choice(right_proofs)
        rows = [line.split() for line in proof.splitlines()]
        try:
            changed = mutation(formula, rows, dice) or formula
        except IndexError:  # this proof has nothing that this mutation changes
            continue
        mutant = "\n".join(map(" ".join, rows))
        right = refutes(changed.clauses, mutant)
        assert accepted(changed, mutant) == right, f"{mutation.__name__}: {mutant}"
        if not right:
            wrong[mutation.__name__] = wrong.get(mutation.__name__, 0) + 1
    assert sum(wrong.values()) == WRONG_MUTANTS
    assert set(wrong) == {mutation.__name__ for mutation in MUTATIONS}


# --- Random small proofs ---------------------------------------------------------------------------------------------


def clauses_over(variables: int, least: int, most: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.sampled_from([x for x in range(-variables, variables + 1) if x]), min_size=least, max_size=most)


any_formulas = st.lists(clauses_over(4, 2, 3) | clauses_over(4, 0, 4), min_size=6, max_size=14).map(
    lambda some: cnf(*some)
)


def full(variables: int) -> list[list[int]]:
    return [list(signed) for signed in product(*((x, -x) for x in range(1, variables + 1)))]


full_formulas = st.integers(2, 4).flatmap(lambda v: st.permutations(full(v))).map(lambda every: cnf(*every))
"""All clauses over all of 2, 3 or 4 variables: unsatisfiable, though little follows by unit propagation."""
outlines = st.lists(clauses_over(6, 1, 3) | st.just("d"), max_size=12).map(
    lambda steps: [*steps, *full(3), *full(2), *full(1), []]
)
"""Lemmas, and d for a deletion; then a way to the empty clause, which many unsatisfiable formulas allow."""


dices = st.integers(0, 2**32).map(random.Random)


def propagation(clauses: dict[int, list[int]], true: set[int], dice: random.Random) -> tuple[list[int], bool]:
    """Hints that propagate units in a random order, and whether they end in a conflict."""
    hints: list[int] = []
    true = set(true)
    while True:
        left = {name: {x for x in clause if -x not in true} for name, clause in clauses.items()}
        false = [name for name, rest in left.items() if not rest]
        if false:
            return [*hints, dice.choice(false)], True
        units = [name for name, rest in left.items() if len(rest) == 1 and not rest & true]
        if not units:
            return hints, False
        hints.append(dice.choice(units))
        true |= left[hints[-1]]


def best_hints(clauses: dict[int, list[int]], lemma: list[int], dice: random.Random) -> tuple[list[int], bool]:
    """Hints that show the lemma by RUP or RAT, where any do, and whether they do."""
    true = {-x for x in lemma}
    hints, shown = propagation(clauses, true, dice)
    if shown or not lemma:
        return hints, shown
    if dice.random() < 0.5:
        hints = []
    for hint in hints:
        true |= {x for x in clauses[hint] if -x not in true}
    shown = True
    for name in dice.sample(list(clauses), len(clauses)):
        if -lemma[0] in clauses[name]:
            hints.append(-name)
            assumed = true | {-x for x in clauses[name] if x != -lemma[0]}
            if not any(-x in assumed for x in assumed):
                more, conflict = propagation(clauses, assumed, dice)
                hints += more
                shown &= conflict
    return hints, shown


def small_proof(formula: CNF, outline: list[list[int] | str], dice: random.Random, slips: float) -> str:
    """A proof along the outline, as right as it can be but for a slip now and then."""
    clauses = {name: list(clause) for name, clause in enumerate(formula.clauses, 1)}
    last = len(clauses)
    lines = []
    for step in outline:
        if isinstance(step, str):
            gone = dice.sample(list(clauses), min(len(clauses), dice.randint(0, 2)))
            for name in gone:
                del clauses[name]
            row = [last, "d", *gone, 0]
        else:
            hints, shown = best_hints(clauses, step, dice)
            if not shown and step and dice.random() > slips:
                continue
            last += dice.choice((1, 1, 1, 5))
            if dice.random() < slips and hints:
                hints[dice.randrange(len(hints))] = dice.choice((1, -1)) * dice.randint(1, last)
            if dice.random() < slips:
                hints.insert(dice.randint(0, len(hints)), dice.randint(1, last))
            clauses[last] = step
            row = [last, *step, 0, *hints, 0]
        if dice.random() < slips / 4:
            del row[dice.randrange(len(row))]
        lines.append(" ".join(map(str, row)))
    return "\n".join(lines)


@settings(max_examples=2000, deadline=None)
@given(any_formulas | full_formulas, outlines, dices, st.sampled_from((0, 0.05, 0.3)))
def test_small_proofs_fail_where_the_reference_says(
    formula: CNF, outline: list[list[int] | str], dice: random.Random, slips: float
) -> None:
    """Checker and reference agree on the line at which a proof goes wrong; and none refutes what has a model."""
    proof = small_proof(formula, outline, dice, slips)
    line: int | None = None
    try:
        result = check_lrat(formula, proof.encode())
    except RejectedProof as rejected:
        line = 0 if "the empty clause" in rejected.reason else rejected.line
        event("rejected")
    else:
        event("accepted with RAT" if result.rat_steps else "accepted")
        assert not satisfiable(formula)
    assert line == first_wrong_line(formula.clauses, proof), proof
