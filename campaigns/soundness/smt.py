"""Wrong models, and right ones of another problem, for the checker of SMT-LIB scripts.

Z3 shows them wrong: every symbol that a script declares is given the meaning that the model says, in the script itself,
and what comes out has no model, or is none that Z3 reads. What the model leaves out is given the plainest value there
is, as Workbench does. Whoever says `unsatisfiable` of a script that has a model is asked again.
"""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from campaigns.soundness.mutant import Mutant, Refused, Source
from campaigns.soundness.smt_samples import SATISFIABLE, UNSATISFIABLE, models
from workbench.checkers.again import NoAnswer
from workbench.checkers.base import RejectedCertificate, certify
from workbench.checkers.smt.checker import SmtChecker
from workbench.dispatch.certifying import Sandboxed
from workbench.evidence.record import Limits
from workbench.problems.spec import Problem

EVERY = 60
"""One mutant of so many is a false `unsatisfiable`, for which Z3 is asked again in a process of its own: a second."""
CAUGHT = (
    ("does not hold", "evaluation: an assertion fails"),
    ("another sort", "evaluation: the sorts"),
    ("not of its sort", "evaluation: the sorts"),
    ("cannot be read", "the form of the model"),
    ("two meanings", "the form of the model"),
    ("a meaning that the script does not declare", "the names of the model"),
    ("elements of a sort", "the names of the model"),
    ("anew", "the names of the model"),
    ("script cannot be used", "the reader of scripts"),
    ("not made as", "the form of the certificate"),
    ("certificate of kind", "the kind of the certificate"),
    ("computed again", "Z3, asked again"),
)
"""Part of the sentence -> what caught it, as the table says it."""
_DEFINITION = re.compile(r"\(define-fun (\S+) ")


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is put to Workbench."""

    kind: str
    shown_by: str
    script: str
    certificate: bytes
    claimed: str = "model"


class Equivalent(Exception):
    """A change that Z3 does not show to be wrong."""


class Smt:
    """Mutants of models and of the scripts that they are models of."""

    checker = "smt"
    share = 0.15

    def __init__(self) -> None:
        self.equivalent = 0

    def twins(self) -> Iterator[str]:
        """Every script with Z3's model of it."""
        for name, model in models().items():
            try:
                tier = _certified(SATISFIABLE[name], _certificate(model), "model")
            except RejectedCertificate as error:
                raise Refused(f"{name}: {error}") from error
            if tier != "certificate":
                raise Refused(f"{name}: of tier {tier}")
            yield f"{name}: satisfiable"

    def mutants(self, count: int, seed: int) -> Iterator[Mutant]:
        """All kinds by turns."""
        self.equivalent, made, trial = 0, 0, 0
        seen: set[tuple[str, bytes, str]] = set()
        while made < count:
            trial += 1
            dice = random.Random(f"{seed} {trial}")
            name = dice.choice(sorted(SATISFIABLE))
            change = _claimed_unsatisfiable if made % EVERY == EVERY // 2 else dice.choice(CHANGES)
            try:
                found = change(name, dice)
            except Equivalent:
                self.equivalent += 1
                continue
            key = (found.script, found.certificate, found.claimed) if found else ("", b"", "")
            if found is None or (key in seen and change is not _claimed_unsatisfiable):
                continue
            seen.add(key)
            made += 1
            repeat = f"seed {seed}, trial {trial}: {name}: {found.certificate.decode(errors='replace')}"
            yield Mutant(self.checker, found.kind, found.shown_by, _caught(found), repeat[:300])


SOURCES: tuple[Source, ...] = (Smt(),)


# Put to Workbench


def _caught(found: Wrong) -> str:
    """What refused it; empty where it was accepted."""
    try:
        tier = _certified(found.script, found.certificate, found.claimed)
    except RejectedCertificate as error:
        return next((name for part, name in CAUGHT if part in str(error)), str(error))
    except NoAnswer:
        return "Z3, asked again, gives no answer"
    # What is not evaluated is asked of Z3 once more, which answers for the script and not for this model.
    return "not evaluated: Z3 was asked again, and its word is all" if tier == "computation" else ""


def _certified(script: str, certificate: bytes, claimed: str) -> str:
    """The tier that Workbench's gate lets through. Raises RejectedCertificate."""
    problem = Problem("p", "", "smt", "satisfiable", {"file": None, "text": script})
    with tempfile.TemporaryDirectory(prefix="workbench-soundness-") as folder:
        path = Path(folder, "certificate.json")
        path.write_bytes(certificate)
        return certify(SmtChecker(), problem, claimed, path, run=Sandboxed.under(Limits(60, 2000))).tier.value


