"""Wrong theorems and proofs for the embedded Lean, made from right ones.

A statement is wrong where `lean_statements` finds it false; its proof is that of the right one, or a trick that is to
make Lean believe anything. What Lean compiled and the record of an audit are changed by bytes and by fields, and what a
theorem rests on after it was accepted.

Many go into one module: where Lean stops at one of them it still says what is wrong with each of the others. One of
which it says nothing is asked about alone.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from campaigns.soundness.lean_statements import MOST, THEOREMS, Theorem, Tree, truth, value, written
from campaigns.soundness.mutant import Mutant, Refused, Source
from workbench.checkers.base import RejectedCertificate, certify
from workbench.checkers.lean import build
from workbench.checkers.lean.checker import KIND, LeanJudge
from workbench.checkers.lean.setting import Setting, embedded_setting
from workbench.dispatch.lean import ABSENT, ACCEPTED, FAILED, STATED, Outcome, check_declarations
from workbench.evidence.record import Limits
from workbench.lean.modules import read_modules
from workbench.problems.declaration import THEOREM, Declaration

LIMITS = Limits(300, 3000)
BATCH = 60
"""Declarations in one module."""
Files = dict[str, str]


@dataclass(frozen=True, slots=True)
class Untrue:
    """A statement that was found false, with the proof of the right one."""

    kind: str
    statement: Tree
    proof: str
    repeat: str


class Equivalent(Exception):
    """A change after which the statement is not found false."""


class Lean:
    """Mutants of theorems, proofs, definitions, compiled modules and records."""

    checker = "lean"
    share = 0.15

    def __init__(self) -> None:
        self.equivalent = 0

    def twins(self) -> Iterator[str]:
        """Every theorem with its proof, and every definition that a change is made to."""
        texts = {f"t{at}": _theorem(f"t{at}", one.statement, one.proof) for at, one in enumerate(THEOREMS)}
        texts |= {f"r{at}": f"{_defined(at, one)}{_resting(at)}" for at, one in enumerate(BODIES)}
        found, _ = _asked({"A": "\n".join(texts.values())}, list(texts))
        for name, outcome in found.items():
            if outcome.outcome != ACCEPTED:
                raise Refused(f"{texts[name]}: {outcome.outcome}: {outcome.reason}")
            yield texts[name].partition("\n")[0]

    def mutants(self, count: int, seed: int) -> Iterator[Mutant]:
        """Half of them false statements, the others by turns."""
        self.equivalent = 0
        false = self._false_statements(seed)
        shares = {_same_proof: 50, _refused_unread: 15, _unread_by_nobody: 10, _changed_definitions: 10, _renamed: 5,
                  _compiled_otherwise: 5, _recorded_otherwise: 5}  # fmt: skip
        left = count
        for at, (kind, share) in enumerate(shares.items()):
            many = left if at == len(shares) - 1 else min(left, round(count * share / 100))
            left -= many
            for done in range(0, many, BATCH):
                dice = random.Random(f"{seed} {at} {done}")
                yield from kind(min(BATCH, many - done), dice, false)

    def _false_statements(self, seed: int) -> Iterator[Untrue]:
        """Without end, no two alike as long as there are others."""
        seen: set[str] = set()
        trial = again = 0
        while True:
            trial += 1
            dice = random.Random(f"{seed} statement {trial}")
            number = dice.randrange(len(THEOREMS))
            kind, statement = changed(THEOREMS[number].statement, dice)
            text = written(statement)
            if statement == THEOREMS[number].statement or (text in seen and again < 1000):
                again += text in seen
                continue
            try:
                holds = truth(statement)
            except (KeyError, TypeError, OverflowError):  # nothing that has a meaning
                continue
            if holds is not False:
                self.equivalent += 1
                continue
            again = 0
            seen.add(text)
            yield Untrue(kind, statement, THEOREMS[number].proof, f"seed {seed}, trial {trial}: {text}")


SOURCES: tuple[Source, ...] = (Lean(),)


# Put to Workbench


@cache
def _setting() -> Setting:
    return embedded_setting()


def _theorem(name: str, statement: Tree, proof: str) -> str:
    return f"theorem {name} : {written(statement)} := {proof}\n"


def _asked(files: Files, names: Sequence[str], *, scanned: bool = True) -> tuple[dict[str, Outcome], Files]:
    """What the audit says of these names, and what Lean finds wrong, by the place `FILE:LINE`."""
    with tempfile.TemporaryDirectory(prefix="workbench-soundness-") as folder:
        root = Path(folder)
        (root / "lean").mkdir()
        for name, text in files.items():
            (root / "lean" / f"{name}.lean").write_text(text, "utf-8")
        setting = replace(_setting(), scanned=scanned)
        asked = [Declaration(name, THEOREM) for name in names]
        found = check_declarations(
            read_modules(root, ["lean"]), asked, LIMITS, store=root / "store", setting=setting, jobs=2
        )
    said = {f"{message.file}:{message.line}": message.text for outcome in found.values()
            for message in outcome.messages if message.severity == "error"}  # fmt: skip
    return {one.name: found[one] for one in asked}, said


def _together(texts: dict[str, str], *, scanned: bool = True) -> dict[str, str]:
    """What refused each of these theorems, all in one module; empty where one was accepted."""
    found, said = _asked({"A": "".join(texts.values())}, list(texts), scanned=scanned)
    caught, line = {}, 1
    for name, text in texts.items():
        lines = range(line, line + text.count("\n"))
        line = lines.stop
        complaint = next((said[f"lean/A.lean:{at}"] for at in lines if f"lean/A.lean:{at}" in said), None)
        if found[name].outcome == FAILED and complaint is None:
            caught[name] = _alone(name, text, scanned=scanned)
        else:
            caught[name] = _who(found[name], complaint or "")
    return caught


def _alone(name: str, text: str, *, scanned: bool) -> str:
    found, said = _asked({"A": text}, [name], scanned=scanned)
    return _who(found[name], next(iter(said.values()), ""))


def _who(outcome: Outcome, complaint: str) -> str:
    """What refused it, as the table says it."""
    if outcome.outcome == ACCEPTED:
        return ""
    if outcome.outcome == STATED:
        return "audit: sorry"
    if outcome.outcome == ABSENT:
        return "audit: no such declaration"
    if outcome.outcome == FAILED and complaint:
        return "Lean: it does not compile"
    if outcome.outcome == FAILED:
        return "the file is refused unread, for its words"
    return next((name for word, name in _REASONS if word in outcome.reason), f"audit: {outcome.reason[:80]}")


_REASONS = (
    ("axiom", "audit: axioms"),
    ("unsafe", "audit: unsafe, partial, opaque"),
    ("asks for", "audit: the kind of declaration"),
    ("kernel", "audit: the kernel, again"),
)


# False statements


def _same_proof(count: int, dice: random.Random, false: Iterator[Untrue]) -> Iterator[Mutant]:
    """False statements with the proof of the right one."""
    made = {f"m{at}": one for at, one in enumerate(islice(false, count))}
    caught = _together({name: _theorem(name, one.statement, one.proof) for name, one in made.items()})
    for name, one in made.items():
        yield Mutant("lean", f"statement: {one.kind}", "evaluation in Python", caught[name], one.repeat)


def changed(statement: Tree, dice: random.Random) -> tuple[str, Tree]:
    """What was done, and the statement with one change in it."""
    places = list(_places(statement))
    place = dice.choice(places)
    kind, new = _other(_at(statement, place), dice)
    return kind, _put(statement, place, new)


def _places(tree: Tree, here: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    yield here
    if isinstance(tree, tuple):
        first = 3 if tree[0] in ("∀", "∃") else 1
        for at in range(first, len(tree)):
            yield from _places(tree[at], (*here, at))


def _at(tree: Tree, place: Sequence[int]) -> Tree:
    for at in place:
        tree = tree[at]
    return tree


def _put(tree: Tree, place: Sequence[int], new: Tree) -> Tree:
    if not place:
        return new
    at, *rest = place
    return (*tree[:at], _put(tree[at], rest, new), *tree[at + 1 :])


_EXCHANGED = {"≤": "<", "<": "≤", "=": "≠", "≠": "=", "+": "*", "*": "+", "-": "+", "%": "+", "^": "*", "∧": "→",
              "∨": "∧", "↔": "∧", "&&": "||", "||": "&&"}  # fmt: skip


def _other(tree: Tree, dice: random.Random) -> tuple[str, Tree]:
    """Another tree in the place of one, of the same kind."""
    if isinstance(tree, int):
        return "a number changed", dice.choice([one for one in (tree - 1, tree + 1, tree + 5, 2 * tree) if one >= 0])
    if isinstance(tree, str):
        return "a name exchanged", dice.choice([one for one in "abcnmkpqrxy" if one != tree])
    sign, *parts = tree
    if sign in ("∀", "∃"):
        return _quantified(tree, dice)
    if sign == "→" and dice.random() < 0.6:
        return (
            ("a hypothesis dropped", parts[1])
            if dice.random() < 0.6
            else ("an implication reversed", (sign, *parts[::-1]))
        )
    if sign in ("=", "<", "≤", "≠", "∧", "∨", "→", "↔") and dice.random() < 0.3:
        return "a part negated", ("¬", tree)
    if sign in ("¬", "!"):
        return "a negation dropped", parts[0]
    if sign in ("<", "≤", "-", "^", "%") and dice.random() < 0.3:
        return "two sides exchanged", (sign, *parts[::-1])
    kind = "a relation exchanged" if sign in "≤<=≠" else "an operation exchanged"
    return kind, (_EXCHANGED.get(sign, sign), *parts)


def _quantified(tree: Tree, dice: random.Random) -> tuple[str, Tree]:
    sign, name, sort, body = tree
    if isinstance(body, tuple) and body[0] in ("∀", "∃") and body[0] != sign and dice.random() < 0.6:
        return "two quantifiers exchanged", (body[0], body[1], body[2], (sign, name, sort, body[3]))
    if sort.startswith("Fin") and dice.random() < 0.6:
        return "a type enlarged", (sign, name, f"Fin {int(sort[4:]) + dice.randint(1, 9)}", body)
    if sort.startswith("["):
        return "a list enlarged", (sign, name, f"{sort[:-1]}, {dice.choice((0, 1, 9, 20))}]", body)
    return "a quantifier exchanged", ("∃" if sign == "∀" else "∀", name, sort, body)


# Tricks

SORRY, AXIOM, UNCHECKED = "sorry in it or in what it uses", "an axiom", "unsafe, partial, opaque or lcProof"
NATIVE, CODE, OTHER = "compiled code trusted", "code that runs while Lean reads", "a proof of something else, or none"
TRICKS: tuple[tuple[str, str], ...] = (
    (SORRY, "theorem {n} : {s} := sorry\n"),
    (SORRY, "theorem {n} : {s} := by admit\n"),
    (SORRY, "theorem lemma_{n} : {s} := sorry\ntheorem {n} : {s} := lemma_{n}\n"),
    (SORRY, "instance i{n} : Decidable {s} := Decidable.isTrue sorry\ntheorem {n} : {s} := by decide\n"),
    (SORRY, "def d{n} : {{p : Prop // p}} → {s} := fun _ => sorry\ntheorem {n} : {s} := d{n} ⟨True, .intro⟩\n"),
    (AXIOM, "axiom a{n} : {s}\ntheorem {n} : {s} := a{n}\n"),
    (AXIOM, "axiom a{n} : False\ntheorem {n} : {s} := a{n}.elim\n"),
    (AXIOM, "axiom {n} : {s}\n"),
    (NATIVE, "theorem {n} : {s} := by native_decide\n"),
    (
        NATIVE,
        "def e{n} : Bool := true\n@[implemented_by e{n}] def d{n} : Bool := false\n"
        "theorem {n} : {s} := absurd (by native_decide : d{n} = true) (by decide)\n",
    ),
    (NATIVE, "set_option debug.skipKernelTC true in\ntheorem {n} : {s} := by decide\n"),
    (UNCHECKED, "opaque o{n} : {s}\ntheorem {n} : {s} := o{n}\n"),
    (UNCHECKED, "unsafe def u{n} : {s} := u{n}\ntheorem {n} : {s} := u{n}\n"),
    (UNCHECKED, "unsafe def {n} : {s} := {n}\n"),
    (UNCHECKED, "partial def p{n} (k : Nat) : {s} := p{n} (k + 1)\ntheorem {n} : {s} := p{n} 0\n"),
    (UNCHECKED, "theorem {n} : {s} := lcProof\n"),
    (CODE, 'macro "trick{n}" : tactic => `(tactic| sorry)\ntheorem {n} : {s} := by trick{n}\n'),
    (
        CODE,
        'open Lean Elab in\nelab "trick{n}" : term => return .const ``True.intro []\ntheorem {n} : {s} := trick{n}\n',
    ),
    (CODE, "run_cmd Lean.modifyEnv fun e => e\ntheorem {n} : {s} := by decide\n"),
    (CODE, "#eval (1 : Nat)\ntheorem {n} : {s} := by decide\n"),
    (
        CODE,
        "run_cmd Lean.Elab.Command.liftCoreM do Lean.addDecl (.axiomDecl "
        "{{ name := `{n}, levelParams := [], type := .const ``True [], isUnsafe := false }})\n"
        "theorem t{n} : {s} := by decide\n",
    ),
    (CODE, "#guard_msgs (drop error) in\ntheorem {n} : {s} := by decide\n"),
    (OTHER, "theorem {n} : {s} := {n}\n"),
    (OTHER, "def {n} : Bool := true\n"),
    (OTHER, "theorem o{n} : 1 = 1 := rfl\ntheorem {n} : {s} := o{n}\n"),
    (OTHER, "theorem {n} : {s} := cast rfl trivial\n"),
    (OTHER, "theorem o{n} (h : {s}) : {s} := h\ntheorem {n} : {s} := o{n} (by decide)\n"),
    (OTHER, "theorem {n} : {s} := by first | decide | skip\n"),
)
"""(Kind, what is to make a false statement `s` look proved under the name `n`)."""


def _tricks(count: int, dice: random.Random, false: Iterator[Untrue]) -> Iterator[tuple[int, str, str, Untrue]]:
    """(number of the trick, name, text, statement)."""
    start = dice.randrange(len(TRICKS))
    for at, one in enumerate(islice(false, count)):
        number = (start + at) % len(TRICKS)
        yield number, f"m{at}", TRICKS[number][1].format(n=f"m{at}", s=written(one.statement)), one


def _refused_unread(count: int, dice: random.Random, false: Iterator[Untrue]) -> Iterator[Mutant]:
    """As a workspace's own files are checked: a module each, most of which Lean never sees."""
    made = list(_tricks(count, dice, false))
    found, said = _asked({f"M{name}": text for _, name, text, _ in made}, [name for _, name, _, _ in made])
    for trick, name, _, one in made:
        complaint = next((text for place, text in said.items() if place.startswith(f"lean/M{name}.lean:")), "")
        yield Mutant(
            "lean", f"proof: {TRICKS[trick][0]}", "evaluation in Python", _who(found[name], complaint), one.repeat
        )


