"""Wrong identities, answers and certificates for the symbolic checker, made from right ones by a change in their text.

A statement is wrong where interval arithmetic of our own (`interval_values`) shows both sides apart; it is then put to
Workbench with every certificate that could be meant for it. A certificate is wrong where what it names is: a point at
which both sides agree, an antiderivative of something else, a value that is not the right one.
"""

from __future__ import annotations

import ast
import copy
import json
import random
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from campaigns.soundness import interval_values as interval
from campaigns.soundness.interval_values import Unknown
from campaigns.soundness.mutant import Mutant, Refused, Source
from campaigns.soundness.symbolic_samples import WIDER, Certificate, Sample, fields_of, right, wrong
from workbench.checkers.base import RejectedCertificate, Runner, certify
from workbench.checkers.symbolic.checker import SymbolicChecker
from workbench.checkers.symbolic.judging import kind_of
from workbench.dispatch.certifying import Sandboxed
from workbench.errors import WorkbenchError
from workbench.evidence.record import Limits
from workbench.problems.spec import Problem

TRUE = "true"
POINTS = 12
EVERY = 100
"""One mutant of so many rests on SymPy's word, which is asked for again in a process of its own: a few seconds."""
_TOKEN = re.compile(r"\d+|[A-Za-z]+|\S")
_SWAPS = {"sin": "cos", "cos": "sin", "exp": "cosh", "sinh": "cosh", "cosh": "sinh", "log": "sqrt", "sqrt": "log",
          "atan": "tanh", "floor": "abs", "abs": "sqrt", "pi": "e"}  # fmt: skip
_FORMS = frozenset({"integrate", "diff", "limit", "Sum", "oo"})
CAUGHT = (
    ("do not expand", "exact expansion: the sides differ"),
    ("form that is given", "exact expansion: the form differs"),
    ("one side may have no value", "exact expansion: where the sides have values"),
    ("not shown to differ", "evaluation at the point"),
    ("differ at", "every point of the range"),
    ("each variable a value", "the point names other variables"),
    ("analytic", "analytic between the bounds"),
    ("what it says is right is not", "exact arithmetic on what it says is right"),
    ("SymPy", "SymPy, asked again"),
    ("no certificate of kind", "the kind of the certificate"),
    ("not JSON", "the form of the certificate"),
    ("JSON object", "the form of the certificate"),
    ("not made as", "the form of the certificate"),
    ("no proof of any kind", "the form of the certificate"),
    ("cannot be read", "the grammar"),
    ("holds no expression", "the grammar"),
    ("", "the proof does not apply"),
)
"""Part of the sentence -> what caught it, as the table says it."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is put to Workbench: a wrong statement with several certificates, or one wrong certificate."""

    kind: str
    shown_by: str
    problem: Problem
    certificates: tuple[bytes, ...]
    claimed: str | None = None
    """The kind that the certificate is said to be of, where it is not its own."""
    unless: str | None = None
    """An answer with which it is not accepted: a refutation of what is wrong is right."""


Change = Callable[[Sample, random.Random], Wrong | None]


class Equivalent(Exception):
    """A change that no test shows to be wrong."""


class Symbolic:
    """Mutants of identities and answers, and of their certificates."""

    checker = "symbolic"
    share = 0.2

    def __init__(self) -> None:
        self.equivalent = 0

    def twins(self) -> Iterator[str]:
        """Every sample with its own certificate."""
        for sample in (*right(), *wrong()):
            try:
                checked = _certified(sample.problem, json.dumps(sample.certificate).encode(), sample.kind)
            except RejectedCertificate as error:
                raise Refused(f"{sample.sides}: {error}") from error
            if checked != sample.answer:
                raise Refused(f"{sample.sides}: {checked} in place of {sample.answer}")
            yield f"{' = '.join(sample.sides)}: {checked}"

    def mutants(self, count: int, seed: int) -> Iterator[Mutant]:
        """Statements and certificates by turns."""
        self.equivalent, made = 0, 0
        seen: set[tuple[str, tuple[bytes, ...], str | None]] = set()
        trial = 0
        while made < count:
            trial += 1
            dice = random.Random(f"{seed} {trial}")
            number = dice.randrange(len(right()) + len(wrong()))
            sample = (*right(), *wrong())[number]
            try:
                found = _statement(sample, dice) if trial % 3 else _certificate(sample, dice)
            except Equivalent:
                self.equivalent += 1
                continue
            if found is None:
                continue
            key = (json.dumps(dict(found.problem.body)), found.certificates, found.claimed)
            if key in seen:
                continue
            seen.add(key)
            if found.unless is not None and found.problem.kind == "identity" and made % EVERY == 0:
                found = _by_word(found)
            made += 1
            repeat = f"seed {seed}, trial {trial}: {' = '.join(sample.sides)} -> {_shown(found)}"
            yield Mutant(self.checker, found.kind, found.shown_by, _caught(found), repeat)


