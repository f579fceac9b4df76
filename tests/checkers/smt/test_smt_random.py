"""Random scripts: Z3's models are accepted, and a random model is accepted exactly where Z3 says that it is one."""

from __future__ import annotations

import random

import pytest
import z3

from workbench.checkers.smt.evaluate import Fails, holds_in
from workbench.checkers.smt.smtlib import read_script
from workbench.checkers.smt.values import NotEvaluated

CONSTANTS = """(declare-const x Int)(declare-const y Int)(declare-const r Real)(declare-const q Real)
(declare-const p Bool)(declare-const b (_ BitVec 8))(declare-const c (_ BitVec 8))"""
MORE = """(declare-sort S 0)(declare-const s S)(declare-const t S)(declare-fun g (S Int) S)(declare-fun f (Int) Int)
(declare-fun h ((_ BitVec 8) Bool) (_ BitVec 8))(declare-const a (Array Int Int))(declare-const d (Array Int Int))
(declare-const m (Array (_ BitVec 8) Bool))(define-fun twice ((k Int)) Int (+ k k))"""
VECTORS = [
    *("add", "sub", "mul", "and", "or", "xor", "udiv", "urem", "shl", "lshr", "ashr"),
    *("sdiv", "srem", "smod", "nand", "nor", "xnor"),
]
LEAVES = {
    "I": ["x", "y", "0", "7", "(- 3)"],
    "R": ["r", "q", "1.5", "(/ 1 3)", "0.0"],
    "B": ["p", "true", "(< x y)", "(= b c)"],
    "V": ["b", "c", "#x0f", "#b10000001", "(_ bv77 8)"],
    "A": ["a", "d", "((as const (Array Int Int)) 4)"],
    "U": ["s", "t"],
    "M": ["m"],
}
RULES = {
    "I": [
        "(+ I I)",
        "(- I I)",
        "(* 3 I)",
        "(div I (- 4))",
        "(div I 3)",
        "(mod I 5)",
        "(mod I (- 3))",
        "(abs I)",
        "(- I)",
        "(ite B I I)",
        "(to_int R)",
        "(bv2nat V)",
        "(let ((x I) (z I)) (+ x z))",
    ],
    "R": ["(+ R R)", "(* 2.5 R)", "(to_real I)", "(/ R 4.0)", "(- R)", "(ite B R R)"],
    "B": [
        "(< I I)",
        "(>= R R)",
        "(= I I)",
        "(not B)",
        "(and B B)",
        "(or B B)",
        "(=> B B)",
        "(xor B B)",
        "(is_int R)",
        "(distinct I I I)",
        "(bvult V V)",
        "(bvsle V V)",
        "(= #b1 (bvcomp V V))",
        "(= B B)",
    ],
    "V": [f"(bv{name} V V)" for name in VECTORS]
    + ["(bvnot V)", "(bvneg V)", "((_ extract 8 1) (concat V V))", "((_ extract 7 0) ((_ sign_extend 3) V))"]
    + [
        "((_ rotate_left 3) V)",
        "((_ rotate_right 11) V)",
        "((_ extract 9 2) ((_ zero_extend 2) V))",
        "((_ int2bv 8) I)",
    ],
}
FURTHER = {
    "I": ["(f I)", "(select A I)", "(twice I)"],
    "B": ["(= A A)", "(= U U)", "(select M V)", "(= (store M V B) M)"],
    "V": ["(h V B)"],
    "A": ["(store A I I)", "(ite B A A)"],
    "U": ["(g U I)"],
    "M": ["(store M V B)"],
}


def term(rng: random.Random, sort: str, depth: int, *, further: bool) -> str:
    rules = RULES.get(sort, []) + (FURTHER.get(sort, []) if further else [])
    if depth == 0 or not rules:
        return rng.choice(LEAVES[sort])
    return "".join(
        term(rng, letter, depth - 1, further=further) if letter in LEAVES else letter for letter in rng.choice(rules)
    )


def z3_says(stated: str) -> z3.Solver:
    solver = z3.Solver(ctx=z3.Context())  # one of its own: the main one keeps what others defined
    solver.set("timeout", 5000)
    solver.from_string(stated)
    return solver


@pytest.mark.parametrize("seed", range(3))
def test_models_of_z3_are_accepted(seed: int) -> None:
    rng, accepted = random.Random(seed), 0
    for _ in range(60):
        assertions = [term(rng, "B", rng.randint(1, 3), further=True) for _ in range(rng.randint(1, 3))]
        script = read_script(CONSTANTS + MORE + "".join(f"(assert {one})" for one in assertions))
        solver = z3_says(script.stated)
        if solver.check() == z3.sat:
            assert holds_in(script, solver.model().sexpr()) == len(assertions)
            accepted += 1
    assert accepted > 20


@pytest.mark.parametrize("seed", range(3))
def test_a_random_model_is_accepted_where_it_is_one(seed: int) -> None:
    rng, outcomes = random.Random(seed), []
    for _ in range(120):
        values = {
            "x": rng.choice(["0", "5", "(- 4)", "17"]),
            "y": rng.choice(["0", "1", "(- 9)"]),
            "r": rng.choice(["0.0", "(/ 1.0 3.0)", "(- 2.5)"]),
            "q": rng.choice(["1.0", "(/ 7.0 2.0)"]),
            "p": rng.choice(["true", "false"]),
            "b": f"#x{rng.randrange(256):02x}",
            "c": f"#x{rng.randrange(256):02x}",
        }
        script = read_script(f"{CONSTANTS}(assert {term(rng, 'B', rng.randint(1, 4), further=False)})")
        sorts = {name: "Int" if name in "xy" else "Real" if name in "rq" else "Bool" for name in "xyrqp"}
        model = "".join(
            f"(define-fun {name} () {sorts.get(name, '(_ BitVec 8)')} {value})" for name, value in values.items()
        )
        fixed = "".join(f"(assert (= {name} {value}))" for name, value in values.items())
        expected = z3_says(script.stated + fixed).check()
        try:
            found = z3.sat if holds_in(script, model) else z3.unsat
        except Fails:
            found = z3.unsat
        except NotEvaluated:
            continue
        assert found == expected, (script.assertions, values)
        outcomes.append(expected == z3.sat)
    assert len(outcomes) > 100 and 10 < sum(outcomes) < len(outcomes) - 10