def _certificate(model: str | None) -> bytes:
    return json.dumps({"model": model}).encode()


# Shown wrong


def _shown_wrong(script: str, model: str) -> str:
    """The sentence for the table. Raises Equivalent where Z3 finds the model right."""
    import z3

    solver = z3.Solver(ctx=z3.Context())  # Z3 remembers definitions as long as a context lives
    solver.set("timeout", 5_000)
    try:
        solver.from_string(_pinned(script, model))
        found = solver.check()
    except z3.Z3Exception:
        return "Z3 does not read it"
    if found != z3.unsat:
        raise Equivalent
    return "Z3, with the model put into the script"


def _pinned(script: str, model: str) -> str:
    """The script, every declaration in it replaced by the model's definition."""
    definitions: dict[str, str] = {}
    elements = []
    for command in _commands(model):
        match = _DEFINITION.match(command)
        if match and match[1] in definitions:
            return "("  # a constant of two meanings has none
        if match:
            definitions[match[1]] = command
        elif command.startswith("(declare-fun "):
            elements.append(command)
    lines = []
    for command in _commands(script):
        words = re.findall(r"[^\s()]+", command)
        if command.startswith(("(declare-const", "(declare-fun")):
            lines.append(definitions.pop(words[1], "") or _plainest(command))
        else:
            lines.append(command)
            lines += elements if command.startswith("(declare-sort") else []
            names = [re.findall(r"[^\s()]+", one)[1] for one in elements]
            if command.startswith("(declare-sort") and len(names) > 1:
                lines.append(f"(assert (distinct {' '.join(names)}))")
    if any(f":named {name}" not in script for name in definitions):
        return "("  # it gives a meaning to what the script does not declare
    return "\n".join(lines)


def _plainest(declaration: str) -> str:
    """A constant that the model leaves out is 0, or what is 0 of its sort; nothing is known of a function."""
    match = re.fullmatch(r"\(declare-const (\S+) (Int|Real|Bool|\(_ BitVec (\d+)\))\)", declaration.strip())
    if not match:
        return declaration
    values = {"Int": "0", "Real": "0.0", "Bool": "false"}
    return f"(define-fun {match[1]} () {match[2]} {values.get(match[2], f'(_ bv0 {match[3]})')})"


def _commands(text: str) -> list[str]:
    """The lists at the outermost level, as they are written; comments left out."""
    found, depth, start = [], 0, 0
    text = "\n".join(line for line in text.splitlines() if not line.startswith(";"))
    for at, sign in enumerate(text):
        if sign == "(":
            start = at if depth == 0 else start
            depth += 1
        elif sign == ")":
            depth -= 1
            if depth == 0:
                found.append(text[start : at + 1])
    return found


# Changes


def _made(kind: str, name: str, model: str, script: str | None = None) -> Wrong:
    text = SATISFIABLE[name] if script is None else script
    return Wrong(kind, _shown_wrong(text, model), text, _certificate(model))


def _value(name: str, dice: random.Random) -> Wrong | None:
    """Another value of a constant."""
    return _literal(name, dice, constants=True)


def _interpretation(name: str, dice: random.Random) -> Wrong | None:
    """Another value of a function or an array at a place, another place, another default."""
    return _literal(name, dice, constants=False)


def _literal(name: str, dice: random.Random, *, constants: bool) -> Wrong | None:
    model = models()[name]
    commands = [one for one in _commands(model) if one.startswith("(define-fun")]
    inside = [one for one in commands if ("store" in one or "ite" in one) != constants]
    if not inside:
        return None
    command = dice.choice(inside)
    head = re.match(r"\(define-fun \S+ \((?:\([^()]*\)\s*)*\) (?:\([^()]*\)|\S+)", command)
    assert head, command
    places = list(re.finditer(r"(?<![\w!.#])(#[bx][0-9a-f]+|\d+\.\d+|\d+|true|false|\w+!val!\d+)(?![\w!.])",
                              command[head.end() :]))  # fmt: skip
    if not places:
        return None
    place = dice.choice(places)
    start, end = head.end() + place.start(), head.end() + place.end()
    changed = command[:start] + _other(place[0], dice) + command[end:]
    kind = "model: the value of a constant changed" if constants else "model: a function or array changed"
    return _made(kind, name, model.replace(command, changed))


