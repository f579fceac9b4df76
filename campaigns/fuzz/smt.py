"""SMT-LIB scripts with models, and the symbolic checker's grammar and certificates.

A model that is accepted satisfies the script by an evaluation that is written here once more, naively; an equality that
is accepted holds in floating point at points of its domain.
"""

from __future__ import annotations

import ast
import cmath
import itertools
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from campaigns.fuzz.mutation import mutated
from campaigns.fuzz.reader import Reader
from workbench.checkers.base import RejectedCertificate
from workbench.checkers.smt.checker import SmtChecker
from workbench.checkers.symbolic.checker import SymbolicChecker
from workbench.checkers.symbolic.grammar import NotUnderstood, parse
from workbench.checkers.symbolic.tree import Name, Number, Tree
from workbench.checkers.symbolic.tree import text as text_of_tree
from workbench.evidence.record import Tier
from workbench.problems.spec import Problem

MB = 1_000_000
PART = b"\n%%\n"
NUMBERS = st.integers(0, 2**64 - 1)


def _inputs(made: Callable[[int], bytes], words: Sequence[bytes]) -> SearchStrategy[bytes]:
    seeds = NUMBERS.map(made)
    return st.one_of(seeds, seeds, mutated(seeds, words))


class Unknown(Exception):
    """The naive evaluation does not know this."""


# --- SMT-LIB ---------------------------------------------------------------------------------------------------------


def read_smt(data: bytes, scratch: Path) -> str:
    """A script and a model: what is accepted as a certificate satisfies every assertion, naively evaluated."""
    script, _, model = data.partition(PART)
    text = script.decode("utf-8", "replace")
    said = model.decode("utf-8", "replace")
    path = scratch / "certificate.json"
    path.write_text(json.dumps({"model": said}))
    problem = Problem("p", "", "smt", None, {"file": None, "text": text})
    try:
        found = SmtChecker().judge(problem, "model", path)
    except RejectedCertificate:
        return "refused"
    if found.tier is not Tier.CERTIFICATE:
        return "not evaluated"
    if len(data) > 10**5:
        return "accepted"
    try:
        assert naively(text, said), "a model that is none"
    except (Unknown, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError):
        return "accepted, not evaluated naively"
    return "accepted"


def naively(script: str, model: str) -> bool:
    """Whether the assertions hold in the model. Raises Unknown, and what else comes of text that is not plain."""
    if re.search(r'[;|"!]|\bas\b', script + model):
        raise Unknown
    functions: dict[str, tuple[list[Any], Any, Any]] = {}
    asserted = []
    for place, command in [*((0, one) for one in _lists(script)), *((1, one) for one in _lists(model))]:
        match command:
            case ["define-fun", str(name), list(parameters), sort, body]:
                if place and name not in functions:
                    continue
                functions[name] = (parameters, sort, body)
            case ["declare-fun", str(name), [], sort] | ["declare-const", str(name), sort] if not place:
                functions[name] = ([], sort, {"Bool": "false"}.get(str(sort), "0"))
            case ["assert", term] if not place:
                asserted.append(term)
            case ["set-logic", *_] | ["check-sat"] if not place:
                pass
            case _:
                raise Unknown
    return all(_value(term, {}, functions) is True for term in asserted)


def _lists(text: str) -> list[Any]:
    stack: list[list[Any]] = [[]]
    for word in re.findall(r"[()]|[^\s()]+", text):
        if word == "(":
            stack.append([])
        elif word == ")":
            done = stack.pop()
            stack[-1].append(done)
        else:
            stack[-1].append(word)
    (whole,) = stack
    return whole


