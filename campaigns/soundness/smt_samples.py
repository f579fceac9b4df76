"""Satisfiable scripts of every theory that models are evaluated in, and unsatisfiable ones."""

from __future__ import annotations

from functools import cache

SATISFIABLE = {
    "a linear system": """(declare-const x Int)(declare-const y Int)
        (assert (= (+ (* 3 x) (* 2 y)) 27))(assert (< 0 x y 20))""",
    "squares": """(declare-const x Int)(declare-const y Int)(declare-const z Int)
        (assert (= (+ (* x x) (* y y)) (* z z)))(assert (and (< 2 x) (< x y) (< z 30)))""",
    "division": """(declare-const a Int)(declare-const b Int)
        (assert (= (div a 7) (- 3)))(assert (= (mod a 7) 4))(assert (= (* (- 5) b) (- a 33)))""",
    "fractions": """(declare-const x Real)(declare-const y Real)
        (assert (= (+ x y) (/ 7 2)))(assert (= (- x (* 2.0 y)) (- 1.25)))""",
    "both kinds of number": """(declare-const n Int)(declare-const x Real)
        (assert (= (to_int x) n))(assert (not (is_int x)))(assert (= n (- 3)))
        (assert (= (* 4.0 x) (to_real (+ (* 4 n) 3))))""",
    "a riddle": """(declare-const a Bool)(declare-const b Bool)(declare-const c Bool)
        (assert (xor a b c))(assert (=> a b))(assert (or (not b) c))(assert (= c (not a)))""",
    "bits": """(declare-const x (_ BitVec 8))(declare-const y (_ BitVec 8))
        (assert (= (bvadd x y) #x10))(assert (bvult #xf0 x))(assert (= ((_ extract 1 0) y) #b11))""",
    "signed bits": """(declare-const x (_ BitVec 8))(declare-const y (_ BitVec 8))
        (assert (bvslt x #x00))(assert (= (bvsrem x #x07) #xfc))(assert (= (bvashr x #x02) y))
        (assert (bvsgt y #xe0))""",
    "shifts": """(declare-const x (_ BitVec 6))(declare-const s (_ BitVec 6))
        (assert (= (bvshl x s) #b101000))(assert (= (bvlshr x s) #b000000))(assert (distinct s #b000000))""",
    "an array": """(declare-const a (Array Int Int))(declare-const b (Array Int Int))
        (assert (= b (store a 3 7)))(assert (= (select a 3) 5))(assert (= (select b 4) (+ (select b 3) 1)))""",
    "a function": """(declare-fun f (Int) Int)(declare-const x Int)
        (assert (= (f x) (+ x 1)))(assert (= (f (f x)) 9))(assert (= (f 0) (- 4)))""",
    "a relation": """(declare-sort City 0)(declare-fun near (City City) Bool)
        (declare-const p City)(declare-const q City)(declare-const r City)
        (assert (distinct p q r))(assert (near p q))(assert (not (near q p)))(assert (= (near q r) (near r p)))""",
    "a definition": """(define-fun twice ((n Int)) Int (* 2 n))(define-sort Pairs () (Array Int Bool))
        (declare-const n Int)(declare-const s Pairs)
        (assert (let ((m (twice n)) (k 5)) (and (< m 11) (> (+ m k) 14))))(assert (! (select s n) :named member))
        (assert (not (select s (twice n))))""",
    "a magic row": """(declare-const a Int)(declare-const b Int)(declare-const c Int)(declare-const d Int)
        (assert (distinct a b c d))(assert (< 0 a 10))(assert (< 0 b 10))(assert (< 0 c 10))(assert (< 0 d 10))
        (assert (= (+ a b c d) 30))(assert (= (* a b) (+ c d 32)))""",
}
UNSATISFIABLE = {
    "even and odd": """(declare-const x Int)(declare-const y Int)(assert (= (+ (* 2 x) 1) (* 4 y)))""",
    "bits that are equal": """(declare-const x (_ BitVec 4))(assert (distinct (bvadd x x) (bvshl x #x1)))""",
    "a function with two values": """(declare-fun f (Int) Int)(declare-const x Int)
        (assert (= x 3))(assert (= (f x) 1))(assert (= (f 3) 2))""",
}


@cache
def models() -> dict[str, str]:
    """Z3's model of each satisfiable script, as Workbench keeps it."""
    import z3

    found = {}
    for name, script in SATISFIABLE.items():
        solver = z3.Solver(ctx=z3.Context())  # Z3 remembers definitions as long as a context lives
        solver.from_string(script)
        assert solver.check() == z3.sat, name
        found[name] = solver.model().sexpr()
    return found
