"""SymPy, asked plainly whether an identity or an answer is right: `python -I ask_sympy.py ROOT`.

It reads `question.json` and prints a line of JSON. Nothing of Workbench is imported: the text is read here, by a parser
of a page that calls SymPy's constructors and evaluates no text, and the sides are compared twice: at many rational
points, and by SymPy's simplification of their difference. `accepted` is true where the difference is zero and no point
says otherwise (or every point of a finite range was looked at), false where a point says otherwise, null else.
"""

from __future__ import annotations

import json
import random
import re
import sys
from itertools import product
from pathlib import Path
from typing import Any

import sympy

TOKEN = re.compile(
    r"\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-zα-ω]\w*)|(\*\*|\.\.|<=|>=|!=|==|[-+*/^!=<>(){}\[\],]))"
)
SIGNS = str.maketrans({"−": "-", "·": "*", "×": "*", "÷": "/", "≤": "<=", "≥": ">=", "∞": " oo ", "π": " pi "})
SAME = {
    "**": "^",
    "==": "=",
    "ln": "log",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "Abs": "abs",
    "ceil": "ceiling",
    "conj": "conjugate",
}
BINDERS = ("sum", "product", "integrate", "limit", "diff", "solve")
RELATIONS = ("=", "!=", "<=", ">=", "<", ">")
CONSTANTS = {"pi": sympy.pi, "e": sympy.E, "E": sympy.E, "i": sympy.I, "I": sympy.I, "oo": sympy.oo}
PLAIN = (
    *("sqrt", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "sinh", "cosh", "tanh"),
    *("floor", "ceiling", "sign", "re", "im", "conjugate", "factorial", "binomial", "fibonacci"),
)
FUNCTIONS: dict[str, Any] = {
    **{name: getattr(sympy, name) for name in PLAIN},
    "cbrt": lambda x: x ** sympy.Rational(1, 3),
    "root": lambda x, n: x ** (1 / n),
    "log": lambda x, *base: sympy.log(x) / sympy.log(base[0]) if base else sympy.log(x),
    "abs": sympy.Abs,
    "mod": lambda x, y: x - y * sympy.floor(x / y),
    "min": sympy.Min,
    "max": sympy.Max,
    **dict.fromkeys(("simplify", "expand", "factor"), lambda x: x),
}
POINTS, DIGITS, MOST_TERMS = 40, 60, 2_000
Tree = Any
"""A number (str), a name (`("name", x)`), or `(head, arguments...)`."""


class Unknown(Exception):
    """What is not understood here, or not decided."""


class Reader:
    """The text as a tree; `^` binds from the right and before the sign, `!` before `^`."""

    def __init__(self, text: str) -> None:
        self.words: list[str] = []
        text, at = text.translate(SIGNS).rstrip(), 0
        while at < len(text):
            found = TOKEN.match(text, at)
            if not found:
                raise Unknown(f"{text[at : at + 20]!r} is not read here")
            self.words.append(SAME.get(found[0].strip(), found[0].strip()))
            at = found.end()
        self.words.append("")

    def take(self, *words: str) -> str:
        return self.words.pop(0) if self.words[0] in words else ""

    def need(self, word: str) -> None:
        if not self.take(word):
            raise Unknown(f"`{word}` is missing before {self.words[0]!r}")

    def whole(self) -> Tree:
        parts = [self.relation()]
        while self.take(",", "or"):
            parts.append(self.relation())
        if self.words != [""]:
            raise Unknown(f"{self.words[0]!r} is not read here")
        return parts[0] if len(parts) == 1 else ("set", *parts)

    def relation(self) -> Tree:
        left = self.sum()
        sign = self.take(*RELATIONS)
        return (sign, left, self.sum()) if sign else left

    def sum(self) -> Tree:
        left = self.term()
        while sign := self.take("+", "-"):
            left = (sign, left, self.term())
        return left

    def term(self) -> Tree:
        left = self.signed()
        while sign := self.take("*", "/"):
            left = (sign, left, self.signed())
        return left

    def signed(self) -> Tree:
        if sign := self.take("-", "+"):
            return ("neg", self.signed()) if sign == "-" else self.signed()
        base = self.atom()
        while self.take("!"):
            base = ("factorial", base)
        return ("^", base, self.signed()) if self.take("^") else base

    def atom(self) -> Tree:
        word = self.words.pop(0)
        if word[:1].isdigit():
            return word
        if word in ("(", "[", "{"):
            inside = self.arguments({"(": ")", "[": "]", "{": "}"}[word])
            return inside[0] if word == "(" and len(inside) == 1 else ("set", *inside)
        if not word[:1].isalpha():
            raise Unknown(f"{word!r} is not read here")
        if not self.take("("):
            return ("name", word)
        arguments = self.arguments(")")
        if word in BINDERS:
            return (word, *arguments)
        if word not in FUNCTIONS:
            raise Unknown(f"the function {word} is not known here")
        return ("call", word, *arguments)

    def arguments(self, end: str) -> list[Tree]:
        found: list[Tree] = []
        while not self.take(end):
            part = self.relation() if self.words[0] not in ("+", "-") or self.words[1] != end else self.words.pop(0)
            if self.take(".."):
                part = ("range", part, self.sum())
            found.append(part)
            if not self.take(","):
                self.need(end)
                break
        return found