def _value(term: Any, scope: Mapping[str, Any], functions: Mapping[str, tuple[list[Any], Any, Any]]) -> Any:
    def at(one: Any) -> Any:
        return _value(one, scope, functions)

    if isinstance(term, str):
        if term in scope:
            return scope[term]
        if term in functions:
            parameters, sort, body = functions[term]
            if parameters:
                raise Unknown
            return _of_sort(_value(body, {}, functions), sort)
        return _literal(term)
    match term:
        case ["let", bindings, body]:
            return _value(body, {**scope, **{name: at(one) for name, one in bindings}}, functions)
        case ["ite", condition, one, other]:
            return at(one if at(condition) is True else other)
        case ["_", str(word), str(width)] if word[:2] == "bv":
            return (int(width), int(word[2:]) % (1 << int(width)))
        case [["_", "extract", str(high), str(low)], inner]:
            return (int(high) - int(low) + 1, at(inner)[1] >> int(low) & ((1 << (int(high) - int(low) + 1)) - 1))
        case [str(head), *arguments] if head in functions:
            parameters, sort, body = functions[head]
            given = {name: _of_sort(at(one), kind) for (name, kind), one in zip(parameters, arguments, strict=True)}
            return _of_sort(_value(body, given, functions), sort)
        case [str(head), *arguments]:
            return _applied(head, [at(one) for one in arguments])
    raise Unknown


def _of_sort(value: Any, sort: Any) -> Any:
    if sort == "Real" and not isinstance(value, tuple | bool):
        return Fraction(value)
    if isinstance(sort, list) and value == 0:
        return (int(sort[2]), 0)  # of a constant that the model leaves out
    return value


def _literal(word: str) -> Any:
    if word in ("true", "false"):
        return word == "true"
    if re.fullmatch("[0-9]{1,400}", word):
        return int(word)
    if re.fullmatch(r"[0-9]{1,400}\.[0-9]{1,400}", word):
        return Fraction(word)
    if re.fullmatch("#b[01]+", word):
        return (len(word) - 2, int(word[2:], 2))
    if re.fullmatch("#x[0-9a-fA-F]+", word):
        return (4 * len(word) - 8, int(word[2:], 16))
    raise Unknown


def _chained(holds: Callable[[Any, Any], bool]) -> Callable[[list[Any]], bool]:
    return lambda values: all(holds(a, b) for a, b in itertools.pairwise(values))


def _signed(value: tuple[int, int]) -> int:
    width, number = value
    return number - (1 << width) if number >> (width - 1) else number


def _bits(join: Callable[[int, int], int]) -> Callable[[list[Any]], Any]:
    def applied(values: list[Any]) -> Any:
        (width, found), *rest = values
        for other_width, number in rest:
            assert width == other_width
            found = join(found, number) % (1 << width)
        return (width, found)

    return applied


def _folded(join: Callable[[Any, Any], Any]) -> Callable[[list[Any]], Any]:
    def applied(values: list[Any]) -> Any:
        found, *rest = values
        for one in rest:
            found = join(found, one)
        return found

    return applied