def _unread_by_nobody(count: int, dice: random.Random, false: Iterator[Untrue]) -> Iterator[Mutant]:
    """As the files of a lake project are checked, which no words are forbidden in: all tricks of a kind together."""
    by_trick: dict[int, list[tuple[str, str, Untrue]]] = {}
    for trick, name, text, one in _tricks(count, dice, false):
        by_trick.setdefault(trick, []).append((name, text, one))
    found, said = _asked({f"M{made[0][0]}": "".join(text for _, text, _ in made) for made in by_trick.values()},
                         [name for made in by_trick.values() for name, _, _ in made], scanned=False)  # fmt: skip
    for trick, made in by_trick.items():
        complaint = next((text for place, text in said.items() if place.startswith(f"lean/M{made[0][0]}.lean:")), "")
        for name, text, one in made:
            alone = len(made) > 1 and found[name].outcome == FAILED
            caught = _alone(name, text, scanned=False) if alone else _who(found[name], complaint)
            kind = f"proof, where no word is forbidden: {TRICKS[trick][0]}"
            yield Mutant("lean", kind, "evaluation in Python", caught, one.repeat)


# What a theorem rests on

BODIES: tuple[Tree, ...] = (
    ("+", ("*", 2, "n"), 1), ("*", "n", ("+", "n", 1)), ("-", "n", 3), ("%", "n", 3), ("^", 2, "n"), ("+", "n", 5),
    ("*", ("-", 9, "n"), 2), ("+", ("%", "n", 2), ("*", 3, "n")),
)  # fmt: skip