SOURCES: tuple[Source, ...] = (Symbolic(),)


def _shown(found: Wrong) -> str:
    texts = [str(found.problem.body[field]) for field in fields_of(found.problem)]
    return f"{' = '.join(texts)}, {found.certificates[0].decode(errors='replace')}"[:300]


# Put to Workbench


def _caught(found: Wrong) -> str:
    """What refused it; empty where one of its certificates was accepted."""
    caught = []
    for certificate in found.certificates:
        run = Sandboxed.under(Limits(60, 2000)) if found.kind == BY_WORD else None
        try:
            answer = _certified(found.problem, certificate, found.claimed, run)
        except RejectedCertificate as error:
            caught.append(next(name for part, name in CAUGHT if part in str(error)))
        except WorkbenchError as error:
            caught.append("SymPy, asked again, gives no answer" if "SymPy" in str(error) else str(error))
        else:
            if answer != found.unless:
                return ""
            caught.append("exact arithmetic: it is false")
    return caught[0]


def _certified(problem: Problem, certificate: bytes, claimed: str | None, run: Runner | None = None) -> str:
    """The answer that Workbench's gate lets through. Raises RejectedCertificate."""
    with tempfile.TemporaryDirectory(prefix="workbench-soundness-") as folder:
        path = Path(folder, "certificate.json")
        path.write_bytes(certificate)
        kind = claimed if claimed is not None else kind_of(json.loads(certificate))
        return certify(SymbolicChecker(), problem, kind, path, run=run).answer


# Statements


def _statement(sample: Sample, dice: random.Random) -> Wrong | None:
    """A right statement with one change in it, shown wrong; None where this changes nothing. Raises Equivalent."""
    if sample.answer != TRUE:
        return None
    problem = sample.problem
    if problem.kind == "identity" and dice.random() < 0.15:
        return _widened(sample, dice)
    field = dice.choice(fields_of(problem))
    kind, text = _changed(str(problem.body[field]), dice)
    changed = replace(problem, body={**problem.body, field: text})
    what = "the answer" if field == "answer" else "the statement"
    if text == problem.body[field]:
        return None
    return _any_way(f"{what}: {kind}", _shown_wrong(changed, sample, dice), changed, sample)


def _widened(sample: Sample, dice: random.Random) -> Wrong | None:
    problem = sample.problem
    variables = {name: WIDER.get(domain, domain) for name, domain in problem.body["variables"].items()}
    changed = replace(problem, body={**problem.body, "variables": variables})
    return _any_way("the statement: a domain widened", _shown_wrong(changed, sample, dice), changed, sample)


def _any_way(kind: str, shown: str, problem: Problem, sample: Sample) -> Wrong:
    """With the certificate of the right one, and with every other that could be meant for it."""
    certificates: list[Certificate] = [sample.certificate]
    if problem.kind == "identity":
        certificates += [{"proof": {"by": by}} for by in ("expansion", "values", "range")]
    else:
        steps = [sample.certificate.get("step", {}), *({"by": by} for by in ("plain", "antiderivative", "telescoping"))]
        certificates += [{"step": step, "given": {"by": by}, "right": None}
                         for step in (*steps, {"by": "limit"}, {"by": "roots"}) for by in ("expansion", "values")
                         if step]  # fmt: skip
    return Wrong(kind, shown, problem, tuple(json.dumps(one).encode() for one in certificates), unless="false")


BY_WORD = "a false statement, and that SymPy said it is true"


def _by_word(found: Wrong) -> Wrong:
    word = json.dumps({"proof": {"by": "sympy", "true": True}}).encode()
    return replace(found, kind=BY_WORD, certificates=(word,))


def _changed(text: str, dice: random.Random) -> tuple[str, str]:
    """What was done, and the text with one word or sign of it changed."""
    words = list(_TOKEN.finditer(text))
    names = sorted({word[0] for word in words if len(word[0]) == 1 and word[0].isalpha()})
    word = dice.choice(words)
    old, before, after = word[0], text[: word.start()], text[word.end() :]
    kind, new = "", old
    if old.isdigit():
        kind = "an exponent changed" if before.rstrip().endswith("^") else "a number changed"
        new = str(dice.choice([one for one in (int(old) - 1, int(old) + 1, int(old) + 7, 2 * int(old)) if one >= 0]))
    elif old in "+-":
        kind, new = "a sign flipped", "-" if old == "+" else "+"
    elif old in "*/":
        kind, new = "an operation exchanged", dice.choice([one for one in "*/+" if one != old])
    elif old in "<>":
        kind, new = "a relation turned", "<" if old == ">" else ">"
    elif old in _SWAPS:
        kind, new = "a function exchanged", _SWAPS[old]
    elif old in names and len(names) > 1:
        kind, new = "a variable exchanged", dice.choice([one for one in names if one != old])
    return kind, before + new + after