def value(tree: Tree, names: dict[str, Any]) -> Any:
    """What a tree is, each name standing for a number or for a symbol of SymPy's."""
    if isinstance(tree, str):
        return sympy.Rational(tree)
    head, *arguments = tree
    if head == "name":
        if arguments[0] not in names and arguments[0] not in CONSTANTS:
            raise Unknown(f"{arguments[0]} stands for nothing")
        return names.get(arguments[0], CONSTANTS.get(arguments[0]))
    if head in BINDERS:
        return bound(head, arguments, names)
    if head == "factorial":
        return sympy.factorial(value(arguments[0], names))
    if head == "call":
        return FUNCTIONS[arguments[0]](*(value(one, names) for one in arguments[1:]))
    values = [value(one, names) for one in arguments]
    if head == "neg":
        return -values[0]
    ways: dict[str, Any] = {
        "+": lambda x, y: x + y,
        "-": lambda x, y: x - y,
        "*": lambda x, y: x * y,
        "/": quotient,
        "^": lambda x, y: x**y,
    }
    if head not in ways:
        raise Unknown(f"`{head}` stands within an expression")
    return ways[head](*values)


def quotient(above: Any, below: Any) -> Any:
    return sympy.nan if below == 0 else above / below


def bound(head: str, arguments: list[Tree], names: dict[str, Any]) -> Any:
    body, variable, *rest = arguments
    limits: list[Any] = []
    if isinstance(variable, tuple) and variable[0] == "range":  # k=1..n
        (_, (_, (_, name), low), high) = variable
        limits = [value(low, names), value(high, names)]
    else:
        (_, name) = variable
    counts = head in ("sum", "product")
    if counts and limits and all(one.is_Integer for one in limits) and 0 <= limits[1] - limits[0] + 1 <= MOST_TERMS:
        terms = [value(body, {**names, name: sympy.Integer(k)}) for k in range(int(limits[0]), int(limits[1]) + 1)]
        return sympy.Add(*terms) if head == "sum" else sympy.Mul(*terms)
    symbol = sympy.Dummy(name, integer=True) if counts else sympy.Dummy(name) if limits else sympy.Symbol(name)
    inner = value(body, {**names, name: symbol})
    if counts and limits:
        return (sympy.summation if head == "sum" else sympy.product)(inner, (symbol, *limits))
    if head == "integrate" and limits:
        return sympy.integrate(inner, (symbol, *limits))
    if head == "limit" and len(rest) == 1:
        to = value(rest[0], names)
        return sympy.limit(inner, symbol, to, "+-" if to.is_finite else "+")
    if head == "diff":
        found = sympy.diff(inner, symbol, int(value(rest[0], names)) if rest else 1)
        return found.subs(symbol, names.get(name, symbol))
    raise Unknown(f"`{head}` of this form")


# Comparison