def _defined(at: int, body: Tree) -> str:
    return f"def f{at} (n : Nat) : Nat := {written(body)}\ndef g{at} (n : Nat) : Nat := f{at} (n + 1)\n"


def _resting(at: int) -> str:
    return f"theorem r{at} : g{at} 2 = f{at} 3 := rfl\n"


def _changed_definitions(count: int, dice: random.Random, false: Iterator[Untrue]) -> Iterator[Mutant]:
    """A definition that a theorem rests on, changed after it was accepted: the theorem is still true, and says
    something else."""
    made: list[tuple[str, Tree, Tree]] = []
    while len(made) < count:
        body = dice.choice(BODIES)
        kind, new = changed(body, dice)
        try:
            differs = any(value(body, {"n": n}) != value(new, {"n": n}) for n in range(MOST))
        except (KeyError, TypeError, OverflowError):
            continue
        if differs and not isinstance(new, bool) and "¬" not in str(new):
            made.append((kind, body, new))
    texts = [{f"r{at}": _defined(at, one[which]) + _resting(at) for at, one in enumerate(made)} for which in (1, 2)]
    before, after = (_asked({"A": "".join(text.values())}, list(text))[0] for text in texts)
    for at, (kind, body, new) in enumerate(made):
        first, then = before[f"r{at}"], after[f"r{at}"]
        if first.outcome != ACCEPTED:
            raise Refused(f"{_defined(at, body)}: {first.reason}")
        stale = "pairing: what it says changed" if then.states != first.states else ""
        caught = stale if then.outcome == ACCEPTED else _who(then, "error")
        repeat = f"{kind}: {written(body)} -> {written(new)}"
        kind = "a definition changed after the theorem was accepted"
        yield Mutant("lean", kind, "evaluation in Python: another function", caught, repeat)


