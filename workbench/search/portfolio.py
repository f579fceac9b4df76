"""What plain search tries on a goal: a fixed portfolio, chosen by the shape of target and hypotheses.

Nothing here knows mathematics; it names what is in sight. Each tactic works on the first goal. The order is that of
trying, which matters only where time runs out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from workbench.errors import BadInput
from workbench.lean.declared import declarations
from workbench.lean.lexer import LETTERS, REST
from workbench.search.candidates import refusal
from workbench.search.goals import Goal, Hypothesis
from workbench.search.statement import Statement

_MOST_BYTES = 2**20
"""Of a user's own tactics."""
_WORD = re.compile(rf"[{LETTERS}_][{REST}.]*")
_SORRY = re.compile(r"\bsorry\b")
_COMMON = frozenset(
    "theorem lemma Nat Prop Type Bool List Fin fun if then else match with p q r a b c n m h x y z".split()  # noqa: SIM905
)
_ATOM = re.compile(rf"[{LETTERS}_][{REST}]*\Z")
_ARITHMETIC = "Nat.add_comm, Nat.add_left_comm, Nat.add_assoc, Nat.mul_comm"
CLOSING = ("rfl", "assumption", "trivial", "contradiction", "decide", "simp", "simp_all")
_COSTS = (
    (tuple(f"refine ⟨{number}," for number in range(10)), 14),
    (("symm", "congr", "funext", "rw ["), 8),
    (("by_cases", "unfold", "exact", "apply"), 5),
    (("cases", "split"), 4),
    (("intro", "rintro", "constructor", "obtain", "rcases"), 1),
)
_MOST_PREMISES, _MOST_HYPOTHESES, _MOST_NUMERALS = 8, 10, 4
MOST_LINES = 500


@dataclass(frozen=True, slots=True)
class Premises:
    """Names that a proof may use, nearest first."""

    theorems: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    """Those of the theorems that say that things are the same."""
    definitions: tuple[str, ...] = ()


def cost(tactic: str) -> int:
    """What a step is held against, in the words of a goal: guesses, and steps that lead around in a circle."""
    return next((cost for words, cost in _COSTS if tactic.startswith(words)), 2)


def premises(statement: Statement, imported: Sequence[str] = ()) -> Premises:
    """What stands before the theorem in its file, and in the sources it imports: those nearest in words first. What is
    not proved itself proves nothing."""
    words = set(_WORD.findall(statement.says))
    parts = words | {part for word in words for part in word.split(".")}
    theorems: dict[str, int] = {}
    rules: set[str] = set()
    definitions: dict[str, None] = {}
    for text in (statement.before, *imported):
        found = list(declarations(text))
        for one, end in zip(found, [*(other.keyword for other in found[1:]), len(text)], strict=False):
            whole = text[one.keyword : end]
            if one.kind in ("theorem", "lemma"):
                says, _, its_proof = whole.partition(":=")
                shared = len(set(_WORD.findall(says)) & words - _COMMON)
                if shared and not _SORRY.search(its_proof):
                    theorems.setdefault(one.name, shared)
                    rules |= {one.name} if "=" in says or "↔" in says else set()
            elif one.kind in ("def", "abbrev") and one.name.split(".")[-1] in parts:
                definitions.setdefault(one.name)
    near = sorted(theorems, key=lambda name: -theorems[name])[:_MOST_PREMISES]
    return Premises(tuple(near), tuple(name for name in near if name in rules), tuple(definitions)[:_MOST_PREMISES])


def read_tactics(path: Path) -> tuple[str, ...]:
    """A file of tactics, one a line; blank lines and lines that begin with `--` are none. Raises BadInput."""
    name = path.as_posix()
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            problem = f"a file of tactics has at most {_MOST_BYTES:,} bytes, and this one has more"
            raise BadInput(problem, remedy="keep those that matter", file=name)
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8"
        raise BadInput(f"these tactics cannot be read: {reason}", remedy="name a text file", file=name) from None
    found: dict[str, None] = {}
    for number, line in enumerate(text.splitlines(), 1):
        tactic = line.strip()
        if not tactic or tactic.startswith("--"):
            continue
        if why := refusal(tactic):
            raise BadInput(f"this tactic cannot be tried: {why}", remedy="correct the line", file=name, line=number)
        found[tactic] = None
    if not found:
        raise BadInput("there is no tactic in this file", remedy="write one tactic a line", file=name)
    if len(found) > MOST_LINES:
        raise BadInput(f"more than {MOST_LINES} tactics", remedy="keep those that matter", file=name)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What is tried, beside the tactics of the user's own, which come first."""

    premises: Premises = Premises()
    own: tuple[str, ...] = ()

    def tactics(self, goals: Sequence[Goal]) -> tuple[str, ...]:
        """What to try on a state, each once."""
        if not goals:
            return ()
        return tuple(dict.fromkeys((*self.own, *_of_goal(goals[0], self.premises))))


def _of_goal(goal: Goal, premises: Premises) -> Iterator[str]:
    usable = [one for one in goal.hypotheses if one.usable][-_MOST_HYPOTHESES:]
    fresh = _fresh(goal)
    yield from CLOSING
    yield from _by_target(goal, usable, fresh)
    yield from _by_premises(goal, premises)
    for hypothesis in reversed(usable):
        yield from _by_hypothesis(hypothesis, goal, fresh)
    yield from _combined(goal, usable, premises, fresh)


def _fresh(goal: Goal) -> list[str]:
    """Names for what a tactic brings in."""
    taken = {one.name for one in goal.hypotheses} | set(_WORD.findall(goal.target))
    names = (f"{letter}{number}" for number in range(1, 100) for letter in "h")
    free = [name for name in names if name not in taken]
    return free[:4]