# Shown wrong


def _shown_wrong(problem: Problem, sample: Sample, dice: random.Random) -> str:
    """The test that shows a statement wrong. Raises Equivalent where none does."""
    try:
        shown = _identity_wrong(problem, dice) if problem.kind == "identity" else _answer_wrong(problem, sample)
    except Unknown as error:
        raise Equivalent from error
    if shown is None:
        raise Equivalent
    return shown


def _identity_wrong(problem: Problem, dice: random.Random) -> str | None:
    left, right_side = problem.body["left"], problem.body["right"]
    for _ in range(POINTS):
        at = {name: _member(domain, dice) for name, domain in problem.body["variables"].items()}
        if interval.apart(left, right_side, at):
            return "intervals: the sides are apart at a point"
        if interval.one_sided(left, right_side, at):
            return "exact fractions: one side divides by zero"
    return None


def _member(domain: str, dice: random.Random) -> str:
    """A number of a domain, as a formula has it."""
    low, dots, high = domain.partition("..")
    if dots:
        return str(dice.choice([int(low), int(high), 0, 1, dice.randint(int(low), int(high))]) if int(low) <= 0
                   else dice.randint(int(low), int(high)))  # fmt: skip
    whole, part = dice.randint(-5, 5), dice.randint(1, 4)
    match domain:
        case "natural":
            return str(abs(whole))
        case "integer":
            return str(whole)
        case "positive":
            return f"{abs(whole) + 1}/{part}"
        case "complex":
            return f"{whole}/{part} + {dice.randint(-3, 3)}*i/{part}"
    return f"{whole}/{part}"


def _answer_wrong(problem: Problem, sample: Sample) -> str | None:
    question, given = (str(problem.body[field]) for field in fields_of(problem))
    if problem.body["equation"] is not None:
        return _solutions_wrong(question, given, sample)
    tree = interval.parsed(question)
    match tree:
        case ast.Compare(left=left, ops=[ast.Gt() | ast.Lt() as sign], comparators=[other]):
            difference = interval.ball(f"{ast.unparse(left)} - ({ast.unparse(other)})", {}).real
            holds = difference > 0 if isinstance(sign, ast.Gt) else difference < 0
            return "intervals: the relation" if (given == TRUE) != holds and difference != 0 else None
        case ast.Call(func=ast.Name(id="integrate"), args=[body, ast.Name(id=name)]):
            return "intervals: integrals" if _no_antiderivative(body, name, given) else None
        case ast.Call(func=ast.Name(id="integrate"), args=[body, ast.Tuple(elts=[ast.Name(id=name), low, high])]):
            first, last = (interval.ball(ast.unparse(one), {}) for one in (low, high))
            found = interval.integral(body, name, first, last)
            return "intervals: the integral" if not found.overlaps(interval.ball(given, {})) else None
        case ast.Call(func=ast.Name(id="diff"), args=[body, ast.Name(id=name)]):
            wrong_one = _no_antiderivative(interval.parsed(given), name, ast.unparse(body))
            return "intervals: the integral of the derivative" if wrong_one else None
        case ast.Call(func=ast.Name(id="limit")):
            return _limit_wrong(question, given, sample)
    names = sorted({one.id for one in ast.walk(tree) if isinstance(one, ast.Name)} & {"n", "x"})
    for value in ("2", "5", "3", "4", "7"):
        if interval.apart(question, given, dict.fromkeys(names, value)):
            return "intervals: the values are apart"
    return None


def _no_antiderivative(body: ast.expr, name: str, primitive: str) -> bool:
    """Whether, between two points, the integral is not the difference of what is said to be an antiderivative."""
    for low, high in (("1/2", "3/4"), ("2", "5/2"), ("1", "3")):
        try:
            found = interval.integral(body, name, interval.ball(low, {}), interval.ball(high, {}))
            difference = interval.ball(primitive, {name: high}) - interval.ball(primitive, {name: low})
        except Unknown:
            continue
        if not found.overlaps(difference):
            return True
    return False


def _limit_wrong(question: str, given: str, sample: Sample) -> str | None:
    """By the limit of the right one, which every calculus book has."""
    if question != sample.sides[0]:
        return None
    return "intervals: not the known limit" if interval.apart(given, _right_answer(sample), {}) else None