def _renamed(count: int, dice: random.Random, false: Iterator[Untrue]) -> Iterator[Mutant]:
    """A right theorem that is there under another name only."""
    ways = {
        "in a namespace": "namespace Other\n{t}end Other\n",
        "with a tick": "{t'}",
        "in a comment": "/- {t}-/\n",
        "without a name": "{example}",
        "in a string": 'def text_{n} : String := "theorem {n} : True := trivial"\n',
        "private in a namespace": "namespace Hidden\nprivate {t}end Hidden\n",
    }
    texts: dict[str, tuple[str, str, Theorem]] = {}
    for at in range(count):
        way, right = dice.choice(sorted(ways)), dice.choice(THEOREMS)
        name = f"m{at}"
        text = _theorem(name, right.statement, right.proof)
        text = (ways[way].replace("{t'}", text.replace(name, f"{name}'")).replace("{t}", text).replace("{n}", name)
                .replace("{example}", text.replace(f"theorem {name} :", "example :")))  # fmt: skip
        texts[name] = (way, text, right)
    found, said = _asked({"A": "".join(text for _, text, _ in texts.values())}, list(texts))
    for name, (way, _, right) in texts.items():
        caught = _who(found[name], next(iter(said.values()), ""))
        yield Mutant("lean", "the theorem is there under another name only", "no theorem of that name in the text",
                     caught, f"{way}: {written(right.statement)}")  # fmt: skip