def _by_target(goal: Goal, usable: Sequence[Hypothesis], fresh: Sequence[str]) -> Iterator[str]:
    target = goal.target
    if target.startswith(("∀", "¬")) or "→" in target:
        yield f"intro {fresh[0]}"
        yield f"rintro ⟨{fresh[0]}, {fresh[1]}⟩"
        yield f"rintro ({fresh[0]} | {fresh[0]})"
        yield "intros; simp_all"
    if "∧" in target or "↔" in target:
        yield "constructor"
        yield "constructor <;> simp_all"
        yield f"constructor <;> intro {fresh[0]} <;> simp_all"
    if "∨" in target:
        yield from ("left", "right")
    if target.startswith("∃"):
        numbers = [str(number) for number in range(_MOST_NUMERALS)]
        for witness in (*(one.name for one in usable if _is_data(one)), *numbers):
            yield f"refine ⟨{witness}, ?_⟩"
    if "fun " in target or "=" in target:
        yield f"funext {fresh[0]}"
    if "if " in target or "match " in target:
        yield "split"
        yield "split <;> simp_all"
    if "=" in target:
        yield from ("symm", "congr")
    if "+" in target or "*" in target:
        yield from (f"simp [{_ARITHMETIC}]", f"simp_all [{_ARITHMETIC}]")
    if "≠" in target:
        yield f"intro {fresh[0]}"
    if target == "False":
        yield from (f"exact {one.name} rfl" for one in usable if _is_function(one))


def _by_premises(goal: Goal, premises: Premises) -> Iterator[str]:
    for name in premises.theorems:
        yield f"exact {name}"
        yield f"apply {name}"
    for name in premises.rules:
        yield f"rw [{name}]"
        yield f"simp [{name}]"
    for name in premises.definitions:
        yield f"unfold {name}"
        yield f"simp [{name}]"
        yield f"simp_all [{name}]"


def _by_hypothesis(one: Hypothesis, goal: Goal, fresh: Sequence[str]) -> Iterator[str]:
    name, type_ = one.name, one.type
    first, second = fresh[0], fresh[1]
    if type_ == "Nat":
        yield f"induction {name} with | zero => ?_ | succ {first} {second} => ?_"
        yield f"cases {name}"
        yield f"induction {name} <;> simp_all"
    elif type_.startswith("List "):
        yield f"induction {name} with | nil => ?_ | cons {first} {second} {fresh[2]} => ?_"
        yield f"cases {name}"
        yield f"induction {name} <;> simp_all"
    elif type_ == "Prop":
        yield f"by_cases {first} : {name}"
    elif _is_data(one) and type_ not in ("Type", "Sort") and not type_.startswith(("Type ", "Sort ")):
        yield f"cases {name}"
        yield f"cases {name} <;> rfl"
        yield f"cases {name} <;> simp_all"
    if _is_data(one):
        return
    if "∧" in type_ or "∃" in type_ or "↔" in type_:
        yield f"obtain ⟨{first}, {second}⟩ := {name}"
    if "∨" in type_:
        yield f"rcases {name} with {first} | {first}"
        yield f"cases {name} <;> simp_all"
    if "=" in type_:
        yield from (f"rw [{name}]", f"rw [← {name}]", f"subst {name}", f"simp [{name}]", f"injection {name}")
    if "↔" in type_:
        yield from (f"rw [{name}]", f"exact {name}.1", f"exact {name}.2", f"apply {name}.1", f"apply {name}.2")
    if _is_function(one):
        yield f"apply {name}"
        yield from (f"exact {name} {other.name}" for other in goal.hypotheses if other.usable and other is not one)
    yield f"exact {name}"
    yield f"simp at {name}"


def _combined(goal: Goal, usable: Sequence[Hypothesis], premises: Premises, fresh: Sequence[str]) -> Iterator[str]:
    names = ", ".join((*premises.definitions[:4], *premises.rules[:2]))
    if names:
        yield f"simp_all [{names}]"
        for one in usable:
            if one.type == "Nat" or one.type.startswith("List "):
                yield f"induction {one.name} <;> simp_all [{names}]"
                yield f"induction {one.name} <;> simp_all [{names}, {_ARITHMETIC}]"
    numbers = [one.name for one in usable if _is_data(one)]
    for first, second in pairwise(numbers):
        yield f"cases {first} <;> cases {second} <;> simp_all"
        yield f"cases {first} <;> cases {second} <;> rfl"
    propositions = [one.name for one in usable if one.type == "Prop"]
    if len(propositions) >= 2:
        split = " <;> ".join(f"by_cases {name}_ : {name}" for name in propositions[:3])
        yield f"{split} <;> simp_all"
    if "∃" in goal.target or "∧" in goal.target:
        yield "first | exact ⟨_, rfl⟩ | exact ⟨rfl, rfl⟩"
        pairs = [one.name for one in usable if not _is_data(one)]
        for left in pairs[:5]:
            yield from (f"exact ⟨{left}, {right}⟩" for right in pairs[:5] if right != left)
    yield "exact absurd rfl ‹_›"


def _is_data(one: Hypothesis) -> bool:
    """Whether it looks like a thing and not like a proof: a type without a sign of logic."""
    return not any(sign in one.type for sign in "=≤<≥>∧∨¬∃∀→↔∣≠∈⊢") and (
        one.type.split(" ")[0][:1].isupper() or bool(_ATOM.match(one.type) and one.type in "αβγδ")
    )


def _is_function(one: Hypothesis) -> bool:
    return "→" in one.type or one.type.startswith(("∀", "¬")) or "≠" in one.type