def _right_answer(sample: Sample) -> str:
    return sample.sides[1] if sample.answer == TRUE else sample.answer


def _solutions_wrong(equation: str, given: str, sample: Sample) -> str | None:
    left, equals, other = equation.partition("=")
    if not equals:
        return None
    numbers = _members(given)
    if any(interval.apart(left, other, {"x": number}) for number in numbers):
        return "intervals: a number does not solve it"
    known = _members(_right_answer(sample))
    if equation == sample.sides[0] and any(all(interval.apart(one, other, {}) for other in numbers) for one in known):
        return "intervals: a known solution is missing"
    return None


def _members(given: str) -> list[str]:
    return [one.strip() for one in given.strip("{} ").split(",") if one.strip()]


# Certificates


def _certificate(sample: Sample, dice: random.Random) -> Wrong | None:
    """A certificate with one change in it, shown wrong; None where it has nothing of that kind. Raises Equivalent."""
    likely: tuple[Change, ...] = (_point, _named, _formed, _corrected)
    rarely: tuple[Change, ...] = (_other_argument, _of_another, _broken, _elsewhere, _cut, _called)
    return dice.choice((*(4 * likely), *rarely))(sample, dice)


def _with(sample: Sample, kind: str, shown: str, certificate: Mapping[str, Any]) -> Wrong:
    return Wrong(kind, shown, sample.problem, (json.dumps(certificate).encode(),), sample.kind)


def _point(sample: Sample, dice: random.Random) -> Wrong | None:
    """A counterexample moved to where both sides agree."""
    if "at" not in sample.certificate.get("proof", {}):
        return None
    at = {name: _member(domain, dice) for name, domain in sample.problem.body["variables"].items()}
    if not _agree(sample.sides, at):
        raise Equivalent
    return _with(sample, "counterexample: moved to where both sides agree", "exact fractions: they agree there",
                 {"proof": {"by": "counterexample", "at": at}})  # fmt: skip


def _agree(sides: Sequence[str], at: Mapping[str, str]) -> bool:
    try:
        return interval.exact(sides[0], at) == interval.exact(sides[1], at)
    except Unknown:
        return False


def _elsewhere(sample: Sample, dice: random.Random) -> Wrong | None:
    """A counterexample outside of the domain."""
    outside = {"real": "i", "natural": "-1", "integer": "1/2", "positive": "-2", "0..9": "10", "2..40": "1"}
    domains = sample.problem.body.get("variables", {})
    if "proof" not in sample.certificate or not domains or not set(domains.values()) <= outside.keys():
        return None
    at = {name: outside[domain] for name, domain in domains.items()}
    extra = {name: f"{value} + {dice.randint(0, 50)}*i" for name, value in at.items()}
    made = json.dumps({"proof": {"by": "counterexample", "at": extra}}).encode()
    return Wrong("counterexample: outside of the domain", "the domain", sample.problem, (made,), "counterexample")


def _named(sample: Sample, dice: random.Random) -> Wrong | None:
    """A counterexample in other variables."""
    at = sample.certificate.get("proof", {}).get("at")
    if not at:
        return None
    name, value = dice.choice(sorted(at.items()))
    others = {one: number for one, number in at.items() if one != name}
    changed = dice.choice((others, {**others, dice.choice("uvwz"): value}, {**at, dice.choice("uvwz"): value}))
    return _with(sample, "counterexample: other variables", "its names are not the statement's",
                 {"proof": {"by": "counterexample", "at": changed}})  # fmt: skip


def _formed(sample: Sample, dice: random.Random) -> Wrong | None:
    """The normal form, or the antiderivative, with a change in it."""
    form = sample.certificate.get("proof", {}).get("form")
    primitive = sample.certificate.get("step", {}).get("antiderivative")
    if form is not None:
        kind, changed = _changed(form, dice)
        at = {name: _member(domain, dice) for name, domain in sample.problem.body["variables"].items()}
        if not interval.apart(changed, sample.sides[0], at):
            raise Equivalent
        return _with(sample, f"normal form: {kind}", "intervals: apart from the sides",
                     {"proof": {"by": "expansion", "form": changed}})  # fmt: skip
    if primitive is not None:
        kind, changed = _changed(primitive, dice)
        return _antiderivative(sample, changed, f"antiderivative: {kind}")
    return None


