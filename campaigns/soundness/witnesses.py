"""Witnesses of every family made wrong, and right ones of questions that were changed afterwards."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from campaigns.soundness import brute
from campaigns.soundness.lean_alone import dimacs
from campaigns.soundness.mutant import Mutant, Refused
from campaigns.soundness.samples import random_clauses, satisfied
from workbench.checkers.base import RejectedCertificate
from workbench.checkers.registry import checker_for
from workbench.dispatch.certifying import certify_with_both
from workbench.errors import WorkbenchError
from workbench.problems.families import family_names
from workbench.problems.spec import family_problem

PETERSEN = [(k, k % 5 + 1) for k in range(1, 6)] + [(k, k + 5) for k in range(1, 6)]
PETERSEN += [(k + 5, (k + 1) % 5 + 6) for k in range(1, 6)]
MOST_TRIES = 200


@dataclass(frozen=True, slots=True)
class Question:
    """A family with parameters; a file among them as its text."""

    family: str
    parameters: Mapping[str, Any]

    def __str__(self) -> str:
        shown = (f"{name}={value}" for name, value in self.parameters.items() if name != "file")
        return " ".join([self.family, *shown])


def graph(vertices: int, edges: Sequence[tuple[int, int]]) -> str:
    """A graph as a DIMACS .col file."""
    return "\n".join([f"p edge {vertices} {len(edges)}", *(f"e {u} {v}" for u, v in edges)]) + "\n"


QUESTIONS = (
    Question("schur", {"n": 4, "colours": 2}),
    Question("schur", {"n": 13, "colours": 3}),
    Question("schur", {"n": 40, "colours": 4}),
    Question("van-der-waerden", {"n": 8, "lengths": [3, 3]}),
    Question("van-der-waerden", {"n": 21, "lengths": [3, 5]}),
    Question("van-der-waerden", {"n": 26, "lengths": [3, 3, 3]}),
    Question("pythagorean-triples", {"n": 60, "colours": 2}),
    Question("pythagorean-triples", {"n": 90, "colours": 3}),
    Question("ramsey", {"n": 5, "s": 3, "t": 3}),
    Question("ramsey", {"n": 8, "s": 3, "t": 4}),
    Question("ramsey", {"n": 13, "s": 3, "t": 5}),
    Question("queens", {"n": 6}),
    Question("queens", {"n": 11}),
    Question(
        "graph-colouring", {"file": "p edge 10 15\n" + "".join(f"e {u} {v}\n" for u, v in PETERSEN), "colours": 3}
    ),
    Question("graph-colouring", {"file": graph(4, [(1, 2), (2, 3), (3, 4), (4, 1)]), "colours": 2}),
    *(Question("dimacs", {"file": dimacs(clauses)}) for _, clauses in satisfied()),
    Question("dimacs", {"file": dimacs(random_clauses(13, 7, wanted=True))}),
)
IMPOSSIBLE = Question("pigeonhole", {"holes": 3})

_SOLVE = """
import json, sys
from pathlib import Path
from workbench.checkers.sat.cadical import solve
from workbench.checkers.sat.formula import formula_of
from workbench.problems.spec import family_of, family_problem
found = []
for family, parameters, base in json.load(sys.stdin):
    problem = family_problem(family, parameters, base=Path(base))
    formula = formula_of(problem)
    model = solve(formula.normalised.formula, Path(base) / "proof", 0)
    offered, typed = family_of(problem)
    found.append(offered.decode(typed, model[: formula.encoding.variables]))
print(json.dumps(found))
"""


@cache
def right() -> tuple[tuple[Question, Any], ...]:
    """Each question that has an answer, with the witness that CaDiCaL's model comes to."""
    with tempfile.TemporaryDirectory(prefix="workbench-soundness-") as name:
        jobs = []
        for number, question in enumerate(QUESTIONS):
            folder = Path(name) / str(number)
            folder.mkdir()
            jobs.append((question.family, _in_words(question, folder), str(folder)))
        argv = [sys.executable, "-c", _SOLVE]
        ran = subprocess.run(argv, input=json.dumps(jobs), capture_output=True, text=True, check=True, timeout=300)
    return tuple(zip(QUESTIONS, json.loads(ran.stdout), strict=True))