# What was compiled, and records


def _compiled_otherwise(count: int, dice: random.Random, false: Iterator[Untrue]) -> Iterator[Mutant]:
    """A compiled module of the store, or the note beside it, changed; in the end the whole is asked for once more."""
    with tempfile.TemporaryDirectory(prefix="workbench-soundness-") as folder:
        root = Path(folder)
        (root / "lean").mkdir()
        (root / "lean" / "A.lean").write_text("theorem t : 44 < 45 := by decide\n", "utf-8")
        modules, store, asked = read_modules(root, ["lean"]), root / "store", Declaration("t", THEOREM)
        first = check_declarations(modules, [asked], LIMITS, store=store, setting=_setting())[asked]
        (step,) = build.steps(modules, ["A"], _setting().toolchain, _setting().key)
        if first.outcome != ACCEPTED or build.kept(step, store) is None:
            raise Refused(first.reason)
        olean, note = store / f"{step.key}.olean", store / f"{step.key}.json"
        for at in range(count):
            file, what = dice.choice(((olean, "a byte of a compiled module"), (note, "a byte of the note beside it")))
            whole = file.read_bytes()
            place, bit = dice.randrange(len(whole)), 1 << dice.randrange(8)
            file.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
            caught = "the seal: compiled anew" if build.kept(step, store) is None else ""
            if at == count - 1 and caught:
                again = check_declarations(modules, [asked], LIMITS, store=store, setting=_setting())[asked]
                caught = caught if again.states == first.states and again.outcome == ACCEPTED else ""
            file.write_bytes(whole)
            yield Mutant("lean", f"{what} changed", "the file is another", caught, f"byte {place}, bit {bit}")