def _antiderivative(sample: Sample, changed: str, kind: str) -> Wrong | None:
    match interval.parsed(sample.sides[0]):
        case ast.Call(args=[body, ast.Tuple(elts=[ast.Name(id=name), *_])]):
            if not _no_antiderivative(body, name, changed):
                raise Equivalent
            made = copy.deepcopy(sample.certificate)
            made["step"]["antiderivative"] = changed
            return _with(sample, kind, "intervals: integrals", made)
    return None


def _other_argument(sample: Sample, dice: random.Random) -> Wrong | None:
    """Another argument, of which the question's own form shows that it does not apply."""
    made = copy.deepcopy(sample.certificate)
    domains = sample.problem.body.get("variables", {})
    if "proof" in made:
        words = ["faith", "", "computation"]
        words += ["values"] if domains else []
        words += ["range"] if not domains or not all(".." in one for one in domains.values()) else []
        made["proof"]["by"] = dice.choice(words)
    elif "step" in made and made["step"]["by"] != "roots":
        heads = {"antiderivative": "integrate(", "telescoping": "Sum(", "limit": "limit(", "fundamental": "integrate("}
        words = [by for by, head in heads.items() if not sample.sides[0].startswith(head)]
        made["step"] = {"by": dice.choice([*words, "roots", "faith"]), "antiderivative": "x"}
    else:
        return None
    return Wrong("certificate: an argument that does not apply", "the question's own form", sample.problem,
                 (json.dumps(made).encode(),), kind_of(made))  # fmt: skip


def _corrected(sample: Sample, dice: random.Random) -> Wrong | None:
    """A refutation that says something wrong is right."""
    said = sample.certificate.get("right")
    if said is None:
        return None
    kind, changed = _changed(said, dice)
    body = {**sample.problem.body, "answer": changed}
    if changed == said:
        return None
    shown = _shown_wrong(replace(sample.problem, body=body), sample, dice)
    return _with(sample, f"what is said to be right: {kind}", shown,
                 {**sample.certificate, "right": changed})  # fmt: skip


def _of_another(sample: Sample, dice: random.Random) -> Wrong | None:
    """What another certificate names, in this one's place."""
    other = dice.choice((*right(), *wrong()))
    at, form = (other.certificate.get("proof", {}).get(word) for word in ("at", "form"))
    primitive = other.certificate.get("step", {}).get("antiderivative")
    domains = sample.problem.body.get("variables", {})
    if other is sample:
        return None
    if at and "proof" in sample.certificate and (at.keys() != domains.keys() or _agree(sample.sides, at)):
        return Wrong("certificate of another question", "exact fractions, or other names", sample.problem,
                     (json.dumps(other.certificate).encode(),), other.kind)  # fmt: skip
    if form and "form" in sample.certificate.get("proof", {}):
        point = {name: _member(domain, dice) for name, domain in domains.items()}
        if interval.apart(form, sample.sides[0], point):
            return Wrong("certificate of another question", "intervals: apart from the sides", sample.problem,
                         (json.dumps(other.certificate).encode(),), other.kind)  # fmt: skip
    if primitive and "antiderivative" in sample.certificate.get("step", {}):
        return _antiderivative(sample, primitive, "certificate of another question")
    return None


def _broken(sample: Sample, dice: random.Random) -> Wrong | None:
    """A field without which it says nothing is gone, or is something else."""
    made = copy.deepcopy(sample.certificate)
    within = [made, *(one for one in made.values() if isinstance(one, dict))]
    places = [(table, field) for table in within for field in table
              if field in ("proof", "by", "at", "step", "given", "antiderivative", "shown", "right_step")]  # fmt: skip
    if not places:
        return None
    table, field = dice.choice(places)
    if "given" in made and made["step"]["by"] == "roots":
        return None
    if dice.random() < 0.5:
        del table[field]
    else:
        table[field] = dice.choice((None, 3, [], ["expansion"], {"by": {}}, {}))
    return Wrong("certificate: a field is gone or of another form", "it says no argument", sample.problem,
                 (json.dumps(made).encode(),), sample.kind)  # fmt: skip


def _cut(sample: Sample, dice: random.Random) -> Wrong | None:
    """Its bytes cut off."""
    text = json.dumps(sample.certificate).encode()
    return Wrong("certificate: cut off", "no JSON", sample.problem, (text[: dice.randrange(len(text))],), sample.kind)


def _called(sample: Sample, dice: random.Random) -> Wrong | None:
    """Said to be of another kind."""
    kinds = ["expansion", "values", "range", "counterexample", "computation", "lrat", "witness", "model", ""]
    other = dice.choice([one for one in kinds if one != sample.kind])
    return Wrong("certificate: said to be of another kind", "its own text", sample.problem,
                 (json.dumps(sample.certificate).encode(),), other)  # fmt: skip