def _other(literal: str, dice: random.Random) -> str:
    """Another literal of the same sort."""
    if literal in ("true", "false"):
        return "false" if literal == "true" else "true"
    if literal[0] == "#":
        base, width = (2, len(literal) - 2) if literal[1] == "b" else (16, 4 * (len(literal) - 2))
        number = int(literal[2:], base) ^ 1 << dice.randrange(width)
        return literal[:2] + (f"{number:0{width}b}" if base == 2 else f"{number:0{width // 4}x}")
    if "!val!" in literal:
        sort, _, which = literal.partition("!val!")
        return f"{sort}!val!{(int(which) + dice.choice((1, 2))) % 3}"
    whole, point, rest = literal.partition(".")
    return f"{max(0, int(whole) + dice.choice((-1, 1, 2, 100)))}{point}{rest}"


def _exchanged(name: str, dice: random.Random) -> Wrong | None:
    """The values of two constants exchanged."""
    model = models()[name]
    names = [match[1] for match in _DEFINITION.finditer(model)]
    if len(names) < 2:
        return None
    one, other = dice.sample(names, 2)
    swap = {one: other, other: one}
    changed = _DEFINITION.sub(lambda match: f"(define-fun {swap.get(match[1], match[1])} ", model)
    return _made("model: two constants exchanged", name, changed)


def _missing(name: str, dice: random.Random) -> Wrong | None:
    """A constant gone."""
    model = models()[name]
    command = dice.choice([one for one in _commands(model) if one.startswith("(define-fun")])
    return _made("model: a constant missing", name, model.replace(command, ""))


def _twice(name: str, dice: random.Random) -> Wrong | None:
    """A constant with two values, of which one is right."""
    model = models()[name]
    command = dice.choice([one for one in _commands(model) if one.startswith("(define-fun")])
    numbers = list(re.finditer(r"\b\d+\b|true|false", command))
    if not numbers or ":named " + command.split()[1] in SATISFIABLE[name]:
        return None
    last = numbers[-1]
    changed = command[: last.start()] + _other(last[0], dice) + command[last.end() :]
    if changed == command:
        return None
    both = [changed, command] if dice.random() < 0.5 else [command, changed]
    return _made("model: a constant twice, with two values", name, model.replace(command, "\n".join(both)))


def _sorted_otherwise(name: str, dice: random.Random) -> Wrong | None:
    """A constant of another sort, with a value of that sort or with its own."""
    model = models()[name]
    command = dice.choice([one for one in _commands(model) if one.startswith("(define-fun")])
    match = re.fullmatch(r"\(define-fun (\S+) \(\) (Int|Real|Bool|\(_ BitVec \d+\))\s+(.*)\)", command, re.DOTALL)
    if not match or f":named {match[1]}" in SATISFIABLE[name]:
        return None
    sorts = {"Int": "7", "Real": "7.5", "Bool": "true", "(_ BitVec 3)": "#b101", "(_ BitVec 8)": "#x2a"}
    sort = dice.choice([one for one in sorts if one != match[2]])
    said, value = dice.choice(((sort, sorts[sort]), (match[2], sorts[sort]), (sort, match[3])))
    return _made("model: another sort", name, model.replace(command, f"(define-fun {match[1]} () {said} {value})"))


def _of_another(name: str, dice: random.Random) -> Wrong | None:
    """Another script's model."""
    other = dice.choice([one for one in sorted(SATISFIABLE) if one != name])
    return _made("model of another script", name, models()[other])


def _more(name: str, dice: random.Random) -> Wrong | None:
    """A definition of what the script does not declare, or defines itself, or that means something to everybody."""
    script = SATISFIABLE[name]
    extra = dice.choice(("(define-fun < ((a Int) (b Int)) Bool true)", "(define-fun = ((a Int) (b Int)) Bool true)",
                         "(define-fun |7| () Int 8)", "(define-fun twice ((n Int)) Int n)",
                         "(define-fun distinct ((a Bool)) Bool true)", "(define-fun and ((a Bool)) Bool true)",
                         "(define-fun false () Bool true)", "(define-fun bvadd ((a Int)) Int a)"))  # fmt: skip
    if "twice" in extra and "twice" not in script:
        return None
    kind = "model: another meaning of a symbol that has one"
    return Wrong(kind, "the standard, or the script", script, _certificate(models()[name] + extra))


