"""Small statements with proofs in Lean's core: written out for Lean, and evaluated in Python, which shares no code.

A statement is a tree of tuples. Over finite types and lists its truth is computed; over `Nat` a small range is tried,
so that `forall` may be found false there and `exists` true, and what is left is open.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Tree = Any
"""A number, a truth value, a name, or (sign, parts...); a quantifier is (sign, name, type, body)."""
MOST = 6
"""Of `Nat`, the numbers up to this are tried."""
QUANTIFIERS = ("∀", "∃")


@dataclass(frozen=True, slots=True)
class Theorem:
    """A right statement and a proof of it."""

    statement: Tree
    proof: str


def every(names: str, sort: str, body: Tree) -> Tree:
    """For all these names."""
    for name in reversed(names.split()):
        body = ("∀", name, sort, body)
    return body


CASES = "by intro a b c; cases a <;> cases b <;> cases c <;> rfl"
THEOREMS = (
    Theorem(("=", ("*", 17, 23), 391), "by decide"),
    Theorem(("=", ("-", ("^", 2, 10), 24), 1000), "by decide"),
    Theorem(("=", ("+", ("*", 3, 4), 5), 17), "rfl"),
    Theorem(("∧", ("<", 3, 4), ("≠", ("%", 17, 5), 3)), "by decide"),
    Theorem(every("x", "Fin 12", ("≤", ("*", "x", "x"), 121)), "by decide"),
    Theorem(every("x y", "Fin 5", ("<", ("+", "x", "y"), 9)), "by decide"),
    Theorem(("∃", "x", "Fin 10", ("=", ("*", "x", "x"), 49)), "⟨⟨7, by decide⟩, by decide⟩"),
    Theorem(
        ("∀", "x", "Fin 4", ("∃", "y", "Fin 4", ("=", ("+", "x", "y"), 3))),
        "fun x => ⟨⟨3 - x.val, Nat.lt_of_le_of_lt (Nat.sub_le 3 x.val) (by decide)⟩, "
        "Nat.add_sub_of_le (Nat.le_of_lt_succ x.isLt)⟩",
    ),
    Theorem(("∀", "x", "[2, 3, 5, 7]", ("∧", ("<", "x", 8), ("<", 1, "x"))), "by decide"),
    Theorem(every("a b c", "Bool", ("=", ("&&", "a", ("||", "b", "c")), ("||", ("&&", "a", "b"), ("&&", "a", "c")))),
            CASES),
    Theorem(every("a b c", "Bool", ("=", ("!", ("&&", "a", ("&&", "b", "c"))),
                                    ("||", ("!", "a"), ("!", ("&&", "b", "c"))))), CASES),
    Theorem(every("n m", "Nat", ("=", ("+", "n", "m"), ("+", "m", "n"))), "Nat.add_comm"),
    Theorem(every("n m k", "Nat", ("=", ("*", "n", ("+", "m", "k")), ("+", ("*", "n", "m"), ("*", "n", "k")))),
            "Nat.mul_add"),
    Theorem(every("n m k", "Nat", ("→", ("≤", "n", "m"), ("≤", ("+", "n", "k"), ("+", "m", "k")))),
            "fun _ _ k h => Nat.add_le_add_right h k"),
    Theorem(every("n m k", "Nat", ("→", ("≤", "n", "m"), ("→", ("≤", "m", "k"), ("≤", "n", "k")))),
            "fun _ _ _ h g => Nat.le_trans h g"),
    Theorem(every("n", "Nat", ("<", "n", ("+", "n", 1))), "fun n => Nat.lt_succ_self n"),
    Theorem(every("n m", "Nat", ("→", ("<", "n", "m"), ("≤", ("+", "n", 1), "m"))), "fun _ _ h => h"),
    Theorem(every("n", "Nat", ("=", ("*", "n", 0), 0)), "fun _ => rfl"),
    Theorem(every("n", "Nat", ("=", ("+", 0, "n"), "n")),
            "fun n => by\n  induction n with\n  | zero => rfl\n  | succ n ih => exact congrArg Nat.succ ih"),
    Theorem(every("n", "Nat", ("<", ("%", "n", 2), 2)), "fun n => Nat.mod_lt n (by decide)"),
    Theorem(every("n m", "Nat", ("→", ("=", "n", "m"), ("=", "m", "n"))), "fun _ _ h => h.symm"),
    Theorem(every("p q", "Prop", ("→", ("∧", "p", "q"), ("∧", "q", "p"))), "fun _ _ h => ⟨h.2, h.1⟩"),
    Theorem(every("p q", "Prop", ("→", ("→", "p", "q"), ("→", ("¬", "q"), ("¬", "p")))), "fun _ _ h g a => g (h a)"),
    Theorem(every("p q r", "Prop", ("→", ("∧", "p", ("∨", "q", "r")), ("∨", ("∧", "p", "q"), ("∧", "p", "r")))),
            "fun _ _ _ h => h.2.elim (fun a => Or.inl ⟨h.1, a⟩) (fun a => Or.inr ⟨h.1, a⟩)"),
    Theorem(every("p", "Prop", ("¬", ("¬", ("∨", "p", ("¬", "p"))))), "fun _ h => h (Or.inr (fun a => h (Or.inl a)))"),
    Theorem(every("p q", "Prop", ("→", ("↔", "p", "q"), ("→", "p", "q"))), "fun _ _ h => h.1"),
)  # fmt: skip


# For Lean


def written(tree: Tree, sorts: Mapping[str, str] | None = None) -> str:
    """As Lean reads it, with all brackets."""
    sorts = sorts or {}
    if isinstance(tree, bool):
        return "true" if tree else "false"
    if isinstance(tree, int):
        return str(tree)
    if isinstance(tree, str):
        return f"{tree}.val" if sorts.get(tree, "").startswith("Fin") else tree
    if tree[0] in QUANTIFIERS:
        sign, name, sort, body = tree
        bound = f"{name} ∈ ({sort} : List Nat)" if sort.startswith("[") else f"{name} : {sort}"
        return f"({sign} {bound}, {written(body, {**sorts, name: sort})})"
    sign, *parts = tree
    shown = [written(part, sorts) for part in parts]
    return f"({sign}{shown[0]})" if len(parts) == 1 else f"({shown[0]} {sign} {shown[1]})"


# In Python


def truth(tree: Tree, values: Mapping[str, Any] | None = None) -> bool | None:
    """Whether a statement holds; None where the range that is tried leaves it open."""
    values = values or {}
    if isinstance(tree, str):
        return bool(values[tree])
    sign, *parts = tree
    if sign in QUANTIFIERS:
        return _over(tree, values)
    if sign in _RELATIONS:
        one, other = (value(part, values) for part in parts)
        return bool(_RELATIONS[sign](one, other))
    found = [truth(part, values) for part in parts]
    if sign == "¬":
        return None if found[0] is None else not found[0]
    if sign == "↔":
        return None if None in found else found[0] == found[1]
    if sign == "→":
        found[0] = None if found[0] is None else not found[0]
    deciding = sign != "∧"  # a false part decides `and`, a true one `or`
    return deciding if deciding in found else None if None in found else not deciding


def _over(tree: Tree, values: Mapping[str, Any]) -> bool | None:
    sign, name, sort, body = tree
    every_one, range_ = sign == "∀", members(sort)
    found = [truth(body, {**values, name: one}) for one in range_]
    if (not every_one) in found:
        return not every_one
    return None if None in found or sort == "Nat" else every_one


def members(sort: str) -> Sequence[Any]:
    """The values of a type that are tried; all, but for `Nat`."""
    if sort in ("Bool", "Prop"):
        return (False, True)
    if sort.startswith("["):
        return [int(one) for one in sort.strip("[]").split(",")]
    return range(MOST + 1 if sort == "Nat" else int(sort.removeprefix("Fin ")))


def value(tree: Tree, values: Mapping[str, Any]) -> Any:
    """The value of a term: natural numbers with Lean's conventions, or Booleans."""
    if isinstance(tree, str):
        return values[tree]
    if not isinstance(tree, tuple):
        return tree
    sign, *parts = tree
    return _OPERATIONS[sign](*(value(part, values) for part in parts))


_RELATIONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "≠": operator.ne, "<": operator.lt, "≤": operator.le,
}  # fmt: skip
_OPERATIONS: Mapping[str, Callable[..., Any]] = {
    "+": operator.add,
    "*": operator.mul,
    "^": operator.pow,
    "-": lambda one, other: max(0, one - other),
    "%": lambda one, other: one % other if other else one,
    "&&": lambda one, other: one and other,
    "||": lambda one, other: one or other,
    "!": operator.not_,
}