def symbols(variables: dict[str, str]) -> dict[str, Any]:
    known: dict[str, Any] = {
        "complex": {},
        "real": {"real": True},
        "rational": {"rational": True},
        "positive": {"positive": True},
        "integer": {"integer": True},
        "natural": {"integer": True, "nonnegative": True},
    }
    return {name: sympy.Symbol(name, **known.get(domain, {"integer": True})) for name, domain in variables.items()}


def points(variables: dict[str, str]) -> tuple[list[dict[str, Any]], bool]:
    """Points of the domain, and whether these are all: small ones first, then random ones."""
    lines, whole = [], True
    for domain in variables.values():
        low, dots, high = domain.partition("..")
        if dots and int(high) - int(low) < 1000:
            lines.append([sympy.Integer(one) for one in range(int(low), int(high) + 1)])
            continue
        whole = False
        least = {"natural": 0, "positive": 1}.get(domain, int(low) if dots else -3)
        few = [sympy.Integer(one) for one in range(least, least + 7)]
        if domain in ("complex", "real", "rational", "positive"):
            few += [sympy.Rational(1, 2), sympy.Rational(22, 7), sympy.Rational(1, 97)]
        lines.append(few)
    chance = random.Random(7)
    every = 1
    for line in lines:
        every *= len(line)
    if whole and every <= 1000:
        chosen: Any = product(*lines)
    else:
        whole = False
        chosen = [[chance.choice(line) for line in lines] for _ in range(POINTS)]
    return [dict(zip(variables, one, strict=True)) for one in chosen], whole or not variables


def same(left: Any, right: Any) -> bool:
    """Whether two numbers are equal, exactly or to 30 digits; two that are none are alike."""
    odd = [one.has(sympy.nan, sympy.zoo) or one in (sympy.oo, -sympy.oo) for one in (left, right)]
    if any(odd):
        return all(odd)
    gap = left - right
    return bool(gap == 0) if gap.is_Rational else abs(complex(gap.evalf(DIGITS, maxn=500))) < 1e-30


def equal(left: Tree, right: Tree, variables: dict[str, str], *, everywhere: bool = True) -> tuple[bool | None, str]:
    """Whether two trees are equal on the domain, and how that is known."""
    at, whole = points(variables)
    looked, exact = 0, True
    for point in at:
        shown = ", ".join(f"{name} = {one}" for name, one in point.items())
        sides = [value(one, point) for one in (left, right)]
        if not everywhere and any(one.has(sympy.nan, sympy.zoo) for one in sides):
            continue
        looked += 1
        exact = exact and all(one.is_Rational for one in sides)
        if not same(*sides):
            return False, f"at {shown} the sides differ" if shown else f"{sides[0]} and {sides[1]} differ"
    if whole and variables and exact:
        return True, f"all {looked} points of the range were evaluated"
    names = symbols(variables)
    gap = value(left, names) - value(right, names)
    for way in (lambda one: one, sympy.expand, sympy.cancel, sympy.trigsimp, sympy.simplify, algebraic):
        try:
            if way(gap) == 0:
                agreeing = f", and {looked} points agree" if variables else ""
                return True, f"SymPy reduces the difference to 0{agreeing}"
        except (NotImplementedError, sympy.PolynomialError, ValueError, TypeError):
            continue
    return None, f"SymPy does not decide it; {looked} points agree"


def algebraic(gap: Any) -> Any:
    """Of a constant: 0 where its minimal polynomial says so."""
    x = sympy.Dummy()
    return sympy.Integer(0) if not gap.free_symbols and sympy.minimal_polynomial(gap, x) == x else gap


def identity(body: dict[str, Any]) -> tuple[bool | None, str]:
    left, right = (Reader(body[side]).whole() for side in ("left", "right"))
    return equal(left, right, body["variables"], everywhere=body.get("equal_as", "expressions") == "expressions")


def answer(body: dict[str, Any], given: str) -> tuple[bool | None, str]:
    """Whether `given` answers the question."""
    asked, right = Reader(body["equation"] or body["expression"]).whole(), Reader(given).whole()
    variables = dict(body.get("variables") or {})
    if body["equation"] is not None or asked[0] == "solve":
        return solutions(asked, right, variables)
    if asked[0] in RELATIONS:
        return truth(asked, right)
    if asked[0] == "integrate" and asked[2][0] == "name":
        asked, right = asked[1], ("diff", right, asked[2])
        return equal(asked, right, {**dict.fromkeys(names_in(asked) | names_in(right), "positive"), **variables})
    free = names_in(asked) | names_in(right)
    counted = "natural" if asked[0] in ("sum", "product") else "complex"
    plain = asked[0] not in BINDERS and not (asked[0] == "call" and asked[1] in ("simplify", "expand", "factor"))
    return equal(asked, right, {**dict.fromkeys(free, counted), **variables}, everywhere=plain)