def _script(name: str, dice: random.Random) -> Wrong | None:
    """The script changed after its model was found."""
    script = SATISFIABLE[name]
    start = script.index("(assert")
    words = list(re.finditer(r"#[bx][0-9a-f]+|(?<![\w.!#])\d+(?![\w.])|(?<=\()[^\s()]+|\btrue\b|\bfalse\b",
                             script[start:]))  # fmt: skip
    word = dice.choice(words)
    swaps = {"+": "-", "-": "+", "*": "+", "<": ">", ">": "<", "=": "distinct", "distinct": "=", "and": "or",
             "or": "and", "not": "and", "xor": "=", "=>": "xor", "div": "mod", "mod": "div", "bvadd": "bvsub",
             "bvult": "bvslt", "bvslt": "bvult", "bvsgt": "bvult", "bvshl": "bvlshr", "bvlshr": "bvshl",
             "bvashr": "bvlshr", "bvsrem": "bvsmod", "/": "-"}  # fmt: skip
    if word[0] not in swaps and not re.match(r"[#\d]|true|false", word[0]):
        return None
    new = swaps[word[0]] if word[0] in swaps else _other(word[0], dice)
    changed = script[: start + word.start()] + new + script[start + word.end() :]
    return _made("script: changed after its model was found", name, models()[name], changed)


def _one_more(name: str, dice: random.Random) -> Wrong | None:
    """An assertion more, which the model does not know."""
    script = SATISFIABLE[name]
    constants = re.findall(r"\(define-fun (\S+) \(\) (Int|Real|Bool)\s+([^()]+|\([^()]+\))\)", models()[name])
    if not constants:
        return None
    constant, _, value = dice.choice(constants)
    return _made("script: an assertion more", name, models()[name], f"{script}\n(assert (distinct {constant} {value}))")


def _for_unsatisfiable(name: str, dice: random.Random) -> Wrong | None:
    """A model of a script that has none."""
    script = UNSATISFIABLE[dice.choice(sorted(UNSATISFIABLE))]
    numbers = [str(dice.randint(0, 9)) for _ in range(2)]
    model = "".join(
        f"(define-fun {constant} () {sort} {number if sort == 'Int' else f'#x{number}'})"
        for (constant, sort), number in zip(
            re.findall(r"\(declare-const (\w) (Int|\(_ BitVec 4\))\)", script), numbers, strict=False
        )
    )
    if "declare-fun" in script:
        model += f"(define-fun f ((n Int)) Int (ite (= n 3) {numbers[1]} {numbers[0]}))"
    _shown_wrong(script, "")
    return Wrong("model of a script that has none", "Z3: unsatisfiable", script, _certificate(model))


def _broken(name: str, dice: random.Random) -> Wrong | None:
    """No certificate: cut off, of another form, or of another kind."""
    whole = _certificate(models()[name])
    said = {"model": models()[name]}
    kind, certificate, claimed = dice.choice((
        ("certificate: cut off", whole[: dice.randrange(len(whole))], "model"),
        ("certificate: of another form", json.dumps(dice.choice(([said], {"models": said}, {"model": [said]}, {},
                                                                 {"model": 1}, "model"))).encode(), "model"),
        ("certificate: no model in it", _certificate(None), "model"),
        ("certificate: said to be of another kind", whole, dice.choice(("computation", "lrat", "witness", "values"))),
    ))  # fmt: skip
    return Wrong(kind, "its own text", SATISFIABLE[name], certificate, claimed)


def _unclosed(name: str, dice: random.Random) -> Wrong | None:
    """A bracket of the model gone."""
    model = models()[name]
    places = [at for at, sign in enumerate(model) if sign in "()"]
    at = dice.choice(places)
    return Wrong("model: a bracket missing", "its brackets, counted", SATISFIABLE[name],
                 _certificate(model[:at] + model[at + 1 :]))  # fmt: skip


def _claimed_unsatisfiable(name: str, dice: random.Random) -> Wrong | None:
    """Z3's word that a script with a model has none."""
    return Wrong("a false `unsatisfiable`, as Z3's word", "its model, evaluated", SATISFIABLE[name],
                 _certificate(None), "computation")  # fmt: skip


Change = Callable[[str, random.Random], Wrong | None]
CHANGES: tuple[Change, ...] = (
    *(_value, _value, _value, _interpretation, _interpretation, _exchanged, _missing, _twice, _sorted_otherwise),
    *(_script, _script, _script, _script, _one_more, _of_another, _more, _for_unsatisfiable, _broken, _unclosed),
)