def _in_words(question: Question, folder: Path) -> dict[str, str]:
    """Its parameters as a command line has them, its file in the folder."""
    words = {}
    for name, value in question.parameters.items():
        if name == "file":
            (folder / "file.txt").write_text(value, encoding="ascii")
            words[name] = "file.txt"
        else:
            words[name] = ",".join(map(str, value)) if isinstance(value, list) else str(value)
    return words


def put(question: Question, witness: bytes) -> str:
    """Put a witness to Workbench; who refused it, nothing where it was accepted."""
    with tempfile.TemporaryDirectory(prefix="workbench-soundness-") as name:
        folder = Path(name)
        (folder / "witness.json").write_bytes(witness)
        try:
            problem = family_problem(question.family, _in_words(question, folder), base=folder)
            certify_with_both(checker_for("sat"), problem, "witness", folder / "witness.json")
        except RejectedCertificate as error:
            return "reader of witnesses" if "is not JSON" in str(error) else "family verify"
        except WorkbenchError as error:
            return f"{type(error).__name__}: {error}"
    return ""


# --- Mutations --------------------------------------------------------------------------------------------------------

Changed = tuple[Question, Any]
Change = Callable[[Question, Any, random.Random], Changed]
KINDS: dict[str, Change] = {}


def _kind(name: str) -> Callable[[Change], Change]:
    def enter(change: Change) -> Change:
        KINDS[name] = change
        return change

    return enter


def _place(witness: Any, dice: random.Random) -> tuple[list[Any], int]:
    """The list in which an entry is to change, and which; of an edge its colour or an end."""
    (entries,) = witness.values()
    at = dice.randrange(len(entries))
    return (entries[at], dice.choice((0, 1, 2, 2, 2))) if type(entries[at]) is list else (entries, at)


@_kind("an entry changed")
def _(question: Question, witness: Any, dice: random.Random) -> Changed:
    entries, at = _place(witness, dice)
    others = {abs(x) for x in entries if type(x) is int}
    entries[at] = -entries[at] if question.family == "dimacs" else dice.choice([*(others - {entries[at]}), 0, 1])
    return question, witness


@_kind("two entries swapped")
def _(question: Question, witness: Any, dice: random.Random) -> Changed:
    (entries,) = witness.values()
    one, other = dice.sample(range(len(entries)), 2)
    if type(entries[0]) is list:
        entries[one][2], entries[other][2] = entries[other][2], entries[one][2]
    else:
        entries[one], entries[other] = entries[other], entries[one]
    return question, witness