def names_in(tree: Tree) -> set[str]:
    """The free names that are no constants."""
    if isinstance(tree, str):
        return set()
    if tree[0] == "name":
        return {tree[1]} - CONSTANTS.keys()
    inner = set().union(*(names_in(one) for one in tree[1:] if isinstance(one, tuple)))
    binds = tree[0] in BINDERS and isinstance(tree[2], tuple) and tree[2][0] == "range"
    return inner - ({tree[2][1][1][1]} if binds else set())


def truth(asked: Tree, right: Tree) -> tuple[bool | None, str]:
    sign, left, other = asked
    gap = value(left, {}) - value(other, {})
    holds = {"=": gap == 0, "!=": gap != 0, "<": gap < 0, "<=": gap <= 0, ">": gap > 0, ">=": gap >= 0}[sign]
    if holds not in (True, False, sympy.true, sympy.false) or right[0] != "name":
        raise Unknown("a relation that SymPy does not decide")
    return bool(holds) == (right[1] in ("true", "True", "yes")), f"SymPy says {bool(holds)}"


def solutions(asked: Tree, right: Tree, variables: dict[str, str]) -> tuple[bool | None, str]:
    if asked[0] == "solve":
        asked = asked[1]
    if asked[0] != "=":
        raise Unknown("no equation")
    unknowns = names_in(asked)
    if len(unknowns) != 1:
        raise Unknown("an equation in several unknowns")
    (name,) = unknowns
    domain = variables.get(name, "complex")
    members = right[1:] if right[0] == "set" else () if right == ("name", "none") else (right,)
    given = [value(one[2] if one[0] == "=" else one, {}) for one in members]
    symbol = sympy.Dummy(name)
    gap = value(asked[1], {name: symbol}) - value(asked[2], {name: symbol})
    for one in given:
        if not same(gap.subs(symbol, one), sympy.Integer(0)):
            return False, f"{one} is no solution"
    found = sympy.solveset(gap, symbol, sympy.S.Complexes if domain == "complex" else sympy.S.Reals)
    kept: dict[str, Any] = {
        "positive": lambda one: one.is_positive,
        "rational": lambda one: one.is_rational,
        "integer": lambda one: one.is_integer,
        "natural": lambda one: one.is_integer and one >= 0,
    }
    if ".." in domain or not (isinstance(found, sympy.FiniteSet) or found is sympy.S.EmptySet):
        raise Unknown("SymPy finds no finite set of solutions")
    theirs = [one for one in found if kept.get(domain, lambda one: True)(one)]
    for one in theirs:
        if not any(same(one, other) for other in given):
            return False, f"SymPy finds {one} too"
    return True, f"each of the {len(given)} solutions is one, and SymPy finds no other"


def judged(question: dict[str, Any]) -> dict[str, Any]:
    expect, body = question["expect"], question["body"]
    try:
        if question["kind"] == "identity":
            right, reason = identity(body)
        else:
            right, reason = answer(body, body["answer"] if expect in ("true", "false", None) else expect)
        if right is not None and expect == "false":
            # That something is wrong is shown by a point; that it is right, by a simplification.
            right, reason = not right, reason
        return {"accepted": right, "reason": reason}
    except Unknown as error:
        return {"accepted": None, "reason": str(error)}
    except (
        ArithmeticError,
        ValueError,
        TypeError,
        AttributeError,
        NotImplementedError,
        RecursionError,
        KeyError,
    ) as error:
        return {"accepted": None, "reason": f"SymPy does not get through: {type(error).__name__}: {error}"[:300]}


if __name__ == "__main__":
    sys.set_int_max_str_digits(0)
    print(json.dumps(judged(json.loads(Path("question.json").read_bytes()))))
