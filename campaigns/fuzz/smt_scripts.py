"""SMT-LIB scripts at random, each with a model that often satisfies it."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from campaigns.fuzz.parts import PART
from campaigns.fuzz.smt_naive import Unknown, naively

SORTS = {"p": "Bool", "q": "Bool", "x": "Int", "y": "Int", "r": "Real", "b": "(_ BitVec 4)", "c": "(_ BitVec 4)"}


def smt_bytes(number: int) -> bytes:
    """A script with a model, often one that satisfies it."""
    random = Random(number)
    declared = random.sample(list(SORTS), random.randint(1, 5))
    lines = [
        f"(declare-const {name} {SORTS[name]})" if random.random() < 0.7 else f"(declare-fun {name} () {SORTS[name]})"
        for name in declared
    ]
    if random.random() < 0.3:
        lines.append(f"(define-fun f ((z Int) (p Bool)) Int {_term(random, 'Int', ['z', 'p'], 2)})")
        declared = [*declared, "f"]
    asserted = [_term(random, "Bool", declared, 3) for _ in range(random.randint(1, 2))]
    model = ""
    for _ in range(6):
        values = {name: _constant(random, SORTS[name]) for name in declared if name != "f"}
        model = "".join(f"(define-fun {name} () {SORTS[name]} {value})" for name, value in values.items())
        try:
            if naively("".join([*lines, *(f"(assert {one})" for one in asserted)]), model):
                break
        except (Unknown, ValueError, IndexError, KeyError, TypeError, AttributeError, ZeroDivisionError):
            continue
    asserted = [f"(! {one} :named n{at})" if random.random() < 0.1 else one for at, one in enumerate(asserted)]
    lines += [f"(assert {one})" for one in asserted] + ["(check-sat)"] * (random.random() < 0.3)
    given = model.replace(")(def", ")\n(def").split("\n")
    random.shuffle(given)
    return ("\n".join(lines) + PART.decode() + "\n".join(given[: random.choice((9, 9, 9, 1))])).encode()


def _constant(random: Random, sort: str) -> str:
    match sort:
        case "Bool":
            return random.choice(("true", "false"))
        case "Int":
            return random.choice(("0", "1", "2", "7", "(- 1)", "(- 3)"))
        case "Real":
            return random.choice(("0.0", "(/ 1 2)", "(/ 1.0 3.0)", "2.5", "(- 1.0)"))
    return random.choice(("#b0000", "#b1010", "#xf", "#x7", "(_ bv3 4)"))


def _term(random: Random, sort: str, names: Sequence[str], depth: int) -> str:
    """A term of this sort, mostly."""

    def inner(of: str) -> str:
        return _term(random, of, names, depth - 1)

    here = [name for name in names if {**SORTS, "z": "Int"}.get(name) == sort]
    if depth == 0 or random.random() < 0.2:
        return random.choice(here) if here and random.random() < 0.8 else _constant(random, sort)
    if random.random() < 0.1:
        return f"(ite {inner('Bool')} {inner(sort)} {inner(sort)})"
    if random.random() < 0.1:
        name = random.choice(("x", "p", "v"))
        bound = random.choice(("Int", "Bool"))
        return f"(let (({name} {inner(bound)}) (w {inner('Int')})) {inner(sort)})"
    match sort:
        case "Bool":
            other = random.choice(("Int", "Real", "Bits", "Bits", "Int"))
            if other == "Bits":
                of = SORTS["b"]
                return (
                    f"({random.choice(('=', 'distinct', 'bvult', 'bvule', 'bvslt', 'bvsge'))} {inner(of)} {inner(of)})"
                )
            if random.random() < 0.4:
                many = [inner("Bool") for _ in range(random.randint(1, 3))]
                return f"({random.choice(('and', 'or', 'xor', '=>', '=', 'not'))} {' '.join(many)})"
            return f"({random.choice(('=', '<', '<=', '>', '>=', 'distinct'))} {inner(other)} {inner(other)})"
        case "Int":
            if "f" in names and random.random() < 0.3:
                return f"(f {inner('Int')} {inner('Bool')})"
            head = random.choice(("+", "-", "*", "div", "mod", "abs", "-"))
            return f"({head} {inner('Int')})" if head == "abs" else f"({head} {inner('Int')} {inner('Int')})"
        case "Real":
            return f"({random.choice(('+', '-', '*', '/'))} {inner('Real')} {inner(random.choice(('Real', 'Int')))})"
    if random.random() < 0.15:
        return f"(concat ((_ extract 3 2) {inner(sort)}) ((_ extract 1 0) {inner(sort)}))"
    if random.random() < 0.15:
        return f"({random.choice(('bvnot', 'bvneg'))} {inner(sort)})"
    heads = ("bvadd", "bvmul", "bvsub", "bvand", "bvor", "bvxor", "bvudiv", "bvurem", "bvshl", "bvlshr")
    return f"({random.choice(heads)} {inner(sort)} {inner(sort)})"