@_kind("a quarter of the entries changed")
def _(question: Question, witness: Any, dice: random.Random) -> Changed:
    (entries,) = witness.values()
    for _ in range(1 + len(entries) // 4):
        KINDS["an entry changed"](question, witness, dice)
    return question, witness


@_kind("all entries equal")
def _(question: Question, witness: Any, dice: random.Random) -> Changed:
    (entries,) = witness.values()
    for at, entry in enumerate(entries):
        entries[at] = [*entry[:2], entries[0][2]] if type(entry) is list else entries[0]
    return question, witness


@_kind("an entry dropped, or one more")
def _(question: Question, witness: Any, dice: random.Random) -> Changed:
    (entries,) = witness.values()
    at = dice.randrange(len(entries))
    if dice.random() < 0.5:
        del entries[at]
    else:
        entries.append(entries[at])
    return question, witness


@_kind("an entry out of range: negative, too large, past 2^31 and 2^64")
def _(question: Question, witness: Any, dice: random.Random) -> Changed:
    entries, at = _place(witness, dice)
    entries[at] = dice.choice((-1, -2, 1000, 2**31, 2**32 + entries[at], 2**64 + entries[at], -(2**63), 0))
    return question, witness


@_kind('an entry of another type: true, 1.0, "1", null, a list')
def _(question: Question, witness: Any, dice: random.Random) -> Changed:
    entries, at = _place(witness, dice)
    whole = entries[at]
    entries[at] = dice.choice((bool(whole), float(whole), str(whole), None, [whole], {"0": whole}, float("nan")))
    return question, witness


@_kind("of another shape: another key, one more, a list, no object")
def _(question: Question, witness: Any, dice: random.Random) -> Changed:
    ((key, entries),) = witness.items()
    shapes: tuple[Any, ...] = ({key.upper(): entries}, {key: entries, "verified": True}, entries, {key: {"0": entries}})
    return question, dice.choice((*shapes, {}, None, True, "satisfiable", {key: str(entries)}, [witness]))


@_kind("the witness of a smaller or larger question")
def _(question: Question, witness: Any, dice: random.Random) -> Changed:
    numbers = [name for name, value in question.parameters.items() if isinstance(value, int)]
    name = dice.choice(numbers)
    return replace(
        question, parameters={**question.parameters, name: max(2, question.parameters[name] + dice.choice((-2, -1, 1)))}
    ), witness


@_kind("the witness of another question")
def _(question: Question, witness: Any, dice: random.Random) -> Changed:
    return dice.choice([*QUESTIONS, IMPOSSIBLE, IMPOSSIBLE]), witness


@_kind("the question made harder afterwards: a progression shorter, an edge or a clause more")
def _(question: Question, witness: Any, dice: random.Random) -> Changed:
    parameters = dict(question.parameters)
    if "lengths" in parameters:
        at = dice.randrange(len(parameters["lengths"]))
        parameters["lengths"] = [n - (k == at and n > 2) for k, n in enumerate(parameters["lengths"])]
    elif question.family == "graph-colouring":
        head, *edges = parameters["file"].splitlines()
        u, v = dice.sample(range(1, int(head.split()[2]) + 1), 2)
        lines = [f"p edge {head.split()[2]} {len(edges) + 1}", *edges, f"e {u} {v}", ""]
        parameters["file"] = "\n".join(lines)
    elif question.family == "dimacs":
        head, *clauses = parameters["file"].splitlines()
        literals = [-x for x in dice.sample(witness["model"], 3)]
        more = " ".join(map(str, (*literals, 0)))
        lines = [f"p cnf {head.split()[2]} {len(clauses) + 1}", *clauses, more, ""]
        parameters["file"] = "\n".join(lines)
    else:
        name = dice.choice([name for name in parameters if name in ("colours", "s", "t")])
        parameters[name] = max(2, parameters[name] - 1)
    return replace(question, parameters=parameters), witness


@_kind("pigeons without a hole for each")
def _(question: Question, witness: Any, dice: random.Random) -> Changed:
    holes = [dice.randrange(3) for _ in range(4)]
    return IMPOSSIBLE, {
        "holes": dice.choice((holes, holes[:3], [0, 1, 2, 3], [0, 1, 2, -1], [0, 1, 2, True], [0, 1, 2, 2]))
    }


class Witnesses:
    """Witnesses made wrong."""

    checker = "witness"
    share = 0.14

    def __init__(self) -> None:
        self.equivalent = 0

    def twins(self) -> Iterator[str]:
        """A witness for each question."""
        families = {question.family for question in (*QUESTIONS, IMPOSSIBLE)}
        if not families >= set(family_names()):
            raise Refused(f"no question of {set(family_names()) - families}")
        for question, witness in right():
            if not brute.answers(question.family, question.parameters, witness):
                raise Refused(f"{question}: the test of mutants finds it wrong")
            if caught := put(question, json.dumps(witness).encode()):
                raise Refused(f"{question}: by {caught}")
            yield str(question)

    def mutants(self, count: int, seed: int) -> Iterator[Mutant]:
        """Of every kind in turn."""
        self.equivalent = 0
        for number in range(count):
            kind = list(KINDS)[number % len(KINDS)]
            for trial in range(MOST_TRIES):
                label = f"seed {seed}, mutant {number}, trial {trial}"
                dice = random.Random(f"{kind} {label}")
                question, witness = dice.choice(right())
                try:
                    changed, mutant = KINDS[kind](question, copy.deepcopy(witness), dice)
                except IndexError:  # this question has nothing of the kind
                    continue
                text = json.dumps(mutant)
                if brute.answers(changed.family, changed.parameters, json.loads(text)):
                    self.equivalent += 1
                    continue
                caught = put(changed, text.encode())
                yield Mutant(self.checker, kind, "brute force on the question", caught, f"{label}: {changed}")
                break
            else:
                raise RuntimeError(f"no mutant of the kind {kind!r} in {MOST_TRIES} trials")


SOURCES = (Witnesses(),)