def _euclid(a: int, b: int) -> tuple[int, int]:
    if b == 0:
        raise Unknown
    rest = a - abs(b) * (a // abs(b))
    return (a - rest) // b, rest


FUNCTIONS: dict[str, Callable[[list[Any]], Any]] = {
    "not": lambda values: not values[0],
    "and": all,
    "or": any,
    "xor": _folded(lambda a, b: a != b),
    "=>": lambda values: values[-1] or not all(values[:-1]),
    "=": _chained(lambda a, b: a == b),
    "distinct": lambda values: len(set(values)) == len(values),
    "+": _folded(lambda a, b: a + b),
    "*": _folded(lambda a, b: a * b),
    "-": lambda values: -values[0] if len(values) == 1 else _folded(lambda a, b: a - b)(values),
    "/": _folded(lambda a, b: Fraction(a) / Fraction(b)),
    "div": _folded(lambda a, b: _euclid(a, b)[0]),
    "mod": lambda values: _euclid(*values)[1],
    "abs": lambda values: abs(values[0]),
    "<": _chained(lambda a, b: a < b),
    "<=": _chained(lambda a, b: a <= b),
    ">": _chained(lambda a, b: a > b),
    ">=": _chained(lambda a, b: a >= b),
    "bvadd": _bits(lambda a, b: a + b),
    "bvmul": _bits(lambda a, b: a * b),
    "bvsub": _bits(lambda a, b: a - b),
    "bvand": _bits(lambda a, b: a & b),
    "bvor": _bits(lambda a, b: a | b),
    "bvxor": _bits(lambda a, b: a ^ b),
    "bvudiv": _bits(lambda a, b: a // b if b else -1),
    "bvurem": _bits(lambda a, b: a % b if b else a),
    "bvshl": _bits(lambda a, b: a << b if b < 99 else 0),
    "bvlshr": _bits(lambda a, b: a >> b),
    "bvnot": lambda values: (values[0][0], ~values[0][1] % (1 << values[0][0])),
    "bvneg": lambda values: (values[0][0], -values[0][1] % (1 << values[0][0])),
    "bvult": lambda values: values[0][1] < values[1][1],
    "bvule": lambda values: values[0][1] <= values[1][1],
    "bvslt": lambda values: _signed(values[0]) < _signed(values[1]),
    "bvsge": lambda values: _signed(values[0]) >= _signed(values[1]),
    "concat": lambda values: (values[0][0] + values[1][0], values[0][1] << values[1][0] | values[1][1]),
}


def _applied(head: str, values: list[Any]) -> Any:
    """A function of FUNCTIONS on values of the kinds that it takes."""
    if head not in FUNCTIONS or not values:
        raise Unknown
    wants: Any = (
        tuple
        if head.startswith("bv") or head == "concat"
        else bool
        if head in ("not", "and", "or", "xor", "=>")
        else None
    )
    for one in values:
        if wants is not None and not isinstance(one, wants):
            raise Unknown
        if wants is None and head not in ("=", "distinct") and isinstance(one, tuple | bool):
            raise Unknown
    return FUNCTIONS[head](values)


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


def _large_smt() -> Iterator[tuple[str, bytes]]:
    model = PART + b"(define-fun x () Int 1)"
    head = b"(declare-const x Int)"
    yield "500,000 brackets", b"(" * (MB // 2) + model
    yield "500,000 brackets that are closed", b"(" * (MB // 2) + b")" * (MB // 2) + model
    yield "a million signs", head + b"(assert (and " + b"x " * (MB // 2 - 30) + b"))" + model
    yield "many small commands", head + b"(assert true)" * (MB // 13) + model
    yield "`not` 100,000 deep", head + b"(assert " + b"(not " * 160_000 + b"true" + b")" * 160_001 + model
    yield "a number of a million digits", head + b"(assert (= x " + b"9" * (MB - 60) + b"))" + model
    yield "a bit vector of a million digits", head + b"(assert (= #b1 #b" + b"1" * (MB - 60) + b"))" + model
    yield "a sum of 400,000", head + b"(assert (> (+ " + b"1 " * 400_000 + b") 0))" + model
    yield "a product of 300,000", head + b"(assert (> (* " + b"99 " * 300_000 + b") 0))" + model
    lets = b"".join(b"(let ((x (* x x))) " for _ in range(40_000))
    yield (
        "squares of squares",
        b"(declare-const y Int)(assert (let ((x 3)) " + lets + b"(> x 0)" + b")" * 40_003 + model,
    )
    yield (
        "300,000 distinct",
        head + b"(assert (distinct " + b" ".join(b"%d" % at for at in range(140_000)) + b"))" + model,
    )
    yield "a comment of 1 MB", b";" * (MB - 60) + b"\n" + head + b"(assert (= x 1))" + model
    yield "a symbol of 1 MB", b"(declare-const |" + b"x" * (MB - 100) + b"| Int)(assert true)" + model
    yield "a million line ends", head + b"\n" * (MB - 100) + b"(assert true)" + model
    yield "a string without an end", head + b'"' + b"x" * MB
    yield (
        "definitions of definitions",
        b"".join(b"(define-fun f%d () Int (+ f%d f%d))" % (at + 1, at, at) for at in range(20_000)) + model,
    )
    calls = b"".join(b"(define-fun g%d ((a Int)) Int (g%d (g%d a)))" % (at + 1, at, at) for at in range(30))
    yield "calls that double", b"(define-fun g0 ((a Int)) Int a)" + calls + b"(assert (= (g30 1) 1))" + model
    stores = b"(store " * 40_000 + b"((as const (Array Int Int)) 0)" + b" 1 2)" * 40_000
    yield "40,000 stores", head + b"(assert (= 2 (select " + stores + b" 1)))" + model
    yield (
        "a model of 1 MB",
        head + b"(assert (= x 1))" + PART + b"(define-fun x () Int " + b"(+ 0 " * 80_000 + b"1" + b")" * 80_001,
    )
    yield "a model of elements", head + b"(assert (= x 1))" + PART + b"(declare-fun e () S)" * 50_000
    sorts = b"".join(b"(define-sort S%d () (Array S%d S%d))" % (at + 1, at, at) for at in range(20_000))
    yield "sorts in sorts", b"(define-sort S0 () Int)" + sorts + b"(declare-const a S20000)(assert (= a a))" + model


# --- The grammar of expressions --------------------------------------------------------------------------------------


def read_expression(data: bytes, scratch: Path) -> str:
    """What the grammar reads means what Python's grammar reads, and the same when it is written and read again."""
    text = data.decode("utf-8", "replace")
    try:
        tree = parse(text)
    except NotUnderstood:
        return "refused"
    if len(data) > 10**4:
        return "accepted"
    again = parse(text_of_tree(tree))
    for point in ({"x": Fraction(2), "y": Fraction(-3)}, {"x": Fraction(1, 3), "y": Fraction(5)}):
        value = _exact(tree, point)
        if value is None:
            continue
        assert _exact(again, point) == value, "written and read again, it has another value"
        if re.fullmatch(r"[0-9xy+\-*/^() ]{1,300}", text):
            theirs = _by_python(text, point)
            assert theirs is None or theirs == value, "Python reads another value"
    return "accepted"


def _exact(tree: Tree, point: Mapping[str, Fraction]) -> Fraction | None:
    """The value of what is rational arithmetic; None for anything else."""
    if isinstance(tree, Number):
        return Fraction(tree.numerator, tree.denominator)
    if isinstance(tree, Name):
        return point.get(tree.name)
    values = [_exact(one, point) for one in tree.arguments]
    if any(one is None for one in values):
        return None
    known = [one for one in values if one is not None]
    match tree.head:
        case "+":
            return sum(known, Fraction(0))
        case "*":
            found = Fraction(1)
            for one in known:
                found *= one
            return found
        case "neg":
            return -known[0]
        case "/":
            return known[0] / known[1] if known[1] else None
        case "^":
            return _power(*known)
    return None


def _power(base: Fraction, exponent: Fraction) -> Fraction | None:
    if exponent.denominator != 1 or abs(exponent) > 30 or abs(base.numerator) + base.denominator > 10**40:
        return None
    return base ** int(exponent) if base or exponent > 0 else None


def _by_python(text: str, point: Mapping[str, Fraction]) -> Fraction | None:
    """The value by Python's own grammar, which has the same precedences; None where it has none."""
    try:
        node = ast.parse(text.strip().replace("^", "**"), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None

    def value(one: ast.expr) -> Fraction:
        match one:
            case ast.Constant(value=int(number)):
                return Fraction(number)
            case ast.Name(id=name):
                return point[name]
            case ast.UnaryOp(op=sign, operand=operand):
                return value(operand) * (-1 if isinstance(sign, ast.USub) else 1)
            case ast.BinOp(left=left, op=sign, right=right):
                a, b = value(left), value(right)
                match sign:
                    case ast.Add():
                        return a + b
                    case ast.Sub():
                        return a - b
                    case ast.Mult():
                        return a * b
                    case ast.Div():
                        return a / b
                    case ast.Pow():
                        found = _power(a, b)
                        if found is None:
                            raise Unknown
                        return found
        raise Unknown

    try:
        return value(node)
    except (Unknown, KeyError, ZeroDivisionError, RecursionError):
        return None


def expression_bytes(number: int) -> bytes:
    """An expression at random, of arithmetic alone or of all that the grammar has."""
    random = Random(number)
    return _expression(random, random.randint(1, 5), random.random() < 0.5).encode()


def _expression(random: Random, depth: int, plain: bool) -> str:
    def inner() -> str:
        return _expression(random, depth - 1, plain)

    if depth == 0 or random.random() < 0.15:
        return random.choice(
            ("x", "y", "1", "2", "3", "10", "x", "y") if plain else ("x", "pi", "e", "0.5", "1e3", "y", "7")
        )
    match random.randrange(9 if plain else 14):
        case 0 | 1 | 2:
            return f"{inner()}{random.choice((' + ', '-', '*', '/', ' - ', ' * '))}{inner()}"
        case 3:
            return f"({inner()})"
        case 4:
            return f"-{inner()}"
        case 5 | 6:
            return f"({inner()}){random.choice(('*', '/', '^', '+', '-'))}({inner()})"
        case 7:
            return f"{random.choice(('x', '2', 'y', '(x + y)'))}^{random.choice(('2', '3', '-1', 'y', '2^2', '-2'))}"
        case 8:
            return f"{inner()}*{inner()}"
        case 9:
            return (
                f"{random.choice(('sqrt', 'sin', 'exp', 'log', 'abs', 'floor', 'factorial', 'cot', 'asin'))}({inner()})"
            )
        case 10:
            return f"{random.choice(('binomial', 'mod', 'max', 'gcd', 'log', 'root'))}({inner()}, {inner()})"
        case 11:
            return f"{random.choice(('sum', 'product'))}({inner()}, k={inner()}..{inner()})"
        case 12:
            return f"{random.choice(('integrate', 'diff', 'limit'))}({inner()}, x{random.choice(('', ', 0', '=0..1'))})"
    return f"{inner()}{random.choice(('!', ' = ', ' < ', ' and ', ', ', '..', ' or ', '**', '·', '≤'))}{inner()}"


def _large_expressions() -> Iterator[tuple[str, bytes]]:
    yield "a million digits", b"9" * MB
    yield "99,999 digits", b"9" * 99_999
    yield "a power of ten", b"1e10000" + b" + 1e10000" * 6_000
    yield "100,000 brackets", b"(" * 100_000
    yield "a million minus signs", b"-" * MB
    yield "199,000 minus signs", b"-" * 19_000 + b"1"
    yield "a long sum", b"x" + b"+x" * 9_900
    yield "a long product", b"x" + b"*2" * 9_900
    yield "a long quotient", b"x" + b"/3" * 9_900
    yield "powers of powers", b"2" + b"^2" * 50_000
    yield "a row of quotients of numbers", b"9" * 999 + (b"/" + b"7" * 999) * 199
    yield "blanks", b" " * MB
    yield "a name of 1 MB", b"x" * MB
    yield "a name of 199,999 letters", b"x" * 199_999
    yield "sums in sums", b"sum(" * 60 + b"1" + b", k=1..9)" * 60


# --- Certificates of the symbolic checker ----------------------------------------------------------------------------

POINTS = ((0.7, 1.3), (2.0, 3.0), (1.0, 0.5), (-0.6, 1.7), (-2.0, -1.0), (0.25, -3.5), (5.0, 4.0), (0.0, 2.0))


def read_certificate(data: bytes, scratch: Path) -> str:
    """A question as JSON and a certificate: what is accepted as equal is so in floating point, and what is accepted as
    different is not."""
    question, _, certificate = data.partition(PART)
    path = scratch / "certificate.json"
    path.write_bytes(certificate)
    try:
        asked = json.loads(question)
        problem = Problem("p", "", asked["kind"], "true", asked["body"])
        kind = str(asked["certified"])
        texts = [str(asked["body"][name]) for name in ("left", "right", "variables", "equal_as")]
    except (ValueError, KeyError, TypeError, RecursionError):
        return "no question"
    if asked["kind"] != "identity" or not isinstance(asked["body"]["variables"], dict) or len(asked["body"]) != 4:
        return "no question"
    if not all(
        isinstance(one, str) for one in (asked["body"]["left"], asked["body"]["right"], asked["body"]["equal_as"])
    ):
        return "no question"
    domains = asked["body"]["variables"]
    if not set(domains) <= {"x", "y"} or not set(map(str, domains.values())) <= {
        "real",
        "positive",
        "complex",
        "integer",
        "natural",
    }:
        return "no question"
    try:
        found = SymbolicChecker().judge(problem, kind, path)
    except RejectedCertificate:
        return "refused"
    if found.tier is not Tier.CERTIFICATE:
        return "on SymPy's word"
    if len(data) < 10**5:
        _compared(found.answer == "true", parse(texts[0]), parse(texts[1]), domains, json.loads(certificate))
    return f"accepted: {found.answer}"


def _compared(equal: bool, left: Tree, right: Tree, domains: Mapping[str, str], certificate: Any) -> None:
    points = []
    for x, y in POINTS:
        point = {"x": complex(x), "y": complex(y)}
        points.append({name: _into(domains.get(name, "real"), value) for name, value in point.items()})
    different = undefined = False
    for point in points:
        try:
            one, other = _float(left, point), _float(right, point)
        except (Unknown, ValueError, OverflowError, ZeroDivisionError):
            undefined = True
            continue
        size = max(abs(one), abs(other))
        if size < 1e8 and abs(one - other) > 1e-6 * max(1.0, size):
            different = True
            assert not equal, f"accepted as equal, and they differ at {point}"
    at = certificate["proof"].get("at") if isinstance(certificate, dict) else None
    assert equal or different or undefined or at, "accepted as different, and they are equal everywhere"


def _into(domain: str, value: complex) -> complex:
    if domain in ("integer", "natural"):
        value = complex(round(value.real))
    return (
        complex(abs(value.real) + (0.5 if domain == "positive" else 0)) if domain in ("positive", "natural") else value
    )


def _float(tree: Tree, point: Mapping[str, complex]) -> complex:
    if isinstance(tree, Number):
        return complex(Fraction(tree.numerator, tree.denominator))
    if isinstance(tree, Name):
        constants = {"pi": cmath.pi, "e": cmath.e, "E": cmath.e, "i": 1j, "I": 1j}
        if tree.name in point:
            return point[tree.name]
        if tree.name in constants:
            return complex(constants[tree.name])
        raise Unknown
    values = [_float(one, point) for one in tree.arguments]
    simple: dict[str, Callable[..., complex]] = {
        "neg": lambda a: -a,
        "/": lambda a, b: a / b,
        "^": lambda a, b: a**b,
        "exp": cmath.exp,
        "sin": cmath.sin,
        "cos": cmath.cos,
        "sqrt": cmath.sqrt,
        "abs": abs,
    }
    if tree.head in ("+", "*"):
        found = complex(tree.head == "*")
        for one in values:
            found = found + one if tree.head == "+" else found * one
        return found
    if tree.head == "log" and len(values) == 1:
        return cmath.log(values[0])
    if tree.head not in simple:
        raise Unknown
    return simple[tree.head](*values)


IDENTITIES = (
    ("(A + B)^2", "A^2 + 2*A*B + B^2"),
    ("A*(B + C)", "A*B + A*C"),
    ("(A - B)*(A + B)", "A^2 - B^2"),
    ("sin(A)^2 + cos(A)^2", "1"),
    ("exp(A)*exp(B)", "exp(A + B)"),
    ("A + B", "B + A"),
    ("A - A", "0"),
    ("2*sin(A)*cos(A)", "sin(2*A)"),
    ("A^3 - B^3", "(A - B)*(A^2 + A*B + B^2)"),
    ("sqrt(A^2)", "abs(A)"),
    ("A/B", "(A*C)/(B*C)"),
    ("1/(A*A + 1) + 1", "(A^2 + 2)/(A^2 + 1)"),
    ("abs(A)^2", "A^2"),
    ("log(exp(A))", "A"),
    ("exp(log(A))", "A"),
    ("(A*B)^2", "A^2*B^2"),
    ("sqrt(A)^2", "A"),
    ("cos(A + B)", "cos(A)*cos(B) - sin(A)*sin(B)"),
)
"""Some hold, some in part only; an expression is put in for each letter."""
SMALL = ("x", "y", "1", "2", "x + 1", "2*x", "x*y", "x - y", "x/2", "-x", "x^2")
PROOFS: tuple[Any, ...] = (
    {"by": "expansion"},
    {"by": "expansion"},
    {"by": "expansion", "form": None},
    {"by": "values"},
    {"by": "range"},
    {"by": "counterexample", "at": {"x": "2", "y": "3"}},
    {"by": "counterexample", "at": {"x": "-1/2", "y": "-1"}},
)


def certificate_bytes(number: int) -> bytes:
    """An equality that holds, or nearly, and what is said to prove it or its opposite."""
    random = Random(number)
    left, right = random.choice(IDENTITIES)
    for letter in "ABC":
        value = random.choice(SMALL)
        left, right = (side.replace(letter, f"({value})") for side in (left, right))
    if random.random() < 0.3:  # not quite
        at = random.randrange(len(right))
        right = right[:at] + random.choice("012xy+-*") + right[at + random.choice((0, 1)) :]
    domains = {
        name: random.choice(("real", "real", "complex", "positive", "integer", "natural")) for name in ("x", "y")
    }
    senses = ("expressions", "expressions", "expressions", "polynomials", "rational functions")
    proof = json.loads(json.dumps(random.choice(PROOFS)))
    for _ in range(random.choice((0, 0, 0, 1))):
        proof[random.choice([*proof, "at", "form"])] = random.choice(
            (None, "", "x", "1/0", [], {}, {"x": "1/0"}, {"z": 1}, 3, "sympy", {"x": "1", "y": "1"})
        )
    body = {"left": left, "right": right, "variables": domains, "equal_as": random.choice(senses)}
    by = proof.get("by")
    question = {"kind": "identity", "body": body, "certified": by if isinstance(by, str) else "expansion"}
    return json.dumps(question).encode() + PART + json.dumps({"proof": proof}).encode()


def _large_certificates() -> Iterator[tuple[str, bytes]]:
    def asked(left: str, right: str, proof: bytes, **variables: str) -> bytes:
        body = {"left": left, "right": right, "variables": variables or {"x": "real"}, "equal_as": "expressions"}
        kind = re.search(rb'"by": *"([a-z]*)"', proof)
        named = kind[1].decode() if kind else "expansion"
        return json.dumps({"kind": "identity", "body": body, "certified": named}).encode() + PART + proof

    expansion = b'{"proof": {"by": "expansion"}}'
    yield "brackets", asked("x", "x", b"[" * (MB - 200))
    yield (
        "a form of 199,000 signs",
        asked("x", "x", b'{"proof": {"by": "expansion", "form": "%s"}}' % (b"x+" * 99_000 + b"x")),
    )
    yield "a form of 1 MB", asked("x", "x", b'{"proof": {"by": "expansion", "form": "%s"}}' % (b"x" * (MB - 200)))
    yield (
        "a point of many digits",
        asked("x", "x + 1", b'{"proof": {"by": "counterexample", "at": {"x": "%s"}}}' % (b"9" * 99_000)),
    )
    yield "a power beyond all", asked("(x + y)^1000", "(y + x)^1000", expansion, x="real", y="real")
    yield "(x + 1)^5000", asked("(x + 1)^5000", "(1 + x)^5000", expansion)
    yield "powers of powers", asked("2^2^2^2^2^2^2", "1", expansion)
    yield "a sum of 9,000 terms", asked("+".join(["x"] * 9_000), "9000*x", expansion)
    yield "a product of 5,000 sums", asked("*".join(["(x+1)"] * 3_000), "(x+1)^3000", expansion)
    yield "many functions", asked("+".join(f"sin({at}*x)" for at in range(2_000)), "0", expansion)
    yield "many roots", asked("+".join(f"sqrt({at})" for at in range(2, 900)), "0", b'{"proof": {"by": "values"}}')
    yield "factorials", asked("100000!", "1", b'{"proof": {"by": "values"}}')
    yield "a huge range", asked("x", "x", b'{"proof": {"by": "range"}}', x="integer")
    yield "digits", asked("9" * 99_000, "9" * 99_000, b'{"proof": {"by": "values"}}')
    yield "a product of digits", asked("*".join(["9" * 900] * 200), "1", b'{"proof": {"by": "values"}}')


READERS: tuple[Reader, ...] = (
    Reader(
        "SMT-LIB models",
        _inputs(
            smt_bytes,
            (
                b"(",
                b")",
                b"|x|",
                b";",
                b"#b1",
                b"#x",
                b"(_ bv1 4)",
                b"true",
                b"(- 1)",
                b"let",
                b"as",
                PART,
                b"\xc2\xa0",
            ),
        ),
        read_smt,
        _large_smt,
    ),
    Reader(
        "symbolic expressions",
        _inputs(
            expression_bytes,
            (b"^", b"**", b"(", b")", b"-", b"!", b"..", "·".encode(), "−".encode(), b"1e9", b"e", b"sum(k,k=1..3)"),
        ),
        read_expression,
        _large_expressions,
    ),
    Reader(
        "symbolic certificates",
        _inputs(
            certificate_bytes, (PART, b"^2", b"sqrt(", b"x", b"/0", b"sympy", b"null", b"[", b"expansion", b"positive")
        ),
        read_certificate,
        _large_certificates,
    ),
)