def _recorded_otherwise(count: int, dice: random.Random, false: Iterator[Untrue]) -> Iterator[Mutant]:
    """A record of an audit, changed so that it speaks of something else or says itself that nothing was proved."""
    with tempfile.TemporaryDirectory(prefix="workbench-soundness-") as folder:
        root = Path(folder)
        (root / "lean").mkdir()
        (root / "lean" / "A.lean").write_text("theorem t : 44 < 45 := by decide\n", "utf-8")
        modules, asked = read_modules(root, ["lean"]), Declaration("t", THEOREM)
        found = check_declarations(modules, [asked], LIMITS, store=root / "store", setting=_setting())[asked]
        if found.outcome != ACCEPTED or found.certificate is None:
            raise Refused(found.reason)
        judge, path = LeanJudge(modules, _setting().version), root / "record.json"
        path.write_bytes(found.certificate)
        certify(judge, asked, KIND, path)
        for _ in range(count):
            field, change = dice.choice(sorted(RECORDS.items()))
            text = json.dumps(change(json.loads(found.certificate), dice)).encode()
            path.write_bytes(text)
            try:
                certify(judge, asked, KIND, path)
                caught = ""
            except RejectedCertificate:
                caught = "the judge of records"
            repeat = f"{field}: {text.decode()[:200]}"
            yield Mutant("lean", "record of an audit: a field changed", "it says so itself", caught, repeat)


def _field(*path: str, to: Callable[[random.Random], Any]) -> Callable[[dict[str, Any], random.Random], dict[str, Any]]:
    """A change that gives a field of a record another value."""

    def change(record: dict[str, Any], dice: random.Random) -> dict[str, Any]:
        table = record
        for name in path[:-1]:
            table = table[name]
        table[path[-1]] = to(dice)
        return record

    return change


RECORDS = {
    "of another declaration": _field("asked", "name", to=lambda dice: dice.choice("abcu")),
    "of another demand": _field("asked", "wants", to=lambda dice: dice.choice(("definition", "", "any"))),
    "of another file": _field("asked", "file", to=lambda dice: f"lean/B{dice.randrange(99)}.lean"),
    "of another Lean or audit": _field("lean", "told", to=lambda dice: f"lean 4.{dice.randrange(99)}"),
    "of another source": _field("sources", "A", to=lambda dice: f"{dice.getrandbits(256):064x}"),
    "of another format": _field("format", to=lambda dice: dice.choice((0, 2, "1", None))),
    "of a theorem that uses sorry": _field("sorry", to=lambda dice: dice.choice(("proof", "statement"))),
    "with a foreign axiom": _field("axioms", to=lambda dice: [[f"a{dice.randrange(99)}", "A", "False", True]]),
    "with an axiom of a known name": _field("axioms", to=lambda dice: [["propext", "A", f"{dice.random()}", True]]),
    "with doubtful constants": _field("doubtful", to=lambda dice: [f"d{dice.randrange(99)}"]),
    "of what was not replayed": _field("replayed", to=lambda dice: False),
    "of no theorem": _field("kind", to=lambda dice: dice.choice(("def", "axiom", "opaque", "quot"))),
    "that states nothing": _field("states", to=lambda dice: ""),
    "that rests on nothing": _field("rests_on", to=lambda dice: []),
    "with a field more": _field("extra", to=lambda dice: dice.random()),
}
"""What a record is then, and the change that makes it so."""
